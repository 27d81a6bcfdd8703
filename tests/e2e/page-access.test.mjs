// @ts-check
// WCAG 2.2 AA by axe-core, in every state of the page, light and dark, wide and narrow.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { annotate, openFresh, sample, servePage } from './page.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a state needs to be reached and left. @type {Record<string, {selector: string, leave?: string}>} */
const OPENED = {
  'the samples': { selector: '#samples-button' },
  'a quote': { selector: '#annotated [data-attribution]' },
  'a speaker': { selector: '#speakers .more-about' },
  'the keys': { selector: '#keys-button-foot' },
  'recent articles': { selector: '#recent-button' },
  'taking away': { selector: '#take-away-button' },
  'a link': { selector: '[data-take="link"]' },
}

inEveryBrowser('accessibility', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => {
    site = await servePage()
  })
  after(() => site.close())

  async function violations() {
    await browser.run(`if (!window.axe) { ${axe} }`)
    return browser.run(async (rules) => {
      const { violations } = await window.axe.run(document, { runOnly: rules })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
    }, RULES)
  }

  for (const [size, width] of /** @type {const} */ ([['wide', 1280], ['narrow', 400]])) {
    test(`nothing to find on a ${size} window, whatever is open`, async () => {
      await browser.resize(width, 900)
      await openFresh(browser, site.url)
      assert.deepEqual(await violations(), [], 'the first screen')
      await annotate(browser, sample('summit'))
      if (size === 'narrow') await browser.click('#sheet-handle')
      assert.deepEqual(await violations(), [], 'annotated')
      for (const [state, { selector }] of Object.entries(OPENED)) {
        await browser.run((selector) => document.querySelector(selector).click(), selector)
        await browser.until(() => document.querySelector('dialog[open], :popover-open'), state)
        assert.deepEqual(await violations(), [], state)
        await browser.run(() => {
          for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close()
          for (const popover of document.querySelectorAll(':popover-open')) popover.hidePopover()
        })
      }
      await browser.run(() => document.querySelector('#clear').click())
      await browser.reaches('ready')
      assert.deepEqual(await violations(), [], 'empty')
      await browser.resize(1280, 900)
    })
  }

  test('twice as large letters lose nothing', async () => {
    await browser.resize(640, 900)
    await annotate(browser, sample('council'))
    assert.ok(await browser.run(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
    await browser.resize(1280, 900)
  })
})
