//! The article with its tokens, sentences and paragraphs.

use std::ops::Range;

use crate::lexicon::{Vocabulary, WordClass};
use crate::span::Span;

use super::paragraphs::{self, Paragraph};
use super::sentences;
use super::tokens::{Token, TokenKind, Tokenizer};

/// A run of tokens that ends in a full stop, question or exclamation mark, or with its paragraph.
///
/// `Fares rise. "Why?" she asked.` has two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to the end of its last.
    pub span: Span,
    first: u32,
    past: u32,
}

impl Sentence {
    pub(super) fn new(span: Span, tokens: Range<usize>) -> Self {
        Self { span, first: tokens.start as u32, past: tokens.end as u32 }
    }

    /// Indices of its tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.first as usize..self.past as usize
    }
}

/// An article, read: the text and what it is made of. Sentences tile the tokens of their paragraph.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
}

impl<'t> Document<'t> {
    /// Reads `text`. Any text makes a document; white space alone makes one without paragraphs. A text over 4 GiB is read up to
    /// there: [`Span`]s reach no farther.
    pub fn parse(text: &'t str) -> Self {
        Self::parse_with(text, &Vocabulary::default())
    }

    /// [`parse`](Self::parse) with words added to the lists.
    pub fn parse_with(text: &'t str, vocabulary: &Vocabulary) -> Self {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let (mut tokens, mut all_sentences, mut all_paragraphs) = (Vec::with_capacity(text.len() / 5), Vec::new(), Vec::new());
        for block in paragraphs::blocks(text) {
            let (first_token, first_sentence) = (tokens.len(), all_sentences.len());
            tokens.extend(Tokenizer::new(text, block));
            if !vocabulary.is_empty() {
                tokens[first_token..].iter_mut().for_each(|token| token.classes |= vocabulary.classes(token.span.of(text)));
            }
            sentences::split(text, &tokens, first_token, &mut all_sentences);
            if tokens.len() > first_token {
                let spans = (first_token..tokens.len(), first_sentence..all_sentences.len());
                all_paragraphs.push(Paragraph::new(text, block, spans, &tokens));
            }
        }
        Self { text, tokens, sentences: all_sentences, paragraphs: all_paragraphs }
    }

    /// The whole text, as given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens, in text order, disjoint.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, in text order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All paragraphs, in text order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The text of token `index`; empty past the end.
    pub fn word(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// The lexicon classes of token `index`; none past the end.
    pub fn classes(&self, index: usize) -> WordClass {
        self.tokens.get(index).map_or(WordClass::empty(), |token| token.classes)
    }

    /// Whether token `index` is of `kind`.
    pub fn is(&self, index: usize, kind: TokenKind) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == kind)
    }

    /// The byte span from the first to the last token of `range`; empty for an empty range.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.tokens.get(range) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Indices of the tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let past = self.tokens.partition_point(|token| token.span.start() < span.end());
        first..past.max(first)
    }

    /// Index of the paragraph that holds token `index` (the last one past the end).
    pub fn paragraph_of(&self, index: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.tokens().end <= index).min(self.paragraphs.len().saturating_sub(1))
    }

    /// Index of the sentence that holds token `index` (the last one past the end).
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens().end <= index).min(self.sentences.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_tile_their_paragraph() {
        let doc = Document::parse("One. Two came.\r\n\r\n“Why?” she asked. ");
        assert_eq!(doc.paragraphs().len(), 2);
        let texts: Vec<_> = doc.sentences().iter().map(|s| s.span.of(doc.text())).collect();
        assert_eq!(texts, ["One.", "Two came.", "“Why?” she asked."]);
        assert_eq!(doc.paragraphs()[1].sentences(), 2..3);
    }

    #[test]
    fn white_space_has_no_paragraph() {
        assert!(Document::parse(" \n\u{2028}\t").paragraphs().is_empty());
    }

    #[test]
    fn tokens_in_a_span_are_those_that_share_a_byte() {
        let doc = Document::parse("one two three");
        assert_eq!(doc.tokens_in(Span::new(2, 5)), 0..2);
        assert_eq!(doc.tokens_in(Span::new(3, 4)), 1..1);
    }
}
