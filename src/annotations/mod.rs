//! The result. In: what the stages found, in bytes. Out: an [`Analysis`], and the same as plain data in the unit that files
//! ([`Unit::CodePoint`]) or JavaScript ([`Unit::Utf16`]) count in.

mod data;
pub mod offsets;
mod packed;
mod select;
mod web_annotation;

pub use data::{Annotations, AttributionData, ItemData, ProposalData, SpeakerData};
pub use offsets::Unit;
pub use packed::Packed;
pub use web_annotation::AnnotationPage;

use crate::attribution::Attribution;
use crate::proposals::Proposal;
use crate::speakers::{Speaker, SpeakerId, Speakers};

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

/// Puts the results of the stages together. Of the `speakers`, those stay who say or propose something.
pub fn collect(attributions: Vec<Attribution>, speakers: Speakers, proposals: Vec<Proposal>) -> Analysis {
    let mut speaker_of = speakers.of_source;
    speaker_of.truncate(attributions.len());
    Analysis { attributions, speakers: speakers.speakers, speaker_of, proposals }.without_silent_speakers()
}

impl Analysis {
    /// Of the speakers, those stay who say or propose something.
    pub(crate) fn without_silent_speakers(mut self) -> Self {
        let proposers = self.proposals.iter().map(|proposal| proposal.proposer);
        let mut stays = vec![false; self.speakers.len()];
        self.speaker_of.iter().copied().chain(proposers).flatten().for_each(|id| stays[id.0 as usize] = true);
        let new_ids: Vec<u32> =
            stays.iter().scan(0, |next, stays| Some(std::mem::replace(next, *next + u32::from(*stays)))).collect();
        let proposers = self.proposals.iter_mut().map(|proposal| &mut proposal.proposer);
        for id in self.speaker_of.iter_mut().chain(proposers) {
            *id = id.map(|id| SpeakerId(new_ids[id.0 as usize]));
        }
        let mut stays = stays.into_iter();
        self.speakers.retain(|_| stays.next().unwrap_or(false));
        self
    }

    /// The result as plain data with its offsets in `unit`; `text` is the text it was made from.
    pub fn in_unit(&self, text: &str, unit: Unit) -> Annotations {
        data::convert(self, text, unit)
    }

    /// The same in two flat lists, for an edge where every object costs.
    pub fn packed(&self, text: &str, unit: Unit) -> Packed {
        packed::pack(self, text, unit)
    }
}
