//! The fuzz targets of `tests/fuzz`: compiled with cargo-fuzz, then run by themselves, some at the same time.
//!
//! libFuzzer needs compiler flags that stable Rust keeps for itself; `RUSTC_BOOTSTRAP` lets it have them, so that no other
//! toolchain is needed. The dependencies are those of the project's own lock file.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::growth::host;
use crate::process::{run, say, shown};
use crate::project;
use crate::tally::Tally;
use crate::tools::ready_made;

/// What a text of more bytes finds, a shorter one finds sooner.
const LONGEST: usize = 4096;
/// Seconds that one text may take: far more than any does.
const SLOWEST: u32 = 25;
const MEBIBYTES: u32 = 2048;

/// How long a target is run, and from where.
#[derive(Clone, Copy)]
pub struct Length {
    /// Seconds for each target.
    pub seconds: u32,
    /// Where libFuzzer's random numbers begin: the same number makes the same texts in the same order; 0 is another one each time.
    pub seed: u32,
}

/// Compiles all targets, and runs those of `names` (all where there are none).
pub fn run_targets(length: Length, names: &[String]) -> Result<Tally> {
    let all = targets()?;
    let unknown = names.iter().find(|name| !all.contains(name));
    ensure!(unknown.is_none(), "there is no fuzz target `{}` (there are: {})", unknown.map_or("", |name| name), all.join(", "));
    let wanted = if names.is_empty() { all } else { names.to_vec() };
    let programs = compiled()?;
    let waiting = Mutex::new(wanted.into_iter());
    let tally = Mutex::new(Tally::default());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(name) = next() {
                    let one = fuzzed(&name, &programs.join(&name), length);
                    tally.lock().iter_mut().for_each(|tally| tally.add(one));
                }
            });
        }
    });
    Ok(tally.into_inner().unwrap_or(Tally::ONE_FAILED))
}

fn folder() -> PathBuf {
    project::root().join("tests/fuzz")
}

/// The names of the targets, one file each.
fn targets() -> Result<Vec<String>> {
    let files = fs::read_dir(folder().join("fuzz_targets"))?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    let mut names: Vec<_> = files.iter().filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort();
    Ok(names)
}

/// The folder of the compiled targets.
fn compiled() -> Result<PathBuf> {
    let target = project::target().join("fuzz");
    fs::copy(project::root().join("Cargo.lock"), folder().join("Cargo.lock")).context("the fuzz targets' lock file")?;
    let mut cargo_fuzz = Command::new(ready_made::cargo_fuzz()?);
    cargo_fuzz.current_dir(project::root()).env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTFLAGS");
    run(cargo_fuzz.args(["build", "--fuzz-dir", "tests/fuzz", "--target-dir"]).arg(&target))?;
    Ok(target.join(host()?).join("release"))
}

fn fuzzed(name: &str, program: &Path, length: Length) -> Tally {
    match fuzz(name, program, length) {
        Ok(summary) => {
            say(format!("fuzzing {name}: {summary}"));
            Tally { passed: 1, failed: 0 }
        }
        Err(error) => {
            say(format!("fuzzing {name}: {error:#}"));
            Tally::ONE_FAILED
        }
    }
}

/// Runs one target; its summary, such as `Done 51234 runs in 61 second(s)`.
fn fuzz(name: &str, program: &Path, Length { seconds, seed }: Length) -> Result<String> {
    let own = |kind: &str| folder().join(kind).join(name);
    let (corpus, artifacts, log) = (own("corpus"), own("artifacts"), project::target().join("fuzz").join(format!("{name}.log")));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    let mut command = Command::new(program);
    command.arg(&corpus).args(seeds(name)).current_dir(project::root()).stderr(File::create(&log)?);
    command
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-dict={}", folder().join("words.dict").display()));
    command.args([format!("-seed={seed}"), format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")]);
    command.args([format!("-timeout={SLOWEST}"), format!("-rss_limit_mb={MEBIBYTES}"), "-print_final_stats=1".to_owned()]);
    let status = command.status().with_context(|| format!("starting {}", shown(&command)))?;
    let told = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    ensure!(status.success(), "a finding, kept in {} ({status})\n{}", artifacts.display(), end_of(&told));
    Ok(told.lines().rfind(|line| line.starts_with("Done ")).unwrap_or("done").to_owned())
}

/// Folders of texts to begin with: the target's own, and whole articles.
fn seeds(name: &str) -> Vec<PathBuf> {
    let own = folder().join("seeds").join(name);
    [own, project::root().join("tests/articles")].into_iter().filter(|seeds| seeds.is_dir()).collect()
}

fn end_of(told: &str) -> String {
    let lines: Vec<_> = told.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
