//! What holds for every text whatever, stage by stage. Generated tests and fuzz targets ask the same of their texts.

use std::collections::HashSet;

use article_annotator::annotations::offsets::OffsetMap;
use article_annotator::attribution::Attribution;
use article_annotator::proposals::Proposal;
use article_annotator::quotes::{self, Quotation};
use article_annotator::speakers::{Cast, Speakers};
use article_annotator::tagger::Tagged;
use article_annotator::text::Document;
use article_annotator::{Analysis, AnnotationPage, Annotator, Memory, Span, Unit, annotate};

/// Characters before and after a quoted text in an export.
const CONTEXT: usize = 32;

/// All that is promised of one text.
#[track_caller]
pub fn all(text: &str) {
    document(text);
    units(text);
    analysis(text);
    export(text);
}

/// `spans` are places in `text`, in order and disjoint.
#[track_caller]
pub fn spans(text: &str, spans: &[Span]) {
    assert!(spans.iter().all(|span| !span.is_empty() && !span.of(text).is_empty()), "{spans:?} are no places in {text:?}");
    assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{spans:?} of {text:?} are not in order");
}

/// Tokens are in order, sentences tile paragraphs, quotations nest.
#[track_caller]
pub fn document(text: &str) {
    let doc = Document::parse(text);
    let all: Vec<Span> = doc.tokens().iter().map(|token| token.span).collect();
    spans(text, &all);
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
    quotations(&doc, &quotes::find(&doc));
}

/// Quotations nest or are disjoint, each in its paragraph; a parent comes before, what is continued ends before and is not closed.
#[track_caller]
pub fn quotations(doc: &Document<'_>, found: &[Quotation]) {
    let text = doc.text();
    let mut open: Vec<Span> = Vec::new();
    for (at, quotation) in found.iter().enumerate() {
        let span = quotation.span;
        assert!(!span.of(text).is_empty() && span.contains(quotation.inner), "{quotation:?} in {text:?}");
        assert!(doc.paragraphs()[quotation.paragraph].span.contains(span), "{quotation:?} leaves its paragraph of {text:?}");
        open.retain(|outer| outer.overlaps(span));
        assert!(open.iter().all(|outer| outer.contains(span)), "{quotation:?} crosses another in {text:?}");
        let parent = quotation.parent.map(|id| id.0 as usize);
        let holds = |id: usize| id < at && found[id].span.contains(span);
        assert!(parent.is_none_or(holds), "{quotation:?} outside its parent in {text:?}");
        let carried = quotation.continues.map(|id| &found[id.0 as usize]);
        assert!(
            carried.is_none_or(|before| before.span.end() <= span.start() && !before.closed),
            "{quotation:?} carries on nothing in {text:?}"
        );
        open.push(span);
    }
}

/// Mentions are places, each with its head inside.
#[track_caller]
pub fn cast(text: &str, cast: &Cast) {
    for mention in &cast.mentions {
        spans(text, &[mention.span]);
        assert!(mention.span.contains(mention.head) && !mention.head.is_empty(), "{mention:?} of {text:?}");
    }
}

/// Every source has an answer, every speaker a name and mentions in order.
#[track_caller]
pub fn speakers(text: &str, sources: usize, speakers: &Speakers) {
    assert_eq!(speakers.of_source.len(), sources, "{text:?}");
    assert!(speakers.of_source.iter().flatten().all(|id| (id.0 as usize) < speakers.speakers.len()), "{text:?}");
    for speaker in &speakers.speakers {
        assert!(!speaker.name.trim().is_empty() && !speaker.mentions.is_empty(), "{speaker:?} of {text:?}");
        spans(text, &speaker.mentions);
    }
}

/// Tagged spans are in order and disjoint, none across a paragraph's end, and their probabilities are such.
#[track_caller]
pub fn tags(doc: &Document<'_>, tags: &[Tagged]) {
    let all: Vec<Span> = tags.iter().map(|tag| tag.span).collect();
    spans(doc.text(), &all);
    for tag in tags {
        let paragraph = &doc.paragraphs()[doc.paragraph_of(doc.tokens_in(tag.span).start)];
        assert!(paragraph.span.contains(tag.span), "{tag:?} leaves its paragraph of {:?}", doc.text());
        assert!((0.0..=1.0).contains(&tag.probability), "{tag:?} of {:?}", doc.text());
    }
}

/// Attributions are in text order, each with a content and a confidence.
#[track_caller]
pub fn attributions(text: &str, found: &[Attribution]) {
    for attribution in found {
        [&attribution.source, &attribution.cue, &attribution.content].into_iter().for_each(|part| spans(text, part));
        assert!(!attribution.content.is_empty() && (0.0..=1.0).contains(&attribution.confidence), "{attribution:?} of {text:?}");
    }
    let starts: Vec<usize> = found.iter().map(|attribution| attribution.content[0].start()).collect();
    assert!(starts.is_sorted(), "attributions of {text:?} are not in order");
}

/// Items are places and count up, proposers are among `speakers` of them, an announcement has its words.
#[track_caller]
pub fn proposals(text: &str, speakers: usize, found: &[Proposal]) {
    for proposal in found {
        assert!(proposal.proposer.is_none_or(|id| (id.0 as usize) < speakers), "{proposal:?} of {text:?}");
        assert!(proposal.announced.is_none() || proposal.announcement.is_some(), "{proposal:?} of {text:?}");
        proposal.announcement.iter().chain(&proposal.noun).for_each(|span| spans(text, &[*span]));
        for item in &proposal.items {
            assert!(!item.content.is_empty(), "{item:?} of {text:?}");
            spans(text, &item.content);
            spans(text, &item.cue);
        }
        let ordinals: Vec<u32> = proposal.items.iter().map(|item| item.ordinal).collect();
        assert!(ordinals.windows(2).all(|pair| pair[0] < pair[1]), "{ordinals:?} in {proposal:?} of {text:?}");
    }
}

/// The whole result keeps what its parts promise, and is the same twice.
#[track_caller]
pub fn analysis(text: &str) {
    let analysis = annotate(text);
    parts(text, &analysis);
    assert_eq!(analysis.in_unit(text, Unit::Utf16), annotate(text).in_unit(text, Unit::Utf16), "not the same twice: {text:?}");
}

/// What the parts of an analysis promise.
#[track_caller]
pub fn parts(text: &str, analysis: &Analysis) {
    attributions(text, &analysis.attributions);
    proposals(text, analysis.speakers.len(), &analysis.proposals);
    assert_eq!(analysis.speaker_of.len(), analysis.attributions.len());
    assert!(analysis.speaker_of.iter().flatten().all(|id| (id.0 as usize) < analysis.speakers.len()), "{text:?}");
    analysis.speakers.iter().for_each(|speaker| spans(text, &speaker.mentions));
}

/// A text annotated after others that were like it gives what it gives alone.
#[track_caller]
pub fn again(text: &str, memory: &mut Memory) {
    let annotator = Annotator::new();
    let again = annotator.annotate_again(text, memory).in_unit(text, Unit::Utf16);
    assert_eq!(again, annotator.annotate(text).in_unit(text, Unit::Utf16), "{text:?}");
}

/// An offset is one place of the text, whatever counts it.
#[track_caller]
pub fn units(text: &str) {
    let map = |unit| OffsetMap::new(text, unit);
    let (bytes, utf16, points) = (map(Unit::Byte), map(Unit::Utf16), map(Unit::CodePoint));
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

/// Both selectors of every exported annotation find the same words, and no two annotations have one id.
#[track_caller]
pub fn export(text: &str) {
    page(text, &annotate(text));
}

/// [`export`] of an analysis.
#[track_caller]
pub fn page(text: &str, analysis: &Analysis) {
    let page = serde_json::to_value(AnnotationPage::new(analysis, text, None)).unwrap();
    let points: Vec<char> = text.chars().collect();
    let string = |range: &[char]| range.iter().collect::<String>();
    let items = page["items"].as_array().unwrap();
    for target in items.iter().flat_map(|item| item["target"].as_array().unwrap()) {
        let (quote, position) = (&target["selector"][0], &target["selector"][1]);
        let [start, end] = ["start", "end"].map(|key| position[key].as_u64().unwrap() as usize);
        assert_eq!(quote["exact"], string(&points[start..end]), "{text:?}");
        assert_eq!(quote["prefix"], string(&points[start.saturating_sub(CONTEXT)..start]), "{text:?}");
        assert_eq!(quote["suffix"], string(&points[end..(end + CONTEXT).min(points.len())]), "{text:?}");
    }
    let ids: HashSet<_> = items.iter().map(|item| item["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len(), "two annotations of one id in {text:?}");
}
