// @ts-check
// Single keys for reading, never while the reader types. ? shows them all, and they can be switched off there.

import { byId, el } from './dom.js'

const KEYS = [
  ['j / k', 'next / previous finding'],
  ['Enter', 'open the finding one stands on'],
  ['1 … 9', 'show only that speaker; again for all'],
  ['0', 'show all speakers'],
  ['u / r', 'undo / redo a correction'],
  ['/', 'go to the text box'],
  ['Esc', 'close what is open; leave the text box'],
  ['?', 'this list'],
]
const SWITCH = 'article-annotator-single-keys'

/** @typedef {{step: (by: 1 | -1) => void, openHere: () => void, filterNth: (index: number) => void, showAll: () => void, undo: () => void, redo: () => void}} Actions */

/** @param {Actions} actions @param {HTMLTextAreaElement} textarea */
export function createKeyboard(actions, textarea) {
  /** @type {Record<string, () => void>} */
  const single = {
    j: () => actions.step(1), k: () => actions.step(-1), u: actions.undo, r: actions.redo, 0: actions.showAll,
    '/': () => textarea.focus(), '?': showKeys,
  }
  document.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (target === textarea && key === 'Escape') return textarea.blur()
    if (isTyping(target) || document.querySelector('dialog[open]')) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey) return combined(event, actions)
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (key === 'Enter' && target instanceof HTMLElement && target.matches('[data-attribution],[data-proposal]')) return act(event, actions.openHere)
    if (!switchedOn()) return
    if (/^[1-9]$/.test(key)) return act(event, () => actions.filterNth(Number(key) - 1))
    if (single[key]) act(event, single[key])
  })
  for (const id of ['keys-button', 'keys-button-foot']) byId(id).addEventListener('click', showKeys)
}

/** @param {KeyboardEvent} event @param {() => void} work */
function act(event, work) {
  event.preventDefault()
  work()
}

/** @param {KeyboardEvent} event @param {Actions} actions */
function combined(event, { undo, redo }) {
  const key = event.key.toLowerCase()
  if (key === 'z') act(event, event.shiftKey ? redo : undo)
  else if (key === 'y') act(event, redo)
}

/** @param {EventTarget | null} target */
export const isTyping = (target) => target instanceof HTMLElement && target.matches('textarea, input:not([type="checkbox"]):not([type="range"]), select, [contenteditable]')

function switchedOn() {
  try {
    return localStorage.getItem(SWITCH) !== 'off'
  } catch {
    return true
  }
}

/** @param {boolean} on */
function remember(on) {
  try {
    localStorage.setItem(SWITCH, on ? 'on' : 'off')
  } catch {
    // Without storage the keys stay on.
  }
}

function showKeys() {
  const dialog = byId('keys')
  const box = el('input', { type: 'checkbox', id: 'single-keys', checked: switchedOn() })
  box.addEventListener('change', () => remember(box.checked))
  dialog.replaceChildren(
    el('h2', { id: 'keys-title' }, 'Keyboard shortcuts'),
    el('dl', {}, ...KEYS.flatMap(([key, words]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, words)])),
    el('label', {}, box, ' Single keys work outside the text box'),
    el('div', { class: 'tools' }, el('button', { type: 'button', onclick: () => dialog.close() }, 'Close')),
  )
  dialog.showModal()
}
