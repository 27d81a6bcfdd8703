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
    let (mut found, orphans): (Vec<_>, Vec<_>) =
        learned::find(&clauses, tags).into_iter().partition(|a| a.kind == Kind::Indirect || !a.cue.is_empty());
    let mut taken: Vec<bool> = continuation::owners(&clauses, &found).iter().map(Option::is_some).collect();
    let structural = rules::find(&clauses, &mut taken);
    found.extend(structural.into_iter().filter(|attribution| is_plain_speech(&clauses, attribution)));
    found.sort_by_key(|attribution| attribution.content[0].start());
    continuation::extend(&clauses, &mut found);
    let owner = continuation::owners(&clauses, &found);
    let free =
        |span: &Span| doc.tokens_in(*span).filter_map(|at| clauses.quotation(at)).all(|quotation| owner[quotation].is_none());
    found.extend(orphans.into_iter().filter(|attribution| attribution.content.iter().all(free)));
    found.sort_by_key(|attribution| attribution.content[0].start());
    found
}

/// A quotation that the tagger leaves is believed by structure alone where it is all quoted and too long for a title.
const SHORTEST_SPEECH: usize = 5;

fn is_plain_speech(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let beside = matches!(attribution.rule, Rule::QuotationBefore | Rule::QuotationAfter | Rule::Introduced);
    let tokens: usize = attribution.content.iter().map(|span| clauses.doc.tokens_in(*span).len()).sum();
    beside && attribution.kind == Kind::Direct && tokens >= SHORTEST_SPEECH
}

/// The attributions as the speakers stage sees them.
pub fn sources(attributions: &[Attribution]) -> Vec<SourceRef<'_>> {
    attributions.iter().map(|a| SourceRef { source: &a.source, cue: &a.cue, content: &a.content }).collect()
}
