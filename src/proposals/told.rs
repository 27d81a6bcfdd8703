//! Items that plain sentences tell: `The plan has five points. The government will open 200 clinics. It will also …`. In: an
//! announcement and what was found of it. Out: all its items, where the sentences that go on from it tell as many as announced.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::speakers::SpeakerId;

use super::announcements::{Announcement, Evidence};
use super::carriers::Carriers;
use super::clauses::Clause;
use super::drafts::Who;
use super::ordinals::Found;
use super::outline::Part;
use super::words::{self, any, is};
use super::{extent, parts, subjects};

/// The sentences reach at most so many paragraphs past the announcement's.
const NEAR: usize = 6;
/// A modal further into its sentence belongs to another clause.
const EARLY: usize = 14;

impl Carriers<'_, '_> {
    /// As many items as `announcement` promises, from `found` and the sentences right after it that each say what will or should
    /// be done; empty where they are more or fewer.
    pub(super) fn told(&self, announcement: &Announcement, proposer: Option<SpeakerId>, found: &[Found], end: usize) -> Vec<Found> {
        let sure = announcement.strong || announcement.evidence == Evidence::Governed;
        if announcement.evidence < Evidence::Presented || !sure {
            return Vec::new();
        }
        let wanted = announcement.part.unwrap_or(announcement.count) as usize;
        let own = self.doc.paragraph_of(announcement.tokens.start);
        let first = self.doc.sentence_of(announcement.tokens.start);
        let within = |tokens: &Range<usize>, item: &Found| tokens.contains(&self.doc.tokens_in(item.content).start);
        let listed = found.iter().filter(|item| within(&self.doc.sentences()[first].tokens(), item));
        let mut items: Vec<Found> = listed.cloned().collect();
        for paragraph in (own..end.min(own + NEAR)).filter(|at| *at == own || self.drafts.parts[*at] != Part::Furniture) {
            for sentence in self.doc.paragraphs()[paragraph].sentences().filter(|at| *at > first) {
                let tokens = self.doc.sentences()[sentence].tokens();
                let known: Vec<Found> = found.iter().filter(|item| within(&tokens, item)).cloned().collect();
                let room = wanted.saturating_sub(items.len());
                let more = if known.is_empty() { self.measures_in(tokens, proposer, room) } else { known };
                if more.is_empty() || self.drafts.parts[paragraph] != Part::Body && paragraph != own {
                    return if items.len() == wanted { items } else { Vec::new() };
                }
                items.extend(more);
            }
            if items.len() >= wanted {
                break;
            }
        }
        if items.len() == wanted { items } else { Vec::new() }
    }

    /// What the sentence at `tokens` says will or should be done, at most `room` things where it is a series.
    fn measures_in(&self, tokens: Range<usize>, proposer: Option<SpeakerId>, room: usize) -> Vec<Found> {
        let own = |(clause, who): &&(Clause, Who)| self.can_carry(clause, *who, proposer) && !self.announces(clause);
        let clauses: Vec<&Clause> = self.clauses_in(tokens.clone()).filter(own).map(|(clause, _)| clause).collect();
        if !clauses.is_empty() {
            let contents = |clause: &Clause| {
                let parts = parts::parallel(self.doc, clause.content, room);
                let cue = Some(clause.cue);
                parts.into_iter().map(move |content| Found { content, cue }).collect::<Vec<_>>()
            };
            return clauses.into_iter().flat_map(contents).collect();
        }
        let speaker = self.drafts.attribution_of(self.doc.tokens()[tokens.start].span);
        let speaker = speaker.and_then(|index| self.drafts.speaker(Who::Attribution(index), self.speakers));
        if speaker.is_some() && speaker != proposer {
            return Vec::new();
        }
        self.modal_clauses(tokens).into_iter().flat_map(|clause| self.measures_of(clause, room)).collect()
    }

    /// The clauses of a sentence, each with its modal: `students would get loans, and an agency would build homes`.
    fn modal_clauses(&self, tokens: Range<usize>) -> Vec<(Range<usize>, usize)> {
        let doc = self.doc;
        let joint = |at: &usize| any(doc, *at, &[",", ";"]) && any(doc, at + 1, &["and", "while"]) || is(doc, *at, ";");
        let mut starts = vec![tokens.start];
        starts.extend(tokens.clone().filter(joint));
        let ends = starts.iter().skip(1).copied().chain([tokens.end]).collect::<Vec<_>>();
        let modal = |range: &Range<usize>| {
            let early = range.start..range.end.min(range.start + EARLY);
            early.into_iter().find(|at| any(doc, *at, &["will", "would", "shall", "should", "must"]))
        };
        let pieces: Vec<(Range<usize>, Option<usize>)> =
            starts.into_iter().zip(ends).map(|(start, end)| start..end).map(|range| (range.clone(), modal(&range))).collect();
        if pieces.iter().all(|(_, modal)| modal.is_some()) {
            return pieces.into_iter().filter_map(|(range, modal)| Some((range, modal?))).collect();
        }
        modal(&tokens).map(|modal| (tokens, modal)).into_iter().collect()
    }

    /// What a clause with a modal says will be done: what its doer will do, or the whole of it.
    fn measures_of(&self, (clause, modal): (Range<usize>, usize), room: usize) -> Vec<Found> {
        let doc = self.doc;
        let mut verb = modal + 1;
        while doc.classes(verb).contains(WordClass::MID_ADVERB) {
            verb += 1;
        }
        let subject = subjects::of_verb(doc, modal).filter(|subject| subject.start >= clause.start);
        let agent = subject.clone().is_some_and(|subject| {
            let pronoun = subject.len() == 1 && any(doc, subject.start, &["it", "we", "they", "he", "she"]);
            pronoun || subjects::is_agent(doc, subject)
        });
        let done = any(doc, verb, &["be", "become", "have", "get", "also"]);
        let plan = subject.is_some_and(|subject| subjects::is_plan(doc, subject)) || is(doc, clause.start, "under");
        if words::is_plan_outcome(doc.word(verb)) && !done || plan && !agent && words::is_plan_outcome(doc.word(verb)) {
            return Vec::new();
        }
        let found = |content| Found { content, cue: None };
        let end = clause.end.min(extent::limit(doc, self.drafts.quotations, modal));
        if agent && !done {
            let Some(content) = extent::clause_span(doc, verb..end) else { return Vec::new() };
            return parts::list(doc, content, room).into_iter().map(found).collect();
        }
        let said = if is(doc, clause.start, "according") { extent::past_comma(doc, clause.start..modal) } else { clause.start };
        let start = (said..modal).find(|at| !any(doc, *at, &[",", ";", "and", "while"])).unwrap_or(modal);
        extent::clause_span(doc, start..end).map(found).into_iter().collect()
    }
}
