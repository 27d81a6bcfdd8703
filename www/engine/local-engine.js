// @ts-check
/** The engine on the current thread. */
/** @import { AnnotationResult } from '../types.js' */
import { isTrap, startInstance } from './instance.js'
import { Misfit } from './load-error.js'
import { compiledModule } from './module.js'
import { unpack } from './unpack.js'
import { weights, weightsHere } from './weights.js'

/** @type {Promise<import('./instance.js').Instance> | null} */
let running = null

/**
 * Annotates on the current thread. An instance that broke is thrown away, and the next call starts another.
 *
 * @param {string} text
 * @param {(preview: AnnotationResult) => void} [onPreview] given what structure tells, while the weights are on their way
 * @returns {Promise<AnnotationResult>}
 */
export async function annotateHere(text, onPreview) {
  try {
    return await attempt(text, false, onPreview)
  } catch (error) {
    if (!(error instanceof Misfit)) throw error
    return attempt(text, true)
  }
}

/**
 * @param {string} text
 * @param {boolean} afresh whether the engine is fetched once more, past the browser's cache
 * @param {(preview: AnnotationResult) => void} [onPreview]
 */
async function attempt(text, afresh, onPreview) {
  if (afresh) running = null
  running ??= start(afresh)
  const current = running
  try {
    const instance = await current
    const bytes = new TextEncoder().encode(text)
    if (!instance.complete) {
      onPreview?.(unpack(instance.annotate(bytes)))
      await instance.completed()
    }
    return unpack(instance.annotate(bytes))
  } catch (error) {
    const failedToStart = await current.then(() => false, () => true)
    if ((failedToStart || isTrap(error)) && running === current) running = null
    if (!isTrap(error)) throw error
    throw new Error('The annotator failed on this text.', { cause: error })
  }
}

/** @param {boolean} afresh */
async function start(afresh) {
  // They come while the module is compiled; the instance hears of a failure.
  weights().catch(() => {})
  const module = await compiledModule(afresh)
  return startInstance(module, weights, weightsHere() !== null)
}
