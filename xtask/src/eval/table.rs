//! The span table of the published systems: exact match, begin match and Jaccard of source, cue and content spans, token by
//! token, as in Wang et al., CofeNet (COLING 2022), over their own rows of tokens.

use serde::Serialize;
use serde_json::{Value, json};

use super::Rates;
use super::records::{Attribution, Results, Row, key};

/// The roles in the order of the report.
pub const ROLES: [&str; 3] = ["source", "cue", "content"];

/// The figures for each of [`ROLES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    pub exact: [Rates; 3],
    pub begin: [Rates; 3],
    /// In percent.
    pub jaccard: [f64; 3],
}

/// Half-open, in tokens.
type Run = (usize, usize);

/// How to reach the spans of one role.
type SpansOf = fn(&Attribution) -> &Vec<[i64; 2]>;

#[derive(Clone, Default)]
struct Count {
    exact: usize,
    begin: usize,
    predicted: usize,
    gold: usize,
    overlaps: Vec<f64>,
}

/// Scores the results row by row.
pub fn score(rows: &[Row], results: &Results) -> Table {
    let mut counts: [Count; 3] = Default::default();
    for row in rows {
        let attributions = results.get(&key(&row.id)).map_or(&[][..], |result| &result.attributions);
        let predicted = project(attributions, row);
        for (role, count) in counts.iter_mut().enumerate() {
            count.row(&runs(&row.labels, ROLES[role]), &runs(&predicted, ROLES[role]));
        }
    }
    let rates = |right: fn(&Count) -> usize| counts.each_ref().map(|c| Rates::new(right(c), c.predicted, c.gold));
    let mean = |values: &[f64]| if values.is_empty() { 0.0 } else { 100.0 * values.iter().sum::<f64>() / values.len() as f64 };
    Table { exact: rates(|c| c.exact), begin: rates(|c| c.begin), jaccard: counts.each_ref().map(|c| mean(&c.overlaps)) }
}

impl Table {
    /// The same, by the names of the roles.
    pub fn to_json(self) -> Value {
        let by_role = |values: [Value; 3]| Value::Object(ROLES.iter().map(|role| (*role).to_owned()).zip(values).collect());
        let rates = |rates: [Rates; 3]| by_role(rates.map(|rates| json!(rates)));
        json!({ "exact": rates(self.exact), "begin": rates(self.begin), "jaccard": by_role(self.jaccard.map(|value| json!(value))) })
    }
}

impl Count {
    fn row(&mut self, gold: &[Run], predicted: &[Run]) {
        self.exact += gold.iter().filter(|run| predicted.contains(run)).count();
        self.begin += gold.iter().filter(|run| predicted.iter().any(|other| other.0 == run.0)).count();
        self.predicted += predicted.len();
        self.gold += gold.len();
        let best = |run: &Run| predicted.iter().map(|other| overlap(*run, *other)).fold(0.0, f64::max);
        self.overlaps.extend(gold.iter().map(best));
        let stray = predicted.iter().filter(|run| gold.iter().all(|other| overlap(**run, *other) == 0.0));
        self.overlaps.extend(stray.map(|_| 0.0));
    }
}

/// The runs of `role` in BIO labels; a stray `I-` ends a run of another role and begins none.
fn runs<L: AsRef<str>>(labels: &[L], role: &str) -> Vec<Run> {
    let is = |label: &str, mark: &str| label.strip_prefix(mark) == Some(role);
    let (mut found, mut begin) = (Vec::new(), None);
    for (at, label) in labels.iter().map(AsRef::as_ref).chain(["O"]).enumerate() {
        if begin.is_some() && is(label, "I-") {
            continue;
        }
        found.extend(begin.take().map(|begin| (begin, at)));
        if is(label, "B-") {
            begin = Some(at);
        }
    }
    found
}

/// BIO labels for the tokens of `row`; where roles contest a token the shorter kind wins it.
fn project(attributions: &[Attribution], row: &Row) -> Vec<String> {
    let mut labels = vec!["O".to_owned(); row.tokens.len()];
    let (Some(first), Some(last)) = (row.tokens.first(), row.tokens.last()) else { return labels };
    let roles: [(&str, SpansOf); 3] = [("content", |a| &a.content), ("cue", |a| &a.cue), ("source", |a| &a.source)];
    for (role, spans) in roles {
        for [start, end] in attributions.iter().flat_map(spans).filter(|[start, end]| *start < last[1] && *end > first[0]) {
            let inside = row.tokens.iter().enumerate().filter(|(_, token)| token[0] < *end && token[1] > *start);
            for (place, (at, _)) in inside.enumerate() {
                labels[at] = format!("{}-{role}", if place == 0 { 'B' } else { 'I' });
            }
        }
    }
    labels
}

fn overlap(a: Run, b: Run) -> f64 {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    shared as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_inside_label_ends_a_run_and_begins_none() {
        let labels = ["I-cue", "B-source", "I-source", "I-cue", "I-source", "B-source"];
        assert_eq!(runs(&labels, "source"), [(1, 3), (5, 6)]);
        assert_eq!(runs(&labels, "cue"), []);
    }

    #[test]
    fn the_annotation_itself_scores_a_hundred() {
        let labels = ["B-source", "B-cue", "O", "B-content", "I-content"].map(str::to_owned).to_vec();
        let row = Row { id: 1.into(), tokens: vec![[0, 2], [3, 7], [7, 8], [9, 11], [12, 14]], labels };
        let attribution = Attribution { source: vec![[0, 2]], cue: vec![[3, 7]], content: vec![[9, 14]], speaker: None };
        let article = super::super::records::Article { id: 1.into(), attributions: vec![attribution], ..Default::default() };
        let table = score(&[row], &super::super::records::by_id(vec![article]));
        assert!(table.exact.iter().chain(&table.begin).all(|rates| rates.f1 == 100.0));
        assert_eq!(table.jaccard, [100.0; 3]);
    }
}
