// @ts-check
/** The findings of a result one after another, as a reader steps through them. Pure: no DOM. */
/** @import { AnnotationResult } from '../types.js' */
/** @import { Mark } from './segments.js' */
import { marksOf } from './segments.js'

/**
 * One mark for each quote and each proposal item, where it begins, in text order.
 *
 * @param {AnnotationResult} result
 * @param {readonly Mark[]} marks the marks shown
 * @returns {Mark[]}
 */
export function findingsOf(result, marks) {
  const seen = new Set()
  const shown = new Set(marks.flatMap(({ attribution, item }) => attribution ?? item ?? []))
  return marksOf(result).filter(({ layer, attribution, item }) => {
    const finding = attribution ?? item
    if (!finding || layer === 'speaker' || layer === 'cue' || !shown.has(finding) || seen.has(finding)) return false
    seen.add(finding)
    return true
  })
}

/**
 * The finding a mark belongs to.
 *
 * @param {readonly Mark[]} findings
 * @param {Mark} mark
 */
export function findingOf(findings, mark) {
  return findings.find(({ attribution, item }) => mark.item ? item === mark.item : attribution === mark.attribution)
}
