// @ts-check
// Applies a reader's corrections to a result. In: a text, the engine's result for it, and the corrections in the order they were
// made. Out: a new result of the same shape. A correction whose passage or speaker no longer stands is passed over, and
// comes back when an edit brings its passage back.

/** @import {Anchor, Attribution, Correction, Proposal, Result, Span, Speaker} from './types.js' */
import { describe, locate } from './anchors.js'

/** Two passages are taken for the same one where they share half of what they cover together. */
const SAME_PASSAGE = 0.5

/**
 * @param {string} text
 * @param {Result} result left as it is
 * @param {Correction[]} corrections
 * @returns {{result: Result, passedOver: Correction[]}}
 */
export function correct(text, result, corrections) {
  const copy = structuredClone(result)
  const passedOver = corrections.filter((one) => !APPLY[one.kind](text, copy, /** @type {any} */ (one)))
  if (corrections.length) settle(copy)
  return { result: copy, passedOver }
}

/** More corrections than anybody makes by hand are not taken from a link. */
const MOST = 2000

/**
 * What of `given`, which came from a link or from storage, are corrections indeed: whoever made it may mean harm.
 * @param {unknown} given
 * @returns {Correction[]}
 */
export function soundCorrections(given) {
  return Array.isArray(given) ? given.slice(0, MOST).filter(isCorrection) : []
}

/** What each kind carries. @type {Record<Correction['kind'], Record<string, (value: any) => boolean>>} */
const FIELDS = {
  reassign: { at: areAnchors, speaker: isName },
  remove: { at: areAnchors },
  rename: { from: isText, to: isText },
  merge: { from: isText, into: isText },
  quote: { at: areAnchors, speaker: isName, form: (value) => ['direct', 'mixed', 'indirect'].includes(value) },
  proposal: { at: areAnchors, speaker: isName },
  unpropose: { at: areAnchors },
}

/** @param {any} one @returns {one is Correction} */
function isCorrection(one) {
  if (typeof one !== 'object' || one === null || !Object.hasOwn(FIELDS, one.kind)) return false
  const fields = FIELDS[/** @type {Correction['kind']} */ (one.kind)]
  return Object.entries(fields).every(([name, fits]) => fits(one[name]))
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === 'string'
}

/** A speaker's name; none where the source is not named. @param {unknown} value */
function isName(value) {
  return isText(value) || value === null || value === undefined
}

/** @param {any} value */
function areAnchors(value) {
  const whole = (/** @type {any} */ one) => Number.isFinite(one?.start) && [one.exact, one.prefix, one.suffix].every(isText)
  return Array.isArray(value) && value.every(whole)
}

/** Each returns whether its passage or speaker was found. @type {Record<Correction['kind'], (text: string, result: Result, one: any) => boolean>} */
const APPLY = {
  reassign(text, result, one) {
    const found = attributionAt(result, spansOf(text, one.at))
    if (!found) return false
    const speaker = one.speaker ? speakerNamed(result, one.speaker) : null
    Object.assign(found, { speaker: speaker?.id ?? null, confidence: 1, why: 'You chose this speaker.', corrected: true })
    return true
  },
  remove(text, result, one) {
    const found = attributionAt(result, spansOf(text, one.at))
    if (found) result.attributions.splice(result.attributions.indexOf(found), 1)
    return Boolean(found)
  },
  rename(_text, result, one) {
    const speaker = result.speakers.find((each) => each.name === one.from)
    if (!speaker) return false
    const other = result.speakers.find((each) => each.name === one.to && each !== speaker)
    if (other) mergeInto(result, speaker, other)
    else Object.assign(speaker, { name: one.to, named: true })
    return true
  },
  merge(_text, result, one) {
    const from = result.speakers.find((each) => each.name === one.from)
    const into = result.speakers.find((each) => each.name === one.into)
    if (from && into && from !== into) mergeInto(result, from, into)
    return Boolean(from && into)
  },
  quote(text, result, one) {
    const content = spansOf(text, one.at)
    if (!content.length) return false
    const speaker = one.speaker ? speakerNamed(result, one.speaker).id : null
    const id = freshId('a', result.attributions)
    const added = { kind: one.form, source: [], cue: [], confidence: 1, why: 'You marked this passage.', corrected: true }
    result.attributions.push({ id, content, speaker, ...added })
    return true
  },
  proposal(text, result, one) {
    const content = spansOf(text, one.at)
    if (!content.length) return false
    const proposer = one.speaker ? speakerNamed(result, one.speaker).id : null
    openEntry(result, proposer).items.push({ ordinal: 0, content, cue: [] })
    return true
  },
  unpropose(text, result, one) {
    const spans = spansOf(text, one.at)
    for (const entry of result.proposals) {
      const index = entry.items.findIndex((item) => overlap(item.content, spans) >= SAME_PASSAGE)
      if (index >= 0) return Boolean(entry.items.splice(index, 1))
    }
    return false
  },
}

/** @param {string} text @param {Anchor[]} anchors @returns {Span[]} [] unless every part still stands */
function spansOf(text, anchors) {
  const spans = anchors.map((anchor) => locate(text, anchor))
  return spans.every((span) => span !== null) ? /** @type {Span[]} */ (spans) : []
}

/** The attribution that covers most of `spans`. @param {Result} result @param {Span[]} spans @returns {Attribution | undefined} */
function attributionAt(result, spans) {
  const scores = result.attributions.map((one) => overlap(one.content, spans))
  const best = scores.reduce((a, b) => Math.max(a, b), 0)
  return best >= SAME_PASSAGE ? result.attributions[scores.indexOf(best)] : undefined
}

/**
 * How much two passages have in common: shared characters over all characters (the Jaccard index).
 * @param {Span[]} a
 * @param {Span[]} b
 * @returns {number} 0 to 1
 */
export function overlap(a, b) {
  const length = (/** @type {Span[]} */ spans) => spans.reduce((sum, [start, end]) => sum + end - start, 0)
  let shared = 0
  for (const [start, end] of a) {
    for (const [from, to] of b) shared += Math.max(0, Math.min(end, to) - Math.max(start, from))
  }
  const all = length(a) + length(b) - shared
  return all ? shared / all : 0
}

/** The speaker of that name; a new one where the article has none. @param {Result} result @param {string} name @returns {Speaker} */
function speakerNamed(result, name) {
  const found = result.speakers.find((one) => one.name === name)
  if (found) return found
  const made = { id: freshId('s', result.speakers), name, named: true, role: null, mentions: [], attributions: [] }
  result.speakers.push(made)
  return made
}

/** @param {string} letter @param {{id: string}[]} taken */
function freshId(letter, taken) {
  const highest = taken.reduce((most, { id }) => Math.max(most, Number(id.slice(1)) || 0), 0)
  return `${letter}${highest + 1}`
}

/** @param {Result} result @param {Speaker} from @param {Speaker} into */
function mergeInto(result, from, into) {
  for (const one of result.attributions) if (one.speaker === from.id) one.speaker = into.id
  for (const one of result.proposals) if (one.proposer === from.id) one.proposer = into.id
  into.mentions = [...into.mentions, ...from.mentions].sort((a, b) => a[0] - b[0])
  into.role ??= from.role
  result.speakers.splice(result.speakers.indexOf(from), 1)
}

/** The proposer's entry that a new item belongs to: one with items missing first. @param {Result} result @param {string | null} proposer @returns {Proposal} */
function openEntry(result, proposer) {
  const own = result.proposals.filter((one) => one.proposer === proposer)
  const found = own.find((one) => one.announced && one.items.length < one.announced) ?? own.find((one) => !one.announced)
  if (found) return found
  const made = { id: freshId('p', result.proposals), proposer, announced: null, noun: null, announcement: [], items: [], complete: false }
  result.proposals.push(made)
  return made
}

/** Puts lists, ordinals and counts in order again. @param {Result} result */
function settle(result) {
  result.attributions.sort((a, b) => startOf(a.content) - startOf(b.content))
  for (const entry of result.proposals) {
    entry.items.sort((a, b) => startOf(a.content) - startOf(b.content))
    entry.items.forEach((item, index) => (item.ordinal = index + 1))
    entry.complete = entry.items.length === entry.announced
  }
  result.proposals = result.proposals.filter((one) => one.items.length || one.announced)
  for (const speaker of result.speakers) {
    speaker.attributions = result.attributions.filter((one) => one.speaker === speaker.id).map((one) => one.id)
  }
  const proposers = new Set(result.proposals.map((one) => one.proposer))
  result.speakers = result.speakers.filter((one) => one.attributions.length || proposers.has(one.id))
}

/** @param {Span[]} spans */
const startOf = (spans) => spans[0]?.[0] ?? 0

/**
 * Anchors for the passage of a correction.
 * @param {string} text
 * @param {Span[]} spans
 * @returns {Anchor[]}
 */
export function anchorsOf(text, spans) {
  return spans.map((span) => describe(text, span))
}
