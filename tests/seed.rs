//! One article that was really pasted, with what a careful reader marks in it. Both are somebody else's and stay outside; where
//! their folder is not there, the test says so and passes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use article_annotator::{Annotations, Unit, annotate};
use serde_json::Value;

type Spans = Vec<[u32; 2]>;

struct Seed {
    expected: Value,
    found: Annotations,
    text: Vec<char>,
}

/// The article with what is expected and found in it.
fn seed() -> Option<Seed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let (Ok(text), Ok(expected)) =
        (fs::read_to_string(folder.join("article.txt")), fs::read_to_string(folder.join("expected.json")))
    else {
        println!("skipped: {} is not there", folder.display());
        return None;
    };
    let found = annotate(&text).in_unit(&text, Unit::CodePoint);
    Some(Seed { expected: serde_json::from_str(&expected).expect("the expectation is JSON"), found, text: text.chars().collect() })
}

fn spans(value: &Value) -> Spans {
    serde_json::from_value(value.clone()).expect("spans are pairs of numbers")
}

/// Where the words in some spans begin.
fn words(text: &[char], spans: &[[u32; 2]]) -> BTreeSet<usize> {
    let inside = |at: usize| spans.iter().any(|[start, end]| (*start as usize..*end as usize).contains(&at));
    let begins = |at: usize| text[at].is_alphanumeric() && (at == 0 || !text[at - 1].is_alphanumeric());
    (0..text.len()).filter(|&at| inside(at) && begins(at)).collect()
}

/// The share of words that two stretches have in common.
fn jaccard(text: &[char], one: &[[u32; 2]], two: &[[u32; 2]]) -> f32 {
    let (one, two) = (words(text, one), words(text, two));
    let common = one.intersection(&two).count();
    common as f32 / (one.len() + two.len() - common).max(1) as f32
}

impl Seed {
    fn name(&self, id: Option<&String>) -> Option<&str> {
        let id = id?;
        self.found.speakers.iter().find(|speaker| speaker.id == *id).map(|speaker| speaker.name.as_str())
    }

    /// The expected attributions of one kind (or any) that are found with the right speaker and half of the content.
    fn matches(&self, kind: Option<&str>) -> (usize, usize) {
        let all = self.expected["attributions"].as_array().expect("attributions are a list");
        let wanted: Vec<&Value> = all.iter().filter(|one| kind.is_none_or(|kind| one["kind"] == kind)).collect();
        let hit = |one: &&&Value| {
            self.found.attributions.iter().any(|found| {
                let same_kind = kind.is_none_or(|kind| found.kind == kind);
                let speaker = self.name(found.speaker.as_ref());
                same_kind
                    && speaker == one["speaker"].as_str()
                    && jaccard(&self.text, &found.content, &spans(&one["content"])) >= 0.5
            })
        };
        (wanted.iter().filter(hit).count(), wanted.len())
    }
}

#[test]
fn all_direct_quotes_have_their_speaker() {
    let Some(seed) = seed() else { return };
    let (hits, all) = seed.matches(Some("direct"));
    assert_eq!(hits, all);
}

#[test]
fn most_attributions_are_found() {
    let Some(seed) = seed() else { return };
    let (hits, all) = seed.matches(None);
    println!("{hits} of {all} attributions");
    assert!(hits >= 15, "{hits} of {all}");
}

#[test]
fn the_four_speakers_are_found_and_no_fifth() {
    let Some(seed) = seed() else { return };
    let names: Vec<&str> = seed.found.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let wanted = seed.expected["speakers"].as_array().expect("a list").iter().filter_map(Value::as_str);
    for name in wanted.clone() {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    assert_eq!(names.len(), wanted.count(), "{names:?}");
}

#[test]
fn the_announced_proposals_are_complete() {
    let Some(seed) = seed() else { return };
    let wanted = &seed.expected["proposals"][0];
    let announced: Vec<_> = seed.found.proposals.iter().filter(|proposal| proposal.announced.is_some()).collect();
    assert_eq!(announced.len(), 1);
    let proposal = announced[0];
    assert_eq!((proposal.announced, proposal.noun.as_deref(), proposal.complete), (Some(5), Some("proposals"), true));
    assert_eq!(seed.name(proposal.proposer.as_ref()), wanted["proposer"].as_str());
    assert_eq!(proposal.announcement, spans(&wanted["announcement"]));
    let items = wanted["items"].as_array().expect("items are a list");
    assert_eq!(proposal.items.len(), items.len());
    for (found, wanted) in proposal.items.iter().zip(items) {
        assert!(jaccard(&seed.text, &found.content, &spans(wanted)) >= 0.5, "item {}", found.ordinal);
    }
}

#[test]
fn a_quoted_title_is_not_speech() {
    let Some(seed) = seed() else { return };
    for title in spans(&seed.expected["notSpeech"]) {
        let mut said = seed.found.attributions.iter().flat_map(|attribution| &attribution.content);
        assert!(!said.any(|[start, end]| *start < title[1] && title[0] < *end));
    }
}
