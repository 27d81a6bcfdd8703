//! The WebAssembly edge: one call, plain data out.

use wasm_bindgen::prelude::*;

use crate::annotations::Unit;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm_types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// The result as JavaScript sees it.
    #[wasm_bindgen(typescript_type = "AnnotationResult")]
    pub type AnnotationResult;
}

/// Reports panics in the console with their place.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Finds the attributions, speakers and proposals of `text`. Offsets in the result are UTF-16 units of `text`; a lone
/// surrogate counts as the one unit it is.
#[wasm_bindgen]
pub fn annotate(text: &str) -> Result<AnnotationResult, JsError> {
    let annotations = crate::annotate(text).in_unit(text, Unit::Utf16);
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    let result = serde::Serialize::serialize(&annotations, &serializer)?;
    Ok(result.unchecked_into())
}
