// @ts-check
// Figures about a result: who speaks how much and when, and which quotes support which proposal.

/** @import {Attribution, Item, Proposal, Result, Span, Speaker} from './types.js' */

/** @typedef {{speaker: Speaker, quotes: number, words: number}} Share */

/** @param {string} text @param {Span[]} spans */
export const textOf = (text, spans) => spans.map(([start, end]) => text.slice(start, end)).join(' … ')

/** @param {string} words */
export const countWords = (words) => words.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0

/**
 * How much each speaker says, most first.
 * @param {string} text
 * @param {Result} result
 * @returns {Share[]}
 */
export function shares(text, result) {
  const all = new Map(result.speakers.map((speaker) => [speaker.id, { speaker, quotes: 0, words: 0 }]))
  for (const one of result.attributions) {
    const share = one.speaker === null ? undefined : all.get(one.speaker)
    if (!share) continue
    share.quotes += 1
    share.words += countWords(textOf(text, one.content))
  }
  return [...all.values()].sort((a, b) => b.quotes - a.quotes || b.words - a.words)
}

/**
 * Where in the article each finding stands, as parts of its length.
 * @param {string} text
 * @param {Result} result
 * @returns {{attribution: Attribution, from: number, to: number}[]} 0 to 1
 */
export function timeline(text, result) {
  const whole = Math.max(1, text.length)
  return result.attributions
    .filter((one) => one.content.length)
    .map((attribution) => {
      const ends = attribution.content
      return { attribution, from: ends[0][0] / whole, to: ends[ends.length - 1][1] / whole }
    })
}

/**
 * Finds the quotes that carry a proposal further: its proposer's, after the item and before the next one, as long as nobody
 * else speaks in between. Long articles have thousands of both, so the quotes are put in order once.
 * @param {Result} result
 * @returns {(entry: Proposal, item: Item) => Attribution[]} in text order
 */
export function supporters(result) {
  const startOf = (/** @type {Attribution | Item} */ one) => one.content[0]?.[0] ?? 0
  const quotes = result.attributions.slice().sort((a, b) => startOf(a) - startOf(b))
  const starts = quotes.map(startOf)
  return (entry, item) => {
    const end = item.content.at(-1)?.[1] ?? 0
    const limit = entry.items.reduce((next, one) => (startOf(one) > startOf(item) ? Math.min(next, startOf(one)) : next), Infinity)
    const found = []
    for (let at = firstFrom(starts, end); at < quotes.length && starts[at] < limit; at++) {
      if (quotes[at].speaker !== entry.proposer || entry.proposer === null) break
      if (quotes[at].kind !== 'indirect') found.push(quotes[at])
    }
    return found
  }
}

/** Where the first of the sorted `numbers` stands that is not less than `least`. @param {number[]} numbers @param {number} least */
function firstFrom(numbers, least) {
  let [from, to] = [0, numbers.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (numbers[middle] < least) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * Everything one can step through, in text order.
 * @param {Result} result
 * @returns {{key: string, start: number, attribution?: Attribution, proposal?: Proposal, item?: Item}[]}
 */
export function findings(result) {
  const quotes = result.attributions.map((one) => ({ key: one.id, start: one.content[0]?.[0] ?? 0, attribution: one }))
  const items = result.proposals.flatMap((proposal) =>
    proposal.items.map((item) => ({ key: `${proposal.id}.${item.ordinal}`, start: item.content[0]?.[0] ?? 0, proposal, item })),
  )
  return [...quotes, ...items].sort((a, b) => a.start - b.start)
}
