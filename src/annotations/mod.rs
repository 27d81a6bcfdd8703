//! The result. In: what the stages found, in bytes. Out: an [`Analysis`], and the same as plain data in the unit that files
//! ([`Unit::CodePoint`]) or JavaScript ([`Unit::Utf16`]) count in.

mod data;
pub mod offsets;

pub use data::{Annotations, AttributionData, ItemData, ProposalData, SpeakerData};
pub use offsets::Unit;

use crate::attribution::Attribution;
use crate::proposals::Proposal;
use crate::speakers::{Speaker, SpeakerId, Speakers};
use crate::text::Document;

/// Everything found in an article, in byte spans of its text.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Who said what, in text order of the content.
    pub attributions: Vec<Attribution>,
    /// Everybody who says or proposes something.
    pub speakers: Vec<Speaker>,
    /// For each attribution its speaker.
    pub speaker_of: Vec<Option<SpeakerId>>,
    /// What was proposed.
    pub proposals: Vec<Proposal>,
}

/// Puts the results of the stages together.
pub fn collect(_doc: &Document<'_>, attributions: Vec<Attribution>, speakers: Speakers, proposals: Vec<Proposal>) -> Analysis {
    Analysis { attributions, speakers: speakers.speakers, speaker_of: speakers.of_attribution, proposals }
}

impl Analysis {
    /// The result as plain data with its offsets in `unit`; `text` is the text it was made from.
    pub fn in_unit(&self, text: &str, unit: Unit) -> Annotations {
        data::convert(self, text, unit)
    }
}
