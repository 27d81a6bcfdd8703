// @ts-check
// A person corrects what was found, takes it back, edits the text, comes back later.

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { annotate, countIs, distinct, openFresh, sample, servePage } from './page.mjs'

inEveryBrowser('correcting', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => {
    site = await servePage()
  })
  beforeEach(async () => {
    await openFresh(browser, site.url)
    await annotate(browser, sample('council'))
  })
  after(() => site.close())

  /** Selects `words` in the article and presses a button of the toolbar. @param {string} words @param {string} button */
  async function mark(words, button) {
    await browser.run((words) => {
      const article = document.querySelector('#annotated')
      const at = article.textContent.indexOf(words)
      if (at < 0) throw new Error(`not in the article: ${words}`)
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
      /** @type {[Node, number][]} */
      const ends = []
      for (let passed = 0; ends.length < 2 && walker.nextNode(); passed += walker.currentNode.nodeValue.length) {
        const { currentNode } = walker
        const reach = passed + currentNode.nodeValue.length
        if (!ends.length && at < reach) ends.push([currentNode, at - passed])
        if (ends.length && at + words.length <= reach) ends.push([currentNode, at + words.length - passed])
      }
      getSelection().setBaseAndExtent(...ends[0], ...ends[1])
    }, words)
    await browser.until((button) => document.querySelector(button)?.getClientRects().length, 'the toolbar', button)
    await browser.run((button) => document.querySelector(button).click(), button)
    await browser.until(() => document.querySelector('#correct').open, 'the question who')
  }

  /** @param {string} value */
  async function answer(value) {
    await browser.run((value) => (document.querySelector('#answer').value = value), value)
    await browser.click('#correct button[type="submit"]')
  }

  /** @param {string} selector */
  const openDetail = async (selector) => {
    await browser.run((selector) => document.querySelector(selector).click(), selector)
    await browser.until(() => document.querySelector('#detail').matches(':popover-open'), 'the popover')
  }

  /** @param {string} select @param {string} value */
  const choose = (select, value) =>
    browser.run(
      (select, value) => {
        const element = document.querySelector(select)
        element.value = value
        element.dispatchEvent(new Event('change', { bubbles: true }))
      },
      select,
      value,
    )

  test('a quote goes to another speaker; undo and redo', async () => {
    const before = await browser.run(() => document.querySelector('#quotes .by-name').textContent)
    const saidBy = (/** @type {string} */ name) => browser.until((name) => document.querySelector('#quotes .by-name')?.textContent === name, `the quote being said by ${name}`, name)
    await openDetail('#annotated [data-attribution="a1"]')
    const other = await browser.run(() => [...document.querySelectorAll('#reassign option')].find((one) => !one.selected && one.value).value)
    await choose('#reassign', other)
    assert.notEqual(other, before)
    await saidBy(other)
    await browser.click('#undo')
    await saidBy(before)
    await browser.click('#redo')
    await saidBy(other)
  })

  test('corrections and choices by keyboard leave the keyboard where it was', async () => {
    const stands = (/** @type {string} */ selector, /** @type {string} */ what) => browser.until((selector) => document.activeElement?.matches(selector), what, selector)
    await (await browser.find('#speakers .name')).sendKeys('\uE007')
    await stands('#speakers .name[aria-pressed="true"]', 'the focus on the chosen speaker')
    await (await browser.find('#show-all')).sendKeys('\uE007')
    await stands('#speakers .name', 'the focus on a speaker')
    await browser.run(() => document.querySelector('#quotes [data-goto="a1"]').click())
    await browser.press('\uE007')
    await stands('#reassign', 'the focus in the popover')
    await choose('#reassign', await browser.run(() => [...document.querySelectorAll('#reassign option')].find((one) => !one.selected && one.value).value))
    await browser.until(() => !document.querySelector('#undo').disabled, 'the correction')
    await stands('#annotated [data-attribution="a1"]', 'the focus on the same quote')
    await (await browser.find('#undo')).sendKeys('\uE007')
    await stands('#redo', 'the focus on the neighbour')
    await (await browser.find('#redo')).sendKeys('\uE007')
    await stands('#undo', 'the focus back')
  })

  test('a wrong mark goes away, and is still gone after the text was edited elsewhere', async () => {
    const count = await distinct(browser, 'attribution')
    await openDetail('#annotated [data-attribution="a1"]')
    await browser.run(() => [...document.querySelectorAll('#detail button')].find((one) => /remove/.test(one.textContent)).click())
    await browser.until(() => !document.querySelector('#undo').disabled && !document.querySelector('#annotated [data-attribution="a1"]'), 'the mark gone')
    assert.equal(await distinct(browser, 'attribution'), count - 1)
    await browser.run(() => document.querySelector('#article-text').setSelectionRange(0, 0))
    await browser.paste('#article-text', 'A line of nobody in particular, to begin with.\n\n')
    await browser.reaches('annotated')
    assert.equal(await distinct(browser, 'attribution'), count - 1)
    assert.equal(await browser.run(() => document.querySelector('#undo').disabled), false)
  })

  test('two speakers are merged, one is renamed', async () => {
    const count = (await browser.findAll('#speakers li')).length
    await openDetail('#speakers .more-about')
    const other = await browser.run(() => document.querySelectorAll('#merge option')[1].value)
    await choose('#merge', other)
    await countIs(browser, '#speakers li', count - 1)
    await openDetail('#speakers .more-about')
    await browser.run(() => [...document.querySelectorAll('#detail button')].find((one) => /Rename/.test(one.textContent)).click())
    await answer('Quite Another')
    await browser.until(() => document.querySelector('#speakers')?.textContent?.includes('Quite Another'), 'the new name')
  })

  test('a quote and a proposal are added by selecting text, and come back after a reload', async () => {
    const quotes = await distinct(browser, 'attribution')
    await mark('Residents of Mill Road want the trams to run without a bell', '#mark-quote')
    await answer('The residents')
    await browser.until(() => document.querySelector('#speakers')?.textContent?.includes('The residents'), 'the new speaker')
    await browser.until(() => document.querySelector('#annotated').getAttribute('aria-busy') === 'false', 'the mark')
    assert.equal(await distinct(browser, 'attribution'), quotes + 1)
    await mark('Work is due to begin in May', '#mark-proposal')
    await answer('The residents')
    await browser.until(() => document.querySelector('#proposals')?.textContent?.includes('Work is due to begin in May'), 'the new proposal')
    await browser.until(
      async () => {
        const { openStorage } = await import(new URL('page/storage.js', document.baseURI).href)
        return (await (await openStorage(() => {})).recent())[0]?.corrections.length === 2
      },
      'the corrections being kept',
    )
    await browser.open(site.url)
    await browser.reaches('annotated')
    assert.match((await browser.texts('#speakers')).join(), /The residents/)
    assert.match((await browser.texts('#proposals')).join(), /Work is due to begin in May/)
  })
})
