// @ts-check
// Markup to plain text: paragraphs, headings and list items keep their lines; scripts, styles and controls go.
// In: a document parsed apart from the page. Out: text.

const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'IFRAME', 'OBJECT', 'SVG', 'CANVAS', 'VIDEO', 'AUDIO', 'SELECT', 'TEXTAREA', 'BUTTON', 'HEAD'])
const BLOCKS = new Set(['ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'DD', 'DIV', 'DL', 'DT', 'FIGCAPTION', 'FIGURE', 'FOOTER', 'FORM', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HEADER', 'HR', 'LI', 'MAIN', 'NAV', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'TR', 'UL'])
const APART = /^(?:P|H[1-6]|BLOCKQUOTE|PRE|UL|OL|TABLE|FIGURE|ARTICLE|SECTION|HR|DL)$/
/** Deeper nesting than this is no article; the rest is read as plain text. */
const DEEPEST = 400

/** @typedef {{text: string, gap: number}} Lines  gap: line breaks due before the next words */

/**
 * @param {Document} parsed
 * @returns {string}
 */
export function textFromMarkup(parsed) {
  /** @type {Lines} */
  const lines = { text: '', gap: 0 }
  if (parsed.body) read(parsed.body, lines, 0)
  return lines.text.replace(/ ?\n ?/g, '\n').trim()
}

/** @param {string} words @param {Lines} lines */
function write(words, lines) {
  const flat = words.replace(/\s+/g, ' ')
  if (flat.trim() && lines.gap) {
    lines.text += '\n'.repeat(lines.text ? lines.gap : 0) + flat.trimStart()
    lines.gap = 0
  } else if (!lines.gap) lines.text += lines.text.endsWith(' ') ? flat.trimStart() : flat
}

/** @param {Node} node @param {Lines} lines @param {number} depth */
function read(node, lines, depth) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) write(child.nodeValue ?? '', lines)
    else if (child.nodeType === 1) readElement(/** @type {Element} */ (child), lines, depth)
  }
}

/** @param {Element} element @param {Lines} lines @param {number} depth */
function readElement(element, lines, depth) {
  const tag = element.tagName.toUpperCase()
  if (DROPPED.has(tag) || element.hasAttribute('hidden')) return
  if (tag === 'BR') lines.gap = Math.min(2, lines.gap + 1)
  else if (depth >= DEEPEST) write(element.textContent ?? '', lines)
  else if (!BLOCKS.has(tag)) read(element, lines, depth + 1)
  else {
    const gap = APART.test(tag) ? 2 : 1
    lines.gap = Math.max(lines.gap, gap)
    const mark = bullet(element, tag)
    if (mark) write(mark, lines)
    read(element, lines, depth + 1)
    lines.gap = Math.max(lines.gap, gap)
  }
}

/** @param {Element} element @param {string} tag */
function bullet(element, tag) {
  if (tag !== 'LI') return ''
  const parent = element.parentElement
  if (parent?.tagName !== 'OL') return '- '
  const place = [...parent.children].filter((one) => one.tagName === 'LI').indexOf(element)
  return `${(Number(parent.getAttribute('start')) || 1) + place}. `
}
