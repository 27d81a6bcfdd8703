//! Whether work grows faster than the text: the tests of `tests/growth`, compiled so that every step is counted.

use anyhow::{Context, Result};

use crate::process::output;
use crate::project;
use crate::tally::{self, Tally};

/// Has the compiler put a call on every edge between basic blocks.
const COUNTED: &str = "--cfg work_is_counted -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 \
    -Cllvm-args=-sanitizer-coverage-trace-pc-guard";

/// Counts, and compares.
pub fn test() -> Result<Tally> {
    let mut cargo = project::cargo();
    cargo.args(["test", "--release", "--manifest-path", "tests/growth/Cargo.toml", "--target", &host()?]).env("RUSTFLAGS", COUNTED);
    tally::run(cargo.env("CARGO_TARGET_DIR", project::target().join("growth")).args(["--", "--test-threads=1"]))
}

/// The platform compiled for, named so that the flags leave build scripts and macros alone.
pub fn host() -> Result<String> {
    let about = output(std::process::Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not tell its host")?.to_owned())
}
