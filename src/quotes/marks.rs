//! Pass 1: what each mark could be, from the characters beside it.

use std::ops::Range;

use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Marks that can close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// `"`, `“ ”`, `„`, two apostrophes.
    Double,
    /// `'`, `‘ ’`, `‚`.
    Single,
    /// `« »`.
    Guillemet,
    /// `‹ ›`.
    SingleGuillemet,
    /// `「 」`, `『 』`.
    Corner,
}

/// A mark with what it could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteMark {
    /// Where it stands.
    pub span: Span,
    /// Index of its token.
    pub token: usize,
    /// What it pairs with.
    pub family: Family,
    /// Whether a quotation could begin here.
    pub can_open: bool,
    /// Whether a quotation could end here.
    pub can_close: bool,
    /// A closing mark that can hardly be an apostrophe: punctuation before it, no letter after it.
    pub strong_close: bool,
}

/// What stands on either side of a mark.
#[derive(Clone, Copy)]
struct Sides {
    before: char,
    after: char,
}

/// The marks among `tokens`, one paragraph.
pub(super) fn scan(doc: &Document<'_>, tokens: Range<usize>) -> Vec<QuoteMark> {
    let start = doc.tokens().get(tokens.start).map_or(0, |token| token.span.start());
    tokens.filter(|&at| doc.is(at, TokenKind::Mark)).filter_map(|at| read(doc, at, start)).collect()
}

fn read(doc: &Document<'_>, token: usize, start: usize) -> Option<QuoteMark> {
    let text = doc.text();
    let span = doc.tokens()[token].span;
    let before = text[start..span.start()].chars().next_back().unwrap_or(' ');
    let after = text[span.end()..].chars().next().unwrap_or(' ');
    let sides = Sides { before, after };
    if span.of(text) == "\"" && is_inches(doc, token) {
        return None;
    }
    let (family, can_open, can_close) = match span.of(text) {
        "\"" | "＂" | "''" | "``" | "‟" => straight_double(sides),
        "“" => (Family::Double, !sides.ends(), sides.ends()),
        "”" => (
            Family::Double,
            sides.begins() && !sides.after.is_whitespace(),
            !sides.begins() || sides.breaks_off() || sides.ends_twice(),
        ),
        "„" => (Family::Double, true, false),
        "'" | "`" | "´" => (Family::Single, sides.begins() && !elides(text, span), sides.ends()),
        "‘" => (Family::Single, !elides(text, span) && !after.is_whitespace(), false),
        "’" => (Family::Single, false, sides.ends()),
        "‚" => (Family::Single, sides.begins() && !after.is_whitespace(), false),
        "‛" => (Family::Single, sides.begins(), false),
        "«" => (Family::Guillemet, !sides.ends(), sides.ends()),
        "»" => (Family::Guillemet, sides.opens_reversed(), !sides.opens_reversed()),
        "‹" => (Family::SingleGuillemet, !sides.ends(), sides.ends()),
        "›" => (Family::SingleGuillemet, sides.opens_reversed(), !sides.opens_reversed()),
        "「" | "『" => (Family::Corner, true, false),
        "」" | "』" => (Family::Corner, false, true),
        _ => return None,
    };
    let strong_close = can_close && matches!(before, ',' | '.' | '?' | '!' | '…' | ';' | ':' | '—' | '-' | '”' | '"' | ')');
    Some(QuoteMark { span, token, family, can_open, can_close, strong_close })
}

impl Sides {
    /// A word could begin after the mark: nothing or an opening character before it.
    fn begins(self) -> bool {
        self.before.is_whitespace()
            || matches!(
                self.before,
                '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '\'' | '„' | '«' | ':' | '…' | '\u{200b}' | '\u{feff}'
            )
    }

    /// A closing guillemet that opens, as German books set it: `»Drei«`.
    fn opens_reversed(self) -> bool {
        self.begins() && self.after.is_alphanumeric()
    }

    /// Speech breaks off before the mark and nothing follows it: `“I never—” he began`.
    fn breaks_off(self) -> bool {
        matches!(self.before, '—' | '–' | '-' | '…') && !self.after.is_alphanumeric()
    }

    /// A quotation inside ends right before the mark with a straight apostrophe: `“I said, ‘No,'” he said`.
    fn ends_twice(self) -> bool {
        self.before == '\'' && !self.after.is_alphanumeric()
    }

    /// A word could have ended before the mark: no letter or digit after it.
    fn ends(self) -> bool {
        !self.before.is_whitespace() && !self.after.is_alphanumeric()
    }
}

fn straight_double(sides: Sides) -> (Family, bool, bool) {
    let can_open =
        sides.begins() && !sides.after.is_whitespace() || (!sides.before.is_alphanumeric() && sides.after.is_alphanumeric());
    (Family::Double, can_open, !sides.before.is_whitespace() || sides.after.is_whitespace() && !can_open)
}

/// Whether the mark follows feet and inches: `6'2"`.
fn is_inches(doc: &Document<'_>, token: usize) -> bool {
    let feet = token.checked_sub(1).map_or("", |before| doc.word(before)).split_once(['\'', '’']);
    feet.is_some_and(|(feet, inches)| {
        [feet, inches].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Words that newspapers write with a leading apostrophe.
const ELIDED: &[&str] = &["em", "til", "tis", "twas", "cause", "bout", "round", "n", "cos", "tude", "hood"];

/// Whether the mark at `span` begins a shortened word or year: `'90s`, `'em`, `’til`.
fn elides(text: &str, span: Span) -> bool {
    let word: &str = text[span.end()..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let year = word.len() >= 2
        && word.len() <= 3
        && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        && word[2..].chars().all(|c| c == 's');
    year || ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}
