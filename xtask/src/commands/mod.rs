//! The commands, one file each.

mod bench;
mod build;
pub mod dist;
mod eval;
mod fuzz;
mod scale;
mod serve;
mod test;
mod train;

use std::process::ExitCode;

/// One `cargo xtask` command.
pub struct Command {
    /// The word that calls it.
    pub name: &'static str,
    /// The word with its options, for the list of commands.
    pub usage: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// Runs it with the arguments that follow its name.
    pub run: fn(&[String]) -> anyhow::Result<ExitCode>,
}

/// Every command, in the order in which the help lists them.
pub const ALL: &[Command] = &[
    serve::COMMAND,
    build::COMMAND,
    test::COMMAND,
    fuzz::COMMAND,
    dist::COMMAND,
    bench::COMMAND,
    train::COMMAND,
    eval::COMMAND,
    scale::COMMAND,
];
