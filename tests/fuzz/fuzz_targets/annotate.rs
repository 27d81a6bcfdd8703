//! The whole engine, and all of its exports.
#![no_main]

use article_annotator_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    promises::analysis(text);
    promises::export(text);
});
