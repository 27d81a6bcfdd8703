//! Short texts and what is to be found in them, one file a stage; [`harness::case`] tells how the files are written.

mod harness;

use std::fs;
use std::path::Path;

use harness::{case, check};

/// Runs the cases of `tests/cases/{stage}.txt`: all have to pass but those marked `todo:`, which have to fail.
#[track_caller]
fn run(stage: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(format!("{stage}.txt"));
    let file = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cases = case::parse(&file);
    let mut wrong = Vec::new();
    for case in &cases {
        match check::failure(case) {
            Some(failure) if !case.todo => wrong.push(failure),
            None if case.todo => wrong.push(format!("{}\n  passes now: take its `todo:` line off\n", case.title)),
            _ => {}
        }
    }
    let todo = cases.iter().filter(|case| case.todo).count();
    println!("{stage}: {} cases, {todo} of them known to fail", cases.len());
    assert!(wrong.is_empty(), "{} of {} cases in cases/{stage}.txt:\n\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn quotes() {
    run("quotes");
}

#[test]
fn attribution() {
    run("attribution");
}

#[test]
fn speakers() {
    run("speakers");
}

#[test]
fn proposals() {
    run("proposals");
}
