//! The network: embeddings of a word's forms, then recurrent layers whose gates come from their input alone.
//!
//! A layer gives every token and channel a gate `z` and a candidate `c`, both clipped lines of its input and of the channel's
//! own state, and a state `h = h' + z (c - h')`, where `h'` is the state of the token before (in the second half of the
//! channels: of the one after). No channel sees another one's state, as in simple recurrent units (Lei et al., EMNLP 2018):
//! the products of all tokens are taken at once, eight 16-bit numbers at a time, and what the first layer takes of a word
//! is computed once for each distinct word.

use rustc_hash::FxHashMap;

use super::features::{self, FORMS};
use super::lanes::{self, Lanes};
use super::model::{LABELS, Matrix, Model, SUM_UNIT, TAPS};

/// Fixed-point unit of a layer's states, as the next layer reads them.
const STATE_UNIT: f32 = 4096.0;
/// Most distinct words whose first-layer sums are kept.
const MOST_WORDS: usize = 4096;

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

/// Runs a model; keeps what can be kept from one piece to the next.
pub struct Runner<'m, 't> {
    model: &'m Model,
    known: FxHashMap<&'t str, u32>,
    sums: Vec<i16>,
    gates: Vec<f32>,
    states: Vec<f32>,
    fixed: Vec<Lanes>,
    totals: Vec<f32>,
}

impl<'m, 't> Runner<'m, 't> {
    /// A runner of `model`.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            known: FxHashMap::default(),
            sums: Vec::new(),
            gates: Vec::new(),
            states: Vec::new(),
            fixed: Vec::new(),
            totals: Vec::new(),
        }
    }

    /// Scores every label for every token of `piece`.
    pub fn scores(&mut self, piece: Piece<'_, 't>) -> Vec<[f32; LABELS]> {
        let channels = self.model.shape.channels;
        self.first_gates(piece);
        self.states.clear();
        self.states.resize(piece.words.len() * channels, 0.0);
        self.scan(&self.model.feedback[0]);
        for ((matrix, bias), feedback) in self.model.layers.iter().zip(&self.model.feedback[1..]) {
            self.fix();
            products(matrix, &self.fixed, 1.0 / STATE_UNIT, &mut self.gates);
            for row in self.gates.chunks_exact_mut(channels * 2) {
                row.iter_mut().zip(bias).for_each(|(sum, bias)| *sum += bias);
            }
            self.scan(feedback);
        }
        self.fix();
        let (matrix, bias) = &self.model.output;
        products(matrix, &self.fixed, 1.0 / STATE_UNIT, &mut self.totals);
        self.totals.chunks_exact(LABELS).map(|sums| std::array::from_fn(|label| sums[label] + bias[label])).collect()
    }

    /// The first layer's gates and candidates: what each word, its neighbours, its place and the surroundings add up to.
    fn first_gates(&mut self, piece: Piece<'_, 't>) {
        let (words, width) = (piece.words, self.model.shape.channels * 2);
        if self.known.len() + words.len() > MOST_WORDS {
            self.known.clear();
            self.sums.clear();
        }
        let ids: Vec<usize> = words.iter().map(|word| self.known_word(word)).collect();
        let around = self.model.surroundings.row(usize::from(piece.surroundings));
        self.gates.clear();
        self.gates.resize(words.len() * width, 0.0);
        let mut total = vec![0i16; width];
        for (at, gates) in self.gates.chunks_exact_mut(width).enumerate() {
            total.copy_from_slice(around);
            add(&mut total, self.model.places.row(usize::from(piece.places[at])));
            for (tap, neighbour) in (0..TAPS).filter_map(|tap| Some((tap, (at + tap).checked_sub(1)?))) {
                if let Some(&id) = ids.get(neighbour) {
                    add(&mut total, &self.sums[(id * TAPS + tap) * width..][..width]);
                }
            }
            gates.iter_mut().zip(&total).for_each(|(gate, &sum)| *gate = f32::from(sum) / SUM_UNIT);
        }
    }

    /// The index of `word` among the known ones.
    fn known_word(&mut self, word: &'t str) -> usize {
        if let Some(&id) = self.known.get(word) {
            return id as usize;
        }
        let id = self.known.len();
        self.known.insert(word, id as u32);
        let mut input = Vec::new();
        lanes::pack(embed(self.model, word), &mut input);
        products(&self.model.first, &input, SUM_UNIT, &mut self.totals);
        self.sums.extend(self.totals.iter().map(|&sum| sum.round() as i16));
        id
    }

    /// Lets the states of a layer run over the tokens and adds them to the states of the layer below.
    fn scan(&mut self, feedback: &[f32]) {
        let channels = self.model.shape.channels;
        let half = channels / 2;
        let mut state = vec![0.0f32; half];
        let (to_gate, to_candidate) = feedback.split_at(channels);
        let rows = self.states.chunks_exact_mut(channels).zip(self.gates.chunks_exact(channels * 2));
        for (states, gates) in rows {
            let back = [&to_gate[..half], &to_candidate[..half]];
            step(&mut state, &mut states[..half], [&gates[..half], &gates[channels..channels + half]], back);
        }
        state.fill(0.0);
        let rows = self.states.chunks_exact_mut(channels).zip(self.gates.chunks_exact(channels * 2));
        for (states, gates) in rows.rev() {
            let back = [&to_gate[half..], &to_candidate[half..]];
            step(&mut state, &mut states[half..], [&gates[half..channels], &gates[channels + half..]], back);
        }
    }

    fn fix(&mut self) {
        self.fixed.clear();
        for states in self.states.chunks_exact(self.model.shape.channels) {
            lanes::pack(states.iter().map(|&state| (state * STATE_UNIT) as i16), &mut self.fixed);
        }
    }
}

/// One token of one direction: gates and candidates with what the state adds to them, clipped; the new state is added to
/// the layer below.
fn step(state: &mut [f32], below: &mut [f32], [gates, candidates]: [&[f32]; 2], [to_gate, to_candidate]: [&[f32]; 2]) {
    let inputs = gates.iter().zip(candidates).zip(to_gate.iter().zip(to_candidate));
    for ((state, below), ((gate, candidate), (to_gate, to_candidate))) in state.iter_mut().zip(below).zip(inputs) {
        let gate = ((gate + to_gate * *state) * (1.0 / 6.0) + 0.5).clamp(0.0, 1.0);
        let candidate = (candidate + to_candidate * *state).clamp(-1.0, 1.0);
        *state += gate * (candidate - *state);
        *below += *state;
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

/// Multiplies every row of `matrix` with every packed state, times `unit`; the products of a state stand together in `totals`.
fn products(matrix: &Matrix, states: &[Lanes], unit: f32, totals: &mut Vec<f32>) {
    totals.clear();
    totals.resize(states.len() / matrix.width() * matrix.rows(), 0.0);
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = pulp::x86::V3::try_new() {
        return machine.vectorize(Multiply { machine, matrix, states, unit, totals });
    }
    multiply((matrix, unit), states, totals, lanes::products);
}

/// [`multiply`] on a machine with AVX2.
#[cfg(target_arch = "x86_64")]
struct Multiply<'a> {
    machine: pulp::x86::V3,
    matrix: &'a Matrix,
    states: &'a [Lanes],
    unit: f32,
    totals: &'a mut [f32],
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let products = |rows: [&[Lanes]; 4], others: [&[Lanes]; 2]| lanes::products_avx2(self.machine, rows, others);
        multiply((self.matrix, self.unit), self.states, self.totals, products);
    }
}

/// Inlined, so that it is compiled for the instructions that the machine turns out to have.
#[inline(always)]
fn multiply(
    (matrix, unit): (&Matrix, f32),
    states: &[Lanes],
    totals: &mut [f32],
    products: impl Fn([&[Lanes]; 4], [&[Lanes]; 2]) -> [[i32; 4]; 2],
) {
    let (width, rows) = (matrix.width(), matrix.rows());
    for (states, totals) in states.chunks(width * 2).zip(totals.chunks_mut(rows * 2)) {
        let (first, second) = states.split_at(width);
        let others = [first, if second.is_empty() { first } else { second }];
        for row in (0..rows).step_by(4) {
            let sums = products(matrix.four_rows(row), others);
            let scales = &matrix.scales[row..rows.min(row + 4)];
            for (totals, sums) in totals.chunks_exact_mut(rows).zip(sums) {
                let totals = totals[row..].iter_mut().zip(sums).zip(scales);
                totals.for_each(|((total, sum), scale)| *total = sum as f32 * (scale * unit));
            }
        }
    }
}
