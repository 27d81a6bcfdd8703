// @ts-check
/**
 * The renderer for browsers without the Highlight API, or by choice: `<mark>` elements around the text, undone to the
 * node. Text that the page or its reader changed meanwhile is kept as they left it.
 */
/** @import { Mark, Segment } from './segments.js' */
/** @import { TextMap } from './text-map.js' */
import { layersOf } from './highlight.js'
import { segmentsOf } from './segments.js'
import { adoptStyles, highlightName } from './styles.js'

/** A text node that was cut: its first part stays the page's own node. @typedef {{ head: Text, headData: string, rest: Text[] }} Cut */

/** The wrappers now in use. @type {WeakSet<Element>} */
const live = new WeakSet()

/**
 * @param {TextMap} article
 * @param {readonly Mark[]} marks
 * @param {Element} target what the article was read from
 * @returns {() => void} takes the painting back
 */
export function paintMarks(article, marks, target) {
  const giveUpStyles = adoptStyles(article.roots)
  /** @type {HTMLElement[]} */
  const wrappers = []
  /** @type {Cut[]} */
  const cuts = []
  for (const [node, parts] of partsByNode(article, marks)) cuts.push(wrapParts(node, parts, wrappers))
  return () => {
    wrappers.forEach(unwrap)
    cuts.forEach(join)
    unwrapCopies(target)
    giveUpStyles()
  }
}

/**
 * @param {TextMap} article
 * @param {readonly Mark[]} marks
 */
function partsByNode(article, marks) {
  /** @type {Map<Text, { from: number, to: number, segment: Segment }[]>} */
  const byNode = new Map()
  for (const segment of segmentsOf(marks)) {
    for (const { node, from, to } of article.partsOf(segment.start, segment.end)) {
      if (!canHoldMark(node)) continue
      const parts = byNode.get(node) ?? []
      byNode.set(node, parts)
      parts.push({ from, to, segment })
    }
  }
  return byNode
}

/**
 * Tables and the like take no phrasing content between their parts.
 *
 * @param {Text} node
 */
function canHoldMark(node) {
  return !/^(table|thead|tbody|tfoot|tr|ul|ol|dl)$/.test(node.parentElement?.localName ?? '')
}

/**
 * Cuts a text node at its parts, the last first, and wraps each.
 *
 * @param {Text} node
 * @param {{ from: number, to: number, segment: Segment }[]} parts in order
 * @param {HTMLElement[]} wrappers
 * @returns {Cut}
 */
function wrapParts(node, parts, wrappers) {
  /** @type {Text[]} */
  const rest = []
  for (const { from, to, segment } of parts.toReversed()) {
    if (to < node.length) rest.unshift(node.splitText(to))
    const part = from > 0 ? node.splitText(from) : node
    if (part !== node) rest.unshift(part)
    wrappers.push(wrap(part, segment))
  }
  return { head: node, headData: node.data, rest }
}

/**
 * @param {Text} part
 * @param {Segment} segment
 */
function wrap(part, { marks }) {
  const wrapper = part.ownerDocument.createElement('mark')
  wrapper.dataset.articleAnnotator = ''
  for (const mark of marks) {
    wrapper.classList.add(...layersOf(mark).map(highlightName))
    if (mark.layer === 'quote') wrapper.dataset.attribution = mark.attribution?.id
    if (mark.layer === 'speaker') wrapper.dataset.source = mark.attribution?.id
    if (mark.layer === 'cue') wrapper.dataset.cue = mark.attribution?.id
    if (mark.layer === 'proposal') wrapper.dataset.proposal = mark.proposal?.id
    if (mark.item) wrapper.dataset.ordinal = String(mark.item.ordinal)
  }
  live.add(wrapper)
  part.replaceWith(wrapper)
  wrapper.append(part)
  return wrapper
}

/** @param {Text[]} parts */
function discard(parts) {
  for (const part of parts) part.remove()
}

/**
 * Takes a wrapper away and leaves what is in it; what its reader deleted with it stays deleted.
 *
 * @param {HTMLElement} wrapper
 */
function unwrap(wrapper) {
  live.delete(wrapper)
  if (wrapper.parentNode) wrapper.replaceWith(...wrapper.childNodes)
  else wrapper.replaceChildren()
}

/**
 * Makes a cut text node whole again. A page that changed the node means all of it, for to the page it is still one;
 * a reader's edit means only the part that was edited.
 *
 * @param {Cut} cut
 */
function join({ head, headData, rest }) {
  const edited = [head, ...rest].some(part => part.parentElement?.isContentEditable)
  if (!edited && head.data !== headData) return discard(rest)
  for (const part of rest) {
    if (part.previousSibling !== head) continue
    head.appendData(part.data)
    part.remove()
  }
}

/**
 * Editors copy elements when they split a paragraph or paste: copies of wrappers are not ours, but from us.
 *
 * @param {Element} target
 */
function unwrapCopies(target) {
  for (const copy of target.querySelectorAll('mark[data-article-annotator]')) {
    if (!live.has(copy)) copy.replaceWith(...copy.childNodes)
  }
}
