//! Who is who. In: a parsed document and its quotations; later the sources of its attributions. Out: mentions of people and
//! bodies, and the speakers they stand for.
//!
//! [`find`] reads the names of the article once; [`resolve`] gives every source its speaker.

use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::Document;

/// Index of a speaker in [`Speakers::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerId(pub u32);

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name: `Ana Ruiz`, `Ruiz`, `the I.M.F.`
    Named,
    /// By a description: `the mayor`, `a senior aide`.
    Nominal,
    /// By a pronoun: `she`.
    Pronominal,
}

/// A reference to somebody in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
}

/// The people and bodies that the article mentions, before it is known who speaks.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// All mentions, in text order.
    pub mentions: Vec<Mention>,
}

/// Somebody who is the source of at least one attribution, or a proposer.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest form that the article gives, without titles; the source's own words for an unnamed one.
    pub name: String,
    /// Whether `name` is a name: not `a senior aide`, `critics`.
    pub named: bool,
    /// The best description that the article gives: `consul general of Belarus in Shanghai`.
    pub role: Option<String>,
    /// Every mention, in text order.
    pub mentions: Vec<Span>,
}

/// One attribution as the speakers stage sees it: spans of who, the cue, and what was said, each in text order.
#[derive(Clone, Copy, Debug)]
pub struct SourceRef<'a> {
    /// Who; empty where the text says no one.
    pub source: &'a [Span],
    /// The words that say that something was said.
    pub cue: &'a [Span],
    /// What was said.
    pub content: &'a [Span],
}

/// The speakers of an article and which attribution is whose.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    /// In the order in which they first speak.
    pub speakers: Vec<Speaker>,
    /// For each attribution, in the given order, its speaker.
    pub of_attribution: Vec<Option<SpeakerId>>,
}

/// Finds the mentions of people and bodies in `doc`.
pub fn find(_doc: &Document<'_>, _quotations: &[Quotation]) -> Cast {
    Cast::default()
}

/// Gives each source its speaker: names, pronouns and roles that stand for one person are one speaker.
pub fn resolve(doc: &Document<'_>, _quotations: &[Quotation], _cast: &Cast, sources: &[SourceRef<'_>]) -> Speakers {
    let mut speakers = Speakers::default();
    for source in sources {
        let id = source.source.first().map(|span| speaker(doc, *span, &mut speakers.speakers));
        speakers.of_attribution.push(id);
    }
    speakers
}

fn speaker(doc: &Document<'_>, span: Span, speakers: &mut Vec<Speaker>) -> SpeakerId {
    let name = span.of(doc.text());
    let at = speakers.iter().position(|speaker| speaker.name == name).unwrap_or_else(|| {
        speakers.push(Speaker { name: name.to_owned(), named: true, role: None, mentions: Vec::new() });
        speakers.len() - 1
    });
    speakers[at].mentions.push(span);
    SpeakerId(at as u32)
}
