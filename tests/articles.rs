//! Whole articles of our own writing, each beside what is found in it, underlined for a reader. `UPDATE=1 cargo test --test
//! articles` writes the expected files anew; a failing run never does.

mod harness;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use article_annotator::Analysis;
use harness::actual::{facts, name};
use harness::underline::{Line, underlined};

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let entries = fs::read_dir(folder).expect("the articles are there");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
}

/// What is found in `text`: speakers and proposals in words, then the text with everything underlined.
fn report(text: &str) -> String {
    let analysis = article_annotator::annotate(text);
    let mut report = String::new();
    for speaker in &analysis.speakers {
        let role = speaker.role.as_deref().map_or(String::new(), |role| format!(", {role}"));
        let named = if speaker.named { "speaker" } else { "unnamed" };
        writeln!(report, "{named} {}{role}", speaker.name).expect("a string takes everything");
    }
    report += &proposals(&analysis, text);
    let looked_at = |kind: &str| !matches!(kind, "marks" | "mention");
    let marks = facts(text).into_iter().filter(|fact| looked_at(fact.kind)).filter_map(|fact| {
        let group = fact.group.map_or(0, |group| group + 1);
        let letter = if matches!(fact.kind, "item" | "proposal" | "announced") { 'p' } else { 'a' };
        Some(Line { span: fact.span?, label: format!("{letter}{group} {} {}", fact.kind, fact.note) })
    });
    report.push('\n');
    report + &underlined(text, &marks.collect::<Vec<_>>())
}

fn proposals(analysis: &Analysis, text: &str) -> String {
    let mut report = String::new();
    for (proposal, number) in analysis.proposals.iter().zip(1..) {
        let announced = proposal.announced.map_or("unannounced".to_owned(), |count| {
            format!("{} of {count} {}", proposal.items.len(), proposal.noun.map_or("", |noun| noun.of(text)))
        });
        writeln!(report, "p{number} {}: {announced}", name(analysis, proposal.proposer)).expect("a string takes everything");
        for item in &proposal.items {
            let content: Vec<&str> = item.content.iter().map(|span| span.of(text)).collect();
            writeln!(report, "   {}. {}", item.ordinal, content.join(" … ")).expect("a string takes everything");
        }
    }
    report
}

#[test]
fn every_article_is_annotated_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in articles() {
        let found = report(&fs::read_to_string(&path).expect("an article can be read"));
        let expected_path = path.with_extension("expected");
        if update {
            fs::write(&expected_path, &found).expect("an expected file can be written");
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if expected != found {
            wrong.push(difference(&path, &expected, &found));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines around the first difference, expected and found.
fn difference(path: &Path, expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(one, two)| one == two).count();
    let around = |text: &str| text.lines().skip(same.saturating_sub(3)).take(12).collect::<Vec<_>>().join("\n");
    format!("{}, line {}:\n--- expected\n{}\n--- found\n{}\n", path.display(), same + 1, around(expected), around(found))
}
