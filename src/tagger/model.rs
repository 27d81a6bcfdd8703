//! The weights as they are shipped: a small binary file, read once. `MODEL.md` beside it tells where they come from.
//!
//! The file is little-endian: `AATG`, a format version, the sizes of [`Shape`], the sorted vocabulary hashes as differences, then
//! for each matrix its 8-bit weights row by row followed by a 32-bit float scale a row, and the float vectors as they are.

use super::features::{BUCKETS, FORMS, PLACES, SURROUNDINGS};
use super::lanes::{self, Lanes};

/// Labels of the tagger: none, and beginning and inside of each role.
pub const LABELS: usize = 7;
/// The file format that this code reads.
const VERSION: u16 = 2;
/// Neighbours that the first layer sees: one on each side, and the token itself.
pub const TAPS: usize = 3;

/// Fixed-point unit of the first layer's sums.
pub const SUM_UNIT: f32 = 512.0;

/// The sizes of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Channels of a layer, both directions together.
    pub channels: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Words in the vocabulary.
    pub words: usize,
    /// Width of each form's embedding.
    pub widths: [usize; FORMS],
}

impl Shape {
    /// Width of all embeddings of a word together.
    pub fn input(&self) -> usize {
        self.widths.iter().sum()
    }
}

/// Fixed-point numbers that are added up as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Addends {
    columns: usize,
    numbers: Vec<i16>,
}

impl Addends {
    /// The numbers of row `index`.
    pub fn row(&self, index: usize) -> &[i16] {
        &self.numbers[index * self.columns..(index + 1) * self.columns]
    }
}

/// A matrix of small integers; a row's products are multiplied by the row's scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Rows one after another, each packed on its own; filled up with empty rows to a multiple of four.
    weights: Vec<Lanes>,
    /// Packed numbers in a row.
    width: usize,
    /// One factor a row.
    pub scales: Vec<f32>,
}

impl Matrix {
    fn new(rows: &[i8], columns: usize, scales: Vec<f32>) -> Self {
        let mut weights = Vec::new();
        for row in rows.chunks_exact(columns) {
            lanes::pack(row.iter().map(|&weight| i16::from(weight)), &mut weights);
        }
        let width = columns.div_ceil(8);
        weights.resize(scales.len().next_multiple_of(4) * width, [0; 8]);
        Self { weights, width, scales }
    }

    /// How many rows.
    #[inline(always)]
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Packed numbers in a row.
    #[inline(always)]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Four rows from row `first` on, packed.
    #[inline(always)]
    pub fn four_rows(&self, first: usize) -> [&[Lanes]; 4] {
        let row = |at: usize| &self.weights[(first + at) * self.width..][..self.width];
        [row(0), row(1), row(2), row(3)]
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
    /// From a word's embeddings to the first layer's gates and candidates, one block of rows a tap.
    pub first: Matrix,
    /// What a token's place adds to them, in [`SUM_UNIT`].
    pub places: Addends,
    /// What a paragraph's surroundings add to them, in [`SUM_UNIT`].
    pub surroundings: Addends,
    /// From each layer to the next one's gates and candidates, with a bias a row.
    pub layers: Vec<(Matrix, Vec<f32>)>,
    /// For each layer, what a channel's own state adds to its gate, then to its candidate.
    pub feedback: Vec<Vec<f32>>,
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

    fn matrix(&mut self, rows: usize, columns: usize) -> Option<Matrix> {
        let weights = self.table(rows, columns)?;
        Some(Matrix::new(&weights, columns, self.floats(rows)?))
    }

    /// A matrix with its scales worked in, as multiples of `1 / SUM_UNIT`.
    fn addends(&mut self, rows: usize, columns: usize) -> Option<Addends> {
        let weights = self.table(rows, columns)?;
        let scales = self.floats(rows)?;
        let fixed = |(row, scale): (&[i8], f32)| {
            row.iter().map(move |&weight| (f32::from(weight) * scale * SUM_UNIT).round() as i16).collect::<Vec<_>>()
        };
        Some(Addends { columns, numbers: weights.chunks_exact(columns).zip(scales).flat_map(fixed).collect() })
    }
}

impl Model {
    /// Reads a weights file; `None` where it is not one, is cut short, or is of another format version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { rest: bytes };
        (reader.take(4)? == b"AATG" && reader.u16()? == VERSION).then_some(())?;
        let shape = shape(&mut reader)?;
        let (vocabulary, gates) = (reader.vocabulary(shape.words)?, shape.channels * 2);
        let tables = (0..FORMS)
            .map(|form| {
                let rows = if form == 0 { shape.words + 2 } else { BUCKETS[form] as usize };
                reader.table(rows, shape.widths[form])
            })
            .collect::<Option<Vec<_>>>()?;
        let first = reader.matrix(gates * TAPS, shape.input())?;
        let places = reader.addends(PLACES, gates)?;
        let surroundings = reader.addends(SURROUNDINGS, gates)?;
        let layers = (1..shape.layers)
            .map(|_| Some((reader.matrix(gates, shape.channels)?, reader.floats(gates)?)))
            .collect::<Option<Vec<_>>>()?;
        let feedback = (0..shape.layers).map(|_| reader.floats(gates)).collect::<Option<Vec<_>>>()?;
        let output = (reader.matrix(LABELS, shape.channels)?, reader.floats(LABELS)?);
        let mut steps = [[0.0; LABELS]; LABELS];
        for row in &mut steps {
            *row = reader.label_row()?;
        }
        let start = reader.label_row()?;
        Some(Self { shape, vocabulary, tables, first, places, surroundings, layers, feedback, output, steps, start })
    }
}

fn shape(reader: &mut Reader<'_>) -> Option<Shape> {
    let mut size = || reader.u16().map(usize::from);
    let (channels, layers, words) = (size()?, size()?, size()?);
    let mut widths = [0; FORMS];
    for width in &mut widths {
        *width = size()?;
    }
    (channels.is_multiple_of(2) && channels > 0 && layers > 0).then_some(Shape { channels, layers, words, widths })
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
