//! Phrases of several words, matched on tokens.

use rustc_hash::FxHashMap;

use super::{LONGEST, WordMap, entries, lower_case};

/// A set of phrases, each a row of lower-case words; found at a token by its first word, longest first.
#[derive(Debug)]
pub struct PhraseSet {
    by_first: WordMap<Vec<Vec<&'static str>>>,
}

impl PhraseSet {
    /// Reads a list with one phrase a line.
    pub fn new(list: &'static str) -> Self {
        let mut by_first: FxHashMap<&'static str, Vec<Vec<&'static str>>> = FxHashMap::default();
        for phrase in entries(list) {
            let words: Vec<_> = phrase.split_whitespace().collect();
            if let Some(first) = words.first() {
                by_first.entry(first).or_default().push(words);
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Self { by_first: by_first.into_iter().collect() }
    }

    /// How many of `words` (token texts, any case, from the first on) the longest phrase covers that begins there.
    pub fn longest<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> Option<usize> {
        let candidates = self.by_first.get(words.clone().next()?)?;
        candidates.iter().find(|phrase| starts_with(words.clone(), phrase)).map(Vec::len)
    }
}

fn starts_with<'a>(mut words: impl Iterator<Item = &'a str>, phrase: &[&str]) -> bool {
    let mut buffer = [0; LONGEST];
    phrase.iter().all(|wanted| words.next().and_then(|word| lower_case(word, &mut buffer)).is_some_and(|word| word == *wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let set = PhraseSet::new("according to\naccording\n");
        assert_eq!(set.longest("According to her".split(' ')), Some(2));
        assert_eq!(set.longest("according with".split(' ')), Some(1));
        assert_eq!(set.longest("accord".split(' ')), None);
    }
}
