// @ts-check
/**
 * The look of the popover, the panel and the keyboard's button. They live in a shadow root, take nothing over from
 * the host's styles but its colour scheme (not its direction either: the words are English, and those of the article find
 * their own), and can be restyled by `::part()` and these custom properties:
 * `--article-annotator-surface`, `-ink`, `-muted`, `-rule`, `-accent`, `-font`, `-panel-width`, `-panel-top`.
 */

const CSS = `
:host { display: block; }
:host([hidden]) { display: none; }
.layout, .article { display: contents; }
:host([panel=side]) .layout { display: flex; flex-wrap: wrap; gap: 24px 40px; align-items: flex-start; }
:host([panel=side]:not([for])) .article { display: block; flex: 999 1 min(100%, 416px); min-width: 0; }
.ui {
  all: initial;
  color-scheme: inherit;
  direction: ltr;
  box-sizing: border-box;
  --surface: var(--article-annotator-surface, #fffdf8);
  --ink: var(--article-annotator-ink, #1d1c1a);
  --muted: var(--article-annotator-muted, #5a5751);
  --rule: var(--article-annotator-rule, #cfc9bc);
  --accent: var(--article-annotator-accent, #00568a);
  font: 14px/1.45 var(--article-annotator-font, system-ui, sans-serif);
  color: var(--ink);
  background: var(--surface);
}
@supports (color: light-dark(red, red)) {
  .ui {
    --surface: var(--article-annotator-surface, light-dark(#fffdf8, #1f2124));
    --ink: var(--article-annotator-ink, light-dark(#1d1c1a, #ece9e2));
    --muted: var(--article-annotator-muted, light-dark(#5a5751, #b0aca2));
    --rule: var(--article-annotator-rule, light-dark(#cfc9bc, #4a4d52));
    --accent: var(--article-annotator-accent, light-dark(#00568a, #7cc4f2));
  }
}
.ui *, .ui { box-sizing: border-box; }
.ui[hidden], .ui [hidden] { display: none !important; }
p, h2, ul, ol, section { margin: 0; padding: 0; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: start; cursor: pointer; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.status, .navigator:not(:focus-visible) {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.navigator:focus-visible {
  display: block; position: fixed; inset-block-start: 8px; inset-inline-start: 8px; z-index: 2147483647;
  padding: 8px 14px; border: 1px solid var(--rule); border-radius: 6px; box-shadow: 0 2px 12px rgb(0 0 0 / .18);
}

.popover:not(:popover-open) { display: none; }
@supports not selector(:popover-open) { .popover { display: none; } }
.popover {
  position: absolute; inset: auto; margin: 0; width: min(336px, calc(100vw - 16px)); max-height: min(70vh, 480px); overflow: auto;
  padding: 14px 16px 10px; border: 1px solid var(--rule); border-radius: 8px; box-shadow: 0 6px 28px rgb(0 0 0 / .2);
}
.popover:popover-open { display: block; }
.popover section + section { margin-block-start: 12px; padding-block-start: 12px; border-block-start: 1px solid var(--rule); }
.who { font-weight: 650; font-size: 16px; line-height: 1.3; }
.role, .why, .summary, .count { color: var(--muted); }
.count { white-space: nowrap; }
.why { font-size: 13px; margin-block-start: 6px; }
p.kind { margin-block-start: 8px; }
.kind { text-decoration: underline 2px; text-underline-offset: 4px; }
p.kind { text-decoration: none; }
p.kind span { text-decoration: underline 2px; text-underline-offset: 4px; text-decoration-color: var(--article-annotator-quote-line, rgb(0 114 178)); }
p.kind.mixed span { text-decoration-style: dashed; }
p.kind.indirect span { text-decoration-style: dotted; }
.actions, .steps { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 10px; }
.actions button, .steps button { padding: 5px 10px; min-height: 30px; border-radius: 5px; }
.actions button { border: 1px solid var(--rule); }
.steps { margin-block-start: 12px; padding-block-start: 8px; border-block-start: 1px solid var(--rule); justify-content: space-between; }
.steps button, .actions button { color: var(--accent); }
.steps button:hover, .actions button:hover, .panel button:hover { text-decoration: underline; }
.note { min-height: 1.45em; font-size: 13px; color: var(--muted); margin-block-start: 6px; }
.note:empty { display: none; }
@media (max-width: 30rem) {
  .popover {
    position: fixed; left: 0 !important; top: auto !important; bottom: 0; width: 100vw; max-width: none; max-height: 60vh;
    border-width: 1px 0 0; border-radius: 12px 12px 0 0;
  }
  .actions button, .steps button { min-height: 44px; padding-inline: 14px; }
}

.panel {
  display: block; flex: 1 1 var(--article-annotator-panel-width, 256px); min-width: 0;
  position: sticky; top: var(--article-annotator-panel-top, 16px); max-height: calc(100vh - 32px); overflow: auto;
  padding: 14px 16px; border-block-start: 2px solid var(--ink);
}
.panel h2 { font-size: 13px; font-weight: 650; margin-block: 16px 4px; }
.panel ul { list-style: none; }
.panel ol { padding-inline-start: 22px; }
.panel li { padding-block: 5px; }
.panel button { width: 100%; min-height: 24px; border-radius: 3px; vertical-align: top; }
.panel [aria-expanded] { display: flex; gap: 8px; justify-content: space-between; align-items: baseline; }
.panel .quotes { padding-inline-start: 12px; border-inline-start: 1px solid var(--rule); }
.panel .quotes .kind { text-decoration-color: var(--article-annotator-quote-line, rgb(0 114 178)); text-decoration-thickness: 1px; }
.panel .kind.mixed { text-decoration-style: dashed; }
.panel .kind.indirect { text-decoration-style: dotted; }
@media print { .ui { display: none !important; } }
`

/** One sheet a document, because a sheet belongs to the document it was made in. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap()

/**
 * The sheet for the shadow roots of a document's annotators.
 *
 * @param {Document} owner
 * @returns {CSSStyleSheet[]} none where the browser cannot construct sheets
 */
export function interfaceSheets(owner) {
  const view = /** @type {(Window & typeof globalThis) | null} */ (owner.defaultView)
  if (!view || !('adoptedStyleSheets' in owner)) return []
  let sheet = sheets.get(owner)
  if (!sheet) {
    sheet = new view.CSSStyleSheet()
    sheet.replaceSync(CSS)
    sheets.set(owner, sheet)
  }
  return [sheet]
}
