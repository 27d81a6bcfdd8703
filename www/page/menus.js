// @ts-check
// Menus open at the button they belong to, and stay inside the window.

import { byId } from './dom.js'

const GAP = 4
const EDGE = 8

/** Every popover that a button of the page names in `popovertarget`. */
export function placeMenus() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[popovertarget]'))) {
    const menu = byId(button.getAttribute('popovertarget') ?? '')
    const place = () => menu.matches(':popover-open') && placeAt(menu, button.getBoundingClientRect())
    // A popover has its size once it is open; the next frame comes after that, and before it is drawn.
    menu.addEventListener('beforetoggle', () => requestAnimationFrame(place))
    addEventListener('resize', place)
  }
}

/** Below `button` where there is room, else above. @param {HTMLElement} menu @param {DOMRect} button */
function placeAt(menu, button) {
  const { offsetWidth: width, offsetHeight: height } = menu
  const left = Math.max(EDGE, Math.min(button.left, document.documentElement.clientWidth - width - EDGE))
  const below = button.bottom + GAP
  const lowest = innerHeight - height - EDGE
  const top = Math.max(EDGE, Math.min(below <= lowest ? below : button.top - height - GAP, lowest))
  menu.style.left = `${left}px`
  menu.style.top = `${top}px`
}
