//! The main text of a page: no panic, whatever the page.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
#[path = "../../../src/cli/input/html.rs"]
mod html;

fuzz_target!(|page: &str| {
    let _ = html::looks_like(page);
    let text = html::main_text(page);
    assert!(text.len() <= page.len() * 4 + 64);
});
