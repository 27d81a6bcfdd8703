//! What annotating one text leaves for the next, so that an edit costs what it changes.
//!
//! What costs most, the learned tagger, depends on a paragraph and little around it, so what it found in a paragraph is kept
//! under all that it depends on; and the last text is kept with its tokens, which a paragraph that did not change has still. The
//! other stages are run over the whole text.

use crate::{tagger, text};

/// What is kept from one text to the next, for [`Annotator::annotate_again`](crate::Annotator::annotate_again); at most about
/// 20 MB. A new one knows nothing.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(crate) text: text::Memory,
    pub(crate) tags: tagger::Memory,
}
