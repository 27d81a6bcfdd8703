//! The binding's contract, in a real browser: plain data with offsets in UTF-16 units, the cases of `tests/cases` found as
//! natively, and no text that breaks it.
#![cfg(target_arch = "wasm32")]

mod harness;

use article_annotator::wasm::annotate;
use harness::{case, check};
use js_sys::{JSON, JsString};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/www/engine/unpack.js")]
extern "C" {
    /// The package's own reader of what crosses.
    fn unpack(packed: &JsValue) -> JsValue;
}

/// The result for `text` as JavaScript's own `JSON.stringify` sees it.
#[track_caller]
fn result(text: &str) -> Value {
    let value = unpack(&annotate(text.as_bytes()).unwrap_or_else(|_| panic!("no result for {text:.80?}")));
    let json = String::from(JSON::stringify(&value).expect("plain data"));
    serde_json::from_str(&json).expect("JSON of JavaScript's own")
}

/// What `spans` names in `text`, cut as JavaScript cuts strings.
fn cut(text: &str, spans: &Value) -> Vec<String> {
    let string = JsString::from(text);
    let offset = |offset: &Value| offset.as_u64().expect("an offset") as u32;
    let spans = spans.as_array().expect("a list of spans");
    spans.iter().map(|span| String::from(string.substring(offset(&span[0]), offset(&span[1])))).collect()
}

#[wasm_bindgen_test]
fn offsets_are_utf16_units() {
    let text = "🌊🌊 Día de niebla.\n\n“We will cut fares by a third 🚋,” said Ana Ruiz on Monday.";
    let result = result(text);
    assert_eq!(result["unit"], "utf16");
    let attribution = &result["attributions"][0];
    assert_eq!(cut(text, &attribution["content"]), ["“We will cut fares by a third 🚋,”"]);
    assert_eq!(cut(text, &attribution["cue"]), ["said"]);
    assert_eq!(cut(text, &attribution["source"]), ["Ana Ruiz"]);
    assert_eq!(attribution["speaker"], result["speakers"][0]["id"]);
    assert_eq!(result["speakers"][0]["name"], "Ana Ruiz");
}

#[wasm_bindgen_test]
fn what_is_unknown_is_null() {
    let result = result("“We will cut fares by a third,” said Ana Ruiz.");
    let speaker = result["speakers"][0].as_object().expect("a speaker");
    assert_eq!(speaker.get("role"), Some(&Value::Null));
}

#[wasm_bindgen_test]
fn any_text_has_a_result() {
    let long = "x".repeat(1 << 20);
    let marks = "“\"‘'«»„”".repeat(2000);
    for text in ["", " \r\n\t", "\0\u{1}\u{7f}\u{fffd}", "“", "\"\"\"\"", "‏“שלום,” אמר דוד.", "👩‍👩‍👧‍👦", &long, &marks]
    {
        assert_eq!(result(text)["unit"], "utf16");
    }
}

#[wasm_bindgen_test]
fn the_cases_hold_here_as_natively() {
    let files = [
        include_str!("cases/quotes.txt"),
        include_str!("cases/attribution.txt"),
        include_str!("cases/speakers.txt"),
        include_str!("cases/proposals.txt"),
    ];
    let cases: Vec<_> = files.into_iter().flat_map(case::parse).filter(|case| !case.todo).collect();
    assert!(!cases.is_empty());
    let failures: Vec<_> = cases.iter().filter_map(check::failure).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
