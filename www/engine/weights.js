// @ts-check
/**
 * The tagger's weights: a file beside the WebAssembly, fetched at the same time, once per page, and shared by every
 * engine and worker. The engine works without them, but finds only what structure tells.
 */
import { inPlainWords } from './load-error.js'
import { ownFile } from './own-file.js'

const WEIGHTS_URL = new URL('../pkg/weights.bin', import.meta.url)

/** @type {Promise<Uint8Array> | null} */
let coming = null
/** @type {Uint8Array | null} */
let here = null

/**
 * The weights. A failure is not kept: the next call tries again.
 *
 * @param {boolean} [afresh] past the browser's cache, where those of another version may be
 * @returns {Promise<Uint8Array>} rejects with a `LoadError`
 */
export function weights(afresh = false) {
  if (afresh) coming = here = null
  coming ??= read(afresh ? 'reload' : 'default').catch(error => {
    coming = null
    throw inPlainWords(error, `${WEIGHTS_URL.href} could not be read`)
  })
  return coming
}

/** The weights, where they have come already. */
export function weightsHere() {
  return here
}

/** @param {RequestCache} cache */
async function read(cache) {
  const response = await ownFile(WEIGHTS_URL, cache)
  here = new Uint8Array(await response.arrayBuffer())
  return here
}
