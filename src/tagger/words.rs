//! What the first layer takes of a word: computed once for each distinct form, and kept for those of late.

use rustc_hash::FxHashSet;

use crate::recent::Recent;

use super::features::{FORMS, Form};
use super::lanes;
use super::model::{Model, TAPS};
use super::products::add_products;

/// Bytes of sums in one generation: about 1,100 words.
const MOST: usize = 5 << 20;
/// Most tokens whose words are learned at once: the words of so many fit in one generation.
pub(super) const TOGETHER: usize = 1024;
/// Words that are worked out at once.
const AT_ONCE: usize = 2 * lanes::VECTORS;

/// What the words of late add to the first layer's gates.
#[derive(Clone, Debug)]
pub struct Words {
    sums: Recent<Form, Box<[i16]>>,
}

impl Default for Words {
    fn default() -> Self {
        Self { sums: Recent::new(MOST) }
    }
}

impl Words {
    /// Works out what is not known yet of the words of these `forms`, from at most [`TOGETHER`] tokens or one piece.
    pub(super) fn learn(&mut self, model: &Model, forms: &[Form]) {
        let new: FxHashSet<&Form> = forms.iter().filter(|form| self.sums.get(*form).is_none()).collect();
        let new: Vec<&Form> = new.into_iter().collect();
        let width = model.first.rows();
        let (mut inputs, mut totals) = (Vec::new(), Vec::new());
        for forms in new.chunks(AT_ONCE) {
            inputs.clear();
            forms.iter().for_each(|form| lanes::pack(embed(model, form), &mut inputs));
            totals.clear();
            totals.resize(forms.len() * width, 0.0);
            add_products(&model.first, &inputs, &mut totals);
            for (&&form, totals) in forms.iter().zip(totals.chunks_exact(width)) {
                self.sums.keep(form, totals.iter().map(|&total| rounded(total)).collect(), size_of::<i16>() * width);
            }
        }
    }

    /// What a word of this form, which was [learned](Words::learn), adds to the gates of the token after it, to its own and to those
    /// of the token before it.
    pub(super) fn sums(&self, form: &Form) -> [&[i16]; TAPS] {
        let sums = self.sums.peek(form).map_or(&[][..], |sums| sums);
        debug_assert!(!sums.is_empty(), "{form:?} was not learned");
        let width = sums.len() / TAPS;
        std::array::from_fn(|tap| &sums[tap * width..][..width])
    }
}

/// The nearest whole number; what does not fit is cut.
fn rounded(number: f32) -> i16 {
    (number + 0.5_f32.copysign(number)).clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i32 as i16
}

/// The embeddings of a word's forms, one after another.
fn embed(model: &Model, form: &Form) -> Vec<i16> {
    let mut input = Vec::with_capacity(model.shape.input());
    for table in 0..FORMS {
        let row = match table {
            0 => model.vocabulary.binary_search(&form[0]).map_or(1, |at| at + 2),
            _ => form[table] as usize,
        };
        let width = model.shape.widths[table];
        input.extend(model.tables[table][row * width..][..width].iter().map(|&weight| i16::from(weight)));
    }
    input
}
