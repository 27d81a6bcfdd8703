//! Who said what. In: the document, its quotations, mentions and tagged spans. Out: attributions in text order.

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

use rustc_hash::FxHashMap;

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
    drop_swallowing(clauses, &structural, &mut learned);
    name_neighbours(clauses, &structural, &mut learned);
    name_pronouns(clauses, &structural, &mut learned);
    name_participles(clauses, cast, &mut learned);
    name_inverted(clauses, cast, &mut learned);
    name_last(clauses, cast, &mut learned);
    tell_clauses(clauses, &mut learned);
    add_closing_clauses(clauses, &structural, &mut learned);
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

/// Who stands beside the cue right after a quotation is its source where the tagger leaves it without one, or has nothing but
/// a mark for a cue: the rule is right in 98 of 100.
fn name_neighbours(clauses: &Clauses<'_, '_>, structural: &[Attribution], learned: &mut [Attribution]) {
    let before = structural.iter().filter(|attribution| attribution.rule == Rule::QuotationBefore);
    let beside: FxHashMap<usize, &Attribution> = before.map(|attribution| (attribution.content[0].end(), attribution)).collect();
    let wordless = |span: &Span| !span.of(clauses.doc.text()).contains(char::is_alphabetic);
    for attribution in learned.iter_mut().filter(|attribution| attribution.kind == Kind::Direct) {
        let open = attribution.source.is_empty() || attribution.cue.iter().all(wordless);
        if let Some(found) = attribution.content.iter().find_map(|span| beside.get(&span.end())).filter(|_| open) {
            (attribution.source, attribution.cue, attribution.rule) = (found.source.clone(), found.cue.clone(), found.rule);
        }
    }
}

/// What holds the words that say who said it, between quotations, is no content: `“No,” said Ruiz, “nor you.” “Well!” cried Roe.`
/// in one paragraph, where the tagger loses the thread.
fn drop_swallowing(clauses: &Clauses<'_, '_>, structural: &[Attribution], learned: &mut Vec<Attribution>) {
    let doc = clauses.doc;
    let (mut telling, mut begins) = (vec![false; doc.tokens().len()], vec![false; doc.tokens().len()]);
    let told = |attribution: &&Attribution| attribution.rule == Rule::QuotationBefore && is_plain_speech(clauses, attribution);
    for attribution in structural.iter().filter(told) {
        begins[doc.tokens_in(attribution.content[0]).start] = true;
        telling[doc.tokens_in(attribution.source[0]).start] = true;
        telling[doc.tokens_in(attribution.cue[0])].fill(true);
    }
    // `“… to-day.” “You shall have it,” answered Giles`: nobody's words go on into those of the next.
    let runs_on = |span: &Span| doc.tokens_in(*span).skip(1).any(|at| begins[at] && clauses.quotation(at - 1).is_some());
    let tells = |span: &Span| doc.tokens_in(*span).any(|at| telling[at]) || runs_on(span);
    let own = |attribution: &Attribution| !attribution.source.is_empty() && !attribution.cue.iter().any(tells);
    learned.retain(|attribution| attribution.kind == Kind::Indirect || own(attribution) || !attribution.content.iter().any(tells));
}

/// A pronoun right before the cue is its source: `who` in `The hall applauded Duarte, who said`.
fn name_pronouns(clauses: &Clauses<'_, '_>, structural: &[Attribution], learned: &mut [Attribution]) {
    let doc = clauses.doc;
    let is_pronoun = |span: Span| {
        let tokens = doc.tokens_in(span);
        tokens.len() == 1 && doc.classes(tokens.start).contains(WordClass::PRONOUN)
    };
    let pronouns: FxHashMap<usize, Span> = structural
        .iter()
        .filter(|attribution| attribution.source[0].end() < attribution.cue[0].start() && is_pronoun(attribution.source[0]))
        .map(|attribution| (attribution.cue[0].start(), attribution.source[0]))
        .collect();
    for attribution in learned.iter_mut() {
        if let Some(pronoun) = attribution.cue.first().and_then(|cue| pronouns.get(&cue.start())) {
            attribution.source = vec![*pronoun];
        }
    }
}

/// Who stands between a preposition and a participle is the participle's source: `Ruiz` in `footage of Ruiz asking`. In train
/// it is so 24 times of 27.
fn name_participles(clauses: &Clauses<'_, '_>, cast: &Cast, learned: &mut [Attribution]) {
    let doc = clauses.doc;
    let named: FxHashMap<usize, Span> =
        cast.mentions.iter().map(|mention| (doc.tokens_in(mention.span).end, mention.span)).collect();
    let governed = |name: &Span| {
        let start = doc.tokens_in(*name).start;
        start > 0 && doc.classes(start - 1).contains(WordClass::PREPOSITION)
    };
    for attribution in learned.iter_mut() {
        let Some(verb) = attribution.cue.first().map(|cue| doc.tokens_in(*cue).start) else { continue };
        let name = named.get(&verb).filter(|name| doc.word(verb).ends_with("ing") && governed(name));
        if let Some(name) = name.filter(|name| !attribution.source.iter().any(|source| source.overlaps(**name))) {
            attribution.source = vec![*name];
        }
    }
}

/// Who is named right behind a cue that opens its sentence, or behind its `by`, is its source where the tagger leaves it without
/// one: `Said Ruiz: “…”`, `“…” was written by Ruiz`.
fn name_inverted(clauses: &Clauses<'_, '_>, cast: &Cast, learned: &mut [Attribution]) {
    let doc = clauses.doc;
    let named: FxHashMap<usize, Span> =
        cast.mentions.iter().map(|mention| (doc.tokens_in(mention.span).start, mention.span)).collect();
    for attribution in learned.iter_mut().filter(|attribution| attribution.source.is_empty()) {
        let Some(cue) = attribution.cue.last().map(|cue| doc.tokens_in(*cue)) else { continue };
        let opens = cue.start == doc.sentences()[doc.sentence_of(cue.start)].tokens().start;
        let agent = doc.word(cue.end) == "by";
        let name = named.get(&(cue.end + usize::from(agent))).filter(|_| opens || agent);
        attribution.source.extend(name.filter(|name| !attribution.content.iter().any(|content| content.overlaps(**name))));
    }
}

/// A source is the name that it ends with where it begins with a preposition (`Ahead of Monday's vote mayor Ana Ruiz`), and the name
/// before the dashes that it stands between (`Ruiz -- a poet, an editor -- said`).
fn name_last(clauses: &Clauses<'_, '_>, cast: &Cast, learned: &mut [Attribution]) {
    let doc = clauses.doc;
    let named: FxHashMap<usize, Span> =
        cast.mentions.iter().map(|mention| (doc.tokens_in(mention.head).end, mention.head)).collect();
    let dash = |at: usize| matches!(doc.word(at), "—" | "–") || doc.word(at) == "-" && doc.word(at + 1) == "-";
    for attribution in learned.iter_mut() {
        let [source] = &mut attribution.source[..] else { continue };
        let tokens = doc.tokens_in(*source);
        let start = doc.sentences()[doc.sentence_of(tokens.start)].tokens().start;
        let fronted = tokens.start == start && doc.classes(start).contains(WordClass::PREPOSITION) || doc.word(start) == "Ahead";
        let closes = dash(tokens.end);
        let opening = if closes { (start..tokens.start).rev().find(|at| dash(*at)) } else { None };
        let end = opening.or(fronted.then_some(tokens.end));
        if let Some(name) = end.and_then(|end| named.get(&end)) {
            *source = *name;
        }
    }
}

/// Who is told something is not what is told: `that …` in `Crews were told last week that …`.
fn tell_clauses(clauses: &Clauses<'_, '_>, learned: &mut [Attribution]) {
    let doc = clauses.doc;
    for attribution in learned.iter_mut().filter(|attribution| attribution.source.is_empty()) {
        let ([content], [cue]) = (&mut attribution.content[..], &attribution.cue[..]) else { continue };
        let cue = doc.tokens_in(*cue);
        let told = cue.clone().any(|at| matches!(doc.word(at), "told" | "informed" | "warned"));
        let sentence = doc.sentences()[doc.sentence_of(cue.start)].tokens();
        let that = (cue.end..sentence.end.min(cue.end + 4)).find(|at| doc.word(*at) == "that");
        if let Some(that) = that.filter(|_| told && doc.tokens_in(*content).end == cue.start) {
            *content = doc.span(that..sentence.end - usize::from(doc.word(sentence.end - 1) == "."));
        }
    }
}

/// A sentence that ends in `, she said` or `, Ruiz added` is her statement, where the tagger leaves that cue out.
fn add_closing_clauses(clauses: &Clauses<'_, '_>, structural: &[Attribution], learned: &mut Vec<Attribution>) {
    let doc = clauses.doc;
    let mut cues = vec![false; doc.tokens().len()];
    for span in learned.iter().flat_map(|attribution| &attribution.cue) {
        cues[doc.tokens_in(*span)].fill(true);
    }
    let ends = |attribution: &&Attribution| {
        let cue = doc.tokens_in(attribution.cue[0]);
        let sentence = doc.sentences()[doc.sentence_of(cue.start)].tokens();
        let plain = ["said", "says", "added", "adds"].contains(&doc.word(cue.end - 1));
        attribution.rule == Rule::ClauseBefore && plain && cue.end + 1 >= sentence.end && !cue.clone().any(|at| cues[at])
    };
    let closing: Vec<Attribution> = structural.iter().filter(ends).cloned().collect();
    let settled = covered(doc, &closing);
    learned.retain(|attribution| !doc.tokens_in(attribution.content[0]).any(|at| settled[at]));
    learned.extend(closing);
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
