// @ts-check
// A session with an article made to do harm: nothing from it runs, the page's policy is never broken, and nothing is asked of
// anyone else.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { HOSTILE } from './hostile.mjs'
import { annotate, openFresh, servePage } from './page.mjs'

const article = HOSTILE.map((words) => `“Look at ${words} now,” said Ana ${words} Ruiz.\n\nMayor ${words} put forward two proposals: first, ${words}; second, cheaper fares.`).join('\n\n')

inEveryBrowser('a hostile article', (browser) => {
  /** @type {Record<string, string>} */
  const pages = {}
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => {
    site = await servePage({ pages })
    await openFresh(browser, site.url)
    await browser.run(() => {
      window.broken = []
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => window.broken.push(`${violatedDirective}: ${sample}`))
    })
    await annotate(browser, article)
  })
  after(() => site.close())

  const harm = () => browser.run(() => [window.ran ?? null, window.broken])

  test('a speaker is given a name that is markup', async () => {
    await browser.run(() => document.querySelector('#speakers .more-about').click())
    await browser.run(() => [...document.querySelectorAll('#detail button')].find((one) => /Rename/.test(one.textContent)).click())
    await browser.until(() => document.querySelector('#correct').open, 'the question')
    await browser.run((words) => (document.querySelector('#answer').value = words), HOSTILE[0])
    await browser.click('#correct button[type="submit"]')
    await browser.until((words) => document.querySelector('#speakers').textContent.includes(words), 'the new name', HOSTILE[0])
    assert.deepEqual(await harm(), [null, []])
  })

  test('what is found in it is opened, one after the other', async () => {
    const opened = await browser.run(() => {
      const seen = []
      for (const mark of document.querySelectorAll('#annotated [data-attribution], #annotated [data-proposal]')) {
        mark.click()
        seen.push(document.querySelector('#detail').textContent)
      }
      for (const button of document.querySelectorAll('#speakers button, #quotes button, #proposals button')) button.click()
      return seen.join('\n')
    })
    assert.ok(opened.includes('<img src=x onerror='), opened)
    assert.equal(await browser.run(() => document.querySelectorAll('main img, main iframe, main svg[onload]').length), 0)
    assert.deepEqual(await harm(), [null, []])
  })

  test('it is taken away in every form', async () => {
    await browser.run(() => {
      window.saved = []
      URL.createObjectURL = (blob) => (blob.text().then((content) => window.saved.push([blob.type, content])), 'blob:saved')
      HTMLAnchorElement.prototype.click = () => {}
      for (const button of document.querySelectorAll('[data-take^="save-"]')) button.click()
      document.querySelector('[data-take="link"]').click()
    })
    /** @type {[string, string][]} */
    const saved = await browser.until(() => window.saved.length === 5 && window.saved, 'five files')
    await browser.until(() => document.querySelector('#share-value')?.value, 'the link')
    assert.deepEqual(await harm(), [null, []])
    const [, html] = saved.find(([type]) => type.startsWith('text/html')) ?? []
    pages['/saved.html'] = html
    await browser.open(`${site.url}saved.html`)
    assert.ok(await browser.run(() => document.querySelectorAll('[data-attribution]').length))
    assert.equal(await browser.run(() => window.ran ?? null), null)
  })

  test('nothing was asked of anyone else', async () => {
    const asked = await browser.run(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))
    assert.deepEqual([...new Set(asked)].filter((origin) => origin !== new URL(site.url).origin), [])
  })
})
