// @ts-check
/**
 * Reads an element's text as a reader sees it. In: an element. Out: the text, and for each stretch of it the
 * text node it stands in.
 *
 * Blocks are paragraphs, `<br>` ends a line, inline elements are transparent, white space is collapsed as CSS
 * says, no-break spaces are spaces and soft hyphens are nothing. Hidden and `aria-hidden` elements, scripts, styles,
 * form fields and other annotators are left out. Open shadow roots and slots are read as they are shown.
 * Limits: closed shadow roots and generated content cannot be read.
 */
import { TextMap } from './text-map.js'

/** @import { Piece } from './text-map.js' */

/** Elements whose text is no part of an article. */
const LEFT_OUT = new Set(['script', 'style', 'template', 'noscript', 'input', 'textarea', 'select', 'button', 'option',
  'datalist', 'meter', 'progress', 'svg', 'canvas', 'video', 'audio', 'iframe', 'object', 'embed', 'rp', 'rt',
  'article-annotator'])

/**
 * Asks a node past its fields: of a form, `form.localName` is the field of that name where there is one.
 *
 * @param {string} kind `Node` or `Element`
 * @param {string} name
 * @returns {(node: Node) => any}
 */
function asking(kind, name) {
  const get = Object.getOwnPropertyDescriptor(/** @type {any} */ (globalThis)[kind]?.prototype ?? {}, name)?.get
  return node => get?.call(node)
}

const nodeType = asking('Node', 'nodeType')
const childNodes = asking('Node', 'childNodes')
const parentElement = asking('Node', 'parentElement')
const localName = asking('Element', 'localName')
const shadowRoot = asking('Element', 'shadowRoot')

/** @param {Element} element @param {string} name */
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name)

const PARAGRAPH = '\n\n'

/** A floated inline element with no more letters than this is a drop cap: the first letters of a word. */
const DROP_CAP_LENGTH = 3

/** What stands otherwise in the text than in its node, where white space collapses and where it does not. */
const COLLAPSED = /^[ \t\n\r\f]+|[ \t\n\r\f]+$|[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*| {2,}|\u00AD+/g
const LINES_KEPT = /^[ \t\r\f]+|[ \t\r\f]+$|[ \t\r\f]*[\t\r\f][ \t\r\f]*| {2,}|\u00AD+/g
const PRESERVED = /\u00AD+/g

/**
 * @param {Element} root the element whose content is read; itself it is read even where it is hidden
 * @returns {TextMap}
 */
export function readArticle(root) {
  const reader = new Reader(root)
  return new TextMap(reader.chunks.join(''), reader.pieces, reader.roots)
}

class Reader {
  /** @type {string[]} */
  chunks = []
  /** @type {Piece[]} */
  pieces = []
  /** The trees that text was found in, each once. @type {Set<Document | ShadowRoot>} */
  roots = new Set()
  #length = 0
  /** What must stand before the next text. */
  #separator = ''
  /** White space that will be one space, if text follows on the same line. @type {Omit<Piece, 'start' | 'group'> | null} */
  #space = null
  /** Pieces of one group can be covered by one range. */
  #group = 0
  /** The last group whose tree is known. */
  #rootedGroup = -1
  #view

  /** @param {Element} root */
  constructor(root) {
    this.#view = /** @type {Window} */ (root.ownerDocument.defaultView)
    this.#readChildren(root, this.#view.getComputedStyle(root))
  }

  /**
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   */
  #readChildren(element, style) {
    for (const child of shownChildren(element)) {
      if (isText(child)) this.#readText(child, style)
      else if (isElement(child)) this.#readElement(child)
    }
  }

  /** @param {Element} element */
  #readElement(element) {
    if (localName(element) === 'br') return this.#breakLine()
    const style = this.#view.getComputedStyle(element)
    if (isLeftOut(element, style)) {
      this.#group++
    } else if (isInline(element, style)) {
      this.#enter(element, style)
    } else {
      this.#breakParagraph()
      this.#enter(element, style)
      this.#breakParagraph()
    }
  }

  /**
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   */
  #enter(element, style) {
    const apart = shadowRoot(element) || localName(element) === 'slot'
    if (apart) this.#group++
    this.#readChildren(element, style)
    if (apart) this.#group++
  }

  #breakLine() {
    this.#group++
    this.#space = null
    this.#separator = this.#separator ? PARAGRAPH : '\n'
  }

  #breakParagraph() {
    this.#group++
    this.#space = null
    this.#separator = PARAGRAPH
  }

  /**
   * @param {Text} node
   * @param {CSSStyleDeclaration} style of the element around it
   */
  #readText(node, style) {
    const { visibility, whiteSpace } = style
    if (visibility !== 'visible' && visibility !== '') return
    const { data } = node
    const pattern = irregularities(whiteSpace)
    let from = 0
    pattern.lastIndex = 0
    for (let found = pattern.exec(data); found; found = pattern.exec(data)) {
      this.#addStretch(node, from, found.index)
      from = found.index + found[0].length
      if (!found[0].startsWith('\u00AD')) this.#space ??= { node, from: found.index, width: found[0].length, length: 1 }
    }
    this.#addStretch(node, from, data.length)
  }

  /**
   * @param {Text} node
   * @param {number} from
   * @param {number} to
   */
  #addStretch(node, from, to) {
    if (from === to) return
    this.#addPending()
    this.#noteRoot(node)
    this.#add(node.data.slice(from, to).replace(/[\u00A0\u202F]/g, ' '), { node, from, width: to - from, length: to - from })
  }

  #addPending() {
    if (this.#length > 0 && this.#separator) {
      this.chunks.push(this.#separator)
      this.#length += this.#separator.length
    } else if (this.#length > 0 && this.#space) {
      this.#add(' ', this.#space)
    }
    this.#separator = ''
    this.#space = null
  }

  /**
   * @param {string} text
   * @param {Omit<Piece, 'start' | 'group'>} piece
   */
  #add(text, piece) {
    this.pieces.push({ ...piece, start: this.#length, group: this.#group })
    this.chunks.push(text)
    this.#length += text.length
  }

  /**
   * Text of one group is in one tree.
   *
   * @param {Text} node
   */
  #noteRoot(node) {
    if (this.#rootedGroup === this.#group) return
    this.#rootedGroup = this.#group
    this.roots.add(/** @type {Document | ShadowRoot} */ (node.getRootNode()))
  }
}

/**
 * The children in the tree as it is shown: a shadow root's instead of its host's, a slot's assigned nodes.
 *
 * @param {Element} element
 * @returns {Iterable<Node>}
 */
function shownChildren(element) {
  const name = localName(element)
  if (name !== 'article-annotator' && shadowRoot(element)) return childNodes(shadowRoot(element))
  if (name !== 'slot') return childNodes(element)
  const assigned = /** @type {HTMLSlotElement} */ (element).assignedNodes()
  return assigned.length > 0 ? assigned : childNodes(element)
}

/**
 * Whether a reader does not see an element's text, or it is none of the article's.
 *
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
function isLeftOut(element, style) {
  if (LEFT_OUT.has(localName(element)) || attribute(element, 'aria-hidden') === 'true') return true
  if (style.display === 'none' || style.contentVisibility === 'hidden') return true
  if (localName(element) !== 'summary' && isClosedDetails(parentElement(element))) return true
  return style.position === 'absolute' && isClippedAway(style)
}

/** @param {Element | null} element */
function isClosedDetails(element) {
  return element !== null && localName(element) === 'details' && attribute(element, 'open') === null
}

/**
 * Text for screen readers alone is commonly a box of one pixel.
 *
 * @param {CSSStyleDeclaration} style
 */
function isClippedAway(style) {
  return style.overflow !== 'visible' && Number.parseFloat(style.width) <= 1 && Number.parseFloat(style.height) <= 1
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
function isInline(element, style) {
  if (/^(inline|contents|ruby)/.test(style.display)) return true
  return style.float !== 'none' && localName(element) === 'span' && (element.textContent ?? '').trim().length <= DROP_CAP_LENGTH
}

/** @param {string} whiteSpace the computed value */
function irregularities(whiteSpace) {
  if (/pre-line|preserve-breaks/.test(whiteSpace)) return LINES_KEPT
  return /^(pre|break-spaces|preserve)/.test(whiteSpace) ? PRESERVED : COLLAPSED
}

/**
 * @param {Node} node
 * @returns {node is Text}
 */
function isText(node) {
  return nodeType(node) === 3 || nodeType(node) === 4
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
function isElement(node) {
  return nodeType(node) === 1
}
