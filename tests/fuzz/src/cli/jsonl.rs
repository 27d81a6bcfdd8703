//! JSON lines, from bytes to bytes.

#[path = "../../../../src/cli/jsonl/lines.rs"]
mod lines;
#[path = "../../../../src/cli/jsonl/record.rs"]
mod record;

use std::io::BufReader;

use clap::Parser;

use super::options::Options;

struct Answers {
    output: Vec<u8>,
    complaints: Vec<String>,
}

/// What goes out for the lines of `input`, and how many of them were complained of. A small `buffer` brings lines in pieces.
pub fn answers(input: &[u8], buffer: usize) -> (Vec<u8>, usize) {
    let options = Options::parse_from(["article-annotator", "--format", "jsonl", "--max-size", "1"]);
    let mut failure = None;
    let batches = lines::Batches::new(BufReader::with_capacity(buffer, input), options.max_bytes(), &mut failure);
    let worker = record::LineWorker::new("input", &options);
    let (mut output, mut complaints) = (Vec::new(), 0);
    for batch in batches {
        let answers = worker.answer(&batch);
        output.extend(answers.output);
        complaints += answers.complaints.len();
    }
    assert!(failure.is_none());
    (output, complaints)
}
