// @ts-check
// `<article-annotator>` on pages of other people: what it marks, how it shows it, and that it leaves no trace.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { article, errors, files, hostPage, ranges, renderWithMarks, waitForAnnotated } from './host-page.mjs'
import { serve } from './serve.mjs'

const Key = { escape: '\uE00C', enter: '\uE007', down: '\uE015', tab: '\uE004' }

const pages = {
  ...files,
  '/plain.html': hostPage(`<article-annotator>${article}</article-annotator>`),
  '/panel.html': hostPage(`<article-annotator panel="side">${article}</article-annotator>`),
  '/for.html': hostPage(`<article-annotator for="#story"></article-annotator><div id="story">${article}</div>`),
  '/two.html': hostPage(`<article-annotator id="one">${article}${'<p>"The pier is next," said Ana Ruiz.</p>'.repeat(10)}</article-annotator><article-annotator id="two"><p>"Two boats are enough," said Lena Moss.</p></article-annotator>`),
  '/nested.html': hostPage('<article-annotator renderer="mark"><p>"The outer one," said Ana Ruiz.</p><article-annotator renderer="mark"><p>"The inner one," said Tom Okafor.</p></article-annotator></article-annotator>'),
  '/late.html': hostPage('<article-annotator for="#story"></article-annotator>'),
  '/unrendered.html': hostPage('<article-annotator><p>"Two boats are enough," said Lena Moss.</p><div style="content-visibility: hidden">"Not shown," said Nobody Here.</div></article-annotator>'),
  '/all-right-to-left.html': hostPage('<div dir="rtl"><article-annotator panel="side"><p>قالت ליאת Lena Moss said: "Boats sail at dawn." "מחר נפליג," said Tom Okafor.</p></article-annotator></div>'),
  '/right-to-left.html': hostPage('<article-annotator dir="rtl"><p>قالت المديرة: "Boats sail at <em>dawn</em>," said Lena Moss.</p></article-annotator>'),
  '/editable.html': hostPage('<article-annotator><div contenteditable id="edit"><p>"We will cut fares," said Ana Ruiz.</p></div></article-annotator>'),
  '/editable-mark.html': hostPage('<article-annotator renderer="mark"><div contenteditable id="edit"><p>"We will cut fares," said Ana Ruiz.</p></div></article-annotator>')
}

inEveryBrowser('the element', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => (site = await serve('www', { pages })))
  after(() => site.close())

  /** @param {string} name */
  const open = async (name) => {
    await browser.open(`${site.url}${name}.html`)
    await waitForAnnotated(browser)
  }

  test('reads the article as its reader does', async () => {
    await open('plain')
    const text = await browser.run(() => document.querySelector('article-annotator').text)
    assert.match(text, /^Ferry plan set out\n\nThe harbour mayor, Ana Ruiz, said the council would cut fares/)
    assert.match(text, /mayor of Portland Bay, on Monday\./)
    assert.match(text, /"It works," said Lena Moss\.\n\nFigures/)
    for (const unseen of ['Hidden', 'Share', 'script', 'Aria']) assert.ok(!text.includes(unseen), `${unseen} in ${text}`)
  })

  test('what is not rendered is left out', async () => {
    await open('unrendered')
    assert.equal(await browser.run(() => document.querySelector('article-annotator').text), '"Two boats are enough," said Lena Moss.')
  })

  test('marks quotes, speakers and cues across links and emphasis, with offsets in its text', async () => {
    await open('plain')
    assert.ok((await ranges(browser, 'quote')).includes('"We will cut fares by a third and then look again,"'))
    assert.ok((await ranges(browser, 'speaker')).some((name) => name.includes('Ana Ruiz')))
    assert.ok((await ranges(browser, 'cue')).includes('said'))
    const contents = await browser.run(() => {
      const { result, text } = document.querySelector('article-annotator')
      return result.attributions.map(({ content }) => content.map(([start, end]) => text.slice(start, end)).join(''))
    })
    assert.ok(contents.includes('"It works,"'), contents.join('\n'))
  })

  test('leaves the nodes of the page alone', async () => {
    await browser.open(`${site.url}plain.html`)
    const before = await browser.run(() => document.querySelector('article').outerHTML)
    await waitForAnnotated(browser)
    assert.equal(await browser.run(() => document.querySelector('article').outerHTML), before)
  })

  test('both renderers mark the same words, and mark elements are undone to the node', async () => {
    await open('plain')
    const layers = ['quote', 'speaker', 'cue', 'proposal']
    const painted = await Promise.all(layers.map((layer) => ranges(browser, layer)))
    await browser.run(() => {
      const annotator = document.querySelector('article-annotator')
      annotator.querySelector('p').firstChild.splitText(4)
      window.copy = annotator.cloneNode(true)
    })
    await renderWithMarks(browser)
    const outcome = await browser.run((layers) => {
      const annotator = document.querySelector('article-annotator')
      const words = layers.map((layer) => [...annotator.querySelectorAll(`mark.article-annotator-${layer}`)].map((mark) => mark.textContent).join(''))
      annotator.remove()
      annotator.removeAttribute('renderer')
      return { words, same: annotator.isEqualNode(window.copy) }
    }, layers)
    const plain = (/** @type {string} */ words) => words.replace(/\s+|\u00AD/g, '')
    assert.deepEqual(outcome.words.map(plain), painted.map((words) => plain(words.join(''))))
    assert.ok(outcome.same)
  })

  test('shows only what is asked for, and changes when asked again', async () => {
    await open('plain')
    await browser.run(() => document.querySelector('article-annotator').setAttribute('show', 'speakers'))
    await browser.until(() => !CSS.highlights.has('article-annotator-quote'), 'the quotes gone')
    assert.ok((await ranges(browser, 'speaker')).length > 0)
  })

  test('highlights stand in the order of their priorities, whichever came first', async () => {
    await browser.open(`${site.url}two.html`)
    await browser.until(() => [...document.querySelectorAll('article-annotator')].every(({ result }) => result), 'both annotated')
    await browser.run(() => {
      document.querySelector('#one').setAttribute('show', 'speakers')
      document.querySelector('#two').setAttribute('show', 'speakers')
    })
    await browser.until(() => [...CSS.highlights.keys()].join() === 'article-annotator-speaker', 'the speakers alone')
    await browser.run(() => document.querySelector('#one').removeAttribute('show'))
    await browser.until(() => CSS.highlights.has('article-annotator-quote'), 'the quotes again')
    const order = await browser.run(() => [...CSS.highlights].map(([name, { priority }]) => [priority, name]))
    assert.deepEqual(order, order.toSorted(([a], [b]) => a - b))
  })

  test('names an article elsewhere, also one that comes later', async () => {
    await open('for')
    assert.ok((await ranges(browser, 'quote')).length > 0)
    await browser.open(`${site.url}late.html`)
    await browser.until(() => window.problems?.length === 1, 'the error')
    assert.deepEqual(await errors(browser), ['Nothing on the page matches for="#story".'])
    await browser.run((article) => {
      const story = document.createElement('div')
      story.id = 'story'
      story.append(new DOMParser().parseFromString(article, 'text/html').body.firstElementChild)
      document.body.append(story)
    }, article)
    await waitForAnnotated(browser)
  })

  test('a click tells what was clicked and opens a popover that Escape closes', async () => {
    await open('plain')
    await browser.run(() => addEventListener('annotation-click', ({ detail }) => (window.clicked = [detail.attribution.kind, String(detail.range), detail.span])))
    await clickOn(browser, 'direct', 0)
    const popover = () => document.querySelector('article-annotator').shadowRoot.querySelector('[popover]:popover-open')?.textContent
    const words = await browser.until(popover, 'the popover')
    assert.match(words, /Ana Ruiz/)
    assert.match(words, /Direct quote · “said”/)
    assert.match(words, /How it was found/)
    const [kind, range, span] = await browser.run(() => window.clicked)
    assert.deepEqual([kind, range.replace(/\s+/g, ' ')], ['direct', '"We will cut fares by a third and then look again,"'])
    assert.ok(span[1] > span[0])
    await press(browser, Key.escape)
    await browser.until((popover) => !document.querySelector('article-annotator').shadowRoot.querySelector(':popover-open'), 'the popover closed')
  })

  test('a listener can keep the popover closed, and links stay links', async () => {
    await open('plain')
    await browser.run(() => addEventListener('annotation-click', (event) => (event.preventDefault(), (window.clicks = (window.clicks ?? 0) + 1))))
    await clickOn(browser, 'direct', 0)
    await browser.until(() => window.clicks === 1, 'the click')
    assert.equal(await browser.run(() => document.querySelector('article-annotator').shadowRoot.querySelector(':popover-open')), null)
  })

  test('one stop for the Tab key; the arrow keys step through the findings and announce them', async () => {
    await open('plain')
    const stops = await browser.run(() => [...document.querySelector('article-annotator').shadowRoot.querySelectorAll('button')].filter((button) => button.tabIndex === 0 && button.checkVisibility()).length)
    assert.equal(stops, 1)
    await browser.run(() => document.querySelector('article-annotator').shadowRoot.querySelector('[part=navigator]').focus())
    await press(browser, Key.down)
    const status = () => document.querySelector('article-annotator').shadowRoot.querySelector('[role=status]').textContent
    assert.match(await browser.until(status, 'the announcement'), /^Reported speech\. .*: the council would cut fares/)
    await press(browser, Key.down)
    await browser.until(() => /^Direct quote/.test(document.querySelector('article-annotator').shadowRoot.querySelector('[role=status]').textContent), 'the next one')
    await press(browser, Key.enter)
    await browser.until(() => document.querySelector('article-annotator').shadowRoot.activeElement?.matches('[popover]'), 'the focus in the popover')
    await press(browser, Key.escape)
    await browser.until(() => document.querySelector('article-annotator').shadowRoot.activeElement?.matches('[part=navigator]'), 'the focus where it was')
  })

  test('the side panel lists speakers with their quotes and leads to them', async () => {
    await open('panel')
    const names = await browser.run(() => [...document.querySelector('article-annotator').shadowRoot.querySelectorAll('[part=panel] [aria-expanded] b')].map((name) => name.textContent))
    assert.ok(names.includes('Lena Moss'), names.join())
    await browser.run(() => {
      const panel = document.querySelector('article-annotator').shadowRoot.querySelector('[part=panel]')
      const speaker = [...panel.querySelectorAll('[aria-expanded]')].find((button) => button.textContent.includes('Lena Moss'))
      speaker.click()
      speaker.parentElement.querySelector('.quotes button').click()
    })
    await browser.until(() => /Lena Moss/.test(document.querySelector('article-annotator').shadowRoot.querySelector(':popover-open')?.textContent), 'the popover')
  })

  test('an annotator inside another has its own text, with mark elements too', async () => {
    await browser.open(`${site.url}nested.html`)
    await browser.until(() => document.querySelectorAll('mark[data-attribution]').length === 2, 'both marked')
    const found = await browser.run(() => [...document.querySelectorAll('article-annotator')].map(({ text }) => text))
    assert.deepEqual([found, await errors(browser)], [['"The outer one," said Ana Ruiz.', '"The inner one," said Tom Okafor.'], []])
  })

  test('moved into a document without a window and back it rests there, and goes on', async () => {
    await browser.open(`${site.url}plain.html`)
    await waitForAnnotated(browser)
    const [away, back] = await browser.run(async () => {
      const failed = []
      addEventListener('error', ({ message }) => failed.push(message))
      const annotator = document.querySelector('article-annotator')
      annotator.addEventListener('annotator-error', ({ detail }) => failed.push(detail.message))
      document.implementation.createHTMLDocument('').body.append(annotator)
      await new Promise((resolve) => setTimeout(resolve))
      const away = [CSS.highlights.size, annotator.result, failed.length]
      document.body.append(annotator)
      await new Promise((resolve) => annotator.addEventListener('annotated', resolve, { once: true }))
      return [away, [CSS.highlights.size > 0, failed]]
    })
    assert.deepEqual([away, back], [[0, null, 0], [true, []]])
  })

  test('right-to-left text is marked where it stands', async () => {
    await open('right-to-left')
    assert.deepEqual(await ranges(browser, 'speaker'), ['Lena Moss'])
    assert.ok((await ranges(browser, 'quote')).some((quote) => quote.includes('Boats sail at dawn')))
  })

  test('among right-to-left text the panel\'s words keep their order, and the article\'s have their own', async () => {
    await open('all-right-to-left')
    const [panel, quotes] = await browser.run(() => {
      const panel = document.querySelector('article-annotator').shadowRoot.querySelector('[part=panel]')
      return [getComputedStyle(panel).direction, [...panel.querySelectorAll('.quotes button')].map((quote) => [quote.textContent, getComputedStyle(quote).direction])]
    })
    assert.equal(panel, 'ltr')
    assert.deepEqual(quotes.map(([words, direction]) => [/^\W*\p{Script=Hebrew}/u.test(words), direction]).toSorted(), [[false, 'ltr'], [true, 'rtl']], JSON.stringify(quotes))
  })

  for (const name of ['editable', 'editable-mark']) {
    test(`typing into an annotated region keeps the caret (${name})`, async () => {
      await open(name)
      await browser.run(() => {
        const edit = document.querySelector('#edit')
        edit.focus()
        getSelection().selectAllChildren(edit)
        getSelection().collapseToEnd()
      })
      await press(browser, ' Tom Okafor said the boats would wait.')
      await browser.until(() => document.querySelector('article-annotator').result?.attributions.length === 2, 'the second quote')
      await press(browser, '!')
      assert.equal(await browser.run(() => document.querySelector('#edit').textContent.replaceAll('\u00A0', ' ')), '"We will cut fares," said Ana Ruiz. Tom Okafor said the boats would wait.!')
    })
  }

  test('elements share highlights, and each takes out only its own', async () => {
    await browser.open(`${site.url}two.html`)
    await browser.run(() => CSS.highlights.set('somebody-else', new Highlight()))
    await browser.until(() => [...document.querySelectorAll('article-annotator')].every(({ result }) => result), 'both annotated')
    assert.ok((await ranges(browser, 'quote')).includes('"Two boats are enough,"'))
    await browser.run(() => document.querySelector('#one').remove())
    assert.deepEqual(await ranges(browser, 'quote'), ['"Two boats are enough,"'])
    await browser.run(() => document.querySelector('#two').remove())
    const left = await browser.run(() => [[...CSS.highlights.keys()], document.adoptedStyleSheets.length])
    assert.deepEqual(left, [['somebody-else'], 0])
    assert.equal(site.requests.filter((path) => path.endsWith('_bg.wasm')).length > 0, true)
  })

  test('a thousand rounds of removal and insertion leave nothing behind', async () => {
    await open('plain')
    const inventory = () => browser.run(() => {
      const sizes = [...CSS.highlights].map(([name, { size }]) => `${name} ${size}`)
      return [sizes.sort(), document.adoptedStyleSheets.length, document.querySelector('article-annotator').shadowRoot.childNodes.length]
    })
    const before = await inventory()
    for (let rounds = 0; rounds < 1000; rounds += 100) {
      await browser.run(async () => {
        const annotator = document.querySelector('article-annotator')
        for (let round = 0; round < 100; round++) {
          annotator.remove()
          if (CSS.highlights.size > 0) throw new Error('highlights are left')
          document.body.append(annotator)
          await Promise.resolve()
        }
      })
      await waitForAnnotated(browser)
    }
    const after = await inventory()
    const workers = await browser.run(() => window.liveWorkers.size)
    assert.deepEqual(after, before)
    assert.equal(workers, 1)
  })
})

/**
 * Presses keys wherever the focus is, in a shadow root too.
 *
 * @param {import('./browsers.mjs').Browser} browser
 * @param {string} keys
 */
async function press(browser, keys) {
  await browser.driver?.actions().sendKeys(keys).perform()
}

/**
 * Clicks into the first line of a highlighted range.
 *
 * @param {import('./browsers.mjs').Browser} browser
 * @param {string} layer
 * @param {number} index
 */
async function clickOn(browser, layer, index) {
  await browser.run((layer, index) => {
    const range = [...CSS.highlights.get(`article-annotator-${layer}`)][index]
    const { left, top, height } = range.getClientRects()[0]
    const point = { clientX: left + 12, clientY: top + height / 2, bubbles: true, composed: true, cancelable: true }
    document.elementFromPoint(point.clientX, point.clientY).dispatchEvent(new MouseEvent('click', point))
  }, layer, index)
}
