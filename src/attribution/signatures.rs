//! Quotations that are signed: `“Build the bridge.” ― Lena Okafor`, the name after a dash or in a paragraph of its own.

use std::ops::Range;

use crate::quotes::Quotation;
use crate::text::{Document, TokenKind};

use super::Attribution;
use super::clauses::Clauses;
use super::rules::{self, Rule};

/// A signature has at most so many tokens.
const LONGEST: usize = 14;

/// The signed quotations of the article.
pub(super) fn find(clauses: &Clauses<'_, '_>) -> Vec<Attribution> {
    let outermost = clauses.quotations.iter().filter(|quotation| quotation.parent.is_none() && quotation.closed);
    outermost.filter_map(|quotation| attribution(clauses, quotation)).collect()
}

fn attribution(clauses: &Clauses<'_, '_>, quotation: &Quotation) -> Option<Attribution> {
    let doc = clauses.doc;
    let paragraph = doc.paragraphs()[quotation.paragraph].tokens();
    let past = doc.tokens_in(quotation.span).end;
    let rest = if past < paragraph.end { past..paragraph.end } else { doc.paragraphs().get(quotation.paragraph + 1)?.tokens() };
    let dash = dash(doc, rest.clone())?;
    let name = name(clauses, dash.end..rest.end)?;
    let content = vec![quotation.span];
    Some(Attribution {
        kind: rules::kind(clauses, &content),
        source: vec![doc.span(name)],
        cue: vec![doc.span(dash)],
        content,
        confidence: Rule::Signed.confidence(),
        rule: Rule::Signed,
    })
}

/// The dash, one or two characters, that `tokens` begin with.
fn dash(doc: &Document<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let is_dash = |at: usize| matches!(doc.word(at), "—" | "–" | "―" | "‒" | "-");
    let count = tokens.clone().take_while(|&at| is_dash(at)).count();
    (1..=2).contains(&count).then_some(tokens.start..tokens.start + count)
}

/// The name that `tokens`, all that is left of the paragraph, are: capitalised, short, without a quotation.
fn name(clauses: &Clauses<'_, '_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let doc = clauses.doc;
    let end = if doc.word(tokens.end.saturating_sub(1)) == "." { tokens.end - 1 } else { tokens.end };
    let name = tokens.start..end;
    let capital = doc.is(name.start, TokenKind::Word) && doc.word(name.start).starts_with(char::is_uppercase);
    let plain = name
        .clone()
        .all(|at| clauses.quotation(at).is_none() && !matches!(doc.word(at), "." | "?" | "!" | ";" | ":") || is_initial(doc, at));
    (!name.is_empty() && name.len() <= LONGEST && capital && plain).then_some(name)
}

/// Whether the full stop at `at` follows an initial or a shortened word.
fn is_initial(doc: &Document<'_>, at: usize) -> bool {
    doc.word(at) == "."
        && at > 0
        && (doc.word(at - 1).len() == 1 || doc.classes(at - 1).contains(crate::lexicon::WordClass::ABBREVIATION))
}
