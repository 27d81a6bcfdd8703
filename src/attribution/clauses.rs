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
}

impl<'d, 't> Clauses<'d, 't> {
    pub(super) fn new(doc: &'d Document<'t>, quotations: &'d [Quotation]) -> Self {
        let mut quoted = vec![0; doc.tokens().len()];
        for (at, quotation) in quotations.iter().enumerate().filter(|(_, quotation)| quotation.parent.is_none()) {
            quoted[doc.tokens_in(quotation.span)].fill(at as u32 + 1);
        }
        Self { doc, quotations, quoted }
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
    /// semicolon before it to the next one after it.
    pub(super) fn around(&self, at: usize) -> Range<usize> {
        let sentence = self.doc.sentences()[self.doc.sentence_of(at)].tokens();
        let limits = |index: &usize| self.quotation(*index).is_some() || matches!(self.doc.word(*index), ";" | ":" | "•");
        let start = (sentence.start..at).rev().find(limits).map_or(sentence.start, |limit| limit + 1);
        let end = (at..sentence.end).find(limits).unwrap_or(sentence.end);
        start..end
    }
}
