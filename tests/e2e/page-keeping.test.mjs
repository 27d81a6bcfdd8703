// @ts-check
// Keeping and taking away: reloads, recent articles, exports, links, print, and no network.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { annotate, distinct, openFresh, sample, servePage } from './page.mjs'
import { root } from './serve.mjs'

inEveryBrowser('keeping and taking away', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => {
    site = await servePage()
    await openFresh(browser, site.url)
    await annotate(browser, sample('council'))
  })
  after(() => site.close())

  /** Presses an entry of the menu and returns the file it would save. @param {string} name @returns {Promise<{name: string, type: string, content: string}>} */
  async function saved(name) {
    await browser.run((name) => {
      window.savedFile = null
      URL.createObjectURL = (blob) => ((window.savedBlob = blob), 'blob:saved')
      HTMLAnchorElement.prototype.click = function () {
        const { download } = this
        window.savedBlob.text().then((content) => (window.savedFile = { name: download, type: window.savedBlob.type, content }))
      }
      document.querySelector(`[data-take="${name}"]`).click()
    }, name)
    return browser.until(() => window.savedFile, `the file of ${name}`)
  }

  test('Markdown: the quotes by speaker and the proposals as lists', async () => {
    const { name, content } = await saved('save-markdown')
    assert.match(name, /^council-votes-to-reopen-the-old-tram-line.*\.md$/)
    assert.match(content, /^# Council votes to reopen/)
    assert.match(content, /^## .*Ruiz.* \(\d+ quotes\)/m)
    assert.match(content, /^> “This is not nostalgia,”/m)
  })

  test('one quote is copied with who said it, the proposals as a numbered list', async () => {
    await browser.run(() => {
      window.copied = []
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (words) => void window.copied.push(words) } })
      ;[...document.querySelectorAll('#annotated [data-attribution]')].find((one) => one.textContent.includes('This is not nostalgia')).click()
    })
    await browser.run(() => [...document.querySelectorAll('#detail button')].find((one) => /Copy quote/.test(one.textContent)).click())
    await browser.run(() => [...document.querySelectorAll('#proposals button')].find((one) => /numbered list/.test(one.textContent)).click())
    const [quote, list] = await browser.until(() => window.copied.length === 2 && window.copied, 'both copied')
    assert.match(quote, /^“This is not nostalgia.* — .*Ruiz/)
    assert.match(list, /^1\. \S/)
    assert.equal(await browser.run(() => document.querySelector('#status').textContent), 'Proposals copied.')
  })

  test('CSV: a row a quote', async () => {
    const { content } = await saved('save-csv')
    assert.equal(content.match(/^\ufeff?quote,|^quote,/gm)?.length, await distinct(browser, 'attribution'))
  })

  test('JSON: the result with its text, offsets that fit', async () => {
    const { text, unit, attributions } = JSON.parse((await saved('save-json')).content)
    assert.equal(unit, 'utf16')
    assert.ok(attributions.some((one) => text.slice(...one.content[0]).startsWith('“This is not nostalgia')))
  })

  test('Web Annotations: JSON-LD with quote and position selectors', async () => {
    const { content } = await saved('save-jsonld')
    assert.match(content, /http:\/\/www\.w3\.org\/ns\/anno\.jsonld/)
    assert.match(content, /TextQuoteSelector/)
    assert.match(content, /TextPositionSelector/)
  })

  test('HTML: one file with the marks that asks for nothing', async () => {
    const { content } = await saved('save-html')
    assert.match(content, /data-attribution="a1"/)
    assert.doesNotMatch(content, /<script|<link|src=/)
  })

  test('the print version has its notes in the text, each before its quote, and takes them out after', async () => {
    const [notes, astray] = await browser.run(() => {
      dispatchEvent(new Event('beforeprint'))
      const notes = [...document.querySelectorAll('#annotated .block > .print-note')]
      const quoteAfter = (note) => {
        let next = note.nextElementSibling
        while (next?.matches('.print-note')) next = next.nextElementSibling
        return next?.matches('.attribution.is-first') ? next : next?.querySelector('.attribution.is-first')
      }
      return [notes.length, notes.filter((note) => !quoteAfter(note)).length]
    })
    assert.ok(notes > 0)
    assert.equal(astray, 0)
    assert.equal(await browser.run(() => (dispatchEvent(new Event('afterprint')), document.querySelectorAll('#annotated .print-note').length)), 0)
  })

  test('a link carries the article and its corrections to another window', async () => {
    await browser.run(() => document.querySelector('#annotated [data-attribution="a1"]').click())
    await browser.run(() => [...document.querySelectorAll('#detail button')].find((one) => /remove/.test(one.textContent)).click())
    const quotes = await distinct(browser, 'attribution')
    await browser.run(() => document.querySelector('[data-take="link"]').click())
    const link = await browser.until(() => document.querySelector('#share-value')?.value, 'the link')
    await openFresh(browser, site.url)
    await browser.open('about:blank')
    await browser.open(link)
    await browser.reaches('annotated')
    assert.equal(await browser.run(() => document.querySelector('#article-text').value), sample('council'))
    assert.equal(await distinct(browser, 'attribution'), quotes)
    assert.equal(await browser.run(() => location.hash), '')
  })

  test('a long article gets its link with a warning, a damaged link says so', async () => {
    await annotate(browser, Array.from({ length: 1500 }, (_, index) => `${(index * 2654435761) % 4294967296}`).join(' '))
    await browser.run(() => document.querySelector('[data-take="link"]').click())
    await browser.until(() => document.querySelector('#share-warning')?.textContent?.includes('may cut it'), 'the warning')
    await openFresh(browser, site.url)
    await browser.open('about:blank')
    await browser.open(`${site.url}#article=q1bKTMlLTc`)
    await browser.until(() => /link is damaged/.test(document.querySelector('#notice').textContent), 'the word about it')
  })

  test('the article comes back after a reload; the list has it, and deletes it', async () => {
    await openFresh(browser, site.url)
    await annotate(browser, sample('science'))
    await browser.until(
      async () => {
        const { openStorage } = await import(new URL('page/storage.js', document.baseURI).href)
        return (await (await openStorage(() => {})).recent()).length === 1
      },
      'the article being kept',
    )
    await browser.open(site.url)
    await browser.reaches('annotated')
    assert.equal(await browser.run(() => document.querySelector('#article-text').value), sample('science'))
    await browser.click('#recent-button')
    await browser.until(() => document.querySelectorAll('#recent [data-article]').length === 1, 'one recent article')
    await browser.press('\uE00C')
    await browser.until(() => !document.querySelector('#recent').open, 'the list closed')
    await annotate(browser, sample('summit'))
    await browser.click('#recent-button')
    await browser.until(() => document.querySelectorAll('#recent [data-article]').length === 2, 'two recent articles')
    await browser.run(() => document.querySelector('#recent li:last-child [aria-label^="Delete"]').click())
    await browser.until(() => document.querySelectorAll('#recent [data-article]').length === 1, 'one of them deleted')
    await browser.click('#delete-all')
    await browser.until(() => document.querySelector('#correct').open, 'the question')
    await browser.click('#correct button[type="submit"]')
    await browser.until(() => /All articles deleted/.test(document.querySelector('#status').textContent), 'the word that all is deleted')
    assert.equal(await browser.run(() => document.querySelector('#article-text').value), '')
    await browser.open(site.url)
    await browser.reaches('ready')
    assert.equal(await browser.run(() => document.querySelector('#article-text').value), '')
  })

  test('the page cannot send anything anywhere: its policy refuses other addresses', async () => {
    const other = await servePage()
    const told = await browser.run(async (url) => {
      const violation = new Promise((resolve) => document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true }))
      const sent = await fetch(url, { method: 'POST', body: 'an article' }).then(() => 'sent', () => 'refused')
      return [sent, await violation]
    }, other.url)
    assert.deepEqual(told, ['refused', 'connect-src'])
    assert.deepEqual(other.requests, [])
    await other.close()
  })

  test('without a network the page works as before', async (context) => {
    const own = await servePage()
    await browser.open(own.url)
    await browser.reaches('ready')
    const able = await browser.run(() => 'serviceWorker' in navigator)
    if (!able) return context.skip('no service workers here')
    await browser.until(() => navigator.serviceWorker.ready.then(({ active }) => active?.state === 'activated'), 'the service worker')
    await own.close()
    await browser.open(own.url)
    await browser.reaches('ready')
    await annotate(browser, sample('council'))
    assert.ok(await distinct(browser, 'attribution'))
  })

  test('a new version waits until it is asked for, and leaves nothing of the old one', async (context) => {
    const worker = readFileSync(`${root}www/service-worker.js`, 'utf8')
    const version = (/** @type {string} */ name) => worker.replace("const VERSION = 'development'", `const VERSION = '${name}'`)
    const pages = { '/service-worker.js': version('one') }
    const own = await servePage({ pages })
    await browser.open(own.url)
    await browser.reaches('ready')
    if (!(await browser.run(() => 'serviceWorker' in navigator))) return context.skip('no service workers here')
    await browser.until(() => navigator.serviceWorker.ready.then(({ active }) => active?.state === 'activated'), 'the first version')
    pages['/service-worker.js'] = version('two')
    await browser.open(own.url)
    await browser.until(() => document.querySelector('#update button'), 'the word about the new version')
    assert.deepEqual(await browser.run(() => caches.keys().then((names) => names.sort())), ['article-annotator-one', 'article-annotator-two'])
    await browser.click('#update button')
    await browser.until(() => caches.keys().then((names) => names.join() === 'article-annotator-two'), 'the new version alone')
    await browser.reaches('ready')
    await own.close()
  })
})
