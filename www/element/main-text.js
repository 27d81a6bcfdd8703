// @ts-check
/** Finds the main text of a page that no one prepared: what is marked up as the article, else the densest block. */

/** What pages commonly mark their article with, the most particular first. */
const MARKED = ['article', '[itemprop=articleBody]', '[role=article]', 'main', '[role=main]']

/** A marked element with less text than this is a teaser or a shell. */
const LEAST_LENGTH = 250

/** How much of its parent's paragraph text a block must hold to stand for the parent. */
const SHARE = 0.6

/**
 * @param {Document} page
 * @returns {Element}
 */
export function mainText(page) {
  for (const selector of MARKED) {
    const [longest] = [...page.querySelectorAll(selector)].sort((a, b) => weight(b) - weight(a))
    if (longest && weight(longest) >= LEAST_LENGTH) return longest
  }
  return densest(page.body)
}

/**
 * Goes down from an element for as long as one child holds most of its paragraphs.
 *
 * @param {Element} element
 * @returns {Element}
 */
function densest(element) {
  const whole = weight(element)
  const heavy = [...element.children].find(child => child.localName !== 'p' && weight(child) > whole * SHARE)
  return heavy ? densest(heavy) : element
}

/**
 * How much text an element's paragraphs hold; links, the stuff of menus, do not count.
 *
 * @param {Element} element
 */
function weight(element) {
  let length = 0
  for (const paragraph of element.querySelectorAll('p')) {
    length += paragraph.textContent.length
    for (const link of paragraph.querySelectorAll('a')) length -= link.textContent.length
  }
  return length
}
