//! Whose an announcement is. In: the tokens around a number with its noun. Out: the tokens of who made it: its owner (`her five
//! proposals`), its author (`a plan by Ana Ruiz`), who stands behind a paper or a pronoun.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

use super::subjects;
use super::words::{self, any, is, is_adverbial, is_capital};

/// Who stands behind a paper that announces: its owner (`her report`), its author (`a report by the council`), the subject of the
/// sentence before (`It sets out …`); else `subject` itself.
pub(super) fn behind(doc: &Document<'_>, subject: Range<usize>) -> Range<usize> {
    let last = subject.end - 1;
    if subject.len() == 1 && is(doc, last, "it") {
        return before_it(doc, last).unwrap_or(subject);
    }
    let people = |at: usize| at > subject.start && doc.classes(at - 1).intersects(WordClass::ROLE | WordClass::TITLE);
    let by = subject.clone().find(|at| is(doc, *at, "by") || is(doc, *at, "from") && !people(*at));
    if let Some(author) = by.and_then(|by| after_by(doc, by, subject.end)) {
        return author;
    }
    // `the declaration of the strikers`
    let of = subject.clone().skip(1).find(|at| is(doc, *at, "of") && subjects::is_paper(doc, at - 1));
    let whose = of.map(|of| of + 1..subject.end).filter(|whose| !whose.is_empty() && subjects::is_agent(doc, whose.clone()));
    if let Some(whose) = whose {
        return whose;
    }
    let owned = subject.start.saturating_sub(1)..subject.end;
    let possessive = owned.rev().find(|at| any(doc, *at, &["'s", "’s", "his", "her", "their"]));
    let Some(possessive) = possessive.filter(|_| subjects::is_paper(doc, last)) else { return subject };
    if any(doc, possessive, &["'s", "’s"]) {
        return subjects::noun_phrase(doc, subject.start..possessive).unwrap_or(subject);
    }
    let opens = possessive == doc.sentences()[doc.sentence_of(possessive)].tokens().start;
    let before = if opens && any(doc, possessive, &["their", "its"]) { subject_before(doc, possessive) } else { None };
    before.unwrap_or(possessive..possessive + 1)
}

/// Who `she` is where the sentence names her first: `Ada Novak sought help as she placed a five-point proposal`.
pub(super) fn resolved(doc: &Document<'_>, subject: Range<usize>) -> Range<usize> {
    let pronoun = subject.len() == 1 && any(doc, subject.start, &["he", "she"]);
    let start = doc.sentences()[doc.sentence_of(subject.start)].tokens().start;
    // `As students filled the square, they issued …`
    let people = start + 1 + usize::from(is(doc, start + 1, "the"));
    let conjoined = is(doc, subject.start, "they") && any(doc, start, &["as", "while", "when", "after", "before", "once"]);
    if subject.len() == 1 && conjoined && people < subject.start && subjects::are_people(doc.word(people)) {
        return start + 1..people + 1;
    }
    if subject.len() == 1 && is(doc, subject.start, "they") {
        return group(doc, subject.start).unwrap_or(subject);
    }
    let named = |who: &Range<usize>| who.end < subject.start && is_capital(doc, who.end - 1);
    let first = subjects::of_sentence(doc, subject.start).filter(|_| pronoun && start < subject.start);
    first.filter(named).unwrap_or(subject)
}

/// `they` and `their` go back at most so many sentences.
const FARTHEST: usize = 6;

/// The people or the body that `they` or `their` at token `at` means: the last subject before it that is several people or a body.
pub(super) fn group(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let own = doc.sentence_of(at);
    let subject = |sentence: usize| subjects::of_sentence(doc, at.min(doc.sentences()[sentence].tokens().end - 1));
    let subjects = (own.saturating_sub(FARTHEST)..=own).rev().filter_map(subject);
    subjects.into_iter().find(|who| who.end <= at && subjects::is_group(doc, who.clone()))
}

/// The subject of the sentence before the `it` that begins one, where it can propose.
fn before_it(doc: &Document<'_>, it: usize) -> Option<Range<usize>> {
    let before = doc.sentences().get(doc.sentence_of(it).checked_sub(1)?)?.tokens();
    let same = doc.paragraph_of(before.start) == doc.paragraph_of(it);
    subject_before(doc, it).filter(|_| same)
}

/// The subject of the sentence before that of token `at`, where it can propose.
fn subject_before(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let before = doc.sentences().get(doc.sentence_of(at).checked_sub(1)?)?.tokens();
    let subject = subjects::of_sentence(doc, before.end - 1)?;
    subjects::is_agent(doc, subject.clone()).then_some(subject)
}

/// The noun phrase after `by` or `from` at token `by`.
pub(super) fn after_by(doc: &Document<'_>, by: usize, limit: usize) -> Option<Range<usize>> {
    let mut end = by + 1;
    let mut capital = false;
    while end < limit && end < by + 12 {
        let classes = doc.classes(end);
        let stop = classes.intersects(WordClass::AUXILIARY | WordClass::CONJUNCTION)
            || !doc.is(end, TokenKind::Word) && !is(doc, end, ".");
        let prep = classes.contains(WordClass::PREPOSITION) && !is(doc, end, "of");
        let shortened = end > by + 1 && subjects::is_acronym(doc, end - 1) && !is_capital(doc, end);
        if stop || prep || words::is_day(doc, end) || (capital || shortened) && !is_capital(doc, end) && !is(doc, end, "of") {
            break;
        }
        capital |= is_capital(doc, end) && end > by + 1 && is_capital(doc, end - 1);
        end += 1;
    }
    let phrase = by + 1..end;
    let phrase = if end > by + 1 && is(doc, end - 1, ".") { by + 1..end - 1 } else { phrase };
    if let Some(name) = name_behind(doc, phrase.end, limit).filter(|_| !phrase.clone().skip(1).any(|at| is_capital(doc, at))) {
        return Some(name);
    }
    (!phrase.is_empty() && subjects::is_agent(doc, phrase.clone())).then_some(phrase)
}

/// The name that follows a role at token `at`: `by the mediator, Olaf Brandt,`.
fn name_behind(doc: &Document<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    any(doc, at, &[",", "("]).then_some(())?;
    let end = (at + 1..limit).take_while(|at| is_capital(doc, *at) && !words::is_day(doc, *at)).last()? + 1;
    (end > at + 2 && any(doc, end, &[",", ")", "."])).then_some(at + 1..end)
}

/// Whose the announcement is: `her five proposals`, `the mayor's new plan`.
pub(super) fn owner(doc: &Document<'_>, start: usize, phrase: usize, number: usize) -> Option<Range<usize>> {
    let named = |at: usize| any(doc, at, &["'s", "’s"]) || subjects::is_plural_possessive(doc, at);
    let possessive = (phrase..number).find(|at| named(*at) || any(doc, *at, &["his", "her", "their", "my", "our"]))?;
    if named(possessive) {
        let person =
            |owner: &Range<usize>| subjects::is_agent(doc, owner.clone()) && !doc.classes(owner.start).contains(WordClass::PRONOUN);
        // `four of the students' six demands`
        let part = (start + 1..possessive).rev().find(|at| is(doc, *at, "of") && words::number(doc.word(at - 1)).is_some());
        let start = part.map_or(start, |of| of + 1);
        let phrase = subjects::noun_phrase(doc, start..possessive)?;
        return Some(behind_of(doc, phrase)).filter(person);
    }
    let theirs = if is(doc, possessive, "their") { group(doc, possessive) } else { None };
    Some(theirs.unwrap_or(possessive..possessive + 1))
}

/// The last part of `phrase` behind an `of`, where what stands before names nobody: `the governor` in `the goals of the governor`.
fn behind_of(doc: &Document<'_>, mut phrase: Range<usize>) -> Range<usize> {
    while let Some(of) = phrase.clone().find(|at| is(doc, *at, "of")) {
        if of + 1 >= phrase.end || of > phrase.start && subjects::is_agent(doc, phrase.start..of) {
            break;
        }
        phrase.start = of + 1;
    }
    phrase
}

/// Whose it is after the noun: `a five-point plan by Ana Ruiz`, `from the union`, `six demands of striking doctors`.
pub(super) fn author(doc: &Document<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    if end < limit && is(doc, end, "of") && words::proposal_noun(doc.word(end - 1)).is_some_and(|noun| noun.strong) {
        let group = |at: usize| subjects::are_people(doc.word(at)) || doc.classes(at).contains(WordClass::PROPOSER);
        let people =
            |phrase: &Range<usize>| phrase.clone().any(group) || phrase.len() == 1 && subjects::is_acronym(doc, phrase.start);
        return after_by(doc, end, limit).filter(people);
    }
    if end >= limit || !any(doc, end, &["by", "from"]) {
        return None;
    }
    after_by(doc, end, limit)
}

/// Whose it is by a clause behind the noun: `the five promises he made`, `three demands that the union has put forward`.
pub(super) fn relative(doc: &Document<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let start = end + usize::from(any(doc, end, &["that", "which"]));
    let near = start + 1..limit.min(start + 7);
    let verb = near.into_iter().find(|at| words::announcing(doc.word(*at)).is_some())?;
    let auxiliary = |at: &usize| doc.classes(*at).contains(WordClass::AUXILIARY) || is_adverbial(doc, *at);
    let subject = start..verb - (start..verb).rev().take_while(auxiliary).count();
    let plain = subject.clone().all(|at| doc.is(at, TokenKind::Word) && !doc.classes(at).contains(WordClass::PREPOSITION));
    (plain && !subject.is_empty() && subjects::is_agent(doc, subject.clone())).then_some(subject)
}
