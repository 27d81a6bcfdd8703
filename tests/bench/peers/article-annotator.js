// @ts-check
// The shipped package, as a page uses it.
import { annotate as run, createAnnotator } from '../ours/index.js'

/** @param {string} text */
export async function annotate(text) {
  const { attributions, speakers, proposals } = await run(text)
  return { attributions: attributions.length, speakers: speakers.length, proposals: proposals.length }
}

export { createAnnotator }
