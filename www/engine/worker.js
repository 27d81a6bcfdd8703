// @ts-check
/**
 * The engine off the main thread. In: `{module}` once, then `{id, text}`. Out: `{ready}` once, then for each
 * text `{id, ok: packed result}` or `{id, error, broken}`; `broken` asks the page to throw this worker away.
 *
 * The worker holds a lock that bears its name for as long as it lives, so that the page learns of its
 * death even where the browser fires no event (`terminate()`, memory that ran out).
 */
// The glue is asked for at once, so that it is here when the module comes.
import '../pkg/article_annotator.js'
import { isTrap, startInstance } from './instance.js'

/** @type {Promise<import('./instance.js').Instance> | null} */
let instance = null

self.addEventListener('message', ({ data }) => {
  if (data.module) instance = startInstance(data.module)
  else answer(data.id, data.text)
})
self.addEventListener('messageerror', () => {
  self.postMessage({ error: describe(new Error('The worker could not receive the engine.')), broken: true })
})

/**
 * @param {number} id
 * @param {string} text
 */
async function answer(id, text) {
  try {
    if (!instance) throw new Error('The worker was given a text before the engine.')
    const { annotate } = await instance
    const ok = annotate(text)
    self.postMessage({ id, ok }, { transfer: [ok.numbers.buffer] })
  } catch (error) {
    self.postMessage({ id, error: describe(error), broken: isTrap(error) })
  }
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) }
}

/** Never settles: the lock is held until the worker is gone. */
const forever = new Promise(() => {})

/** @param {boolean} locked */
const ready = locked => self.postMessage({ ready: true, locked })

const locks = navigator.locks
if (locks) {
  locks.request(self.name, () => {
    ready(true)
    return forever
  }).catch(() => ready(false))
} else {
  ready(false)
}
