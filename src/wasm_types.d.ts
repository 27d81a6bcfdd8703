/** Half-open `[start, end)` in UTF-16 units of the annotated text; lists of them are sorted. */
export type TextSpan = [start: number, end: number];

export interface Attribution {
  id: string;
  kind: "direct" | "mixed" | "indirect";
  /** Who, as the text says it; empty where it says no one. */
  source: TextSpan[];
  /** "said", "according to", … */
  cue: TextSpan[];
  /** What was said, quotation marks included. */
  content: TextSpan[];
  /** The id of the speaker, or null. */
  speaker: string | null;
  /** 0 to 1. */
  confidence: number;
  /** How it was found, in a short phrase. */
  why: string;
}

export interface Speaker {
  id: string;
  name: string;
  /** false for "a senior aide", "critics". */
  named: boolean;
  role: string | null;
  mentions: TextSpan[];
  attributions: string[];
}

export interface ProposalItem {
  ordinal: number;
  content: TextSpan[];
  cue: TextSpan[];
}

export interface Proposal {
  id: string;
  proposer: string | null;
  announced: number | null;
  noun: string | null;
  announcement: TextSpan[];
  items: ProposalItem[];
  /** Whether as many items were found as announced. */
  complete: boolean;
}

export interface AnnotationResult {
  unit: "utf16";
  attributions: Attribution[];
  speakers: Speaker[];
  proposals: Proposal[];
}
