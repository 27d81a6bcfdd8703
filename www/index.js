// @ts-check
/** Who said what in an article, and what was proposed: the package's entry. Importing it has no side effects. */
export { annotate, createAnnotator, MAX_LENGTH, toWebAnnotations } from './engine/annotator.js'
