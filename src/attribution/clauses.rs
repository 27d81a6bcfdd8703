//! Where a token stands: inside which quotation, in which clause.

use std::ops::Range;

use crate::quotes::Quotation;
use crate::text::{Document, TokenKind};

/// The document with each token's outermost quotation.
pub(super) struct Clauses<'d, 't> {
    pub(super) doc: &'d Document<'t>,
    pub(super) quotations: &'d [Quotation],
    /// The outermost quotations with their tokens, in text order.
    outermost: Vec<(Range<u32>, u32)>,
    runs: Vec<Run>,
}

/// Tokens in a row, a bit for each: an article of megabytes has many.
#[derive(Clone, Copy, Default)]
struct Run {
    /// Which of them are words.
    words: u64,
    /// Which of them are in quotations.
    quoted: u64,
    /// How many words stand before the run, and how many of them in quotations.
    before: [u32; 2],
}

/// Tokens in a run.
const RUN: usize = u64::BITS as usize;

impl Run {
    /// How many words stand before the token of this place in the run, and how many of them in quotations.
    fn before(&self, place: usize) -> [u32; 2] {
        let words = self.words & ((1 << place) - 1);
        [self.before[0] + words.count_ones(), self.before[1] + (words & self.quoted).count_ones()]
    }
}

/// A clause is looked at so many tokens to each side of its cue: a longer one is no sentence, and may be as long as the text.
pub(super) const FARTHEST: usize = 200;

impl<'d, 't> Clauses<'d, 't> {
    pub(super) fn new(doc: &'d Document<'t>, quotations: &'d [Quotation]) -> Self {
        let outermost = quotations.iter().enumerate().filter(|(_, quotation)| quotation.parent.is_none());
        let outermost = outermost.map(|(index, quotation)| {
            let tokens = doc.tokens_in(quotation.span);
            (tokens.start as u32..tokens.end as u32, index as u32)
        });
        let outermost: Vec<(Range<u32>, u32)> = outermost.collect();
        let mut runs = vec![Run::default(); doc.tokens().len() / RUN + 1];
        for at in outermost.iter().flat_map(|(tokens, _)| tokens.clone()) {
            runs[at as usize / RUN].quoted |= 1 << (at as usize % RUN);
        }
        for at in 0..doc.tokens().len() {
            let word = doc.word(at);
            let word = word.starts_with(|c: char| c.is_ascii_alphanumeric()) || word.chars().any(char::is_alphanumeric);
            runs[at / RUN].words |= u64::from(word) << (at % RUN);
        }
        let mut before = [0; 2];
        for run in &mut runs {
            run.before = before;
            before = [before[0] + run.words.count_ones(), before[1] + (run.words & run.quoted).count_ones()];
        }
        Self { doc, quotations, outermost, runs }
    }

    /// How many words are among `tokens`, and how many of them in quotations.
    pub(super) fn count(&self, tokens: Range<usize>) -> [u32; 2] {
        let [first, past] = [tokens.start, tokens.end.max(tokens.start)].map(|at| {
            let at = at.min(self.doc.tokens().len());
            self.runs[at / RUN].before(at % RUN)
        });
        [past[0] - first[0], past[1] - first[1]]
    }

    /// The outermost quotation that token `at` is part of, marks included.
    pub(super) fn quotation(&self, at: usize) -> Option<usize> {
        let quoted = self.runs.get(at / RUN)?.quoted >> (at % RUN) & 1 == 1;
        let past = quoted.then(|| self.outermost.partition_point(|(tokens, _)| tokens.start as usize <= at))?;
        self.outermost[..past].last().map(|(_, index)| *index as usize)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;

    #[test]
    fn words_and_quotations_are_those_that_a_walk_counts() {
        let text = format!(
            "“One, two,” said Ana. {}“Three ‘four’ five {}.” – Six “seven”.",
            "It rained. ".repeat(40),
            "and on ".repeat(90)
        );
        let doc = Document::parse(&text);
        let quotations = quotes::find(&doc);
        let clauses = Clauses::new(&doc, &quotations);
        let mut counts = vec![[0; 2]];
        for at in 0..doc.tokens().len() {
            let outer = |quotation: &quotes::Quotation| quotation.parent.is_none() && doc.tokens_in(quotation.span).contains(&at);
            assert_eq!(clauses.quotation(at), quotations.iter().position(outer), "{at}");
            let word = u32::from(doc.word(at).contains(char::is_alphanumeric));
            let [words, quoted] = counts[at];
            counts.push([words + word, quoted + if clauses.quotation(at).is_some() { word } else { 0 }]);
        }
        assert!(counts.len() > 200 && quotations.len() == 4);
        for (start, before) in counts.iter().enumerate() {
            for end in [start, start + 1, start + 63, start + 64, start + 100, counts.len() + 5] {
                let past = counts[end.min(counts.len() - 1)];
                assert_eq!(clauses.count(start..end), [past[0] - before[0], past[1] - before[1]], "{start}..{end}");
            }
        }
        assert_eq!(clauses.quotation(10_000), None);
    }
}
