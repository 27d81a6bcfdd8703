//! Word lists. In: the text files beside this one, compiled in. Out: the classes of a word, and phrase sets that are
//! matched on tokens, longest first.
//!
//! A list has one entry a line, inflections of a word on the same line, `#` comments, which are not compiled in; its head says
//! what it is, where it came from, who reads it and what does not belong. Lists are of our own making unless their head says
//! otherwise.

#[macro_use]
pub(crate) mod lists;
mod map;
mod phrases;
mod vocabulary;

pub use map::WordMap;
pub use phrases::PhraseSet;
pub use vocabulary::Vocabulary;

use std::sync::LazyLock;

use bitflags::bitflags;
use rustc_hash::FxHashMap;

bitflags! {
    /// The closed lists a word stands in; a word can be in several.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct WordClass: u32 {
        /// A verb that introduces a statement: `said`, `told`, `warned`.
        const CUE_VERB = 1;
        /// A shortened word whose full stop does not end a sentence: `Mr`, `Sen`, `Jan`.
        const ABBREVIATION = 1 << 1;
        /// A courtesy title: `Mr`, `Mrs`, `Dr`, `Sir`.
        const HONORIFIC = 1 << 2;
        /// A title that stands before a name: `President`, `Senator`, `Rep`.
        const TITLE = 1 << 3;
        /// A noun for what somebody is: `spokesman`, `director`, `farmer`.
        const ROLE = 1 << 4;
        /// A personal pronoun in the subject form: `he`, `she`, `they`, `I`, `we`, `it`.
        const PRONOUN = 1 << 5;
        /// A number in words: `one` to `twenty`, `dozen`.
        const NUMBER = 1 << 6;
        /// A word that begins with a capital without being a name: weekdays, months, `The`, `But`.
        const NOT_NAME = 1 << 7;
        /// A determiner: `the`, `a`, `his`, `some`.
        const DETERMINER = 1 << 8;
        /// A preposition: `of`, `in`, `with`.
        const PREPOSITION = 1 << 9;
        /// An auxiliary, modal or negation: `has`, `did`, `not`, `would`.
        const AUXILIARY = 1 << 10;
        /// A word that joins clauses: `and`, `but`, `while`, `that`.
        const CONJUNCTION = 1 << 11;
        /// An adverb that can stand beside a cue: `also`, `later`.
        const ADVERB = 1 << 12;
        /// A verb that introduces a statement with a noun: `issued the following statement`.
        const LIGHT_VERB = 1 << 13;
        /// A first name: `Ana`, `Bill`; with [`WordClass::MALE`], [`WordClass::FEMALE`] or both.
        const FIRST_NAME = 1 << 16;
        /// Says that somebody is a man: `Mr`, `Bill`, `uncle`, `him`.
        const MALE = 1 << 17;
        /// Says that somebody is a woman: `Mrs`, `Ana`, `widow`, `her`.
        const FEMALE = 1 << 18;
        /// A noun for a body of people: `committee`, `newspaper`, `bank`.
        const BODY = 1 << 19;
        /// An adjective or noun of a nation, party or people: `Latvian`, `Republicans`.
        const DEMONYM = 1 << 20;
        /// Ends the name of a place: `Norway`, `York`.
        const PLACE = 1 << 21;
        /// In lower case inside a name: `van`, `bin`.
        const PARTICLE = 1 << 22;
        /// A verb that proposes: `called` (for), `proposed`, `pledged`.
        const PROPOSAL_CUE = 1 << 14;
        /// A verb that announces a number of proposals: `made`, `unveiled`, `put` (forward).
        const ANNOUNCING = 1 << 15;
        /// A word that numbers the items of a list: `first`, `secondly`, `finally`.
        const ORDINAL = 1 << 23;
        /// A noun for a body or paper that can propose: `ministry`, `union`, `report`.
        const PROPOSER = 1 << 24;
        /// An adverb that stands between subject and verb: `also`, `repeatedly`.
        const MID_ADVERB = 1 << 25;
        /// A noun for what is proposed: `demands`, `measures`.
        const PROPOSAL_NOUN = 1 << 26;
        /// A word for a relative: `daughter`, `widow`.
        const KIN = 1 << 27;
        /// A noun for people who speak without being named: `aide`, `official`.
        const UNNAMED_ROLE = 1 << 28;
        /// A past tense that is a cue only for where it stands: `began` behind speech.
        const SPEECH_PAST = 1 << 29;
    }
}

/// Each list with the class that its words get.
const LISTS: &[(WordClass, &str)] = &[
    (WordClass::CUE_VERB, list!("cue_verbs.txt")),
    (WordClass::ABBREVIATION, list!("abbreviations.txt")),
    (WordClass::HONORIFIC, list!("honorifics.txt")),
    (WordClass::TITLE, list!("titles.txt")),
    (WordClass::ROLE, list!("roles.txt")),
    (WordClass::PRONOUN, list!("pronouns.txt")),
    (WordClass::NUMBER, list!("number_words.txt")),
    (WordClass::NOT_NAME, list!("not_names.txt")),
    (WordClass::DETERMINER, list!("determiners.txt")),
    (WordClass::PREPOSITION, list!("prepositions.txt")),
    (WordClass::AUXILIARY, list!("auxiliaries.txt")),
    (WordClass::CONJUNCTION, list!("conjunctions.txt")),
    (WordClass::ADVERB, list!("adverbs.txt")),
    (WordClass::LIGHT_VERB, list!("light_verbs.txt")),
    (WordClass::FIRST_NAME.union(WordClass::MALE), list!("first_names_male.txt")),
    (WordClass::FIRST_NAME.union(WordClass::FEMALE), list!("first_names_female.txt")),
    (WordClass::MALE, list!("male_words.txt")),
    (WordClass::FEMALE, list!("female_words.txt")),
    (WordClass::BODY, list!("bodies.txt")),
    (WordClass::DEMONYM, list!("demonyms.txt")),
    (WordClass::PLACE, list!("places.txt")),
    (WordClass::PARTICLE, list!("particles.txt")),
    (WordClass::PROPOSAL_CUE, list!("proposal_cues.txt")),
    (WordClass::ANNOUNCING, list!("announcing_verbs.txt")),
    (WordClass::ORDINAL, list!("ordinals.txt")),
    (WordClass::PROPOSER, list!("proposers.txt")),
    (WordClass::MID_ADVERB, list!("mid_adverbs.txt")),
    (WordClass::PROPOSAL_NOUN, list!("proposal_nouns.txt")),
    (WordClass::KIN, list!("kin.txt")),
    (WordClass::UNNAMED_ROLE, list!("unnamed_roles.txt")),
    (WordClass::SPEECH_PAST, list!("speech_pasts.txt")),
];

/// Longer words stand in no list.
pub(crate) const LONGEST: usize = 32;

static CLASSES: LazyLock<WordMap<WordClass>> = LazyLock::new(|| {
    let mut classes: FxHashMap<&'static str, WordClass> = FxHashMap::default();
    for (class, list) in LISTS {
        for word in entries(list).flat_map(str::split_whitespace) {
            *classes.entry(word).or_default() |= *class;
        }
    }
    classes.into_iter().collect()
});

/// The lines of a list without blank lines and what follows a tab.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    tagged(list).map(|(words, _)| words)
}

/// The lines of a list with the words that follow the tab, if any.
pub fn tagged(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter(|line| !line.is_empty()).map(|line| line.split_once('\t').unwrap_or((line, "")))
}

/// The classes of `word`, upper or lower case, curly or straight apostrophe; none for a word in no list, unless its ending says that
/// it is a role: `hydrologist`.
pub fn classes(word: &str) -> WordClass {
    CLASSES.get(word).copied().unwrap_or_else(|| if is_role_by_ending(word) { WordClass::ROLE } else { WordClass::empty() })
}

/// Whether `word` ends in what only roles end in, upper or lower case.
fn is_role_by_ending(word: &str) -> bool {
    let ends = |ending: &str| word.len().checked_sub(ending.len()).and_then(|at| word.get(at..));
    ["ologist", "ologists"].iter().any(|ending| ends(ending).is_some_and(|end| end.eq_ignore_ascii_case(ending)))
}

/// `word` in lower case with straight apostrophes, written to `buffer` where it is not so already; `None` where it does not fit.
fn lower_case<'b>(word: &'b str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return (word.len() <= LONGEST).then_some(word);
    }
    if word.is_ascii() {
        let bytes = buffer.get_mut(..word.len())?;
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        return std::str::from_utf8(bytes).ok();
    }
    let mut end = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = if c == '’' { '\'' } else { c };
        let room = buffer.get_mut(end..end + c.len_utf8())?;
        end += c.encode_utf8(room).len();
    }
    std::str::from_utf8(&buffer[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_classes_of_every_list_it_stands_in() {
        assert!(classes("Said").contains(WordClass::CUE_VERB));
        assert!(classes("Gov").contains(WordClass::TITLE | WordClass::ABBREVIATION));
        assert_eq!(classes("ferret"), WordClass::empty());
        assert_eq!(classes("Hydrologist"), WordClass::ROLE);
        assert_eq!(classes("HYDROLOGISTS"), WordClass::ROLE);
        assert_eq!(classes(&"x".repeat(100)), WordClass::empty());
    }
}
