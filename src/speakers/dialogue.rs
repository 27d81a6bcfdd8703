//! Who has the floor in a conversation: whose turn the paragraph before was, and whom it spoke to.
//!
//! In a story's dialogue each paragraph is a turn, so the one who spoke in the last is seldom the one who speaks in the next,
//! and the one who was called by name there often is. Reports are no conversations: nothing here holds for them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Cast;
use super::discourse::{Discourse, Said};
use super::entities::EntityId;
use super::focus::Place;
use super::heads::Head;
use super::names::gender;
use super::words::Key;
use crate::lexicon::WordClass;
use crate::quotes::{self, Quotation};
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// What the conversation tells about who is meant at a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Floor {
    /// Who speaks the words around it.
    pub inside: Option<EntityId>,
    /// Who spoke in the paragraph before.
    pub last: Option<EntityId>,
    /// Who is called by name in this paragraph.
    pub called_here: Option<EntityId>,
    /// Who was called by name in the paragraph before.
    pub called_before: Option<EntityId>,
    /// Whether nobody has spoken in this paragraph yet, so that having spoken last says nothing.
    pub passes_on: bool,
}

impl Floor {
    /// Whether `id` is hardly the one who is meant.
    pub(super) fn is_silent(&self, id: EntityId) -> bool {
        [self.inside, self.last, self.called_here].contains(&Some(id))
    }
}

/// The turns of a conversation, as far as they are read.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    /// Whether the text is one at all.
    pub conversation: bool,
    /// Who speaks in a paragraph under a source that stands before it.
    elsewhere: FxHashMap<usize, Head>,
    /// Tokens of the heads of sources whose words are quoted.
    aloud: FxHashSet<usize>,
    /// How often a common noun is the head of a source.
    nouns: FxHashMap<Key, u32>,
    /// The latest speaker with the paragraph.
    turn: Option<(EntityId, usize)>,
    /// Who was called by name last, with the paragraph.
    called: Option<(EntityId, usize)>,
    /// Who was called by name in an earlier paragraph.
    called_before: Option<(EntityId, usize)>,
}

impl Dialogue {
    pub(super) fn new(doc: &Document<'_>, quotations: &[Quotation], said: &[Said<'_>], heads: &[Option<(usize, Head)>]) -> Self {
        let mut dialogue = Self { conversation: quotes::is_conversation(doc, quotations), ..Self::default() };
        if !dialogue.conversation {
            return dialogue;
        }
        for (said, head) in said.iter().zip(heads) {
            let (Some((token, head)), Some(content)) = (*head, said.content.first()) else { continue };
            let first = doc.tokens_in(*content).start;
            if !doc.is(first, TokenKind::Mark) {
                continue;
            }
            if let Head::Nominal(noun) = head
                && !dialogue.aloud.contains(&token)
            {
                *dialogue.nouns.entry(Key::of(doc.word(noun))).or_default() += 1;
            }
            dialogue.aloud.insert(token);
            if doc.paragraph_of(token) < doc.paragraph_of(first) {
                dialogue.elsewhere.insert(doc.paragraph_of(first), head);
            }
        }
        dialogue
    }

    /// Notes that `id`, meant by `token`, speaks.
    pub(super) fn speak(&mut self, id: EntityId, token: usize, paragraph: usize) {
        if self.aloud.contains(&token) {
            self.turn = Some((id, paragraph));
        }
    }

    fn call(&mut self, id: EntityId, paragraph: usize) {
        if self.called.is_some_and(|(_, before)| before < paragraph) {
            self.called_before = self.called;
        }
        self.called = Some((id, paragraph));
    }

    /// Whether several sources have the noun `word`, as of somebody whom the story calls nothing else.
    pub(super) fn is_repeated(&self, word: &str) -> bool {
        self.nouns.get(&Key::of(word)).is_some_and(|count| *count > 1)
    }
}

/// Contents with the speaker whom their own source names, in text order.
pub(super) fn inner_speakers(doc: &Document<'_>, cast: &Cast, said: &[Said<'_>], heads: &[Head]) -> Vec<(Span, EntityId)> {
    let mut inner = Vec::new();
    for (said, head) in said.iter().zip(heads) {
        if let Head::Name(name) = head
            && let Some(entity) = cast.entities.of_name[*name]
        {
            inner.extend(said.content.iter().map(|span| (*span, entity)));
        }
    }
    inner.retain(|(span, _)| span.of(doc.text()).contains(['"', '“', '”', '«', '\'', '‘']));
    inner.sort_by_key(|(span, _)| (span.start(), span.end()));
    inner
}

impl Discourse<'_, '_> {
    /// Who has the floor where `token`, a source, stands.
    pub(super) fn floor(&self, token: usize) -> Floor {
        let inside = self.inner();
        let Place { paragraph, quoted, .. } = self.here;
        if !self.dialogue.conversation || quoted || !self.dialogue.aloud.contains(&token) {
            return Floor { inside, ..Floor::default() };
        }
        let begins = self.doc.is(self.doc.paragraphs()[paragraph].tokens().start, TokenKind::Mark);
        let at = |who: Option<(EntityId, usize)>, wanted: usize| who.filter(|(_, at)| *at == wanted).map(|(id, _)| id);
        let (called, before) = (self.dialogue.called, self.dialogue.called_before);
        let passes_on = at(self.dialogue.turn, paragraph).is_none();
        let Some(previous) = paragraph.checked_sub(1).filter(|_| begins) else {
            return Floor { inside, called_here: at(called, paragraph), passes_on, ..Floor::default() };
        };
        Floor {
            inside,
            last: at(self.dialogue.turn, previous).or_else(|| self.elsewhere(previous)),
            called_here: at(called, paragraph),
            called_before: at(called, previous).or_else(|| at(before, previous)),
            passes_on,
        }
    }

    /// Who speaks in `paragraph` under a source that stands before it.
    fn elsewhere(&self, paragraph: usize) -> Option<EntityId> {
        match *self.dialogue.elsewhere.get(&paragraph)? {
            Head::Name(name) => self.cast.entities.of_name[name],
            Head::Pronoun(token) | Head::Nominal(token) => self.bindings.of_token.get(&token).copied(),
            Head::Other => None,
        }
    }

    /// Notes a name that speech calls somebody by: set off by commas, `Yes, Miss Okafor.`
    pub(super) fn note_call(&mut self, name: usize, id: EntityId) {
        if !self.dialogue.conversation || !self.here.quoted {
            return;
        }
        let name = &self.cast.names[name];
        let mut before = name.titled.start.saturating_sub(1);
        while before > 0 && matches!(self.doc.word(before), "my" | "My" | "dear" | "Dear" | "old" | "poor") {
            before -= 1;
        }
        let set_off = |at: usize| self.doc.is(at, TokenKind::Mark) || self.doc.word(at) == ",";
        let ends = set_off(name.core.end) || matches!(self.doc.word(name.core.end), "." | "!" | "?" | "…" | "—" | ";");
        let begins = set_off(before) || self.doc.sentence_of(before) < self.here.sentence;
        if begins && ends {
            self.dialogue.call(id, self.here.paragraph);
        }
    }

    /// Whether the noun `token` brings up somebody new who is a man or a woman, as a clause's subject: `A tall woman came in.`
    pub(super) fn is_introduction(&self, token: usize) -> bool {
        let doc = self.doc;
        let person =
            gender(doc.classes(token)).is_some() && !doc.classes(token).intersects(WordClass::PRONOUN | WordClass::DETERMINER);
        if self.here.quoted || !person {
            return false;
        }
        let first = doc.sentences()[self.here.sentence].tokens().start;
        let near = token.saturating_sub(LONGEST)..token;
        let article = near.rev().find(|&at| doc.classes(at).contains(WordClass::DETERMINER));
        let whose = |at: usize| gender(doc.classes(at)).is_some() && doc.classes(token).contains(WordClass::KIN);
        let begins = |at: &usize| matches!(doc.word(*at), "a" | "an" | "A" | "An") || self.dialogue.conversation && whose(*at);
        let Some(article) = article.filter(begins) else { return false };
        let plain =
            |at: usize| doc.is(at, TokenKind::Word) && !doc.classes(at).intersects(WordClass::PREPOSITION | WordClass::AUXILIARY);
        let opens = article <= first || matches!(doc.word(article - 1), ";" | "and" | "when" | "where");
        let alone = !doc.classes(token + 1).intersects(super::words::PERSON_NOUN) && self.heads.name_at(token + 1).is_none();
        opens && alone && (article + 1..token).all(plain)
    }
}

/// Words up to the noun of somebody new: `a tall thin woman`.
const LONGEST: usize = 4;
