//! The source of a cue: the noun phrase beside it, with its appositions.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::text::TokenKind;

use super::clauses::Clauses;
use super::cues::{Cue, Side};

/// A noun phrase beside a cue, as token indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) tokens: Range<usize>,
    /// The source stands after its cue.
    pub(super) inverted: bool,
}

/// A source has at most so many tokens.
const LONGEST: usize = 40;

/// Words up to the noun that a possessive belongs to: `her old father`.
const OWN_ADJECTIVES: usize = 2;

/// The source that stands beside `cue`.
pub(super) fn beside(clauses: &Clauses<'_, '_>, cue: &Cue) -> Option<Source> {
    let clause = clauses.around(cue.verb);
    let before = || before(clauses, clause.start, cue.tokens.start).map(|tokens| Source { tokens, inverted: false });
    let after = || after(clauses, cue.tokens.end, clause.end).map(|tokens| Source { tokens, inverted: true });
    match cue.side {
        Side::After => after(),
        Side::Either => before().or_else(|| if is_pronoun_object(clauses, cue) { None } else { after() }),
    }
}

/// `told her`, `asked them`: what follows is who was told; but not `cried her mother`.
fn is_pronoun_object(clauses: &Clauses<'_, '_>, cue: &Cue) -> bool {
    let doc = clauses.doc;
    let person = WordClass::ROLE | WordClass::TITLE | WordClass::KIN | WordClass::MALE | WordClass::FEMALE;
    let possessor = || (1..=OWN_ADJECTIVES).any(|more| doc.classes(cue.tokens.end + more).intersects(person));
    match doc.word(cue.tokens.end) {
        "him" | "them" | "me" | "us" | "it" => true,
        "her" => !possessor(),
        _ => false,
    }
}

/// The noun phrase that ends right before token `end`: `Jia, a research fellow with the institute,`.
fn before(clauses: &Clauses<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let doc = clauses.doc;
    let comma = end.checked_sub(1).filter(|&at| at >= start && doc.word(at) == ",");
    if let Some(comma) = comma {
        let opening = (start.max(comma.saturating_sub(LONGEST))..comma).rev().filter(|&at| doc.word(at) == ",");
        return opening.filter_map(|at| phrase_before(clauses, start, at)).next().map(|head| head.start..comma);
    }
    phrase_before(clauses, start, end)
}

/// The noun phrase that ends right before token `end`, without appositions.
fn phrase_before(clauses: &Clauses<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let doc = clauses.doc;
    let last = end.checked_sub(1).filter(|&at| at >= start)?;
    if doc.classes(last).contains(WordClass::PRONOUN) {
        return is_subject(doc.word(last)).then_some(last..end);
    }
    let mut first = end;
    while first > start && end - first < LONGEST && continues_left(clauses, start, first - 1) {
        first -= 1;
    }
    let tokens = first..end;
    (is_noun_phrase(clauses, tokens.clone())).then_some(tokens)
}

fn is_subject(word: &str) -> bool {
    ["he", "she", "they", "i", "we", "it", "who", "you"].iter().any(|subject| word.eq_ignore_ascii_case(subject))
}

/// Whether the token at `at` can stand inside a noun phrase whose later part is already taken.
fn continues_left(clauses: &Clauses<'_, '_>, start: usize, at: usize) -> bool {
    let doc = clauses.doc;
    let classes = doc.classes(at);
    if doc.is(at, TokenKind::Punctuation) {
        return matches!(doc.word(at), "." | "(" | ")" | "&") && at > start && !doc.word(at - 1).is_empty();
    }
    let stops = classes.intersects(WordClass::CUE_VERB | WordClass::AUXILIARY | WordClass::PRONOUN);
    let joins = matches!(doc.word(at), "of" | "for" | "in" | "at" | "with" | "and" | "from" | "to");
    let sentence_word = classes.contains(WordClass::NOT_NAME) || doc.word(at).ends_with("ly");
    let clause_word = classes.intersects(WordClass::CONJUNCTION | WordClass::PREPOSITION) && !joins;
    let blocked = (stops && !classes.contains(WordClass::DETERMINER)) || sentence_word || clause_word || (joins && at == start);
    !blocked
}

/// The noun phrase that begins at token `start`: `Mayor Ana Ruiz, who was elected in May`.
pub(super) fn after(clauses: &Clauses<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let doc = clauses.doc;
    if start >= end {
        return None;
    }
    if doc.classes(start).contains(WordClass::PRONOUN) && is_subject(doc.word(start)) {
        return Some(start..start + 1);
    }
    let mut past = start;
    while past < end && past - start < LONGEST && continues_right(clauses, past, start) {
        past += 1;
    }
    let head = start..past;
    if !is_noun_phrase(clauses, head.clone()) {
        return None;
    }
    let past = parenthesis_end(clauses, past, end);
    Some(start..apposition_end(clauses, past, end))
}

/// Past a parenthesis that follows a name: `Tom Ashby (D-N.C.)`.
fn parenthesis_end(clauses: &Clauses<'_, '_>, past: usize, end: usize) -> usize {
    let closing = || (past..end.min(past + LONGEST)).find(|&at| clauses.doc.word(at) == ")");
    if clauses.doc.word(past) == "(" { closing().map_or(past, |at| at + 1) } else { past }
}

/// The subject of a sentence that introduces a statement without a cue verb: `The mayor issued the following statement:`.
/// Out: the source and the light verb after it.
pub(super) fn of_introduction(clauses: &Clauses<'_, '_>, sentence: Range<usize>) -> Option<(Source, usize)> {
    let light = |at: &usize| clauses.doc.classes(*at).contains(WordClass::LIGHT_VERB) && clauses.quotation(*at).is_none();
    sentence.clone().filter(light).find_map(|verb| {
        let tokens = before(clauses, sentence.start, verb)?;
        Some((Source { tokens, inverted: false }, verb))
    })
}

fn continues_right(clauses: &Clauses<'_, '_>, at: usize, start: usize) -> bool {
    let doc = clauses.doc;
    let classes = doc.classes(at);
    if doc.is(at, TokenKind::Punctuation) {
        let initial = at > start && (doc.classes(at - 1).contains(WordClass::ABBREVIATION) || doc.word(at - 1).len() == 1);
        return doc.word(at) == "." && initial;
    }
    let joins = matches!(doc.word(at), "of" | "for" | "and" | "with" | "at");
    let stops = classes.intersects(WordClass::CUE_VERB | WordClass::AUXILIARY | WordClass::PRONOUN | WordClass::NOT_NAME);
    (!stops || classes.contains(WordClass::DETERMINER))
        && (joins || !classes.intersects(WordClass::CONJUNCTION | WordClass::PREPOSITION))
}

/// Past the apposition that follows a name: `, head of the union`, up to a comma or the clause's end.
fn apposition_end(clauses: &Clauses<'_, '_>, past: usize, end: usize) -> usize {
    let doc = clauses.doc;
    if doc.word(past) != "," || past + 1 >= end {
        return past;
    }
    let next = doc.classes(past + 1);
    let describes = next.intersects(WordClass::DETERMINER | WordClass::ROLE | WordClass::TITLE)
        && !next.contains(WordClass::PRONOUN)
        || matches!(doc.word(past + 1), "who" | "whose");
    let stops = |at: &usize| matches!(doc.word(*at), "," | "." | "—" | "–") && !is_inner_stop(clauses, *at);
    if describes { (past + 1..end).find(stops).unwrap_or(end) } else { past }
}

fn is_inner_stop(clauses: &Clauses<'_, '_>, at: usize) -> bool {
    clauses.doc.word(at) == "." && clauses.doc.classes(at.saturating_sub(1)).contains(WordClass::ABBREVIATION)
}

/// Whether the tokens name or describe somebody: a capitalised word, a role or a noun with its determiner.
fn is_noun_phrase(clauses: &Clauses<'_, '_>, tokens: Range<usize>) -> bool {
    let doc = clauses.doc;
    let named = |at: usize| {
        doc.is(at, TokenKind::Word)
            && doc.word(at).starts_with(char::is_uppercase)
            && !doc.classes(at).intersects(WordClass::NOT_NAME | WordClass::PREPOSITION | WordClass::CONJUNCTION)
    };
    let role = |at: usize| doc.classes(at).intersects(WordClass::ROLE | WordClass::TITLE);
    let content =
        |at: usize| doc.is(at, TokenKind::Word) && !doc.classes(at).intersects(WordClass::DETERMINER | WordClass::PREPOSITION);
    let determined = doc.classes(tokens.start).contains(WordClass::DETERMINER) && tokens.len() > 1 && content(tokens.end - 1);
    !tokens.is_empty()
        && (determined || tokens.clone().any(|at| named(at) && !is_bare_determiner(clauses, at, &tokens) || role(at)))
}

fn is_bare_determiner(clauses: &Clauses<'_, '_>, at: usize, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && clauses.doc.classes(at).contains(WordClass::DETERMINER)
}
