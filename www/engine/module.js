// @ts-check
/**
 * The compiled WebAssembly, fetched and compiled once per page and shared by every engine and worker.
 */

import { inPlainWords, LoadError } from './load-error.js'
import { ownFile } from './own-file.js'

const WASM_URL = new URL('../pkg/article_annotator_bg.wasm', import.meta.url)

/** The smallest module: its magic number and version. */
const SMALLEST = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)

/** @type {Promise<WebAssembly.Module> | null} */
let compiled = null

/** How the file is fetched: past the browser's cache after one that was of no use. @type {RequestCache} */
let cache = 'default'

/**
 * The engine's compiled module. A failure is not kept: the next call tries again.
 *
 * @param {boolean} [afresh] past the browser's cache, where that of another version may be
 * @returns {Promise<WebAssembly.Module>} rejects with an `Error` whose message says in plain words what is wrong
 */
export function compiledModule(afresh = false) {
  if (afresh) {
    compiled = null
    cache = 'reload'
  }
  compiled ??= compile().catch(error => {
    compiled = null
    cache = 'reload'
    throw inPlainWords(error, `${WASM_URL.href} is damaged or is no WebAssembly`)
  })
  return compiled
}

/** @returns {Promise<WebAssembly.Module>} */
async function compile() {
  if (typeof WebAssembly === 'undefined') throw new LoadError('this browser has no WebAssembly')
  // Throws where a policy forbids it. WebKit forbids not the compiling of the file but the start of it, of which a worker never hears.
  await WebAssembly.instantiate(SMALLEST)
  const response = await ownFile(WASM_URL, cache)
  // A server that does not know the WebAssembly media type, or adds to it, still serves it: only streaming insists on it.
  const streams = response.headers.get('content-type')?.toLowerCase() === 'application/wasm'
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer())
}
