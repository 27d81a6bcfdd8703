// @ts-check
/**
 * The renderer that leaves the DOM alone: ranges over the text nodes, painted by the CSS Custom Highlight API.
 *
 * The highlights are the page's: every annotator adds its own ranges to the same few names and takes them out
 * one by one, and a name goes when its last range has gone.
 */
/** @import { Mark } from './segments.js' */
/** @import { TextMap } from './text-map.js' */
import { adoptStyles, highlightName, HIGHLIGHTS } from './styles.js'

/**
 * A mark, or the finding that stands out at present.
 *
 * @typedef {Mark | { layer: 'current', start: number, end: number, attribution?: undefined }} Painted
 */

/** @param {Window & typeof globalThis} view */
export function hasHighlights(view) {
  return typeof view.Highlight === 'function' && Boolean(view.CSS?.highlights)
}

/**
 * @param {TextMap} article
 * @param {readonly Painted[]} marks
 * @returns {() => void} takes the painting back
 */
export function paintHighlights(article, marks) {
  const [anyRoot] = article.roots
  const view = /** @type {Window & typeof globalThis} */ (ownerView(anyRoot))
  if (!view) return () => {}
  const giveUpStyles = adoptStyles(article.roots)
  /** @type {Map<string, Range[]>} */
  const painted = new Map()
  for (const mark of marks) {
    const ranges = article.rangesOf(mark.start, mark.end)
    for (const layer of layersOf(mark)) addAll(painted, layer, ranges)
  }
  for (const [layer, ranges] of painted) addRanges(view, layer, ranges)
  return () => {
    for (const [layer, ranges] of painted) removeRanges(view, layer, ranges)
    giveUpStyles()
  }
}

/**
 * The highlights a mark is in: its layer's, and for a quote that of its kind too.
 *
 * @param {Painted} mark
 * @returns {string[]}
 */
export function layersOf({ layer, attribution }) {
  return layer === 'quote' && attribution ? [layer, attribution.kind] : [layer]
}

/** @param {Document | ShadowRoot | undefined} root */
function ownerView(root) {
  return root && (root.nodeType === 9 ? /** @type {Document} */ (root) : root.ownerDocument)?.defaultView
}

/**
 * @param {Map<string, Range[]>} painted
 * @param {string} layer
 * @param {Range[]} ranges
 */
function addAll(painted, layer, ranges) {
  const list = painted.get(layer)
  if (list) list.push(...ranges)
  else painted.set(layer, [...ranges])
}

/**
 * @param {Window & typeof globalThis} view
 * @param {string} layer
 * @param {Range[]} ranges
 */
function addRanges(view, layer, ranges) {
  const name = highlightName(layer)
  let highlight = view.CSS.highlights.get(name)
  if (!highlight) {
    highlight = new view.Highlight()
    highlight.priority = HIGHLIGHTS.indexOf(/** @type {any} */ (layer)) + 1
    view.CSS.highlights.set(name, highlight)
  }
  for (const range of ranges) highlight.add(range)
}

/**
 * @param {Window & typeof globalThis} view
 * @param {string} layer
 * @param {Range[]} ranges
 */
function removeRanges(view, layer, ranges) {
  const name = highlightName(layer)
  const highlight = view.CSS.highlights.get(name)
  if (!highlight) return
  for (const range of ranges) highlight.delete(range)
  if (highlight.size === 0) view.CSS.highlights.delete(name)
}
