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
  const hit = underCaret(article, marks, clientX, clientY) ?? marks.filter(({ start, end }) => isOn(article, start, end, clientX, clientY))
  return hit.sort((a, b) => a.end - a.start - (b.end - b.start) || LAYER_ORDER[a.layer] - LAYER_ORDER[b.layer])
}

/**
 * @param {TextMap} article
 * @param {readonly Mark[]} marks
 * @param {number} x
 * @param {number} y
 * @returns {Mark[] | null} null where the browser finds no text of the article: WebKit sees none in shadow roots
 */
function underCaret(article, marks, x, y) {
  const [root] = article.roots
  const caret = root && caretAt(/** @type {Document} */ (root.ownerDocument ?? root), x, y, shadowRootsOf(article))
  const after = caret && article.offsetOf(caret.node, caret.offset)
  if (typeof after !== 'number') return null
  // A caret is between characters: the point is on the one after it or on the one before.
  const offset = [after, after - 1].find(offset => offset >= 0 && isOn(article, offset, offset + 1, x, y))
  return offset === undefined ? [] : marks.filter(({ start, end }) => start <= offset && offset < end)
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
 * Whether a point is on a span of the text.
 *
 * @param {TextMap} article
 * @param {number} start
 * @param {number} end
 * @param {number} x
 * @param {number} y
 */
function isOn(article, start, end, x, y) {
  const rects = article.rangesOf(start, end).flatMap(range => [...range.getClientRects()])
  return rects.some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom)
}
