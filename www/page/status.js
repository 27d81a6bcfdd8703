// @ts-check
// What the page says about itself: the status line (a live region), the progress of long work, and what went wrong.

/** @import {Store, State} from './store.js' */
/** @import {Session} from './session.js' */
import { byId, el } from './dom.js'
import { counted, duration, found, plainName } from './wording.js'

/** Work shorter than this shows no progress bar. */
const PATIENCE_MS = 500
/** From so many characters on the reader is told beforehand that it takes long. */
const LONG_TEXT = 1_000_000
/** Work longer than this shows how long it has been going on. */
const LONG_MS = 5000

/** @param {Store} store @param {() => Session} session */
export function createStatus(store, session) {
  const line = byId('status')
  let waiting = 0
  let ticking = 0

  store.on(['phase', 'result', 'passedOver', 'sample', 'problem', 'only'], (state) => {
    document.documentElement.dataset.state = state.phase
    byId('annotated').setAttribute('aria-busy', String(state.phase === 'annotating'))
    if (state.phase !== 'annotating') line.textContent = sentence(state)
    showProblem(state, session)
  })
  store.on(['phase'], ({ phase }) => {
    clearTimeout(waiting)
    clearInterval(ticking)
    byId('progress').hidden = true
    if (phase === 'annotating') waiting = window.setTimeout(showProgress, PATIENCE_MS)
  })
  store.on(['result'], ({ phase, result, preview }) => {
    if (phase === 'annotating' && result && !preview && !byId('progress').hidden) line.textContent = 'Setting the marks…'
  })
  store.on(['articleId'], () => report([]))
  byId('cancel').addEventListener('click', () => session().cancel())

  /** @param {string[]} lines */
  function report(lines) {
    byId('file-report').replaceChildren(...lines.map((words) => el('p', {}, words)))
  }

  function showProgress() {
    byId('progress-bar').removeAttribute('value')
    byId('progress').hidden = false
    const { text } = store.state
    line.textContent = text.length < LONG_TEXT ? 'Reading the article…' : `Reading ${counted(text.length, 'character')}: this can take a minute or more…`
    const begun = performance.now() - PATIENCE_MS
    byId('elapsed').textContent = ''
    ticking = window.setInterval(() => {
      const passed = performance.now() - begun
      if (passed > LONG_MS) byId('elapsed').textContent = duration(passed)
    }, 1000)
  }

  return {
    /** Tells something in passing. @param {string} words */
    say(words) {
      line.textContent = words
    },
    /** Tells something that stays to be read, whatever the page says afterwards. @param {string} words */
    note(words) {
      byId('notice').append(el('span', {}, words), ' ')
    },
    /** Tells what became of files that were opened; it stays as long as the article shown with it. @param {string[]} lines */
    report,
  }
}

/** @param {State} state */
function sentence({ phase, result, passedOver, sample, problem, only }) {
  if (phase === 'loading') return 'Loading the reader…'
  // What went wrong has a box of its own, which is read out too.
  if (problem && phase === 'error') return ''
  const speaker = result?.speakers.find((one) => one.id === only)
  if (speaker) return `Only ${plainName(speaker.name)}: ${counted(speaker.attributions.length, 'quote')}. Press 0, or the name again, for all.`
  if (sample !== null) return 'Ready. Below is a sample; paste your own article above.'
  if (!result) return 'Ready.'
  const over = passedOver.length ? ` ${counted(passedOver.length, 'correction')} no longer applies: its passage is gone.` : ''
  return `${found(result)}.${over}`.replace('..', '.')
}

/** @param {State} state @param {() => Session} session */
function showProblem({ problem }, session) {
  const box = byId('problem')
  if (!problem) return box.replaceChildren()
  box.replaceChildren(
    el('strong', {}, problem.what),
    ' ',
    problem.next,
    problem.retry ? el('div', {}, el('button', { type: 'button', id: 'retry', onclick: () => session().retry() }, 'Try again')) : '',
  )
}
