// @ts-check
// What the element's painting costs: work that grows with what is new, and a page that goes on meanwhile.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { errors, files, hostPage, ranges } from './host-page.mjs'
import { serve } from './serve.mjs'

/** Runs in the page: notes what is done to highlights, and in which of the page's turns; and fills an element with paragraphs. */
const tools = `
window.work = { add: [], delete: [], clear: [] }
window.turn = 0
for (const [name, log] of Object.entries(window.work)) {
  const before = Highlight.prototype[name]
  Highlight.prototype[name] = function (...given) {
    log.push(window.turn)
    for (const end = performance.now() + (window.slowness ?? 0); performance.now() < end; );
    return before.apply(this, given)
  }
}
setInterval(() => window.turn++, 1)
window.quiet = () => ['add', 'delete', 'clear'].map(name => window.work[name].splice(0).length)
window.write = count => {
  const element = document.querySelector('article-annotator')
  const paragraphs = Array.from({ length: count }, (_, index) => {
    const paragraph = document.createElement('p')
    paragraph.append('“Boat ', Object.assign(document.createElement('em'), { textContent: index }), ' sails at dawn,” said Ana Ruiz.')
    return paragraph
  })
  window.happened = new Promise(resolve => element.addEventListener('annotated', ({ detail }) => resolve(detail.attributions.length), { once: true }))
  element.replaceChildren(...paragraphs)
}
`

const page = hostPage('<script src="/tools.js"></script><article-annotator></article-annotator>')

inEveryBrowser('painting by the element', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => (site = await serve('www', { pages: { ...files, '/tools.js': tools, '/page.html': page } })))
  after(() => site.close())

  /** Annotates so many paragraphs of four marks each. @param {number} count @param {number} [slowness] milliseconds that a range costs */
  const annotated = async (count, slowness = 0) => {
    await browser.open(`${site.url}page.html`)
    await browser.run((count, slowness) => {
      window.slowness = slowness
      window.write(count)
      return window.happened
    }, count, slowness)
  }

  test('painting takes as much work as there are marks, and a change as much as it changes', async () => {
    const costs = []
    for (const count of [50, 200]) {
      await annotated(count)
      const first = await browser.run(() => window.quiet())
      const change = await browser.run(async () => {
        document.querySelectorAll('article-annotator p')[7].append(' “It is late,” said Lena Moss.')
        await new Promise((resolve) => document.querySelector('article-annotator').addEventListener('annotated', resolve, { once: true }))
        return window.quiet()
      })
      costs.push([first, change])
      assert.equal((await ranges(browser, 'quote')).length, count + 1)
    }
    assert.deepEqual(costs, [[[200, 0, 0], [4, 0, 0]], [[800, 0, 0], [4, 0, 0]]])
  })

  test('an ordinary article is painted in one go', async () => {
    await annotated(100)
    assert.equal(await browser.run(() => new Set(window.work.add).size), 1)
  })

  test('a very long article is painted in slices, the page has its turns between them, and it is told when all is painted', async () => {
    await annotated(600, 0.1)
    const [turns, most, painted] = await browser.run(() => {
      const [, ...later] = Map.groupBy(window.work.add, (turn) => turn).values()
      return [later.length, Math.max(...later.map(({ length }) => length)), window.work.add.length]
    })
    assert.equal(painted, 2400)
    assert.ok(turns >= 5, `${turns} turns`)
    assert.ok(most < 1000, `${most} in one turn`)
    assert.equal((await ranges(browser, 'quote')).length, 600)
  })

  test('a very long article is painted from where its reader is', async () => {
    await browser.open(`${site.url}page.html`)
    const seen = await browser.run(async () => {
      window.write(900)
      const last = document.querySelector('article-annotator p:last-child')
      last.scrollIntoView()
      const { add } = Highlight.prototype
      const first = await new Promise((resolve) => {
        Highlight.prototype.add = function (range) {
          resolve(range)
          return add.call(this, range)
        }
      })
      await window.happened
      return first.getBoundingClientRect().bottom > 0
    })
    assert.ok(seen)
  })

  test('painting that is under way ends where the element goes or its text becomes another', async () => {
    await browser.open(`${site.url}page.html`)
    const left = await browser.run(async () => {
      window.slowness = 0.5
      const element = document.querySelector('article-annotator')
      const begun = () => new Promise((resolve) => {
        const look = () => (CSS.highlights.has('article-annotator-quote') ? resolve() : setTimeout(look))
        look()
      })
      window.write(600)
      await begun()
      element.remove()
      const atOnce = CSS.highlights.size
      await new Promise((resolve) => setTimeout(resolve, 50))
      const later = CSS.highlights.size
      document.body.append(element)
      await begun()
      window.write(2)
      return [atOnce, later, await window.happened, CSS.highlights.get('article-annotator-quote').size]
    })
    assert.deepEqual(left, [0, 0, 2, 2])
    assert.deepEqual(await errors(browser), [])
  })

  test('where a page clears all highlights, the next painting brings them back', async () => {
    await annotated(3)
    await browser.run(() => {
      CSS.highlights.clear()
      document.querySelector('article-annotator').setAttribute('show', 'quotes')
    })
    await browser.until(() => CSS.highlights.get('article-annotator-quote')?.size === 3, 'the quotes again')
  })
})
