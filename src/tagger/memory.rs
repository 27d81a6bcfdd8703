//! What was found in the paragraphs of the texts before, by all that a paragraph's tags depend on, and what was worked out of words.

use crate::recent::Recent;

use super::decode::Run;
use super::words::Words;

/// Bytes of keys in one generation of paragraphs.
const MOST: usize = 2 << 20;

/// All that the tags of a paragraph depend on. The words are those of its text.
pub(super) struct Known<'a> {
    pub(super) text: &'a str,
    pub(super) places: &'a [u8],
    pub(super) surroundings: u8,
}

/// What tagging one text leaves for the next.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(super) paragraphs: Paragraphs,
    pub(super) words: Words,
}

/// The runs of the paragraphs of late, each found again by its text, its tokens' places and its surroundings.
#[derive(Clone, Debug)]
pub(super) struct Paragraphs {
    runs: Recent<Box<[u8]>, Vec<Run>>,
    key: Vec<u8>,
}

impl Default for Paragraphs {
    fn default() -> Self {
        Self { runs: Recent::new(MOST), key: Vec::new() }
    }
}

impl Paragraphs {
    /// The runs of `paragraph`, counted from its first token, where they are known.
    pub(super) fn recall(&mut self, paragraph: Known<'_>) -> Option<Vec<Run>> {
        self.spell(paragraph);
        self.runs.get(&self.key[..]).cloned()
    }

    /// Keeps the runs of `paragraph`.
    pub(super) fn keep(&mut self, paragraph: Known<'_>, runs: &[Run]) {
        self.spell(paragraph);
        self.runs.keep(self.key[..].into(), runs.to_vec(), self.key.len());
    }

    /// Makes `paragraph` the key.
    fn spell(&mut self, paragraph: Known<'_>) {
        self.key.clear();
        self.key.extend_from_slice(&paragraph.text.len().to_le_bytes());
        self.key.extend_from_slice(paragraph.text.as_bytes());
        self.key.extend_from_slice(paragraph.places);
        self.key.push(paragraph.surroundings);
    }
}
