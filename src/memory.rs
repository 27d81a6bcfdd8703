//! What annotating one text leaves for the next, so that an edit costs what it changes.
//!
//! What costs most, the learned tagger, depends on a paragraph and little around it, so what it found in a paragraph is kept
//! under all that it depends on. The other stages are run over the whole text.

use crate::tagger;

/// Longer texts are annotated from scratch, in bytes: what is kept of them would be more than an edit is worth.
pub(crate) const LONGEST: usize = 2 << 20;

/// What is kept from one text to the next, for [`Annotator::annotate_again`](crate::Annotator::annotate_again); at most a small
/// multiple of 2 MiB. A new one knows nothing.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(crate) tags: tagger::Memory,
}
