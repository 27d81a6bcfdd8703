//! What was proposed. In: the document, its quotations, attributions and speakers. Out: one entry per announcement
//! ("five proposals") with its items, and one per proposer for what was proposed without one.
//!
//! [`read`] finds announcements and clauses that propose by structure and says whose they are by the words of the text;
//! when the speakers stage knows who that is, [`find`] gives each announcement its items: lines with a number or bullet,
//! sentences that count, a series, headings, or clauses of the same proposer. Limits: English; an item that only a quotation
//! tells is not found in running text.

mod announcements;
mod assembly;
mod carriers;
mod clauses;
mod drafts;
mod enumerated;
mod evidence;
mod extent;
mod heads;
mod lists;
mod makers;
mod measures;
mod ordinals;
mod outline;
mod parts;
mod series;
mod sides;
mod signatures;
mod subjects;
mod told;
mod voices;
mod words;

pub use drafts::{Drafts, read};

use crate::span::Span;
use crate::speakers::{SpeakerId, Speakers};
use crate::text::Document;

/// One thing proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number, from 1 on.
    pub ordinal: u32,
    /// The proposal itself.
    pub content: Vec<Span>,
    /// The words that introduce it: `called for`; empty where a list does.
    pub cue: Vec<Span>,
}

/// Proposals that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Who proposes.
    pub proposer: Option<SpeakerId>,
    /// The number announced: 5 for `five proposals`.
    pub announced: Option<u32>,
    /// The announced noun: `proposals`.
    pub noun: Option<Span>,
    /// The announcement: `five proposals`.
    pub announcement: Option<Span>,
    /// The items found, in order.
    pub items: Vec<Item>,
}

impl Proposal {
    /// Whether as many items were found as announced.
    pub fn is_complete(&self) -> bool {
        self.announced == Some(self.items.len() as u32)
    }
}

/// Finds the proposals of an article: `drafts` says what reads like one, `speakers` who its proposers are.
pub fn find(doc: &Document<'_>, drafts: &Drafts<'_>, speakers: &Speakers) -> Vec<Proposal> {
    assembly::assemble(doc, drafts, speakers)
}
