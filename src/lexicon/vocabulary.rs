//! Words that a user of the library adds to the lists.

use rustc_hash::FxHashMap;

use super::{LONGEST, WordClass, lower_case};

/// Words with their classes, in any case. Words over 32 bytes stand in no list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    classes: FxHashMap<Box<str>, WordClass>,
}

impl Vocabulary {
    /// Adds `word` to the list of `class`; a phrase adds each of its words.
    pub fn add(&mut self, word: &str, class: WordClass) {
        for word in word.split_whitespace() {
            let mut buffer = [0; LONGEST];
            if let Some(word) = lower_case(word.trim_end_matches('.'), &mut buffer) {
                *self.classes.entry(word.into()).or_default() |= class;
            }
        }
    }

    /// Whether no word was added.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The classes added to `word`.
    pub fn classes(&self, word: &str) -> WordClass {
        let mut buffer = [0; LONGEST];
        lower_case(word, &mut buffer).and_then(|word| self.classes.get(word).copied()).unwrap_or_default()
    }
}
