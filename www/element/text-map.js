// @ts-check
/**
 * Between a text's offsets and the text nodes it stands in. Offsets are UTF-16 code units, as the DOM counts.
 */

/**
 * A stretch of the text in one text node. `length` units of the text stand in `width` units of the node from
 * `from`: the same number, but for collapsed white space.
 *
 * @typedef {object} Piece
 * @property {Text} node
 * @property {number} from
 * @property {number} width
 * @property {number} start
 * @property {number} length
 * @property {number} group pieces of one group have nothing between them that is no part of the text
 */

/** A stretch of one text node. @typedef {{ node: Text, from: number, to: number }} Part */

/** What one range can cover: from an offset in one text node to an offset in the same or a later one. @typedef {{ node: Text, from: number, last: Text, to: number }} Stretch */

export class TextMap {
  /** @type {Map<Text, number>} the first piece in each node */
  #firstPieces = new Map()

  /**
   * @param {string} text
   * @param {Piece[]} pieces in the text's order
   * @param {Set<Document | ShadowRoot>} roots the trees the nodes are in
   */
  constructor(text, pieces, roots) {
    this.text = text
    this.pieces = pieces
    this.roots = roots
    pieces.forEach((piece, index) => {
      if (!this.#firstPieces.has(piece.node)) this.#firstPieces.set(piece.node, index)
    })
  }

  /**
   * The ranges that cover a span of the text: one, or several where the span reaches over blocks or over what
   * is no part of the text.
   *
   * @param {number} start
   * @param {number} end
   * @returns {Range[]}
   */
  rangesOf(start, end) {
    return this.stretchesOf(start, end).map(rangeOver)
  }

  /**
   * What the ranges that cover a span are to cover.
   *
   * @param {number} start
   * @param {number} end
   * @returns {Stretch[]}
   */
  stretchesOf(start, end) {
    const stretches = []
    let index = this.#pieceAt(start)
    while (index < this.pieces.length && this.pieces[index].start < end) {
      const first = this.pieces[index]
      let last = first
      while (++index < this.pieces.length && this.pieces[index].start < end && this.pieces[index].group === first.group) {
        last = this.pieces[index]
      }
      stretches.push({ node: first.node, from: startIn(first, start), last: last.node, to: endIn(last, end) })
    }
    return stretches
  }

  /**
   * The stretches of single text nodes that a span stands in.
   *
   * @param {number} start
   * @param {number} end
   * @returns {Part[]}
   */
  partsOf(start, end) {
    const parts = []
    let index = this.#pieceAt(start)
    while (index < this.pieces.length && this.pieces[index].start < end) {
      const first = this.pieces[index]
      let last = first
      while (++index < this.pieces.length && this.pieces[index].start < end && this.pieces[index].node === first.node) {
        last = this.pieces[index]
      }
      parts.push({ node: first.node, from: startIn(first, start), to: endIn(last, end) })
    }
    return parts
  }

  /**
   * The offset in the text of a place in a text node, or null where the node is no part of the text. A place
   * in left-out characters is that of the next character.
   *
   * @param {Node} node
   * @param {number} offset
   * @returns {number | null}
   */
  offsetOf(node, offset) {
    let index = this.#firstPieces.get(/** @type {Text} */ (node))
    if (index === undefined) return null
    while (index + 1 < this.pieces.length && this.pieces[index + 1].node === node && this.pieces[index + 1].from <= offset) index++
    const { start, from, width, length } = this.pieces[index]
    const within = Math.max(0, offset - from)
    return start + (within >= width ? length : Math.min(within, length))
  }

  /**
   * Whether another reading found the same text in the same nodes.
   *
   * @param {TextMap} other
   */
  equals(other) {
    return this.text === other.text && this.pieces.length === other.pieces.length
      && this.pieces.every(({ node, from }, index) => node === other.pieces[index].node && from === other.pieces[index].from)
  }

  /**
   * The first piece that reaches beyond an offset.
   *
   * @param {number} offset
   */
  #pieceAt(offset) {
    let low = 0
    let high = this.pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      const { start, length } = this.pieces[middle]
      if (start + length <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

/**
 * @param {Piece} piece
 * @param {number} start
 */
function startIn(piece, start) {
  return piece.from + Math.max(0, start - piece.start)
}

/**
 * @param {Piece} piece
 * @param {number} end
 */
function endIn(piece, end) {
  const within = end - piece.start
  return piece.from + (within >= piece.length ? piece.width : within)
}

/**
 * A node that has become shorter since it was read is covered to its end.
 *
 * @param {Stretch} stretch
 * @returns {Range}
 */
export function rangeOver({ node, from, last, to }) {
  const range = node.ownerDocument.createRange()
  range.setStart(node, Math.min(from, node.length))
  range.setEnd(last, Math.min(to, last.length))
  return range
}
