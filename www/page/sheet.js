// @ts-check
// On a phone the lists fold into a sheet at the bottom; its handle says what was found.

/** @import {Store} from './store.js' */
import { byId } from './dom.js'
import { found } from './wording.js'

/** @param {Store} store */
export function createSheet(store) {
  const handle = byId('sheet-handle')
  /** @param {boolean} isOpen */
  const fold = (isOpen) => {
    byId('findings').classList.toggle('is-open', isOpen)
    handle.setAttribute('aria-expanded', String(isOpen))
  }
  handle.addEventListener('click', () => fold(handle.getAttribute('aria-expanded') !== 'true'))
  // While there is no article there is nothing to list; while one is read, the lists wait for its own.
  store.on(['result', 'phase'], ({ result, phase }) => {
    if (phase !== 'annotating') byId('findings').classList.toggle('is-empty', !result)
  })
  store.on(['result'], ({ result }) => (handle.textContent = result ? found(result) : 'What was found'))
  return { close: () => fold(false) }
}
