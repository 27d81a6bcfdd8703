//! Who is who. In: a parsed document and its quotations; later the sources of its attributions. Out: mentions of people and
//! bodies, and the speakers they stand for.
//!
//! [`find`] reads the names of the article once; [`resolve`] gives every source its speaker. Names are grouped over the whole
//! article before any pronoun is read, so that a surname or role finds its full name wherever that stands.
//!
//! Limits: names are found by their capitals; gender comes from titles, first names and kin words of the lexicon; `they`
//! stands for nobody by name.

mod bodies;
mod campaigns;
mod dialogue;
mod discourse;
mod entities;
mod focus;
mod groups;
mod heads;
mod names;
mod nominals;
mod people;
mod phrases;
mod roles;
mod runs;
mod speaking;
mod spelling;
mod strangers;
mod words;

use rustc_hash::FxHashMap;

use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::Document;

pub(crate) use heads::past_dateline;

use entities::{Entities, EntityId, Vocabulary};
use names::{Name, NameKind};
use phrases::Phrase;
use roles::{Role, Roles};
use words::Key;

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
    /// The whole phrase, with titles and apposition: `Jia Ming, a fellow of the institute`.
    pub span: Span,
    /// The name, noun or pronoun alone: `Jia Ming`.
    pub head: Span,
    /// How it refers.
    pub kind: MentionKind,
}

/// The people and bodies that the article names, before it is known who speaks.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// All names, in text order, with what describes them.
    pub mentions: Vec<Mention>,
    names: Vec<Name>,
    phrases: Vec<Phrase>,
    entities: Entities,
    roles: Roles,
    body_words: FxHashMap<EntityId, Vec<Key>>,
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
    /// For each source, in the given order, its speaker.
    pub of_source: Vec<Option<SpeakerId>>,
    /// All mentions of speakers, in text order, disjoint.
    mentions: Vec<(Span, SpeakerId)>,
}

impl Speakers {
    /// The speaker whom the first mention that shares a byte with `span` stands for: `the president` -> `Xi Jinping`.
    pub fn at(&self, span: Span) -> Option<SpeakerId> {
        let first = self.mentions.partition_point(|(mention, _)| mention.end() <= span.start());
        self.mentions.get(first).filter(|(mention, _)| mention.overlaps(span)).map(|(_, id)| *id)
    }
}

/// Finds the names of people and bodies in `doc`, with their titles and appositions.
pub fn find(doc: &Document<'_>, _quotations: &[Quotation]) -> Cast {
    let vocabulary = Vocabulary::of(doc);
    let names = names::find(doc, &vocabulary);
    let entities = entities::group(doc, &names, &vocabulary);
    let mut cast = Cast { names, entities, ..Cast::default() };
    for at in 0..cast.names.len() {
        let name = &cast.names[at];
        let sentence = doc.sentences()[doc.sentence_of(name.core.start)].tokens();
        let phrase = phrases::around(doc, name, sentence);
        cast.note(doc, at, &phrase);
        cast.phrases.push(phrase);
    }
    cast
}

impl Cast {
    fn note(&mut self, doc: &Document<'_>, at: usize, phrase: &Phrase) {
        let Some(id) = self.entities.of_name[at] else { return };
        let core = self.names[at].core.clone();
        self.mentions.push(Mention {
            span: doc.span(phrase.whole.clone()),
            head: doc.span(core.clone()),
            kind: MentionKind::Named,
        });
        let entity = &mut self.entities.all[id.0 as usize];
        if is_located(doc, self.names[at].core.start) && entity.kind == NameKind::Unsure && entity.words == 1 {
            return;
        }
        if matches!(entity.kind, NameKind::Body | NameKind::Place) {
            let words = self.body_words.entry(id).or_default();
            if words.len() < 16 {
                words.extend(core.map(|at| bodies::family(doc.word(at))));
            }
            return;
        }
        for (tokens, apposed) in [(phrase.before.clone(), false), (phrase.after.clone(), true)] {
            if tokens.is_empty() {
                continue;
            }
            if apposed {
                entity.kind = NameKind::Person;
            }
            entity.gender = entity.gender.or_else(|| tokens.clone().take(4).find_map(|at| names::gender(doc.classes(at))));
            self.roles.add(doc, id, Role { tokens, apposed });
        }
    }

    /// Where the name of the person [introduced](entities::introduced) before byte `end` stands.
    pub(crate) fn introduced(&self, end: usize) -> Option<Span> {
        entities::introduced(&self.entities.all, end).map(|id| self.entities.all[id.0 as usize].name)
    }

    /// The name that begins at byte `start`, without titles.
    pub(crate) fn named_from(&self, start: usize) -> Option<Span> {
        self.mentions.binary_search_by_key(&start, |mention| mention.head.start()).ok().map(|at| self.mentions[at].head)
    }

    /// The name that ends at byte `end`, without titles.
    pub(crate) fn named_to(&self, end: usize) -> Option<Span> {
        self.mentions.binary_search_by_key(&end, |mention| mention.head.end()).ok().map(|at| self.mentions[at].head)
    }

    /// The person whose apposition holds token `at`.
    fn described_at(&self, at: usize) -> Option<EntityId> {
        let index = self.phrases.partition_point(|phrase| phrase.whole.start <= at);
        (index.saturating_sub(4)..index)
            .rev()
            .find(|&index| self.phrases[index].after.contains(&at))
            .and_then(|index| self.entities.of_name[index])
    }

    /// The words of a body's names.
    fn body_words(&self, id: EntityId) -> Option<&[Key]> {
        self.body_words.get(&id).map(Vec::as_slice)
    }
}

/// Whether the name that begins at token `start` is where something is: `Born in Ashton`.
fn is_located(doc: &Document<'_>, start: usize) -> bool {
    start > 0 && matches!(doc.word(start - 1), "in" | "In")
}

/// Gives each source its speaker: names, pronouns and roles that stand for one person are one speaker.
pub fn resolve(doc: &Document<'_>, quotations: &[Quotation], cast: &Cast, sources: &[SourceRef<'_>]) -> Speakers {
    speaking::resolve(doc, quotations, cast, sources)
}
