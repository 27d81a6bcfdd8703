//! Interviews, debates and plays: paragraphs that begin with who speaks (`RUIZ: We will cut fares.`, `Q: When?`, `Q. When?`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::WordClass;
use crate::text::{Document, ParagraphKind, TokenKind};

use super::clauses::Clauses;
use super::rules::Rule;
use super::{Attribution, Kind};

/// A label has at most so many words: `Former Mayor Ana Ruiz`.
const LONGEST_LABEL: usize = 5;

/// One in capitals may tell more: `ANA RUIZ, FORMER MAYOR OF HARLOW`.
const LONGEST_IN_CAPITALS: usize = 9;

/// Fewer labelled paragraphs are no transcript.
const FEWEST: usize = 3;

/// Where the labels stand inside paragraphs, as in a transcript whose line breaks are lost, fewer are none.
const FEWEST_INSIDE: usize = 4;

/// What somebody goes on to say without a label has at most so many paragraphs.
const LONGEST_REST: usize = 4;

/// A stretch of speech with its label: the tokens of the label, of the mark behind it, of what is said, and those of the paragraphs
/// that go on without a label.
struct Turn {
    label: Range<usize>,
    mark: usize,
    said: Range<usize>,
    rest: Vec<Range<usize>>,
}

/// The turns of a transcript, each an attribution; none where the article is not one.
pub(super) fn find(clauses: &Clauses<'_, '_>) -> Vec<Attribution> {
    let doc = clauses.doc;
    let turns: Vec<Turn> = doc.paragraphs().iter().filter_map(|paragraph| turn(doc, paragraph.tokens())).collect();
    let times = times(doc, &turns);
    let again = |turn: &Turn| times[label(doc, turn)] > 1;
    let mut turns = if turns.len() < FEWEST || turns.iter().filter(|turn| again(turn)).count() * 2 < turns.len() {
        inside(doc)
    } else {
        let heading = |turn: &Turn| !again(turn) && doc.paragraph_of(turn.label.start) == 0 && !is_stopped(doc, turn);
        turns.into_iter().filter(|turn| !heading(turn)).collect()
    };
    add_rests(doc, &mut turns);
    turns.iter().filter(|turn| !is_direction(doc, &turn.said)).map(|turn| attribution(doc, turn)).collect()
}

/// How often each label occurs.
fn times<'t>(doc: &Document<'t>, turns: &[Turn]) -> FxHashMap<&'t str, usize> {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for turn in turns {
        *times.entry(label(doc, turn)).or_default() += 1;
    }
    times
}

/// The turns of a transcript whose labels begin sentences, not paragraphs: at least two speakers, each of them several times.
fn inside(doc: &Document<'_>) -> Vec<Turn> {
    let begins = |sentence: usize| {
        let tokens = doc.sentences()[sentence].tokens();
        turn(doc, tokens.start..doc.paragraphs()[doc.paragraph_of(tokens.start)].tokens().end)
    };
    let mut turns: Vec<Turn> = (0..doc.sentences().len()).filter_map(begins).collect();
    let times = times(doc, &turns);
    turns.retain(|turn| times[label(doc, turn)] > 1);
    let speakers = times.values().filter(|count| **count > 1).count();
    let alternate = turns.windows(2).filter(|pair| label(doc, &pair[0]) != label(doc, &pair[1])).count();
    if speakers < 2 || turns.len() < FEWEST_INSIDE || alternate * 3 < turns.len() * 2 {
        return Vec::new();
    }
    for at in 1..turns.len() {
        let next = turns[at].label.start;
        let said = &mut turns[at - 1].said;
        said.end = said.end.min(next);
    }
    turns
}

/// Whether what is said ends like a sentence.
fn is_stopped(doc: &Document<'_>, turn: &Turn) -> bool {
    matches!(doc.word(turn.said.end - 1), "." | "?" | "!" | "…") || doc.is(turn.said.end - 1, TokenKind::Mark)
}

/// Whether it only tells what happens: `(Laughter.)`, `[Crosstalk]`.
fn is_direction(doc: &Document<'_>, said: &Range<usize>) -> bool {
    let end = said.end - usize::from(said.len() > 1 && doc.word(said.end - 1) == ".");
    matches!((doc.word(said.start), doc.word(end - 1)), ("(", ")") | ("[", "]"))
}

fn label<'t>(doc: &Document<'t>, turn: &Turn) -> &'t str {
    doc.span(turn.label.clone()).of(doc.text())
}

/// The turn that begins at the start of `tokens`, if a label does.
fn turn(doc: &Document<'_>, tokens: Range<usize>) -> Option<Turn> {
    let start = tokens.start + usize::from(doc.is(tokens.start, TokenKind::Mark));
    let near = start..tokens.end.min(start + LONGEST_IN_CAPITALS + 5);
    let mark = near.clone().find(|&at| doc.word(at) == ":").filter(|&colon| is_label(doc, start..colon));
    let mark = mark.or_else(|| (is_questioner(doc, start) && doc.word(start + 1) == ".").then_some(start + 1))?;
    let said = mark + 1..tokens.end;
    said.clone().any(|at| doc.is(at, TokenKind::Word)).then(|| Turn { label: start..mark, mark, said, rest: Vec::new() })
}

/// `Q`, `A`: what a full stop behind makes a label.
fn is_questioner(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.word(at), "Q" | "A")
}

fn is_label(doc: &Document<'_>, label: Range<usize>) -> bool {
    let word = |at: &usize| doc.is(*at, TokenKind::Word);
    let words = label.clone().filter(word).count();
    let capitals = label.clone().filter(word).all(|at| !doc.word(at).contains(char::is_lowercase));
    let longest = if capitals { LONGEST_IN_CAPITALS } else { LONGEST_LABEL };
    let capital = |at: usize| {
        let small = WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::PARTICLE;
        doc.word(at).starts_with(char::is_uppercase) || doc.classes(at).intersects(small)
    };
    let joins = |at: usize| matches!(doc.word(at), "." | "(" | ")") || capitals && matches!(doc.word(at), "," | "/" | "-");
    let fits = label.clone().all(|at| doc.is(at, TokenKind::Word) && capital(at) || joins(at));
    let known = label.clone().any(|at| doc.classes(at).contains(WordClass::NOT_NAME));
    fits && !known && (1..=longest).contains(&words)
}

/// Gives each turn the few paragraphs between it and the next one; not to what may be a headline.
fn add_rests(doc: &Document<'_>, turns: &mut [Turn]) {
    let paragraph = |turn: &Turn| doc.paragraph_of(turn.label.start);
    for at in 1..turns.len() {
        let (first, past) = (paragraph(&turns[at - 1]) + 1, paragraph(&turns[at]));
        let headline = first == 1 && label(doc, &turns[at - 1]).contains(char::is_lowercase);
        if past > first + LONGEST_REST || headline {
            continue;
        }
        let goes_on = |index: &usize| {
            let paragraph = &doc.paragraphs()[*index];
            let tokens = paragraph.tokens();
            let introduces = doc.word(tokens.end - 1) == ":" || doc.is(tokens.start, TokenKind::Mark);
            paragraph.kind == ParagraphKind::Body && !introduces && !matches!(doc.word(tokens.start), "(" | "[")
        };
        turns[at - 1].rest = (first..past).filter(goes_on).map(|index| doc.paragraphs()[index].tokens()).collect();
    }
}

fn attribution(doc: &Document<'_>, turn: &Turn) -> Attribution {
    let said = std::iter::once(&turn.said).chain(&turn.rest);
    Attribution {
        kind: Kind::Direct,
        source: vec![doc.span(turn.label.clone())],
        cue: vec![doc.span(turn.mark..turn.mark + 1)],
        content: said.map(|tokens| doc.span(tokens.clone())).collect(),
        confidence: Rule::Transcript.confidence(),
        rule: Rule::Transcript,
    }
}
