// @ts-check
/**
 * What an annotator shows beside the text, all in its shadow root: the popover, the side panel, and for the keyboard one
 * button, from which the arrow keys step through the findings. Highlights are invisible to assistive
 * technology, so each finding that is stepped to is also announced.
 */
/** @import { AnnotationResult } from '../types.js' */
/** @import { Mark } from './segments.js' */
/** @import { TextMap } from './text-map.js' */
import { build } from './build.js'
import { copyText } from './clipboard.js'
import { findingOf, findingsOf } from './findings.js'
import { hasHighlights } from './highlight.js'
import { HighlightPainting } from './highlight-painting.js'
import { interfaceSheets } from './interface-styles.js'
import { Panel } from './panel.js'
import { Popover } from './popover.js'
import { linkToPassage } from './text-fragment.js'
import { proposalToCopy, quoteToCopy, spoken, summary } from './wording.js'

/** The tallest finding, in CSS pixels, that the popover stands below as a whole. */
const LONGEST_PLACE = 160

/**
 * What is shown now.
 *
 * @typedef {object} Shown
 * @property {AnnotationResult} result
 * @property {TextMap} article
 * @property {Mark[]} marks
 */

export class Interface {
  /** @type {Shown | null} */
  #shown = null
  /** @type {Mark[]} */
  #findings = []
  /** The finding that was shown last. @type {Mark | undefined} */
  #current
  /** Makes the finding that the popover is about stand out. */
  #cover = new HighlightPainting()
  #allow
  #root
  #layout = build('div', { class: 'layout', part: 'layout' }, build('div', { class: 'article' }, build('slot')))
  #navigator = build('button', { type: 'button', class: 'ui navigator', part: 'navigator', hidden: true })
  #status = build('div', { class: 'ui status', role: 'status' })
  #panel = new Panel(finding => this.#choose(finding))
  #popover = new Popover({
    copy: mark => this.#copy(mark),
    link: mark => this.#link(mark),
    step: by => this.#step(by),
    closed: () => this.#cover.clear(),
  })

  /**
   * @param {ShadowRoot} root
   * @param {(mark: Mark) => boolean} allow asked before a finding is opened
   */
  constructor(root, allow) {
    this.#root = root
    this.#allow = allow
    this.#layout.append(this.#panel.element)
    root.append(this.#navigator, this.#layout, this.#popover.element, this.#status)
    this.#navigator.addEventListener('click', () => this.#choose(this.#current ?? this.#findings[0]))
    this.#navigator.addEventListener('keydown', event => this.#key(event))
  }

  /** Takes the rules of the document that the element is in now. */
  adoptStyles() {
    this.#root.adoptedStyleSheets = interfaceSheets(this.#root.ownerDocument)
  }

  /**
   * @param {Shown} shown
   * @param {boolean} withPanel
   */
  update(shown, withPanel) {
    this.#shown = shown
    this.#findings = findingsOf(shown.result, shown.marks)
    this.#current &&= this.#findings.find(({ start }) => start === this.#current?.start)
    this.#popover.close()
    this.#navigator.hidden = withPanel || this.#findings.length === 0
    this.#navigator.textContent = `${summary(shown.result)}. Step through them with the arrow keys.`
    this.#panel.element.hidden = !withPanel
    if (withPanel) this.#panel.update(shown.result, shown.article.text, this.#findings)
  }

  clear() {
    this.#popover.close()
    this.#shown = null
    this.#findings = []
    this.#current = undefined
    this.#navigator.hidden = true
    this.#panel.element.hidden = true
    this.#status.textContent = ''
  }

  /**
   * Opens the popover on what is under the pointer.
   *
   * @param {Mark[]} marks the most particular first
   * @param {boolean} takeFocus
   */
  open(marks, takeFocus) {
    const [mark] = marks
    this.#current = findingOf(this.#findings, mark) ?? mark
    this.#show(marks, mark)
    if (takeFocus) this.#popover.takeFocus()
    else if (this.#shown) this.#say(spoken(this.#shown.result, this.#text, mark))
  }

  /** @param {Mark | undefined} finding */
  #choose(finding) {
    if (!finding || !this.#allow(finding)) return
    this.#current = finding
    this.#reveal(finding)
    this.open([finding], true)
  }

  /** @param {number} by */
  #step(by) {
    const { length } = this.#findings
    if (length === 0) return
    const now = this.#current ? this.#findings.indexOf(this.#current) : by > 0 ? -1 : 0
    const finding = this.#findings[(now + by + length) % length]
    this.#current = finding
    this.#reveal(finding)
    this.#show([finding], finding)
    this.#say(spoken(/** @type {Shown} */ (this.#shown).result, this.#text, finding))
  }

  /**
   * @param {Mark[]} marks
   * @param {Mark} at
   */
  #show(marks, at) {
    if (!this.#shown) return
    const { result, article } = this.#shown
    const ranges = article.rangesOf(at.start, at.end)
    const range = ranges[0]
    if (!range) return
    this.#popover.open(result, article.text, marks, () => placeOf(range))
    const view = /** @type {Window & typeof globalThis} */ (this.#root.ownerDocument.defaultView)
    if (hasHighlights(view)) this.#cover.show(article, [{ layer: 'current', start: at.start, end: at.end }])
  }

  /** @param {Mark} mark */
  #reveal({ start }) {
    const [range] = this.#shown?.article.rangesOf(start, start + 1) ?? []
    const rect = range?.getBoundingClientRect()
    const { clientHeight } = this.#root.ownerDocument.documentElement
    if (!rect || (rect.top >= 0 && rect.bottom <= clientHeight)) return
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (event.key === 'Escape' && this.#popover.isOpen) this.#popover.close()
    else if (by) this.#step(by)
    else return
    event.preventDefault()
  }

  /** @param {Mark} mark */
  async #copy({ attribution, proposal, item }) {
    if (!this.#shown) return
    const { result } = this.#shown
    const words = attribution ? quoteToCopy(result, this.#text, attribution)
      : proposal && item ? proposalToCopy(result, this.#text, proposal, item) : ''
    this.#note(await copyText(words) ? 'Copied.' : 'The browser does not allow copying here.')
  }

  /** @param {Mark} mark */
  async #link({ attribution, item, start, end }) {
    const [from, to] = (attribution ?? item)?.content[0] ?? [start, end]
    const link = linkToPassage(this.#root.ownerDocument.URL, this.#text, from, to)
    this.#note(await copyText(link) ? 'Link copied.' : 'The browser does not allow copying here.')
  }

  get #text() {
    return this.#shown?.article.text ?? ''
  }

  /** @param {string} words said and shown */
  #note(words) {
    this.#say(words)
    this.#popover.note(words)
  }

  /** @param {string} words */
  #say(words) {
    this.#status.textContent = words
  }
}

/**
 * Where a popover about a range goes: beside all of it, or beside its first line where it is long.
 *
 * @param {Range} range
 */
function placeOf(range) {
  const whole = range.getBoundingClientRect()
  const first = range.getClientRects()[0] ?? whole
  return whole.height > LONGEST_PLACE ? first : new DOMRect(first.left, whole.top, first.width, whole.height)
}
