// @ts-check
// Pages that wrap an article with the element, and what the tests ask of them.

/** Links and emphasis inside quotes, a name split by elements, a table, a list, and what no reader sees. */
export const article = `<article><h1>Ferry plan set out</h1>
<p>The harbour mayor, <a href="#mayor">Ana <em>Ruiz</em></a>, said the council would <b>cut</b> fares by a third in spring.</p>
<p>"We will cut fares by <em>a third</em> and then <a href="#again">look again</a>,"
   said Ana Ruiz, the mayor of Port&shy;land&nbsp;Bay, on Monday.</p>
<p hidden>"Hidden words," said Nobody Here.</p><p aria-hidden="true">"Aria words," said Nobody Here.</p>
<script type="text/plain">"A script," said Nobody Here.</script>
<p>She put forward three proposals for the ferry.</p>
<ul><li>First, the city should buy two electric boats.</li><li>Second, the night boat should return.</li><li>Third, the pier should be rebuilt.</li></ul>
<p>According to Tom Okafor, the union's secretary, the plan was "a good start" that came late.<button>Share</button></p>
<table><tr><td>"It works," said Lena Moss.</td><td>Figures</td></tr></table></article>`

/** Runs before anything else on a page: remembers what went wrong, what policies forbade, and every worker. */
const watch = `
window.problems = []
window.violations = []
window.workers = []
window.liveWorkers = new Set()
addEventListener('annotator-error', event => window.problems.push(event.detail.message))
document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI))
window.Worker = class extends Worker {
  constructor(...given) { super(...given); window.workers.push(this); window.liveWorkers.add(this) }
  terminate() { super.terminate(); window.liveWorkers.delete(this) }
}
`

/** Scripts and styles of the pages, by path. */
export const files = { '/watch.js': watch }

/**
 * @param {string} body
 * @param {string} [module] where the element is loaded from
 */
export function hostPage(body, module = '/element.js') {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script src="/watch.js"></script><script type="module" src="${module}"></script></head><body>${body}</body></html>`
}

/** @param {import('./browsers.mjs').Browser} browser */
export function waitForAnnotated(browser) {
  return browser.until(() => document.querySelector('article-annotator')?.result?.attributions.length > 0, 'the annotation')
}

/** @param {import('./browsers.mjs').Browser} browser */
export async function renderWithMarks(browser) {
  await browser.run(() => document.querySelector('article-annotator').setAttribute('renderer', 'mark'))
  await browser.until(() => document.querySelector('article-annotator mark') !== null, 'the mark elements')
}

/**
 * The words in one of the element's highlights.
 *
 * @param {import('./browsers.mjs').Browser} browser
 * @param {string} layer
 * @returns {Promise<string[]>}
 */
export function ranges(browser, layer) {
  return browser.run((layer) => {
    const words = [...(CSS.highlights.get(`article-annotator-${layer}`) ?? [])].map((range) => String(range))
    return words.map((one) => one.replace(/\s+/g, ' ').replaceAll('\u00AD', ''))
  }, layer)
}

/** @param {import('./browsers.mjs').Browser} browser @returns {Promise<string[]>} */
export function errors(browser) {
  return browser.run(() => window.problems)
}
