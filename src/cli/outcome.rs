//! Messages and the exit status.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::{self, ExitCode};

/// Whether something could not be read.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    failed: bool,
}

impl Outcome {
    /// Says what could not be read, on standard error; the exit status will be 1.
    pub fn fail(&mut self, message: impl Display) {
        self.failed = true;
        say(message);
    }

    /// The status to leave with.
    pub fn exit_code(&self) -> ExitCode {
        if self.failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }
}

/// Writes a message on standard error.
pub(super) fn say(message: impl Display) {
    // Where standard error is closed nobody reads the message.
    let _ = writeln!(io::stderr(), "article-annotator: {message}");
}

/// Leaves at once where output failed: quietly where its reader has gone, as other programs of a pipe do.
///
/// Another thread may be waiting for input that never comes, so returning to `main` is no way out.
pub(super) fn leave(error: &io::Error) -> ! {
    if error.kind() == ErrorKind::BrokenPipe {
        process::exit(0);
    }
    say(format_args!("cannot write: {error}"));
    process::exit(1)
}

/// Writes a whole page to standard output.
pub(super) fn print(page: &[u8]) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(page).and_then(|()| out.flush()) {
        leave(&error);
    }
}
