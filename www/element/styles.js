// @ts-check
/**
 * The rules that paint marks, adopted by every tree that holds annotated text, for as long as it does.
 * Constructed sheets need no inline style, so a strict Content-Security-Policy allows them.
 *
 * Colours are Okabe and Ito's, told apart by colour-blind readers, and never alone: kinds of quotes differ by the line
 * under them, and so do the layers in forced colours, where every highlight has the same colour.
 */

const tint = (/** @type {string} */ layer, /** @type {string} */ colour) =>
  `background-color: var(--article-annotator-${layer}-background, rgb(${colour} / .16)); color: inherit;`
const line = (/** @type {string} */ layer, /** @type {string} */ colour, /** @type {string} */ style) =>
  `text-decoration: underline ${style} var(--article-annotator-${layer}-line, rgb(${colour}));`

const BLUE = '0 114 178'
const ORANGE = '213 94 0'
const PURPLE = '204 121 167'
const GREEN = '0 158 115'

/** Each highlight's declarations, how its underline differs where colours are forced, and where that stands. */
const RULES = {
  proposal: [tint('proposal', GREEN) + line('proposal', GREEN, 'double'), 'double 1px'],
  quote: [tint('quote', BLUE), ''],
  direct: [line('quote', BLUE, 'solid 2px'), 'solid 2px'],
  mixed: [line('quote', BLUE, 'dashed 2px'), 'dashed 2px'],
  indirect: [line('quote', BLUE, 'dotted 2px'), 'dotted 2px'],
  cue: [line('cue', PURPLE, 'solid 1px'), 'wavy 1px'],
  speaker: [tint('speaker', ORANGE) + line('speaker', ORANGE, 'solid 3px'), 'solid 4px', 'text-underline-offset: 0;'],
  current: [`background-color: var(--article-annotator-current-background, rgb(240 228 66 / .4)); color: inherit;`, 'solid 6px'],
}

/** Layers from the lowest to the highest; where two overlap the higher wins. */
export const HIGHLIGHTS = /** @type {const} */ (['proposal', 'quote', 'direct', 'mixed', 'indirect', 'cue', 'speaker', 'current'])

/** @param {string} layer */
export const highlightName = layer => `article-annotator-${layer}`

function css() {
  const rules = HIGHLIGHTS.map(layer => `::highlight(${highlightName(layer)}) { ${RULES[layer][0]} }
mark.${highlightName(layer)} { ${RULES[layer][0]} }`)
  const forced = HIGHLIGHTS.filter(layer => RULES[layer][1]).map(layer => `
::highlight(${highlightName(layer)}) { text-decoration: underline ${RULES[layer][1]} currentcolor; ${RULES[layer][2] ?? ''} }
mark.${highlightName(layer)} { text-decoration: underline ${RULES[layer][1]} CanvasText; }`)
  return `mark[data-article-annotator] { all: unset; }
${rules.join('\n')}
@media (forced-colors: active) {
mark[data-article-annotator] { forced-color-adjust: none; background: Canvas; color: CanvasText; }${forced.join('')}
}`
}

/** One sheet a document, because a sheet belongs to the document it was made in. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap()

/** How many paintings use the sheet in a tree. @type {WeakMap<Document | ShadowRoot, number>} */
const users = new WeakMap()

/**
 * Adopts the rules in trees. Does nothing where the browser has no constructed sheets.
 *
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {() => void} gives them up again
 */
export function adoptStyles(roots) {
  const adopted = [...roots].filter(root => 'adoptedStyleSheets' in root)
  for (const root of adopted) {
    const count = users.get(root) ?? 0
    if (count === 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(root)]
    users.set(root, count + 1)
  }
  return () => adopted.forEach(giveUp)
}

/** @param {Document | ShadowRoot} root */
function giveUp(root) {
  const count = (users.get(root) ?? 1) - 1
  users.set(root, count)
  if (count > 0) return
  const sheet = sheetOf(root)
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter(other => other !== sheet)
}

/** @param {Document | ShadowRoot} root */
function sheetOf(root) {
  const owner = /** @type {Document} */ (root.nodeType === 9 ? root : root.ownerDocument)
  let sheet = sheets.get(owner)
  if (!sheet) {
    const view = /** @type {Window & typeof globalThis} */ (owner.defaultView)
    sheet = new view.CSSStyleSheet()
    sheet.replaceSync(css())
    sheets.set(owner, sheet)
  }
  return sheet
}
