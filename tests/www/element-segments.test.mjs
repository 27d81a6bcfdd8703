import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingOf, findingsOf } from '../../www/element/findings.js'
import { marksOf, segmentsOf } from '../../www/element/segments.js'
import { result, text } from './fixtures/ferry.mjs'

const words = (/** @type {{ start: number, end: number }} */ { start, end }) => text.slice(start, end)
const layers = (/** @type {string} */ layer) => marksOf(result).filter((mark) => mark.layer === layer).map(words)

test('every span of a result is one mark of its layer', () => {
  assert.deepEqual(layers('quote'), ['"We must buy two boats', 'and mend the pier,"'])
  assert.deepEqual(layers('cue'), ['said'])
  assert.deepEqual(layers('speaker'), ['Ana Ruiz'])
  assert.deepEqual(layers('proposal'), ['buy two boats', 'mend the pier'])
})

test('only the subjects asked for are marked', () => {
  const shown = (/** @type {any} */ ...subjects) => new Set(marksOf(result, subjects).map(({ layer }) => layer))
  assert.deepEqual(shown('speakers'), new Set(['speaker']))
  assert.deepEqual(shown('quotes'), new Set(['quote', 'cue']))
  assert.deepEqual(shown('proposals'), new Set(['proposal']))
  assert.deepEqual(shown(), new Set())
})

test('marks stand in text order, the outer before the inner', () => {
  const marks = marksOf(result)
  for (const [before, after] of marks.slice(1).map((mark, index) => [marks[index], mark])) {
    assert.ok(before.start < after.start || (before.start === after.start && before.end >= after.end))
  }
})

test('segments are disjoint, in order, and name exactly the marks above them', () => {
  const marks = marksOf(result)
  const segments = segmentsOf(marks)
  segments.slice(1).forEach(({ start }, index) => assert.ok(start >= segments[index].end))
  for (let offset = 0; offset < text.length; offset++) {
    const above = marks.filter(({ start, end }) => start <= offset && offset < end)
    const segment = segments.find(({ start, end }) => start <= offset && offset < end)
    assert.deepEqual(new Set(segment?.marks ?? []), new Set(above), `at ${offset}: ${text.slice(offset, offset + 10)}`)
  }
})

test('an empty span and an empty result mark nothing', () => {
  assert.deepEqual(segmentsOf([]), [])
  const empty = { ...result, proposals: [], attributions: [{ ...result.attributions[0], source: [], cue: [], content: [[4, 4]] }] }
  assert.deepEqual(marksOf(/** @type {any} */ (empty)), [])
})

test('a split quote is one finding, found from any of its marks', () => {
  const marks = marksOf(result)
  const findings = findingsOf(result, marks)
  assert.deepEqual(findings.map(words), ['"We must buy two boats', 'buy two boats', 'mend the pier'])
  const cue = marks.find(({ layer }) => layer === 'cue')
  assert.equal(findingOf(findings, /** @type {any} */ (cue)), findings[0])
})
