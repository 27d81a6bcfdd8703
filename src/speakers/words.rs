//! What a single token looks like to this room.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

/// A word without its case, full stops and apostrophes, as a hash: `I.M.F` and `IMF` have one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key(u64);

/// Classes of words that begin no name, however they are written.
const CLOSED: WordClass = WordClass::NOT_NAME
    .union(WordClass::DETERMINER)
    .union(WordClass::PRONOUN)
    .union(WordClass::CONJUNCTION)
    .union(WordClass::PREPOSITION)
    .union(WordClass::NUMBER)
    .union(WordClass::AUXILIARY);

/// What somebody is or is called before the name.
pub(super) const TITLES: WordClass = WordClass::TITLE.union(WordClass::HONORIFIC).union(WordClass::ROLE);

/// What a noun for a single person is in.
pub(super) const PERSON_NOUN: WordClass = TITLES.union(WordClass::MALE).union(WordClass::FEMALE);

impl Key {
    /// The key of `word`.
    pub(super) fn of(word: &str) -> Self {
        if !word.is_ascii() {
            return Self::without(word, 0..0);
        }
        let mut hasher = FxHasher::default();
        for c in word.bytes().filter(|c| !matches!(c, b'.' | b'\'')) {
            char::from(c.to_ascii_lowercase()).hash(&mut hasher);
        }
        Self(hasher.finish())
    }

    /// The key of `word` without its bytes in `gap`.
    pub(super) fn without(word: &str, gap: std::ops::Range<usize>) -> Self {
        let mut hasher = FxHasher::default();
        let kept = word.char_indices().filter(|(at, _)| !gap.contains(at)).map(|(_, c)| c);
        for c in kept.filter(|c| !matches!(c, '.' | '\'' | '’')).flat_map(char::to_lowercase) {
            c.hash(&mut hasher);
        }
        Self(hasher.finish())
    }

    /// The key of several words in a row.
    pub(super) fn join(keys: &[Key]) -> Self {
        let mut hasher = FxHasher::default();
        keys.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// Whether token `at` is written like a name: `Ruiz`, `al-Malki`, `d'Arc`.
pub(super) fn is_capital(doc: &Document<'_>, at: usize) -> bool {
    if !doc.is(at, TokenKind::Word) {
        return false;
    }
    let word = doc.word(at);
    if word.bytes().take(4).all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let first_upper = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    let joint = || word.char_indices().take_while(|(at, _)| *at <= 3).find(|(_, c)| matches!(c, '-' | '’' | '\''));
    first_upper(word) || joint().is_some_and(|(at, joint)| first_upper(&word[at + joint.len_utf8()..]))
}

/// Whether token `at` may stand in a name: a capital, and no word of the closed classes unless it is a first name as well
/// (`Will Ruiz`).
pub(super) fn is_name_word(doc: &Document<'_>, at: usize) -> bool {
    let classes = doc.classes(at);
    is_capital(doc, at)
        && (!classes.intersects(CLOSED) || classes.contains(WordClass::FIRST_NAME) && is_capital(doc, at + 1))
        && !matches!(doc.word(at).as_bytes(), [b'I'] | [b'I', b'\'' | 0xE2, ..])
}

/// Whether token `at` stands for one person by a nation or an age alone: `the Swede`, `the 24-year-old`.
pub(super) fn is_epithet(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at);
    let nation = doc.classes(at).contains(WordClass::DEMONYM)
        && is_capital(doc, at)
        && !["s", "sh", "ch", "ese"].iter().any(|many| word.ends_with(many));
    at > 0 && matches!(doc.word(at - 1), "the" | "The") && (nation || word.ends_with("-year-old"))
}

/// Whether tokens `at - 1` and `at` touch.
pub(super) fn touches(doc: &Document<'_>, at: usize) -> bool {
    at > 0 && doc.tokens().get(at).is_some_and(|token| token.span.start() == doc.tokens()[at - 1].span.end())
}

/// `R`, `J.D`, `G.K`: letters that stand for first names.
pub(super) fn is_initial(word: &str) -> bool {
    word.len() <= 5 && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// `NATO`, `I.M.F`, `AFL-CIO`: two capitals at least and no small letter.
pub(super) fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

/// `Jr`, `III`: what ends a name without being a part of the surname.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Sr" | "II" | "III" | "IV" | "jr" | "sr" | "JR" | "SR")
}

/// Whether `word` looks like the plural of a noun.
pub(super) fn is_plural(word: &str) -> bool {
    let end = |suffix: &str| {
        word.len() > suffix.len() && word.get(word.len() - suffix.len()..).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
    };
    end("s") && !end("ss") && !end("us") && !end("is")
        || end("men")
        || end("people")
        || word.eq_ignore_ascii_case("people")
        || word.eq_ignore_ascii_case("men")
        || word.eq_ignore_ascii_case("police")
}

/// The possessive ending `'s`, or the apostrophe after a plural.
pub(super) fn is_possessive(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.word(at), "'s" | "’s" | "'S" | "’S") && doc.is(at, TokenKind::Word)
        || matches!(doc.word(at), "'" | "’") && touches(doc, at) && doc.word(at - 1).ends_with(['s', 'S'])
}
