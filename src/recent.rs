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
    /// The value of `key`, made where it is not known; `make` must depend on `key` alone.
    pub(crate) fn value(&mut self, key: &[u8], make: impl FnOnce() -> V) -> &V {
        if !self.young.contains_key(key) {
            let value = self.old.remove(key).unwrap_or_else(make);
            if self.size + key.len() > MOST {
                self.old = mem::take(&mut self.young);
                self.size = 0;
            }
            self.size += key.len();
            self.young.insert(key.into(), value);
        }
        &self.young[key]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once() {
        let mut recent = Recent::default();
        assert_eq!(recent.value(b"a", || 1), &1);
        assert_eq!(recent.value(b"a", || 2), &1);
        assert_eq!(recent.value(b"b", || 3), &3);
    }

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let mut recent = Recent::default();
        let key = |at: u8| vec![at; MOST / 4];
        for at in 0..40 {
            recent.value(&key(at), || at);
            assert_eq!(recent.value(&key(0), || 99), &0);
            assert!(recent.young.len() + recent.old.len() <= 8);
        }
        assert_eq!(recent.value(&key(1), || 99), &99);
    }
}
