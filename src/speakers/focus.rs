//! Who is in mind at a point of the text, and which of them a pronoun means.
//!
//! A pronoun goes to the candidate of the highest score: a weighted sum of what the text tells about each candidate's latest
//! mention, as in salience-based resolution (Lappin and Leass, 1994).

use super::dialogue::Floor;
use super::entities::EntityId;
use super::names::Gender;

/// What a mention is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Subject,
    Possessive,
    Oblique,
}

/// The latest mention of somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub entity: EntityId,
    pub at: Place,
    pub function: Function,
    /// Whether nobody else was mentioned in the sentence before.
    pub leads: bool,
    /// Whether a pronoun mentioned them.
    pub by_pronoun: bool,
    /// The last sentence in which they were the subject.
    pub subject_in: Option<usize>,
}

/// A point of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub token: usize,
    pub sentence: usize,
    pub paragraph: usize,
    /// Whether it lies between quotation marks.
    pub quoted: bool,
}

/// What is known of a candidate apart from where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    pub gender: Option<Gender>,
    /// Whether it is a person for certain.
    pub person: bool,
    pub count: u32,
}

/// So many people are kept in mind.
const SPAN: usize = 12;

/// The people mentioned last, and who spoke last.
#[derive(Clone, Debug, Default)]
pub(super) struct Focus {
    /// The latest mention first.
    seen: Vec<Seen>,
    speaker: Option<EntityId>,
}

/// The number of things that are weighed.
pub(super) const FEATURES: usize = 17;

/// What each is worth.
const WEIGHTS: [f32; FEATURES] = [
    -0.5, // sentences between
    0.6,  // in the same sentence
    -0.5, // paragraphs between
    1.3,  // spoke last
    0.6,  // was a subject
    -0.6, // was an object
    0.0,  // was a possessor
    -1.6, // was mentioned in somebody's words, and the pronoun is not
    -0.5, // gender not known
    -1.0, // perhaps no person
    0.35, // how often named, logarithm
    0.2,  // mentioned last
    0.6,  // was meant by a pronoun
    0.65, // subject of this or the last sentence
    0.45, // first of its sentence
    -2.0, // the one who is speaking, has just had a turn or is called by name
    2.0,  // was called by name in the turn before
];

impl Focus {
    /// Notes a mention.
    pub(super) fn see(&mut self, entity: EntityId, at: Place, function: Function, by_pronoun: bool) {
        let leads = self.seen.first().is_none_or(|last| last.at.sentence != at.sentence);
        let old = self.seen.iter().position(|seen| seen.entity == entity).map(|index| self.seen.remove(index));
        let subject_in = if function == Function::Subject { Some(at.sentence) } else { old.and_then(|seen| seen.subject_in) };
        let leads = leads || old.is_some_and(|seen| seen.leads && seen.at.sentence == at.sentence);
        self.seen.insert(0, Seen { entity, at, function, leads, by_pronoun, subject_in });
        self.seen.truncate(SPAN);
    }

    /// Notes who has just spoken.
    pub(super) fn speak(&mut self, entity: EntityId) {
        self.speaker = Some(entity);
    }

    /// Whether `entity` has just spoken.
    pub(super) fn spoke(&self, entity: EntityId) -> bool {
        self.speaker == Some(entity)
    }

    /// The people in mind, the last mentioned first.
    pub(super) fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// The likeliest of those that `traits` lets through, for a reference at `at`; `floor` tells of the conversation.
    pub(super) fn choose(&self, at: Place, floor: Floor, traits: impl Fn(EntityId) -> Option<Traits>) -> Option<EntityId> {
        let mut best: Option<(f32, EntityId)> = None;
        for (rank, seen) in self.seen.iter().enumerate() {
            let Some(of) = traits(seen.entity) else { continue };
            let features = self.features(seen, rank, at, of, floor);
            let score = features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum::<f32>();
            if best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, seen.entity));
            }
        }
        best.map(|(_, entity)| entity)
    }

    fn features(&self, seen: &Seen, rank: usize, at: Place, of: Traits, floor: Floor) -> [f32; FEATURES] {
        let flag = |on: bool| f32::from(u8::from(on));
        let sentences = at.sentence.saturating_sub(seen.at.sentence);
        [
            sentences.min(8) as f32,
            flag(sentences == 0),
            at.paragraph.saturating_sub(seen.at.paragraph).min(4) as f32,
            flag(self.speaker == Some(seen.entity) && floor.last != self.speaker && !floor.passes_on),
            flag(seen.function == Function::Subject),
            flag(seen.function == Function::Oblique),
            flag(seen.function == Function::Possessive),
            flag(seen.at.quoted && !at.quoted),
            flag(of.gender.is_none()),
            flag(!of.person),
            (of.count as f32).ln(),
            flag(rank == 0),
            flag(seen.by_pronoun),
            flag(seen.subject_in.is_some_and(|sentence| sentence + 1 >= at.sentence)),
            flag(seen.leads),
            flag(floor.is_silent(seen.entity)),
            flag(floor.called_before == Some(seen.entity)),
        ]
    }
}
