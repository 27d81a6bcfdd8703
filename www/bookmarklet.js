// @ts-check
/**
 * The bookmarklet: annotates whatever article is open, from where this file is served, and switches off again when
 * used once more. Importing this file changes nothing on the page.
 */
import { mainText } from './element/main-text.js'

const ID = 'article-annotator-bookmarklet'

/** @param {string} words */
const quoted = words => JSON.stringify(words)

/**
 * The address to bookmark. It asks the open page's leave only: a page whose Content-Security-Policy forbids scripts from
 * elsewhere says no, and the reader is told.
 *
 * @param {string} [base] where the annotator is served
 * @returns {string} a `javascript:` address
 */
export function bookmarkletAddress(base = new URL('.', import.meta.url).href) {
  const script = new URL('bookmarklet.js', base).href
  const refused = 'This page does not allow the annotator to be loaded.'
  return `javascript:${encodeURIComponent(`import(${quoted(script)}).then(b=>b.toggle(),()=>alert(${quoted(refused)}));void 0`)}`
}

/**
 * Annotates the open page's main text, or takes the annotation off again.
 *
 * @returns {Promise<void>}
 */
export async function toggle() {
  const present = document.getElementById(ID)
  if (present) return present.remove()
  await import('./element.js')
  const annotator = document.createElement('article-annotator')
  annotator.id = ID
  annotator.target = mainText(document)
  annotator.panel = 'side'
  annotator.addEventListener('annotator-error', event => alert(event.detail.message))
  place(annotator)
  document.body.append(annotator)
}

/**
 * The panel floats beside the page, as no one left room for it.
 *
 * @param {HTMLElement} annotator
 */
function place({ style }) {
  const rules = { position: 'fixed', 'inset-block': '0 auto', 'inset-inline': 'auto 0', width: 'min(18rem, 40vw)', 'z-index': '2147483647' }
  for (const [name, value] of Object.entries(rules)) style.setProperty(name, value, 'important')
}
