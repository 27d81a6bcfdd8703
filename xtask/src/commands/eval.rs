//! `cargo xtask eval`: scores the program on annotated articles.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::Command;
use crate::eval::records::{self, Article, Results};
use crate::eval::report::Report;
use crate::eval::{named, said, table};
use crate::project;

const USAGE: &str = "eval GOLD.jsonl [TOKENS.jsonl] [--speakers FILE] [--predicted FILE] [--json]";

pub const COMMAND: Command =
    Command { name: "eval", usage: "eval GOLD.jsonl", summary: "scores the program on annotated articles", run };

#[derive(Default)]
struct Arguments {
    files: Vec<PathBuf>,
    speakers: Option<PathBuf>,
    predicted: Option<PathBuf>,
    json: bool,
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let arguments = Arguments::parse(arguments)?;
    let gold: Vec<Article> = records::read(&arguments.files[0])?;
    let results = match &arguments.predicted {
        Some(file) => records::by_id(records::read(file)?),
        None => annotate(&arguments.files[0])?,
    };
    let rows = arguments.files.get(1).map(|file| records::read(file)).transpose()?;
    let names = arguments.speakers.map(|file| records::read::<records::Names>(&file)).transpose()?;
    let report = Report {
        said: said::score(&gold, &results),
        table: rows.map(|rows: Vec<records::Row>| table::score(&rows, &results)),
        named: names.map(|names| named::score(&gold, &results, &names)),
    };
    if arguments.json {
        println!("{}", report.to_json());
    } else {
        print!("{}", report.to_text());
    }
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut parsed = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--json" => parsed.json = true,
                "--speakers" => parsed.speakers = Some(rest.next().context("--speakers needs a FILE")?.into()),
                "--predicted" => parsed.predicted = Some(rest.next().context("--predicted needs a FILE")?.into()),
                option if option.starts_with('-') => bail!("no option `{option}`\nusage: cargo xtask {USAGE}"),
                file => parsed.files.push(file.into()),
            }
        }
        ensure!(matches!(parsed.files.len(), 1 | 2), "usage: cargo xtask {USAGE}");
        Ok(parsed)
    }
}

/// What the program finds in the articles of `gold`.
fn annotate(gold: &Path) -> Result<Results> {
    let articles = File::open(gold).with_context(|| format!("cannot open {}", gold.display()))?;
    let mut cargo = project::cargo();
    cargo.args(["run", "--release", "--quiet", "--package", "article-annotator", "--", "--format", "jsonl"]);
    let done = cargo.stdin(articles).stderr(Stdio::inherit()).output().context("cannot run cargo")?;
    ensure!(done.status.success(), "the program left with {}", done.status);
    Ok(records::by_id(records::parse(&done.stdout[..], "result")?))
}
