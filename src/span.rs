//! A stretch of text. Everything inside the crate counts bytes of the original UTF-8 text; other units are made once, at
//! the edge, by [`crate::annotations::offsets`].

/// A half-open range `start..end` of bytes, on character boundaries of the text it was made from.
///
/// A text is read up to 4 GiB, so 32 bits hold every offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of bytes `start..end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = start as u32;
        Self { start, end: (end as u32).max(start) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text it covers; empty where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` is inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether both share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As many bytes, so many further on.
    pub(crate) fn moved(self, by: isize) -> Span {
        let to = |place: usize| (place as isize + by) as usize;
        Span::new(to(self.start()), to(self.end()))
    }

    /// The same text without white space at either end.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start() + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_white_space_at_both_ends() {
        let text = "a  word \n";
        assert_eq!(Span::new(1, text.len()).trim(text).of(text), "word");
        assert!(Span::new(1, 3).trim(text).is_empty());
    }

    #[test]
    fn overlap_needs_a_shared_byte() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 4).contains(Span::new(2, 4)));
    }
}
