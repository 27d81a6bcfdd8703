// @ts-check
/**
 * A result as W3C Web Annotations (JSON-LD): one for each attribution (its content is the target; the kind, the speaker and the
 * source's place are bodies) and one for each proposal item. The same as the command-line program writes.
 * https://www.w3.org/TR/annotation-model/
 *
 * Text positions are Unicode code points there, and UTF-16 code units here: they are converted.
 */
/** @import { AnnotationResult, Attribution, Proposal, ProposalItem, Span, Speaker } from '../types.js' */
import { codePointCounter } from './code-points.js'
import { urnOf } from './urn.js'
import { VERSION } from './version.js'

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
const HOME = 'https://crates.io/crates/article-annotator'
const AGENT = { id: `${HOME}/${VERSION}`, type: 'Software', name: `article-annotator ${VERSION}`, homepage: HOME }

/** How many characters of text around a quote a selector carries. */
const CONTEXT_LENGTH = 32

/**
 * @param {AnnotationResult} result as `annotate` gave it, or corrected
 * @param {string} text what the result's offsets are in
 * @param {{ source?: string }} [options] the article's address; without it one is made of its words
 * @returns {object} an AnnotationPage, ready for `JSON.stringify`
 */
export function toWebAnnotations(result, text, { source = urnOf([text]) } = {}) {
  const page = urnOf([source, text])
  const exporter = new Exporter(result, text, source, page)
  const items = [
    ...result.attributions.map(attribution => exporter.attribution(attribution)),
    ...result.proposals.flatMap(proposal => proposal.items.map(item => exporter.item(proposal, item))),
  ]
  return { '@context': CONTEXT, id: page, type: 'AnnotationPage', items }
}

class Exporter {
  #text
  #source
  #page
  #codePoints
  /** @type {Map<string | null, Speaker>} */
  #speakers

  /**
   * @param {AnnotationResult} result
   * @param {string} text
   * @param {string} source
   * @param {string} page
   */
  constructor(result, text, source, page) {
    this.#text = text
    this.#source = source
    this.#page = page
    this.#codePoints = codePointCounter(text, allSpans(result).flat())
    this.#speakers = new Map(result.speakers.map(speaker => [speaker.id, speaker]))
  }

  /** @param {Attribution} attribution */
  attribution({ id, kind, speaker, source, content }) {
    const known = this.#speakers.get(speaker)
    const body = [
      textBody('tagging', `${kind} quote`),
      ...(known ? [textBody('identifying', known.name)] : []),
      ...(known?.role ? [textBody('describing', known.role)] : []),
      ...source.map(span => this.#place(span, 'identifying')),
    ]
    return this.#annotation(id, body, content)
  }

  /**
   * @param {Proposal} proposal
   * @param {ProposalItem} item
   */
  item({ id, proposer, announced, noun }, { ordinal, content }) {
    const known = this.#speakers.get(proposer)
    const body = [
      textBody('tagging', 'proposal'),
      ...(announced === null ? [] : [textBody('describing', `${ordinal} of ${announced} ${noun ?? 'proposals'}`)]),
      ...(known ? [textBody('identifying', known.name)] : []),
    ]
    return this.#annotation(`${id}.${ordinal}`, body, content)
  }

  /**
   * @param {string} id
   * @param {object[]} body
   * @param {Span[]} content
   */
  #annotation(id, body, content) {
    return {
      '@context': CONTEXT, id: urnOf([this.#page, id]), type: 'Annotation', motivation: 'identifying', creator: AGENT, generator: AGENT,
      body, target: content.map(span => this.#place(span)),
    }
  }

  /**
   * @param {Span} span
   * @param {string} [purpose]
   */
  #place([start, end], purpose) {
    const before = Array.from(this.#text.slice(Math.max(0, start - 2 * CONTEXT_LENGTH), start))
    const after = Array.from(this.#text.slice(end, end + 2 * CONTEXT_LENGTH))
    return {
      type: 'SpecificResource',
      ...(purpose ? { purpose } : {}),
      source: this.#source,
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: this.#text.slice(start, end),
          prefix: before.slice(-CONTEXT_LENGTH).join(''),
          suffix: after.slice(0, CONTEXT_LENGTH).join(''),
        },
        { type: 'TextPositionSelector', start: this.#codePoints(start), end: this.#codePoints(end) },
      ],
    }
  }
}

/**
 * @param {string} purpose
 * @param {string} value
 */
function textBody(purpose, value) {
  return { type: 'TextualBody', purpose, format: 'text/plain', value }
}

/** @param {AnnotationResult} result */
function allSpans({ attributions, proposals }) {
  const said = attributions.flatMap(({ source, content }) => [...source, ...content])
  return [...said, ...proposals.flatMap(({ items }) => items.flatMap(({ content }) => content))]
}
