//! What the word lists of this stage say about a word, and small questions about tokens.

use std::sync::LazyLock;

use bitflags::{Flags, bitflags};

use crate::lexicon::{self, PhraseSet, WordClass, WordMap};
use crate::text::{Document, TokenKind};

bitflags! {
    /// What may follow a verb that proposes.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct Frames: u16 {
        const NP = 1;
        const ING = 1 << 1;
        const TO = 1 << 2;
        const NP_TO = 1 << 3;
        const THAT = 1 << 4;
        const SHOULD = 1 << 5;
        const FOR = 1 << 6;
        const ON = 1 << 7;
        const NEED = 1 << 8;
        const IDEA = 1 << 9;
        const UPON = 1 << 11;
        /// The plain and the -s form are nouns as well.
        const NOUN = 1 << 10;
    }
}

bitflags! {
    /// Where a word makes a number a measure.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct Measure: u8 {
        /// Between the number and its noun: `percentage`.
        const NOUN = 1;
        /// Behind the noun: `behind`.
        const AFTER = 1 << 1;
        /// Before the number: `scored`.
        const BEFORE = 1 << 2;
    }
}

bitflags! {
    /// What a word does for a clause that proposes.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct ClausePart: u32 {
        /// Makes a plain form no proposal: `must`.
        const MODAL = 1;
        /// Stands before `to` where nobody proposes: `refused`.
        const UNWILLING = 1 << 1;
        /// Stands before a noun that looks like a verb: `new` calls.
        const FRESH = 1 << 2;
        /// Makes another verb of `push` and `press`: `ahead`.
        const ASIDE = 1 << 3;
        /// A plan that nobody proposes to do something with: `path`.
        const NO_IDEA = 1 << 4;
        /// A participle not in -ed or -en: `built`.
        const DONE = 1 << 5;
        /// Begins a new clause after a comma: `which`.
        const LEAVING = 1 << 6;
        /// Ends a clause and says nothing of what is proposed: `instead`.
        const TRAILING = 1 << 7;
        /// Goes with plans that somebody else has made as well: `has`.
        const HAVING = 1 << 8;
        /// What is done with proposals that somebody else made: `accept`.
        const OPEN = 1 << 9;
        /// What somebody writes and others read proposals in: `report`.
        const PAPER = 1 << 10;
        /// A paper that proposes nothing by itself: `act`.
        const STATUTE = 1 << 11;
        /// A form of `be`, contracted or not: `were`, `'s`.
        const BE = 1 << 12;
        /// After it `be` is no subjunctive: `will`.
        const BEFORE_BE = 1 << 13;
        /// The verb of a sentence that only lists: `include`.
        const LISTING = 1 << 14;
        /// May stand between an ordinal and the item that it counts, beside a noun for proposals: `involves`.
        const LINK = 1 << 15;
        /// What a sentence's subject can come after: `but`.
        const JOINING = 1 << 16;
        /// Stands before the number of an announcement: `key`.
        const COUNTED = 1 << 17;
    }
}

/// How much a verb proposes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    /// Anywhere: `called for`.
    Strong,
    /// It promises: `vowed to`.
    Pledge,
    /// Only where proposals were announced: `stressed`.
    Weak,
    /// What an announced plan would do: `it would ban`.
    Plan,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Gerund,
}

/// A verb that proposes, in one of its forms.
#[derive(Clone, Copy, Debug)]
pub(super) struct CueVerb {
    pub form: Form,
    pub force: Force,
    pub frames: Frames,
}

/// What a noun says about a number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    /// It is always something proposed: `demands`, not `points`.
    pub strong: bool,
    /// It is a promise: `commitments`.
    pub pledge: bool,
    /// It is something proposed only where its items all say what should be done: `changes`.
    pub loose: bool,
    /// More than one.
    pub plural: bool,
}

/// What a word says about its place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `first`, `secondly`.
    Nth(u32),
    /// `finally`.
    Last,
    /// `also`.
    More,
}

type Map<T> = LazyLock<WordMap<T>>;

static NUMBERS: Map<u32> = LazyLock::new(|| read(list!("../lexicon/number_words.txt"), |_, tags| tags.parse().unwrap_or_default()));
static NOUNS: Map<Noun> = LazyLock::new(|| read(list!("../lexicon/proposal_nouns.txt"), noun));
static PLANS: Map<bool> = LazyLock::new(|| read(list!("../lexicon/plan_nouns.txt"), |at, _| at > 0));
static PARTS: Map<()> = LazyLock::new(|| read(list!("../lexicon/plan_parts.txt"), |_, _| ()));
static VAGUE: Map<()> = LazyLock::new(|| read(list!("../lexicon/vague_actions.txt"), |_, _| ()));
static BODIES: Map<()> = LazyLock::new(|| read(list!("../lexicon/body_nouns.txt"), |_, _| ()));
static HOLDING: Map<&str> = LazyLock::new(|| read(list!("../lexicon/holding_verbs.txt"), |_, tags| tags));
static OUTCOMES: Map<()> = LazyLock::new(|| read(list!("../lexicon/plan_outcomes.txt"), |_, _| ()));
static EVERYDAY: Map<()> = LazyLock::new(|| read(list!("../lexicon/everyday_requests.txt"), |_, _| ()));
static MEASURES: Map<Measure> = LazyLock::new(|| read(list!("../lexicon/measures.txt"), |_, tags| flags(tags)));
static PARTS_OF_CLAUSES: Map<ClausePart> = LazyLock::new(|| read(list!("../lexicon/clause_words.txt"), |_, tags| flags(tags)));
static PLACES: Map<Place> = LazyLock::new(|| read(list!("../lexicon/ordinals.txt"), |_, tags| place(tags)));
static CUES: Map<CueVerb> = LazyLock::new(|| read(list!("../lexicon/proposal_cues.txt"), cue_verb));
static ANNOUNCING: Map<&str> = LazyLock::new(|| read(list!("../lexicon/announcing_verbs.txt"), |_, tags| tags));
static FURNITURE: LazyLock<PhraseSet> = LazyLock::new(|| PhraseSet::new(list!("../lexicon/furniture.txt")));

/// Each word of `list` with what `value` makes of its place in the line and the line's tags.
fn read<T: Copy>(list: &'static str, value: impl Fn(usize, &'static str) -> T) -> WordMap<T> {
    let value = &value;
    let line =
        |(words, tags): (&'static str, _)| words.split_whitespace().enumerate().map(move |(at, word)| (word, value(at, tags)));
    lexicon::tagged(list).flat_map(line).collect()
}

fn noun(at: usize, tags: &str) -> Noun {
    Noun { strong: tags.starts_with("strong"), pledge: tags.ends_with("pledge"), loose: tags == "loose", plural: at > 0 }
}

/// The flags that `tags` name, as in `np-to` for `NP_TO`; what names none is left out.
fn flags<F: Flags>(tags: &str) -> F {
    let named = tags.split(' ').filter_map(|tag| F::from_name(&tag.to_ascii_uppercase().replace('-', "_")));
    named.fold(F::empty(), F::union)
}

fn place(tags: &str) -> Place {
    match tags {
        "last" => Place::Last,
        "more" => Place::More,
        number => Place::Nth(number.parse().unwrap_or_default()),
    }
}

fn cue_verb(at: usize, tags: &str) -> CueVerb {
    let form = [Form::Base, Form::Third, Form::Past, Form::Gerund][at % 4];
    let (force, frames) = tags.split_once(' ').unwrap_or((tags, ""));
    let force = match force {
        "strong" => Force::Strong,
        "pledge" => Force::Pledge,
        _ => Force::Weak,
    };
    CueVerb { form, force, frames: flags(frames) }
}

/// The value of a number in words (`five`, `twenty-five`) or digits (`5`); none above 200.
pub(super) fn number(word: &str) -> Option<u32> {
    let value = match word.split_once('-') {
        _ if word.as_bytes().first().is_some_and(u8::is_ascii_digit) => word.parse().ok(),
        Some((tens, ones)) => {
            Some(NUMBERS.get(tens).copied().filter(|tens| (20..100).contains(tens))? + NUMBERS.get(ones).copied()?)
        }
        None => NUMBERS.get(word).copied(),
    };
    value.filter(|value| *value <= 200)
}

pub(super) fn proposal_noun(word: &str) -> Option<Noun> {
    NOUNS.get(word).copied()
}

/// Whether `word` names a plan, and whether it is a plural: `plan`, `proposals`.
pub(super) fn plan_noun(word: &str) -> Option<bool> {
    PLANS.get(word).copied()
}

pub(super) fn is_plan_part(word: &str) -> bool {
    PARTS.get(word).is_some()
}

/// Whether `word` calls a body after its name: `the union`.
pub(super) fn is_body(word: &str) -> bool {
    BODIES.get(word).is_some()
}

/// What follows a verb of a plan that holds what it proposes (`provides for`); none for another word.
pub(super) fn holding(word: &str) -> Option<&'static str> {
    HOLDING.get(word).copied()
}

pub(super) fn is_vague_action(word: &str) -> bool {
    VAGUE.get(word).is_some()
}

pub(super) fn is_plan_outcome(word: &str) -> bool {
    OUTCOMES.get(word).is_some()
}

pub(super) fn is_everyday_request(word: &str) -> bool {
    EVERYDAY.get(word).is_some()
}

/// Where `word` makes a number a measure.
pub(super) fn measure(word: &str) -> Measure {
    MEASURES.get(word).copied().unwrap_or_default()
}

/// What `word` does for a clause that proposes.
pub(super) fn clause_part(word: &str) -> ClausePart {
    PARTS_OF_CLAUSES.get(word).copied().unwrap_or_default()
}

/// Whether token `at` does `part` for a clause that proposes.
pub(super) fn plays(doc: &Document<'_>, at: usize, part: ClausePart) -> bool {
    clause_part(doc.word(at)).contains(part)
}

pub(super) fn ordinal(word: &str) -> Option<Place> {
    PLACES.get(word).copied()
}

pub(super) fn cue(word: &str) -> Option<CueVerb> {
    CUES.get(word).copied()
}

/// What may follow an announcing verb; none for another word.
pub(super) fn announcing(word: &str) -> Option<&'static str> {
    ANNOUNCING.get(word).copied()
}

/// Whether a page's own line (a link, caption, advert) begins at token `at`.
pub(super) fn is_furniture(doc: &Document<'_>, at: usize) -> bool {
    FURNITURE.longest((at..at + 4).map(|at| doc.word(at))).is_some()
}

/// Whether token `at` is `word`, in any case.
pub(super) fn is(doc: &Document<'_>, at: usize, word: &str) -> bool {
    doc.word(at).eq_ignore_ascii_case(word)
}

/// Whether token `at` is one of `words`, in any case.
#[inline(never)]
pub(super) fn any(doc: &Document<'_>, at: usize, words: &[&str]) -> bool {
    let here = doc.word(at);
    words.iter().any(|word| here.eq_ignore_ascii_case(word))
}

/// Whether token `at` is a word that begins with a capital.
pub(super) fn is_capital(doc: &Document<'_>, at: usize) -> bool {
    doc.is(at, TokenKind::Word) && doc.word(at).chars().next().is_some_and(char::is_uppercase)
}

/// Whether token `at` stands between a subject and its verb: an adverb, auxiliary or negation.
pub(super) fn is_adverbial(doc: &Document<'_>, at: usize) -> bool {
    let classes = doc.classes(at);
    let manner = doc.word(at).len() > 4 && doc.word(at).ends_with("ly") && !is_capital(doc, at);
    manner || classes.intersects(WordClass::MID_ADVERB | WordClass::AUXILIARY)
}

/// Whether token `at` is an -ing form.
pub(super) fn is_gerund(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at);
    word.len() > 5 && word.ends_with("ing") && !matches!(word, "during" | "nothing" | "something" | "anything" | "everything")
}

/// Whether token `at` is a weekday or `today`.
pub(super) fn is_day(doc: &Document<'_>, at: usize) -> bool {
    doc.word(at).ends_with("day") && doc.classes(at).intersects(WordClass::NOT_NAME | WordClass::MID_ADVERB)
}
