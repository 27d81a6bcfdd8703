//! What the network sees of a text: small ids for every token. In: a document and its quotations. Out: the ids of a
//! paragraph's tokens and of its surroundings.
//!
//! The training program learns on these very ids, so that there is one definition of a token and its features.
//! Ids of a word's form depend on the word alone and are computed once for each distinct word.

use crate::quotes::Quotation;
use crate::text::{Document, ParagraphKind, TokenKind};

/// How many ids describe a word's form.
pub const FORMS: usize = 6;
/// Rows of each form table after the vocabulary; the first form is a 22-bit hash that the vocabulary looks up.
pub const BUCKETS: [u32; FORMS] = [1 << 22, 2048, 2048, 512, 256, 4096];
/// Values of a token's place: mark state times 4, plus 2 at a sentence's start, plus 1 without a space before it.
pub const PLACES: usize = 40;
/// Values of a paragraph's surroundings.
pub const SURROUNDINGS: usize = 24;

/// The ids of a word's form: hashed word, endings of three and two characters, beginning of three, shape, and the hashed
/// word again in a table small enough to have no vocabulary.
pub type Form = [u32; FORMS];

/// FNV-1a, from a seed that tells the tables apart.
fn hash(seed: u32, bytes: impl Iterator<Item = u8>) -> u32 {
    let mixed = bytes.fold(0x811c_9dc5 ^ seed, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    mixed ^ (mixed >> 15)
}

/// The ids of `word`: `Said` and `said` differ in their shape alone, `2016` and `2015` in nothing.
pub fn form(word: &str) -> Form {
    let lower = normal(word);
    let bytes = lower.as_bytes();
    let cut = |from_end: usize| lower.char_indices().rev().nth(from_end - 1).map_or(0, |(at, _)| at);
    let beginning = lower.char_indices().nth(3).map_or(bytes.len(), |(at, _)| at);
    let id = |table: usize, bytes: &[u8]| hash(table as u32, bytes.iter().copied()) % BUCKETS[table];
    [
        id(0, bytes),
        id(1, &bytes[cut(3)..]),
        id(2, &bytes[..beginning]),
        id(3, &bytes[cut(2)..]),
        hash(4, shape(word)) % BUCKETS[4],
        id(5, bytes),
    ]
}

/// Lower case, straight apostrophes and marks, every digit a zero.
fn normal(word: &str) -> String {
    let plain = |c: char| match c {
        '’' | '‘' | '‚' | '‛' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″' => '"',
        c if c.is_numeric() => '0',
        c => c,
    };
    match word {
        "''" | "``" => "\"".to_owned(),
        _ => word.chars().flat_map(char::to_lowercase).map(plain).collect(),
    }
}

/// The classes of a word's characters, runs written once: `O'Neill` gives `X'Xx`.
fn shape(word: &str) -> impl Iterator<Item = u8> {
    let mut before = 0;
    word.chars().filter_map(move |c| {
        let class = match c {
            c if c.is_uppercase() => b'X',
            c if c.is_alphabetic() => b'x',
            c if c.is_numeric() => b'd',
            '’' | '\'' => b'\'',
            '“' | '”' => b'"',
            c if c.is_ascii() => c as u8,
            _ => b'?',
        };
        let first = class != before;
        before = class;
        first.then_some(class)
    })
}

/// How a token stands to the quotations of its paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    Opens,
    Closes,
    Inside,
    OpensInside,
    ClosesInside,
    InsideTwice,
    Unclosed,
    OpensUnclosed,
    StrayMark,
}

/// The place of every token of `doc`: [`PLACES`] values.
pub fn places(doc: &Document<'_>, quotations: &[Quotation]) -> Vec<u8> {
    let mut states: Vec<State> =
        doc.tokens().iter().map(|token| if token.kind() == TokenKind::Mark { State::StrayMark } else { State::Outside }).collect();
    for quotation in quotations {
        mark(doc, quotation, &mut states);
    }
    let mut places: Vec<u8> = states.iter().map(|&state| state as u8 * 4).collect();
    for sentence in doc.sentences() {
        places[sentence.tokens().start] += 2;
    }
    for (at, pair) in doc.tokens().windows(2).enumerate() {
        places[at + 1] += u8::from(pair[0].span.end() == pair[1].span.start());
    }
    places
}

fn mark(doc: &Document<'_>, quotation: &Quotation, states: &mut [State]) {
    let tokens = doc.tokens_in(quotation.span);
    let nested = quotation.parent.is_some();
    let (opens, inside, closes) = match (nested, quotation.closed) {
        (true, _) => (State::OpensInside, State::InsideTwice, State::ClosesInside),
        (false, true) => (State::Opens, State::Inside, State::Closes),
        (false, false) => (State::OpensUnclosed, State::Unclosed, State::Unclosed),
    };
    for at in tokens.clone() {
        states[at] = inside;
    }
    if let Some(first) = states.get_mut(tokens.start) {
        *first = opens;
    }
    if quotation.closed && tokens.len() > 1 {
        states[tokens.end - 1] = closes;
    }
}

/// What surrounds each paragraph of `doc`: how the one before ended and what it looks like itself; [`SURROUNDINGS`] values.
pub fn surroundings(doc: &Document<'_>, quotations: &[Quotation]) -> Vec<u8> {
    let mut unclosed = vec![false; doc.paragraphs().len() + 1];
    for quotation in quotations.iter().filter(|quotation| !quotation.closed) {
        unclosed[quotation.paragraph + 1] = true;
    }
    let paragraphs = doc.paragraphs();
    (0..paragraphs.len())
        .map(|at| {
            let kind = match paragraphs[at].kind {
                ParagraphKind::Body => 0,
                ParagraphKind::Heading => 1,
                ParagraphKind::Item => 2,
            };
            let before = match at.checked_sub(1) {
                None => 0,
                Some(_) if unclosed[at] => 1,
                Some(before) => ending(doc, paragraphs[before].tokens().end - 1, paragraphs[before].kind),
            };
            kind * 8 + before
        })
        .collect()
}

fn ending(doc: &Document<'_>, last: usize, kind: ParagraphKind) -> u8 {
    match doc.word(last) {
        ":" => 2,
        "”" | "\"" | "''" | "’" | "'" | "»" => 3,
        _ if kind == ParagraphKind::Heading => 4,
        "." | "?" | "!" | "…" => 5,
        _ => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;

    #[test]
    fn case_changes_the_shape_alone() {
        let (upper, lower) = (form("Said"), form("said"));
        assert_ne!(upper[4], lower[4]);
        assert_eq!([upper[0], upper[1], upper[5]], [lower[0], lower[1], lower[5]]);
        assert_eq!(form("don’t"), form("don't"));
        assert_eq!(form("1999"), form("2016"));
    }

    #[test]
    fn a_token_knows_its_quotation_and_sentence() {
        let doc = Document::parse("“Go,” he said. Then left.");
        let places = places(&doc, &quotes::find(&doc));
        let state: Vec<u8> = places.iter().map(|place| place / 4).collect();
        assert_eq!(state, [1, 3, 3, 2, 0, 0, 0, 0, 0, 0]);
        assert_eq!(places[7] & 3, 2);
    }

    #[test]
    fn every_id_is_below_its_limit() {
        let doc = Document::parse("Ωmega ‘a “b’ \n\n• ßx:\n\n“é\u{301}");
        let quotations = quotes::find(&doc);
        assert!(places(&doc, &quotations).iter().all(|&place| usize::from(place) < PLACES));
        assert!(surroundings(&doc, &quotations).iter().all(|&value| usize::from(value) < SURROUNDINGS));
        for at in 0..doc.tokens().len() {
            assert!(form(doc.word(at)).iter().zip(BUCKETS).all(|(&id, limit)| id < limit));
        }
    }
}
