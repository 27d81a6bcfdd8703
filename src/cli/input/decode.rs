//! Bytes to text: UTF-8, UTF-16 with a byte order mark, and what a web page says of itself.

use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8};
use regex::bytes::Regex;

/// How far into a page its encoding may be named, as the HTML standard has it.
const PRESCAN: usize = 1024;

/// `<meta charset="…">` and the older `<meta http-equiv content="text/html; charset=…">`.
static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)<meta\s[^>]*charset\s*=\s*["']?\s*([a-z0-9_:.-]+)"#).expect("a pattern that the tests use")
});

/// The text of `bytes`, and the number of the first line that holds bytes which could not be read, if any: each becomes U+FFFD.
///
/// A byte order mark says the encoding and is left out; a page may name one; otherwise it is UTF-8.
pub(in crate::cli) fn decode(bytes: Vec<u8>) -> (String, Option<usize>) {
    let marked = Encoding::for_bom(&bytes);
    let encoding = marked.map_or_else(|| named(&bytes), |(encoding, _)| encoding);
    if encoding == UTF_8 {
        let skip = marked.map_or(0, |(_, length)| length);
        return from_utf8(bytes, skip);
    }
    let (text, _, broken) = encoding.decode(&bytes);
    let line = broken.then(|| text.split('\u{fffd}').next().unwrap_or("").matches('\n').count() + 1);
    (text.into_owned(), line)
}

fn from_utf8(mut bytes: Vec<u8>, skip: usize) -> (String, Option<usize>) {
    bytes.drain(..skip);
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(line))
        }
    }
}

/// The encoding that a page names near its beginning; UTF-8 where there is none, or where the bytes are UTF-8 anyway.
fn named(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let label = CHARSET.captures(head).and_then(|found| found.get(1)).map(|label| label.as_bytes());
    let encoding = label.and_then(Encoding::for_label).unwrap_or(UTF_8);
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_say_the_encoding() {
        assert_eq!(decode(b"\xEF\xBB\xBFone".to_vec()), ("one".to_owned(), None));
        assert_eq!(decode(b"\xFF\xFEo\0n\0e\0".to_vec()), ("one".to_owned(), None));
    }

    #[test]
    fn bytes_that_cannot_be_read_are_marked_and_their_line_told() {
        assert_eq!(decode(b"one\ntwo \xFF!".to_vec()), ("one\ntwo \u{fffd}!".to_owned(), Some(2)));
    }

    #[test]
    fn a_page_names_its_own_encoding() {
        let page = b"<html><meta http-equiv=content-type content=\"text/html; charset=windows-1252\">\x93Yes\x94";
        assert!(decode(page.to_vec()).0.ends_with("“Yes”"));
        assert!(decode("<meta charset=latin1>“Yes”".as_bytes().to_vec()).0.ends_with("“Yes”"));
    }
}
