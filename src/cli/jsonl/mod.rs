//! JSON lines: one article a line in, one result a line out, in the same order, as it goes, in constant memory.

mod lines;
mod record;

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use super::input;
use super::options::Options;
use super::ordered::{self, Event};
use super::outcome::{self, Outcome};

use lines::{Batch, Batches};
use record::LineWorker;

const BUFFER: usize = 1 << 18;

/// The answers to a batch of lines.
pub(super) struct Answers {
    /// One result or error record a line.
    output: Vec<u8>,
    /// What to say of the lines that could not be read.
    complaints: Vec<String>,
}

/// Answers every line of the files, or of standard input.
pub(super) fn run(options: &Options, outcome: &mut Outcome) {
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    if options.files.is_empty() {
        answer(io::stdin(), "standard input", options, (&mut out, outcome));
    }
    for file in &options.files {
        let name = input::name(file);
        match open(file) {
            Ok(reader) => answer(reader, &name, options, (&mut out, outcome)),
            Err(error) => outcome.fail(format_args!("{name}: {error}")),
        }
    }
    out.flush().unwrap_or_else(|error| outcome::leave(&error));
}

fn open(file: &Path) -> io::Result<Box<dyn Read + Send>> {
    if input::is_standard(file) {
        return Ok(Box::new(io::stdin()));
    }
    let opened = File::open(file)?;
    if opened.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(Box::new(opened))
}

fn answer(reader: impl Read + Send, name: &str, options: &Options, (out, outcome): (&mut impl Write, &mut Outcome)) {
    let mut failure = None;
    let batches = Batches::new(BufReader::with_capacity(BUFFER, reader), options.max_bytes(), &mut failure);
    let worker = LineWorker::new(name, options);
    let work = |batch: Batch| worker.answer(&batch);
    ordered::run(options.jobs.get(), batches, work, |event| {
        let written = match event {
            Event::Idle => out.flush(),
            Event::Result(answers) => {
                answers.complaints.iter().for_each(|complaint| outcome.fail(complaint));
                out.write_all(&answers.output)
            }
        };
        written.unwrap_or_else(|error| outcome::leave(&error));
    });
    if let Some(error) = failure {
        outcome.fail(format_args!("{name}: {error}"));
    }
}
