// @ts-check
// The life of an article on the page: text in, the engine's result, corrections on top, kept in the browser. The only place that
// changes the article in the store.

/** @import {State, Store} from './store.js' */
/** @import {Storage} from './storage.js' */
/** @import {Article, Correction, Result} from './types.js' */
import { correct } from './corrections.js'
import { EngineForbidden, EngineMissing, Superseded } from './engine.js'
import { looksBinary, refusal } from './files.js'
import * as history from './history.js'
import { chooseLooks } from './palette.js'

const TYPING_PAUSE_MS = 120
const KEEP_PAUSE_MS = 400
/** A text that was not read to its end, and is so long that it may be the reason, is not read again unasked. */
const LONG_TEXT = 1_000_000

/** @typedef {ReturnType<typeof createSession>} Session */
/** An article to open: one that was kept, or a new one. @typedef {Pick<Article, 'text'|'corrections'> & Partial<Article>} Opened */

/**
 * @param {{store: Store, engine: ReturnType<typeof import('./engine.js').createEngine>, storage: Promise<Storage>, showText: (text: string) => void}} parts
 */
export function createSession({ store, engine, storage, showText }) {
  let pause = 0
  let keeping = 0
  /** What was kept last: the same need not be kept again. @type {Omit<Article, 'changed'> | null} */
  let kept = null

  store.on(['phase'], ({ phase }) => {
    if (phase === 'annotated') keepSoon()
  })

  /** @param {string} text @param {boolean} soon without a typing pause */
  function change(text, soon) {
    const another = !alike(text, store.state.sample === null ? store.state.text : '')
    const fresh = another ? { articleId: newId(), history: history.begin(), raw: null, result: null, looks: new Map(), only: null, here: null, passedOver: [] } : {}
    clearTimeout(pause)
    engine.cancel()
    if (!text.trim()) return empty(text)
    const problem = refusal(text.length, 'Your text is still in the box.')
    store.set({ ...fresh, text, sample: null, problem, phase: problem ? 'error' : 'annotating', ...(problem ? { raw: null, result: null } : {}) })
    if (problem) return
    if (soon) void read()
    else pause = window.setTimeout(read, TYPING_PAUSE_MS + text.length / 1000)
  }

  /** @param {string} text */
  function empty(text) {
    store.set({ text, sample: null, raw: null, result: null, looks: new Map(), only: null, here: null, problem: null, phase: 'ready', articleId: newId(), history: history.begin(), passedOver: [] })
  }

  async function read() {
    const { text } = store.state
    let previewed = false
    // Before it is read, too: that may take long, and the reader may leave meanwhile.
    keepSoon()
    try {
      const raw = await engine.annotate(text, (preview) => (previewed = show(text, preview, true)))
      show(text, raw, false)
    } catch (error) {
      fail(error, previewed)
    }
  }

  /** @param {unknown} error @param {boolean} previewed whether a part was found before it */
  function fail(error, previewed) {
    if (error instanceof Superseded) return
    store.set({ phase: 'error', problem: previewed ? PARTIAL : problemOf(error, store.state.sample === null && store.state.text !== '') })
  }

  /**
   * Shows what the engine found, unless the text has become another.
   * @param {string} text @param {Result} raw @param {boolean} preview
   */
  function show(text, raw, preview) {
    if (text !== store.state.text) return false
    store.set({ raw, preview, ...(looksBinary(text) ? { problem: BINARY } : {}) })
    recount()
    return true
  }

  /** Applies the corrections to what the engine found. */
  function recount() {
    const { text, raw, history: log, looks, only } = store.state
    if (!raw) return
    const { result, passedOver } = log.done.length ? correct(text, raw, log.done) : { result: raw, passedOver: [] }
    const still = result.speakers.some((one) => one.id === only)
    store.set({ result, passedOver, looks: chooseLooks(result, looks), only: still ? only : null })
  }

  /** @param {import('./history.js').History} next */
  function setHistory(next) {
    if (next === store.state.history) return
    adopt()
    store.set({ history: next })
    recount()
    keepSoon()
  }

  /** A sample that the reader corrects becomes an article of theirs. */
  function adopt() {
    if (store.state.sample === null) return
    store.set({ sample: null, articleId: newId() })
    showText(store.state.text)
  }

  function keepSoon() {
    clearTimeout(keeping)
    keeping = window.setTimeout(keepNow, KEEP_PAUSE_MS)
  }

  async function keepNow() {
    const { articleId: id, text, history: log, sample, phase } = store.state
    const { done: corrections } = log
    if (sample !== null || !text.trim() || phase === 'loading') return
    const unread = phase !== 'annotated'
    if (kept && kept.id === id && kept.text === text && kept.corrections === corrections && (unread || !kept.unread)) return
    const article = { id, text, corrections, unread }
    kept = article
    await (await storage).keep({ ...article, changed: Date.now() })
  }

  /** Says so where a text of `length` characters is too long to be taken in; what was there stays. @param {number} length @returns {boolean} whether it is */
  function refuses(length) {
    const problem = refusal(length, 'What was here before is still here.')
    if (problem) store.set({ problem, phase: 'error' })
    return problem !== null
  }

  /** @param {Opened} article */
  function open(article) {
    if (refuses(article.text.length)) return
    const written = article.text.trim()
    lay(article, { phase: written ? 'annotating' : 'ready', problem: null })
    if (written) void read()
  }

  /** Puts an article in the place of what was there, unread. @param {Opened} article @param {Pick<State, 'phase' | 'problem'>} how */
  function lay({ id, text, corrections, unread }, how) {
    void keepNow()
    clearTimeout(pause)
    engine.cancel()
    showText(text)
    kept = id ? { id, text, corrections, unread } : null
    store.set({
      articleId: id ?? newId(), text, sample: null, history: history.begin(corrections), raw: null, result: null, looks: new Map(), only: null, here: null,
      passedOver: [], ...how,
    })
  }

  return {
    change,
    open,
    /** Goes on with the article of last time. @param {Article} article */
    resume(article) {
      if (article.unread && article.text.length > LONG_TEXT) lay(article, { phase: 'error', problem: UNREAD })
      else open(article)
    },
    refuses,
    read,
    keepNow,
    /** Shows a sample while the reader has no article. @param {string} name @param {string} text */
    async showSample(name, text) {
      store.set({ sample: name, text })
      let previewed = false
      const shown = (/** @type {Result} */ raw, /** @type {boolean} */ preview) => store.state.sample === name && show(text, raw, preview)
      try {
        shown(await engine.annotate(text, (preview) => (previewed = shown(preview, true))), false)
      } catch (error) {
        fail(error, previewed)
      }
    },
    fail,
    /** @param {Correction} one */
    correct: (one) => setHistory(history.record(store.state.history, one)),
    undo: () => setHistory(history.undo(store.state.history)),
    redo: () => setHistory(history.redo(store.state.history)),
    cancel() {
      engine.cancel()
      const next = 'The text is still in the box. Change it, or read it again.'
      store.set({ phase: 'error', problem: { what: 'Reading was cancelled.', next, retry: true } })
    },
    retry() {
      store.set({ phase: 'annotating', problem: null })
      void read()
    },
  }
}

const BINARY = {
  what: 'This does not look like text: it is full of control characters.',
  next: 'Open the file with the program it belongs to, and copy the words from there.',
}

const UNREAD = {
  what: 'The page was closed before this article was read to its end.',
  next: 'Its text is still here. Read it now, or paste another.',
  retry: true,
}

const PARTIAL = {
  what: 'Only a part of the quotes is marked: the rest of what reads articles could not be loaded.',
  next: 'Check the connection and try again.',
  retry: true,
}

/**
 * What went wrong in plain words, and what to do.
 * @param {unknown} error
 * @param {boolean} own whether there is a text of the reader's own
 */
function problemOf(error, own) {
  const kept = own ? 'Your text is still here. ' : ''
  if (error instanceof EngineForbidden) {
    return {
      what: 'This browser does not let the page run the part that reads articles: WebAssembly is switched off here.',
      next: `${kept}Allow it for this page (on iPhone, iPad and Mac, Lockdown Mode forbids it) and reload, or open the page in another browser.`,
    }
  }
  if (error instanceof EngineMissing) {
    return {
      what: 'The part of this page that reads articles could not be loaded.',
      next: `${kept}Check the connection and try again; if it keeps failing, reload the page.`,
      retry: true,
    }
  }
  return {
    what: 'Reading this article failed, and the reader was started afresh.',
    next: `${kept}Try again; if it fails once more, paste a part of the text.`,
    retry: true,
  }
}

/** Whether one text is an edited form of the other, going by what they begin and end with. @param {string} a @param {string} b */
export function alike(a, b) {
  const most = Math.min(a.length, b.length)
  if (!most) return a.length === b.length
  const share = Math.ceil(0.3 * most)
  if (a.slice(0, share) === b.slice(0, share) || a.slice(-share) === b.slice(-share)) return true
  let head = 0
  while (head < most && a[head] === b[head]) head++
  let tail = 0
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return head + tail >= 0.3 * most
}

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`
