//! Programs that come from crates.io, each in a folder of its own version.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{folder, lock};
use crate::process::{run, say};
use crate::project;

const WASM_PACK: &str = "0.15.1";
const GECKODRIVER: &str = "0.37.1";

/// wasm-pack's program.
pub fn wasm_pack() -> Result<PathBuf> {
    installed("wasm-pack", WASM_PACK, "wasm-pack")
}

/// wasm-bindgen's program, of the very version of the crate in `Cargo.lock`: another would refuse its work.
pub fn wasm_bindgen() -> Result<PathBuf> {
    installed("wasm-bindgen-cli", &project::locked_version("wasm-bindgen")?, "wasm-bindgen")
}

/// The program that drives Firefox.
pub fn geckodriver() -> Result<PathBuf> {
    installed("geckodriver", GECKODRIVER, "geckodriver")
}

/// `program` of `package`, installed where it is not there yet.
pub fn installed(package: &str, version: &str, program: &str) -> Result<PathBuf> {
    let root = folder()?.join(format!("{package}-{version}"));
    let program = root.join("bin").join(program).with_extension(std::env::consts::EXE_EXTENSION);
    if program.is_file() {
        return Ok(program);
    }
    let _alone = lock()?;
    if !program.is_file() {
        say(format!("installing {package} {version} from crates.io into {} (a few minutes, once)", root.display()));
        install(package, version, &root).with_context(|| format!("installing {package} {version}"))?;
    }
    Ok(program)
}

/// Installs with the package's own lock file, and without it where that names a crate that cannot be had.
fn install(package: &str, version: &str, root: &Path) -> Result<()> {
    if run(command(package, version, root).arg("--locked")).is_ok() {
        return Ok(());
    }
    say(format!("{package}'s own lock file did not do; trying again without it"));
    run(&mut command(package, version, root))
}

fn command(package: &str, version: &str, root: &Path) -> Command {
    let mut cargo = project::cargo();
    // Outside the checkout, so that nothing set for this project (target folder, toolchain file) applies.
    cargo.current_dir(std::env::temp_dir()).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
    // They work for seconds a day: compiled in half the time, they are fast enough.
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
    cargo.args(["install", package, "--version", version, "--quiet", "--root"]).arg(root);
    cargo
}
