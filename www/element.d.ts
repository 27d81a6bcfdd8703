import type { AnnotationResult, Attribution, Proposal, ProposalItem, Span } from './types.js'

/** `<article-annotator>`: annotates the article it wraps, or names with `for`, in place. */
export declare class ArticleAnnotatorElement extends HTMLElement {
  /** The result, with offsets in `text`; null until the first annotation. */
  readonly result: AnnotationResult | null
  /** The article's text as a reader sees it. */
  readonly text: string
  /** The renderer in use: `highlight` where the browser can and `mark` was not asked for. */
  renderer: 'highlight' | 'mark'
  /** The subjects shown, space-separated: `quotes speakers proposals`. */
  show: string
  panel: 'none' | 'side'
  /** The selector of the element to annotate. */
  htmlFor: string
  /** The element that is annotated. Setting it goes before `for`; null gives `for` its say again. */
  get target(): Element | null
  set target(element: Element | null)
}

/** What `annotation-click` tells; preventing it keeps the popover closed. */
export type AnnotationClickDetail = { range: Range; span: Span } & (
  | { attribution: Attribution; proposal?: undefined }
  | { attribution?: undefined; proposal: Proposal; item: ProposalItem }
)

/** What `annotator-error` tells: the article stays as it is. */
export interface AnnotatorErrorDetail {
  /** In plain words. */
  message: string
  error: unknown
}

export interface ArticleAnnotatorEventMap {
  annotated: CustomEvent<AnnotationResult>
  'annotation-click': CustomEvent<AnnotationClickDetail>
  'annotator-error': CustomEvent<AnnotatorErrorDetail>
}

declare global {
  interface HTMLElementTagNameMap {
    'article-annotator': ArticleAnnotatorElement
  }
  interface HTMLElementEventMap extends ArticleAnnotatorEventMap {}
}
