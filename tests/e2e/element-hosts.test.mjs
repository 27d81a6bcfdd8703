// @ts-check
// `<article-annotator>` in other people's surroundings: strict policies, other origins, frames, frameworks, hostile
// styles, hostile text, and what goes wrong.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { HOSTILE } from './hostile.mjs'
import { article, errors, files, hostPage, ranges, renderWithMarks, waitForAnnotated } from './host-page.mjs'
import { root, serve } from './serve.mjs'
import { withMemoryFor } from './small-memory.mjs'

const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types article-annotator"
const wrapped = `<article-annotator panel="side">${article}</article-annotator>`

const hostileArticle = HOSTILE.map((vector) => `<p>"Look at ${escaped(vector)} now," said Ana ${escaped(vector)} Ruiz.</p>`).join('')

const pages = {
  ...files,
  '/plain.html': hostPage(`<article-annotator>${article}</article-annotator>`),
  '/before.html': `<!doctype html><script src="/watch.js"></script><article-annotator>${article}</article-annotator><script type="module" src="/element.js"></script>`,
  '/frame.html': '<!doctype html><title>A frame</title><iframe src="/plain.html" width="800" height="600"></iframe>',
  '/hostile.html': hostPage(`<article-annotator panel="side">${hostileArticle}</article-annotator>`),
  '/styled.html': hostPage(`<style>* { color: red !important; display: block !important; text-transform: uppercase; } button { visibility: hidden; } :root { font-size: 62.5%; } mark { padding: 8px; font-weight: 900; }</style>${wrapped}`),
  '/shadow.html': hostPage('<article-annotator><div id="host"><p slot="late">"The second one," said Lena Moss.</p><p>"The first one," said Tom Okafor.</p></div></article-annotator>'),
  '/form.html': hostPage(`<article-annotator><form>${['nodeType', 'childNodes', 'parentElement', 'localName', 'shadowRoot', 'getAttribute', 'hasAttribute', 'textContent', 'closest', 'ownerDocument'].map((name) => `<input name="${name}" id="${name}">`).join('')}
    <p>"In a form," said Ana Ruiz.</p></form><img name="annotate"><a id="result"></a></article-annotator>`),
  '/import.html': '<!doctype html><title>A page</title><script src="/watch.js"></script>'
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

inEveryBrowser('the element among others', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => (site = await serve('www', { pages })))
  after(() => site.close())

  test('works under a strict policy, without a violation', async () => {
    const strict = await serve('www', { headers: { 'content-security-policy': STRICT }, pages: { ...files, '/strict.html': hostPage(wrapped) } })
    try {
      await browser.open(`${strict.url}strict.html`)
      await waitForAnnotated(browser)
      await browser.run(() => {
        for (const button of document.querySelector('article-annotator').shadowRoot.querySelectorAll('[part=panel] button')) button.click()
      })
      await browser.until(() => document.querySelector('article-annotator').shadowRoot.querySelector(':popover-open')?.textContent, 'the popover')
      const { width, violations, workers } = await browser.run(() => ({
        width: getComputedStyle(document.querySelector('article-annotator').shadowRoot.querySelector('[part=panel]')).position,
        violations: window.violations,
        workers: window.workers.length
      }))
      assert.deepEqual([width, violations, workers], ['sticky', [], 1])
    } finally {
      await strict.close()
    }
  })

  test('loads from another origin, by a path with a version', async () => {
    const cdn = await serve('www', { headers: { 'access-control-allow-origin': '*' } })
    const page = await serve('www', { pages: { ...files, '/page.html': hostPage(wrapped, `${cdn.url}element.js`) } })
    try {
      await browser.open(`${page.url}page.html`)
      await waitForAnnotated(browser)
      assert.ok((await ranges(browser, 'quote')).length > 0)
      assert.deepEqual(page.requests.filter((path) => /wasm|worker/.test(path)), [])
    } finally {
      await cdn.close()
      await page.close()
    }
  })

  test('works when the script comes after the article', async () => {
    await browser.open(`${site.url}before.html`)
    await waitForAnnotated(browser)
  })

  test('works in a frame', async () => {
    await browser.open(`${site.url}frame.html`)
    await browser.until(() => frames[0].document.querySelector('article-annotator')?.result?.attributions.length > 0, 'the annotation in the frame')
    const sizes = await browser.run(() => [CSS.highlights.size, frames[0].CSS.highlights.size > 0])
    assert.deepEqual(sizes, [0, true])
  })

  test('follows text that a framework changes, shows or hides', async () => {
    await browser.open(`${site.url}plain.html`)
    await waitForAnnotated(browser)
    await browser.run(() => (document.querySelector('td').firstChild.data = '"It floats," said Lena Moss.'))
    await browser.until(() => document.querySelector('article-annotator').text.includes('It floats'), 'the new text')
    assert.ok((await ranges(browser, 'quote')).includes('"It floats,"'))
    await browser.run(() => (document.querySelector('table').style.display = 'none'))
    await browser.until(() => !document.querySelector('article-annotator').text.includes('It floats'), 'the hidden text gone')
    assert.ok(!(await ranges(browser, 'quote')).includes('"It floats,"'))
  })

  test('text that a framework sets under mark elements is kept as it set it', async () => {
    await browser.open(`${site.url}plain.html`)
    await waitForAnnotated(browser)
    await browser.run(() => void (window.node = document.querySelector('td').firstChild))
    await renderWithMarks(browser)
    const text = await browser.run(() => {
      const annotator = document.querySelector('article-annotator')
      window.node.data = 'Nobody said anything.'
      annotator.remove()
      return annotator.querySelector('td').innerHTML
    })
    assert.equal(text, 'Nobody said anything.')
  })

  test('reads slots and shadow roots in the order shown, and marks in them', async () => {
    await browser.open(`${site.url}shadow.html`)
    await browser.run(() => {
      const root = document.querySelector('#host').attachShadow({ mode: 'open' })
      root.append(document.createElement('slot'), document.createElement('p'), Object.assign(document.createElement('slot'), { name: 'late' }))
      root.querySelector('p').textContent = '"In the shadow," said Ana Ruiz.'
      document.querySelector('article-annotator').append('')
    })
    await browser.until(() => /first one.*\n\n.*shadow.*\n\n.*second one/.test(document.querySelector('article-annotator').text), 'the order shown')
    assert.deepEqual(await ranges(browser, 'quote'), ['"The first one,"', '"In the shadow,"', '"The second one,"'])
    assert.equal(await browser.run(() => document.querySelector('#host').shadowRoot.adoptedStyleSheets.length), 1)
    await browser.run(() => {
      const range = [...CSS.highlights.get('article-annotator-direct')].find((one) => String(one).includes('shadow'))
      const { left, top, height } = range.getClientRects()[0]
      const point = { clientX: left + 12, clientY: top + height / 2, bubbles: true, composed: true }
      document.querySelector('#host').shadowRoot.elementFromPoint(point.clientX, point.clientY).dispatchEvent(new MouseEvent('click', point))
    })
    await browser.until(() => /Ana Ruiz/.test(document.querySelector('article-annotator').shadowRoot.querySelector(':popover-open')?.textContent), 'the popover on a click in the shadow root')
    const left = await browser.run(() => {
      const host = document.querySelector('#host')
      document.querySelector('article-annotator').remove()
      return host.shadowRoot.adoptedStyleSheets.length
    })
    assert.equal(left, 0)
  })

  test('the host\'s styles do not reach the popover and the panel', async () => {
    await browser.open(`${site.url}styled.html`)
    await waitForAnnotated(browser)
    const style = await browser.run(() => {
      const { shadowRoot } = document.querySelector('article-annotator')
      const { color, textTransform } = getComputedStyle(shadowRoot.querySelector('[part=panel]'))
      const { visibility } = getComputedStyle(shadowRoot.querySelector('[part=panel] button'))
      return [color !== 'rgb(255, 0, 0)', textTransform, visibility, getComputedStyle(shadowRoot.querySelector('[popover]')).display]
    })
    assert.deepEqual(style, [true, 'none', 'visible', 'none'])
    await browser.run(() => {
      const panel = document.querySelector('article-annotator').shadowRoot.querySelector('[part=panel]')
      panel.querySelector('[aria-expanded]').click()
      panel.querySelector('.quotes button').click()
    })
    await browser.until(() => document.querySelector('article-annotator').shadowRoot.querySelector(':popover-open')?.offsetWidth === 336, 'the popover as wide as ever')
    await renderWithMarks(browser)
    const mark = await browser.run(() => [getComputedStyle(document.querySelector('mark')), getComputedStyle(document.querySelector('mark').parentElement)].map(({ padding, fontWeight }) => [padding, fontWeight]))
    assert.deepEqual(mark[0], ['0px', mark[1][1]])
  })

  test('nothing in the article runs, in the panel, the popover or mark elements', async () => {
    await browser.open(`${site.url}hostile.html`)
    await waitForAnnotated(browser)
    const shown = await browser.run(() => {
      const { shadowRoot } = document.querySelector('article-annotator')
      for (const button of shadowRoot.querySelectorAll('[part=panel] button')) button.click()
      return shadowRoot.textContent
    })
    await renderWithMarks(browser)
    const [ran, elements] = await browser.run(() => [window.ran, document.querySelectorAll('article-annotator :not(p, mark)').length])
    assert.ok(shown.includes('<img src=x onerror='), shown)
    assert.deepEqual([ran ?? null, elements], [null, 0])
  })

  test('fields named like what is asked of elements do not keep the article from being read', async () => {
    await browser.open(`${site.url}form.html`)
    await waitForAnnotated(browser)
    assert.deepEqual(await ranges(browser, 'quote'), ['"In a form,"'])
    await renderWithMarks(browser)
    assert.deepEqual(await browser.texts('form mark[data-attribution]'), ['"In a form,"'])
    assert.deepEqual(await errors(browser), [])
  })

  test('where the engine is missing, damaged or cut short the article stays, and the error says so', async () => {
    const wasm = readFileSync(`${root}www/pkg/article_annotator_bg.wasm`).subarray(0, 5000)
    for (const [body, message] of [['', /damaged/], ['<!doctype html>not found', /damaged/], [wasm, /damaged/]]) {
      const broken = await serve('www', { pages: { ...pages, '/pkg/article_annotator_bg.wasm': /** @type {string} */ (body) } })
      try {
        await browser.open(`${broken.url}plain.html`)
        await browser.until(() => window.problems?.length > 0, 'the error')
        assert.match((await errors(browser))[0], /** @type {RegExp} */ (message))
        const left = await browser.run(() => [CSS.highlights.size, document.querySelectorAll('mark').length, document.querySelector('h1').checkVisibility()])
        assert.deepEqual(left, [0, 0, true])
      } finally {
        await broken.close()
      }
    }
  })

  const empty = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
  for (const [what, path, old, times] of /** @type {const} */ ([['module', '/pkg/article_annotator_bg.wasm', empty, 1], ['weights', '/pkg/weights.bin', Buffer.from('old'), 2]])) {
    for (const worker of [true, false]) {
      test(`the engine's ${what} of another version, from a cache: fetched afresh ${worker ? 'for a worker' : 'on the main thread'}, and nothing is lost`, async () => {
        let asked = 0
        const versions = await serve('www', { pages: Object.defineProperty({ ...pages }, path, { get: () => (asked++ < times ? old : undefined) }) })
        try {
          await browser.open(`${versions.url}import.html`)
          const [found, previews, next] = await browser.run(async (worker) => {
            const { createAnnotator } = await import('/index.js')
            const annotator = createAnnotator({ worker })
            let previews = 0
            const first = await annotator.annotate('Critics said the plan was late.', { onPreview: () => previews++ })
            const next = await annotator.annotate('"Yes," said Tom Okafor.')
            annotator.dispose()
            return [first.attributions.length, previews, next.attributions.length]
          }, worker)
          assert.deepEqual([found, previews <= 1, next, asked], [1, true, 1, times + 1])
        } finally {
          await versions.close()
        }
      })
    }
  }

  test('an engine that is said to be WebAssembly of some character set is read all the same', async () => {
    const wasm = readFileSync(`${root}www/pkg/article_annotator_bg.wasm`)
    await browser.open(`${site.url}import.html`)
    const found = await browser.run(async (bytes) => {
      const type = 'application/wasm; charset=utf-8'
      window.fetch = ((before) => (url, options) => String(url).endsWith('.wasm') ? Promise.resolve(new Response(Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)), { headers: { 'content-type': type } })) : before(url, options))(window.fetch)
      const { annotate } = await import('/index.js')
      return (await annotate('"Yes," said Tom Okafor.')).attributions.length
    }, wasm.toString('base64'))
    assert.equal(found, 1)
  })

  test('an engine that a policy forbids is said to be forbidden', async () => {
    const forbidden = await serve('www', { headers: { 'content-security-policy': "default-src 'self'; script-src 'self'" }, pages })
    try {
      await browser.open(`${forbidden.url}plain.html`)
      await browser.until(() => window.problems?.length > 0, 'the error')
      assert.match((await errors(browser))[0], /does not allow WebAssembly/)
    } finally {
      await forbidden.close()
    }
  })

  test('a worker that dies in the middle rejects the call, and the next call works', async () => {
    await browser.open(`${site.url}import.html`)
    const outcome = await browser.run(async () => {
      const { createAnnotator } = await import('/index.js')
      const annotator = createAnnotator({ worker: true })
      await annotator.annotate('"One," said Ana Ruiz.')
      const long = annotator.annotate('"One," said Ana Ruiz. '.repeat(20000))
      const waiting = annotator.annotate('"Two," said Ana Ruiz.')
      window.workers[0].terminate()
      const failures = await Promise.allSettled([long, waiting])
      const { attributions } = await annotator.annotate('"Three," said Ana Ruiz.')
      annotator.dispose()
      const afterwards = await annotator.annotate('x').then(() => 'worked', (error) => error.name)
      return [failures.map(({ status, reason }) => `${status}: ${reason?.message}`), attributions.length, window.workers.length, afterwards]
    })
    const died = 'rejected: The annotator stopped in the middle of its work.'
    assert.deepEqual(outcome, [[died, died], 1, 2, 'AbortError'])
  })

  test('once the annotator rests, the browser keeps the page for the way back', { skip: browser.name === 'webkit' && 'its page cache is off here' }, async () => {
    const kept = await serve('dist/npm', { pages, headers: { 'cache-control': 'no-cache' } })
    try {
      await browser.open(`${kept.url}plain.html`)
      await waitForAnnotated(browser)
      await browser.until(async () => {
        const { held } = await navigator.locks.query()
        return !held.some(({ name }) => name.startsWith('article-annotator'))
      }, 'the rest')
      await browser.run(() => {
        addEventListener('pageshow', ({ persisted }) => (window.cameBack = persisted))
        location.href = '/import.html'
      })
      await browser.until(() => location.pathname === '/import.html', 'the other page')
      await browser.run(() => history.back())
      await browser.until(() => location.pathname === '/plain.html' && window.cameBack, 'the page as it was left')
      await browser.run(() => document.querySelector('article-annotator p').append(' "Once more," said Lena Moss.'))
      await browser.until(() => /Once more/.test(document.querySelector('article-annotator').text), 'the new text read')
    } finally {
      await kept.close()
    }
  })

  for (const worker of [true, false]) {
    test(`memory that runs out ${worker ? 'in a worker' : 'on the main thread'} rejects the call, and the next call works`, async () => {
      const small = await serve('dist/npm', { pages: { ...files, '/import.html': hostPage(''), '/pkg/article_annotator_bg.wasm': withMemoryFor(8) } })
      try {
        await browser.open(`${small.url}import.html`)
        const outcome = await browser.run(async (worker) => {
          const { createAnnotator } = await import('/index.js')
          const annotator = createAnnotator({ worker })
          const texts = ['“One,” said Ana Ruiz.', '“Two,” said Ana Ruiz.\n\n'.repeat(60_000), '“Three,” said Ana Ruiz.']
          const outcomes = []
          for (const text of texts) outcomes.push(await annotator.annotate(text).then(({ attributions }) => attributions.length, ({ message }) => message))
          annotator.dispose()
          return outcomes
        }, worker)
        assert.deepEqual([outcome[0], outcome[2]], [1, 1])
        assert.match(outcome[1], /failed on this text/)
      } finally {
        await small.close()
      }
    })
  }

  test('a page without memory for the text it sends has its call rejected, and the next call works', async () => {
    await browser.open(`${site.url}import.html`)
    const outcomes = await browser.run(async () => {
      const { createAnnotator } = await import('/index.js')
      const { encode } = TextEncoder.prototype
      const refusing = () => {
        throw new RangeError('Array buffer allocation failed')
      }
      const told = []
      for (const worker of [true, false]) {
        const annotator = createAnnotator({ worker })
        for (const way of [encode, refusing, encode]) {
          TextEncoder.prototype.encode = way
          told.push(await annotator.annotate('“One,” said Ana Ruiz.').then(({ attributions }) => attributions.length, ({ message }) => message))
        }
        annotator.dispose()
      }
      return told
    })
    assert.deepEqual(outcomes.filter(Number), [1, 1, 1, 1])
    for (const refused of [outcomes[1], outcomes[4]]) assert.match(refused, /failed on this text/)
  })

  test('annotating on the main thread, in a worker and by several annotators gives one result', async () => {
    await browser.open(`${site.url}import.html`)
    const [same, workers, refused] = await browser.run(async () => {
      const before = Object.keys(window).length
      const { annotate, createAnnotator } = await import('/index.js')
      const text = 'Ana \uD83D Ruiz 🚢 said: "We will go." "Yes," said Tom Okafor.'
      const annotators = [createAnnotator({ worker: true }), createAnnotator({ worker: true }), createAnnotator()]
      const results = await Promise.all([annotate(text), ...annotators.map((one) => one.annotate(text))])
      annotators.forEach((one) => one.dispose())
      const refused = await annotate(/** @type {any} */ (7)).catch((error) => error.name)
      return [new Set(results.map((one) => JSON.stringify(one))).size === 1 && Object.keys(window).length === before, window.workers.length, refused]
    })
    assert.deepEqual([same, workers, refused], [true, 1, 'TypeError'])
  })

  test('20 MB are read without holding up the page, and more is refused with the limit', async () => {
    await browser.open(`${site.url}import.html`)
    const [found, workers, without, refused] = await browser.run(async () => {
      const { annotate, createAnnotator, MAX_LENGTH } = await import('/index.js')
      const said = '“We will go,” said Ana Ruiz.'
      const another = createAnnotator({ worker: true })
      await annotate(said)
      const before = window.workers.length
      const long = annotate(`${`${'x'.repeat(9_999)}\n`.repeat(2_000)}${said}`)
      another.dispose()
      const found = (await long).attributions.map(({ content }) => content)
      const refused = await annotate('x'.repeat(MAX_LENGTH + 1)).catch(({ name, message }) => `${name}: ${message}`)
      const workers = [before, window.workers.length]
      window.Worker = undefined
      const alone = await import('/engine/annotator.js?alone')
      const without = (await alone.annotate(`${'x'.repeat(200_000)} ${said}`)).attributions.length
      return [found, workers, without, refused]
    })
    assert.deepEqual([found, workers, without], [[[[20_000_000, 20_000_013]]], [0, 1], 1])
    assert.match(refused, /^RangeError: The text is too long: 20971521 characters, and at most 20971520/)
  })

  test('the example in plain HTML runs', async () => {
    await browser.open(`${site.url}examples/article.html`)
    await waitForAnnotated(browser)
    const speakers = await browser.run(() => document.querySelector('article-annotator').result.speakers.map(({ name }) => name))
    for (const name of ['Virtanen', 'Lund', 'Haddad']) assert.ok(speakers.some((/** @type {string} */ one) => one.includes(name)), speakers.join())
  })

  test('the bookmarklet annotates the open page and switches off again', async () => {
    await browser.open(`${site.url}import.html`)
    await browser.run((article) => document.body.append(new DOMParser().parseFromString(article, 'text/html').body.firstElementChild), article)
    const click = () => browser.run(async () => (location.href = (await import('/bookmarklet.js')).bookmarkletAddress()))
    await click()
    await waitForAnnotated(browser)
    assert.ok((await ranges(browser, 'quote')).length > 0)
    await click()
    await browser.until(() => !document.querySelector('article-annotator') && CSS.highlights.size === 0, 'everything gone')
  })
})
