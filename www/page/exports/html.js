// @ts-check
// One self-contained HTML file: the marked article with margin notes and the lists. It loads nothing and runs nothing, and says so
// in a policy of its own. Built as a string for a file, never put into this page.

/** @import {Result} from '../types.js' */
/** @import {Looks} from '../palette.js' */
/** @import {Mark, Piece} from '../segments.js' */
import { splitBlocks } from '../blocks.js'
import { marksByBlock, marksOf, nest } from '../segments.js'
import { shares, textOf } from '../summary.js'
import { counted, KINDS, missing, plainName, tally } from '../wording.js'

const STYLE = `
:root{color-scheme:light dark;--paper:#fbf8f1;--ink:#1d1b18;--soft:#5f5a51}
@media(prefers-color-scheme:dark){:root{--paper:#1b1d20;--ink:#e7e2d8;--soft:#a8a297}}
body{margin:2rem auto;max-width:52rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:1.06rem/1.6 Charter,"Iowan Old Style",Georgia,serif;overflow-wrap:anywhere}
h1,h2{line-height:1.25}
.row{display:grid;grid-template-columns:minmax(0,1fr) 12rem;gap:0 1.5rem}
aside{font:.78rem/1.4 system-ui,sans-serif;color:var(--soft)}
aside b{color:var(--ink)}
mark{background:color-mix(in srgb,var(--hue) 14%,transparent);color:inherit;text-decoration:underline 2px solid var(--hue);text-underline-offset:.22em}
mark.mixed{text-decoration-style:dashed}mark.indirect{text-decoration-style:dotted}
.source{background:color-mix(in srgb,var(--hue) 30%,transparent)}
.announcement{font-weight:600}.proposal{border-bottom:1px solid}
.proposal[data-first]::before{content:attr(data-ordinal) " ";font:600 .75em system-ui,sans-serif;border:1px solid;border-radius:1em;padding:0 .4em;margin-right:.3em}
.s0{--hue:#8a8376}.s1{--hue:#0072b2}.s2{--hue:#d55e00}.s3{--hue:#009e73}.s4{--hue:#cc79a7}.s5{--hue:#e69f00}.s6{--hue:#56b4e9}.s7{--hue:#c9bd2c}
@media(max-width:40rem){.row{display:block}aside{border-left:2px solid;padding-left:.6rem;margin-bottom:.8rem}}
`

const ENTITIES = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })

/** @param {string} words */
export const escapeHtml = (words) => words.replace(/[&<>"']/g, (one) => ENTITIES[one]).replaceAll('\u0000', '\ufffd')

/** @typedef {{title: string, text: string, result: Result, looks: Looks}} Article */

/** @param {Article} article @returns {string} */
export function toHtml(article) {
  const title = escapeHtml(article.title || 'Untitled article')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${marked(article)}
</main>
<section>
${proposals(article)}
${speakers(article)}
</section>
</body>
</html>
`
}

/** @param {Article} article */
function marked({ text, result, looks }) {
  const blocks = splitBlocks(text)
  const lists = marksByBlock(blocks, marksOf(result).filter((mark) => mark.type !== 'mention' && mark.type !== 'cue'))
  const byId = new Map(result.attributions.map((one) => [one.id, one]))
  const write = (/** @type {Piece} */ piece) => (typeof piece === 'string' ? escapeHtml(piece) : element(piece, byId, looks, write))
  const rows = blocks.map((block, index) => {
    const tag = block.kind === 'title' ? 'h1' : block.kind === 'heading' ? 'h2' : 'p'
    const words = nest(text, block.start, block.inner, within(lists[index], block.inner)).map(write).join('')
    return `<div class="row"><${tag} dir="auto">${words}</${tag}><aside>${notes(lists[index], byId, result)}</aside></div>`
  })
  return rows.join('\n')
}

/** Marks cut where the visible text ends. @param {Mark[]} marks @param {number} end */
const within = (marks, end) => marks.filter((one) => one.start < end).map((one) => (one.end > end ? { ...one, end } : one))

/** @param {Exclude<Piece, string>} piece @param {Map<string, Result['attributions'][number]>} byId @param {Looks} looks @param {(piece: Piece) => string} write */
function element({ mark, children }, byId, looks, write) {
  const inner = children.map(write).join('')
  const one = byId.get(mark.id)
  const slot = looks.get(one?.speaker ?? '')?.slot ?? 0
  if (mark.type === 'attribution') return `<mark class="${escapeHtml(one?.kind ?? '')} s${slot}" data-attribution="${mark.id}">${inner}</mark>`
  if (mark.type === 'source') return `<span class="source s${slot}" data-source="${mark.id}">${inner}</span>`
  if (mark.type === 'announcement') return `<span class="announcement">${inner}</span>`
  return `<span class="proposal" data-proposal="${mark.id}" data-ordinal="${mark.ordinal}"${mark.first ? ' data-first' : ''}>${inner}</span>`
}

/** @param {Mark[]} marks @param {Map<string, Result['attributions'][number]>} byId @param {Result} result */
function notes(marks, byId, result) {
  const firsts = marks.filter((mark) => mark.type === 'attribution' && mark.first)
  return firsts.map((mark) => `<p><b>${who(result, byId.get(mark.id)?.speaker)}</b> ${KINDS[byId.get(mark.id)?.kind ?? 'direct']}</p>`).join('')
}

/** @param {Result} result @param {string | null | undefined} id */
function who(result, id) {
  const one = result.speakers.find((each) => each.id === id)
  return one ? `<bdi>${escapeHtml(plainName(one.name))}</bdi>` : 'Source not named'
}

/** @param {Article} article */
function proposals({ text, result }) {
  return result.proposals
    .map((entry) => {
      const items = entry.items.map((item) => `<li>${escapeHtml(textOf(text, item.content))}</li>`).join('')
      const word = missing(entry)
      return `<h2>${who(result, entry.proposer)}: ${escapeHtml(tally(entry))}</h2><ol>${items}</ol>${word ? `<p>${escapeHtml(word)}</p>` : ''}`
    })
    .join('\n')
}

/** @param {Article} article */
function speakers({ text, result }) {
  const rows = shares(text, result).filter((one) => one.quotes)
  const items = rows.map(({ speaker, quotes, words }) => {
    const role = speaker.role ? `, ${escapeHtml(plainName(speaker.role))}` : ''
    return `<li>${who(result, speaker.id)}${role}: ${counted(quotes, 'quote')}, ${counted(words, 'word')}</li>`
  })
  return items.length ? `<h2>Speakers</h2><ul>${items.join('')}</ul>` : ''
}
