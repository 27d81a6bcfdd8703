//! A layer of long short-term memory in both directions.
//!
//! With the gates' sums of a token, from below and from the state before, its cells become `c = σ(f) c' + σ(i) tanh(g)`, its
//! hidden numbers `σ(o) tanh(c)`, and its state their projection (Sak, Senior, Beaufays, INTERSPEECH 2014).

use super::lanes::Lanes;
use super::matrix::Matrix;
use super::model::{STATE_UNIT, SUM_UNIT};
use super::products::{Machine, Work, multiply, on_widest};
use super::schedule::{Direction, Schedule, Visit};

/// Gates of a cell: input, forget, candidate and output.
pub const GATES: usize = 4;
/// What the first layer's gates add up: the surroundings, the place, and the word with a neighbour on each side.
pub const ADDENDS: usize = 5;

/// The weights of one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// From the states of the layer below, both directions, to the gates, with a bias each; the first layer has none.
    pub from_below: Option<(Matrix, Vec<f32>)>,
    /// From the state before to the gates: all input gates, then all forget gates, candidates, output gates.
    pub recurrent: Matrix,
    /// From the hidden numbers to the state.
    pub projection: Matrix,
}

/// The weights of one layer, forward and backward.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Those of each direction.
    pub directions: [Cells; 2],
}

/// What a layer reads.
#[derive(Clone, Copy, Debug)]
pub enum Below<'a> {
    /// For each row what its gates add up, forward and then backward, in [`SUM_UNIT`].
    Addends(&'a [[&'a [i16]; ADDENDS]]),
    /// The states of the layer below, row by row.
    States(&'a [Lanes]),
}

impl Layer {
    /// Packed numbers of a token's states, both directions.
    pub fn width(&self) -> usize {
        self.directions.iter().map(|cells| cells.recurrent.width()).sum()
    }

    /// Reads the scheduled rows in one direction; their states go into the rows of `states`.
    pub fn run(&self, direction: Direction, schedule: &Schedule, below: Below<'_>, states: &mut [Lanes]) {
        on_widest(Run { layer: self, direction, schedule, below, states });
    }
}

struct Run<'a> {
    layer: &'a Layer,
    direction: Direction,
    schedule: &'a Schedule,
    below: Below<'a>,
    states: &'a mut [Lanes],
}

impl Work for Run<'_> {
    #[inline(always)]
    fn run(self, machine: impl Machine) {
        let cells = &self.layer.directions[self.direction as usize];
        let (row_width, state_width) = (self.layer.width(), cells.recurrent.width());
        let lanes = self.schedule.lanes(self.direction);
        let mut side = Side::new(cells, lanes.len());
        let mut visits: Vec<Visit> = Vec::with_capacity(lanes.len());
        for step in 0..lanes.first().map_or(0, Vec::len) {
            visits.clear();
            visits.extend(lanes.iter().map_while(|lane| lane.get(step)));
            side.begin(&visits);
            side.take(machine, self.below, self.direction, &visits);
            side.step(machine, visits.len());
            for (visit, state) in visits.iter().zip(side.state.chunks_exact(state_width)) {
                let at = visit.row * row_width + self.direction as usize * state_width;
                self.states[at..at + state_width].copy_from_slice(state);
            }
        }
    }
}

/// What runs side by side in one direction: for each lane its memory, state and what they are made from.
struct Side<'a> {
    cells: &'a Cells,
    /// Rows of the layer below.
    inputs: Vec<Lanes>,
    gates: Vec<f32>,
    memory: Vec<f32>,
    hidden: Vec<Lanes>,
    projected: Vec<f32>,
    state: Vec<Lanes>,
}

impl<'a> Side<'a> {
    fn new(cells: &'a Cells, lanes: usize) -> Self {
        let Cells { recurrent, projection, .. } = cells;
        Self {
            cells,
            inputs: Vec::new(),
            gates: vec![0.0; lanes * recurrent.rows()],
            memory: vec![0.0; lanes * recurrent.rows() / GATES],
            hidden: vec![[0; 8]; lanes * projection.width()],
            projected: vec![0.0; lanes * projection.rows()],
            state: vec![[0; 8]; lanes * recurrent.width()],
        }
    }

    /// Forgets what was before, in lanes where a stretch begins.
    #[inline(always)]
    fn begin(&mut self, visits: &[Visit]) {
        let count = self.cells.recurrent.rows() / GATES;
        let lanes = self.memory.chunks_exact_mut(count).zip(self.state.chunks_exact_mut(self.cells.recurrent.width()));
        for (_, (memory, state)) in visits.iter().zip(lanes).filter(|(visit, _)| visit.begins) {
            memory.fill(0.0);
            state.fill([0; 8]);
        }
    }

    /// What the gates get from below.
    #[inline(always)]
    fn take(&mut self, machine: impl Machine, below: Below<'_>, direction: Direction, visits: &[Visit]) {
        let count = self.cells.recurrent.rows();
        let lanes = visits.iter().zip(self.gates.chunks_exact_mut(count));
        match (below, &self.cells.from_below) {
            (Below::States(states), Some((matrix, bias))) => {
                self.inputs.clear();
                for (visit, gates) in lanes {
                    gates.copy_from_slice(bias);
                    self.inputs.extend_from_slice(&states[visit.row * matrix.width()..][..matrix.width()]);
                }
                multiply(machine, matrix, &self.inputs, &mut self.gates);
            }
            (Below::Addends(addends), _) => {
                lanes.for_each(|(visit, gates)| add_up(addends[visit.row], direction as usize * count, gates));
            }
            (Below::States(_), None) => debug_assert!(false, "a layer that reads states has weights for them"),
        }
    }

    /// One token's step of all cells in the first `active` lanes.
    #[inline(always)]
    fn step(&mut self, machine: impl Machine, active: usize) {
        let Cells { recurrent, projection, .. } = self.cells;
        let (count, hidden_width) = (recurrent.rows() / GATES, projection.width());
        multiply(machine, recurrent, &self.state[..active * recurrent.width()], &mut self.gates);
        for of in 0..active {
            let gates = &self.gates[of * count * GATES..][..count * GATES];
            beat(gates, &mut self.memory[of * count..][..count], &mut self.hidden[of * hidden_width..][..hidden_width]);
        }
        self.projected.fill(0.0);
        multiply(machine, projection, &self.hidden[..active * hidden_width], &mut self.projected);
        let numbers = self.state.as_flattened_mut().iter_mut().zip(&self.projected);
        numbers.for_each(|(state, &projected)| *state = fixed(projected));
    }
}

/// Adds up numbers from the `first` of each row on.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn add_up(rows: [&[i16]; ADDENDS], first: usize, gates: &mut [f32]) {
    let eights = |of: usize| rows[of][first..][..gates.len()].as_chunks::<8>().0;
    let words = eights(2).iter().zip(eights(3)).zip(eights(4));
    let rows = eights(0).iter().zip(eights(1)).zip(words);
    for (((surroundings, place), ((before, word), after)), gates) in rows.zip(gates.as_chunks_mut::<8>().0) {
        let mut sums = *surroundings;
        for row in [place, before, word, after] {
            sums.iter_mut().zip(row).for_each(|(sum, &number)| *sum = sum.saturating_add(number));
        }
        *gates = sums.map(|sum| f32::from(sum) / SUM_UNIT);
    }
}

/// One token's step of all cells of a lane: what their gates add up to in, the hidden numbers out.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn beat(gates: &[f32], memory: &mut [f32], hidden: &mut [Lanes]) {
    let count = memory.len();
    let gate = |index: usize| &gates[index * count..][..count];
    let gates = gate(0).iter().zip(gate(1)).zip(gate(2).iter().zip(gate(3)));
    let cells = memory.iter_mut().zip(hidden.as_flattened_mut());
    for (((&input, &forget), (&candidate, &output)), (cell, hidden)) in gates.zip(cells) {
        let kept = sigmoid(forget) * *cell;
        *cell = kept + sigmoid(input) * tanh(candidate);
        *hidden = fixed(sigmoid(output) * tanh(*cell));
    }
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
            Matrix::new(&numbers, columns, &vec![0.01 / STATE_UNIT; rows])
        };
        let cells = || Cells { from_below: None, recurrent: weights(16 * GATES, 8), projection: weights(8, 16) };
        Layer { directions: [cells(), cells()] }
    }

    #[test]
    fn what_runs_beside_a_stretch_does_not_change_it() {
        let layer = layer();
        let numbers: Vec<i16> = (0..9 * 2 * 16 * GATES).map(|at| ((at * 13) % 29) as i16 * 50 - 700).collect();
        let zeros = vec![0; 2 * 16 * GATES];
        let addends: Vec<[&[i16]; ADDENDS]> =
            numbers.chunks_exact(zeros.len()).map(|row| std::array::from_fn(|of| if of == 1 { row } else { &zeros[..] })).collect();
        for direction in [Direction::Forward, Direction::Backward] {
            let (mut together, mut alone) = (vec![[0; 8]; 18], vec![[0; 8]; 18]);
            let stretches = [0..2, 2..5, 5..6, 6..7, 7..7, 7..9];
            layer.run(direction, &Schedule::new(&stretches), Below::Addends(&addends), &mut together);
            for stretch in stretches {
                layer.run(direction, &Schedule::new(&[stretch]), Below::Addends(&addends), &mut alone);
            }
            assert_eq!(together, alone);
            assert!(together.iter().any(|lanes| *lanes != [0; 8]));
        }
    }
}
