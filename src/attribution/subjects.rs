//! The source of a cue that stands without one beside it: the subject that it shares with another verb.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::span::Span;

use super::clauses::{Clauses, FARTHEST};
use super::sources;

/// The subject of `cue`, where the sentence's structure tells it.
pub(super) fn of(clauses: &Clauses<'_, '_>, cue: Span, content: &[Span]) -> Option<Span> {
    let doc = clauses.doc;
    let verb = doc.tokens_in(cue).start;
    let sentence = doc.sentences()[doc.sentence_of(verb)].tokens();
    let tokens = if verb == sentence.start {
        after_participle(clauses, verb, doc.tokens_in(*content.last()?).end, sentence)
    } else if is_active(clauses, doc.tokens_in(cue)) {
        before_verb(clauses, sentence.start, verb)
    } else {
        None
    };
    tokens.map(|tokens| doc.span(tokens))
}

/// The subject of the main clause, where a participle begins its sentence: `he` in `Noting that fares rise, he asked for a cap.`
fn after_participle(clauses: &Clauses<'_, '_>, verb: usize, past: usize, sentence: Range<usize>) -> Option<Range<usize>> {
    let doc = clauses.doc;
    let leads = doc.word(verb).ends_with("ing") && past < sentence.end && doc.word(past) == ",";
    if leads { sources::after(clauses, past + 1, sentence.end) } else { None }
}

/// Whether the cue is a verb of which its subject is the source: `vowed`, not `was asked` or `seemed`.
fn is_active(clauses: &Clauses<'_, '_>, cue: Range<usize>) -> bool {
    let doc = clauses.doc;
    let passive = |at: usize| matches!(doc.word(at), "been" | "be" | "is" | "are" | "was" | "were" | "being" | "’s" | "'s");
    let vague = |at: usize| ["seem", "appear", "call", "known", "titl"].iter().any(|stem| doc.word(at).starts_with(stem));
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
    let phrase = sources::after(clauses, first, beside)?;
    let verb = phrase.clone().skip(1).find(|&at| doc.word(at).ends_with("ed"));
    Some(phrase.start..verb.unwrap_or(phrase.end))
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
    fn a_leading_participle_has_the_main_clauses() {
        assert_eq!(subject("Noting that fares rise, he asked for a cap.", "Noting"), Some("he"));
        assert_eq!(subject("The sea rose. It rained.", "rose"), None);
    }
}
