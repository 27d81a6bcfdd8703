//! The tagger: tags in their paragraphs, and the same where it remembers another text.
#![no_main]

use article_annotator::text::Document;
use article_annotator::{quotes, tagger};
use article_annotator_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let doc = Document::parse(text);
    let quotations = quotes::find(&doc);
    let tags = tagger::tag(&doc, &quotations);
    promises::tags(&doc, &tags);
    let mut memory = tagger::Memory::default();
    for _ in 0..2 {
        assert_eq!(tagger::tag_again(&doc, &quotations, &mut memory), tags);
    }
});
