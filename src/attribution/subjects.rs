//! The source of a cue that stands without one beside it: the subject that it shares with another verb.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::span::Span;
use crate::text::TokenKind;

use super::clauses::{Clauses, FARTHEST};
use super::sources;

/// An adverbial before a subject has fewer tokens than this.
const LONGEST_ADVERBIAL: usize = 8;

/// The subject of `cue`, where the sentence's structure tells it.
pub(super) fn of(clauses: &Clauses<'_, '_>, cue: Span, content: &[Span]) -> Option<Span> {
    let doc = clauses.doc;
    let verb = doc.tokens_in(cue).start;
    let sentence = doc.sentences()[doc.sentence_of(verb)].tokens();
    let participle = doc.word(verb).ends_with("ing");
    let leads = verb == sentence.start || verb == sentence.start + 1 && opens_clause(doc.word(sentence.start));
    let tokens = if participle && leads {
        after_clause(clauses, doc.tokens_in(*content.last()?).end, sentence)
    } else if participle && doc.word(verb - 1) == "," {
        of_sentence(clauses, sentence)
    } else if is_active(clauses, doc.tokens_in(cue)) {
        before_verb(clauses, sentence.start, verb)
    } else {
        None
    };
    tokens.map(|tokens| doc.span(tokens))
}

/// Whether a participle after this word has the main clause's subject: `After saying so, she left.`
fn opens_clause(word: &str) -> bool {
    ["after", "before", "by", "in", "when", "while", "without"].iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// The subject of the main clause after a leading one that ends before token `past`: `he` in `Noting that fares rise, he left.`
fn after_clause(clauses: &Clauses<'_, '_>, past: usize, sentence: Range<usize>) -> Option<Range<usize>> {
    let doc = clauses.doc;
    let inside = past > 1 && doc.is(past - 1, TokenKind::Mark) && doc.word(past - 2) == ",";
    let from = past + usize::from(!inside);
    if past < sentence.end && (inside || doc.word(past) == ",") { subject_from(clauses, from, sentence.end) } else { None }
}

/// The subject that a sentence begins with, or that follows a short adverbial before its first comma: `Okafor` in
/// `For weeks, Okafor had stayed away, delivering speeches`.
fn of_sentence(clauses: &Clauses<'_, '_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let doc = clauses.doc;
    if !doc.classes(sentence.start).contains(WordClass::PREPOSITION) {
        return subject_from(clauses, sentence.start, sentence.end);
    }
    let comma = (sentence.start..sentence.end.min(sentence.start + LONGEST_ADVERBIAL)).find(|&at| doc.word(at) == ",")?;
    subject_from(clauses, comma + 1, sentence.end)
}

/// The noun phrase that begins at a token, up to its verb.
fn subject_from(clauses: &Clauses<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let phrase = sources::after(clauses, start, end)?;
    let verb = phrase.clone().skip(1).find(|&at| clauses.doc.word(at).ends_with("ed"));
    Some(phrase.start..verb.unwrap_or(phrase.end))
}

/// Whether the cue is a verb of which its subject is the source: `vowed`, not `was asked` or `seemed`.
fn is_active(clauses: &Clauses<'_, '_>, cue: Range<usize>) -> bool {
    let doc = clauses.doc;
    let passive = |at: usize| matches!(doc.word(at), "been" | "be" | "is" | "are" | "was" | "were" | "being" | "’s" | "'s");
    let calls = |at: usize| doc.word(at).starts_with("call") && !matches!(doc.word(at + 1), "for" | "on");
    let vague = |at: usize| calls(at) || ["seem", "appear", "known", "titl"].iter().any(|stem| doc.word(at).starts_with(stem));
    let verb = |at: usize| doc.classes(at).contains(WordClass::CUE_VERB) || doc.word(at).ends_with("ed");
    !cue.clone().any(|at| passive(at) || vague(at)) && cue.into_iter().any(verb)
}

/// The subject before a verb: a relative pronoun beside it, or what the verbs that `and` joins share.
fn before_verb(clauses: &Clauses<'_, '_>, start: usize, verb: usize) -> Option<Range<usize>> {
    let doc = clauses.doc;
    let adverb = |at: usize| doc.classes(at).intersects(WordClass::MID_ADVERB | WordClass::ADVERB) || doc.word(at).ends_with("ly");
    let beside = (start..verb).rev().find(|&at| !adverb(at))?;
    let relative = |at: usize| matches!(doc.word(at), "who" | "which");
    if relative(beside) || (doc.word(beside) == "that" && beside > start) {
        return Some(beside..beside + 1);
    }
    if !matches!(doc.word(beside), "and" | "but" | "or") {
        return None;
    }
    let near = start.max(beside.saturating_sub(FARTHEST))..beside;
    let shared = near.rev().take_while(|&at| doc.word(at) != ";").find(|&at| relative(at));
    if let Some(pronoun) = shared {
        return Some(pronoun..pronoun + 1);
    }
    let first = start + usize::from(doc.classes(start).contains(WordClass::CONJUNCTION) || doc.word(start) == "And");
    subject_from(clauses, first, beside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;
    use crate::text::Document;

    /// The subject of `cue` in `text`, the statement being what follows it.
    fn subject<'t>(text: &'t str, cue: &str) -> Option<&'t str> {
        let doc = Document::parse(text);
        let quotations = quotes::find(&doc);
        let start = text.find(cue)?;
        let comma = text.find(", ").filter(|&comma| comma > start).unwrap_or(text.len() - 1);
        let content = Span::new(start + cue.len() + 1, comma);
        of(&Clauses::new(&doc, &quotations), Span::new(start, start + cue.len()), &[content]).map(|span| span.of(text))
    }

    #[test]
    fn verbs_that_a_conjunction_joins_share_it() {
        assert_eq!(subject("Okafor paused at the rail and promptly vowed to run the ferry.", "vowed"), Some("Okafor"));
        assert_eq!(subject("But the crew, who had slept on deck and demanded a hearing.", "demanded"), Some("who"));
        assert_eq!(subject("Okafor paused at the rail and was asked to leave.", "was asked"), None);
    }

    #[test]
    fn a_relative_pronoun_beside_it() {
        assert_eq!(subject("The harbours, which together pledged to halve the noise.", "pledged"), Some("which"));
        assert_eq!(subject("The mood on rules that demanded silence was poor.", "demanded"), Some("that"));
    }

    #[test]
    fn a_participle_has_the_main_clauses() {
        assert_eq!(subject("Noting that fares rise, he asked for a cap.", "Noting"), Some("he"));
        assert_eq!(subject("While asking for a cap, Ana Ruiz smiled.", "asking"), Some("Ana Ruiz"));
        assert_eq!(subject("The sea rose. It rained.", "rose"), None);
    }
}
