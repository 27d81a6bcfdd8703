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

/// An answer as JSON. An id comes back as it was written, a lone surrogate (`\ud83d`) included, which this parser would not have.
fn parsed(line: &[u8]) -> Value {
    let mut line = line.to_vec();
    for at in 0..line.len().saturating_sub(5) {
        if line[at..].starts_with(b"\\u") && matches!(&line[at + 2..at + 4], [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F'])
        {
            line[at + 2..at + 6].copy_from_slice(b"fffd");
        }
    }
    serde_json::from_slice(&line).expect("an answer is JSON")
}
