// @ts-check
// Building elements. Text goes in as text nodes alone, so nothing in an article can become markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] `class`, `on…` listeners, `data` for data attributes; anything else is an attribute
 * @param {...Child} children
 * @returns {any} the element
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) setProp(element, name, value)
  for (const child of children) if (child || child === '') element.append(child)
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

/** @param {string} tag @param {Record<string, any>} [props] @param {...Child} children @returns {any} */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(props)) setProp(element, name, value)
  for (const child of children) if (child) element.append(child)
  return element
}

/** @param {Element} element @param {string} name @param {any} value */
function setProp(element, name, value) {
  if (value === undefined || value === null || value === false) return
  if (name === 'data') {
    for (const [key, one] of Object.entries(value)) if (one !== undefined) /** @type {HTMLElement} */ (element).dataset[key] = String(one)
  } else if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
  else element.setAttribute(name, value === true ? '' : String(value))
}

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id)

/** @param {string} name of a speaker, kept from turning its surroundings around @param {string} [className] */
export const nameElement = (name, className = 'who') => el('bdi', { class: className }, name)

/** A speaker's badge: initials on its colour. @param {{slot: number, initials: string} | undefined} look */
export function badge(look) {
  return el('span', { class: `badge speaker-${look?.slot ?? 0}`, 'aria-hidden': 'true' }, look?.initials ?? '?')
}

/** After so much work in short steps a frame is waited for: between the steps keys come in, but browsers may put off drawing. */
const DRAW_AFTER_MS = 20
/** Windows that are covered get their frames late or never. */
const NO_FRAME_MS = 100

let begun = 0
let paused = 0

/** Lets the browser draw and answer the keyboard before the next piece of work. @returns {Promise<void>} */
export async function breathe() {
  const now = performance.now()
  if (now - paused > DRAW_AFTER_MS) begun = now
  if (now - begun > DRAW_AFTER_MS && !document.hidden) {
    await frame()
    begun = performance.now()
  } else await task()
  paused = performance.now()
}

/** Waits until a frame was drawn. @returns {Promise<void>} */
function frame() {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, NO_FRAME_MS)
    requestAnimationFrame(() => {
      clearTimeout(late)
      void afterDrawing().then(resolve)
    })
  })
}

/** Goes on after whatever waits already. @returns {Promise<void>} */
function task() {
  const scheduler = /** @type {any} */ (globalThis).scheduler
  return scheduler?.yield ? scheduler.yield() : afterDrawing()
}

/** A task behind those that wait; asked for in a frame's own work, it comes once that frame is drawn. @returns {Promise<void>} */
function afterDrawing() {
  return new Promise((resolve) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => resolve()
    channel.port2.postMessage(null)
  })
}
