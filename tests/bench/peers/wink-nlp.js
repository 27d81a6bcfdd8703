// @ts-check
// wink-nlp with its English model: sentences, entities and parts of speech.
import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'

const nlp = winkNLP(model)

/** @param {string} text */
export async function annotate(text) {
  const doc = nlp.readDoc(text)
  return {
    sentences: doc.sentences().out().length,
    entities: doc.entities().out().length,
    tags: doc.tokens().out(nlp.its.pos).length
  }
}
