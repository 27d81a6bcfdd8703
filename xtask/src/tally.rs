//! Counts tests: each runner's output is passed on as it comes, and its own closing counts are read from it.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result};

use crate::process::{say, shown};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// One thing that was to be done and was not, such as a stage that could not start.
    pub const ONE_FAILED: Tally = Tally { passed: 0, failed: 1 };

    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Nothing failed, and something ran.
    pub fn is_success(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a test runner (cargo test, wasm-pack test or node --test) and counts what it reports. A runner that ends
/// badly without reporting a failure, or well without reporting a test, counts as one failure.
pub fn run(command: &mut Command) -> Result<Tally> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("starting {}", shown(command)))?;
    let errors = child.stderr.take().map(|stream| thread::spawn(move || pass_on(stream, std::io::stderr())));
    let mut tally = child.stdout.take().map_or_else(Tally::default, |stream| pass_on(stream, std::io::stdout()));
    if let Some(counted) = errors.and_then(|thread| thread.join().ok()) {
        tally.add(counted);
    }
    let status = child.wait()?;
    if tally.failed == 0 && (!status.success() || tally.passed == 0) {
        say(format!("{} reported {tally} and ended with {status}", shown(command)));
        tally.add(Tally::ONE_FAILED);
    }
    Ok(tally)
}

fn pass_on(stream: impl Read, mut out: impl Write) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        // A reader that left is no reason to stop counting.
        drop(out.write_all(&line).and_then(|()| out.write_all(b"\n")));
        tally.add(counted(&String::from_utf8_lossy(&line)));
    }
    tally
}

/// The counts that `line` reports: `test result: ok. 3 passed; 1 failed; …` of Rust, `ℹ pass 3`, `ℹ fail 1` and
/// `ℹ cancelled 1` of Node.
fn counted(line: &str) -> Tally {
    if let Some((_, counts)) = line.split_once("test result: ") {
        let number = |name: &str| {
            let before = counts.split(name).next().filter(|before| before.len() < counts.len());
            before.and_then(|before| before.split_whitespace().last()).and_then(|number| number.parse().ok())
        };
        return Tally { passed: number(" passed").unwrap_or(0), failed: number(" failed").unwrap_or(0) };
    }
    let number = |name: &str| line.strip_prefix(name).and_then(|number| number.trim().parse().ok());
    let failed = number("ℹ fail ").or_else(|| number("ℹ cancelled ")).unwrap_or(0);
    Tally { passed: number("ℹ pass ").unwrap_or(0), failed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_counts_of_each_runner() {
        let rust = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(counted(rust), Tally { passed: 12, failed: 3 });
        assert_eq!(counted("ℹ pass 7"), Tally { passed: 7, failed: 0 });
        assert_eq!(counted("ℹ fail 2"), Tally { passed: 0, failed: 2 });
        assert_eq!(counted("ℹ cancelled 1"), Tally { passed: 0, failed: 1 });
        assert_eq!(counted("test quotes::pass ... ok"), Tally::default());
    }

    #[test]
    fn a_runner_that_reports_nothing_counts_as_a_failure() {
        assert_eq!(run(&mut Command::new("true")).unwrap(), Tally::ONE_FAILED);
        assert_eq!(run(Command::new("sh").args(["-c", "echo 'ℹ pass 2'; exit 3"])).unwrap(), Tally { passed: 2, failed: 1 });
        assert_eq!(run(Command::new("echo").arg("ℹ pass 2")).unwrap(), Tally { passed: 2, failed: 0 });
    }
}
