//! Web pages in any encoding: a text that is not much longer than they are, and that the engine reads.
#![no_main]

use article_annotator_fuzz::cli;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &[u8]| {
    let text = cli::text("page.html", page);
    assert!(text.len() <= page.len() * 4 + 64, "{} bytes of text from a page of {}", text.len(), page.len());
    let _ = cli::text("page", page);
});
