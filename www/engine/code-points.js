// @ts-check
/** From UTF-16 offsets to code points. */

/**
 * Counts the code points before each of some offsets, in one pass over the text.
 *
 * @param {string} text
 * @param {number[]} offsets in UTF-16 code units, in any order
 * @returns {(offset: number) => number} the code points before one of those offsets
 */
export function codePointCounter(text, offsets) {
  /** @type {Map<number, number>} */
  const counts = new Map()
  let unit = 0
  let count = 0
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    while (unit < offset && unit < text.length) {
      unit += /** @type {number} */ (text.codePointAt(unit)) > 0xffff ? 2 : 1
      count++
    }
    counts.set(offset, count)
  }
  return offset => counts.get(offset) ?? 0
}
