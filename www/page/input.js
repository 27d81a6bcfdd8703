// @ts-check
// Getting text in: paste (with its paragraphs), type, drop, open files.

/** @import {Session} from './session.js' */
import { byId } from './dom.js'
import { isSlowToSet, LONGEST_TEXT, textOfFile } from './files.js'
import { textFromMarkup } from './rich-text.js'
import { readMarkup } from './trusted.js'

/** Changes of more characters than this at once are pastes, whatever they call themselves. */
const TYPED_AT_ONCE = 60

/** @param {{textarea: HTMLTextAreaElement, session: Session, say: (words: string) => void}} parts */
export function createInput({ textarea, session, say }) {
  let before = textarea.value.length

  textarea.addEventListener('input', (event) => {
    const { value } = textarea
    fold(textarea)
    const pasted = /^insertFrom/.test(/** @type {InputEvent} */ (event).inputType ?? '') || Math.abs(value.length - before) > TYPED_AT_ONCE
    before = value.length
    session.change(value, pasted)
  })

  textarea.addEventListener('paste', (event) => {
    const markup = event.clipboardData?.getData('text/html') ?? ''
    const readable = markup && markup.length <= LONGEST_TEXT * 4
    const words = event.clipboardData?.getData('text/plain') ?? ''
    const text = readable ? textFromMarkup(readMarkup(markup)) : isSlowToSet(words) ? words : ''
    if (!text) return
    event.preventDefault()
    insert(textarea, text)
  })

  /** Reads files one after the other; each becomes an article, the first is shown. @param {Iterable<File>} files */
  async function openFiles(files) {
    const read = []
    for (const file of files) {
      const text = await readFile(file).catch(() => null)
      if (text === null) say(`${file.name} could not be read.`)
      else read.push(text)
    }
    for (const text of read.reverse()) {
      session.open({ text, corrections: [] })
      await session.keepNow()
    }
    if (read.length > 1) say(`${read.length} articles opened. The others are under Recent.`)
  }

  const picker = byId('file-input')
  byId('open-files').addEventListener('click', () => picker.click())
  picker.addEventListener('change', async () => {
    await openFiles(picker.files)
    picker.value = ''
  })
  byId('unfold').addEventListener('click', () => {
    textarea.classList.remove('is-huge')
    byId('huge').hidden = true
    textarea.focus()
  })
  listenForDrops(openFiles, (text) => session.open({ text, corrections: [] }))
}

/** @param {File} file */
async function readFile(file) {
  if (file.size > LONGEST_TEXT * 4) throw new RangeError('too long')
  const bytes = new Uint8Array(await file.arrayBuffer())
  return textOfFile(file.name, bytes, (markup) => textFromMarkup(readMarkup(markup)))
}

/** Keeps the box's own undo where the text is short enough for it. @param {HTMLTextAreaElement} textarea @param {string} text */
function insert(textarea, text) {
  if (isSlowToSet(text)) textarea.classList.add('is-huge')
  const kept = text.length < 50_000 && document.execCommand('insertText', false, text)
  if (kept) return
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end')
  textarea.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }))
}

/** Shows a note in the place of a text that is too long to be set quickly; it stays in the box. @param {HTMLTextAreaElement} textarea */
export function fold(textarea) {
  const huge = isSlowToSet(textarea.value)
  textarea.classList.toggle('is-huge', huge)
  byId('huge').hidden = !huge
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
    const markup = data?.getData('text/html')
    const text = markup ? textFromMarkup(readMarkup(markup)) : data?.getData('text/plain')
    if (text) openText(text)
  })
}
