//! A page as text and tags, read once from front to back whatever it is: how deep it nests, and its words where that is too
//! deep for a parser.

/// A stretch of a page; comments, declarations and what is no text (scripts, styles) are left out.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'h> {
    Text(&'h str),
    Opening { name: &'h str, is_empty: bool },
    Closing { name: &'h str },
}

/// Elements that cannot be nested in themselves: they hold nothing, or the next one closes them.
const FLAT: &[&str] = &[
    "a", "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "nobr", "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr", "track", "wbr",
];

/// Elements that a parser opens anew in every block until they are closed.
const FORMATTING: &[&str] = &["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is no text.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "xmp"];

/// Elements in which `<name/>` holds nothing.
const FOREIGN: &[&str] = &["math", "svg"];

/// Whether elements nest, or formats are left open, more than `deepest` deep.
pub(super) fn is_deeper(html: &str, deepest: usize) -> bool {
    let (mut open, mut formats): (Vec<&str>, usize) = (Vec::new(), 0);
    for piece in pieces(html) {
        match piece {
            Piece::Opening { name, is_empty } if !is_one_of(name, FLAT) => {
                let is_closed = is_empty && open.iter().any(|name| is_one_of(name, FOREIGN));
                open.extend((!is_closed).then_some(name));
            }
            Piece::Closing { name } => match open.iter().rposition(|other| other.eq_ignore_ascii_case(name)) {
                Some(at) => formats += open.drain(at..).skip(1).filter(|name| is_one_of(name, FORMATTING)).count(),
                None => formats -= usize::from(formats > 0 && is_one_of(name, FORMATTING)),
            },
            _ => {}
        }
        if open.len() + formats > deepest {
            return true;
        }
    }
    false
}

/// The words of `html`, a new line for each tag.
pub(super) fn without(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Opening { .. } | Piece::Closing { .. } => words.push('\n'),
        }
    }
    words.trim().to_owned()
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (piece, after) = next(rest);
            rest = after;
            if piece.is_some() {
                return piece;
            }
        }
        None
    })
}

/// The first piece of `html`, where that is one to be kept, and the rest.
fn next(html: &str) -> (Option<Piece<'_>>, &str) {
    let Some(inner) = html.strip_prefix('<') else {
        let (text, rest) = html.split_at(memchr::memchr(b'<', html.as_bytes()).unwrap_or(html.len()));
        return (Some(Piece::Text(text)), rest);
    };
    if let Some(comment) = inner.strip_prefix("!--") {
        return (None, after(comment, "-->"));
    }
    if inner.starts_with(['!', '?']) {
        return (None, after(inner, ">"));
    }
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let (text, rest) = html.split_at(html.len() - inner.len());
        return (Some(Piece::Text(text)), rest);
    }
    let name = &inner[..inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(inner.len())];
    let rest = after(inner, ">");
    let is_empty = inner[..inner.len() - rest.len()].ends_with("/>");
    match (closes, is_one_of(name, RAW)) {
        (true, _) => (Some(Piece::Closing { name }), rest),
        (false, true) => (None, after_element(rest, name)),
        (false, false) => (Some(Piece::Opening { name, is_empty }), rest),
    }
}

/// What comes after the first `end`; nothing where there is none.
fn after<'h>(html: &'h str, end: &str) -> &'h str {
    html.split_once(end).map_or("", |(_, rest)| rest)
}

/// What comes after the closing tag of the element `name`, whose content `html` begins with.
fn after_element<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some((_, closing)) = rest.split_once("</") {
        if closing.get(..name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name)) {
            return after(closing, ">");
        }
        rest = closing;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_is_counted_whatever_it_is_called() {
        for name in ["div", "SPAN", "x-y", "nav", "b"] {
            assert!(is_deeper(&format!("<{name} id=1>").repeat(9), 8) && !is_deeper(&format!("<{name}>").repeat(8), 8), "{name}");
            assert!(!is_deeper(&format!("<{name}>x</{name}>").repeat(20), 8), "{name}");
        }
        assert!(is_deeper(&"<div></b></x>".repeat(9), 8), "a closing tag of another name closes nothing");
    }

    #[test]
    fn what_is_closed_by_the_next_does_not_nest() {
        for piece in ["<p>x", "<li>x", "<br>", "<img/>", "<a name=x>", "<tr><td>", "<!-- <div> -->", "<script>'<div>'</script>"] {
            assert!(!is_deeper(&piece.repeat(50), 8), "{piece}");
        }
        assert!(!is_deeper(&format!("<svg>{}</svg>", "<path d='x'/>".repeat(50)), 8));
    }

    #[test]
    fn formats_that_are_left_open_are_opened_again() {
        assert!(is_deeper(&"<div><b></div>".repeat(9), 8) && !is_deeper(&"<div><b></div></b>".repeat(50), 8));
    }

    #[test]
    fn words_stay_and_what_is_no_text_goes() {
        assert_eq!(
            without("<p>One <b>two</b><script>if (a<b) x</script> 3 < 4 <!-- <p> --><style>p{}</STYLE>five"),
            "One \ntwo\n 3 < 4 five"
        );
        assert_eq!(without("one<!-- two"), "one");
        assert_eq!(without("one<script>two"), "one");
    }
}
