//! Somebody who speaks without a name, and the pronouns that go on from there: `a former customer said … she said`.

use super::focus::Place;
use super::names::Gender;
use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

/// The last source that is a noun for one person and stands for nobody named, if nobody named came after it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stranger(Option<Known>);

#[derive(Clone, Copy, Debug)]
struct Known {
    noun: usize,
    gender: Option<Gender>,
    paragraph: usize,
}

impl Stranger {
    /// Whoever the noun at token `noun` means.
    pub(super) fn new(noun: usize, at: Place, gender: Option<Gender>) -> Self {
        Self(Some(Known { noun, gender, paragraph: at.paragraph }))
    }

    /// Forgets somebody who does something to a person of `gender`: `the manager asked her`, where `she` is not the manager.
    pub(super) fn does_to(&mut self, gender: Gender, verb: usize) {
        self.0 = self.0.filter(|known| known.noun + 1 != verb || known.gender.is_some_and(|own| own != gender));
    }

    /// The noun that a pronoun of `gender` at `at` takes up: one in the same paragraph or at most `reach` before, not from
    /// inside a quotation.
    pub(super) fn take_up(&mut self, at: Place, gender: Gender, reach: usize) -> Option<usize> {
        let known = self.0.as_mut()?;
        let near = at.paragraph <= known.paragraph + reach && !at.quoted;
        let agrees = known.gender.is_none_or(|known| known == gender);
        if !near || !agrees {
            return None;
        }
        (known.gender, known.paragraph) = (Some(gender), at.paragraph);
        Some(known.noun)
    }
}

/// Whether the pronoun `token` is the object of a verb that tells: `asked her whether`, not `praised her work`.
pub(super) fn is_object(doc: &Document<'_>, token: usize) -> bool {
    let closed = WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::DETERMINER | WordClass::PRONOUN;
    let ends = !doc.is(token + 1, TokenKind::Word) || doc.classes(token + 1).intersects(closed);
    let told = token > 0 && doc.classes(token - 1).contains(WordClass::CUE_VERB);
    told && (doc.word(token) == "him" || doc.word(token) == "her" && ends)
}
