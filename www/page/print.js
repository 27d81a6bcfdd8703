// @ts-check
// Notes for paper: set into the blocks just before printing, taken out after.

/** @import {Store} from './store.js' */
import { el, nameElement } from './dom.js'
import { KINDS, plainName } from './wording.js'

/** @param {HTMLElement} article @param {Store} store */
export function createPrint(article, store) {
  addEventListener('beforeprint', () => {
    const { result } = store.state
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll('.attribution.is-first:not(.is-off)'))) {
      const one = result?.attributions.find((each) => each.id === mark.dataset.attribution)
      const speaker = result?.speakers.find((each) => each.id === one?.speaker)
      if (!one) continue
      const name = nameElement(speaker ? plainName(speaker.name) : 'Source not named')
      mark.closest('.block')?.prepend(el('span', { class: 'print-note' }, el('b', {}, name), ` ${KINDS[one.kind]}`))
    }
  })
  addEventListener('afterprint', () => {
    for (const note of article.querySelectorAll('.print-note')) note.remove()
  })
}
