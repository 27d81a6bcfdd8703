// @ts-check
// Keeps the reading view and its margin notes at what the store says.

/** @import {Store, State} from './store.js' */
import { titleOf } from './blocks.js'
import { breathe, byId } from './dom.js'
import { LONGEST_TEXT } from './files.js'
import { offTest } from './filters.js'
import { holdFocus } from './focus.js'
import { createMargin } from './margin.js'
import { createReading } from './reading.js'
import { plainName } from './wording.js'

const PAGE_TITLE = 'Article Annotator'
/** From so many characters on, the lists wait for one another and for the keyboard. */
const LONG_TEXT = 60_000

/**
 * @param {{article: HTMLElement, store: Store, open: (key: string, from: HTMLElement) => void, others: (() => void)[]}} parts
 *   others: what else shows the result; drawn after the article, before it counts as annotated
 */
export function annotatedReading({ article, store, open, others }) {
  const reading = createReading(article)
  const margin = createMargin({ root: byId('margin'), article, store, open, groups: () => reading.groups })
  let shownId = ''
  let turn = 0

  async function draw() {
    const mine = ++turn
    const { text, result, articleId, looks, phase } = store.state
    // While the same article is edited, its marks stay until the new ones are there.
    if (!result && phase === 'annotating' && articleId === shownId) return
    shownId = articleId
    const readable = text.length > LONGEST_TEXT ? '' : text
    article.classList.toggle('is-empty', !readable.trim())
    document.title = [store.state.sample === null && plainName(titleOf(readable)), PAGE_TITLE].filter(Boolean).join(' · ')
    const giveBack = holdFocus()
    const done = await reading.show({ text: readable, result, looks, off: offTest(result, store.state) })
    giveBack()
    if (!done || !(await drawOthers(text, () => mine === turn))) return
    const { state } = store
    if (state.phase === 'annotating' && !state.preview && result && state.result === result && state.text === text) store.set({ phase: 'annotated' })
  }

  /** @param {string} text @param {() => boolean} wanted */
  async function drawOthers(text, wanted) {
    margin.place()
    for (const one of others) {
      if (text.length > LONG_TEXT) await breathe()
      if (!wanted()) return false
      one()
    }
    return true
  }

  store.on(['result', 'looks', 'articleId', 'problem'], () => void draw())
  store.on(['show', 'threshold', 'only'], () => {
    dim(article, store.state)
    margin.place()
    for (const one of others) one()
  })
  store.on(['sample'], ({ sample }) => {
    const label = byId('sample-label')
    label.hidden = sample === null
    label.textContent = 'A sample, to show what you get:'
  })
  article.dataset.empty = 'The article will stand here, with its quotes and proposals marked.'
  return reading
}

/** @param {HTMLElement} article @param {State} state */
function dim(article, state) {
  const off = offTest(state.result, state)
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll('.attribution, .source, .proposal, .announcement'))) {
    const { attribution, source, proposal, announcement } = mark.dataset
    const type = mark.classList[0]
    mark.classList.toggle('is-off', off(type, attribution ?? source ?? proposal ?? announcement ?? ''))
  }
  article.classList.toggle('hide-speakers', !state.show.speakers)
}
