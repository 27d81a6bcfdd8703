//! What was found in the paragraphs of the texts before, by all that a paragraph's tags depend on.

use crate::recent::Recent;

use super::decode::Run;

/// All that the tags of a paragraph depend on. The words are those of its text.
pub(super) struct Known<'a> {
    pub(super) text: &'a str,
    pub(super) places: &'a [u8],
    pub(super) surroundings: u8,
}

/// The runs of the paragraphs of late, each found again by its text, its tokens' places and its surroundings.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    runs: Recent<Vec<Run>>,
    key: Vec<u8>,
}

impl Memory {
    /// The runs of `paragraph`, counted from its first token, where they are known.
    pub(super) fn recall(&mut self, paragraph: Known<'_>) -> Option<Vec<Run>> {
        self.spell(paragraph);
        self.runs.get(&self.key).cloned()
    }

    /// Keeps the runs of `paragraph`.
    pub(super) fn keep(&mut self, paragraph: Known<'_>, runs: &[Run]) {
        self.spell(paragraph);
        self.runs.keep(&self.key, runs.to_vec());
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
