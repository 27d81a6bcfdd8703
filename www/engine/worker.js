// @ts-check
/**
 * The engine off the main thread. In: `{module, weights}` once, the weights only where they have come, then
 * `{id, bytes, preview}`, and at last `{leave}`. Out: `{ready}` once, then for each text `{id, ok: packed result}` or `{id, error, broken}`;
 * `broken` asks the page to throw this worker away, `misfit` in an error to fetch the module afresh for the next one. Where
 * the weights are not there yet it asks for them with `{wanted: 'weights', afresh}`, is answered `{weights}` or
 * `{noWeights: error}`, and a text gets `{id, waiting}` first, with a packed `preview` where one was asked for.
 *
 * The worker holds a lock that bears its name for as long as it lives, so that the page learns of its
 * death even where the browser fires no event (`terminate()`, memory that ran out).
 */
// The glue is asked for at once, so that it is here when the module comes.
import '../pkg/article_annotator.js'
import { isTrap, startInstance } from './instance.js'
import { Misfit } from './load-error.js'

/** @type {Promise<import('./instance.js').Instance> | null} */
let instance = null
/** Whoever waits for the weights. @type {{ resolve: (weights: Uint8Array) => void, reject: (error: Error) => void } | null} */
let asked = null
/** The newest text: one that came before it and still waits for the weights was given up. */
let newest = 0

self.addEventListener('message', ({ data }) => {
  if (data.module) instance = start(data)
  else if (data.weights) asked?.resolve(data.weights)
  else if (data.noWeights) asked?.reject(new Error(data.noWeights.message))
  else if (data.leave) leave()
  else answer(data)
})
self.addEventListener('messageerror', () => {
  self.postMessage({ error: describe(new Error('The worker could not receive the engine.')), broken: true })
})

/** @param {{ module: WebAssembly.Module, weights: Uint8Array | null }} given */
function start({ module, weights }) {
  const provide = async (/** @type {boolean} */ afresh) => (!afresh && weights) || askForWeights(afresh)
  return startInstance(module, provide, weights !== null)
}

/**
 * @param {boolean} afresh
 * @returns {Promise<Uint8Array>}
 */
function askForWeights(afresh) {
  self.postMessage({ wanted: 'weights', afresh })
  return new Promise((resolve, reject) => (asked = { resolve, reject }))
}

/** @param {{ id: number, bytes: Uint8Array, preview: boolean }} call */
async function answer({ id, bytes, preview }) {
  newest = id
  try {
    if (!instance) throw new Error('The worker was given a text before the engine.')
    const engine = await instance
    if (!engine.complete) {
      send({ id, waiting: true }, 'preview', preview ? engine.annotate(bytes) : undefined)
      await engine.completed()
      if (newest !== id) return
    }
    send({ id }, 'ok', engine.annotate(bytes))
  } catch (error) {
    self.postMessage({ id, error: describe(error), broken: isTrap(error) || error instanceof Misfit })
  }
}

/**
 * @param {object} answer
 * @param {'ok' | 'preview'} name
 * @param {import('./unpack.js').PackedResult} [packed]
 */
function send(answer, name, packed) {
  self.postMessage({ ...answer, [name]: packed }, { transfer: packed ? [packed.numbers.buffer] : [] })
}

/** @param {unknown} error */
function describe(error) {
  const misfit = error instanceof Misfit
  return error instanceof Error ? { name: error.name, message: error.message, misfit } : { name: 'Error', message: String(error), misfit }
}

/** Gives the lock back, and ends the worker. */
let leave = () => self.close()

/** @param {boolean} locked */
const ready = locked => self.postMessage({ ready: true, locked })

const locks = navigator.locks
if (locks) {
  locks.request(self.name, () => {
    ready(true)
    return new Promise(resolve => (leave = () => resolve(null)))
  }).then(() => self.close(), () => ready(false))
} else {
  ready(false)
}
