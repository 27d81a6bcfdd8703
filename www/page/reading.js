// @ts-check
// The reading view: the article in #annotated with its marks. Blocks that did not change stay as they are; the others are set
// in short slices, so that a long article never holds up typing.

/** @import {Result} from './types.js' */
/** @import {Block} from './blocks.js' */
/** @import {Mark, Piece} from './segments.js' */
/** @import {Looks} from './palette.js' */
import { splitBlocks } from './blocks.js'
import { breathe } from './dom.js'
import { marksByBlock, marksOf, nest } from './segments.js'
import { plainName } from './wording.js'

/** @typedef {{block: Block, marks: Mark[], signature: string}} Setting */
/** @typedef {{text: string, result: Result | null, looks: Looks, off: (type: string, id: string) => boolean}} Model */

const SLICE_MS = 8
/** Where drawing between slices takes long itself, a slice grows to half of that, so that a third of the time goes into the work; to this at most. */
const LONGEST_SLICE_MS = 200
/** From so many blocks on, what is off the screen is not laid out, and the work is done in short steps. */
const LONG_ARTICLE = 150
/** Blocks stand in groups, so that the browser has few of them to keep track of. */
const GROUP = 24
const TAGS = { title: 'h2', heading: 'h3', paragraph: 'p', item: 'p', rest: 'p' }

/** @param {HTMLElement} root */
export function createReading(root) {
  /** @type {Setting[]} */
  let settings = []
  let turn = 0
  /** @type {Element[]} */
  let elements = []

  /**
   * Shows `model`. Resolves true when all of it stands, false when another call came in between.
   * @param {Model} model
   */
  async function show(model) {
    const mine = ++turn
    const next = await settingsOf(model, () => mine === turn)
    if (!next) return false
    const long = next.length > LONG_ARTICLE
    // What is left of a long article must not be laid out all at once on its way out.
    if (long) root.classList.add('is-long')
    const whole = await replace(sameEnds(settings, next, elements.length), next, model, mine)
    if (whole) root.classList.toggle('is-long', long)
    return whole
  }

  /** @param {{head: number, tail: number}} kept @param {Setting[]} next @param {Model} model @param {number} mine */
  async function replace({ head, tail }, next, model, mine) {
    const stale = elements.slice(head, elements.length - tail)
    const after = elements[elements.length - tail] ?? null
    const fresh = next.slice(head, next.length - tail)
    const context = contextOf(model)
    elements = [...elements.slice(0, head), ...elements.slice(elements.length - tail)]
    settings = [...next.slice(0, head), ...next.slice(next.length - tail)]
    let done = 0
    let slice = SLICE_MS
    while (done < fresh.length || stale.length) {
      const until = performance.now() + slice
      const made = []
      do {
        if (done < fresh.length) made.push(blockElement(model.text, fresh[done++], context))
        if (stale.length) remove(/** @type {Element} */ (stale.pop()))
      } while ((done < fresh.length || stale.length) && performance.now() < until)
      elements.splice(head + done - made.length, 0, ...made)
      settings.splice(head + done - made.length, 0, ...fresh.slice(done - made.length, done))
      insert(root, made, after)
      if (done < fresh.length || stale.length) {
        const paused = performance.now()
        await breathe()
        if (mine !== turn) return discard(stale)
        slice = Math.min(Math.max(SLICE_MS, (performance.now() - paused) / 2), LONGEST_SLICE_MS)
      }
    }
    return true
  }

  /** @param {Element[]} stale */
  function discard(stale) {
    for (const one of stale) remove(one)
    return false
  }

  return {
    show,
    /** The groups that blocks stand in, in text order. */
    get groups() {
      return [...root.children]
    },
    /** Blocks and their elements, in text order. */
    get shown() {
      return { elements, settings }
    },
  }
}

/** Sets new blocks before `after`, in its group where they are few, else in groups of their own. @param {HTMLElement} root @param {Element[]} made @param {Element | null} after */
function insert(root, made, after) {
  if (!made.length) return
  const before = after?.parentElement ?? null
  if (after && made.length < GROUP) return after.before(...made)
  const last = root.lastElementChild
  if (!after && last && last.childElementCount + made.length <= GROUP) return last.append(...made)
  const groups = document.createDocumentFragment()
  const ahead = before ? takeUntil(before, after) : []
  if (ahead.length) groups.append(group(ahead))
  for (let at = 0; at < made.length; at += GROUP) groups.append(group(made.slice(at, at + GROUP)))
  root.insertBefore(groups, before)
}

/** The blocks of a group that stand before `after`. @param {Element} parent @param {Element | null} after */
function takeUntil(parent, after) {
  const all = [...parent.children]
  return all.slice(0, after ? all.indexOf(after) : all.length)
}

/** @param {Element[]} blocks */
function group(blocks) {
  const element = document.createElement('div')
  element.className = 'group'
  element.append(...blocks)
  return element
}

/** @param {Element} block */
function remove(block) {
  const parent = block.parentElement
  block.remove()
  if (parent && !parent.childElementCount) parent.remove()
}

/**
 * What is to be set, worked out in steps between which the browser may draw.
 * @param {Model} model
 * @param {() => boolean} wanted whether nobody asked for something newer
 * @returns {Promise<Setting[] | null>}
 */
async function settingsOf({ text, result, looks }, wanted) {
  const blocks = splitBlocks(text)
  const pause = async () => blocks.length < LONG_ARTICLE || (await breathe(), wanted())
  if (!(await pause())) return null
  const marks = result ? marksOf(result) : []
  if (!(await pause())) return null
  const lists = marksByBlock(blocks, marks)
  const details = new Map(result?.attributions.map((one) => [one.id, `${one.kind}${look(looks, one.speaker)}`]))
  for (const id of looks.keys()) details.set(id, look(looks, id))
  /** @type {Setting[]} */
  const settings = []
  for (const [index, block] of blocks.entries()) {
    if (index % 400 === 399 && !(await pause())) return null
    const signs = lists[index].map((mark) => markSign(mark, block.start, details.get(mark.id)))
    settings.push({ block, marks: lists[index], signature: `${block.kind}|${text.slice(block.start, block.end)}|${signs.join()}` })
  }
  return settings
}

/** @param {Mark} mark @param {number} base @param {string | undefined} detail */
function markSign(mark, base, detail) {
  return `${mark.type}${mark.id}.${mark.ordinal ?? ''}:${mark.start - base}-${mark.end - base}${mark.first ? 'f' : ''}${mark.last ? 'l' : ''}${detail ?? ''}`
}

/** @param {Looks} looks @param {string | null} speaker */
function look(looks, speaker) {
  const one = speaker ? looks.get(speaker) : undefined
  return `${speaker}${one?.slot}${one?.initials}${one?.name}`
}

/** How many settings at both ends are the same. @param {Setting[]} old @param {Setting[]} next @param {number} standing */
function sameEnds(old, next, standing) {
  const most = Math.min(old.length, next.length, standing)
  let head = 0
  while (head < most && old[head].signature === next[head].signature) head++
  let tail = 0
  while (tail < most - head && old[old.length - 1 - tail].signature === next[next.length - 1 - tail].signature) tail++
  return { head, tail }
}

/** @param {Model} model */
function contextOf({ result, looks, off }) {
  return {
    off,
    looks,
    attributions: new Map(result?.attributions.map((one) => [one.id, one])),
    proposals: new Map(result?.proposals.map((one) => [one.id, one])),
  }
}
/** @typedef {ReturnType<typeof contextOf>} Context */

/** @param {string} text @param {Setting} setting @param {Context} context */
function blockElement(text, { block, marks }, context) {
  const element = document.createElement(TAGS[block.kind])
  element.className = `block ${block.kind}`
  element.classList.toggle('has-several-numbers', marks.filter(hasNumber).length > 1)
  element.dir = 'auto'
  for (const piece of nest(text, block.start, block.end, marks)) element.append(pieceNode(piece, context))
  return element
}

/** Whether a number stands before it. @param {Mark} mark */
const hasNumber = ({ type, first }) => Boolean(first) && (type === 'proposal' || type === 'announcement')

/** @param {Piece} piece @param {Context} context @returns {Node} */
function pieceNode(piece, context) {
  if (typeof piece === 'string') return document.createTextNode(piece)
  const element = markElement(piece.mark, context)
  for (const child of piece.children) element.append(pieceNode(child, context))
  return element
}

/** @param {Mark} mark @param {Context} context */
function markElement(mark, context) {
  const element = document.createElement(mark.type === 'attribution' ? 'mark' : 'span')
  element.className = mark.type
  if (mark.first) element.classList.add('is-first')
  if (mark.last) element.classList.add('is-last')
  if (context.off(mark.type, mark.id)) element.classList.add('is-off')
  DRESS[mark.type](element, mark, context)
  return element
}

/** What each kind of mark carries. @type {Record<Mark['type'], (element: HTMLElement, mark: Mark, context: Context) => void>} */
const DRESS = {
  attribution(element, mark, { attributions, looks }) {
    const one = attributions.get(mark.id)
    const face = looks.get(one?.speaker ?? '')
    element.tabIndex = -1
    element.classList.add(`speaker-${face?.slot ?? 0}`)
    Object.assign(element.dataset, { attribution: mark.id, tie: mark.id, kind: one?.kind, initials: face?.initials ?? '?' })
  },
  source(element, mark, { attributions, looks }) {
    const speaker = attributions.get(mark.id)?.speaker ?? ''
    element.classList.add(`speaker-${looks.get(speaker)?.slot ?? 0}`)
    Object.assign(element.dataset, { source: mark.id, tie: `${mark.id} ${speaker}`.trim() })
  },
  cue(element, mark) {
    Object.assign(element.dataset, { cue: mark.id, tie: mark.id })
  },
  proposal(element, mark) {
    element.tabIndex = -1
    Object.assign(element.dataset, { proposal: mark.id, ordinal: String(mark.ordinal), tie: `${mark.id}.${mark.ordinal} ${mark.id}` })
  },
  announcement(element, mark, { proposals }) {
    Object.assign(element.dataset, { announcement: mark.id, announced: String(proposals.get(mark.id)?.announced ?? ''), tie: mark.id })
  },
  mention(element, mark, { looks }) {
    const face = looks.get(mark.id)
    element.classList.add(`speaker-${face?.slot ?? 0}`)
    if (face) element.title = plainName(face.name)
    Object.assign(element.dataset, { mention: mark.id, tie: mark.id })
  },
}
