//! What the commands need and a machine may lack. Everything is looked for first, installed only where it is
//! missing, and kept for the next time: in a per-user cache folder, versioned, outside the checkout.

pub mod browsers;
pub mod cargo_tools;
pub mod node;
pub mod python;
pub mod ready_made;
pub mod rust_target;
mod system;

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::say;

/// The folder where tools are kept: `ARTICLE_ANNOTATOR_TOOLS`, else `article-annotator/tools` in the user's caches.
pub fn folder() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("ARTICLE_ANNOTATOR_TOOLS") {
        return Ok(std::path::absolute(PathBuf::from(chosen))?);
    }
    Ok(caches().context("no home folder: set ARTICLE_ANNOTATOR_TOOLS to a folder for tools")?.join("article-annotator/tools"))
}

fn caches() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    }
}

/// Holds the tools folder for one installation at a time; other runs wait until the returned file is dropped.
fn lock() -> Result<File> {
    let folder = folder()?;
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let file = File::create(folder.join("lock"))?;
    if file.try_lock().is_err() {
        say("waiting for another run that is installing tools");
        file.lock()?;
    }
    Ok(file)
}
