//! Reads the article from front to back and binds pronouns, roles and campaigns to who they mean.

use rustc_hash::{FxHashMap, FxHashSet};

use super::dialogue::{Dialogue, Floor, inner_speakers};
use super::entities::{Entity, EntityId};
use super::focus::{Focus, Function, Place, Traits};
use super::heads::{Head, Heads, is_relative, without_place};
use super::names::{Gender, NameKind, gender};
use super::nominals::{self, Nominal};
use super::strangers::{self, Stranger};
use super::words::{Key, PERSON_NOUN, is_capital, is_possessive};
use super::{Cast, is_located};
use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Who is meant, by the token that means them.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    /// Pronouns, nouns and names.
    pub of_token: FxHashMap<usize, EntityId>,
    /// For each source its head.
    pub heads: Vec<Head>,
    /// Campaigns and administrations, found on the way.
    pub entities: Vec<Entity>,
    /// For a pronoun that means somebody without a name, the token of the noun: `she` after `a former customer said`.
    pub strangers: FxHashMap<usize, usize>,
}

/// The sources of the article, as spans of who and of what was said.
pub(super) struct Said<'a> {
    pub source: &'a [Span],
    pub content: &'a [Span],
}

/// Reads all of `doc`.
pub(super) fn bind(doc: &Document<'_>, quotations: &[Quotation], cast: &Cast, said: &[Said<'_>]) -> Bindings {
    let known = |name: usize| cast.entities.of_name[name].is_some();
    let heads = Heads { doc, names: &cast.names, known: &known };
    let source_heads: Vec<Head> = said.iter().map(|said| heads.of(said.source)).collect();
    let mut discourse = Discourse {
        doc,
        cast,
        heads,
        sources: FxHashMap::default(),
        named_sources: Vec::new(),
        speakers: FxHashSet::default(),
        people: Focus::default(),
        bodies: Focus::default(),
        here: Place::default(),
        campaigns: FxHashMap::default(),
        stranger: Stranger::default(),
        bindings: Bindings { entities: cast.entities.all.clone(), ..Bindings::default() },
        inner: inner_speakers(doc, cast, said, &source_heads),
        dialogue: Dialogue::default(),
    };
    let tokens: Vec<Option<(usize, Head)>> = source_heads.iter().map(|head| Some((discourse.token(head)?, *head))).collect();
    discourse.dialogue = Dialogue::new(doc, quotations, said, &tokens);
    discourse.note_sources(&source_heads);
    discourse.read(quotations);
    discourse.bindings.heads = source_heads;
    discourse.bindings
}

/// The reading under way.
pub(super) struct Discourse<'a, 't> {
    pub(super) doc: &'a Document<'t>,
    pub(super) cast: &'a Cast,
    pub(super) heads: Heads<'a, 't>,
    /// Heads of sources by token.
    sources: FxHashMap<usize, Head>,
    /// Tokens where names begin that are sources, in text order.
    named_sources: Vec<usize>,
    /// Who they are.
    speakers: FxHashSet<EntityId>,
    people: Focus,
    pub(super) bodies: Focus,
    pub(super) here: Place,
    pub(super) campaigns: FxHashMap<(EntityId, Key), EntityId>,
    stranger: Stranger,
    pub(super) bindings: Bindings,
    inner: Vec<(Span, EntityId)>,
    pub(super) dialogue: Dialogue,
}

impl Discourse<'_, '_> {
    /// The token that stands for a head.
    fn token(&self, head: &Head) -> Option<usize> {
        match head {
            Head::Name(name) => Some(self.cast.names[*name].core.start),
            Head::Pronoun(token) | Head::Nominal(token) => Some(*token),
            Head::Other => None,
        }
    }

    fn note_sources(&mut self, heads: &[Head]) {
        for head in heads {
            let Some(token) = self.token(head) else { continue };
            self.sources.insert(token, *head);
            if let Head::Name(name) = head {
                self.named_sources.push(token);
                self.speakers.extend(self.cast.entities.of_name[*name]);
            }
        }
        self.named_sources.sort_unstable();
    }

    fn read(&mut self, quotations: &[Quotation]) {
        let mut name = 0;
        let mut quotation = 0;
        for paragraph in 0..self.doc.paragraphs().len() {
            if is_byline(self.doc, self.doc.paragraphs()[paragraph].tokens()) {
                continue;
            }
            for sentence in self.doc.paragraphs()[paragraph].sentences() {
                for token in without_place(self.doc, self.doc.sentences()[sentence].tokens()) {
                    let start = self.doc.tokens()[token].span.start();
                    while quotation < quotations.len()
                        && (quotations[quotation].span.end() <= start || quotations[quotation].parent.is_some())
                    {
                        quotation += 1;
                    }
                    let quoted = quotations.get(quotation).is_some_and(|found| found.span.holds(start));
                    self.here = Place { token, sentence, paragraph, quoted };
                    while name < self.cast.names.len() && self.cast.names[name].core.start < token {
                        name += 1;
                    }
                    if self.cast.names.get(name).is_some_and(|found| found.core.start == token)
                        && self.cast.entities.of_name[name].is_some()
                    {
                        self.read_name(name);
                    } else if !self.is_inside(name, token) {
                        self.read_word(token);
                    }
                }
            }
        }
    }

    /// Whether token `token` is part of a known name that began before it; `next` is the first that did not.
    fn is_inside(&self, next: usize, token: usize) -> bool {
        let before = next.checked_sub(1).filter(|&name| self.cast.names[name].core.end > token);
        before.is_some_and(|name| self.cast.entities.of_name[name].is_some())
    }

    fn read_name(&mut self, name: usize) {
        let Some(entity) = self.cast.entities.of_name[name] else { return };
        let core = &self.cast.names[name].core;
        let function = self.function(core.start, core.end, name);
        self.see(entity, function, false);
        if function == Function::Subject && !self.here.quoted {
            self.stranger = Stranger::default();
        }
        self.note_call(name, entity);
        if self.sources.get(&core.start) == Some(&Head::Name(name)) {
            self.speak(entity, core.start);
        }
    }

    fn see(&mut self, entity: EntityId, function: Function, by_pronoun: bool) {
        let known = &self.bindings.entities[entity.0 as usize];
        let inside = !by_pronoun && is_located(self.doc, self.here.token);
        if inside && known.kind == NameKind::Unsure && known.words == 1 && known.count == 1 {
            return self.bodies.see(entity, self.here, function, by_pronoun);
        }
        let focus = match known.kind {
            NameKind::Person | NameKind::Unsure | NameKind::Weak => &mut self.people,
            NameKind::Body | NameKind::Place => &mut self.bodies,
        };
        focus.see(entity, self.here, function, by_pronoun);
        if self.bindings.entities[entity.0 as usize].kind == NameKind::Unsure {
            self.bodies.see(entity, self.here, function, by_pronoun);
        }
    }

    fn speak(&mut self, entity: EntityId, token: usize) {
        self.dialogue.speak(entity, token, self.here.paragraph);
        self.people.speak(entity);
        self.bodies.speak(entity);
    }

    /// What the mention between tokens `start` and `past` is in its sentence.
    fn function(&self, start: usize, past: usize, name: usize) -> Function {
        let first = self.cast.names.get(name).map_or(start, |name| name.titled.start.min(start));
        let before = first.checked_sub(1).map_or(WordClass::empty(), |at| self.doc.classes(at));
        if is_possessive(self.doc, past) {
            Function::Possessive
        } else if before.contains(WordClass::PREPOSITION)
            || self.doc.is(past, TokenKind::Word)
                && self.doc.classes(past).is_empty()
                && is_noun_like(self.doc, past)
                && !self.doc.classes(past + 1).intersects(WordClass::DETERMINER | WordClass::PRONOUN)
        {
            Function::Oblique
        } else {
            Function::Subject
        }
    }

    fn read_word(&mut self, token: usize) {
        let classes = self.doc.classes(token);
        let possessive = classes.contains(WordClass::DETERMINER) && gender(classes).is_some();
        let pronoun = classes.contains(WordClass::PRONOUN) || possessive || is_relative(self.doc.word(token));
        let may_be_pronoun = pronoun || self.sources.contains_key(&token);
        if let Some(entity) = may_be_pronoun.then(|| self.pronoun(token)).flatten() {
            return self.bound(token, entity, true);
        }
        let source = self.sources.get(&token) == Some(&Head::Nominal(token));
        let noun = source || classes.intersects(PERSON_NOUN | WordClass::BODY) && !classes.contains(WordClass::PRONOUN);
        if let Some(entity) = noun.then(|| self.nominal(token)).flatten() {
            self.bound(token, entity, false);
        } else if source && classes.intersects(PERSON_NOUN) || self.is_introduction(token) {
            self.stranger = Stranger::new(token, self.here, gender(classes));
        }
    }

    fn bound(&mut self, token: usize, entity: EntityId, by_pronoun: bool) {
        self.bindings.of_token.insert(token, entity);
        let word = self.doc.word(token);
        let object = matches!(word, "him" | "them" | "whom");
        let possessive =
            matches!(word, "his" | "his." | "His" | "her" | "Her" | "its" | "Its") || is_possessive(self.doc, token + 1);
        let function = if object {
            Function::Oblique
        } else if possessive {
            Function::Possessive
        } else {
            Function::Subject
        };
        self.see(entity, function, by_pronoun);
        if self.sources.contains_key(&token) {
            self.speak(entity, token);
        }
    }

    /// Who was named first in the sentence before, if nobody was named since.
    pub(super) fn leading(&self) -> Option<EntityId> {
        let last = self.people.seen().first()?;
        (last.leads && last.at.sentence + 1 == self.here.sentence && !last.at.quoted).then_some(last.entity)
    }

    /// Who speaks the words around this place, where their source is a name.
    pub(super) fn inner(&self) -> Option<EntityId> {
        let start = self.doc.tokens()[self.here.token].span.start();
        let last = self.inner.partition_point(|(span, _)| span.start() <= start);
        let (span, entity) = self.inner.get(last.checked_sub(1)?)?;
        (self.here.quoted && span.holds(start)).then_some(*entity)
    }

    fn pronoun(&mut self, token: usize) -> Option<EntityId> {
        let word = self.doc.word(token).to_ascii_lowercase();
        match word.split(['\'', '’']).next().unwrap_or("") {
            "he" | "him" | "his" | "himself" => self.person(Gender::Male, token),
            "she" | "her" | "hers" | "herself" => self.person(Gender::Female, token),
            "who" | "which" | "that" | "whom" | "whose" => self.relative(token),
            "it" | "its" if self.sources.contains_key(&token) => self.body(),
            "i" | "me" | "my" | "we" | "our" if self.here.quoted => self.inner(),
            _ => None,
        }
    }

    /// What `it` means: a body that was the subject of this sentence or the last, or that spoke just before.
    fn body(&self) -> Option<EntityId> {
        let last = |id: EntityId| self.bodies.seen().iter().find(|seen| seen.entity == id).and_then(|seen| seen.subject_in);
        self.bodies.choose(self.here, Floor::default(), |id| {
            let known = &self.bindings.entities[id.0 as usize];
            let paragraph = self.bodies.seen().iter().find(|seen| seen.entity == id).map_or(0, |seen| seen.at.paragraph);
            let spoke = self.bodies.spoke(id) && paragraph + 2 > self.here.paragraph;
            let near = spoke || last(id).is_some_and(|sentence| sentence + 1 >= self.here.sentence);
            // A company's name may be words that tell nothing.
            let may_be = known.kind == NameKind::Unsure && known.gender.is_none() && (known.words == 1 || known.count > 1);
            let body = matches!(known.kind, NameKind::Body | NameKind::Place) || may_be;
            self.traits(id, None).filter(|_| near && body)
        })
    }

    fn person(&mut self, gender: Gender, token: usize) -> Option<EntityId> {
        if strangers::is_object(self.doc, token) {
            self.stranger.does_to(gender, token - 1);
        }
        if let Some(noun) = self.stranger.take_up(self.here, gender, 1 + usize::from(self.dialogue.conversation)) {
            self.bindings.strangers.insert(token, noun);
            return None;
        }
        let ahead = self.ahead(gender, token);
        let floor = self.floor(token);
        let found = ahead.or_else(|| self.people.choose(self.here, floor, |id| self.traits(id, Some(gender))))?;
        let entity = &mut self.bindings.entities[found.0 as usize];
        entity.gender.get_or_insert(gender);
        Some(found)
    }

    /// What pronouns may know about `id`; `None` where its gender is another one.
    fn traits(&self, id: EntityId, wanted: Option<Gender>) -> Option<Traits> {
        let entity = &self.bindings.entities[id.0 as usize];
        let agrees = entity.gender.is_none() || wanted.is_none() || entity.gender == wanted;
        agrees.then_some(Traits { gender: entity.gender, person: entity.kind == NameKind::Person, count: entity.count })
    }

    /// The name that comes later in the sentence: `Before he left, Ruiz said`.
    fn ahead(&self, gender: Gender, token: usize) -> Option<EntityId> {
        let tokens = self.doc.sentences()[self.here.sentence].tokens();
        let opens = self.doc.classes(tokens.start).intersects(WordClass::PREPOSITION | WordClass::CONJUNCTION)
            && token < tokens.start + 12
            && !self.here.quoted;
        let nobody = self.people.seen().first().is_none_or(|last| last.at.sentence != self.here.sentence);
        if !opens || !nobody {
            return None;
        }
        let comma = (token..tokens.end.min(token + 25)).find(|&at| self.doc.word(at) == ",")?;
        let next = self.cast.names.partition_point(|name| name.core.end <= comma + 1);
        let name = self.cast.names.get(next).filter(|name| name.titled.start == comma + 1 || name.core.start == comma + 1)?;
        let id = self.cast.entities.of_name[next].filter(|_| name.core.end < tokens.end)?;
        let kind = self.bindings.entities[id.0 as usize].kind;
        let person = matches!(kind, NameKind::Person | NameKind::Unsure);
        (person && self.traits(id, Some(gender)).is_some()).then_some(id)
    }

    /// Whom `who` or `which` takes up: the name right before it, or the name that the description before it describes.
    fn relative(&self, token: usize) -> Option<EntityId> {
        let before = token.checked_sub(1).filter(|&at| at > 0)?;
        let before = (before.saturating_sub(8)..=before).rev().find(|&at| !self.is_between(at))?;
        if let Some(name) = self.heads.name_at(before) {
            let described = (self.doc.word(token) == "who").then(|| self.cast.described_at(before)).flatten();
            let person = self.cast.names[name].kind != NameKind::Body && self.cast.names[name].kind != NameKind::Place;
            let own = self.cast.entities.of_name[name];
            return if person || self.doc.word(token) != "who" { own } else { described };
        }
        if self.doc.word(before) == ")" {
            let name = self.cast.names.partition_point(|name| name.core.end < before).checked_sub(1)?;
            return self.cast.entities.of_name[name].filter(|_| self.cast.names[name].core.end + 9 > before);
        }
        let bound = || (before.saturating_sub(2)..=before).rev().find_map(|at| self.bindings.of_token.get(&at).copied());
        self.cast.described_at(before).or_else(bound)
    }

    /// What may stand between a name and its relative pronoun: `, 59, of Ashton,`, a dash.
    fn is_between(&self, at: usize) -> bool {
        let place = self
            .heads
            .name_at(at)
            .is_some_and(|name| self.cast.names[name].kind == NameKind::Place || self.doc.word(at.saturating_sub(1)) == "of");
        let short = self.doc.word(at).len() <= 5
            && self.doc.word(at.saturating_sub(1)) == ","
            && matches!(self.doc.word(at + 1), "." | ",");
        short
            || matches!(self.doc.word(at), "," | "-" | "—" | "–" | "of" | ".")
            || self.doc.is(at, TokenKind::Number)
            || place && self.doc.word(at + 1) == ","
    }

    fn nominal(&mut self, token: usize) -> Option<EntityId> {
        let nominal = Nominal::read(self.doc, token, self.here.sentence, &self.heads)?;
        if let Some(owned) = self.owned(&nominal) {
            return Some(owned);
        }
        let is_source = self.sources.contains_key(&token);
        if let Some(described) = self.cast.described_at(token).filter(|_| is_source) {
            return Some(described);
        }
        let scene = nominals::Scene {
            doc: self.doc,
            cast: self.cast,
            entities: &self.bindings.entities,
            people: &self.people,
            bodies: &self.bodies,
            here: self.here,
            speakers: &self.speakers,
            is_source,
            floor: self.floor(token),
            repeated: self.dialogue.is_repeated(self.doc.word(token)),
        };
        nominals::choose(&scene, &nominal).or_else(|| nominals::named_next(&scene, &nominal, &self.named_sources, &self.heads))
    }
}

/// Whether a paragraph only says who wrote: `By Ana Ruiz, Harlow Herald`.
fn is_byline(doc: &Document<'_>, tokens: std::ops::Range<usize>) -> bool {
    let verb = |at: usize| doc.classes(at).intersects(WordClass::CUE_VERB | WordClass::AUXILIARY);
    matches!(doc.word(tokens.start), "By" | "BY")
        && tokens.len() <= 16
        && is_capital(doc, tokens.start + 1)
        && !tokens.clone().any(verb)
}

/// Whether a word behind a name makes the name its adjective: `supporters` in `Ruiz supporters`.
fn is_noun_like(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at);
    word.starts_with(char::is_lowercase) && !word.ends_with("ed") && !word.ends_with("ly")
}
