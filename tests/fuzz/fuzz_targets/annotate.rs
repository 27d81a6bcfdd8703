//! The whole engine: no panic, spans in the text and in order, the same result twice.
#![no_main]

use article_annotator::{AnnotationPage, Unit, annotate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let analysis = annotate(text);
    for attribution in &analysis.attributions {
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            assert!(spans.iter().all(|span| !span.of(text).is_empty()));
            assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        }
    }
    assert_eq!(analysis.in_unit(text, Unit::Utf16), annotate(text).in_unit(text, Unit::Utf16));
    let _ = AnnotationPage::new(&analysis, text, None);
});
