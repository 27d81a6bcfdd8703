// @ts-check
/** What is said to people about a finding. Pure: no DOM. */
/** @import { AnnotationResult, Attribution, Proposal, ProposalItem, Span } from '../types.js' */
/** @import { Mark } from './segments.js' */

const KINDS = { direct: 'Direct quote', mixed: 'Partly quoted', indirect: 'Reported speech' }

/** @param {Attribution} attribution */
export const kindOf = ({ kind }) => KINDS[kind]

/**
 * Words without the marks that override the writing direction: they would turn what is written around them, too.
 *
 * @param {string} words
 */
export const unturned = words => words.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')

/**
 * The words at some spans, as one line.
 *
 * @param {string} text
 * @param {Span[]} spans
 */
export function wordsAt(text, spans) {
  return unturned(spans.map(([start, end]) => text.slice(start, end)).join(' … ')).replace(/\s+/g, ' ').trim()
}

/**
 * @param {string} words
 * @param {number} length the most characters
 */
export function shortened(words, length) {
  if (words.length <= length) return words
  const cut = words.slice(0, length)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > length / 2 ? space : length)}…`
}

/**
 * Who said something, or proposed it, as shown to people.
 *
 * @param {AnnotationResult} result
 * @param {string | null} id a speaker's
 */
export function speakerOf(result, id) {
  const speaker = result.speakers.find(speaker => speaker.id === id)
  return speaker && { ...speaker, name: unturned(speaker.name), role: speaker.role && unturned(speaker.role) }
}

/**
 * The name to show for who said it.
 *
 * @param {AnnotationResult} result
 * @param {string} text
 * @param {Attribution} attribution
 */
export function speakerName(result, text, { speaker, source }) {
  return speakerOf(result, speaker)?.name ?? (wordsAt(text, source) || 'Speaker not named')
}

/**
 * A quote with its attribution, to paste elsewhere. Words that were not quoted get no quotation marks.
 *
 * @param {AnnotationResult} result
 * @param {string} text
 * @param {Attribution} attribution
 */
export function quoteToCopy(result, text, attribution) {
  const role = speakerOf(result, attribution.speaker)?.role
  const who = [speakerName(result, text, attribution), role].filter(Boolean).join(', ')
  const how = attribution.kind === 'indirect' ? ' (reported speech)' : ''
  return `${wordsAt(text, attribution.content)} — ${who}${how}`
}

/**
 * @param {AnnotationResult} result
 * @param {string} text
 * @param {Proposal} proposal
 * @param {ProposalItem} item
 */
export function proposalToCopy(result, text, proposal, item) {
  const who = speakerOf(result, proposal.proposer)?.name
  return `${wordsAt(text, item.content)} — ${[placeOf(proposal, item), who].filter(Boolean).join(', ')}`
}

/**
 * "Proposal 2 of 5", or "Proposal" where no number was announced.
 *
 * @param {Proposal} proposal
 * @param {ProposalItem} item
 */
export function placeOf({ announced }, { ordinal }) {
  return announced === null ? 'Proposal' : `Proposal ${ordinal} of ${announced}`
}

/**
 * "3 proposals · 2 of 3 found".
 *
 * @param {Proposal} proposal
 */
export function completeness({ announced, noun, items, complete }) {
  if (announced === null) return counted(items.length, 'proposal', 'proposals')
  return `${announced} ${noun ?? 'proposals'} · ${complete ? 'all found' : `${items.length} of ${announced} found`}`
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
export function counted(count, one, many) {
  return `${count} ${count === 1 ? one : many}`
}

/**
 * What was found, in one line.
 *
 * @param {AnnotationResult} result
 */
export function summary({ attributions, speakers, proposals }) {
  const items = proposals.reduce((sum, { items }) => sum + items.length, 0)
  const found = [
    attributions.length > 0 && counted(attributions.length, 'quote', 'quotes'),
    speakers.length > 0 && counted(speakers.length, 'speaker', 'speakers'),
    items > 0 && counted(items, 'proposal', 'proposals'),
  ]
  return found.filter(Boolean).join(', ') || 'Nothing found'
}

/**
 * A finding in one line, for those who hear it.
 *
 * @param {AnnotationResult} result
 * @param {string} text
 * @param {Mark} finding
 */
export function spoken(result, text, { attribution, proposal, item }) {
  if (attribution) return `${kindOf(attribution)}. ${speakerName(result, text, attribution)}: ${wordsAt(text, attribution.content)}`
  if (proposal && item) return `${placeOf(proposal, item)}: ${wordsAt(text, item.content)}`
  return ''
}
