//! What the fuzz targets share: the promises that generated tests check as well, and results of earlier stages made from
//! the fuzzer's bytes, so that a stage is also given what the stage before it would never find.

#[cfg(feature = "inputs")]
pub mod cli;
#[path = "../../harness/promises.rs"]
pub mod promises;

use article_annotator::Span;
use article_annotator::attribution::{self, Attribution};
use article_annotator::proposals::{self, Proposal};
use article_annotator::quotes::{self, Quotation};
use article_annotator::speakers::{self, SourceRef, Speakers};
use article_annotator::tagger::{Role, Tagged};
use article_annotator::text::Document;

/// Bytes before the text from which results of earlier stages are made.
pub type Choices = [u8; 32];

/// The document of `text` with its quotations, and tags by `choices`.
pub fn tagged<'t>(text: &'t str, choices: &Choices) -> (Document<'t>, Vec<Quotation>, Vec<Tagged>) {
    let doc = Document::parse(text);
    let quotations = quotes::find(&doc);
    let tags = tags(&doc, choices);
    (doc, quotations, tags)
}

/// What the stages after the tagger make of `text`, with tags by `choices`.
pub fn resolved(text: &str, choices: &Choices) -> (Vec<Attribution>, Speakers, Vec<Proposal>) {
    let (doc, quotations, tags) = tagged(text, choices);
    let cast = speakers::find(&doc, &quotations);
    let attributions = attribution::resolve(&doc, &quotations, &cast, &tags);
    let drafts = proposals::read(&doc, &quotations, &attributions);
    let sources = [attribution::sources(&attributions), drafts.sources()].concat();
    let speakers = speakers::resolve(&doc, &quotations, &cast, &sources);
    let proposals = proposals::find(&doc, &drafts, &speakers);
    (attributions, speakers, proposals)
}

/// Tags as the tagger might give them: in order, disjoint, each in one paragraph.
pub fn tags(doc: &Document<'_>, choices: &Choices) -> Vec<Tagged> {
    let roles = [Role::Source, Role::Cue, Role::Content];
    let places = places(doc, choices).into_iter().zip(choices.iter().cycle().skip(1).step_by(2));
    places
        .map(|(span, &choice)| Tagged { role: roles[usize::from(choice) % 3], span, probability: f32::from(choice) / 255.0 })
        .collect()
}

/// Sources as attributions might have them: one, two or three of `spans` each.
pub fn sources<'s>(spans: &'s [Span], choices: &Choices) -> Vec<SourceRef<'s>> {
    let (mut rest, mut sources) = (spans, Vec::new());
    for &choice in choices {
        let [source, cue, content] = [choice & 1, choice >> 1 & 1, 1 + (choice >> 2 & 1)].map(usize::from);
        if rest.len() < source + cue + content {
            break;
        }
        let (words, after) = rest.split_at(source + cue + content);
        let (who, said) = words.split_at(source);
        let (cue, content) = said.split_at(cue);
        sources.push(SourceRef { source: who, cue, content });
        rest = after;
    }
    sources
}

/// Stretches of whole tokens: gap and length by `choices`, over and over to the end of the text.
pub fn places(doc: &Document<'_>, choices: &Choices) -> Vec<Span> {
    let (mut at, mut places) = (0, Vec::new());
    for pair in choices.chunks(2).cycle() {
        at += usize::from(pair[0] % 16);
        if at >= doc.tokens().len() {
            return places;
        }
        let paragraph = doc.paragraphs()[doc.paragraph_of(at)].tokens();
        let past = (at + 1 + usize::from(pair[1] % 32)).min(paragraph.end);
        places.push(doc.span(at..past));
        at = past;
    }
    places
}
