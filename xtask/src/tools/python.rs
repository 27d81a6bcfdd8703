//! Python with packages from PyPI, each set in a virtual environment of its own.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::{folder, lock, system};
use crate::process::{find, run, say};

/// A command that runs Python with `packages`, kept in the tools' folder under `name`, which changes with them.
pub fn with_packages(name: &str, packages: &[&str]) -> Result<Command> {
    let environment = folder()?.join(name);
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed = environment.join("installed");
    let wanted = packages.join(" ");
    let done = || fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted);
    if !done() {
        let _alone = lock()?;
        if !done() {
            say(format!("installing {wanted} from PyPI into {}", environment.display()));
            run(system_python()?.args(["-m", "venv"]).arg(&environment))?;
            run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages))?;
            fs::write(&installed, &wanted)?;
        }
    }
    Ok(Command::new(python))
}

fn system_python() -> Result<Command> {
    const NAMES: &[&str] = &["python3", "python"];
    if find(NAMES).is_none() {
        system::install(&["python3", "python3-venv"], "the Python side of the benchmark")?;
    }
    Ok(Command::new(find(NAMES).context("Python was installed, yet is not there")?))
}
