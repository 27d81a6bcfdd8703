//! Who said what. In: the document, its quotations, mentions and tagged spans. Out: attributions in text order.

mod amendments;
mod clauses;
mod continuation;
mod cues;
mod edges;
mod furniture;
mod interviews;
mod learned;
pub mod linking;
pub mod pairs;
mod rules;
mod signatures;
mod sources;
mod subjects;
mod transcripts;
mod turns;

pub use rules::Rule;

use clauses::Clauses;
use cues::Cue;

use std::sync::LazyLock;

use crate::lexicon::{PhraseSet, WordClass};
use crate::quotes::{self, Quotation};
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

/// Finds who said what. Structure decides first about transcripts, interviews and signed quotations; the tagger's spans tell what
/// only usage can; structure decides again about the quotations that are left.
pub fn resolve(doc: &Document<'_>, quotations: &[Quotation], cast: &Cast, tags: &[Tagged]) -> Vec<Attribution> {
    let clauses = Clauses::new(doc, quotations);
    let mut found = transcripts::find(&clauses);
    if found.is_empty() {
        found = interviews::find(&clauses, cast);
    }
    found.extend(signatures::find(&clauses));
    let has_cue = |attribution: &Attribution| attribution.kind == Kind::Indirect || !attribution.cue.is_empty();
    let cues: Vec<Cue> = doc.sentences().iter().flat_map(|sentence| cues::find(&clauses, sentence.tokens())).collect();
    let learned = learned(&clauses, cast, tags, &cues, &found);
    let (learned, orphans): (Vec<_>, Vec<_>) = learned.into_iter().partition(has_cue);
    found.extend(learned);
    let mut taken: Vec<bool> = continuation::owners(&clauses, &found).iter().map(Option::is_some).collect();
    let structural = rules::find(&clauses, &cues, &mut taken);
    found.extend(structural.into_iter().filter(|attribution| is_plain_speech(&clauses, attribution)));
    in_text_order(&mut found);
    continuation::extend(&clauses, &mut found);
    let owned = covered(doc, &found);
    found.extend(orphans.into_iter().filter(|orphan| !orphan.content.iter().any(|span| doc.tokens_in(*span).any(|at| owned[at]))));
    in_text_order(&mut found);
    turns::settle(&clauses, cast, &mut found);
    for attribution in &mut found {
        edges::settle(&clauses, attribution);
        attribution.cue.iter_mut().for_each(|cue| *cue = with_colon(&clauses, *cue));
        attribution.content.iter_mut().for_each(|content| *content = edges::without_bracket(doc.text(), *content));
        [&mut attribution.source, &mut attribution.cue, &mut attribution.content].into_iter().for_each(disjoin);
    }
    found
}

/// What the tagger's spans tell beside what is `settled`, with the sources and cues that structure adds.
fn learned(clauses: &Clauses<'_, '_>, cast: &Cast, tags: &[Tagged], cues: &[Cue], settled: &[Attribution]) -> Vec<Attribution> {
    let doc = clauses.doc;
    let settled = covered(doc, settled);
    let open = |attribution: &Attribution| !doc.tokens_in(attribution.content[0]).any(|at| settled[at]);
    let mut learned: Vec<_> = furniture::sift(clauses, learned::find(clauses, tags)).into_iter().filter(open).collect();
    let structural = rules::find(clauses, cues, &mut vec![false; clauses.quotations.len()]);
    amendments::make(clauses, cast, &structural, &mut learned);
    if quotes::is_conversation(doc, clauses.quotations) {
        learned.retain(|attribution| attribution.kind != Kind::Indirect || is_told(clauses, attribution));
    }
    learned
}

/// Spans in text order that share text become one.
fn disjoin(spans: &mut Vec<Span>) {
    spans.sort_by_key(|span| (span.start(), span.end()));
    spans.dedup_by(|next, before| {
        let shared = next.start() < before.end();
        if shared {
            *before = before.cover(*next);
        }
        shared
    });
}

/// A cue with the colon right after it, which belongs to it as the guidelines have it: `said:`.
fn with_colon(clauses: &Clauses<'_, '_>, cue: Span) -> Span {
    let tokens = clauses.doc.tokens_in(cue);
    if clauses.doc.word(tokens.end) == ":" { clauses.doc.span(tokens.start..tokens.end + 1) } else { cue }
}

/// What a story tells in its own words is believed less than a report: with a verb that introduces no statement (`pressed his
/// arm`) only where the tagger is sure, and not what is no statement (`said nothing`).
const LEAST_IN_STORY: f32 = 0.7;

static EMPTY: LazyLock<PhraseSet> = LazyLock::new(|| PhraseSet::new(list!("../lexicon/empty_contents.txt")));

fn is_told(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let doc = clauses.doc;
    let says = |span: &Span| doc.tokens_in(*span).any(|at| doc.classes(at).contains(WordClass::CUE_VERB));
    let content = doc.tokens_in(attribution.content[0]);
    let empty = EMPTY.longest(content.clone().map(|at| doc.word(at))) == Some(content.len());
    !empty && (attribution.confidence >= LEAST_IN_STORY || attribution.cue.iter().any(says))
}

fn in_text_order(attributions: &mut [Attribution]) {
    attributions.sort_by_key(|attribution| attribution.content[0].start());
}

/// For each token whether it is part of a content of `attributions`.
fn covered(doc: &Document<'_>, attributions: &[Attribution]) -> Vec<bool> {
    let mut covered = vec![false; doc.tokens().len()];
    for span in attributions.iter().flat_map(|attribution| &attribution.content) {
        covered[doc.tokens_in(*span)].fill(true);
    }
    covered
}

/// A quotation that the tagger leaves is believed by structure alone where it is all quoted and too long for a title, or ends in a
/// comma or an exclamation before its cue.
const SHORTEST_SPEECH: usize = 5;

fn is_plain_speech(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let beside = matches!(attribution.rule, Rule::QuotationBefore | Rule::QuotationAfter | Rule::Introduced);
    let tokens: usize = attribution.content.iter().map(|span| clauses.doc.tokens_in(*span).len()).sum();
    let exclaimed = || {
        let end = clauses.doc.tokens_in(attribution.content[0]).end;
        attribution.rule == Rule::QuotationBefore && end > 1 && matches!(clauses.doc.word(end - 2), "," | "?" | "!")
    };
    beside && attribution.kind == Kind::Direct && (tokens >= SHORTEST_SPEECH || exclaimed())
}

/// The attributions as the speakers stage sees them.
pub fn sources(attributions: &[Attribution]) -> Vec<SourceRef<'_>> {
    attributions.iter().map(|a| SourceRef { source: &a.source, cue: &a.cue, content: &a.content }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_one_part_share_no_text() {
        let mut spans = vec![Span::new(55, 113), Span::new(0, 4), Span::new(55, 66), Span::new(113, 120)];
        disjoin(&mut spans);
        assert_eq!(spans, [Span::new(0, 4), Span::new(55, 113), Span::new(113, 120)]);
    }
}
