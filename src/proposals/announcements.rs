//! Numbers that promise a list. In: the document and its quotations. Out: every `five proposals`, `four-point plan` or
//! `these six principles`, with how surely it announces something and who stands before its verb.
//!
//! Numbers of other things are told apart by their noun, by the words between number and noun (`three percentage points`),
//! and, for nouns that are only sometimes proposals (`points`, `steps`), by asking for a verb that announces.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::span::Span;
use crate::text::{Document, TokenKind};

use super::evidence;
use super::words::{self, Measure, any, is};

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
    /// Whether the noun is something proposed only where its items say what should be done.
    pub(super) loose: bool,
    /// Whether it is a plan with so many points.
    pub(super) plan: bool,
    /// How many of them the text goes on to tell, where it says so: 4 for `four of its six demands`.
    pub(super) part: Option<u32>,
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
pub(super) fn can_count(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens().get(at) else { return false };
    match token.kind() {
        TokenKind::Number => true,
        TokenKind::Word => {
            token.classes().contains(WordClass::NUMBER) || token.span.len() > 6 && doc.word(at).contains(['-', '‑', '‐'])
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
    loose: bool,
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
        loose: counted.loose,
        plan: counted.plan,
        part: part(doc, at, counted.count),
        evidence: Evidence::Bare,
        subject: None,
        back: false,
    };
    evidence::judge(doc, &mut announcement).then_some(announcement)
}

/// The number before the `of` in front of the number at `at`: 4 in `four of the students' six demands`.
fn part(doc: &Document<'_>, at: usize, count: u32) -> Option<u32> {
    let of = (at.saturating_sub(6)..at).rev().find(|at| is(doc, *at, "of"))?;
    let plain = (of..at).all(|at| doc.is(at, TokenKind::Word) || doc.is(at, TokenKind::Mark));
    words::number(doc.word(of.checked_sub(1)?)).filter(|part| plain && (1..count).contains(part))
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
    Some(Counted { count, end: noun + 1, strong: true, pledge: false, loose: false, plan: true })
}

/// `five proposals`, `three key policy demands`.
fn plain(doc: &Document<'_>, at: usize) -> Option<Counted> {
    let count = words::number(doc.word(at))?;
    let plural = |at: usize| words::proposal_noun(doc.word(at)).is_some_and(|noun| noun.plural);
    let noun = noun_after(doc, at + 1, plural)?;
    let class = words::proposal_noun(doc.word(noun))?;
    Some(Counted { count, end: noun + 1, strong: class.strong, pledge: class.pledge, loose: class.loose, plan: false })
}

/// The last token of a run of nouns that `fits`, with at most four adjectives or nouns before it.
fn noun_after(doc: &Document<'_>, start: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut at = start;
    while !fits(at) {
        let joins = any(doc, at, &["and", ","]) && at > start || any(doc, at, &["‘", "’", "“", "”", "\"", "'"]);
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

/// Whether token `at` makes a number a measure where it stands so.
fn measures(doc: &Document<'_>, at: usize, place: Measure) -> bool {
    words::measure(doc.word(at)).contains(place)
}

fn can_modify(doc: &Document<'_>, at: usize) -> bool {
    let other = WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::AUXILIARY
        | WordClass::PRONOUN
        | WordClass::NUMBER
        | WordClass::CUE_VERB;
    doc.is(at, TokenKind::Word)
        && !doc.classes(at).intersects(other)
        && !measures(doc, at, Measure::NOUN)
        && !any(doc, at, &["of", "the", "a"])
}

/// Whether the number at `at` measures a distance, score or time rather than announcing; `end` is past the noun.
fn is_measure(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let noun = doc.word(end - 1);
    let counts_play =
        ["points", "steps", "goals", "actions", "conditions", "targets"].iter().any(|word| noun.eq_ignore_ascii_case(word));
    let before = at.checked_sub(1);
    let after = measures(doc, end, Measure::AFTER) || any(doc, end, &["%", "to"]) && !noun.eq_ignore_ascii_case("plan");
    let particle =
        |at: usize| at > 0 && words::announcing(doc.word(at - 1)).is_some_and(|all| all.split(' ').any(|word| is(doc, at, word)));
    let led = before.is_some_and(|at| {
        let measured = measures(doc, at, Measure::BEFORE) && !particle(at);
        measured || any(doc, at, &["$", "£", "€", "%"]) || doc.is(at, TokenKind::Number)
    });
    counts_play && (measures(doc, end, Measure::AFTER) || led)
        || led && doc.is(at - 1, TokenKind::Number)
        || after && any(doc, end, &["%"])
}
