//! Names in the text. One pass over the tokens: capitals in a row make a run, a run is a title with a name, a body, a place.

use std::ops::Range;

use super::entities::Vocabulary;
use super::runs;
use super::words::{Key, PERSON_NOUN, TITLES, is_acronym, is_initial, is_name_word, is_plural, is_suffix, touches};
use crate::lexicon::WordClass;
use crate::text::{Document, ParagraphKind};

/// What a name names, as far as the name and the words beside it tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NameKind {
    /// A human being.
    Person,
    /// An office, firm, paper, party.
    Body,
    /// A country or town.
    Place,
    /// Several capitals of which nothing is known.
    Unsure,
    /// A single capital that may be no name at all: at the start of a sentence, or a title.
    Weak,
}

/// He or she.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    Male,
    Female,
}

/// A name where it stands.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Tokens of the name alone.
    pub core: Range<usize>,
    /// Tokens with the capitalised title before it.
    pub titled: Range<usize>,
    pub kind: NameKind,
    pub gender: Option<Gender>,
    /// In a line of capitals, where a capital says nothing.
    pub in_heading: bool,
}

/// What the classes of a word say of somebody's gender.
pub(super) fn gender(classes: WordClass) -> Option<Gender> {
    match (classes.contains(WordClass::MALE), classes.contains(WordClass::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// All names of `doc`, in text order, disjoint.
pub(super) fn find(doc: &Document<'_>, vocabulary: &Vocabulary) -> Vec<Name> {
    let mut names = Vec::new();
    for paragraph in doc.paragraphs() {
        for sentence in &doc.sentences()[paragraph.sentences()] {
            let heading = is_title_case(doc, sentence.tokens(), paragraph.kind);
            let mut at = sentence.tokens().start;
            while at < sentence.tokens().end {
                match runs::scan(doc, at, sentence.tokens()) {
                    Some(run) => {
                        at = run.end;
                        Run { doc, vocabulary, sentence: sentence.tokens(), heading }.read(run, &mut names);
                    }
                    None => at += 1,
                }
            }
        }
    }
    names
}

/// Whether the words of a line are capitalised as in a title, so that a capital makes no name.
fn is_title_case(doc: &Document<'_>, tokens: Range<usize>, kind: ParagraphKind) -> bool {
    if tokens.len() > LONGEST_TITLE {
        return false;
    }
    let small = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::AUXILIARY | WordClass::PRONOUN;
    let counts = |at: usize| doc.word(at).len() > 3 || doc.word(at).len() == 3 && !doc.classes(at).intersects(small);
    let long = |at: &usize| counts(*at) && doc.word(*at).chars().all(|c| c.is_alphabetic());
    let (mut capitals, mut all) = (0, 0);
    for at in tokens.clone().filter(long) {
        let capital = doc.word(at).starts_with(char::is_uppercase);
        if !capital && doc.classes(at).contains(WordClass::CUE_VERB) {
            return false;
        }
        all += 1;
        capitals += usize::from(capital);
    }
    let stopped = doc.word(tokens.end - 1) == ".";
    let most = match kind {
        ParagraphKind::Heading => capitals * 4 >= all * 3,
        _ if stopped => capitals == all,
        _ => capitals * 6 >= all * 5,
    };
    most && all >= 4
}

/// A line of more tokens is no title.
const LONGEST_TITLE: usize = 30;

/// Letters for honours, degrees and seats, which follow a name without belonging to it.
pub(super) const POSTNOMINALS: &[&str] =
    &["CBE", "Esq", "FRS", "KC", "MBE", "MEP", "MP", "MSP", "MD", "OBE", "PC", "PhD", "QC", "RN", "SC", "TD"];

/// A run of capitals on its way to become names.
struct Run<'a, 't> {
    doc: &'a Document<'t>,
    vocabulary: &'a Vocabulary,
    sentence: Range<usize>,
    heading: bool,
}

impl Run<'_, '_> {
    fn classes(&self, at: usize) -> WordClass {
        self.doc.classes(at)
    }

    fn read(&self, run: Range<usize>, names: &mut Vec<Name>) {
        if self.heading {
            return self.read_heading(run, names);
        }
        let run = self.without_opening(run);
        let core = self.core(run.clone());
        if core.is_empty() {
            if run.len() == 1 && !self.follows_determiner(run.start) {
                names.push(self.name(run.start, run, NameKind::Weak));
            }
            return;
        }
        let core = self.without_words(core);
        if run.start < core.start {
            self.read_prefix(run.start..core.start, names);
        }
        if let Some(kind) = self.kind(&run, &core) {
            names.push(self.name(run.start.max(names.last().map_or(0, |last| last.core.end)), core, kind));
        }
    }

    fn name(&self, start: usize, core: Range<usize>, kind: NameKind) -> Name {
        let title = (start..core.start).rev().chain(self.noun_before(start)).find_map(|at| gender(self.classes(at)));
        let first = core.clone().find(|&at| !is_initial(self.doc.word(at)));
        let own = first
            .filter(|_| core.len() > 1 || kind == NameKind::Weak || kind == NameKind::Unsure)
            .and_then(|at| gender(self.classes(at)));
        Name { titled: start..core.end, core, kind, gender: title.or(own), in_heading: self.heading }
    }

    /// The lower-case noun right before the run: `widow` in `her widow Ana Ruiz`.
    fn noun_before(&self, start: usize) -> Option<usize> {
        let at = start.checked_sub(1).filter(|at| *at >= self.sentence.start)?;
        (self.classes(at).intersects(PERSON_NOUN) && !self.classes(at).intersects(WordClass::PRONOUN | WordClass::DETERMINER))
            .then_some(at)
    }

    fn is_word(&self, at: usize) -> bool {
        self.vocabulary.has_lower(Key::of(self.doc.word(at)))
    }

    fn follows_determiner(&self, at: usize) -> bool {
        at > self.sentence.start && self.classes(at - 1).contains(WordClass::DETERMINER)
    }

    /// Without a sentence's first word where that is only capitalised for its place: `Said` in `Said Ruiz`, `Rival` in
    /// `Rival Ana Ruiz`.
    fn without_opening(&self, run: Range<usize>) -> Range<usize> {
        let opens = (run.start == self.sentence.start || self.is_after_mark(run.start)) && run.len() > 1;
        let classes = self.classes(run.start);
        let first_name_next =
            self.classes(run.start + 1).contains(WordClass::FIRST_NAME) && run.len() > 2 && self.is_word(run.start);
        let drop = opens
            && !classes.intersects(TITLES | WordClass::FIRST_NAME | WordClass::BODY)
            && (classes.contains(WordClass::CUE_VERB) || first_name_next || self.is_participle(run.start));
        run.start + usize::from(drop)..run.end
    }

    /// Whether the capital at `at` can only be an -ing form: `Injecting Ruiz into the race`.
    fn is_participle(&self, at: usize) -> bool {
        let word = self.doc.word(at);
        word.len() > 7 && word.ends_with("ing") && self.classes(at).is_empty()
    }

    /// A person's name ends before a word that the article has in lower case: `Election` in `Ana Ruiz Election Day`.
    fn without_words(&self, core: Range<usize>) -> Range<usize> {
        if !self.classes(core.start).contains(WordClass::FIRST_NAME) || self.is_body(&core) {
            return core;
        }
        let end = (core.start + 2..core.end).find(|&at| {
            let word = self.doc.word(at);
            word.len() > 2
                && is_name_word(self.doc, at)
                && !self.classes(at).intersects(WordClass::FIRST_NAME | WordClass::PARTICLE)
                && self.is_word(at)
        });
        core.start..end.unwrap_or(core.end)
    }

    /// The part of `run` behind its titles: `Ana Ruiz` of `Former Deputy Mayor Ana Ruiz`; empty where there is no name.
    fn core(&self, run: Range<usize>) -> Range<usize> {
        let is_body = self.is_body(&run);
        let mut start = run.start;
        for at in run.clone() {
            // `Nurses Union`
            let members = is_body && at + 1 < run.end && is_plural(self.doc.word(at));
            let person = !self.is_surname(at, &run) && !self.is_given(at, &run) && !members;
            let title = self.classes(at).intersects(TITLES) && person || self.is_short_title(at, &run);
            let person_follows = at + 1 < run.end
                && !(is_body
                    && self.classes(at).intersects(WordClass::ROLE | WordClass::TITLE)
                    && !self.classes(run.start).intersects(TITLES));
            if title && person_follows {
                start = at + 1;
            } else if title && !is_body {
                return run.end..run.end;
            }
            while start < run.end && matches!(self.doc.word(start), "." | "of") {
                start += 1;
            }
        }
        let letters = (start + 2..run.end).rev().take_while(|&at| POSTNOMINALS.contains(&self.doc.word(at))).count();
        self.without_description(start..run.end - letters)
    }

    /// Whether a title is a first name here: `Earl` in `Earl Roe`, where the article has no earl.
    fn is_given(&self, at: usize, run: &Range<usize>) -> bool {
        let alone = at == run.start && at + 2 == run.end && !self.classes(at + 1).contains(WordClass::FIRST_NAME);
        alone && self.classes(at).contains(WordClass::FIRST_NAME) && !self.is_word(at)
    }

    /// Whether a word that could be a title is a surname here: `Dean` in `John Dean`, `King` in `Mr. King`.
    fn is_surname(&self, at: usize, run: &Range<usize>) -> bool {
        if at + 1 != run.end || at == run.start {
            return false;
        }
        let mut before = at - 1;
        while before > run.start && (self.doc.word(before) == "." || is_initial(self.doc.word(before))) {
            before -= 1;
        }
        self.classes(before).intersects(WordClass::FIRST_NAME | WordClass::HONORIFIC)
    }

    /// Whether a shortened word before a full name is a title: `Del. Ana Ruiz`.
    fn is_short_title(&self, at: usize, run: &Range<usize>) -> bool {
        at == run.start
            && at + 3 < run.end
            && self.doc.word(at + 1) == "."
            && self.classes(at).contains(WordClass::ABBREVIATION)
            && !self.classes(at).contains(WordClass::FIRST_NAME)
            && self.classes(at + 2).contains(WordClass::FIRST_NAME)
    }

    /// Without leading words that say where or of what party: `Democrat`, `NBC`, `Chicago`.
    fn without_description(&self, core: Range<usize>) -> Range<usize> {
        let mut first_name = core.clone().skip(1);
        let Some(first) = first_name.find(|&at| self.classes(at).contains(WordClass::FIRST_NAME)) else { return core };
        let describes = |at: usize| {
            let classes = self.classes(at);
            let word = self.doc.word(at);
            classes.intersects(WordClass::DEMONYM | WordClass::PLACE | WordClass::BODY | WordClass::ROLE)
                || is_acronym(word) && !is_initial(word)
                || word == "."
        };
        let own = self.classes(core.start).contains(WordClass::FIRST_NAME);
        let described = !own && first + 1 < core.end && (core.start..first).all(describes)
            || !own && (core.start..first).any(|at| self.classes(at).contains(WordClass::DEMONYM));
        if described && !self.is_body(&core) { first..core.end } else { core }
    }

    fn is_body(&self, run: &Range<usize>) -> bool {
        let last = run.clone().rev().find(|&at| self.doc.word(at) != ".");
        let joined = run.clone().any(|at| matches!(self.doc.word(at), "of" | "for" | "on" | "against" | "and" | "&"));
        last.is_some_and(|at| {
            self.classes(at).contains(WordClass::BODY)
                && run.len() > 1
                && !self.classes(at.saturating_sub(1)).contains(WordClass::HONORIFIC)
        }) || joined
            && (run.clone().any(|at| self.classes(at).contains(WordClass::BODY))
                || run.clone().any(|at| matches!(self.doc.word(at), "for" | "against")))
            && !last.is_some_and(|at| {
                at > run.start + 1
                    && self.classes(at - 1).contains(WordClass::FIRST_NAME)
                    && self.classes(run.start).intersects(TITLES)
            })
    }

    fn read_prefix(&self, prefix: Range<usize>, names: &mut Vec<Name>) {
        let end = prefix
            .clone()
            .find(|&at| self.classes(at).intersects(TITLES) || self.doc.word(at).len() > 9 && self.classes(at).is_empty())
            .unwrap_or(prefix.start);
        let body = prefix.start..end;
        let is_one = !body.is_empty() && (self.is_body(&body) || is_acronym(self.doc.word(body.start)) && body.len() == 1);
        if is_one {
            names.push(self.name(body.start, body, NameKind::Body));
        }
    }

    fn kind(&self, run: &Range<usize>, core: &Range<usize>) -> Option<NameKind> {
        let word = |at: usize| self.doc.word(at);
        let honoured = (run.start..core.start).any(|at| self.classes(at).intersects(TITLES));
        let first = self.classes(core.start);
        let last_at = core.clone().rev().find(|&at| word(at) != "." && !is_suffix(word(at))).unwrap_or(core.start);
        let last = self.classes(last_at);
        let single = core.start == last_at;
        let after_the = self.follows_determiner(run.start) && self.doc.word(run.start - 1) != "that";
        let is_people = last.contains(WordClass::DEMONYM) && !self.is_called(run.start, last_at);
        Some(if self.is_body(core) {
            NameKind::Body
        } else if honoured {
            NameKind::Person
        } else if single && (is_people || last.intersects(TITLES) || self.is_common(last_at)) {
            return None;
        } else if last.contains(WordClass::PLACE) && (single || !first.contains(WordClass::FIRST_NAME)) {
            NameKind::Place
        } else if single && is_acronym(word(last_at)) && word(last_at).len() >= 2 && !self.is_label(last_at) {
            NameKind::Body
        } else if single
            && (run.start == self.sentence.start || self.is_after_mark(run.start))
            && self.noun_before(run.start).is_none()
        {
            NameKind::Weak
        } else if !single && (first.contains(WordClass::FIRST_NAME) && !after_the || self.has_person_form(core))
            || single && self.noun_before(run.start).is_some() && !is_plural(word(last_at))
        {
            NameKind::Person
        } else if !single && word(core.start).len() > 2 && is_acronym(word(core.start)) && !self.heading
            || after_the && !(single && matches!(word(run.end), "campaign" | "administration" | "team" | "camp"))
        {
            NameKind::Body
        } else {
            NameKind::Unsure
        })
    }

    /// Whether a noun for one of a people is somebody's first name here: `Dane` without an article.
    fn is_called(&self, start: usize, at: usize) -> bool {
        self.classes(at).contains(WordClass::FIRST_NAME) && !self.follows_determiner(start)
    }

    /// Whether a capital is a common noun for one of a people: `a Dane who`, `a red-bearded Orkneyman`.
    fn is_common(&self, at: usize) -> bool {
        let word = |at: usize| self.doc.word(at);
        let before = at.saturating_sub(1 + usize::from(word(at.saturating_sub(1)).contains('-')));
        let next = self.classes(at + 1);
        let verb = WordClass::PREPOSITION | WordClass::AUXILIARY | WordClass::CUE_VERB | WordClass::CONJUNCTION;
        let ends = !self.doc.is(at + 1, crate::text::TokenKind::Word) || next.intersects(verb);
        let article = at > self.sentence.start && matches!(word(before), "a" | "an" | "A" | "An");
        article && (ends || matches!(word(at + 1), "named" | "called" | "who" | "whose"))
    }

    /// The speaker's name in a transcript: `RUIZ:` at the start of a paragraph.
    fn is_label(&self, at: usize) -> bool {
        at == self.sentence.start && self.doc.word(at + 1) == ":"
    }

    fn is_after_mark(&self, at: usize) -> bool {
        at > self.sentence.start
            && (self.doc.is(at - 1, crate::text::TokenKind::Mark) || matches!(self.doc.word(at - 1), ":" | "—" | "•"))
    }

    /// Initials, particles, a nickname, `Jr.`: only people's names have them.
    fn has_person_form(&self, core: &Range<usize>) -> bool {
        let inner = core.start + 1..core.end;
        inner.clone().any(|at| {
            let word = self.doc.word(at);
            is_initial(word)
                && word != "&"
                && at + 1 < core.end
                && self.doc.word(at + 1) == "."
                && !self.classes(core.start).intersects(WordClass::BODY)
                || is_suffix(word)
                || self.classes(at).contains(WordClass::PARTICLE) && word.starts_with(char::is_lowercase)
                || self.doc.is(at, crate::text::TokenKind::Mark)
        }) || is_initial(self.doc.word(core.start))
            && self.doc.word(core.start + 1) == "."
            && touches(self.doc, core.start + 1)
            && !matches!(self.doc.word(core.start), "U.S" | "U.K" | "U.N" | "E.U")
    }

    /// In a heading only a first name with the word behind it counts, and single words that a later look-up may know.
    fn read_heading(&self, run: Range<usize>, names: &mut Vec<Name>) {
        let mut at = run.start;
        while at < run.end {
            let first = self.classes(at).contains(WordClass::FIRST_NAME);
            let surname = at + 1 < run.end
                && is_name_word(self.doc, at + 1)
                && !self.classes(at + 1).intersects(WordClass::CUE_VERB | WordClass::ROLE);
            let len = if first && surname { 2 } else { 1 };
            let kind = if len == 2 { NameKind::Person } else { NameKind::Weak };
            if is_name_word(self.doc, at) && !self.classes(at).contains(WordClass::CUE_VERB) {
                names.push(self.name(at, at..at + len, kind));
            }
            at += len;
        }
    }
}
