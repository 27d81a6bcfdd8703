// @ts-check
// The lists of speakers, proposals and quotes. Every entry leads to its place in the text.

/** @import {Attribution, Item, Proposal} from './types.js' */
/** @import {Store, State} from './store.js' */
/** @import {Share} from './summary.js' */
import { badge, byId, el, nameElement, svg } from './dom.js'
import { offTest } from './filters.js'
import { holdFocus } from './focus.js'
import { shares, supporters, textOf } from './summary.js'
import { counted, KINDS, missing, plainName, shorten, tally } from './wording.js'

/** Longer lists wait for a button: nobody reads a thousand at once. */
const FIRST_ENTRIES = 60

/** @typedef {{goTo: (key: string) => void, filter: (speaker: string) => void, open: (key: string, from: HTMLElement) => void, copyProposals: (id: string) => void}} Actions */

/**
 * @param {Store} store
 * @param {Actions} actions
 * @returns {(() => void)[]} what draws each list as the store now stands
 */
export function createLists(store, actions) {
  return [drawSpeakers, drawProposals, drawQuotes].map((draw) => {
    let limit = FIRST_ENTRIES
    let article = ''
    const redraw = () => {
      if (article !== store.state.articleId) limit = FIRST_ENTRIES
      article = store.state.articleId
      const giveBack = holdFocus()
      draw(store.state, actions, limit, () => ((limit *= 5), redraw()))
      giveBack()
    }
    return redraw
  })
}

/** The first of `all` as elements, and a button for more. @template T @param {T[]} all @param {number} limit @param {(one: T, index: number) => HTMLElement} make @param {() => void} more @param {string} tag */
function firstOf(all, limit, make, more, tag) {
  const shown = all.slice(0, limit).map(make)
  if (all.length > limit) shown.push(el(tag, { class: 'more' }, el('button', { type: 'button', onclick: more }, `Show more of ${all.length}`)))
  return shown
}

/** @param {string} words */
const nothing = (words) => el('p', { class: 'nothing' }, words)

/** @param {State} state @param {Actions} actions @param {number} limit @param {() => void} more */
function drawSpeakers(state, actions, limit, more) {
  const { text, result } = state
  const list = byId('speakers')
  const proposers = new Set(result?.proposals.map((one) => one.proposer))
  const all = result ? shares(text, result).filter((one) => one.quotes || proposers.has(one.speaker.id)) : []
  const most = Math.max(1, ...all.map((one) => one.words))
  const unnamed = all.filter((one) => !one.speaker.named).length
  const figures = all.length ? `${all.length - unnamed} named, ${unnamed} unnamed` : result ? 'No speakers found.' : ''
  byId('figures').replaceChildren(figures, ...(state.only ? [el('button', { type: 'button', class: 'plain', id: 'show-all', onclick: () => actions.filter(state.only ?? '') }, 'Show all')] : []))
  list.replaceChildren(...firstOf(all, limit, (one, index) => speakerElement(state, one, index, one.words / most, actions), more, 'li'))
}

/** @param {State} state @param {Share} share @param {number} index @param {number} part of what the most talkative says @param {Actions} actions */
function speakerElement({ looks, only }, { speaker, quotes, words }, index, part, actions) {
  const title = index < 9 ? `Show only this speaker (key ${index + 1})` : 'Show only this speaker'
  const filter = () => actions.filter(speaker.id)
  const name = el('button', { type: 'button', class: 'name', 'aria-pressed': String(only === speaker.id), title, onclick: filter }, nameElement(plainName(speaker.name)))
  const about = el('button', { type: 'button', class: 'more-about', 'aria-label': `About ${plainName(speaker.name)}`, onclick: () => actions.open(speaker.id, about) }, '⋯')
  return el(
    'li',
    { class: `speaker-${looks.get(speaker.id)?.slot ?? 0}`, data: { speaker: speaker.id, tie: `card-${speaker.id}`, hold: speaker.id } },
    badge(looks.get(speaker.id)),
    name,
    about,
    speaker.role && el('span', { class: 'role' }, plainName(speaker.role)),
    el('span', { class: 'share' }, bar(part), `${counted(quotes, 'quote')}, ${counted(words, 'word')}`),
  )
}

/** @param {number} part 0 to 1 */
function bar(part) {
  return svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, svg('rect', { width: Math.max(1, part * 100), height: 8 }))
}

/** @param {State} state @param {Actions} actions @param {number} limit @param {() => void} more */
function drawProposals(state, actions, limit, more) {
  const { result } = state
  const off = offTest(result, state)
  const entries = (result?.proposals ?? []).filter((one) => !off('proposal', one.id))
  const behind = result ? supporters(result) : () => []
  const itemsOf = (/** @type {Proposal} */ entry) => firstOf(entry.items, limit, (item) => itemElement(state, entry, item, behind(entry, item), actions), more, 'li')
  const drawn = firstOf(entries, limit, (entry) => entryElement(state, entry, itemsOf(entry), actions), more, 'div')
  byId('proposals').replaceChildren(...(drawn.length ? drawn : result ? [nothing('No proposals found.')] : []))
}

/** @param {State} state @param {Proposal} entry @param {Item} item @param {Attribution[]} behind the quotes that carry it further @param {Actions} actions */
function itemElement({ text }, entry, item, behind, actions) {
  const key = `${entry.id}.${item.ordinal}`
  return el(
    'li',
    { data: { ordinal: item.ordinal, tie: key, hold: key } },
    goto(key, shorten(textOf(text, item.content), 220), actions),
    behind.length && el('div', { class: 'support' }, ...behind.map((one) => goto(one.id, shorten(textOf(text, one.content), 90), actions))),
  )
}

/** @param {State} state @param {Proposal} entry @param {HTMLElement[]} items @param {Actions} actions */
function entryElement({ result, looks }, entry, items, actions) {
  const proposer = result?.speakers.find((one) => one.id === entry.proposer)
  const look = looks.get(proposer?.id ?? '')
  const word = missing(entry)
  const lacking = Math.max(0, Math.min(50, (entry.announced ?? 0) - entry.items.length))
  for (let at = 0; at < lacking; at++) items.push(el('li', { class: 'is-missing', data: { ordinal: entry.items.length + at + 1 } }, 'not found in the text'))
  return el(
    'div',
    { class: `entry speaker-${look?.slot ?? 0}`, data: { entry: entry.id } },
    el('h3', { class: 'entry-head' }, badge(look), nameElement(proposer ? plainName(proposer.name) : 'Proposer not named'), el('span', { class: 'tally' }, tally(entry))),
    word && el('p', { class: 'missing' }, word),
    el('ol', {}, ...items),
    el('button', { type: 'button', class: 'plain', onclick: () => actions.copyProposals(entry.id) }, 'Copy as a numbered list'),
  )
}

/** @param {string} key @param {string} words @param {Actions} actions */
function goto(key, words, actions) {
  return el('button', { type: 'button', class: 'goto', dir: 'auto', data: { goto: key }, onclick: () => actions.goTo(key) }, words)
}

/** @param {State} state @param {Actions} actions @param {number} limit @param {() => void} more */
function drawQuotes(state, actions, limit, more) {
  const { result } = state
  const off = offTest(result, state)
  const all = (result?.attributions ?? []).filter((one) => !off('attribution', one.id))
  const rows = firstOf(all, limit, (one) => quoteElement(state, one, actions), more, 'li')
  if (!rows.length && result) rows.push(el('li', { class: 'nothing' }, result.attributions.length ? 'None with these choices.' : 'No quotes found.'))
  byId('quotes').replaceChildren(...rows)
}

/** @param {State} state @param {Attribution} one @param {Actions} actions */
function quoteElement({ text, result, looks }, one, actions) {
  const speaker = result?.speakers.find((each) => each.id === one.speaker)
  const look = looks.get(speaker?.id ?? '')
  const button = goto(one.id, shorten(textOf(text, one.content)), actions)
  button.append(
    el('span', { class: 'by' }, nameElement(speaker ? plainName(speaker.name) : 'Source not named', 'by-name'), ' · ', el('span', { class: 'kind', data: { kind: one.kind } }, KINDS[one.kind])),
  )
  return el('li', { class: `speaker-${look?.slot ?? 0}`, data: { tie: one.id, hold: one.id } }, badge(look), button)
}
