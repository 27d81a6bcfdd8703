//! The result as data: in every unit, in part, packed and exported.
#![no_main]

use article_annotator::Unit;
use article_annotator::annotations::{self, Annotations};
use article_annotator_fuzz::{Choices, promises, resolved};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Choices, &str)| {
    let (choices, text) = input;
    let (attributions, speakers, proposals) = resolved(text, &choices);
    let analysis = annotations::collect(attributions, speakers, proposals);
    promises::parts(text, &analysis);
    promises::page(text, &analysis);
    let packed = analysis.packed(text, Unit::Utf16);
    assert_eq!(packed.numbers[0] as usize, analysis.attributions.len());
    let mut part = analysis.in_unit(text, Unit::CodePoint);
    names_what_is_there(&part);
    part.retain_confident(f32::from(choices[0]) / 255.0);
    names_what_is_there(&part);
    part.retain_speakers(|speaker| speaker.name.len() % 2 == usize::from(choices[1] % 2));
    names_what_is_there(&part);
});

/// Every id that is named is there.
fn names_what_is_there(part: &Annotations) {
    let is_speaker = |id: &String| part.speakers.iter().any(|speaker| speaker.id == *id);
    assert!(part.attributions.iter().filter_map(|attribution| attribution.speaker.as_ref()).all(is_speaker));
    assert!(part.proposals.iter().filter_map(|proposal| proposal.proposer.as_ref()).all(is_speaker));
    let is_attribution = |id: &String| part.attributions.iter().any(|attribution| attribution.id == *id);
    assert!(part.speakers.iter().flat_map(|speaker| &speaker.attributions).all(is_attribution));
}
