//! Bodies and places: equal names, acronyms in both directions, and the short forms that papers use.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::entities::{EntityId, Grouping};
use super::names::NameKind;
use super::people;
use super::roles;
use super::words::{Key, is_acronym, is_capital};
use crate::lexicon::{self, WordClass};

/// Bodies with longer names have no short forms looked up.
const LONGEST: usize = 10;

/// Every word for a sort of body with the first word of its family.
static FAMILIES: LazyLock<FxHashMap<Key, Key>> = LazyLock::new(|| roles::families(list!("../lexicon/body_families.txt")));

/// One key for all words of one sort of body: `union` and `association`.
pub(super) fn family(word: &str) -> Key {
    let key = Key::of(word);
    FAMILIES.get(&key).copied().unwrap_or(key)
}

/// The sector of every family, by its first word.
static SECTORS: LazyLock<FxHashMap<Key, &str>> = LazyLock::new(|| {
    let first = |words: &'static str| words.split(' ').next().map(Key::of);
    lexicon::tagged(list!("../lexicon/body_families.txt")).filter_map(|(words, sector)| Some((first(words)?, sector))).collect()
});

/// The sector that a body with the word of `family` in its name, or called by it, is of: `public`, `business`.
pub(super) fn sector(family: Key) -> Option<&'static str> {
    SECTORS.get(&family).copied()
}

/// Groups the names of bodies and places.
pub(super) fn group(grouping: &mut Grouping<'_, '_>) {
    let mut order: Vec<usize> = (0..grouping.names.len()).filter(|&at| is_body(grouping, at)).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(grouping.forms[at].keys.len()));
    let mut known = Known::default();
    for at in order {
        let id = match known.find(grouping, at) {
            Some(id) => {
                grouping.assign(at, id);
                id
            }
            None => {
                let kind = grouping.names[at].kind;
                grouping.add(at, kind)
            }
        };
        known.insert(grouping, at, id);
    }
}

fn is_body(grouping: &Grouping<'_, '_>, at: usize) -> bool {
    let surname = matches!(grouping.forms[at].keys[..], [only] if grouping.surnames.contains(&only));
    matches!(grouping.names[at].kind, NameKind::Body | NameKind::Place)
        && grouping.entities.of_name[at].is_none()
        && !surname
        && !people::is_family(grouping, at)
}

/// The forms by which bodies are known so far.
#[derive(Default)]
struct Known {
    whole: FxHashMap<Key, EntityId>,
    acronym: FxHashMap<Key, EntityId>,
    part: FxHashMap<Key, EntityId>,
}

impl Known {
    fn find(&self, grouping: &Grouping<'_, '_>, at: usize) -> Option<EntityId> {
        let form = &grouping.forms[at];
        let whole = Key::join(&form.keys);
        let equal = self.whole.get(&whole);
        let acronym = || form.keys.first().filter(|_| form.keys.len() == 1).and_then(|key| self.acronym.get(key));
        let part = || self.part.get(&whole).filter(|_| grouping.names[at].kind == NameKind::Body);
        equal.or_else(acronym).or_else(part).copied()
    }

    fn insert(&mut self, grouping: &Grouping<'_, '_>, at: usize, id: EntityId) {
        let form = &grouping.forms[at];
        self.whole.entry(Key::join(&form.keys)).or_insert(id);
        if form.keys.len() < 2 || form.keys.len() > LONGEST {
            return;
        }
        for letters in initials(grouping, &form.tokens) {
            self.acronym.entry(letters).or_insert(id);
        }
        for cut in 1..form.keys.len() {
            if stands_alone(grouping, &form.tokens[cut..]) {
                self.part.entry(Key::join(&form.keys[cut..])).or_insert(id);
            }
            if goes_by(grouping, &form.tokens, cut) {
                self.part.entry(Key::join(&form.keys[..cut])).or_insert(id);
            }
        }
    }
}

/// Whether the end of a body's name can stand for the whole: `the Post`, but not `the House` for the White House.
fn stands_alone(grouping: &Grouping<'_, '_>, tokens: &[usize]) -> bool {
    let [only] = tokens else { return tokens.len() > 1 };
    let classes = grouping.doc.classes(*only);
    classes.contains(WordClass::BODY)
        && !matches!(grouping.doc.word(*only), "House" | "Senate" | "Congress" | "State" | "States" | "News")
}

/// Whether a firm can go by the first `cut` words of its name: `Ruiz Energy` by `Ruiz`, `Roe Poe Inc.` by `Roe Poe`.
fn goes_by(grouping: &Grouping<'_, '_>, tokens: &[usize], cut: usize) -> bool {
    let rest = &tokens[cut..];
    let firm = |at: usize| {
        matches!(grouping.doc.word(at), "Inc" | "Corp" | "Co" | "Company" | "Group" | "Ltd" | "LLC" | "Plc" | "PLC" | "Holdings")
    };
    let first = grouping.doc.classes(tokens[0]);
    let odd =
        !first.intersects(WordClass::PLACE | WordClass::DEMONYM | WordClass::BODY | WordClass::FIRST_NAME) && first.is_empty();
    rest.iter().all(|&at| firm(at))
        || cut == 1 && tokens.len() == 2 && odd && !grouping.doc.classes(tokens[1]).contains(WordClass::PLACE)
}

/// The acronyms that capitalised words can make: with the small words and without.
fn initials(grouping: &Grouping<'_, '_>, tokens: &[usize]) -> Vec<Key> {
    let mut made = Vec::new();
    let capitals: String =
        tokens.iter().filter(|&&at| is_capital(grouping.doc, at)).filter_map(|&at| initial(grouping, at)).collect();
    let all: String = tokens.iter().filter_map(|&at| initial(grouping, at)).collect();
    for letters in [capitals, all] {
        if letters.len() >= 2 && is_acronym(&letters.to_uppercase()) {
            made.push(Key::of(&letters));
        }
    }
    made
}

fn initial(grouping: &Grouping<'_, '_>, at: usize) -> Option<char> {
    grouping.doc.word(at).chars().next()
}
