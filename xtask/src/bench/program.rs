//! The command-line program on JSON lines: its throughput beside the engine's own, and whether its memory grows with the documents.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::articles::Articles;
use crate::process::{run, say, shown};
use crate::project;

/// What the program reaches.
pub struct Throughput {
    /// Milliseconds a kilobyte of article text, on one core.
    pub one_core: f64,
    /// The same on two.
    pub two_cores: f64,
    /// The most memory held over [`MANY`] documents, over that for [`FEW`]; nothing where the system does not tell.
    pub memory: Option<f64>,
}

/// Bytes of article text in a run: seconds, beside which starting counts little.
const TEXT: usize = 3_000_000;
const ROUNDS: usize = 3;
/// Documents for which memory is measured.
const FEW: usize = 1_000;
/// Documents that may not need more.
const MANY: usize = 100_000;
/// About the bytes of one of those.
const SHORT: usize = 250;

/// Builds the program and measures it.
pub fn measure(articles: &Articles) -> Result<Throughput> {
    say("measuring the command-line program");
    run(project::cargo().args(["build", "--release", "--package", "article-annotator"]))?;
    let program = project::target().join("release/article-annotator").with_extension(std::env::consts::EXE_EXTENSION);
    let texts = texts(&articles.file)?;
    let corpus = repeated(&texts)?;
    let per_kilobyte = |jobs: &str| -> Result<f64> {
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            best = best.min(seconds(&program, &corpus, jobs)?);
        }
        Ok(best * 1e6 / TEXT.max(articles.bytes) as f64)
    };
    let (one_core, two_cores) = (per_kilobyte("1")?, per_kilobyte("2")?);
    let memory = match (peak_memory(&program, &texts, FEW)?, peak_memory(&program, &texts, MANY)?) {
        (Some(few), Some(many)) => Some(many / few),
        _ => None,
    };
    Ok(Throughput { one_core, two_cores, memory })
}

fn texts(file: &Path) -> Result<Vec<String>> {
    let lines = fs::read_to_string(file)?;
    let text = |line: &str| Some(serde_json::from_str::<Value>(line).ok()?["text"].as_str()?.to_owned());
    Ok(lines.lines().filter_map(text).collect())
}

/// A file of articles, over and over, with [`TEXT`] bytes of text.
fn repeated(texts: &[String]) -> Result<PathBuf> {
    let mut lines = String::new();
    let mut bytes = 0;
    for (id, text) in texts.iter().cycle().enumerate() {
        bytes += text.len();
        if bytes > TEXT && id >= texts.len() {
            break;
        }
        lines += &format!("{}\n", json!({ "id": id, "text": text }));
    }
    let file = super::folder().join("repeated.jsonl");
    fs::write(&file, lines)?;
    Ok(file)
}

fn command(program: &Path, jobs: &str) -> Command {
    let mut command = Command::new(program);
    command.args(["--format", "jsonl", "--jobs", jobs]);
    command
}

fn seconds(program: &Path, corpus: &Path, jobs: &str) -> Result<f64> {
    let mut command = command(program, jobs);
    command.arg(corpus).stdout(Stdio::null());
    let started = Instant::now();
    let status = command.status()?;
    let seconds = started.elapsed().as_secs_f64();
    ensure!(status.success(), "{} failed ({status})", shown(&command));
    Ok(seconds)
}

/// The most memory, in KiB, that one process has held when it has answered `count` short documents.
fn peak_memory(program: &Path, texts: &[String], count: usize) -> Result<Option<f64>> {
    let mut child = command(program, "1").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().context("no way in")?;
    let output = BufReader::new(child.stdout.take().context("no way out")?);
    let lines: Vec<String> =
        texts.iter().map(|text| format!("{}\n", json!({ "id": 0, "text": &text[..text.floor_char_boundary(SHORT)] }))).collect();
    let writer = std::thread::spawn(move || -> std::io::Result<_> {
        lines.iter().cycle().take(count).try_for_each(|line| input.write_all(line.as_bytes()))?;
        Ok(input)
    });
    let answers = output.lines().take(count).filter(Result::is_ok).count();
    let peak = most_held(&child);
    drop(writer.join().map_err(|_| anyhow::anyhow!("the writer panicked"))??);
    let status = child.wait()?;
    ensure!(status.success() && answers == count, "{answers} answers to {count} documents ({status})");
    Ok(peak)
}

/// `VmHWM` of a process that still runs, as Linux tells it.
fn most_held(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
