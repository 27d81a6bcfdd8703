import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitBlocks, titleOf } from '../../www/page/blocks.js'
import { text } from './fixtures/bridge.mjs'

const joined = (/** @type {string} */ words) => splitBlocks(words).map(({ start, end }) => words.slice(start, end)).join('')

test('blocks joined are the text, whatever it is', () => {
  const texts = [text, '', '\n', '\n\n  \n', 'a', 'a\n', '\na\r\n\r\nb\u2028c', 'x'.repeat(50_000), '😀'.repeat(9000), '\u0000\ud800\n\udc00', ' \t\n'.repeat(500)]
  for (const one of texts) assert.equal(joined(one), one)
})

test('a very long line is cut into pieces that are quick to set, never inside a character', () => {
  const line = '😀'.repeat(20_000)
  const blocks = splitBlocks(line)
  assert.ok(blocks.length > 3)
  for (const { start } of blocks) assert.notEqual(line.charCodeAt(start) & 0xfc00, 0xdc00)
  assert.deepEqual(new Set(blocks.slice(1).map((one) => one.kind)), new Set(['rest']))
})

test('a short line with a blank one below is the title; a sentence is not', () => {
  assert.deepEqual(splitBlocks(text).slice(0, 2).map((one) => one.kind), ['title', 'paragraph'])
  assert.equal(splitBlocks('He said so.\n\nThey left.')[0].kind, 'paragraph')
  assert.equal(splitBlocks('# Bats\n\nText.')[0].kind, 'title')
  assert.equal(splitBlocks('Title of the whole piece\n\n- one\n- two')[1].kind, 'item')
})

test('the title for lists of articles is the headline, or the first words', () => {
  assert.equal(titleOf(text), 'Mayor opens the new bridge at last')
  assert.equal(titleOf('\n\nHe said so.'), 'He said so.')
  assert.equal(titleOf('  \n'), '')
  assert.ok(titleOf('word '.repeat(100)).length <= 90)
})
