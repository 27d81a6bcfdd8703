// @ts-check
// What every end-to-end test stands on: `inEveryBrowser` runs a suite in Chromium, Firefox and WebKit, each started
// once for all suites (and anew after a crash), and `Browser` says in a person's words what is done and seen. Nothing
// here sleeps: a test waits for a state. `ENGINES=firefox,webkit` limits a run to some.

import { after, before, describe } from 'node:test'
import { By, error } from 'selenium-webdriver'
import { engines } from './engines.mjs'

/** @typedef {import('selenium-webdriver').WebElement} WebElement */

/** Milliseconds; a busy machine is slow, not wrong. */
const PATIENCE = 120_000
const chosen = process.env.ENGINES?.split(',') ?? Object.keys(engines)
/** @type {Map<string, Promise<import('./engines.mjs').Running>>} */
const running = new Map()

/**
 * Defines a suite that runs in each browser: `define(browser)` declares its tests with node:test.
 *
 * @param {string} title
 * @param {(browser: Browser) => void} define
 */
export function inEveryBrowser(title, define) {
  for (const name of chosen) {
    describe(`${title}, in ${name}`, () => {
      const browser = new Browser(name)
      before(() => browser.start())
      define(browser)
    })
  }
}

after(async () => {
  for (const name of running.keys()) await stop(name)
})

/**
 * An engine that answers: the one that runs, or where its session has died a new one.
 *
 * @param {string} name
 */
async function engine(name) {
  const { driver } = (await running.get(name)?.catch(() => undefined)) ?? {}
  const answers = await driver?.getWindowHandle().then(() => true, () => false)
  if (!answers) {
    await stop(name)
    running.set(name, engines[name]())
  }
  return /** @type {Promise<import('./engines.mjs').Running>} */ (running.get(name))
}

/** @param {string} name */
async function stop(name) {
  await running.get(name)?.then(({ stop }) => stop()).catch(() => undefined)
  running.delete(name)
}

/** One engine's window. */
export class Browser {
  /** @param {string} name `chromium`, `firefox` or `webkit` */
  constructor(name) {
    this.name = name
  }

  async start() {
    const { driver } = await engine(this.name)
    await driver.manage().setTimeouts({ pageLoad: PATIENCE, script: PATIENCE })
    this.driver = driver
  }

  /** @returns {import('selenium-webdriver').WebDriver} */
  get #window() {
    if (!this.driver) throw new Error(`${this.name} is not started`)
    return this.driver
  }

  /** @param {string} url */
  async open(url) {
    await this.#window.get(url)
  }

  /**
   * Runs `source` (a function's body, or a function) in the page and returns its result; a promise is awaited.
   *
   * @param {string | ((...values: any[]) => unknown)} source
   * @param {...unknown} values
   * @returns {Promise<any>}
   */
  run(source, ...values) {
    const body = typeof source === 'string' ? source : `return (${source}).apply(null, arguments)`
    return this.#window.executeScript(body, ...values)
  }

  /**
   * Waits until `condition` (run in the page) holds, and returns what it returned.
   *
   * @param {string | ((...values: any[]) => unknown)} condition
   * @param {string} what what is waited for, in words
   * @param {...unknown} values
   */
  async until(condition, what, ...values) {
    try {
      return await this.#window.wait(() => this.run(condition, ...values), PATIENCE)
    } catch (cause) {
      const state = await this.state().catch(() => 'unknown')
      throw new Error(`${this.name}: ${what} did not come about (state: ${state})`, { cause })
    }
  }

  /** The page's `data-state`. @returns {Promise<string | undefined>} */
  state() {
    return this.run('return document.documentElement.dataset.state')
  }

  /**
   * Waits for one of `states`.
   *
   * @param {...string} states
   */
  reaches(...states) {
    return this.until((wanted) => wanted.includes(document.documentElement.dataset.state), `the state ${states.join(' or ')}`, states)
  }

  /**
   * Pastes `text` into the element that `selector` names: a paste event first, as a person's paste makes, and where
   * the page leaves that to the browser, the text itself.
   *
   * @param {string} selector
   * @param {string} text
   */
  async paste(selector, text) {
    await this.run(
      (selector, text) => {
        const field = document.querySelector(selector)
        field.focus()
        const clipboard = new DataTransfer()
        clipboard.setData('text/plain', text)
        const event = new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true })
        if (field.dispatchEvent(event)) document.execCommand('insertText', false, text)
      },
      selector,
      text
    )
  }

  /** @param {string} selector @returns {Promise<WebElement>} */
  find(selector) {
    return this.#window.findElement(By.css(selector))
  }

  /** @param {string} selector @returns {Promise<WebElement[]>} */
  findAll(selector) {
    return this.#window.findElements(By.css(selector))
  }

  /** @param {string} selector */
  async click(selector) {
    await (await this.find(selector)).click()
  }

  /**
   * Types keys, as a keyboard does: whatever has the focus gets them.
   *
   * @param {...string} keys
   */
  async press(...keys) {
    await this.#window.actions().sendKeys(...keys).perform()
  }

  /**
   * The visible text of each element that `selector` names.
   *
   * @param {string} selector
   * @returns {Promise<string[]>}
   */
  texts(selector) {
    return this.run((selector) => Array.from(document.querySelectorAll(selector), (element) => element.textContent), selector)
  }

  /** The addresses outside the page's own origin that it has asked for. @returns {Promise<string[]>} */
  foreignRequests() {
    return this.run(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => entry.name)
        .filter((name) => !/^(blob|data):/.test(name) && new URL(name).origin !== location.origin)
    )
  }

  /**
   * Media features as a person's system has them set, such as `{ 'prefers-color-scheme': 'dark' }`; `{}` for none.
   * Only Chromium lets a test choose.
   *
   * @param {Record<string, string>} features
   */
  async emulate(features) {
    const driver = /** @type {import('selenium-webdriver/chrome.js').Driver} */ (this.#window)
    await driver.sendDevToolsCommand('Emulation.setEmulatedMedia', { features: Object.entries(features).map(([name, value]) => ({ name, value })) })
  }

  /**
   * The size of letters that a person set their browser to, in CSS pixels. Only Chromium lets a test choose.
   *
   * @param {number} standard
   */
  async enlarge(standard) {
    const driver = /** @type {import('selenium-webdriver/chrome.js').Driver} */ (this.#window)
    await driver.sendDevToolsCommand('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
  }

  /**
   * The window's inner size in CSS pixels, as near as the engine allows.
   *
   * @param {number} width
   * @param {number} height
   */
  async resize(width, height) {
    await this.#window.manage().window().setRect({ width, height })
  }
}

export { By, error }
