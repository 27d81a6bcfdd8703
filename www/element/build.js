// @ts-check
/** Building elements. Text goes in as text alone, never as markup. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | EventListener>} [attributes] `onclick` and the like take a listener;
 *   `true` sets an empty attribute, `false` and an empty string set none
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function build(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children)
  return element
}
