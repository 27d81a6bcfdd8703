//! The shipped package in Chromium, beside compromise and wink-nlp in the same page and run.

use anyhow::{Context, Result};
use serde_json::Value;

use super::articles::Articles;
use crate::commands::dist;
use crate::process::{output, say};
use crate::project;
use crate::tools::{browsers, node};

/// Milliseconds and bytes, in the order of [`PEERS`] where there is one for each.
pub struct Browser {
    pub version: String,
    pub download: Vec<f64>,
    /// Bytes fetched before the first marks.
    pub first: f64,
    pub cold: Vec<f64>,
    /// Milliseconds a kilobyte.
    pub steady: Vec<f64>,
    /// Bytes of memory a byte of text.
    pub memory: Vec<f64>,
    /// Milliseconds a kilobyte of 4 KB and of 4 MB.
    pub growth: Vec<f64>,
    /// From the key to the annotations: the middle one and the slowest.
    pub keystroke: Vec<f64>,
    pub painting: Painting,
}

/// The element's painting and the bare calls of the Highlight API for the same ranges.
pub struct Painting {
    pub ranges: f64,
    pub element: f64,
    pub bare: f64,
}

/// Who is measured, as the table names them.
pub const PEERS: [&str; 3] = ["article-annotator", "compromise 14.17", "wink-nlp 2.4 + model 1.8"];

/// Builds the package, installs the peers where they are missing, and measures.
pub fn measure(articles: &Articles) -> Result<Browser> {
    dist::write()?;
    let package = project::root().join("dist/npm");
    node::packages("tests")?;
    node::packages("tests/bench")?;
    say("measuring in Chromium");
    let chromium = browsers::chromium()?;
    let mut program = node::node()?;
    program.current_dir(project::root()).env("CHROMIUM", chromium.program).env("CHROMIUM_DRIVER", chromium.driver);
    program.arg("tests/bench/browser.mjs").arg(&articles.file).arg(package).arg(super::folder().join("site"));
    let printed = output(&mut program)?;
    let figures: Value = serde_json::from_str(printed.trim()).with_context(|| format!("no figures: {printed}"))?;
    read(&figures).with_context(|| format!("figures are missing: {figures}"))
}

fn read(figures: &Value) -> Option<Browser> {
    let list = |name: &str| figures[name].as_array()?.iter().map(Value::as_f64).collect::<Option<Vec<_>>>();
    let painting = &figures["painting"];
    Some(Browser {
        version: figures["browser"].as_str()?.to_owned(),
        download: list("download")?,
        first: figures["first"].as_f64()?,
        cold: list("cold")?,
        steady: list("steady")?,
        memory: list("memory")?,
        growth: list("growth")?,
        keystroke: list("keystroke")?,
        painting: Painting {
            ranges: painting["ranges"].as_f64()?,
            element: painting["element"].as_f64()?,
            bare: painting["bare"].as_f64()?,
        },
    })
}
