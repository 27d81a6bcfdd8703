// @ts-check
// The keyboard's place survives a redraw: whoever stood on a speaker, an entry or a mark stands on the same one of the new ones.

/** Where else to stand when the same is gone, by the part of the page it was in. */
const INSTEAD = { speakers: '#speakers .name', figures: '#speakers .name', quotes: '#findings-body', proposals: '#findings-body', annotated: '#annotated' }

/**
 * Notes what has the focus before something is drawn anew.
 * @returns {() => void} gives the focus back where the redraw took it away; to be called afterwards
 */
export function holdFocus() {
  const held = document.activeElement
  const part = held?.closest(Object.keys(INSTEAD).map((id) => `#${id}`).join())
  if (!held || !part) return () => {}
  const same = `#${part.id} ${addressOf(/** @type {HTMLElement} */ (held))}`
  const instead = INSTEAD[/** @type {keyof typeof INSTEAD} */ (part.id)]
  return () => {
    if (held.isConnected || document.activeElement !== document.body) return
    const heir = /** @type {HTMLElement | null} */ (document.querySelector(same) ?? document.querySelector(instead))
    heir?.focus({ preventScroll: true })
  }
}

/** What tells an element from the others of its part. @param {HTMLElement} element */
function addressOf(element) {
  const { attribution, proposal, ordinal, goto } = element.dataset
  if (goto) return `[data-goto="${CSS.escape(goto)}"]`
  if (attribution) return `[data-attribution="${CSS.escape(attribution)}"]`
  if (proposal) return `[data-proposal="${CSS.escape(proposal)}"][data-ordinal="${CSS.escape(ordinal ?? '')}"]`
  const row = /** @type {HTMLElement | null} */ (element.closest('[data-speaker], [data-entry]'))?.dataset
  const holder = row?.speaker ? `[data-speaker="${CSS.escape(row.speaker)}"]` : row?.entry ? `[data-entry="${CSS.escape(row.entry)}"]` : ''
  return `${holder} ${element.localName}.${element.classList[0] || 'none'}`.trim()
}
