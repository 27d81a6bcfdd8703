//! Paragraphs, sentences and tokens, and offsets in every unit.
#![no_main]

use article_annotator_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    promises::document(text);
    promises::units(text);
});
