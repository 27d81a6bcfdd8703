// @ts-check
/**
 * Links to a passage of a page: URL text fragments, `#:~:text=prefix-,start,end,-suffix`. Pure: no DOM.
 * https://wicg.github.io/scroll-to-text-fragment/
 */

/** A longer passage is named by its first and last words. */
const LONGEST_EXACT = 120
const EDGE_WORDS = 5
const CONTEXT_WORDS = 4

/**
 * @param {string} address the page's, with or without a fragment
 * @param {string} text the article's
 * @param {number} start
 * @param {number} end
 * @returns {string} the page's address with the passage in its fragment
 */
export function linkToPassage(address, text, start, end) {
  const passage = text.slice(start, end).trim()
  const hash = address.indexOf('#')
  return `${hash < 0 ? address : address.slice(0, hash)}#:~:text=${directive(text, start, end, passage)}`
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} passage
 */
function directive(text, start, end, passage) {
  const parts = isShort(passage) ? [passage] : [firstWords(passage), lastWords(passage)]
  const encoded = parts.map(encode).join(',')
  if (text.indexOf(parts[0]) === text.lastIndexOf(parts[0])) return encoded
  const prefix = words(lineBefore(text, start)).slice(-CONTEXT_WORDS).join(' ')
  const suffix = words(lineAfter(text, end)).slice(0, CONTEXT_WORDS).join(' ')
  return `${prefix && `${encode(prefix)}-,`}${encoded}${suffix && `,-${encode(suffix)}`}`
}

/** @param {string} passage */
function isShort(passage) {
  return passage.length <= LONGEST_EXACT && !passage.includes('\n')
}

/** @param {string} passage */
function firstWords(passage) {
  return words(passage.split('\n')[0]).slice(0, EDGE_WORDS).join(' ')
}

/** @param {string} passage */
function lastWords(passage) {
  return words(passage.slice(passage.lastIndexOf('\n') + 1)).slice(-EDGE_WORDS).join(' ')
}

/** Words of the line before an offset; a fragment's context does not reach over blocks.
 *
 * @param {string} text
 * @param {number} offset
 */
function lineBefore(text, offset) {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
}

/**
 * @param {string} text
 * @param {number} offset
 */
function lineAfter(text, offset) {
  return text.slice(offset).split('\n', 1)[0]
}

/** @param {string} line */
function words(line) {
  return line.split(/\s+/).filter(Boolean)
}

/**
 * The syntax's own characters are `&`, `,` and `-`.
 *
 * @param {string} part
 */
function encode(part) {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('-', '%2D')
}
