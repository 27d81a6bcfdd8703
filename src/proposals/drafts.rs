//! What reads like a proposal, before it is known who is who. In: the document, quotations and attributions. Out: announcements
//! and clauses, each with the stretch of text that names its proposer, for the speakers stage to resolve.

use std::ops::Range;

use crate::attribution::{Attribution, Kind};
use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::speakers::{SourceRef, SpeakerId, Speakers};
use crate::text::Document;

use super::announcements::{self, Announcement};
use super::clauses::{self, Clause};
use super::evidence;
use super::extent;
use super::heads::{self, Head, Told};
use super::measures;
use super::ordinals::{self, Lead};
use super::outline::{self, Part};
use super::words::{self, ClausePart, Force, any, is, is_capital};
use super::{signatures, subjects};

/// Who proposes, before speakers are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// The source of this attribution.
    Attribution(usize),
    /// The speaker of this subject.
    Subject(usize),
    /// A plan or paper, `it`, or nobody.
    Nobody,
}

/// A proposer that is no attribution's source.
#[derive(Clone, Debug)]
struct Subject {
    who: Span,
    cue: Span,
    content: Span,
}

impl Subject {
    fn as_source(&self) -> SourceRef<'_> {
        let [source, cue, content] = [&self.who, &self.cue, &self.content].map(std::slice::from_ref);
        SourceRef { source, cue, content }
    }
}

/// Announcements and clauses that propose, with what the text says of their proposers.
#[derive(Debug)]
pub struct Drafts<'q> {
    pub(super) quotations: &'q [Quotation],
    pub(super) parts: Vec<Part>,
    pub(super) leads: Vec<Lead>,
    pub(super) announcements: Vec<(Announcement, Who)>,
    pub(super) clauses: Vec<(Clause, Who)>,
    /// Lines that lead to a list of things proposed, without a number.
    pub(super) heads: Vec<(Head, Who)>,
    /// Sentences that tell somebody's proposals, without a number.
    pub(super) told: Vec<(Told, Who)>,
    /// Every attribution's content with the attribution's index, by position.
    pub(super) said: Vec<(Span, usize)>,
    subjects: Vec<Subject>,
    attributions: usize,
}

/// Reads `doc` for announcements and clauses that propose.
pub fn read<'q>(doc: &Document<'_>, quotations: &'q [Quotation], attributions: &[Attribution]) -> Drafts<'q> {
    let mut reader = Reader::new(doc, attributions);
    let author = signatures::author(doc);
    let announcements = announcements::find(doc).into_iter().map(|announcement| {
        let span = doc.span(announcement.tokens.clone());
        let mut who = reader.who(announcement.subject.clone(), span, announcement.noun);
        if announcement.subject.clone().is_some_and(|subject| subject.len() == 1 && is(doc, subject.start, "it")) {
            who = reader.body_that_says(span).unwrap_or(who);
        }
        let reported = is_reported(doc, &announcement, attributions, who);
        let who = if reported { Who::Nobody } else { who };
        let told = matches!(who, Who::Attribution(index) if !says_we(doc, &attributions[index]));
        let own = author.clone().filter(|_| !told && is_own(doc, quotations, &announcement));
        let who = if own.is_some() { reader.who(own, span, announcement.noun) } else { who };
        let open = who == Who::Nobody && announcement.subject.is_none();
        let presenter = if open && announcement.strong { evidence::presenter(doc, announcement.tokens.start) } else { None };
        let maker = presenter.or_else(|| if open && !reported { evidence::maker(doc, &announcement) } else { None });
        let who = if maker.is_some() { reader.who(maker, span, announcement.noun) } else { who };
        (announcement, who)
    });
    let announcements = announcements.collect();
    let clauses = clauses::find(doc, quotations).into_iter().map(|clause| {
        let who = reader.who(clause.subject.clone(), clause.cue, clause.content);
        (clause, who)
    });
    let mut clauses: Vec<(Clause, Who)> = clauses.collect();
    add_obligations(doc, attributions, &mut clauses);
    add_measures(doc, quotations, &reader.said, &mut clauses);
    let parts = outline::parts(doc);
    let heads = heads::find(doc, &parts).into_iter().map(|head| {
        let cue = doc.span(head.cue.clone());
        let who = reader.who(head.subject.clone(), cue, cue);
        (head, who)
    });
    let heads = heads.collect();
    let told = heads::told(doc, quotations).into_iter().map(|told| {
        let cue = doc.span(told.cue.clone());
        let who = reader.who(told.subject.clone(), cue, cue);
        let who = if told.subject.is_none() && reports(doc, attributions, who) { Who::Nobody } else { who };
        (told, who)
    });
    let told = told.collect();
    Drafts {
        quotations,
        parts,
        heads,
        told,
        leads: ordinals::leads(doc),
        announcements,
        clauses,
        said: reader.said,
        subjects: reader.subjects,
        attributions: attributions.len(),
    }
}

/// Whether somebody only reports of a plan that is not their own: `Harlow News reports the four-point plan would …`.
fn is_reported(doc: &Document<'_>, announcement: &Announcement, attributions: &[Attribution], who: Who) -> bool {
    let start = announcement.tokens.start;
    let plan = announcement.plan && announcement.subject.is_none() && start > 0 && is(doc, start - 1, "the");
    plan && reports(doc, attributions, who)
}

/// Whether `who` only reports, as a newspaper does.
fn reports(doc: &Document<'_>, attributions: &[Attribution], who: Who) -> bool {
    let Who::Attribution(index) = who else { return false };
    let report = |cue: &Span| doc.tokens_in(*cue).any(|at| any(doc, at, &["report", "reports", "reported"]));
    attributions[index].cue.iter().any(report)
}

/// Whether the source of `attribution` is `we` or `I`.
fn says_we(doc: &Document<'_>, attribution: &Attribution) -> bool {
    attribution.source.first().is_some_and(|source| subjects::is_first_person(doc, doc.tokens_in(*source)))
}

/// `I` or `we` stands at most so many tokens from what its sentence announces.
const NEAR: usize = 100;

/// Whether the author of the text makes an announcement: `I propose three reforms`, outside quotation marks.
fn is_own(doc: &Document<'_>, quotations: &[Quotation], announcement: &Announcement) -> bool {
    let at = announcement.tokens.start;
    let sentence = doc.sentences()[doc.sentence_of(at)].tokens();
    let mut near = sentence.start.max(at.saturating_sub(NEAR))..sentence.end.min(at + NEAR);
    let first = announcement.subject.clone().is_none_or(|subject| subjects::is_first_person(doc, subject));
    first && near.any(|at| any(doc, at, &["i", "we", "our", "my"])) && extent::enclosing(doc, quotations, at).is_none()
}

impl Drafts<'_> {
    /// The proposers that are no attribution's source, as the speakers stage takes them: after those of the attributions.
    pub fn sources(&self) -> Vec<SourceRef<'_>> {
        self.subjects.iter().map(Subject::as_source).collect()
    }

    /// The speaker that `who` is; nobody where it is named like an act or bill.
    pub(super) fn speaker(&self, who: Who, speakers: &Speakers) -> Option<SpeakerId> {
        let index = match who {
            Who::Attribution(index) => index,
            Who::Subject(index) => self.attributions + index,
            Who::Nobody => return None,
        };
        let statute = |id: &SpeakerId| {
            let name = speakers.speakers.get(id.0 as usize).and_then(|speaker| speaker.name.split(' ').next_back());
            name.is_some_and(|word| words::clause_part(word).contains(ClausePart::STATUTE))
        };
        speakers.of_source.get(index).copied().flatten().filter(|id| !statute(id))
    }

    /// The attribution whose content holds `span`, if any.
    pub(super) fn attribution_of(&self, span: Span) -> Option<usize> {
        holder(&self.said, span)
    }
}

/// The last of `said` that holds `span`; contents hardly ever nest, so a few steps back are enough.
fn holder(said: &[(Span, usize)], span: Span) -> Option<usize> {
    let past = said.partition_point(|(content, _)| content.start() <= span.start());
    said[..past].iter().rev().take(4).find(|(content, _)| content.contains(span)).map(|(_, index)| *index)
}

/// Adds what a plan would do: the plan's own, or its announcer's where somebody says it.
fn add_measures(doc: &Document<'_>, quotations: &[Quotation], said: &[(Span, usize)], clauses: &mut Vec<(Clause, Who)>) {
    let known: Vec<Span> = clauses.iter().map(|(clause, _)| clause.content).collect();
    for clause in measures::find(doc, quotations) {
        let past = known.partition_point(|other| other.start() < clause.content.end());
        let told = known[..past].iter().rev().take(2).any(|other| other.overlaps(clause.content));
        let who = holder(said, clause.cue).map_or(Who::Nobody, Who::Attribution);
        if !told && (clause.subject.is_some() || who != Who::Nobody) {
            clauses.push((clause, who));
        }
    }
    clauses.sort_by_key(|(clause, _)| clause.verb);
}

/// Adds what somebody says should be done (`Schools should teach it, she said`), which is a proposal where some were announced.
fn add_obligations(doc: &Document<'_>, attributions: &[Attribution], clauses: &mut Vec<(Clause, Who)>) {
    let known: Vec<Span> = clauses.iter().map(|(clause, _)| clause.content).collect();
    for (index, attribution) in attributions.iter().enumerate() {
        let Some(cue) = attribution.cue.first().copied() else { continue };
        for content in &attribution.content {
            let past = known.partition_point(|other| other.start() < content.end());
            if known[..past].iter().rev().take(2).any(|other| other.overlaps(*content)) {
                continue;
            }
            let early = if attribution.kind == Kind::Indirect { 20 } else { 8 };
            clauses.extend(obligations(doc, *content, early).into_iter().map(|(verb, content)| {
                (Clause { verb, cue, content, subject: None, force: Force::Weak }, Who::Attribution(index))
            }));
        }
    }
    clauses.sort_by_key(|(clause, _)| clause.verb);
}

/// The token of each `should` or `must` in `content` that begins an obligation of its own, the first at most `early` tokens
/// in, with what should be done.
fn obligations(doc: &Document<'_>, content: Span, early: usize) -> Vec<(usize, Span)> {
    let tokens = doc.tokens_in(content);
    let modal = |at: &usize| {
        any(doc, *at, &["should", "must", "shall"])
            || any(doc, *at, &["need", "needs", "ought", "has", "have"]) && is(doc, at + 1, "to")
    };
    let modals: Vec<usize> = tokens.clone().filter(modal).collect();
    let Some(first) = modals.first().copied().filter(|first| *first <= tokens.start + early) else { return Vec::new() };
    let more = modals.iter().copied().filter(|at| *at > first + 1 && any(doc, at - 1, &[",", "and"]));
    let counted = doc.classes(tokens.start).contains(WordClass::ORDINAL) && any(doc, tokens.start + 1, &[",", ":"]);
    let start = if counted && tokens.start + 2 < first { tokens.start + 2 } else { tokens.start };
    let starts: Vec<(usize, usize)> = std::iter::once((first, start)).chain(more.map(|at| (at, at + 1))).collect();
    let ends = starts.iter().skip(1).map(|(at, _)| at - 1).chain([tokens.end]);
    let pieces = starts.iter().zip(ends).filter_map(|((verb, start), end)| Some((*verb, extent::clause_span(doc, *start..end)?)));
    pieces.collect()
}

struct Reader<'a, 't> {
    doc: &'a Document<'t>,
    /// Every source with its attribution's index, by position.
    sources: Vec<(Span, usize)>,
    said: Vec<(Span, usize)>,
    subjects: Vec<Subject>,
}

impl<'a, 't> Reader<'a, 't> {
    fn new(doc: &'a Document<'t>, attributions: &[Attribution]) -> Self {
        let spans = |of: fn(&Attribution) -> &[Span]| {
            let mut spans: Vec<(Span, usize)> = attributions
                .iter()
                .enumerate()
                .flat_map(|(at, attribution)| of(attribution).iter().map(move |span| (*span, at)))
                .collect();
            spans.sort_unstable();
            spans
        };
        Self { doc, sources: spans(|a| &a.source), said: spans(|a| &a.content), subjects: Vec::new() }
    }

    /// The body that says what stands at `span`: `the group said it has three demands`.
    fn body_that_says(&self, span: Span) -> Option<Who> {
        let index = holder(&self.said, span)?;
        let body = |source: &Span| self.doc.tokens_in(*source).any(|at| self.doc.classes(at).contains(WordClass::PROPOSER));
        let says = self.sources.iter().any(|(source, of)| *of == index && body(source));
        says.then_some(Who::Attribution(index))
    }

    /// Who the tokens of `subject` are; `I` and `we` are whoever says the sentence.
    fn who(&mut self, subject: Option<Range<usize>>, cue: Span, content: Span) -> Who {
        let Some(subject) = subject.filter(|subject| !subject.is_empty()) else {
            return holder(&self.said, cue).map_or(Who::Nobody, Who::Attribution);
        };
        if subjects::is_first_person(self.doc, subject.clone()) {
            return holder(&self.said, cue).map_or(Who::Nobody, Who::Attribution);
        }
        if !subjects::is_agent(self.doc, subject.clone()) {
            return Who::Nobody;
        }
        let who = self.doc.span(subject);
        let past = self.sources.partition_point(|(source, _)| source.start() <= who.end());
        let whole = |source: &Span| {
            let past = self.doc.tokens_in(*source).end;
            who.contains(*source) && !(past < self.doc.tokens_in(who).end && is_capital(self.doc, past))
        };
        if let Some((_, index)) = self.sources[..past].iter().rev().take(3).find(|(source, _)| whole(source)) {
            return Who::Attribution(*index);
        }
        self.subjects.push(Subject { who, cue, content });
        Who::Subject(self.subjects.len() - 1)
    }
}
