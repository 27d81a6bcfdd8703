// @ts-check
// compromise: sentences, people and quotations.
import nlp from 'compromise'

/** @param {string} text */
export async function annotate(text) {
  const doc = nlp(text)
  return {
    sentences: doc.sentences().out('array').length,
    people: doc.people().out('array').length,
    quotations: doc.quotations().out('array').length
  }
}
