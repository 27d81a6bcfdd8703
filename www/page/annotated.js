// @ts-check
// Keeps the reading view and its margin notes at what the store says.

/** @import {Store, State} from './store.js' */
import { byId } from './dom.js'
import { LONGEST_TEXT } from './files.js'
import { offTest } from './filters.js'
import { createMargin } from './margin.js'
import { createReading } from './reading.js'

/** @param {{article: HTMLElement, store: Store, open: (key: string, from: HTMLElement) => void}} parts */
export function annotatedReading({ article, store, open }) {
  const reading = createReading(article)
  const margin = createMargin({ root: byId('margin'), article, store, open })
  let shownId = ''

  async function draw() {
    const { text, result, articleId, looks, phase } = store.state
    // While the same article is edited, its marks stay until the new ones are there.
    if (!result && phase === 'annotating' && articleId === shownId) return
    shownId = articleId
    const readable = text.length > LONGEST_TEXT ? '' : text
    article.classList.toggle('is-empty', !readable.trim())
    const done = await reading.show({ text: readable, result, looks, off: offTest(result, store.state) })
    if (!done) return
    margin.watch(reading.shown.elements)
    const { state } = store
    if (state.phase === 'annotating' && result && state.result === result && state.text === text) store.set({ phase: 'annotated' })
  }

  store.on(['result', 'looks', 'articleId', 'problem'], () => void draw())
  store.on(['show', 'threshold', 'only'], () => {
    dim(article, store.state)
    margin.place()
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
