//! People: full names first, then surnames, first names and titles with surnames.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::entities::{EntityId, Grouping, Index, insert};
use super::names::{Gender, Name, NameKind, gender};
use super::roles::families;
use super::spelling::Spellings;
use super::words::{Key, is_initial};
use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

/// First names that are one name: `Bill` and `William`.
static NICKNAMES: LazyLock<FxHashMap<Key, Key>> = LazyLock::new(|| families(list!("../lexicon/nicknames.txt")));

/// The key of a first name with its short forms.
fn first_name(key: Key) -> Key {
    NICKNAMES.get(&key).copied().unwrap_or(key)
}

/// People may have full names; places and bodies have not.
fn is_person(name: &Name) -> bool {
    matches!(name.kind, NameKind::Person | NameKind::Unsure)
}

/// Whether a name is a surname with particles: `bin Laden`, `De Blasio`.
fn is_surname(grouping: &Grouping<'_, '_>, at: usize) -> bool {
    let [before @ .., _] = &grouping.forms[at].tokens[..] else { return false };
    let particle = |&at: &usize| {
        grouping.doc.classes(at).contains(WordClass::PARTICLE) && !grouping.doc.classes(at).contains(WordClass::FIRST_NAME)
    };
    before.iter().all(particle)
}

/// Groups names of two words and more: same surname and first name are one person, whatever stands between. Long names go
/// first, so that the end of one (`Vega Soto` of `Luz Vega Soto`) is known when it comes.
pub(super) fn group_full_names(grouping: &mut Grouping<'_, '_>) {
    let mut people: FxHashMap<(Key, Key), EntityId> = FxHashMap::default();
    let full = |grouping: &Grouping<'_, '_>, at: usize| is_person(&grouping.names[at]) && !is_surname(grouping, at);
    let mut order: Vec<usize> = (0..grouping.names.len()).filter(|&at| full(grouping, at)).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(grouping.forms[at].keys.len().min(4)));
    for at in order {
        let keys = known_as(grouping, at);
        let id = match keys.iter().find_map(|key| people.get(key).copied()) {
            Some(id) => {
                grouping.assign(at, id);
                id
            }
            None => grouping.add(at, grouping.names[at].kind),
        };
        let last = grouping.forms[at].keys.len() - 1;
        grouping.surnames.insert(grouping.forms[at].keys[last]);
        for key in keys {
            people.entry(key).or_insert(id);
        }
        if last >= 2 {
            let keys = &grouping.forms[at].keys;
            people.entry((keys[last], first_name(keys[last - 1]))).or_insert(id);
        }
    }
}

/// Groups the first of two people who share a surname that is said once: `Luis` in `Luis and Ana Ruiz`.
pub(super) fn group_couples(grouping: &mut Grouping<'_, '_>) {
    for at in 1..grouping.names.len() {
        let (first, second) = (&grouping.names[at - 1].core, &grouping.names[at].core);
        let given = |at: usize| grouping.doc.classes(at).contains(WordClass::FIRST_NAME);
        let joined = first.len() == 1 && second.start == first.end + 1 && matches!(grouping.doc.word(first.end), "and" | "&");
        let (Some(partner), true) = (grouping.entities.of_name[at], joined && second.len() > 1) else { continue };
        if !given(first.start) || !given(second.start) || grouping.entities.of_name[at - 1].is_some() {
            continue;
        }
        let surname = grouping.entities.all[partner.0 as usize].surname;
        let name = format!("{} {}", grouping.doc.word(first.start), surname.of(grouping.doc.text()));
        let gender = gender(grouping.doc.classes(first.start));
        let id = grouping.add(at - 1, NameKind::Person);
        let entity = &mut grouping.entities.all[id.0 as usize];
        (entity.surname, entity.label, entity.gender) = (surname, Some(name), gender);
    }
}

/// The pairs of surname and first name by which a full name is known: its first word, its nickname, its middle name where it
/// begins with an initial.
fn known_as(grouping: &Grouping<'_, '_>, at: usize) -> Vec<(Key, Key)> {
    let form = &grouping.forms[at];
    let last = form.keys[form.keys.len() - 1];
    let initial = form.keys.len() > 2 && is_initial(grouping.doc.word(form.tokens[0]));
    let middle = form.keys.get(1).filter(|_| initial).copied();
    [Some(form.keys[0]), form.nickname, middle].into_iter().flatten().map(|key| (last, first_name(key))).collect()
}

/// Where a short form may lead.
#[derive(Default)]
struct Indices {
    /// By the last word of a full name.
    last: Index,
    /// By the first.
    first: Index,
    /// By one between.
    middle: Index,
    /// By the last, misspelt.
    spellings: Spellings,
}

fn indices(grouping: &Grouping<'_, '_>) -> Indices {
    let mut indices = Indices::default();
    for at in 0..grouping.names.len() {
        let Some(id) = grouping.entities.of_name[at] else { continue };
        if !matches!(grouping.entities.all[id.0 as usize].kind, NameKind::Person | NameKind::Unsure) {
            continue;
        }
        if let [first, middle @ .., last] = &grouping.forms[at].keys[..] {
            insert(&mut indices.last, *last, id);
            insert(&mut indices.first, *first, id);
            let surname = grouping.forms[at].tokens.last().map_or("", |&last| grouping.doc.word(last));
            indices.spellings.insert(surname, id);
            middle.iter().for_each(|key| insert(&mut indices.middle, *key, id));
        }
        let entity = &grouping.entities.all[id.0 as usize];
        if let (Some(_), [only]) = (&entity.label, &grouping.forms[at].keys[..]) {
            insert(&mut indices.last, Key::of(entity.surname.of(grouping.doc.text())), id);
            insert(&mut indices.first, *only, id);
        }
        if let Some(nickname) = grouping.forms[at].nickname {
            insert(&mut indices.first, nickname, id);
        }
    }
    indices
}

/// Groups the names that are left: names with titles, then surnames and first names; the rest stand for themselves.
pub(super) fn group_short_names(grouping: &mut Grouping<'_, '_>) {
    let mut indices = indices(grouping);
    let titled = |grouping: &Grouping<'_, '_>, at: usize| grouping.names[at].titled.start < grouping.names[at].core.start;
    group_some(grouping, &mut indices, titled);
    group_some(grouping, &mut indices, |grouping, at| grouping.names[at].kind != NameKind::Weak);
    let mut context = Context::new(grouping.doc);
    for at in 0..grouping.names.len() {
        if grouping.entities.of_name[at].is_none() {
            group_weak(grouping, &mut indices, &context, at);
        }
        if let Some(id) = grouping.entities.of_name[at] {
            context.see(grouping, at, id);
        }
    }
}

/// Groups those names that `wanted` lets through and that stand for nobody yet.
fn group_some(grouping: &mut Grouping<'_, '_>, indices: &mut Indices, wanted: impl Fn(&Grouping<'_, '_>, usize) -> bool) {
    let mut context = Context::new(grouping.doc);
    for at in 0..grouping.names.len() {
        if let Some(id) = grouping.entities.of_name[at] {
            context.see(grouping, at, id);
            continue;
        }
        if !wanted(grouping, at) || is_family(grouping, at) {
            continue;
        }
        let id = match find(grouping, indices, &context, at) {
            Some(id) => {
                grouping.assign(at, id);
                id
            }
            None => {
                let kind = grouping.names[at].kind;
                let id = grouping.add(at, kind);
                if let Some(&last) = grouping.forms[at].keys.last() {
                    insert(&mut indices.last, last, id);
                }
                id
            }
        };
        context.see(grouping, at, id);
    }
}

/// Whether a name is of several people who share a surname: `the Holmens`.
pub(super) fn is_family(grouping: &Grouping<'_, '_>, at: usize) -> bool {
    let [token] = grouping.forms[at].tokens[..] else { return false };
    let determined = token > 0 && grouping.doc.classes(token - 1).contains(WordClass::DETERMINER);
    let word = grouping.doc.word(token);
    let known = |ending: &&str| word.strip_suffix(*ending).is_some_and(|stem| grouping.surnames.contains(&Key::of(stem)));
    determined && ["s", "es"].iter().any(known) && !grouping.surnames.contains(&grouping.forms[at].keys[0])
}

/// A capital at a sentence's start: a name where the article has it as one, or where nothing speaks against it.
fn group_weak(grouping: &mut Grouping<'_, '_>, indices: &mut Indices, context: &Context, at: usize) {
    let Some(&key) = grouping.forms[at].keys.last() else { return };
    if let Some(id) = find(grouping, indices, context, at) {
        grouping.assign(at, id);
        return;
    }
    let token = grouping.names[at].core.start;
    let (word, classes) = (grouping.doc.word(token), grouping.doc.classes(token));
    let is_word = grouping.vocabulary.has_lower(key)
        || !classes.is_empty() && !classes.contains(WordClass::FIRST_NAME)
        || super::words::is_plural(word)
        || grouping.names[at].in_heading
        || word.ends_with("ing")
        || word.ends_with("ed")
        || word.ends_with("ly");
    let next = grouping.doc.classes(token + 1);
    let acts = next.intersects(WordClass::CUE_VERB | WordClass::AUXILIARY) || super::words::is_possessive(grouping.doc, token + 1);
    if word.chars().count() < 2 {
        return;
    }
    if !is_word && (acts || classes.contains(WordClass::FIRST_NAME))
        || grouping.doc.word(token + 1) == ":" && !word.contains(char::is_lowercase) && !classes.intersects(super::words::TITLES)
    {
        let id = grouping.add(at, NameKind::Unsure);
        insert(&mut indices.last, key, id);
    }
}

/// The entity that short name `at` stands for.
fn find(grouping: &Grouping<'_, '_>, indices: &Indices, context: &Context, at: usize) -> Option<EntityId> {
    let (name, form) = (&grouping.names[at], &grouping.forms[at]);
    let key = form.keys.last()?;
    let candidates = [&indices.last, &indices.first, &indices.middle].into_iter().find_map(|index| {
        let ids = index.get(key)?;
        let agrees = |id: &&EntityId| agrees(grouping, name, **id);
        let ids: Vec<EntityId> = ids.iter().filter(agrees).copied().collect();
        (!ids.is_empty()).then_some(ids)
    });
    match candidates {
        Some(candidates) => context.choose(grouping, &candidates, at),
        None => misspelt(grouping, indices, at),
    }
}

/// The person whose surname is one letter away from the single word `at`, a word that is nothing else.
fn misspelt(grouping: &Grouping<'_, '_>, indices: &Indices, at: usize) -> Option<EntityId> {
    let [token] = grouping.forms[at].tokens[..] else { return None };
    let (word, known) = (grouping.doc.word(token), grouping.doc.classes(token));
    if !known.is_empty() || grouping.names[at].in_heading || grouping.vocabulary.has_lower(grouping.forms[at].keys[0]) {
        return None;
    }
    let surname = |id: EntityId| Some(Key::of(grouping.entities.all[id.0 as usize].surname.of(grouping.doc.text())));
    indices.spellings.find(word, surname).filter(|id| agrees(grouping, &grouping.names[at], *id))
}

fn agrees(grouping: &Grouping<'_, '_>, name: &Name, id: EntityId) -> bool {
    let entity = &grouping.entities.all[id.0 as usize];
    let speaks = grouping.doc.classes(name.core.end).contains(WordClass::CUE_VERB);
    let place = name.kind == NameKind::Place && entity.kind != NameKind::Place && entity.count < 2 && !speaks;
    let titled = name.titled.start < name.core.start;
    let firm = titled && entity.name.of(grouping.doc.text()).contains('&');
    !place && !firm && differ(name.gender.filter(|_| titled), entity.gender)
}

/// Whether two genders do not contradict one another.
fn differ(one: Option<Gender>, other: Option<Gender>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// Who was named lately, for surnames that several people share.
#[derive(Default)]
struct Context {
    /// The paragraph of the latest mention.
    latest: FxHashMap<EntityId, usize>,
    /// Paragraphs that only rule one story off from the next.
    rules: Vec<usize>,
}

/// Somebody not named for so many paragraphs has to be named in full again.
const FORGOTTEN: usize = 4;

impl Context {
    fn new(doc: &Document<'_>) -> Self {
        let word = |at: usize| doc.is(at, TokenKind::Word) && doc.word(at).contains(char::is_alphanumeric);
        let is_rule = |at: &usize| !doc.paragraphs()[*at].tokens().any(|at| word(at) || doc.is(at, TokenKind::Number));
        Self { rules: (0..doc.paragraphs().len()).filter(is_rule).collect(), ..Self::default() }
    }

    /// How many rules stand above a paragraph.
    fn story(&self, paragraph: usize) -> usize {
        self.rules.partition_point(|rule| *rule < paragraph)
    }

    fn see(&mut self, grouping: &Grouping<'_, '_>, at: usize, id: EntityId) {
        self.latest.insert(id, grouping.doc.paragraph_of(grouping.names[at].core.start));
    }

    /// A bare surname is the person whom the article is about; another one only while that one is far off.
    fn choose(&self, grouping: &Grouping<'_, '_>, candidates: &[EntityId], at: usize) -> Option<EntityId> {
        let here = grouping.doc.paragraph_of(grouping.names[at].core.start);
        let entity = |id: &EntityId| &grouping.entities.all[id.0 as usize];
        let own_story = |id: &&EntityId| self.latest.get(*id).is_some_and(|latest| self.story(*latest) == self.story(here));
        if let Some(only) = candidates.iter().find(own_story).filter(|_| !self.rules.is_empty())
            && candidates.iter().filter(own_story).count() == 1
        {
            return Some(*only);
        }
        let alone = candidates.iter().all(|id| entity(id).kin);
        let candidates: Vec<EntityId> = candidates.iter().copied().filter(|id| alone || !entity(id).kin).collect();
        let most = candidates.iter().map(|id| entity(id).count).max()?;
        let main = candidates.iter().copied().filter(|id| entity(id).count * 3 >= most).min_by_key(|id| entity(id).first)?;
        let since = |id: &EntityId| self.latest.get(id).map_or(usize::MAX, |paragraph| here.saturating_sub(*paragraph));
        let near = candidates.iter().copied().filter(|id| since(id) <= FORGOTTEN / 2).min_by_key(since);
        Some(near.filter(|_| since(&main) > FORGOTTEN && since(&main) < usize::MAX).unwrap_or(main))
    }
}
