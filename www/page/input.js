// @ts-check
// Getting text in: paste (with its paragraphs), type, drop, open files.

/** @import {Session} from './session.js' */
import { byId } from './dom.js'
import { isSlowToSet, LONGEST_TEXT, textOfFile, tooLarge, unreadable } from './files.js'
import { isTyping } from './keyboard.js'
import { textFromMarkup } from './rich-text.js'
import { readMarkup } from './trusted.js'

/** Changes of more characters than this at once are pastes, whatever they call themselves. */
const TYPED_AT_ONCE = 60
/** Whether the reader asked to see a long text in the box all the same. */
let unfolded = false

/** @param {{textarea: HTMLTextAreaElement, session: Session, report: (lines: string[]) => void}} parts  report: tells what became of opened files */
export function createInput({ textarea, session, report }) {
  let before = textarea.value

  /** @param {Event} event */
  function takeIn(event) {
    const { value } = textarea
    if (event.type !== 'input' && value === before) return
    fold(textarea)
    const pasted = /^insertFrom/.test(/** @type {InputEvent} */ (event).inputType ?? '') || Math.abs(value.length - before.length) > TYPED_AT_ONCE
    before = value
    session.change(value, pasted)
  }
  textarea.addEventListener('input', takeIn)
  // Some that fill boxes for people tell of it with this alone.
  textarea.addEventListener('change', takeIn)

  textarea.addEventListener('paste', (event) => {
    const text = textOf(event.clipboardData)
    if (!text) return
    event.preventDefault()
    const { value, selectionStart, selectionEnd } = textarea
    if (!session.refuses(value.length - (selectionEnd - selectionStart) + text.length)) insert(textarea, text)
  })
  // A paste with the focus nowhere in particular is meant for the page.
  document.addEventListener('paste', (event) => {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return
    const text = textOf(event.clipboardData)
    if (!text.trim()) return
    event.preventDefault()
    session.open({ text, corrections: [] })
  })

  /** Reads files one after the other; each becomes an article, the first is shown. @param {Iterable<File>} files */
  async function openFiles(files) {
    const texts = []
    const refused = []
    for (const file of files) {
      const { text, why } = await readFile(file)
      if (why) refused.push(why)
      else texts.push(text)
    }
    for (const text of texts.toReversed()) {
      session.open({ text, corrections: [] })
      await session.keepNow()
    }
    const opened = texts.length > 1 ? [`${texts.length} articles opened. All are under Recent.`] : []
    report([...opened, ...refused])
  }

  const picker = byId('file-input')
  byId('open-files').addEventListener('click', () => picker.click())
  picker.addEventListener('change', async () => {
    await openFiles(picker.files)
    picker.value = ''
  })
  byId('unfold').addEventListener('click', () => {
    unfolded = true
    hide(textarea, false)
    textarea.focus()
  })
  listenForDrops(openFiles, (text) => session.open({ text, corrections: [] }))
}

/** What is on a clipboard or dropped, as text: rich text with its paragraphs. @param {DataTransfer | null} data */
function textOf(data) {
  const plain = data?.getData('text/plain') ?? ''
  if (plain.length > LONGEST_TEXT) return plain
  const markup = data?.getData('text/html') ?? ''
  const rich = markup && markup.length <= LONGEST_TEXT * 4 ? textFromMarkup(readMarkup(markup)) : ''
  return rich || plain
}

/** A file's text, and where it is no article why. @param {File} file @returns {Promise<{text: string, why: string | null}>} */
async function readFile(file) {
  const why = tooLarge(file)
  if (why) return { text: '', why }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const text = textOfFile(file.name, bytes, (markup) => textFromMarkup(readMarkup(markup)))
    return { text, why: unreadable(file.name, text) }
  } catch {
    return { text: '', why: `${file.name} could not be read.` }
  }
}

/** Keeps the box's own undo where the text is short enough for it. @param {HTMLTextAreaElement} textarea @param {string} text */
function insert(textarea, text) {
  if (isSlowToSet(text) && !unfolded) hide(textarea, true)
  const kept = text.length < 50_000 && document.execCommand('insertText', false, text)
  if (kept) return
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end')
  textarea.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }))
}

/** Shows a note in the place of a text that is too long to be set quickly; it stays in the box. @param {HTMLTextAreaElement} textarea */
export function fold(textarea) {
  const huge = isSlowToSet(textarea.value)
  // Beyond the limit it would take the browser too long, and help nobody.
  byId('unfold').hidden = textarea.value.length > LONGEST_TEXT
  if (!huge) unfolded = false
  hide(textarea, huge && !unfolded)
}

/** @param {HTMLTextAreaElement} textarea @param {boolean} hidden */
function hide(textarea, hidden) {
  textarea.classList.toggle('is-huge', hidden)
  byId('huge').hidden = !hidden
  if (!hidden) return
  // A box that has the focus, or had it last, is laid out for its caret, hidden or not.
  if (document.activeElement === textarea) byId(byId('unfold').hidden ? 'clear' : 'unfold').focus({ preventScroll: true })
  getSelection()?.removeAllRanges()
}

/** @param {(files: Iterable<File>) => void} openFiles @param {(text: string) => void} openText */
function listenForDrops(openFiles, openText) {
  const desk = byId('desk')
  addEventListener('dragover', (event) => {
    event.preventDefault()
    desk.classList.add('is-dropping')
  })
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) desk.classList.remove('is-dropping')
  })
  addEventListener('drop', (event) => {
    event.preventDefault()
    desk.classList.remove('is-dropping')
    const data = event.dataTransfer
    if (data?.files.length) return openFiles([...data.files])
    const text = textOf(data)
    if (text) openText(text)
  })
}
