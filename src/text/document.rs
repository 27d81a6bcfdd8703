//! The article with its tokens, sentences and paragraphs.

use std::ops::Range;

use crate::lexicon::{Vocabulary, WordClass};
use crate::span::Span;

use super::memory::{Memory, Same};
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
    /// For each sentence its paragraph.
    paragraph_of: Vec<u32>,
    /// For each run of so many tokens the sentence of the first.
    sentence_at: Vec<u32>,
    /// For each block of the text the first token that reaches into or past it.
    token_at: Vec<u32>,
}

/// Bytes of text between two entries of the way from a place in the text to its token.
const BLOCK: usize = 32;
/// Tokens between two entries of the way from a token to its sentence.
const RUN: usize = 16;

impl<'t> Document<'t> {
    /// Reads `text`. Any text makes a document; white space alone makes one without paragraphs. A text over 4 GiB is read up to
    /// there: [`Span`]s reach no farther.
    pub fn parse(text: &'t str) -> Self {
        Self::parse_with(text, &Vocabulary::default())
    }

    /// [`parse`](Self::parse) with words added to the lists.
    pub fn parse_with(text: &'t str, vocabulary: &Vocabulary) -> Self {
        Self::read(text, vocabulary, None)
    }

    /// [`parse_with`](Self::parse_with) for a text that has paragraphs of the last one that `memory` has seen: the same, sooner.
    pub fn parse_again(text: &'t str, vocabulary: &Vocabulary, memory: &mut Memory) -> Self {
        let doc = Self::read(text, vocabulary, Some(memory.compare(text, vocabulary)));
        memory.keep(&doc, vocabulary);
        doc
    }

    fn read(text: &'t str, vocabulary: &Vocabulary, same: Option<Same<'_>>) -> Self {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let (mut tokens, mut all_sentences, mut all_paragraphs) = (Vec::with_capacity(text.len() / 4), Vec::new(), Vec::new());
        for block in paragraphs::blocks(text) {
            let (first_token, first_sentence) = (tokens.len(), all_sentences.len());
            if !same.as_ref().is_some_and(|same| same.read(block, &mut tokens, &mut all_sentences)) {
                tokens.extend(Tokenizer::new(text, block));
                if !vocabulary.is_empty() {
                    tokens[first_token..].iter_mut().for_each(|token| token.add(vocabulary.classes(token.span.of(text))));
                }
                sentences::split(text, &tokens, first_token, &mut all_sentences);
            }
            if tokens.len() > first_token {
                let spans = (first_token..tokens.len(), first_sentence..all_sentences.len());
                all_paragraphs.push(Paragraph::new(text, block, spans, &tokens));
            }
        }
        tokens.shrink_to_fit();
        all_sentences.shrink_to_fit();
        all_paragraphs.shrink_to_fit();
        let paragraph_of = owners(all_paragraphs.iter().map(|paragraph| paragraph.sentences().len()), all_sentences.len());
        let (sentence_at, token_at) = (sentence_at(&all_sentences), token_at(&tokens));
        Self { text, tokens, sentences: all_sentences, paragraphs: all_paragraphs, paragraph_of, sentence_at, token_at }
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

    /// Whether token `index` is a dash, or the first of two hyphens that stand for one.
    pub fn is_dash(&self, index: usize) -> bool {
        matches!(self.word(index), "—" | "–") || self.word(index) == "-" && self.word(index + 1) == "-"
    }

    /// The lexicon classes of token `index`; none past the end.
    pub fn classes(&self, index: usize) -> WordClass {
        self.tokens.get(index).map_or(WordClass::empty(), |token| token.classes())
    }

    /// Whether token `index` is of `kind`.
    pub fn is(&self, index: usize, kind: TokenKind) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind() == kind)
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
        let from = |place: usize| self.token_at.get(place / BLOCK).map_or(self.tokens.len(), |&token| token as usize);
        let mut first = from(span.start());
        while self.tokens.get(first).is_some_and(|token| token.span.end() <= span.start()) {
            first += 1;
        }
        let mut past = from(span.end()).max(first);
        while self.tokens.get(past).is_some_and(|token| token.span.start() < span.end()) {
            past += 1;
        }
        first..past
    }

    /// Index of the paragraph that holds token `index` (the last one past the end).
    pub fn paragraph_of(&self, index: usize) -> usize {
        self.paragraph_of.get(self.sentence_of(index)).map_or(0, |&paragraph| paragraph as usize)
    }

    /// Index of the sentence that holds token `index` (the last one past the end).
    pub fn sentence_of(&self, index: usize) -> usize {
        let last = self.sentences.len().saturating_sub(1);
        let from = self.sentence_at.get(index / RUN).map_or(last, |&sentence| sentence as usize);
        let before = self.sentences[from..last].iter().take_while(|sentence| sentence.tokens().end <= index);
        from + before.count()
    }
}

/// For each of `all` parts the index of the whole it stands in; the wholes tile them, and have so many each.
fn owners(sizes: impl Iterator<Item = usize>, all: usize) -> Vec<u32> {
    let mut owners = Vec::with_capacity(all);
    for (owner, size) in sizes.enumerate() {
        owners.resize(owners.len() + size, owner as u32);
    }
    owners
}

fn sentence_at(sentences: &[Sentence]) -> Vec<u32> {
    let mut sentence_at = Vec::with_capacity(sentences.last().map_or(0, |sentence| sentence.tokens().end / RUN + 1));
    for (index, sentence) in sentences.iter().enumerate() {
        sentence_at.resize(sentence.tokens().end.div_ceil(RUN), index as u32);
    }
    sentence_at
}

fn token_at(tokens: &[Token]) -> Vec<u32> {
    let mut token_at = Vec::with_capacity(tokens.last().map_or(0, |token| token.span.end() / BLOCK + 1));
    for (index, token) in tokens.iter().enumerate() {
        token_at.resize(token_at.len().max(token.span.end().div_ceil(BLOCK)), index as u32);
    }
    token_at
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
        assert_eq!(doc.tokens_in(Span::new(20, 30)), 3..3);
    }

    #[test]
    fn the_way_from_a_token_to_its_sentence_and_paragraph_is_that_of_a_search() {
        let text = format!("One. {}\n\n{}.\n\n{}Two came.", "Why? ".repeat(40), "and so on ".repeat(30), "It was so. ".repeat(20));
        let doc = Document::parse(&text);
        for at in 0..doc.tokens().len() {
            assert_eq!(doc.sentence_of(at), doc.sentences().partition_point(|sentence| sentence.tokens().end <= at));
            assert_eq!(doc.paragraph_of(at), doc.paragraphs().partition_point(|paragraph| paragraph.tokens().end <= at));
        }
        assert_eq!((Document::parse("").sentence_of(3), Document::parse("").paragraph_of(3)), (0, 0));
    }

    #[test]
    fn the_way_from_a_place_to_its_token_is_that_of_a_search() {
        let text = format!("one {} two{}three four, {}. five", "x".repeat(300), " ".repeat(200), "y z ".repeat(40));
        let doc = Document::parse(&text);
        for start in 0..text.len() {
            for end in (start..text.len()).step_by(37) {
                let first = doc.tokens().partition_point(|token| token.span.end() <= start);
                let past = doc.tokens().partition_point(|token| token.span.start() < end).max(first);
                assert_eq!(doc.tokens_in(Span::new(start, end)), first..past, "{start}..{end}");
            }
        }
        assert_eq!(doc.sentence_of(10_000), doc.sentences().len() - 1);
    }
}
