import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { codePointCounter } from '../../www/engine/code-points.js'
import { VERSION } from '../../www/engine/version.js'
import { toWebAnnotations } from '../../www/engine/web-annotations.js'
import { result, text } from './fixtures/ferry.mjs'

const SOURCE = 'https://example.org/ferry'
const page = /** @type {any} */ (toWebAnnotations(result, text, { source: SOURCE }))
const annotations = /** @type {any[]} */ (page.items)

test('there is one Web Annotation for each quote and each proposal', () => {
  assert.deepEqual([page['@context'], page.type, annotations.length], ['http://www.w3.org/ns/anno.jsonld', 'AnnotationPage', 3])
  for (const annotation of annotations) {
    assert.equal(annotation['@context'], 'http://www.w3.org/ns/anno.jsonld')
    assert.equal(annotation.type, 'Annotation')
    for (const name of ['motivation', 'creator', 'generator', 'body', 'target']) assert.ok(annotation[name], name)
    assert.ok(URL.canParse(annotation.id))
  }
  assert.equal(new Set(annotations.map(({ id }) => id)).size, 3)
})

test('positions count code points, and the quoted words are found by them and between their context', () => {
  const points = Array.from(text)
  for (const target of annotations.flatMap(({ target }) => target)) {
    const [quote, position] = target.selector
    assert.equal(target.source, SOURCE)
    assert.equal(points.slice(position.start, position.end).join(''), quote.exact)
    assert.ok(text.includes(quote.prefix + quote.exact + quote.suffix))
  }
})

test('a context never begins or ends inside a character', () => {
  for (const { selector: [quote] } of annotations.flatMap(({ target }) => target)) {
    assert.ok(quote.prefix.isWellFormed?.() ?? true, quote.prefix)
    assert.ok(quote.suffix.isWellFormed?.() ?? true, quote.suffix)
  }
})

test('the speaker and the kind are in the body', () => {
  const bodies = annotations.map(({ body }) => body.map((/** @type {any} */ { purpose, value, selector }) => [purpose, value ?? selector[0].exact]))
  assert.deepEqual(bodies[0], [['tagging', 'direct quote'], ['identifying', 'Ana Ruiz'], ['describing', 'mayor'], ['identifying', 'Ana Ruiz']])
  assert.deepEqual(bodies[1], [['tagging', 'proposal'], ['describing', '1 of 2 proposals'], ['identifying', 'Ana Ruiz']])
})

test('the version is the crate\'s', () => {
  const manifest = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8')
  assert.equal(VERSION, manifest.match(/^version = "(.+)"$/m)?.[1])
})

test('code points are counted as a string iterates, lone surrogates too', () => {
  for (const sample of ['', 'abc', '🚢a🚢', '\uD83D', 'a\uDE00b\uD83D', 'é👩‍👩‍👧x']) {
    const offsets = Array.from({ length: sample.length + 1 }, (_, index) => index)
    const counter = codePointCounter(sample, offsets.toReversed())
    let offset = 0
    let count = 0
    for (const character of sample) {
      assert.equal(counter(offset), count++)
      offset += character.length
    }
    assert.equal(counter(sample.length), count)
  }
})
