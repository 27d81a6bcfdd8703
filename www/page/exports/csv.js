// @ts-check
// CSV (RFC 4180) for spreadsheets: one row a quote, then one a proposal. A cell that a spreadsheet would take for a formula
// gets an apostrophe before it, and so does what would begin a cell where a spreadsheet cuts at semicolons, tabs or every line.

/** @import {Result, Span} from '../types.js' */
import { textOf } from '../summary.js'
import { plainName } from '../wording.js'

const HEAD = ['type', 'id', 'kind', 'speaker', 'named', 'role', 'text', 'source', 'cue', 'start', 'end', 'confidence', 'why', 'corrected', 'ordinal', 'announced']

/** The beginning of a cell that is a formula, and of what would be one where the file is not cut at commas. */
const FORMULA = /^(?=[\s\u200b]*[=+\-@|%＝＋－＠]|[\t\r\n])/u
const FORMULA_INSIDE = /(?<=[;\t\r\n])(?=(?:["\u200b]|[^\S\t\r\n])*[=+\-@|%＝＋－＠])/gu

/** @param {string | number | boolean | null | undefined} value */
export function cell(value) {
  // NUL cuts a cell short.
  const words = value === null || value === undefined ? '' : String(value).replaceAll('\u0000', '\ufffd')
  const safe = typeof value === 'string' ? words.replace(FORMULA, "'").replace(FORMULA_INSIDE, "'") : words
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * @param {{text: string, result: Result}} article
 * @returns {string} begins with a byte order mark, by which Excel knows UTF-8
 */
export function toCsv({ text, result }) {
  const speakers = new Map(result.speakers.map((one) => [one.id, one]))
  /** @param {string | null} id */
  const who = (id) => {
    const one = id ? speakers.get(id) : undefined
    return one ? [plainName(one.name), one.named, one.role && plainName(one.role)] : ['', '', '']
  }
  const quotes = result.attributions.map((one) => [
    'quote', one.id, one.kind, ...who(one.speaker), textOf(text, one.content), textOf(text, one.source), textOf(text, one.cue),
    ...ends(one.content), one.confidence, one.why, Boolean(one.corrected), '', '',
  ])
  const items = result.proposals.flatMap((entry) =>
    entry.items.map((item) => [
      'proposal', entry.id, entry.noun ?? '', ...who(entry.proposer), textOf(text, item.content), '', textOf(text, item.cue),
      ...ends(item.content), '', '', '', item.ordinal, entry.announced,
    ]),
  )
  return `\ufeff${[HEAD, ...quotes, ...items].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** @param {Span[]} spans */
const ends = (spans) => [spans[0]?.[0] ?? '', spans.at(-1)?.[1] ?? '']
