//! The engine natively: criterion's benches, whose samples are read from the files it leaves.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::articles::Articles;
use crate::process::{output, run, say};
use crate::project;

/// Milliseconds a kilobyte, and bytes of memory a byte of text.
pub struct Native {
    /// Article by article.
    pub articles: f64,
    /// One text of 4 KB.
    pub short: f64,
    /// One text of 4 MB.
    pub long: f64,
    /// Each stage with its time, on 400 KB.
    pub stages: Vec<(String, f64)>,
    /// A keystroke in 400 KB, in milliseconds.
    pub keystroke: f64,
    /// The most memory held while annotating 4 MB, over those 4 MB.
    pub memory: f64,
}

/// Runs the benches.
pub fn measure(articles: &Articles) -> Result<Native> {
    say("measuring natively");
    let mut cargo = project::cargo();
    run(cargo
        .args(["bench", "--quiet", "--bench", "pipeline", "--", "--noplot", "^(whole|stage|edit)/"])
        .env("BENCH_ARTICLES", &articles.file))?;
    let mut cargo = project::cargo();
    let memory = output(cargo.args(["bench", "--quiet", "--bench", "memory"]).env("BENCH_ARTICLES", &articles.file))?;
    let folder = project::target().join("criterion");
    let per_kilobyte = |path: &str| -> Result<f64> { best(&folder.join(path)).map(|(ms, bytes)| ms / (bytes / 1000.0)) };
    Ok(Native {
        articles: per_kilobyte("whole/articles")?,
        short: per_kilobyte("whole/4 KB")?,
        long: per_kilobyte("whole/4 MB")?,
        stages: stages(&folder.join("stage"))?,
        keystroke: best(&folder.join("edit/keystroke"))?.0,
        memory: memory.trim().parse().with_context(|| format!("no figure: {memory}"))?,
    })
}

fn stages(folder: &Path) -> Result<Vec<(String, f64)>> {
    let mut stages = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "report" {
            let (ms, bytes) = best(&entry.path())?;
            stages.push((name, ms / (bytes / 1000.0)));
        }
    }
    stages.sort_by(|left, right| left.0.cmp(&right.0));
    Ok(stages)
}

/// The best sample of a bench, in milliseconds, and the bytes it went over.
fn best(bench: &Path) -> Result<(f64, f64)> {
    let read = |name: &str| -> Result<Value> {
        let file = bench.join("new").join(name);
        Ok(serde_json::from_slice(&fs::read(&file).with_context(|| format!("reading {}", file.display()))?)?)
    };
    let (sample, about) = (read("sample.json")?, read("benchmark.json")?);
    let list = |name: &str| sample[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect::<Vec<_>>();
    let times = list("times").into_iter().zip(list("iters")).map(|(time, rounds)| time / rounds);
    let nanoseconds = times.fold(f64::INFINITY, f64::min);
    Ok((nanoseconds / 1e6, about["throughput"]["Bytes"].as_f64().unwrap_or(1000.0)))
}
