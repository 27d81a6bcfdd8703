// @ts-check
/**
 * Keeps the selection where it is while text nodes are cut and joined under it. Places are counted in the
 * raw text of a tree, which cutting and joining do not change.
 */

/** @typedef {{ raw: number, atStart: boolean }} Place */

/**
 * @template T
 * @param {Element} target the element whose text nodes the change cuts or joins
 * @param {() => T} change
 * @returns {T}
 */
export function keepSelection(target, change) {
  const selection = target.ownerDocument.getSelection()
  const anchor = selection && placeOf(target, selection.anchorNode, selection.anchorOffset)
  const focus = selection && placeOf(target, selection.focusNode, selection.focusOffset)
  const outcome = change()
  const from = anchor && pointAt(target, anchor)
  const to = focus && pointAt(target, focus)
  if (from && to) selection?.setBaseAndExtent(from.node, from.offset, to.node, to.offset)
  return outcome
}

/**
 * @param {Element} target
 * @param {Node | null} node
 * @param {number} offset
 * @returns {Place | null} null outside the target's text nodes, where nothing needs keeping
 */
function placeOf(target, node, offset) {
  if (node?.nodeType !== 3 || !target.contains(node)) return null
  let raw = 0
  for (const text of textsIn(target)) {
    if (text === node) return { raw: raw + offset, atStart: offset === 0 }
    raw += text.length
  }
  return null
}

/**
 * @param {Element} target
 * @param {Place} place
 */
function pointAt(target, { raw, atStart }) {
  for (const node of textsIn(target)) {
    if (raw < node.length || (raw === node.length && !atStart)) return { node, offset: raw }
    raw -= node.length
  }
  return null
}

/** @param {Element} target */
function* textsIn(target) {
  const walker = target.ownerDocument.createTreeWalker(target, 4)
  while (walker.nextNode()) yield /** @type {Text} */ (walker.currentNode)
}
