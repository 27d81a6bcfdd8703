//! What a plan would do: `It will also ban lorries`, `the plan provides for …`, `Under the plan, shops would …`. In: the document
//! and its quotations. Out: a clause for each, which is an item only where the plan was announced.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::text::{Document, TokenKind};

use super::clauses::{self, Clause};
use super::words::{self, Force, Place, any, is, is_adverbial};
use super::{extent, parts, subjects};

/// Finds the clauses of `doc` that say what a plan would do, in text order.
pub(super) fn find(doc: &Document<'_>, quotations: &[Quotation]) -> Vec<Clause> {
    (0..doc.tokens().len()).filter_map(|at| read(doc, quotations, at)).collect()
}

fn read(doc: &Document<'_>, quotations: &[Quotation], at: usize) -> Option<Clause> {
    let auxiliary = doc.classes(at).contains(WordClass::AUXILIARY);
    if auxiliary
        && any(doc, at, &["is", "are", "was"])
        && let Some(clause) = core(doc, at).or_else(|| demand(doc, quotations, at))
    {
        return Some(clause);
    }
    let modal = auxiliary && any(doc, at, &["will", "would"]);
    let object = if modal { outcome(doc, at + 1)? } else { held(doc, at)? };
    let sentence = doc.sentences()[doc.sentence_of(at)].tokens();
    let goes_on = modal && goes_on(doc, sentence.start) && at < sentence.start + 12;
    let subject = subjects::of_verb(doc, at)?;
    let own = is_plans(doc, subject) || !modal && is_list(doc, sentence.start..at);
    let under = modal && under(doc, sentence.start..at);
    if !under && !own && !goes_on {
        return None;
    }
    let start = if under { extent::past_comma(doc, sentence.start..at) } else { object };
    let limit = extent::limit(doc, quotations, at);
    let whole = extent::trimmed(doc, start..limit.max(start));
    // `The list includes a new bridge, keeping the ferry, and a tram to Holm.`
    let span = doc.span(whole.clone());
    let series = whole.len() > 2
        && if modal { parts::verbs(doc, span, usize::MAX).len() > 2 } else { parts::phrases(doc, span, usize::MAX).len() > 2 };
    let content = if series { whole } else { extent::whole_clause(doc, start..limit) };
    if content.len() < 2 {
        return None;
    }
    let content = doc.span(content);
    let subject = (own || under).then_some(sentence.start..sentence.start);
    Some(Clause { verb: at, cue: doc.tokens()[at].span, content, subject, force: Force::Plan })
}

/// What one of several demands is, after the verb at `at`: `Their other main demand was to …`, `Another recommendation is that …`.
fn demand(doc: &Document<'_>, quotations: &[Quotation], at: usize) -> Option<Clause> {
    let sentence = doc.sentences()[doc.sentence_of(at)].tokens();
    let noun = at.checked_sub(1).filter(|noun| (sentence.start + 1..sentence.start + 7).contains(noun))?;
    let several = is(doc, sentence.start, "one") && is(doc, sentence.start + 1, "of");
    let strong = words::proposal_noun(doc.word(noun)).is_some_and(|noun| noun.strong && noun.plural == several);
    let opens = several || doc.classes(sentence.start).contains(WordClass::DETERMINER) || is(doc, sentence.start, "another");
    let plain = (sentence.start..noun).all(|at| doc.is(at, TokenKind::Word));
    (strong && opens && plain && any(doc, at + 1, &["to", "that", "for"])).then_some(())?;
    let content = extent::clause_span(doc, at + 2..extent::limit(doc, quotations, at))?;
    let subject = Some(sentence.start..sentence.start);
    Some(Clause { verb: at, cue: doc.span(noun..at + 1), content, subject, force: Force::Weak })
}

/// What stands before the verb at `at` where it is a plan's most important part: `Building a tram is at the heart of the plan.`
fn core(doc: &Document<'_>, at: usize) -> Option<Clause> {
    let centre = is(doc, at + 1, "at") && is(doc, at + 2, "the") && is(doc, at + 4, "of");
    (centre && any(doc, at + 3, &["centre", "center", "heart", "core"])).then_some(())?;
    let sentence = doc.sentences()[doc.sentence_of(at)].tokens();
    let plan = (at + 5..sentence.end.min(at + 10)).any(|at| words::plan_noun(doc.word(at)) == Some(false));
    let content = extent::whole_clause(doc, sentence.start..at);
    let whole = plan && words::is_gerund(doc, sentence.start) && content.len() > 1;
    let own = Some(sentence.start..sentence.start);
    whole.then(|| Clause { verb: at, cue: doc.tokens()[at].span, content: doc.span(content), subject: own, force: Force::Plan })
}

/// Where what a plan will do begins after the modal before token `at`; `None` where it is nothing proposed: `will cost`.
fn outcome(doc: &Document<'_>, mut at: usize) -> Option<usize> {
    while doc.classes(at).contains(WordClass::MID_ADVERB) || is(doc, at, "also") {
        at += 1;
    }
    (!words::is_plan_outcome(doc.word(at))).then_some(at)
}

/// Where what a plan holds begins after the verb at `at`.
fn held(doc: &Document<'_>, at: usize) -> Option<usize> {
    let particle = words::holding(doc.word(at))?;
    let object = at + 1;
    if particle.is_empty() {
        return Some(object);
    }
    // `begins with a pledge to …`
    is(doc, object, particle).then(|| clauses::idea(doc, object + 1, object + 12).unwrap_or(object + 1))
}

/// Whether the sentence that begins at token `start` goes on with what was said before: `Besides, …`, `Finally, …`.
fn goes_on(doc: &Document<'_>, start: usize) -> bool {
    let addition = is(doc, start, "in") && is(doc, start + 1, "addition");
    let next = if addition { start + 2 } else { start + 1 };
    let more = matches!(words::ordinal(doc.word(start)), Some(Place::More | Place::Last));
    (addition || more) && is(doc, next, ",")
}

/// Whether `range` begins with a plan and what was done with it: `The full list, obtained by the Gazette,`.
fn is_list(doc: &Document<'_>, range: Range<usize>) -> bool {
    let comma = range.clone().take(6).find(|at| is(doc, *at, ",")).unwrap_or(range.start);
    let plan = comma > range.start && words::plan_noun(doc.word(comma - 1)) == Some(false);
    plan && is(doc, range.end - 1, ",") && range.end > comma + 1
}

/// Whether `range` begins with `Under the plan,`.
fn under(doc: &Document<'_>, range: Range<usize>) -> bool {
    let plan = |at: usize| words::plan_noun(doc.word(at)).is_some() || doc.classes(at).contains(WordClass::PROPOSAL_NOUN);
    is(doc, range.start, "under") && (range.start + 1..range.end.min(range.start + 5)).any(plan)
}

/// Whether `subject` is a plan, or an `it` right after a sentence about one.
fn is_plans(doc: &Document<'_>, subject: Range<usize>) -> bool {
    let plan = |at: usize| words::plan_noun(doc.word(at)) == Some(false) && !is_adverbial(doc, at);
    if plan(subject.end - 1) {
        return true;
    }
    let sentence = doc.sentence_of(subject.start);
    let before = sentence.checked_sub(1).map(|before| doc.sentences()[before].tokens());
    subject.len() == 1 && is(doc, subject.start, "it") && before.is_some_and(|mut before| before.any(plan))
}
