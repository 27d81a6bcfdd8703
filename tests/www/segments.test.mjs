import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitBlocks } from '../../www/page/blocks.js'
import { marksByBlock, marksOf, nest } from '../../www/page/segments.js'
import { result, text } from './fixtures/bridge.mjs'

/** @typedef {import('../../www/page/segments.js').Piece} Piece */

const words = (/** @type {Piece[]} */ pieces) => pieces.map((/** @type {Piece} */ one) => (typeof one === 'string' ? one : words(one.children))).join('')

/** @param {Piece[]} pieces @param {string} type @param {string} id @returns {string[]} the text of each outermost piece with that mark */
function found(pieces, type, id) {
  return pieces.flatMap((one) => {
    if (typeof one === 'string') return []
    return one.mark.type === type && one.mark.id === id ? [words(one.children)] : found(one.children, type, id)
  })
}

/** @param {string} article @param {any} analysis */
function trees(article, analysis) {
  const blocks = splitBlocks(article)
  const lists = marksByBlock(blocks, marksOf(analysis))
  return blocks.map((block, index) => nest(article, block.start, block.end, lists[index]))
}

test('the marked article is the text, letter for letter', () => {
  assert.equal(trees(text, result()).map(words).join(''), text)
})

test('each mark covers exactly what the result says', () => {
  const all = trees(text, result()).flat()
  assert.deepEqual(found(all, 'attribution', 'a2'), ['"The river is ours,"', '"We only forgot it."'])
  assert.deepEqual(found(all, 'source', 'a1'), ['Mayor Ana Ruiz'])
  assert.deepEqual(found(all, 'proposal', 'p1'), ['a ferry every hour', 'planting trees on both banks'])
})

test('a quote within a quote nests; one that crosses its end is cut and still covered', () => {
  const line = 'abcdefghij'
  const one = { kind: 'direct', source: [], cue: [], speaker: null, confidence: 1, why: '' }
  const analysis = { unit: 'utf16', speakers: [], proposals: [], attributions: [
    { ...one, id: 'a1', content: [[0, 6]] }, { ...one, id: 'a2', content: [[2, 4]] }, { ...one, id: 'a3', content: [[5, 9]] },
  ] }
  const all = trees(line, analysis).flat()
  assert.equal(words(all), line)
  assert.equal(found(all, 'attribution', 'a1').join(''), 'abcdef')
  assert.deepEqual(found([all[0]], 'attribution', 'a1').length, 1)
  const inner = typeof all[0] === 'string' ? [] : all[0].children
  assert.deepEqual(found(inner, 'attribution', 'a2'), ['cd'])
  assert.equal(found(inner, 'attribution', 'a3').join('') + found(all.slice(1), 'attribution', 'a3').join(''), 'fghi')
})

test('a quote over several paragraphs is marked in each', () => {
  const article = '“One.\n\n“Two.”'
  const analysis = { unit: 'utf16', speakers: [], proposals: [], attributions: [
    { id: 'a1', kind: 'direct', source: [], cue: [], speaker: null, confidence: 1, why: '', content: [[0, article.length]] },
  ] }
  assert.deepEqual(trees(article, analysis).map((tree) => found(tree, 'attribution', 'a1')), [['“One.\n\n'], ['“Two.”']])
})

test('random overlapping marks never lose, add or move a letter', () => {
  let seed = 12345
  const random = (/** @type {number} */ below) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below
  for (let round = 0; round < 200; round++) {
    const article = Array.from({ length: 60 }, () => 'ab \n'[random(4)]).join('')
    const attributions = Array.from({ length: random(12) }, (_, index) => {
      const start = random(55)
      return { id: `a${index + 1}`, kind: 'direct', source: [], cue: [], speaker: null, confidence: 1, why: '', content: [[start, start + 1 + random(20)]].map(([from, to]) => [from, Math.min(60, to)]) }
    })
    const all = trees(article, { unit: 'utf16', speakers: [], proposals: [], attributions }).flat()
    assert.equal(words(all), article)
    for (const { id, content } of attributions) assert.equal(deepFound(all, id).join(''), article.slice(...content[0]), `round ${round}, ${id}`)
  }
})

/** @param {Piece[]} pieces @param {string} id @returns {string[]} */
function deepFound(pieces, id) {
  return pieces.flatMap((one) => (typeof one === 'string' ? [] : one.mark.id === id ? [words(one.children)] : deepFound(one.children, id)))
}
