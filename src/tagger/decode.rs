//! The best sequence of labels, and how probable each of its spans is: Viterbi and forward-backward over a linear chain
//! (Lafferty et al., 2001). A role's inside label follows only its own beginning or inside.

use std::ops::Range;

use super::Role;
use super::model::{LABELS, Model};

/// A run of tokens with one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its role.
    pub role: Role,
    /// Its tokens, counted from the piece's first.
    pub tokens: Range<usize>,
    /// How probable exactly this span is, 0 to 1.
    pub probability: f32,
}

impl Run {
    /// The same run, its tokens counted from `by` tokens further on.
    pub fn moved(self, by: usize) -> Self {
        Self { tokens: self.tokens.start + by..self.tokens.end + by, ..self }
    }
}

/// What forward-backward gives for a piece, a row a token.
struct Masses {
    factors: Vec<[f32; LABELS]>,
    before: Vec<[f32; LABELS]>,
    after: Vec<[f32; LABELS]>,
    sums: Vec<f32>,
}

/// An end moves by at most so many tokens.
const REACH: usize = 4;

/// A score that no sum of others makes up for.
const NEVER: f32 = -1e4;

/// The role that `label` begins or continues.
fn role(label: usize) -> Option<Role> {
    match label {
        1 | 2 => Some(Role::Source),
        3 | 4 => Some(Role::Cue),
        5 | 6 => Some(Role::Content),
        _ => None,
    }
}

fn continues(label: usize) -> bool {
    label > 0 && label.is_multiple_of(2)
}

/// Transition scores with the forbidden ones out of reach.
#[derive(Clone, Debug)]
pub struct Chain {
    steps: [[f32; LABELS]; LABELS],
    start: [f32; LABELS],
    /// `steps`, as factors.
    factors: [[f32; LABELS]; LABELS],
}

impl Chain {
    /// The chain of `model`.
    pub fn new(model: &Model) -> Self {
        let (mut steps, mut start) = (model.steps, model.start);
        for to in (0..LABELS).filter(|&to| continues(to)) {
            start[to] = NEVER;
            for (from, row) in steps.iter_mut().enumerate().filter(|(from, _)| role(*from) != role(to)) {
                debug_assert!(from != to);
                row[to] = NEVER;
            }
        }
        let factors = steps.map(|row| row.map(f32::exp));
        Self { steps, start, factors }
    }

    /// The spans of the best sequence for `scores`, in order, with their probabilities.
    pub fn runs(&self, scores: &[[f32; LABELS]]) -> Vec<Run> {
        let path = self.best(scores);
        let mut runs = Vec::new();
        let mut at = 0;
        while at < path.len() {
            let past = at + 1 + path[at + 1..].iter().take_while(|&&label| continues(label as usize)).count();
            if let Some(role) = role(path[at] as usize) {
                runs.push(Run { role, tokens: at..past, probability: 0.0 });
            }
            at = past;
        }
        if !runs.is_empty() {
            self.weigh(scores, &mut runs);
        }
        runs
    }

    /// The best sequence of labels.
    fn best(&self, scores: &[[f32; LABELS]]) -> Vec<u8> {
        let Some((first, rest)) = scores.split_first() else { return Vec::new() };
        let mut value: [f32; LABELS] = std::array::from_fn(|label| self.start[label] + first[label]);
        let mut back = Vec::with_capacity(rest.len());
        for scores in rest {
            let mut from = [0u8; LABELS];
            let mut next = [f32::NEG_INFINITY; LABELS];
            for (origin, row) in self.steps.iter().enumerate() {
                for to in 0..LABELS {
                    let reached = value[origin] + row[to];
                    if reached > next[to] {
                        (next[to], from[to]) = (reached, origin as u8);
                    }
                }
            }
            value = std::array::from_fn(|label| next[label] + scores[label]);
            back.push(from);
        }
        let last = (1..LABELS).fold(0, |best, label| if value[label] > value[best] { label } else { best });
        let mut path = vec![last as u8];
        for from in back.iter().rev() {
            path.push(from[path[path.len() - 1] as usize]);
        }
        path.reverse();
        path
    }

    /// Gives every run the probability that the chain has exactly this span. A cue moves its ends to where the chain has them
    /// most often: the best sequence is best as a whole, which need not be so for a span in it.
    fn weigh(&self, scores: &[[f32; LABELS]], runs: &mut [Run]) {
        let factors: Vec<[f32; LABELS]> = scores.iter().map(exponentials).collect();
        let (before, sums) = self.forward(&factors);
        let masses = Masses { after: self.backward(&factors, &sums), factors, before, sums };
        for at in 0..runs.len() {
            runs[at].probability = self.probability(&masses, runs[at].role, &runs[at].tokens);
            if runs[at].role == Role::Cue {
                let from = if at == 0 { 0 } else { runs[at - 1].tokens.end };
                let to = runs.get(at + 1).map_or(scores.len(), |next| next.tokens.start);
                runs[at] = self.likeliest(&masses, &runs[at], from..to);
            }
        }
    }

    /// The most probable span of the role of `run` that shares a token with it and lies within `room`.
    fn likeliest(&self, masses: &Masses, run: &Run, room: Range<usize>) -> Run {
        let Range { start, end } = run.tokens;
        let starts = room.start.max(start.saturating_sub(REACH))..end;
        let spans = starts.flat_map(|from| (from.max(start) + 1..=room.end.min(end + REACH)).map(move |to| from..to));
        spans.fold(run.clone(), |best, tokens| {
            let probability = self.probability(masses, run.role, &tokens);
            if probability > best.probability { Run { role: run.role, tokens, probability } } else { best }
        })
    }

    /// How probable it is that the chain has exactly this span.
    fn probability(&self, masses: &Masses, role: Role, tokens: &Range<usize>) -> f32 {
        let Masses { factors, before, after, sums } = masses;
        let begin = role as usize * 2 + 1;
        let mut mass = before[tokens.start][begin];
        let mut label = begin;
        for at in tokens.start + 1..tokens.end {
            mass *= self.factors[label][begin + 1] * factors[at][begin + 1] / sums[at];
            label = begin + 1;
        }
        let ends: f32 = match factors.get(tokens.end) {
            None => 1.0,
            Some(next) => (0..LABELS)
                .filter(|&to| to != begin + 1)
                .map(|to| self.factors[label][to] * next[to] * after[tokens.end][to] / sums[tokens.end])
                .sum(),
        };
        (mass * ends).clamp(0.0, 1.0)
    }

    /// For every token the normalised mass of the beginnings that end in each label, and the sums taken out.
    fn forward(&self, factors: &[[f32; LABELS]]) -> (Vec<[f32; LABELS]>, Vec<f32>) {
        let mut sums = Vec::with_capacity(factors.len());
        let mut all: Vec<[f32; LABELS]> = Vec::with_capacity(factors.len());
        for (at, factor) in factors.iter().enumerate() {
            let mut mass: [f32; LABELS] = match all.last() {
                None => std::array::from_fn(|label| self.start[label].exp() * factor[label]),
                Some(before) => std::array::from_fn(|to| {
                    let reached: f32 = (0..LABELS).map(|from| before[from] * self.factors[from][to]).sum();
                    reached * factor[to]
                }),
            };
            let sum = mass.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            mass.iter_mut().for_each(|mass| *mass /= sum);
            debug_assert_eq!(all.len(), at);
            all.push(mass);
            sums.push(sum);
        }
        (all, sums)
    }

    /// For every token the mass of the ends that follow each label, in the units of [`Chain::forward`].
    fn backward(&self, factors: &[[f32; LABELS]], sums: &[f32]) -> Vec<[f32; LABELS]> {
        let mut all = vec![[1.0; LABELS]; factors.len()];
        for at in (1..factors.len()).rev() {
            all[at - 1] = std::array::from_fn(|from| {
                (0..LABELS).map(|to| self.factors[from][to] * factors[at][to] * all[at][to]).sum::<f32>() / sums[at]
            });
        }
        all
    }
}

/// The scores as factors, the highest 1.
fn exponentials(scores: &[f32; LABELS]) -> [f32; LABELS] {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|score| (score - highest).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Chain {
        Chain::new(&Model::read(include_bytes!("model.bin")).expect("the shipped weights are readable"))
    }

    fn favour(label: usize) -> [f32; LABELS] {
        std::array::from_fn(|at| if at == label { 30.0 } else { 0.0 })
    }

    #[test]
    fn an_inside_label_never_stands_alone() {
        let runs = chain().runs(&[favour(0), favour(6), favour(6), favour(0)]);
        assert!(runs.iter().all(|run| run.role == Role::Content));
        assert!(runs.len() <= 1);
    }

    #[test]
    fn clear_scores_give_their_spans_for_certain() {
        let runs = chain().runs(&[favour(1), favour(2), favour(3), favour(5), favour(6), favour(0)]);
        let found: Vec<_> = runs.iter().map(|run| (run.role, run.tokens.clone())).collect();
        assert_eq!(found, [(Role::Source, 0..2), (Role::Cue, 2..3), (Role::Content, 3..5)]);
        assert!(runs.iter().all(|run| run.probability > 0.99));
    }

    #[test]
    fn a_cue_ends_where_most_sequences_end_it() {
        let model = Model::read(include_bytes!("model.bin")).expect("the shipped weights are readable");
        let chain = Chain::new(&Model { steps: [[0.0; LABELS]; LABELS], start: [0.0; LABELS], ..model });
        // The cue goes on in the one best sequence, and ends in three that are nearly as good.
        let open = [-0.1, -0.1, -9.0, -9.0, 0.0, -0.1, -9.0];
        let runs = chain.runs(&[favour(3), favour(4), open]);
        assert_eq!((runs[0].role, runs[0].tokens.clone()), (Role::Cue, 0..2));
        assert!(runs[0].probability > 0.7);
    }

    #[test]
    fn no_scores_no_spans() {
        assert!(chain().runs(&[]).is_empty());
    }
}
