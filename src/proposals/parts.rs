//! The parts of one clause: `a tax cut for all` and `a vote in May`, `bar old lorries, cut fares and build a tram`. In: what a clause
//! proposes. Out: the things that it joins, or the clause itself where it is one thing.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, TokenKind};

use super::extent;
use super::series::{items, separators, with_last_and};
use super::words::{self, any, is, is_gerund};

/// The parts of `content`, at most `most`, where all begin alike: `a tax cut for all` and `a vote in May`; else `content` itself.
pub(super) fn parallel(doc: &Document<'_>, content: Span, most: usize) -> Vec<Span> {
    let range = doc.tokens_in(content);
    let article = |at: usize| any(doc, at, &["a", "an", "the"]);
    let alike = |at: usize| {
        if article(range.start) {
            article(at)
        } else {
            is_gerund(doc, range.start) && is_gerund(doc, at) && !words::is_capital(doc, at)
        }
    };
    let infinitive = range.start > 0 && is(doc, range.start - 1, "to");
    let joins = |at: &usize| {
        infinitive && is(doc, *at, "and") && is(doc, at + 1, "to")
            || any(doc, *at, &[",", "and"]) && alike(at + 1 + usize::from(is(doc, at + 1, "and")))
    };
    let mut cuts: Vec<usize> = range.clone().filter(joins).collect();
    // `a cap, a levy, and rules for all`: the last of a series need not begin as the others do.
    let closing = |last: &usize| (last + 2..range.end).find(|at| is(doc, *at, ",") && is(doc, at + 1, "and"));
    cuts.extend(cuts.last().and_then(closing));
    let parts = items(doc, &range, &cuts);
    if cuts.is_empty() || parts.len() > most { vec![content] } else { parts }
}

/// The parts of `content`, at most `most`, where all begin alike or where it is a series of three or more phrases with a comma before
/// its `and`: `fair pay for nurses, rest between shifts, and a uniform rule for leave`; else `content` itself.
pub(super) fn phrases(doc: &Document<'_>, content: Span, most: usize) -> Vec<Span> {
    let alike = parallel(doc, content, most);
    let range = doc.tokens_in(content);
    let commas = separators(doc, range.clone(), ",");
    let closed = commas.last().is_some_and(|comma| is(doc, comma + 1, "and"));
    let parts = if closed { items(doc, &range, &commas) } else { Vec::new() };
    let begins = |at: usize| {
        let other = WordClass::PREPOSITION | WordClass::PRONOUN | WordClass::CONJUNCTION | WordClass::AUXILIARY;
        doc.is(at, TokenKind::Word) && !words::is_capital(doc, at) && !doc.classes(at).intersects(other)
    };
    let phrase = |part: &Span| {
        let tokens = doc.tokens_in(*part);
        tokens.len() > 2 && (begins(tokens.start) || tokens.start == range.start)
    };
    let series = (3..=most).contains(&parts.len()) && parts.iter().all(phrase);
    let two = if most > 1 { two_duties(doc, &range, &commas) } else { Vec::new() };
    match alike.len() {
        known if series && parts.len() > known => parts,
        1 if !two.is_empty() => two,
        _ => alike,
    }
}

/// The clauses with `that` which `content`, behind one itself, joins: `fares be cut, that quays be mended and that …`; else `content`.
pub(super) fn that_clauses(doc: &Document<'_>, content: Span) -> Vec<Span> {
    let range = doc.tokens_in(content);
    let behind = range.start > 0 && is(doc, range.start - 1, "that");
    let joins = |at: &usize| any(doc, *at, &["and", ","]) && is(doc, at + 1, "that");
    let cuts: Vec<usize> = range.clone().filter(|at| behind && joins(at)).collect();
    if cuts.is_empty() { vec![content] } else { items(doc, &range, &cuts) }
}

/// The two things that somebody must do, the second behind a comma: `Towns must cut fares by half, and recognise that …`.
fn two_duties(doc: &Document<'_>, range: &Range<usize>, commas: &[usize]) -> Vec<Span> {
    let Some(last) = commas.iter().copied().find(|comma| is(doc, comma + 1, "and")) else { return Vec::new() };
    let verb = last + 2;
    let duty = (range.start..last).any(|at| any(doc, at, &["must", "should", "shall"]));
    let long = last > range.start + 3 && range.end > verb + 2;
    if is_infinitive(doc, verb) && duty && long { items(doc, range, &[last]) } else { Vec::new() }
}

/// What stands between semicolons from `content` to the end of its sentence, two to `most` things; empty where it is otherwise.
pub(super) fn semicolons(doc: &Document<'_>, quotations: &[Quotation], content: Span, most: usize) -> Vec<Span> {
    let tokens = doc.tokens_in(content);
    let range = tokens.start..extent::limit(doc, quotations, tokens.start);
    let mut parts = items(doc, &range, &separators(doc, range.clone(), ";"));
    let contrast = parts.iter().position(|part| any(doc, doc.tokens_in(*part).start, &["but", "although", "though"]));
    parts.truncate(contrast.unwrap_or(parts.len()));
    if (2..=most).contains(&parts.len()) { parts } else { Vec::new() }
}

/// The parts of `content`, at most `most`, where it is a series of phrases: `bar old lorries, cut fares and build a tram`.
pub(super) fn list(doc: &Document<'_>, content: Span, most: usize) -> Vec<Span> {
    let range = doc.tokens_in(content);
    let cuts = with_last_and(doc, &range, &separators(doc, range.clone(), ","), false);
    let parts = items(doc, &range, &cuts);
    let verbs = verbs(doc, content, most);
    if !verbs.is_empty() {
        return verbs;
    }
    let phrases = parts.len() > 2 && parts.iter().all(|part| doc.tokens_in(*part).len() > 1);
    if phrases && parts.len() <= most { parts } else { parallel(doc, doc.span(extent::clause(doc, range)), most) }
}

/// What somebody or a plan will do, where it is told by several verbs, without what goes with one of them: `lend money, keeping mills
/// open, pay for gates, and ask for a licence`; empty where it is otherwise.
pub(super) fn verbs(doc: &Document<'_>, content: Span, most: usize) -> Vec<Span> {
    let range = doc.tokens_in(content);
    let commas = separators(doc, range.clone(), ",");
    let closed = commas.last().is_some_and(|comma| is(doc, comma + 1, "and"));
    let mut parts = if closed { items(doc, &range, &commas) } else { Vec::new() };
    let first = |part: &Span| doc.tokens_in(*part).start;
    parts.retain(|part| !is_gerund(doc, first(part)) && !any(doc, first(part), &["which", "while"]));
    let whole = (3..=most).contains(&parts.len()) && parts.iter().all(|part| is_infinitive(doc, first(part)));
    if whole { parts } else { Vec::new() }
}

/// Whether token `at` can be a verb's plain form.
pub(super) fn is_infinitive(doc: &Document<'_>, at: usize) -> bool {
    let other = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::PRONOUN | WordClass::AUXILIARY | WordClass::CONJUNCTION;
    let plain = doc.is(at, TokenKind::Word) && !words::is_capital(doc, at) && !doc.classes(at).intersects(other);
    plain && !["s", "ed", "ing", "ly"].iter().any(|ending| doc.word(at).ends_with(ending))
}
