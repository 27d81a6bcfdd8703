//! The text files beside this one, compiled in without their comments: what a browser fetches is words alone.

/// The list in a file, a path from the file that asks; without the lines that begin with `#`.
macro_rules! list {
    ($file:literal) => {{
        const TEXT: &str = include_str!($file);
        const WORDS: [u8; $crate::lexicon::lists::length(TEXT)] = $crate::lexicon::lists::without_comments(TEXT);
        const LIST: &str = match std::str::from_utf8(&WORDS) {
            Ok(list) => list,
            Err(_) => panic!("whole lines of UTF-8 are UTF-8"),
        };
        LIST
    }};
}

/// The bytes of `text` without its comments.
pub(crate) const fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut kept) = (0, 0);
    while at < bytes.len() {
        let end = end_of_line(bytes, at);
        if bytes[at] != b'#' {
            kept += end - at;
        }
        at = end;
    }
    kept
}

/// `text` without its comments, which is `LENGTH` bytes.
pub(crate) const fn without_comments<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let bytes = text.as_bytes();
    let mut words = [0; LENGTH];
    let (mut at, mut kept) = (0, 0);
    while at < bytes.len() {
        let end = end_of_line(bytes, at);
        let comment = bytes[at] == b'#';
        while at < end {
            if !comment {
                words[kept] = bytes[at];
                kept += 1;
            }
            at += 1;
        }
    }
    words
}

/// Past the line break that ends the line of byte `at`.
const fn end_of_line(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    if at < bytes.len() { at + 1 } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out_and_words_stay() {
        const TEXT: &str = "# Own work.\nsaid says\n# More.\nché\tto # no\nlast";
        let words: [u8; length(TEXT)] = without_comments(TEXT);
        assert_eq!(std::str::from_utf8(&words), Ok("said says\nché\tto # no\nlast"));
    }
}
