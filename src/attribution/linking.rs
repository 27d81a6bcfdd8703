//! The learned linker: which cue a content belongs to and which source a cue has. In: a paragraph's tagged spans. Out: groups of
//! one cue, its source and its contents.
//!
//! Every candidate of a span is described by the small ids of [`pairs`](super::pairs); each id adds a row of sixteen numbers, what is above
//! zero of their sum is weighed, and the best candidate wins, "none of them" included. Limits: both ends stand in one
//! paragraph, not too many others between them; each content has one cue, each cue one source.

use std::ops::Range;
use std::sync::LazyLock;

use crate::tagger::{Role, Tagged};
use crate::text::Document;

use super::pairs::{FIELDS, REACH, SIZES, Scene};

/// Numbers that an id adds.
const WIDTH: usize = 16;

/// Spans of one attribution, as indices of the tagged spans.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What was said, in text order.
    pub contents: Vec<usize>,
    /// The words that say so.
    pub cue: Option<usize>,
    /// Who.
    pub source: Option<usize>,
    /// How likely contents and source are right, 0 to 1.
    pub probability: f32,
}

/// The weights for one kind of pair.
struct Weights {
    rows: Vec<[f32; WIDTH]>,
    bias: [f32; WIDTH],
    output: [f32; WIDTH],
}

/// For cues and their sources, and for contents and their cues.
static WEIGHTS: LazyLock<Option<[Weights; 2]>> = LazyLock::new(|| {
    let bytes: &'static [u8] = include_bytes!("linker.bin");
    let (first, second) = bytes.split_at_checked(bytes.len() / 2)?;
    Some([Weights::read(first)?, Weights::read(second)?])
});

impl Weights {
    /// 8-bit rows, a factor a column, bias and output, all floats of 32 bits.
    fn read(bytes: &[u8]) -> Option<Self> {
        let rows = SIZES.iter().sum::<usize>();
        let (small, floats) = bytes.split_at_checked(rows * WIDTH)?;
        let floats: Vec<f32> =
            floats.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        let column = |part: usize| floats.get(part * WIDTH..(part + 1) * WIDTH)?.try_into().ok();
        let scale: [f32; WIDTH] = column(0)?;
        let row = |small: &[u8]| std::array::from_fn(|at| f32::from(small[at] as i8) * scale[at]);
        Some(Self { rows: small.chunks_exact(WIDTH).map(row).collect(), bias: column(1)?, output: column(2)? })
    }

    fn score(&self, ids: &[u16; FIELDS]) -> f32 {
        let mut sum = self.bias;
        let mut offset = 0;
        for (&id, size) in ids.iter().zip(SIZES) {
            let row = &self.rows[offset + usize::from(id)];
            sum.iter_mut().zip(row).for_each(|(sum, row)| *sum += row);
            offset += size;
        }
        sum.iter().zip(&self.output).map(|(&sum, weight)| if sum > 0.0 { sum * weight } else { 0.0 }).sum()
    }
}

/// Links the tagged spans of the paragraph with these `tokens`; the indices in the result are those of `tags`. `places` are
/// those of the whole document ([`features::places`](crate::tagger::features::places)).
pub fn link(doc: &Document<'_>, places: &[u8], tokens: Range<usize>, tags: &[Tagged]) -> Vec<Link> {
    let Some(weights) = &*WEIGHTS else { return Vec::new() };
    let scene = Scene::new(doc, places, tokens, tags);
    let mut links: Vec<Link> = Vec::new();
    for content in (0..tags.len()).filter(|&at| tags[at].role == Role::Content) {
        let (cue, sure) = choose(&scene, content, &weights[1]);
        let sure = sure * tags[content].probability;
        // Contents of one cue are at most twice as far apart as a cue may be from either.
        let mut near = links.iter_mut().rev().take(2 * REACH + 1);
        match near.find(|link| cue.is_some() && link.cue == cue) {
            Some(link) => {
                link.contents.push(content);
                link.probability = link.probability.min(sure);
            }
            None => links.push(Link { contents: vec![content], cue, source: None, probability: sure }),
        }
    }
    for link in &mut links {
        if let Some(cue) = link.cue {
            let (source, sure) = choose(&scene, cue, &weights[0]);
            link.source = source;
            link.probability *= sure * source.map_or(1.0, |source| tags[source].probability);
        }
        link.probability = calibrated(link.probability);
    }
    links
}

/// Slope and offset of [`calibrated`], fitted on annotated articles that no weights were trained on.
const CALIBRATION: (f32, f32) = (0.67, 0.78);

/// How often an attribution of that raw probability is right (Platt scaling): the spans' exact ends need not be right for it.
fn calibrated(probability: f32) -> f32 {
    let odds = probability.max(1e-4) / (1.0 - probability).max(1e-4);
    1.0 / (1.0 + (-(CALIBRATION.0 * odds.ln() + CALIBRATION.1)).exp())
}

/// The best partner of span `from`, and how sure the choice is.
fn choose(scene: &Scene<'_, '_>, from: usize, weights: &Weights) -> (Option<usize>, f32) {
    let scored = scene.candidates(from).map(|(to, ids)| (to, weights.score(&ids)));
    let (candidates, scores): (Vec<Option<usize>>, Vec<f32>) = scored.unzip();
    let best = (1..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best });
    let sum: f32 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
    (candidates[best], 1.0 / sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;
    use crate::span::Span;
    use crate::tagger::features;

    /// The source's, cue's and contents' texts of every link, for `parts` given in text order with their roles.
    fn links(text: &str, parts: &[(Role, &str)]) -> Vec<(Vec<String>, String, String)> {
        let doc = Document::parse(text);
        let places = features::places(&doc, &quotes::find(&doc));
        let mut from = 0;
        let tags: Vec<Tagged> = parts
            .iter()
            .map(|&(role, part)| {
                let start = from + text[from..].find(part).unwrap_or(0);
                from = start + part.len();
                Tagged { role, span: Span::new(start, from), probability: 1.0 }
            })
            .collect();
        let written = |at: Option<usize>| at.map_or(String::new(), |at| tags[at].span.of(text).to_owned());
        link(&doc, &places, 0..doc.tokens().len(), &tags)
            .iter()
            .map(|link| (link.contents.iter().map(|&at| written(Some(at))).collect(), written(link.cue), written(link.source)))
            .collect()
    }

    #[test]
    fn both_parts_of_a_split_quotation_share_a_cue() {
        use Role::{Content, Cue, Source};
        let parts = [(Content, "“Fares will fall,”"), (Source, "Ana Ruiz"), (Cue, "said"), (Content, "“They have to.”")];
        let found = links("“Fares will fall,” Ana Ruiz said. “They have to.”", &parts);
        assert_eq!(found, [(vec!["“Fares will fall,”".into(), "“They have to.”".into()], "said".into(), "Ana Ruiz".into())]);
    }

    #[test]
    fn each_speaker_keeps_what_is_theirs() {
        use Role::{Content, Cue, Source};
        let parts = [
            (Source, "Ruiz"),
            (Cue, "said"),
            (Content, "fares would fall"),
            (Source, "Moss"),
            (Cue, "warned"),
            (Content, "that buses would be cut"),
        ];
        let found = links("Ruiz said fares would fall, but Moss warned that buses would be cut.", &parts);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].1.as_str(), found[0].2.as_str()), ("said", "Ruiz"));
        assert_eq!((found[1].1.as_str(), found[1].2.as_str()), ("warned", "Moss"));
    }

    #[test]
    fn calibration_keeps_the_order_and_the_range() {
        let values = [0.0, 0.2, 0.5, 0.8, 1.0].map(calibrated);
        assert!(values.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(values[0] > 0.0 && values[4] < 1.0);
    }

    #[test]
    fn nothing_tagged_nothing_linked() {
        assert!(links("It rained.", &[]).is_empty());
    }
}
