// @ts-check
// Margin notes: who speaks, beside the line where the quote begins. Notes exist for what is on or near the screen, never
// move the text, and step aside for one another.

/** @import {Store} from './store.js' */
import { badge, el, nameElement } from './dom.js'
import { textOf } from './summary.js'
import { KINDS, plainName, shorten } from './wording.js'

const GAP = 6

/** @param {{root: HTMLElement, article: HTMLElement, store: Store, open: (key: string, from: HTMLElement) => void}} parts */
export function createMargin({ root, article, store, open }) {
  let queued = 0
  const near = new Set()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) entry.isIntersecting ? near.add(entry.target) : near.delete(entry.target)
      place()
    },
    { rootMargin: '60% 0px' },
  )
  new ResizeObserver(() => place()).observe(article)

  function place() {
    if (!queued) queued = requestAnimationFrame(layOut)
  }

  function layOut() {
    queued = 0
    if (!root.offsetParent && getComputedStyle(root).display === 'none') return root.replaceChildren()
    const marks = [...article.querySelectorAll('.attribution.is-first:not(.is-off)')].filter((mark) => near.has(mark.closest('.block')))
    const top = root.getBoundingClientRect().top
    const wanted = marks.map((mark) => mark.getClientRects()[0]?.top - top)
    const notes = marks.map((mark) => noteFor(/** @type {HTMLElement} */ (mark), store, open))
    const held = /** @type {HTMLElement | null} */ (document.activeElement?.closest('.note'))?.dataset.note
    root.replaceChildren(...notes)
    if (held) notes.find((note) => note.dataset.note === held)?.focus({ preventScroll: true })
    const heights = notes.map((note) => note.offsetHeight)
    let free = -Infinity
    notes.forEach((note, index) => {
      const at = Math.max(wanted[index] || 0, free)
      note.style.transform = `translateY(${Math.round(at)}px)`
      free = at + heights[index] + GAP
    })
  }

  return {
    place,
    /** @param {Element[]} blocks all that stand now */
    watch(blocks) {
      for (const block of near) if (!block.isConnected) near.delete(block)
      observer.disconnect()
      for (const block of blocks) observer.observe(block)
      place()
    },
  }
}

/** @param {HTMLElement} mark @param {Store} store @param {(key: string, from: HTMLElement) => void} open */
function noteFor(mark, store, open) {
  const { result, looks, text } = store.state
  const id = mark.dataset.attribution ?? ''
  const one = result?.attributions.find((each) => each.id === id)
  const speaker = result?.speakers.find((each) => each.id === one?.speaker)
  const look = looks.get(speaker?.id ?? '')
  const said = one ? shorten(textOf(text, one.source), 40) : ''
  const aside = speaker && said && said !== speaker.name ? `“${said}”` : ''
  const note = el(
    'button',
    { type: 'button', class: `note speaker-${look?.slot ?? 0}`, data: { note: id, tie: id }, onclick: () => open(id, note) },
    badge(look),
    el('span', {}, nameElement(speaker ? plainName(speaker.name) : 'Source not named'), aside && el('span', { class: 'aside' }, aside)),
    el('span', { class: 'visually-hidden' }, one ? `, ${KINDS[one.kind]}` : ''),
  )
  return note
}
