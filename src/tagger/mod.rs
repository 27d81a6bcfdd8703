//! The learned tagger. In: a parsed document and its quotations. Out: spans that look like a source, a cue or a content.

use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::Document;

/// What a tagged span is in its attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who.
    Source,
    /// The words that say that something was said.
    Cue,
    /// What was said.
    Content,
}

/// A stretch of text with the role the tagger gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Its role.
    pub role: Role,
    /// Where it stands.
    pub span: Span,
    /// How sure the tagger is, 0 to 1.
    pub probability: f32,
}

/// Tags `doc`: spans in text order, disjoint.
pub fn tag(_doc: &Document<'_>, _quotations: &[Quotation]) -> Vec<Tagged> {
    Vec::new()
}
