//! Markdown: a text that is not much longer than it is.
#![no_main]

use article_annotator_fuzz::cli;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &[u8]| {
    let text = cli::text("page.md", page);
    assert!(text.len() <= page.len() * 4 + 64, "{} bytes of text from {}", text.len(), page.len());
});
