import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cell, toCsv } from '../../www/page/exports/csv.js'
import { toHtml } from '../../www/page/exports/html.js'
import { numbered, plain, toMarkdown } from '../../www/page/exports/markdown.js'
import { chooseLooks } from '../../www/page/palette.js'
import { result, text } from './fixtures/bridge.mjs'

const VECTOR = '<img src=x onerror=alert(1)>"\'><script>alert(1)</script>'

/** An article whose every part is hostile. */
function hostile() {
  const words = `${VECTOR} [x](javascript:alert(1)) {{7*7}} =cmd()`
  const span = /** @type {[number, number]} */ ([0, words.length])
  return {
    title: words, text: words, looks: new Map(),
    result: {
      unit: 'utf16',
      attributions: [{ id: 'a1', kind: /** @type {any} */ (`direct${VECTOR}`), source: [span], cue: [span], content: [span], speaker: 's1', confidence: 1, why: words }],
      speakers: [{ id: 's1', name: `\u202e${words}`, named: true, role: words, mentions: [span], attributions: ['a1'] }],
      proposals: [{ id: 'p1', proposer: 's1', announced: 2, noun: words, announcement: [span], items: [{ ordinal: 1, content: [span], cue: [] }], complete: false }],
    },
  }
}

test('Markdown lists proposals and the quotes by speaker, and says what is missing', () => {
  const written = toMarkdown({ title: 'The bridge', text, result: result() })
  assert.match(written, /^# The bridge\n/)
  assert.match(written, /## Ana Ruiz: 3 proposals, 2 found\n\n1\. a ferry every hour\n2\. planting trees on both banks\n\n1 other announced was not found/)
  assert.match(written, /## Ana Ruiz \(2 quotes\)\n\nMayor\n\n> The bridge will stay open/)
  assert.match(written, /## Critics \(1 quote\)/)
})

test('Markdown in an article stays text', () => {
  const written = toMarkdown(hostile())
  assert.doesNotMatch(written, /(?<!\\)<|(?<!\\)\[x|\u202e/)
})

test('what Markdown dialects would make a link, a sum or a call to somebody stays text', () => {
  assert.equal(plain('see https://a.example and www.b.example, @team'), 'see https\\://a.example and www\\.b.example, \\@team')
  assert.equal(plain('$5$ x^2^\n=== | `y`'), '\\$5\\$ x\\^2\\^ === \\| \\`y\\`')
  assert.equal(plain('=== 5'), '\\=== 5')
  assert.equal(plain('evil\u202egnp\u2066x\u0000'), 'evil\ufffdgnp\ufffdx\ufffd')
})

test('proposals are copied as a numbered list', () => {
  assert.equal(numbered(text, result().proposals[0]), '1. a ferry every hour\n2. planting trees on both banks')
})

test('CSV has a row a quote and a row a proposal, with who and where', () => {
  const [head, ...rows] = toCsv({ text, result: result() }).trimEnd().split('\r\n')
  assert.match(head, /^\ufefftype,id,kind,speaker/)
  assert.equal(rows.length, 5)
  assert.match(rows[0], /^quote,a1,indirect,Ana Ruiz,true,Mayor,The bridge will stay open at night,Mayor Ana Ruiz,said,36,70,/)
  assert.match(rows[3], /^proposal,p1,proposals,Ana Ruiz,.*,1,3$/)
})

test('no cell of the CSV is a formula', () => {
  for (const one of ['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1']) assert.match(cell(one), /^"?'/, JSON.stringify(one))
  assert.equal(cell(-1), '-1')
  assert.equal(cell('a "b", c'), '"a ""b"", c"')
  assert.doesNotMatch(toCsv(hostile()), /(?:^|,)"?[=+@]/m)
})

test('no cell becomes a formula where a spreadsheet cuts the file at semicolons, tabs or every line', () => {
  assert.equal(cell('We go;=cmd() at 5; soon'), `"We go;'=cmd() at 5; soon"`)
  assert.equal(cell('We go\n\n@SUM(A1)'), `"We go\n\n'@SUM(A1)"`)
  assert.equal(cell('We go\t+1'), `"We go\t'+1"`)
  assert.equal(cell('We go;"=cmd()'), `"We go;'""=cmd()"`)
  assert.equal(cell('Well, - 5; a = b'), '"Well, - 5; a = b"')
  assert.equal(cell('=a\u0000b'), `"'=a\ufffdb"`)
})

test('the HTML file carries every mark, loads nothing and runs nothing', () => {
  const analysis = result()
  const file = toHtml({ title: 'The bridge', text, result: analysis, looks: chooseLooks(analysis) })
  for (const id of ['a1', 'a2', 'a3']) assert.match(file, new RegExp(`data-attribution="${id}"`))
  assert.match(file, /data-proposal="p1" data-ordinal="2"/)
  assert.match(file, /default-src 'none'/)
  assert.doesNotMatch(file, /<(?:script|link|img|iframe|base)|https?:/)
  assert.match(file, /3 proposals, 2 found/)
})

test('markup in an article stays text in the HTML file', () => {
  const file = toHtml(hostile())
  assert.doesNotMatch(file, /<(?:img|script)/)
  assert.match(file, /&lt;img src=x onerror=alert\(1\)&gt;/)
})
