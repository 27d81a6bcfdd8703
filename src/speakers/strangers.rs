//! Somebody who speaks without a name, and the pronouns that go on from there: `a former customer said … she said`.

use super::focus::Place;
use super::names::Gender;

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
