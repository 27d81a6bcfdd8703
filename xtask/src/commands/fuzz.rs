//! `cargo xtask fuzz`: every fuzz target, or those named, for some time each.

use std::process::ExitCode;

use anyhow::Result;

use super::Command;
use crate::fuzzing::{self, Length};

pub const COMMAND: Command =
    Command { name: "fuzz", usage: "fuzz [SECONDS] [target ...]", summary: "runs the fuzz targets, a minute each by default", run };

const MINUTE: u32 = 60;

fn run(arguments: &[String]) -> Result<ExitCode> {
    let (seconds, names) = match arguments.split_first() {
        Some((first, rest)) if first.parse::<u32>().is_ok() => (first.parse()?, rest),
        _ => (MINUTE, arguments),
    };
    let tally = fuzzing::run_targets(Length { seconds, seed: 0 }, names)?;
    println!("{tally}");
    Ok(if tally.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
