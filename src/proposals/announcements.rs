//! Numbers that promise a list. In: the document and its quotations. Out: every `five proposals`, `four-point plan` or
//! `these six principles`, with how surely it announces something and who stands before its verb.
//!
//! Numbers of other things are told apart by their noun, by the words between number and noun (`three percentage points`),
//! and, for nouns that are only sometimes proposals (`points`, `steps`), by asking for a verb that announces.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::span::Span;
use crate::text::{Document, ParagraphKind, TokenKind};

use super::subjects;
use super::words::{self, any, is, is_adverbial, is_capital};

/// How surely an announcement announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// Only the number and noun: it needs items.
    Bare,
    /// A heading, or `these six …`, `the following …`, `there are …`.
    Presented,
    /// Somebody's: `her five proposals`, `Ruiz's plan`.
    Owned,
    /// A verb that announces governs it: `put forward five proposals`.
    Governed,
}

/// A number with a noun for proposals.
#[derive(Clone, Debug, PartialEq)]
pub struct Announcement {
    /// The number's token to past the noun's.
    pub(super) tokens: Range<usize>,
    /// How many.
    pub(super) count: u32,
    /// The noun.
    pub(super) noun: Span,
    /// Whether the noun is always something proposed.
    pub(super) strong: bool,
    /// Whether the noun is a promise.
    pub(super) pledge: bool,
    /// Whether it is a plan with so many points.
    pub(super) plan: bool,
    /// How surely it announces.
    pub(super) evidence: Evidence,
    /// The tokens of who announces.
    pub(super) subject: Option<Range<usize>>,
    /// Whether it points back: `these`, `those`.
    pub(super) back: bool,
}

/// Finds the announcements of `doc`, in text order.
pub(super) fn find(doc: &Document<'_>) -> Vec<Announcement> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < doc.tokens().len() {
        let next = if can_count(doc, at) { read(doc, at) } else { None };
        at = next.as_ref().map_or(at + 1, |announcement| announcement.tokens.end);
        found.extend(next);
    }
    found
}

/// Whether token `at` can begin a number: a cheap look before the careful one.
fn can_count(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => {
            token.classes.contains(WordClass::NUMBER) || token.span.len() > 6 && doc.word(at).contains(['-', '‑', '‐'])
        }
        _ => false,
    }
}

/// What was counted: past the noun, and the noun.
struct Counted {
    count: u32,
    end: usize,
    strong: bool,
    pledge: bool,
    plan: bool,
}

fn read(doc: &Document<'_>, at: usize) -> Option<Announcement> {
    let counted = compound(doc, at).or_else(|| plain(doc, at))?;
    let follows = counted.end;
    if counted.count < 2 || is_measure(doc, at, follows) {
        return None;
    }
    let noun = doc.tokens()[follows - 1].span;
    let mut announcement = Announcement {
        tokens: at..follows,
        count: counted.count,
        noun,
        strong: counted.strong,
        pledge: counted.pledge,
        plan: counted.plan,
        evidence: Evidence::Bare,
        subject: None,
        back: false,
    };
    judge(doc, &mut announcement);
    Some(announcement)
}

/// `four-point plan`, `six-pronged peace proposal`, `12-point programme`, `five point plan`, `plan of five points` is plain.
fn compound(doc: &Document<'_>, at: usize) -> Option<Counted> {
    let word = doc.word(at);
    let joined = word.find(['-', '‑', '‐']).map(|dash| (&word[..dash], word[dash..].trim_start_matches(['-', '‑', '‐'])));
    let (count, start) = match joined.and_then(|(number, rest)| Some((words::number(number)?, rest))) {
        Some((count, rest)) if words::is_plan_part(rest) => (count, at + 1),
        Some((_, rest)) => {
            let (head, tail) = rest.rsplit_once('-')?;
            words::is_plan_part(tail).then_some(())?;
            (words::number(&word[..word.len() - tail.len() - 1]).or_else(|| words::number(head))?, at + 1)
        }
        None => {
            let dash = usize::from(any(doc, at + 1, &["-", "–", "‑"]));
            words::is_plan_part(doc.word(at + 1 + dash)).then_some(())?;
            (words::number(word)?, at + 2 + dash)
        }
    };
    let noun = noun_after(doc, start, |at| words::plan_noun(doc.word(at)).is_some())?;
    Some(Counted { count, end: noun + 1, strong: true, pledge: false, plan: true })
}

/// `five proposals`, `three key policy demands`.
fn plain(doc: &Document<'_>, at: usize) -> Option<Counted> {
    let count = words::number(doc.word(at))?;
    let plural = |at: usize| words::proposal_noun(doc.word(at)).is_some_and(|noun| noun.plural);
    let noun = noun_after(doc, at + 1, plural)?;
    let class = words::proposal_noun(doc.word(noun))?;
    Some(Counted { count, end: noun + 1, strong: class.strong, pledge: class.pledge, plan: false })
}

/// The last token of a run of nouns that `fits`, with at most four adjectives or nouns before it.
fn noun_after(doc: &Document<'_>, start: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut at = start;
    while !fits(at) {
        let joins = any(doc, at, &["and", ","]) && at > start;
        if at >= start + 5 || !joins && !can_modify(doc, at) {
            return None;
        }
        at += 1;
    }
    while fits(at + 1) && !words::cue(doc.word(at + 1)).is_some_and(|_| doc.classes(at + 2).contains(WordClass::DETERMINER)) {
        at += 1;
    }
    Some(at)
}

/// What makes a number a measure, score or share when it stands before the noun.
const MEASURES: &[&str] = &[
    "percentage",
    "percent",
    "per",
    "basis",
    "million",
    "billion",
    "thousand",
    "trillion",
    "hundred",
    "delegate",
    "electoral",
    "data",
    "bullet",
    "talking",
    "polling",
    "ballot",
    "bond",
    "tax-raising",
    "foot",
    "feet",
    "metre",
    "meter",
    "year",
    "years",
    "straight",
    "consecutive",
    "field",
    "free",
    "extra",
    "different",
    "other",
    "boundary",
    "entry",
    "access",
    "price",
    "vantage",
    "match",
    "set",
    "league",
    "championship",
    "unanswered",
    "late",
    "early",
    "first-half",
    "second-half",
    "quarter",
    "game",
    "away",
    "home",
];

fn can_modify(doc: &Document<'_>, at: usize) -> bool {
    let other = WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::AUXILIARY
        | WordClass::PRONOUN
        | WordClass::NUMBER
        | WordClass::CUE_VERB;
    doc.is(at, TokenKind::Word)
        && !doc.classes(at).intersects(other)
        && !any(doc, at, MEASURES)
        && !any(doc, at, &["of", "the", "a"])
}

/// What follows a number of points, steps or goals that measures a distance.
const DISTANCES: &[&str] = &[
    "behind",
    "ahead",
    "up",
    "down",
    "lower",
    "higher",
    "clear",
    "adrift",
    "off",
    "away",
    "closer",
    "back",
    "short",
    "below",
    "above",
    "lead",
    "leads",
    "margin",
    "deficit",
    "advantage",
    "swing",
    "gap",
    "drop",
    "rise",
    "bump",
    "bounce",
    "among",
    "apart",
    "per",
    "each",
    "better",
    "worse",
    "too",
    "out",
    "scored",
    "conceded",
];
/// What stands before a number that measures.
const MEASURING: &[&str] = &[
    "by",
    "within",
    "about",
    "up",
    "down",
    "than",
    "nearly",
    "almost",
    "roughly",
    "averaging",
    "scored",
    "won",
    "lost",
    "gained",
    "dropped",
    "fell",
    "rose",
    "leads",
    "led",
    "trails",
    "trailed",
    "plus",
    "minus",
    "some",
    "around",
    "least",
    "last",
    "past",
    "chapter",
    "another",
];

/// Whether the number at `at` measures a distance, score or time rather than announcing; `end` is past the noun.
fn is_measure(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let noun = doc.word(end - 1);
    let counts_play =
        ["points", "steps", "goals", "actions", "conditions", "targets"].iter().any(|word| noun.eq_ignore_ascii_case(word));
    let before = at.checked_sub(1);
    let after = any(doc, end, DISTANCES) || any(doc, end, &["%", "to"]) && !noun.eq_ignore_ascii_case("plan");
    let led =
        before.is_some_and(|at| any(doc, at, MEASURING) || any(doc, at, &["$", "£", "€", "%"]) || doc.is(at, TokenKind::Number));
    counts_play && (any(doc, end, DISTANCES) || led) || led && doc.is(at - 1, TokenKind::Number) || after && any(doc, end, &["%"])
}

/// Finds what announces: a verb, an owner, or a word that presents.
fn judge(doc: &Document<'_>, announcement: &mut Announcement) {
    let sentence = doc.sentences()[doc.sentence_of(announcement.tokens.start)].tokens();
    let phrase = phrase_start(doc, sentence.start, announcement.tokens.start);
    announcement.back = (phrase..announcement.tokens.start).any(|at| any(doc, at, &["these", "those"]));
    if let Some(subject) = governing(doc, sentence.start, phrase).or_else(|| passive(doc, announcement.tokens.end, sentence.end)) {
        announcement.evidence = Evidence::Governed;
        announcement.subject = subject;
    }
    let owner = owner(doc, sentence.start, phrase, announcement.tokens.start)
        .or_else(|| author(doc, announcement.tokens.end, sentence.end));
    if let Some(owner) = owner {
        announcement.evidence = announcement.evidence.max(Evidence::Owned);
        if announcement.subject.is_none() || announcement.evidence == Evidence::Owned {
            announcement.subject = Some(owner);
        }
    }
    if announcement.evidence == Evidence::Bare && is_presented(doc, sentence, phrase, announcement) {
        announcement.evidence = Evidence::Presented;
    }
}

/// Where the noun phrase around the number begins: its determiner, owner or adjectives.
fn phrase_start(doc: &Document<'_>, start: usize, number: usize) -> usize {
    let mut at = number;
    while at > start && number - at < 5 {
        let before = at - 1;
        let classes = doc.classes(before);
        let part = classes.contains(WordClass::DETERMINER)
            || any(
                doc,
                before,
                &[
                    "'s",
                    "’s",
                    "new",
                    "own",
                    "following",
                    "ambitious",
                    "bold",
                    "sweeping",
                    "detailed",
                    "his",
                    "her",
                    "their",
                    "its",
                    "our",
                    "my",
                    "of",
                    "set",
                    "series",
                    "list",
                    "package",
                    "total",
                    "only",
                    "just",
                    "another",
                ],
            )
            || doc.word(before).ends_with("ly");
        if !part || classes.contains(WordClass::CONJUNCTION) && !any(doc, before, &["that"]) {
            break;
        }
        at -= 1;
    }
    at
}

/// The subject, if it has one, of the verb that governs a phrase at `phrase`; `None` where no verb announces it.
fn governing(doc: &Document<'_>, start: usize, phrase: usize) -> Option<Option<Range<usize>>> {
    for back in 1..=4 {
        let verb = phrase.checked_sub(back).filter(|at| *at >= start)?;
        let Some(particles) = words::announcing(doc.word(verb)) else { continue };
        let between = verb + 1..phrase;
        if !particle_fits(doc, between, particles) || !is_announcing_verb(doc, start, verb) {
            continue;
        }
        let gerund = doc.word(verb).ends_with("ing");
        let subject = if gerund { subjects::of_gerund(doc, verb) } else { subjects::of_verb(doc, verb) };
        return Some(subject.or_else(|| subjects::of_sentence(doc, verb)));
    }
    None
}

/// Whether the tokens between verb and phrase are one of the verb's particles (or nothing, where it needs none), adverbs aside.
fn particle_fits(doc: &Document<'_>, between: Range<usize>, particles: &str) -> bool {
    let spoken: Vec<&str> =
        between.filter(|at| !is_adverbial(doc, *at) && !words::is_day(doc, *at)).map(|at| doc.word(at)).collect();
    if particles.is_empty() || particles == "on to" {
        return spoken.is_empty() || particles == "on to" && matches!(spoken[..], ["on" | "to"]);
    }
    particles.split(' ').any(|particle| particle.split('_').eq(spoken.iter().copied()))
}

fn is_announcing_verb(doc: &Document<'_>, start: usize, verb: usize) -> bool {
    let Some(before) = verb.checked_sub(1).filter(|at| *at >= start) else { return is_capital(doc, verb) };
    let noun = doc.classes(before).intersects(WordClass::DETERMINER) && !any(doc, before, &["that", "which", "who"]);
    !noun && !any(doc, before, &["not", "never", "n't", "didn't", "doesn't", "don't"])
}

/// `five proposals were put forward by …`: who stands after `by`, if anyone; `None` where no participle announces them.
fn passive(doc: &Document<'_>, end: usize, limit: usize) -> Option<Option<Range<usize>>> {
    let mut at = end;
    while at < limit.min(end + 4) && is_adverbial(doc, at) {
        at += 1;
    }
    let participle = words::announcing(doc.word(at)).is_some()
        && doc.word(at).ends_with(['d', 't', 'e', 'n'])
        && (at > end || !is(doc, at, "include"));
    if !participle || any(doc, at, &["have", "had", "include", "agree", "make"]) {
        return None;
    }
    let by = (at + 1..limit.min(at + 4)).find(|at| is(doc, *at, "by"));
    let who = by.and_then(|by| after_by(doc, by, limit));
    (who.is_some() || at > end).then_some(who)
}

/// The noun phrase after `by` or `from` at token `by`.
fn after_by(doc: &Document<'_>, by: usize, limit: usize) -> Option<Range<usize>> {
    let mut end = by + 1;
    let mut capital = false;
    while end < limit && end < by + 12 {
        let classes = doc.classes(end);
        let stop = classes.intersects(WordClass::AUXILIARY | WordClass::CONJUNCTION)
            || !doc.is(end, TokenKind::Word) && !is(doc, end, ".");
        let prep = classes.contains(WordClass::PREPOSITION) && !is(doc, end, "of");
        if stop || prep || words::is_day(doc, end) || capital && !is_capital(doc, end) && !is(doc, end, "of") {
            break;
        }
        capital |= is_capital(doc, end) && end > by + 1 && is_capital(doc, end - 1);
        end += 1;
    }
    let phrase = by + 1..end;
    let phrase = if end > by + 1 && is(doc, end - 1, ".") { by + 1..end - 1 } else { phrase };
    (!phrase.is_empty() && subjects::is_agent(doc, phrase.clone())).then_some(phrase)
}

/// Whose the announcement is: `her five proposals`, `the mayor's new plan`.
fn owner(doc: &Document<'_>, start: usize, phrase: usize, number: usize) -> Option<Range<usize>> {
    let possessive = (phrase..number).find(|at| any(doc, *at, &["'s", "’s", "his", "her", "their", "my", "our"]))?;
    if any(doc, possessive, &["'s", "’s"]) {
        return subjects::noun_phrase(doc, start..possessive).filter(|owner| subjects::is_agent(doc, owner.clone()));
    }
    Some(possessive..possessive + 1)
}

/// Whose it is after the noun: `a five-point plan by Ana Ruiz`, `from the union`.
fn author(doc: &Document<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    if end >= limit || !any(doc, end, &["by", "from"]) {
        return None;
    }
    after_by(doc, end, limit)
}

fn is_presented(doc: &Document<'_>, sentence: Range<usize>, phrase: usize, announcement: &Announcement) -> bool {
    let heading = doc.paragraphs()[doc.paragraph_of(phrase)].kind == ParagraphKind::Heading;
    let determined = (phrase..announcement.tokens.start).any(|at| any(doc, at, &["these", "following", "those"]));
    let exists =
        phrase >= sentence.start + 2 && any(doc, phrase - 1, &["are", "were", "is"]) && any(doc, phrase - 2, &["there", "here"]);
    let modal = phrase > sentence.start
        && any(doc, phrase - 1, &["take", "adopt", "need", "needs", "require", "requires", "follow", "taking"]);
    let opens = (announcement.tokens.end..sentence.end.min(announcement.tokens.end + 3)).any(|at| is(doc, at, ":"));
    heading || determined || exists || modal || opens
}
