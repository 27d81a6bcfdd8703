//! Export to the [W3C Web Annotation Data Model](https://www.w3.org/TR/annotation-model/), ready for JSON-LD.
//!
//! In: a result in any unit and its text. Out: an [`AnnotationPage`] with one annotation for each attribution (its content is
//! the target; the speaker, the kind and the source's place are bodies) and one for each proposal item. Every target
//! has both a TextQuoteSelector and a TextPositionSelector; positions count code points, as the model asks.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Analysis, Annotations, AttributionData, ItemData, ProposalData, SpeakerData, Unit};
use crate::span::Span;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Characters of context before and after a quoted text.
const CONTEXT_LENGTH: usize = 32;

/// The annotations of a text; serialise it to get JSON-LD.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnnotationPage {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    items: Vec<Annotation>,
}

/// One annotation. It carries its own context, so that it still means the same when it is taken out of its page.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Annotation {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    creator: Agent,
    generator: Agent,
    body: Vec<Body>,
    target: Vec<SpecificResource>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct Agent {
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
    homepage: &'static str,
}

const AGENT: Agent = Agent {
    id: concat!("https://crates.io/crates/article-annotator/", env!("CARGO_PKG_VERSION")),
    kind: "Software",
    name: concat!("article-annotator ", env!("CARGO_PKG_VERSION")),
    homepage: "https://crates.io/crates/article-annotator",
};

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Body {
    Text {
        #[serde(rename = "type")]
        kind: &'static str,
        purpose: &'static str,
        format: &'static str,
        value: String,
    },
    Place(SpecificResource),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct SpecificResource {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<&'static str>,
    source: String,
    selector: [Selector; 2],
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type")]
enum Selector {
    TextQuoteSelector { exact: String, prefix: String, suffix: String },
    TextPositionSelector { start: u32, end: u32 },
}

impl AnnotationPage {
    /// The result of one text. `source` is the text's own address (an IRI); without one it gets a `urn:uuid:` made of its
    /// words, so the same text has the same address everywhere.
    pub fn new(analysis: &Analysis, text: &str, source: Option<&str>) -> Self {
        let (bytes, points) = (analysis.in_unit(text, Unit::Byte), analysis.in_unit(text, Unit::CodePoint));
        Self::from_annotations(&bytes, &points, text, source)
    }

    /// The same from plain data, `bytes` in [`Unit::Byte`] and `points` in [`Unit::CodePoint`].
    pub fn from_annotations(bytes: &Annotations, points: &Annotations, text: &str, source: Option<&str>) -> Self {
        let source = source.map_or_else(|| Cow::Owned(urn(&[text])), Cow::Borrowed);
        let id = urn(&[&source, text]);
        let speakers = bytes.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker)).collect();
        let exporter = Exporter { text, source: &source, page: &id, speakers };
        let said = bytes.attributions.iter().zip(&points.attributions).map(|(b, p)| exporter.attribution(b, p));
        let proposed = bytes.proposals.iter().zip(&points.proposals).flat_map(|(b, p)| exporter.proposal(b, p));
        let items = said.chain(proposed).collect();
        Self { context: CONTEXT, id, kind: "AnnotationPage", items }
    }
}

struct Exporter<'a> {
    text: &'a str,
    source: &'a str,
    page: &'a str,
    speakers: FxHashMap<&'a str, &'a SpeakerData>,
}

impl Exporter<'_> {
    fn attribution(&self, bytes: &AttributionData, points: &AttributionData) -> Annotation {
        let mut body = vec![text_body("tagging", &format!("{} quote", bytes.kind))];
        if let Some(speaker) = self.speaker(bytes.speaker.as_deref()) {
            body.push(text_body("identifying", &speaker.name));
            body.extend(speaker.role.as_deref().map(|role| text_body("describing", role)));
        }
        let places = self.places(&bytes.source, &points.source, Some("identifying"));
        body.extend(places.into_iter().map(Body::Place));
        self.annotation(&bytes.id, body, self.places(&bytes.content, &points.content, None))
    }

    fn proposal(&self, bytes: &ProposalData, points: &ProposalData) -> Vec<Annotation> {
        let items = bytes.items.iter().zip(&points.items);
        items.map(|(item, item_points)| self.item(bytes, item, item_points)).collect()
    }

    fn item(&self, proposal: &ProposalData, bytes: &ItemData, points: &ItemData) -> Annotation {
        let noun = proposal.noun.as_deref().unwrap_or("proposals");
        let place = proposal.announced.map(|count| text_body("describing", &format!("{} of {count} {noun}", bytes.ordinal)));
        let mut body: Vec<Body> = [Some(text_body("tagging", "proposal")), place].into_iter().flatten().collect();
        body.extend(self.speaker(proposal.proposer.as_deref()).map(|speaker| text_body("identifying", &speaker.name)));
        let id = format!("{}.{}", proposal.id, bytes.ordinal);
        self.annotation(&id, body, self.places(&bytes.content, &points.content, None))
    }

    fn speaker(&self, id: Option<&str>) -> Option<&SpeakerData> {
        self.speakers.get(id?).copied()
    }

    fn annotation(&self, id: &str, body: Vec<Body>, target: Vec<SpecificResource>) -> Annotation {
        let id = urn(&[self.page, id]);
        Annotation {
            context: CONTEXT,
            id,
            kind: "Annotation",
            motivation: "identifying",
            creator: AGENT,
            generator: AGENT,
            body,
            target,
        }
    }

    fn places(&self, bytes: &[[u32; 2]], points: &[[u32; 2]], purpose: Option<&'static str>) -> Vec<SpecificResource> {
        let place = |(bytes, points): (&[u32; 2], &[u32; 2])| SpecificResource {
            kind: "SpecificResource",
            purpose,
            source: self.source.to_owned(),
            selector: self.selectors(Span::new(bytes[0] as usize, bytes[1] as usize), *points),
        };
        bytes.iter().zip(points).map(place).collect()
    }

    fn selectors(&self, span: Span, [start, end]: [u32; 2]) -> [Selector; 2] {
        let before = self.text.get(..span.start()).unwrap_or("");
        let after = self.text.get(span.end()..).unwrap_or("");
        let cut = before.char_indices().rev().take(CONTEXT_LENGTH).last().map_or(before.len(), |(at, _)| at);
        let quote = Selector::TextQuoteSelector {
            exact: span.of(self.text).to_owned(),
            prefix: before[cut..].to_owned(),
            suffix: after.chars().take(CONTEXT_LENGTH).collect(),
        };
        [quote, Selector::TextPositionSelector { start, end }]
    }
}

fn text_body(purpose: &'static str, value: &str) -> Body {
    Body::Text { kind: "TextualBody", purpose, format: "text/plain", value: value.to_owned() }
}

/// A `urn:uuid:` (version 8, [RFC 9562](https://www.rfc-editor.org/rfc/rfc9562)) made of the 128-bit FNV-1a hash of `parts`.
fn urn(parts: &[&str]) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
    let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let (version, variant) = (0xF << 76, 0x3 << 62);
    let hex = format!("{:032x}", hash & !version & !variant | 0x8 << 76 | 0x2 << 62);
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
