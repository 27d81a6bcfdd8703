// @ts-check
/**
 * One running instance of the engine on the current thread. In: a compiled module. Out: `annotate`.
 * After a trap (a panic, or memory that ran out) an instance cannot be trusted and must be thrown away.
 */
/** @import { PackedResult } from './unpack.js' */
import { inPlainWords } from './load-error.js'

/**
 * @typedef {object} Instance
 * @property {(text: string) => PackedResult} annotate
 */

let instances = 0

/**
 * Starts a fresh instance. The generated glue keeps one instance per evaluation of its file, so every
 * instance after the first asks for the file under an address of its own.
 *
 * @param {WebAssembly.Module} module
 * @returns {Promise<Instance>} rejects with a `LoadError`
 */
export async function startInstance(module) {
  try {
    const glue = instances++ === 0 ? await import('../pkg/article_annotator.js') : await freshGlue()
    await glue.default({ module_or_path: module })
    return { annotate: text => glue.annotate(text) }
  } catch (error) {
    throw inPlainWords(error, 'its parts do not fit together')
  }
}

function freshGlue() {
  const address = new URL('../pkg/article_annotator.js', import.meta.url)
  address.searchParams.set('instance', String(instances))
  return import(address.href)
}

/**
 * Whether an error thrown by an instance means that the instance is broken.
 *
 * @param {unknown} error
 */
export function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
}
