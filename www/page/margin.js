// @ts-check
// Margin notes: who speaks, beside the line where the quote begins. Notes exist for what is on or near the screen, never
// move the text, and step aside for one another.

/** @import {Store} from './store.js' */
import { badge, el, nameElement } from './dom.js'
import { textOf } from './summary.js'
import { KINDS, plainName, shorten } from './wording.js'

const GAP = 6

/** @param {{root: HTMLElement, article: HTMLElement, store: Store, groups: () => Element[], open: (key: string, from: HTMLElement) => void}} parts */
export function createMargin({ root, article, store, groups, open }) {
  let queued = 0
  /** @type {Element[]} */
  let noted = []

  const place = () => {
    queued ||= requestAnimationFrame(layOut)
  }
  new ResizeObserver(place).observe(article)
  addEventListener('scroll', () => same(noted, near(groups())) || place(), { passive: true })

  function layOut() {
    queued = 0
    if (!root.offsetParent) return root.replaceChildren()
    noted = near(groups())
    const marks = noted.flatMap((group) => /** @type {HTMLElement[]} */ ([...group.querySelectorAll('.attribution.is-first:not(.is-off)')]))
    const top = root.getBoundingClientRect().top
    const wanted = marks.map((mark) => mark.getClientRects()[0]?.top - top)
    const notes = noteMaker(store, open)
    const made = marks.map((mark) => notes(mark.dataset.attribution ?? ''))
    const held = /** @type {HTMLElement | null} */ (document.activeElement?.closest('.note'))?.dataset.note
    root.replaceChildren(...made)
    if (held) made.find((note) => note.dataset.note === held)?.focus({ preventScroll: true })
    stack(made, wanted)
  }

  return { place }
}

/** Puts each note at its line, or below the one before. @param {HTMLElement[]} notes @param {number[]} wanted */
function stack(notes, wanted) {
  const heights = notes.map((note) => note.offsetHeight)
  let free = -Infinity
  notes.forEach((note, index) => {
    const at = Math.max(wanted[index] || 0, free)
    note.style.transform = `translateY(${Math.round(at)}px)`
    free = at + heights[index] + GAP
  })
}

/** The groups on the screen or less than a screen away. @param {Element[]} groups */
function near(groups) {
  const [above, below] = [-innerHeight, 2 * innerHeight]
  let from = 0
  let to = groups.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (groups[middle].getBoundingClientRect().bottom < above) from = middle + 1
    else to = middle
  }
  const found = []
  for (let at = from; at < groups.length && groups[at].getBoundingClientRect().top < below; at++) found.push(groups[at])
  return found
}

/** @param {Element[]} a @param {Element[]} b */
const same = (a, b) => a.length === b.length && a.every((one, index) => one === b[index])

/** @param {Store} store @param {(key: string, from: HTMLElement) => void} open @returns {(id: string) => HTMLElement} */
function noteMaker(store, open) {
  const { result, looks, text } = store.state
  const attributions = new Map(result?.attributions.map((one) => [one.id, one]))
  const speakers = new Map(result?.speakers.map((one) => [one.id, one]))
  return (id) => {
    const one = attributions.get(id)
    const speaker = speakers.get(one?.speaker ?? '')
    const said = one ? shorten(textOf(text, one.source), 40) : ''
    const aside = speaker && said && !sharesWord(said, speaker.name) ? `“${said}”` : ''
    const note = el(
      'button',
      { type: 'button', class: `note speaker-${looks.get(speaker?.id ?? '')?.slot ?? 0}`, data: { note: id, tie: id }, onclick: () => open(id, note) },
      badge(looks.get(speaker?.id ?? '')),
      el('span', {}, nameElement(speaker ? plainName(speaker.name) : 'Source not named'), aside && el('span', { class: 'aside' }, aside)),
      el('span', { class: 'visually-hidden' }, one ? `, ${KINDS[one.kind]}` : ''),
    )
    return note
  }
}

/** A note repeats what the article calls the speaker only where that tells something: "she", "the president". @param {string} said @param {string} name */
function sharesWord(said, name) {
  const words = new Set(name.toLowerCase().match(/\p{L}+/gu))
  return (said.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => words.has(word))
}
