// @ts-check
// A link that carries an article and its corrections in its fragment, which browsers do not send to any server.
// In: an article. Out: a URL, and back. Compressed with deflate (RFC 1951), written in base64url (RFC 4648).

/** @import {Correction} from './types.js' */
import { soundCorrections } from './corrections.js'

/** @typedef {{text: string, corrections: Correction[]}} Shared */

const MARK = '#article='
/** Mail and chat programs cut links of more characters than this, browsers take far more. */
export const COMFORTABLE_LINK = 8000
/** No link is made beyond this. */
export const LONGEST_LINK = 200_000
/** A link may not unpack to more bytes than this. */
const LONGEST_UNPACKED = 20_000_000

/**
 * @param {string} base the page's address
 * @param {Shared} shared
 * @returns {Promise<string>}
 */
export async function linkTo(base, { text, corrections }) {
  const bytes = new TextEncoder().encode(JSON.stringify({ text, corrections }))
  const packed = await collect(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')), Infinity)
  return base.replace(/#.*$/s, '') + MARK + toBase64Url(packed)
}

/**
 * Reads the article from a fragment.
 * @param {string} fragment as in location.hash
 * @returns {Promise<Shared | null>} null where the fragment carries none
 * @throws {Error} where the link was cut or damaged
 */
export async function articleFrom(fragment) {
  if (!fragment.startsWith(MARK)) return null
  const bytes = fromBase64Url(fragment.slice(MARK.length))
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const shared = JSON.parse(new TextDecoder().decode(await collect(unpacked, LONGEST_UNPACKED)))
  if (typeof shared?.text !== 'string') throw new Error('the link carries no article')
  return { text: shared.text, corrections: soundCorrections(shared.corrections) }
}

/** @param {ReadableStream<Uint8Array>} stream @param {number} most bytes @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function collect(stream, most) {
  const parts = []
  let length = 0
  const reader = stream.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    length += step.value.length
    if (length > most) throw new Error('the link unpacks to too much')
    parts.push(step.value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** @param {Uint8Array} bytes */
function toBase64Url(bytes) {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @param {string} letters @returns {Uint8Array<ArrayBuffer>} */
function fromBase64Url(letters) {
  const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}
