//! What holds for every text whatever: properties over generated articles and a list of nasty strings.
#![cfg(not(target_arch = "wasm32"))]

use article_annotator::annotations::offsets::OffsetMap;
use article_annotator::quotes::{self, Quotation};
use article_annotator::text::Document;
use article_annotator::{Analysis, AnnotationPage, Annotator, Span, Unit, annotate};
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

fn all_spans(analysis: &Analysis) -> Vec<&[Span]> {
    let said = analysis.attributions.iter().flat_map(|a| [&a.source[..], &a.cue, &a.content]);
    let mentions = analysis.speakers.iter().map(|speaker| &speaker.mentions[..]);
    let proposed = analysis.proposals.iter().flat_map(|p| p.items.iter().flat_map(|item| [&item.content[..], &item.cue]));
    said.chain(mentions).chain(proposed).collect()
}

#[track_caller]
fn check_analysis(text: &str) {
    let analysis = annotate(text);
    for spans in all_spans(&analysis) {
        for span in spans {
            assert!(!span.is_empty() && !span.of(text).is_empty(), "{span:?} is no place in {text:?}");
        }
        assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{spans:?} of {text:?} are not in order");
    }
    assert_eq!(analysis.speaker_of.len(), analysis.attributions.len());
    for attribution in &analysis.attributions {
        assert!(!attribution.content.is_empty() && (0.0..=1.0).contains(&attribution.confidence), "{attribution:?} of {text:?}");
    }
    let speakers = analysis.speakers.len();
    let ids = analysis.speaker_of.iter().flatten().chain(analysis.proposals.iter().filter_map(|p| p.proposer.as_ref()));
    ids.for_each(|id| assert!((id.0 as usize) < speakers));
    assert_eq!(analysis.in_unit(text, Unit::Utf16), annotate(text).in_unit(text, Unit::Utf16), "not the same twice: {text:?}");
}

#[track_caller]
fn check_document(text: &str) {
    let doc = Document::parse(text);
    let spans: Vec<Span> = doc.tokens().iter().map(|token| token.span).collect();
    assert!(spans.iter().all(|span| !span.of(text).is_empty()), "a token that is no place in {text:?}");
    assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "tokens of {text:?} out of order");
    let mut next = 0;
    for paragraph in doc.paragraphs() {
        assert_eq!(paragraph.tokens().start, next, "paragraphs do not tile {text:?}");
        for sentence in paragraph.sentences() {
            let tokens = doc.sentences()[sentence].tokens();
            assert!(tokens.start == next && !tokens.is_empty(), "sentences do not tile a paragraph of {text:?}");
            next = tokens.end;
        }
        assert_eq!(paragraph.tokens().end, next);
    }
    assert_eq!(next, doc.tokens().len());
    check_quotations(text, &quotes::find(&doc));
}

#[track_caller]
fn check_quotations(text: &str, found: &[Quotation]) {
    let mut open: Vec<Span> = Vec::new();
    for quotation in found {
        let span = quotation.span;
        assert!(!span.of(text).is_empty() && span.contains(quotation.inner), "{quotation:?} in {text:?}");
        open.retain(|outer| outer.overlaps(span));
        assert!(open.iter().all(|outer| outer.contains(span)), "{quotation:?} crosses another in {text:?}");
        assert!(
            quotation.parent.is_none_or(|id| found[id.0 as usize].span.contains(span)),
            "{quotation:?} outside its parent in {text:?}"
        );
        open.push(span);
    }
}

#[track_caller]
fn check_units(text: &str) {
    let (bytes, utf16, points) =
        (OffsetMap::new(text, Unit::Byte), OffsetMap::new(text, Unit::Utf16), OffsetMap::new(text, Unit::CodePoint));
    let units: Vec<u16> = text.encode_utf16().collect();
    let (mut unit, mut point) = (0, 0);
    for (at, c) in text.char_indices() {
        assert_eq!((bytes.at(at) as usize, utf16.at(at) as usize, points.at(at)), (at, unit, point), "{text:?}");
        let back = char::decode_utf16(units[unit..unit + c.len_utf16()].iter().copied()).next();
        assert_eq!(back.and_then(Result::ok), Some(c));
        (unit, point) = (unit + c.len_utf16(), point + 1);
    }
    assert_eq!((utf16.at(text.len()) as usize, points.at(text.len())), (unit, point));
}

/// Both selectors of every exported annotation find the same words.
#[track_caller]
fn check_export(text: &str) {
    let page = serde_json::to_value(AnnotationPage::new(&annotate(text), text, None)).unwrap();
    let points: Vec<char> = text.chars().collect();
    for target in page["items"].as_array().unwrap().iter().flat_map(|item| item["target"].as_array().unwrap()) {
        let (quote, position) = (&target["selector"][0], &target["selector"][1]);
        let [start, end] = ["start", "end"].map(|key| position[key].as_u64().unwrap() as usize);
        let string = |range: &[char]| range.iter().collect::<String>();
        assert_eq!(quote["exact"], string(&points[start..end]), "{text:?}");
        assert_eq!(quote["prefix"], string(&points[start.saturating_sub(32)..start]), "{text:?}");
        assert_eq!(quote["suffix"], string(&points[end..(end + 32).min(points.len())]), "{text:?}");
    }
}

#[track_caller]
fn check_all(text: &str) {
    check_document(text);
    check_units(text);
    check_analysis(text);
    check_export(text);
}

#[test]
fn nasty_texts_hold_every_promise() {
    for text in NASTY {
        check_all(text);
        check_all(&text.repeat(8));
        check_all(&format!("“We will,” said Ana Ruiz. {text} “They won’t,” she said."));
    }
}

#[test]
fn every_piece_beside_every_piece_holds_every_promise() {
    for (at, one) in PIECES.iter().enumerate() {
        let text: String = PIECES.iter().map(|other| format!("{one}{other} {other} {one} ")).collect();
        check_document(&text);
        check_units(&text);
        if at % 8 == 0 {
            check_analysis(&text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn generated_articles_hold_every_promise(text in article()) {
        check_all(&text);
    }

    #[test]
    fn any_text_at_all_holds_every_promise(text in any::<String>()) {
        check_all(&text);
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
        check_units(&text);
    }
}

#[test]
fn a_megabyte_without_a_space_is_read() {
    check_document(&"x".repeat(1 << 20));
    check_analysis(&"“".repeat(1 << 9));
}
