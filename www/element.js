// @ts-check
/** Importing this file defines `<article-annotator>`: the package's entry `article-annotator/element`. */
export { ArticleAnnotatorElement } from './element/define.js'
