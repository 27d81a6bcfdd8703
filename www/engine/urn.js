// @ts-check
/**
 * Addresses made of words: the same words have the same address everywhere, in the command-line program too.
 * `urn:uuid:` version 8 (RFC 9562) of the 128-bit FNV-1a hash.
 */

const OFFSET = [0x6295c58d, 0x62b82175, 0x07bb0142, 0x6c62272e]

/** The prime is 2^88 + this. */
const PRIME_LOW = 0x13b

/**
 * @param {string[]} parts
 * @returns {string}
 */
export function urnOf(parts) {
  const encoder = new TextEncoder()
  const hash = Uint32Array.from(OFFSET)
  for (const part of parts) {
    for (const byte of encoder.encode(part)) mix(hash, byte)
    mix(hash, 0xff)
  }
  const [d, c, b, a] = hash
  const words = [a, (b & 0xffff0fff) | 0x8000, (c & 0x3fffffff) | 0x80000000, d]
  const hex = words.map(word => (word >>> 0).toString(16).padStart(8, '0')).join('')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * One step of FNV-1a: the byte is mixed in, and the hash multiplied by the prime, modulo 2^128.
 *
 * @param {Uint32Array} hash four words, the lowest first
 * @param {number} byte
 */
function mix(hash, byte) {
  hash[0] ^= byte
  const [first, second] = hash
  let carry = 0
  for (let word = 0; word < 4; word++) {
    const product = hash[word] * PRIME_LOW + carry + shifted(word, first, second)
    hash[word] = product
    carry = Math.floor(product / 0x1_0000_0000)
  }
}

/**
 * A word of the hash times 2^88: only its two lowest words stay below 2^128, 24 bits into the third.
 *
 * @param {number} word
 * @param {number} first
 * @param {number} second
 */
function shifted(word, first, second) {
  if (word === 2) return (first << 24) >>> 0
  return word === 3 ? ((second << 24) | (first >>> 8)) >>> 0 : 0
}
