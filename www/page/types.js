// @ts-check
// The shapes that travel between the page's modules; this file holds no code.
// Offsets are UTF-16 code units into the article's text, half-open.

/** @typedef {import('../types.js').Span} Span */
/** @typedef {import('../types.js').Speaker} Speaker */
/** @typedef {import('../types.js').Proposal} Proposal */
/** @typedef {import('../types.js').ProposalItem} Item */

/**
 * An attribution as the package gives it; `corrected` where the reader changed or added it.
 * @typedef {import('../types.js').Attribution & {corrected?: boolean}} Attribution
 */

/** @typedef {Omit<import('../types.js').AnnotationResult, 'attributions'> & {attributions: Attribution[]}} Result */

/**
 * A stretch of text that can be found again after the text around it was edited.
 * @typedef {object} Anchor
 * @property {number} start
 * @property {string} exact
 * @property {string} prefix
 * @property {string} suffix
 */

/**
 * @typedef {{kind: 'reassign', at: Anchor[], speaker: string}
 *   | {kind: 'remove', at: Anchor[]}
 *   | {kind: 'rename', from: string, to: string}
 *   | {kind: 'merge', from: string, into: string}
 *   | {kind: 'quote', at: Anchor[], speaker: string, form: 'direct'|'mixed'|'indirect'}
 *   | {kind: 'proposal', at: Anchor[], speaker: string}
 *   | {kind: 'unpropose', at: Anchor[]}} Correction
 */

/**
 * @typedef {object} Article
 * @property {string} id
 * @property {string} text
 * @property {Correction[]} corrections
 * @property {number} changed milliseconds since the epoch
 * @property {boolean} [unread] whether it was never read to its end
 */

export {}
