//! What annotating one text leaves for the next, so that an edit costs what it changes.
//!
//! What costs most, the learned tagger, depends on a paragraph and little around it, so what it found in a paragraph is kept
//! under all that it depends on. The other stages are run over the whole text.

use crate::tagger;

/// What is kept from one text to the next, for [`Annotator::annotate_again`](crate::Annotator::annotate_again); at most about
/// 15 MB. A new one knows nothing.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(crate) tags: tagger::Memory,
}
