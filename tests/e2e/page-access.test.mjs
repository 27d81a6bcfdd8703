// @ts-check
// WCAG 2.2 AA by axe-core, in every state of the page and for the element; what a person's system asks for: a dark
// scheme, forced colours, less motion, larger letters.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, afterEach, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { article, files, hostPage, renderWithMarks, waitForAnnotated } from './host-page.mjs'
import { annotate, openFresh, sample, servePage } from './page.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What opens over the page, and what opens it. */
const OPENED = {
  'the samples': '#samples-button',
  'a quote': '#annotated [data-attribution]',
  'a proposal': '#annotated [data-proposal]',
  'a speaker': '#speakers .more-about',
  'the keys': '#keys-button-foot',
  'recent articles': '#recent-button',
  'taking away': '#take-away-button',
  'a link': '[data-take="link"]',
}

const OPEN = 'dialog[open], :popover-open'

/** A host that follows its reader's scheme. */
const SCHEMES = `<style>:root { color-scheme: light dark } @media (prefers-color-scheme: dark) { body { background: #16181b; color: #e8e6e0 } a { color: #8cc8ff } }</style>`

const pages = {
  ...files,
  '/element.html': hostPage(`${SCHEMES}<main><article-annotator panel="side">${article}</article-annotator></main>`),
}

inEveryBrowser('accessibility', (browser) => {
  const chooses = browser.name === 'chromium'
  const onlyWhereChosen = chooses ? false : 'only Chromium lets a test choose this'
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => {
    site = await servePage({ pages })
  })
  afterEach(async () => {
    if (chooses) await browser.emulate({})
  })
  after(() => site.close())

  /** @param {string} state @param {string} [part] what to look at: the whole page, or a part of it */
  async function assertAccessible(state, part = 'html') {
    await browser.run(`if (!window.axe) { ${axe} }`)
    const found = await browser.run(
      async (rules, part) => {
        const { violations } = await window.axe.run(part === 'html' ? document : document.querySelector(part), { runOnly: rules })
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
      },
      RULES,
      part,
    )
    assert.deepEqual(found, [], state)
  }

  /** @param {string} selector */
  const press = (selector) => browser.run((selector) => document.querySelector(selector).click(), selector)

  const closeAll = () =>
    browser.run(() => {
      for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close()
      for (const popover of document.querySelectorAll(':popover-open')) popover.hidePopover()
    })

  const sizes = /** @type {const} */ ([['wide', 1280], ['narrow', 400]])
  for (const [size, width] of chooses ? sizes : sizes.slice(0, 1)) {
    for (const scheme of chooses ? ['light', 'dark'] : ['light']) {
      test(`nothing to find on a ${size}, ${scheme} window, whatever is open`, async () => {
        await browser.resize(width, 900)
        if (chooses) await browser.emulate({ 'prefers-color-scheme': scheme })
        await openFresh(browser, site.url)
        await assertAccessible('the first screen')
        await annotate(browser, sample('summit'))
        if (size === 'narrow') await browser.click('#sheet-handle')
        await assertAccessible('annotated')
        for (const [state, selector] of Object.entries(OPENED)) {
          await press(selector)
          await browser.until((opened) => document.querySelector(opened), state, OPEN)
          // What lies behind is the same whatever is open: it is looked at once with each, then no more.
          await assertAccessible(state, size === 'wide' && scheme === 'light' ? 'html' : OPEN)
          await closeAll()
        }
        await press('#speakers .name')
        await assertAccessible('one speaker alone')
        await press('#clear')
        await browser.reaches('ready')
        await assertAccessible('empty')
        await browser.run(() => {
          const box = document.querySelector('#article-text')
          box.value = 'word '.repeat(1_200_001)
          box.dispatchEvent(new InputEvent('input', { bubbles: true }))
        })
        await browser.reaches('error')
        await assertAccessible('refused')
        await press('#clear')
        await browser.resize(1280, 900)
      })
    }
  }

  for (const scheme of chooses ? ['light', 'dark'] : ['light']) {
    test(`nothing to find in the element, ${scheme}, with its panel and its popover`, async () => {
      if (chooses) await browser.emulate({ 'prefers-color-scheme': scheme })
      await browser.open(`${site.url}element.html`)
      await waitForAnnotated(browser)
      await assertAccessible('the panel')
      await browser.run(() => {
        const panel = document.querySelector('article-annotator').shadowRoot.querySelector('[part=panel]')
        panel.querySelector('[aria-expanded]').click()
        panel.querySelector('.quotes button').click()
      })
      await browser.until(() => document.querySelector('article-annotator').shadowRoot.querySelector(':popover-open'), 'the popover')
      await assertAccessible('the popover')
      await renderWithMarks(browser)
      await assertAccessible('mark elements')
    })
  }

  test('where colours are forced, underlines still tell the kinds of marks apart', { skip: onlyWhereChosen }, async () => {
    await browser.emulate({ 'forced-colors': 'active' })
    await openFresh(browser, site.url)
    await annotate(browser, sample('summit'))
    const lines = await browser.run(() => ['direct', 'mixed', 'indirect'].map((kind) => getComputedStyle(document.querySelector(`#annotated [data-kind="${kind}"]`)).textDecorationStyle))
    assert.deepEqual(lines, ['solid', 'dashed', 'dotted'])
    await browser.open(`${site.url}element.html`)
    await waitForAnnotated(browser)
    const layers = ['direct', 'mixed', 'indirect', 'speaker', 'cue', 'proposal']
    const painted = await browser.run(
      (layers) => layers.map((layer) => {
        const style = getComputedStyle(document.querySelector('article p'), `::highlight(article-annotator-${layer})`)
        return `${style.textDecorationLine} ${style.textDecorationStyle} ${style.textDecorationThickness}`
      }),
      layers,
    )
    assert.equal(new Set(painted).size, layers.length, painted.join())
    assert.ok(painted.every((/** @type {string} */ one) => one.startsWith('underline')))
    await renderWithMarks(browser)
    const marked = await browser.run(() => getComputedStyle(document.querySelector('mark.article-annotator-direct')).textDecorationStyle)
    assert.equal(marked, 'solid')
  })

  test('where less motion is asked for, nothing moves by itself', { skip: onlyWhereChosen }, async () => {
    await browser.emulate({ 'prefers-reduced-motion': 'reduce' })
    await openFresh(browser, site.url)
    await annotate(browser, sample('council'))
    const moving = () =>
      browser.run(() =>
        [...document.querySelectorAll('*')].filter((one) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
          return parseFloat(transitionDuration) > 0 || animationName !== 'none' || scrollBehavior === 'smooth'
        }).length,
      )
    assert.equal(await moving(), 0)
  })

  test('where the browser is set to letters twice as large, the columns give way to them', { skip: onlyWhereChosen }, async () => {
    await browser.enlarge(32)
    try {
      await openFresh(browser, site.url)
      await annotate(browser, sample('council'))
      assert.ok(await browser.run(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
      const room = await browser.run(() => document.querySelector('#annotated .paragraph').clientWidth / parseFloat(getComputedStyle(document.querySelector('#annotated')).fontSize))
      assert.ok(room > 15, `the text is ${room} letters' widths wide`)
    } finally {
      await browser.enlarge(16)
    }
  })

  test('twice as large letters lose nothing', async () => {
    await openFresh(browser, site.url)
    await browser.resize(640, 900)
    await annotate(browser, sample('council'))
    assert.ok(await browser.run(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
    await browser.resize(1280, 900)
  })
})
