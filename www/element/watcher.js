// @ts-check
/**
 * Tells when an article has changed, once it is quiet again. In: the trees to watch. Out: one call per burst.
 *
 * New or changed text is reported after a pause, or at the latest after a second of unbroken change. A changed
 * attribute may hide or show text; such changes can be animations, so they are looked into twice a second at most.
 */

const PAUSE_MS = 150
const LONGEST_MS = 1000
const ATTRIBUTE_MS = 500

const OBSERVED = {
  subtree: true, childList: true, characterData: true,
  attributes: true, attributeFilter: ['hidden', 'aria-hidden', 'open', 'class', 'style', 'slot'],
}

export class Watcher {
  #changed
  #observer
  /** @type {Node[]} */
  #roots = []
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  /** When the present burst of changes to the text began; 0 while there is none. */
  #burst = 0

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed
    this.#observer = new MutationObserver(records => this.#notice(records))
  }

  /**
   * Watches these trees instead of what was watched before.
   *
   * @param {Iterable<Node>} roots
   */
  watch(roots) {
    this.#drain()
    this.#roots = [...roots]
    this.#observe()
  }

  /**
   * Makes changes of our own that are not to be reported.
   *
   * @template T
   * @param {() => T} change
   * @returns {T}
   */
  quietly(change) {
    this.#drain()
    try {
      return change()
    } finally {
      this.#observe()
    }
  }

  /** Whether there is nothing to report. */
  isQuiet() {
    this.#notice(this.#observer.takeRecords())
    return this.#timer === undefined
  }

  /** Reports soon, as if the text had changed. */
  poke() {
    const now = performance.now()
    this.#burst ||= now
    this.#due(Math.min(PAUSE_MS, Math.max(0, this.#burst + LONGEST_MS - now)))
  }

  stop() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#burst = 0
    this.#observer.disconnect()
    this.#roots = []
  }

  #observe() {
    for (const root of this.#roots) this.#observer.observe(root, OBSERVED)
  }

  #drain() {
    this.#notice(this.#observer.takeRecords())
    this.#observer.disconnect()
  }

  /** @param {MutationRecord[]} records */
  #notice(records) {
    if (records.some(record => record.type !== 'attributes')) this.poke()
    else if (records.length > 0 && this.#timer === undefined) this.#due(ATTRIBUTE_MS)
  }

  /** @param {number} delay */
  #due(delay) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#burst = 0
      this.#changed()
    }, delay)
  }
}
