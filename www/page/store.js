// @ts-check
// What the page knows, in one place. Parts of the page listen for the fields they show.

/** @import {Correction, Result} from './types.js' */
/** @import {History} from './history.js' */
/** @import {Looks} from './palette.js' */

/**
 * @typedef {object} State
 * @property {'loading'|'ready'|'annotating'|'annotated'|'error'} phase
 * @property {string} articleId
 * @property {string} text
 * @property {string|null} sample  the name of the sample shown while no article was pasted
 * @property {History} history
 * @property {Result|null} raw     as the engine gave it
 * @property {boolean} preview     whether raw is what is found while the engine is not whole yet
 * @property {Result|null} result  with corrections
 * @property {Correction[]} passedOver
 * @property {Looks} looks
 * @property {Record<'direct'|'mixed'|'indirect'|'speakers'|'proposals', boolean>} show
 * @property {number} threshold
 * @property {string|null} only    the speaker the reader asked for
 * @property {string|null} here    the finding the reader stands on
 * @property {{what: string, next: string, retry?: boolean}|null} problem
 */

/** @returns {State} */
const initial = () => ({
  phase: 'loading',
  articleId: '',
  text: '',
  sample: null,
  history: { done: [], undone: [] },
  raw: null,
  preview: false,
  result: null,
  passedOver: [],
  looks: new Map(),
  show: { direct: true, mixed: true, indirect: true, speakers: true, proposals: true },
  threshold: 0,
  only: null,
  here: null,
  problem: null,
})

/** @typedef {ReturnType<typeof createStore>} Store */

export function createStore() {
  const state = initial()
  /** @type {{keys: string[], listener: (state: State) => void}[]} */
  const listeners = []
  return {
    /** @returns {Readonly<State>} */
    get state() {
      return state
    },
    /** @param {Partial<State>} patch */
    set(patch) {
      const changed = Object.keys(patch).filter((key) => state[/** @type {keyof State} */ (key)] !== patch[/** @type {keyof State} */ (key)])
      Object.assign(state, patch)
      for (const { keys, listener } of listeners) if (keys.some((key) => changed.includes(key))) listener(state)
    },
    /** @param {(keyof State)[]} keys @param {(state: State) => void} listener */
    on(keys, listener) {
      listeners.push({ keys, listener })
    },
  }
}
