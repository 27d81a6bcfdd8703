//! JSON lines: every line that is not blank has one answer, in its place, however its bytes arrive.
#![no_main]

use article_annotator_fuzz::cli;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &[u8]| {
    let (output, complaints) = cli::answers(input, 1 << 16);
    let answers: Vec<Value> = output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(parsed).collect();
    let asked = input.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    // A byte order mark alone is a line with nothing in it.
    assert!(answers.len() == asked || answers.len() + 1 == asked && input.starts_with("\u{feff}".as_bytes()));
    assert_eq!(answers.iter().filter(|answer| answer["error"].is_string()).count(), complaints);
    let lines: Vec<u64> = answers.iter().filter_map(|answer| answer["line"].as_u64()).collect();
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(answers.iter().all(|answer| answer["error"].is_string() || answer["unit"] == "codepoint"));
    assert_eq!(cli::answers(input, 3).0, output);
});

fn parsed(line: &[u8]) -> Value {
    serde_json::from_slice(line).expect("an answer is JSON")
}
