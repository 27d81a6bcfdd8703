// @ts-check
// The popover of one finding or speaker: who, how it was found, and what one can do with it.

/** @import {Attribution, Item, Proposal, Speaker} from './types.js' */
/** @import {Store} from './store.js' */
/** @import {Session} from './session.js' */
import { anchorsOf } from './corrections.js'
import { badge, byId, el, nameElement } from './dom.js'
import { textOf } from './summary.js'
import { citation, counted, KINDS, plainName, shorten, sureness } from './wording.js'

/** @typedef {{store: Store, session: Session, copy: (words: string, told: string) => void, ask: import('./ask.js').Ask, filter: (id: string) => void}} Parts */

/** @param {Parts} parts */
export function createDetail(parts) {
  const { store } = parts
  const panel = byId('detail')
  /** @type {HTMLElement | null} */
  let opener = null

  function close() {
    if (!panel.matches(':popover-open')) return
    const inside = panel.contains(document.activeElement)
    panel.hidePopover()
    if (inside) opener?.focus({ preventScroll: true })
  }

  /** @param {string} key a1, p1.2 or s1 @param {HTMLElement} from */
  function open(key, from) {
    const content = contentFor(key, parts, close)
    if (!content) return
    opener = from
    const button = el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: close }, '×')
    panel.replaceChildren(...content, button)
    if (!panel.matches(':popover-open')) panel.showPopover()
    position(panel, from)
    panel.querySelector('button, select')?.focus({ preventScroll: true })
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && panel.matches(':popover-open')) {
      event.preventDefault()
      close()
    }
  })
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !panel.contains(target)) close()
  })
  store.on(['result', 'articleId'], close)
  return { open, close }
}

/** @param {string} key @param {Parts} parts @param {() => void} close @returns {HTMLElement[] | null} */
function contentFor(key, parts, close) {
  const { result } = parts.store.state
  const speaker = result?.speakers.find((one) => one.id === key)
  if (speaker) return aboutSpeaker(speaker, parts, close)
  const attribution = result?.attributions.find((one) => one.id === key)
  if (attribution) return aboutQuote(attribution, parts, close)
  const [id, ordinal] = key.split('.')
  const entry = result?.proposals.find((one) => one.id === id)
  const item = entry?.items.find((one) => String(one.ordinal) === ordinal)
  return entry && item ? aboutItem(entry, item, parts, close) : null
}

/** @param {[string, string | null | undefined][]} pairs */
const facts = (pairs) => el('dl', {}, ...pairs.flatMap(([name, words]) => (words ? [el('dt', {}, name), el('dd', { dir: 'auto' }, words)] : [])))

/** @param {string} words @param {() => void} onclick */
const button = (words, onclick) => el('button', { type: 'button', onclick }, words)

/** @param {Attribution} one @param {Parts} parts @param {() => void} close */
function aboutQuote(one, { store, session, copy }, close) {
  const { text, result, looks } = store.state
  const speaker = result?.speakers.find((each) => each.id === one.speaker)
  const at = anchorsOf(text, one.content)
  const said = textOf(text, one.source)
  const select = speakerSelect(store, one.speaker)
  select.addEventListener('change', () => {
    close()
    session.correct({ kind: 'reassign', at, speaker: select.value })
  })
  return [
    heading(badge(looks.get(speaker?.id ?? '')), speaker),
    speaker?.role && el('p', { class: 'role' }, plainName(speaker.role)),
    facts([
      ['Kind', KINDS[one.kind]],
      ['As written', said && said !== speaker?.name ? `“${shorten(said, 120)}”` : ''],
      ['Cue', one.cue.length ? `“${shorten(textOf(text, one.cue), 60)}”` : ''],
      ['How found', one.why],
      ['How sure', one.corrected ? 'Your correction' : sureness(one.confidence)],
    ]),
    el('label', { for: 'reassign' }, 'Said by'),
    select,
    el('div', { class: 'tools' },
      button('Copy quote', () => copy(citation(textOf(text, one.content), speaker?.name, speaker?.role), 'Quote copied.')),
      button('Not a quote: remove', () => {
        close()
        session.correct({ kind: 'remove', at })
      }),
    ),
  ].filter(Boolean)
}

/** @param {HTMLElement} mark @param {Speaker | undefined} speaker */
const heading = (mark, speaker) => el('h2', { id: 'detail-title' }, mark, nameElement(speaker ? plainName(speaker.name) : 'Source not named'))

/** @param {Store} store @param {string | null} chosen a speaker's id */
function speakerSelect(store, chosen) {
  const options = (store.state.result?.speakers ?? []).map((one) => el('option', { value: one.name, selected: one.id === chosen }, plainName(one.name)))
  return el('select', { id: 'reassign' }, el('option', { value: '', selected: chosen === null }, 'Source not named'), ...options)
}

/** "2 of 5 proposals", "2 of the 12-point plan". @param {Proposal} entry @param {Item} item */
function ofAnnounced({ announced, noun }, { ordinal }) {
  const several = !noun || /s$/i.test(noun)
  return several ? `${ordinal} of ${announced} ${noun ?? 'proposals'}` : `${ordinal} of the ${announced}-point ${noun}`
}

/** @param {Proposal} entry @param {Item} item @param {Parts} parts @param {() => void} close */
function aboutItem(entry, item, { store, session, copy }, close) {
  const { text, result, looks } = store.state
  const proposer = result?.speakers.find((one) => one.id === entry.proposer)
  const words = textOf(text, item.content)
  return [
    heading(badge(looks.get(proposer?.id ?? '')), proposer),
    facts([
      ['Proposal', entry.announced === null ? `${item.ordinal}` : ofAnnounced(entry, item)],
      ['Cue', item.cue.length ? `“${shorten(textOf(text, item.cue), 60)}”` : ''],
    ]),
    el('div', { class: 'tools' },
      button('Copy proposal', () => copy(citation(words, proposer?.name, proposer?.role), 'Proposal copied.')),
      button('Not a proposal: remove', () => {
        close()
        session.correct({ kind: 'unpropose', at: anchorsOf(text, item.content) })
      }),
    ),
  ]
}

/** @param {Speaker} speaker @param {Parts} parts @param {() => void} close */
function aboutSpeaker(speaker, { store, session, ask, filter }, close) {
  const others = (store.state.result?.speakers ?? []).filter((one) => one !== speaker)
  const merge = el('select', { id: 'merge' }, el('option', { value: '' }, 'Choose…'), ...others.map((one) => el('option', { value: one.name }, plainName(one.name))))
  merge.addEventListener('change', () => {
    if (!merge.value) return
    close()
    session.correct({ kind: 'merge', from: speaker.name, into: merge.value })
  })
  return [
    heading(badge(store.state.looks.get(speaker.id)), speaker),
    speaker.role && el('p', { class: 'role' }, plainName(speaker.role)),
    facts([['Found', `${counted(speaker.attributions.length, 'quote')}, mentioned ${counted(speaker.mentions.length, 'time')}`], ['Named', speaker.named ? 'yes' : 'no, the article gives no name']]),
    others.length && el('label', { for: 'merge' }, 'The same person as'),
    others.length && merge,
    el('div', { class: 'tools' },
      button('Rename…', async () => {
        close()
        const name = await ask('Rename speaker', 'Name', plainName(speaker.name))
        if (name && name !== speaker.name) session.correct({ kind: 'rename', from: speaker.name, to: name })
      }),
      button('Show only this speaker', () => {
        close()
        filter(speaker.id)
      }),
    ),
  ].filter(Boolean)
}

/** Below the finding where there is room, else above; on a phone the style sheet makes it a bottom sheet. @param {HTMLElement} panel @param {HTMLElement} from */
function position(panel, from) {
  const box = from.getClientRects()[0] ?? from.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const left = Math.min(Math.max(8, box.left), innerWidth - width - 8)
  const below = box.bottom + 8 + height <= innerHeight
  const top = below ? box.bottom + 8 : Math.max(8, box.top - height - 8)
  panel.style.left = `${left}px`
  panel.style.top = `${top}px`
}
