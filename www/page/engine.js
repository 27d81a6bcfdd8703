// @ts-check
// The engine as the page uses it: loaded on first use, one text at a time, the newest wins, can be cancelled; a failed engine is thrown
// away so that the next text gets a fresh one.

/** @import {Result} from './types.js' */

/** Thrown to whoever waits for a text that was replaced or cancelled. */
export class Superseded extends Error {}

/** The engine's own files could not be had. */
export class EngineMissing extends Error {}

export function createEngine() {
  /** @type {any} */
  let annotator = null
  let newest = 0
  /** @type {(reason: Error) => void} */
  let giveUp = () => {}

  async function load() {
    try {
      const { createAnnotator } = await import('../engine/annotator.js')
      annotator ??= createAnnotator({ worker: true })
    } catch (cause) {
      throw new EngineMissing('the engine could not be loaded', { cause })
    }
    return annotator
  }

  function drop() {
    try {
      annotator?.dispose()
    } finally {
      annotator = null
    }
  }

  return {
    /**
     * @param {string} text
     * @returns {Promise<Result>} rejects with Superseded where another text came after it
     */
    async annotate(text) {
      const turn = ++newest
      giveUp(new Superseded())
      const cancelled = new Promise((_, reject) => (giveUp = reject))
      cancelled.catch(() => {})
      try {
        const result = await Promise.race([load().then((one) => one.annotate(text)), cancelled])
        if (turn !== newest) throw new Superseded()
        return result
      } catch (error) {
        if (turn !== newest) throw new Superseded()
        if (!(error instanceof Superseded)) drop()
        throw error
      }
    },
    /** Lets go of the answer under way: a newer text is coming. */
    cancelWork() {
      newest++
      giveUp(new Superseded())
    },
    /** Stops the work on the present text at once. */
    cancel() {
      newest++
      giveUp(new Superseded())
      drop()
    },
  }
}
