//! `cargo xtask build`: the WebAssembly alone, into `www/pkg`.

use std::process::ExitCode;

use anyhow::{Result, ensure};

use super::Command;
use crate::wasm;

pub const COMMAND: Command = Command { name: "build", usage: "build", summary: "builds the WebAssembly into www/pkg", run };

fn run(arguments: &[String]) -> Result<ExitCode> {
    ensure!(arguments.is_empty(), "`cargo xtask build` takes no arguments");
    wasm::build()?;
    Ok(ExitCode::SUCCESS)
}
