// @ts-check
// Getting text in: rich paste, files, drops, and what is no article at all.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { annotate, openFresh, sample, servePage } from './page.mjs'
import { root } from './serve.mjs'

inEveryBrowser('getting text in', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => {
    site = await servePage()
    await openFresh(browser, site.url)
  })
  after(() => site.close())

  const boxed = () => browser.run(() => document.querySelector('#article-text').value)
  const shown = () => browser.run(() => document.querySelector('#annotated').textContent)
  /** @param {string} text */
  const set = (text) =>
    browser.run((text) => {
      const box = document.querySelector('#article-text')
      box.value = JSON.parse(text)
      box.dispatchEvent(new InputEvent('input', { bubbles: true }))
      // As JSON: WebDriver itself carries no lone surrogates.
    }, JSON.stringify(text))

  test('a rich paste keeps paragraphs, headings and lists, and drops scripts', async () => {
    await browser.run(() => {
      const box = document.querySelector('#article-text')
      box.focus()
      box.select()
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', '<h1>A headline of some length</h1><script>window.ran = 1</' + 'script><img src=x onerror="window.ran = 1"><p>“We  will\n go,” <b>said</b> Ana Ruiz.</p><ul><li>one</li><li>two</li></ul>')
      clipboardData.setData('text/plain', 'not this')
      // Firefox gives an event that a script makes an empty clipboard.
      const event = Object.defineProperty(new ClipboardEvent('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: clipboardData })
      box.dispatchEvent(event)
    })
    await browser.reaches('annotated')
    assert.equal(await boxed(), 'A headline of some length\n\n“We will go,” said Ana Ruiz.\n\n- one\n- two')
    assert.equal(await browser.run(() => document.querySelector('#annotated h2').textContent.trim()), 'A headline of some length')
    assert.equal(await browser.run(() => window.ran), null)
  })

  /** Pastes plain words by an event alone, as programs do. @param {string} selector @param {string} text */
  const pasteAt = (selector, text) =>
    browser.run(
      (selector, text) => {
        const field = document.querySelector(selector)
        if (selector === 'body') document.activeElement?.blur()
        else field.select()
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        field.dispatchEvent(Object.defineProperty(new ClipboardEvent('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: clipboardData }))
      },
      selector,
      text,
    )

  test('a plain paste in the box is read by itself; one beside the box opens another article', async () => {
    await pasteAt('#article-text', '“We will stay,” said Ana Ruiz.')
    await browser.until(() => document.querySelector('#annotated [data-attribution]')?.textContent === '“We will stay,”', 'the first quote')
    assert.equal(await boxed(), '“We will stay,” said Ana Ruiz.')
    await pasteAt('body', '“We will leave,” said Bill Hadley.')
    await browser.until(() => document.querySelector('#annotated [data-attribution]')?.textContent === '“We will leave,”', 'the second quote')
    assert.equal(await boxed(), '“We will leave,” said Bill Hadley.')
    await browser.click('#recent-button')
    await browser.until(() => /“We will stay,”/.test(document.querySelector('#recent').textContent), 'the first among the recent ones')
    await browser.press('\uE00C')
  })

  test('a box filled by a program is read, however the program tells of it', async () => {
    for (const [type, name] of [['input', 'Ana Ruiz'], ['change', 'Bill Hadley']]) {
      await browser.run(
        (type, text) => {
          const box = document.querySelector('#article-text')
          box.value = text
          box.dispatchEvent(new Event(type, { bubbles: true }))
        },
        type,
        `“Now,” said ${name}.`,
      )
      await browser.until((name) => document.querySelector('#annotated [data-source]')?.textContent === name, `${name} after ${type}`, name)
    }
    await (await browser.find('#article-text')).clear()
    await browser.reaches('ready')
    assert.equal(await shown(), '')
  })

  test('several dropped files become several articles', async () => {
    await browser.run(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([Uint8Array.of(0x93, 0x59, 0x65, 0x73, 0x2c, 0x94), ' said Ana Ruiz.'], 'old.txt'))
      dataTransfer.items.add(new File(['<p>“No,” said Bill Hadley.</p><script>1</' + 'script>'], 'page.html'))
      document.querySelector('#desk').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })
    await browser.until(() => document.querySelector('#article-text').value.startsWith('“Yes,”'), 'the first file')
    await browser.reaches('annotated')
    await browser.click('#recent-button')
    await browser.until(() => /“No,” said Bill Hadley\./.test(document.querySelector('#recent').textContent), 'the second among the recent ones')
    await browser.press('\uE00C')
  })

  /** Drops files, each given by its name and content, where the bytes are too many for the driver by their number. @param {Record<string, string | number>} files */
  const drop = (files) =>
    browser.run((files) => {
      const dataTransfer = new DataTransfer()
      for (const [name, content] of files) {
        dataTransfer.items.add(new File([typeof content === 'number' ? 'word '.repeat(content / 5) : content], name))
      }
      document.querySelector('#desk').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      // Drivers do not keep the order of an object's keys.
    }, Object.entries(files))
  const told = () => browser.texts('#file-report p')

  test('files that are too long, empty or no text are named, with the reason, and the article stays', async () => {
    const before = await boxed()
    const refused = {
      'archive.txt': [25_000_000, /archive\.txt is too long.*25,000,000 bytes.*6,000,000 characters/],
      'year.txt': [20_000_000, /year\.txt is too long.*20,000,000 characters.*6,000,000/],
      'photo.jpg': ['\u0001\u0002\u0003\u0004'.repeat(500), /photo\.jpg is not plain text.*copy the words/],
      'report.pdf': [`%PDF-1.7 ${'obj '.repeat(3000)}`, /report\.pdf is not plain text/],
      'nothing.txt': [' \n', /nothing\.txt is empty/],
    }
    for (const [name, [content, words]] of Object.entries(refused)) {
      await drop({ [name]: /** @type {string | number} */ (content) })
      await browser.until((name) => document.querySelector('#file-report').textContent.includes(name), `the words about ${name}`, name)
      assert.match((await told()).join(), /** @type {RegExp} */ (words))
    }
    assert.equal(await boxed(), before)
  })

  test('of several files the unreadable ones are named, and the others are opened', async () => {
    await drop({ 'photo.jpg': '\u0001\u0002'.repeat(500), 'first.txt': '“Early,” said Ana Ruiz.', 'archive.txt': 25_000_000, 'last.txt': '“Late,” said Bill Hadley.' })
    await browser.until(() => document.querySelector('#article-text').value.startsWith('“Early,”'), 'the first file')
    await browser.reaches('annotated')
    await browser.until(() => document.querySelectorAll('#file-report p').length === 3, 'the words about the files')
    const [opened, photo, archive] = await told()
    assert.match(opened, /2 articles opened.*Recent/)
    assert.match(photo, /photo\.jpg/)
    assert.match(archive, /archive\.txt/)
    await browser.click('#recent-button')
    await browser.until(() => /“Late,” said Bill Hadley\./.test(document.querySelector('#recent').textContent), 'the last among the recent ones')
    await browser.press('\uE00C')
    await annotate(browser, '“Another,” said Ana Ruiz, and no file was read for it.')
    assert.deepEqual(await told(), [])
  })

  test('each sample opens from the menu', async () => {
    for (const name of /** @type {const} */ (['council', 'summit', 'science'])) {
      await browser.click('#samples-button')
      await browser.click(`[data-sample="${name}"]`)
      await browser.until((text) => document.querySelector('#article-text').value === text, `the sample ${name}`, sample(name))
      await browser.reaches('annotated')
      assert.ok(await browser.run(() => document.querySelectorAll('#annotated [data-attribution]').length > 4), name)
    }
  })

  test('a file is opened from the disk', async () => {
    await (await browser.find('#file-input')).sendKeys(`${root}www/samples/summit.txt`)
    await browser.until((text) => document.querySelector('#article-text').value === text, 'its text', sample('summit'))
    await browser.reaches('annotated')
  })

  test('typing is read after a pause', async () => {
    await set('')
    await browser.reaches('ready')
    await browser.run(() => document.querySelector('#article-text').focus())
    await browser.press('"We go," said Ana Ruiz.')
    await browser.until(() => document.querySelector('#annotated [data-attribution]'), 'the mark')
    assert.equal(await shown(), '"We go," said Ana Ruiz.')
  })

  test('an emptied box is ready for the next article', async () => {
    await set('   \n ')
    await browser.reaches('ready')
    assert.equal(await browser.run(() => document.querySelectorAll('#annotated [data-attribution], #quotes [data-goto]').length), 0)
  })

  const odd = {
    'only quotation marks': '"“”\'«»„"'.repeat(300),
    'a long line without a space': 'x'.repeat(300_000),
    'lone surrogates and NUL': 'a\ud800 "b\udc00 c," he said. \u0000 "אבג," said Ana Ruiz 👩‍👩‍👧.',
    'markup and templates': '"<img src=x onerror=window.ran=1>," said <script>window.ran=1</script> {{7*7}} javascript:alert(1)',
    'right-to-left overrides': '"\u202eWe go,\u202c" said \u202eAna\u202c Ruiz.',
  }
  for (const [name, text] of Object.entries(odd)) {
    test(`${name}: shown as it is`, async () => {
      await set(text)
      await browser.reaches('annotated')
      assert.ok(await browser.run(() => document.querySelector('#annotated').textContent === document.querySelector('#article-text').value))
      assert.equal(await browser.run(() => window.ran), null)
    })
  }

  test('binary is shown, and named as what it is', async () => {
    await set(Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * 7919) % 32)).join(''))
    await browser.reaches('annotated')
    assert.match((await browser.texts('#problem')).join(), /does not look like text/)
  })

  test('a text that is slow to set is kept in the box without being laid out there, until the reader asks for it', async () => {
    const seen = () => browser.run(() => document.querySelector('#huge').hidden && !document.querySelector('#article-text').classList.contains('is-huge'))
    await pasteAt('#article-text', `“We go,” said Ana Ruiz. ${'And so on. '.repeat(10_000)}`)
    await browser.reaches('annotated')
    assert.equal(await seen(), false)
    assert.ok(await browser.run(() => document.activeElement?.id === 'unfold'), 'the focus is out of the hidden box')
    await browser.click('#unfold')
    await browser.press('!')
    await browser.until(() => document.querySelector('#article-text').value.length === 110_025, 'the letter typed')
    assert.equal(await seen(), true)
    await set('')
    await browser.reaches('ready')
  })

  test('a paste of 20 MB is refused in plain words, and what was there stays, marks and all', async () => {
    for (const selector of ['#article-text', 'body']) {
      await annotate(browser, sample('science'))
      const marks = await browser.run(() => document.querySelectorAll('#annotated [data-attribution]').length)
      await browser.run(
        (selector) => {
          const field = document.querySelector(selector)
          if (selector === 'body') document.activeElement?.blur()
          else field.select()
          const clipboardData = { getData: (type) => (type === 'text/plain' ? 'word '.repeat(4_000_000) : '') }
          field.dispatchEvent(Object.defineProperty(new ClipboardEvent('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: clipboardData }))
        },
        selector,
      )
      await browser.reaches('error')
      assert.match((await browser.texts('#problem')).join(), /too long.*20,000,000 characters.*6,000,000 characters.*What was here before is still here/)
      assert.equal(await boxed(), sample('science'))
      assert.equal(await browser.run(() => document.querySelectorAll('#annotated [data-attribution]').length), marks)
    }
  })

  test('a text that is too long is refused in plain words and stays in the box', async () => {
    await browser.run(() => {
      const box = document.querySelector('#article-text')
      box.value = 'word '.repeat(1_200_001)
      box.dispatchEvent(new InputEvent('input', { bubbles: true }))
    })
    await browser.reaches('error')
    assert.match((await browser.texts('#problem')).join(), /too long.*6,000,005 characters.*6,000,000/)
    assert.equal(await browser.run(() => document.querySelector('#article-text').value.length), 6_000_005)
    assert.equal(await browser.run(() => document.querySelector('#unfold').hidden), true)
    await browser.click('#clear')
    await browser.reaches('ready')
    await annotate(browser, sample('science'))
    assert.deepEqual(await browser.texts('#problem'), [''])
  })
})
