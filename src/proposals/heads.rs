//! Lines that lead to a list of things proposed without saying how many: `Their demands include:`, `She called for:`.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, ParagraphKind};

use super::outline::Part;
use super::words::{self, any, is};
use super::{makers, series, subjects};

/// A longer line leads to no list.
const LONGEST: usize = 45;

/// A line that leads to a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Its paragraph.
    pub(super) paragraph: usize,
    /// The tokens of the noun or verb that says what the list holds.
    pub(super) cue: Range<usize>,
    /// The tokens of whose list it is.
    pub(super) subject: Option<Range<usize>>,
}

/// Finds the lines of `doc` that a list of things proposed follows at once.
pub(super) fn find(doc: &Document<'_>, parts: &[Part]) -> Vec<Head> {
    let followed =
        |at: &usize| matches!(parts.get(at + 1), Some(Part::Item(..))) && matches!(parts[*at], Part::Body | Part::Heading);
    (0..parts.len()).filter(followed).filter_map(|at| read(doc, at)).collect()
}

fn read(doc: &Document<'_>, at: usize) -> Option<Head> {
    let paragraph = &doc.paragraphs()[at];
    let tokens = paragraph.tokens();
    let leads = is(doc, tokens.end - 1, ":") || paragraph.kind == ParagraphKind::Heading;
    if !leads {
        return None;
    }
    let from = doc.sentences()[paragraph.sentences().end - 1].tokens().start.max(tokens.end.saturating_sub(LONGEST));
    verb(doc, from..tokens.end).or_else(|| noun(doc, from..tokens.end)).map(|(cue, subject)| Head { paragraph: at, cue, subject })
}

/// `She called for:`, `The report recommends that the government:`.
fn verb(doc: &Document<'_>, range: Range<usize>) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let near = range.end.saturating_sub(8).max(range.start + 1)..range.end;
    let strong = |at: &usize| {
        let finite = words::cue(doc.word(*at))
            .is_some_and(|cue| cue.force != words::Force::Weak && !cue.frames.contains(words::Frames::IDEA));
        finite && !doc.classes(at - 1).intersects(WordClass::DETERMINER | WordClass::PREPOSITION)
    };
    let verb = near.into_iter().rev().find(strong)?;
    let subject = subjects::of_verb(doc, verb)?;
    let end = verb + 1 + usize::from(any(doc, verb + 1, &["for", "on", "that", "to"]));
    Some((verb..end, Some(subject)))
}

/// `Our demands:`, `The union's recommendations include:`.
fn noun(doc: &Document<'_>, range: Range<usize>) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let strong = |at: &usize| words::proposal_noun(doc.word(*at)).is_some_and(|noun| noun.strong && noun.plural);
    let noun = range.clone().find(strong)?;
    let lists = (noun + 1..range.end)
        .all(|at| any(doc, at, &[":", "are", "were", "include", "included", "to", "the", "of", "for", "from"]) || at < noun + 5);
    let owner = (range.start..noun).rev().take(4).find(|at| any(doc, *at, &["'s", "’s", "their", "his", "her"]));
    let possessor = |at: usize| if any(doc, at, &["'s", "’s"]) { subjects::noun_phrase(doc, range.start..at) } else { None };
    let subject = owner.map(|at| possessor(at).unwrap_or(at..at + 1));
    lists.then_some((noun..noun + 1, subject))
}

/// A sentence that tells somebody's proposals without saying how many: `Their demands include A, B and C.`
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The tokens of the noun that says what they are.
    pub(super) cue: Range<usize>,
    /// The tokens of whose they are.
    pub(super) subject: Option<Range<usize>>,
    /// What is proposed.
    pub(super) items: Vec<Span>,
}

/// Finds the sentences of `doc` that tell somebody's proposals.
pub(super) fn told(doc: &Document<'_>, quotations: &[Quotation]) -> Vec<Told> {
    let noun = |at: usize| words::proposal_noun(doc.word(at)).is_some_and(|noun| noun.strong && noun.plural && !noun.pledge);
    let nouns = (0..doc.tokens().len()).filter(|at| doc.classes(*at).contains(WordClass::PROPOSAL_NOUN) && noun(*at));
    nouns.filter_map(|noun| told_at(doc, quotations, noun)).collect()
}

fn told_at(doc: &Document<'_>, quotations: &[Quotation], noun: usize) -> Option<Told> {
    let sentence = doc.sentences()[doc.sentence_of(noun)].tokens();
    let items = series::told(doc, quotations, sentence.start, noun)?;
    let owner = makers::owner(doc, sentence.start, sentence.start, noun);
    let subject = owner.or_else(|| makers::author(doc, noun + 1, sentence.end));
    Some(Told { cue: noun..noun + 1, subject, items })
}
