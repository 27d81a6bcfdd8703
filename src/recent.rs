//! Results of a pure function, kept for the arguments of late.

use std::mem;

use rustc_hash::FxHashMap;

/// Bytes of keys that one generation holds.
const MOST: usize = 2 << 20;

/// Values by the bytes they were made from. It holds two generations of at most 2 MiB of keys each: what neither of them
/// was asked for is forgotten, so it never grows beyond both.
#[derive(Clone, Debug)]
pub(crate) struct Recent<V> {
    young: FxHashMap<Box<[u8]>, V>,
    old: FxHashMap<Box<[u8]>, V>,
    size: usize,
}

impl<V> Default for Recent<V> {
    fn default() -> Self {
        Self { young: FxHashMap::default(), old: FxHashMap::default(), size: 0 }
    }
}

impl<V> Recent<V> {
    /// The value of `key`, where it is known.
    pub(crate) fn get(&mut self, key: &[u8]) -> Option<&V> {
        if !self.young.contains_key(key) {
            let value = self.old.remove(key)?;
            self.keep(key, value);
        }
        self.young.get(key)
    }

    /// Keeps a value, which must depend on `key` alone.
    pub(crate) fn keep(&mut self, key: &[u8], value: V) {
        if self.size + key.len() > MOST {
            self.old = mem::take(&mut self.young);
            self.size = 0;
        }
        self.size += key.len();
        self.young.insert(key.into(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_again() {
        let mut recent = Recent::default();
        assert_eq!(recent.get(b"a"), None);
        recent.keep(b"a", 1);
        recent.keep(b"b", 3);
        assert_eq!(recent.get(b"a"), Some(&1));
        assert_eq!(recent.get(b"b"), Some(&3));
    }

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let mut recent = Recent::default();
        let key = |at: u8| vec![at; MOST / 4];
        for at in 0..40 {
            recent.keep(&key(at), at);
            assert_eq!(recent.get(&key(0)), Some(&0));
            assert!(recent.young.len() + recent.old.len() <= 8);
        }
        assert_eq!(recent.get(&key(1)), None);
    }
}
