//! Words with a value each, looked up in any case.

use rustc_hash::FxHashMap;

use super::{LONGEST, lower_case};

/// Values by word, for words in lower case with straight apostrophes; a word of more than 32 bytes has none.
#[derive(Debug)]
pub struct WordMap<V> {
    values: FxHashMap<&'static str, V>,
    /// For each letter the lengths in bytes of the words that begin with it, a bit each: most other words are ruled out by them.
    lengths: [u64; LETTERS],
}

/// Letters that are told apart: small and capital ones are not.
const LETTERS: usize = 32;

impl<V> WordMap<V> {
    /// The value of `word`, upper or lower case, curly or straight apostrophe.
    pub fn get(&self, word: &str) -> Option<&V> {
        let first = *word.as_bytes().first()?;
        // In lower case, letters outside ASCII can become others and shorter.
        if self.lengths[letter(first)] & length(word) == 0 && word.is_ascii() {
            return None;
        }
        let mut buffer = [0; LONGEST];
        lower_case(word, &mut buffer).and_then(|word| self.values.get(word))
    }
}

impl<V> FromIterator<(&'static str, V)> for WordMap<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(words: I) -> Self {
        let values: FxHashMap<&'static str, V> = words.into_iter().collect();
        let mut lengths = [0; LETTERS];
        for word in values.keys() {
            lengths[word.bytes().next().map_or(0, letter)] |= length(word);
        }
        Self { values, lengths }
    }
}

fn letter(byte: u8) -> usize {
    usize::from(byte) % LETTERS
}

/// The bit of the length of `word`; one for all that are longer than any in a list.
fn length(word: &str) -> u64 {
    1 << word.len().min(LONGEST + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case_and_with_any_apostrophe() {
        let map: WordMap<u32> = [("don't", 1), ("five", 2)].into_iter().collect();
        assert_eq!(["Don’t", "don't", "FIVE", "fiver", "give", "", "É"].map(|word| map.get(word).copied()), {
            [Some(1), Some(1), Some(2), None, None, None, None]
        });
    }
}
