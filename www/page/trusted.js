// @ts-check
// Trusted Types for the two places where the browser asks the page for them: its service worker, and reading (never
// inserting) pasted markup.

const types = /** @type {any} */ (globalThis).trustedTypes
const SERVICE_WORKER = 'service-worker.js'

const policy = types?.createPolicy('article-page', {
  createHTML: (/** @type {string} */ markup) => markup,
  createScriptURL(/** @type {string} */ url) {
    if (url === SERVICE_WORKER) return url
    throw new TypeError('only the service worker')
  },
})

/** The service worker's address, as the browser wants it. @returns {string} */
export const serviceWorkerUrl = () => (policy ? policy.createScriptURL(SERVICE_WORKER) : SERVICE_WORKER)

/**
 * Reads markup into a document of its own, where scripts do not run and nothing is loaded.
 * @param {string} markup
 * @returns {Document}
 */
export function readMarkup(markup) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(markup) : markup, 'text/html')
}
