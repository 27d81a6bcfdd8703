//! The network: embeddings of a word's forms, then layers of long short-term memory that read a paragraph in both directions
//! (Hochreiter and Schmidhuber, 1997), their states projected to fewer numbers (Sak et al., 2014).
//!
//! What the first layer takes of a word is computed once for each distinct word. Paragraphs run side by side, so that a row of
//! weights is fetched once for several of them; none of them sees another, and a paragraph's scores are the same to the bit
//! whatever runs beside it.

use std::ops::Range;

use super::features::{self, Form};
use super::lanes::Lanes;
use super::lstm::{ADDENDS, Below};
use super::model::{LABELS, Model, TAPS};
use super::products::add_products;
use super::schedule::{Direction, Schedule};
use super::words::{TOGETHER, Words};

/// A paragraph, or a piece of one, as the network reads it.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a, 't> {
    /// Its words.
    pub words: &'a [&'t str],
    /// The place of each.
    pub places: &'a [u8],
    /// What surrounds it.
    pub surroundings: u8,
}

/// Scores of every label for the tokens of a piece.
pub type Scores = Vec<[f32; LABELS]>;

/// Runs a model.
pub struct Runner<'m> {
    model: &'m Model,
    words: &'m mut Words,
    /// What a neighbour that is not there adds to the gates.
    nothing: Vec<i16>,
}

impl<'m> Runner<'m> {
    /// A runner of `model`; `words` are of no other one.
    pub fn new(model: &'m Model, words: &'m mut Words) -> Self {
        Self { model, words, nothing: vec![0; model.shape.gates()] }
    }

    /// The scores of each of `pieces`.
    pub fn scores(&mut self, pieces: &[Piece<'_, '_>]) -> Vec<Scores> {
        let mut scores = Vec::with_capacity(pieces.len());
        let mut rest = pieces;
        while !rest.is_empty() {
            let mut tokens = 0;
            let fitting = rest.iter().take_while(|piece| {
                tokens += piece.words.len();
                tokens <= TOGETHER
            });
            let (beside, after) = rest.split_at(fitting.count().max(1));
            scores.extend(self.side_by_side(beside));
            rest = after;
        }
        scores
    }

    /// The scores of a few pieces; the rows of all buffers are those of the first piece's tokens, then of the second's.
    fn side_by_side(&mut self, pieces: &[Piece<'_, '_>]) -> Vec<Scores> {
        let forms: Vec<Form> = pieces.iter().flat_map(|piece| piece.words).map(|word| features::form(word)).collect();
        self.words.learn(self.model, &forms);
        let mut rows: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let first = rows.last().map_or(0, |rows| rows.end);
            rows.push(first..first + piece.words.len());
        }
        let addends = self.addends(pieces, &forms);
        let states = self.states(&addends, &Schedule::new(&rows));
        let (matrix, bias) = &self.model.output;
        let mut totals = bias.repeat(forms.len());
        add_products(matrix, &states, &mut totals);
        let scores = totals.as_chunks::<LABELS>().0;
        rows.into_iter().map(|rows| scores[rows].to_vec()).collect()
    }

    /// The last layer's states.
    fn states(&self, addends: &[[&[i16]; ADDENDS]], schedule: &Schedule) -> Vec<Lanes> {
        let mut below: Option<Vec<Lanes>> = None;
        for layer in &self.model.layers {
            let mut states = vec![[0; 8]; addends.len() * layer.width()];
            for direction in [Direction::Forward, Direction::Backward] {
                let below = below.as_deref().map_or(Below::Addends(addends), Below::States);
                layer.run(direction, schedule, below, &mut states);
            }
            below = Some(states);
        }
        below.unwrap_or_default()
    }

    /// What the first layer's gates add up for each token: the surroundings, its place, the word before it, its own and the one after.
    fn addends(&self, pieces: &[Piece<'_, '_>], forms: &[Form]) -> Vec<[&[i16]; ADDENDS]> {
        let mut addends = Vec::with_capacity(forms.len());
        for piece in pieces {
            let surroundings = self.model.surroundings.row(usize::from(piece.surroundings));
            let words: Vec<[&[i16]; TAPS]> =
                forms[addends.len()..][..piece.words.len()].iter().map(|form| self.words.sums(form)).collect();
            for (at, &place) in piece.places.iter().enumerate() {
                let tap = |tap: usize| {
                    let word = (at + tap).checked_sub(1).and_then(|neighbour| words.get(neighbour));
                    word.map_or(&self.nothing[..], |sums| sums[tap])
                };
                addends.push([surroundings, self.model.places.row(usize::from(place)), tap(0), tap(1), tap(2)]);
            }
        }
        addends
    }
}
