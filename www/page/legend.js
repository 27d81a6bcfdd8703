// @ts-check
// The legend, which is also the switches: kinds of quotes, speakers, proposals, and how sure a mark must be.

/** @import {Store, State} from './store.js' */
import { byId, el } from './dom.js'

const ROWS = /** @type {const} */ ([
  ['direct', 'Direct quote'],
  ['mixed', 'Partly quoted'],
  ['indirect', 'Reported speech'],
  ['speakers', 'Who says it'],
  ['proposals', 'Proposals, numbered'],
])

/** @param {Store} store */
export function createLegend(store) {
  const counts = new Map()
  const boxes = ROWS.map(([key, name]) => {
    const box = el('input', { type: 'checkbox', checked: true, data: { show: key } })
    box.addEventListener('change', () => store.set({ show: { ...store.state.show, [key]: box.checked } }))
    const count = el('span', { class: 'count' })
    counts.set(key, count)
    return el('label', {}, box, el('span', { class: 'swatch speaker-1', data: { kind: key } }, name), count)
  })
  const range = el('input', { type: 'range', id: 'threshold', min: 0, max: 100, step: 5, value: 0 })
  const shown = el('output', { for: 'threshold' }, 'all')
  range.addEventListener('input', () => store.set({ threshold: Number(range.value) / 100 }))
  byId('legend').replaceChildren(
    el('fieldset', {}, el('legend', {}, 'Show'), ...boxes),
    el('label', { for: 'threshold' }, 'Only marks at least this sure: ', shown),
    range,
  )
  store.on(['threshold'], ({ threshold }) => (shown.textContent = threshold ? `${Math.round(threshold * 100)} %` : 'all'))
  store.on(['result'], ({ result }) => {
    for (const [key] of ROWS) counts.get(key).textContent = result ? String(countOf(result, key)) : ''
  })
}

/** @param {NonNullable<State['result']>} result @param {string} key */
function countOf(result, key) {
  if (key === 'speakers') return result.speakers.length
  if (key === 'proposals') return result.proposals.reduce((sum, one) => sum + one.items.length, 0)
  return result.attributions.filter((one) => one.kind === key).length
}
