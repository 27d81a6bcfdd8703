//! Who said what. In: the document, its quotations, mentions and tagged spans. Out: attributions in text order.

mod clauses;
mod continuation;
mod cues;
mod learned;
pub mod linking;
pub mod pairs;
mod rules;
mod sources;
mod transcripts;

pub use rules::Rule;

use clauses::Clauses;

use crate::quotes::Quotation;
use crate::span::Span;
use crate::speakers::{Cast, SourceRef};
use crate::tagger::Tagged;
use crate::text::Document;

/// How the words of a content are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// All of it between quotation marks.
    Direct,
    /// A part of it between quotation marks.
    Mixed,
    /// In the writer's words.
    Indirect,
}

/// Somebody says something: source, cue and content, the triple of the PolNeAR guidelines (Newell et al., 2018).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// How the words are given.
    pub kind: Kind,
    /// Who, as the text says it, in text order; empty where it says no one.
    pub source: Vec<Span>,
    /// The words that say that something was said: `said`, `according to`.
    pub cue: Vec<Span>,
    /// What was said, quotation marks included, in text order.
    pub content: Vec<Span>,
    /// How likely content and source are right, 0 to 1.
    pub confidence: f32,
    /// What found it.
    pub rule: Rule,
}

/// Finds who said what. The tagger's spans decide what only usage can tell; structure decides about the quotations they leave,
/// and about transcripts.
pub fn resolve(doc: &Document<'_>, quotations: &[Quotation], _cast: &Cast, tags: &[Tagged]) -> Vec<Attribution> {
    let clauses = Clauses::new(doc, quotations);
    let turns = transcripts::find(&clauses);
    if !turns.is_empty() {
        return turns;
    }
    let mut found = learned::find(&clauses, tags);
    let mut taken: Vec<bool> = continuation::owners(&clauses, &found).iter().map(Option::is_some).collect();
    let quoted = |attribution: &Attribution| attribution.kind != Kind::Indirect;
    found.extend(rules::find(&clauses, &mut taken).into_iter().filter(quoted));
    found.sort_by_key(|attribution| attribution.content[0].start());
    continuation::extend(&clauses, &mut found);
    found.sort_by_key(|attribution| attribution.content[0].start());
    found
}

/// The attributions as the speakers stage sees them.
pub fn sources(attributions: &[Attribution]) -> Vec<SourceRef<'_>> {
    attributions.iter().map(|a| SourceRef { source: &a.source, cue: &a.cue, content: &a.content }).collect()
}
