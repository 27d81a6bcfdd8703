// @ts-check
// What a browser fetches for a module, plain and as brotli sends it: the file, what it imports, and what it names by
// `new URL(…, import.meta.url)`. As a program: `node sizes.mjs ENTRY…` prints the files, the heaviest first.

import { readFile } from 'node:fs/promises'
import { argv, stdout } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

/** @typedef {{ path: string, bytes: number, brotli: number }} Fetched */

const NAMED = [/\bfrom\s*['"](\.[^'"]+)['"]/g, /\bimport\s*\(?\s*['"](\.[^'"]+)['"]/g, /new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g]

/**
 * Every file that is fetched for the modules at `entries`, each once.
 *
 * @param {...string} entries
 * @returns {Promise<Fetched[]>}
 */
export async function download(...entries) {
  const waiting = entries.map((entry) => pathToFileURL(entry).href)
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

if (argv[1] === fileURLToPath(import.meta.url)) {
  const files = await download(...argv.slice(2))
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10)
  const line = (/** @type {number} */ bytes, /** @type {number} */ brotli, /** @type {string} */ what) => stdout.write(`${kilobytes(bytes)} ${kilobytes(brotli)} brotli  ${what}\n`)
  for (const { path, bytes, brotli } of files.toSorted((a, b) => b.brotli - a.brotli)) line(bytes, brotli, path)
  line(files.reduce((sum, { bytes }) => sum + bytes, 0), total(files), 'in all')
}
