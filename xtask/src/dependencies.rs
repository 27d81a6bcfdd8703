//! What the project is made of that others wrote: licences, sources, duplicates and known weaknesses.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};

use crate::process::{say, shown};
use crate::project;
use crate::tally::Tally;
use crate::tools::{node, ready_made};

/// What a program says where a list of known weaknesses cannot be reached: that is told, and is no finding.
const UNREACHED: &[&str] = &["failed to fetch advisory database", "audit endpoint returned an error"];

/// Checks the native program's dependencies with cargo-deny (`.cargo/deny.toml`), the browser package's with npm.
pub fn test() -> Result<Tally> {
    let mut sum = Tally::default();
    for which in [&["bans", "licenses", "sources"][..], &["advisories"]] {
        sum.add(judged(Command::new(ready_made::cargo_deny()?).args(["--config", ".cargo/deny.toml", "check"]).args(which))?);
    }
    sum.add(package()?);
    Ok(sum)
}

/// The package has no dependency at run time, and what npm knows of it.
fn package() -> Result<Tally> {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(project::www().join("package.json"))?)?;
    for kind in ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"] {
        ensure!(manifest.get(kind).is_none(), "the browser package has {kind}");
    }
    let folder = project::target().join("audit");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), shipped(&manifest)?)?;
    run_npm(&folder, &["install", "--package-lock-only", "--ignore-scripts"])?;
    judged(node::npm_as_is()?.args(["audit", "--omit=dev"]).current_dir(folder))
}

/// A manifest that depends on all that ships: the package's dependencies, which are none, and the files of others in `www/vendor`.
fn shipped(manifest: &serde_json::Value) -> Result<String> {
    let mut vendored = serde_json::Map::new();
    for entry in fs::read_dir(project::www().join("vendor"))? {
        let file = entry?.path().join("package.json");
        let own: serde_json::Value =
            serde_json::from_slice(&fs::read(&file).with_context(|| format!("reading {}", file.display()))?)?;
        vendored.insert(own["name"].as_str().unwrap_or_default().to_owned(), own["version"].clone());
    }
    Ok(serde_json::json!({ "name": manifest["name"], "version": "0.0.0", "dependencies": vendored }).to_string())
}

fn run_npm(folder: &Path, arguments: &[&str]) -> Result<()> {
    let mut npm = node::npm_as_is()?;
    let output = npm.args(arguments).current_dir(folder).output()?;
    ensure!(output.status.success(), "{} failed: {}", shown(&npm), told(&output));
    Ok(())
}

/// Runs a check: passed, failed, or neither where its list could not be reached.
fn judged(command: &mut Command) -> Result<Tally> {
    let output = command.output().with_context(|| format!("starting {}", shown(command)))?;
    let told = told(&output);
    if output.status.success() {
        return Ok(Tally { passed: 1, failed: 0 });
    }
    if UNREACHED.iter().any(|words| told.contains(words)) {
        say(format!("NOT CHECKED: {}: its list of known weaknesses cannot be reached from here", shown(command)));
        return Ok(Tally::default());
    }
    say(format!("{}:\n{told}", shown(command)));
    Ok(Tally::ONE_FAILED)
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
