//! The texts that are measured. All of them are the project's own, unless `BENCH_ARTICLES` names a file of JSON lines with a
//! `text` each.

use std::fs;
use std::path::Path;

const KB: usize = 1000;

/// The articles, each as pasted.
pub fn articles() -> Vec<String> {
    let articles = match std::env::var_os("BENCH_ARTICLES") {
        Some(file) => lines(Path::new(&file)),
        None => samples(),
    };
    assert!(!articles.is_empty(), "there is no article to measure on");
    articles
}

fn lines(file: &Path) -> Vec<String> {
    let read = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let text = |line: &str| Some(serde_json::from_str::<serde_json::Value>(line).ok()?.get("text")?.as_str()?.to_owned());
    read.lines().filter_map(text).collect()
}

fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples");
    let mut files: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).expect("a sample is readable")).collect()
}

/// Articles one after the other, over and over, until there are at least `size` bytes; whole paragraphs.
pub fn of_size(articles: &[String], size: usize) -> String {
    let paragraphs = articles.iter().flat_map(|article| article.split_inclusive('\n').chain(["\n\n"]));
    let mut text = String::with_capacity(size + 4 * KB);
    for paragraph in paragraphs.cycle() {
        text.push_str(paragraph);
        if text.len() >= size {
            return text;
        }
    }
    text
}
