// @ts-check
// Gives each speaker a colour and initials that stay. The colours are Okabe and Ito's (2008), which people with any
// kind of colour vision can tell apart; initials and underline styles say the same without colour.

/** @import {Result} from './types.js' */

/** Colours in the style sheet: .speaker-1 to .speaker-7; 0 is ink, for unnamed and unknown sources. */
export const COLOURS = 7

/** @typedef {{slot: number, initials: string}} Look */
/** @typedef {Map<string, Look & {name: string}>} Looks by speaker id */

/**
 * Chooses the looks for the speakers of `result`: whoever had a colour in `before` keeps it.
 * @param {Result} result
 * @param {Looks} [before]
 * @returns {Looks}
 */
export function chooseLooks(result, before = new Map()) {
  const names = new Set(result.speakers.map((one) => one.name))
  const slotByName = new Map([...before.values()].map((one) => [one.name, one.slot]))
  /** @param {{id: string, name: string}} one */
  const kept = (one) => {
    const renamed = before.get(one.id)
    return slotByName.get(one.name) ?? (renamed && !names.has(renamed.name) ? renamed.slot : undefined)
  }
  const used = new Set(result.speakers.map(kept))
  const free = Array.from({ length: COLOURS }, (_, index) => index + 1).filter((slot) => !used.has(slot))
  const order = result.speakers.slice().sort((a, b) => b.attributions.length - a.attributions.length)
  const slots = new Map(order.map((one, index) => [one.id, one.named ? (kept(one) ?? free.shift() ?? (index % COLOURS) + 1) : 0]))
  /** @type {Map<string, number>} */
  const taken = new Map()
  return new Map(
    result.speakers.map((one) => {
      const initials = distinct(initialsOf(one.name), taken)
      return [one.id, { slot: slots.get(one.id) ?? 0, initials, name: one.name }]
    }),
  )
}

/**
 * The letters a badge shows for a name: "Ilse van der Meer" -> "IM", "critics" -> "C".
 * @param {string} name
 * @returns {string}
 */
export function initialsOf(name) {
  const words = name.split(/[\s-]+/u).filter((word) => /^[^\p{L}\p{N}]*[\p{Lu}\p{Lo}\p{N}]/u.test(word))
  const letters = (words.length ? words : name.split(/\s+/u)).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? '').filter(Boolean)
  const picked = letters.length > 1 ? letters[0] + letters.at(-1) : (letters[0] ?? '?')
  return picked.toLocaleUpperCase()
}

/** @param {string} initials @param {Map<string, number>} taken how often each was asked for */
function distinct(initials, taken) {
  let one = initials
  let count = taken.get(initials) ?? 1
  while (taken.has(one)) one = `${initials}${++count}`
  taken.set(initials, count).set(one, taken.get(one) ?? 1)
  return one
}
