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
import { HighlightPainting } from './highlight-painting.js'
import { paintMarks } from './mark.js'

/** The elements that hold `<mark>` elements, each by one painter. @type {Map<Element, Painter>} */
const markedTargets = new Map()

export class Painter {
  #watcher
  #highlights = new HighlightPainting()
  /** Takes this painter's `<mark>` elements out. */
  #unmark = () => {}
  /** The highlights that are still being painted. @type {Promise<void> | null} */
  #rest = null
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
   * @returns {TextMap | null} the article as painted, or as `rest` paints it; null where its text has become another, and is left as it is
   */
  paint(target, text, marks, renderer) {
    if (renderer === 'mark') checkFree(target, this)
    if (renderer === 'highlight' && !this.#marked) return this.#highlight(target, text, marks)
    return this.#changing(renderer === 'mark' ? target : this.#marked, () => {
      this.#clearNow()
      if (renderer === 'highlight') return this.#highlight(target, text, marks)
      const article = readArticle(target)
      if (article.text !== text) return null
      this.#marked = target
      markedTargets.set(target, this)
      this.#unmark = paintMarks(article, marks, target)
      return readArticle(target)
    })
  }

  /**
   * @param {Element} target
   * @param {string} text
   * @param {readonly Mark[]} marks
   */
  #highlight(target, text, marks) {
    const article = this.#unchanged(target, text) ?? readArticle(target)
    if (article.text !== text) return null
    const rest = (this.#rest = this.#highlights.show(article, marks))
    const ended = () => rest === this.#rest && (this.#rest = null)
    rest?.then(ended, ended)
    this.#read = { target, article }
    return article
  }

  /** Kept when what a long article still lacks is painted, or given up; null where nothing is lacking. */
  get rest() {
    return this.#rest
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
    this.#rest = null
    this.#highlights.clear()
    this.#unmark()
    this.#unmark = () => {}
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
    if (owner !== painter && (reads(other, target) || reads(target, other))) {
      throw new Error('Another <article-annotator> already marks this text.')
    }
  }
}

/**
 * Whether the text of one target is part of another's: that of an annotator inside it is not.
 *
 * @param {Element} outer
 * @param {Element} inner
 */
function reads(outer, inner) {
  const between = inner.closest('article-annotator')
  return outer.contains(inner) && (!between || between.contains(outer))
}
