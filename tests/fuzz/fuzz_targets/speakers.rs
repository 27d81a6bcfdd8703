//! Speakers, for sources that no attribution stage would find.
#![no_main]

use article_annotator::text::Document;
use article_annotator::{quotes, speakers};
use article_annotator_fuzz::{Choices, places, promises, sources};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Choices, &str)| {
    let (choices, text) = input;
    let doc = Document::parse(text);
    let quotations = quotes::find(&doc);
    let cast = speakers::find(&doc, &quotations);
    promises::cast(text, &cast);
    let places = places(&doc, &choices);
    let sources = sources(&places, &choices);
    promises::speakers(text, sources.len(), &speakers::resolve(&doc, &quotations, &cast, &sources));
});
