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

/** At most so many ranges are taken out one by one: Firefox looks through all of a highlight for each. */
const FEW = 8

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
  for (const layer of HIGHLIGHTS) addRanges(view, layer, painted.get(layer) ?? [])
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
 * @param {typeof HIGHLIGHTS[number]} layer
 * @param {Range[]} ranges
 */
function addRanges(view, layer, ranges) {
  if (ranges.length === 0) return
  const highlight = view.CSS.highlights.get(highlightName(layer)) ?? register(view, layer)
  for (const range of ranges) highlight.add(range)
}

/**
 * Registers a layer's highlight in its place: the higher layers come after it. WebKit (2.50) ends the page's process when
 * it paints a text whose highlights were not registered in the order of their priorities.
 *
 * @param {Window & typeof globalThis} view
 * @param {typeof HIGHLIGHTS[number]} layer
 */
function register(view, layer) {
  const { highlights } = view.CSS
  const place = HIGHLIGHTS.indexOf(layer)
  const highlight = new view.Highlight()
  highlight.priority = place + 1
  highlights.set(highlightName(layer), highlight)
  for (const name of HIGHLIGHTS.slice(place + 1).map(highlightName)) {
    const higher = highlights.get(name)
    if (higher && highlights.delete(name)) highlights.set(name, higher)
  }
  return highlight
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
  if (ranges.length <= FEW) for (const range of ranges) highlight.delete(range)
  else keepOthers(highlight, new Set(ranges))
  if (highlight.size === 0) view.CSS.highlights.delete(name)
}

/**
 * Takes many ranges out of a highlight at once.
 *
 * @param {Highlight} highlight
 * @param {Set<AbstractRange>} ranges
 */
function keepOthers(highlight, ranges) {
  const others = [...highlight].filter(range => !ranges.has(range))
  highlight.clear()
  for (const range of others) highlight.add(range)
}
