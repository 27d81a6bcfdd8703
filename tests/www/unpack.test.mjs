// @ts-check
// The result as everyone reads it, from the two lists that leave the WebAssembly.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unpack } from '../../www/engine/unpack.js'

/** @param {number[]} numbers @param {string[]} [texts] */
const packed = (numbers, texts = []) => ({ numbers: new Uint8Array(Uint32Array.from(numbers).buffer), texts })

test('nothing found is three empty lists', () => {
  assert.deepEqual(unpack(packed([0, 0, 0])), { unit: 'utf16', attributions: [], speakers: [], proposals: [] })
})

test('attributions, speakers and proposals know one another by id', () => {
  const attributions = [2, 0, 1, 87, 0, 1, 20, 28, 1, 15, 19, 1, 0, 14, 2, 0, 60, 0, 0, 1, 30, 34, 1, 35, 50]
  const speakers = [1, 1, 1, 3, 1, 20, 28]
  const proposals = [1, 1, 6, 4, 1, 60, 74, 0, 1, 1, 1, 0, 14, 0]
  const result = unpack(packed([...attributions, ...speakers, ...proposals], ['why', 'Ana Ruiz', 'mayor', 'proposals']))
  assert.deepEqual(result.attributions, [
    { id: 'a1', kind: 'direct', source: [[20, 28]], cue: [[15, 19]], content: [[0, 14]], speaker: 's1', confidence: 0.87, why: 'why' },
    { id: 'a2', kind: 'indirect', source: [], cue: [[30, 34]], content: [[35, 50]], speaker: null, confidence: 0.6, why: 'why' }
  ])
  assert.deepEqual(result.speakers, [
    { id: 's1', name: 'Ana Ruiz', named: true, role: 'mayor', mentions: [[20, 28]], attributions: ['a1'] }
  ])
  assert.deepEqual(result.proposals, [
    {
      id: 'p1',
      proposer: 's1',
      announced: 5,
      noun: 'proposals',
      announcement: [[60, 74]],
      items: [{ ordinal: 1, content: [[0, 14]], cue: [] }],
      complete: false
    }
  ])
})
