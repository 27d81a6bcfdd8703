// @ts-check
/**
 * Paints marks into an element and takes them out again, by either renderer. Marks by elements are made without the
 * watcher noticing and without losing the selection.
 */
/** @import { Mark } from './segments.js' */
/** @import { TextMap } from './text-map.js' */
/** @import { Watcher } from './watcher.js' */
import { readArticle } from './article-text.js'
import { keepSelection } from './caret.js'
import { paintHighlights } from './highlight.js'
import { paintMarks } from './mark.js'

/** The elements that hold `<mark>` elements, each by one painter. @type {Map<Element, Painter>} */
const markedTargets = new Map()

export class Painter {
  #watcher
  /** @type {(() => void) | null} */
  #undo = null
  /** The element that holds this painter's `<mark>` elements. @type {Element | null} */
  #marked = null
  /** What was read for the present highlights. @type {{ target: Element, article: TextMap } | null} */
  #read = null

  /** @param {Watcher} watcher */
  constructor(watcher) {
    this.#watcher = watcher
  }

  /**
   * Paints marks, in place of those painted before.
   *
   * @param {Element} target
   * @param {string} text what the marks are offsets in
   * @param {readonly Mark[]} marks
   * @param {'highlight' | 'mark'} renderer
   * @returns {TextMap | null} the article as painted; null where its text has become another, and nothing is painted
   */
  paint(target, text, marks, renderer) {
    if (renderer === 'mark') checkFree(target, this)
    const known = renderer === 'highlight' ? this.#unchanged(target, text) : null
    if (known) return this.#paintOver(known, marks)
    return this.#changing(renderer === 'mark' ? target : this.#marked, () => {
      this.#clearNow()
      const article = readArticle(target)
      if (article.text !== text) return null
      if (renderer === 'highlight') {
        this.#undo = paintHighlights(article, marks)
        this.#read = { target, article }
        return article
      }
      this.#marked = target
      markedTargets.set(target, this)
      this.#undo = paintMarks(article, marks, target)
      return readArticle(target)
    })
  }

  /**
   * The new highlights come before the old ones go, so that the page's styles stay as they are.
   *
   * @param {TextMap} article
   * @param {readonly Mark[]} marks
   */
  #paintOver(article, marks) {
    const undo = this.#undo
    this.#undo = paintHighlights(article, marks)
    undo?.()
    return article
  }

  /** What was read before is out of date. */
  forget() {
    this.#read = null
  }

  clear() {
    this.#changing(this.#marked, () => this.#clearNow())
  }

  /**
   * What was read for the present highlights: painting the same text in other ways need not read it again.
   *
   * @param {Element} target
   * @param {string} text
   */
  #unchanged(target, text) {
    const isSame = this.#read?.target === target && this.#read.article.text === text
    return isSame && this.#watcher.isQuiet() ? this.#read?.article : null
  }

  #clearNow() {
    this.#read = null
    this.#undo?.()
    this.#undo = null
    if (this.#marked) markedTargets.delete(this.#marked)
    this.#marked = null
  }

  /**
   * @template T
   * @param {Element | null} target whose nodes the change cuts or joins; null where it touches none
   * @param {() => T} change
   * @returns {T}
   */
  #changing(target, change) {
    return target ? this.#watcher.quietly(() => keepSelection(target, change)) : change()
  }
}

/**
 * Two annotators that put elements into the same text would cut each other's nodes.
 *
 * @param {Element} target
 * @param {Painter} painter
 */
function checkFree(target, painter) {
  for (const [other, owner] of markedTargets) {
    if (owner !== painter && (other.contains(target) || target.contains(other))) {
      throw new Error('Another <article-annotator> already marks this text.')
    }
  }
}
