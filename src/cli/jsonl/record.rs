//! One line: its article out of JSON, the result back into JSON.

use std::borrow::Cow;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};

use article_annotator::annotations::{AttributionData, ProposalData, SpeakerData};
use article_annotator::{Annotations, Unit, annotate};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::input::{self, Article};
use super::super::options::Options;
use super::Answers;
use super::lines::{Batch, Line};

/// Answers lines of one stream.
pub(super) struct LineWorker<'o> {
    name: &'o str,
    options: &'o Options,
}

/// What goes out for a line that was read.
#[derive(Serialize)]
struct Result<'a> {
    id: &'a RawValue,
    unit: Unit,
    attributions: &'a [AttributionData],
    speakers: &'a [SpeakerData],
    proposals: &'a [ProposalData],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// What goes out for a line that could not be read.
#[derive(Serialize)]
struct Failure<'a> {
    id: &'a RawValue,
    line: u64,
    error: &'a str,
}

impl<'o> LineWorker<'o> {
    /// For the lines of the stream `name`.
    pub fn new(name: &'o str, options: &'o Options) -> Self {
        Self { name, options }
    }

    /// One answer for each line.
    pub fn answer(&self, batch: &Batch) -> Answers {
        let mut answers = Answers { output: Vec::new(), complaints: Vec::new() };
        for line in batch {
            self.answer_line(line, &mut answers);
            answers.output.push(b'\n');
        }
        answers
    }

    fn answer_line(&self, line: &Line, answers: &mut Answers) {
        let json = String::from_utf8_lossy(&line.bytes);
        let mut record = Record::default();
        let read = record.read(&json);
        let text = self.check(line).and(read).and_then(|()| record.text());
        match text.and_then(|text| self.found(text)) {
            Ok((article, annotations)) => write(&self.result(record.id(), &article, &annotations), &mut answers.output),
            Err(error) => {
                answers.complaints.push(format!("{}:{}: {error}", self.name, line.number));
                write(&Failure { id: record.id(), line: line.number, error: &error }, &mut answers.output);
            }
        }
    }

    fn check(&self, line: &Line) -> std::result::Result<(), String> {
        if line.cut {
            return Err(format!("line too long: over {} MiB (see --max-size)", self.options.max_bytes() >> 20));
        }
        std::str::from_utf8(&line.bytes).map_err(|error| format!("not UTF-8 from byte {} on", error.valid_up_to()))?;
        Ok(())
    }

    /// Should the engine fail on a text, then that is this line's error and the others go on.
    fn found<'t>(&self, text: Cow<'t, str>) -> std::result::Result<(Article<'t>, Annotations), String> {
        let work = AssertUnwindSafe(|| {
            let article = input::convert(text, self.options.input);
            let mut annotations = annotate(&article.text).in_unit(&article.text, Unit::CodePoint);
            self.options.selection().apply(&mut annotations);
            (article, annotations)
        });
        panic::catch_unwind(work).map_err(|_| "internal error: the text could not be annotated".to_owned())
    }

    fn result<'a>(&self, id: &'a RawValue, article: &'a Article<'_>, found: &'a Annotations) -> Result<'a> {
        Result {
            id,
            unit: found.unit,
            attributions: &found.attributions,
            speakers: &found.speakers,
            proposals: &found.proposals,
            text: article.converted.then_some(&*article.text),
        }
    }
}

fn write(answer: &impl Serialize, output: &mut Vec<u8>) {
    let written = serde_json::to_writer(output, answer);
    debug_assert!(written.is_ok(), "plain data into a vector");
}

/// The parts of a line, as far as it could be read.
#[derive(Debug, Default)]
struct Record<'l> {
    id: Option<&'l RawValue>,
    text: Option<&'l RawValue>,
}

impl<'l> Record<'l> {
    /// Reads `json`; where that fails midway, an id that came before is kept.
    fn read(&mut self, json: &'l str) -> std::result::Result<(), String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let read = DeserializeSeed::deserialize(&mut *self, &mut deserializer).and_then(|()| deserializer.end());
        read.map_err(|error| {
            let place = format!(" at line {} column {}", error.line(), error.column());
            let words = error.to_string();
            format!("not a JSON object: {}, column {}", words.strip_suffix(&place).unwrap_or(&words), error.column())
        })
    }

    fn id(&self) -> &'l RawValue {
        self.id.unwrap_or(RawValue::NULL)
    }

    fn text(&self) -> std::result::Result<Cow<'l, str>, String> {
        let text = self.text.filter(|text| text.get().starts_with('"')).ok_or("no string \"text\"")?;
        let text = serde_json::Deserializer::from_str(text.get()).deserialize_bytes(Text);
        text.map_err(|error| format!("\"text\" is not a JSON string: {error}"))
    }
}

impl<'l> DeserializeSeed<'l> for &mut Record<'l> {
    type Value = ();

    fn deserialize<D: Deserializer<'l>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'l> Visitor<'l> for &mut Record<'l> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a \"text\"")
    }

    fn visit_map<M: MapAccess<'l>>(self, mut map: M) -> std::result::Result<(), M::Error> {
        while let Some(Key(key)) = map.next_key()? {
            match &*key {
                "id" => self.id = Some(map.next_value()?),
                "text" => self.text = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Key<'l>(#[serde(borrow)] Cow<'l, str>);

/// A JSON string. A lone surrogate, which UTF-8 cannot hold, becomes one U+FFFD: as many code points as before.
struct Text;

impl<'l> Visitor<'l> for Text {
    type Value = Cow<'l, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E>(self, bytes: &'l [u8]) -> std::result::Result<Cow<'l, str>, E> {
        Ok(match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(without_surrogates(bytes)),
        })
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> std::result::Result<Cow<'l, str>, E> {
        Ok(Cow::Owned(without_surrogates(bytes)))
    }
}

/// Text of bytes in which a lone surrogate takes three (ED A0…BF xx).
fn without_surrogates(bytes: &[u8]) -> String {
    let mut plain = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = memchr::memchr(0xED, &plain[at..]) {
        at += found;
        if plain.get(at + 1).is_some_and(|second| *second >= 0xA0) && at + 3 <= plain.len() {
            plain[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
        }
        at += 1;
    }
    String::from_utf8(plain).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> (String, std::result::Result<String, String>) {
        let mut record = Record::default();
        let read = record.read(json).and_then(|()| record.text()).map(Cow::into_owned);
        (record.id().get().to_owned(), read)
    }

    #[test]
    fn any_id_comes_back_as_it_was_written() {
        for id in ["7", "1.50", "\"a\\u00e9\"", "null", "[1, {\"x\": 2}]", "123456789012345678901234567890"] {
            assert_eq!(read(&format!("{{\"text\": \"t\", \"other\": [1], \"id\": {id}}}")), (id.to_owned(), Ok("t".to_owned())));
        }
    }

    #[test]
    fn an_id_before_the_fault_is_kept() {
        for json in ["{\"id\": 7, \"text\": \"cut", "{\"id\": 7, \"text\": 5}", "{\"id\": 7}", "{\"id\": 7, \"text\": \"x\"} more"]
        {
            let (id, text) = read(json);
            assert!(id == "7" && text.is_err(), "{json}");
        }
        for json in ["", "[1]", "\"x\"", "null", "{\"id\": "] {
            let (id, text) = read(json);
            assert!(id == "null" && text.is_err(), "{json}");
        }
    }

    #[test]
    fn lone_surrogates_keep_the_count_of_code_points() {
        let (_, text) = read(r#"{"text": "a\ud83dé\ude00 \ud83d\ude00 \uD800"}"#);
        assert_eq!(text, Ok("a\u{fffd}é\u{fffd} 😀 \u{fffd}".to_owned()));
    }
}
