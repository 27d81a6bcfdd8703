//! The records of the scored files, as JSON lines.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub type Spans = Vec<[i64; 2]>;

/// An annotated article, or the result for one.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Article {
    #[serde(default)]
    pub id: Value,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    #[serde(default)]
    pub speakers: Vec<Speaker>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub struct Attribution {
    #[serde(default)]
    pub source: Spans,
    #[serde(default)]
    pub cue: Spans,
    #[serde(default)]
    pub content: Spans,
    #[serde(default)]
    pub speaker: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Speaker {
    pub id: String,
    pub name: String,
    #[serde(default = "yes")]
    pub named: bool,
}

fn yes() -> bool {
    true
}

/// A row of tokens with one label each: `O`, `B-source`, `I-source`, ….
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    pub id: Value,
    pub tokens: Spans,
    pub labels: Vec<String>,
}

/// Who the sources of an article are.
#[derive(Clone, Debug, Deserialize)]
pub struct Names {
    pub id: Value,
    pub speakers: Vec<Name>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    pub source: Spans,
    /// How the source refers: `pronoun`, `role`, `surname`, `full`, `group`, `other`.
    pub form: String,
    /// The canonical name; none where the article has no name.
    pub speaker: Option<String>,
}

/// Results by the id of their article.
pub type Results = HashMap<String, Article>;

/// The key of an id that may be of any JSON type.
pub fn key(id: &Value) -> String {
    id.to_string()
}

/// By id; a later one takes the place of an earlier one, and what has no id is left out.
pub fn by_id(articles: Vec<Article>) -> Results {
    articles.into_iter().filter(|article| !article.id.is_null()).map(|article| (key(&article.id), article)).collect()
}

/// Every record of `file`; blank lines are passed over.
pub fn read<T: DeserializeOwned>(file: &Path) -> Result<Vec<T>> {
    let reader = BufReader::new(File::open(file).with_context(|| format!("cannot open {}", file.display()))?);
    parse(reader, &file.display().to_string())
}

/// Every record of `reader`, called `name` in messages.
pub fn parse<T: DeserializeOwned>(reader: impl BufRead, name: &str) -> Result<Vec<T>> {
    let mut records = Vec::new();
    for (number, line) in (1..).zip(reader.lines()) {
        let line = line.with_context(|| format!("{name}:{number}"))?;
        if !line.trim().is_empty() {
            records.push(serde_json::from_str(&line).with_context(|| format!("{name}:{number}"))?);
        }
    }
    Ok(records)
}
