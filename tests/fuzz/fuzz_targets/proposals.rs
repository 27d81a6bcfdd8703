//! Proposals, with attributions that are not those of the text.
#![no_main]

use article_annotator_fuzz::{Choices, promises, resolved};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Choices, &str)| {
    let (choices, text) = input;
    let (_, speakers, proposals) = resolved(text, &choices);
    promises::proposals(text, speakers.speakers.len(), &proposals);
});
