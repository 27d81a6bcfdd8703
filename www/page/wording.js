// @ts-check
// The page's words for what was found. Plain data in, plain sentences out.

/** @import {Attribution, Proposal, Result} from './types.js' */

const number = new Intl.NumberFormat('en')

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${number.format(count)} ${count === 1 ? one : many}`

export const KINDS = { direct: 'Direct quote', mixed: 'Partly quoted', indirect: 'Reported speech' }

/** What was found, in one line. @param {Result} result */
export function found(result) {
  const speakers = result.speakers.filter((one) => one.attributions.length).length
  if (!result.attributions.length && !result.proposals.length) return 'No quotes, speakers or proposals found in this text.'
  return `${counted(result.attributions.length, 'quote')}, ${counted(speakers, 'speaker')}, ${proposed(result)}`
}

/** The proposals: "3 proposals", where a number was announced "5 of 5 proposals", and beside it "and 1 more". @param {Result} result */
function proposed({ proposals }) {
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, one) => all + one, 0)
  const items = sum(proposals.map((one) => one.items.length))
  const announced = sum(proposals.map((one) => one.announced ?? 0))
  if (!announced) return counted(items, 'proposal')
  const held = sum(proposals.map((one) => Math.min(one.items.length, one.announced ?? 0)))
  const more = items > held ? `, and ${number.format(items - held)} more` : ''
  return `${number.format(held)} of ${counted(announced, 'proposal')}${more}`
}

/** How a proposals entry stands: "5 proposals, 5 found". @param {Proposal} entry */
export function tally(entry) {
  const noun = entry.noun ?? 'proposals'
  if (entry.announced === null) return counted(entry.items.length, 'proposal')
  return `${entry.announced} ${noun}, ${entry.items.length} found`
}

/** A plain word where something announced is missing, else ''. @param {Proposal} entry */
export function missing(entry) {
  if (entry.announced === null || entry.complete) return ''
  const lacking = entry.announced - entry.items.length
  if (lacking < 0) return `The article announces ${entry.announced}; ${entry.items.length} were found.`
  const verb = lacking === 1 ? 'was' : 'were'
  return `${counted(lacking, 'other')} announced ${verb} not found in the text.`
}

/** @param {number} confidence 0 to 1 */
export function sureness(confidence) {
  const word = confidence >= 0.9 ? 'Very likely' : confidence >= 0.7 ? 'Likely' : confidence >= 0.5 ? 'Rather likely' : 'Unsure'
  return `${word} (${Math.round(confidence * 100)} %)`
}

/** How long something has been going on: "42 s", "2 min 5 s". @param {number} ms */
export function duration(ms) {
  const seconds = Math.floor(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** @param {string} words @param {number} [limit] */
export function shorten(words, limit = 140) {
  const flat = words.replace(/\s+/gu, ' ').trim()
  if (flat.length <= limit) return flat
  const cut = flat.lastIndexOf(' ', limit)
  return `${flat.slice(0, cut > limit / 2 ? cut : limit).trimEnd()}…`
}

/** What turns the reading direction around, to the end of the line and over whatever is written after it. */
export const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu

/** Names come from the text: without the marks that would turn the reading direction around. @param {string} name */
export const plainName = (name) => name.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')

/** One quote with who said it, to paste elsewhere. @param {string} words @param {string | undefined} name @param {string | null | undefined} role */
export function citation(words, name, role) {
  const who = name ? plainName(name) : 'source not named'
  const said = words.replace(TURNING, '').replace(/\s+/gu, ' ').trim()
  return `${said} — ${who}${role ? `, ${plainName(role)}` : ''}`
}
