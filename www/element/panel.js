// @ts-check
/**
 * The side panel: speakers with their quotes, and proposals, each leading to its place. It is one stop for the Tab key;
 * the arrow keys move inside it.
 */
/** @import { AnnotationResult, Attribution, Proposal, Speaker } from '../types.js' */
/** @import { Mark } from './segments.js' */
import { build } from './build.js'
import { completeness, counted, kindOf, shortened, speakerOf, summary, unturned, wordsAt } from './wording.js'

const EXCERPT_LENGTH = 90

export class Panel {
  #choose
  /** @type {readonly Mark[]} */
  #findings = []
  /** @type {AnnotationResult} */
  #result = { unit: 'utf16', attributions: [], speakers: [], proposals: [] }
  #text = ''

  /** @param {(finding: Mark) => void} choose called with the finding to lead to */
  constructor(choose) {
    this.#choose = choose
    this.element = build('aside', { class: 'ui panel', part: 'panel', 'aria-label': 'Who said what in this article' })
    this.element.addEventListener('keydown', event => this.#key(event))
  }

  /**
   * @param {AnnotationResult} result
   * @param {string} text
   * @param {readonly Mark[]} findings those that are shown
   */
  update(result, text, findings) {
    this.#result = result
    this.#text = text
    this.#findings = findings
    const open = new Set(this.#opened())
    this.element.replaceChildren(
      build('p', { class: 'summary', part: 'summary' }, summary(result)),
      ...this.#speakers(open),
      ...this.#proposals(),
    )
    this.#buttons()[0]?.setAttribute('tabindex', '0')
  }

  focus() {
    this.element.querySelector('button')?.focus()
  }

  #opened() {
    return [...this.element.querySelectorAll('[aria-expanded=true]')].map(button => /** @type {HTMLElement} */ (button).dataset.speaker)
  }

  /** @param {Set<string | undefined>} open the speakers whose quotes were unfolded */
  #speakers(open) {
    const quoted = this.#result.speakers.filter(speaker => this.#quotesOf(speaker).length > 0)
    const rows = quoted.map(speaker => this.#speaker(speaker, open.has(speaker.id)))
    const unnamed = this.#findings.filter(({ attribution }) => attribution && !speakerOf(this.#result, attribution.speaker))
    if (unnamed.length > 0) rows.push(build('li', { part: 'speaker' }, build('p', { class: 'role' }, 'Speaker not named'), this.#quoteList(unnamed)))
    return rows.length === 0 ? [] : [build('h2', { part: 'heading' }, 'Speakers'), build('ul', {}, ...rows)]
  }

  /**
   * @param {Speaker} speaker
   * @param {boolean} open
   */
  #speaker(speaker, open) {
    const quotes = this.#quotesOf(speaker)
    const list = this.#quoteList(quotes)
    list.hidden = !open
    const button = this.#button(() => {
      list.hidden = !list.hidden
      button.setAttribute('aria-expanded', String(!list.hidden))
    }, build('b', {}, build('bdi', {}, unturned(speaker.name))), build('span', { class: 'count' }, counted(quotes.length, 'quote', 'quotes')))
    button.setAttribute('aria-expanded', String(open))
    button.dataset.speaker = speaker.id
    return build('li', { part: 'speaker' }, button, ...(speaker.role ? [build('p', { class: 'role', dir: 'auto' }, unturned(speaker.role))] : []), list)
  }

  /** @param {readonly Mark[]} quotes */
  #quoteList(quotes) {
    return build('ul', { class: 'quotes' }, ...quotes.map(finding => {
      const attribution = /** @type {Attribution} */ (finding.attribution)
      const button = this.#button(() => this.#choose(finding), this.#excerpt(attribution.content))
      button.classList.add('kind', attribution.kind)
      button.title = kindOf(attribution)
      return build('li', { part: 'quote' }, button)
    }))
  }

  #proposals() {
    const shown = this.#result.proposals.filter(({ items }) => this.#findings.some(({ item }) => item && items.includes(item)))
    return shown.length === 0 ? [] : [build('h2', { part: 'heading' }, 'Proposals'), ...shown.flatMap(entry => this.#proposal(entry))]
  }

  /** @param {Proposal} proposal */
  #proposal(proposal) {
    const who = speakerOf(this.#result, proposal.proposer)?.name
    const findings = this.#findings.filter(({ item }) => item && proposal.items.includes(item))
    const items = findings.map(finding => build('li', { part: 'proposal', value: proposal.announced === null ? '' : String(finding.item?.ordinal) },
      this.#button(() => this.#choose(finding), this.#excerpt(finding.item?.content ?? []))))
    return [
      build('p', { class: 'role', part: 'proposer' }, ...(who ? [build('bdi', {}, who), ' · '] : []), completeness(proposal)),
      build(proposal.announced === null ? 'ul' : 'ol', {}, ...items),
    ]
  }

  /** @param {Speaker} speaker */
  #quotesOf(speaker) {
    return this.#findings.filter(({ attribution }) => attribution?.speaker === speaker.id)
  }

  /** @param {import('../types.js').Span[]} spans */
  #excerpt(spans) {
    return shortened(wordsAt(this.#text, spans), EXCERPT_LENGTH)
  }

  /**
   * @param {() => void} run
   * @param {(Node | string)[]} children
   */
  #button(run, ...children) {
    return build('button', { type: 'button', tabindex: '-1', dir: 'auto', onclick: run }, ...children)
  }

  #buttons() {
    return [...this.element.querySelectorAll('button')].filter(button => !button.closest('ul[hidden]'))
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const buttons = this.#buttons()
    const now = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target))
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (now < 0 || next === undefined || !buttons[next]) return
    event.preventDefault()
    buttons[now].tabIndex = -1
    buttons[next].tabIndex = 0
    buttons[next].focus()
  }
}
