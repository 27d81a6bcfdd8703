//! What holds for every text whatever: properties over generated articles and a list of nasty strings.
#![cfg(not(target_arch = "wasm32"))]

#[path = "harness/promises.rs"]
#[allow(dead_code, reason = "fuzz targets use the rest")]
mod promises;

use article_annotator::speakers::{self, SourceRef};
use article_annotator::text::Document;
use article_annotator::{Annotator, annotate, quotes};
use proptest::prelude::*;

/// Pieces of which texts are put together: words that mean something to the engine, marks, and trouble.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "``",
    "''",
    "«",
    "»",
    "„",
    "said",
    "says",
    "according to",
    "told",
    "Ana Ruiz",
    "Mayor",
    "Mr.",
    "he",
    "She",
    "the president",
    "who",
    "that",
    "five proposals",
    "First,",
    "second",
    "third",
    "called for",
    "urged",
    "1.",
    "2)",
    "•",
    "a three-point plan",
    ".",
    ",",
    "?",
    "!",
    ":",
    ";",
    "—",
    "-",
    "…",
    "(",
    ")",
    "[",
    "]",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{2028}",
    "\u{2029}",
    "\u{a0}",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{301}",
    "\0",
    "👩‍👩‍👧",
    "😀",
    "é",
    "e\u{301}",
    "שלום",
    "العربية",
    "中文。",
    "ﬁ",
    "İ",
    "ß",
    "Q:",
    "A:",
    "RUIZ:",
    "fares fall",
    "U.S.",
    "5'10\"",
    "won't",
    "dogs'",
    "\u{fffd}",
    "<b>",
    "=1",
];

/// Texts that were trouble for some program.
const NASTY: &[&str] = &[
    "",
    " ",
    "\n",
    "\0",
    "\u{feff}",
    "\"",
    "“",
    "”",
    "'",
    "''",
    "“”",
    "\"\"",
    "“said”",
    "said",
    "said said said",
    "according to",
    "“ ” said",
    "\u{301}",
    "\u{200d}",
    "e\u{301}\u{301}\u{301}",
    "👩‍👩‍👧‍👦 said “👍”",
    "\u{202e}“desrever” said Ana",
    "…",
    "--",
    "1.",
    "1.\n2.\n3.",
    "five proposals",
    "five proposals:",
    "he said",
    "said he said he said",
    "“a” “b” “c” said",
    "İİİ said İ",
    "ǅ said “x”",
    "\r\r\r",
    "“\r\n“\r\n“",
    "‘’‘’’’‘",
    "A: x\nQ: y\nA: “z",
    "first second third fourth",
    "“‘“‘“‘“‘“‘“‘ deep",
    "Mr. Mr. Mr. said",
    "𝔘𝔫𝔦 said 𝔠𝔬𝔡𝔢",
    "x\u{2028}y\u{2029}z",
];

fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec((piece, proptest::sample::select(vec!["", " ", " "])), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| piece + space).collect())
}

#[test]
fn nasty_texts_hold_every_promise() {
    for text in NASTY {
        promises::all(text);
        promises::all(&text.repeat(8));
        promises::all(&format!("“We will,” said Ana Ruiz. {text} “They won’t,” she said."));
    }
}

#[test]
fn every_piece_beside_every_piece_holds_every_promise() {
    for (at, one) in PIECES.iter().enumerate() {
        let text: String = PIECES.iter().map(|other| format!("{one}{other} {other} {one} ")).collect();
        promises::document(&text);
        promises::units(&text);
        if at % 8 == 0 {
            promises::analysis(&text);
        }
    }
}

/// Sources as no tagger gives them: they begin and end anywhere.
#[test]
fn a_speaker_has_a_mention_wherever_the_source_begins() {
    let text = "Secretary-General Mara Lindqvist's remarks, as prepared. Mara Lindqvist spoke.";
    let doc = Document::parse(text);
    let quotations = quotes::find(&doc);
    let cast = speakers::find(&doc, &quotations);
    for first in 0..doc.tokens().len() {
        for past in first + 1..=doc.tokens().len() {
            let (source, content) = ([doc.span(first..past)], [doc.span(0..1)]);
            let sources = [SourceRef { source: &source, cue: &[], content: &content }];
            promises::speakers(text, 1, &speakers::resolve(&doc, &quotations, &cast, &sources));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn generated_articles_hold_every_promise(text in article()) {
        promises::all(&text);
    }

    #[test]
    fn any_text_at_all_holds_every_promise(text in any::<String>()) {
        promises::all(&text);
    }

    #[test]
    fn a_higher_threshold_keeps_a_part(text in article(), least in 0.0_f32..1.0) {
        let (all, sure) = (annotate(&text), Annotator::new().min_confidence(least).annotate(&text));
        prop_assert!(sure.attributions.iter().all(|a| a.confidence >= least && all.attributions.contains(a)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn positions_agree_in_every_unit(text in article()) {
        promises::units(&text);
    }
}

#[test]
fn a_megabyte_without_a_space_is_read() {
    promises::document(&"x".repeat(1 << 20));
    promises::analysis(&"“".repeat(1 << 9));
}
