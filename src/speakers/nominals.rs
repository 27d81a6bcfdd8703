//! Roles and common nouns that stand for somebody: `the president`, `the Republican nominee`, `the bank`.

use std::ops::Range;

use super::Cast;
use super::entities::{Entity, EntityId};
use super::focus::{Focus, Place, Traits};
use super::heads::Heads;
use super::names::{NameKind, gender};
use super::words::{Key, PERSON_NOUN, is_name_word, is_plural, is_possessive};
use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

/// A noun phrase with a common noun at its head.
#[derive(Clone, Debug)]
pub(super) struct Nominal {
    /// Its determiner and modifiers.
    pub modifiers: Range<usize>,
    pub head: usize,
    /// `the mayor`, not `a mayor`.
    pub definite: bool,
}

/// A description has at most so many words before its noun.
const LONGEST: usize = 8;

impl Nominal {
    /// The phrase that token `head` is the noun of; `None` where it is a title before a name, an apposition, or many.
    pub(super) fn read(doc: &Document<'_>, head: usize, sentence: usize, heads: &Heads<'_, '_>) -> Option<Self> {
        let first = doc.sentences()[sentence].tokens().start;
        let next = head + 1;
        let noun_goes_on = doc.classes(next).intersects(PERSON_NOUN | WordClass::BODY)
            && !doc.classes(next).intersects(WordClass::PRONOUN | WordClass::DETERMINER)
            && !is_plural(doc.word(next));
        let title = is_name_word(doc, next) && doc.word(head) != "." || noun_goes_on;
        if title || is_plural(doc.word(head)) {
            return None;
        }
        let mut start = head;
        while start > first && start + LONGEST > head && modifies(doc, start - 1, heads) {
            start -= 1;
            if doc.classes(start).contains(WordClass::DETERMINER) && !is_possessive(doc, start) {
                break;
            }
        }
        let determiner = doc.word(start).to_ascii_lowercase();
        let definite = matches!(determiner.as_str(), "the" | "this" | "that");
        Some(Self { modifiers: start..head, head, definite })
    }

    /// Whose it is: the owner of `Ruiz's campaign`, `her campaign`, `the Ruiz campaign`.
    pub(super) fn owner(
        &self,
        doc: &Document<'_>,
        heads: &Heads<'_, '_>,
        bound: impl Fn(usize) -> Option<EntityId>,
        named: impl Fn(usize) -> Option<EntityId>,
    ) -> Option<EntityId> {
        let before = self
            .modifiers
            .clone()
            .rev()
            .find(|&at| heads.name_at(at).is_some() || doc.classes(at).intersects(WordClass::MALE | WordClass::FEMALE))?;
        match heads.name_at(before) {
            Some(name) => named(name),
            None => bound(before),
        }
    }
}

fn modifies(doc: &Document<'_>, at: usize, heads: &Heads<'_, '_>) -> bool {
    let classes = doc.classes(at);
    let closed = WordClass::AUXILIARY | WordClass::CONJUNCTION | WordClass::PREPOSITION;
    let possessive = is_possessive(doc, at);
    let pronoun = classes.contains(WordClass::PRONOUN) && !classes.contains(WordClass::DETERMINER);
    let name = heads.name_at(at).is_some();
    let word = doc.is(at, TokenKind::Word) && !classes.intersects(closed) && !pronoun;
    possessive || name || word && (!classes.contains(WordClass::CUE_VERB) || classes.intersects(PERSON_NOUN))
}

/// What a nominal is resolved in.
pub(super) struct Scene<'a, 't> {
    pub doc: &'a Document<'t>,
    pub cast: &'a Cast,
    pub entities: &'a [Entity],
    pub people: &'a Focus,
    pub bodies: &'a Focus,
    pub here: Place,
    /// Whether somebody is quoted under it.
    pub is_source: bool,
}

/// Whom `nominal` stands for, if for anybody known.
pub(super) fn choose(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    if !nominal.definite {
        return None;
    }
    if scene.doc.classes(nominal.head).intersects(PERSON_NOUN) { person(scene, nominal) } else { body(scene, nominal) }
}

fn person(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let wanted = gender(scene.doc.classes(nominal.head));
    let agrees = |id: EntityId| {
        let entity = &scene.entities[id.0 as usize];
        matches!(entity.kind, NameKind::Person | NameKind::Unsure)
            && (wanted.is_none() || entity.gender.is_none() || entity.gender == wanted)
    };
    let holders = scene.cast.roles.holders(scene.doc.word(nominal.head));
    let rank = |id: EntityId| scene.people.seen().iter().position(|seen| seen.entity == id).map_or(0, |rank| 20 - rank as i32);
    let score = |id: EntityId| 40 * shared(scene, nominal, id) + rank(id);
    let best = holders.iter().copied().filter(|&id| agrees(id)).max_by_key(|&id| score(id));
    best.or_else(|| fallback(scene, nominal, agrees))
}

/// How many of the nominal's modifiers describe `id` elsewhere, less those that contradict.
fn shared(scene: &Scene<'_, '_>, nominal: &Nominal, id: EntityId) -> i32 {
    let roles = scene.cast.roles.of(id);
    let describes = |key: Key| roles.iter().any(|role| role.tokens.clone().any(|at| Key::of(scene.doc.word(at)) == key));
    let party = |at: usize| scene.doc.classes(at).contains(WordClass::DEMONYM);
    let has_party = roles.iter().any(|role| role.tokens.clone().any(party));
    let mut count = 0;
    for at in nominal.modifiers.clone().filter(|&at| !scene.doc.classes(at).contains(WordClass::DETERMINER)) {
        if describes(Key::of(scene.doc.word(at))) {
            count += 1;
        } else if party(at) && has_party {
            count -= 2;
        }
    }
    count
}

/// With no role to go by: whoever is in mind, for nouns that many could bear.
fn fallback(scene: &Scene<'_, '_>, nominal: &Nominal, agrees: impl Fn(EntityId) -> bool) -> Option<EntityId> {
    if !scene.is_source {
        return None;
    }
    scene.people.choose(scene.here, None, |id| {
        let entity = &scene.entities[id.0 as usize];
        (agrees(id) && shared(scene, nominal, id) >= 0).then_some(Traits {
            gender: entity.gender,
            person: entity.kind == NameKind::Person,
            count: entity.count,
        })
    })
}

fn body(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let noun = Key::of(scene.doc.word(nominal.head));
    let place = matches!(scene.doc.word(nominal.head), "city" | "town" | "state" | "country" | "nation" | "village" | "county");
    let named = |id: EntityId| scene.cast.body_words(id).is_some_and(|words| words.contains(&noun));
    let seen = scene.bodies.seen();
    if let Some(found) = seen.iter().find(|seen| named(seen.entity)) {
        return Some(found.entity);
    }
    let near = |at: &Place| scene.here.paragraph <= at.paragraph + 1;
    let fits = |id: EntityId| (scene.entities[id.0 as usize].kind == NameKind::Place) == place;
    seen.iter().find(|seen| scene.is_source && near(&seen.at) && fits(seen.entity)).map(|seen| seen.entity)
}
