// @ts-check
// Cuts a text into the blocks that the reading view sets: one a line. In: a text. Out: blocks that tile it exactly, each
// with its trailing line breaks, so that the blocks joined are the text. Very long lines are cut so that no block
// is costly to lay out by itself.

/**
 * @typedef {object} Block
 * @property {number} start
 * @property {number} end       one past the block's trailing line breaks
 * @property {number} inner     one past its last visible character
 * @property {'title'|'heading'|'paragraph'|'item'|'rest'} kind  rest: the line goes on from the block before
 */

const LONGEST_BLOCK = 6000
const LONGEST_HEADING = 110
const LINE = /[^\n\u2028\u2029]*(?:\n|\u2028|\u2029|$)(?:[ \t\r]*(?:\n|\u2028|\u2029))*/y
const BULLET = /^\s*(?:[-*•·–]|\d{1,2}[.)])\s/u
const HASHES = /^#{1,6}\s/
const SENTENCE_END = /[.,:;!?"”’»…|][^\p{L}\p{N}]*$/u
const BYLINE = /^by\s+\S/iu
const ALL_CAPITALS = /^[^\p{Ll}]*\p{Lu}{3}[^\p{Ll}]*$/u

/**
 * Splits `text` into blocks.
 * @param {string} text
 * @returns {Block[]}
 */
export function splitBlocks(text) {
  /** @type {Block[]} */
  const blocks = []
  let titled = false
  for (const [start, end] of lines(text)) {
    const line = text.slice(start, end)
    const kind = kindOf(line, titled)
    if (kind === 'title') titled = true
    pushPieces(blocks, text, { start, end, inner: start + line.trimEnd().length, kind })
  }
  return blocks
}

/** Each line with the blank lines after it. @param {string} text @returns {Generator<[number, number]>} */
function* lines(text) {
  let at = 0
  while (at < text.length) {
    LINE.lastIndex = at
    const end = at + (LINE.exec(text)?.[0].length || 1)
    yield [at, end]
    at = end
  }
}

/** @param {string} line @param {boolean} titled whether a title came before @returns {Block['kind']} */
function kindOf(line, titled) {
  const words = line.trim()
  if (BULLET.test(line)) return 'item'
  if (HASHES.test(words)) return titled ? 'heading' : 'title'
  if (!looksLikeHeading(line, words)) return 'paragraph'
  return titled || words.length < 24 ? 'heading' : 'title'
}

/** A short line without a sentence's end and with a blank line below. @param {string} line @param {string} words */
function looksLikeHeading(line, words) {
  if (!words || words.length > LONGEST_HEADING) return false
  if (SENTENCE_END.test(words) && !ALL_CAPITALS.test(words)) return false
  if (BYLINE.test(words)) return false
  const apart = /\n[ \t\r]*\n/.test(line)
  return apart && /\p{L}/u.test(words) && !/[|•>@]|\b\d{4}\b/u.test(words)
}

/** @param {Block[]} blocks @param {string} text @param {Block} block */
function pushPieces(blocks, text, block) {
  let { start, kind } = block
  while (block.end - start > LONGEST_BLOCK) {
    const cut = cutPoint(text, start, start + LONGEST_BLOCK)
    blocks.push({ start, end: cut, inner: Math.min(cut, block.inner), kind })
    start = cut
    kind = 'rest'
  }
  blocks.push({ start, end: block.end, inner: Math.max(start, block.inner), kind })
}

/** A place to cut near `limit`: after white space where there is some, and never inside a surrogate pair. @param {string} text @param {number} start @param {number} limit */
function cutPoint(text, start, limit) {
  const space = text.lastIndexOf(' ', limit - 1)
  if (space > start + LONGEST_BLOCK / 2) return space + 1
  const unit = text.charCodeAt(limit)
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit
}

/**
 * The title to list an article under: its first title, or its first words.
 * @param {string} text
 * @returns {string} at most 90 characters; empty where the text has no words
 */
export function titleOf(text) {
  const head = text.slice(0, 4000)
  const blocks = splitBlocks(head)
  const block = blocks.find((one) => one.kind === 'title') ?? blocks.find((one) => one.inner > one.start)
  const words = block ? head.slice(block.start, block.inner).replace(/^[#\s]+/, '').replace(/\s+/g, ' ').trim() : ''
  return words.length > 90 ? `${words.slice(0, 89).trimEnd()}…` : words
}
