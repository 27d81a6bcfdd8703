// @ts-check
// Taking findings away: copy, download, print, a link.

/** @import {Store} from './store.js' */
import { titleOf } from './blocks.js'
import { byId, el } from './dom.js'
import { toCsv } from './exports/csv.js'
import { toHtml } from './exports/html.js'
import { numbered, toMarkdown } from './exports/markdown.js'
import { COMFORTABLE_LINK, linkTo, LONGEST_LINK } from './share.js'
import { counted } from './wording.js'

/** @param {Store} store @param {(words: string) => void} say */
export function createTakeAway(store, say) {
  const menu = byId('take-away')
  const article = () => {
    const { text, result, looks } = store.state
    return result && { title: titleOf(text), text, result, looks }
  }
  /** @typedef {NonNullable<ReturnType<typeof article>>} Article */

  /** @param {(article: Article) => unknown} work */
  const run = (work) => async () => {
    menu.hidePopover()
    const one = article()
    if (!one) return say('There is nothing to take away yet.')
    try {
      await work(one)
    } catch {
      say('That did not work. Nothing was lost; try again.')
    }
  }

  /** @param {string} words @param {string} told */
  async function copy(words, told) {
    try {
      await navigator.clipboard.writeText(words)
      say(told)
    } catch {
      offer('Copy this', 'The browser did not let the page copy. Select the text below and copy it.', words)
    }
  }

  const entries = /** @type {[string, string, (article: Article) => unknown][]} */ ([
    ['copy-markdown', 'Copy as Markdown', (one) => copy(toMarkdown(one), 'Markdown copied.')],
    ['save-markdown', 'Download Markdown', (one) => save(one.title, 'md', 'text/markdown', toMarkdown(one))],
    ['save-csv', 'Download CSV, for spreadsheets', (one) => save(one.title, 'csv', 'text/csv', toCsv(one))],
    ['save-json', 'Download JSON', (one) => save(one.title, 'json', 'application/json', toJson(one))],
    ['save-jsonld', 'Download Web Annotations (JSON-LD)', async (one) => save(one.title, 'jsonld', 'application/ld+json', await toJsonLd(one))],
    ['save-html', 'Download one HTML file', (one) => save(one.title, 'html', 'text/html', toHtml(one))],
    ['print', 'Print, or save as PDF', () => print()],
    ['link', 'Make a link…', () => share()],
  ])
  menu.replaceChildren(...entries.map(([id, words, work]) => el('button', { type: 'button', data: { take: id }, onclick: run(work) }, words)))

  async function share() {
    const { text, history } = store.state
    const link = await linkTo(location.href, { text, corrections: history.done })
    if (link.length > LONGEST_LINK) return offer('Too long for a link', 'This article does not fit in a link. Download the HTML file and send that instead.', '')
    const warning = link.length > COMFORTABLE_LINK ? `This link is long (${counted(link.length, 'character')}): mail and chat programs may cut it. The HTML file is safer.` : ''
    offer('A link with the article in it', 'The text is inside the link itself, after the #, which browsers do not send to any server. Whoever has the link can read the article.', link, warning)
  }

  /** @param {string} title @param {string} words @param {string} value @param {string} [warning] */
  function offer(title, words, value, warning = '') {
    const dialog = byId('share')
    const box = value && el('textarea', { readonly: true, rows: 4, 'aria-label': title, id: 'share-value' })
    if (box) box.value = value
    dialog.replaceChildren(
      el('h2', { id: 'share-title' }, title),
      el('p', {}, words),
      warning && el('p', { class: 'warning', id: 'share-warning' }, warning),
      box,
      el('div', { class: 'tools' },
        value && el('button', { type: 'button', class: 'main', onclick: () => (dialog.close(), copy(value, 'Copied.')) }, 'Copy'),
        el('button', { type: 'button', onclick: () => dialog.close() }, 'Close')),
    )
    dialog.showModal()
    box?.select()
  }

  return {
    copy,
    /** @param {string} id */
    copyProposals(id) {
      const one = article()
      const entry = one?.result.proposals.find((each) => each.id === id)
      if (one && entry) void copy(numbered(one.text, entry), 'Proposals copied.')
    },
  }
}

/** @param {{title: string, text: string, result: import('./types.js').Result}} article */
function toJson({ title, text, result }) {
  return `${JSON.stringify({ title, text, ...result }, null, 2)}\n`
}

/** @param {{text: string, result: import('./types.js').Result}} article */
async function toJsonLd({ text, result }) {
  const { toWebAnnotations } = await import('../engine/annotator.js')
  const source = `urn:sha-256:${await digest(text)}`
  return `${JSON.stringify(await toWebAnnotations(result, text, { source }), null, 2)}\n`
}

/** @param {string} text */
async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
}

/** @param {string} title @param {string} extension @param {string} type @param {string} content */
function save(title, extension, type, content) {
  const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'article'
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = el('a', { href: url, download: `${name}.${extension}` })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
