//! What is measured on: a corpus of JSON lines with a `text` each, or the project's own articles.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::{folder, project};

/// The articles of a run.
pub struct Articles {
    /// JSON lines with a `text` each, whole articles only.
    pub file: PathBuf,
    /// Their bytes, all together, in UTF-8.
    pub bytes: usize,
    /// How many there are.
    pub count: usize,
    /// The corpus as it was given, if it was.
    pub corpus: Option<PathBuf>,
}

/// Reads the corpus, or the project's own articles, and writes them as the measuring programs read them.
pub fn gather(corpus: Option<&Path>) -> Result<Articles> {
    let texts = match corpus {
        Some(file) => texts_of(&fs::read_to_string(file)?),
        None => own()?,
    };
    ensure!(!texts.is_empty(), "there is no article with a text to measure on");
    let lines: String = texts.iter().map(|text| format!("{}\n", json!({ "text": text }))).collect();
    let file = super::folder().join("articles.jsonl");
    folder::write(&file, lines.as_bytes())?;
    let bytes = texts.iter().map(String::len).sum();
    Ok(Articles { file, bytes, count: texts.len(), corpus: corpus.map(Path::to_owned) })
}

fn texts_of(lines: &str) -> Vec<String> {
    let text = |line: &str| Some(serde_json::from_str::<Value>(line).ok()?.get("text")?.as_str()?.to_owned());
    lines.lines().filter_map(text).filter(|text| !text.trim().is_empty()).collect()
}

fn own() -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for from in ["www/samples", "tests/articles"] {
        let from = project::root().join(from);
        let files = if from.is_dir() { folder::files(&from)? } else { Vec::new() };
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt")) {
            let file = from.join(file);
            texts.push(fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?);
        }
    }
    Ok(texts)
}
