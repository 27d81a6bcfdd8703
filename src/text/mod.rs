//! Reads the text once. In: the article as pasted. Out: a [`Document`] with tokens, sentences and paragraphs, all byte
//! spans of the original text, which is never changed.
//!
//! Limits: sentence ends are found for languages that write them `.`, `?`, `!`, `…`, `。`; words are runs of letters and
//! digits, so scripts without spaces get one token a run.

mod document;
mod memory;
mod paragraphs;
mod sentences;
mod tokens;

pub use document::{Document, Sentence};
pub use memory::Memory;
pub use paragraphs::{Paragraph, ParagraphKind};
pub use tokens::{Token, TokenKind};
