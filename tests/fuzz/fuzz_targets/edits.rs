//! Edits: a text annotated after others like it gives what it gives from scratch.
#![no_main]

use article_annotator::Memory;
use article_annotator_fuzz::{Choices, promises};
use libfuzzer_sys::fuzz_target;

/// Each text is annotated a dozen times, so a shorter one tries more, in bytes.
const LONGEST: usize = 600;

fuzz_target!(|input: (Choices, &str)| {
    let (choices, text) = input;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut memory = Memory::default();
    promises::again(text, &mut memory);
    let mut edited = text.to_owned();
    for edit in choices.chunks(4).take(4) {
        edited = apply(&edited, text, edit);
        promises::again(&edited, &mut memory);
    }
    promises::again(text, &mut memory);
});

/// `text` with some characters gone and a piece of `other` in their place.
fn apply(text: &str, other: &str, edit: &[u8]) -> String {
    let count = text.chars().count();
    let at = count * usize::from(edit[0]) / 255;
    let piece = other.chars().skip(other.chars().count() * usize::from(edit[2]) / 255).take(usize::from(edit[3] % 32));
    let after = text.chars().skip(at + usize::from(edit[1] % 16));
    text.chars().take(at).chain(piece).chain(after).collect()
}
