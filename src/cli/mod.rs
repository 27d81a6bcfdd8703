//! The command-line program. In: articles as text, HTML, Markdown or JSON lines, from files or standard input. Out: what
//! was found, in the format asked for, in the order of the input.
//!
//! [`options`] says what can be asked, [`input`] reads articles, [`jsonl`] and [`files`] run them over all cores,
//! [`formats`] writes the results, [`outcome`] gives the exit status.

mod files;
mod formats;
mod input;
mod jsonl;
mod options;
mod ordered;
mod outcome;
mod selection;

use std::process::ExitCode;

use clap::Parser;

use options::{Format, Options};
use outcome::Outcome;

/// Reads the command line and does what it asks.
pub fn run() -> ExitCode {
    let options = Options::parse();
    if let Some(page) = options.own_page() {
        outcome::print(&page);
        return ExitCode::SUCCESS;
    }
    let mut outcome = Outcome::default();
    match options.format {
        Format::Jsonl => jsonl::run(&options, &mut outcome),
        _ => files::run(&options, &mut outcome),
    }
    outcome.exit_code()
}
