//! The most memory that annotating 4 MB of text holds at once, over those 4 MB: one number.

mod texts;

use article_annotator::annotate;
use article_annotator::annotations::Unit;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const SIZE: usize = 4_000_000;

fn main() {
    let text = texts::of_size(&texts::articles(), SIZE);
    annotate(&text[..text.find('\n').unwrap_or(0)]);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let result = annotate(&text).in_unit(&text, Unit::CodePoint);
    assert!(!result.attributions.is_empty(), "nothing is found in the articles");
    println!("{:.2}", (MEMORY.peak_usage() - before) as f64 / text.len() as f64);
}
