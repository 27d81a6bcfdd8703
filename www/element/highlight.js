// @ts-check
/**
 * The renderer that leaves the DOM alone: ranges over the text nodes, painted by the CSS Custom Highlight API.
 *
 * The highlights are the page's: every annotator adds its own ranges to the same few names and takes them out
 * again, and a name goes when its last range has gone.
 */
/** @import { Mark } from './segments.js' */
import { highlightName, HIGHLIGHTS } from './styles.js'

/** At most so many ranges are taken out one by one: Firefox looks through all of a highlight for each. */
export const FEW = 8

/**
 * A mark, or the finding that stands out at present.
 *
 * @typedef {Mark | { layer: 'current', start: number, end: number, attribution?: undefined }} Painted
 */

/** @typedef {typeof HIGHLIGHTS[number]} HighlightLayer */

/** @param {Window & typeof globalThis} view */
export function hasHighlights(view) {
  return typeof view.Highlight === 'function' && Boolean(view.CSS?.highlights)
}

/**
 * The highlights a mark is in: its layer's, and for a quote that of its kind too.
 *
 * @param {Painted} mark
 * @returns {HighlightLayer[]}
 */
export function layersOf({ layer, attribution }) {
  return layer === 'quote' && attribution ? [layer, attribution.kind] : [layer]
}

/**
 * The page's highlight of a layer.
 *
 * @param {Window & typeof globalThis} view
 * @param {HighlightLayer} layer
 * @returns {Highlight}
 */
export function highlightOf(view, layer) {
  return view.CSS.highlights.get(highlightName(layer)) ?? register(view, layer)
}

/**
 * @param {Window & typeof globalThis} view
 * @param {HighlightLayer} layer
 * @param {Range} range
 */
export function isPainted(view, layer, range) {
  return view.CSS.highlights.get(highlightName(layer))?.has(range) ?? false
}

/**
 * Registers a layer's highlight in its place: the higher layers come after it. WebKit (2.50) ends the page's process when
 * it paints a text whose highlights were not registered in the order of their priorities.
 *
 * @param {Window & typeof globalThis} view
 * @param {HighlightLayer} layer
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
 * @param {HighlightLayer} layer
 * @param {Set<Range>} ranges
 */
export function removeRanges(view, layer, ranges) {
  const name = highlightName(layer)
  const highlight = view.CSS.highlights.get(name)
  if (!highlight || ranges.size === 0) return
  if (ranges.size <= FEW) for (const range of ranges) highlight.delete(range)
  else keepOthers(highlight, ranges)
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
