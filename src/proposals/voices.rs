//! Who may tell what was announced. In: an announcement, its proposer and the clauses of the text. Out: whether a clause is the
//! proposer's own, told by whoever speaks for them, or by the plan itself; and who announced, where the announcement does not say.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::speakers::SpeakerId;
use crate::text::{ParagraphKind, TokenKind};

use super::announcements::{Announcement, Evidence};
use super::carriers::{Carried, Carriers, PLAN_NEAR};
use super::clauses::Clause;
use super::drafts::Who;
use super::ordinals::Found;
use super::outline::{Mark, Part};
use super::subjects;
use super::words::{self, Force, Frames, any, is};

impl Carriers<'_, '_> {
    /// Whether what was announced says itself what it wants: `The charter demands …`.
    pub(super) fn is_told_by_plan(&self, announcement: &Announcement, clause: &Clause) -> bool {
        let start = self.doc.sentences()[self.doc.sentence_of(clause.verb)].tokens().start;
        let near = self.doc.paragraph_of(clause.verb) <= self.doc.paragraph_of(announcement.tokens.start) + PLAN_NEAR;
        let noun = announcement.noun.of(self.doc.text());
        let opens = if is(self.doc, start, "according") { start + 2 } else { start };
        let named =
            self.doc.classes(opens).contains(WordClass::DETERMINER) && (opens + 1..opens + 6).any(|at| is(self.doc, at, noun));
        near && named
    }

    /// Who made what was announced, where it says itself what it wants: `The charter, drafted by the Assembly, demands …`.
    pub(super) fn author(&self, announcement: &Announcement, end: usize) -> Option<SpeakerId> {
        let last = self.doc.paragraph_of(announcement.tokens.start) + PLAN_NEAR;
        let clauses = self.clauses_in(announcement.tokens.end..self.token_before(end.min(last + 1)));
        let told = clauses.filter(|(clause, _)| self.is_told_by_plan(announcement, clause));
        told.filter_map(|(_, who)| self.drafts.speaker(*who, self.speakers)).find(|id| self.is_named(*id))
    }

    /// Whether `proposer` tells what a body wants: `She said the union wanted …`.
    pub(super) fn speaks_for(&self, clause: &Clause, proposer: Option<SpeakerId>) -> bool {
        proposer.is_some() && self.teller(clause) == proposer
    }

    /// Who tells what a body wants in `clause`.
    fn teller(&self, clause: &Clause) -> Option<SpeakerId> {
        let subject = clause.subject.clone()?;
        let body =
            any(self.doc, subject.start, &["the", "their", "his", "her", "its"]) && words::is_body(self.doc.word(subject.end - 1));
        let index = self.drafts.attribution_of(clause.cue).filter(|_| body)?;
        self.drafts.speaker(Who::Attribution(index), self.speakers)
    }

    /// Who announced, where the announcement does not say it: who proposes next.
    pub(super) fn adopted(&self, announcement: &Announcement, end: usize) -> Option<SpeakerId> {
        let own = self.doc.paragraph_of(announcement.tokens.start);
        let heads = self.section(announcement);
        let tokens =
            announcement.tokens.end..heads.clone().map_or_else(|| self.token_before(end.min(own + 4)), |section| section.end);
        let sure = announcement.strong && announcement.evidence >= Evidence::Presented;
        let strong = self.clauses_in(tokens).filter(|(clause, _)| sure && clause.force == Force::Strong);
        let proposes = |(clause, who): &(Clause, Who)| self.teller(clause).or_else(|| self.drafts.speaker(*who, self.speakers));
        let any = self.clauses_in(heads.unwrap_or_default()).filter(|(clause, _)| clause.force != Force::Plan);
        let opens = |(clause, _): &&(Clause, Who)| {
            let sentence = self.doc.sentences()[self.doc.sentence_of(clause.verb)].tokens();
            clause.subject.as_ref().is_none_or(|subject| subject.start == sentence.start)
        };
        let named = |id: &SpeakerId| self.is_named(*id);
        let below = any.filter(opens).filter_map(proposes).find(named);
        below.or_else(|| strong.filter(opens).filter_map(proposes).find(named))
    }

    /// The tokens from an announcement that is a heading to the next heading.
    fn section(&self, announcement: &Announcement) -> Option<Range<usize>> {
        let own = self.doc.paragraph_of(announcement.tokens.start);
        let heading = |at: &usize| self.drafts.parts[*at] == Part::Heading;
        let next = (own + 1..self.drafts.parts.len()).find(heading).unwrap_or(self.drafts.parts.len());
        heading(&own).then(|| announcement.tokens.end..self.token_before(next))
    }

    /// Whether somebody who is not named, or a paper, goes on below the heading that announces: `The letter also sought …`.
    pub(super) fn goes_on_below(&self, announcement: &Announcement, clause: &Clause, who: Who) -> bool {
        let unnamed = self.drafts.speaker(who, self.speakers).is_none_or(|id| !self.is_named(id));
        let paper = clause.subject.clone().is_some_and(|subject| subjects::is_paper(self.doc, subject.end - 1));
        (unnamed || paper)
            && announcement.strong
            && announcement.subject.is_none()
            && self.section(announcement).is_some_and(|section| section.contains(&clause.verb))
    }

    /// Whether what was announced with a noun for anything (`three changes`) is something to be done: its sentence asks for it, or
    /// most of its items say so.
    pub(super) fn asks(&self, announcement: &Announcement, carried: &Carried) -> bool {
        let count = carried.items.len();
        let sure = announcement.evidence >= Evidence::Presented;
        let obliges = |tokens: Range<usize>| {
            tokens.into_iter().any(|at| {
                any(self.doc, at, &["should", "must", "shall"])
                    || any(self.doc, at, &["need", "needs", "has", "have", "ought"]) && is(self.doc, at + 1, "to")
            })
        };
        let sentence = |at: usize| self.doc.sentences()[self.doc.sentence_of(at)].tokens();
        let own = sentence(announcement.tokens.start);
        let before = announcement.tokens.start.saturating_sub(5).max(own.start)..announcement.tokens.start;
        let asks = |at: usize| {
            let set_out = words::announcing(self.doc.word(at)).is_some_and(|particles| !particles.is_empty());
            let cue = words::cue(self.doc.word(at)).filter(|cue| !cue.frames.contains(Frames::IDEA));
            set_out
                || cue.is_some_and(|cue| cue.force != Force::Weak)
                || any(self.doc, at, &["asks", "asked", "asking", "wants", "wanted"])
        };
        // `The town has five missions to deliver calm.`
        let end = announcement.tokens.end;
        let purpose = announcement.evidence == Evidence::Governed && is(self.doc, end, "to");
        let asked = purpose || before.into_iter().any(asks);
        let ordered = |start: usize| {
            let other = WordClass::DETERMINER | WordClass::PRONOUN | WordClass::PREPOSITION;
            let counted = start > 1 && is(self.doc, start - 1, ",") && self.doc.classes(start - 2).contains(WordClass::ORDINAL);
            counted && !words::is_capital(self.doc, start) && !self.doc.classes(start).intersects(other)
        };
        let to_do = |item: &Found| {
            let start = self.doc.tokens_in(item.content).start;
            let labelled = matches!(self.drafts.parts[self.doc.paragraph_of(start)], Part::Item(Mark::Labelled(_), _));
            let begins = labelled || ordered(start) || words::is_gerund(self.doc, start);
            begins || start > 0 && is(self.doc, start - 1, "to") || obliges(sentence(start))
        };
        let many = carried.items.iter().filter(|item| to_do(item)).count();
        if count as u32 == announcement.count {
            return sure && carried.structured && (asked || obliges(own.clone()) || many * 2 > count);
        }
        let governed = asked || own.take_while(|at| *at < announcement.tokens.start).any(asks);
        sure && (governed || carried.laid_out && count > 2) && count > 0 && many == count
    }

    /// Whether the speaker `id` has a name.
    pub(super) fn is_named(&self, id: SpeakerId) -> bool {
        self.speakers.speakers.get(id.0 as usize).is_some_and(|speaker| speaker.named)
    }

    /// Who speaks for the body that announced: `Its leader, Ana Ruiz, proposed …` in one of the next three sentences.
    pub(super) fn leader(&self, announcement: &Announcement) -> Option<SpeakerId> {
        let own = self.doc.sentence_of(announcement.tokens.start);
        let next = own + 1..(own + 4).min(self.doc.sentences().len());
        let leads = |start: usize| {
            any(self.doc, start, &["its", "their"])
                && (start + 1..start + 4).any(|at| self.doc.classes(at).contains(WordClass::ROLE))
        };
        // `Announcing the strike, its secretary said …`
        let opens = |tokens: &Range<usize>| {
            let comma = tokens.clone().take(8).find(|at| is(self.doc, *at, ",")).map(|comma| comma + 1);
            leads(tokens.start) || comma.is_some_and(|at| words::is_gerund(self.doc, tokens.start) && leads(at))
        };
        let sentence = next.map(|at| self.doc.sentences()[at].tokens()).find(opens)?;
        self.clauses_in(sentence).find_map(|(_, who)| self.drafts.speaker(*who, self.speakers))
    }

    /// Whether somebody who is not named (`the party`) goes on in the paragraph of an announcement, or a body soon after it.
    pub(super) fn speaks_on(&self, announcement: &Announcement, clause: &Clause, who: Who) -> bool {
        let paragraph = self.doc.paragraph_of(announcement.tokens.start);
        let unnamed = |id: SpeakerId| !self.is_named(id);
        let Some(subject) = clause.subject.clone() else { return false };
        let at = self.doc.paragraph_of(clause.verb);
        let body = announcement.subject.is_some() && words::is_body(self.doc.word(subject.end - 1)) && at <= paragraph + 3;
        let others = subjects::are_people(self.doc.word(subject.end - 1))
            && announcement.subject.clone().is_some_and(|subject| !self.is_group(subject));
        // `Three coordinators placed … The three coordinators demanded …`
        let head = self.doc.word(subject.end - 1);
        let again = announcement.subject.clone().is_some_and(|mut who| who.any(|at| is(self.doc, at, head)));
        is(self.doc, subject.start, "the")
            && (at == paragraph || body || again)
            && (!others || again)
            && self.drafts.speaker(who, self.speakers).is_some_and(unnamed)
    }

    /// Whether what a clause proposes is an announcement, or what it is for: `highlighted five priorities`, `unveiled a two-point plan to …`.
    pub(super) fn announces(&self, clause: &Clause) -> bool {
        let announcements = &self.drafts.announcements;
        let next = announcements.partition_point(|(announcement, _)| announcement.tokens.start < clause.verb);
        let before = next.checked_sub(1).map(|before| &announcements[before].0);
        if before.is_some_and(|announcement| self.describes(clause, announcement)) {
            return true;
        }
        let start = announcements.get(next).map(|(announcement, _)| self.doc.tokens()[announcement.tokens.start].span.start());
        start.is_some_and(|start| start < clause.content.end())
    }

    /// Whether a clause only says of an announcement before it whose it is: `five steps that she wants towns to take`.
    fn describes(&self, clause: &Clause, announcement: &Announcement) -> bool {
        let between = announcement.tokens.end..clause.verb;
        let same = self.doc.sentence_of(clause.verb) == self.doc.sentence_of(announcement.tokens.start);
        let relative = between.clone().take(4).any(|at| any(self.doc, at, &["that", "which"]));
        same && relative && between.into_iter().all(|at| self.doc.is(at, TokenKind::Word))
    }

    /// Whether a clause can be an item of `proposer`'s: their own, or the plan's.
    pub(super) fn can_carry(&self, clause: &Clause, who: Who, proposer: Option<SpeakerId>) -> bool {
        let paragraph = self.doc.paragraph_of(clause.verb);
        let page =
            self.drafts.parts[paragraph] == Part::Furniture || self.doc.paragraphs()[paragraph].kind == ParagraphKind::Heading;
        let speaker = self.drafts.speaker(who, self.speakers);
        let nobody = speaker.is_none() && proposer.is_none() && clause.force == Force::Weak;
        !page && !nobody && (speaker == proposer || speaker.is_none())
    }
}
