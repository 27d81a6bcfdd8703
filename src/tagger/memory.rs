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
    /// The runs of `paragraph`, counted from its first token; `work` finds them where they are not known.
    pub(super) fn runs(&mut self, paragraph: Known<'_>, work: &mut dyn FnMut() -> Vec<Run>) -> Vec<Run> {
        self.key.clear();
        self.key.extend_from_slice(&paragraph.text.len().to_le_bytes());
        self.key.extend_from_slice(paragraph.text.as_bytes());
        self.key.extend_from_slice(paragraph.places);
        self.key.push(paragraph.surroundings);
        self.runs.value(&self.key, work).clone()
    }
}
