//! Cuts a stream into lines of bounded length, and lines into batches that are worth a thread's while.

use std::io::{self, BufRead, BufReader, Read};

/// A batch this large is handed on.
const BATCH: usize = 1 << 15;

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, from 1 on.
    pub number: u64,
    /// Its bytes without the line end; of one that is too long only the beginning.
    pub bytes: Vec<u8>,
    /// Whether it is longer than the limit.
    pub cut: bool,
}

/// Some lines in a row, blank ones left out.
pub(super) type Batch = Vec<Line>;

/// The batches of a stream. A batch ends where the next line would have to be waited for, so that an answer comes as
/// soon as its line is there. What stops the reading early goes to `failure`.
pub(super) struct Batches<'f, R> {
    reader: BufReader<R>,
    limit: usize,
    number: u64,
    failure: &'f mut Option<io::Error>,
}

impl<'f, R: Read> Batches<'f, R> {
    /// Lines over `limit` bytes are cut.
    pub fn new(reader: BufReader<R>, limit: usize, failure: &'f mut Option<io::Error>) -> Self {
        Self { reader, limit, number: 0, failure }
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let mut length = 0;
        loop {
            let buffer = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            let room = self.limit.saturating_sub(bytes.len()).min(part.len());
            bytes.extend_from_slice(&part[..room]);
            length += part.len();
            let (read, at_end) = (part.len() + usize::from(end.is_some()), buffer.is_empty());
            self.reader.consume(read);
            if at_end && length == 0 {
                return Ok(None);
            }
            if at_end || end.is_some() {
                self.number += 1;
                return Ok(Some(self.trimmed(bytes, length)));
            }
        }
    }

    /// The line without a byte order mark and a carriage return.
    fn trimmed(&self, mut bytes: Vec<u8>, length: usize) -> Line {
        if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(..'\u{feff}'.len_utf8());
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Line { number: self.number, bytes, cut: length > self.limit }
    }

    fn has_line(&self) -> bool {
        memchr::memchr(b'\n', self.reader.buffer()).is_some()
    }
}

impl<R: Read> Iterator for Batches<'_, R> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let (mut batch, mut size) = (Batch::new(), 0);
        while self.failure.is_none() {
            match self.line() {
                Ok(Some(line)) if line.bytes.trim_ascii().is_empty() && !line.cut => {}
                Ok(Some(line)) => {
                    size += line.bytes.len();
                    batch.push(line);
                }
                Ok(None) => break,
                Err(error) => *self.failure = Some(error),
            }
            if !batch.is_empty() && (size >= BATCH || !self.has_line()) {
                return Some(batch);
            }
        }
        (!batch.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], limit: usize) -> Vec<(u64, String, bool)> {
        let mut failure = None;
        let batches = Batches::new(BufReader::with_capacity(4, bytes), limit, &mut failure);
        let text = |line: Line| (line.number, String::from_utf8_lossy(&line.bytes).into_owned(), line.cut);
        batches.flatten().map(text).collect()
    }

    #[test]
    fn blank_lines_count_but_do_not_appear() {
        let expected = [(1, "one".to_owned(), false), (4, "four".to_owned(), false)];
        assert_eq!(lines("\u{feff}one\r\n\r\n \t\nfour".as_bytes(), 100), expected);
    }

    #[test]
    fn a_line_over_the_limit_is_cut_and_the_next_is_whole() {
        let expected = [(1, "12345".to_owned(), true), (2, "12345".to_owned(), false)];
        assert_eq!(lines(b"12345678901\n12345\n", 5), expected);
    }
}
