//! Products of a matrix with packed vectors, by the widest instructions that the machine turns out to have.

use std::ops::Range;

use super::lanes::{self, Column, Lanes, ROWS, Sums, VECTORS};
use super::matrix::Matrix;

/// A way to multiply eight rows with a few vectors; all ways give the same sums.
pub(super) trait Machine: Copy {
    /// The products of eight rows, given as `columns`, with each of a few vectors of their length.
    fn products<const N: usize>(self, columns: &[Column], vectors: [&[Lanes]; N]) -> Sums<N>;
}

/// Whatever the code is compiled for.
#[derive(Clone, Copy)]
struct Plain;

impl Machine for Plain {
    #[inline(always)]
    fn products<const N: usize>(self, columns: &[Column], vectors: [&[Lanes]; N]) -> Sums<N> {
        lanes::products(columns, vectors)
    }
}

#[cfg(target_arch = "x86_64")]
impl Machine for pulp::x86::V3 {
    #[inline(always)]
    fn products<const N: usize>(self, columns: &[Column], vectors: [&[Lanes]; N]) -> Sums<N> {
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

/// Adds the products of every row of `matrix` with every packed vector; those of a vector stand together in `totals`.
pub(super) fn add_products(matrix: &Matrix, vectors: &[Lanes], totals: &mut [f32]) {
    on_widest(Multiply { matrix, vectors, totals });
}

struct Multiply<'a> {
    matrix: &'a Matrix,
    vectors: &'a [Lanes],
    totals: &'a mut [f32],
}

impl Work for Multiply<'_> {
    #[inline(always)]
    fn run(self, machine: impl Machine) {
        multiply(machine, self.matrix, self.vectors, self.totals);
    }
}

/// [`add_products`] on a machine.
#[inline(always)]
pub(super) fn multiply(machine: impl Machine, matrix: &Matrix, vectors: &[Lanes], totals: &mut [f32]) {
    let (width, rows) = (matrix.width(), matrix.rows());
    for (block, (columns, scales)) in matrix.blocks().enumerate() {
        let part = block * ROWS..rows.min((block + 1) * ROWS);
        let groups = vectors.chunks(width * VECTORS).zip(totals.chunks_mut(rows * VECTORS));
        for (vectors, totals) in groups {
            let vector = |of: usize| &vectors[of * width..(of + 1) * width];
            let totals = Totals { totals, rows, part: part.clone(), scales };
            match vectors.len() / width {
                1 => totals.add(machine.products(columns, [vector(0)])),
                2 => totals.add(machine.products(columns, [vector(0), vector(1)])),
                3 => totals.add(machine.products(columns, [vector(0), vector(1), vector(2)])),
                _ => totals.add(machine.products(columns, [vector(0), vector(1), vector(2), vector(3)])),
            }
        }
    }
}

/// Where the sums of eight rows go.
struct Totals<'a> {
    totals: &'a mut [f32],
    rows: usize,
    part: Range<usize>,
    scales: &'a [f32; ROWS],
}

impl Totals<'_> {
    #[inline(always)]
    fn add<const N: usize>(self, sums: Sums<N>) {
        for (totals, sums) in self.totals.chunks_exact_mut(self.rows).zip(&sums) {
            let totals = &mut totals[self.part.clone()];
            match totals.as_mut_array() {
                Some(totals) => add_scaled(totals, sums, self.scales),
                None => {
                    totals.iter_mut().zip(sums).zip(self.scales).for_each(|((total, &sum), scale)| *total += sum as f32 * scale)
                }
            }
        }
    }
}

/// Works all of it out before anything is stored, so that the compiler makes vectors of it.
#[inline(always)]
fn add_scaled(totals: &mut [f32; ROWS], sums: &[i32; ROWS], scales: &[f32; ROWS]) {
    let mut all = *totals;
    for at in 0..ROWS {
        all[at] += sums[at] as f32 * scales[at];
    }
    *totals = all;
}
