// @ts-check
/** Defines `<article-annotator>`, once, however often the package is loaded. */
import { ArticleAnnotatorElement } from './article-annotator-element.js'

if (!customElements.get('article-annotator')) customElements.define('article-annotator', ArticleAnnotatorElement)

export { ArticleAnnotatorElement }
