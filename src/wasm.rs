//! The WebAssembly edge: one call, plain data out. The thousands of spans of a long article cross as one typed array;
//! `www/engine/unpack.js` makes the objects of them, on the thread that wants them.

use std::cell::RefCell;

use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

use crate::annotations::{Packed, Unit};
use crate::tagger::weights;
use crate::{Annotator, Memory};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm_types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// The result as it crosses.
    #[wasm_bindgen(typescript_type = "PackedResult")]
    pub type PackedResult;
}

/// What crosses: the numbers as the bytes of a `Uint32Array`, and the texts.
#[derive(Serialize)]
struct Crossing {
    numbers: Numbers,
    texts: Vec<String>,
}

struct Numbers(Vec<u8>);

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl From<Packed> for Crossing {
    fn from(Packed { numbers, texts }: Packed) -> Self {
        Self { numbers: Numbers(numbers.into_iter().flat_map(u32::to_le_bytes).collect()), texts }
    }
}

thread_local! {
    /// What the texts before left for the next one: an edit costs what it changes.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Reports panics in the console with their place.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Hands over the tagger's weights, for which [`annotate`] does not wait: before, it finds what structure alone tells. Whether
/// they are those that this engine was made with; others change nothing.
#[wasm_bindgen]
pub fn load_weights(bytes: &[u8]) -> bool {
    weights::load(bytes)
}

/// Finds the attributions, speakers and proposals of `text`, UTF-8 as a `TextEncoder` writes it: so a string crosses from one
/// thread to another without a copy. Offsets in the result are UTF-16 units of the string; a lone surrogate, for which the
/// encoder writes U+FFFD, counts as the one unit it is. Other bytes are an error.
#[wasm_bindgen]
pub fn annotate(text: &[u8]) -> Result<PackedResult, JsError> {
    let text = std::str::from_utf8(text)?;
    let analysis = MEMORY.with_borrow_mut(|memory| Annotator::new().annotate_again(text, memory));
    let packed = analysis.packed(text, Unit::Utf16);
    Ok(serde_wasm_bindgen::to_value(&Crossing::from(packed))?.unchecked_into())
}
