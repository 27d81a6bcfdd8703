//! Cue candidates: verbs and phrases that introduce a statement, outside quotations.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{PhraseSet, WordClass};
use crate::text::TokenKind;

use super::clauses::Clauses;

static PHRASES: LazyLock<PhraseSet> = LazyLock::new(|| PhraseSet::new(include_str!("../lexicon/cue_phrases.txt")));

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

/// Whether a verb in the past tense, which is no cue by itself, stands between speech and a name: `“Well!” thundered Ruiz`.
fn tells_speech(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    let doc = clauses.doc;
    let (word, past) = (doc.word(at), at.saturating_sub(1));
    let speech = clauses.quotation(past).is_some_and(|index| clauses.tokens_of(index).end == at);
    let ends = past > 0 && matches!(doc.word(past - 1), "," | "?" | "!" | "—" | "…" | "...");
    let named = doc.word(at + 1).starts_with(char::is_uppercase) && doc.is(at + 1, TokenKind::Word);
    speech && ends && named && word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase)
}

/// Whether the word before a verb is part of the cue.
fn belongs(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    clauses.doc.classes(at).intersects(WordClass::AUXILIARY | WordClass::ADVERB) || clauses.doc.word(at).ends_with("ly")
}
