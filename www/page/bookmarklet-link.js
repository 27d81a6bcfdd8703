// @ts-check
// The bookmarklet, offered to be dragged to the bookmarks. On this page itself it would have nothing to do, so a click says how to
// use it.

import { bookmarkletAddress } from '../bookmarklet.js'

/**
 * @param {HTMLAnchorElement} link
 * @param {(words: string) => void} say
 */
export function offerBookmarklet(link, say) {
  link.href = bookmarkletAddress()
  link.addEventListener('click', (event) => {
    event.preventDefault()
    say('Drag this link to your bookmarks bar. On any article, click the bookmark to mark it, and once more to switch it off.')
  })
}
