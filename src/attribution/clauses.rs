//! Where a token stands: inside which quotation, in which clause.

use std::ops::Range;

use crate::quotes::Quotation;
use crate::text::{Document, TokenKind};

/// The document with each token's outermost quotation.
pub(super) struct Clauses<'d, 't> {
    pub(super) doc: &'d Document<'t>,
    pub(super) quotations: &'d [Quotation],
    /// For each token one more than the index of its outermost quotation, or 0.
    quoted: Vec<u32>,
    /// For each token, and past the last, how many words stand before it, and how many of them in quotations.
    words: Vec<[u32; 2]>,
}

/// A clause is looked at so many tokens to each side of its cue: a longer one is no sentence, and may be as long as the text.
pub(super) const FARTHEST: usize = 200;

impl<'d, 't> Clauses<'d, 't> {
    pub(super) fn new(doc: &'d Document<'t>, quotations: &'d [Quotation]) -> Self {
        let mut quoted = vec![0; doc.tokens().len()];
        for (at, quotation) in quotations.iter().enumerate().filter(|(_, quotation)| quotation.parent.is_none()) {
            quoted[doc.tokens_in(quotation.span)].fill(at as u32 + 1);
        }
        let mut words = vec![[0; 2]; quoted.len() + 1];
        for (at, &quoted) in quoted.iter().enumerate() {
            let word = doc.word(at);
            let word = u32::from(word.starts_with(|c: char| c.is_ascii_alphanumeric()) || word.chars().any(char::is_alphanumeric));
            words[at + 1] = [words[at][0] + word, words[at][1] + if quoted > 0 { word } else { 0 }];
        }
        Self { doc, quotations, quoted, words }
    }

    /// How many words are among `tokens`, and how many of them in quotations.
    pub(super) fn count(&self, tokens: Range<usize>) -> [u32; 2] {
        let [first, past] = [tokens.start, tokens.end.max(tokens.start)].map(|at| self.words[at.min(self.quoted.len())]);
        [past[0] - first[0], past[1] - first[1]]
    }

    /// The outermost quotation that token `at` is part of, marks included.
    pub(super) fn quotation(&self, at: usize) -> Option<usize> {
        self.quoted.get(at).and_then(|&quoted| (quoted as usize).checked_sub(1))
    }

    /// The tokens of quotation `index`, marks included.
    pub(super) fn tokens_of(&self, index: usize) -> Range<usize> {
        self.doc.tokens_in(self.quotations[index].span)
    }

    /// Words in quotation `index`.
    pub(super) fn words_in(&self, index: usize) -> usize {
        self.tokens_of(index).filter(|&at| !self.doc.is(at, TokenKind::Mark) && !self.doc.is(at, TokenKind::Punctuation)).count()
    }

    /// The part of the sentence around token `at` that is outside quotations: from the last mark, sentence start or
    /// semicolon before it to the next one after it, at most [`FARTHEST`] tokens away.
    pub(super) fn around(&self, at: usize) -> Range<usize> {
        let sentence = self.doc.sentences()[self.doc.sentence_of(at)].tokens();
        let limits = |index: &usize| self.quotation(*index).is_some() || matches!(self.doc.word(*index), ";" | ":" | "•");
        let near = sentence.start.max(at.saturating_sub(FARTHEST))..sentence.end.min(at + FARTHEST);
        let start = (near.start..at).rev().find(limits).map_or(near.start, |limit| limit + 1);
        let end = (at..near.end).find(limits).unwrap_or(near.end);
        start..end
    }
}
