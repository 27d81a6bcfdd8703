// @ts-check
// What a browser fetches for a module: the file, what it imports, and what it names by `new URL(…, import.meta.url)`.
// As a program: `node download.mjs ENTRY KILOBYTES` prints the files and fails where they are more, brotli-compressed.

import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

/** @typedef {{ path: string, bytes: number, brotli: number }} Fetched */

const NAMED = [/\bfrom\s*['"](\.[^'"]+)['"]/g, /\bimport\s*\(?\s*['"](\.[^'"]+)['"]/g, /new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g]

/**
 * Every file that is fetched for the module at `entry`, that one first.
 *
 * @param {string} entry
 * @returns {Promise<Fetched[]>}
 */
export async function download(entry) {
  const waiting = [pathToFileURL(entry).href]
  const seen = new Set(waiting)
  /** @type {Fetched[]} */
  const fetched = []
  for (const url of waiting) {
    const path = fileURLToPath(url)
    const bytes = await readFile(path)
    fetched.push({ path, bytes: bytes.length, brotli: compressed(bytes) })
    if (!/\.m?js$/.test(path)) continue
    for (const name of namesIn(bytes.toString())) {
      const next = new URL(name, url).href
      if (!seen.has(next)) waiting.push(next)
      seen.add(next)
    }
  }
  return fetched
}

/**
 * Bytes of `bytes` after brotli at its best.
 *
 * @param {Uint8Array} bytes
 */
export function compressed(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  return brotliCompressSync(bytes, { params }).length
}

/** @param {string} source */
function namesIn(source) {
  const code = source.replace(/\/\*[^]*?\*\//g, '')
  return NAMED.flatMap((pattern) => Array.from(code.matchAll(pattern), (match) => match[1]))
}

/** @param {Fetched[]} files */
export function total(files) {
  return files.reduce((sum, { brotli }) => sum + brotli, 0)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [entry, budget] = process.argv.slice(2)
  const files = await download(entry)
  for (const { path, bytes, brotli } of files) console.log(`${brotli}\t${bytes}\t${path}`)
  const kilobytes = total(files) / 1000
  console.log(`${kilobytes.toFixed(1)} KB of ${budget} KB`)
  process.exitCode = kilobytes <= Number(budget) ? 0 : 1
}
