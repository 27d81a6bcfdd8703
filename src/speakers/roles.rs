//! Roles: which words mean one office, and who in the article holds it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::entities::{EntityId, Index, insert};
use super::words::{Key, PERSON_NOUN, is_possessive};
use crate::lexicon::{self, WordClass};
use crate::text::Document;

/// Every role word with the first word of its family.
static FAMILIES: LazyLock<FxHashMap<Key, Key>> = LazyLock::new(|| families(list!("../lexicon/role_families.txt")));

/// Each word of `list` with the first word of its line.
pub(super) fn families(list: &'static str) -> FxHashMap<Key, Key> {
    let mut families = FxHashMap::default();
    for line in lexicon::entries(list) {
        let mut words = line.split_whitespace().map(Key::of);
        if let Some(first) = words.next() {
            families.insert(first, first);
            families.extend(words.map(|word| (word, first)));
        }
    }
    families
}

/// One key for all words of a role: `Sen` and `senator`.
pub(super) fn family(word: &str) -> Key {
    let key = Key::of(word);
    FAMILIES.get(&key).copied().unwrap_or(key)
}

/// A description of an entity.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it stands behind the name, set off by commas.
    pub apposed: bool,
}

/// Descriptions kept for one entity.
const MOST: usize = 8;

/// Who is described how.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    holders: Index,
    of: FxHashMap<EntityId, Vec<Role>>,
}

impl Roles {
    /// Notes that `id` is described by the tokens of `role`.
    pub(super) fn add(&mut self, doc: &Document<'_>, id: EntityId, role: Role) {
        for at in core(doc, role.tokens.clone()).filter(|&at| is_head(doc, at)) {
            insert(&mut self.holders, family(doc.word(at)), id);
        }
        let known = self.of.entry(id).or_default();
        if known.len() < MOST {
            known.push(role);
        }
    }

    /// Those who hold the role that `word` names.
    pub(super) fn holders(&self, word: &str) -> &[EntityId] {
        self.holders.get(&family(word)).map_or(&[], Vec::as_slice)
    }

    /// The descriptions of `id`.
    pub(super) fn of(&self, id: EntityId) -> &[Role] {
        self.of.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// The noun phrase of a description without whose it is and what it is of: `eldest daughter` of `the nominee's eldest daughter`.
fn core(doc: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let past =
        tokens.clone().find(|&at| doc.classes(at).contains(WordClass::PREPOSITION) || doc.word(at) == ",").unwrap_or(tokens.end);
    let start = (tokens.start..past).rev().find(|&at| is_possessive(doc, at)).map_or(tokens.start, |at| at + 1);
    start..past
}

/// The tokens of a description that tell of its bearer: of a relative's not whose relative they are.
pub(super) fn own_words(doc: &Document<'_>, role: &Role) -> Range<usize> {
    let own = core(doc, role.tokens.clone());
    if own.clone().any(|at| doc.classes(at).contains(WordClass::KIN)) { own } else { role.tokens.clone() }
}

/// Whether token `at` can be what a description comes down to; `president` is, in `president of the bank`, not `bank`.
fn is_head(doc: &Document<'_>, at: usize) -> bool {
    let classes = doc.classes(at);
    let empty = WordClass::DETERMINER | WordClass::PRONOUN;
    classes.intersects(PERSON_NOUN)
        && !classes.intersects(empty)
        && (!classes.contains(WordClass::HONORIFIC) || FAMILIES.contains_key(&Key::of(doc.word(at))))
}
