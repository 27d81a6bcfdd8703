// @ts-check
// Notes for paper: set into the blocks just before printing, each at the line where its quote begins, and taken out after.

/** @import {Store} from './store.js' */
import { el, nameElement } from './dom.js'
import { KINDS, plainName } from './wording.js'

/** @param {HTMLElement} article @param {Store} store */
export function createPrint(article, store) {
  addEventListener('beforeprint', () => {
    const { result } = store.state
    const attributions = new Map(result?.attributions.map((one) => [one.id, one]))
    const speakers = new Map(result?.speakers.map((one) => [one.id, one]))
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll('.attribution.is-first:not(.is-off)'))) {
      const one = attributions.get(mark.dataset.attribution ?? '')
      const speaker = speakers.get(one?.speaker ?? '')
      if (!one) continue
      const name = nameElement(speaker ? plainName(speaker.name) : 'Source not named')
      outermost(mark).before(el('span', { class: 'print-note' }, el('b', {}, name), ` ${KINDS[one.kind]}`))
    }
  })
  addEventListener('afterprint', () => {
    for (const note of article.querySelectorAll('.print-note')) note.remove()
  })
}

/** The mark of its block that holds `mark`, or itself: a note inside another mark would take on its looks. @param {Element} mark */
function outermost(mark) {
  let outer = mark
  while (outer.parentElement && !outer.parentElement.classList.contains('block')) outer = outer.parentElement
  return outer
}
