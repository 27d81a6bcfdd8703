// A page in TypeScript that uses the package under the strictest settings: it only has to compile.
import { annotate, createAnnotator, toWebAnnotations, type AnnotationResult, type WebAnnotation } from 'article-annotator'
import { ArticleAnnotatorElement } from 'article-annotator/element'

export async function quotes(text: string, signal: AbortSignal): Promise<string[]> {
  const annotator = createAnnotator({ worker: true })
  const early: AnnotationResult[] = []
  const result: AnnotationResult = await annotator.annotate(text, { signal, onPreview: preview => void early.push(preview) })
  annotator.dispose()
  const unit: 'utf16' | 'codepoint' = result.unit
  const names = new Map(result.speakers.map(({ id, name }) => [id, name]))
  return result.attributions.map(({ content, speaker, kind }) => {
    const words = content.map(([start, end]) => text.slice(start, end)).join(' ')
    return `${kind} ${unit}: ${words} (${names.get(speaker ?? '') ?? 'no one'})`
  })
}

export async function webAnnotations(text: string): Promise<WebAnnotation[]> {
  return toWebAnnotations(await annotate(text), text, { source: 'https://example.org/' }).items
}

export function follow(element: HTMLElementTagNameMap['article-annotator']): string {
  element.renderer = 'mark'
  element.panel = 'side'
  element.target = document.body
  element.addEventListener('annotated', ({ detail }) => detail.attributions.length.toFixed())
  element.addEventListener('annotator-error', ({ detail }) => detail.message.trim())
  element.addEventListener('annotation-click', ({ detail }) => {
    const about: string = detail.attribution ? detail.attribution.why : `${detail.proposal.id} ${detail.item.ordinal}`
    return `${about} ${detail.range.toString()} ${detail.span[0]}`
  })
  const made = document.createElement('article-annotator')
  // @ts-expect-error a renderer that there is not
  made.renderer = 'canvas'
  // @ts-expect-error the result is the element's own
  made.result = null
  return made instanceof ArticleAnnotatorElement ? made.text : element.text
}
