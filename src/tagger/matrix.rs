//! Weights as small integers.

use super::lanes::{Column, ROWS};

/// A matrix of small integers; a row's products are multiplied by the row's scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Eight rows after eight rows, each eight as their columns two by two; filled up with empty rows and columns.
    columns: Vec<Column>,
    /// Numbers of a packed row, in eights.
    width: usize,
    /// How many rows.
    rows: usize,
    /// One factor a row, those of empty rows included.
    scales: Vec<[f32; ROWS]>,
}

impl Matrix {
    /// The matrix of `rows`, one after another, of so many `columns` each, with a scale a row.
    pub fn new(rows: &[i8], columns: usize, scales: &[f32]) -> Self {
        let (count, width) = (scales.len(), columns.div_ceil(8));
        let weight = |row: usize, column: usize| match column < columns {
            true => rows.get(row * columns + column).map_or(0, |&weight| i16::from(weight)),
            false => 0,
        };
        let pair = |first: usize, at: usize| std::array::from_fn(|index| weight(first + index / 2, at * 2 + index % 2));
        let pairs = (0..count).step_by(ROWS).flat_map(|first| (0..width * 4).map(move |at| (first, at)));
        let columns = pairs.map(|(first, at)| pair(first, at)).collect();
        let eight = |scales: &[f32]| std::array::from_fn(|at| scales.get(at).copied().unwrap_or(0.0));
        Self { columns, width, rows: count, scales: scales.chunks(ROWS).map(eight).collect() }
    }

    /// How many rows.
    #[inline(always)]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Numbers in a row, in eights.
    #[inline(always)]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Eight rows after eight rows: their columns and scales.
    #[inline(always)]
    pub fn blocks(&self) -> impl Iterator<Item = (&[Column], &[f32; ROWS])> {
        self.columns.chunks_exact(self.width * 4).zip(&self.scales)
    }
}

/// Fixed-point numbers that are added up as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Addends {
    columns: usize,
    numbers: Vec<i16>,
}

impl Addends {
    /// Rows of so many `columns`, one after another.
    pub fn new(columns: usize, numbers: Vec<i16>) -> Self {
        Self { columns, numbers }
    }

    /// The numbers of row `index`.
    pub fn row(&self, index: usize) -> &[i16] {
        &self.numbers[index * self.columns..(index + 1) * self.columns]
    }
}
