//! How the command-line program reads its input: its own files, with an entry for bytes in memory.
#![allow(dead_code, reason = "the program's other parts are not needed here")]

#[path = "../../../../src/cli/input/mod.rs"]
mod input;
mod jsonl;
#[path = "../../../../src/cli/options.rs"]
mod options;
#[path = "../../../../src/cli/selection.rs"]
mod selection;

use std::borrow::Cow;
use std::path::Path;

pub use jsonl::answers;

/// The text of a file with these `bytes`, read as what its name and beginning say.
pub fn text(name: &str, bytes: &[u8]) -> String {
    let (text, _) = input::decode(bytes.to_vec());
    let kind = input::detect(Path::new(name), &text);
    input::convert(Cow::Owned(text), kind).text.into_owned()
}
