//! The network: embeddings of a word's forms, then layers of long short-term memory that read a paragraph in both directions
//! (Hochreiter and Schmidhuber, 1997), their states projected to fewer numbers (Sak et al., 2014).
//!
//! What the first layer takes of a word is computed once for each distinct word. Paragraphs of much the same length run side by
//! side, so that a row of weights is fetched once for all of them; none of them sees another, and a paragraph's scores are
//! the same to the bit whatever runs beside it.

use std::collections::hash_map::Entry;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::{self, FORMS};
use super::lanes::{self, Lanes};
use super::lstm::{Direction, Layer};
use super::model::{LABELS, Model, SUM_UNIT, TAPS};
use super::products::products;

/// Fixed-point unit of a layer's states, as the next layer reads them.
pub(super) const STATE_UNIT: f32 = 4096.0;
/// Most distinct words whose first-layer sums are kept.
const MOST_WORDS: usize = 2048;
/// Paragraphs that run side by side.
const SIDE_BY_SIDE: usize = 4;

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

/// Runs a model; keeps what can be kept from one piece to the next.
pub struct Runner<'m, 't> {
    model: &'m Model,
    known: FxHashMap<&'t str, u32>,
    sums: Vec<i16>,
    scratch: Scratch,
}

/// Buffers that are used again and again.
#[derive(Default)]
struct Scratch {
    /// What the gates of all tokens of a layer get from below.
    gates: Vec<f32>,
    below: Vec<Lanes>,
    states: Vec<Lanes>,
    totals: Vec<f32>,
}

impl<'m, 't> Runner<'m, 't> {
    /// A runner of `model`.
    pub fn new(model: &'m Model) -> Self {
        Self { model, known: FxHashMap::default(), sums: Vec::new(), scratch: Scratch::default() }
    }

    /// The scores of each of `pieces`.
    pub fn scores(&mut self, pieces: &[Piece<'_, 't>]) -> Vec<Scores> {
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by_key(|&at| pieces[at].words.len());
        let mut found: Vec<Scores> = vec![Vec::new(); pieces.len()];
        for group in order.chunks(SIDE_BY_SIDE) {
            let beside: Vec<Piece<'_, 't>> = group.iter().map(|&at| pieces[at]).collect();
            for (&at, scores) in group.iter().zip(self.side_by_side(&beside)) {
                found[at] = scores;
            }
        }
        found
    }

    /// The scores of a few pieces; the rows of all buffers are those of the first piece's tokens, then of the second's.
    fn side_by_side(&mut self, pieces: &[Piece<'_, 't>]) -> Vec<Scores> {
        let mut rows: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let first = rows.last().map_or(0, |rows| rows.end);
            rows.push(first..first + piece.words.len());
        }
        let all = rows.last().map_or(0, |rows| rows.end);
        self.first_gates(pieces);
        let model = self.model;
        for (index, layer) in model.layers.iter().enumerate() {
            if index > 0 {
                self.gates_from_below(layer);
            }
            let width = layer.width();
            self.scratch.states.clear();
            self.scratch.states.resize(all * width, [0; 8]);
            for direction in [Direction::Forward, Direction::Backward] {
                layer.run(direction, &rows, &self.scratch.gates, &mut self.scratch.states);
            }
            std::mem::swap(&mut self.scratch.states, &mut self.scratch.below);
        }
        let (matrix, bias) = &model.output;
        products(matrix, &self.scratch.below, 1.0 / STATE_UNIT, &mut self.scratch.totals);
        let totals: Vec<[f32; LABELS]> =
            self.scratch.totals.chunks_exact(LABELS).map(|sums| std::array::from_fn(|label| sums[label] + bias[label])).collect();
        rows.into_iter().map(|rows| totals[rows].to_vec()).collect()
    }

    /// What a later layer's gates get from the layer below.
    fn gates_from_below(&mut self, layer: &Layer) {
        let Some((matrix, bias)) = &layer.from_below else { return };
        products(matrix, &self.scratch.below, 1.0 / STATE_UNIT, &mut self.scratch.gates);
        for row in self.scratch.gates.chunks_exact_mut(bias.len()) {
            row.iter_mut().zip(bias).for_each(|(sum, bias)| *sum += bias);
        }
    }

    /// The first layer's gates: what each word, its neighbours, its place and the surroundings add up to.
    fn first_gates(&mut self, pieces: &[Piece<'_, 't>]) {
        let width = self.model.shape.gates();
        self.learn_words(pieces);
        self.scratch.gates.clear();
        let mut total = vec![0i16; width];
        for piece in pieces {
            let ids: Vec<usize> = piece.words.iter().map(|word| self.known[word] as usize).collect();
            let around = self.model.surroundings.row(usize::from(piece.surroundings));
            for at in 0..ids.len() {
                total.copy_from_slice(around);
                add(&mut total, self.model.places.row(usize::from(piece.places[at])));
                for (tap, neighbour) in (0..TAPS).filter_map(|tap| Some((tap, (at + tap).checked_sub(1)?))) {
                    if let Some(&id) = ids.get(neighbour) {
                        add(&mut total, &self.sums[(id * TAPS + tap) * width..][..width]);
                    }
                }
                self.scratch.gates.extend(total.iter().map(|&sum| f32::from(sum) / SUM_UNIT));
            }
        }
    }

    /// Works out what the words of `pieces` that are not known yet add to the first layer's gates.
    fn learn_words(&mut self, pieces: &[Piece<'_, 't>]) {
        let count: usize = pieces.iter().map(|piece| piece.words.len()).sum();
        if self.known.len() + count > MOST_WORDS {
            self.known.clear();
            self.sums.clear();
        }
        let mut inputs = Vec::new();
        for word in pieces.iter().flat_map(|piece| piece.words) {
            let next = self.known.len() as u32;
            if let Entry::Vacant(place) = self.known.entry(word) {
                place.insert(next);
                lanes::pack(embed(self.model, word), &mut inputs);
            }
        }
        products(&self.model.first, &inputs, SUM_UNIT, &mut self.scratch.totals);
        self.sums.extend(self.scratch.totals.iter().map(|&sum| (sum + 0.5_f32.copysign(sum)) as i16));
    }
}

fn add(total: &mut [i16], more: &[i16]) {
    total.iter_mut().zip(more).for_each(|(sum, &more)| *sum = sum.saturating_add(more));
}

/// The embeddings of a word's forms, one after another.
fn embed(model: &Model, word: &str) -> Vec<i16> {
    let form = features::form(word);
    let mut input = Vec::with_capacity(model.shape.input());
    for table in 0..FORMS {
        let row = match table {
            0 => model.vocabulary.binary_search(&form[0]).map_or(1, |at| at + 2),
            _ => form[table] as usize,
        };
        let width = model.shape.widths[table];
        input.extend(model.tables[table][row * width..][..width].iter().map(|&weight| i16::from(weight)));
    }
    input
}
