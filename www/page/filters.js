// @ts-check
// Which findings the reader has switched off. Plain data in, a yes or no out.

/** @import {Result} from './types.js' */

/** @typedef {{show: Record<string, boolean>, threshold: number, only: string | null}} View */

/**
 * A test for findings under the reader's choices.
 * @param {Result | null} result
 * @param {View} view
 * @returns {(type: string, id: string) => boolean} true where the finding is switched off
 */
export function offTest(result, view) {
  const quotes = new Set()
  const proposals = new Set()
  for (const one of result?.attributions ?? []) {
    const other = view.only !== null && one.speaker !== view.only
    if (!view.show[one.kind] || one.confidence < view.threshold || other) quotes.add(one.id)
  }
  for (const one of result?.proposals ?? []) {
    if (!view.show.proposals || (view.only !== null && one.proposer !== view.only)) proposals.add(one.id)
  }
  return (type, id) => (type === 'proposal' || type === 'announcement' ? proposals.has(id) : type !== 'mention' && quotes.has(id))
}
