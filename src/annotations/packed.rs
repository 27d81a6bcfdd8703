//! The result in two lists, for an edge where every object costs: all its numbers in one, its distinct texts in the other.
//!
//! In order, every list after its length: attributions (kind, speaker, hundredths of confidence, why, source, cue, content),
//! speakers (name, whether it is one, role, mentions), proposals (proposer, announced, noun, announcement, complete, items
//! (ordinal, content, cue)). A span is its start and end; a text is its index; what may be missing is one more than it is, or 0.
//! `www/engine/unpack.js` reads it.

use rustc_hash::FxHashMap;

use super::Analysis;
use super::offsets::{OffsetMap, Unit};
use crate::attribution::Attribution;
use crate::proposals::{Item, Proposal};
use crate::span::Span;
use crate::speakers::{Speaker, SpeakerId};

/// A result as numbers and the texts they point to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// Everything but the texts, in the order that this module's head gives.
    pub numbers: Vec<u32>,
    /// Names, roles, nouns and reasons, each once.
    pub texts: Vec<String>,
}

struct Packer<'t> {
    text: &'t str,
    offsets: OffsetMap<'t>,
    packed: Packed,
    known: FxHashMap<String, u32>,
}

pub(super) fn pack(analysis: &Analysis, text: &str, unit: Unit) -> Packed {
    let offsets = OffsetMap::new(text, unit);
    let mut packer = Packer { text, offsets, packed: Packed::default(), known: FxHashMap::default() };
    packer.number(analysis.attributions.len());
    for (attribution, speaker) in analysis.attributions.iter().zip(&analysis.speaker_of) {
        packer.attribution(attribution, *speaker);
    }
    packer.number(analysis.speakers.len());
    for speaker in &analysis.speakers {
        packer.speaker(speaker);
    }
    packer.number(analysis.proposals.len());
    for proposal in &analysis.proposals {
        packer.proposal(proposal);
    }
    packer.packed
}

impl Packer<'_> {
    fn number(&mut self, number: usize) {
        self.packed.numbers.push(number as u32);
    }

    fn optional(&mut self, number: Option<u32>) {
        self.packed.numbers.push(number.map_or(0, |number| number.saturating_add(1)));
    }

    fn string(&mut self, string: &str) -> u32 {
        if let Some(&index) = self.known.get(string) {
            return index;
        }
        let index = self.packed.texts.len() as u32;
        self.packed.texts.push(string.to_owned());
        self.known.insert(string.to_owned(), index);
        index
    }

    fn spans(&mut self, spans: &[Span]) {
        self.number(spans.len());
        for span in spans {
            self.packed.numbers.extend(self.offsets.span(*span));
        }
    }

    fn attribution(&mut self, attribution: &Attribution, speaker: Option<SpeakerId>) {
        self.number(attribution.kind as usize);
        self.optional(speaker.map(|id| id.0));
        self.number((attribution.confidence * 100.0).round() as usize);
        let why = self.string(attribution.rule.why());
        self.packed.numbers.push(why);
        self.spans(&attribution.source);
        self.spans(&attribution.cue);
        self.spans(&attribution.content);
    }

    fn speaker(&mut self, speaker: &Speaker) {
        let name = self.string(&speaker.name);
        let role = speaker.role.as_ref().map(|role| self.string(role));
        self.packed.numbers.extend([name, u32::from(speaker.named)]);
        self.optional(role);
        self.spans(&speaker.mentions);
    }

    fn proposal(&mut self, proposal: &Proposal) {
        let noun = proposal.noun.map(|noun| noun.of(self.text).to_lowercase());
        let noun = noun.map(|noun| self.string(&noun));
        self.optional(proposal.proposer.map(|id| id.0));
        self.optional(proposal.announced);
        self.optional(noun);
        self.spans(proposal.announcement.as_slice());
        self.number(usize::from(proposal.is_complete()));
        self.number(proposal.items.len());
        for Item { ordinal, content, cue } in &proposal.items {
            self.packed.numbers.push(*ordinal);
            self.spans(content);
            self.spans(cue);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;

    #[test]
    fn numbers_follow_the_order_and_texts_come_once() {
        let text = "“We will cut fares,” said Ana Ruiz. “Soon,” said Ana Ruiz.";
        let packed = annotate(text).packed(text, Unit::Utf16);
        let [count, kind, speaker, .., proposals] = packed.numbers[..] else { panic!("{packed:?}") };
        assert_eq!((kind, speaker, proposals), (0, 1, 0));
        assert!(count > 0);
        assert_eq!(packed.texts.iter().filter(|text| *text == "Ana Ruiz").count(), 1);
    }

    #[test]
    fn nothing_is_three_empty_lists() {
        assert_eq!(annotate("").packed("", Unit::Utf16), Packed { numbers: vec![0, 0, 0], texts: vec![] });
    }
}
