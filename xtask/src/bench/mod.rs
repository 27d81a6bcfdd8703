//! The parts of `cargo xtask bench`: what is measured on, each place it is measured in, and the table.

pub mod articles;
pub mod browser;
pub mod native;
pub mod program;
pub mod table;
pub mod textacy;

use std::path::PathBuf;

use crate::project;

/// Where the benchmark keeps what it makes.
fn folder() -> PathBuf {
    project::target().join("bench")
}
