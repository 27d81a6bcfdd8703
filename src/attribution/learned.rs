//! Attributions from tagged spans: linked paragraph by paragraph, their contents fitted to the quotations they stand in.

use crate::lexicon::WordClass;
use crate::span::Span;
use crate::tagger::{Tagged, features};
use crate::text::Document;

use super::clauses::Clauses;
use super::linking::{self, Link};
use super::rules::{self, Rule};
use super::subjects;
use super::{Attribution, Kind};

/// The attributions that the tagged spans make, in text order of their contents' paragraphs.
pub(super) fn find(clauses: &Clauses<'_, '_>, tags: &[Tagged]) -> Vec<Attribution> {
    let doc = clauses.doc;
    let places = features::places(doc, clauses.quotations);
    let mut found = Vec::new();
    for paragraph in doc.paragraphs() {
        let first = tags.partition_point(|tag| tag.span.end() <= paragraph.span.start());
        let past = tags.partition_point(|tag| tag.span.start() < paragraph.span.end());
        let own = &tags[first..past.max(first)];
        let links = linking::link(doc, &places, paragraph.tokens(), own);
        found.extend(links.iter().map(|link| attribution(clauses, own, link)).filter(|found| !is_duty(doc, found)));
    }
    found
}

/// Whether nobody says what ought to be done: `Tugs [ought to] be kept` is no speech.
fn is_duty(doc: &Document<'_>, attribution: &Attribution) -> bool {
    let last = attribution.cue.last().map_or(0, |cue| doc.tokens_in(*cue).end.saturating_sub(1));
    attribution.source.is_empty() && attribution.kind == Kind::Indirect && doc.word(last) == "ought"
}

fn attribution(clauses: &Clauses<'_, '_>, tags: &[Tagged], link: &Link) -> Attribution {
    let span = |index: &usize| tags[*index].span;
    let source: Vec<Span> = link.source.iter().map(span).map(|source| alone(clauses, source)).collect();
    let cue: Vec<Span> = link.cue.iter().map(span).collect();
    let content: Vec<Span> = link.contents.iter().map(span).map(|content| fitted(clauses, content)).collect();
    let shared = |cue: &Span| subjects::of(clauses, *cue, &content);
    let source = if source.is_empty() { cue.first().and_then(shared).into_iter().collect() } else { source };
    let rule = rule(clauses, &source, &cue, &content);
    Attribution { kind: rules::kind(clauses, &content), source, cue, content, confidence: link.probability, rule }
}

/// A source without the day it spoke on: `Ana Ruiz` of `Ana Ruiz on Monday`.
fn without_day(clauses: &Clauses<'_, '_>, source: Span) -> Span {
    let doc = clauses.doc;
    let tokens = doc.tokens_in(source);
    let on_a_day = |at: &usize| doc.word(*at) == "on" && doc.classes(*at + 1).contains(WordClass::NOT_NAME);
    (tokens.start + 1..tokens.end).find(on_a_day).map_or(source, |on| doc.span(tokens.start..on))
}

/// A source without what the tagger has put behind it: a day, or the next speech, as in `Ana Ruiz. "Well,"`.
fn alone(clauses: &Clauses<'_, '_>, source: Span) -> Span {
    let source = in_one_sentence(clauses, without_day(clauses, source));
    let tokens = clauses.doc.tokens_in(source);
    let comma = tokens.end.checked_sub(2).is_some_and(|at| clauses.doc.word(at) == ",");
    let speech =
        clauses.quotation(tokens.end - 1).map(|index| clauses.tokens_of(index)).filter(|speech| comma && speech.end == tokens.end);
    match speech {
        Some(speech) if speech.start > tokens.start => clauses.doc.span(tokens.start..speech.start),
        _ => source,
    }
}

/// A source does not go on in the next sentence.
fn in_one_sentence(clauses: &Clauses<'_, '_>, source: Span) -> Span {
    let doc = clauses.doc;
    let tokens = doc.tokens_in(source);
    let end = doc.sentences()[doc.sentence_of(tokens.start)].tokens().end;
    let word = |at: usize| {
        let initials = doc.word(at).len() == 1 || doc.word(at).contains('.');
        !initials && !doc.classes(at).contains(WordClass::ABBREVIATION)
    };
    let stopped = end < tokens.end && end > tokens.start + 1 && doc.word(end - 1) == "." && word(end - 2);
    if stopped { doc.span(tokens.start..end - 1) } else { source }
}

/// A content that ends a mark too early or too late takes the marks of the quotation it covers; a symbol before it is not spoken.
fn fitted(clauses: &Clauses<'_, '_>, content: Span) -> Span {
    let tokens = clauses.doc.tokens_in(content);
    let first = tokens.clone().find(|&at| clauses.quotation(at).is_some()).unwrap_or(tokens.start);
    let tokens = if clauses.count(tokens.start..first)[0] == 0 { first..tokens.end } else { tokens };
    let content = clauses.doc.span(tokens.clone());
    let quotation = tokens.clone().find_map(|at| clauses.quotation(at)).map(|index| clauses.quotations[index].span);
    match quotation {
        Some(quotation) if quotation.contains(content) && content.len() * 2 > quotation.len() => quotation,
        _ => content,
    }
}

/// The phrase that tells how the source was found: by where the parts stand.
fn rule(clauses: &Clauses<'_, '_>, source: &[Span], cue: &[Span], content: &[Span]) -> Rule {
    let (Some(content), Some(by)) = (content.first(), source.first().or(cue.first())) else { return Rule::Unattributed };
    let quoted = clauses.quotation(clauses.doc.tokens_in(*content).start).is_some();
    match (source.is_empty(), quoted, content.start() < by.start()) {
        (true, _, _) => Rule::Unattributed,
        (_, true, true) => Rule::QuotationBefore,
        (_, true, false) => Rule::QuotationAfter,
        (_, false, true) => Rule::ClauseBefore,
        (_, false, false) => Rule::ClauseAfter,
    }
}
