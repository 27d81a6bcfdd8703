//! How far a proposal reaches. In: the token where it begins. Out: the tokens of the proposal itself, without what only
//! introduces it (`efforts to`), comments on it (`, he said`) or goes with it (`, comparing …`).

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, TokenKind};

use super::words::{self, ClausePart, Form, any, is, is_capital, is_day, is_gerund};

/// An item longer than this many tokens is cut at a comma.
const LONGEST: usize = 45;

/// Past the last token that a proposal beginning at token `start` can have: the end of its sentence, or of the quotation around it.
pub(super) fn limit(doc: &Document<'_>, quotations: &[Quotation], start: usize) -> usize {
    let Some(sentence) = doc.sentences().get(doc.sentence_of(start)) else { return start };
    let end = sentence.tokens().end;
    let inner = enclosing(doc, quotations, start).map(|quotation| doc.tokens_in(quotation.inner).end);
    inner.map_or(end, |inner| inner.min(end))
}

/// The innermost quotation around token `at`.
pub(super) fn enclosing<'q>(doc: &Document<'_>, quotations: &'q [Quotation], at: usize) -> Option<&'q Quotation> {
    let span = doc.tokens().get(at)?.span;
    let past = quotations.partition_point(|quotation| quotation.span.start() <= span.start());
    let mut candidate = quotations[..past].last();
    while let Some(quotation) = candidate {
        if quotation.inner.contains(span) {
            return Some(quotation);
        }
        candidate = quotation.parent.and_then(|parent| quotations.get(parent.0 as usize));
    }
    None
}

/// The tokens of the clause in `range`: from its first word of substance to where something else begins.
pub(super) fn clause(doc: &Document<'_>, range: Range<usize>) -> Range<usize> {
    shortened(doc, whole_clause(doc, range))
}

/// The tokens of the clause in `range`, however long it is.
pub(super) fn whole_clause(doc: &Document<'_>, range: Range<usize>) -> Range<usize> {
    let start = substance(doc, range.clone());
    let gerunds = is_gerund(doc, start);
    let open = past_relative(doc, start..range.end);
    let end = (open..range.end).find(|at| ends_at(doc, *at, start, gerunds)).unwrap_or(range.end);
    trimmed(doc, start..end)
}

/// Past the clause between commas that describes what `range` begins with, where what should be done follows:
/// `those, who sold the quays, be tried`; else past its first token.
fn past_relative(doc: &Document<'_>, range: Range<usize>) -> usize {
    let first = range.clone().find(|at| is(doc, *at, ","));
    let opening = first.filter(|comma| any(doc, comma + 1, &["who", "which", "whose", "where"]));
    let closing = opening.and_then(|comma| (comma + 2..range.end).find(|at| is(doc, *at, ",")));
    let duty = |comma: &usize| any(doc, comma + 1, &["be", "should", "must"]);
    closing.filter(duty).map_or(range.start + 1, |comma| comma + 2)
}

/// Past what only introduces: `efforts to`, `to`, `that`, `joint measures to`.
fn substance(doc: &Document<'_>, range: Range<usize>) -> usize {
    let mut start = range.start;
    while start + 1 < range.end
        && (any(doc, start, &["to", "that", "for", ",", ":", "also", "above", "all"]) && !is(doc, start + 1, "of"))
    {
        start += 1;
    }
    let vague = (start..(start + 4).min(range.end)).find(|at| words::is_vague_action(doc.word(*at)));
    match vague {
        Some(at) if is(doc, at + 1, "to") && at + 2 < range.end => at + 2,
        _ => start,
    }
}

/// Whether the clause that began at `start` ends before token `at`.
fn ends_at(doc: &Document<'_>, at: usize, start: usize, gerunds: bool) -> bool {
    let spaced = || doc.tokens()[at].span.start() > doc.tokens()[at - 1].span.end();
    match doc.word(at) {
        ";" | "?" | "!" | "…" => true,
        ":" => true,
        "”" => (start..at).rev().find(|at| any(doc, *at, &["“", "”"])).is_none_or(|mark| is(doc, mark, "”")),
        "—" | "–" | "-" => at > start + 2 && (doc.word(at) == "—" || spaced()),
        "," => leaves_after_comma(doc, at + 1, gerunds),
        "while" | "but" | "because" | "saying" | "adding" | "noting" | "arguing" | "whereas" => true,
        // `it welcomes and supports the plan` goes on.
        "and" | "or" => next_clause(doc, at + 1) && !any(doc, at.saturating_sub(2), &["it", "he", "she", "they", "we"]),
        "so" => is(doc, at + 1, "as") && is(doc, at + 2, "to"),
        _ => false,
    }
}

fn leaves_after_comma(doc: &Document<'_>, at: usize, gerunds: bool) -> bool {
    if is_gerund(doc, at) {
        let speaks = doc.classes(at).intersects(WordClass::CUE_VERB | WordClass::PROPOSAL_CUE);
        return speaks || !gerunds && !any(doc, at, &["including", "excluding"]);
    }
    if is(doc, at, "as") {
        return !is(doc, at + 1, "well");
    }
    let proposes = words::cue(doc.word(at)).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third));
    if words::plays(doc, at, ClausePart::LEAVING) || says(doc, at) || proposes && any(doc, at + 1, &["for", "on", "to"]) {
        return true;
    }
    is(doc, at, "and") && next_clause(doc, at + 1) || (at..at + 9).any(|verb| attributes(doc, at, verb))
}

/// Whether somebody's words end before token `at`: `he said`, `said Ruiz`.
fn says(doc: &Document<'_>, at: usize) -> bool {
    let pronoun = any(doc, at, &["he", "she", "they", "it", "i"]);
    let verb = doc.classes(at).contains(WordClass::CUE_VERB) && doc.word(at).ends_with(['d', 's']);
    pronoun
        || any(doc, at, &["said", "says"])
        || verb && (is_capital(doc, at + 1) || doc.classes(at + 1).intersects(WordClass::DETERMINER | WordClass::PRONOUN))
}

/// Past the first comma of `range`; its start where it has none.
pub(super) fn past_comma(doc: &Document<'_>, range: Range<usize>) -> usize {
    range.clone().find(|at| is(doc, *at, ",")).map_or(range.start, |comma| comma + 1)
}

/// Whether after the comma before token `at` the text only tells who said it: `, the mayor said.`, `, she added`.
pub(super) fn is_told(doc: &Document<'_>, at: usize) -> bool {
    let pronoun = any(doc, at, &["he", "she", "they", "it"]) && doc.classes(at + 1).contains(WordClass::CUE_VERB);
    pronoun
        || any(doc, at, &["said", "says"])
        || is(doc, at, "reports") && is_capital(doc, at + 1)
        || (at..at + 9).any(|verb| attributes(doc, at, verb))
}

/// Whether the tokens from `at` to `verb` are a name and its verb of saying, and nothing follows: `, the mayor said.`
fn attributes(doc: &Document<'_>, at: usize, verb: usize) -> bool {
    let said = verb > at && doc.classes(verb).contains(WordClass::CUE_VERB) && doc.word(verb).ends_with(['d', 's']);
    let who = doc.classes(at).contains(WordClass::DETERMINER) || is_capital(doc, at);
    said && who
        && (any(doc, verb + 1, &[".", ",", "”", "\"", ""])
            || is_day(doc, verb + 1)
            || is(doc, verb + 1, "in")
            || is(doc, verb + 1, "on"))
}

/// Whether after `and` another statement begins: `and he …`, `and urged …`, `and also called for …`.
fn next_clause(doc: &Document<'_>, at: usize) -> bool {
    let at = if doc.classes(at).contains(WordClass::MID_ADVERB) { at + 1 } else { at };
    if any(doc, at, &["he", "she", "they", "i"]) {
        return true;
    }
    let proposes = words::cue(doc.word(at)).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third));
    let word = doc.word(at);
    let says = doc.classes(at).contains(WordClass::CUE_VERB) && (word.ends_with("ed") || matches!(word, "said" | "says" | "told"));
    proposes && !doc.classes(at + 1).contains(WordClass::PREPOSITION) || says || proposes && any(doc, at + 1, &["for", "on", "to"])
}

/// Without punctuation and a day at either end.
pub(super) fn trimmed(doc: &Document<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let loose = |at: usize| matches!(doc.tokens()[at].kind(), TokenKind::Punctuation | TokenKind::Mark);
    // `…, and, finally,` leads to what comes next.
    let leads_on = |at: usize| {
        any(doc, at, &["and", "but"]) || doc.classes(at).contains(WordClass::ORDINAL) && any(doc, at - 1, &["and", ","])
    };
    while tokens.len() > 1 && loose(tokens.end - 1) && !closes(doc, tokens.clone()) || tokens.len() > 2 && leads_on(tokens.end - 1)
    {
        tokens.end -= 1;
    }
    while tokens.len() > 1 && loose(tokens.start) && !opens(doc, tokens.clone()) {
        tokens.start += 1;
    }
    if tokens.len() > 2 && words::plays(doc, tokens.end - 1, ClausePart::TRAILING) {
        tokens.end -= 1;
    }
    if tokens.len() > 3 && is_day(doc, tokens.end - 1) {
        tokens.end -= 1 + usize::from(is(doc, tokens.end - 2, "on"));
        tokens.end -= usize::from(tokens.len() > 1 && is(doc, tokens.end - 1, ","));
    }
    tokens
}

/// Whether the last of `tokens` closes what one of them opens, or shortens a word.
fn closes(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    let last = tokens.end - 1;
    let opened = |marks: &[&str]| (tokens.start..last).any(|at| any(doc, at, marks));
    match doc.word(last) {
        ")" => opened(&["("]),
        "]" => opened(&["["]),
        "”" => opened(&["“"]),
        "\"" => (tokens.start..last).filter(|at| is(doc, *at, "\"")).count() % 2 == 1,
        "’" => opened(&["‘"]),
        "%" => true,
        "." => doc.classes(last - 1).contains(WordClass::ABBREVIATION),
        _ => false,
    }
}

/// Whether the first of `tokens` opens what another closes, or belongs to a number.
fn opens(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    let closed = |mark: &str| (tokens.start + 1..tokens.end).any(|at| is(doc, at, mark));
    match doc.word(tokens.start) {
        "(" => closed(")"),
        "[" => closed("]"),
        "“" => closed("”"),
        "\"" => (tokens.start + 1..tokens.end).filter(|at| is(doc, *at, "\"")).count() % 2 == 1,
        "‘" => closed("’"),
        "$" | "£" | "€" | "#" | "@" => true,
        _ => false,
    }
}

/// Cut at the last comma that leaves it short enough to read in a list, where it is too long.
fn shortened(doc: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    if tokens.len() <= LONGEST {
        return tokens;
    }
    let cut = (tokens.start + 8..tokens.start + LONGEST).rev().find(|at| is(doc, *at, ","));
    tokens.start..cut.unwrap_or(tokens.end.min(tokens.start + LONGEST + LONGEST / 2))
}

/// The span of a clause's tokens in `range`; `None` where nothing is left.
pub(super) fn clause_span(doc: &Document<'_>, range: Range<usize>) -> Option<Span> {
    let tokens = clause(doc, range);
    let span = doc.span(tokens.clone());
    (tokens.clone().any(|at| doc.is(at, TokenKind::Word)) && !span.is_empty()).then_some(span)
}
