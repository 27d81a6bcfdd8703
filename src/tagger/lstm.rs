//! A layer of long short-term memory in both directions.
//!
//! With the gates' sums of a token, from below and from the state before, its cells become `c = σ(f) c' + σ(i) tanh(g)`, its
//! hidden numbers `σ(o) tanh(c)`, and its state their projection (Sak, Senior, Beaufays, INTERSPEECH 2014).

use std::ops::Range;

use super::lanes::Lanes;
use super::matrix::Matrix;
use super::network::STATE_UNIT;
use super::products::{Machine, Work, multiply, on_widest};

/// Gates of a cell: input, forget, candidate and output.
pub const GATES: usize = 4;

/// Which way a layer's half reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the first token to the last.
    Forward,
    /// From the last token to the first.
    Backward,
}

/// The weights of one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// From the state before to the gates: all input gates, then all forget gates, candidates, output gates.
    pub recurrent: Matrix,
    /// From the hidden numbers to the state.
    pub projection: Matrix,
}

impl Cells {
    fn count(&self) -> usize {
        self.recurrent.rows() / GATES
    }
}

/// The weights of one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// From the states of the layer below, both directions, to the gates of both, with a bias each; the first layer has none.
    pub from_below: Option<(Matrix, Vec<f32>)>,
    /// Forward and backward.
    pub directions: [Cells; 2],
}

impl Layer {
    /// Packed numbers of a token's states, both directions.
    pub fn width(&self) -> usize {
        self.directions.iter().map(|cells| cells.recurrent.width()).sum()
    }

    /// Runs one direction over several stretches of rows side by side, none shorter than the one before it. `gates` has for each
    /// row what its gates get from below, forward and then backward; the states go into the rows of `states`.
    pub fn run(&self, direction: Direction, stretches: &[Range<usize>], gates: &[f32], states: &mut [Lanes]) {
        on_widest(Run { layer: self, direction, stretches, gates, states });
    }
}

struct Run<'a> {
    layer: &'a Layer,
    direction: Direction,
    stretches: &'a [Range<usize>],
    gates: &'a [f32],
    states: &'a mut [Lanes],
}

impl Work for Run<'_> {
    #[inline(always)]
    fn run(self, machine: impl Machine) {
        let cells = &self.layer.directions[self.direction as usize];
        let (count, state_width, hidden_width) = (cells.count(), cells.recurrent.width(), cells.projection.width());
        let (row_width, side) = (self.layer.width(), self.stretches.len());
        let mut memory = vec![0.0; side * count];
        let mut state = vec![[0; 8]; side * state_width];
        let mut hidden = vec![[0; 8]; side * hidden_width];
        let (mut sums, mut projected) = (vec![0.0; side * count * GATES], vec![0.0; side * cells.projection.rows()]);
        for step in 0..self.stretches.last().map_or(0, Range::len) {
            let first = self.stretches.partition_point(|rows| rows.len() <= step);
            let row = |of: usize| match self.direction {
                Direction::Forward => self.stretches[of].start + step,
                Direction::Backward => self.stretches[of].end - 1 - step,
            };
            multiply(machine, (&cells.recurrent, 1.0 / STATE_UNIT), &state[first * state_width..], &mut sums);
            for of in first..side {
                let gates = &self.gates[(row(of) * 2 + self.direction as usize) * count * GATES..][..count * GATES];
                let sums = &sums[(of - first) * count * GATES..][..count * GATES];
                beat([gates, sums], &mut memory[of * count..][..count], &mut hidden[of * hidden_width..][..hidden_width]);
            }
            multiply(machine, (&cells.projection, 1.0 / STATE_UNIT), &hidden[first * hidden_width..], &mut projected);
            fix(&projected[..(side - first) * cells.projection.rows()], &mut state[first * state_width..]);
            for of in first..side {
                let at = row(of) * row_width + self.direction as usize * state_width;
                self.states[at..at + state_width].copy_from_slice(&state[of * state_width..][..state_width]);
            }
        }
    }
}

/// One token's step of all cells: the gates' sums from below and from the state before in, the hidden numbers out.
#[inline(always)]
fn beat([below, before]: [&[f32]; 2], memory: &mut [f32], hidden: &mut [Lanes]) {
    let count = memory.len();
    let gate = |index: usize| below[index * count..][..count].iter().zip(&before[index * count..][..count]);
    let gates = gate(0).zip(gate(1)).zip(gate(2).zip(gate(3)));
    let cells = memory.iter_mut().zip(hidden.as_flattened_mut());
    for (((input, forget), (candidate, output)), (cell, hidden)) in gates.zip(cells) {
        let kept = sigmoid(forget.0 + forget.1) * *cell;
        *cell = kept + sigmoid(input.0 + input.1) * tanh(candidate.0 + candidate.1);
        *hidden = fixed(sigmoid(output.0 + output.1) * tanh(*cell));
    }
}

#[inline(always)]
fn fix(numbers: &[f32], into: &mut [Lanes]) {
    into.as_flattened_mut().iter_mut().zip(numbers).for_each(|(into, &number)| *into = fixed(number));
}

/// A number in [`STATE_UNIT`]; what does not fit is cut.
#[inline(always)]
fn fixed(number: f32) -> i16 {
    (number * STATE_UNIT).clamp(-32767.0, 32767.0) as i32 as i16
}

#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// The hyperbolic tangent to three decimals and more: the quotient that its continued fraction begins with.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.9, 4.9);
    let square = x * x;
    let above = x * (135_135.0 + square * (17_325.0 + square * (378.0 + square)));
    let below = 135_135.0 + square * (62_370.0 + square * (3_150.0 + square * 28.0));
    above / below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curves_are_close_to_the_true_ones() {
        for step in -200..=200 {
            let x = step as f32 / 20.0;
            assert!((tanh(x) - x.tanh()).abs() < 3e-4, "{x}");
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 3e-4, "{x}");
        }
    }

    fn layer() -> Layer {
        let weights = |rows: usize, columns: usize| {
            let numbers: Vec<i8> = (0..rows * columns).map(|at| ((at * 37) % 63) as i8 - 31).collect();
            Matrix::new(&numbers, columns, vec![0.01; rows])
        };
        let cells = || Cells { recurrent: weights(16 * GATES, 8), projection: weights(8, 16) };
        Layer { from_below: None, directions: [cells(), cells()] }
    }

    #[test]
    fn what_runs_beside_a_stretch_does_not_change_it() {
        let layer = layer();
        let gates: Vec<f32> = (0..9 * 2 * 16 * GATES).map(|at| ((at * 13) % 29) as f32 / 10.0 - 1.4).collect();
        for direction in [Direction::Forward, Direction::Backward] {
            let (mut together, mut alone) = (vec![[0; 8]; 18], vec![[0; 8]; 18]);
            layer.run(direction, &[0..2, 2..5, 5..9], &gates, &mut together);
            for stretch in [0..2, 2..5, 5..9] {
                layer.run(direction, &[stretch], &gates, &mut alone);
            }
            assert_eq!(together, alone);
            assert!(together.iter().any(|lanes| *lanes != [0; 8]));
        }
    }
}
