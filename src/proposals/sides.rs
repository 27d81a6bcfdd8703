//! Who speaks for whom. In: an announcement, its proposer and a clause of somebody else. Out: whether that somebody is of the
//! proposer's side: a group that goes on (`The rebels also …`), or its spokesman, leader or secretary.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::speakers::{Speaker, SpeakerId};

use super::announcements::Announcement;
use super::carriers::Carriers;
use super::clauses::Clause;
use super::drafts::Who;
use super::outline::Part;
use super::subjects;
use super::words::{self, any, is};

/// A group goes on at most so many paragraphs after its announcement.
const NEAR: usize = 4;
/// The words of a role reach at most so many tokens.
const LONGEST: usize = 8;
/// Who announced the same number is looked for among so many announcements.
const COMPARED: usize = 40;
/// A shorter word says nothing of a side.
const SHORTEST: usize = 4;

impl Carriers<'_, '_> {
    /// Whether `who` speaks for the side of `proposer`: the spokesman of those who announced, or the group itself.
    pub(super) fn is_of_side(&self, announcement: &Announcement, clause: &Clause, who: Who, proposer: Option<SpeakerId>) -> bool {
        let Some(speaker) = self.drafts.speaker(who, self.speakers) else { return false };
        if self.drafts.parts[self.doc.paragraph_of(clause.verb)] == Part::Furniture {
            return false;
        }
        self.goes_on_as_group(announcement, clause, speaker) || self.represents(announcement, speaker, proposer)
    }

    /// Whether people without a name go on soon after an announcement that a group made: `The rebels also called for …`.
    fn goes_on_as_group(&self, announcement: &Announcement, clause: &Clause, speaker: SpeakerId) -> bool {
        let near = self.doc.paragraph_of(clause.verb) <= self.doc.paragraph_of(announcement.tokens.start) + NEAR;
        let Some(name) = self.speakers.speakers.get(speaker.0 as usize).map(|speaker| speaker.name.as_str()) else { return false };
        let the = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "));
        let people = the && name.split(' ').next_back().is_some_and(subjects::are_people);
        let group = announcement.subject.clone().is_some_and(|subject| self.is_group(subject));
        // `The soldiers demanded …` may be the other side.
        let they = announcement.subject.clone().is_some_and(|subject| any(self.doc, subject.start, &["they", "their"]));
        let also = clause.verb > 0 && is(self.doc, clause.verb - 1, "also");
        near && people && group && (they || also) && !self.is_named(speaker)
    }

    /// Whether the tokens of `subject` mean several people or a body.
    pub(super) fn is_group(&self, subject: Range<usize>) -> bool {
        let several = |at: usize| subjects::are_people(self.doc.word(at)) || self.doc.classes(at).contains(WordClass::PROPOSER);
        any(self.doc, subject.start, &["they", "their"]) || several(subject.end - 1) && is(self.doc, subject.start, "the")
    }

    /// Whether what is said of `speaker` names who announced: `Ana Ruiz, a spokeswoman for the dockers`.
    fn represents(&self, announcement: &Announcement, speaker: SpeakerId, proposer: Option<SpeakerId>) -> bool {
        let Some(speaker) = self.speakers.speakers.get(speaker.0 as usize).filter(|speaker| speaker.named) else { return false };
        let represented = self.represented(speaker);
        if represented.is_empty() {
            return false;
        }
        let named = proposer.and_then(|id| self.speakers.speakers.get(id.0 as usize)).map(|side| side.name.as_str());
        let count = announcement.count;
        let others = self.drafts.announcements.iter().take(COMPARED).filter(|(other, _)| other.count == count);
        let subjects = others.filter_map(|(other, _)| other.subject.clone()).flatten().map(|at| self.doc.word(at));
        subjects.chain(named.into_iter().flat_map(|name| name.split(' '))).any(|word| {
            let people = subjects::are_people(word) || word.chars().next().is_some_and(char::is_uppercase);
            people && !words::is_body(word) && represented.iter().any(|other| says_side(word, other))
        })
    }

    /// The words after a role of `speaker` that say whom it is for, where the speaker is first mentioned.
    fn represented(&self, speaker: &Speaker) -> Vec<&str> {
        let Some(mention) = speaker.mentions.first() else { return Vec::new() };
        let name = self.doc.tokens_in(*mention);
        let sentence = self.doc.sentences()[self.doc.sentence_of(name.start)].tokens();
        let near = name.start.saturating_sub(2 * LONGEST).max(sentence.start)..sentence.end.min(name.end + LONGEST);
        let role = |at: &usize| self.doc.classes(*at).contains(WordClass::ROLE) && any(self.doc, at + 1, &["of", "for"]);
        let speaks =
            |at: usize| self.doc.classes(at).intersects(WordClass::CUE_VERB | WordClass::AUXILIARY | WordClass::CONJUNCTION);
        let Some(role) = near.clone().find(role) else { return Vec::new() };
        let joined = role.min(name.end)..name.start.max(role);
        if joined.into_iter().any(speaks) {
            return Vec::new();
        }
        (role + 2..near.end.min(role + 2 + LONGEST)).take_while(|at| !speaks(*at)).map(|at| self.doc.word(at)).collect()
    }
}

/// Whether two words name one side: `doctors` and `Doctors`.
fn says_side(one: &str, other: &str) -> bool {
    one.len() > SHORTEST && one.eq_ignore_ascii_case(other)
}
