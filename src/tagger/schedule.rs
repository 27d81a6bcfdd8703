//! Which rows are read side by side. A recurrent layer reads the tokens of a stretch one after the other, so several stretches are
//! read at once, each in a lane, and where one ends the lane's next begins.

use std::ops::Range;

use super::lanes::VECTORS;

/// Which way a stretch is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the first token to the last.
    Forward,
    /// From the last token to the first.
    Backward,
}

/// A lane's next token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its row.
    pub row: usize,
    /// Whether it is the first that is read of its stretch.
    pub begins: bool,
}

/// Stretches of rows in lanes of much the same length, the longest lane first.
#[derive(Clone, Debug)]
pub struct Schedule {
    lanes: Vec<Vec<Range<usize>>>,
}

impl Schedule {
    /// The longest stretches are dealt first, each to the lane that is the shortest so far.
    pub fn new(stretches: &[Range<usize>]) -> Self {
        let length = |lane: &[Range<usize>]| lane.iter().map(Range::len).sum::<usize>();
        let mut lanes: Vec<Vec<Range<usize>>> = vec![Vec::new(); VECTORS];
        let mut longest_first = stretches.to_vec();
        longest_first.sort_by_key(|stretch| std::cmp::Reverse(stretch.len()));
        for stretch in longest_first {
            if let Some(lane) = lanes.iter_mut().min_by_key(|lane| length(lane)) {
                lane.push(stretch);
            }
        }
        lanes.sort_by_key(|lane| std::cmp::Reverse(length(lane)));
        Self { lanes }
    }

    /// What each lane reads, step by step; no lane is shorter than the one after it.
    pub fn lanes(&self, direction: Direction) -> Vec<Vec<Visit>> {
        let visit = |stretch: &Range<usize>, step: usize| match direction {
            Direction::Forward => Visit { row: stretch.start + step, begins: step == 0 },
            Direction::Backward => Visit { row: stretch.end - 1 - step, begins: step == 0 },
        };
        let visits = |lane: &Vec<Range<usize>>| {
            lane.iter().flat_map(|stretch| (0..stretch.len()).map(|step| visit(stretch, step))).collect()
        };
        self.lanes.iter().map(visits).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_once_in_its_stretchs_order() {
        let stretches = [0..2, 2..5, 5..9, 9..9, 9..10, 10..17, 17..18];
        let schedule = Schedule::new(&stretches);
        for direction in [Direction::Forward, Direction::Backward] {
            let lanes = schedule.lanes(direction);
            assert!(lanes.windows(2).all(|pair| pair[0].len() >= pair[1].len()) && lanes[0].len() == 7);
            let mut rows: Vec<usize> = lanes.iter().flatten().map(|visit| visit.row).collect();
            rows.sort_unstable();
            assert_eq!(rows, (0..18).collect::<Vec<_>>());
        }
        let backward = schedule.lanes(Direction::Backward);
        let begun: Vec<usize> = backward.iter().flatten().filter(|visit| visit.begins).map(|visit| visit.row).collect();
        assert!(begun.iter().all(|row| stretches.iter().any(|stretch| stretch.end == row + 1)) && begun.len() == 6);
    }
}
