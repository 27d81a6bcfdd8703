//! The engine as WebAssembly: wasm-pack compiles it for the web, wasm-opt shrinks it, `www/pkg` receives it and the weights.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{run, say};
use crate::tools::{cargo_tools, node, rust_target};
use crate::{folder, project};

const MODULE: &str = "article_annotator_bg.wasm";
/// The tagger's weights: a file beside the module, so that the first marks need not wait for them.
const WEIGHTS: &str = "src/tagger/model.bin";
/// Little: what LLVM made of the code is not to be rearranged (measured: more passes make it a tenth slower, and no smaller when
/// compressed). And what every browser of the last years understands, and rustc is told to use or uses by itself.
const OPTIMIZE: &[&str] = &[
    "-O1",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Builds `www/pkg`; what has not changed since the last time is left as it is.
pub fn build() -> Result<()> {
    let mut wasm_pack = wasm_pack()?;
    say("building the WebAssembly");
    let built = target()?.join("pkg");
    wasm_pack.args(["build", "--mode", "no-install", "--target", "web", "--no-pack", "--no-opt"]);
    wasm_pack.args(["--profile", "wasm", "--out-dir"]).arg(&built).args(["--", "--no-default-features"]);
    run(&mut wasm_pack)?;
    let optimized = optimize(&built.join(MODULE))?;
    let package = project::www().join("pkg");
    for file in folder::files(&built)?.iter().filter(|file| !file.starts_with(".gitignore")) {
        folder::copy_changed(&built.join(file), &package.join(file))?;
    }
    folder::copy_changed(&project::root().join(WEIGHTS), &package.join("weights.bin"))?;
    folder::copy_changed(&optimized, &package.join(MODULE))
}

/// A wasm-pack command with the toolchain, the programs and the compiler flags of this project.
pub fn wasm_pack() -> Result<Command> {
    let toolchain = rust_target::toolchain()?;
    let program = cargo_tools::wasm_pack()?;
    let mut path = vec![folder_of(&cargo_tools::wasm_bindgen()?)];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let mut command = Command::new(program);
    command.current_dir(project::root()).env("PATH", std::env::join_paths(path)?);
    command.env_remove("CARGO").env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", compiler_flags());
    command.env("CARGO_TARGET_DIR", target()?);
    if let Some(toolchain) = toolchain {
        command.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    Ok(command)
}

/// A target folder of their own keeps the WebAssembly builds from undoing the native ones, and the other way round.
fn target() -> Result<PathBuf> {
    let target = project::target().join("wasm");
    fs::create_dir_all(&target).with_context(|| format!("making {}", target.display()))?;
    Ok(target)
}

fn folder_of(program: &Path) -> PathBuf {
    program.parent().map(Path::to_owned).unwrap_or_default()
}

/// Functions that cost more than this are not copied into their callers; the compiler's own limit is 225. The lower, the smaller and
/// the slower: 150 takes 24 KB off the module with brotli and makes a keystroke 5 % slower.
const INLINE_THRESHOLD: u32 = 185;

/// 128-bit SIMD, and no path of this machine in the result, which makes it the same from any folder.
fn compiler_flags() -> String {
    let home = std::env::home_dir().unwrap_or_default();
    let cargo_home = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let remapped = [(project::root(), "/article-annotator"), (&cargo_home, "/cargo")];
    let remaps = remapped.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned(), format!("-Cllvm-args=-inline-threshold={INLINE_THRESHOLD}")];
    flags.extend(remaps);
    flags.join("\x1f")
}

/// Runs wasm-opt unless it ran on these very bytes, with these options, the last time.
fn optimize(module: &Path) -> Result<PathBuf> {
    let target = target()?;
    let [optimized, seen, options_seen] = ["optimized.wasm", "seen.wasm", "seen.txt"].map(|name| target.join(name));
    let options = OPTIMIZE.join(" ");
    let same = optimized.is_file()
        && fs::read_to_string(&options_seen).is_ok_and(|seen| seen == options)
        && folder::same_bytes(module, &seen);
    if !same {
        say("shrinking it with wasm-opt");
        run(node::wasm_opt()?.args(OPTIMIZE).arg(module).arg("-o").arg(&optimized))?;
        fs::copy(module, &seen)?;
        fs::write(&options_seen, options)?;
    }
    Ok(optimized)
}
