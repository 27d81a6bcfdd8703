//! What the first layer takes of a word: computed once for each distinct form, and kept for those that are used most.

use rustc_hash::{FxHashMap, FxHashSet};

use super::features::{FORMS, Form};
use super::lanes;
use super::model::{Model, TAPS};
use super::products::add_products;

/// Words whose sums are kept, about 10 MB: more than a short article and its neighbours have, or each would push out the others.
const MOST: usize = 2048;
/// Most tokens whose words are learned at once: there is a place for the words of so many.
pub(super) const TOGETHER: usize = 1024;
const _: () = assert!(TOGETHER < MOST);
/// Words that are worked out at once.
const AT_ONCE: usize = 2 * lanes::VECTORS;

/// What the words used most of late add to the first layer's gates.
#[derive(Clone, Debug, Default)]
pub struct Words {
    sums: Often<Form, Box<[i16]>>,
}

impl Words {
    /// Works out what is not known yet of the words of these `forms`, from at most [`TOGETHER`] tokens or one piece.
    pub(super) fn learn(&mut self, model: &Model, forms: &[Form]) {
        self.sums.begin();
        let new: FxHashSet<&Form> = forms.iter().filter(|form| !self.sums.uses(form)).collect();
        let new: Vec<&Form> = new.into_iter().collect();
        let width = model.first.rows();
        let (mut inputs, mut totals) = (Vec::new(), Vec::new());
        for forms in new.chunks(AT_ONCE) {
            inputs.clear();
            forms.iter().for_each(|form| lanes::pack(embed(model, form), &mut inputs));
            totals.clear();
            totals.resize(forms.len() * width, 0.0);
            add_products(&model.first, &inputs, &mut totals);
            for (&&form, totals) in forms.iter().zip(totals.chunks_exact(width)) {
                let sums = self.sums.place(form, MOST).get_or_insert_with(|| vec![0; width].into());
                sums.iter_mut().zip(totals).for_each(|(sum, &total)| *sum = rounded(total));
            }
        }
    }

    /// What a word of this form, which was [learned](Words::learn), adds to the gates of the token after it, to its own and to those
    /// of the token before it.
    pub(super) fn sums(&self, form: &Form) -> [&[i16]; TAPS] {
        let sums = self.sums.get(form).map_or(&[][..], |sums| sums);
        debug_assert!(!sums.is_empty(), "{form:?} was not learned");
        let width = sums.len() / TAPS;
        std::array::from_fn(|tap| &sums[tap * width..][..width])
    }
}

/// A limited number of values, those that many rounds use. What a round uses stays to its end; where a place is wanted, a hand goes
/// around and takes a use from each value until it comes to one that has none left (the clock of Corbató, 1968, with counts).
#[derive(Clone, Debug)]
struct Often<K, V> {
    places: Vec<Place<K, V>>,
    place_of: FxHashMap<K, usize>,
    hand: usize,
    round: u64,
    /// Places that this round uses.
    used: usize,
}

#[derive(Clone, Debug)]
struct Place<K, V> {
    key: K,
    value: Option<V>,
    /// Rounds that used it after the one that it came in, less those times that the hand passed.
    uses: u8,
    /// The last round that used it.
    round: u64,
}

/// More uses than so many protect a value no longer.
const MOST_USES: u8 = 7;

impl<K, V> Default for Often<K, V> {
    fn default() -> Self {
        Self { places: Vec::new(), place_of: FxHashMap::default(), hand: 0, round: 0, used: 0 }
    }
}

impl<K: Copy + std::hash::Hash + Eq, V> Often<K, V> {
    /// Begins another round.
    fn begin(&mut self) {
        self.round += 1;
        self.used = 0;
    }

    /// Uses the value of `key` in this round, where it is known.
    fn uses(&mut self, key: &K) -> bool {
        let Some(&at) = self.place_of.get(key) else { return false };
        let place = &mut self.places[at];
        if place.round < self.round {
            place.uses = MOST_USES.min(place.uses + 1);
            place.round = self.round;
            self.used += 1;
        }
        true
    }

    /// The value of `key`, where it is known.
    fn get(&self, key: &K) -> Option<&V> {
        self.places[*self.place_of.get(key)?].value.as_ref()
    }

    /// A place for the value of `key`, which is not known, with the value that gave way: one of `most`, or another one where this
    /// round uses them all.
    fn place(&mut self, key: K, most: usize) -> &mut Option<V> {
        let round = self.round;
        let fresh = |value| Place { key, value, uses: 0, round };
        let at = if self.places.len() < most || self.used == self.places.len() {
            self.places.push(fresh(None));
            self.places.len() - 1
        } else {
            let at = self.seldom();
            self.place_of.remove(&self.places[at].key);
            self.places[at] = fresh(self.places[at].value.take());
            at
        };
        self.used += 1;
        self.place_of.insert(key, at);
        &mut self.places[at].value
    }

    /// The place whose value is given up.
    fn seldom(&mut self) -> usize {
        loop {
            let at = self.hand;
            self.hand = (at + 1) % self.places.len();
            let place = &mut self.places[at];
            match place.uses {
                _ if place.round == self.round => {}
                0 => return at,
                _ => place.uses -= 1,
            }
        }
    }
}

/// The nearest whole number; what does not fit is cut.
fn rounded(number: f32) -> i16 {
    (number + 0.5_f32.copysign(number)).clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i32 as i16
}

/// The embeddings of a word's forms, one after another.
fn embed(model: &Model, form: &Form) -> Vec<i16> {
    let mut input = Vec::with_capacity(model.shape.input());
    for table in 0..FORMS {
        let row = match table {
            0 => model.vocabulary.binary_search(&form[0]).map_or(1, |at| at + 2),
            _ => form[table] as usize,
        };
        let width = model.shape.widths[table];
        input.extend(model.tables[table][row * width..][..width].iter().map(|&weight| i16::from(weight)));
    }
    input
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Uses `key`, whose value is ten times the key, in this round; whether it was known.
    fn want(often: &mut Often<u32, u32>, key: u32) -> bool {
        let known = often.uses(&key);
        if !known {
            *often.place(key, 8) = Some(key * 10);
        }
        known
    }

    #[test]
    fn what_a_round_uses_stays_to_its_end() {
        let mut often = Often::default();
        for round in 0..20 {
            often.begin();
            let keys = round * 5..round * 5 + 7;
            assert_eq!(keys.clone().filter(|&key| want(&mut often, key)).count(), if round == 0 { 0 } else { 2 });
            assert!(keys.clone().all(|key| often.get(&key) == Some(&(key * 10))));
            assert!(often.places.len() <= 8 && often.place_of.len() == often.places.len());
        }
        assert_eq!(often.get(&0), None);
    }

    #[test]
    fn a_round_of_many_has_a_place_for_each() {
        let mut often = Often::default();
        for first in [0, 5, 30] {
            often.begin();
            (first..first + 12).for_each(|key| assert_eq!(want(&mut often, key), first == 5 && key < 12));
            assert!((first..first + 12).all(|key| often.get(&key) == Some(&(key * 10))));
        }
        assert_eq!(often.places.len(), 12);
    }

    #[test]
    fn what_many_rounds_use_outlives_what_one_uses() {
        let mut often = Often::default();
        for round in 0..103 {
            often.begin();
            if round < 100 {
                assert_eq!(want(&mut often, 1_000), round > 0);
            }
            assert!((0..5).all(|key| !want(&mut often, round * 5 + key)));
        }
        assert_eq!(often.get(&1_000), Some(&10_000));
    }
}
