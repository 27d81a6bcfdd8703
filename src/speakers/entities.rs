//! Who the names stand for. In: the names of the article. Out: entities, one a person or body, and the entity of each name.
//!
//! Hash maps from words to entities in place of comparisons: linear in the number of names. Long forms go first, so that a
//! surname finds its full name wherever that stands.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bodies;
use super::names::{Gender, Name, NameKind};
use super::people;
use super::words::{Key, is_possessive, is_suffix};
use crate::lexicon::WordClass;
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Index of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct EntityId(pub u32);

/// A person or body of the article.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    pub kind: NameKind,
    pub gender: Option<Gender>,
    /// Where its fullest form stands, without titles.
    pub name: Span,
    /// The last word of its name.
    pub surname: Span,
    /// How many words its name has.
    pub words: usize,
    /// Token of the first name that stands for it.
    pub first: usize,
    /// How often it is named.
    pub count: u32,
    /// Whether it is introduced as somebody's wife, son or the like.
    pub kin: bool,
    /// The body that a campaign or administration belongs to is named after its owner: `Ruiz campaign`.
    pub label: Option<String>,
}

/// The person named most of those whose name stands before byte `end`; the first of several.
pub(super) fn introduced(entities: &[Entity], end: usize) -> Option<EntityId> {
    let people = entities.iter().enumerate().filter(|(_, entity)| entity.kind == NameKind::Person);
    let before = people.filter(|(_, entity)| entity.name.start() < end);
    let most = before.max_by_key(|(index, entity)| (entity.count, std::cmp::Reverse(*index)));
    most.map(|(index, _)| EntityId(index as u32))
}

/// All entities, and whose each name is.
#[derive(Clone, Debug, Default)]
pub(super) struct Entities {
    pub all: Vec<Entity>,
    /// For each name, in order; `None` for a capital that is no name.
    pub of_name: Vec<Option<EntityId>>,
}

/// A name's words, as keys: without full stops, marks and suffix.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub keys: Vec<Key>,
    /// Tokens of the keys.
    pub tokens: Vec<usize>,
    /// A nickname between marks.
    pub nickname: Option<Key>,
}

impl Form {
    pub(super) fn of(doc: &Document<'_>, name: &Name) -> Self {
        let mut form = Self::default();
        let mut quoted = false;
        for at in name.core.clone() {
            let word = doc.word(at);
            if is_possessive(doc, at) && !quoted {
                continue;
            }
            if doc.is(at, TokenKind::Mark) || matches!(word, "(" | ")") {
                quoted = !quoted && at > name.core.start;
            } else if quoted {
                form.nickname = Some(Key::of(word));
            } else if !(matches!(word, "." | ",") || is_suffix(word) && at > name.core.start) {
                form.keys.push(Key::of(word));
                form.tokens.push(at);
            }
        }
        if form.keys.is_empty() {
            form.keys.push(Key::of(doc.word(name.core.start)));
            form.tokens.push(name.core.start);
        }
        form
    }
}

/// Lower-case words of the article and capitals inside its sentences: what a capital at a sentence's start is judged by.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    lower: FxHashSet<Key>,
}

impl Vocabulary {
    pub(super) fn of(doc: &Document<'_>) -> Self {
        let lower = (0..doc.tokens().len())
            .filter(|&at| doc.is(at, TokenKind::Word) && doc.word(at).starts_with(char::is_lowercase))
            .map(|at| Key::of(doc.word(at)))
            .collect();
        Self { lower }
    }

    /// Whether the word stands in lower case somewhere.
    pub(super) fn has_lower(&self, key: Key) -> bool {
        self.lower.contains(&key)
    }
}

/// Groups `names` by who they stand for.
pub(super) fn group(doc: &Document<'_>, names: &[Name], vocabulary: &Vocabulary) -> Entities {
    let forms: Vec<Form> = names.iter().map(|name| Form::of(doc, name)).collect();
    let mut grouping = Grouping {
        doc,
        names,
        forms: &forms,
        vocabulary,
        surnames: FxHashSet::default(),
        entities: Entities { all: Vec::new(), of_name: vec![None; names.len()] },
    };
    people::group_full_names(&mut grouping);
    people::group_couples(&mut grouping);
    bodies::group(&mut grouping);
    people::group_short_names(&mut grouping);
    grouping.entities
}

/// Grouping under way.
pub(super) struct Grouping<'a, 't> {
    pub doc: &'a Document<'t>,
    pub names: &'a [Name],
    pub forms: &'a [Form],
    pub vocabulary: &'a Vocabulary,
    /// Last words of full names.
    pub surnames: FxHashSet<Key>,
    pub entities: Entities,
}

impl Grouping<'_, '_> {
    /// Adds an entity that is so far known by name `at`.
    pub(super) fn add(&mut self, at: usize, kind: NameKind) -> EntityId {
        let id = EntityId(self.entities.all.len() as u32);
        let name = &self.names[at];
        let surname = self.forms[at].tokens.last().map_or(Span::default(), |&last| self.doc.tokens()[last].span);
        self.entities.all.push(Entity {
            kind,
            gender: None,
            name: self.doc.span(name.core.clone()),
            surname,
            words: self.forms[at].keys.len(),
            first: name.core.start,
            count: 0,
            kin: false,
            label: None,
        });
        self.assign(at, id);
        id
    }

    /// Lets name `at` stand for `id`.
    pub(super) fn assign(&mut self, at: usize, id: EntityId) {
        let name = &self.names[at];
        self.entities.of_name[at] = Some(id);
        let entity = &mut self.entities.all[id.0 as usize];
        entity.count += 1;
        entity.first = entity.first.min(name.core.start);
        entity.gender = entity.gender.or(name.gender);
        entity.kin |= is_kin(self.doc, name);
        if entity.kind == NameKind::Unsure && name.kind == NameKind::Person {
            entity.kind = NameKind::Person;
        }
        self.rename(at, id);
    }
}

impl Grouping<'_, '_> {
    /// Takes name `at` for the name of `id` where it is fuller than what stands there: more words, then not in capitals only.
    fn rename(&mut self, at: usize, id: EntityId) {
        let words = self.forms[at].keys.len() + usize::from(self.forms[at].nickname.is_some());
        let span = self.doc.span(self.names[at].core.clone());
        let shouted = |span: Span| !span.of(self.doc.text()).contains(char::is_lowercase);
        let cleaner = self.is_cleaner(at, self.entities.all[id.0 as usize].name);
        let entity = &mut self.entities.all[id.0 as usize];
        let better = !shouted(span) && shouted(entity.name) && words >= entity.words || cleaner;
        if words > entity.words && (!shouted(span) || shouted(entity.name) || entity.kind == NameKind::Body) || better {
            entity.name = span;
            entity.words = words;
        }
    }
}

impl Grouping<'_, '_> {
    /// Whether name `at` is `old` without a word in front that is no first name: `Ana Ruiz` of `Lucky Ana Ruiz`.
    fn is_cleaner(&self, at: usize, old: Span) -> bool {
        let new = &self.names[at].core;
        let known = self.doc.tokens_in(old);
        let words = |tokens: std::ops::Range<usize>| tokens.map(|at| self.doc.word(at));
        let first_name = |at: usize| self.doc.classes(at).contains(WordClass::FIRST_NAME);
        known.len() == new.len() + 1
            && new.len() > 1
            && first_name(new.start)
            && !first_name(known.start)
            && words(known.start + 1..known.end).eq(words(new.clone()))
    }
}

/// Whether `name` is introduced by what its bearer is to somebody else: `his daughter Ana Ruiz`, `Ana Ruiz, the mayor's wife`.
fn is_kin(doc: &Document<'_>, name: &Name) -> bool {
    let kin = |at: usize| doc.classes(at).contains(WordClass::KIN);
    let before = (name.titled.start.saturating_sub(2)..name.core.start).any(kin);
    let mut behind = (name.core.end + 1..name.core.end + 10).take_while(|&at| doc.is(at, TokenKind::Word));
    name.core.len() > 1 && (before || doc.word(name.core.end) == "," && behind.any(kin))
}

/// Several entities by one key, in the order of their coming.
pub(super) type Index = FxHashMap<Key, Vec<EntityId>>;

/// Adds `id` under `key`, once. At most so many share a key: more tell nothing, and lists stay short.
pub(super) fn insert(index: &mut Index, key: Key, id: EntityId) {
    const MOST: usize = 8;
    let ids = index.entry(key).or_default();
    if ids.len() < MOST && !ids.contains(&id) {
        ids.push(id);
    }
}
