// @ts-check
// The shapes that travel between the page's modules; this file holds no code.
// Offsets are UTF-16 code units into the article's text, half-open.

/** @typedef {[number, number]} Span */

/**
 * @typedef {object} Attribution
 * @property {string} id
 * @property {'direct'|'mixed'|'indirect'} kind
 * @property {Span[]} source
 * @property {Span[]} cue
 * @property {Span[]} content
 * @property {string|null} speaker
 * @property {number} confidence 0 to 1
 * @property {string} why
 * @property {boolean} [corrected] set where the reader changed or added it
 */

/**
 * @typedef {object} Speaker
 * @property {string} id
 * @property {string} name
 * @property {boolean} named
 * @property {string|null} role
 * @property {Span[]} mentions
 * @property {string[]} attributions
 */

/**
 * @typedef {object} Item
 * @property {number} ordinal
 * @property {Span[]} content
 * @property {Span[]} cue
 */

/**
 * @typedef {object} Proposal
 * @property {string} id
 * @property {string|null} proposer
 * @property {number|null} announced
 * @property {string|null} noun
 * @property {Span[]} announcement
 * @property {Item[]} items
 * @property {boolean} complete
 */

/**
 * @typedef {object} Result
 * @property {string} unit
 * @property {Attribution[]} attributions
 * @property {Speaker[]} speakers
 * @property {Proposal[]} proposals
 */

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
 */

export {}
