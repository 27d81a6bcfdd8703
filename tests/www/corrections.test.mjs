import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locate } from '../../www/page/anchors.js'
import { anchorsOf, correct, soundCorrections } from '../../www/page/corrections.js'
import * as history from '../../www/page/history.js'
import { at, result, text } from './fixtures/bridge.mjs'

const on = (/** @type {string} */ words) => anchorsOf(text, [at(words)])
const RIVER = anchorsOf(text, [at('"The river is ours,"'), at('"We only forgot it."')])
/** @param {string} article @param {any[]} corrections */
const corrected = (article, corrections, raw = result()) => correct(article, raw, corrections)

test('without corrections the result is as the engine gave it', () => {
  assert.deepEqual(corrected(text, []).result, result())
})

test('a quote goes to another speaker, or to a new one', () => {
  const { result: moved } = corrected(text, [{ kind: 'reassign', at: RIVER, speaker: 'Critics' }])
  assert.equal(moved.attributions[1].speaker, 's2')
  assert.deepEqual(moved.speakers.map((one) => one.attributions), [['a1'], ['a2', 'a3']])
  const { result: made } = corrected(text, [{ kind: 'reassign', at: RIVER, speaker: 'Bill Hadley' }])
  assert.equal(made.speakers.find((one) => one.name === 'Bill Hadley')?.attributions[0], 'a2')
})

test('two speakers become one, with all that was theirs', () => {
  const { result: merged } = corrected(text, [{ kind: 'merge', from: 'Critics', into: 'Ana Ruiz' }])
  assert.deepEqual(merged.speakers.map((one) => [one.name, one.attributions.length, one.mentions.length]), [['Ana Ruiz', 3, 5]])
})

test('a new name stays for later corrections; a name that is taken merges', () => {
  const { result: renamed } = corrected(text, [{ kind: 'rename', from: 'Ana Ruiz', to: 'Ana B. Ruiz' }, { kind: 'reassign', at: on('the plan was "a postcard"'), speaker: 'Ana B. Ruiz' }])
  assert.deepEqual(renamed.speakers.map((one) => [one.name, one.attributions.length]), [['Ana B. Ruiz', 3]])
  assert.equal(corrected(text, [{ kind: 'rename', from: 'Critics', to: 'Ana Ruiz' }]).result.speakers.length, 1)
})

test('a wrong mark goes, and its speaker with it where nothing else was theirs', () => {
  const { result: rest } = corrected(text, [{ kind: 'remove', at: on('the plan was "a postcard"') }])
  assert.deepEqual(rest.attributions.map((one) => one.id), ['a1', 'a2'])
  assert.deepEqual(rest.speakers.map((one) => one.name), ['Ana Ruiz'])
})

test('a quote of the reader stands in its place among the others', () => {
  const { result: more } = corrected(text, [{ kind: 'quote', at: on('a postcard'), speaker: 'Critics', form: 'direct' }])
  const added = more.attributions.find((one) => one.id === 'a4')
  assert.deepEqual(added?.content, [at('a postcard')])
  assert.equal(added?.speaker, 's2')
})

test('a proposal of the reader fills the announced number; removing one opens it again', () => {
  const third = /** @type {const} */ ({ kind: 'proposal', at: on('The bridge will stay open at night'), speaker: 'Ana Ruiz' })
  const { result: full } = corrected(text, [third])
  assert.deepEqual(full.proposals.map((one) => [one.complete, one.items.map((item) => item.ordinal)]), [[true, [1, 2, 3]]])
  assert.deepEqual(full.proposals[0].items[0].content, [at('The bridge will stay open at night')])
  const { result: fewer } = corrected(text, [third, { kind: 'unpropose', at: on('a ferry every hour') }])
  assert.deepEqual([fewer.proposals[0].complete, fewer.proposals[0].items.length], [false, 2])
})

test('corrections survive edits around their passage, and wait while it is gone', () => {
  const corrections = [{ kind: 'reassign', at: RIVER, speaker: 'Critics' }]
  const longer = `A first line of some length.\n\n${text}`
  const shift = longer.length - text.length
  const raw = JSON.parse(JSON.stringify(result()), (key, value) => (Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number') ? value.map((one) => one + shift) : value))
  assert.equal(corrected(longer, corrections, raw).result.attributions[1].speaker, 's2')
  const { passedOver, result: as } = corrected(text.replace('ours', 'hers'), corrections)
  assert.equal(passedOver.length, 1)
  assert.equal(as.attributions[1].speaker, 's1')
})

test('of two equal passages the one in the same surroundings is found', () => {
  const article = 'First: "Yes," said Ann. Then: "Yes," said Bob.'
  const second = article.lastIndexOf('"Yes,"')
  const [anchor] = anchorsOf(article, [[second, second + 6]])
  assert.deepEqual(locate(`Well. ${article}`, anchor), [second + 6, second + 12])
  assert.equal(locate('nothing alike', anchor), null)
})

test('undo and redo walk back and forth; a new correction forgets what was undone', () => {
  /** @type {any[]} */
  const [one, two] = [{ kind: 'merge', from: 'a', into: 'b' }, { kind: 'merge', from: 'c', into: 'd' }]
  let log = history.record(history.record(history.begin(), one), two)
  log = history.undo(history.undo(log))
  assert.deepEqual([log.done, log.undone], [[], [one, two]])
  assert.equal(history.undo(log), log)
  log = history.redo(log)
  assert.deepEqual(log.done, [one])
  log = history.record(log, one)
  assert.deepEqual([log.done.length, log.undone.length], [2, 0])
})

test('what comes in a link is taken for corrections only where it is', () => {
  const good = [
    { kind: 'reassign', at: RIVER, speaker: '' }, { kind: 'remove', at: RIVER }, { kind: 'rename', from: 'a', to: 'b' }, { kind: 'merge', from: 'a', into: 'b' },
    { kind: 'quote', at: RIVER, speaker: 'Ana', form: 'mixed' }, { kind: 'proposal', at: RIVER, speaker: null }, { kind: 'unpropose', at: RIVER },
  ]
  const bad = [
    null, 7, 'remove', {}, { kind: 'constructor' }, { kind: '__proto__' }, { kind: 'remove' }, { kind: 'remove', at: [null] }, { kind: 'remove', at: [{ ...RIVER[0], prefix: 1 }] },
    { kind: 'quote', at: RIVER, speaker: 'Ana', form: '"><meta http-equiv=refresh>' }, { kind: 'rename', from: 'a', to: {} },
  ]
  assert.deepEqual(soundCorrections([...bad, ...good]), good)
  assert.deepEqual([soundCorrections(undefined), soundCorrections('remove'), soundCorrections({ length: 1 })], [[], [], []])
  assert.ok(soundCorrections(Array(100_000).fill(good[1])).length < 10_000)
})
