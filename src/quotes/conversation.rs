//! Whether a text is a conversation, as stories set it: speech in paragraphs of its own, by turns.

use crate::text::{Document, TokenKind};

use super::Quotation;

/// A conversation has at least so many paragraphs that are all speech and say nothing of who speaks.
const FEWEST: usize = 2;

/// They have at most so many words on average; longer ones are a report's quotations.
const LONGEST_ON_AVERAGE: usize = 30;

/// Without them, so many quotations make one if they are lively: a quarter ends in a question, a cry or a break, which in one
/// report of a hundred they do.
const FEWEST_LIVELY: usize = 4;

/// Lively ones have at most so many words on average.
const LONGEST_LIVELY: usize = 25;

/// What is counted of a text.
#[derive(Default)]
struct Counts {
    quotations: usize,
    words: usize,
    lively: usize,
    /// Paragraphs that begin with a quotation.
    opened: usize,
    /// Paragraphs that follow speech and are one quotation, and their words.
    bare: usize,
    words_in_bare: usize,
}

/// Whether speakers take turns in `doc`: two of five paragraphs begin with a quotation, and some of them are nothing else and
/// follow speech; or fewer do, and the quotations are short and lively.
pub fn is_conversation(doc: &Document<'_>, quotations: &[Quotation]) -> bool {
    let paragraphs = doc.paragraphs().len();
    let counts = Counts::of(doc, quotations);
    let turns = counts.bare >= FEWEST && counts.words_in_bare <= counts.bare * LONGEST_ON_AVERAGE;
    let short = counts.quotations >= FEWEST_LIVELY && counts.words <= counts.quotations * LONGEST_LIVELY;
    let lively = short && counts.lively * 4 >= counts.quotations;
    turns && counts.opened * 5 >= paragraphs * 2 || lively && counts.opened * 5 >= paragraphs
}

impl Counts {
    fn of(doc: &Document<'_>, quotations: &[Quotation]) -> Self {
        let mut counts = Self::default();
        let mut spoken = vec![false; doc.paragraphs().len() + 1];
        for quotation in quotations.iter().filter(|quotation| quotation.parent.is_none()) {
            let words = words_in(doc, quotation);
            spoken[quotation.paragraph + 1] |= words > 0;
            counts.quotations += 1;
            counts.words += words;
            counts.lively += usize::from(quotation.inner.of(doc.text()).ends_with(['?', '!', '—', '–']));
            counts.opened += usize::from(quotation.span.start() == doc.paragraphs()[quotation.paragraph].span.start());
            if spoken[quotation.paragraph] && is_bare(doc, quotation) {
                counts.bare += 1;
                counts.words_in_bare += words;
            }
        }
        counts
    }
}

/// Whether a quotation is all of its paragraph, closed and not carried on from the paragraph before.
fn is_bare(doc: &Document<'_>, quotation: &Quotation) -> bool {
    let own = quotation.continues.is_none() && quotation.closed && words_in(doc, quotation) > 0;
    own && quotation.span == doc.paragraphs()[quotation.paragraph].span
}

fn words_in(doc: &Document<'_>, quotation: &Quotation) -> usize {
    let word = |at: &usize| !doc.is(*at, TokenKind::Mark) && !doc.is(*at, TokenKind::Punctuation);
    doc.tokens_in(quotation.span).filter(word).count()
}
