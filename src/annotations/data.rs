//! The result as plain data, field by field as programs outside read it.

use serde::Serialize;

use super::Analysis;
use super::offsets::{OffsetMap, Unit};
use crate::attribution::{Attribution, Kind};
use crate::proposals::{Item, Proposal};
use crate::speakers::{Speaker, SpeakerId};

/// Half-open `[start, end]` pairs, sorted, in the result's unit.
type Spans = Vec<[u32; 2]>;

/// The whole result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Annotations {
    /// What all offsets count.
    pub unit: Unit,
    /// Who said what.
    pub attributions: Vec<AttributionData>,
    /// Everybody who says or proposes something.
    pub speakers: Vec<SpeakerData>,
    /// What was proposed.
    pub proposals: Vec<ProposalData>,
}

/// An [`Attribution`] with ids.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributionData {
    /// `a1`, `a2`, … in text order.
    pub id: String,
    /// `direct`, `mixed` or `indirect`.
    pub kind: &'static str,
    /// Who; empty where the text says no one.
    pub source: Spans,
    /// The words that say that something was said.
    pub cue: Spans,
    /// What was said, quotation marks included.
    pub content: Spans,
    /// The id of its speaker.
    pub speaker: Option<String>,
    /// 0 to 1, two decimals.
    pub confidence: f32,
    /// A short phrase: what found it.
    pub why: &'static str,
}

/// A [`Speaker`] with ids.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeakerData {
    /// `s1`, `s2`, … in the order of speaking.
    pub id: String,
    /// The fullest form that the article gives.
    pub name: String,
    /// Whether `name` is a name.
    pub named: bool,
    /// What the article says they are.
    pub role: Option<String>,
    /// Every mention.
    pub mentions: Spans,
    /// Ids of their attributions.
    pub attributions: Vec<String>,
}

/// A [`Proposal`] with ids.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProposalData {
    /// `p1`, `p2`, …
    pub id: String,
    /// The id of the speaker who proposes.
    pub proposer: Option<String>,
    /// The number announced.
    pub announced: Option<u32>,
    /// The announced noun.
    pub noun: Option<String>,
    /// The announcement; empty where there is none.
    pub announcement: Spans,
    /// The items found.
    pub items: Vec<ItemData>,
    /// Whether as many were found as announced.
    pub complete: bool,
}

/// An [`Item`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemData {
    /// Its number, from 1 on.
    pub ordinal: u32,
    /// The proposal itself.
    pub content: Spans,
    /// The words that introduce it.
    pub cue: Spans,
}

pub(super) fn convert(analysis: &Analysis, text: &str, unit: Unit) -> Annotations {
    let offsets = OffsetMap::new(text, unit);
    let attributions = analysis.attributions.iter().zip(&analysis.speaker_of).enumerate();
    let mut of_speaker = vec![Vec::new(); analysis.speakers.len()];
    for (at, speaker) in analysis.speaker_of.iter().enumerate() {
        let own = speaker.and_then(|id| of_speaker.get_mut(id.0 as usize));
        own.into_iter().for_each(|own| own.push(id('a', at)));
    }
    let speakers = analysis.speakers.iter().zip(of_speaker).enumerate();
    Annotations {
        unit,
        attributions: attributions
            .map(|(at, (attribution, speaker))| attribution_data(at, attribution, *speaker, &offsets))
            .collect(),
        speakers: speakers.map(|(at, (speaker, own))| speaker_data(at, speaker, own, &offsets)).collect(),
        proposals: analysis
            .proposals
            .iter()
            .enumerate()
            .map(|(at, proposal)| proposal_data(at, proposal, text, &offsets))
            .collect(),
    }
}

fn id(letter: char, at: usize) -> String {
    format!("{letter}{}", at + 1)
}

fn speaker_id(id: SpeakerId) -> String {
    self::id('s', id.0 as usize)
}

fn attribution_data(at: usize, attribution: &Attribution, speaker: Option<SpeakerId>, offsets: &OffsetMap<'_>) -> AttributionData {
    AttributionData {
        id: id('a', at),
        kind: match attribution.kind {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
        },
        source: offsets.spans(&attribution.source),
        cue: offsets.spans(&attribution.cue),
        content: offsets.spans(&attribution.content),
        speaker: speaker.map(speaker_id),
        confidence: (attribution.confidence * 100.0).round() / 100.0,
        why: attribution.rule.why(),
    }
}

fn speaker_data(at: usize, speaker: &Speaker, attributions: Vec<String>, offsets: &OffsetMap<'_>) -> SpeakerData {
    SpeakerData {
        id: id('s', at),
        name: speaker.name.clone(),
        named: speaker.named,
        role: speaker.role.clone(),
        mentions: offsets.spans(&speaker.mentions),
        attributions,
    }
}

fn proposal_data(at: usize, proposal: &Proposal, text: &str, offsets: &OffsetMap<'_>) -> ProposalData {
    let item =
        |item: &Item| ItemData { ordinal: item.ordinal, content: offsets.spans(&item.content), cue: offsets.spans(&item.cue) };
    ProposalData {
        id: id('p', at),
        proposer: proposal.proposer.map(speaker_id),
        announced: proposal.announced,
        noun: proposal.noun.map(|noun| noun.of(text).to_lowercase()),
        announcement: proposal.announcement.map(|span| vec![offsets.span(span)]).unwrap_or_default(),
        items: proposal.items.iter().map(item).collect(),
        complete: proposal.is_complete(),
    }
}
