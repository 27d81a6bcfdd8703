//! Quotations: they nest or are disjoint, and where later lines leave a paragraph as it is, its quotations do not depend on them.
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
    let shorter = Document::parse(&text[..last.span.start()]);
    // Whether lines are wrapped is told by all of them, so paragraphs may differ.
    let spans = |doc: &Document<'_>| doc.paragraphs().iter().map(|paragraph| paragraph.span).collect::<Vec<_>>();
    if spans(&shorter)[..] != spans(&doc)[..doc.paragraphs().len() - 1] {
        return;
    }
    let before = quotes::find(&shorter);
    let kept = found.iter().take_while(|quotation| quotation.paragraph + 1 < doc.paragraphs().len());
    assert!(kept.eq(before.iter()), "{:?} before the last paragraph of {text:?}, {found:?} in all", before);
});
