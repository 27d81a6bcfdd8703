// @ts-check
// Marking a passage that the reader selected, in the article or in the text box: as a quote or as a proposal.

/** @import {Store} from './store.js' */
/** @import {Session} from './session.js' */
/** @import {Span} from './types.js' */
import { anchorsOf } from './corrections.js'
import { byId, el } from './dom.js'
import { plainName } from './wording.js'

const QUOTED = /^\s*["“”„«»‹›‘’']/u

/** @param {{store: Store, session: Session, article: HTMLElement, textarea: HTMLTextAreaElement, reading: ReturnType<typeof import('./reading.js').createReading>, ask: import('./ask.js').Ask}} parts */
export function createSelection({ store, session, article, textarea, reading, ask }) {
  const bar = byId('selection-tools')
  /** @type {Span | null} */
  let span = null

  const hide = () => void (bar.hidden = true)

  /** @param {'quote' | 'proposal'} what */
  async function mark(what) {
    const chosen = span
    const { text, result } = store.state
    hide()
    if (!chosen) return
    const names = (result?.speakers ?? []).map((one) => plainName(one.name))
    const who = await ask(what === 'quote' ? 'Who said it?' : 'Who proposed it?', 'Name (leave empty where nobody is named)', names[0] ?? '', names)
    if (who === null && names.length) return
    const at = anchorsOf(text, [chosen])
    const words = text.slice(...chosen)
    if (what === 'proposal') session.correct({ kind: 'proposal', at, speaker: who ?? '' })
    else session.correct({ kind: 'quote', at, speaker: who ?? '', form: QUOTED.test(words) ? 'direct' : 'indirect' })
  }

  bar.replaceChildren(
    el('button', { type: 'button', id: 'mark-quote', onclick: () => mark('quote') }, 'Mark as quote…'),
    el('button', { type: 'button', id: 'mark-proposal', onclick: () => mark('proposal') }, 'Mark as proposal…'),
  )
  // Pressing a button must not take the selection away.
  bar.addEventListener('pointerdown', (/** @type {Event} */ event) => event.preventDefault())

  /** @param {DOMRect} box */
  function showAt(box) {
    bar.hidden = false
    bar.style.left = `${Math.max(8, Math.min(box.left + scrollX, innerWidth - bar.offsetWidth - 8))}px`
    bar.style.top = `${box.bottom + scrollY + 6}px`
  }

  /** @param {Event} event */
  function look({ target }) {
    if (bar.contains(document.activeElement)) return
    // The box's own caret says nothing about the article; looking there at every key would lay it out.
    const inArticle = target === textarea ? null : spanOfArticle()
    span = inArticle ?? (document.activeElement === textarea ? spanOfBox() : null)
    if (!span || !store.state.result) return hide()
    showAt(inArticle ? /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect() : textarea.getBoundingClientRect())
  }

  /** @returns {Span | null} */
  function spanOfBox() {
    const { selectionStart: start, selectionEnd: end } = textarea
    if (end <= start) return null
    const { value } = textarea
    return end - start < value.length && store.state.text === value ? trim(value, start, end) : null
  }

  /** @returns {Span | null} */
  function spanOfArticle() {
    const selection = getSelection()
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null
    const range = selection.getRangeAt(0)
    if (!article.contains(range.commonAncestorContainer)) return null
    const start = offsetOf(range.startContainer, range.startOffset)
    const end = offsetOf(range.endContainer, range.endOffset)
    return start === null || end === null || end <= start ? null : trim(store.state.text, start, end)
  }

  /** @param {Node} node @param {number} offset @returns {number | null} where that stands in the text */
  function offsetOf(node, offset) {
    const { elements, settings } = reading.shown
    if (node === article) return settings[offset]?.block.start ?? store.state.text.length
    const index = elements.findIndex((one) => one.contains(node))
    if (index < 0) return null
    const before = document.createRange()
    before.setStart(elements[index], 0)
    before.setEnd(node, offset)
    return settings[index].block.start + before.toString().length
  }

  document.addEventListener('selectionchange', look)
  textarea.addEventListener('select', look)
}

/** @param {string} text @param {number} start @param {number} end @returns {Span | null} */
function trim(text, start, end) {
  const words = text.slice(start, end)
  const from = start + words.length - words.trimStart().length
  const to = start + words.trimEnd().length
  return to > from ? [from, to] : null
}
