//! Attributions by structure: what stands beside a cue, and which quotations go on without one.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::span::Span;

use super::clauses::{Clauses, FARTHEST};
use super::cues::{self, Cue};
use super::sources::{self, Source};
use super::{Attribution, Kind};

/// What found an attribution; the first rule of this order that fits wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// `“…,” she said.`
    QuotationBefore,
    /// `She said, “…”`
    QuotationAfter,
    /// `The mayor made this statement:` and a quotation in the next paragraph.
    Introduced,
    /// `The fare would fall, she said.`
    ClauseBefore,
    /// `She said the fare would fall.`
    ClauseAfter,
    /// `“No.” Ruiz sat down.`
    Beat,
    /// A paragraph of a conversation, between two of somebody else.
    Turn,
    /// `Fares will reportedly fall.`
    Unattributed,
    /// `“Build the bridge.” ― Lena Okafor`
    Signed,
    /// `RUIZ: We will cut fares.`, in a transcript.
    Transcript,
}

impl Rule {
    /// A short phrase for readers.
    pub fn why(self) -> &'static str {
        match self {
            Rule::QuotationBefore => "speaker named right after the quotation",
            Rule::QuotationAfter => "speaker named right before the quotation",
            Rule::Introduced => "introduced in the paragraph before",
            Rule::ClauseBefore => "speaker named after the statement",
            Rule::ClauseAfter => "speaker named before the statement",
            Rule::Beat => "speaker acts beside the quotation",
            Rule::Turn => "speakers take turns",
            Rule::Unattributed => "no speaker named",
            Rule::Signed => "signed with a dash",
            Rule::Transcript => "speaker's label before the paragraph",
        }
    }

    /// How often it is right, measured on annotated articles.
    pub(super) fn confidence(self) -> f32 {
        match self {
            Rule::QuotationBefore => 0.92,
            Rule::QuotationAfter => 0.88,
            Rule::Introduced => 0.75,
            Rule::ClauseBefore => 0.8,
            Rule::ClauseAfter => 0.6,
            Rule::Beat => 0.75,
            Rule::Turn => 0.7,
            Rule::Unattributed => 0.5,
            Rule::Signed => 0.95,
            Rule::Transcript => 0.85,
        }
    }
}

/// Finds attributions by structure, one for each of `cues`, those of the whole text in its order. `taken` tells of each
/// quotation whether somebody has it already.
pub(super) fn find(clauses: &Clauses<'_, '_>, cues: &[Cue], taken: &mut [bool]) -> Vec<Attribution> {
    let mut cues = cues.iter().peekable();
    let mut found = Vec::new();
    for (index, paragraph) in clauses.doc.paragraphs().iter().enumerate() {
        found.extend(introduced(clauses, index, taken));
        while let Some(cue) = cues.next_if(|cue| cue.verb < paragraph.tokens().end) {
            found.extend(attribute(clauses, cue, taken));
        }
    }
    found
}

/// The attribution of one cue: its source beside it, and what is said on the other side.
fn attribute(clauses: &Clauses<'_, '_>, cue: &Cue, taken: &mut [bool]) -> Option<Attribution> {
    let source = sources::beside(clauses, cue)?;
    let group = cue.tokens.start.min(source.tokens.start)..cue.tokens.end.max(source.tokens.end);
    let (rule, content) = quotation_before(clauses, &group, taken)
        .or_else(|| quotation_after(clauses, &group, taken))
        .or_else(|| clause_before(clauses, &group))
        .or_else(|| clause_after(clauses, cue, &source))?;
    let doc = clauses.doc;
    Some(Attribution {
        kind: kind(clauses, &content),
        source: vec![doc.span(source.tokens)],
        cue: vec![doc.span(cue.tokens.clone())],
        content,
        confidence: rule.confidence(),
        rule,
    })
}

type Found = Option<(Rule, Vec<Span>)>;

/// `“…,” GROUP. “…”`: the quotation right before the group and those that follow it without a cue of their own.
fn quotation_before(clauses: &Clauses<'_, '_>, group: &Range<usize>, taken: &mut [bool]) -> Found {
    let before = group.start.checked_sub(1)?;
    let quotation = clauses
        .quotation(before)
        .or_else(|| if clauses.doc.word(before) == "," { clauses.quotation(before.checked_sub(1)?) } else { None })?;
    let first = clauses.tokens_of(quotation);
    if taken[quotation] || clauses.doc.paragraph_of(first.start) != clauses.doc.paragraph_of(group.start) {
        return None;
    }
    taken[quotation] = true;
    let mut content = vec![clauses.doc.span(statement_start(clauses, &first)..first.end)];
    follow(clauses, group.end, taken, &mut content);
    Some((Rule::QuotationBefore, content))
}

/// Where a statement that ends in a quotation begins: with the sentence, where plain words lead into it.
fn statement_start(clauses: &Clauses<'_, '_>, quotation: &Range<usize>) -> usize {
    let sentence = clauses.doc.sentences()[clauses.doc.sentence_of(quotation.start)].tokens();
    let plain = (sentence.start..quotation.start).rev().all(|at| clauses.quotation(at).is_none());
    if plain { sentence.start } else { quotation.start }
}

/// Adds the quotations that follow token `from` in the same paragraph, with nothing but punctuation and the rest of the
/// cue's sentence between.
fn follow(clauses: &Clauses<'_, '_>, from: usize, taken: &mut [bool], content: &mut Vec<Span>) {
    let doc = clauses.doc;
    let paragraph = doc.paragraphs()[doc.paragraph_of(from.saturating_sub(1))].tokens();
    let sentence = doc.sentences()[doc.sentence_of(from.saturating_sub(1))].tokens();
    let mut at = from;
    while at < paragraph.end {
        match clauses.quotation(at) {
            Some(quotation) if taken[quotation] || has_own_cue(clauses, quotation) => return,
            Some(quotation) => {
                taken[quotation] = true;
                content.push(clauses.quotations[quotation].span);
                at = clauses.tokens_of(quotation).end;
            }
            None if at < sentence.end && content.len() == 1 && !doc.classes(at).contains(WordClass::CUE_VERB) => at += 1,
            None if matches!(doc.word(at), "." | "," | ";" | ":" | "…" | "—") => at += 1,
            None => return,
        }
    }
}

/// Whether a cue of its own follows the quotation: `“Then build a bridge,” Ashby answered.`
fn has_own_cue(clauses: &Clauses<'_, '_>, quotation: usize) -> bool {
    let doc = clauses.doc;
    let tokens = clauses.tokens_of(quotation);
    let goes_on =
        doc.word(tokens.end.saturating_sub(2)) == "," || matches!(doc.word(tokens.end.saturating_sub(2)), "?" | "!" | "—");
    let rest = clauses.around(tokens.end);
    goes_on && tokens.end < rest.end && rest.filter(|&at| at >= tokens.end).any(|at| doc.classes(at).contains(WordClass::CUE_VERB))
}

/// `GROUP, “…”`: a quotation that begins in the group's sentence, with the words that lead into it.
fn quotation_after(clauses: &Clauses<'_, '_>, group: &Range<usize>, taken: &mut [bool]) -> Found {
    let doc = clauses.doc;
    let sentence = doc.sentences()[doc.sentence_of(group.start)].tokens();
    let ahead = group.end..(sentence.end.max(group.end) + 1).min(group.end + FARTHEST);
    let is_cue = |at: usize| doc.classes(at).contains(WordClass::CUE_VERB);
    let open = ahead.into_iter().find(|&at| clauses.quotation(at).is_some() || is_cue(at))?;
    let quotation = clauses.quotation(open)?;
    let lead = group.end..open;
    if taken[quotation] || doc.paragraph_of(open) != doc.paragraph_of(group.start) {
        return None;
    }
    taken[quotation] = true;
    let announced = lead.is_empty() || matches!(doc.word(open - 1), "," | ":");
    let tokens = clauses.tokens_of(quotation);
    let start = if announced { tokens.start } else { skip_punctuation(clauses, group.end) };
    let end = if announced { tokens.end } else { statement_end(clauses, &tokens, taken) };
    let mut content = vec![doc.span(start..end)];
    if announced {
        follow(clauses, end, taken, &mut content);
    }
    Some((Rule::QuotationAfter, content))
}

/// A mixed statement goes on to the end of its sentence and takes the quotations on its way.
fn statement_end(clauses: &Clauses<'_, '_>, quotation: &Range<usize>, taken: &mut [bool]) -> usize {
    let doc = clauses.doc;
    let last = quotation.end.saturating_sub(1);
    let sentence = doc.sentences()[doc.sentence_of(last)].tokens();
    for at in quotation.end..sentence.end {
        if let Some(other) = clauses.quotation(at) {
            taken[other] = true;
        }
    }
    without_stop(clauses, sentence.end.max(quotation.end))
}

fn without_stop(clauses: &Clauses<'_, '_>, end: usize) -> usize {
    if end > 0 && matches!(clauses.doc.word(end - 1), "." | "," | ";" | ":") { end - 1 } else { end }
}

fn skip_punctuation(clauses: &Clauses<'_, '_>, at: usize) -> usize {
    if matches!(clauses.doc.word(at), "," | ":") { at + 1 } else { at }
}

/// A statement has at least so many tokens.
const SHORTEST: usize = 3;

/// `The fare would fall, GROUP.`
fn clause_before(clauses: &Clauses<'_, '_>, group: &Range<usize>) -> Found {
    let doc = clauses.doc;
    let comma = group.start.checked_sub(1).filter(|&at| doc.word(at) == ",")?;
    let sentence = doc.sentences()[doc.sentence_of(group.start)].tokens();
    let ends = group.end >= sentence.end
        || matches!(doc.word(group.end), "." | "," | "?" | "!")
        || doc.classes(group.end).contains(WordClass::PREPOSITION)
        || doc.classes(group.end).contains(WordClass::NOT_NAME);
    let content = sentence.start..comma;
    let subordinate = doc.classes(sentence.start).intersects(WordClass::CONJUNCTION | WordClass::PREPOSITION)
        && !doc.classes(sentence.start).contains(WordClass::DETERMINER);
    let last = doc.sentences()[doc.sentence_of(group.start)].tokens().end <= group.end + 1;
    (ends && content.len() >= SHORTEST && (last || !subordinate)).then(|| (Rule::ClauseBefore, vec![doc.span(content)]))
}

/// `GROUP that the fare would fall.`
fn clause_after(clauses: &Clauses<'_, '_>, cue: &Cue, source: &Source) -> Found {
    let doc = clauses.doc;
    let sentence = doc.sentences()[doc.sentence_of(cue.verb)].tokens();
    let start = skip_punctuation(clauses, if source.inverted { source.tokens.end } else { cue.tokens.end });
    let end = without_stop(clauses, sentence.end);
    (start + SHORTEST <= end).then(|| (Rule::ClauseAfter, vec![doc.span(start..end)]))
}

/// A quotation that begins paragraph `index`, where the paragraph before ends in a colon and says who speaks.
fn introduced(clauses: &Clauses<'_, '_>, index: usize, taken: &mut [bool]) -> Option<Attribution> {
    let doc = clauses.doc;
    let sentence = doc.paragraphs().get(index.checked_sub(1)?)?.sentences().last()?;
    let sentence = doc.sentences()[sentence].tokens();
    let colon = sentence.end.checked_sub(1).filter(|&at| doc.word(at) == ":")?;
    let quotation = clauses.quotation(doc.paragraphs()[index].tokens().start)?;
    let spoken =
        cues::find(clauses, sentence.clone()).into_iter().rev().find_map(|cue| Some((sources::beside(clauses, &cue)?, cue.tokens)));
    let (source, cue) =
        spoken.or_else(|| sources::of_introduction(clauses, sentence).map(|(source, verb)| (source, verb..colon)))?;
    if std::mem::replace(&mut taken[quotation], true) {
        return None;
    }
    let mut content = vec![clauses.quotations[quotation].span];
    follow(clauses, clauses.tokens_of(quotation).end, taken, &mut content);
    let (source, cue, rule) = (vec![doc.span(source.tokens)], vec![doc.span(cue)], Rule::Introduced);
    Some(Attribution { kind: kind(clauses, &content), source, cue, content, confidence: rule.confidence(), rule })
}

/// How the content's words are given: which of them stand between marks.
pub(super) fn kind(clauses: &Clauses<'_, '_>, content: &[Span]) -> Kind {
    let counts = content.iter().map(|span| clauses.count(clauses.doc.tokens_in(*span)));
    let [words, quoted] = counts.fold([0, 0], |[words, quoted], [more, of_them]| [words + more, quoted + of_them]);
    match words {
        all if all == quoted && quoted > 0 => Kind::Direct,
        _ if quoted > 0 => Kind::Mixed,
        _ => Kind::Indirect,
    }
}
