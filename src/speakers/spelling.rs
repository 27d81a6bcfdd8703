//! Surnames that are misspelt: `Bornsten` for `Bornstein`. Words one letter apart share a form from which a letter is left
//! out, so that a look-up costs a word's length (symmetric deletion, Garbe, 2012).

use super::entities::{EntityId, Index, insert};
use super::words::Key;

/// Shorter names are too much alike, longer ones no names.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=24;

/// Surnames by each form from which a letter is left out.
#[derive(Default)]
pub(super) struct Spellings {
    forms: Index,
}

/// The word with and without each of its letters but the first.
fn forms(word: &str) -> impl Iterator<Item = Key> {
    let skips = word.char_indices().skip(1).map(|(at, c)| (at, c.len_utf8()));
    std::iter::once(Key::of(word)).chain(skips.map(|(at, len)| Key::without(word, at..at + len)))
}

impl Spellings {
    /// Notes that `id` has `surname`.
    pub(super) fn insert(&mut self, surname: &str, id: EntityId) {
        if LENGTHS.contains(&surname.len()) {
            forms(surname).for_each(|form| insert(&mut self.forms, form, id));
        }
    }

    /// The only one whose surname is a letter away from `word`; a plural is no misspelling.
    pub(super) fn find(&self, word: &str, surname: impl Fn(EntityId) -> Option<Key>) -> Option<EntityId> {
        if !LENGTHS.contains(&word.len()) {
            return None;
        }
        let singular = word.strip_suffix('s').map(Key::of);
        let plural = Key::of(&format!("{word}s"));
        let mut near = forms(word).filter_map(|form| self.forms.get(&form)).flatten().copied();
        let found = near.next().filter(|first| near.all(|other| other == *first))?;
        surname(found).filter(|key| Some(*key) != singular && *key != plural).map(|_| found)
    }
}
