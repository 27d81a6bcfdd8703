// @ts-check
// Undo and redo for corrections, as plain values: nothing here is changed in place.

/** @import {Correction} from './types.js' */
/** @typedef {{done: Correction[], undone: Correction[]}} History */

/** @param {Correction[]} [done] @returns {History} */
export const begin = (done = []) => ({ done, undone: [] })

/** @param {History} history @param {Correction} one @returns {History} */
export const record = (history, one) => ({ done: [...history.done, one], undone: [] })

/** @param {History} history @returns {History} the same one where there is nothing to undo */
export function undo(history) {
  const last = history.done.at(-1)
  return last ? { done: history.done.slice(0, -1), undone: [last, ...history.undone] } : history
}

/** @param {History} history @returns {History} the same one where there is nothing to redo */
export function redo(history) {
  const [next, ...rest] = history.undone
  return next ? { done: [...history.done, next], undone: rest } : history
}
