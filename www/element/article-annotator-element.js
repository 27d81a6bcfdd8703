// @ts-check
/**
 * `<article-annotator>`: annotates the article it wraps, or names with `for`, in place. Importing this file defines
 * nothing; `define.js` does.
 */
/** @import { AnnotationResult } from '../types.js' */
/** @import { Mark, Subject } from './segments.js' */
/** @import { TextMap } from './text-map.js' */
import { readArticle } from './article-text.js'
import { keepSelection } from './caret.js'
import { annotateFor, leave } from './engine.js'
import { hasHighlights, paintHighlights } from './highlight.js'
import { marksAt } from './hit.js'
import { paintMarks } from './mark.js'
import { marksOf, SUBJECTS } from './segments.js'
import { findTarget, whenParsed } from './target.js'
import { Watcher } from './watcher.js'

/** @typedef {'highlight' | 'mark'} Renderer */
/** @typedef {'none' | 'side'} Panel */

/** @type {AnnotationResult} */
const EMPTY = { unit: 'utf16', attributions: [], speakers: [], proposals: [] }

/** The elements that marks are painted into, each by one annotator. @type {Map<Element, ArticleAnnotatorElement>} */
const markedTargets = new Map()

export class ArticleAnnotatorElement extends HTMLElement {
  static observedAttributes = ['for', 'show', 'renderer', 'panel']

  /** @type {AnnotationResult | null} */
  #result = null
  /** @type {TextMap | null} */
  #article = null
  /** @type {Mark[]} */
  #marks = []
  /** @type {Element | null} */
  #target = null
  /** What was found when the target was last looked for; undefined before. @type {Element | null | undefined} */
  #sought
  /** The element given by property. @type {Element | null} */
  #given = null
  /** Ends what was begun when the element was inserted. */
  #life = new AbortController()
  /** Ends what was begun for the present target. */
  #attachment = new AbortController()
  /** Abandons the annotation that is under way. */
  #turn = new AbortController()
  /** @type {(() => void) | null} */
  #unpaint = null
  #updateQueued = false
  #composing = false
  #watcher = new Watcher(() => this.#look())
  #arrivals = new Watcher(() => this.#seek())

  /** The result, with offsets in `text`; null until the first annotation. */
  get result() {
    return this.#result
  }

  /** The article's text as a reader sees it. */
  get text() {
    return this.#article?.text ?? ''
  }

  /** The renderer in use. @type {Renderer} */
  get renderer() {
    const wanted = this.getAttribute('renderer')
    const view = /** @type {Window & typeof globalThis} */ (this.ownerDocument.defaultView ?? window)
    return wanted === 'mark' || !hasHighlights(view) ? 'mark' : 'highlight'
  }

  set renderer(value) {
    this.setAttribute('renderer', value)
  }

  /** The subjects shown, space-separated. */
  get show() {
    return this.#subjects().join(' ')
  }

  set show(value) {
    this.setAttribute('show', value)
  }

  /** @type {Panel} */
  get panel() {
    return this.getAttribute('panel') === 'side' ? 'side' : 'none'
  }

  set panel(value) {
    this.setAttribute('panel', value)
  }

  /** The selector of the element to annotate. */
  get htmlFor() {
    return this.getAttribute('for') ?? ''
  }

  set htmlFor(value) {
    this.setAttribute('for', value)
  }

  /** The element that is annotated. Setting it goes before `for`; null gives `for` its say again. */
  get target() {
    return this.#target
  }

  set target(element) {
    this.#given = element
    this.#queueUpdate()
  }

  connectedCallback() {
    for (const name of /** @type {const} */ (['renderer', 'show', 'panel', 'htmlFor', 'target'])) this.#upgrade(name)
    this.#life = new AbortController()
    whenParsed(this.ownerDocument, this.#life.signal, () => this.#seek())
  }

  disconnectedCallback() {
    this.#life.abort()
    this.#sought = undefined
    this.#detach()
    this.#arrivals.stop()
    leave(this)
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#queueUpdate()
  }

  /** A property that was set before the element was defined hides the accessor: set it again. */
  #upgrade(/** @type {'renderer' | 'show' | 'panel' | 'htmlFor' | 'target'} */ name) {
    if (!Object.hasOwn(this, name)) return
    const value = this[name]
    delete this[name]
    Object.assign(this, { [name]: value })
  }

  #queueUpdate() {
    if (this.#updateQueued || !this.isConnected) return
    this.#updateQueued = true
    queueMicrotask(() => {
      this.#updateQueued = false
      if (!this.isConnected || this.ownerDocument.readyState === 'loading') return
      this.#seek()
      this.#repaint()
    })
  }

  /** Finds the target and begins with it, where it is not the one already annotated. */
  #seek() {
    try {
      const target = this.#given ?? findTarget(this, this.getAttribute('for'))
      if (this.#given || !this.hasAttribute('for')) this.#arrivals.stop()
      else this.#arrivals.watch([this.ownerDocument])
      if (target === this.#sought) return
      this.#sought = target
      this.#detach()
      if (!target) throw new Error(`Nothing on the page matches for="${this.getAttribute('for')}".`)
      this.#attach(target)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** @param {Element} target */
  #attach(target) {
    this.#target = target
    this.#attachment = new AbortController()
    const { signal } = this.#attachment
    target.addEventListener('click', event => this.#click(/** @type {MouseEvent} */ (event)), { signal })
    target.addEventListener('compositionstart', () => (this.#composing = true), { signal })
    target.addEventListener('compositionend', () => ((this.#composing = false), this.#watcher.poke()), { signal })
    this.#look()
  }

  #detach() {
    this.#attachment.abort()
    this.#turn.abort()
    this.#clear()
    this.#watcher.stop()
    this.#target = null
    this.#article = null
    this.#result = null
  }

  /** Reads the article and annotates it where its text has changed, or paints again where only its nodes have. */
  #look() {
    if (!this.#target || this.#composing) return
    try {
      const article = readArticle(this.#target)
      const before = this.#article
      this.#watcher.watch([this.#target, ...[...article.roots].filter(root => root.nodeType === 11)])
      if (before?.text === article.text) {
        if (!before.equals(article)) this.#repaint()
      } else {
        this.#annotate(article)
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  /** @param {TextMap} article */
  async #annotate(article) {
    this.#turn.abort()
    const { signal } = (this.#turn = new AbortController())
    this.#article = article
    try {
      const result = article.text.trim() ? await annotateFor(this, article.text, signal) : EMPTY
      if (signal.aborted || (result === EMPTY && !this.#result)) return
      this.#result = result
      this.#repaint()
      this.#dispatch('annotated', result)
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  /** Paints the result on what the article is now; a text that has changed meanwhile is left to the watcher. */
  #repaint() {
    if (!this.#target || !this.#result) return
    const target = this.#target
    const paint = () => {
      this.#clearNow()
      const article = readArticle(target)
      if (article.text !== this.#article?.text) return this.#watcher.poke()
      this.#article = article
      this.#marks = marksOf(/** @type {AnnotationResult} */ (this.#result), this.#subjects())
      this.#unpaint = this.renderer === 'mark' ? this.#paintMarks(article, target) : paintHighlights(article, this.#marks)
    }
    if (this.renderer === 'mark' || markedTargets.get(target) === this) {
      this.#watcher.quietly(() => keepSelection(target, paint))
    } else {
      paint()
    }
  }

  /**
   * @param {TextMap} article
   * @param {Element} target
   */
  #paintMarks(article, target) {
    for (const [other, owner] of markedTargets) {
      if (owner !== this && (other.contains(target) || target.contains(other))) {
        throw new Error('Another <article-annotator> already marks this text.')
      }
    }
    markedTargets.set(target, this)
    const undo = paintMarks(article, this.#marks, target)
    this.#article = readArticle(target)
    return () => {
      markedTargets.delete(target)
      undo()
    }
  }

  #clear() {
    const target = this.#target
    if (target && markedTargets.get(target) === this) {
      this.#watcher.quietly(() => keepSelection(target, () => this.#clearNow()))
    } else {
      this.#clearNow()
    }
  }

  #clearNow() {
    this.#unpaint?.()
    this.#unpaint = null
    this.#marks = []
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#clear()
    this.#result = null
    const message = error instanceof Error ? error.message : String(error)
    this.#dispatch('annotator-error', { message, error })
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (!this.#article) return
    const [mark] = marksAt(this.#article, this.#marks, event)
    if (mark) this.#dispatchClick(mark)
  }

  /** @param {Mark} mark */
  #dispatchClick({ attribution, proposal, item, start, end }) {
    const [range] = this.#article?.rangesOf(start, end) ?? []
    const span = [start, end]
    return this.#dispatch('annotation-click', attribution ? { attribution, range, span } : { proposal, item, range, span })
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   * @returns {boolean} false where a listener prevented the default
   */
  #dispatch(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }))
  }

  #subjects() {
    const wanted = this.getAttribute('show')?.split(/\s+/)
    return /** @type {Subject[]} */ (wanted ? SUBJECTS.filter(subject => wanted.includes(subject)) : [...SUBJECTS])
  }
}
