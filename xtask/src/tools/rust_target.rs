//! Rust's standard library for WebAssembly: by rustup, or where rustup's server cannot be reached, built from the
//! sources of Debian's newer Rust (the one Debian's browsers are built with) and used for the WebAssembly alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::{folder, lock, system};
use crate::process::{find, output, run, run_within, say};

const TARGET: &str = "wasm32-unknown-unknown";
/// The name under which rustup knows Debian's Rust.
const DEBIAN_TOOLCHAIN: &str = "debian-wasm";
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LIBRARIES: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(300);

/// Makes sure that some toolchain compiles to WebAssembly. `None`: the one in use does; else the name of one that does.
pub fn toolchain() -> Result<Option<&'static str>> {
    if let Some(ready) = ready()? {
        return Ok(ready);
    }
    let _alone = lock()?;
    if let Some(ready) = ready()? {
        return Ok(ready);
    }
    let Err(error) = add_by_rustup() else { return Ok(None) };
    say(format!("rustup could not add the target {TARGET} ({error:#})"));
    build_debian_library().with_context(|| {
        format!("there is no standard library for {TARGET}; where rustup's server is reached, `rustup target add {TARGET}` is all it needs")
    })?;
    Ok(Some(DEBIAN_TOOLCHAIN))
}

fn ready() -> Result<Option<Option<&'static str>>> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if has_library(&Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib")) {
        return Ok(Some(None));
    }
    let built = has_library(Path::new(DEBIAN_LIBRARIES)) && built_for().is_ok_and(|built| Some(built) == debian_version());
    Ok((built && is_linked()).then_some(Some(DEBIAN_TOOLCHAIN)))
}

fn has_library(folder: &Path) -> bool {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.map(|file| file.file_name()).any(|name| name.to_string_lossy().starts_with("libstd-"))
}

fn add_by_rustup() -> Result<()> {
    ensure!(find(&["rustup"]).is_some(), "rustup is not installed");
    say(format!("adding Rust's target {TARGET} by rustup"));
    run_within(Command::new("rustup").args(["target", "add", TARGET]), DOWNLOAD_LIMIT)
}

fn build_debian_library() -> Result<()> {
    ensure!(find(&["rustup"]).is_some() && find(&["apt-get"]).is_some(), "the other way needs rustup and apt-get");
    system::install(DEBIAN_PACKAGES, "compiling to WebAssembly with Debian's own Rust")?;
    let version = debian_version().context("Debian's Rust does not run")?;
    let source = library_source(&version)?;
    say(format!("building the standard library for {TARGET} from {} (about a minute, once)", source.display()));
    let target = folder()?.join("debian-library-build");
    run(&mut library_build(&source, &target))?;
    let built = libraries(&target.join(TARGET).join("release/deps"))?;
    run(system::as_administrator("mkdir").arg("-p").arg(DEBIAN_LIBRARIES))?;
    run(system::as_administrator("cp").args(built).arg(DEBIAN_LIBRARIES))?;
    fs::remove_dir_all(&target)?;
    if !is_linked() {
        run(Command::new("rustup").args(["toolchain", "link", DEBIAN_TOOLCHAIN, "/usr"]))?;
    }
    fs::write(built_for_file()?, version)?;
    Ok(())
}

fn library_build(source: &Path, target: &Path) -> Command {
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo.current_dir(source).env_remove("CARGO").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", target);
    cargo.env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes");
    cargo.env("__CARGO_DEFAULT_LIB_METADATA", "wasmstd");
    cargo.args(["build", "--quiet", "--release", "--target", TARGET, "--locked", "-p", "sysroot"]);
    cargo
}

/// The folder of the `sysroot` package of Debian's Rust, such as `/usr/src/rustc-1.96.0/library/sysroot`.
fn library_source(version: &str) -> Result<PathBuf> {
    let number = version.split_whitespace().nth(1).unwrap_or_default();
    let source = PathBuf::from(format!("/usr/src/rustc-{number}/library/sysroot"));
    if !source.is_dir() {
        bail!("the library sources of Rust {number} are not at {}", source.display());
    }
    Ok(source)
}

fn libraries(folder: &Path) -> Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rlib")).collect())
}

fn is_linked() -> bool {
    let list = output(Command::new("rustup").args(["toolchain", "list"]));
    list.is_ok_and(|list| list.lines().any(|line| line.split_whitespace().next() == Some(DEBIAN_TOOLCHAIN)))
}

/// What Debian's compiler calls itself, such as `rustc 1.96.0 (… )`; `None` where it is not installed.
fn debian_version() -> Option<String> {
    output(Command::new(DEBIAN_RUSTC).arg("--version")).ok()
}

/// The compiler for which the library was built last: after an update of it the library is built anew.
fn built_for() -> Result<String> {
    Ok(fs::read_to_string(built_for_file()?)?)
}

fn built_for_file() -> Result<PathBuf> {
    Ok(folder()?.join("debian-library-version"))
}
