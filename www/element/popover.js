// @ts-check
/**
 * The popover beside a finding: who, how, why, and what to take away. In: a finding and where it is. Out: calls back
 * for copying and for stepping on.
 */
/** @import { AnnotationResult, Attribution, Proposal, ProposalItem } from '../types.js' */
/** @import { Mark } from './segments.js' */
import { build } from './build.js'
import { completeness, kindOf, placeOf, shortened, speakerName, speakerOf, wordsAt } from './wording.js'

const EXCERPT_LENGTH = 140
const GAP = 8

/**
 * @typedef {object} PopoverActions
 * @property {(mark: Mark) => void} copy
 * @property {(mark: Mark) => void} link
 * @property {(by: number) => void} step
 * @property {() => void} closed
 */

export class Popover {
  #actions
  #content = build('div')
  #note = build('p', { class: 'note', part: 'note' })
  /** What had the focus before the popover took it. @type {Element | null} */
  #before = null
  /** @type {(() => DOMRect) | null} */
  #place = null
  /** Ends the following of the page's scrolling. */
  #follow = new AbortController()

  /** @param {PopoverActions} actions */
  constructor(actions) {
    this.#actions = actions
    this.element = build('div', { class: 'ui popover', part: 'popover', popover: 'auto', role: 'dialog', tabindex: '-1', 'aria-labelledby': 'who' },
      this.#content, this.#note, this.#steps())
    this.element.addEventListener('beforetoggle', event => {
      if (/** @type {ToggleEvent} */ (event).newState === 'closed') this.#giveFocusBack()
    })
    this.element.addEventListener('toggle', event => {
      if (/** @type {ToggleEvent} */ (event).newState === 'closed') this.#ended()
    })
    this.element.addEventListener('keydown', event => this.#key(event))
  }

  get isOpen() {
    return this.#place !== null
  }

  /**
   * @param {AnnotationResult} result
   * @param {string} text
   * @param {Mark[]} marks what is under the pointer, or one finding; the first is what it is about
   * @param {() => DOMRect} place where the finding is now
   */
  open(result, text, marks, place) {
    const [first] = marks
    const second = marks.find(mark => (mark.item && !first.item) || (mark.attribution && !first.attribution))
    const about = [first, ...(second ? [second] : [])]
    this.#content.replaceChildren(...about.map((mark, index) => this.#section(result, text, mark, index)))
    this.#note.textContent = ''
    this.#place = place
    if (!this.element.matches(':popover-open')) this.element.showPopover()
    this.#follow.abort()
    this.#follow = new AbortController()
    const { signal } = this.#follow
    const view = this.element.ownerDocument.defaultView
    view?.addEventListener('scroll', () => this.#settle(), { signal, capture: true, passive: true })
    view?.addEventListener('resize', () => this.#settle(), { signal })
    this.#settle()
  }

  /** Takes the focus, and gives it back on closing. */
  takeFocus() {
    const focused = this.#focused()
    if (!this.element.contains(focused)) this.#before = focused
    this.element.focus({ preventScroll: true })
  }

  close() {
    if (this.isOpen && this.element.matches(':popover-open')) this.element.hidePopover()
    this.#ended()
  }

  /** @param {string} words */
  note(words) {
    this.#note.textContent = words
  }

  /** What has the focus in the annotator, or in the page around it. */
  #focused() {
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode())
    return root.activeElement ?? /** @type {Document | ShadowRoot} */ (root.host.getRootNode()).activeElement
  }

  /** Browsers do it where the popover took the focus when it was opened, not where it took it later. */
  #giveFocusBack() {
    if (this.element.contains(this.#focused())) /** @type {HTMLElement | null} */ (this.#before)?.focus({ preventScroll: true })
    this.#before = null
  }

  #ended() {
    if (!this.#place) return
    this.#place = null
    this.#follow.abort()
    this.#actions.closed()
  }

  /** Stands below the finding, or above where there is no room, and inside the window. */
  #settle() {
    const place = this.#place?.()
    if (!place) return
    const { offsetWidth: width, offsetHeight: height, style, ownerDocument } = this.element
    const { clientWidth, clientHeight } = ownerDocument.documentElement
    const { scrollX = 0, scrollY = 0 } = ownerDocument.defaultView ?? {}
    const left = Math.max(GAP, Math.min(place.left, clientWidth - width - GAP))
    const fitsBelow = place.bottom + GAP + height <= clientHeight || place.top - GAP - height < 0
    const top = fitsBelow ? place.bottom + GAP : place.top - GAP - height
    style.left = `${left + scrollX}px`
    style.top = `${top + scrollY}px`
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    this.#actions.step(by)
  }

  /**
   * @param {AnnotationResult} result
   * @param {string} text
   * @param {Mark} mark
   * @param {number} index
   */
  #section(result, text, mark, index) {
    const { attribution, proposal, item } = mark
    const lines = attribution ? aboutQuote(result, text, attribution)
      : proposal && item ? aboutProposal(result, text, proposal, item) : []
    if (index === 0) lines[0]?.setAttribute('id', 'who')
    const what = attribution ? 'quote' : 'proposal'
    return build('section', { part: `finding ${what}`, class: what }, ...lines, build('div', { class: 'actions' },
      this.#button(`Copy ${what}`, () => this.#actions.copy(mark)),
      this.#button('Copy link', () => this.#actions.link(mark))))
  }

  #steps() {
    return build('div', { class: 'steps' },
      this.#button('Previous', () => this.#actions.step(-1)),
      this.#button('Next', () => this.#actions.step(1)),
      this.#button('Close', () => this.close()))
  }

  /**
   * @param {string} label
   * @param {() => void} run
   */
  #button(label, run) {
    return build('button', { type: 'button', part: 'button', onclick: run }, label)
  }
}

/**
 * @param {AnnotationResult} result
 * @param {string} text
 * @param {Attribution} attribution
 */
function aboutQuote(result, text, attribution) {
  const cue = wordsAt(text, attribution.cue)
  const role = speakerOf(result, attribution.speaker)?.role
  return [
    build('p', { class: 'who', part: 'speaker', dir: 'auto' }, speakerName(result, text, attribution)),
    ...(role ? [build('p', { class: 'role', part: 'role', dir: 'auto' }, role)] : []),
    build('p', { class: `kind ${attribution.kind}`, part: 'kind' }, build('span', {}, kindOf(attribution)), ...(cue ? [' · “', build('bdi', {}, cue), '”'] : [])),
    build('p', { class: 'why', part: 'why' }, `How it was found: ${attribution.why} (${Math.round(attribution.confidence * 100)} % sure).`),
  ]
}

/**
 * @param {AnnotationResult} result
 * @param {string} text
 * @param {Proposal} proposal
 * @param {ProposalItem} item
 */
function aboutProposal(result, text, proposal, item) {
  const proposer = speakerOf(result, proposal.proposer)
  return [
    build('p', { class: 'who', part: 'speaker' }, placeOf(proposal, item), ...(proposer ? [', ', build('bdi', {}, proposer.name)] : [])),
    build('p', { class: 'role', part: 'content', dir: 'auto' }, shortened(wordsAt(text, item.content), EXCERPT_LENGTH)),
    build('p', { class: 'why', part: 'why' }, `${completeness(proposal)}.`),
  ]
}
