//! No text costs more than its length: eight times the text is about eight times the work.
//!
//! Work is counted, not timed: the compiler puts a call on every edge between basic blocks of the engine ([`work`]), so the
//! same text gives the same number on every machine. Each stage is also held to it alone, as the tagger's share would hide a
//! small stage that grows with the square. Linear work comes out at 8 (a sort at little more), quadratic at up to 64.
#![cfg(all(test, work_is_counted))]

mod texts;
mod work;

use std::hint::black_box;

use article_annotator::annotations;
use article_annotator::tagger::{Role, Tagged};
use article_annotator::text::Document;
use article_annotator::{AnnotationPage, Annotator, Memory, Unit, attribution, proposals, quotes, speakers};

use texts::TEXTS;
use work::{Work, of};

const TIMES: usize = 8;
/// Eight times the text may be so many times the work.
const LINE: f64 = 11.0;
/// Bytes of the shorter text: for everything with the tagger, and for the other stages, which are far cheaper.
const WHOLE: usize = 4_000;
const STAGES: usize = 12_000;

/// `piece` numbered from 0, until there are `size` bytes of them.
fn repeated(piece: fn(usize) -> String, size: usize) -> String {
    let mut text = String::with_capacity(size + 64);
    for at in 0.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&piece(at));
    }
    text
}

/// What each part of `run` costs for a text of `size` bytes and for one [`TIMES`] as long; those that grow too fast.
fn too_fast(name: &str, piece: fn(usize) -> String, size: usize, run: impl Fn(&str) -> Vec<(&'static str, Work)>) -> Vec<String> {
    let (short, long) = (run(&repeated(piece, size)), run(&repeated(piece, size * TIMES)));
    let mut wrong = Vec::new();
    for ((part, short), (_, long)) in short.into_iter().zip(long) {
        let growth = long.over(short, size as u64);
        println!("{growth:5.1}  {name}: {part} ({short:?} to {long:?})");
        if growth > LINE {
            wrong.push(format!("{name}: {TIMES} times the text is {growth:.1} times the work of {part} ({short:?} to {long:?})"));
        }
    }
    wrong
}

fn assert_linear(size: usize, run: impl Fn(&str) -> Vec<(&'static str, Work)>) {
    run("“Yes,” said Ana.");
    let wrong: Vec<_> = TEXTS.iter().flat_map(|(name, piece)| too_fast(name, *piece, size, &run)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The engine and what is made of its result.
fn whole(text: &str) -> Vec<(&'static str, Work)> {
    let (analysis, engine) = of(|| Annotator::new().annotate(text));
    let (_, data) = of(|| black_box([Unit::Utf16, Unit::CodePoint].map(|unit| analysis.in_unit(text, unit))));
    let (_, packed) = of(|| black_box(analysis.packed(text, Unit::Utf16)));
    let (_, page) = of(|| black_box(AnnotationPage::new(&analysis, text, None)));
    vec![("the engine", engine), ("the result in units", data), ("the packed result", packed), ("the annotation page", page)]
}

/// Every stage but the tagger, whose tags are made up: a source, a cue and a content in turn, all over the text.
fn stages(text: &str) -> Vec<(&'static str, Work)> {
    let (doc, parsed) = of(|| Document::parse(text));
    let (quotations, paired) = of(|| quotes::find(&doc));
    let (cast, named) = of(|| speakers::find(&doc, &quotations));
    let tags = made_up(&doc);
    let (attributions, attributed) = of(|| attribution::resolve(&doc, &quotations, &cast, &tags));
    let (drafts, drafted) = of(|| proposals::read(&doc, &quotations, &attributions));
    let sources = [attribution::sources(&attributions), drafts.sources()].concat();
    let (speakers, resolved) = of(|| speakers::resolve(&doc, &quotations, &cast, &sources));
    let (proposals, assembled) = of(|| proposals::find(&doc, &drafts, &speakers));
    let (_, collected) = of(|| annotations::collect(attributions.clone(), speakers, proposals));
    vec![
        ("text", parsed),
        ("quotes", paired),
        ("names", named),
        ("attribution", attributed),
        ("drafts of proposals", drafted),
        ("speakers", resolved),
        ("proposals", assembled),
        ("collection", collected),
    ]
}

fn made_up(doc: &Document<'_>) -> Vec<Tagged> {
    let lengths = [(Role::Source, 2), (Role::Cue, 1), (Role::Content, 5)];
    let (mut at, mut tags) = (0, Vec::new());
    for (role, length) in lengths.into_iter().cycle() {
        if at >= doc.tokens().len() {
            break;
        }
        let past = (at + length).min(doc.paragraphs()[doc.paragraph_of(at)].tokens().end);
        tags.push(Tagged { role, span: doc.span(at..past), probability: 0.9 });
        at = past + 1;
    }
    tags
}

#[test]
fn work_is_counted() {
    let (_, little) = of(|| black_box("x".repeat(1_000).chars().filter(|c| c.is_alphabetic()).count()));
    let (_, much) = of(|| black_box("x".repeat(100_000).chars().filter(|c| c.is_alphabetic()).count()));
    assert!((50.0..150.0).contains(&much.over(little, 0)), "{little:?} and {much:?}");
}

#[test]
fn no_text_costs_more_than_its_length() {
    assert_linear(WHOLE, whole);
}

#[test]
fn no_stage_costs_more_than_the_length() {
    assert_linear(STAGES, stages);
}

/// The first text after an edit at its beginning is annotated for little more than the edit.
#[test]
fn what_is_remembered_grows_no_faster() {
    assert_linear(WHOLE, |text| {
        let (annotator, mut memory) = (Annotator::new(), Memory::default());
        let (_, first) = of(|| annotator.annotate_again(text, &mut memory));
        let edited = format!("Edited. {text}");
        let (_, second) = of(|| annotator.annotate_again(&edited, &mut memory));
        vec![("the first time", first), ("an edit", second)]
    });
}

#[test]
fn a_line_of_ten_megabytes_costs_what_its_length_costs() {
    let wrong = too_fast("one line", |_| "word, said that ".to_owned(), 10_000_000 / TIMES, stages);
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_hundred_thousand_names_cost_what_their_length_costs() {
    let name = |at| format!("“Yes,” said Ana{at} Ruiz{at}.\n");
    let size = repeated(name, 3_300_000).len() / TIMES;
    let wrong = too_fast("100,000 names", name, size, stages);
    assert!(wrong.is_empty(), "{wrong:?}");
}
