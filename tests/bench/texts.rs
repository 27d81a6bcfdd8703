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

/// A text that could make a careless program slow, and how many attributions and speakers are in it.
pub struct Hostile {
    /// What there is much of.
    pub name: &'static str,
    /// The text with `n` of it.
    pub text: fn(usize) -> String,
    /// Attributions and speakers for `n`.
    pub expected: fn(usize) -> (usize, usize),
}

/// Every kind of hostile text.
pub const HOSTILE: &[Hostile] = &[
    Hostile { name: "unmatched quotes", text: unmatched_quotes, expected: |_| (0, 0) },
    Hostile { name: "unmatched quotes, one line", text: |n| "x \"y ".repeat(n), expected: |_| (0, 0) },
    Hostile { name: "apostrophes", text: |n| "the dogs' 'n' ".repeat(n), expected: |_| (0, 0) },
    Hostile { name: "nested marks", text: nested_marks, expected: |_| (0, 0) },
    Hostile { name: "names", text: names, expected: |n| (n, n) },
];

fn unmatched_quotes(n: usize) -> String {
    "Rain fell \" all day.\n\n".repeat(n)
}

fn nested_marks(n: usize) -> String {
    "“a ‘b «c ".repeat(n)
}

/// `n` people, each saying one thing.
fn names(n: usize) -> String {
    (0..n).map(|at| format!("“The bridge is safe again,” said {} {}.\n\n", name(at / 97 + 1), name(at + 1))).collect()
}

/// A made-up name for each number: `Bakedo`.
fn name(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = ["ba", "ke", "do", "mi", "lu", "ra", "te", "no", "vi", "su", "pa", "ge", "zo", "fi", "hu", "ja"];
    let mut name = String::from("Va");
    while number > 0 {
        name += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    name + "n"
}
