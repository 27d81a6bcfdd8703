//! Compares a case with what is found.

use std::fmt::Write;

use super::actual::{Fact, facts};
use super::case::{Case, Expected};
use super::underline::{Line, underlined};

/// What is wrong with `case`, to be read by a person; `None` where it passes.
pub fn failure(case: &Case) -> Option<String> {
    let found = facts(&case.text);
    let mut matched: Vec<Option<usize>> = Vec::new();
    for expected in &case.expected {
        let at = (0..found.len()).find(|&at| !matched.contains(&Some(at)) && fits(expected, &found[at], &matched, &found));
        matched.push(at);
    }
    let missing: Vec<&Expected> = case.expected.iter().zip(&matched).filter(|(_, at)| at.is_none()).map(|(line, _)| line).collect();
    let looked_at = |kind: &str| match kind {
        "proposer" => missing.iter().any(|line| line.kind == kind),
        _ => case.none.contains(&kind) || case.expected.iter().any(|line| line.kind == kind),
    };
    let extra: Vec<&Fact> = found
        .iter()
        .enumerate()
        .filter(|(at, fact)| looked_at(fact.kind) && !matched.contains(&Some(*at)))
        .map(|(_, fact)| fact)
        .collect();
    (!missing.is_empty() || !extra.is_empty()).then(|| report(case, &missing, &extra))
}

fn fits(expected: &Expected, fact: &Fact, matched: &[Option<usize>], found: &[Fact]) -> bool {
    let same_group = || {
        let head = expected.head.map(|head| matched[head].and_then(|at| found[at].group));
        head.is_none_or(|group| group == fact.group)
    };
    let noted = |wanted: &String| match expected.kind {
        "speaker" => fact.note == *wanted || !wanted.contains(" => ") && fact.note.starts_with(&format!("{wanted} => ")),
        _ => fact.note == *wanted,
    };
    let placed = expected.span.is_none() || expected.span == fact.span;
    expected.kind == fact.kind && placed && expected.note.as_ref().is_none_or(noted) && same_group()
}

fn report(case: &Case, missing: &[&Expected], extra: &[&Fact]) -> String {
    let mut lines = Vec::new();
    let mut report = format!("{}\n", case.title);
    for expected in missing {
        let note = expected.note.as_deref().unwrap_or("");
        match expected.span {
            Some(span) => lines.push(Line { span, label: format!("expected {} {note}", expected.kind) }),
            None => writeln!(report, "  expected {} {note}", expected.kind).expect("a string takes everything"),
        }
    }
    for fact in extra {
        match fact.span {
            Some(span) => lines.push(Line { span, label: format!("found    {} {}", fact.kind, fact.note) }),
            None => writeln!(report, "  found    {} {}", fact.kind, fact.note).expect("a string takes everything"),
        }
    }
    report + &underlined(&case.text, &lines)
}
