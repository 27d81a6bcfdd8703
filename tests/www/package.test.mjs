// @ts-check
// What `cargo xtask dist` writes: a package that names only files it has, and stays light.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { download, total } from '../../xtask/sizes.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'dist/npm')
const KILOBYTE = 1024
/** `import x from '…'`, `export{x}from'…'`, the closing line of a longer list, `import '…'`; each at a line's start or behind another. */
const IMPORT = /(?:^|;)(?:(?:import|export)\b[^'"\n;]*\bfrom|\}\s*from|import)\s*['"]([^'"]+)['"]/gm

const manifest = () => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

test('the package has the crate\'s version', () => {
  const crate = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.+)"$/m)
  assert.equal(manifest().version, crate?.[1])
})

test('every file that package.json names is there', () => {
  const { main, module, types, customElements, exports } = manifest()
  const named = [main, module, types, customElements, ...Object.values(exports).flatMap((one) => (typeof one === 'string' ? one : Object.values(one)))]
  for (const file of named) assert.ok(existsSync(join(folder, file)), `${file} is missing`)
})

test('npm packs every file of the folder, and takes the manifest as it is', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' })
  assert.equal(status, 0, stderr)
  const [{ name, files }] = JSON.parse(stdout)
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  assert.equal(name, manifest().name)
  assert.equal(files.length, all.length)
  assert.doesNotMatch(stderr, /auto-corrected|errors corrected/)
})

for (const [module, moduleResolution] of [['NodeNext', 'NodeNext'], ['ESNext', 'Bundler']]) {
  test(`a strict consumer in TypeScript compiles against the package as installed (${moduleResolution})`, (test) => {
    const consumer = mkdtempSync(join(tmpdir(), 'consumer-'))
    test.after(() => rmSync(consumer, { recursive: true }))
    mkdirSync(join(consumer, 'node_modules'))
    cpSync(folder, join(consumer, 'node_modules/article-annotator'), { recursive: true })
    cpSync(join(root, 'tests/types/consumer.ts'), join(consumer, 'consumer.ts'))
    writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }')
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--target', 'ES2022', '--noEmit']
    const compiler = join(root, 'tests/node_modules/typescript/bin/tsc')
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...strict, '--module', module, '--moduleResolution', moduleResolution, 'consumer.ts'], { cwd: consumer, encoding: 'utf8' })
    assert.equal(status, 0, stdout)
  })
}

test('every module imports files of the package by address alone', () => {
  const modules = readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.js'))
  assert.ok(modules.length > 5)
  for (const file of modules) {
    const source = readFileSync(join(folder, file), 'utf8')
    for (const [, address] of source.matchAll(IMPORT)) {
      assert.match(address, /^\.\.?\//, `${file} imports ${address}`)
      assert.ok(existsSync(join(folder, dirname(file), address)), `${file} imports ${address}, which is missing`)
    }
  }
})

test('the worker is one file, too large for bundlers to put into an address', () => {
  const worker = readFileSync(join(folder, 'engine/worker.js'), 'utf8')
  assert.deepEqual([...worker.matchAll(IMPORT)].map(([line]) => line), [])
  assert.match(worker, /load_weights/)
  assert.ok(worker.length > 4 * KILOBYTE)
})

test('where a page is rendered on a server the element is imported and defines nothing', async () => {
  const { ArticleAnnotatorElement } = await import(pathToFileURL(join(folder, 'element.js')).href)
  assert.equal(typeof ArticleAnnotatorElement, 'function')
  assert.equal('customElements' in globalThis, false)
})

const loaded = () => download(join(folder, 'index.js'), join(folder, 'element.js'))

test('all that a browser loads stays below 790 KB with brotli', async (test) => {
  const sum = total(await loaded()) / KILOBYTE
  test.diagnostic(`${sum.toFixed(0)} KB with brotli`)
  assert.ok(sum > 10, 'something is there')
  assert.ok(sum < 790, `${sum.toFixed(0)} KB`)
})

test('what is loaded before the first marks stays below 320 KB with brotli', async (test) => {
  const first = (await loaded()).filter(({ path }) => !path.endsWith('weights.bin'))
  const sum = total(first) / KILOBYTE
  test.diagnostic(`${sum.toFixed(0)} KB with brotli`)
  assert.ok(sum > 10, 'something is there')
  assert.ok(sum < 320, `${sum.toFixed(0)} KB`)
})

test('a published site carries a version of its content', () => {
  const worker = readFileSync(join(root, 'dist/site/service-worker.js'), 'utf8')
  assert.match(worker, /^const VERSION = '[0-9a-f]{16}'$/m)
})
