//! Folders of files: listed in a fixed order, compared, copied.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Every file under `folder`, as paths relative to it, sorted.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("reading {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// True when both files can be read and hold the same bytes.
pub fn same_bytes(left: &Path, right: &Path) -> bool {
    matches!((fs::read(left), fs::read(right)), (Ok(left), Ok(right)) if left == right)
}

/// Copies `from` to `to`, making the folders on the way; a `to` that holds the same bytes is left alone.
pub fn copy_changed(from: &Path, to: &Path) -> Result<()> {
    if same_bytes(from, to) {
        return Ok(());
    }
    write(to, &fs::read(from).with_context(|| format!("reading {}", from.display()))?)
}

/// Writes a file, making the folders on the way; a reader sees the old bytes or the new ones, never half of them.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file needs a folder")?;
    fs::create_dir_all(folder)?;
    let partial = folder.join(format!(".{}.partial", std::process::id()));
    fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, path)).with_context(|| format!("writing {}", path.display()))
}

/// A short name for some bytes, the same on every machine: 64-bit FNV-1a, for telling versions apart, not for secrets.
#[derive(Clone, Copy)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Takes `bytes` in, and their number, so that where one part ends and the next begins counts too.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().copied().chain(bytes.len().to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}
