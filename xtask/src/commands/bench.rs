//! `cargo xtask bench`: how fast and how big, natively and in the browser, beside the libraries that people use today.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail, ensure};

use super::Command;
use crate::bench::{articles, browser, native, program, table, textacy};

pub const COMMAND: Command = Command {
    name: "bench",
    usage: "bench [--corpus FILE.jsonl]",
    summary: "measures speed, memory and size beside other libraries; writes the table in README.md",
    run,
};

fn run(arguments: &[String]) -> Result<ExitCode> {
    let articles = articles::gather(corpus(arguments)?.as_deref())?;
    let figures = table::Figures {
        native: native::measure(&articles)?,
        program: program::measure(&articles)?,
        textacy: textacy::measure(&articles)?,
        browser: browser::measure(&articles)?,
    };
    let table = table::markdown(&articles, &figures);
    println!("{table}");
    table::write_into_readme(&table)?;
    Ok(ExitCode::SUCCESS)
}

fn corpus(arguments: &[String]) -> Result<Option<PathBuf>> {
    let file = match arguments {
        [] => return Ok(None),
        [flag, file] if flag == "--corpus" => PathBuf::from(file),
        [joined] if joined.starts_with("--corpus=") => PathBuf::from(&joined["--corpus=".len()..]),
        _ => bail!("usage: cargo xtask {}", COMMAND.usage),
    };
    ensure!(file.is_file(), "there is no file {}", file.display());
    Ok(Some(std::path::absolute(file)?))
}
