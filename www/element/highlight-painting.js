// @ts-check
/**
 * What one annotator has painted by highlights. A painting replaces the one before: ranges that both have stay, so that an
 * article that changed in one place is painted there alone. More than a page's worth is painted in slices, from where
 * the reader is, and the page does its own work between them: in Firefox each range of a long article costs more than
 * the one before (it counts through the element's children, and lays each marked line out again).
 */
/** @import { HighlightLayer, Painted } from './highlight.js' */
/** @import { Stretch, TextMap } from './text-map.js' */
import { FEW, highlightOf, isPainted, layersOf, removeRanges } from './highlight.js'
import { adoptStyles } from './styles.js'
import { rangeOver } from './text-map.js'

/** So many ranges are painted in one go: those of an article of some 40,000 characters. */
const AT_ONCE = 1000

/** How long a later slice may take, in milliseconds. */
const SLICE_MS = 8

/** So many ranges are added between two looks at the clock. */
const STEP = 8

/** A range that is wanted. @typedef {{ layer: HighlightLayer, stretch: Stretch }} Wanted */

export class HighlightPainting {
  /** @type {(Window & typeof globalThis) | null} */
  #view = null
  /** What is painted. @type {Map<HighlightLayer, Set<Range>>} */
  #painted = new Map()
  #giveUpStyles = () => {}
  /** Ends the painting that is under way. */
  #turn = new AbortController()

  /**
   * Paints marks in place of those painted before.
   *
   * @param {TextMap} article
   * @param {readonly Painted[]} marks
   * @returns {Promise<void> | null} where it is painted in slices: kept when the last is painted, or another painting began
   */
  show(article, marks) {
    const view = viewOf(article)
    if (view !== this.#view) this.clear()
    this.#view = view
    this.#turn.abort()
    if (!view) return null
    const { signal } = (this.#turn = new AbortController())
    const giveUpStyles = adoptStyles(article.roots)
    this.#giveUpStyles()
    this.#giveUpStyles = giveUpStyles
    const missing = this.#keepOnly(wantedOf(article, marks))
    const inTurn = missing.length > AT_ONCE ? fromReader(missing) : missing
    this.#add(inTurn.slice(0, AT_ONCE))
    return missing.length > AT_ONCE ? this.#addInSlices(inTurn, signal) : null
  }

  clear() {
    this.#turn.abort()
    for (const [layer, ranges] of this.#painted) this.#remove(layer, ranges)
    this.#painted.clear()
    this.#giveUpStyles()
    this.#giveUpStyles = () => {}
  }

  /**
   * Takes out what is no longer wanted. A layer that loses more than a few of very many ranges is painted anew: taking
   * them out costs Firefox as much as adding the others again.
   *
   * @param {Wanted[]} wanted
   * @returns {Wanted[]} what is not painted yet
   */
  #keepOnly(wanted) {
    if (this.#painted.size === 0) return wanted
    this.#forgetLost()
    const spare = new Spare(this.#painted)
    const kept = new Set(wanted.filter(({ layer, stretch }) => spare.take(layer, stretch)))
    /** @type {Set<HighlightLayer>} */
    const anew = new Set()
    for (const [layer, ranges] of this.#painted) {
      const gone = spare.left(layer)
      if (gone.size > FEW && ranges.size - gone.size > AT_ONCE) anew.add(layer)
      this.#remove(layer, anew.has(layer) ? ranges : gone)
    }
    return wanted.filter(one => !kept.has(one) || anew.has(one.layer))
  }

  /** A page may clear all highlights there are. */
  #forgetLost() {
    for (const [layer, ranges] of this.#painted) {
      const [any] = ranges
      if (any && this.#view && !isPainted(this.#view, layer, any)) ranges.clear()
    }
  }

  /**
   * @param {HighlightLayer} layer
   * @param {Set<Range>} ranges
   */
  #remove(layer, ranges) {
    if (this.#view) removeRanges(this.#view, layer, ranges)
    const painted = this.#painted.get(layer)
    for (const range of ranges) painted?.delete(range)
  }

  /** @param {Wanted[]} wanted */
  #add(wanted) {
    /** @type {Map<HighlightLayer, Highlight>} */
    const highlights = new Map()
    for (const { layer, stretch } of wanted) {
      const range = rangeOver(stretch)
      if (!highlights.has(layer)) highlights.set(layer, highlightOf(/** @type {Window & typeof globalThis} */ (this.#view), layer))
      highlights.get(layer)?.add(range)
      const ranges = this.#painted.get(layer)
      if (ranges) ranges.add(range)
      else this.#painted.set(layer, new Set([range]))
    }
  }

  /**
   * @param {Wanted[]} wanted of which the first are painted
   * @param {AbortSignal} signal
   */
  async #addInSlices(wanted, signal) {
    for (let next = AT_ONCE; next < wanted.length; ) {
      await new Promise(resolve => setTimeout(resolve))
      if (signal.aborted) return
      const end = performance.now() + SLICE_MS
      do this.#add(wanted.slice(next, (next += STEP)))
      while (next < wanted.length && performance.now() < end)
    }
  }
}

/**
 * @param {TextMap} article
 * @returns {(Window & typeof globalThis) | null} null where there is no text, or no window shows it
 */
function viewOf({ roots }) {
  const [root] = roots
  const owner = root?.nodeType === 9 ? /** @type {Document} */ (root) : root?.ownerDocument
  return /** @type {Window & typeof globalThis} */ (owner?.defaultView ?? null)
}

/**
 * @param {TextMap} article
 * @param {readonly Painted[]} marks
 * @returns {Wanted[]} in the text's order
 */
function wantedOf(article, marks) {
  return marks.flatMap(mark => {
    const stretches = article.stretchesOf(mark.start, mark.end)
    return layersOf(mark).flatMap(layer => stretches.map(stretch => ({ layer, stretch })))
  })
}

/** The ranges of a painting, by what they cover, of which a next painting takes what it can use. */
class Spare {
  /** @type {Map<Node, number>} */
  #numbers = new Map()
  /** @type {Map<HighlightLayer, Map<string, Range[]>>} */
  #layers = new Map()

  /** @param {Map<HighlightLayer, Set<Range>>} painted */
  constructor(painted) {
    for (const [layer, ranges] of painted) this.#layers.set(layer, this.#byPlace(ranges))
  }

  /**
   * @param {HighlightLayer} layer
   * @param {Stretch} stretch
   * @returns {boolean} whether there was a range that covers just this
   */
  take(layer, { node, from, last, to }) {
    return this.#layers.get(layer)?.get(this.#place(node, from, last, to))?.pop() !== undefined
  }

  /** @param {HighlightLayer} layer */
  left(layer) {
    return new Set([...(this.#layers.get(layer)?.values() ?? [])].flat())
  }

  /** @param {Set<Range>} ranges */
  #byPlace(ranges) {
    /** @type {Map<string, Range[]>} */
    const byPlace = new Map()
    for (const range of ranges) {
      const place = this.#place(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
      const same = byPlace.get(place)
      if (same) same.push(range)
      else byPlace.set(place, [range])
    }
    return byPlace
  }

  /**
   * @param {Node} node
   * @param {number} from
   * @param {Node} last
   * @param {number} to
   */
  #place(node, from, last, to) {
    return `${this.#number(node)} ${from} ${this.#number(last)} ${to}`
  }

  /** @param {Node} node */
  #number(node) {
    let number = this.#numbers.get(node)
    if (number === undefined) this.#numbers.set(node, (number = this.#numbers.size))
    return number
  }
}

/**
 * The same, beginning with what stands in the window and going on from there.
 *
 * @param {Wanted[]} wanted in the text's order
 */
function fromReader(wanted) {
  let low = 0
  let high = wanted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rangeOver(wanted[middle].stretch).getBoundingClientRect().bottom < 0) low = middle + 1
    else high = middle
  }
  return [...wanted.slice(low), ...wanted.slice(0, low)]
}
