//! Paragraphs: lines of text, with hard-wrapped lines joined.

use std::ops::Range;

use crate::span::Span;

use super::tokens::{Token, TokenKind};

/// What a paragraph looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A short line without a full stop: `Fares to fall`.
    Heading,
    /// A line that begins with a bullet or a number: `• Build more homes`, `2. Cut fares`.
    Item,
}

/// A paragraph. Sentences and tokens never cross its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text without white space at the ends.
    pub span: Span,
    /// What it looks like.
    pub kind: ParagraphKind,
    tokens: (u32, u32),
    sentences: (u32, u32),
}

/// A heading has at most so many words.
const LONGEST_HEADING: usize = 18;

impl Paragraph {
    pub(super) fn new(text: &str, span: Span, (tokens, sentences): (Range<usize>, Range<usize>), all: &[Token]) -> Self {
        Self {
            span,
            kind: kind(text, &all[tokens.clone()]),
            tokens: (tokens.start as u32, tokens.end as u32),
            sentences: (sentences.start as u32, sentences.end as u32),
        }
    }

    /// Indices of its tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.tokens.0 as usize..self.tokens.1 as usize
    }

    /// Indices of its sentences.
    pub fn sentences(&self) -> Range<usize> {
        self.sentences.0 as usize..self.sentences.1 as usize
    }
}

fn kind(text: &str, tokens: &[Token]) -> ParagraphKind {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let bulleted = matches!(word(0), "•" | "*" | "·" | "▪" | "‣" | "◦" | "–" | "—" | "-");
    let short_number = tokens.first().is_some_and(|token| token.kind() == TokenKind::Number) && word(0).len() <= 2;
    let numbered = short_number && matches!(word(1), "." | ")") || word(0) == "(" && word(2) == ")";
    if bulleted || numbered {
        return ParagraphKind::Item;
    }
    let mut last = tokens.len();
    while last > 0 && (tokens[last - 1].kind() == TokenKind::Mark || word(last - 1) == ")") {
        last -= 1;
    }
    let stopped = last > 0 && matches!(word(last - 1), "." | "?" | "!" | "…" | ":" | "," | ";");
    if !stopped && tokens.len() <= LONGEST_HEADING { ParagraphKind::Heading } else { ParagraphKind::Body }
}

/// The paragraphs' spans, without white space at their ends, in text order.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let mut blocks: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let block = lines[at..].iter().take_while(|line| !line.is_empty()).count();
        let group = &lines[at..at + block];
        if is_hard_wrapped(text, group) {
            blocks.push(group[0].cover(group[block - 1]));
        } else {
            blocks.extend(group);
        }
        at += block.max(1);
    }
    blocks
}

/// A wrapped line is at least so many bytes long.
const SHORTEST_WRAPPED: usize = 45;

/// Whether lines without a blank line between them are one paragraph that was broken at a fixed width: every line but the
/// last is long, of much the same length, and most go on in lower case.
fn is_hard_wrapped(text: &str, lines: &[Span]) -> bool {
    let Some((last, broken)) = lines.split_last() else { return false };
    let longest = broken.iter().map(|line| line.len()).max().unwrap_or(0);
    let even = broken.iter().all(|line| line.len() >= SHORTEST_WRAPPED && line.len() * 4 >= longest * 3);
    let goes_on = |line: &&Span| line.of(text).chars().next().is_some_and(char::is_lowercase);
    let lower = lines[1..].iter().filter(goes_on).count();
    !broken.is_empty() && even && longest <= 100 && last.len() <= longest && lower * 2 >= broken.len()
}

/// Every line's span without white space at its ends; blank lines are empty spans.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|&(_, c)| is_break(c)) {
        let crlf = c == '\n' && at > 0 && text.as_bytes()[at - 1] == b'\r';
        if !crlf {
            lines.push(Span::new(start, at).trim(text));
        }
        start = at + c.len_utf8();
    }
    lines.push(Span::new(start, text.len()).trim(text));
    lines
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_line_is_a_paragraph() {
        assert_eq!(texts("one\r\ntwo\n\n three \u{2029}four"), ["one", "two", "three", "four"]);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let wrapped = "The council met late on Monday evening to talk about the\nbridge, which has been closed to lorries since the end of\nlast year, and put the decision off.";
        assert_eq!(texts(wrapped), [wrapped]);
    }

    #[test]
    fn a_list_of_headlines_is_not_wrapped() {
        assert_eq!(
            texts("Council puts off its decision on the closed old bridge\nMayor calls for more money for the buses\nRain").len(),
            3
        );
    }
}
