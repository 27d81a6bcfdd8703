// @ts-check
/**
 * The engine in a worker: calls are answered one at a time, in order. A worker that dies rejects the calls
 * that wait for it, and the next call starts another. An idle worker is sent home, to give its memory back, and because
 * browsers keep no page for the way back in which a lock is held.
 */
/** @import { AnnotationResult } from '../types.js' */
/** @import { PackedResult } from './unpack.js' */
import { compiledModule } from './module.js'
import { unpack } from './unpack.js'
import { weights, weightsHere } from './weights.js'
import { startWorker } from './worker-start.js'

/** How long a worker stays for another text: the longer, the more it would cost to read the last one anew. */
const IDLE_MS = 3000
const IDLE_MS_PER_CHARACTER = 0.1
const LONGEST_IDLE_MS = 30_000

/** How long an abandoned call may go on before its worker is ended for the sake of the next one. */
const ABANDONED_MS = 1000

/**
 * @typedef {object} Call
 * @property {number} id
 * @property {string} text
 * @property {((preview: AnnotationResult) => void) | undefined} onPreview
 * @property {boolean} again whether it is the second try, with a module fetched afresh
 * @property {boolean} waiting whether the worker waits for the weights, and works on nothing
 * @property {(result: AnnotationResult) => void} resolve
 * @property {(error: Error) => void} reject
 */

/**
 * What a worker says; `worker.js` tells when.
 *
 * @typedef {object} Answer
 * @property {number} [id]
 * @property {PackedResult} [ok]
 * @property {{ name: string, message: string, misfit: boolean }} [error]
 * @property {boolean} [broken]
 * @property {'weights'} [wanted]
 * @property {boolean} [afresh]
 * @property {boolean} [waiting]
 * @property {PackedResult} [preview]
 */

/** Says that no worker can run here, so that the caller may go on without one. */
export class NoWorker extends Error {}

export class WorkerEngine {
  /** @type {Call[]} the calls that wait, the one at work first */
  #calls = []
  #nextId = 1
  /** @type {Worker | null} */
  #worker = null
  /** Ends the listening to the present worker. */
  #watch = new AbortController()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #idle
  #starting = false
  /** The length of the last text. */
  #length = 0

  /**
   * @param {string} text
   * @param {AbortSignal} [signal] abandons the call; the work already begun for it is cut short
   * @param {(preview: AnnotationResult) => void} [onPreview] given what structure tells, while the weights are on their way
   * @returns {Promise<AnnotationResult>}
   */
  annotate(text, signal, onPreview) {
    return new Promise((resolve, reject) => {
      const settled = new AbortController()
      const call = {
        id: this.#nextId++,
        text,
        onPreview,
        again: false,
        waiting: false,
        resolve: (/** @type {AnnotationResult} */ result) => (settled.abort(), resolve(result)),
        reject: (/** @type {Error} */ error) => (settled.abort(), reject(error)),
      }
      signal?.addEventListener('abort', () => this.#abandon(call, signal.reason), { signal: settled.signal })
      this.#calls.push(call)
      if (this.#calls.length === 1) this.#begin()
    })
  }

  /** Ends the worker; calls that still wait are rejected. */
  stop() {
    this.#fail(new DOMException('The annotator was disposed.', 'AbortError'))
  }

  #begin() {
    clearTimeout(this.#idle)
    if (this.#worker) this.#send()
    else if (!this.#starting) this.#start()
  }

  /** @param {boolean} [afresh] whether the module is fetched once more, past the browser's cache */
  async #start(afresh) {
    this.#starting = true
    // They come meanwhile; the worker, which asks for them, hears of a failure.
    weights().catch(() => {})
    try {
      const [module, started] = await Promise.all([compiledModule(afresh), startWorker().catch(toNoWorker)])
      this.#starting = false
      if (this.#calls.length === 0) started.worker.terminate()
      else this.#adopt(started, module)
    } catch (error) {
      this.#starting = false
      this.#fail(/** @type {Error} */ (error))
    }
  }

  /**
   * @param {{ worker: Worker, name: string, locked: boolean }} started
   * @param {WebAssembly.Module} module
   */
  #adopt({ worker, name, locked }, module) {
    const { signal } = (this.#watch = new AbortController())
    const died = () => signal.aborted || this.#fail(new Error('The annotator stopped in the middle of its work.'))
    worker.addEventListener('message', ({ data }) => this.#receive(data), { signal })
    worker.addEventListener('error', event => (event.preventDefault(), died()), { signal })
    worker.addEventListener('messageerror', died, { signal })
    if (locked) navigator.locks.request(name, { signal }, died).catch(() => {})
    this.#worker = worker
    worker.postMessage({ module, weights: weightsHere() })
    this.#send()
  }

  #send() {
    const [{ id, text, onPreview }] = this.#calls
    this.#length = text.length
    try {
      // As bytes that are handed over, not copied.
      const bytes = new TextEncoder().encode(text)
      this.#worker?.postMessage({ id, bytes, preview: Boolean(onPreview) }, [bytes.buffer])
    } catch (cause) {
      this.#fail(new Error('The annotator failed on this text: the page has too little memory left.', { cause }))
    }
  }

  /** @param {Answer} answer */
  #receive({ id, ok, error, broken, wanted, afresh, waiting, preview }) {
    if (error?.misfit && this.#calls[0]?.again === false) return this.#startAgain(this.#calls[0])
    if (broken && error) return this.#fail(toError(error))
    if (wanted) return void this.#sendWeights(afresh)
    if (id !== this.#calls[0]?.id) return
    if (waiting) return this.#wait(this.#calls[0], preview)
    const call = /** @type {Call} */ (this.#calls.shift())
    if (error) call.reject(toError(error))
    else call.resolve(unpack(/** @type {PackedResult} */ (ok)))
    this.#next()
  }

  /**
   * Another worker, with a module fetched afresh: the one there was came from a cache, or the page is older than it.
   *
   * @param {Call} call the one at work
   */
  #startAgain(call) {
    this.#drop()
    call.again = true
    call.waiting = false
    call.onPreview = undefined
    this.#start(true)
  }

  /** @param {boolean} [afresh] */
  async #sendWeights(afresh) {
    const worker = this.#worker
    const answer = await weights(afresh).then(
      weights => ({ weights }),
      ({ message }) => ({ noWeights: { message } }),
    )
    worker?.postMessage(answer)
  }

  /**
   * @param {Call} call
   * @param {PackedResult} [preview]
   */
  #wait(call, preview) {
    call.waiting = true
    if (preview) call.onPreview?.(unpack(preview))
  }

  #next() {
    if (this.#calls.length > 0) this.#begin()
    else this.#idle = setTimeout(() => this.#dismiss(), Math.min(IDLE_MS + this.#length * IDLE_MS_PER_CHARACTER, LONGEST_IDLE_MS))
  }

  /** Lets the worker give back its lock and end itself: Firefox takes the lock of one that was ended for held. */
  #dismiss() {
    this.#watch.abort()
    this.#worker?.postMessage({ leave: true })
    this.#worker = null
  }

  /**
   * A call that waits is taken out. The one at work is not worth its worker: mostly it is over soon, and its
   * answer is dropped; but where the worker only waits for the weights, the next call begins at once.
   *
   * @param {Call} call
   * @param {Error} reason
   */
  #abandon(call, reason) {
    const place = this.#calls.indexOf(call)
    if (place < 0) return
    call.reject(reason)
    if (place > 0) return void this.#calls.splice(place, 1)
    if (call.waiting) {
      this.#calls.shift()
      this.#next()
    } else setTimeout(() => this.#interrupt(call), ABANDONED_MS)
  }

  /** @param {Call} call */
  #interrupt(call) {
    if (this.#calls[0] !== call) return
    this.#calls.shift()
    if (this.#worker) this.#drop()
    this.#next()
  }

  /** @param {Error} error */
  #fail(error) {
    const calls = this.#calls.splice(0)
    this.#drop()
    for (const call of calls) call.reject(error)
  }

  #drop() {
    clearTimeout(this.#idle)
    this.#watch.abort()
    this.#worker?.terminate()
    this.#worker = null
  }
}

/**
 * @param {unknown} cause
 * @returns {never}
 */
function toNoWorker(cause) {
  throw new NoWorker('No worker can be started here.', { cause })
}

/** @param {{ name: string, message: string }} described */
function toError({ name, message }) {
  const error = new Error(name === 'RuntimeError' ? `The annotator failed on this text (${message}).` : message)
  error.name = name
  return error
}
