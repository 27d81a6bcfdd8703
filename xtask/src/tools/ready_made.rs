//! Programs of Rust's that are published ready-made on PyPI: there in seconds, where compiling them takes minutes.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::{cargo_tools, python};
use crate::process::say;

const CARGO_DENY: &str = "0.20.2";
const CARGO_FUZZ: &str = "0.13.2";

/// The program that checks licences, sources and advisories of dependencies.
pub fn cargo_deny() -> Result<PathBuf> {
    program("cargo-deny", CARGO_DENY)
}

/// The program that compiles fuzz targets.
pub fn cargo_fuzz() -> Result<PathBuf> {
    program("cargo-fuzz", CARGO_FUZZ)
}

/// `name`, ready-made where there is one for this machine, else from crates.io.
fn program(name: &str, version: &str) -> Result<PathBuf> {
    from_pypi(name, version).or_else(|error| {
        say(format!("{name} cannot be had ready-made ({error:#})"));
        cargo_tools::installed(name, version, name)
    })
}

fn from_pypi(name: &str, version: &str) -> Result<PathBuf> {
    let package = format!("astral-dev-toolchain-{name}=={version}");
    let python = python::with_packages(&format!("{name}-{version}-python"), &[&package])?;
    let program = PathBuf::from(python.get_program()).with_file_name(name).with_extension(std::env::consts::EXE_EXTENSION);
    ensure!(program.is_file(), "{package} brought no {}", program.display());
    Ok(program)
}
