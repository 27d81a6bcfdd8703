//! What reads like a proposal, before it is known who is who. In: the document, quotations and attributions. Out: announcements
//! and clauses, each with the stretch of text that names its proposer, for the speakers stage to resolve.

use std::ops::Range;

use crate::attribution::Attribution;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::speakers::{SourceRef, SpeakerId, Speakers};
use crate::text::Document;

use super::announcements::{self, Announcement};
use super::clauses::{self, Clause};
use super::ordinals::{self, Lead};
use super::outline::{self, Part};
use super::subjects;

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
    /// Every attribution's content with the attribution's index, by position.
    pub(super) said: Vec<(Span, usize)>,
    subjects: Vec<Subject>,
    attributions: usize,
}

/// Reads `doc` for announcements and clauses that propose.
pub fn read<'q>(doc: &Document<'_>, quotations: &'q [Quotation], attributions: &[Attribution]) -> Drafts<'q> {
    let mut reader = Reader::new(doc, attributions);
    let announcements = announcements::find(doc).into_iter().map(|announcement| {
        let who = reader.who(announcement.subject.clone(), doc.span(announcement.tokens.clone()), announcement.noun);
        (announcement, who)
    });
    let announcements = announcements.collect();
    let clauses = clauses::find(doc, quotations).into_iter().map(|clause| {
        let who = reader.who(clause.subject.clone(), clause.cue, clause.content);
        (clause, who)
    });
    let clauses = clauses.collect();
    Drafts {
        quotations,
        parts: outline::parts(doc),
        leads: ordinals::leads(doc),
        announcements,
        clauses,
        said: reader.said,
        subjects: reader.subjects,
        attributions: attributions.len(),
    }
}

impl Drafts<'_> {
    /// The proposers that are no attribution's source, as the speakers stage takes them: after those of the attributions.
    pub fn sources(&self) -> Vec<SourceRef<'_>> {
        self.subjects.iter().map(Subject::as_source).collect()
    }

    /// The speaker that `who` is.
    pub(super) fn speaker(&self, who: Who, speakers: &Speakers) -> Option<SpeakerId> {
        let index = match who {
            Who::Attribution(index) => index,
            Who::Subject(index) => self.attributions + index,
            Who::Nobody => return None,
        };
        speakers.of_source.get(index).copied().flatten()
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
        if let Some((_, index)) = self.sources[..past].iter().rev().take(3).find(|(source, _)| source.overlaps(who)) {
            return Who::Attribution(*index);
        }
        self.subjects.push(Subject { who, cue, content });
        Who::Subject(self.subjects.len() - 1)
    }
}
