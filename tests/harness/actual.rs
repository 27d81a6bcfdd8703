//! What the engine finds in a text, as facts of the same form as the lines of a case file.

use article_annotator::attribution::Kind;
use article_annotator::proposals::Proposal;
use article_annotator::speakers::SpeakerId;
use article_annotator::{Analysis, Span, annotate, quotes, text};

/// One thing that is found or expected: the word that names it in a case file, where it stands, and what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// `quote`, `source`, `item`, …
    pub kind: &'static str,
    /// Where; `None` for what stands nowhere, such as a proposer's name.
    pub span: Option<Span>,
    /// The name after `=>`, a number and noun; empty where there is nothing to say.
    pub note: String,
    /// What it belongs to: index of its attribution or proposal.
    pub group: Option<usize>,
}

/// The kinds of line in a case file, other than `none`.
pub const KINDS: &[&str] = &[
    "marks",
    "quote",
    "mixed",
    "indirect",
    "source",
    "cue",
    "speaker",
    "unnamed",
    "mention",
    "announced",
    "proposal",
    "item",
    "proposer",
];

/// Every fact about `text`.
pub fn facts(text: &str) -> Vec<Fact> {
    let analysis = annotate(text);
    let mut facts: Vec<Fact> = quotes::find(&text::Document::parse(text))
        .iter()
        .map(|quotation| Fact { kind: "marks", span: Some(quotation.span), note: String::new(), group: None })
        .collect();
    attribution_facts(&analysis, &mut facts);
    speaker_facts(&analysis, &mut facts);
    for (at, proposal) in analysis.proposals.iter().enumerate() {
        proposal_facts(&analysis, text, (at, proposal), &mut facts);
    }
    facts
}

/// The name of a speaker; `?` where there is none.
pub fn name(analysis: &Analysis, id: Option<SpeakerId>) -> &str {
    id.and_then(|id| analysis.speakers.get(id.0 as usize)).map_or("?", |speaker| speaker.name.as_str())
}

fn attribution_facts(analysis: &Analysis, facts: &mut Vec<Fact>) {
    for (at, attribution) in analysis.attributions.iter().enumerate() {
        let group = Some(at);
        let kind = match attribution.kind {
            Kind::Direct => "quote",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
        };
        let speaker = analysis.speaker_of.get(at).copied().flatten();
        let parts = [(kind, &attribution.content), ("source", &attribution.source), ("cue", &attribution.cue)];
        for (kind, spans) in parts {
            let note = if kind == "source" { name(analysis, speaker).to_owned() } else { String::new() };
            facts.extend(spans.iter().map(|span| Fact { kind, span: Some(*span), note: note.clone(), group }));
        }
    }
}

fn speaker_facts(analysis: &Analysis, facts: &mut Vec<Fact>) {
    for speaker in &analysis.speakers {
        let kind = if speaker.named { "speaker" } else { "unnamed" };
        let role = speaker.role.as_ref().map_or(String::new(), |role| format!(" => {role}"));
        facts.push(Fact { kind, span: None, note: format!("{}{role}", speaker.name), group: None });
        let mention = |span: &Span| Fact { kind: "mention", span: Some(*span), note: speaker.name.clone(), group: None };
        facts.extend(speaker.mentions.iter().map(mention));
    }
}

fn proposal_facts(analysis: &Analysis, text: &str, (at, proposal): (usize, &Proposal), facts: &mut Vec<Fact>) {
    let group = Some(at);
    let kind = if proposal.announced.is_some() { "item" } else { "proposal" };
    if let Some(count) = proposal.announced {
        let noun = proposal.noun.map_or(String::new(), |noun| format!(" {}", noun.of(text).to_lowercase()));
        facts.push(Fact { kind: "announced", span: proposal.announcement, note: format!("{count}{noun}"), group });
    }
    facts.push(Fact { kind: "proposer", span: None, note: name(analysis, proposal.proposer).to_owned(), group });
    for item in &proposal.items {
        facts.extend(item.content.iter().map(|span| Fact { kind, span: Some(*span), note: String::new(), group }));
    }
}
