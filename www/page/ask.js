// @ts-check
// Small questions in a dialog: a name, or a yes.

import { byId, el } from './dom.js'

/** @typedef {(title: string, label: string, value: string, choices?: string[]) => Promise<string | null>} Ask */

/**
 * Asks for one line of text.
 * @type {Ask}
 * @returns null where the reader turned away
 */
export function ask(title, label, value, choices = []) {
  const input = el('input', { type: 'text', id: 'answer', value, list: choices.length ? 'answer-choices' : undefined, autocomplete: 'off' })
  const list = choices.length && el('datalist', { id: 'answer-choices' }, ...choices.map((one) => el('option', { value: one })))
  return settle(title, [el('label', { for: 'answer' }, label), input, list], 'OK', () => input.value.trim())
}

/** @param {string} title @param {string} words @param {string} yes @returns {Promise<boolean>} */
export async function confirm(title, words, yes) {
  return (await settle(title, [el('p', {}, words)], yes, () => 'yes')) === 'yes'
}

/** @param {string} title @param {any[]} content @param {string} yes @param {() => string} answer @returns {Promise<string | null>} */
function settle(title, content, yes, answer) {
  const dialog = byId('correct')
  return new Promise((resolve) => {
    /** @param {string | null} value */
    const finish = (value) => {
      dialog.onclose = null
      dialog.close()
      resolve(value)
    }
    const form = el('form', { method: 'dialog', onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), finish(answer() || null)) },
      ...content,
      el('div', { class: 'tools' }, el('button', { type: 'submit', class: 'main' }, yes), el('button', { type: 'button', onclick: () => finish(null) }, 'Cancel')),
    )
    dialog.replaceChildren(el('h2', { id: 'correct-title' }, title), form)
    dialog.onclose = () => finish(null)
    dialog.showModal()
    dialog.querySelector('input')?.select()
  })
}
