// @ts-check
// The engine with little memory: the same module, but for the limit in its memory section.
// https://webassembly.github.io/spec/core/binary/modules.html#memory-section

import { readFileSync } from 'node:fs'
import { root } from './serve.mjs'

const MEMORY_SECTION = 5
const PREAMBLE = 8
const PAGES_PER_MIB = 16

/**
 * The published module, which may grow by so much and no more.
 *
 * @param {number} mebibytes
 */
export function withMemoryFor(mebibytes) {
  const module = readFileSync(`${root}dist/npm/pkg/article_annotator_bg.wasm`)
  for (let at = PREAMBLE; at < module.length; ) {
    const [size, body] = numberAt(module, at + 1)
    if (module[at] === MEMORY_SECTION) return Buffer.concat([module.subarray(0, at), limited(module, body, mebibytes), module.subarray(body + size)])
    at = body + size
  }
  throw new Error('the module has no memory')
}

/**
 * The memory section for one memory, with a limit.
 *
 * @param {Buffer} module
 * @param {number} body where the section's content begins: how many memories, flags, and the size at the beginning
 * @param {number} mebibytes
 */
function limited(module, body, mebibytes) {
  const [pages] = numberAt(module, body + 2)
  const content = [1, 1, ...encoded(pages), ...encoded(pages + mebibytes * PAGES_PER_MIB)]
  return Buffer.from([MEMORY_SECTION, ...encoded(content.length), ...content])
}

/**
 * An unsigned LEB128 number, and where it ends.
 *
 * @param {Buffer} bytes
 * @param {number} at
 * @returns {[number, number]}
 */
function numberAt(bytes, at) {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]
    value |= (byte & 127) << shift
    if (byte < 128) return [value >>> 0, at]
  }
}

/** @param {number} value @returns {number[]} */
function encoded(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...encoded(value >>> 7)]
}
