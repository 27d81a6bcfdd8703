// The service worker's list of files is what the page is made of: nothing missing, nothing that is not there.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const www = new URL('../../www/', import.meta.url)
const source = readFileSync(new URL('service-worker.js', www), 'utf8')
const listed = [...(source.match(/const FILES = \[(.*?)\]/s)?.[1] ?? '').matchAll(/'(.+?)'/g)].map(([, name]) => name)

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(new URL(`${folder}/`, www), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/LICENSE|\.d\.ts$|^package\.json$|^types\.js$|^screenshot\.png$/.test(one.name))
    .map((one) => `${one.parentPath}/${one.name}`.slice(www.pathname.length).replaceAll('//', '/'))

test('every file of the page is kept for later without a network', () => {
  const rooms = ['page', 'engine', 'vendor', 'samples', 'icons'].flatMap(filesIn)
  const expected = ['./', 'bookmarklet.js', 'element/main-text.js', 'demo.css', 'demo.js', 'start.js', 'manifest.webmanifest', 'pkg/article_annotator.js', 'pkg/article_annotator_bg.wasm', 'pkg/weights.bin', ...rooms]
  assert.deepEqual(listed.toSorted(), expected.toSorted())
})

test('every file of the list is there', () => {
  for (const name of listed) assert.ok(name === './' || name.startsWith('pkg/') || existsSync(new URL(name, www)), name)
})

test("the page's policy names no foreign origin, no inline code and asks for Trusted Types", () => {
  const policy = readFileSync(new URL('index.html', www), 'utf8').match(/Content-Security-Policy" content="(.+?)"/)?.[1] ?? ''
  assert.match(policy, /default-src 'self'/)
  assert.match(policy, /require-trusted-types-for 'script'/)
  assert.doesNotMatch(policy, /https?:|\*|unsafe-inline|'unsafe-eval'|data:|blob:/)
})

test('no file of the page puts text in as markup, or styles and scripts in line', () => {
  for (const name of listed.filter((one) => /^(page|demo|start|engine)/.test(one) && one.endsWith('.js'))) {
    assert.doesNotMatch(readFileSync(new URL(name, www), 'utf8'), /\.(?:inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name)
  }
  assert.doesNotMatch(readFileSync(new URL('index.html', www), 'utf8'), /<style|\sstyle=|\son\w+=|<script(?! type="module" src)/)
})
