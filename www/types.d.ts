/** A half-open range of the text, `[start, end]`, in the result's `unit`. */
export type Span = [start: number, end: number]

/** One quote: who (`source`) said (`cue`) what (`content`). */
export interface Attribution {
  id: string
  /** `direct`: all in quotation marks; `mixed`: partly; `indirect`: reported without marks. */
  kind: 'direct' | 'mixed' | 'indirect'
  /** Who, as the text says it; empty where it says no one. */
  source: Span[]
  /** The words that attribute: "said", "according to". */
  cue: Span[]
  /** What was said, quotation marks included. */
  content: Span[]
  /** The id of a speaker. */
  speaker: string | null
  /** From 0 to 1. */
  confidence: number
  /** How it was found, for people. */
  why: string
}

/** One person or body that is quoted or proposes, under all its names. */
export interface Speaker {
  id: string
  name: string
  /** False for "a senior aide", "critics". */
  named: boolean
  role: string | null
  mentions: Span[]
  /** The ids of the speaker's attributions. */
  attributions: string[]
}

export interface ProposalItem {
  ordinal: number
  content: Span[]
  cue: Span[]
}

/** Proposals of one proposer: those announced with a number together, or the others. */
export interface Proposal {
  id: string
  /** The id of a speaker. */
  proposer: string | null
  /** The number that was announced: 5 for "five proposals". */
  announced: number | null
  noun: string | null
  announcement: Span[]
  items: ProposalItem[]
  /** Whether as many items were found as were announced. */
  complete: boolean
}

export interface AnnotationResult {
  /** The unit of all offsets; always `utf16` in JavaScript. */
  unit: 'utf16' | 'codepoint'
  attributions: Attribution[]
  speakers: Speaker[]
  proposals: Proposal[]
}
