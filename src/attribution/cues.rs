//! Cue candidates: verbs and phrases that introduce a statement, outside quotations.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{PhraseSet, WordClass};
use crate::text::TokenKind;

use super::clauses::Clauses;

static PHRASES: LazyLock<PhraseSet> = LazyLock::new(|| PhraseSet::new(list!("../lexicon/cue_phrases.txt")));

/// Where the source of a cue can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before or, inverted, after: `she said`, `said Roe`.
    Either,
    /// After: `according to Roe`.
    After,
}

/// A cue candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// With its auxiliaries and adverbs: `has repeatedly said`.
    pub(super) tokens: Range<usize>,
    /// The verb, or the phrase's first word.
    pub(super) verb: usize,
    pub(super) side: Side,
}

/// The cues of one sentence, in text order, disjoint.
pub(super) fn find(clauses: &Clauses<'_, '_>, sentence: Range<usize>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let cue = if clauses.quotation(at).is_some() {
            None
        } else {
            phrase(clauses, at, sentence.end).or_else(|| verb(clauses, at, &sentence))
        };
        at = cue.as_ref().map_or(at + 1, |cue| cue.tokens.end);
        cues.extend(cue);
    }
    cues
}

fn phrase(clauses: &Clauses<'_, '_>, at: usize, end: usize) -> Option<Cue> {
    let len = PHRASES.longest((at..end).map(|index| clauses.doc.word(index)))?;
    Some(Cue { tokens: at..at + len, verb: at, side: Side::After })
}

fn verb(clauses: &Clauses<'_, '_>, at: usize, sentence: &Range<usize>) -> Option<Cue> {
    let doc = clauses.doc;
    let before =
        at.checked_sub(1).filter(|&before| before >= sentence.start).map_or(WordClass::empty(), |before| doc.classes(before));
    let noun = before.intersects(WordClass::DETERMINER | WordClass::PREPOSITION) && !before.contains(WordClass::PRONOUN);
    let name = at > sentence.start && doc.word(at).starts_with(char::is_uppercase);
    let known = doc.classes(at).contains(WordClass::CUE_VERB) && !noun;
    if !(known || tells_speech(clauses, at)) || name {
        return None;
    }
    let start = (sentence.start..at)
        .rev()
        .take_while(|&index| clauses.quotation(index).is_none() && belongs(clauses, index))
        .last()
        .unwrap_or(at);
    let after = usize::from(
        at + 1 < sentence.end && doc.classes(at + 1).contains(WordClass::ADVERB) && clauses.quotation(at + 1).is_none(),
    );
    Some(Cue { tokens: start..at + 1 + after, verb: at, side: Side::Either })
}

/// Whether a verb in the past tense, which is no cue by itself, is one for where it stands: between speech and its subject
/// (`“Well!” thundered Ruiz`), or with its subject behind speech that a comma ends (`“Well,” she breathed`).
fn tells_speech(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    let doc = clauses.doc;
    let word = doc.word(at);
    let past = word.len() > 4 && word.ends_with("ed") || doc.classes(at).contains(WordClass::SPEECH_PAST);
    past && word.starts_with(char::is_lowercase) && (is_before_subject(clauses, at) || is_behind_subject(clauses, at))
}

/// What speech that ends right before token `at` ends with, its mark aside; empty where none does.
fn end_of_speech<'t>(clauses: &Clauses<'_, 't>, at: usize) -> &'t str {
    let speech = at.checked_sub(2).and_then(|_| clauses.quotation(at - 1)).filter(|&index| clauses.tokens_of(index).end == at);
    speech.map_or("", |_| clauses.doc.word(at - 2))
}

fn is_before_subject(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    let doc = clauses.doc;
    let ends = matches!(end_of_speech(clauses, at), "," | "?" | "!" | "—" | "…" | "...");
    let next = doc.classes(at + 1);
    let named = doc.word(at + 1).starts_with(char::is_uppercase) && doc.is(at + 1, TokenKind::Word);
    let described = next.contains(WordClass::DETERMINER) && (at + 2..at + 2 + LONGEST_SUBJECT).any(|at| is_person(clauses, at));
    ends && (named || described || is_pronoun(doc.word(at + 1)))
}

/// A subject before its verb has at most so many words: `the tall young man`.
const LONGEST_SUBJECT: usize = 4;

fn is_behind_subject(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    let doc = clauses.doc;
    let Some(start) = (at.saturating_sub(LONGEST_SUBJECT)..at).rev().find(|&start| end_of_speech(clauses, start) == ",") else {
        return false;
    };
    let closed = WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::AUXILIARY | WordClass::CUE_VERB;
    let plain = |at: usize| (doc.is(at, TokenKind::Word) || doc.word(at) == ".") && !doc.classes(at).intersects(closed);
    let described = doc.classes(start).contains(WordClass::DETERMINER) && at > start + 1 && is_person(clauses, at - 1);
    let named = doc.word(start).starts_with(char::is_uppercase);
    let rest = doc.classes(at + 1);
    let ends = !doc.is(at + 1, TokenKind::Word) || rest.intersects(WordClass::PREPOSITION) || doc.word(at + 1).ends_with("ly");
    ends && (is_pronoun(doc.word(start)) && at == start + 1 || (described || named) && (start..at).all(plain))
}

/// Whether a word outside quotations is a noun for a person.
fn is_person(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    let person = WordClass::ROLE | WordClass::TITLE | WordClass::KIN | WordClass::MALE | WordClass::FEMALE;
    clauses.quotation(at).is_none() && clauses.doc.classes(at).intersects(person)
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "I" | "we")
}

/// Whether the word before a verb is part of the cue.
fn belongs(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    clauses.doc.classes(at).intersects(WordClass::AUXILIARY | WordClass::ADVERB) || clauses.doc.word(at).ends_with("ly")
}
