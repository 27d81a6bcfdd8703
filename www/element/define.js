// @ts-check
/** Defines `<article-annotator>`, once, however often the package is loaded, and nothing where a page is rendered on a server. */
import { ArticleAnnotatorElement } from './article-annotator-element.js'

if (globalThis.customElements && !customElements.get('article-annotator')) customElements.define('article-annotator', ArticleAnnotatorElement)

export { ArticleAnnotatorElement }
