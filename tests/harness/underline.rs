//! Text with marks under it.

use article_annotator::Span;

/// A stretch to be underlined and what to write beside it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where.
    pub span: Span,
    /// What to write.
    pub label: String,
}

/// Lines are broken after so many characters.
const WIDTH: usize = 120;

/// `text`, a row of at most [`WIDTH`] characters at a time, with `^^^` and a label under every stretch of `marks`. A stretch that
/// goes on in the next row ends in `>`.
pub fn underlined(text: &str, marks: &[Line]) -> String {
    let mut out = String::new();
    for row in rows(text) {
        push_row(&mut out, row.of(text).trim_end());
        for mark in marks.iter().filter(|mark| mark.span.overlaps(row)) {
            let start = mark.span.start().max(row.start());
            let end = mark.span.end().min(row.end());
            let column = text[row.start()..start].chars().count();
            let width = text[start..end].trim_end().chars().count();
            let more = if mark.span.end() > row.end() { ">" } else { "" };
            let label = if mark.span.start() >= row.start() { mark.label.trim_end() } else { "" };
            push_row(&mut out, format!("{}{}{more} {label}", " ".repeat(column), "^".repeat(width)).trim_end());
        }
    }
    out
}

fn push_row(out: &mut String, row: &str) {
    if !row.is_empty() {
        out.push_str("  ");
        out.push_str(row);
    }
    out.push('\n');
}

/// The rows of `text`: its lines, long ones broken at spaces.
fn rows(text: &str) -> Vec<Span> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        while text[start..end].chars().count() > WIDTH {
            let limit = text[start..end].char_indices().nth(WIDTH).map_or(end, |(at, _)| start + at);
            let cut = text[start..limit].rfind(' ').map_or(limit, |at| start + at + 1);
            rows.push(Span::new(start, cut));
            start = cut;
        }
        rows.push(Span::new(start, end));
        start = end;
    }
    rows
}
