// @ts-check
/**
 * A result as W3C Web Annotations (JSON-LD), one for each attribution and each proposal item.
 * https://www.w3.org/TR/annotation-model/
 *
 * Text positions are Unicode code points there, and UTF-16 code units here: they are converted.
 */
/** @import { AnnotationResult, Attribution, Proposal, ProposalItem, Span, Speaker } from '../types.js' */
import { codePointCounter } from './code-points.js'

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
const SOFTWARE = { id: 'https://www.npmjs.com/package/article-annotator', type: 'Software', name: 'article-annotator' }

/** How much text around a quote a selector carries, in UTF-16 code units. */
const CONTEXT_LENGTH = 32

/**
 * @param {AnnotationResult} result as `annotate` gave it, or corrected
 * @param {string} text what the result's offsets are in
 * @param {{ source?: string }} [options] the address of the article
 * @returns {object[]} Web Annotations, ready for `JSON.stringify`
 */
export function toWebAnnotations(result, text, { source = 'about:blank' } = {}) {
  const speakers = new Map(result.speakers.map(speaker => [speaker.id, speaker]))
  const select = selectorsIn(text, source, allSpans(result))
  const attributions = result.attributions.map(attribution => {
    const speaker = speakers.get(attribution.speaker ?? '')
    return webAnnotation(`${source}#${attribution.id}`, attributionBodies(attribution, speaker), attribution.content.map(select))
  })
  const proposals = result.proposals.flatMap(proposal => proposal.items.map(item => {
    const proposer = speakers.get(proposal.proposer ?? '')
    return webAnnotation(`${source}#${proposal.id}.${item.ordinal}`, proposalBodies(proposal, item, proposer), item.content.map(select))
  }))
  return [...attributions, ...proposals]
}

/**
 * @param {string} id
 * @param {object[]} body
 * @param {object[]} target
 */
function webAnnotation(id, body, target) {
  return { '@context': CONTEXT, id, type: 'Annotation', motivation: 'identifying', creator: SOFTWARE, generator: SOFTWARE, body, target }
}

/**
 * @param {Attribution} attribution
 * @param {Speaker | undefined} speaker
 */
function attributionBodies({ kind }, speaker) {
  return [textualBody('tagging', `${kind} quote`), ...speakerBodies(speaker)]
}

/**
 * @param {Proposal} proposal
 * @param {ProposalItem} item
 * @param {Speaker | undefined} proposer
 */
function proposalBodies({ announced, noun }, { ordinal }, proposer) {
  const place = announced === null ? [] : [textualBody('describing', `${ordinal} of ${announced} ${noun ?? 'proposals'}`)]
  return [textualBody('tagging', 'proposal'), ...place, ...speakerBodies(proposer)]
}

/** @param {Speaker | undefined} speaker */
function speakerBodies(speaker) {
  if (!speaker) return []
  const role = speaker.role ? [textualBody('describing', speaker.role)] : []
  return [textualBody('identifying', speaker.name), ...role]
}

/**
 * @param {string} purpose
 * @param {string} value
 */
function textualBody(purpose, value) {
  return { type: 'TextualBody', purpose, value, format: 'text/plain' }
}

/**
 * @param {string} text
 * @param {string} source
 * @param {Span[]} spans every span that will be asked for
 * @returns {(span: Span) => object}
 */
function selectorsIn(text, source, spans) {
  const codePoints = codePointCounter(text, spans.flat())
  return ([start, end]) => ({
    source,
    selector: [
      {
        type: 'TextQuoteSelector',
        exact: text.slice(start, end),
        prefix: text.slice(wholeCharacter(text, start - CONTEXT_LENGTH), start),
        suffix: text.slice(end, wholeCharacter(text, end + CONTEXT_LENGTH)),
      },
      { type: 'TextPositionSelector', start: codePoints(start), end: codePoints(end) },
    ],
  })
}

/**
 * The offset, or the one before where it would cut a character in two.
 *
 * @param {string} text
 * @param {number} offset
 */
function wholeCharacter(text, offset) {
  if (offset <= 0) return 0
  return /^[\uDC00-\uDFFF]/.test(text.charAt(offset)) && /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) ? offset - 1 : offset
}

/** @param {AnnotationResult} result */
function allSpans({ attributions, proposals }) {
  return [...attributions, ...proposals.flatMap(proposal => proposal.items)].flatMap(({ content }) => content)
}
