// @ts-check
// Files to text. In: a file's bytes and name. Out: its text, or an error that says in plain words why not.

/** More than this is not read: the page stays quick up to here, the command-line program has no such limit. UTF-16 code units. */
export const LONGEST_TEXT = 6_000_000
/** From so many characters on, or with a line of so many, a text box takes seconds to set its text, at each key again. */
const SLOW_TEXT = 1_000_000
const SLOW_LINE = 100_000
const MARKUP = /\.x?html?$/i

/**
 * Decodes bytes: UTF-8, UTF-16 with its mark, else Windows-1252, which older newspapers' files are in.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/**
 * Whether a text is rather a picture or a program than words: control characters or replacement characters abound.
 * @param {string} text
 */
export function looksBinary(text) {
  const head = text.slice(0, 8000)
  const odd = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0
  return odd > 8 && odd > head.length * 0.05
}

/** How files of programs begin that hold words in a way of their own: PDF, RTF, and the ZIP that most others are. */
const FOREIGN = /^(?:%PDF-|\{\\rtf|PK\u0003\u0004)/

/** @param {number} count */
const figure = (count) => new Intl.NumberFormat('en').format(count)

/**
 * Why a file is not even opened, or null: text of no kind needs so many bytes for the longest text.
 * @param {{name: string, size: number}} file  size in bytes
 */
export function tooLarge({ name, size }) {
  return size > LONGEST_TEXT * 4 ? tooLong(name, `${figure(size)} bytes`) : null
}

/**
 * Why the text of a file is no article, or null.
 * @param {string} name
 * @param {string} text
 */
export function unreadable(name, text) {
  if (text.length > LONGEST_TEXT) return tooLong(name, `${figure(text.length)} characters`)
  if (!text.trim()) return `${name} is empty.`
  if (!FOREIGN.test(text) && !looksBinary(text)) return null
  return `${name} is not plain text. Open it with the program it belongs to, and copy the words from there.`
}

/** @param {string} what @param {string} length */
const tooLong = (what, length) => `${what} is too long for the page: it has ${length}, and the page reads up to ${figure(LONGEST_TEXT)} characters.`

/**
 * Why a text of `length` characters cannot be read as an article, or null.
 * @param {number} length
 * @param {string} kept what is not lost, in a sentence
 * @returns {{what: string, next: string} | null}
 */
export function refusal(length, kept) {
  if (length <= LONGEST_TEXT) return null
  return {
    what: tooLong('This text', `${figure(length)} characters`),
    next: `${kept} Paste a part of it, or use the command-line program, which takes far longer ones.`,
  }
}

/**
 * Whether a text box would hold up the page with `text`.
 * @param {string} text
 */
export function isSlowToSet(text) {
  if (text.length > SLOW_TEXT) return true
  for (let from = 0; text.length - from > SLOW_LINE; ) {
    const end = text.indexOf('\n', from)
    if (end < 0 || end - from > SLOW_LINE) return true
    from = end + 1
  }
  return false
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {(markup: string) => string} fromMarkup
 * @returns {string}
 */
export function textOfFile(name, bytes, fromMarkup) {
  const text = decode(bytes).replace(/^\ufeff/, '')
  return MARKUP.test(name) ? fromMarkup(text) : text.replace(/\r\n?/g, '\n')
}
