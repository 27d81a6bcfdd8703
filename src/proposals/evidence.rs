//! What makes a number an announcement. In: a number with its noun. Out: how surely it announces something, and the tokens of who
//! announces it: the subject of a verb (`put forward five proposals`), an owner (`her five proposals`), an author.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::text::{Document, ParagraphKind, TokenKind};

use super::announcements::{Announcement, Evidence};
use super::words::{self, ClausePart, Place, any, is, is_adverbial, is_capital};
use super::{makers, subjects};

/// Finds what announces: a verb, an owner, or a word that presents. False where the number is of something else: `the remarks had
/// two goals`.
pub(super) fn judge(doc: &Document<'_>, announcement: &mut Announcement) -> bool {
    let sentence = doc.sentences()[doc.sentence_of(announcement.tokens.start)].tokens();
    let sentence_start = sentence.start;
    let phrase = phrase_start(doc, sentence_start, announcement.tokens.start);
    announcement.back = (phrase..announcement.tokens.start).any(|at| any(doc, at, &["these", "those"]));
    let governed = governing(doc, sentence.start, phrase)
        .or_else(|| plan_with(doc, sentence.start, phrase))
        .or_else(|| if announcement.strong { put_off(doc, sentence.start, phrase) } else { None });
    let active = governed.is_some();
    if let Some(subject) = governed.or_else(|| passive(doc, announcement.tokens.end, sentence.end)) {
        // `The union's plan has three phases.`
        let plan = |subject: &Range<usize>| words::plan_noun(doc.word(subject.end - 1)).is_some();
        announcement.loose &= !subject.as_ref().is_some_and(plan);
        let subject = subject.map(|subject| makers::behind(doc, makers::resolved(doc, subject)));
        let thing = subject.clone().is_some_and(|subject| !can_announce(doc, subject));
        if thing && active && !announcement.strong {
            return false;
        }
        announcement.evidence = if thing { Evidence::Bare } else { Evidence::Governed };
        announcement.subject = subject.filter(|_| !thing);
    }
    let owner = makers::owner(doc, sentence.start, phrase, announcement.tokens.start)
        .or_else(|| makers::author(doc, announcement.tokens.end, sentence.end))
        .map(|owner| (owner, Evidence::Owned))
        .or_else(|| Some((makers::relative(doc, announcement.tokens.end, sentence.end)?, Evidence::Governed)));
    if let Some((owner, evidence)) = owner {
        announcement.evidence = announcement.evidence.max(evidence);
        let others = is_of_others(doc, sentence.start..announcement.tokens.start, announcement.subject.clone(), owner.clone());
        if announcement.subject.is_none() || announcement.evidence == Evidence::Owned || others {
            announcement.subject = Some(owner);
        }
    }
    if let Some(subject) = fronted(doc, sentence.clone(), phrase).filter(|_| announcement.evidence == Evidence::Bare) {
        announcement.evidence = Evidence::Owned;
        announcement.subject = Some(subject);
    }
    if announcement.evidence < Evidence::Owned && is_own(doc, announcement.tokens.end) {
        let subject = subjects::of_sentence(doc, phrase).filter(|subject| subjects::is_agent(doc, subject.clone()));
        announcement.evidence = if subject.is_some() { Evidence::Owned } else { announcement.evidence };
        announcement.subject = announcement.subject.take().or(subject);
    }
    if announcement.evidence == Evidence::Bare && is_presented(doc, sentence, phrase, announcement) {
        announcement.evidence = Evidence::Presented;
    }
    let carried = phrase > sentence_start && any(doc, phrase - 1, &["with", "containing"]);
    if announcement.subject.is_none() && announcement.evidence == Evidence::Presented && carried {
        announcement.subject = subjects::of_sentence(doc, phrase - 1).filter(|subject| subjects::is_agent(doc, subject.clone()));
    }
    true
}

/// Whether somebody in `range` only tells what several others, `owner`, want: `Ana Ruiz read out their demands`.
fn is_of_others(doc: &Document<'_>, range: Range<usize>, subject: Option<Range<usize>>, owner: Range<usize>) -> bool {
    let theirs = range.clone().rev().take(4).any(|at| is(doc, at, "their")) && subjects::is_group(doc, owner.clone());
    let alone = subject.is_some_and(|subject| subject != owner && !subjects::is_group(doc, subject));
    theirs && alone && !range.clone().any(|at| is(doc, at, "and"))
}

/// Whose sentence begins with the phrase around a number: `In a three-point plan for the river, Falk called for …`.
fn fronted(doc: &Document<'_>, sentence: Range<usize>, phrase: usize) -> Option<Range<usize>> {
    let opens = phrase == sentence.start + 1 && is(doc, sentence.start, "in");
    let subject = if opens { subjects::of_sentence(doc, sentence.end - 1)? } else { return None };
    (subject.start > phrase && subjects::is_agent(doc, subject.clone())).then_some(subject)
}

/// Who may be behind an announcement that does not say it: the noun between number and noun (`seven student demands`), or who begins
/// its sentence (`The council is following a four-step approach`).
pub(super) fn maker(doc: &Document<'_>, announcement: &Announcement) -> Option<Range<usize>> {
    let at = announcement.tokens.end - 2;
    let who = doc.classes(at).intersects(WordClass::ROLE | WordClass::PROPOSER) || subjects::is_acronym(doc, at);
    if who && at > announcement.tokens.start {
        return Some(at..at + 1);
    }
    let start = announcement.tokens.start;
    let heading = doc.paragraphs()[doc.paragraph_of(start)].kind == ParagraphKind::Heading;
    let begins = subjects::of_sentence(doc, start).filter(|_| !heading && !announcement.back);
    begins.filter(|who| subjects::is_agent(doc, who.clone()) && !subjects::is_plan(doc, who.clone()) && who.end <= start)
}

/// Who presents a plan in the sentences and headings before token `at`, the nearest first: `Citizens of Ulm set out their manifesto`.
pub(super) fn presenter(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let own = doc.paragraph_of(at);
    let first = doc.paragraphs()[own.saturating_sub(BEFORE)].tokens().start.max(at.saturating_sub(TOKENS_BEFORE));
    let plan =
        |at: usize| words::plan_noun(doc.word(at)).is_some() || words::proposal_noun(doc.word(at)).is_some_and(|noun| noun.strong);
    let presents = |verb: &usize| {
        let sets_out = words::announcing(doc.word(*verb)).is_some() && words::cue(doc.word(*verb)).is_none();
        let object = *verb + 1..(*verb + 7).min(at);
        let plain = object.clone().take_while(|at| doc.is(*at, TokenKind::Word));
        sets_out && !words::plays(doc, *verb, ClausePart::HAVING) && plain.into_iter().any(plan) && object.end > *verb + 2
    };
    let verbs = (first..at).rev().filter(presents).filter(|verb| *verb > 0 && is_announcing_verb(doc, first, *verb));
    verbs.filter_map(|verb| subjects::of_verb(doc, verb)).find(|subject| {
        let named = subject.clone().any(|at| is_capital(doc, at));
        named && subjects::is_agent(doc, subject.clone()) && !subjects::is_plan(doc, subject.clone())
    })
}

/// A plan is presented at most so many paragraphs before its points are counted.
const BEFORE: usize = 6;
/// And so many tokens, in a paragraph that does not end.
const TOKENS_BEFORE: usize = 600;

/// Whether an announcement that ends before token `end` is somebody's own: `a four-point plan of its own`.
fn is_own(doc: &Document<'_>, end: usize) -> bool {
    is(doc, end, "of") && is(doc, end + 2, "own")
}

/// Whether the tokens of `subject` can announce something: somebody, or a plan.
fn can_announce(doc: &Document<'_>, subject: Range<usize>) -> bool {
    subjects::is_agent(doc, subject.clone()) || subjects::is_plan(doc, subject.clone()) || subjects::is_first_person(doc, subject)
}

/// Where the noun phrase around the number begins: its determiner, owner or adjectives.
fn phrase_start(doc: &Document<'_>, start: usize, number: usize) -> usize {
    let mut at = number;
    while at > start && number - at < 5 {
        let before = at - 1;
        let classes = doc.classes(before);
        let part = classes.contains(WordClass::DETERMINER)
            || subjects::is_plural_possessive(doc, before)
            || before + 1 == number && doc.is(before, TokenKind::Mark)
            || any(doc, before, &["'s", "’s", "his", "her", "their", "its", "our", "my", "of"])
            || words::plays(doc, before, ClausePart::COUNTED)
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

/// The same for a verb that when and where stands behind: `proposed on Friday during a visit to Ulm three steps`.
fn put_off(doc: &Document<'_>, start: usize, phrase: usize) -> Option<Option<Range<usize>>> {
    let plain = |at: &usize| doc.is(*at, TokenKind::Word) && !doc.classes(*at).contains(WordClass::CONJUNCTION);
    let first = (start.max(phrase.saturating_sub(ASIDE))..phrase).rev().take_while(plain).last()?;
    let verb = (first..phrase.saturating_sub(3)).rev().find(|at| words::announcing(doc.word(*at)) == Some(""))?;
    let aside = doc.classes(verb + 1).contains(WordClass::PREPOSITION) && !any(doc, verb + 1, &["by", "of"]);
    let object = any(doc, phrase, &["a", "an"]) || is_capital(doc, phrase - 1);
    let ends = object && !doc.word(verb).ends_with("ing");
    (aside && ends && is_announcing_verb(doc, start, verb)).then(|| subjects::of_verb(doc, verb))
}

/// What stands between a verb and what it announces is at most so many tokens long.
const ASIDE: usize = 24;

/// The same for the verb that governs a plan with so many points: `announced a plan with five points`.
fn plan_with(doc: &Document<'_>, start: usize, phrase: usize) -> Option<Option<Range<usize>>> {
    // `a memorandum of six points`: the `of` was taken for a part of the phrase.
    let phrase = phrase + usize::from(is(doc, phrase, "of"));
    let near = phrase.checked_sub(2).filter(|at| *at >= start)?;
    any(doc, phrase - 1, &["with", "of", "in", "for", "containing"]).then_some(())?;
    // `placed a memorandum to the head of the school with four demands`
    let far = any(doc, phrase - 1, &["with", "containing"]);
    let first = if far { start.max(near.saturating_sub(ASIDE)) } else { near };
    let plans = (first..=near).rev().filter(|at| words::plan_noun(doc.word(*at)).is_some());
    plans.filter_map(|plan| governing(doc, start, phrase_start(doc, start, plan))).next()
}

/// Whether the tokens between verb and phrase are one of the verb's particles (or nothing, where it needs none), adverbs aside.
fn particle_fits(doc: &Document<'_>, between: Range<usize>, particles: &str) -> bool {
    let aside = |at: usize| is_adverbial(doc, at) || words::is_day(doc, at) || is(doc, at, "on") && words::is_day(doc, at + 1);
    // `handed the minister three demands`
    let described = doc.classes(between.start).contains(WordClass::DETERMINER) && between.len() > 1;
    let spoken: Vec<&str> = between.filter(|at| !aside(*at)).map(|at| doc.word(at)).collect();
    if particles.is_empty() {
        return spoken.is_empty();
    }
    let named = || !spoken.is_empty() && (described || spoken.iter().all(|word| word.starts_with(char::is_uppercase)));
    particles.split(' ').any(|particle| match particle {
        "-" => spoken.is_empty(),
        "whom" => named(),
        _ => particle.split('_').eq(spoken.iter().copied()),
    })
}

fn is_announcing_verb(doc: &Document<'_>, start: usize, verb: usize) -> bool {
    let Some(before) = verb.checked_sub(1).filter(|at| *at >= start) else { return is_capital(doc, verb) };
    let noun = doc.classes(before).intersects(WordClass::DETERMINER) && !any(doc, before, &["that", "which", "who"]);
    !noun && !any(doc, before, &["not", "never", "n't", "didn't", "doesn't", "don't"])
}

/// `five proposals were put forward by …`: who stands after `by`, if anyone; `None` where no participle announces them.
fn passive(doc: &Document<'_>, end: usize, limit: usize) -> Option<Option<Range<usize>>> {
    let mut at = past_purpose(doc, end, limit);
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
    let who = by.and_then(|by| makers::after_by(doc, by, limit));
    (who.is_some() || at > end).then_some(who)
}

/// Past `for peace` where a participle and `by` follow: `ten points for peace proposed by …`.
fn past_purpose(doc: &Document<'_>, end: usize, limit: usize) -> usize {
    let near = end + 2..limit.min(end + 6);
    let participle = |at: &usize| words::announcing(doc.word(*at)).is_some() && is(doc, at + 1, "by");
    if is(doc, end, "for") { near.into_iter().find(participle).unwrap_or(end) } else { end }
}

/// A line that leads to a list ends at most so many tokens after the number and its noun.
const LONGEST_LEAD: usize = 16;

/// Whether the sentence after that of token `at` begins to count: `First, …`, `The first is …`.
fn counts_on(doc: &Document<'_>, at: usize) -> bool {
    let Some(next) = doc.sentences().get(doc.sentence_of(at) + 1).map(|sentence| sentence.tokens()) else { return false };
    next.take(3).any(|at| words::ordinal(doc.word(at)) == Some(Place::Nth(1)) && !is(doc, at, "1st"))
}

fn is_presented(doc: &Document<'_>, sentence: Range<usize>, phrase: usize, announcement: &Announcement) -> bool {
    let heading = doc.paragraphs()[doc.paragraph_of(phrase)].kind == ParagraphKind::Heading;
    let determined = (phrase..announcement.tokens.start).any(|at| any(doc, at, &["these", "following", "those"]));
    let exists =
        phrase >= sentence.start + 2 && any(doc, phrase - 1, &["are", "were", "is"]) && any(doc, phrase - 2, &["there", "here"]);
    let modal = phrase > sentence.start && words::plays(doc, phrase - 1, ClausePart::OPEN);
    let opens = (announcement.tokens.end..sentence.end.min(announcement.tokens.end + 3)).any(|at| any(doc, at, &[":", "below"]));
    let after = announcement.tokens.end;
    // `ten priority areas for the coming year, namely:`
    let line = doc.paragraphs()[doc.paragraph_of(phrase)].tokens().end;
    let opens = opens || sentence.end == line && sentence.end <= after + LONGEST_LEAD && is(doc, line - 1, ":");
    let asked = any(doc, after, &["must", "should"]) && (after..sentence.end).any(|at| is(doc, at, ":"));
    let listed = (phrase..announcement.tokens.start).any(|at| is(doc, at, "list"));
    // `a programme for schools, with five missions`
    let of_plan = phrase > sentence.start + 3
        && is(doc, phrase - 1, "with")
        && (phrase - 4..phrase - 1).any(|at| words::plan_noun(doc.word(at)) == Some(false));
    // `the three priorities of the Harbour Agenda`
    let plan = |at: usize| words::plan_noun(doc.word(at)) == Some(false);
    let part_of_plan = is(doc, phrase, "the") && is(doc, after, "of") && (after + 1..sentence.end.min(after + 6)).any(plan);
    let in_ways = phrase > sentence.start && is(doc, phrase - 1, "in");
    let counted = (in_ways || !announcement.loose) && counts_on(doc, announcement.tokens.start);
    // `The reopening is a four-phase plan.`
    let is_plan = announcement.plan && phrase > sentence.start && is(doc, phrase - 1, "is") && any(doc, phrase, &["a", "an"]);
    of_plan
        || is_plan
        || part_of_plan
        || counted
        || heading
        || determined
        || exists
        || modal
        || opens
        || asked
        || listed && announcement.strong
}
