// @ts-check
/**
 * `<article-annotator>`: annotates the article it wraps, or names with `for`, in place. Importing this file defines
 * nothing; `define.js` does.
 */
/** @import { AnnotationResult } from '../types.js' */
/** @import { Mark, Subject } from './segments.js' */
/** @import { TextMap } from './text-map.js' */
import { readArticle } from './article-text.js'
import { annotateFor, leave } from './engine.js'
import { hasHighlights } from './highlight.js'
import { marksAt } from './hit.js'
import { Interface } from './interface.js'
import { Painter } from './painter.js'
import { marksOf, SUBJECTS } from './segments.js'
import { findTarget, whenParsed } from './target.js'
import { Watcher } from './watcher.js'

/** @typedef {'highlight' | 'mark'} Renderer */
/** @typedef {'none' | 'side'} Panel */

/** @type {AnnotationResult} */
const EMPTY = { unit: 'utf16', attributions: [], speakers: [], proposals: [] }

/** What a click on is no click on the text around it. */
const CONTROLS = 'a[href], button, input, select, textarea, label, summary, video, audio, [role=button], [role=link]'

/** Where a page is rendered on a server there are no elements, and the class is only a name. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (/** @type {unknown} */ (class {}))

export class ArticleAnnotatorElement extends Base {
  static observedAttributes = ['for', 'show', 'renderer', 'panel']

  /** @type {AnnotationResult | null} */
  #result = null
  /** What is painted: the result, or before it what is found while the engine is not whole yet. @type {AnnotationResult | null} */
  #shown = null
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
  /** The text that is annotated or about to be. @type {string | null} */
  #wanted = null
  #interface = new Interface(this.attachShadow({ mode: 'open' }), mark => this.#dispatchClick(mark))
  #updateQueued = false
  #composing = false
  #watcher = new Watcher(() => this.#look())
  #painter = new Painter(this.#watcher)
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
    this.#interface.adoptStyles()
    whenParsed(this.ownerDocument, this.#life.signal, () => this.#queueUpdate())
  }

  /** Moving within the page (`moveBefore`) keeps everything as it is. */
  connectedMoveCallback() {}

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
      const { readyState, defaultView } = this.ownerDocument
      // In a document that no window shows there is nothing to read: it may be moved on from there.
      if (!this.isConnected || readyState === 'loading' || !defaultView) return
      this.#seek()
      this.#repaint()
    })
  }

  #repaint() {
    try {
      this.#paint()
    } catch (error) {
      this.#fail(error)
    }
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
  }

  /** Reads the article and annotates it where its text has changed, or paints again where only its nodes have. */
  #look() {
    if (!this.#target || this.#composing) return
    try {
      this.#painter.forget()
      const article = readArticle(this.#target)
      this.#watcher.watch([this.#target, ...[...article.roots].filter(root => root.nodeType === 11)])
      if (article.text !== this.#wanted) this.#annotate(article.text)
      else if (this.#article && !article.equals(this.#article)) this.#paint()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** @param {string} text */
  async #annotate(text) {
    this.#turn.abort()
    const { signal } = (this.#turn = new AbortController())
    this.#wanted = text
    try {
      const result = text.trim() ? await annotateFor(this, text, signal, found => this.#preview(found, text)) : EMPTY
      if (signal.aborted || (result === EMPTY && !this.#shown)) return
      if (!this.#paint(result, text)) return
      this.#result = result
      while (this.#painter.rest) await this.#painter.rest.catch(() => {})
      if (!signal.aborted && this.#shown === result) this.#dispatch('annotated', result)
    } catch (error) {
      if (signal.aborted) return
      // What was found before the failure stays.
      if (this.#shown && !this.#result && this.text === text) this.#report(error)
      else this.#fail(error)
    }
  }

  /**
   * Paints what is found so far; it is no result yet.
   *
   * @param {AnnotationResult} found
   * @param {string} text
   */
  #preview(found, text) {
    try {
      if (this.#paint(found, text)) this.#result = null
    } catch (error) {
      this.#turn.abort()
      this.#fail(error)
    }
  }

  /**
   * Paints a result on what the article is now. A text that has changed meanwhile is left to the watcher.
   *
   * @param {AnnotationResult | null} result
   * @param {string} text
   * @returns {boolean} whether it was painted
   */
  #paint(result = this.#shown, text = this.text) {
    if (!this.#target || !result) return false
    const marks = marksOf(result, this.#subjects())
    const article = this.#painter.paint(this.#target, text, marks, this.renderer)
    if (!article) {
      this.#watcher.poke()
      return false
    }
    this.#shown = result
    this.#article = article
    this.#marks = marks
    this.#interface.update({ result, article, marks }, this.panel === 'side')
    this.#painter.rest?.catch(error => this.#fail(error))
    return true
  }

  #clear() {
    this.#painter.clear()
    this.#interface.clear()
    this.#marks = []
    this.#wanted = null
    this.#article = null
    this.#shown = null
    this.#result = null
  }

  /** @param {unknown} error */
  #fail(error) {
    const wanted = this.#wanted
    this.#clear()
    // The text that failed is not tried again until it changes.
    this.#wanted = wanted
    this.#report(error)
  }

  /** @param {unknown} error */
  #report(error) {
    const message = error instanceof Error ? error.message : String(error)
    this.#dispatch('annotator-error', { message, error })
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const selection = this.ownerDocument.getSelection()
    if (!this.#article || event.defaultPrevented || (selection && !selection.isCollapsed)) return
    const marks = marksAt(this.#article, this.#marks, event)
    if (marks.length === 0 || !this.#dispatchClick(marks[0])) return
    const [at] = /** @type {Element[]} */ (event.composedPath())
    if (!at.closest?.(CONTROLS)) this.#interface.open(marks, !(/** @type {HTMLElement} */ (at).isContentEditable))
  }

  /**
   * @param {Mark} mark
   * @returns {boolean} false where a listener prevented the default
   */
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
