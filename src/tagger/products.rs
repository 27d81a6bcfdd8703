//! Products of a matrix with packed vectors, by the widest instructions that the machine turns out to have.

use super::lanes::{self, Column, Lanes, ROWS, Sums, VECTORS};
use super::matrix::Matrix;

/// A way to multiply eight rows with four vectors; all ways give the same sums.
pub(super) trait Machine: Copy {
    /// The products of eight rows, given as `columns`, with each of four vectors of their length.
    fn products(self, columns: &[Column], vectors: [&[Lanes]; VECTORS]) -> Sums;
}

/// Whatever the code is compiled for.
#[derive(Clone, Copy)]
struct Plain;

impl Machine for Plain {
    #[inline(always)]
    fn products(self, columns: &[Column], vectors: [&[Lanes]; VECTORS]) -> Sums {
        lanes::products(columns, vectors)
    }
}

#[cfg(target_arch = "x86_64")]
impl Machine for pulp::x86::V3 {
    #[inline(always)]
    fn products(self, columns: &[Column], vectors: [&[Lanes]; VECTORS]) -> Sums {
        lanes::products_avx2(self, columns, vectors)
    }
}

/// Something that is worth compiling for more than one machine.
pub(super) trait Work {
    /// Does it; must be inlined.
    fn run(self, machine: impl Machine);
}

/// Does `work` on the best machine there is.
pub(super) fn on_widest(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = pulp::x86::V3::try_new() {
        return machine.vectorize(Avx2 { machine, work });
    }
    work.run(Plain);
}

#[cfg(target_arch = "x86_64")]
struct Avx2<W> {
    machine: pulp::x86::V3,
    work: W,
}

#[cfg(target_arch = "x86_64")]
impl<W: Work> pulp::NullaryFnOnce for Avx2<W> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.work.run(self.machine);
    }
}

/// Multiplies every row of `matrix` with every packed vector, times `unit`; the products of a vector stand together in `totals`.
pub(super) fn products(matrix: &Matrix, vectors: &[Lanes], unit: f32, totals: &mut Vec<f32>) {
    totals.clear();
    totals.resize(vectors.len() / matrix.width() * matrix.rows(), 0.0);
    on_widest(Multiply { matrix, vectors, unit, totals });
}

struct Multiply<'a> {
    matrix: &'a Matrix,
    vectors: &'a [Lanes],
    unit: f32,
    totals: &'a mut [f32],
}

impl Work for Multiply<'_> {
    #[inline(always)]
    fn run(self, machine: impl Machine) {
        multiply(machine, (self.matrix, self.unit), self.vectors, self.totals);
    }
}

/// Vectors that are multiplied with eight rows before the next eight rows are fetched: their products stay near.
const TILE: usize = 2 * VECTORS;

/// [`products`] into a slice.
#[inline(always)]
pub(super) fn multiply(machine: impl Machine, (matrix, unit): (&Matrix, f32), vectors: &[Lanes], totals: &mut [f32]) {
    let (width, rows) = (matrix.width(), matrix.rows());
    for (tile, totals) in vectors.chunks(width * TILE).zip(totals.chunks_mut(rows * TILE)) {
        for (block, (columns, scales)) in matrix.blocks().enumerate() {
            let part = block * ROWS..rows.min((block + 1) * ROWS);
            for (four, totals) in tile.chunks(width * VECTORS).zip(totals.chunks_mut(rows * VECTORS)) {
                let vector = |at: usize| four.get(at * width..(at + 1) * width).unwrap_or(&four[..width]);
                let sums = machine.products(columns, [vector(0), vector(1), vector(2), vector(3)]);
                for (totals, sums) in totals.chunks_exact_mut(rows).zip(&sums) {
                    scale(sums, scales, unit, &mut totals[part.clone()]);
                }
            }
        }
    }
}

#[inline(always)]
fn scale(sums: &[i32; ROWS], scales: &[f32], unit: f32, totals: &mut [f32]) {
    let scaled = |at: usize| sums[at] as f32 * (scales[at] * unit);
    let all: [f32; ROWS] = [scaled(0), scaled(1), scaled(2), scaled(3), scaled(4), scaled(5), scaled(6), scaled(7)];
    match totals.as_mut_array() {
        Some(totals) => *totals = all,
        None => totals.copy_from_slice(&all[..totals.len()]),
    }
}
