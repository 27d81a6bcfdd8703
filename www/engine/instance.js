// @ts-check
/**
 * One running instance of the engine on the current thread. In: a compiled module and a way to the weights. Out:
 * `annotate`. After a trap (a panic, or memory that ran out) an instance cannot be trusted and must be thrown away.
 */
/** @import { PackedResult } from './unpack.js' */
import { inPlainWords, Misfit } from './load-error.js'

/**
 * @typedef {object} Instance
 * @property {(text: Uint8Array) => PackedResult} annotate given a text in UTF-8, finds what structure alone tells until the weights are there
 * @property {boolean} complete whether the weights are there
 * @property {() => Promise<void>} completed waits for the weights; rejects with a `LoadError`, and tries again on the next call
 */

/** @typedef {(afresh: boolean) => Promise<Uint8Array>} Weights gives the weights; `afresh`: past any cache */

let instances = 0

/**
 * Starts a fresh instance. The generated glue keeps one instance per evaluation of its file, so every
 * instance after the first asks for the file under an address of its own.
 *
 * @param {WebAssembly.Module} module
 * @param {Weights} weights
 * @param {boolean} atHand whether the weights need not be waited for
 * @returns {Promise<Instance>} rejects with a `LoadError`, a `Misfit` where the module is not the one that the glue was made with
 */
export async function startInstance(module, weights, atHand) {
  try {
    const glue = instances++ === 0 ? await import('../pkg/article_annotator.js') : await freshGlue()
    await glue.default({ module_or_path: module })
    const instance = instanceOf(glue, weights)
    // Whoever asks for them later hears of a failure.
    const completed = instance.completed().catch(() => {})
    if (atHand) await completed
    return instance
  } catch (error) {
    throw inPlainWords(error, 'its parts do not fit together', Misfit)
  }
}

function freshGlue() {
  const address = new URL('../pkg/article_annotator.js', import.meta.url)
  address.searchParams.set('instance', String(instances))
  return import(/* webpackIgnore: true */ /* @vite-ignore */ address.href)
}

/**
 * @param {typeof import('../pkg/article_annotator.js')} glue
 * @param {Weights} weights
 * @returns {Instance}
 */
function instanceOf(glue, weights) {
  /** @type {Promise<void> | null} */
  let loading = null
  const instance = {
    annotate: (/** @type {Uint8Array} */ text) => glue.annotate(text),
    complete: false,
    completed() {
      loading ??= loadWeights(glue, weights).then(
        () => void (instance.complete = true),
        error => {
          loading = null
          throw error
        },
      )
      return loading
    },
  }
  return instance
}

/**
 * Hands the weights over. Those of another version may come from a cache, so they are asked for once more.
 *
 * @param {typeof import('../pkg/article_annotator.js')} glue
 * @param {Weights} weights
 */
async function loadWeights(glue, weights) {
  for (const afresh of [false, true]) {
    if (glue.load_weights(await weights(afresh))) return
  }
  throw new Misfit('its weights are damaged or of another version')
}

/**
 * Whether an error thrown by an instance means that the instance is broken.
 *
 * @param {unknown} error
 */
export function isTrap(error) {
  const traps = typeof WebAssembly === 'undefined' ? [RangeError] : [RangeError, WebAssembly.RuntimeError]
  return traps.some(kind => error instanceof kind)
}
