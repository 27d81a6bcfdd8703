// @ts-check
// The whole path: an article is pasted into the page, and its quotes, speakers and proposals are seen and reached.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { root, serve } from './serve.mjs'

const summit = readFileSync(`${root}www/samples/summit.txt`, 'utf8')
const SUMMIT_QUOTES = [
  '"Storms do not read maps, and neither should our money,"',
  '"A number that sits in a drawer saves nobody,"',
  '"Nobody should learn to row during the flood,"',
  '"Promises made in autumn,"',
  '"For twenty years I have told students that nobody would share a tide gauge, let alone a budget,"'
]
const seed = `${root}../shared/seed/`
const seedMissing = existsSync(`${seed}article.txt`) ? false : 'skipped: ../shared/seed is not there'

inEveryBrowser('the page', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  beforeEach(async () => {
    // A port of its own for each test: the page keeps articles for its origin, and a test finds it new.
    site = await serve('dist/site')
    await browser.open(site.url)
    await browser.reaches('ready')
  })
  afterEach(() => site.close())

  test('a pasted article shows its quotes, its speakers and the five proposals, marked in the text', async () => {
    await browser.paste('#article-text', summit)
    await browser.reaches('annotated')
    await assertMarked(browser, SUMMIT_QUOTES)
    await assertProposals(browser, 5)
    const speakers = (await browser.texts('#speakers')).join()
    for (const name of ['Lindqvist', 'Oyelaran', 'Nwosu']) assert.ok(speakers.includes(name), `${name} in ${speakers}`)
  })

  test('nothing is asked of any other address', async () => {
    await browser.paste('#article-text', summit)
    await browser.reaches('annotated')
    assert.deepEqual(await browser.foreignRequests(), [])
  })

  test('a click on a quote in the list scrolls to it and focuses it', async () => {
    await browser.paste('#article-text', summit)
    await browser.reaches('annotated')
    const entry = '#quotes li:last-child button'
    const id = await browser.run((entry) => document.querySelector(entry).closest('[data-tie], [data-attribution]').dataset.tie, entry)
    await browser.click(entry)
    await browser.until((id) => document.activeElement?.matches(`#annotated [data-attribution~="${id}"]`), `the focus on ${id}`, id)
    const inView = () => {
      const { top, bottom } = document.activeElement.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    }
    await browser.until(inView, 'the quote in view')
  })

  test('the seed article shows its eight direct quotes and five proposals', { skip: seedMissing }, async () => {
    const article = readFileSync(`${seed}article.txt`, 'utf8')
    const expected = JSON.parse(readFileSync(`${seed}expected.json`, 'utf8'))
    const points = Array.from(article)
    const direct = expected.attributions.filter((one) => one.kind === 'direct')
    const quotes = direct.flatMap((one) => one.content.map(([start, end]) => points.slice(start, end).join('')))
    await browser.paste('#article-text', article)
    await browser.reaches('annotated')
    await assertMarked(browser, quotes)
    await assertProposals(browser, 5)
  })
})

/**
 * Each of `quotes` stands whole inside one attribution's marks (white space aside).
 *
 * @param {import('./browsers.mjs').Browser} browser
 * @param {string[]} quotes
 */
async function assertMarked(browser, quotes) {
  const marked = await browser.run(() => {
    const contents = new Map()
    for (const element of document.querySelectorAll('#annotated [data-attribution]')) {
      for (const id of element.dataset.attribution.split(' ')) contents.set(id, (contents.get(id) ?? '') + element.textContent)
    }
    return [...contents.values()]
  })
  const plain = (/** @type {string} */ text) => text.replace(/\s+/g, '')
  for (const quote of quotes) {
    assert.ok(marked.some((/** @type {string} */ content) => plain(content).includes(plain(quote))), `marked: ${quote}\nin:\n${marked.join('\n')}`)
  }
}

/**
 * One proposal has marks for the items 1 to `count`.
 *
 * @param {import('./browsers.mjs').Browser} browser
 * @param {number} count
 */
async function assertProposals(browser, count) {
  const ordinals = await browser.run(() => {
    const found = new Map()
    for (const { dataset } of document.querySelectorAll('#annotated [data-proposal][data-ordinal]')) {
      const id = dataset.proposal ?? ''
      found.set(id, [...new Set([...(found.get(id) ?? []), Number(dataset.ordinal)])])
    }
    return [...found.values()]
  })
  const wanted = Array.from({ length: count }, (_, index) => index + 1)
  const sorted = ordinals.map((/** @type {number[]} */ found) => found.sort((a, b) => a - b))
  assert.ok(sorted.some((/** @type {number[]} */ found) => String(found) === String(wanted)), `${count} proposals in ${JSON.stringify(sorted)}`)
}
