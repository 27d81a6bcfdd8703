import type { AnnotationResult } from './types.js'

export type { AnnotationResult, Attribution, Proposal, ProposalItem, Span, Speaker } from './types.js'

/** The longest text taken, in UTF-16 code units. */
export declare const MAX_LENGTH: number

export interface AnnotateOptions {
  /** Abandons the call: it rejects with the signal's reason. */
  signal?: AbortSignal
  /**
   * Called at most once, before the promise is settled, and only where the learned part of the engine is still on its way:
   * with what structure alone tells of this text (quotes, their speakers, proposals). The promise gives the final result.
   */
  onPreview?: (preview: AnnotationResult) => void
}

export interface Annotator {
  /** Annotates one text. Rejects on failure, and works again on the next call. */
  annotate(text: string, options?: AnnotateOptions): Promise<AnnotationResult>
  /** Gives back what the annotator holds; calls that still wait are rejected. */
  dispose(): void
}

/**
 * Annotates one text, loading the WebAssembly on first use: on the current thread, a text of more than 100,000 characters in a worker
 * where there are workers. Offsets are UTF-16 code units.
 */
export declare function annotate(text: string, options?: AnnotateOptions): Promise<AnnotationResult>

/** Makes an annotator; with `worker: true` it works off the main thread, in one worker for the whole page. */
export declare function createAnnotator(options?: { worker?: boolean }): Annotator

export interface TextQuoteSelector {
  type: 'TextQuoteSelector'
  exact: string
  prefix: string
  suffix: string
}

/** Counts Unicode code points, as the standard says. */
export interface TextPositionSelector {
  type: 'TextPositionSelector'
  start: number
  end: number
}

export interface WebAnnotationAgent {
  id: string
  type: 'Software'
  name: string
  homepage: string
}

export interface WebAnnotationPlace {
  type: 'SpecificResource'
  purpose?: string
  source: string
  selector: [TextQuoteSelector, TextPositionSelector]
}

export interface WebAnnotation {
  '@context': 'http://www.w3.org/ns/anno.jsonld'
  id: string
  type: 'Annotation'
  motivation: string
  creator: WebAnnotationAgent
  generator: WebAnnotationAgent
  body: ({ type: 'TextualBody'; purpose: string; format: 'text/plain'; value: string } | WebAnnotationPlace)[]
  target: WebAnnotationPlace[]
}

export interface WebAnnotationPage {
  '@context': 'http://www.w3.org/ns/anno.jsonld'
  id: string
  type: 'AnnotationPage'
  items: WebAnnotation[]
}

/**
 * A result as W3C Web Annotations (JSON-LD), one for each attribution and each proposal item. Without `source` the article
 * gets an address made of its words.
 */
export declare function toWebAnnotations(result: AnnotationResult, text: string, options?: { source?: string }): WebAnnotationPage
