// @ts-check
// The page: makes its parts, ties them together, and starts.

import { annotatedReading } from './page/annotated.js'
import { ask } from './page/ask.js'
import { offerBookmarklet } from './page/bookmarklet-link.js'
import { createDetail } from './page/detail.js'
import { byId } from './page/dom.js'
import { createEngine } from './page/engine.js'
import { createInput, fold } from './page/input.js'
import { createKeyboard } from './page/keyboard.js'
import { createLegend } from './page/legend.js'
import { createLists } from './page/lists.js'
import { placeMenus } from './page/menus.js'
import { createNavigation, createTies, keyOf } from './page/navigation.js'
import { goOffline } from './page/offline.js'
import { createStrip } from './page/overview.js'
import { createPrint } from './page/print.js'
import { createShelf, sampleText, SAMPLES } from './page/recent.js'
import { createSelection } from './page/selection.js'
import { createSession } from './page/session.js'
import { articleFrom } from './page/share.js'
import { createSheet } from './page/sheet.js'
import { createStatus } from './page/status.js'
import { openStorage } from './page/storage.js'
import { createStore } from './page/store.js'
import { shares } from './page/summary.js'
import { createTakeAway } from './page/take-away.js'

const article = byId('annotated')
const textarea = byId('article-text')
const store = createStore()
const status = createStatus(store, () => session)
const { say, note, report } = status
const storage = openStorage(note)
const session = createSession({ store, engine: createEngine(), storage, showText })

/** @param {string} text */
function showText(text) {
  textarea.value = text
  fold(textarea)
}

const sheet = createSheet(store)
const navigation = createNavigation({ store, article, say, reveal: sheet.close })
const taking = createTakeAway(store, say)
const filter = (/** @type {string} */ id) => store.set({ only: store.state.only === id ? null : id })
const detail = createDetail({ store, session, copy: taking.copy, ask, filter })

const lists = createLists(store, { goTo: navigation.goTo, filter, open: detail.open, copyProposals: taking.copyProposals })
const strip = createStrip(store, navigation.goTo)
createLegend(store)
createTies(store)
createPrint(article, store)
placeMenus()
offerBookmarklet(/** @type {HTMLAnchorElement} */ (byId('bookmarklet')), say)
createShelf({ session, storage, say })
createInput({ textarea, session, report })
const reading = annotatedReading({ article, store, open: detail.open, others: [...lists, strip] })
createSelection({ store, session, article, textarea, reading, ask })
createKeyboard(
  {
    step: navigation.step,
    openHere: () => open(document.activeElement),
    filterNth: (index) => {
      const { text, result } = store.state
      const share = result && shares(text, result)[index]
      if (share) filter(share.speaker.id)
    },
    showAll: () => store.set({ only: null }),
    undo: session.undo,
    redo: session.redo,
  },
  textarea,
)

/** @param {unknown} target */
function open(target) {
  if (!(target instanceof HTMLElement)) return
  const mark = /** @type {HTMLElement | null} */ (target.closest('[data-attribution]:not(.is-off), [data-source]:not(.is-off), [data-proposal]:not(.is-off)'))
  if (!mark || !getSelection()?.isCollapsed) return
  const key = keyOf(mark)
  store.set({ here: key })
  detail.open(key, navigation.place(key) ?? mark)
}

article.addEventListener('click', (/** @type {Event} */ event) => open(event.target))
byId('undo').addEventListener('click', session.undo)
byId('redo').addEventListener('click', session.redo)
store.on(['history'], ({ history }) => {
  const [undo, redo] = [byId('undo'), byId('redo')]
  const held = document.activeElement
  undo.disabled = !history.done.length
  redo.disabled = !history.undone.length
  // A button that can do no more hands the keyboard to its neighbour.
  if (held === undo && undo.disabled) redo.focus()
  if (held === redo && redo.disabled) undo.focus()
})
byId('clear').addEventListener('click', () => {
  session.open({ text: '', corrections: [] })
  textarea.focus()
})
addEventListener('pagehide', () => void session.keepNow())
addEventListener('visibilitychange', () => void (document.hidden && session.keepNow()))

/** Opens what the reader came for: a shared article, the last one, or a sample to look at. */
async function start() {
  const shared = await articleFrom(location.hash).catch(() => note('This link is damaged: part of it is missing. Ask for it again.'))
  if (shared) {
    history.replaceState(null, '', location.pathname + location.search)
    return session.open(shared)
  }
  if (textarea.value.trim()) return session.change(textarea.value, true)
  const [last] = await (await storage).recent()
  if (store.state.text) return
  if (last) return session.resume(last)
  const [name] = SAMPLES[0]
  const sample = await sampleText(name).catch(() => '')
  if (store.state.text) return
  if (sample) await session.showSample(name, sample)
  if (store.state.phase === 'loading') store.set({ phase: 'ready' })
}

start()
  .catch((error) => session.fail(error, false))
  .finally(() => goOffline((notice) => byId('desk').append(notice)))
