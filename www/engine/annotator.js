// @ts-check
/**
 * The engine for JavaScript. In: plain text. Out: who said what and what was proposed, as plain data with
 * offsets in UTF-16 code units. Nothing is sent anywhere.
 */
/** @import { AnnotationResult } from '../types.js' */
import { annotateHere } from './local-engine.js'
import { NoWorker, WorkerEngine } from './worker-engine.js'

export { toWebAnnotations } from './web-annotations.js'

/** The longest text taken, in UTF-16 code units: beyond it a browser tab runs out of memory. */
export const MAX_LENGTH = 20 * 1024 * 1024

/**
 * @typedef {object} AnnotateOptions
 * @property {AbortSignal} [signal] abandons the call
 * @property {(preview: AnnotationResult) => void} [onPreview] called at most once, before the result is there and only where it
 *   still has to wait for the learned part of the engine: with what structure alone tells of this text
 */

/**
 * @typedef {object} Annotator
 * @property {(text: string, options?: AnnotateOptions) => Promise<AnnotationResult>} annotate
 *   rejects on failure and works again on the next call
 * @property {() => void} dispose gives back what the annotator holds; calls that still wait are rejected
 */

/** A longer text takes so long, from a quarter of a second to minutes, that it would hold up the page. */
const LONGEST_HERE = 100_000

/**
 * Annotates one text, loading the WebAssembly on first use: on the current thread, a long one in a worker where there are workers.
 *
 * @param {string} text
 * @param {AnnotateOptions} [options]
 * @returns {Promise<AnnotationResult>} rejects with `TypeError` for what is no string, `RangeError` beyond `MAX_LENGTH`
 */
export async function annotate(text, { signal, onPreview } = {}) {
  checkText(text)
  signal?.throwIfAborted()
  const early = until(signal, onPreview)
  if (text.length <= LONGEST_HERE || !shared.usable) return abortable(annotateHere(text, early), signal)
  shared.users++
  try {
    return await annotateShared(text, signal, early)
  } finally {
    shared.users--
  }
}

/** The worker that all annotators of a page share, and how many annotators and calls need it. */
const shared = { engine: new WorkerEngine(), users: 0, usable: true }

/**
 * Makes an annotator. With `worker: true` the work is done off the main thread, in one worker for all
 * annotators of the page; where no worker can be started the main thread does it.
 *
 * @param {{ worker?: boolean }} [options]
 * @returns {Annotator}
 */
export function createAnnotator({ worker = false } = {}) {
  const life = new AbortController()
  if (worker) shared.users++
  return {
    async annotate(text, { signal, onPreview } = {}) {
      checkText(text)
      if (life.signal.aborted) throw disposed()
      const ended = signal ? AbortSignal.any([life.signal, signal]) : life.signal
      ended.throwIfAborted()
      const early = until(ended, onPreview)
      return worker && shared.usable ? annotateShared(text, ended, early) : abortable(annotateHere(text, early), ended)
    },
    dispose() {
      if (life.signal.aborted) return
      life.abort(disposed())
      if (worker && --shared.users === 0) shared.engine.stop()
    },
  }
}

/**
 * @param {string} text
 * @param {AbortSignal | undefined} signal
 * @param {((preview: AnnotationResult) => void) | undefined} onPreview
 */
async function annotateShared(text, signal, onPreview) {
  try {
    return await shared.engine.annotate(text, signal, onPreview)
  } catch (error) {
    if (!(error instanceof NoWorker)) throw error
    shared.usable = false
    return abortable(annotateHere(text, onPreview), signal)
  }
}

/**
 * A listener that hears nothing once the call was given up, and whose own errors are no failure of the call.
 *
 * @param {AbortSignal | undefined} signal
 * @param {((preview: AnnotationResult) => void) | undefined} onPreview
 */
function until(signal, onPreview) {
  if (!onPreview) return undefined
  return (/** @type {AnnotationResult} */ preview) => queueMicrotask(() => signal?.aborted || onPreview(preview))
}

/**
 * @template T
 * @param {Promise<T>} work
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
function abortable(work, signal) {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abandon = () => reject(signal.reason)
    signal.addEventListener('abort', abandon, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon))
  })
}

function disposed() {
  return new DOMException('The annotator was disposed.', 'AbortError')
}

/** @param {unknown} text */
function checkText(text) {
  if (typeof text !== 'string') throw new TypeError('The text to annotate must be a string.')
  if (text.length > MAX_LENGTH) {
    throw new RangeError(`The text is too long: ${text.length} characters, and at most ${MAX_LENGTH} can be annotated.`)
  }
}
