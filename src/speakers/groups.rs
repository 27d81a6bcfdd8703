//! Common nouns for bodies: `the bank`, `the union`, `a federal appeals court`.

use super::bodies::{family, sector};
use super::entities::EntityId;
use super::focus::Place;
use super::names::NameKind;
use super::nominals::{INTRODUCTION, Nominal, Scene, is_content};
use super::words::Key;
use crate::text::TokenKind;

/// Which body `nominal` stands for, if any that is named.
pub(super) fn choose(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let old = if nominal.definite { known(scene, nominal) } else { None };
    old.or_else(|| introduced(scene, nominal))
}

/// Bodies that are spoken of without having been named.
const UNNAMED: &[&str] = &["government", "authority", "community", "system", "team", "administration", "family", "campaign"];

/// A body mentioned before: one whose name has the noun or a word for the same sort, else, for a noun alone, the last one in mind.
fn known(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let word = scene.doc.word(nominal.head);
    let noun = family(word);
    let place = matches!(word, "city" | "town" | "state" | "country" | "nation" | "village" | "county");
    let named = |id: EntityId| scene.cast.body_words(id).is_some_and(|words| words.contains(&noun));
    let seen = scene.bodies.seen();
    if let Some(found) = seen.iter().find(|seen| named(seen.entity)) {
        return Some(found.entity);
    }
    let near = |at: &Place| scene.here.paragraph <= at.paragraph + 1;
    let wanted = if place { NameKind::Place } else { NameKind::Body };
    let fits = |id: EntityId| {
        let entity = &scene.entities[id.0 as usize];
        let unsure = !place && entity.kind == NameKind::Unsure && entity.gender.is_none() && entity.words > 1;
        (entity.kind == wanted || unsure) && entity.label.is_none() && !is_of_other_sector(scene, noun, id)
    };
    // `the teachers' union` is told by itself, whoever was named before.
    let bare = !nominal.modifiers.clone().any(|at| is_content(scene.doc, at));
    let guess = scene.is_source && bare && !UNNAMED.contains(&word);
    seen.iter().find(|seen| guess && near(&seen.at) && fits(seen.entity)).map(|seen| seen.entity)
}

/// Whether the name of `id` says that it is no such body as `noun`: the Ministry of Health is not `the union`.
fn is_of_other_sector(scene: &Scene<'_, '_>, noun: Key, id: EntityId) -> bool {
    let Some(own) = sector(noun) else { return false };
    scene.cast.body_words(id).is_some_and(|words| words.iter().filter_map(|word| sector(*word)).any(|other| other != own))
}

/// Names looked at for one that a description brings up.
const AHEAD: usize = 40;

/// A body that is named a little later in words of the description: `A pilots' union …  the Association of Pilots`.
fn introduced(scene: &Scene<'_, '_>, nominal: &Nominal) -> Option<EntityId> {
    let (doc, cast) = (scene.doc, scene.cast);
    if !scene.is_source {
        return None;
    }
    let behind = (nominal.head + 1..nominal.head + 5).take_while(|&at| doc.is(at, TokenKind::Word));
    let told: Vec<Key> = nominal
        .modifiers
        .clone()
        .chain(std::iter::once(nominal.head))
        .chain(behind)
        .filter(|&at| is_content(doc, at))
        .map(|at| family(doc.word(at)))
        .collect();
    let from = cast.names.partition_point(|name| name.core.start <= nominal.head);
    let near = |at: &usize| doc.paragraph_of(cast.names[*at].core.start) <= scene.here.paragraph + INTRODUCTION;
    let mut ahead = (from..cast.names.len().min(from + AHEAD)).take_while(near);
    ahead.find_map(|at| {
        let id = cast.entities.of_name[at]?;
        let entity = &scene.entities[id.0 as usize];
        let words = cast.body_words(id)?;
        let shared = told.iter().filter(|key| words.contains(key)).count();
        (entity.kind == NameKind::Body && shared >= 2 && entity.first > nominal.head).then_some(id)
    })
}
