//! Tokens: words, numbers, marks. One forward pass, linear in the text.

use crate::lexicon::{self, WordClass};
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Begins with a letter: `said`, `O'Neill`, `vice-president`, `U.S`; also the possessive `'s`.
    Word,
    /// Begins with a digit: `3.5`, `12th`, `1,000`.
    Number,
    /// A quotation mark or apostrophe of any kind, or two straight apostrophes or graves in a row.
    Mark,
    /// Any other single character: `.`, `,`, `—`, `€`.
    Punctuation,
}

/// A lexical unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The word lists it stands in, and above them what it is made of: a long text has many tokens.
    packed: u32,
}

/// Bits that a token's classes may take.
const CLASSES: u32 = (1 << KIND) - 1;
/// The first bit of its kind.
const KIND: u32 = 30;
const _: () = assert!(WordClass::all().bits() <= CLASSES);

impl Token {
    fn new(span: Span, kind: TokenKind, classes: WordClass) -> Self {
        Self { span, packed: (kind as u32) << KIND | classes.bits() }
    }

    /// What it is made of.
    pub fn kind(self) -> TokenKind {
        match self.packed >> KIND {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            2 => TokenKind::Mark,
            _ => TokenKind::Punctuation,
        }
    }

    /// The word lists it stands in.
    pub fn classes(self) -> WordClass {
        WordClass::from_bits_retain(self.packed & CLASSES)
    }

    /// The same so many bytes further on.
    pub(super) fn moved(self, by: isize) -> Self {
        Self { span: self.span.moved(by), ..self }
    }

    /// Puts it in more word lists.
    pub(super) fn add(&mut self, classes: WordClass) {
        self.packed |= classes.bits();
    }
}

/// Cuts a stretch of text into tokens.
pub(super) struct Tokenizer<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Tokenizer<'t> {
    pub(super) fn new(text: &'t str, span: Span) -> Self {
        Self { text, at: span.start(), end: span.end() }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn token(&mut self, len: usize, kind: TokenKind) -> Token {
        let span = Span::new(self.at, self.at + len);
        self.at += len;
        let classes = if kind == TokenKind::Word { lexicon::classes(span.of(self.text)) } else { WordClass::empty() };
        Token::new(span, kind, classes)
    }
}

impl Iterator for Tokenizer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
        let rest = self.rest();
        let first = rest.chars().next()?;
        if is_apostrophe(first)
            && let Some(len) = scan_possessive(rest, self.text[..self.at].chars().next_back())
        {
            return Some(self.token(len, TokenKind::Word));
        }
        if first.is_alphanumeric() {
            let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
            return Some(self.token(scan_word(rest), kind));
        }
        Some(match scan_mark(rest) {
            Some(len) => self.token(len, TokenKind::Mark),
            None => self.token(first.len_utf8(), TokenKind::Punctuation),
        })
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\0')
}

/// Bytes of a word: letters and digits, joined by a single mark that has one on either side (`O'Neill`, `1,000`, `U.S`),
/// without a possessive ending.
fn scan_word(rest: &str) -> usize {
    if let Some(end) = scan_plain_word(rest.as_bytes()) {
        return end;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        if is_word_char(c) {
            end = at + c.len_utf8();
        } else {
            let Some(&(_, following)) = chars.peek() else { break };
            let possessive = scan_possessive(&rest[at..], Some(previous)).is_some();
            if possessive || !joins(previous, c, following) {
                break;
            }
        }
        previous = c;
    }
    end
}

/// Bytes of a word of ASCII letters and digits, where the bytes after it show that nothing is joined to it: nearly every word.
fn scan_plain_word(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).filter(|&end| end > 0)?;
    let stands_apart = |at: usize| rest.get(at).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
    let ends = match rest[end] {
        b'_' | b'\'' | b'-' | b'&' | b'/' | b'@' => false,
        b'.' | b',' | b':' => stands_apart(end + 1),
        byte => byte.is_ascii(),
    };
    ends.then_some(end)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '_')
}

fn joins(before: char, mark: char, after: char) -> bool {
    match mark {
        '\'' | '’' | '-' | '‐' | '‑' | '&' | '/' | '@' => is_word_char(after),
        '.' => after.is_alphanumeric() && (before.is_numeric() == after.is_numeric()),
        ',' | ':' => before.is_numeric() && after.is_numeric(),
        _ => false,
    }
}

/// Bytes of a possessive or contracted `'s` that ends a word, where `before` is the character in front of it.
fn scan_possessive(rest: &str, before: Option<char>) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|&c| is_apostrophe(c))?;
    chars.next().filter(|c| matches!(c, 's' | 'S'))?;
    let ends = chars.next().is_none_or(|c| !is_word_char(c));
    (ends && before.is_some_and(is_word_char)).then_some(mark.len_utf8() + 1)
}

/// Bytes of a quotation mark or apostrophe.
fn scan_mark(rest: &str) -> Option<usize> {
    if rest.starts_with("''") || rest.starts_with("``") {
        return Some(2);
    }
    let first = rest.chars().next()?;
    matches!(
        first,
        '"' | '\''
            | '`'
            | '´'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '″'
            | '′'
            | '＂'
    )
    .then_some(first.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Tokenizer::new(text, Span::new(0, text.len())).map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn a_possessive_is_a_token_of_its_own() {
        assert_eq!(words("O'Neill’s dog's bone"), ["O'Neill", "’s", "dog", "'s", "bone"]);
    }

    #[test]
    fn marks_inside_numbers_and_abbreviations_stay() {
        assert_eq!(words("U.S. sold 1,000.50 (3.5%)"), ["U.S", ".", "sold", "1,000.50", "(", "3.5", "%", ")"]);
        assert_eq!(words("said.Then"), ["said.Then"]);
        assert_eq!(words("in 2016.The"), ["in", "2016", ".", "The"]);
    }

    #[test]
    fn a_token_knows_its_kind_and_its_lists() {
        let text = "Said 2016 ' €";
        let tokens: Vec<Token> = Tokenizer::new(text, Span::new(0, text.len())).collect();
        let kinds: Vec<TokenKind> = tokens.iter().map(|token| token.kind()).collect();
        assert_eq!(kinds, [TokenKind::Word, TokenKind::Number, TokenKind::Mark, TokenKind::Punctuation]);
        assert_eq!(tokens[0].classes(), lexicon::classes("said"));
        assert!(tokens[1..].iter().all(|token| token.classes().is_empty()));
    }

    #[test]
    fn two_apostrophes_are_one_mark() {
        assert_eq!(words("``Go,'' he"), ["``", "Go", ",", "''", "he"]);
    }
}
