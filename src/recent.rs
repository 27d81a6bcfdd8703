//! Results of a pure function, kept for the arguments of late.

use std::borrow::Borrow;
use std::hash::Hash;
use std::mem;

use rustc_hash::FxHashMap;

/// Values by what they were made from. It holds two generations of limited size: what neither of them was asked for is
/// forgotten.
#[derive(Clone, Debug)]
pub(crate) struct Recent<K, V> {
    young: FxHashMap<K, (V, usize)>,
    old: FxHashMap<K, (V, usize)>,
    size: usize,
    most: usize,
}

impl<K: Hash + Eq, V> Recent<K, V> {
    /// Nothing yet; the sizes of a generation's values will not add up to more than `most`.
    pub(crate) fn new(most: usize) -> Self {
        Self { young: FxHashMap::default(), old: FxHashMap::default(), size: 0, most }
    }

    /// The value of `key`, where it is known.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        if !self.young.contains_key(key) {
            let (key, (value, size)) = self.old.remove_entry(key)?;
            self.keep(key, value, size);
        }
        self.peek(key)
    }

    /// [`Recent::get`] that does not count as asking.
    pub(crate) fn peek<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.young.get(key).or_else(|| self.old.get(key)).map(|(value, _)| value)
    }

    /// Keeps a value of some `size`, which must depend on `key` alone.
    pub(crate) fn keep(&mut self, key: K, value: V, size: usize) {
        if self.size + size > self.most {
            self.old = mem::take(&mut self.young);
            self.size = 0;
        }
        self.size += size;
        self.young.insert(key, (value, size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_again() {
        let mut recent = Recent::new(8);
        assert_eq!(recent.get("a"), None);
        recent.keep("a", 1, 1);
        recent.keep("b", 3, 1);
        assert_eq!(recent.get("a"), Some(&1));
        assert_eq!(recent.get("b"), Some(&3));
    }

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let mut recent = Recent::new(4);
        for at in 0..40 {
            recent.keep(at, at, 1);
            assert_eq!(recent.get(&0), Some(&0));
            assert!(recent.young.len() + recent.old.len() <= 8);
        }
        assert_eq!(recent.get(&1), None);
    }
}
