// @ts-check
// What the tests of the page share: the site, its samples, and a page with an article on it.

import { readFileSync } from 'node:fs'
import { root, serve } from './serve.mjs'

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** A page of the same origin that does nothing, to put things in order from. */
const BLANK = 'blank.html'

/** The page as it is served. @param {Parameters<typeof serve>[1]} [options] */
export function servePage({ pages = {}, ...options } = {}) {
  pages[`/${BLANK}`] = '<!doctype html><title>blank</title>'
  return serve('www', { pages, ...options })
}

/** @param {'summit' | 'council' | 'science'} name */
export const sample = (name) => readFileSync(`${root}www/samples/${name}.txt`, 'utf8')

/** Opens the page as one who never was there. @param {Browser} browser @param {string} url */
export async function openFresh(browser, url) {
  await browser.open(url + BLANK)
  await browser.run(async () => {
    const { openStorage } = await import(new URL('page/storage.js', document.baseURI).href)
    await (await openStorage(() => {})).clear()
    localStorage.clear()
  })
  await browser.open(`${url}?${Math.random()}`)
  await browser.reaches('ready')
}

/** Pastes an article over whatever is in the box, and waits for its marks. @param {Browser} browser @param {string} text */
export async function annotate(browser, text) {
  await browser.run(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#article-text')).select())
  await browser.paste('#article-text', text)
  await browser.reaches('annotated')
}

/** Waits until the article counts as annotated with `count` attributions in its result. @param {Browser} browser @param {string} selector @param {number} count */
export const countIs = (browser, selector, count) =>
  browser.until((/** @type {string} */ selector, /** @type {number} */ count) => document.querySelectorAll(selector).length === count, `${count} of ${selector}`, selector, count)

/** How many distinct values a data attribute has in the article. @param {Browser} browser @param {string} name */
export const distinct = (browser, name) =>
  browser.run((/** @type {string} */ name) => new Set([...document.querySelectorAll(`#annotated [data-${name}]`)].map((one) => one.getAttribute(`data-${name}`))).size, name)
