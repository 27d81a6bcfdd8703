//! Where sources and contents end: what the tagger leaves at the end of a source and belongs to the cue or to nobody, and marks
//! behind a content that belong to the sentence around it.

use std::sync::LazyLock;

use crate::lexicon::{PhraseSet, WordClass};
use crate::span::Span;

use super::clauses::Clauses;
use super::{Attribution, Kind};

/// Endings that a verb leaves on its subject: `she’ll`, `I’ve`.
const CONTRACTED: [&str; 5] = ["ll", "ve", "re", "d", "m"];

/// Words that begin how or when somebody spoke, behind the comma that ends a source.
static MANNER: LazyLock<PhraseSet> = LazyLock::new(|| PhraseSet::new(list!("../lexicon/manner_words.txt")));

/// Puts the edge between source and cue where the guidelines have it: `she` | `’ll present`, `Ruiz` | `repeatedly accused`; a
/// relative pronoun stands for what is before it, `who` in `some who saw`; a colon is no part of a name.
pub(super) fn settle(clauses: &Clauses<'_, '_>, attribution: &mut Attribution) {
    let Some(source) = attribution.source.last_mut() else { return };
    let cue = attribution.cue.iter_mut().find(|cue| cue.start() >= source.end());
    for shorten in [relative, without_colon] {
        *source = shorten(clauses, *source);
    }
    if attribution.kind == Kind::Direct && cue.is_none() {
        *source = without_manner(clauses, *source);
    }
    if let Some(end) = before_adverb(clauses, *source).or_else(|| before_contraction(clauses, *source)) {
        let rest = Span::new(end, source.end());
        *source = Span::new(source.start(), clauses.doc.text()[..end].trim_end().len());
        let text = clauses.doc.text();
        if let Some(cue) = cue.filter(|cue| text[rest.end()..cue.start()].trim().is_empty()) {
            *cue = rest.cover(*cue);
        }
    }
}

/// `content` without a closing bracket that was opened before it: `(she fears` | `that it may rain` | `)`.
pub(super) fn without_bracket(text: &str, content: Span) -> Span {
    let words = content.of(text);
    let unopened = words.matches(')').count() > words.matches('(').count();
    let inside = words.strip_suffix(')').map(str::trim_end).filter(|inside| unopened && !inside.is_empty());
    inside.map_or(content, |inside| Span::new(content.start(), content.start() + inside.len()))
}

/// The relative pronoun that the source ends with, alone.
fn relative(clauses: &Clauses<'_, '_>, source: Span) -> Span {
    let last = clauses.doc.tokens_in(source).end.saturating_sub(1);
    if matches!(clauses.doc.word(last), "who" | "which" | "that") { clauses.doc.span(last..last + 1) } else { source }
}

fn without_colon(clauses: &Clauses<'_, '_>, source: Span) -> Span {
    let tokens = clauses.doc.tokens_in(source);
    let colon = tokens.len() > 1 && clauses.doc.word(tokens.end - 1) == ":";
    if colon { clauses.doc.span(tokens.start..tokens.end - 1) } else { source }
}

/// Without how somebody spoke: `said Okafor` | `gravely`, `said Okafor` | `, without looking up`.
fn without_manner(clauses: &Clauses<'_, '_>, source: Span) -> Span {
    let doc = clauses.doc;
    let tokens = doc.tokens_in(source);
    let person = WordClass::ROLE | WordClass::TITLE | WordClass::KIN | WordClass::BODY;
    let lower = |at: usize| doc.word(at).starts_with(char::is_lowercase) && !doc.classes(at).intersects(person);
    let adverb = |at: usize| lower(at) && doc.word(at).len() > 4 && doc.word(at).ends_with("ly");
    let circumstance = |at: usize| {
        let word = doc.word(at);
        let doing = word.len() > 5 && word.ends_with("ing") || adverb(at);
        lower(at) && (doing || MANNER.longest(std::iter::once(word)).is_some())
    };
    let ends = |at: &usize| doc.word(*at) == "," && circumstance(at + 1) || doc.word(*at) == ";";
    let end = (tokens.start + 1..tokens.end).find(ends).unwrap_or(tokens.end);
    let end = if end > tokens.start + 1 && adverb(end - 1) { end - 1 } else { end };
    doc.span(tokens.start..end)
}

/// Where the adverb begins that a source ends with.
fn before_adverb(clauses: &Clauses<'_, '_>, source: Span) -> Option<usize> {
    let doc = clauses.doc;
    let tokens = doc.tokens_in(source);
    let lower = doc.word(tokens.end.checked_sub(1)?).starts_with(char::is_lowercase);
    let adverb = lower && doc.classes(tokens.end - 1).intersects(WordClass::ADVERB | WordClass::MID_ADVERB);
    (adverb && tokens.len() > 1).then(|| doc.span(tokens.end - 1..tokens.end).start())
}

/// Where the verb begins that is contracted with the source's last word.
fn before_contraction(clauses: &Clauses<'_, '_>, source: Span) -> Option<usize> {
    let words = source.of(clauses.doc.text());
    let (subject, ending) = words.rsplit_once(['\'', '’'])?;
    let contracted = CONTRACTED.iter().any(|verb| ending.eq_ignore_ascii_case(verb)) && subject.ends_with(char::is_alphabetic);
    contracted.then(|| source.start() + subject.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_ends_no_statement_and_is_one_where_it_is_all_there_is() {
        let cut = |text| without_bracket(text, Span::new(0, text.len())).of(text);
        assert_eq!(cut("that it may rain )"), "that it may rain");
        assert_eq!(cut("that it may rain (or snow)"), "that it may rain (or snow)");
        assert_eq!(cut(" )"), " )");
    }
}
