//! Items that running text counts: `First, … Second, … Finally, …`, `the first step is to …`, in or out of quotation marks.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, TokenKind};

use super::announcements;
use super::clauses::Clause;
use super::extent;
use super::words::{self, ClausePart, Place, any, is, is_capital};

/// A place in the text where an item is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    /// The token that counts.
    pub at: usize,
    /// Where what it counts begins.
    pub start: usize,
    /// What it says.
    pub place: Place,
}

/// An item found in running text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// The item.
    pub content: Span,
    /// What introduces it.
    pub cue: Option<Span>,
}

/// Every lead of `doc`, in text order.
pub(super) fn leads(doc: &Document<'_>) -> Vec<Lead> {
    let counts = |at: usize| doc.classes(at).contains(WordClass::ORDINAL);
    let lead = |at: usize| match doc.tokens()[at].kind() {
        TokenKind::Number => bracketed(doc, at).or_else(|| inline(doc, at)),
        _ if counts(at) => lead(doc, at).or_else(|| closing(doc, at)),
        _ => labelled(doc, at).or_else(|| single(doc, at)),
    };
    (0..doc.tokens().len()).filter_map(lead).collect()
}

/// An item after a number in brackets: `(2) A return of all prisoners.`
fn bracketed(doc: &Document<'_>, at: usize) -> Option<Lead> {
    let number = words::number(doc.word(at)).filter(|_| is(doc, at + 1, ")"))?;
    let opens = at == doc.sentences()[doc.sentence_of(at)].tokens().start || is(doc, at - 1, "(");
    let start = at + 2;
    let inside = start < doc.paragraphs()[doc.paragraph_of(at)].tokens().end;
    (opens && inside).then_some(Lead { at, start, place: Place::Nth(number) })
}

/// A number and the next one of the same line stand at most so many tokens apart.
const APART: usize = 60;

/// An item after a number in a line that goes on to the next, or came from the one before: `1. Pay us. 2. Mend the ovens.`
fn inline(doc: &Document<'_>, at: usize) -> Option<Lead> {
    let marked = |at: usize| any(doc, at + 1, &[".", ")"]);
    let number = words::number(doc.word(at)).filter(|number| *number < 40 && marked(at))?;
    let line = doc.paragraphs()[doc.paragraph_of(at)].tokens();
    let opens = at == line.start || any(doc, at - 1, &[".", ";", ":", ",", "!", "?", "”", "\"", ")"]);
    let is_number = |at: usize, of: u32| doc.is(at, TokenKind::Number) && marked(at) && words::number(doc.word(at)) == Some(of);
    let goes_on = (at + 2..line.end.min(at + APART)).any(|at| is_number(at, number + 1));
    let went_on = number > 1 && (line.start.max(at.saturating_sub(APART))..at).any(|at| is_number(at, number - 1));
    let fits = opens && (goes_on && number == 1 || went_on);
    (fits && at + 2 < line.end).then_some(Lead { at, start: at + 2, place: Place::Nth(number) })
}

/// An item that is counted after it was told: `"Rich countries must pay," she said in her first proposal.`
fn closing(doc: &Document<'_>, at: usize) -> Option<Lead> {
    let place = words::ordinal(doc.word(at)).filter(|place| matches!(place, Place::Nth(_)))?;
    let sentence = doc.sentences()[doc.sentence_of(at)].tokens();
    let noun = usize::from(doc.classes(at + 1).contains(WordClass::PROPOSAL_NOUN) || words::is_plan_part(doc.word(at + 1)));
    let ends = at + noun + 1 >= sentence.end || is(doc, at + noun + 1, ".");
    let of = at >= sentence.start + 4 && any(doc, at - 2, &["in", "as", "for"]);
    let owned = of && any(doc, at - 1, &["the", "his", "her", "their", "its"]);
    if noun == 0 || !ends || !owned || !(sentence.start..at).any(|at| doc.classes(at).contains(WordClass::CUE_VERB)) {
        return None;
    }
    let start = (sentence.start..at).find(|at| doc.is(*at, TokenKind::Word))?;
    Some(Lead { at, start, place })
}

/// Whether token `at` can stand behind a label: a mark, `is`, `includes`, `will`.
fn is_label_link(doc: &Document<'_>, at: usize) -> bool {
    any(doc, at, &[":", "—", "–", "-", "will", "would"])
        || words::plays(doc, at, ClausePart::LINK)
        || words::plays(doc, at, ClausePart::LISTING)
}

/// An item with a label at the start of its sentence: `Principle 1: …`, `Step two — …`.
fn labelled(doc: &Document<'_>, at: usize) -> Option<Lead> {
    let noun = || words::proposal_noun(doc.word(at)).is_some_and(|noun| !noun.plural) || words::is_plan_part(doc.word(at));
    let told = at > 0 && any(doc, at - 1, &["that", "said", "says"]);
    let begins = || {
        let start = doc.sentences()[doc.sentence_of(at)].tokens().start;
        start == at || start + 2 == at && is(doc, at - 1, ",")
    };
    if !announcements::can_count(doc, at + 1) || !is_label_link(doc, at + 2) || !told && !begins() || !noun() {
        return None;
    }
    let number = words::number(doc.word(at + 1))?;
    let links = (at + 2..at + 4).take_while(|at| is_label_link(doc, *at)).count();
    let start = past_links(doc, at + 2 + links);
    (start < doc.paragraphs()[doc.paragraph_of(at)].tokens().end).then_some(Lead { at, start, place: Place::Nth(number) })
}

/// An item after a number at the start of its sentence: `One is to …`, `Two is that …`.
fn single(doc: &Document<'_>, at: usize) -> Option<Lead> {
    let opens = doc.classes(at).contains(WordClass::NUMBER) && is(doc, at + 1, "is") && any(doc, at + 2, &["to", "that"]);
    let number = words::number(doc.word(at)).filter(|_| opens && doc.sentences()[doc.sentence_of(at)].tokens().start == at)?;
    Some(Lead { at, start: at + 3, place: Place::Nth(number) })
}

/// Past what counts the item that begins at token `start`: `First, `, `The second priority is to`.
pub(super) fn past_count(doc: &Document<'_>, start: usize) -> usize {
    let counts = |at: &usize| doc.classes(*at).contains(WordClass::ORDINAL);
    (start..start + 2).find(counts).and_then(|at| lead(doc, at)).map_or(start, |lead| lead.start)
}

fn lead(doc: &Document<'_>, at: usize) -> Option<Lead> {
    let place = words::ordinal(doc.word(at))?;
    let sentence = doc.sentences()[doc.sentence_of(at)].tokens();
    let mut front = at;
    while front > sentence.start
        && any(doc, front - 1, &["the", "a", "his", "her", "their", "its", "my", "our", "very", "and", "but", "'s", "’s"])
    {
        front -= 1;
    }
    while front > sentence.start && (doc.is(front - 1, TokenKind::Mark) || any(doc, front - 1, &["and", "but"])) {
        front -= 1;
    }
    // `• First, …`
    let bullet = front == sentence.start + 1 && doc.is(sentence.start, TokenKind::Punctuation);
    front -= usize::from(bullet);
    // `While placing her first proposal, …`
    let placing = front == sentence.start + 2 && is(doc, sentence.start, "while") && words::is_gerund(doc, sentence.start + 1);
    front -= 2 * usize::from(placing);
    // `In the first stage, …`, `…, in third place …`
    let opens = front == sentence.start + 1 && any(doc, sentence.start, &["in", "under", "as", "during"]);
    let placed = front > sentence.start + 1 && is(doc, front - 1, "in") && is(doc, at + 1, "place");
    front -= usize::from(opens || placed);
    let begins = front == sentence.start;
    let linked = words::plays(doc, at + 1, ClausePart::LINK);
    let joined = begins
        || any(doc, front - 1, &[";", ":", "—", "–", ","])
        || placed && is(doc, front - 1, "and")
        || doc.is(front - 1, TokenKind::Mark)
        || any(doc, front - 1, &["that", "said"])
            && (front == at || is(doc, front, "the"))
            && (linked || counted_noun(doc, at + 1).is_some())
        || linked && (front..at).any(|at| is(doc, at, "and"));
    if !joined || !begins && place == Place::More {
        return None;
    }
    let start = after_lead(doc, at, begins)?;
    // `Finally, stage three would open the schools.`
    let start = labelled(doc, start).map_or(start, |label| label.start);
    (start < doc.paragraphs()[doc.paragraph_of(at)].tokens().end).then_some(Lead { at, start, place })
}

/// Where the item begins after the ordinal at `at`; `None` where the ordinal counts something else (`First Minister`).
fn after_lead(doc: &Document<'_>, at: usize, begins: bool) -> Option<usize> {
    let mut next = at + 1;
    if is(doc, next, "and") && any(doc, next + 1, &["finally", "lastly", "last"]) {
        next += 2;
    }
    if any(doc, next, &["of"]) && any(doc, next + 1, &["all", "these", "the", "them", "those"]) {
        next += 2;
    }
    let named = counted_noun(doc, next);
    let determined = at > 0 && any(doc, at - 1, &["the", "a", "his", "her", "their", "its", "my", "our", "'s", "’s"]);
    let placed = at > 0 && any(doc, at - 1, &["in", "said", "that"]);
    if let Some(noun) = named.filter(|_| determined || begins || placed) {
        return Some(past_links(doc, past_plan(doc, noun + 1)));
    }
    if any(doc, next, &[",", ":", "—", "–", "-", ".", "…"]) {
        return Some(past_links(doc, next + 1));
    }
    let speaks =
        doc.classes(next).intersects(WordClass::PRONOUN | WordClass::AUXILIARY) || words::plays(doc, next, ClausePart::LINK);
    let adverb = !determined && matches!(words::ordinal(doc.word(at)), Some(Place::Nth(_) | Place::Last));
    if speaks && (adverb || determined) {
        return Some(past_links(doc, next));
    }
    let adverbial = doc.word(at).ends_with("ly") && begins;
    (adverbial || adverb && begins && doc.classes(next).contains(WordClass::DETERMINER)).then_some(next)
}

/// The noun for what an ordinal counts, among the tokens from `next` on: `step`, `important thing`.
fn counted_noun(doc: &Document<'_>, next: usize) -> Option<usize> {
    let noun = |at: &usize| {
        doc.classes(*at).contains(WordClass::PROPOSAL_NOUN)
            || words::plan_noun(doc.word(*at)).is_some()
            || words::is_plan_part(doc.word(*at))
            || any(doc, *at, &["one", "thing", "part", "place"])
    };
    let named = (next..next + 3).find(noun)?;
    (next..named).all(|at| doc.is(at, TokenKind::Word) && !words::plays(doc, at, ClausePart::LINK)).then_some(named)
}

/// Past `of the plan` and `of Ruiz's plan` at `at`.
fn past_plan(doc: &Document<'_>, at: usize) -> usize {
    let plan = |at: &usize| words::plan_noun(doc.word(*at)).is_some() || words::proposal_noun(doc.word(*at)).is_some();
    let owner = |at: usize| {
        doc.classes(at).contains(WordClass::DETERMINER) || is_capital(doc, at) || any(doc, at, &["'s", "’s", "new", "own"])
    };
    let noun = (at + 2..at + 6).find(plan).filter(|noun| is(doc, at, "of") && (at + 1..*noun).all(owner));
    noun.map_or(at, |noun| noun + 1)
}

/// Past `is to`, `would be`, `foresees`.
fn past_links(doc: &Document<'_>, mut at: usize) -> usize {
    let says = doc.classes(at).contains(WordClass::CUE_VERB);
    let links = words::plays(doc, at, ClausePart::LINK) && doc.word(at).ends_with('s') && !says;
    at += usize::from(links && doc.classes(at + 1).contains(WordClass::DETERMINER));
    while any(doc, at, &[",", ":", "is", "was", "to", "that", "—", "be", "would", "will"]) {
        at += 1;
    }
    at
}

/// Text with what the leads in it may count: who it belongs to is for `skips` to say.
pub(super) struct Counting<'a, 't> {
    pub doc: &'a Document<'t>,
    pub quotations: &'a [Quotation],
    pub clauses: &'a [Clause],
    pub count: u32,
}

impl Counting<'_, '_> {
    /// The items that `leads` count from one on, at most as many as announced; leads for which `skips` holds are passed over.
    pub(super) fn items(&self, leads: &[Lead], skips: impl Fn(&Lead) -> bool) -> Vec<Found> {
        self.found(&self.sequence(leads, skips))
    }

    /// The items that `leads` count one by one from one on, without any that only goes on.
    pub(super) fn explicit(&self, leads: &[Lead], skips: impl Fn(&Lead) -> bool) -> Vec<Found> {
        self.found(&self.counted(leads, &skips, false))
    }

    fn found(&self, chosen: &[Lead]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, lead) in chosen.iter().enumerate() {
            let next = chosen.get(at + 1).map_or(usize::MAX, |next| next.at);
            found.extend(self.item(lead, next));
        }
        found
    }

    fn sequence(&self, leads: &[Lead], skips: impl Fn(&Lead) -> bool) -> Vec<Lead> {
        let explicit = self.counted(leads, &skips, false);
        if explicit.len() as u32 >= self.count {
            return explicit;
        }
        let more = self.counted(leads, &skips, true);
        if more.is_empty() { self.counted_from(1, leads, &skips, false) } else { more }
    }

    /// The leads that count on from one another, with those that only go on (`also`) where `more`.
    fn counted(&self, leads: &[Lead], skips: &impl Fn(&Lead) -> bool, more: bool) -> Vec<Lead> {
        self.counted_from(0, leads, skips, more)
    }

    /// The same where the first `said` are told without being counted: `That is the first. The second is …`.
    fn counted_from(&self, mut said: u32, leads: &[Lead], skips: &impl Fn(&Lead) -> bool, more: bool) -> Vec<Lead> {
        let mut chosen: Vec<Lead> = Vec::new();
        for lead in leads.iter().filter(|lead| !skips(lead)) {
            let fits = match lead.place {
                Place::Nth(number) => number == said + 1 || more && number > said && number <= self.count && said > 0,
                Place::Last => said > 0 && chosen.len() as u32 + 1 >= 2,
                Place::More => more && said > 0,
            };
            if !fits || chosen.len() as u32 >= self.count {
                continue;
            }
            said = if let Place::Nth(number) = lead.place { number } else { said + 1 };
            chosen.push(*lead);
            if lead.place == Place::Last {
                break;
            }
        }
        if chosen.len() > 1 { chosen } else { Vec::new() }
    }

    /// What `lead` counts: the clause that proposes where one follows at once, else the rest of the sentence or of the list.
    fn item(&self, lead: &Lead, next: usize) -> Option<Found> {
        let limit = extent::limit(self.doc, self.quotations, lead.start).min(next);
        let limit = trim_before(self.doc, lead.start..limit);
        let from = self.clauses.partition_point(|clause| clause.verb < lead.start);
        let clause = self.clauses[from..].iter().find(|clause| clause.verb < limit && clause.verb < lead.start + 8);
        if let Some(clause) = clause {
            return Some(Found { content: clause.content, cue: Some(clause.cue) });
        }
        let spoken = past_speech(self.doc, lead.start..limit);
        let start = if spoken > lead.start { past_links(self.doc, spoken).min(limit) } else { spoken };
        let start = past_comment(self.doc, start, limit);
        let content = extent::clause_span(self.doc, past_modal(self.doc, start..limit)..limit)?;
        Some(Found { content, cue: Some(self.doc.tokens()[lead.at].span) })
    }
}

/// `range` without the `and` and comma before the next lead.
fn trim_before(doc: &Document<'_>, range: Range<usize>) -> usize {
    let mut end = range.end;
    while end > range.start && any(doc, end - 1, &["and", ",", ";", "the", "a", "—", "–", "his", "her", "their"]) {
        end -= 1;
    }
    end
}

/// Past what is only said of an item before a colon: `harder:`, `the simplest:`.
fn past_comment(doc: &Document<'_>, start: usize, limit: usize) -> usize {
    let colon = (start + 1..limit.min(start + 5)).find(|at| is(doc, *at, ":"));
    colon.map_or(start, |colon| colon + 1).min(limit)
}

/// Past `he said,` and `the letter says,` at the start of an item.
fn past_speech(doc: &Document<'_>, range: Range<usize>) -> usize {
    let says = |at: &usize| {
        let speaks = doc.classes(*at).contains(WordClass::CUE_VERB);
        speaks || doc.classes(*at).contains(WordClass::PROPOSAL_CUE) && any(doc, at + 1, &["that", ":"])
    };
    let said = (range.start..range.end.min(range.start + 7)).find(says);
    // `she said the funds have to be paid`
    let named = |at: usize| {
        let who = WordClass::PRONOUN | WordClass::DETERMINER | WordClass::ROLE | WordClass::HONORIFIC;
        is_capital(doc, at) || doc.classes(at).intersects(who)
    };
    let inverted = said.filter(|at| *at == range.start && named(at + 1));
    let comma = inverted.and_then(|at| (at + 2..range.end.min(at + 8)).find(|at| is(doc, *at, ",")));
    if let Some(comma) = comma.filter(|comma| comma + 2 < range.end) {
        return comma + 1;
    }
    match said {
        Some(at) if any(doc, at, &["said", "says"]) && at > range.start && at + 3 < range.end && (range.start..at).all(named) => {
            let open = (at + 1..at + 4).find(|at| doc.is(*at, TokenKind::Word)).unwrap_or(at + 1);
            open + usize::from(is(doc, open, "that"))
        }
        Some(at) if is(doc, at + 1, "out") && is(doc, at + 2, "that") => at + 3,
        Some(at) if any(doc, at + 1, &[",", "that", ":"]) && at + 2 < range.end => {
            let quote = (at + 1..at + 4).find(|at| doc.is(*at, TokenKind::Word)).unwrap_or(at + 2);
            quote + usize::from(is(doc, quote, "that"))
        }
        _ => range.start,
    }
}

/// Past `we should`, `there must be`, `let us`, `it is necessary to` at the start of an item.
pub(super) fn past_modal(doc: &Document<'_>, range: Range<usize>) -> usize {
    let at = range.start;
    if any(doc, at, &["we", "you", "i", "it", "they", "he", "she"]) {
        let modal = (at + 1..(at + 4).min(range.end)).rev().find(|at| {
            any(doc, *at, &["should", "must", "will", "shall"])
                || is(doc, *at, "to") && any(doc, at - 1, &["need", "ought", "have", "want"])
        });
        return modal
            .map_or(at, |modal| (modal + 1 + usize::from(doc.classes(modal + 1).contains(WordClass::MID_ADVERB))).min(range.end));
    }
    let let_us = is(doc, at, "let") && is(doc, at + 1, "us");
    if let_us { at + 2 } else { at }
}
