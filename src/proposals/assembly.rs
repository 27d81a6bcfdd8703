//! Puts announcements and clauses together. Announcements of one number are one entry; what nobody announced is one entry per
//! proposer.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::span::Span;
use crate::speakers::{Speaker, SpeakerId, Speakers};
use crate::text::{Document, ParagraphKind};

use super::announcements::{Announcement, Evidence};
use super::carriers::{Carried, Carriers};
use super::drafts::{Drafts, Who};
use super::lists::Layout;
use super::ordinals::Found;
use super::outline::Part;
use super::words::{self, Force};
use super::{Item, Proposal, parts};

/// Announcements that are one: the headline's and the text's.
struct Group<'a> {
    /// The one that says most.
    best: &'a Announcement,
    proposer: Option<SpeakerId>,
    /// Indices of all of them.
    members: Vec<usize>,
    /// Whether they are all in headings.
    heading: bool,
}

/// The proposals of an article, announced ones first by position, all in text order.
pub(super) fn assemble(doc: &Document<'_>, drafts: &Drafts<'_>, speakers: &Speakers) -> Vec<Proposal> {
    let carriers = Carriers { doc, drafts, speakers };
    let mut groups = groups(doc, drafts, speakers);
    for at in 0..groups.len() {
        let end = reach(doc, drafts, &groups, at).end;
        let (best, known) = (groups[at].best, groups[at].proposer);
        if !known.is_some_and(|id| carriers.is_named(id)) {
            let adopted = || carriers.adopted(best, end).filter(|_| best.subject.is_none());
            groups[at].proposer = carriers.author(best, end).or_else(adopted).or(known);
        }
    }
    let mut proposals: Vec<Proposal> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let carried = carry(&carriers, group, reach(doc, drafts, &groups, at));
        if is_kept(group, &carried) && (!group.best.loose || carriers.asks(group.best, &carried)) {
            proposals.push(announced(doc, group, carried));
        }
    }
    drop_shared(&mut proposals);
    drop_repeated(&mut proposals, speakers);
    let rest = unannounced(doc, drafts, speakers, &proposals);
    proposals.extend(rest);
    proposals.sort_by_key(start);
    proposals
}

/// Where a proposal begins: its announcement, or its first item.
fn start(proposal: &Proposal) -> Option<Span> {
    let first = proposal.items.first().and_then(|item| item.content.first().copied());
    proposal.announcement.or(first)
}

/// Announcements with the same number belong together unless two known proposers differ.
fn groups<'a>(doc: &Document<'_>, drafts: &'a Drafts<'_>, speakers: &Speakers) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut latest: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (index, (announcement, who)) in drafts.announcements.iter().enumerate() {
        let paragraph = doc.paragraph_of(announcement.tokens.start);
        if drafts.parts[paragraph] == Part::Furniture {
            continue;
        }
        let proposer = drafts.speaker(*who, speakers);
        let same = latest.entry(announcement.count).or_default();
        let heading = doc.paragraphs()[paragraph].kind == ParagraphKind::Heading;
        // `Ruiz announced five demands. … “We have five demands,” she said.`
        let span = doc.tokens()[announcement.tokens.start].span;
        let teller = drafts.attribution_of(span).and_then(|index| drafts.speaker(Who::Attribution(index), speakers));
        let mentions = announcement.subject.is_none() && announcement.evidence <= Evidence::Presented;
        let fits = |at: &&usize| {
            let known: &Group<'_> = &groups[**at];
            mentions
                || known.proposer.is_none()
                || proposer.is_none()
                || is_same(known.proposer, proposer, speakers)
                || teller.is_some() && teller == known.proposer
                || known.heading
                || heading
                || is_office(known.proposer, proposer, speakers)
        };
        match same.iter().rev().take(4).find(fits).copied() {
            Some(at) => {
                let group = &mut groups[at];
                group.members.push(index);
                if says_more(doc, announcement, group.best) {
                    group.best = announcement;
                    group.proposer = proposer.or(group.proposer);
                }
                let better = named(proposer, speakers) && !named(group.proposer, speakers);
                let same = is_same(group.proposer, proposer, speakers);
                group.proposer = if better && same { proposer } else { group.proposer.or(proposer) };
                group.heading &= heading;
            }
            None => {
                same.push(groups.len());
                groups.push(Group { best: announcement, proposer, members: vec![index], heading });
            }
        }
    }
    groups
}

/// Whether one of two proposers has a name and the other, a single person, none: `the Prime Minister` may be `Ada Novak`.
fn is_office(one: Option<SpeakerId>, other: Option<SpeakerId>, speakers: &Speakers) -> bool {
    let speaker = |id: Option<SpeakerId>| id.and_then(|id| speakers.speakers.get(id.0 as usize));
    let person = |who: &Speaker| {
        let last = who.name.split(' ').next_back().unwrap_or_default();
        !who.named && !who.name.contains(" of ") && !words::is_body(last) && !last.ends_with('s')
    };
    speaker(one).zip(speaker(other)).is_some_and(|(one, other)| one.named && person(other) || other.named && person(one))
}

/// Whether `new`, later in the text, announces more than `old`: with a verb where that has none, or in the text rather than above it.
fn says_more(doc: &Document<'_>, new: &Announcement, old: &Announcement) -> bool {
    let body =
        |announcement: &Announcement| doc.paragraphs()[doc.paragraph_of(announcement.tokens.start)].kind != ParagraphKind::Heading;
    let rank = |announcement: &Announcement| (body(announcement), announcement.evidence);
    rank(new) > rank(old)
}

/// The paragraphs that a group can take items from: back to and up to the neighbouring groups' announcements.
fn reach(doc: &Document<'_>, drafts: &Drafts<'_>, groups: &[Group<'_>], at: usize) -> Range<usize> {
    let paragraph = |index: usize| doc.paragraph_of(drafts.announcements[index].0.tokens.start);
    let own = doc.paragraph_of(groups[at].best.tokens.start);
    let others =
        groups.iter().enumerate().filter(|(other, group)| *other != at && announces(group)).flat_map(|(_, group)| &group.members);
    let (mut start, mut end) = (0, doc.paragraphs().len());
    for index in others {
        let other = paragraph(*index);
        if other < own {
            start = start.max(other);
        } else if other > own {
            end = end.min(other);
        }
    }
    start..end
}

/// Whether a group is sure enough to end the reach of the one before it.
fn announces(group: &Group<'_>) -> bool {
    group.best.evidence >= Evidence::Presented
}

/// The items of a group: those after (or before) the announcement that says most, else those of its other announcements.
fn carry(carriers: &Carriers<'_, '_>, group: &Group<'_>, reach: Range<usize>) -> Carried {
    let mut best = Carried::default();
    let heading = |other: &&Announcement| {
        let paragraph = carriers.doc.paragraph_of(other.tokens.start);
        carriers.doc.paragraphs()[paragraph].kind == ParagraphKind::Heading
    };
    let others = group.members.iter().map(|index| &carriers.drafts.announcements[*index].0).filter(|other| *other != group.best);
    let (above, mut told): (Vec<&Announcement>, Vec<&Announcement>) = others.partition(heading);
    told.extend(above);
    for announcement in std::iter::once(group.best).chain(told.into_iter().take(4)) {
        let carried = carriers.items(announcement, group.proposer, reach.clone());
        let more = (carried.items.len(), carried.structured) > (best.items.len(), best.structured);
        if more && (best.items.is_empty() || carried.structured) {
            best = carried;
        }
        if best.items.len() as u32 == group.best.count {
            break;
        }
    }
    best
}

/// Whether it is an announcement after all: the weaker its words, the more its items have to say.
fn is_kept(group: &Group<'_>, carried: &Carried) -> bool {
    let complete = carried.items.len() as u32 == group.best.count;
    let listed = carried.structured && (complete || carried.items.len() > 1);
    match group.best.evidence {
        Evidence::Governed | Evidence::Owned => {
            group.best.strong || listed || !carried.items.is_empty() && group.best.evidence == Evidence::Governed
        }
        Evidence::Presented => listed || group.best.strong && !carried.items.is_empty(),
        Evidence::Bare => listed && (group.best.strong || complete && carried.laid_out),
    }
}

fn announced(doc: &Document<'_>, group: &Group<'_>, carried: Carried) -> Proposal {
    Proposal {
        proposer: group.proposer,
        announced: Some(group.best.count),
        noun: Some(group.best.noun),
        announcement: Some(doc.span(group.best.tokens.clone())),
        items: items(carried.items),
    }
}

fn items(found: Vec<Found>) -> Vec<Item> {
    let numbered = found.into_iter().zip(1..);
    numbered.map(|(found, ordinal)| Item { ordinal, content: vec![found.content], cue: found.cue.into_iter().collect() }).collect()
}

/// Leaves an item that two announcements claim to the one that is complete; of two such to the one that has more, and else to the
/// later one, which stands nearer.
fn drop_shared(proposals: &mut Vec<Proposal>) {
    let mut claims: Vec<(Span, usize)> = Vec::new();
    for (at, proposal) in proposals.iter().enumerate() {
        claims.extend(proposal.items.iter().flat_map(|item| &item.content).map(|span| (*span, at)));
    }
    claims.sort_unstable();
    let mut loses = vec![false; proposals.len()];
    for pair in claims.windows(2) {
        let ((one, first), (two, second)) = (pair[0], pair[1]);
        if first != second && one.overlaps(two) {
            let worth = |at: usize| proposals[at].is_complete().then_some(proposals[at].items.len());
            let weaker = if worth(first) > worth(second) { second } else { first };
            loses[weaker] = true;
        }
    }
    let mut loses = loses.into_iter();
    proposals.retain(|_| !loses.next().unwrap_or_default());
}

/// Whether a proposer is known by name.
fn named(who: Option<SpeakerId>, speakers: &Speakers) -> bool {
    who.and_then(|id| speakers.speakers.get(id.0 as usize)).is_some_and(|speaker| speaker.named)
}

/// Whether two proposers are one: the same, one with a part of the other's name, or one who has an office in the other.
fn is_same(one: Option<SpeakerId>, other: Option<SpeakerId>, speakers: &Speakers) -> bool {
    let speaker = |id: Option<SpeakerId>| id.and_then(|id| speakers.speakers.get(id.0 as usize));
    let names = |one: &Speaker, other: &Speaker| {
        one.named && one.name.split(' ').all(|word| other.name.split(' ').any(|part| part == word))
    };
    let office = |of: &Speaker, who: &Speaker| {
        let part =
            |word: &str| word.len() > 3 && word.starts_with(char::is_uppercase) && of.name.split(' ').any(|name| name == word);
        of.named && who.role.as_deref().is_some_and(|role| role.split(' ').any(part))
    };
    let same = |one: &Speaker, other: &Speaker| names(one, other) || office(one, other);
    one == other || speaker(one).zip(speaker(other)).is_some_and(|(one, other)| same(one, other) || same(other, one))
}

/// Of announcements of one number so many are compared with those that tell no items.
const MOST_TOLD: usize = 16;

/// Leaves out an announcement without items where the same number is told elsewhere by the same proposer.
fn drop_repeated(proposals: &mut Vec<Proposal>, speakers: &Speakers) {
    let mut told: FxHashMap<Option<u32>, Vec<Option<SpeakerId>>> = FxHashMap::default();
    for proposal in proposals.iter().filter(|proposal| !proposal.items.is_empty()) {
        let proposers = told.entry(proposal.announced).or_default();
        if proposers.len() < MOST_TOLD {
            proposers.push(proposal.proposer);
        }
    }
    // A line above the text may call them otherwise: `Minister makes 4 proposals`.
    let first = proposals.iter().filter_map(|proposal| proposal.announcement).min();
    let repeats = |proposal: &Proposal| {
        let above = proposal.announcement.is_some() && proposal.announcement == first;
        let same = |who: &Option<SpeakerId>| above || who.is_none() || is_same(*who, proposal.proposer, speakers);
        proposal.items.is_empty() && told.get(&proposal.announced).is_some_and(|told| told.iter().any(same))
    };
    proposals.retain(|proposal| !repeats(proposal));
}

/// What each proposer proposes without a number, one entry each.
fn unannounced(doc: &Document<'_>, drafts: &Drafts<'_>, speakers: &Speakers, announced: &[Proposal]) -> Vec<Proposal> {
    let mut entries = Entries::new(announced);
    let layout = Layout { doc, parts: &drafts.parts };
    for (head, who) in &drafts.heads {
        let cue = doc.span(head.cue.clone());
        let found: Vec<Found> =
            layout.run(head.paragraph + 1).into_iter().map(|content| Found { content, cue: Some(cue) }).collect();
        if found.len() > 1 && found.iter().all(|item| !entries.is_taken(item.content)) {
            entries.add(drafts.speaker(*who, speakers), found);
        }
    }
    for (told, who) in &drafts.told {
        let cue = doc.span(told.cue.clone());
        if told.items.iter().all(|item| !entries.is_taken(*item)) && !entries.is_taken(cue) {
            let found = told.items.iter().map(|content| Found { content: *content, cue: Some(cue) }).collect();
            entries.add(drafts.speaker(*who, speakers), found);
        }
    }
    let carriers = Carriers { doc, drafts, speakers };
    for (clause, who) in &drafts.clauses {
        let page = drafts.parts[doc.paragraph_of(clause.verb)] == Part::Furniture;
        if matches!(clause.force, Force::Weak | Force::Plan)
            || *who == Who::Nobody
            || page
            || carriers.announces(clause)
            || entries.is_taken(clause.cue.cover(clause.content))
        {
            continue;
        }
        let contents = parts::that_clauses(doc, clause.content);
        let found = contents.into_iter().map(|content| Found { content, cue: Some(clause.cue) }).collect();
        entries.add(drafts.speaker(*who, speakers), found);
    }
    entries.proposals()
}

/// What is proposed without a number, by proposer.
struct Entries {
    /// What stands in announced entries already, by position.
    taken: Vec<Span>,
    entries: Vec<(Option<SpeakerId>, Vec<Found>)>,
    index: FxHashMap<Option<SpeakerId>, usize>,
}

impl Entries {
    fn new(announced: &[Proposal]) -> Self {
        let items = announced.iter().flat_map(|proposal| &proposal.items).flat_map(|item| &item.content);
        let mut taken: Vec<Span> = items.copied().chain(announced.iter().filter_map(|proposal| proposal.announcement)).collect();
        taken.sort_unstable();
        Self { taken, entries: Vec::new(), index: FxHashMap::default() }
    }

    fn is_taken(&self, span: Span) -> bool {
        let past = self.taken.partition_point(|other| other.start() < span.end());
        self.taken[..past].iter().rev().take(3).any(|other| other.overlaps(span))
    }

    fn add(&mut self, proposer: Option<SpeakerId>, found: Vec<Found>) {
        let next = self.entries.len();
        let at = *self.index.entry(proposer).or_insert(next);
        if at == next {
            self.entries.push((proposer, Vec::new()));
        }
        self.entries[at].1.extend(found);
    }

    fn proposals(self) -> Vec<Proposal> {
        let entry = |(proposer, mut found): (Option<SpeakerId>, Vec<Found>)| {
            found.sort_by_key(|item| item.content.start());
            Proposal { proposer, announced: None, noun: None, announcement: None, items: items(found) }
        };
        self.entries.into_iter().map(entry).collect()
    }
}
