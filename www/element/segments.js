// @ts-check
/**
 * From a result to what is painted. Pure: no DOM. In: a result, offsets in any one unit. Out: marks (one a
 * span, overlapping as they like), and segments (flat, sorted, disjoint runs that name the marks above them).
 */
/** @import { AnnotationResult, Attribution, Proposal, ProposalItem, Span } from '../types.js' */

/** @typedef {'quote' | 'speaker' | 'cue' | 'proposal'} Layer */
/** @typedef {'quotes' | 'speakers' | 'proposals'} Subject */

/**
 * One span of one finding. A quote, cue or speaker mark has its `attribution`; a proposal mark has its
 * `proposal` and `item`.
 *
 * @typedef {object} Mark
 * @property {Layer} layer
 * @property {number} start
 * @property {number} end
 * @property {Attribution} [attribution]
 * @property {Proposal} [proposal]
 * @property {ProposalItem} [item]
 */

/**
 * A run of text under the same marks, the outermost first.
 *
 * @typedef {object} Segment
 * @property {number} start
 * @property {number} end
 * @property {Mark[]} marks
 */

/** The subjects that can be shown, in the order in which they are listed. */
export const SUBJECTS = /** @type {const} */ (['quotes', 'speakers', 'proposals'])

/**
 * The marks of a result, sorted by start, the longer first where two start together.
 *
 * @param {AnnotationResult} result
 * @param {Iterable<Subject>} [show] which subjects; all by default
 * @returns {Mark[]}
 */
export function marksOf(result, show = SUBJECTS) {
  const shown = new Set(show)
  /** @type {Mark[]} */
  const marks = []
  for (const attribution of result.attributions) {
    if (shown.has('quotes')) {
      addMarks(marks, attribution.content, { layer: 'quote', attribution })
      addMarks(marks, attribution.cue, { layer: 'cue', attribution })
    }
    if (shown.has('speakers')) addMarks(marks, attribution.source, { layer: 'speaker', attribution })
  }
  if (shown.has('proposals')) addProposals(marks, result.proposals)
  return marks.sort(byPlace)
}

/**
 * The flat runs under the marks; text under no mark is in none.
 *
 * @param {readonly Mark[]} marks sorted as `marksOf` sorts them
 * @returns {Segment[]}
 */
export function segmentsOf(marks) {
  const ends = [...marks].sort((a, b) => a.end - b.end)
  const cuts = [...new Set(marks.flatMap(mark => [mark.start, mark.end]))].sort((a, b) => a - b)
  /** @type {Segment[]} */
  const segments = []
  /** @type {Set<Mark>} */
  const open = new Set()
  let nextStart = 0
  let nextEnd = 0
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i]
    while (nextEnd < ends.length && ends[nextEnd].end <= start) open.delete(ends[nextEnd++])
    while (nextStart < marks.length && marks[nextStart].start <= start) open.add(marks[nextStart++])
    if (open.size > 0) segments.push({ start, end: cuts[i + 1], marks: [...open] })
  }
  return segments
}

/**
 * @param {Mark[]} marks
 * @param {Proposal[]} proposals
 */
function addProposals(marks, proposals) {
  for (const proposal of proposals) {
    for (const item of proposal.items) addMarks(marks, item.content, { layer: 'proposal', proposal, item })
  }
}

/**
 * @param {Mark[]} marks
 * @param {Span[]} spans
 * @param {Omit<Mark, 'start' | 'end'>} mark
 */
function addMarks(marks, spans, mark) {
  for (const [start, end] of spans) {
    if (start < end) marks.push({ ...mark, start, end })
  }
}

/**
 * @param {Mark} a
 * @param {Mark} b
 */
function byPlace(a, b) {
  return a.start - b.start || b.end - a.end
}
