// @ts-check
/** Which element an annotator annotates: the one it was given, the one its `for` names, or itself. */

/**
 * @param {Element} host
 * @param {string | null} selector
 * @returns {Element | null} null while nothing matches
 */
export function findTarget(host, selector) {
  if (!selector) return host
  const root = /** @type {Document | ShadowRoot} */ (host.getRootNode())
  return checked(() => root.querySelector(selector) ?? host.ownerDocument.querySelector(selector), selector)
}

/**
 * @template T
 * @param {() => T} query
 * @param {string} selector
 */
function checked(query, selector) {
  try {
    return query()
  } catch (error) {
    throw new Error(`for="${selector}" is no CSS selector.`, { cause: error })
  }
}

/** Runs once the document has been parsed: now, where it already has.
 *
 * @param {Document} owner
 * @param {AbortSignal} signal
 * @param {() => void} run
 */
export function whenParsed(owner, signal, run) {
  if (owner.readyState === 'loading') owner.addEventListener('DOMContentLoaded', run, { signal, once: true })
  else run()
}
