//! The command-line program: articles in, annotations out.

use std::io::{self, BufRead, Write};

use article_annotator::{Unit, annotate};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?).unwrap_or_default();
        let Some(text) = record["text"].as_str() else { continue };
        let mut result = json!(annotate(text).in_unit(text, Unit::CodePoint));
        result["id"] = record["id"].clone();
        writeln!(out, "{result}")?;
    }
    out.flush()
}
