// @ts-check
// Starts the page, and says so in plain words where it cannot be started: a file of it is missing, or comes from a cache of another
// version. It imports nothing, so that it runs where the others do not.

import('./demo.js').catch(() => {
  document.documentElement.dataset.state = 'error'
  const tell = (/** @type {string} */ id, /** @type {string} */ words) => document.getElementById(id)?.replaceChildren(words)
  tell('status', '')
  tell('problem', 'This page did not load whole: one of its files is missing or of another version, or this browser is too old for it. What you pasted is still in the box: copy it, then reload the page.')
})
