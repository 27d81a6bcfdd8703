// @ts-check
// The engine as the page uses it: loaded on first use, one text at a time, the newest wins, and a text can be let go.

/** @import {Result} from './types.js' */

/** Thrown to whoever waits for a text that was replaced or cancelled. */
export class Superseded extends Error {}

/** The engine's own files could not be had. */
export class EngineMissing extends Error {}

/** The browser, or a policy, forbids what the engine is made of. */
export class EngineForbidden extends Error {}

export function createEngine() {
  /** @type {any} */
  let annotator = null
  let current = new AbortController()

  async function load() {
    if (annotator) return annotator
    const { createAnnotator } = await import('../engine/annotator.js').catch((cause) => {
      throw new EngineMissing('the engine could not be loaded', { cause })
    })
    annotator = createAnnotator({ worker: true })
    return annotator
  }

  return {
    /**
     * @param {string} text
     * @param {(preview: Result) => void} onPreview given what is found while the engine is not whole yet
     * @returns {Promise<Result>} rejects with Superseded where another text came after it or it was let go
     */
    async annotate(text, onPreview) {
      current.abort(new Superseded())
      const mine = (current = new AbortController())
      try {
        const loaded = await load()
        mine.signal.throwIfAborted()
        return await loaded.annotate(text, { signal: mine.signal, onPreview })
      } catch (error) {
        if (mine.signal.aborted) throw new Superseded()
        throw namedFor(error)
      }
    },
    /** Lets go of the text under way. */
    cancel() {
      current.abort(new Superseded())
    },
  }
}

/** @param {unknown} error @returns {unknown} */
function namedFor(error) {
  const words = String(error)
  if (/browser has no WebAssembly|does not allow WebAssembly/.test(words)) return new EngineForbidden(words, { cause: error })
  return /could not be loaded/.test(words) ? new EngineMissing(words, { cause: error }) : error
}
