//! The weights as they are shipped: a small binary file, read once. `MODEL.md` beside it tells where they come from.
//!
//! The file is little-endian: `AATG`, a format version, the sizes of [`Shape`], the sorted vocabulary hashes as differences, then
//! for each matrix its 8-bit weights row by row followed by a 32-bit float scale a row, and the float vectors as they are.

use super::features::{BUCKETS, FORMS, PLACES, SURROUNDINGS};
use super::lstm::{Cells, GATES, Layer};
use super::matrix::{Addends, Matrix};

/// Labels of the tagger: none, and beginning and inside of each role.
pub const LABELS: usize = 7;
/// The file format that this code reads.
const VERSION: u16 = 3;
/// Neighbours that the first layer sees: one on each side, and the token itself.
pub const TAPS: usize = 3;

/// Fixed-point unit of the first layer's sums.
pub const SUM_UNIT: f32 = 512.0;
/// Fixed-point unit of a layer's states, as the next layer reads them.
pub const STATE_UNIT: f32 = 4096.0;

/// The sizes of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Cells of a layer, in each direction.
    pub cells: usize,
    /// Numbers of a layer's state, in each direction.
    pub states: usize,
    /// Words in the vocabulary.
    pub words: usize,
    /// Width of each form's embedding.
    pub widths: [usize; FORMS],
    /// Width of the embeddings of a place and of a paragraph's surroundings.
    pub contexts: [usize; 2],
}

impl Shape {
    /// Width of all embeddings of a word together.
    pub fn input(&self) -> usize {
        self.widths.iter().sum()
    }

    /// Gates of a layer, both directions together.
    pub fn gates(&self) -> usize {
        self.cells * GATES * 2
    }
}

/// A network ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Its sizes.
    pub shape: Shape,
    /// Hashes of the words that have a row of their own, sorted; row 0 is padding, row 1 any other word.
    pub vocabulary: Vec<u32>,
    /// One table a form.
    pub tables: Vec<Vec<i8>>,
    /// From a word's embeddings to the first layer's gates in [`SUM_UNIT`], one block of rows a tap.
    pub first: Matrix,
    /// What a token's place adds to them, in [`SUM_UNIT`].
    pub places: Addends,
    /// What a paragraph's surroundings add to them, biases included, in [`SUM_UNIT`].
    pub surroundings: Addends,
    /// The recurrent layers, from below.
    pub layers: Vec<Layer>,
    /// From the last layer to the labels.
    pub output: (Matrix, Vec<f32>),
    /// What it scores to go from one label to the next; forbidden steps are very low.
    pub steps: [[f32; LABELS]; LABELS],
    /// What it scores to begin with a label.
    pub start: [f32; LABELS],
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, len: usize) -> Option<&'b [u8]> {
        let (head, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(head)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }

    /// Columns of [`LABELS`] numbers each, as arrays.
    fn label_row(&mut self) -> Option<[f32; LABELS]> {
        self.floats(LABELS)?.try_into().ok()
    }

    /// Sorted hashes, each as the difference from the one before in 7-bit groups, lowest first.
    fn vocabulary(&mut self, words: usize) -> Option<Vec<u32>> {
        let mut hashes = Vec::with_capacity(words.min(1 << 16));
        let mut last = 0u32;
        for _ in 0..words {
            let mut shift = 0;
            loop {
                let byte = self.take(1)?[0];
                last = last.wrapping_add(u32::from(byte & 127) << shift);
                shift += 7;
                if byte < 128 || shift > 21 {
                    break;
                }
            }
            hashes.push(last);
        }
        Some(hashes)
    }

    fn table(&mut self, rows: usize, columns: usize) -> Option<Vec<i8>> {
        Some(self.take(rows.checked_mul(columns)?)?.iter().map(|&byte| byte as i8).collect())
    }

    /// A matrix whose products are wanted times `unit`.
    fn matrix(&mut self, rows: usize, columns: usize, unit: f32) -> Option<Matrix> {
        let weights = self.table(rows, columns)?;
        Some(Matrix::new(&weights, columns, &self.scales(rows, unit)?))
    }

    fn scales(&mut self, rows: usize, unit: f32) -> Option<Vec<f32>> {
        Some(self.floats(rows)?.iter().map(|scale| scale * unit).collect())
    }

    fn layer(&mut self, shape: &Shape, first: bool) -> Option<Layer> {
        let [forward_below, backward_below] = match first {
            true => [None, None],
            false => self.half_by_half(shape)?.map(Some),
        };
        let mut cells = |from_below| {
            let recurrent = self.matrix(shape.cells * GATES, shape.states, 1.0 / STATE_UNIT)?;
            Some(Cells { from_below, recurrent, projection: self.matrix(shape.states, shape.cells, 1.0 / STATE_UNIT)? })
        };
        Some(Layer { directions: [cells(forward_below)?, cells(backward_below)?] })
    }

    /// What each direction's gates get from the layer below: the upper and the lower half of one matrix.
    fn half_by_half(&mut self, shape: &Shape) -> Option<[(Matrix, Vec<f32>); 2]> {
        let (columns, half) = (shape.states * 2, shape.gates() / 2);
        let weights = self.table(shape.gates(), columns)?;
        let (scales, bias) = (self.scales(shape.gates(), 1.0 / STATE_UNIT)?, self.floats(shape.gates())?);
        Some([0..half, half..shape.gates()].map(|rows| {
            let weights = &weights[rows.start * columns..rows.end * columns];
            (Matrix::new(weights, columns, &scales[rows.clone()]), bias[rows].to_vec())
        }))
    }

    /// What places and surroundings add to the first layer's gates: their embeddings times one matrix, and the biases.
    fn contexts(&mut self, shape: &Shape) -> Option<[Addends; 2]> {
        let tables = [self.embeddings(PLACES, shape.contexts[0])?, self.embeddings(SURROUNDINGS, shape.contexts[1])?];
        let weights = self.table(shape.gates(), shape.contexts[0] + shape.contexts[1])?;
        let (scales, bias) = (self.floats(shape.gates())?, self.floats(shape.gates())?);
        let sum = |embedding: &[f32], skipped: usize, gate: usize| -> f32 {
            let row = &weights[gate * (shape.contexts[0] + shape.contexts[1])..][skipped..];
            embedding.iter().zip(row).map(|(number, &weight)| number * f32::from(weight)).sum::<f32>() * scales[gate]
        };
        let fixed = |sum: f32| (sum * SUM_UNIT).round_ties_even() as i16;
        let rows = |table: usize, add: &dyn Fn(usize) -> f32| {
            let skipped = if table == 0 { 0 } else { shape.contexts[0] };
            let row = |embedding| (0..shape.gates()).map(move |gate| (embedding, gate));
            let numbers = tables[table].chunks_exact(shape.contexts[table]).flat_map(row);
            Addends::new(shape.gates(), numbers.map(|(embedding, gate)| fixed(sum(embedding, skipped, gate) + add(gate))).collect())
        };
        Some([rows(0, &|_| 0.0), rows(1, &|gate| bias[gate])])
    }

    /// Rows of small integers with one scale for all of them.
    fn embeddings(&mut self, rows: usize, columns: usize) -> Option<Vec<f32>> {
        let numbers = self.table(rows, columns)?;
        let scale = self.floats(1)?[0];
        Some(numbers.iter().map(|&number| f32::from(number) * scale).collect())
    }
}

impl Model {
    /// Reads a weights file; `None` where it is not one, is cut short, or is of another format version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { rest: bytes };
        (reader.take(4)? == b"AATG" && reader.u16()? == VERSION).then_some(())?;
        let (shape, layers) = shape(&mut reader)?;
        let vocabulary = reader.vocabulary(shape.words)?;
        let tables = (0..FORMS)
            .map(|form| {
                let rows = if form == 0 { shape.words + 2 } else { BUCKETS[form] as usize };
                reader.table(rows, shape.widths[form])
            })
            .collect::<Option<Vec<_>>>()?;
        let first = reader.matrix(shape.gates() * TAPS, shape.input(), SUM_UNIT)?;
        let [places, surroundings] = reader.contexts(&shape)?;
        let layers = (0..layers).map(|layer| reader.layer(&shape, layer == 0)).collect::<Option<Vec<_>>>()?;
        let output = (reader.matrix(LABELS, shape.states * 2, 1.0 / STATE_UNIT)?, reader.floats(LABELS)?);
        let mut steps = [[0.0; LABELS]; LABELS];
        for row in &mut steps {
            *row = reader.label_row()?;
        }
        let start = reader.label_row()?;
        Some(Self { shape, vocabulary, tables, first, places, surroundings, layers, output, steps, start })
    }
}

/// The sizes, and how many recurrent layers there are; cells and states fill whole lanes.
fn shape(reader: &mut Reader<'_>) -> Option<(Shape, usize)> {
    let mut size = || reader.u16().map(usize::from);
    let (cells, states, layers, words) = (size()?, size()?, size()?, size()?);
    let mut widths = [0; FORMS];
    for width in &mut widths {
        *width = size()?;
    }
    let contexts = [size()?, size()?];
    let usable = [cells, states].iter().all(|&size| size > 0 && size % 8 == 0) && layers > 0 && !contexts.contains(&0);
    usable.then_some((Shape { cells, states, words, widths, contexts }, layers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_refused() {
        let whole = include_bytes!("model.bin");
        assert!(Model::read(whole).is_some());
        assert!(Model::read(&whole[..whole.len() - 1]).is_none());
        assert!(Model::read(b"").is_none());
        assert!(Model::read(b"AATG\x63\0").is_none());
    }
}
