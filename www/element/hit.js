// @ts-check
/** Which marks are under a point of the page. */
/** @import { Mark } from './segments.js' */
/** @import { TextMap } from './text-map.js' */

/** What a reader means by a click on overlapping marks, first the likeliest. */
const LAYER_ORDER = { speaker: 0, cue: 1, quote: 2, proposal: 3 }

/**
 * The marks under a point, the most particular first.
 *
 * @param {TextMap} article
 * @param {readonly Mark[]} marks
 * @param {{ clientX: number, clientY: number }} point
 * @returns {Mark[]}
 */
export function marksAt(article, marks, { clientX, clientY }) {
  const offset = offsetAt(article, clientX, clientY)
  if (offset === null) return []
  const hit = marks.filter(({ start, end }) => start <= offset && offset < end)
  return hit.sort((a, b) => a.end - a.start - (b.end - b.start) || LAYER_ORDER[a.layer] - LAYER_ORDER[b.layer])
}

/**
 * The offset of the character that a point is on.
 *
 * @param {TextMap} article
 * @param {number} x
 * @param {number} y
 * @returns {number | null}
 */
function offsetAt(article, x, y) {
  const [root] = article.roots
  if (!root) return null
  const caret = caretAt(/** @type {Document} */ (root.ownerDocument ?? root), x, y, shadowRootsOf(article))
  if (!caret) return null
  const after = article.offsetOf(caret.node, caret.offset)
  if (after === null) return null
  // A caret is between characters: the point is on the one after it or on the one before.
  return [after, after - 1].find(offset => offset >= 0 && isOn(article, offset, x, y)) ?? null
}

/** @param {TextMap} article */
function shadowRootsOf(article) {
  return /** @type {ShadowRoot[]} */ ([...article.roots].filter(root => root.nodeType === 11))
}

/**
 * @param {Document} owner
 * @param {number} x
 * @param {number} y
 * @param {ShadowRoot[]} shadowRoots
 * @returns {{ node: Node, offset: number } | null}
 */
function caretAt(owner, x, y, shadowRoots) {
  if (typeof owner.caretPositionFromPoint === 'function') {
    const position = owner.caretPositionFromPoint(x, y, { shadowRoots })
    return position && { node: position.offsetNode, offset: position.offset }
  }
  const range = owner.caretRangeFromPoint?.(x, y)
  return range ? { node: range.startContainer, offset: range.startOffset } : null
}

/**
 * @param {TextMap} article
 * @param {number} offset
 * @param {number} x
 * @param {number} y
 */
function isOn(article, offset, x, y) {
  const rects = article.rangesOf(offset, offset + 1).flatMap(range => [...range.getClientRects()])
  return rects.some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom)
}
