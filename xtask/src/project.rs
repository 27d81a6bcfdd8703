//! Where the project's folders are, and what its lock file pins.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The repository's root, as an absolute path.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The folder of the page, the element and the engine's JavaScript.
pub fn www() -> PathBuf {
    root().join("www")
}

/// Cargo's target folder: `CARGO_TARGET_DIR` where that is set, else `target` under the root.
pub fn target() -> PathBuf {
    let chosen = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    root().join(chosen.unwrap_or_else(|| PathBuf::from("target")))
}

/// A command that runs cargo in the root, free of what the running cargo set for this program.
pub fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root()).env_remove("CARGO").env_remove("CARGO_MANIFEST_DIR");
    cargo
}

/// The version of `package` that `Cargo.lock` pins, such as `0.2.130`.
pub fn locked_version(package: &str) -> Result<String> {
    let id = process::output(cargo().args(["pkgid", package]))?;
    let version = id.trim().rsplit(['@', '#']).next().filter(|version| version.starts_with(|c: char| c.is_ascii_digit()));
    Ok(version.with_context(|| format!("no version of {package} in {id}"))?.to_owned())
}

/// The version of the crate itself, such as `0.1.0`.
pub fn version() -> Result<String> {
    locked_version("article-annotator")
}
