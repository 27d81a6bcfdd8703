//! `cargo xtask dist`: the npm package and the static site, both made of `www` and fit for any server: the site a copy, the
//! package without its scripts' comments and with its worker in one file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use super::Command;
use crate::process::{output, run as run_program, say};
use crate::tools::node;
use crate::{folder, project, wasm};

pub const COMMAND: Command =
    Command { name: "dist", usage: "dist", summary: "writes dist/npm (the npm package) and dist/site (the static site)", run };

/// The parts of `www` that make the package: folders whole, and single files.
const PACKAGE: &[&str] = &["index.js", "index.d.ts", "element.js", "element.d.ts", "types.d.ts", "custom-elements.json"];
const PACKAGE_FOLDERS: &[&str] = &["element", "engine", "pkg"];
/// The parts of the root that go with the package.
const PACKAGE_PAPERS: &[&str] = &["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];
/// What of `www` is for those who develop and package, not for the site.
const NOT_SITE: &[&str] = &["package.json", "jsconfig.json", "custom-elements.json"];
/// Bundlers copy the worker as it is to wherever they put files, so the package's imports nothing.
const WORKER: &str = "engine/worker.js";
const SERVICE_WORKER: &str = "service-worker.js";
/// The line of the service worker that a published site replaces.
const DEVELOPMENT: &str = "const VERSION = 'development'";

fn run(arguments: &[String]) -> Result<ExitCode> {
    ensure!(arguments.is_empty(), "`cargo xtask dist` takes no arguments");
    write()?;
    let entries = ["index.js", "element.js"].map(|entry| project::root().join("dist/npm").join(entry));
    run_program(node::node()?.arg(project::root().join("xtask/sizes.mjs")).args(entries))?;
    say("written: dist/npm and dist/site");
    Ok(ExitCode::SUCCESS)
}

/// Builds the WebAssembly and writes both folders anew.
pub fn write() -> Result<()> {
    wasm::build()?;
    let dist = project::root().join("dist");
    write_package(&emptied(dist.join("npm"))?)?;
    write_site(&emptied(dist.join("site"))?)
}

fn emptied(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    Ok(folder)
}

fn write_package(package: &Path) -> Result<()> {
    let www = project::www();
    let in_package = |file: &PathBuf| {
        PACKAGE_FOLDERS.iter().any(|folder| file.starts_with(folder)) || PACKAGE.iter().any(|name| file == Path::new(name))
    };
    let files = folder::files(&www)?.into_iter().filter(in_package);
    let (scripts, others): (Vec<PathBuf>, Vec<PathBuf>) = files.partition(|file| file.extension().is_some_and(|end| end == "js"));
    for file in others {
        folder::copy_changed(&www.join(&file), &package.join(&file))?;
    }
    write_scripts(&scripts, package)?;
    for paper in PACKAGE_PAPERS.iter().filter(|paper| project::root().join(paper).is_file()) {
        folder::copy_changed(&project::root().join(paper), &package.join(paper))?;
    }
    write_worker(&package.join(WORKER))?;
    folder::write(&package.join("package.json"), manifest(&www.join("package.json"))?.as_bytes())
}

/// What esbuild is to write: modules as they are, but for comments.
const MODULES: [&str; 4] = ["--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning"];

/// And without white space that only people read.
const CLOSE: [&str; 2] = ["--minify-whitespace", "--minify-syntax"];

/// What comments say to bundlers, and would be lost with the white space.
const FOR_BUNDLERS: &str = "/* webpackIgnore";

/// Scripts of `www` without their comments and white space, which no browser needs to fetch.
fn write_scripts(scripts: &[PathBuf], package: &Path) -> Result<()> {
    let told = |script: &&PathBuf| fs::read_to_string(project::www().join(script)).is_ok_and(|text| text.contains(FOR_BUNDLERS));
    let (commented, plain): (Vec<&PathBuf>, Vec<&PathBuf>) = scripts.iter().partition(told);
    for (scripts, close) in [(commented, &[][..]), (plain, &CLOSE[..])] {
        let mut esbuild = node::esbuild()?;
        esbuild.current_dir(project::www()).args(scripts).args(MODULES).args(close).arg("--outbase=.");
        run_program(esbuild.arg(format!("--outdir={}", package.display())))?;
    }
    Ok(())
}

/// The worker with all that it imports, in one file.
fn write_worker(file: &Path) -> Result<()> {
    let mut esbuild = node::esbuild()?;
    esbuild.current_dir(project::root()).arg(Path::new("www").join(WORKER));
    esbuild.args(["--bundle", "--ignore-annotations"]).args(MODULES).args(CLOSE);
    folder::write(file, output(&mut esbuild)?.as_bytes())
}

/// `package.json` with the crate's version, which is the only one there is.
fn manifest(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let (before, after) = text.split_once("\"version\": \"").context("www/package.json has no version")?;
    let (_, rest) = after.split_once('"').context("www/package.json has half a version")?;
    Ok(format!("{before}\"version\": \"{}\"{rest}", project::version()?))
}

fn write_site(site: &Path) -> Result<()> {
    let www = project::www();
    let mut content = folder::Fingerprint::default();
    for file in folder::files(&www)?.into_iter().filter(|file| is_site(file)) {
        let bytes = fs::read(www.join(&file))?;
        content.add(file.to_string_lossy().as_bytes());
        content.add(&bytes);
        folder::write(&site.join(&file), &bytes)?;
    }
    let worker = site.join(SERVICE_WORKER);
    let script = fs::read_to_string(&worker).with_context(|| format!("reading {}", worker.display()))?;
    ensure!(script.contains(DEVELOPMENT), "www/{SERVICE_WORKER} has no line `{DEVELOPMENT}`");
    let published = script.replace(DEVELOPMENT, &format!("const VERSION = '{content}'"));
    folder::write(&worker, published.as_bytes())
}

fn is_site(file: &Path) -> bool {
    let types = file.to_string_lossy().ends_with(".d.ts");
    !types && !NOT_SITE.iter().any(|name| file == Path::new(name))
}
