// @ts-check
// When something breaks: the text is still there, the page says what happened, and one can go on.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { servePage } from './page.mjs'
import { root } from './serve.mjs'

const WASM = '/pkg/article_annotator_bg.wasm'
const WEIGHTS = '/pkg/weights.bin'
const TEXT = '“We will go,” said Ana Ruiz.'

/** A promise that is kept from outside. */
function pending() {
  /** @type {(value: string) => void} */
  let resolve = () => {}
  const promise = /** @type {Promise<string>} */ (new Promise((keep) => (resolve = keep)))
  return { promise, resolve }
}

inEveryBrowser('faults', (browser) => {
  /** @param {Parameters<typeof servePage>[0]} options @param {(site: import('./serve.mjs').Served) => Promise<void>} work */
  async function on(options, work) {
    const site = await servePage(options)
    try {
      await browser.open(site.url)
      await work(site)
    } finally {
      await browser.open('about:blank')
      await site.close()
    }
  }

  const wasm = readFileSync(root + 'www' + WASM)
  for (const [name, bytes] of /** @type {const} */ ([['truncated', wasm.subarray(0, 5000)], ['replaced by something else', Buffer.from('<html>not found</html>')]])) {
    test(`the engine's file ${name}: said in plain words, the text is kept, and trying again works once it is there`, async () => {
      const pages = { [WASM]: bytes }
      await on({ pages }, async () => {
        await browser.reaches('error')
        await browser.paste('#article-text', TEXT)
        await browser.reaches('error')
        await browser.until(() => /could not be loaded.*Your text is still here/s.test(document.querySelector('#problem').textContent), 'the words')
        assert.equal(await browser.run(() => document.querySelector('#article-text').value), TEXT)
        assert.equal(await browser.run(() => document.querySelector('#annotated').textContent), TEXT)
        delete pages[WASM]
        await browser.click('#retry')
        await browser.reaches('annotated')
        await browser.until(() => document.querySelector('#annotated [data-attribution]')?.textContent === '“We will go,”', 'the quote marked')
        assert.deepEqual(await browser.texts('#problem'), [''])
      })
    })
  }

  test('a file of the page that is cut short, or of another version: said in plain words, and what is pasted stays', async () => {
    const broken = { 'of another version': { '/page/session.js': 'export const other = 1' }, 'cut short': { '/page/store.js': 'export function createStore() {' } }
    for (const [how, pages] of Object.entries(broken)) {
      await on({ pages }, async () => {
        await browser.reaches('error')
        await browser.paste('#article-text', TEXT)
        assert.match((await browser.texts('#problem')).join(), /did not load whole.*still in the box.*reload/, how)
        assert.equal(await browser.run(() => document.querySelector('#article-text').value), TEXT)
      })
    }
  })

  test('WebAssembly that a policy forbids, or that is switched off: said in plain words, and the text is kept', async () => {
    const asks = "import { annotate } from './index.js'; annotate('We go.').then(() => 'read', (error) => error.message).then((told) => (document.body.dataset.told = told))"
    const page = readFileSync(`${root}www/index.html`, 'utf8').replace('</body>', '<script type="module" src="asks.js"></script></body>')
    const forbidding = {
      policy: { '/': page.replace(" 'wasm-unsafe-eval'", '') },
      'switched off': { '/': page.replace('<script ', '<script src="off.js"></script><script '), '/off.js': 'delete globalThis.WebAssembly' },
    }
    for (const [how, pages] of Object.entries(forbidding)) {
      await on({ pages: { ...pages, '/asks.js': asks } }, async () => {
        await browser.reaches('error')
        assert.match((await browser.texts('#problem')).join(), /WebAssembly is switched off here\. Allow it/, how)
        await browser.paste('#article-text', TEXT)
        await browser.until(() => /Your text is still here/.test(document.querySelector('#problem').textContent), how)
        assert.equal(await browser.run(() => document.querySelector('#article-text').value), TEXT)
        const told = await browser.until(() => document.body.dataset.told, 'the answer on the main thread')
        assert.match(told, /could not be loaded: this (page's Content-Security-Policy does not allow|browser has no) WebAssembly/)
      })
    }
  })

  test('weights that are not there for the sample: what is marked is told from what is not', async () => {
    await on({ pages: { [WEIGHTS]: Buffer.from('not found') } }, async () => {
      await browser.reaches('error')
      assert.match((await browser.texts('#problem')).join(), /Only a part of the quotes is marked/)
      assert.ok(await browser.run(() => document.querySelectorAll('#annotated [data-attribution]').length))
    })
  })

  test('weights that are not there: the quotes are marked, the page says what is missing, and trying again marks the rest', async () => {
    const text = `${TEXT} Critics worried that the plan would cost too much.`
    const pages = { [WEIGHTS]: Buffer.from('not found') }
    await on({ pages }, async () => {
      await browser.reaches('error')
      await browser.paste('#article-text', text)
      await browser.until(() => /Only a part of the quotes is marked/.test(document.querySelector('#problem').textContent), 'the words')
      const marked = () => browser.run(() => [...document.querySelectorAll('#annotated [data-attribution]')].map((mark) => mark.textContent))
      assert.deepEqual(await marked(), ['“We will go,”'])
      delete pages[WEIGHTS]
      await browser.click('#retry')
      await browser.reaches('annotated')
      assert.equal((await marked()).length, 2)
      assert.deepEqual(await browser.texts('#problem'), [''])
    })
  })

  const refusing = {
    'that keeps nothing': "export const openDB = () => Promise.reject(new Error('denied'))",
    'whose disk is full': `const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
      export const openDB = async () => ({ put: full, getAllFromIndex: async () => [], getAllKeysFromIndex: async () => [], delete: full, clear: full })`,
  }
  for (const [name, idb] of Object.entries(refusing)) {
    test(`a browser ${name} says so and works`, async () => {
      await on({ pages: { '/vendor/idb/index.js': idb } }, async () => {
        await browser.reaches('ready')
        await browser.paste('#article-text', TEXT)
        await browser.reaches('annotated')
        await browser.until(() => /does not let the page keep articles/.test(document.querySelector('#notice').textContent), 'the word about it')
        await browser.click('#recent-button')
        await browser.until(() => document.querySelector('#recent [data-article]'), 'the article, kept in memory')
      })
    })
  }

  test('what takes longer than half a second shows its progress, and can be cancelled and begun again', async () => {
    const pages = { '/engine/worker.js': 'self.postMessage({ ready: true, locked: false })' }
    await on({ pages }, async () => {
      await browser.paste('#article-text', TEXT)
      await browser.reaches('annotating')
      await browser.until(() => document.querySelector('#progress-bar').checkVisibility(), 'the progress bar')
      assert.match((await browser.texts('#status')).join(), /Reading the article/)
      await browser.click('#cancel')
      await browser.reaches('error')
      await browser.until(() => !document.querySelector('#progress-bar').checkVisibility(), 'the end of the progress bar')
      assert.match((await browser.texts('#problem')).join(), /Reading was cancelled/)
      assert.equal(await browser.run(() => document.querySelector('#article-text').value), TEXT)
      delete pages['/engine/worker.js']
      await browser.click('#retry')
      await browser.reaches('annotated')
      await browser.until(() => document.querySelector('#annotated [data-attribution]')?.textContent === '“We will go,”', 'the quote marked')
    })
  })

  test('a page that is left while it reads has kept the text: it goes on with it, or with a long one says so', async () => {
    const texts = [TEXT, `${TEXT} ${'And so on. '.repeat(95_000)}`]
    for (const text of texts) {
      const pages = { '/engine/worker.js': 'self.postMessage({ ready: true, locked: false })' }
      await on({ pages }, async (site) => {
        await browser.paste('#article-text', text)
        await browser.reaches('annotating')
        await browser.until(
          async (length) => {
            const { openStorage } = await import(new URL('page/storage.js', document.baseURI).href)
            return (await (await openStorage(() => {})).recent())[0]?.text.length === length
          },
          'the article being kept',
          text.length
        )
        delete pages['/engine/worker.js']
        await browser.open('about:blank')
        await browser.open(site.url)
        if (text !== TEXT) {
          await browser.reaches('error')
          assert.match((await browser.texts('#problem')).join(), /closed before this article was read to its end/)
          await browser.click('#retry')
        }
        await browser.reaches('annotated')
        assert.equal(await browser.run(() => document.querySelector('#article-text').value), text)
        assert.deepEqual(await browser.texts('#problem'), [''])
      })
    }
  })

  test('a page that is hidden has kept the text at once: a phone may end it without another word', async () => {
    const pages = { '/engine/worker.js': 'self.postMessage({ ready: true, locked: false })' }
    await on({ pages }, async () => {
      await browser.paste('#article-text', 'Something else.')
      await browser.reaches('annotating')
      await browser.run((text) => {
        const box = document.querySelector('#article-text')
        Object.defineProperty(document, 'hidden', { value: true })
        // Nothing that waits for a pause comes about any more.
        window.setTimeout = () => 0
        box.value = text
        box.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }))
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      }, TEXT)
      await browser.until(
        async (text) => {
          const { openStorage } = await import(new URL('page/storage.js', document.baseURI).href)
          return (await (await openStorage(() => {})).recent()).some((one) => one.text === text)
        },
        'the article being kept',
        TEXT
      )
    })
  })

  test('a text pasted while the sample is still on its way is not replaced by it', async () => {
    const [asked, sent] = [pending(), pending()]
    const pages = {
      get '/samples/council.txt'() {
        asked.resolve('')
        return sent.promise
      },
    }
    await on({ pages }, async () => {
      await asked.promise
      await browser.paste('#article-text', TEXT)
      await browser.reaches('annotated')
      sent.resolve('Another article.')
      await browser.run(async () => {
        await (await fetch('samples/council.txt')).text()
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      })
      assert.equal(await browser.run(() => document.querySelector('#annotated').textContent), TEXT)
    })
  })

  test('an engine that breaks in the middle is started afresh', async () => {
    const pages = { '/engine/worker.js': `const ready = self.postMessage({ ready: true, locked: false }); self.onmessage = ({ data }) => { if (data.id) throw new Error('gone') }` }
    await on({ pages }, async () => {
      await browser.paste('#article-text', TEXT)
      await browser.reaches('error')
      await browser.until(() => /Your text is still here/.test(document.querySelector('#problem').textContent), 'the words')
      delete pages['/engine/worker.js']
      await browser.click('#retry')
      await browser.reaches('annotated')
    })
  })
})
