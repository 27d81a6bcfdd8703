//! Articles from files, each written as a whole; with many of them a progress bar where standard error is a terminal.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use article_annotator::{Unit, annotate};
use indicatif::{ProgressBar, ProgressStyle};

use super::formats::{Finding, Layout};
use super::input::{self, InputKind};
use super::options::Options;
use super::ordered::{self, Event};
use super::outcome::{self, Outcome};

/// What became of one file.
struct Written {
    /// What goes to standard output; nothing where the file could not be read.
    output: Result<Vec<u8>, String>,
    /// What was odd.
    warning: Option<String>,
}

/// Annotates every file, or standard input, and writes the results in the order of the files.
pub(super) fn run(options: &Options, outcome: &mut Outcome) {
    let standard = [PathBuf::from("-")];
    let files = if options.files.is_empty() { &standard[..] } else { &options.files[..] };
    let layout = Layout::new(options, files.len() > 1);
    let bar = progress_bar(files.len());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut count = 0;
    let mut written = out.write_all(&layout.begin());
    ordered::run(
        options.jobs.get(),
        (1..).zip(files),
        |file| annotate_file(file, options, &layout),
        |event| {
            let Event::Result(file) = event else { return };
            bar.suspend(|| {
                file.warning.iter().for_each(outcome::say);
                match file.output {
                    Ok(output) => {
                        let between = if count > 0 { layout.between() } else { "" };
                        written =
                            out.write_all(between.as_bytes()).and_then(|()| out.write_all(&output)).and_then(|()| out.flush());
                        count += 1;
                    }
                    Err(error) => outcome.fail(error),
                }
            });
            if let Err(error) = &written {
                outcome::leave(error);
            }
            bar.inc(1);
        },
    );
    bar.finish_and_clear();
    if count > 0 || files.len() > 1 {
        written = out.write_all(&layout.end()).and_then(|()| out.flush());
    }
    written.unwrap_or_else(|error| outcome::leave(&error));
}

fn progress_bar(files: usize) -> ProgressBar {
    if files < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} articles, {per_sec}, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn annotate_file((number, file): (usize, &PathBuf), options: &Options, layout: &Layout) -> Written {
    let name = input::name(file);
    let (text, broken) = match input::read(file, options.max_bytes()) {
        Ok(bytes) => input::decode(bytes),
        Err(error) => return Written { output: Err(format!("{name}: {error}")), warning: None },
    };
    let warning = broken.map(|line| format!("{name}:{line}: warning: not UTF-8; what cannot be read becomes U+FFFD"));
    let kind = if options.input == InputKind::Auto { input::detect(file, &text) } else { options.input };
    let work = AssertUnwindSafe(|| {
        let article = input::convert(Cow::Owned(text), kind);
        let analysis = annotate(&article.text);
        let annotations = |unit| {
            let mut annotations = analysis.in_unit(&article.text, unit);
            options.selection().apply(&mut annotations);
            annotations
        };
        let (bytes, points) = (annotations(Unit::Byte), annotations(Unit::CodePoint));
        layout.article(&Finding { number, file, name: &name, article: &article, bytes: &bytes, points: &points })
    });
    // Should the engine fail on a text, then that is this file's error and the others go on.
    let output = panic::catch_unwind(work).map_err(|_| format!("{name}: internal error: the text could not be annotated"));
    Written { output, warning }
}
