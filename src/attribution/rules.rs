//! The rules, in priority order.

use crate::quotes::Quotation;
use crate::speakers::Cast;
use crate::tagger::Tagged;
use crate::text::Document;

use super::Attribution;

/// What found an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The speaker stands beside the cue, next to the quotation.
    Beside,
}

impl Rule {
    /// A short phrase for readers.
    pub fn why(self) -> &'static str {
        match self {
            Rule::Beside => "speaker and cue beside the quotation",
        }
    }
}

/// Finds attributions by structure.
pub(super) fn resolve(_doc: &Document<'_>, _quotations: &[Quotation], _cast: &Cast, _tags: &[Tagged]) -> Vec<Attribution> {
    Vec::new()
}
