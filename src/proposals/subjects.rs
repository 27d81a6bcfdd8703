//! Who stands before a verb. In: the verb's token. Out: the tokens of its subject, from structure alone: the noun phrase in
//! front of it, the head of a relative clause, or the subject that the sentence begins with.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::speakers::past_dateline;
use crate::text::{Document, TokenKind};

use super::words::{self, ClausePart, any, is, is_adverbial, is_capital, is_day, is_gerund};

/// A subject is at most so many tokens long.
const LONGEST: usize = 24;

/// The subject of the finite verb at token `verb`.
pub(super) fn of_verb(doc: &Document<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = sentence(doc, verb)?;
    if let Some(antecedent) = before_relative(doc, sentence.clone(), verb) {
        return noun_phrase(doc, antecedent);
    }
    let mut end = verb;
    while end > sentence.start && (is_adverbial(doc, end - 1) || is_day(doc, end - 1) || is(doc, end - 1, "on") && is_day(doc, end))
    {
        end -= 1;
    }
    let before = end.checked_sub(1).filter(|at| *at >= sentence.start)?;
    if any(doc, before, &["who", "which", "that"]) {
        let antecedent = if before > sentence.start && is(doc, before - 1, ",") { before - 1 } else { before };
        return noun_phrase(doc, sentence.start..antecedent);
    }
    if is(doc, before, ",") {
        return before_aside(doc, sentence.start..before).or_else(|| of_sentence(doc, verb));
    }
    if any(doc, before, &["and", "or", "but", "to", ";"]) {
        return of_sentence(doc, verb);
    }
    noun_phrase(doc, sentence.start..end).or_else(|| of_sentence(doc, verb))
}

/// The sentence of token `at`, without the place that a report comes from.
fn sentence(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let tokens = doc.sentences().get(doc.sentence_of(at))?.tokens();
    let start = past_dateline(doc, &tokens).max(past_place(doc, &tokens));
    Some(start.min(at)..tokens.end)
}

/// Past a place, perhaps with a date, and a colon: `JAKARTA: The ministers …`, `Dhaka, Sep 25: Prime Minister …`.
fn past_place(doc: &Document<'_>, tokens: &Range<usize>) -> usize {
    let near = tokens.start..tokens.end.min(tokens.start + 8);
    let Some(colon) = near.into_iter().find(|at| is(doc, *at, ":")) else { return tokens.start };
    let part = |at: usize| is_capital(doc, at) || doc.is(at, TokenKind::Number) || any(doc, at, &[",", ".", "(", ")"]);
    let shouted = doc.word(tokens.start).len() > 2 && !doc.word(tokens.start).contains(char::is_lowercase);
    let dated = (tokens.start..colon).any(|at| doc.is(at, TokenKind::Number));
    let place = colon > tokens.start && (tokens.start..colon).all(part) && (shouted || dated) && is_capital(doc, colon + 1);
    if place { colon + 1 } else { tokens.start }
}

/// What stands before a relative clause that ends at `verb` without a comma: `Students who have sat there since May demanded`.
fn before_relative(doc: &Document<'_>, sentence: Range<usize>, verb: usize) -> Option<Range<usize>> {
    let who = (sentence.start + 1..verb).find(|at| is(doc, *at, "who"))?;
    let comma = (who..verb).any(|at| doc.is(at, TokenKind::Punctuation) || is(doc, at, "and"));
    let own = (who + 1..verb.saturating_sub(1)).any(|at| {
        let classes = doc.classes(at);
        classes.contains(WordClass::AUXILIARY) || doc.word(at).ends_with("ed")
    });
    let stays = !(who + 1..verb).all(|at| is_adverbial(doc, at));
    (!comma && own && stays).then_some(sentence.start..who)
}

/// The subject of an -ing form at token `verb`: that of its sentence's main clause.
pub(super) fn of_gerund(doc: &Document<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = sentence(doc, verb)?;
    let fronted = (sentence.start..verb).all(|at| !is_capital(doc, at) || at == sentence.start) && verb < sentence.start + 3;
    if !fronted {
        return of_sentence(doc, verb);
    }
    let comma = (verb..sentence.end).find(|at| is(doc, *at, ","))?;
    leading(doc, comma + 1..sentence.end)
}

/// The noun phrase before an aside that ends at `range`'s end: `Ana Ruiz` in `Ana Ruiz, the mayor`.
fn before_aside(doc: &Document<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let opening = range.clone().rev().take(LONGEST * 2).find(|at| is(doc, *at, ","))?;
    let before = noun_phrase(doc, range.start..opening)?;
    let full_name = (opening + 1..range.end).rev().take(2).all(|at| is_capital(doc, at)) && range.end > opening + 3;
    let described =
        before.clone().skip(1).all(|at| !is_capital(doc, at)) && doc.classes(before.start).contains(WordClass::DETERMINER);
    let aside = opening + 1..range.end;
    let office = |at: usize| doc.classes(at).intersects(WordClass::ROLE | WordClass::TITLE);
    let person = (2..5).contains(&aside.len()) && aside.clone().all(|at| is_capital(doc, at) && !office(at));
    let by_office = doc.classes(before.start).contains(WordClass::DETERMINER) && before.clone().any(office);
    let short = aside.len() == 1 && is_acronym(doc, aside.start);
    if full_name && described || person && by_office || short && described {
        noun_phrase(doc, opening + 1..range.end)
    } else {
        Some(before)
    }
}

/// The subject that the sentence of token `verb` begins with, after an introduction (`In Paris, …`).
pub(super) fn of_sentence(doc: &Document<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = sentence(doc, verb)?;
    let introduces = |at: usize| {
        let classes = doc.classes(at);
        classes.intersects(WordClass::PREPOSITION | WordClass::ORDINAL | WordClass::MID_ADVERB | WordClass::NOT_NAME)
            || classes.contains(WordClass::CONJUNCTION)
            || is_gerund(doc, at)
    };
    let mut start = sentence.start;
    if introduces(start) {
        let pronoun = |at: &usize| any(doc, *at, &["i", "we", "he", "she", "they", "it"]);
        let comma = (start..verb).find(|at| is(doc, *at, ",")).map(|comma| comma + 1);
        start = comma.or_else(|| (start..verb).find(pronoun)).unwrap_or(start);
    }
    let subject = leading(doc, start..verb)?;
    Some(short_name(doc, subject.clone(), verb).unwrap_or(subject))
}

/// The short name that stands behind what the body is: `FAO` in `The world's food body, FAO, ruled …`.
fn short_name(doc: &Document<'_>, subject: Range<usize>, verb: usize) -> Option<Range<usize>> {
    let name = (subject.end..verb.min(subject.end + 3)).find(|at| is(doc, *at, ","))? + 1;
    let described = doc.classes(subject.start).contains(WordClass::DETERMINER) && !is_capital(doc, subject.end - 1);
    (described && is_acronym(doc, name) && is(doc, name + 1, ",")).then_some(name..name + 1)
}

/// Whether token `at` is a word in capitals.
pub(super) fn is_acronym(doc: &Document<'_>, at: usize) -> bool {
    doc.word(at).len() > 1 && doc.word(at).chars().all(char::is_uppercase)
}

/// The noun phrase that `range` begins with.
fn leading(doc: &Document<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.clone().find(|at| {
        doc.is(*at, TokenKind::Word)
            && !doc.classes(*at).contains(WordClass::MID_ADVERB)
            && !words::plays(doc, *at, ClausePart::JOINING)
    })?;
    if doc.classes(start).contains(WordClass::PRONOUN) {
        return Some(start..start + 1);
    }
    let mut end = start;
    let mut named = false;
    for at in start..range.end.min(start + LONGEST) {
        let classes = doc.classes(at);
        let noun = classes.intersects(WordClass::ROLE | WordClass::TITLE | WordClass::PROPOSER | WordClass::HONORIFIC);
        if named && classes.contains(WordClass::PREPOSITION) && !is(doc, at, "of") {
            break;
        }
        let opens = at == start
            || classes.contains(WordClass::DETERMINER)
            || any(doc, at, &["of", "'s", "’s"])
            || is_plural_possessive(doc, at);
        let capital = is_capital(doc, at) && !classes.contains(WordClass::DETERMINER);
        if capital || noun {
            end = at + 1;
            named = true;
        } else if is(doc, at, ".") && is_shortened(doc, at) {
            continue;
        } else if !opens && (named || at > start + 4 || !doc.is(at, TokenKind::Word)) {
            break;
        }
    }
    (end > start).then_some(start..end)
}

/// The noun phrase that ends where `range` ends.
pub(super) fn noun_phrase(doc: &Document<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let last = range.end.checked_sub(1).filter(|at| range.contains(at))?;
    if doc.classes(last).contains(WordClass::PRONOUN) {
        return Some(last..range.end);
    }
    if !doc.is(last, TokenKind::Word) || doc.classes(last).intersects(WordClass::PREPOSITION | WordClass::AUXILIARY) {
        return None;
    }
    let mut start = last;
    while start > range.start && range.end - start < LONGEST && belongs(doc, start - 1, range.end) {
        start -= 1;
    }
    let loose = |at: usize| {
        let classes = doc.classes(at);
        let lead =
            classes.intersects(WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::MID_ADVERB | WordClass::NOT_NAME);
        lead && !classes.intersects(WordClass::DETERMINER | WordClass::TITLE)
    };
    while start < last && (loose(start) || any(doc, start, &["'s", "’s"])) {
        start += 1;
    }
    Some(start..range.end)
}

/// Whether token `at`, before a noun phrase that ends at `end`, is a part of it.
fn belongs(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let classes = doc.classes(at);
    let next = at + 1;
    if doc.classes(next).contains(WordClass::DETERMINER) && next < end {
        return any(doc, at, &["of", "for", "from", "at", "with", "in", "into", "on"]) && !is_capital(doc, at);
    }
    match doc.tokens()[at].kind() {
        TokenKind::Number => true,
        TokenKind::Mark => is_plural_possessive(doc, at),
        TokenKind::Punctuation => is(doc, at, ".") && is_shortened(doc, at) || is(doc, at, "&"),
        // `Ahead of Sunday's vote minister Ada Novak …`
        TokenKind::Word if is_day(doc, at) => false,
        TokenKind::Word if is(doc, at, "and") => is_capital(doc, next) && at > 0 && is_capital(doc, at - 1),
        TokenKind::Word if is_capital(doc, at) => !classes.intersects(WordClass::CONJUNCTION | WordClass::AUXILIARY),
        TokenKind::Word => {
            let clause = WordClass::CONJUNCTION | WordClass::AUXILIARY | WordClass::PRONOUN;
            let speaks = WordClass::CUE_VERB | WordClass::PROPOSAL_CUE;
            let own = classes.intersects(WordClass::DETERMINER);
            own || !classes.intersects(clause) && (!classes.intersects(speaks) || classes.contains(WordClass::PROPOSER))
        }
    }
}

/// Whether the mark at `at` is the apostrophe of `farmers' movement`.
pub(super) fn is_plural_possessive(doc: &Document<'_>, at: usize) -> bool {
    let joined = |word: usize| doc.tokens()[word].span.end() == doc.tokens()[at].span.start() && doc.word(word).ends_with('s');
    any(doc, at, &["'", "’"]) && at.checked_sub(1).is_some_and(joined)
}

fn is_shortened(doc: &Document<'_>, stop: usize) -> bool {
    let word = stop.checked_sub(1);
    word.is_some_and(|at| doc.classes(at).contains(WordClass::ABBREVIATION) || doc.word(at).chars().count() == 1)
}

/// Whether the tokens of `subject` name somebody who can propose: a person, a body, a paper, or `they`.
pub(super) fn is_agent(doc: &Document<'_>, subject: Range<usize>) -> bool {
    let agent = WordClass::ROLE | WordClass::TITLE | WordClass::PROPOSER | WordClass::HONORIFIC;
    let last = subject.end.saturating_sub(1);
    if subject.len() == 1 && any(doc, last, &["it", "this", "that", "which"]) {
        return false;
    }
    let pronoun = |at: usize| doc.classes(at).contains(WordClass::PRONOUN);
    let owned = subject.clone().rev().find(|at| any(doc, *at, &["'s", "’s"])).map_or(subject.start, |owner| owner + 1);
    let subject = if owned < subject.end { owned..subject.end } else { subject };
    subject.clone().any(|at| doc.classes(at).intersects(agent))
        || pronoun(last)
        || are_people(doc.word(last))
        || subject.clone().any(|at| is_capital(doc, at) && !doc.classes(at).intersects(WordClass::NOT_NAME | WordClass::DETERMINER))
}

/// Whether `word` looks like a noun for several people who do something: `rebels`, `students`, `protesters`.
pub(super) fn are_people(word: &str) -> bool {
    let ends = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
    ["ers", "ors", "ists", "ians", "els", "ants", "dents", "ees"].iter().any(|ending| ends(ending))
}

/// Whether the tokens of `subject` mean several people or a body: `Students of Ulm`, `the union`.
pub(super) fn is_group(doc: &Document<'_>, subject: Range<usize>) -> bool {
    let joins = |at: &usize| doc.classes(*at).contains(WordClass::PREPOSITION);
    let head = subject.clone().skip(1).find(joins).unwrap_or(subject.end) - 1;
    let plural = doc.word(head).ends_with('s') && doc.classes(head).contains(WordClass::ROLE);
    plural || are_people(doc.word(head)) || doc.classes(head).contains(WordClass::PROPOSER)
}

/// Whether the tokens of `subject` are a plan, or a pronoun for one.
pub(super) fn is_plan(doc: &Document<'_>, subject: Range<usize>) -> bool {
    let plan = |at: usize| words::plan_noun(doc.word(at)).is_some() || doc.classes(at).contains(WordClass::PROPOSAL_NOUN);
    subject.clone().any(plan) || subject.len() == 1 && any(doc, subject.start, &["it", "they", "these", "this"])
}

/// Whether token `at` is a noun for a paper or a plan.
pub(super) fn is_paper(doc: &Document<'_>, at: usize) -> bool {
    words::plays(doc, at, ClausePart::PAPER) || words::plan_noun(doc.word(at)).is_some()
}

/// Whether the tokens of `subject` are `I` or `we`.
pub(super) fn is_first_person(doc: &Document<'_>, subject: Range<usize>) -> bool {
    subject.len() == 1 && any(doc, subject.start, &["i", "we"])
}
