// @ts-check
// Articles kept in this browser, in IndexedDB. Where the browser refuses (private windows, a full disk), articles are kept in memory
// until the page closes, and the page says so.

/** @import {Article} from './types.js' */
import { soundCorrections } from './corrections.js'
import { openDB } from '../vendor/idb/index.js'

const NAME = 'article-annotator'
const STORE = 'articles'
/** Older articles than the newest so many make room. */
const MOST_KEPT = 200

/** Browsers have been seen that never answer, when asked to open or later: after so many pauses the page goes on without. */
const PAUSES = 20
const PAUSE_MS = 250

/** @typedef {Awaited<ReturnType<typeof openStorage>>} Storage */

/** @param {(words: string) => void} warn is told once when articles cannot be kept */
export async function openStorage(warn) {
  /** @type {Map<string, Article>} */
  const memory = new Map()
  let warned = false
  const database = await Promise.race([open(), patience()]).catch(() => refuse())

  function open() {
    return openDB(NAME, 1, {
      upgrade: (/** @type {any} */ made) => void made.createObjectStore(STORE, { keyPath: 'id' }).createIndex('changed', 'changed'),
    })
  }

  /** @returns {null} */
  function refuse() {
    if (!warned) warn('This browser does not let the page keep articles. They stay until you close it: take away what you need.')
    warned = true
    return null
  }

  /** Runs `work` on the database; on memory where that fails. @template T @param {(db: any) => Promise<T>} work @param {() => T} instead @returns {Promise<T>} */
  async function attempt(work, instead) {
    if (!database) return instead()
    try {
      return await Promise.race([work(database), patience()])
    } catch {
      refuse()
      return instead()
    }
  }

  return {
    /** @param {Article} article */
    async keep(article) {
      memory.set(article.id, article)
      await attempt(async (db) => {
        await db.put(STORE, article)
        await dropOldest(db)
      }, () => {})
    },
    /** All articles, newest first. @returns {Promise<Article[]>} */
    async recent() {
      const all = await attempt((db) => db.getAllFromIndex(STORE, 'changed'), () => /** @type {Article[]} */ ([]))
      const byId = new Map([...memory, ...all.map((/** @type {Article} */ one) => /** @type {const} */ ([one.id, one]))])
      const whole = [...byId.values()].filter(isArticle).map((one) => ({ ...one, corrections: soundCorrections(one.corrections) }))
      return whole.sort((a, b) => b.changed - a.changed)
    },
    /** @param {string} id */
    async remove(id) {
      memory.delete(id)
      await attempt((db) => db.delete(STORE, id), () => {})
    },
    async clear() {
      memory.clear()
      await attempt((db) => db.clear(STORE), () => {})
    },
  }
}

/** In pauses, so that a page that was busy itself hears the answer that lay waiting. @returns {Promise<never>} */
async function patience() {
  for (let pause = 0; pause < PAUSES; pause++) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  throw new Error('no answer')
}

/** @param {any} db */
async function dropOldest(db) {
  const ids = await db.getAllKeysFromIndex(STORE, 'changed')
  for (const id of ids.slice(0, Math.max(0, ids.length - MOST_KEPT))) await db.delete(STORE, id)
}

/** What was stored may be damaged or of another version: only whole articles come back. @param {any} one */
function isArticle(one) {
  return typeof one?.id === 'string' && typeof one.text === 'string' && Number.isFinite(one.changed)
}
