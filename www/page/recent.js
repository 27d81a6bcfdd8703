// @ts-check
// The list of articles kept in this browser, and the samples.

/** @import {Session} from './session.js' */
/** @import {Storage} from './storage.js' */
import { confirm } from './ask.js'
import { titleOf } from './blocks.js'
import { byId, el } from './dom.js'

/** The first is shown to whoever has no article yet. */
export const SAMPLES = /** @type {const} */ ([
  ['council', 'A council meeting', 'Curly quotes, three demands, an unnamed planner'],
  ['summit', 'A summit report', 'Five announced proposals, page furniture around it'],
  ['science', 'A science story', 'Reported findings and a list of recommendations'],
])

/** @param {string} name @returns {Promise<string>} */
export async function sampleText(name) {
  const answer = await fetch(`samples/${name}.txt`)
  if (!answer.ok) throw new Error('the sample could not be loaded')
  return answer.text()
}

/** @param {{session: Session, storage: Promise<Storage>, say: (words: string) => void}} parts */
export function createShelf({ session, storage, say }) {
  const menu = byId('samples')
  menu.replaceChildren(...SAMPLES.map(([name, title, about]) =>
    el('button', { type: 'button', data: { sample: name }, onclick: () => openSample(name) }, title, el('small', {}, about)),
  ))

  /** @param {string} name */
  async function openSample(name) {
    menu.hidePopover()
    try {
      session.open({ text: await sampleText(name), corrections: [] })
    } catch {
      say('The sample could not be loaded. Check the connection and try again.')
    }
  }

  const dialog = byId('recent')

  async function draw() {
    const articles = await (await storage).recent()
    const rows = articles.map((article) => {
      const title = titleOf(article.text) || 'Untitled'
      const open = el('button', { type: 'button', class: 'goto', data: { article: article.id }, onclick: () => (dialog.close(), session.open(article)) },
        el('bdi', {}, title), el('small', {}, new Date(article.changed).toLocaleString()))
      const remove = async () => (await (await storage).remove(article.id), draw())
      return el('li', {}, open, el('button', { type: 'button', 'aria-label': `Delete ${title}`, onclick: remove }, 'Delete'))
    })
    dialog.replaceChildren(
      el('h2', { id: 'recent-title' }, 'Recent articles'),
      el('p', {}, rows.length ? 'Kept in this browser alone.' : 'No articles yet. What you paste is kept here, in this browser alone.'),
      el('ol', { class: 'recent-list' }, ...rows),
      el('div', { class: 'tools' }, el('button', { type: 'button', onclick: () => dialog.close() }, 'Close'), rows.length && el('button', { type: 'button', id: 'delete-all', onclick: clear }, 'Delete all…')),
    )
  }

  async function clear() {
    dialog.close()
    if (!(await confirm('Delete all articles?', 'All articles and corrections kept in this browser are deleted. This cannot be undone.', 'Delete all'))) return
    session.open({ text: '', corrections: [] })
    await (await storage).clear()
    say('All articles deleted.')
  }

  byId('recent-button').addEventListener('click', async () => {
    await session.keepNow()
    await draw()
    dialog.showModal()
  })
}
