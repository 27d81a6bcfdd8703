//! The learned tagger. In: a parsed document and its quotations. Out: spans that look like a source, a cue or a content.
//!
//! A paragraph's tags depend on its own tokens, their quotations and a few facts about the paragraph before it, nothing
//! else. [`features`] turns tokens into small ids, [`network`] scores the labels, [`decode`] finds the best sequence.
//! `MODEL.md` tells what the weights were trained on and how good they are.

pub mod decode;
pub mod features;
pub mod lanes;
pub mod lstm;
pub mod matrix;
mod memory;
pub mod model;
pub mod network;
mod products;
pub mod schedule;
pub mod weights;
mod words;

use std::ops::Range;

use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, Paragraph};

pub use memory::Memory;

use decode::{Chain, Run};
use memory::{Known, Paragraphs};
use network::{Piece, Runner};
use words::Words;

/// What a tagged span is in its attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who.
    Source,
    /// The words that say that something was said.
    Cue,
    /// What was said.
    Content,
}

/// A stretch of text with the role the tagger gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Its role.
    pub role: Role,
    /// Where it stands.
    pub span: Span,
    /// How sure the tagger is of exactly this span, 0 to 1.
    pub probability: f32,
}

/// Most tokens that are tagged at once; a longer paragraph is cut, at a sentence's end where there is one.
const LONGEST: usize = 400;
/// Paragraphs that are looked at together, so that they can run side by side.
const TOGETHER: usize = 64;
/// Of longer texts nothing is kept, in bytes: it would be more than an edit is worth.
const LONGEST_KEPT: usize = 2 << 20;

/// Tags `doc`: spans in text order, disjoint, none across a paragraph's end; none while the [`weights`] are not there.
pub fn tag(doc: &Document<'_>, quotations: &[Quotation]) -> Vec<Tagged> {
    tag_paragraphs(doc, quotations, &mut Words::default(), None)
}

/// [`tag`], where what was found in the same paragraph of an earlier text is not worked out again.
pub fn tag_again(doc: &Document<'_>, quotations: &[Quotation], Memory { paragraphs, words }: &mut Memory) -> Vec<Tagged> {
    if doc.text().len() > LONGEST_KEPT {
        return tag(doc, quotations);
    }
    tag_paragraphs(doc, quotations, words, Some(paragraphs))
}

/// Tags the paragraphs that are not `kept`, and keeps them.
fn tag_paragraphs(
    doc: &Document<'_>,
    quotations: &[Quotation],
    words: &mut Words,
    mut kept: Option<&mut Paragraphs>,
) -> Vec<Tagged> {
    let Some((model, chain)) = weights::loaded() else { return Vec::new() };
    let places = features::places(doc, quotations);
    let surroundings = features::surroundings(doc, quotations);
    let known = |paragraph: usize| Known {
        text: doc.paragraphs()[paragraph].span.of(doc.text()),
        places: &places[doc.paragraphs()[paragraph].tokens()],
        surroundings: surroundings[paragraph],
    };
    let mut reader = Reader { doc, places: &places, surroundings: &surroundings, runner: Runner::new(model, words), chain };
    let mut tags = Vec::new();
    let all: Vec<usize> = (0..doc.paragraphs().len()).collect();
    for stretch in all.chunks(TOGETHER) {
        let mut runs: Vec<Option<Vec<Run>>> =
            stretch.iter().map(|&paragraph| kept.as_mut().and_then(|kept| kept.recall(known(paragraph)))).collect();
        let new: Vec<usize> =
            stretch.iter().zip(&runs).filter(|(_, runs)| runs.is_none()).map(|(&paragraph, _)| paragraph).collect();
        let mut read = reader.read(&new).into_iter();
        for (runs, &paragraph) in runs.iter_mut().zip(stretch).filter(|(runs, _)| runs.is_none()) {
            let fresh = read.next().unwrap_or_default();
            if let Some(kept) = &mut kept {
                kept.keep(known(paragraph), &fresh);
            }
            *runs = Some(fresh);
        }
        for (&paragraph, runs) in stretch.iter().zip(runs) {
            let first = doc.paragraphs()[paragraph].tokens().start;
            tags.extend(runs.unwrap_or_default().into_iter().map(|run| tagged(doc, &run.moved(first))));
        }
    }
    tags
}

/// A run, its tokens counted from the text's first, as a span.
fn tagged(doc: &Document<'_>, run: &Run) -> Tagged {
    Tagged { role: run.role, span: doc.span(run.tokens.clone()), probability: run.probability }
}

/// Reads paragraphs that are not known.
struct Reader<'a, 't> {
    doc: &'a Document<'t>,
    places: &'a [u8],
    surroundings: &'a [u8],
    runner: Runner<'a>,
    chain: &'a Chain,
}

impl Reader<'_, '_> {
    /// The runs of each of these paragraphs, counted from its first token.
    fn read(&mut self, paragraphs: &[usize]) -> Vec<Vec<Run>> {
        let doc = self.doc;
        let cut: Vec<(usize, Range<usize>)> = paragraphs
            .iter()
            .enumerate()
            .flat_map(|(at, &paragraph)| pieces(doc, &doc.paragraphs()[paragraph]).into_iter().map(move |piece| (at, piece)))
            .collect();
        let words: Vec<Vec<&str>> = cut.iter().map(|(_, piece)| piece.clone().map(|at| doc.word(at)).collect()).collect();
        let pieces: Vec<Piece<'_, '_>> = cut
            .iter()
            .zip(&words)
            .map(|((at, piece), words)| Piece {
                words,
                places: &self.places[piece.clone()],
                surroundings: self.surroundings[paragraphs[*at]],
            })
            .collect();
        let mut runs: Vec<Vec<Run>> = vec![Vec::new(); paragraphs.len()];
        for ((at, piece), scores) in cut.iter().zip(self.runner.scores(&pieces)) {
            let first = doc.paragraphs()[paragraphs[*at]].tokens().start;
            runs[*at].extend(self.chain.runs(&scores).into_iter().map(|run| run.moved(piece.start - first)));
        }
        runs
    }
}

/// The paragraph's tokens, in pieces of at most [`LONGEST`].
fn pieces(doc: &Document<'_>, paragraph: &Paragraph) -> Vec<Range<usize>> {
    let all = paragraph.tokens();
    let ends: Vec<usize> = doc.sentences()[paragraph.sentences()].iter().map(|sentence| sentence.tokens().end).collect();
    let mut pieces = Vec::new();
    let mut start = all.start;
    while start < all.end {
        let limit = (start + LONGEST).min(all.end);
        let fitting = ends.partition_point(|&end| end <= limit);
        let end = ends[..fitting].last().copied().filter(|&end| end > start).unwrap_or(limit);
        pieces.push(start..end);
        start = end;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;

    fn tags(text: &str) -> Vec<(Role, &str)> {
        let doc = Document::parse(text);
        tag(&doc, &quotes::find(&doc)).iter().map(|tagged| (tagged.role, tagged.span.of(text))).collect()
    }

    #[test]
    fn a_plain_statement_has_its_three_parts() {
        let found = tags("“We will close the bridge on Friday,” Mayor Ana Ruiz said.");
        let roles: Vec<Role> = found.iter().map(|(role, _)| *role).collect();
        assert_eq!(roles, [Role::Content, Role::Source, Role::Cue]);
        assert!(found[0].1.contains("We will close the bridge on Friday"));
        assert_eq!([found[1].1, found[2].1], ["Mayor Ana Ruiz", "said"]);
    }

    #[test]
    fn narration_has_none() {
        assert!(tags("The bridge was built in 1931 and is 300 metres long.").is_empty());
    }

    #[test]
    fn a_paragraph_is_tagged_the_same_wherever_it_stands() {
        let first = "The bridge is old. It was painted in May.\n\nThe fire brigade has eight cars.";
        let said = "Ruiz said that fares would fall.";
        let (after_one, after_two) = (format!("{first}\n\n{said}"), format!("{first}\n\n{first}\n\n{said}"));
        assert_eq!(tags(&after_one).len(), 3);
        assert_eq!(tags(&after_one), tags(&after_two));
    }

    #[test]
    fn long_paragraphs_are_cut_at_sentence_ends() {
        let text = "The bridge is old and narrow. ".repeat(200);
        let doc = Document::parse(&text);
        let cut = pieces(&doc, &doc.paragraphs()[0]);
        assert!(cut.iter().all(|piece| piece.len() <= LONGEST && piece.len() % 7 == 0));
        assert_eq!(cut.iter().map(|piece| piece.len()).sum::<usize>(), doc.tokens().len());
        assert_eq!(pieces(&Document::parse(&"word ".repeat(900)), &Document::parse(&"word ".repeat(900)).paragraphs()[0]).len(), 3);
    }
}
