// @ts-check
// What the package weighs on its way to a browser: each file's bytes, plain and as brotli sends them.

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { argv, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

/**
 * The files of `folder` that a browser loads (modules, WebAssembly and weights), the heaviest first.
 *
 * @param {string} folder
 * @returns {{ file: string, plain: number, brotli: number }[]}
 */
export function sizes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|wasm|bin)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  const measured = files.map((file) => {
    const bytes = readFileSync(file)
    return { file: relative(folder, file), plain: bytes.length, brotli: brotliCompressSync(bytes).length }
  })
  return measured.sort((a, b) => b.brotli - a.brotli)
}

/** @param {{ brotli: number }[]} measured */
export const total = (measured) => measured.reduce((sum, { brotli }) => sum + brotli, 0)

if (argv[1] === fileURLToPath(import.meta.url)) {
  const measured = sizes(argv[2])
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10)
  for (const { file, plain, brotli } of measured) stdout.write(`${kilobytes(plain)} ${kilobytes(brotli)} brotli  ${file}\n`)
  stdout.write(`${kilobytes(measured.reduce((sum, { plain }) => sum + plain, 0))} ${kilobytes(total(measured))} brotli  in all\n`)
}
