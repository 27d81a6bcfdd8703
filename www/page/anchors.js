// @ts-check
// Finds a passage again after the text around it changed. In: a text and a span of it. Out: an anchor, and later the
// span where that anchor stands in another text, or null. The same idea as the Web Annotation text quote selector.

/** @import {Anchor, Span} from './types.js' */

const CONTEXT = 32
/** More occurrences than this of one passage are not compared: the nearest of the first ones is as good. */
const MOST_CANDIDATES = 200

/**
 * Describes `span` of `text` by its words and what stands around them.
 * @param {string} text
 * @param {Span} span
 * @returns {Anchor}
 */
export function describe(text, [start, end]) {
  return {
    start,
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  }
}

/**
 * Finds where `anchor` stands in `text`: the occurrence whose surroundings agree most, then the nearest.
 * @param {string} text
 * @param {Anchor} anchor
 * @returns {Span | null} null where its words no longer stand in the text
 */
export function locate(text, anchor) {
  const { exact, start } = anchor
  if (!exact) return null
  let best = null
  let bestScore = -Infinity
  for (const at of occurrences(text, exact)) {
    const score = agreement(text, anchor, at) - Math.abs(at - start) / (text.length + 1)
    if (score > bestScore) {
      bestScore = score
      best = at
    }
  }
  return best === null ? null : [best, best + exact.length]
}

/** @param {string} text @param {string} exact */
function* occurrences(text, exact) {
  let at = text.indexOf(exact)
  for (let count = 0; at >= 0 && count < MOST_CANDIDATES; count++) {
    yield at
    at = text.indexOf(exact, at + 1)
  }
}

/** Characters of context that agree, read outwards from the passage. @param {string} text @param {Anchor} anchor @param {number} at */
function agreement(text, anchor, at) {
  const { prefix, suffix, exact } = anchor
  let before = 0
  while (before < prefix.length && prefix[prefix.length - 1 - before] === text[at - 1 - before]) before++
  let after = 0
  const end = at + exact.length
  while (after < suffix.length && suffix[after] === text[end + after]) after++
  return before + after
}
