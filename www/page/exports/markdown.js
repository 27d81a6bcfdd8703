// @ts-check
// Markdown: the proposals as numbered lists and the quotes by speaker. Article text is escaped, so it stays text.

/** @import {Result, Attribution} from '../types.js' */
import { shares, textOf } from '../summary.js'
import { counted, KINDS, missing, plainName, tally, TURNING } from '../wording.js'

/** @param {string} words on one line, with Markdown's own characters escaped, those of its dialects too: sums, addresses, people called by `@` */
export const plain = (words) => escape(words.replace(/\s+/gu, ' ').trim().replaceAll('\u0000', '\ufffd').replace(TURNING, '\ufffd'))

/** @param {string} words */
const escape = (words) =>
  words
    .replace(/[\\`*_{}[\]<>#|~!&^$@]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1')

/**
 * @param {{title: string, text: string, result: Result}} article
 * @returns {string}
 */
export function toMarkdown({ title, text, result }) {
  const parts = [`# ${plain(title || 'Untitled article')}`]
  for (const entry of result.proposals) parts.push(proposals(text, result, entry))
  for (const { speaker, quotes } of shares(text, result)) {
    const own = result.attributions.filter((one) => one.speaker === speaker.id)
    if (!quotes) continue
    const role = speaker.role ? `\n\n${plain(plainName(speaker.role))}` : ''
    parts.push(`## ${plain(plainName(speaker.name))} (${counted(quotes, 'quote')})${role}\n\n${own.map((one) => quote(text, one)).join('\n\n')}`)
  }
  const nobody = result.attributions.filter((one) => !one.speaker)
  if (nobody.length) parts.push(`## Source not named\n\n${nobody.map((one) => quote(text, one)).join('\n\n')}`)
  return `${parts.join('\n\n')}\n`
}

/** @param {string} text @param {Attribution} one */
const quote = (text, one) => `> ${plain(textOf(text, one.content))}\n>\n> ${KINDS[one.kind]}`

/** @param {string} text @param {Result} result @param {Result['proposals'][number]} entry */
function proposals(text, result, entry) {
  const who = result.speakers.find((one) => one.id === entry.proposer)
  const head = `## ${who ? `${plain(plainName(who.name))}: ` : ''}${plain(tally(entry))}`
  const word = missing(entry)
  return `${head}\n\n${numbered(text, entry, plain)}${word ? `\n\n${plain(word)}` : ''}`
}

/**
 * A proposals entry as a numbered list.
 * @param {string} text
 * @param {Result['proposals'][number]} entry
 * @param {(words: string) => string} [write]
 */
export function numbered(text, entry, write = (words) => words.replace(/\s+/gu, ' ').trim()) {
  return entry.items.map((item) => `${item.ordinal}. ${write(textOf(text, item.content))}`).join('\n')
}
