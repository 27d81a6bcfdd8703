// @ts-check
// Moving among findings: going to one, stepping with j and k, and showing everything tied to what is held or focused.

/** @import {Store} from './store.js' */
import { offTest } from './filters.js'
import { findings } from './summary.js'
import { KINDS, plainName } from './wording.js'

/** @param {{store: Store, article: HTMLElement, say: (words: string) => void, reveal: () => void}} parts */
export function createNavigation({ store, article, say, reveal }) {
  /** @param {string} key "a3" for a quote, "p1.2" for a proposal's item @returns {HTMLElement | null} */
  function place(key) {
    const [id, ordinal] = key.split('.')
    const selector = ordinal ? `[data-proposal="${CSS.escape(id)}"][data-ordinal="${CSS.escape(ordinal)}"]` : `[data-attribution="${CSS.escape(id)}"]`
    return article.querySelector(selector)
  }

  /** Scrolls to a finding and focuses it. @param {string} key */
  function goTo(key) {
    const element = place(key)
    if (!element) return
    reveal()
    element.scrollIntoView({ block: 'center' })
    element.focus({ preventScroll: true })
    store.set({ here: key })
  }

  function shown() {
    const { result } = store.state
    const off = offTest(result, store.state)
    return result ? findings(result).filter((one) => !off(one.attribution ? 'attribution' : 'proposal', one.key.split('.')[0])) : []
  }

  /** @param {1 | -1} by */
  function step(by) {
    const all = shown()
    if (!all.length) return say('Nothing to step through.')
    const at = all.findIndex((one) => one.key === store.state.here)
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))
    goTo(all[next].key)
    say(describe(all[next], next + 1, all.length))
  }

  /** @param {ReturnType<typeof findings>[number]} one @param {number} at @param {number} of */
  function describe({ attribution, proposal, item }, at, of) {
    const { result } = store.state
    const id = attribution ? attribution.speaker : proposal?.proposer
    const name = result?.speakers.find((one) => one.id === id)?.name
    const what = attribution ? KINDS[attribution.kind] : `Proposal ${item?.ordinal}`
    return `${at} of ${of}: ${what}, ${name ? plainName(name) : 'source not named'}`
  }

  return { goTo, step, place }
}

/**
 * Marks everything tied to what the pointer is on or the keyboard stands on.
 * @param {Store} store
 */
export function createTies(store) {
  let held = ''
  /** @param {string} key */
  function hold(key) {
    if (key === held) return
    held = key
    const tied = key ? tiedTo(key) : new Set()
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-tie]'))) {
      element.classList.toggle('is-tied', (element.dataset.tie ?? '').split(' ').some((one) => tied.has(one)))
    }
  }

  /** @param {string} key @returns {Set<string>} */
  function tiedTo(key) {
    const { result } = store.state
    const speaker = result?.speakers.find((one) => one.id === key)
    if (speaker) return new Set([key, `card-${key}`, ...speaker.attributions])
    const id = result?.attributions.find((one) => one.id === key)?.speaker ?? result?.proposals.find((one) => one.id === key.split('.')[0])?.proposer
    return new Set(id ? [key, `card-${id}`] : [key])
  }

  /** @param {Event} event */
  const listen = ({ target }) => hold(target instanceof Element ? keyOf(target) : '')
  // Moves, not what comes under a resting pointer when the page scrolls: that would take the reader's focus marks away.
  document.addEventListener('pointermove', listen, { passive: true })
  document.addEventListener('focusin', listen)
  store.on(['result', 'articleId'], () => (held = ''))
}

/** What an element stands for: the finding or speaker nearest around it, or ''. @param {Element} element */
export function keyOf(element) {
  const holder = /** @type {HTMLElement | null} */ (element.closest('[data-hold],[data-note],[data-attribution],[data-source],[data-proposal],[data-goto],[data-run],[data-mention]'))
  if (!holder) return ''
  const { hold, note, attribution, source, proposal, ordinal, goto, run, mention } = holder.dataset
  return goto ?? note ?? attribution ?? source ?? (proposal ? `${proposal}.${ordinal}` : (run ?? hold ?? mention ?? ''))
}
