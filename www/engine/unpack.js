// @ts-check
/**
 * From the two flat lists that leave the WebAssembly to the result as everyone reads it. Their order is told in
 * `src/annotations/packed.rs`.
 */
/** @import { AnnotationResult, Attribution, Proposal, ProposalItem, Span, Speaker } from '../types.js' */

/**
 * A result as it leaves the WebAssembly: the bytes of 32-bit numbers, and the texts that some of them point to.
 *
 * @typedef {{ numbers: Uint8Array<ArrayBuffer>, texts: string[] }} PackedResult
 */

const KINDS = /** @type {const} */ (['direct', 'mixed', 'indirect'])

/**
 * @param {PackedResult} packed
 * @returns {AnnotationResult}
 */
export function unpack(packed) {
  const reader = new Reader(packed)
  const attributions = reader.list((_, at) => reader.attribution(at))
  const speakers = reader.list((_, at) => reader.speaker(at))
  const proposals = reader.list((_, at) => reader.proposal(at))
  const byId = new Map(speakers.map(speaker => [speaker.id, speaker]))
  for (const { id, speaker } of attributions) {
    if (speaker !== null) byId.get(speaker)?.attributions.push(id)
  }
  return { unit: 'utf16', attributions, speakers, proposals }
}

class Reader {
  #numbers
  #texts
  #at = 0
  /** The identifier of each speaker, a string once for all that name it. @type {string[]} */
  #speakers = []

  /** @param {PackedResult} packed */
  constructor({ numbers, texts }) {
    this.#numbers = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.byteLength / 4)
    this.#texts = texts
  }

  /**
   * @template T
   * @param {(_: unknown, at: number) => T} read
   * @returns {T[]}
   */
  list(read) {
    return Array.from({ length: this.#next() }, read)
  }

  /**
   * @param {number} at
   * @returns {Attribution}
   */
  attribution(at) {
    const kind = KINDS[this.#next()]
    const speaker = this.#speaker()
    const confidence = this.#next() / 100
    const why = this.#texts[this.#next()]
    const [source, cue, content] = [this.#spans(), this.#spans(), this.#spans()]
    return { id: `a${at + 1}`, kind, source, cue, content, speaker, confidence, why }
  }

  /**
   * @param {number} at
   * @returns {Speaker}
   */
  speaker(at) {
    const name = this.#texts[this.#next()]
    const named = this.#next() === 1
    const role = this.#text()
    return { id: this.#speakerId(at + 1), name, named, role, mentions: this.#spans(), attributions: [] }
  }

  /**
   * @param {number} at
   * @returns {Proposal}
   */
  proposal(at) {
    const proposer = this.#speaker()
    const announced = this.#optional()
    const noun = this.#text()
    const announcement = this.#spans()
    const complete = this.#next() === 1
    const items = this.list(() => this.#item())
    return { id: `p${at + 1}`, proposer, announced, noun, announcement, items, complete }
  }

  /** @returns {ProposalItem} */
  #item() {
    return { ordinal: this.#next(), content: this.#spans(), cue: this.#spans() }
  }

  #next() {
    return this.#numbers[this.#at++]
  }

  #optional() {
    const number = this.#next()
    return number === 0 ? null : number - 1
  }

  #text() {
    const index = this.#optional()
    return index === null ? null : this.#texts[index]
  }

  #speaker() {
    const number = this.#next()
    return number === 0 ? null : this.#speakerId(number)
  }

  /** @param {number} number */
  #speakerId(number) {
    return (this.#speakers[number] ??= `s${number}`)
  }

  /** @returns {Span[]} */
  #spans() {
    const length = this.#next()
    /** @type {Span[]} */
    const spans = new Array(length)
    for (let i = 0; i < length; i++) spans[i] = [this.#next(), this.#next()]
    return spans
  }
}
