//! Gives an announcement its items. In: an announcement and the stretch of text it can reach. Out: the items of the carrier that
//! fits best: laid-out lists, counting sentences, a series, headings, running text.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::speakers::{SpeakerId, Speakers};
use crate::text::Document;

use super::announcements::{Announcement, Evidence};
use super::clauses::Clause;
use super::drafts::{Drafts, Who};
use super::lists::Layout;
use super::ordinals::{Counting, Found, Lead};
use super::outline::Part;
use super::words::{self, Force, Form, Frames, any, is};
use super::{parts, series};

/// An announcement reaches at most so many paragraphs.
const FARTHEST: usize = 400;
/// What a plan would do is told at most so many paragraphs after it was announced.
pub(super) const PLAN_NEAR: usize = 8;

/// The items of an announcement and how they are carried.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Carried {
    /// The items, in text order.
    pub items: Vec<Found>,
    /// Whether they are laid out, counted or listed, so that they need no verb that announces.
    pub structured: bool,
    /// Whether they are more than a series of phrases.
    pub laid_out: bool,
}

/// Where the items of announcements are looked for.
pub(super) struct Carriers<'a, 't> {
    pub doc: &'a Document<'t>,
    pub drafts: &'a Drafts<'a>,
    pub speakers: &'a Speakers,
}

impl Carriers<'_, '_> {
    /// The items of `announcement`, made by `proposer`, in the paragraphs from its own to before `end`, or before it back to `start`.
    pub(super) fn items(&self, announcement: &Announcement, proposer: Option<SpeakerId>, reach: Range<usize>) -> Carried {
        let own = self.doc.paragraph_of(announcement.tokens.start);
        let after = own + 1..reach.end.min(own + FARTHEST);
        let count = announcement.count;
        let part = announcement.part.unwrap_or(count);
        let plain = |spans: Vec<Span>| spans.into_iter().map(|content| Found { content, cue: None }).collect::<Vec<_>>();
        let layout = Layout { doc: self.doc, parts: &self.drafts.parts };
        // An announcement in the first of its items: `1. Higher pay leads the union's ten demands.`
        let first = matches!(self.drafts.parts[own], Part::Item(mark, _) if mark.ordinal() == Some(1) && count > 2);
        let listed = own + usize::from(!first)..after.end;
        // Whether its items are more than a series of phrases, and how they are found.
        let candidates: [(bool, &dyn Fn() -> Vec<Found>); 13] = [
            (false, &|| plain(self.series(announcement.tokens.end, part))),
            (true, &|| plain(layout.marked(listed.clone(), count))),
            (false, &|| plain(self.promised(announcement, proposer))),
            (true, &|| self.counted(announcement, proposer, after.end)),
            (true, &|| plain(layout.headings(after.clone(), count))),
            (true, &|| plain(layout.titled(after.clone(), count))),
            (true, &|| plain(layout.lines(own..after.end, count))),
            (true, &|| plain(layout.bare_lines(own..after.end, count))),
            (true, &|| plain(self.quoted(announcement))),
            (true, &|| plain(self.paragraph_after(announcement))),
            (true, &|| plain(self.behind_colon(announcement))),
            (false, &|| plain(self.infinitives(announcement))),
            (true, &|| self.before(announcement, proposer, &layout, reach.start..own + 1)),
        ];
        let mut best = Carried::default();
        for (at, (laid_out, candidate)) in candidates.into_iter().enumerate() {
            let items = candidate();
            let complete = [count, part].contains(&(items.len() as u32));
            // Numbered lines, even where the page leaves some out, tell more than a part of a series.
            let laid = laid_out && !best.laid_out && items.len() > 1;
            let numbered = at == 1 && items.first().is_some_and(|item| self.is_numbered(item));
            if items.len() > best.items.len() || laid && (numbered || items.len() == best.items.len()) {
                best = Carried { structured: items.len() > 1, items, laid_out };
            }
            if complete {
                return best;
            }
        }
        let with_clauses = self.with_clauses(announcement, proposer, best.items.clone(), after.end);
        if with_clauses.len() as u32 != count {
            let told = self.told(announcement, proposer, &best.items, after.end);
            if !told.is_empty() {
                return Carried { structured: told.len() > 1, items: told, laid_out: false };
            }
        }
        best.items = with_clauses;
        best
    }

    /// What the sentence of an announcement that ends before token `end` lists, and what a later one lists of the others.
    fn series(&self, end: usize, count: u32) -> Vec<Span> {
        let mut items = series::after(self.doc, self.drafts.quotations, end, count);
        let missing = count.saturating_sub(items.len() as u32);
        if missing > 1 && !items.is_empty() {
            items.extend(series::others(self.doc, self.drafts.quotations, end, missing));
            items.dedup();
        }
        items
    }

    /// The sentences of the announcement's own quotation, or of the next one in its paragraph, where they are as many as announced
    /// and the noun is always something proposed:
    /// `"We have three demands," she said. "Pay us. Give back the pensions. Sack the director."`
    fn quoted(&self, announcement: &Announcement) -> Vec<Span> {
        if !announcement.strong {
            return Vec::new();
        }
        let end = announcement.tokens.end;
        let paragraph = self.doc.paragraphs()[self.doc.paragraph_of(announcement.tokens.start)].span;
        let from = self.doc.tokens()[end - 1].span.end();
        let first = self.drafts.quotations.partition_point(|quotation| quotation.span.end() <= from);
        let near = self.drafts.quotations[first..].iter().take(2).filter(|quotation| paragraph.contains(quotation.span));
        let sentences = |quotation: &Quotation| -> Vec<Span> {
            let tokens = self.doc.tokens_in(quotation.inner);
            let starts = self.doc.sentences().iter().skip(self.doc.sentence_of(tokens.start)).map(|sentence| sentence.tokens());
            let inside = starts
                .take_while(|sentence| sentence.start < tokens.end)
                .map(|sentence| sentence.start.max(tokens.start)..sentence.end.min(tokens.end));
            let later = inside.filter(|sentence| sentence.start >= end && sentence.len() > 1);
            later.filter_map(|sentence| Layout { doc: self.doc, parts: &self.drafts.parts }.sentence(sentence)).collect()
        };
        near.map(sentences).find(|found| found.len() as u32 == announcement.count).unwrap_or_default()
    }

    /// As many things as were announced in what the proposer says next will be done: `She said her party would A, B and C.`
    fn promised(&self, announcement: &Announcement, proposer: Option<SpeakerId>) -> Vec<Span> {
        let from = self.doc.tokens()[announcement.tokens.end - 1].span.end();
        let first = self.drafts.said.partition_point(|(content, _)| content.start() < from);
        let sure = proposer.is_some() && (announcement.plan || announcement.evidence == Evidence::Governed);
        let own = |index: usize| sure && self.drafts.speaker(Who::Attribution(index), self.speakers) == proposer;
        let next = self.drafts.said[first..].iter().take(3).filter(|(_, index)| own(*index));
        let series = |content: Span| -> Vec<Span> {
            let tokens = self.doc.tokens_in(content);
            let modal = tokens.clone().take(8).find(|at| any(self.doc, *at, &["will", "would"]));
            let modal = modal.filter(|modal| !series::has_company(self.doc, modal + 1..tokens.end));
            modal.map_or_else(Vec::new, |modal| series::split(self.doc, modal + 1..tokens.end, announcement.count, true))
        };
        next.map(|(content, _)| series(*content)).find(|items| !items.is_empty()).unwrap_or_default()
    }

    /// The sentences that follow the announcement in its paragraph, where they are as many and each says what should be done.
    fn paragraph_after(&self, announcement: &Announcement) -> Vec<Span> {
        let own = self.doc.sentence_of(announcement.tokens.start);
        let paragraph = self.doc.paragraphs()[self.doc.paragraph_of(announcement.tokens.start)].sentences();
        let obliges = |sentence: &Range<usize>| sentence.clone().any(|at| any(self.doc, at, &["should", "must"]));
        let sentences: Vec<Range<usize>> =
            (own + 1..paragraph.end).map(|at| self.doc.sentences()[at].tokens()).take_while(obliges).collect();
        let layout = Layout { doc: self.doc, parts: &self.drafts.parts };
        let whole = sentences.len() as u32 == announcement.count && announcement.evidence >= Evidence::Presented;
        if whole { sentences.into_iter().filter_map(|tokens| layout.sentence(tokens)).collect() } else { Vec::new() }
    }

    /// The items that sentences after the announcement count.
    fn counted(&self, announcement: &Announcement, proposer: Option<SpeakerId>, end: usize) -> Vec<Found> {
        let until = self.token_before(end);
        self.count(announcement, proposer, announcement.tokens.end..until)
    }

    fn count(&self, announcement: &Announcement, proposer: Option<SpeakerId>, tokens: Range<usize>) -> Vec<Found> {
        let leads = &self.drafts.leads;
        let from = leads.partition_point(|lead| lead.at < tokens.start);
        let past = leads.partition_point(|lead| lead.at < tokens.end).max(from);
        let own = self
            .clauses_in(tokens)
            .filter(|(clause, who)| !matches!(clause.force, Force::Weak | Force::Plan) && self.can_carry(clause, *who, proposer));
        let clauses: Vec<Clause> = own.map(|(clause, _)| clause.clone()).collect();
        let counting = Counting { doc: self.doc, quotations: self.drafts.quotations, clauses: &clauses, count: announcement.count };
        let items = counting.items(&leads[from..past], |lead| self.is_of_another(lead, proposer));
        if items.len() as u32 == announcement.count {
            return items;
        }
        // Whoever counts up to the number that was announced counts what was announced.
        let all =
            counting.explicit(&leads[from..past], |lead| self.drafts.parts[self.doc.paragraph_of(lead.at)] == Part::Furniture);
        if all.len() as u32 == announcement.count { all } else { items }
    }

    /// Whether what `lead` counts is said by somebody other than `proposer`, or stands in a line of the page.
    fn is_of_another(&self, lead: &Lead, proposer: Option<SpeakerId>) -> bool {
        let paragraph = self.doc.paragraph_of(lead.at);
        let span = self.doc.tokens()[lead.start].span;
        let speaker =
            self.drafts.attribution_of(span).and_then(|index| self.drafts.speaker(Who::Attribution(index), self.speakers));
        let other = proposer.is_some() && speaker.is_some() && speaker != proposer;
        self.drafts.parts[paragraph] == Part::Furniture || other && !self.is_told_by_pronoun(lead)
    }

    /// Whether the sentence of `lead` names its speaker with nothing but `he` or `she`: whoever counts on goes on.
    fn is_told_by_pronoun(&self, lead: &Lead) -> bool {
        let sentence = self.doc.sentences()[self.doc.sentence_of(lead.at)].tokens();
        let says = |at: usize| self.doc.classes(at).contains(WordClass::CUE_VERB) && any(self.doc, at - 1, &["he", "she"]);
        (sentence.start + 1..sentence.end).any(says)
    }

    /// The items that stand before an announcement that points back: a list, or sentences that count.
    fn before(
        &self,
        announcement: &Announcement,
        proposer: Option<SpeakerId>,
        layout: &Layout<'_, '_>,
        reach: Range<usize>,
    ) -> Vec<Found> {
        let own = reach.end - 1;
        let marked = layout.marked_before(reach.start..own, announcement.count);
        if !marked.is_empty() {
            return marked.into_iter().map(|content| Found { content, cue: None }).collect();
        }
        let told = self.paragraph_before(announcement, reach.clone());
        if !told.is_empty() {
            return told;
        }
        let start = self.doc.paragraphs()[reach.start].tokens().start;
        let counted = self.count(announcement, proposer, start..announcement.tokens.start);
        let points_back =
            announcement.back || announcement.evidence >= Evidence::Presented && counted.len() as u32 == announcement.count;
        if points_back { counted } else { Vec::new() }
    }

    /// The sentences of the paragraph before `These four measures were announced by …`, where they are as many.
    fn paragraph_before(&self, announcement: &Announcement, reach: Range<usize>) -> Vec<Found> {
        let own = reach.end - 1;
        let Some(before) = (reach.start..own).rev().find(|at| self.drafts.parts[*at] == Part::Body) else { return Vec::new() };
        let sentences = self.doc.paragraphs()[before].sentences();
        if !announcement.back || announcement.evidence < Evidence::Governed || sentences.len() as u32 != announcement.count {
            return Vec::new();
        }
        let layout = Layout { doc: self.doc, parts: &self.drafts.parts };
        let told = sentences.filter_map(|at| layout.sentence(self.doc.sentences()[at].tokens()));
        told.map(|content| Found { content, cue: None }).collect()
    }

    /// First token of paragraph `end`, or past the last token.
    pub(super) fn token_before(&self, end: usize) -> usize {
        self.doc.paragraphs().get(end).map_or(self.doc.tokens().len(), |paragraph| paragraph.tokens().start)
    }

    pub(super) fn clauses_in(&self, tokens: Range<usize>) -> impl Iterator<Item = &(Clause, Who)> {
        let clauses = &self.drafts.clauses;
        let from = clauses.partition_point(|(clause, _)| clause.verb < tokens.start);
        clauses[from..].iter().take_while(move |(clause, _)| clause.verb < tokens.end)
    }

    /// `items`, and where some are missing the clauses in which the same proposer proposes, as many as are missing: first those
    /// whose verb proposes by itself, then the others.
    fn with_clauses(&self, announcement: &Announcement, proposer: Option<SpeakerId>, items: Vec<Found>, end: usize) -> Vec<Found> {
        let tokens = announcement.tokens.end..self.token_before(end);
        let missing = (announcement.count as usize).saturating_sub(items.len());
        let leader = self.leader(announcement);
        let taken = |clause: &Clause| items.iter().any(|item| item.content.overlaps(clause.content));
        let open: Vec<(usize, &Clause)> = self
            .clauses_in(tokens)
            .filter(|(clause, who)| {
                self.can_carry(clause, *who, proposer)
                    || self.speaks_on(announcement, clause, *who)
                    || self.speaks_for(clause, proposer)
                    || self.is_told_by_plan(announcement, clause)
                    || self.goes_on_below(announcement, clause, *who)
                    || leader.is_some() && self.can_carry(clause, *who, leader)
                    || self.is_of_side(announcement, clause, *who, proposer)
            })
            .filter(|(clause, _)| !taken(clause) && !self.announces(clause) && self.is_near(announcement, clause))
            .filter(|(clause, _)| !self.explains(clause, &items) && !self.is_purpose(announcement, clause))
            .map(|(clause, _)| (force(clause, announcement), clause))
            .filter(|(force, _)| *force < 2)
            .collect();
        let chosen = choose(&open, missing);
        let known = items.len();
        let mut items = items;
        for (at, clause) in chosen.iter().enumerate() {
            if items[known..].iter().any(|item| item.content.overlaps(clause.content)) {
                continue;
            }
            let room = missing.saturating_sub(items.len() - known + chosen.len() - at - 1).max(1);
            let apart = parts::semicolons(self.doc, self.drafts.quotations, clause.content, room);
            let whole = || series::split(self.doc, self.doc.tokens_in(clause.content), room as u32, true);
            let whole = if chosen.len() == 1 && room > 2 { whole() } else { Vec::new() };
            let contents = match clause.force {
                _ if !apart.is_empty() => apart,
                _ if !whole.is_empty() => whole,
                _ if clause.force == Force::Plan || self.is_infinitive(clause) => parts::list(self.doc, clause.content, room),
                _ => parts::phrases(self.doc, clause.content, room),
            };
            items.extend(contents.into_iter().map(|content| Found { content, cue: Some(clause.cue) }));
        }
        items.truncate(announcement.count as usize);
        items.sort_by_key(|item| item.content.start());
        items
    }

    /// Whether an item stands in a numbered line.
    fn is_numbered(&self, item: &Found) -> bool {
        let paragraph = self.doc.paragraph_of(self.doc.tokens_in(item.content).start);
        matches!(self.drafts.parts[paragraph], Part::Item(mark, _) if mark.ordinal().is_some())
    }

    /// Whether a clause stands between items that are numbered lines: it says more of the one above it.
    fn explains(&self, clause: &Clause, items: &[Found]) -> bool {
        let paragraph = |item: &Found| self.doc.paragraph_of(self.doc.tokens_in(item.content).start);
        let numbered = |item: &&Found| self.is_numbered(item);
        let (first, last) = (items.iter().find(numbered), items.iter().rfind(numbered));
        let at = self.doc.paragraph_of(clause.verb);
        first.zip(last).is_some_and(|(first, last)| (paragraph(first)..=paragraph(last)).contains(&at))
    }

    /// Whether a clause only says what the announcement in its sentence is for: `set out six steps, aiming to calm voters`.
    fn is_purpose(&self, announcement: &Announcement, clause: &Clause) -> bool {
        let cue = words::cue(self.doc.word(clause.verb));
        let aims = cue.is_some_and(|cue| cue.form == Form::Gerund && cue.force == Force::Weak && cue.frames.contains(Frames::TO));
        aims && self.doc.sentence_of(clause.verb) == self.doc.sentence_of(announcement.tokens.start)
    }

    /// Whether `to` leads to what a clause proposes: `asked ministers to cut fares`.
    fn is_infinitive(&self, clause: &Clause) -> bool {
        let start = self.doc.tokens_in(clause.content).start;
        start > 0 && is(self.doc, start - 1, "to")
    }

    /// Whether `clause` is near enough to `announcement` for the plan that it is about to be that one.
    fn is_near(&self, announcement: &Announcement, clause: &Clause) -> bool {
        let paragraph = |at: usize| self.doc.paragraph_of(at);
        clause.force != Force::Plan || paragraph(clause.verb) <= paragraph(announcement.tokens.start) + PLAN_NEAR
    }
}

/// As many clauses as are missing: those that propose by themselves, then those nearest to them that may, in text order.
fn choose<'c>(open: &[(usize, &'c Clause)], missing: usize) -> Vec<&'c Clause> {
    let of = |level: usize| open.iter().filter(move |(force, _)| *force == level).map(|(_, clause)| *clause);
    let mut chosen: Vec<&Clause> = of(0).take(missing).collect();
    let mut others: Vec<&Clause> = of(1).collect();
    if let (Some(first), Some(last)) = (chosen.first(), chosen.last()) {
        let (first, last) = (first.verb, last.verb);
        others.sort_by_key(|clause| first.saturating_sub(clause.verb).max(clause.verb.saturating_sub(last)));
    }
    chosen.extend(others.into_iter().take(missing - chosen.len()));
    chosen.sort_by_key(|clause| clause.verb);
    chosen
}

/// 0 for a clause that proposes by itself what was announced, 1 for one that may, 2 for one that does not.
fn force(clause: &Clause, announcement: &Announcement) -> usize {
    match clause.force {
        Force::Strong => 0,
        Force::Pledge if announcement.pledge => 0,
        Force::Pledge => usize::from(announcement.strong && !announcement.plan) + 1,
        Force::Weak | Force::Plan => 1,
    }
}
