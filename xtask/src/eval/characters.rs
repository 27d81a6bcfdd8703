//! The characters of spans that count, and which of a text's characters stand between quotation marks.

const OPEN: &str = "“\"«„";
const CLOSE: &str = "”\"»“";
const IGNORED: &str = " \t\r\n\u{a0}.,;:!?()[]—–-'‘’`…";

/// Positions of characters in a text, in order: code points that are no white space, mark or punctuation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Characters(Vec<usize>);

impl Characters {
    /// Those in `spans` of `text`; what lies outside the text is left out.
    pub fn of(spans: &[[i64; 2]], text: &[char]) -> Self {
        let mut positions = Vec::new();
        for [start, end] in spans {
            let end = (*end).clamp(0, text.len() as i64) as usize;
            positions.extend(((*start).max(0) as usize..end).filter(|at| !is_ignored(text[*at])));
        }
        positions.sort_unstable();
        positions.dedup();
        Self(positions)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many both have.
    pub fn shared(&self, other: &Characters) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        shared
    }

    /// Shared characters over all characters; 0 for two empty sets.
    pub fn jaccard(&self, other: &Characters) -> f64 {
        let shared = self.shared(other);
        super::share(shared, self.len() + other.len() - shared)
    }

    /// How many are quoted.
    pub fn quoted(&self, quoted: &[bool]) -> usize {
        self.0.iter().filter(|at| quoted[**at]).count()
    }
}

fn is_ignored(c: char) -> bool {
    IGNORED.contains(c) || OPEN.contains(c) || CLOSE.contains(c)
}

/// For each character of `text` whether it stands between double quotation marks; two apostrophes or graves are one mark,
/// an unclosed one reaches to its paragraph's end.
pub fn quoted(text: &[char]) -> Vec<bool> {
    let mut inside = false;
    let mut quoted = vec![false; text.len()];
    for (at, c) in text.iter().enumerate() {
        let pair = matches!(text.get(at..at + 2), Some(['\'', '\''] | ['`', '`']));
        match c {
            '\n' => inside = false,
            '"' => inside = !inside,
            _ if pair => inside = !inside,
            '“' | '«' | '„' => inside = true,
            '”' | '»' => inside = false,
            _ => quoted[at] = inside,
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_spaces_do_not_count_and_spans_may_overlap() {
        let text: Vec<char> = "“ab c,” d".chars().collect();
        assert_eq!(Characters::of(&[[0, 7], [2, 99], [-5, 2]], &text), Characters(vec![1, 2, 4, 8]));
        assert!(Characters::of(&[[8, 3]], &text).is_empty());
    }

    #[test]
    fn an_unclosed_mark_reaches_to_its_paragraphs_end() {
        let text: Vec<char> = "a \"b\nc ''d'' e".chars().collect();
        let inside: String = text.iter().zip(quoted(&text)).filter(|(_, quoted)| *quoted).map(|(c, _)| c).collect();
        assert_eq!(inside, "b'd");
    }
}
