//! The result. In: what the stages found, in bytes. Out: an [`Analysis`], and the same as plain data in the unit that files
//! ([`Unit::CodePoint`]) or JavaScript ([`Unit::Utf16`]) count in.

mod data;
pub mod offsets;
mod select;
mod web_annotation;

pub use data::{Annotations, AttributionData, ItemData, ProposalData, SpeakerData};
pub use offsets::Unit;
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
pub fn collect(attributions: Vec<Attribution>, speakers: Speakers, mut proposals: Vec<Proposal>) -> Analysis {
    let mut speaker_of = speakers.of_source;
    speaker_of.truncate(attributions.len());
    let active = speaker_of.iter().copied().chain(proposals.iter().map(|proposal| proposal.proposer)).flatten();
    let mut stays = vec![false; speakers.speakers.len()];
    active.for_each(|id| stays[id.0 as usize] = true);
    let new_ids: Vec<u32> = stays.iter().scan(0, |next, stays| Some(std::mem::replace(next, *next + u32::from(*stays)))).collect();
    let new_id = |id: SpeakerId| SpeakerId(new_ids[id.0 as usize]);
    for id in speaker_of.iter_mut().chain(proposals.iter_mut().map(|proposal| &mut proposal.proposer)) {
        *id = id.map(new_id);
    }
    let kept = speakers.speakers.into_iter().zip(&stays).filter(|(_, stays)| **stays);
    Analysis { attributions, speakers: kept.map(|(speaker, _)| speaker).collect(), speaker_of, proposals }
}

impl Analysis {
    /// The result as plain data with its offsets in `unit`; `text` is the text it was made from.
    pub fn in_unit(&self, text: &str, unit: Unit) -> Annotations {
        data::convert(self, text, unit)
    }
}
