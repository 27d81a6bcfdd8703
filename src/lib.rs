//! Marks who said what in a news article, and what was proposed.
//!
//! ```
//! let text = "“We will cut fares by a third,” said Mayor Ana Ruiz on Monday.";
//! let analysis = article_annotator::annotate(text);
//! assert!(analysis.proposals.is_empty());
//! ```
//!
//! The pipeline is a list of pure stages, each a room of its own: [`text`] cuts the article into paragraphs, sentences and
//! tokens, [`quotes`] pairs quotation marks, [`speakers`] finds the people and bodies that are named, [`attribution`] tells
//! who said what, [`proposals`] finds what was proposed, [`annotations`] puts it together. Any text gives a result; spans
//! are bytes of that text ([`Span`]), other units are made by [`Analysis::in_unit`].
#![forbid(unsafe_code)]
#![deny(missing_docs)]

// First: its lists are compiled in by a macro.
#[macro_use]
pub mod lexicon;

pub mod annotations;
mod annotator;
pub mod attribution;
mod memory;
pub mod proposals;
pub mod quotes;
mod recent;
mod span;
pub mod speakers;
pub mod tagger;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use annotations::{Analysis, AnnotationPage, Annotations, Unit};
pub use annotator::Annotator;
pub use memory::Memory;
pub use span::Span;

/// Finds the attributions, speakers and proposals of `text`, an article as pasted. Spans in the result are bytes of `text`.
///
/// Total: an empty, broken or foreign text gives a result with little or nothing in it.
///
/// ```
/// let text = "“We will cut fares by a third,” said Mayor Ana Ruiz on Monday.";
/// let analysis = article_annotator::annotate(text);
/// let attribution = &analysis.attributions[0];
/// assert_eq!(attribution.content[0].of(text), "“We will cut fares by a third,”");
/// assert_eq!(analysis.speakers[0].name, "Ana Ruiz");
/// ```
pub fn annotate(text: &str) -> Analysis {
    Annotator::new().annotate(text)
}
