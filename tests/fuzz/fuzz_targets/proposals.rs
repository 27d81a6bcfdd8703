//! Proposals, with attributions that are not those of the text.
#![no_main]

use article_annotator::{attribution, proposals, speakers};
use article_annotator_fuzz::{Choices, promises, tagged};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Choices, &str)| {
    let (choices, text) = input;
    let (doc, quotations, tags) = tagged(text, &choices);
    let cast = speakers::find(&doc, &quotations);
    let attributions = attribution::resolve(&doc, &quotations, &cast, &tags);
    let drafts = proposals::read(&doc, &quotations, &attributions);
    let sources = [attribution::sources(&attributions), drafts.sources()].concat();
    let speakers = speakers::resolve(&doc, &quotations, &cast, &sources);
    promises::proposals(text, speakers.speakers.len(), &proposals::find(&doc, &drafts, &speakers));
});
