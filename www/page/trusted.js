// @ts-check
// Trusted Types for the few places where the browser asks for them: the page's own worker and service worker, and reading (never
// inserting) pasted markup. Importing this file first is what lets the engine start its worker under the page's policy.

const OWN_SCRIPTS = ['engine/worker.js', 'service-worker.js']
const types = /** @type {any} */ (globalThis).trustedTypes

/** @param {string} url */
function ownScript(url) {
  const asked = new URL(url, document.baseURI)
  const known = OWN_SCRIPTS.some((path) => asked.origin === location.origin && asked.pathname === new URL(path, document.baseURI).pathname)
  if (!known) throw new TypeError(`not a script of this page: ${asked.pathname}`)
  return url
}

types?.createPolicy('default', { createScriptURL: ownScript })
const reader = types?.createPolicy('read-markup', { createHTML: (/** @type {string} */ markup) => markup })

/**
 * Reads markup into a document of its own, where scripts do not run and nothing is loaded.
 * @param {string} markup
 * @returns {Document}
 */
export function readMarkup(markup) {
  return new DOMParser().parseFromString(reader ? reader.createHTML(markup) : markup, 'text/html')
}
