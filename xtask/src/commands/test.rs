//! `cargo xtask test`: every test there is, stage by stage, and at the end one line with the sum.

use std::path::PathBuf;
use std::process::{Command as Program, ExitCode};
use std::time::Instant;

use anyhow::{Result, ensure};

use super::{Command, dist};
use crate::process::{output, say};
use crate::tally::{self, Tally};
use crate::tools::{browsers, node};
use crate::{folder, project, wasm};

pub const COMMAND: Command = Command {
    name: "test",
    usage: "test [stage ...]",
    summary: "runs every test (stages: rust, chromium, firefox, javascript, types, e2e)",
    run,
};

struct Stage {
    name: &'static str,
    title: &'static str,
    run: fn() -> Result<Tally>,
}

const STAGES: &[Stage] = &[
    Stage { name: "rust", title: "Rust tests", run: rust },
    Stage { name: "chromium", title: "WebAssembly in Chromium", run: wasm_in_chromium },
    Stage { name: "firefox", title: "WebAssembly in Firefox", run: wasm_in_firefox },
    Stage { name: "javascript", title: "JavaScript tests", run: javascript },
    Stage { name: "types", title: "types of the JavaScript", run: types },
    Stage { name: "e2e", title: "the page and the element in Chromium, Firefox and WebKit", run: end_to_end },
];

fn run(arguments: &[String]) -> Result<ExitCode> {
    for name in arguments {
        ensure!(STAGES.iter().any(|stage| stage.name == name), "there is no stage `{name}` (cargo xtask {})", COMMAND.usage);
    }
    let mut sum = Tally::default();
    for stage in STAGES.iter().filter(|stage| arguments.is_empty() || arguments.iter().any(|name| name == stage.name)) {
        sum.add(timed(stage));
    }
    println!("{sum}");
    Ok(if sum.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
    tally::run(node_test()?.args(tests))
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
