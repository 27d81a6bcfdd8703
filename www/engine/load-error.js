// @ts-check
/** Why the engine could not be loaded, in plain words. */

export class LoadError extends Error {
  /**
   * @param {string} reason
   * @param {unknown} [cause]
   */
  constructor(reason, cause) {
    super(`The annotator could not be loaded: ${reason}.`, { cause })
  }
}

/**
 * Files of the engine that are not of one version: the older of them comes from a cache, and the engine's module is worth
 * fetching afresh.
 */
export class Misfit extends LoadError {}

/**
 * @param {unknown} error
 * @param {string} otherwise the reason, where it is no policy of the page
 * @param {typeof LoadError} [kind]
 * @returns {LoadError}
 */
export function inPlainWords(error, otherwise, kind = LoadError) {
  if (error instanceof LoadError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/content security policy|unsafe-eval|\bCSP\b/i.test(message)) {
    return new LoadError("this page's Content-Security-Policy does not allow WebAssembly ('wasm-unsafe-eval')", error)
  }
  return new kind(otherwise, error)
}
