//! The first stages with invariants of their own: tokens in order, sentences that tile, quotations that nest.
#![no_main]

use article_annotator::annotations::offsets::OffsetMap;
use article_annotator::text::Document;
use article_annotator::{Unit, quotes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let doc = Document::parse(text);
    assert!(doc.tokens().windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
    let tiled: usize = doc.sentences().iter().map(|sentence| sentence.tokens().len()).sum();
    assert_eq!(tiled, doc.tokens().len());
    for quotation in quotes::find(&doc) {
        assert!(!quotation.span.of(text).is_empty() && quotation.span.contains(quotation.inner));
    }
    let points = OffsetMap::new(text, Unit::CodePoint);
    assert_eq!(points.at(text.len()) as usize, text.chars().count());
});
