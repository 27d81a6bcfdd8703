// @ts-check
/**
 * The one annotator that all elements of a page share. It is made when an element first asks and given back a
 * little after the last element has left, so that moving an element does not start a worker anew.
 */
import { createAnnotator } from '../engine/annotator.js'

const LINGER_MS = 1000

/** @type {import('../engine/annotator.js').Annotator | null} */
let annotator = null
/** @type {Set<object>} */
const users = new Set()
/** @type {ReturnType<typeof setTimeout> | undefined} */
let leaving

/**
 * @param {object} user
 * @param {string} text
 * @param {AbortSignal} signal
 * @param {(preview: import('../types.js').AnnotationResult) => void} onPreview
 */
export function annotateFor(user, text, signal, onPreview) {
  clearTimeout(leaving)
  users.add(user)
  annotator ??= createAnnotator({ worker: true })
  return annotator.annotate(text, { signal, onPreview })
}

/** @param {object} user */
export function leave(user) {
  if (!users.delete(user) || users.size > 0) return
  clearTimeout(leaving)
  leaving = setTimeout(() => {
    annotator?.dispose()
    annotator = null
  }, LINGER_MS)
}
