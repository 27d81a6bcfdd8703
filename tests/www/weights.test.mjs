// @ts-check
// The weights are a file of their own: what comes before them, and what happens where they are missing or are not these.

import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

const published = fileURLToPath(new URL('../../dist/npm', import.meta.url))
const weights = readFileSync(join(published, 'pkg/weights.bin'))
const TEXT = '“We will cut fares by a third,” said Mayor Ana Ruiz on Monday. Critics worried that the plan would cost too much.'

/**
 * The package with other weights, or none.
 *
 * @param {import('node:test').TestContext} test
 * @param {Uint8Array | null} bytes
 */
async function packageWith(test, bytes) {
  const folder = mkdtempSync(join(tmpdir(), 'article-annotator-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(published, folder, { recursive: true })
  const put = (/** @type {Uint8Array | null} */ bytes) => {
    const file = join(folder, 'pkg/weights.bin')
    bytes ? writeFileSync(file, bytes) : rmSync(file)
  }
  put(bytes)
  return { put, engine: await import(pathToFileURL(join(folder, 'index.js')).href) }
}

/** @param {any} result */
const contents = (result) => result.attributions.map((/** @type {any} */ { content: [[start, end]] }) => TEXT.slice(start, end))

test('with its weights at hand the result comes at once, quoted and reported', async (test) => {
  const { engine } = await packageWith(test, weights)
  assert.equal(contents(await engine.annotate(TEXT)).length, 2)
})

const another = Uint8Array.from(weights, (byte, at) => (at === weights.length - 1 ? byte ^ 1 : byte))
for (const [name, bytes, reason] of /** @type {const} */ ([
  ['missing', null, /could not be loaded: .*weights\.bin/],
  ['cut short', weights.subarray(0, 5000), /could not be loaded: its weights are damaged or of another version/],
  ['of another version', another, /could not be loaded: its weights are damaged or of another version/],
])) {
  test(`weights ${name}: what structure tells comes first, then a plain error, and the next call works once they are there`, async (test) => {
    const { engine, put } = await packageWith(test, bytes)
    /** @type {any[]} */
    const previews = []
    const onPreview = (/** @type {any} */ preview) => previews.push(preview)
    await assert.rejects(engine.annotate(TEXT, { onPreview }), reason)
    assert.deepEqual(previews.map(contents), [['“We will cut fares by a third,”']])
    assert.equal(previews[0].speakers[0].name, 'Ana Ruiz')
    await assert.rejects(engine.annotate(TEXT), reason)
    put(weights)
    const result = await engine.createAnnotator().annotate(TEXT)
    assert.deepEqual(contents(result).slice(0, 1), ['“We will cut fares by a third,”'])
    assert.equal(result.attributions.length, 2)
  })
}
