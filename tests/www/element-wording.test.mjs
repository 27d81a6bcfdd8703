import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkToPassage } from '../../www/element/text-fragment.js'
import { completeness, placeOf, proposalToCopy, quoteToCopy, shortened, spoken, speakerName, summary } from '../../www/element/wording.js'
import { result, text } from './fixtures/ferry.mjs'

const [attribution] = result.attributions
const [proposal] = result.proposals

test('a copied quote carries who said it', () => {
  assert.equal(quoteToCopy(result, text, attribution), '"We must buy two boats … and mend the pier," — Ana Ruiz, mayor')
})

test('words that were only reported are not copied as a quotation', () => {
  const reported = { ...attribution, kind: /** @type {const} */ ('indirect'), content: proposal.items[0].content }
  assert.equal(quoteToCopy(result, text, reported), 'buy two boats — Ana Ruiz, mayor (reported speech)')
})

test('marks that override the writing direction turn nothing of what is shown or copied', () => {
  const turned = structuredClone(result)
  Object.assign(turned.speakers[0], { name: 'Ana \u202EziuR', role: '\u2066mayor' })
  const words = text.replace('buy two', '\u202Ebuy two')
  const moved = { ...attribution, content: attribution.content.map(([start, end], at) => /** @type {[number, number]} */ ([start + at, end + 1])) }
  assert.equal(quoteToCopy(turned, words, moved), '"We must buy two boats … and mend the pier," — Ana ziuR, mayor')
})

test('a source that is no known speaker is named in the text\'s own words, or not at all', () => {
  assert.equal(speakerName(result, text, { ...attribution, speaker: null }), 'Ana Ruiz')
  assert.equal(speakerName(result, text, { ...attribution, speaker: null, source: [] }), 'Speaker not named')
})

test('proposals say their place and whether all were found', () => {
  assert.equal(proposalToCopy(result, text, proposal, proposal.items[1]), 'mend the pier — Proposal 2 of 2, Ana Ruiz')
  assert.equal(completeness(proposal), '2 proposals · all found')
  assert.equal(completeness({ ...proposal, announced: 3, complete: false }), '3 proposals · 2 of 3 found')
  assert.equal(completeness({ ...proposal, announced: null }), '2 proposals')
  assert.equal(placeOf({ ...proposal, announced: null }, proposal.items[0]), 'Proposal')
})

test('a finding is spoken in one line, and a result summed up', () => {
  assert.equal(spoken(result, text, { layer: 'quote', start: 0, end: 1, attribution }), 'Direct quote. Ana Ruiz: "We must buy two boats … and mend the pier,"')
  assert.equal(summary(result), '1 quote, 1 speaker, 2 proposals')
  assert.equal(summary({ ...result, proposals: [] }), '1 quote, 1 speaker')
  assert.equal(summary({ ...result, attributions: [], speakers: [], proposals: [] }), 'Nothing found')
})

test('long words are cut between words', () => {
  assert.equal(shortened('one two three', 20), 'one two three')
  assert.equal(shortened('one two three', 9), 'one two…')
  assert.equal(shortened('incomprehensibilities', 8), 'incompre…')
})

const passage = (/** @type {string} */ all, /** @type {string} */ words, from = 0) => {
  const start = all.indexOf(words, from)
  return linkToPassage('https://example.org/a?b=c#there', all, start, start + words.length)
}

test('a link names a passage by its words, the syntax\'s own characters escaped', () => {
  assert.equal(passage('He said "well-known, yes & no" twice.', '"well-known, yes & no"'),
    'https://example.org/a?b=c#:~:text=%22well%2Dknown%2C%20yes%20%26%20no%22')
})

test('a passage whose words come twice is named with its surroundings', () => {
  assert.equal(passage('First we go home.\nThen we go again.', 'we go', 18), 'https://example.org/a?b=c#:~:text=Then-,we%20go,-again.')
})

test('a long passage, or one over several blocks, is named by its ends', () => {
  const long = 'Nobody should be stranded on the island because the last boat leaves at six in the evening, and nobody should have to sell a car for it.'
  assert.match(passage(`Then: ${long} So.`, long), /text=Nobody%20should%20be%20stranded%20on,sell%20a%20car%20for%20it\.$/)
  assert.match(passage('A: one two\n\nthree four. B', 'one two\n\nthree four.'), /text=one%20two,three%20four\.$/)
})

test('a lone surrogate does not break a link', () => {
  assert.match(passage('a \uD83D b', 'a \uD83D b'), /text=a%20%EF%BF%BD%20b$/)
})
