// What the page works out from text and results: colours, filters, figures, words, files, links.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode, isSlowToSet, LONGEST_TEXT, looksBinary, refusal, textOfFile, tooLarge } from '../../www/page/files.js'
import { offTest } from '../../www/page/filters.js'
import { chooseLooks, initialsOf } from '../../www/page/palette.js'
import { articleFrom, linkTo } from '../../www/page/share.js'
import { countWords, findings, shares, supporters, timeline } from '../../www/page/summary.js'
import { citation, duration, found, missing, plainName, shorten, tally } from '../../www/page/wording.js'
import { result, text } from './fixtures/bridge.mjs'

test('each named speaker has a colour of their own, unnamed ones have none', () => {
  const looks = chooseLooks(result())
  assert.deepEqual([...looks.values()].map((one) => [one.slot, one.initials]), [[1, 'AR'], [0, 'C']])
})

test('a speaker keeps the colour when others come, and when renamed', () => {
  const before = chooseLooks(result())
  const next = result()
  next.speakers.unshift({ id: 's9', name: 'Bo Lee', named: true, role: null, mentions: [], attributions: ['a7', 'a8', 'a9'] })
  next.speakers[1].name = 'Ana B. Ruiz'
  const looks = chooseLooks(next, before)
  assert.equal(looks.get('s1')?.slot, 1)
  assert.equal(looks.get('s9')?.slot, 2)
})

test('initials tell speakers apart', () => {
  assert.deepEqual(['Ilse van der Meer', 'Xi Jinping', 'critics', 'el-Sayed', '王毅', '"?"'].map(initialsOf), ['IM', 'XJ', 'C', 'S', '王', '?'])
  const same = result()
  same.speakers[1].name = 'Abel Reed'
  same.speakers.push({ ...same.speakers[1], id: 's3', name: 'Ada Rowe' })
  assert.deepEqual([...chooseLooks(same).values()].map((one) => one.initials), ['AR', 'AR2', 'AR3'])
})

test('kinds, threshold and speaker each switch marks off', () => {
  const show = { direct: true, mixed: true, indirect: true, speakers: true, proposals: true }
  const shown = (/** @type {any} */ view) => {
    const off = offTest(result(), { show, threshold: 0, only: null, ...view })
    return [...['a1', 'a2', 'a3'].filter((id) => !off('attribution', id)), ...['p1'].filter((id) => !off('proposal', id))]
  }
  assert.deepEqual(shown({}), ['a1', 'a2', 'a3', 'p1'])
  assert.deepEqual(shown({ show: { ...show, direct: false } }), ['a1', 'a3', 'p1'])
  assert.deepEqual(shown({ threshold: 0.9 }), ['a1', 'a2', 'p1'])
  assert.deepEqual(shown({ only: 's2' }), ['a3'])
  assert.deepEqual(shown({ show: { ...show, proposals: false } }), ['a1', 'a2', 'a3'])
})

test('shares count quotes and words, most first', () => {
  assert.deepEqual(shares(text, result()).map((one) => [one.speaker.name, one.quotes, one.words]), [['Ana Ruiz', 2, 15], ['Critics', 1, 5]])
  assert.equal(countWords("don't stop—the I.M.F. isn’t"), 5)
})

test('findings come in the order of the text; the strip has each quote in its place', () => {
  assert.deepEqual(findings(result()).map((one) => one.key), ['a1', 'p1.1', 'a2', 'p1.2', 'a3'])
  const runs = timeline(text, result())
  assert.ok(runs.every((one) => one.from >= 0 && one.from < one.to && one.to <= 1))
})

test("a proposal's own quotes follow it until the next proposal or another speaker", () => {
  const analysis = result()
  const [entry] = analysis.proposals
  assert.deepEqual(entry.items.map((item) => supporters(analysis)(entry, item).map((one) => one.id)), [['a2'], []])
})

test('a time is told in seconds, and in minutes from one on', () => {
  assert.deepEqual([7_900, 60_000, 125_000].map(duration), ['7 s', '1 min 0 s', '2 min 5 s'])
})

test('the words say what was found and what was not', () => {
  assert.equal(found(result()), '3 quotes, 2 speakers, 2 of 3 proposals')
  const other = { ...result().proposals[0], id: 'p2', announced: null, items: result().proposals[0].items.slice(1) }
  assert.equal(found({ ...result(), proposals: [other] }), '3 quotes, 2 speakers, 1 proposal')
  assert.equal(found({ ...result(), proposals: [...result().proposals, other] }), '3 quotes, 2 speakers, 2 of 3 proposals, and 1 more')
  assert.equal(tally(result().proposals[0]), '3 proposals, 2 found')
  assert.equal(missing(result().proposals[0]), '1 other announced was not found in the text.')
  assert.equal(found({ unit: 'utf16', attributions: [], speakers: [], proposals: [] }), 'No quotes, speakers or proposals found in this text.')
  assert.equal(citation('"We  go."', 'Ana Ruiz', 'Mayor'), '"We go." — Ana Ruiz, Mayor')
  assert.equal(plainName('\u202eann\u202c'), 'ann')
  assert.ok(shorten('word '.repeat(60)).length <= 141)
})

test('files are read in the encodings that newspapers use', () => {
  assert.equal(decode(new TextEncoder().encode('“né”')), '“né”')
  assert.equal(decode(Uint8Array.of(0x6e, 0xe9)), 'né')
  assert.equal(decode(Uint8Array.of(0xff, 0xfe, 0x41, 0x00)), 'A')
  assert.equal(textOfFile('a.HTML', new TextEncoder().encode('<p>x'), (markup) => markup.toUpperCase()), '<P>X')
  assert.equal(textOfFile('a.md', new TextEncoder().encode('\ufeffa\r\nb'), String), 'a\nb')
})

test('what is no text or too long is told in plain words', () => {
  assert.ok(looksBinary('\u0000\u0001\u0002PNG\ufffd'.repeat(50)))
  assert.ok(!looksBinary(text) && !looksBinary('🌉'.repeat(100)))
  assert.equal(refusal(LONGEST_TEXT, ''), null)
  assert.equal(tooLarge({ name: 'a.txt', size: 4 * LONGEST_TEXT }), null)
  assert.match(refusal(LONGEST_TEXT + 1, '')?.what ?? '', /too long.*6,000,001/)
})

test('what a text box would be slow to set is known: long texts and long lines', () => {
  const line = `${'word '.repeat(100)}\n`
  assert.ok(!isSlowToSet('') && !isSlowToSet(line.repeat(1000)) && !isSlowToSet('x'.repeat(100_000)))
  assert.ok(isSlowToSet('x'.repeat(100_001)) && isSlowToSet(`${line.repeat(300)}${'x'.repeat(100_001)}\n${line}`) && isSlowToSet(line.repeat(2001)))
})

test('a link brings the article and its corrections back, and a damaged one says so', async () => {
  const shared = { text: `${text}\ud83c\udf09`, corrections: [/** @type {const} */ ({ kind: 'merge', from: 'Critics', into: 'Ana Ruiz' })] }
  const link = await linkTo('http://127.0.0.1:8000/?a#old', shared)
  assert.match(link, /^http:\/\/127\.0\.0\.1:8000\/\?a#article=[\w-]+$/)
  assert.deepEqual(await articleFrom(new URL(link).hash), shared)
  assert.equal(await articleFrom('#annotated'), null)
  await assert.rejects(articleFrom(new URL(link).hash.slice(0, -9)))
})
