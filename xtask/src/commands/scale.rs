//! `cargo xtask scale`: the program under Apache Spark, on a corpus of repeated articles.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Program, ExitCode};

use anyhow::{Context, Result, ensure};

use super::Command;
use crate::process::{run as run_program, say};
use crate::project;

pub const COMMAND: Command =
    Command { name: "scale", usage: "scale [DOCUMENTS]", summary: "runs the program under Apache Spark (needs Java 17)", run };

const PYSPARK: &str = "pyspark>=3.5,<4";

fn run(arguments: &[String]) -> Result<ExitCode> {
    let count = arguments.first().map_or("100000", String::as_str);
    ensure!(arguments.len() < 2 && count.parse::<u32>().is_ok_and(|count| count > 1), "usage: cargo xtask {}", COMMAND.usage);
    let folder = project::root().join("target/scale");
    fs::create_dir_all(&folder)?;
    let python = python(&folder)?;
    run_program(project::cargo().args(["build", "--release", "--package", "article-annotator"]))?;
    let articles = articles(&folder)?;
    let program = project::target().join("release/article-annotator");
    run_program(Program::new(python).arg(project::root().join("tests/scale/pipe.py")).arg(program).arg(articles).arg(count))?;
    Ok(ExitCode::SUCCESS)
}

/// The interpreter of an environment of our own with PySpark in it.
fn python(folder: &Path) -> Result<PathBuf> {
    let environment = folder.join("python");
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let has_spark = || Program::new(&python).args(["-c", "import pyspark"]).output().is_ok_and(|done| done.status.success());
    if !has_spark() {
        say("installing PySpark into target/scale/python");
        run_program(Program::new("python3").args(["-m", "venv"]).arg(&environment)).context("python3 with venv is needed")?;
        run_program(Program::new(&python).args(["-m", "pip", "install", "--quiet", PYSPARK]))?;
    }
    Ok(python)
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
