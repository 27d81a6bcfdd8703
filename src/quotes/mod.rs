//! Pairs quotation marks into quotations. In: a parsed document. Out: quotations in text order, nested or disjoint.
//!
//! Two passes: [`marks`] tells what every mark could be from its neighbours, [`pairing`] decides paragraph by paragraph.
//! A quotation that is left open where the next paragraph reopens it is carried on there: each paragraph has a quotation of
//! its own, linked by [`Quotation::continues`]; so is one that a paragraph opens again before it was closed. Limits: no
//! dialogue dashes; a mark that could be an apostrophe is one unless a partner fits; nesting is followed eight deep.

mod conversation;
mod marks;
mod pairing;

pub use conversation::is_conversation;
pub use marks::{Family, QuoteMark};

use crate::span::Span;
use crate::text::Document;

/// Index of a quotation in the result of [`find`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuotationId(pub u32);

/// A stretch of text between quotation marks: `“We will,”` in `“We will,” he said`.
///
/// Titles and scare quotes are quotations as well; whether somebody says one is for the attribution stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The quotation it stands in, where it is nested.
    pub parent: Option<QuotationId>,
    /// The unclosed quotation before it that it carries on: of an earlier paragraph, or of the same where line breaks are lost.
    pub continues: Option<QuotationId>,
    /// Whether its closing mark is there; without one it reaches to its paragraph's end.
    pub closed: bool,
}

/// Finds every quotation in `doc`. A paragraph that reopens an unclosed quotation continues it; a stray mark opens nothing.
pub fn find(doc: &Document<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open = None;
    for paragraph in 0..doc.paragraphs().len() {
        let marks = marks::scan(doc, doc.paragraphs()[paragraph].tokens());
        open = pairing::pair(doc, paragraph, &marks, open, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        find(&Document::parse(text)).iter().map(|quotation| quotation.span.of(text)).collect()
    }

    #[test]
    fn marks_of_every_kind_pair() {
        assert_eq!(texts("\"One,\" he said. “Two,” she said."), ["\"One,\"", "“Two,”"]);
        assert_eq!(texts("«Un», dit-il. „Zwei“, sagte er. »Drei«"), ["«Un»", "„Zwei“", "»Drei«"]);
        assert_eq!(texts("``Four,'' he said. ''Five,'' she said."), ["``Four,''", "''Five,''"]);
        assert_eq!(texts("'We will,' he said. ‘They won’t,’ she said."), ["'We will,'", "‘They won’t,’"]);
    }

    #[test]
    fn apostrophes_feet_and_inches_are_no_quotations() {
        assert!(texts("The ’90s dogs' owner's don't. Rock 'n' roll, 6'2\" and 5' 10\" tall, 'em.").is_empty());
        assert_eq!(texts("\"He is 6'2\",\" she said"), ["\"He is 6'2\",\""]);
    }

    #[test]
    fn a_nested_quotation_knows_its_parent() {
        let found = find(&Document::parse("“He told me, ‘Go home,’ and I did,” she said."));
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].parent, Some(QuotationId(0)));
    }

    #[test]
    fn a_reopened_quotation_continues_the_one_before() {
        let found = find(&Document::parse("“First,” he said. “Second.\n\n“Third.\n\n“Fourth.”\n\n“Fifth.”"));
        let continues: Vec<_> = found.iter().map(|quotation| quotation.continues.map(|id| id.0)).collect();
        assert_eq!(continues, [None, None, Some(1), Some(2), None]);
        assert!(!found[1].closed && found[3].closed);
    }

    #[test]
    fn a_stray_mark_opens_nothing() {
        assert!(texts("The report\" was late.").is_empty());
        assert!(texts("The old \" was late.").is_empty());
    }

    #[test]
    fn a_wrongly_curled_mark_does_not_turn_the_rest_around() {
        assert_eq!(texts("”One,” he said. “Two,“ she said. “Three,” he said."), ["”One,”", "“Two,“", "“Three,”"]);
    }

    #[test]
    fn a_mark_that_closes_nothing_here_leaves_the_next_paragraph_alone() {
        assert_eq!(texts("One two” he said.\n\n“Three,” he said."), ["“Three,”"]);
    }
}
