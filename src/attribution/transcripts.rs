//! Interviews, debates and plays: paragraphs that begin with who speaks (`RUIZ: We will cut fares.`, `Q: When?`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

use super::clauses::Clauses;
use super::rules::Rule;
use super::{Attribution, Kind};

/// A label has at most so many words: `Former Mayor Ana Ruiz`.
const LONGEST_LABEL: usize = 5;

/// Fewer labelled paragraphs are no transcript.
const FEWEST: usize = 3;

/// A paragraph with its label: the label's tokens, and those of what is said.
struct Turn {
    label: Range<usize>,
    said: Range<usize>,
}

/// The turns of a transcript, each an attribution; none where the article is not one.
pub(super) fn find(clauses: &Clauses<'_, '_>) -> Vec<Attribution> {
    let doc = clauses.doc;
    let turns: Vec<Turn> = doc.paragraphs().iter().filter_map(|paragraph| turn(doc, paragraph.tokens())).collect();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for turn in &turns {
        *times.entry(label(doc, turn)).or_default() += 1;
    }
    let again = |turn: &Turn| times[label(doc, turn)] > 1;
    if turns.len() < FEWEST || turns.iter().filter(|turn| again(turn)).count() * 2 < turns.len() {
        return Vec::new();
    }
    let heading = |turn: &&Turn| !again(turn) && doc.paragraph_of(turn.label.start) == 0 && !is_stopped(doc, turn);
    turns.iter().filter(|turn| !heading(turn)).map(|turn| attribution(doc, turn)).collect()
}

/// Whether what is said ends like a sentence.
fn is_stopped(doc: &Document<'_>, turn: &Turn) -> bool {
    matches!(doc.word(turn.said.end - 1), "." | "?" | "!" | "…") || doc.is(turn.said.end - 1, TokenKind::Mark)
}

fn label<'t>(doc: &Document<'t>, turn: &Turn) -> &'t str {
    doc.span(turn.label.clone()).of(doc.text())
}

fn turn(doc: &Document<'_>, paragraph: Range<usize>) -> Option<Turn> {
    let start = paragraph.start + usize::from(doc.is(paragraph.start, TokenKind::Mark));
    let colon = (start..paragraph.end.min(start + LONGEST_LABEL + 4)).find(|&at| doc.word(at) == ":")?;
    let label = start..colon;
    let words = label.clone().filter(|&at| doc.is(at, TokenKind::Word)).count();
    let capital = |at: usize| {
        let small = WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::PARTICLE;
        doc.word(at).starts_with(char::is_uppercase) || doc.classes(at).intersects(small)
    };
    let fits = label.clone().all(|at| doc.is(at, TokenKind::Word) && capital(at) || matches!(doc.word(at), "." | "(" | ")"));
    let known = label.clone().any(|at| doc.classes(at).contains(WordClass::NOT_NAME));
    let said = colon + 1..paragraph.end;
    (fits && !known && (1..=LONGEST_LABEL).contains(&words) && !said.is_empty()).then_some(Turn { label, said })
}

fn attribution(doc: &Document<'_>, turn: &Turn) -> Attribution {
    Attribution {
        kind: Kind::Direct,
        source: vec![doc.span(turn.label.clone())],
        cue: vec![doc.span(turn.label.end..turn.label.end + 1)],
        content: vec![doc.span(turn.said.clone())],
        confidence: Rule::Transcript.confidence(),
        rule: Rule::Transcript,
    }
}
