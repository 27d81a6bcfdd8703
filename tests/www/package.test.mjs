// @ts-check
// What `cargo xtask dist` writes: a package that names only files it has, and stays light.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sizes, total } from '../../xtask/sizes.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'dist/npm')
const KILOBYTE = 1024

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

test('every module imports files of the package by address alone', () => {
  const modules = sizes(folder).filter(({ file }) => file.endsWith('.js'))
  assert.ok(modules.length > 5)
  for (const { file } of modules) {
    const source = readFileSync(join(folder, file), 'utf8')
    for (const [, address] of source.matchAll(/^\s*(?:import|export)\s[^'"\n;]*?(?:from\s*)?['"]([^'"]+)['"]/gm)) {
      assert.match(address, /^\.\.?\//, `${file} imports ${address}`)
      assert.ok(existsSync(join(folder, dirname(file), address)), `${file} imports ${address}, which is missing`)
    }
  }
})

test('all that a browser loads is at most 350 KB with brotli', () => {
  const sum = total(sizes(folder))
  assert.ok(sum > 10 * KILOBYTE, 'something is there')
  assert.ok(sum <= 350 * KILOBYTE, `${(sum / KILOBYTE).toFixed(0)} KB`)
})

test('a published site carries a version of its content', () => {
  const worker = readFileSync(join(root, 'dist/site/service-worker.js'), 'utf8')
  assert.match(worker, /^const VERSION = '[0-9a-f]{16}'$/m)
})
