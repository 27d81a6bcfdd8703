//! `cargo xtask test`: every test there is, stage by stage, and at the end one line with the sum.

use std::path::PathBuf;
use std::process::{Command as Program, ExitCode};
use std::time::Instant;

use anyhow::{Result, ensure};

use super::{Command, dist};
use crate::fuzzing::Length;
use crate::process::{output, run as run_program, say};
use crate::tally::{self, Tally};
use crate::tools::{browsers, node, python};
use crate::{dependencies, folder, fuzzing, growth, project, wasm};

pub const COMMAND: Command = Command {
    name: "test",
    usage: "test [stage ...]",
    summary: "runs every test (stages: rust, growth, chromium, firefox, javascript, types, e2e, dependencies; by name or `all`: notebook, fuzz)",
    run,
};

/// Names every stage.
const EVERYTHING: &str = "all";
/// A minute for each fuzz target, the same texts for the same code.
const FUZZING: Length = Length { seconds: 60, seed: 1 };

struct Stage {
    name: &'static str,
    title: &'static str,
    run: fn() -> Result<Tally>,
    when: When,
}

/// When a stage is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// With all the others.
    Always,
    /// Where it is named, or `all` is.
    Named,
}

const STAGES: &[Stage] = &[
    Stage { name: "rust", title: "Rust tests", run: rust, when: When::Always },
    Stage { name: "growth", title: "work that grows with the text", run: growth::test, when: When::Always },
    Stage { name: "chromium", title: "WebAssembly in Chromium", run: wasm_in_chromium, when: When::Always },
    Stage { name: "firefox", title: "WebAssembly in Firefox", run: wasm_in_firefox, when: When::Always },
    Stage { name: "javascript", title: "JavaScript tests", run: javascript, when: When::Always },
    Stage { name: "types", title: "types of the JavaScript", run: types, when: When::Always },
    Stage { name: "e2e", title: "the page and the element in Chromium, Firefox and WebKit", run: end_to_end, when: When::Always },
    Stage { name: "dependencies", title: "what others wrote", run: dependencies::test, when: When::Always },
    Stage { name: "notebook", title: "README's pandas and DuckDB", run: notebook, when: When::Named },
    Stage { name: "fuzz", title: "fuzzing, a minute a target", run: a_minute_of_fuzzing, when: When::Named },
];

fn run(arguments: &[String]) -> Result<ExitCode> {
    for name in arguments {
        let known = name == EVERYTHING || STAGES.iter().any(|stage| stage.name == name);
        ensure!(known, "there is no stage `{name}` (cargo xtask {})", COMMAND.usage);
    }
    let mut sum = Tally::default();
    STAGES.iter().filter(|stage| is_wanted(stage, arguments)).for_each(|stage| sum.add(timed(stage)));
    println!("{sum}");
    Ok(if sum.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_wanted(stage: &Stage, names: &[String]) -> bool {
    let named = names.iter().any(|name| name == stage.name || name == EVERYTHING);
    named || names.is_empty() && stage.when == When::Always
}

/// Runs a stage; one that cannot run is a failure, and the next one still runs.
fn timed(stage: &Stage) -> Tally {
    let started = Instant::now();
    say(format!("== {} ==", stage.title));
    let tally = (stage.run)().unwrap_or_else(|error| {
        say(format!("{error:#}"));
        Tally::ONE_FAILED
    });
    say(format!("== {}: {tally} ({:.0?} s) ==", stage.title, started.elapsed().as_secs()));
    tally
}

fn rust() -> Result<Tally> {
    tally::run(project::cargo().args(["test", "--workspace"]))
}

fn notebook() -> Result<Tally> {
    let root = project::root();
    let mut python = python::with_packages("notebook", &["pandas>=2,<4", "duckdb>=1,<3"])?;
    run_program(python.arg(root.join("tests/scale/readme.py")).arg(program()?).arg(root.join("README.md")))?;
    Ok(Tally { passed: 1, failed: 0 })
}

/// The command-line program, compiled for tests.
fn program() -> Result<PathBuf> {
    run_program(project::cargo().args(["build", "--quiet", "--package", "article-annotator"]))?;
    Ok(project::target().join("debug/article-annotator").with_extension(std::env::consts::EXE_EXTENSION))
}

fn a_minute_of_fuzzing() -> Result<Tally> {
    fuzzing::run_targets(FUZZING, &[])
}

fn wasm_in_chromium() -> Result<Tally> {
    let browser = browsers::chromium()?;
    wasm_in("--chrome", "--chromedriver", browser)
}

fn wasm_in_firefox() -> Result<Tally> {
    let browser = browsers::firefox()?;
    wasm_in("--firefox", "--geckodriver", browser)
}

fn wasm_in(browser_flag: &str, driver_flag: &str, browser: browsers::Browser) -> Result<Tally> {
    let mut wasm_pack = wasm::wasm_pack()?;
    wasm_pack.args(["test", "--mode", "no-install", "--headless", browser_flag, driver_flag]).arg(browser.driver);
    wasm_pack
        .args(["--", "--no-default-features", "--features", "weights", "--test", "browser"])
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    tally::run(&mut wasm_pack)
}

fn javascript() -> Result<Tally> {
    dist::write()?;
    node::test_packages()?;
    let tests = test_files("tests/www")?;
    tally::run(node_test()?.args(tests).env("ARTICLE_ANNOTATOR", program()?))
}

fn types() -> Result<Tally> {
    node::test_packages()?;
    let project = project::root().join("tests/tsconfig.json");
    output(node::test_program("tsc")?.arg("--project").arg(project))?;
    Ok(Tally { passed: 1, failed: 0 })
}

fn end_to_end() -> Result<Tally> {
    dist::write()?;
    node::test_packages()?;
    let mut node = node_test()?;
    browsers::announce(&mut node)?;
    tally::run(node.arg("tests/e2e/all.mjs"))
}

fn node_test() -> Result<Program> {
    let mut node = node::node()?;
    node.current_dir(project::root()).args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"]);
    Ok(node)
}

fn test_files(under: &str) -> Result<Vec<PathBuf>> {
    let files = folder::files(&project::root().join(under))?;
    let tests = files.into_iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs"));
    Ok(tests.map(|file| PathBuf::from(under).join(file)).collect())
}
