//! Node's packages: wasm-opt, which shrinks the WebAssembly, esbuild, which makes one file of several, and what the tests in
//! JavaScript need.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::{folder, lock};
use crate::process::{find, run, say};
use crate::project;

const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";

/// A command that runs Node.
pub fn node() -> Result<Command> {
    let node = find(&["node"]).context("this needs Node.js 20 or newer (https://nodejs.org): install it and try again")?;
    Ok(Command::new(node))
}

/// A command that runs wasm-opt.
pub fn wasm_opt() -> Result<Command> {
    program("binaryen", BINARYEN, "wasm-opt")
}

/// A command that runs esbuild.
pub fn esbuild() -> Result<Command> {
    program("esbuild", ESBUILD, "esbuild")
}

/// A command that runs `program` of an npm package, installed where it is not there yet.
fn program(package: &str, version: &str, program: &str) -> Result<Command> {
    let root = folder()?.join(format!("{package}-{version}"));
    let program = root.join("node_modules").join(package).join("bin").join(program);
    if !program.is_file() {
        let _alone = lock()?;
        if !program.is_file() {
            say(format!("installing {package} {version} from npm into {}", root.display()));
            fs::create_dir_all(&root)?;
            let package = format!("{package}@{version}");
            run(npm()?.args(["install", "--no-save", "--prefix"]).arg(&root).arg(package).current_dir(&root))?;
        }
    }
    let mut command = node()?;
    command.arg(program);
    Ok(command)
}

/// Installs the packages of the JavaScript tests.
pub fn test_packages() -> Result<()> {
    packages("tests")
}

/// Installs the packages that the lock file in `folder` (under the root) names, unless the ones installed are of that very file.
pub fn packages(folder: &str) -> Result<()> {
    let folder = project::root().join(folder);
    let wanted = fs::read_to_string(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-package-lock.json");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(format!("installing the JavaScript packages of {} from npm", folder.display()));
    run(npm()?.arg("ci").current_dir(&folder))?;
    Ok(fs::write(installed, wanted)?)
}

/// A program that one of the tests' packages brings, such as `tsc`.
pub fn test_program(name: &str) -> Result<Command> {
    let mut command = node()?;
    command.arg(project::root().join("tests/node_modules/.bin").join(name)).current_dir(project::root());
    Ok(command)
}

fn npm() -> Result<Command> {
    let mut command = npm_as_is()?;
    command.args(["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
    Ok(command)
}

/// A command that runs npm, asking it for nothing yet.
pub fn npm_as_is() -> Result<Command> {
    let npm = find(&["npm", "npm.cmd"]).context("this needs npm, which comes with Node.js: install it and try again")?;
    Ok(Command::new(npm))
}
