//! What stands around an article and only looks like somebody speaking: lists of links, labels of headlines.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::span::Span;
use crate::text::{Paragraph, TokenKind};

use super::Attribution;
use super::clauses::Clauses;

/// Bullets or bars close together that make a list of links.
const LIST_MARKS: usize = 3;

/// A paragraph that has at least so many for each full stop is nothing but links.
const LIST_MARKS_FOR_A_STOP: usize = 4;

/// In others they are looked for so many tokens to each side: an article pasted as one line has links at its ends.
const LIST_REACH: usize = 15;

/// A headline has at most so many words.
const LONGEST_HEADLINE: usize = 18;

/// A headline is short of words, so less is believed of it.
const LEAST_IN_HEADING: f32 = 0.5;

/// Keeps the attributions that are not furniture: not among links, not doubtful in a heading (no source; a common noun, which
/// there is more often its verb: `Mayor advocates shared fares`; a title in capitals: `"SHARED SHORES"`), and with a label before a
/// colon (`Poll: Fares fall`) only if whoever it names says something elsewhere.
pub(super) fn sift(clauses: &Clauses<'_, '_>, found: Vec<Attribution>) -> Vec<Attribution> {
    let doc = clauses.doc;
    let lists: Vec<bool> = doc.paragraphs().iter().map(|paragraph| is_link_list(clauses, paragraph)).collect();
    let headlines: Vec<bool> = doc.paragraphs().iter().map(|paragraph| is_headline(clauses, paragraph)).collect();
    let speaking: FxHashSet<&str> =
        found.iter().filter(|a| !is_label(clauses, a)).filter_map(|a| last_word(clauses, *a.source.first()?)).collect();
    let keep = |attribution: &Attribution| {
        let index = doc.paragraph_of(doc.tokens_in(attribution.content[0]).start);
        let stranger = || {
            attribution.source.first().is_some_and(|source| last_word(clauses, *source).is_none_or(|word| !speaking.contains(word)))
        };
        let common = || attribution.source.first().is_none_or(|source| source.of(doc.text()).starts_with(char::is_lowercase));
        let label = || is_label(clauses, attribution) && stranger();
        let title = || !attribution.content[0].of(doc.text()).contains(char::is_lowercase);
        let doubtful = headlines[index] && (attribution.confidence < LEAST_IN_HEADING || common() || label() || title());
        !lists[index] && !is_among_links(clauses, attribution) && !doubtful
    };
    found.into_iter().filter(keep).collect()
}

/// Whether a paragraph is nothing but links.
fn is_link_list(clauses: &Clauses<'_, '_>, paragraph: &Paragraph) -> bool {
    let stops = || paragraph.tokens().filter(|&at| clauses.doc.word(at) == ".").count();
    let marks = list_marks(clauses, paragraph.tokens());
    marks >= LIST_MARKS && stops() * LIST_MARKS_FOR_A_STOP <= marks
}

/// Whether bullets or bars stand in and around what is said.
fn is_among_links(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let doc = clauses.doc;
    let said = attribution.content.iter().map(|span| doc.tokens_in(*span)).reduce(|all, next| all.start..next.end.max(all.end));
    let Some(said) = said else { return false };
    let paragraph = doc.paragraphs()[doc.paragraph_of(said.start)].tokens();
    let around = said.start.saturating_sub(LIST_REACH).max(paragraph.start)..(said.end + LIST_REACH).min(paragraph.end);
    list_marks(clauses, around) >= LIST_MARKS
}

fn list_marks(clauses: &Clauses<'_, '_>, tokens: Range<usize>) -> usize {
    tokens.filter(|&at| matches!(clauses.doc.word(at), "•" | "|" | "·")).count()
}

/// Whether the paragraph has no full stop at its end and is short, marks and punctuation aside.
fn is_headline(clauses: &Clauses<'_, '_>, paragraph: &Paragraph) -> bool {
    let doc = clauses.doc;
    let is_word = |at: &usize| doc.is(*at, TokenKind::Word) || doc.is(*at, TokenKind::Number);
    let stopped = matches!(doc.word(paragraph.tokens().end.saturating_sub(1)), "." | "?" | "!" | "…" | ":" | ",");
    let shouted = !paragraph.span.of(doc.text()).contains(char::is_lowercase);
    let ends_quoted = doc.is(paragraph.tokens().end.saturating_sub(1), TokenKind::Mark) && !shouted;
    !stopped && !ends_quoted && paragraph.tokens().filter(is_word).count() <= LONGEST_HEADLINE
}

/// Whether the cue is a colon alone.
fn is_label(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    attribution.cue.first().is_some_and(|cue| cue.of(clauses.doc.text()) == ":")
}

fn last_word<'t>(clauses: &Clauses<'_, 't>, source: Span) -> Option<&'t str> {
    source.of(clauses.doc.text()).split_whitespace().next_back()
}
