//! Reads case files.
//!
//! ```text
//! ## inverted cue after the quote, title before the name
//! "We will cut fares by a third," said Mayor Ana Ruiz on Monday.
//! --
//! quote     "We will cut fares by a third,"
//! source    Mayor Ana Ruiz => Ana Ruiz
//! cue       said
//! ```
//! After the title comes the text exactly as pasted, up to a line `--`, then one line for each thing to be found, each naming
//! a stretch of the text (`#2` at the end: its second occurrence; `\n` for a line break):
//!
//! | line | what |
//! |---|---|
//! | `marks X` | a quotation, speech or not |
//! | `quote X`, `mixed X`, `indirect X` | the content of an attribution, or one part of it |
//! | `source X => Name` | who, and the speaker's name; `?` for no speaker; without `=>` any name will do |
//! | `cue X` | the words that say that something was said |
//! | `speaker Name => role` | a speaker with a name; without `=>` any role will do |
//! | `unnamed Name` | a speaker without a name |
//! | `mention X => Name` | a mention of a speaker |
//! | `announced N noun` | an announcement; then its `item X` lines in order |
//! | `proposal X` | something proposed without an announcement |
//! | `proposer Name` | who proposes what stands above; `?` for nobody |
//! | `none kind` | nothing of that kind |
//! | `todo: reason` | the case is known to fail |
//! | `# …` | a comment |
//!
//! A kind that a case names has to be found exactly as named, no more and no less; other kinds are not looked at, and other
//! proposers are let pass. A `source`
//! or `cue` after a content belongs to the same attribution, an `item` to the announcement above it.

use article_annotator::Span;

use super::actual::KINDS;

/// One case.
#[derive(Debug)]
pub struct Case {
    /// Its title and line number.
    pub title: String,
    /// The text, as pasted.
    pub text: String,
    /// What is to be found, in the order of the file.
    pub expected: Vec<Expected>,
    /// Kinds that must not be found at all.
    pub none: Vec<&'static str>,
    /// Whether it is known to fail.
    pub todo: bool,
}

/// A line of a case.
#[derive(Debug)]
pub struct Expected {
    /// What kind of thing.
    pub kind: &'static str,
    /// Where it stands.
    pub span: Option<Span>,
    /// What has to be said about it; `None` where anything will do.
    pub note: Option<String>,
    /// Index of the line above that it belongs to.
    pub head: Option<usize>,
}

/// Reads the cases of `file`; panics, naming the line, where it cannot be read.
pub fn parse(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_text = false;
    for (number, line) in file.lines().enumerate() {
        match cases.last_mut() {
            Some(case) if in_text && line == "--" => {
                in_text = false;
                case.text.truncate(case.text.trim_end_matches('\n').len());
            }
            Some(case) if in_text => {
                case.text.push_str(line);
                case.text.push('\n');
            }
            _ if line.starts_with("## ") => {
                let title = format!("line {}: {}", number + 1, &line[3..]);
                cases.push(Case { title, text: String::new(), expected: Vec::new(), none: Vec::new(), todo: false });
                in_text = true;
            }
            Some(case) if !line.is_empty() && !line.starts_with('#') => {
                if let Err(wrong) = case.read(line) {
                    panic!("line {}: {wrong}: {line}", number + 1);
                }
            }
            _ => {}
        }
    }
    assert!(!in_text, "the last case has no line --");
    cases
}

impl Case {
    fn read(&mut self, line: &str) -> Result<(), &'static str> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if word == "todo:" {
            self.todo = true;
            return Ok(());
        }
        if word == "none" {
            self.none.push(known(rest)?);
            return Ok(());
        }
        let kind = known(word)?;
        let head = self.head(kind);
        let expected = match kind {
            "speaker" | "unnamed" | "announced" | "proposer" => Expected { kind, span: None, note: Some(rest.to_owned()), head },
            _ => {
                let (what, note) = match rest.split_once(" => ") {
                    Some((what, note)) => (what.trim(), Some(note.trim().to_owned())),
                    None => (rest, None),
                };
                Expected { kind, span: Some(occurrence(&self.text, what).ok_or("not in the text")?), note, head }
            }
        };
        self.expected.push(expected);
        Ok(())
    }

    /// The line that one of `kind` belongs to.
    fn head(&self, kind: &str) -> Option<usize> {
        let heads: &[&str] = match kind {
            "source" | "cue" => &["quote", "mixed", "indirect"],
            "item" => &["announced"],
            "proposer" => &["announced", "proposal"],
            _ => return None,
        };
        self.expected.iter().rposition(|above| heads.contains(&above.kind))
    }
}

fn known(word: &str) -> Result<&'static str, &'static str> {
    KINDS.iter().copied().find(|kind| *kind == word).ok_or("unknown kind")
}

/// Where `what` stands in `text`; `what #2` is its second occurrence.
fn occurrence(text: &str, what: &str) -> Option<Span> {
    let counted = what.rsplit_once(" #").and_then(|(what, count)| Some((what, count.parse::<usize>().ok()?)));
    let (what, count) = counted.unwrap_or((what, 1));
    let what = what.replace("\\n", "\n");
    let (at, found) = text.match_indices(what.as_str()).nth(count.checked_sub(1)?)?;
    Some(Span::new(at, at + found.len()))
}
