//! Quotations: they nest or are disjoint, and a paragraph's do not depend on the paragraphs after it.
#![no_main]

use article_annotator::quotes;
use article_annotator::text::Document;
use article_annotator_fuzz::promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let doc = Document::parse(text);
    let found = quotes::find(&doc);
    promises::quotations(&doc, &found);
    let Some(last) = doc.paragraphs().last() else { return };
    let shorter = &text[..last.span.start()];
    let before = quotes::find(&Document::parse(shorter));
    let kept = found.iter().take_while(|quotation| quotation.paragraph + 1 < doc.paragraphs().len());
    assert!(kept.eq(before.iter()), "{:?} before the last paragraph of {text:?}, {found:?} in all", before);
});
