//! Attributions, from tags that no tagger would give.
#![no_main]

use article_annotator::{attribution, speakers};
use article_annotator_fuzz::{Choices, promises, tagged};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Choices, &str)| {
    let (choices, text) = input;
    let (doc, quotations, tags) = tagged(text, &choices);
    let cast = speakers::find(&doc, &quotations);
    promises::attributions(text, &attribution::resolve(&doc, &quotations, &cast, &tags));
});
