// @ts-check
// One place in a text has three numbers: UTF-16 units in JavaScript, code points in files, positions in Web Annotations.
// The native program (its path in ARTICLE_ANNOTATOR) and the package must mean the same place on thousands of odd texts.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

const COUNT = 10_000
const PIECES = [
  'Ana Ruiz', 'Mayor', 'said', 'according to', 'she', 'called for', 'five proposals', 'First,', 'fares fall', 'that', '.', ',', '?', ':', '\n\n',
  '\n', '\r\n', '\r', '\u2028', '\u2029', '\t', '\u00a0', '\ufeff', '“', '”', '"', "'", '’', '«', '»', '👩‍👩‍👧', '😀', '🏳️‍🌈', '🇺🇳', 'é', 'e\u0301',
  'n\u0303\u0301', 'שלום', 'العربية', '\u202e', '\u2066', '中文。', '𝔘𝔫𝔦', 'ﬁ', 'İ', 'ß', '\ud83d', '\ude00', '\0', '\u{10ffff}', '\uffff',
  '“We will cut fares by a third 😀,” said Ana Ruiz.', '“E\u0301 pronto,” disse Ana.', 'Critics said that 𝔘 would fall.'
]

/** Numbers from 0 to 1, the same every time. @param {number} seed */
const numbers = seed => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

function texts() {
  const random = numbers(7)
  const piece = () => PIECES[Math.floor(random() * PIECES.length)] + (random() < 0.7 ? ' ' : '')
  return Array.from({ length: COUNT }, () => Array.from({ length: 2 + Math.floor(random() * 16) }, piece).join(''))
}

/** @param {string[]} texts @returns {any[]} */
function native(texts) {
  const program = process.env.ARTICLE_ANNOTATOR
  assert.ok(program, 'ARTICLE_ANNOTATOR names no program')
  // JSON.stringify writes lone surrogates as escapes, as JSON has it.
  const input = texts.map((text, id) => JSON.stringify({ id, text })).join('\n')
  const { status, stdout, stderr } = spawnSync(program, ['--format', 'jsonl'], { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
  assert.equal(status, 0, stderr)
  return stdout.trim().split('\n').map(line => JSON.parse(line))
}

/** All spans of a result, one after the other. @param {any} result @returns {[number, number][]} */
function spans({ attributions, speakers, proposals }) {
  return [
    ...attributions.flatMap((/** @type {any} */ one) => [...one.source, ...one.cue, ...one.content]),
    ...speakers.flatMap((/** @type {any} */ one) => one.mentions),
    ...proposals.flatMap((/** @type {any} */ one) => [...one.announcement, ...one.items.flatMap((/** @type {any} */ item) => [...item.content, ...item.cue])])
  ]
}

test(`${COUNT} texts: code points of the program, UTF-16 units of the package and positions of Web Annotations are one place`, async () => {
  const { annotate, toWebAnnotations } = await import(new URL('../../dist/npm/index.js', import.meta.url).href)
  const all = texts()
  const results = native(all)
  let compared = 0
  for (const [id, text] of all.entries()) {
    const result = await annotate(text)
    const points = Array.from(text)
    const [here, there] = [spans(result), spans(results[id])]
    assert.equal(results[id].id, id)
    assert.equal(here.length, there.length, JSON.stringify(text))
    here.forEach(([start, end], at) => {
      assert.deepEqual([start, end].map(unit => Array.from(text.slice(0, unit)).length), there[at], JSON.stringify(text))
      assert.equal(points.slice(...there[at]).join(''), text.slice(start, end))
      compared++
    })
    const places = toWebAnnotations(result, text).items.flatMap((/** @type {any} */ item) => item.target.map((/** @type {any} */ one) => one.selector))
    const contents = [results[id].attributions, results[id].proposals.flatMap((/** @type {any} */ one) => one.items)].flat().flatMap(one => one.content)
    assert.deepEqual(places.map((/** @type {any} */ [, { start, end }]) => [start, end]), contents, JSON.stringify(text))
    for (const [{ exact }, { start, end }] of places) assert.equal(exact, points.slice(start, end).join(''))
  }
  assert.ok(compared > COUNT, `only ${compared} places`)
})
