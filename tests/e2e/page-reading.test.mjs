// @ts-check
// A person pastes an article and reads it: marks, notes, lists, keys, filters.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inEveryBrowser } from './browsers.mjs'
import { annotate, countIs, openFresh, sample, servePage } from './page.mjs'

inEveryBrowser('reading an article', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => {
    site = await servePage()
    await openFresh(browser, site.url)
  })
  after(() => site.close())

  test('the first screen says what the page does and shows it on a sample', async () => {
    const [promise] = await browser.texts('.promise')
    assert.match(promise, /quotes, who said each one, and what was proposed/)
    assert.match(promise, /Nothing you paste leaves this browser/)
    assert.ok((await browser.findAll('#annotated [data-attribution]')).length > 5)
    assert.equal(await browser.run(() => document.querySelector('#article-text').value), '')
    assert.ok(await browser.run(() => [...document.querySelectorAll('#annotated [data-attribution]')].some((one) => one.getBoundingClientRect().bottom < innerHeight)), 'a mark on the first screen')
  })

  test('a pasted summit report shows its quotes, speakers and five proposals, and all of its text', async () => {
    const text = sample('summit')
    await annotate(browser, text)
    assert.equal(await browser.run(() => document.querySelector('#annotated').textContent), await browser.run(() => document.querySelector('#article-text').value))
    const ordinals = await browser.run(() => [...new Set([...document.querySelectorAll('#annotated [data-proposal]')].map((one) => one.dataset.ordinal))].sort())
    assert.deepEqual(ordinals, ['1', '2', '3', '4', '5'])
    assert.match((await browser.texts('#proposals .tally')).join(), /5 proposals, 5 found/)
    assert.ok((await browser.findAll('#quotes [data-goto]')).length >= 12)
    assert.match((await browser.texts('#status')).join(), /\d+ quotes, \d+ speakers, 5 of 5 proposals/)
  })

  test('the elements of each attribution cover exactly its content', async () => {
    const wrong = await browser.run(async () => {
      const { annotate } = await import(new URL('engine/annotator.js', document.baseURI).href)
      const text = document.querySelector('#article-text').value
      const { attributions, proposals } = await annotate(text)
      const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => !one.parentElement.closest(selector)).map((one) => one.textContent).join('')
      const cut = (spans) => spans.map(([start, end]) => text.slice(start, end)).join('')
      const quotes = attributions.filter((one) => shown(`#annotated [data-attribution="${one.id}"]`) !== cut(one.content) || shown(`#annotated [data-source="${one.id}"]`) !== cut(one.source))
      const items = proposals.flatMap((one) => one.items.filter((item) => shown(`#annotated [data-proposal="${one.id}"][data-ordinal="${item.ordinal}"]`) !== cut(item.content)))
      return [...quotes, ...items]
    })
    assert.deepEqual(wrong, [])
  })

  for (const list of ['#quotes', '#proposals']) {
    test(`a click in ${list} scrolls to its place and focuses it`, async () => {
      await browser.run((list) => [...document.querySelectorAll(`${list} [data-goto]`)].at(-1).scrollIntoView(), list)
      const key = await browser.run((list) => [...document.querySelectorAll(`${list} [data-goto]`)].at(-1).dataset.goto, list)
      await browser.click(`${list} [data-goto="${key}"]`)
      const { focused, inView } = await browser.run(() => {
        const { dataset } = document.activeElement
        const { top, bottom } = document.activeElement.getBoundingClientRect()
        return { focused: dataset.attribution ?? `${dataset.proposal}.${dataset.ordinal}`, inView: top >= 0 && bottom <= innerHeight }
      })
      assert.equal(focused, key)
      assert.ok(inView)
    })
  }

  test('j and k step through the findings and tell where one is', async () => {
    await browser.run(() => document.querySelector('#quotes [data-goto]').click())
    const first = await here()
    await browser.press('j')
    const second = await here()
    assert.notEqual(second, first)
    assert.match((await browser.texts('#status')).join(), /^\d+ of \d+: /)
    await browser.press('k')
    assert.equal(await here(), first)
  })

  test('Enter opens the popover, which says who and how the quote was found; Escape closes it', async () => {
    await browser.run(() => document.querySelector('#quotes [data-goto]').click())
    await browser.press('\uE007')
    await browser.until(() => document.querySelector('#detail').matches(':popover-open'), 'the popover')
    const [words] = await browser.texts('#detail')
    assert.match(words, /How found.{4,}How sure/s)
    await browser.press('\uE00C')
    await browser.until(() => !document.querySelector('#detail').matches(':popover-open'), 'its end')
    assert.ok(await browser.run(() => document.activeElement.hasAttribute('data-attribution')))
  })

  test('margin notes stand beside the lines where quotes begin', async () => {
    await browser.run(() => document.querySelector('#quotes [data-goto]').click())
    await browser.until(() => document.querySelector('#margin .note'), 'a note')
    const distance = await browser.run(() => {
      const note = document.querySelector('#margin .note')
      const mark = document.querySelector(`#annotated [data-attribution="${note.dataset.note}"]`)
      return Math.abs(note.getBoundingClientRect().top - mark.getClientRects()[0].top)
    })
    assert.ok(distance < 12, `${distance} pixels apart`)
  })

  test('1 shows only the first speaker, 0 all again', async () => {
    const all = (await browser.findAll('#quotes [data-goto]')).length
    await browser.run(() => document.querySelector('#annotated').focus())
    await browser.press('1')
    await browser.until((all) => document.querySelectorAll('#quotes [data-goto]').length < all, 'fewer quotes', all)
    assert.equal(await browser.run(() => document.querySelector('#speakers [aria-pressed="true"]')?.closest('li') === document.querySelector('#speakers li')), true)
    assert.ok(await browser.run(() => document.querySelector('#annotated .attribution.is-off')))
    assert.match((await browser.texts('#status')).join(), /^Only .+: \d+ quotes?/)
    await browser.click('#show-all')
    await browser.until((all) => document.querySelectorAll('#quotes [data-goto]').length === all, 'all quotes', all)
    await browser.press('1')
    await browser.until((all) => document.querySelectorAll('#quotes [data-goto]').length < all, 'fewer quotes', all)
    await browser.press('0')
    await browser.until((all) => document.querySelectorAll('#quotes [data-goto]').length === all, 'all quotes', all)
  })

  test('the legend switches kinds of quotes off and on, and the threshold the doubtful ones', async () => {
    await browser.run(() => document.querySelector('[data-show="direct"]').click())
    assert.equal(await browser.run(() => document.querySelectorAll('#annotated [data-kind="direct"]:not(.is-off)').length), 0)
    await browser.run(() => document.querySelector('[data-show="direct"]').click())
    assert.ok(await browser.run(() => document.querySelectorAll('#annotated [data-kind="direct"]:not(.is-off)').length))
    await browser.run(() => {
      const range = document.querySelector('#threshold')
      range.value = '100'
      range.dispatchEvent(new Event('input', { bubbles: true }))
    })
    assert.equal(await browser.run(() => document.querySelectorAll('#annotated .attribution:not(.is-off)').length), 0)
    await browser.run(() => {
      const range = document.querySelector('#threshold')
      range.value = '0'
      range.dispatchEvent(new Event('input', { bubbles: true }))
    })
  })

  test('focus on a speaker shows every mention of them', async () => {
    await browser.run(() => {
      const name = document.querySelector('#speakers .name')
      name.focus()
      // A window in the background focuses elements without events, or has them later.
      name.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
    })
    await browser.until(() => {
      const id = document.querySelector('#speakers li').dataset.speaker
      const all = [...document.querySelectorAll(`#annotated [data-mention="${id}"], #annotated [data-tie~="${id}"]`)]
      return all.length > 0 && all.every((one) => one.classList.contains('is-tied'))
    }, 'every mention shown')
    assert.ok(await browser.run(() => [...document.querySelectorAll('#annotated .mention')].some((one) => /^(he|she)$/i.test(one.textContent) && /^[A-Z]\S+ [A-Z]/.test(one.title))), 'a pronoun says who it stands for')
  })

  test('whatever the pointer is on shows all that is tied to it, in the text, the margin and the lists', async () => {
    const tied = (/** @type {string} */ selector) =>
      browser.run((selector) => {
        document.querySelector(selector).dispatchEvent(new PointerEvent('pointermove', { bubbles: true }))
        return [...document.querySelectorAll('.is-tied')].map((one) => one.closest('#annotated, #margin, #speakers, #quotes, #proposals')?.id)
      }, selector)
    await browser.run(() => document.querySelector('#annotated [data-attribution]').scrollIntoView())
    await browser.until(() => document.querySelector('#margin .note'), 'a note')
    for (const from of ['#margin .note', '#quotes [data-goto]', '#annotated [data-attribution]', '#annotated [data-source]']) {
      const places = await tied(from)
      for (const place of ['annotated', 'speakers', 'quotes']) assert.ok(places.includes(place), `${place} from ${from}`)
    }
    for (const from of ['#annotated [data-proposal]', '#proposals [data-goto]']) {
      const places = await tied(from)
      for (const place of ['annotated', 'speakers', 'proposals']) assert.ok(places.includes(place), `${place} from ${from}`)
    }
  })

  for (const id of ['samples', 'take-away']) {
    test(`the menu ${id} opens at its button, inside the window`, async () => {
      await browser.click(`#${id}-button`)
      const placed = (/** @type {string} */ id) => {
        const menu = document.querySelector(`#${id}`)
        if (!menu.matches(':popover-open')) return false
        const { top, bottom, left, right } = menu.getBoundingClientRect()
        const button = document.querySelector(`#${id}-button`).getBoundingClientRect()
        const near = Math.min(Math.abs(top - button.bottom), Math.abs(button.top - bottom))
        return near < 12 && Math.abs(left - button.left) < 12 && top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
      }
      await browser.until(placed, 'the menu at its button', id)
      await browser.press('\uE00C')
      await browser.until((id) => !document.querySelector(`#${id}`).matches(':popover-open'), 'its end', id)
    })
  }

  test('the article is set to a measure of 60 to 75 characters, and no sign of a speaker stands alone on a line', async () => {
    const lines = await browser.run(() => {
      const counts = []
      for (const block of document.querySelectorAll('#annotated .paragraph')) {
        const { paddingTop, paddingBottom, lineHeight } = getComputedStyle(block)
        const lines = Math.round((block.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight))
        // The last line is as long as it happens to be: half a line, on the whole.
        if (lines > 1) counts.push([block.textContent.trim().length, lines - 0.5])
      }
      return counts
    })
    const sum = (/** @type {number} */ which) => lines.reduce((/** @type {number} */ all, /** @type {number[]} */ one) => all + one[which], 0)
    const measure = sum(0) / sum(1)
    assert.ok(measure >= 60 && measure <= 75, `${measure} characters a line`)
    const alone = await browser.run(() => [...document.querySelectorAll('#annotated .attribution.is-last')].map((one) => getComputedStyle(one, '::after').content).filter((words) => !/^"\u2060\u202f/.test(words)))
    assert.deepEqual(alone, [])
  })

  test('? shows the keys', async () => {
    await browser.run(() => document.querySelector('#annotated').focus())
    await browser.press('?')
    await browser.until(() => document.querySelector('#keys').open, 'the list of keys')
    assert.match((await browser.texts('#keys')).join(), /next \/ previous finding/)
    await browser.press('\uE00C')
  })

  test('the overview counts each speaker’s quotes and words, longest bar first, and named and unnamed sources', async () => {
    const shares = await browser.texts('#speakers .share')
    const words = shares.map((/** @type {string} */ one) => Number(/^\d+ quotes?, (\d+) words?$/.exec(one)?.[1]))
    assert.ok(words.length > 2 && words.every((/** @type {number} */ count) => count >= 0), shares.join())
    const bars = await browser.run(() => [...document.querySelectorAll('#speakers .share rect')].map((bar) => Number(bar.getAttribute('width'))))
    assert.equal(bars[words.indexOf(Math.max(...words))], 100)
    const [named, unnamed] = (await browser.texts('#figures'))[0].match(/\d+/g)?.map(Number) ?? []
    assert.equal(named + unnamed, shares.length)
  })

  test('the strip leads to who speaks there', async () => {
    await browser.run(() => {
      const picture = document.querySelector('#strip svg')
      const { left, width, top } = picture.getBoundingClientRect()
      picture.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: left + width * 0.99, clientY: top + 2 }))
    })
    assert.ok(await browser.run(() => document.activeElement.hasAttribute('data-attribution')))
  })

  test('on a phone the lists fold into a sheet and nothing is wider than the screen', async () => {
    await browser.resize(420, 800)
    await browser.until(() => innerWidth < 720, 'a narrow window')
    assert.ok(await browser.run(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
    await browser.click('#sheet-handle')
    assert.ok(await browser.run(() => document.querySelector('#quotes').getClientRects().length > 0))
    await browser.run(() => document.querySelector('#quotes [data-goto]').click())
    assert.ok(await browser.run(() => document.activeElement.hasAttribute('data-attribution')))
    assert.equal(await browser.run(() => document.querySelector('#sheet-handle').getAttribute('aria-expanded')), 'false')
    await browser.resize(1280, 900)
  })

  test('of ninety proposals by one speaker the first are listed, the others when asked for', async () => {
    await annotate(browser, Array.from({ length: 90 }, (_, index) => `Ana Ruiz called for ${index + 2} new ferries to be built in harbour ${index}.`).join('\n\n'))
    await countIs(browser, '#annotated [data-proposal]', 90)
    const listed = () => browser.run(() => document.querySelectorAll('#proposals [data-goto]').length)
    assert.equal(await listed(), 60)
    assert.deepEqual(await browser.texts('#proposals .more'), ['Show more of 90'])
    await browser.click('#proposals .more button')
    assert.equal(await listed(), 90)
  })

  test('numbers of proposals that fall on one line do not cover each other', async () => {
    await annotate(browser, 'Ana Ruiz made two demands: first, build a pier; second, cut all fares.\n\nTom Okafor called for lower fares in spring.\n\nHe called for longer nights.')
    await countIs(browser, '#annotated [data-proposal].is-first', 4)
    const numbers = await browser.run(() =>
      [...document.querySelectorAll('#annotated :is([data-proposal], [data-announcement]).is-first')].map((mark) => {
        const { position, height } = getComputedStyle(mark, '::before')
        return { inGutter: position === 'absolute', top: mark.getClientRects()[0].top, height: parseFloat(height) }
      }),
    )
    assert.deepEqual(numbers.map(({ inGutter }) => inGutter), [false, false, false, true, true])
    const [above, below] = numbers.slice(3)
    assert.ok(below.top - above.top >= above.height)
  })

  test('no request left for another origin', async () => {
    assert.deepEqual(await browser.foreignRequests(), [])
  })

  /** @returns {Promise<string>} */
  const here = () => browser.run(() => `${document.activeElement.dataset.attribution}/${document.activeElement.dataset.proposal}.${document.activeElement.dataset.ordinal}`)
})
