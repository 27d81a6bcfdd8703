//! Dialogue as stories set it: who speaks is told by what somebody does beside the words (`“No.” Ruiz sat down.`) or only by
//! turns, each a paragraph of its own.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes;
use crate::span::Span;
use crate::speakers::Cast;

use super::clauses::Clauses;
use super::rules::Rule;
use super::{Attribution, Kind};

/// A name that begins a sentence begins within so many tokens: `The old baker Ana Ruiz`.
const LEAD: usize = 4;

/// Gives speech without a source the one who acts beside it, or who speaks in the same paragraph; in a conversation also the
/// one whose turn it is. Speech of a conversation that is nobody's yet is added.
pub(super) fn settle(clauses: &Clauses<'_, '_>, cast: &Cast, found: &mut Vec<Attribution>) {
    let conversation = quotes::is_conversation(clauses.doc, clauses.quotations);
    if conversation {
        let owners = super::continuation::owners(clauses, found);
        let outermost = (0..owners.len()).filter(|&index| clauses.quotations[index].parent.is_none() && owners[index].is_none());
        let left: Vec<Attribution> = outermost.map(|index| unattributed(clauses.quotations[index].span)).collect();
        found.extend(left.into_iter().filter(|attribution| is_own_speech(clauses, attribution)));
        super::in_text_order(found);
    }
    for own in found.iter_mut().filter(|attribution| is_own_speech(clauses, attribution)) {
        if let Some(source) = beside(clauses, cast, own) {
            (own.source, own.rule, own.confidence) = (vec![source], Rule::Beat, Rule::Beat.confidence());
        }
    }
    share_paragraph(clauses, found);
    if conversation {
        take_turns(clauses, found);
    }
}

fn unattributed(content: Span) -> Attribution {
    let (kind, rule) = (Kind::Direct, Rule::Unattributed);
    Attribution { kind, source: Vec::new(), cue: Vec::new(), content: vec![content], confidence: rule.confidence(), rule }
}

/// Speech that has no source and is a sentence of its own.
fn is_own_speech(clauses: &Clauses<'_, '_>, attribution: &Attribution) -> bool {
    let doc = clauses.doc;
    let tokens = doc.tokens_in(attribution.content[0]);
    let quoted = clauses.quotation(tokens.start).map(|index| clauses.tokens_of(index).start) == Some(tokens.start);
    let begins = doc.word(tokens.start + 1).starts_with(char::is_uppercase);
    let last = doc.word(tokens.end.saturating_sub(2));
    let ends = last.ends_with(['.', '?', '!', '…', '—', '–', '-']);
    attribution.kind == Kind::Direct && attribution.source.is_empty() && attribution.cue.is_empty() && quoted && begins && ends
}

/// The subject of the sentence right behind the speech, or right before it, in its paragraph.
fn beside(clauses: &Clauses<'_, '_>, cast: &Cast, attribution: &Attribution) -> Option<Span> {
    let doc = clauses.doc;
    let first = doc.tokens_in(attribution.content[0]);
    let paragraph = doc.paragraphs()[doc.paragraph_of(first.start)].tokens();
    let past = attribution.content.iter().map(|span| doc.tokens_in(*span)).take_while(|tokens| tokens.end <= paragraph.end);
    let past = past.last().map_or(first.end, |tokens| tokens.end);
    let after = (past < paragraph.end && clauses.quotation(past).is_none()).then_some(past);
    let before = first.start.checked_sub(1).filter(|&at| at >= paragraph.start && clauses.quotation(at).is_none());
    let before = before.map(|at| doc.sentences()[doc.sentence_of(at)].tokens().start.max(paragraph.start));
    let plain = |start: &usize| clauses.quotation(*start).is_none();
    [after, before].into_iter().flatten().filter(plain).find_map(|start| subject(clauses, cast, start))
}

/// Whoever the sentence that begins at token `start` begins with.
fn subject(clauses: &Clauses<'_, '_>, cast: &Cast, start: usize) -> Option<Span> {
    let doc = clauses.doc;
    if ["he", "she", "they", "I"].iter().any(|subject| doc.word(start).eq_ignore_ascii_case(subject)) {
        return Some(doc.span(start..start + 1));
    }
    let sentence = doc.sentences()[doc.sentence_of(start)].tokens();
    let (from, near) = (doc.span(start..start + 1).start(), doc.span(start..sentence.end.min(start + LEAD)).end());
    let named = cast.mentions.partition_point(|mention| mention.head.start() < from);
    let named = cast.mentions.get(named).map(|mention| doc.tokens_in(mention.head));
    let named = named.filter(|name| doc.span(name.clone()).start() < near && is_lead(clauses, start..name.start));
    let tokens = named.map(|name| start..name.end).or_else(|| described(clauses, start..sentence.end))?;
    let acts = !matches!(doc.word(tokens.end), "," | "'s" | "’s" | "." | ":" | "and");
    (acts && tokens.end < sentence.end).then(|| doc.span(tokens))
}

/// What may stand before the name that a sentence begins with: a determiner, a title, an adjective.
fn is_lead(clauses: &Clauses<'_, '_>, mut tokens: Range<usize>) -> bool {
    let stops = WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::AUXILIARY | WordClass::CUE_VERB;
    tokens.all(|at| !clauses.doc.classes(at).intersects(stops) && !matches!(clauses.doc.word(at), "," | "'s" | "’s"))
}

/// `The old woman` at the start of `tokens`.
fn described(clauses: &Clauses<'_, '_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let doc = clauses.doc;
    let determined = doc.classes(tokens.start).contains(WordClass::DETERMINER);
    let person = WordClass::ROLE | WordClass::TITLE | WordClass::KIN | WordClass::MALE | WordClass::FEMALE;
    let noun = (tokens.start + 1..tokens.end.min(tokens.start + LEAD)).find(|&at| doc.classes(at).intersects(person))?;
    (determined && is_lead(clauses, tokens.start + 1..noun)).then_some(tokens.start..noun + 1)
}

/// Speech without a source goes on from the speech before it in the same paragraph.
fn share_paragraph(clauses: &Clauses<'_, '_>, found: &mut Vec<Attribution>) {
    let paragraph = |attribution: &Attribution| clauses.doc.paragraph_of(clauses.doc.tokens_in(attribution.content[0]).start);
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let (before, own) = (&before[at - 1], &mut rest[0]);
        let spoken = before.kind == Kind::Direct && !before.source.is_empty();
        if spoken && is_own_speech(clauses, own) && paragraph(before) == paragraph(own) {
            (own.source, own.cue, own.rule) = (before.source.clone(), before.cue.clone(), before.rule);
        }
    }
    found.dedup_by(|later, earlier| {
        let same = !earlier.cue.is_empty() && later.cue == earlier.cue && later.source == earlier.source;
        let one = same && later.kind == Kind::Direct && earlier.kind == Kind::Direct;
        if one {
            earlier.content.append(&mut later.content);
        }
        one
    });
}

/// One turn of a conversation: attributions by index, all of one paragraph or of paragraphs that go on from one another.
#[derive(Default)]
struct Turn {
    /// Its first paragraph.
    paragraph: usize,
    spoken: Vec<usize>,
    source: Option<Vec<Span>>,
}

/// Gives turns without a source that of the turn before the last one, else of the one after the next, else of whoever spoke
/// before a pause.
fn take_turns(clauses: &Clauses<'_, '_>, found: &mut [Attribution]) {
    let mut before: Option<(usize, Vec<Span>)> = None;
    for mut run in runs(clauses, found) {
        for at in 0..run.len() {
            if run[at].source.is_none() {
                run[at].source = at.checked_sub(2).and_then(|other| run[other].source.clone());
            }
        }
        for at in (0..run.len()).rev().filter(|at| at + 2 < run.len()).collect::<Vec<_>>() {
            if run[at].source.is_none() {
                run[at].source = run[at + 2].source.clone();
            }
        }
        let earlier =
            before.take().filter(|(paragraph, _)| run.first().is_some_and(|turn| turn.paragraph <= paragraph + LONGEST_PAUSE));
        if let Some((_, source)) = earlier {
            answer(clauses, &mut run, &source);
        }
        before = run.iter().rev().find_map(|turn| Some((turn.paragraph, turn.source.clone()?)));
        for turn in run {
            let Some(source) = turn.source else { continue };
            for index in turn.spoken {
                let own = &mut found[index];
                if own.source.is_empty() {
                    (own.source, own.rule, own.confidence) = (source.clone(), Rule::Turn, Rule::Turn.confidence());
                }
            }
        }
    }
}

/// A pause in a conversation has fewer paragraphs without speech than this.
const LONGEST_PAUSE: usize = 3;

/// Gives the turns beside those of the only speaker that `run` names to the other one, who spoke before it under `source`.
fn answer(clauses: &Clauses<'_, '_>, run: &mut [Turn], source: &[Span]) {
    let words = |source: &[Span]| source.first().map_or(String::new(), |span| span.of(clauses.doc.text()).to_lowercase());
    let mut known: Vec<String> = run.iter().filter_map(|turn| turn.source.as_deref().map(words)).collect();
    known.dedup();
    let [only] = &known[..] else { return };
    let name = |words: &str| !matches!(words, "he" | "she" | "they" | "i");
    if *only == words(source) || !(name(only) && name(&words(source))) {
        return;
    }
    let named: Vec<bool> = run.iter().map(|turn| turn.source.is_some()).collect();
    let beside = |at: usize| at > 0 && named[at - 1] || named.get(at + 1).is_some_and(|named| *named);
    for at in (0..run.len()).filter(|&at| !named[at] && beside(at)) {
        run[at].source = Some(source.to_vec());
    }
}

/// Turns in paragraphs next to one another.
fn runs(clauses: &Clauses<'_, '_>, found: &[Attribution]) -> Vec<Vec<Turn>> {
    let doc = clauses.doc;
    let mut runs: Vec<Vec<Turn>> = Vec::new();
    let mut last = None;
    for (index, attribution) in found.iter().enumerate().filter(|(_, attribution)| attribution.kind != Kind::Indirect) {
        let tokens = doc.tokens_in(attribution.content[0]);
        let paragraph = doc.paragraph_of(tokens.start);
        let end = attribution.content.last().map_or(paragraph, |span| doc.paragraph_of(doc.tokens_in(*span).start));
        let same = last.is_some_and(|last| paragraph <= last);
        if !same && last.is_none_or(|last| paragraph > last + 1) {
            runs.push(Vec::new());
        }
        let Some(run) = runs.last_mut() else { continue };
        if !same {
            run.push(Turn { paragraph, ..Turn::default() });
        }
        if let Some(turn) = run.last_mut() {
            turn.spoken.push(index);
            turn.source = turn.source.take().or_else(|| Some(attribution.source.clone()).filter(|source| !source.is_empty()));
        }
        last = last.max(Some(end));
    }
    runs
}
