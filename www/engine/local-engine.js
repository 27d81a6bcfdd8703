// @ts-check
/** The engine on the current thread. */
/** @import { AnnotationResult } from '../types.js' */
import { isTrap, startInstance } from './instance.js'
import { compiledModule } from './module.js'
import { unpack } from './unpack.js'

/** @type {Promise<import('./instance.js').Instance> | null} */
let running = null

/**
 * Annotates on the current thread. An instance that broke is thrown away, and the next call starts another.
 *
 * @param {string} text
 * @returns {Promise<AnnotationResult>}
 */
export async function annotateHere(text) {
  running ??= compiledModule().then(startInstance)
  const current = running
  try {
    const { annotate } = await current
    return unpack(annotate(text))
  } catch (error) {
    const failedToStart = await current.then(() => false, () => true)
    if ((failedToStart || isTrap(error)) && running === current) running = null
    if (!isTrap(error)) throw error
    throw new Error('The annotator failed on this text.', { cause: error })
  }
}
