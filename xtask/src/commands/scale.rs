//! `cargo xtask scale`: the program under Apache Spark, on a corpus of repeated articles.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, ensure};

use super::Command;
use crate::process::{find, run as run_program};
use crate::project;
use crate::tools::python;

pub const COMMAND: Command =
    Command { name: "scale", usage: "scale [DOCUMENTS]", summary: "runs the program under Apache Spark (needs Java 17)", run };

const PYSPARK: &str = "pyspark>=3.5,<4";

fn run(arguments: &[String]) -> Result<ExitCode> {
    let count = arguments.first().map_or("100000", String::as_str);
    ensure!(arguments.len() < 2 && count.parse::<u32>().is_ok_and(|count| count > 1), "usage: cargo xtask {}", COMMAND.usage);
    ensure!(find(&["java"]).is_some(), "Apache Spark needs Java 17: install it and try again");
    let folder = project::target().join("scale");
    fs::create_dir_all(&folder)?;
    let mut python = python::with_packages("pyspark-3.5", &[PYSPARK])?;
    run_program(project::cargo().args(["build", "--release", "--package", "article-annotator"]))?;
    let articles = articles(&folder)?;
    let program = project::target().join("release/article-annotator");
    run_program(python.arg(project::root().join("tests/scale/pipe.py")).arg(program).arg(articles).arg(count))?;
    Ok(ExitCode::SUCCESS)
}

/// The sample articles as JSON lines.
fn articles(folder: &Path) -> Result<PathBuf> {
    let mut lines = String::new();
    for entry in fs::read_dir(project::root().join("www/samples"))? {
        let text = fs::read_to_string(entry?.path())?;
        lines += &serde_json::json!({ "id": lines.len(), "text": text }).to_string();
        lines.push('\n');
    }
    let file = folder.join("articles.jsonl");
    fs::write(&file, lines)?;
    Ok(file)
}
