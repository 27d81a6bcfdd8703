//! Quotations without a cue of their own that belong to an attribution: those of a statement carried over several
//! paragraphs, each reopened, and a paragraph that is one quotation after one that ends with somebody speaking.

use crate::quotes;

use super::clauses::Clauses;
use super::rules::Rule;
use super::{Attribution, Kind};

/// A quotation that goes on has at least so many words; a shorter one may be a title.
const SHORTEST: usize = 3;

/// Gives the quotations that no attribution of `found` (in text order) has to the one they go on from.
pub(super) fn extend(clauses: &Clauses<'_, '_>, found: &mut [Attribution]) {
    let mut owner = owners(clauses, found);
    for quotation in (0..owner.len()).rev() {
        if let (Some(before), Some(by)) = (clauses.quotations[quotation].continues, owner[quotation])
            && found[by].rule != Rule::Transcript
        {
            give(clauses, before.0 as usize, by, &mut owner, found);
        }
    }
    in_order(found);
    let conversation = quotes::is_conversation(clauses.doc, clauses.quotations);
    for quotation in 0..owner.len() {
        let before = clauses.quotations[quotation].continues.and_then(|before| owner[before.0 as usize]);
        if let Some(by) = before.or_else(|| if conversation { None } else { goes_on_from(clauses, quotation, found) }) {
            give(clauses, quotation, by, &mut owner, found);
        }
    }
    in_order(found);
}

/// Puts the contents that quotations were given to into text order: placing each at once would move all after it.
fn in_order(found: &mut [Attribution]) {
    found.iter_mut().for_each(|attribution| attribution.content.sort_unstable());
}

/// For each outermost quotation the attribution that has most of it.
pub(super) fn owners(clauses: &Clauses<'_, '_>, found: &[Attribution]) -> Vec<Option<usize>> {
    let mut owner = vec![None; clauses.quotations.len()];
    for (by, attribution) in found.iter().enumerate() {
        for span in &attribution.content {
            let tokens = clauses.doc.tokens_in(*span);
            let quotations = tokens.filter_map(|at| clauses.quotation(at));
            for quotation in quotations {
                owner[quotation] = Some(by);
            }
        }
    }
    owner
}

fn give(clauses: &Clauses<'_, '_>, quotation: usize, by: usize, owner: &mut [Option<usize>], found: &mut [Attribution]) {
    if owner[quotation].is_some() || clauses.quotations[quotation].parent.is_some() {
        return;
    }
    owner[quotation] = Some(by);
    found[by].content.push(clauses.quotations[quotation].span);
}

/// The attribution that a paragraph goes on from which is one quotation: the last one of the paragraph before, where that
/// one ends in speech.
fn goes_on_from(clauses: &Clauses<'_, '_>, quotation: usize, found: &[Attribution]) -> Option<usize> {
    let doc = clauses.doc;
    let index = clauses.quotations[quotation].paragraph;
    let paragraph = doc.paragraphs()[index].tokens();
    let tokens = clauses.tokens_of(quotation);
    let whole = tokens.start == paragraph.start && tokens.end + 1 >= paragraph.end;
    let before = doc.paragraphs().get(index.checked_sub(1)?)?.span;
    let last = found.partition_point(|attribution| attribution.content[0].start() < before.end()).checked_sub(1)?;
    let spoken = found[last].kind != Kind::Indirect && found[last].content.iter().rev().any(|span| before.overlaps(*span));
    let asked = doc.tokens_in(*found[last].content.last()?).end.checked_sub(2).is_some_and(|end| doc.word(end) == "?");
    let answered = asked && found[last].rule == Rule::QuotationBefore;
    (whole && spoken && !answered && clauses.words_in(quotation) >= SHORTEST).then_some(last)
}
