//! What stands around a name: the description before it and the apposition behind it.

use std::ops::Range;

use super::names::{Name, NameKind};
use super::words::{PERSON_NOUN, is_capital, is_plural, is_possessive};
use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

/// A name with its descriptions, as token ranges; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// `World Economic Forum founder` before the name, without a determiner.
    pub before: Range<usize>,
    /// `consul general of Belarus in Shanghai` behind it, without a determiner.
    pub after: Range<usize>,
    /// All of it, from the first determiner to the end of the apposition.
    pub whole: Range<usize>,
}

/// Longer descriptions are cut.
const LONGEST: usize = 24;

/// Words that end a description on either side.
const BREAKS: WordClass = WordClass::CUE_VERB.union(WordClass::AUXILIARY).union(WordClass::PRONOUN);

/// The phrase around `name`, inside `sentence`.
pub(super) fn around(doc: &Document<'_>, name: &Name, sentence: Range<usize>) -> Phrase {
    let before = before(doc, name, sentence.start);
    let after = after(doc, name, sentence.end);
    let mut first = before.start;
    while first > sentence.start && doc.classes(first - 1).contains(WordClass::DETERMINER) {
        first -= 1;
    }
    let end = if after.is_empty() { name.core.end } else { after.end };
    Phrase { whole: first..end, before, after }
}

/// The titles and nouns in front: back to the first word that cannot belong to them.
fn before(doc: &Document<'_>, name: &Name, first: usize) -> Range<usize> {
    let start = name.core.start;
    let noun = |at: usize| doc.classes(at).intersects(PERSON_NOUN) && !doc.classes(at).contains(WordClass::PRONOUN);
    if !(name.titled.start < start || start > first && noun(start - 1)) {
        return apposed_before(doc, name, first).unwrap_or(start..start);
    }
    let mut from = name.titled.start;
    let told = |at: usize| at > first && doc.is(at - 1, TokenKind::Mark) && doc.word(at).ends_with("ed");
    while from > first && from + 12 > start && describes(doc, from - 1) && !told(from - 1) {
        from -= 1;
    }
    while from < start && (doc.classes(from).contains(WordClass::CONJUNCTION) || is_possessive(doc, from)) {
        from += 1;
    }
    from..start
}

/// Whether a word can belong to a description before a name.
fn describes(doc: &Document<'_>, at: usize) -> bool {
    let classes = doc.classes(at);
    let closed = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::PRONOUN | WordClass::AUXILIARY;
    let and = matches!(doc.word(at), "and" | "&") && doc.classes(at.saturating_sub(1)).intersects(PERSON_NOUN);
    let word = doc.is(at, TokenKind::Word) && !classes.intersects(closed) && !classes.contains(WordClass::CONJUNCTION);
    let verb = classes.contains(WordClass::CUE_VERB) && !classes.intersects(PERSON_NOUN);
    let adverb = matches!(doc.word(at), "Meanwhile" | "However" | "Then" | "Later");
    (word && !verb && !adverb) || and || is_possessive(doc, at)
}

/// `Apple's chief executive,` before the name: a description set off by a comma.
fn apposed_before(doc: &Document<'_>, name: &Name, first: usize) -> Option<Range<usize>> {
    let comma = name.core.start.checked_sub(1).filter(|&at| at > first && doc.word(at) == ",")?;
    let from = (first..comma).rev().take(14).take_while(|&at| apposes(doc, at)).last()?;
    let begins = from == first || !doc.is(from - 1, TokenKind::Word);
    let noun = |at: &usize| is_noun(doc, *at) && doc.word(*at).starts_with(char::is_lowercase);
    let inner = inner_description(doc, name, from..comma).filter(|&inner| (inner..comma).any(|at| noun(&at)));
    let from = inner.or(begins.then_some(from))?;
    let head = (from..comma).find(noun)?;
    let determined = doc.classes(from).contains(WordClass::DETERMINER) || (from..head).any(|at| is_possessive(doc, at));
    determined.then_some(from + usize::from(doc.classes(from).contains(WordClass::DETERMINER))..comma)
}

/// Where a description begins inside its sentence: `her deputy` in `she came with her deputy, Ana Ruiz.`
fn inner_description(doc: &Document<'_>, name: &Name, tokens: Range<usize>) -> Option<usize> {
    let determiner = tokens.clone().rev().find(|&at| doc.classes(at).contains(WordClass::DETERMINER))?;
    let joins = |at: usize| !doc.classes(at).contains(WordClass::PREPOSITION) || doc.word(at) == "of";
    let whole = name.core.len() > 1 && matches!(doc.word(name.core.end), "," | "." | "(" | ";");
    (whole && (determiner + 1..tokens.end).all(joins)).then_some(determiner)
}

/// Whether a token is a noun for one person: not a pronoun.
fn is_noun(doc: &Document<'_>, at: usize) -> bool {
    doc.classes(at).intersects(PERSON_NOUN) && !doc.classes(at).intersects(WordClass::PRONOUN | WordClass::DETERMINER)
}

fn apposes(doc: &Document<'_>, at: usize) -> bool {
    let noun = doc.classes(at).intersects(PERSON_NOUN | WordClass::BODY);
    doc.is(at, TokenKind::Word) && (noun || !doc.classes(at).intersects(BREAKS | WordClass::CONJUNCTION)) || is_possessive(doc, at)
}

/// Over `(D-N.C.)` and the like.
pub(super) fn past_brackets(doc: &Document<'_>, at: usize) -> usize {
    if doc.word(at) != "(" {
        return at;
    }
    (at..at + 10).find(|&close| doc.word(close) == ")").map_or(at, |close| close + 1)
}

/// The description behind the comma at `at`: `a research fellow with the institute`.
fn after(doc: &Document<'_>, name: &Name, end: usize) -> Range<usize> {
    let at = past_brackets(doc, name.core.end);
    let mut from = at + 1;
    let copula = matches!(doc.word(at), "is" | "was") && matches!(doc.word(at + 1), "a" | "an" | "the");
    if doc.word(at) != "," && !copula {
        return at..at;
    }
    if doc.is(from, TokenKind::Number) && doc.word(from + 1) == "," {
        from += 2;
    }
    let past = (from..end.min(from + LONGEST)).find(|&at| ends_apposition(doc, at)).unwrap_or(end.min(from + LONGEST));
    let head = (from..past.min(from + 9)).find(|&at| is_noun(doc, at));
    let bare = |at: usize| (from..at).any(|at| doc.classes(at).intersects(WordClass::PREPOSITION));
    let verb = !copula && doc.classes(past).intersects(WordClass::AUXILIARY | WordClass::CUE_VERB) && past < end;
    match head {
        Some(head) if !bare(head) && !verb => {
            from + usize::from(
                doc.classes(from).contains(WordClass::DETERMINER)
                    && !doc.classes(from).intersects(WordClass::MALE | WordClass::FEMALE),
            )..past
        }
        None if !copula && !verb && past > from + 1 && is_sort(doc, name, from, past) => from + 1..past,
        _ => at..at,
    }
}

/// Whether tokens `from` to `past` behind a full name tell what sort of person it is, in words of no list: `a glazier`.
fn is_sort(doc: &Document<'_>, name: &Name, from: usize, past: usize) -> bool {
    let person = name.kind == NameKind::Person && name.core.len() > 1;
    let ends = matches!(doc.word(past), "," | "." | "(" | "who" | "whose");
    let said = (from..past).any(|at| doc.classes(at).intersects(WordClass::BODY | WordClass::CUE_VERB));
    person && ends && !said && matches!(doc.word(from), "a" | "an")
}

fn ends_apposition(doc: &Document<'_>, at: usize) -> bool {
    let verb = doc.classes(at).intersects(BREAKS)
        && !doc.classes(at).intersects(PERSON_NOUN | WordClass::BODY)
        && !doc.classes(at).contains(WordClass::DETERMINER);
    let mark = doc.is(at, TokenKind::Mark) && !is_possessive(doc, at);
    let stop = matches!(doc.word(at), "," | ";" | ":" | "—" | "(" | "?" | "!") || doc.word(at) == "." && !is_capital(doc, at + 1);
    verb || mark
        || stop
        || matches!(doc.word(at), "who" | "whose" | "whom" | "which" | "that" | "." | "and") && !and_goes_on(doc, at)
        || doc.word(at) == "-" && doc.word(at + 1) == "-"
}

fn and_goes_on(doc: &Document<'_>, at: usize) -> bool {
    let office = doc.classes(at + 1).intersects(WordClass::ROLE | WordClass::TITLE) && !is_plural(doc.word(at + 1));
    doc.word(at) == "and" && (doc.classes(at + 1).is_empty() || office)
        || doc.word(at) == "." && is_capital(doc, at + 1) && doc.word(at - 1).len() <= 3
}
