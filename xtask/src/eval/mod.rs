//! Scores predictions against annotated articles, on whole articles and token by token.
//!
//! In: JSON lines of articles with `attributions` (`source`, `cue`, `content`: half-open code point spans). Out: the
//! figures of three questions: who said what ([`said`]), who that is by name ([`named`]), and the span table of the
//! published systems ([`table`]). A content is found where it shares at least half of its characters with the annotated
//! one; white space, quotation marks and punctuation do not count.

pub mod characters;
pub mod named;
pub mod records;
pub mod report;
pub mod said;
pub mod table;

use characters::Characters;
use serde::Serialize;

/// Precision, recall and F1 in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    #[serde(rename = "p")]
    pub precision: f64,
    #[serde(rename = "r")]
    pub recall: f64,
    pub f1: f64,
}

impl Rates {
    /// Of `predicted` things and `gold` things, `right` are the same.
    pub fn new(right: usize, predicted: usize, gold: usize) -> Self {
        let (p, r) = (share(right, predicted), share(right, gold));
        let f1 = if p + r > 0.0 { 100.0 * 2.0 * p * r / (p + r) } else { 0.0 };
        Self { precision: 100.0 * p, recall: 100.0 * r, f1 }
    }
}

/// `part` of `whole`; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

/// Pairs contents one to one, best overlap first, earlier before later, where at least half of the characters agree.
pub fn pair(gold: &[Characters], guess: &[Characters]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, gold) in gold.iter().enumerate() {
        for (j, guess) in guess.iter().enumerate() {
            let overlap = gold.jaccard(guess);
            if overlap >= 0.5 {
                candidates.push((overlap, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut free_gold, mut free_guess) = (vec![true; gold.len()], vec![true; guess.len()]);
    candidates.retain(|&(_, i, j)| {
        let free = free_gold[i] && free_guess[j];
        if free {
            (free_gold[i], free_guess[j]) = (false, false);
        }
        free
    });
    candidates.into_iter().map(|(_, i, j)| (i, j)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_nothing_is_nothing() {
        assert_eq!(Rates::new(0, 0, 0), Rates::default());
        assert_eq!(Rates::new(1, 1, 1).f1, 100.0);
    }

    #[test]
    fn the_best_overlap_pairs_first_and_only_once() {
        let of = |spans: &[[i64; 2]]| Characters::of(spans, &['x'; 40]);
        let gold = [of(&[[0, 10]]), of(&[[20, 30]])];
        let guess = [of(&[[0, 8]]), of(&[[0, 10]]), of(&[[20, 24]])];
        assert_eq!(pair(&gold, &guess), [(0, 1)]);
    }
}
