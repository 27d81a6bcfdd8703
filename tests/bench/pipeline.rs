//! How fast the engine is natively: whole, stage by stage, with the length of the text, on hostile texts. Every bench first
//! checks what it is about to measure. `cargo xtask bench` runs it and reads the figures that criterion leaves.

mod hostile;
mod texts;

use std::hint::black_box;
use std::time::Duration;

use article_annotator::annotations::Unit;
use article_annotator::text::Document;
use article_annotator::{Analysis, Annotator, Memory, annotate, attribution, proposals, quotes, speakers, tagger};
use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const KB: usize = 1000;
/// Texts by length: a brief, an article, the articles of a week.
const LENGTHS: [(&str, usize); 4] = [("short", KB / 2), ("4 KB", 4 * KB), ("400 KB", 400 * KB), ("4 MB", 4000 * KB)];

type Group<'c> = BenchmarkGroup<'c, criterion::measurement::WallTime>;

fn group<'c>(criterion: &'c mut Criterion, name: &str) -> Group<'c> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    group
}

/// The whole pipeline on texts of growing length: the time for a byte should stay the same.
fn whole(criterion: &mut Criterion) {
    let articles = texts::articles();
    let once: usize = articles.iter().map(|article| found(&annotate(article))).sum();
    assert!(once > 0, "nothing is found in the articles");
    let all: usize = articles.iter().map(String::len).sum();
    let mut group = group(criterion, "whole");
    group.throughput(Throughput::Bytes(all as u64));
    group.bench_function("articles", |bencher| {
        bencher.iter(|| articles.iter().map(|article| found(&annotate(black_box(article)))).sum::<usize>())
    });
    for (name, size) in LENGTHS {
        let text = texts::of_size(&articles, size);
        let expected = once as f64 * text.len() as f64 / all as f64;
        let count = found(&annotate(&text)) as f64;
        assert!(size < all || (count / expected - 1.0).abs() < 0.1, "{name}: {count} found, about {expected} expected");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group
            .bench_with_input(BenchmarkId::from_parameter(name), &text, |bencher, text| bencher.iter(|| annotate(black_box(text))));
    }
}

fn found(analysis: &Analysis) -> usize {
    analysis.attributions.len()
}

/// Each stage by itself on 400 KB.
fn stages(criterion: &mut Criterion) {
    let text = texts::of_size(&texts::articles(), 400 * KB);
    let doc = Document::parse(&text);
    let quotations = quotes::find(&doc);
    let cast = speakers::find(&doc, &quotations);
    let tags = tagger::tag(&doc, &quotations);
    let attributions = attribution::resolve(&doc, &quotations, &cast, &tags);
    let drafts = proposals::read(&doc, &quotations, &attributions);
    let sources = [attribution::sources(&attributions), drafts.sources()].concat();
    let people = speakers::resolve(&doc, &quotations, &cast, &sources);
    let analysis = annotate(&text);
    assert!(!quotations.is_empty() && !attributions.is_empty());
    let mut group = group(criterion, "stage");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("1 text", |bencher| bencher.iter(|| Document::parse(black_box(&text))));
    group.bench_function("2 quotes", |bencher| bencher.iter(|| quotes::find(&doc)));
    group.bench_function("3 speakers, found", |bencher| bencher.iter(|| speakers::find(&doc, &quotations)));
    group.bench_function("4 tagger", |bencher| bencher.iter(|| tagger::tag(&doc, &quotations)));
    group.bench_function("5 attribution", |bencher| bencher.iter(|| attribution::resolve(&doc, &quotations, &cast, &tags)));
    group.bench_function("6 proposals, read", |bencher| bencher.iter(|| proposals::read(&doc, &quotations, &attributions)));
    group.bench_function("7 speakers, resolved", |bencher| bencher.iter(|| speakers::resolve(&doc, &quotations, &cast, &sources)));
    group.bench_function("8 proposals, found", |bencher| bencher.iter(|| proposals::find(&doc, &drafts, &people)));
    group.bench_function("9 UTF-16", |bencher| bencher.iter(|| analysis.packed(&text, Unit::Utf16)));
}

/// Typing into 400 KB: each time one letter more, somewhere else.
fn edits(criterion: &mut Criterion) {
    let text = texts::of_size(&texts::articles(), 400 * KB);
    let edited: Vec<String> = (1..40)
        .map(|at| {
            let place = text.floor_char_boundary(text.len() * at / 40);
            [&text[..place], "e", &text[place..]].concat()
        })
        .collect();
    let (annotator, mut memory) = (Annotator::new(), Memory::default());
    assert_eq!(found(&annotator.annotate_again(&text, &mut memory)), found(&annotate(&text)));
    let mut next = edited.iter().cycle();
    let mut group = group(criterion, "edit");
    group.bench_function("keystroke", |bencher| {
        bencher.iter_batched(
            || next.next().unwrap_or(&text),
            |text| annotator.annotate_again(text, &mut memory),
            BatchSize::PerIteration,
        )
    });
}

/// Texts made to be slow: four times as much of it should take four times as long.
fn growth(criterion: &mut Criterion) {
    for hostile in hostile::HOSTILE {
        let mut group = group(criterion, &format!("growth, {}", hostile.name));
        group.measurement_time(Duration::from_secs(1));
        for n in [1000, 4000, 16_000] {
            let text = (hostile.text)(n);
            assert_eq!(annotate(&text).speakers.len(), (hostile.speakers)(n), "{n} {}", hostile.name);
            group.throughput(Throughput::Elements(n as u64));
            group.bench_with_input(BenchmarkId::from_parameter(n), &text, |bencher, text| {
                bencher.iter(|| annotate(black_box(text)))
            });
        }
    }
}

criterion_group!(benches, whole, stages, edits, growth);
criterion_main!(benches);
