//! From bound sources to speakers: names, roles and mentions of whoever speaks.

use rustc_hash::FxHashMap;

use super::discourse::{self, Bindings, Said};
use super::entities::{self, Entity, EntityId};
use super::heads::Head;
use super::names::NameKind;
use super::roles::Role;
use super::words::TITLES;
use super::{Cast, SourceRef, Speaker, SpeakerId, Speakers};
use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::Document;

/// Gives each source its speaker.
pub(super) fn resolve(doc: &Document<'_>, quotations: &[Quotation], cast: &Cast, sources: &[SourceRef<'_>]) -> Speakers {
    let said: Vec<Said<'_>> = sources.iter().map(|source| Said { source: source.source, content: source.content }).collect();
    let bindings = discourse::bind(doc, quotations, cast, &said);
    let mut speaking = Speaking {
        doc,
        cast,
        bindings: &bindings,
        speakers: Speakers::default(),
        of_entity: FxHashMap::default(),
        unnamed: FxHashMap::default(),
        strangers: FxHashMap::default(),
        interviewee: None,
        initials: FxHashMap::default(),
    };
    for (index, source) in sources.iter().enumerate() {
        let id = speaking.speaker(index, source);
        speaking.speakers.of_source.push(id);
    }
    speaking.add_mentions();
    speaking.speakers
}

struct Speaking<'a, 't> {
    doc: &'a Document<'t>,
    cast: &'a Cast,
    bindings: &'a Bindings,
    speakers: Speakers,
    of_entity: FxHashMap<EntityId, SpeakerId>,
    unnamed: FxHashMap<String, SpeakerId>,
    /// Unnamed speakers by the noun that stands for them.
    strangers: FxHashMap<usize, SpeakerId>,
    /// Who answers in an interview, once it is known.
    interviewee: Option<Option<EntityId>>,
    /// Whose initials a label is, once it is known.
    initials: FxHashMap<String, Option<EntityId>>,
}

impl Speaking<'_, '_> {
    fn speaker(&mut self, index: usize, source: &SourceRef<'_>) -> Option<SpeakerId> {
        let first = source.source.first()?;
        if let Some(entity) = self.initialled(source) {
            return Some(self.named(entity));
        }
        let entity = match self.bindings.heads[index] {
            Head::Name(name) => self.cast.entities.of_name[name],
            Head::Pronoun(token) | Head::Nominal(token) => self.bindings.of_token.get(&token).copied(),
            Head::Other => None,
        };
        match (entity, self.bindings.heads[index]) {
            (Some(entity), _) => Some(self.named(entity)),
            (None, Head::Pronoun(token)) => {
                let noun = *self.bindings.strangers.get(&token)?;
                let known = self.strangers.get(&noun).copied();
                let id = known.unwrap_or_else(|| self.unnamed(self.doc.span(determined(self.doc, noun))));
                self.strangers.insert(noun, id);
                self.speakers.mentions.push((self.doc.tokens()[token].span, id));
                Some(id)
            }
            (None, Head::Nominal(token)) => {
                let id = self.unnamed(*first);
                self.strangers.insert(token, id);
                Some(id)
            }
            (None, _) => Some(match self.interviewee(source) {
                Some(id) => self.named(id),
                None => self.unnamed(*first),
            }),
        }
    }

    /// Whose initials a label is, in an interview that names its speakers only at first: `AR: Not yet.` for Ana Ruiz.
    fn initialled(&mut self, source: &SourceRef<'_>) -> Option<EntityId> {
        let text = self.doc.text();
        let label: String = source.source.first()?.of(text).split(['.', ' ']).collect();
        let initials = (2..=3).contains(&label.len()) && label.bytes().all(|letter| letter.is_ascii_uppercase());
        if !initials || source.cue.first().is_none_or(|cue| cue.of(text) != ":") {
            return None;
        }
        let letters = |name: Span| name.of(text).split_whitespace().filter_map(|word| word.chars().next()).collect::<String>();
        let fits = |entity: &Entity| {
            matches!(entity.kind, NameKind::Person | NameKind::Unsure) && letters(entity.name).eq_ignore_ascii_case(&label)
        };
        let found = || self.bindings.entities.iter().position(fits).map(|index| EntityId(index as u32));
        *self.initials.entry(label.clone()).or_insert_with(found)
    }

    /// Who answers as `A:` in an interview: the person named most of those whom its introduction names.
    fn interviewee(&mut self, source: &SourceRef<'_>) -> Option<EntityId> {
        let text = self.doc.text();
        let label = matches!(source.source[0].of(text), "A" | "Answer");
        if !label || source.cue.first().is_none_or(|cue| !matches!(cue.of(text), ":" | ".")) {
            return None;
        }
        *self.interviewee.get_or_insert_with(|| entities::introduced(&self.bindings.entities, source.source[0].start()))
    }

    fn named(&mut self, id: EntityId) -> SpeakerId {
        if let Some(known) = self.of_entity.get(&id) {
            return *known;
        }
        let entity = &self.bindings.entities[id.0 as usize];
        let name = entity
            .label
            .clone()
            .unwrap_or_else(|| entity.name.of(self.doc.text()).split_whitespace().collect::<Vec<_>>().join(" "));
        let speaker = self.add(Speaker { name, named: true, role: self.role(id), mentions: Vec::new() });
        self.of_entity.insert(id, speaker);
        speaker
    }

    /// An unnamed speaker: one for all sources in the same words.
    fn unnamed(&mut self, span: Span) -> SpeakerId {
        let name = span.of(self.doc.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        let key = name.to_lowercase();
        let known = self.unnamed.get(&key).copied();
        let id = known.unwrap_or_else(|| self.add(Speaker { name, named: false, role: None, mentions: Vec::new() }));
        self.unnamed.insert(key, id);
        self.speakers.mentions.push((span, id));
        id
    }

    fn add(&mut self, speaker: Speaker) -> SpeakerId {
        self.speakers.speakers.push(speaker);
        SpeakerId(self.speakers.speakers.len() as u32 - 1)
    }

    /// The best description: an apposition before a title, the longer before the shorter.
    fn role(&self, id: EntityId) -> Option<String> {
        let honorific = |at: &usize| self.doc.classes(*at).contains(WordClass::HONORIFIC) || self.doc.word(*at) == ".";
        let noun = |at: usize| self.doc.classes(at).intersects(TITLES) && !honorific(&at);
        let tells = |role: &&Role| role.apposed || role.tokens.clone().any(noun);
        let best = self.cast.roles.of(id).iter().filter(tells).max_by_key(|role| (role.apposed, role.tokens.len()))?;
        let start = best.tokens.clone().take_while(honorific).count() + best.tokens.start;
        let end = best.tokens.end
            - (start..best.tokens.end).rev().take_while(|at| self.doc.classes(*at).contains(WordClass::HONORIFIC)).count();
        let text = self.doc.span(start..end).of(self.doc.text());
        let text = text.trim_end_matches([',', ' ']).split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    fn add_mentions(&mut self) {
        let names = self.cast.names.iter().zip(&self.cast.entities.of_name);
        let own = std::mem::take(&mut self.speakers.mentions);
        let mut mentions = own.clone();
        for (name, entity) in names {
            if let Some(speaker) = entity.and_then(|id| self.of_entity.get(&id)) {
                mentions.push((self.doc.span(name.core.clone()), *speaker));
            }
        }
        for (token, entity) in &self.bindings.of_token {
            if let Some(speaker) = self.of_entity.get(entity) {
                mentions.push((self.doc.tokens()[*token].span, *speaker));
            }
        }
        mentions.sort_unstable_by_key(|(span, id)| (span.start(), std::cmp::Reverse(span.end()), *id));
        mentions.dedup_by(|later, earlier| later.0.overlaps(earlier.0));
        for (span, id) in &mentions {
            self.speakers.speakers[id.0 as usize].mentions.push(*span);
        }
        // A source that begins inside somebody's name is all that its speaker is known by.
        for (span, id) in own {
            let speaker = &mut self.speakers.speakers[id.0 as usize];
            if speaker.mentions.is_empty() {
                speaker.mentions.push(span);
            }
        }
        self.speakers.mentions = mentions;
    }
}

/// The noun phrase of the noun at token `noun`, from its determiner on.
fn determined(doc: &Document<'_>, noun: usize) -> std::ops::Range<usize> {
    let near = noun.saturating_sub(4)..noun;
    let start = near.rev().find(|&at| doc.classes(at).contains(WordClass::DETERMINER)).unwrap_or(noun);
    start..noun + 1
}
