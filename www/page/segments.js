// @ts-check
// Turns a result into nested marks for each block. In: a text's blocks and a result. Out: for each block a tree whose text is
// the block's text, letter for letter. Marks that overlap nest; one that crosses another's end is cut there, so the pieces
// with one id together cover its span exactly.

/** @import {Result, Span} from './types.js' */
/** @import {Block} from './blocks.js' */

/**
 * @typedef {object} Mark
 * @property {'proposal'|'announcement'|'attribution'|'source'|'cue'|'mention'} type
 * @property {string} id
 * @property {number} start
 * @property {number} end
 * @property {number} [ordinal]
 * @property {boolean} [first]  the first piece of its finding
 * @property {boolean} [last]   the last piece of its finding
 */
/** @typedef {string | {mark: Mark, children: Piece[]}} Piece */

/** Outermost first, where two marks cover the same stretch. */
const ORDER = ['announcement', 'proposal', 'attribution', 'source', 'cue', 'mention']

/**
 * Lists every mark of `result`, in text order, outer before inner.
 * @param {Result} result
 * @returns {Mark[]}
 */
export function marksOf(result) {
  /** @type {Mark[]} */
  const marks = []
  for (const one of result.attributions) {
    add(marks, { type: 'attribution', id: one.id }, one.content)
    add(marks, { type: 'source', id: one.id }, one.source)
    add(marks, { type: 'cue', id: one.id }, one.cue)
  }
  for (const one of result.proposals) {
    add(marks, { type: 'announcement', id: one.id }, one.announcement)
    for (const item of one.items) add(marks, { type: 'proposal', id: one.id, ordinal: item.ordinal }, item.content)
  }
  for (const one of result.speakers) add(marks, { type: 'mention', id: one.id }, one.mentions)
  return marks.sort(outerFirst)
}

/** @param {Mark[]} marks @param {Pick<Mark, 'type'|'id'|'ordinal'>} what @param {Span[]} spans */
function add(marks, what, spans) {
  spans.forEach(([start, end], index) => {
    if (end > start) marks.push({ ...what, start, end, first: index === 0, last: index === spans.length - 1 })
  })
}

/** @param {Mark} a @param {Mark} b */
function outerFirst(a, b) {
  return a.start - b.start || b.end - a.end || ORDER.indexOf(a.type) - ORDER.indexOf(b.type)
}

/**
 * Hands each mark to the blocks it stands in, cut at their edges.
 * @param {Block[]} blocks
 * @param {Mark[]} marks in text order
 * @returns {Mark[][]} one list a block
 */
export function marksByBlock(blocks, marks) {
  /** @type {Mark[][]} */
  const lists = blocks.map(() => [])
  let from = 0
  for (const mark of marks) {
    while (from < blocks.length && blocks[from].end <= mark.start) from++
    for (let at = from; at < blocks.length && blocks[at].start < mark.end; at++) {
      const piece = clip(mark, blocks[at].start, blocks[at].end)
      lists[at].push(piece)
    }
  }
  for (const list of lists) list.sort(outerFirst)
  return lists
}

/** @param {Mark} mark @param {number} start @param {number} end @returns {Mark} */
function clip(mark, start, end) {
  if (mark.start >= start && mark.end <= end) return mark
  return {
    ...mark,
    start: Math.max(mark.start, start),
    end: Math.min(mark.end, end),
    first: mark.first && mark.start >= start,
    last: mark.last && mark.end <= end,
  }
}

/**
 * Nests a block's marks.
 * @param {string} text the whole text
 * @param {number} start
 * @param {number} end
 * @param {Mark[]} marks inside start..end, outer first
 * @returns {Piece[]} whose joined strings are text.slice(start, end)
 */
export function nest(text, start, end, marks) {
  /** @type {Piece[]} */
  const pieces = []
  const waiting = marks.slice()
  let at = start
  while (waiting.length) {
    const mark = /** @type {Mark} */ (waiting.shift())
    if (mark.start > at) pieces.push(text.slice(at, mark.start))
    pieces.push({ mark, children: nest(text, mark.start, mark.end, takeInner(waiting, mark.end)) })
    at = mark.end
  }
  if (at < end) pieces.push(text.slice(at, end))
  return pieces
}

/**
 * Removes from `waiting` the marks that begin before `end`; what reaches past it is cut, and its rest put back.
 * @param {Mark[]} waiting
 * @param {number} end
 */
function takeInner(waiting, end) {
  const count = waiting.findIndex((one) => one.start >= end)
  const begun = waiting.splice(0, count < 0 ? waiting.length : count)
  const rests = begun.filter((one) => one.end > end).map((one) => ({ ...one, start: end, first: false }))
  if (rests.length) {
    waiting.unshift(...rests)
    waiting.sort(outerFirst)
  }
  return begun.map((one) => (one.end > end ? { ...one, end, last: false } : one))
}
