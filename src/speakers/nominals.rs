//! Roles and common nouns that stand for somebody: `the president`, `the Republican nominee`, `the bank`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Cast;
use super::dialogue::Floor;
use super::entities::{Entity, EntityId};
use super::focus::{Focus, Place, Traits};
use super::groups;
use super::heads::Heads;
use super::names::{NameKind, gender};
use super::roles::{family, own_words};
use super::words::{Key, PERSON_NOUN, is_epithet, is_plural, is_possessive};
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
        let title = heads.name_at(next).is_some() || noun_goes_on;
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
        let joined = start > first + 1 && doc.word(start - 1) == "and" && doc.classes(start - 2).intersects(PERSON_NOUN);
        let determiner = if joined { (first.max(start.saturating_sub(8))..start).find(|&at| is_definite(doc, at)) } else { None };
        let start = determiner.unwrap_or(start);
        let definite = is_definite(doc, start);
        Some(Self { modifiers: start..head, head, definite })
    }

    /// Whether it speaks of somebody known: `the mayor`, `her lawyer`, `Ruiz's lawyer`.
    fn is_old(&self, doc: &Document<'_>) -> bool {
        let possessor = |at: usize| {
            let classes = doc.classes(at);
            let own = matches!(doc.word(at), "my" | "My" | "our" | "Our");
            classes.contains(WordClass::DETERMINER) && (gender(classes).is_some() || own) || is_possessive(doc, at)
        };
        self.definite || self.modifiers.clone().any(possessor)
    }

    /// Whether its owner is told by a pronoun: `her lawyer`.
    fn is_whose(&self, doc: &Document<'_>) -> bool {
        self.modifiers.clone().any(|at| doc.classes(at).contains(WordClass::DETERMINER) && gender(doc.classes(at)).is_some())
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

fn is_definite(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.word(at), "the" | "The" | "this" | "This" | "that" | "That")
}

fn modifies(doc: &Document<'_>, at: usize, heads: &Heads<'_, '_>) -> bool {
    let classes = doc.classes(at);
    let closed = WordClass::AUXILIARY | WordClass::CONJUNCTION | WordClass::PREPOSITION;
    let possessive = is_possessive(doc, at);
    let pronoun = classes.contains(WordClass::PRONOUN) && !classes.contains(WordClass::DETERMINER);
    let name = heads.name_at(at).is_some();
    let word = (doc.is(at, TokenKind::Word) || doc.is(at, TokenKind::Number)) && !classes.intersects(closed) && !pronoun;
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
    /// Who is quoted anywhere in the article under their name.
    pub speakers: &'a FxHashSet<EntityId>,
    /// Whether somebody is quoted under it.
    pub is_source: bool,
    /// What the conversation tells.
    pub floor: Floor,
    /// Whether a conversation has several sources with its noun.
    pub repeated: bool,
}

/// Whom `nominal` stands for, if for anybody known.
pub(super) fn choose(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    if !scene.doc.classes(nominal.head).intersects(PERSON_NOUN) && !is_epithet(scene.doc, nominal.head) {
        return groups::choose(scene, nominal);
    }
    let headline = scene.is_source && scene.here.paragraph < DELAY && nominal.modifiers.is_empty();
    match nominal.is_old(scene.doc) {
        _ if headline => introduced(scene, nominal).or_else(|| person(scene, nominal)),
        true => person(scene, nominal)
            .or_else(|| fallback(scene, nominal))
            .or_else(|| introduced(scene, nominal))
            .or_else(|| varied(scene, nominal))
            .or_else(|| called(scene, nominal)),
        false => introduced(scene, nominal),
    }
}

/// Whether `id` can be what a noun for one person stands for.
fn agrees(scene: &Scene<'_, '_>, nominal: &Nominal, id: EntityId) -> bool {
    let joined = nominal.modifiers.clone().rev().skip_while(|&at| scene.doc.word(at) != "and");
    let own = std::iter::once(nominal.head).chain(joined);
    let wanted = own.filter(|&at| !is_possessive(scene.doc, at + 1)).find_map(|at| gender(scene.doc.classes(at)));
    let entity = &scene.entities[id.0 as usize];
    let person = matches!(entity.kind, NameKind::Person | NameKind::Unsure);
    person && (wanted.is_none() || entity.gender.is_none() || entity.gender == wanted)
}

/// Somebody mentioned before, by what is told of them.
fn person(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let holders = scene.cast.roles.holders(scene.doc.word(nominal.head));
    let seen = scene.people.seen();
    let rank = |id: EntityId| seen.iter().position(|seen| seen.entity == id).map_or(0, |rank| 20 - rank as i32);
    let score = |id: EntityId| {
        let told = 3 * i32::from(holders.contains(&id)) + 2 * shared(scene, nominal, id);
        (told > 0).then_some(40 * told + rank(id))
    };
    let others = seen.iter().map(|seen| seen.entity).filter(|id| scene.is_source && !holders.contains(id));
    let candidates = holders.iter().copied().chain(others).filter(|&id| agrees(scene, nominal, id));
    candidates.filter_map(|id| Some((score(id)?, id))).max_by_key(|(score, _)| *score).map(|(_, id)| id)
}

/// How many of the nominal's modifiers describe `id` elsewhere, less those that contradict.
fn shared(scene: &Scene<'_, '_>, nominal: &Nominal, id: EntityId) -> i32 {
    let roles = scene.cast.roles.of(id);
    let describes = |key: Key| roles.iter().any(|role| own_words(scene.doc, role).any(|at| family(scene.doc.word(at)) == key));
    let party = |at: usize| scene.doc.classes(at).contains(WordClass::DEMONYM);
    let has_party = roles.iter().any(|role| own_words(scene.doc, role).any(party));
    let own = nominal.modifiers.clone().rev().take_while(|&at| !is_possessive(scene.doc, at)).count();
    let modifiers = nominal.head - own..nominal.head + 1;
    let lesser = |tokens: Range<usize>| {
        tokens.clone().any(|at| {
            matches!(
                scene.doc.word(at).to_ascii_lowercase().as_str(),
                "vice" | "deputy" | "assistant" | "vice-presidential" | "lieutenant"
            )
        })
    };
    let is_lesser = lesser(modifiers.clone()) || roles.is_empty();
    let mut count = if !is_lesser && roles.iter().all(|role| lesser(role.tokens.clone())) { -8 } else { 0 };
    for at in modifiers.filter(|&at| is_content(scene.doc, at)) {
        if at != nominal.head && describes(family(scene.doc.word(at))) {
            count += 1;
        } else if party(at) && has_party && !describes(family(scene.doc.word(at))) {
            count -= 2;
        }
    }
    count
}

/// Paragraphs in which somebody who was only described is named.
const DELAY: usize = 3;
/// A line with fewer tokens is a rule or a time: a story begins behind it.
const SHORT: usize = 6;

/// The first of an article's later sources who is new, for whom its first lines only describe: `A former mayor calls for … ¶ "…,"
/// said Ana Ruiz`. Nouns for people who are often left unnamed do not count.
pub(super) fn named_next(scene: &Scene<'_, '_>, nominal: &Nominal, named: &[usize], heads: &Heads<'_, '_>) -> Option<EntityId> {
    let doc = scene.doc;
    let vague = doc.classes(nominal.head).contains(WordClass::UNNAMED_ROLE) || !doc.classes(nominal.head).intersects(PERSON_NOUN);
    let (here, first) = (scene.here.paragraph, doc.paragraphs()[scene.here.paragraph].tokens().start);
    let begins = here < DELAY || doc.paragraphs()[here - 1].tokens().len() < SHORT;
    let opens = begins && nominal.modifiers.start <= first + 1;
    let nobody = nominal.definite && !scene.people.seen().iter().any(|seen| is_person(scene, seen.entity));
    if vague || !(opens || nobody) || !scene.is_source || nominal.is_whose(doc) {
        return None;
    }
    let from = named.partition_point(|&token| token <= nominal.head);
    let next = named.get(from).filter(|&&token| doc.paragraph_of(token) <= scene.here.paragraph + DELAY)?;
    let id = scene.cast.entities.of_name[heads.name_at(*next)?]?;
    let new = scene.entities[id.0 as usize].first > nominal.head;
    (new && agrees(scene, nominal, id)).then_some(id)
}

/// Whether a modifier tells anything: `Indiana`, `former`, but not `the`.
pub(super) fn is_content(doc: &Document<'_>, at: usize) -> bool {
    if matches!(doc.word(at), "former" | "Former" | "current" | "senior" | "top" | "longtime" | "new" | "old" | "retired") {
        return false;
    }
    let empty = WordClass::DETERMINER | WordClass::NOT_NAME | WordClass::PREPOSITION | WordClass::NUMBER;
    doc.is(at, TokenKind::Word) && !doc.classes(at).intersects(empty) && !is_possessive(doc, at) && doc.word(at).len() > 2
}

/// With nothing told to go by: whoever is in mind, for nouns that fit many.
fn fallback(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let general =
        [family("candidate"), family("senator"), family("governor"), family("president"), family("republican"), family("democrat")];
    let fits_many = is_epithet(scene.doc, nominal.head)
        || gender(scene.doc.classes(nominal.head)).is_some()
        || general.contains(&family(scene.doc.word(nominal.head)));
    let own = scene.repeated && nominal.modifiers.clone().any(|at| is_content(scene.doc, at) || scene.doc.word(at) == "old");
    if !scene.is_source || !nominal.definite || !fits_many || own {
        return None;
    }
    let fitting = |id: EntityId| {
        let entity = &scene.entities[id.0 as usize];
        let traits = Traits { gender: entity.gender, person: entity.kind == NameKind::Person, count: entity.count };
        let kin = entity.kin && gender(scene.doc.classes(nominal.head)).is_none();
        (!kin && is_person(scene, id) && agrees(scene, nominal, id) && shared(scene, nominal, id) >= 0).then_some(traits)
    };
    // Who has just had a turn comes last of all.
    let silent = |id: EntityId| scene.floor.is_silent(id);
    let heard = |id: EntityId| scene.speakers.contains(&id);
    let among =
        |fits: &dyn Fn(EntityId) -> bool| scene.people.choose(scene.here, scene.floor, |id| fitting(id).filter(|_| fits(id)));
    among(&|id| heard(id) && !silent(id)).or_else(|| among(&|id| !silent(id))).or_else(|| among(&heard))
}

/// Whether `id` is somebody for certain: not capitals of which nothing is told.
fn is_person(scene: &Scene<'_, '_>, id: EntityId) -> bool {
    let entity = &scene.entities[id.0 as usize];
    let told = entity.gender.is_some() || !scene.cast.roles.of(id).is_empty();
    entity.kind == NameKind::Person || told || scene.people.spoke(id) || scene.speakers.contains(&id)
}

/// Somebody whom nothing is told of and who has just spoken: `"…," the party's former strategist said`.
fn varied(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let doc = scene.doc;
    let vague = doc.classes(nominal.head).intersects(WordClass::UNNAMED_ROLE | WordClass::KIN);
    let last = scene.people.seen().iter().find(|seen| scene.people.spoke(seen.entity))?;
    let near = last.at.paragraph + 1 >= scene.here.paragraph && last.at.sentence < scene.here.sentence;
    let untold = scene.cast.roles.of(last.entity).is_empty() && !scene.entities[last.entity.0 as usize].kin;
    let fits = scene.is_source
        && !scene.repeated
        && scene.floor.last != Some(last.entity)
        && near
        && untold
        && !vague
        && !nominal.is_whose(doc)
        && agrees(scene, nominal, last.entity);
    let name = scene.entities[last.entity.0 as usize].surname.of(doc.text());
    let other = nominal.modifiers.clone().all(|at| doc.word(at) != name);
    (fits && other).then_some(last.entity)
}

/// Somebody of whom nothing else is told and whom the turn before called by name: `“…, Mr. Harding?” “No,” said the vicar.`
fn called(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let id = scene.floor.called_before.filter(|_| nominal.definite)?;
    let noun = |at: usize| scene.doc.classes(at).intersects(PERSON_NOUN) && !scene.doc.classes(at).contains(WordClass::HONORIFIC);
    let told = scene.cast.roles.of(id).iter().any(|role| role.tokens.clone().any(noun));
    (!told && agrees(scene, nominal, id)).then_some(id)
}

/// Paragraphs in which somebody may be named after the description that brings them up.
pub(super) const INTRODUCTION: usize = 5;

/// Somebody who is named a little later: `A judge has ruled …  Justice Ana Ruiz said`.
fn introduced(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let other = nominal
        .modifiers
        .clone()
        .any(|at| matches!(scene.doc.word(at), "another" | "Another" | "any" | "no" | "every" | "each" | "some" | "one" | "One"));
    if !scene.is_source || other {
        return None;
    }
    let holders = scene.cast.roles.holders(scene.doc.word(nominal.head));
    let soon = |id: &EntityId| {
        let first = scene.entities[id.0 as usize].first;
        first > nominal.head && scene.doc.paragraph_of(first) <= scene.here.paragraph + INTRODUCTION
    };
    let fits = |id: &EntityId| agrees(scene, nominal, *id) && shared(scene, nominal, *id) >= 0 && soon(id);
    holders.iter().copied().filter(fits).min_by_key(|id| scene.entities[id.0 as usize].first)
}
