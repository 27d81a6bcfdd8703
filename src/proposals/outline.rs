//! What each paragraph is to a list. In: the document. Out: for every paragraph whether it is an item with a mark of its own, a
//! heading, running text, or a line of the page that belongs to no article.

use crate::lexicon::WordClass;
use crate::text::{Document, Paragraph, ParagraphKind, TokenKind};

use super::words::{self, any, is, is_capital};

/// What marks an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet of this character.
    Bullet(char),
    /// A number: `2.`, `(2)`, `②`.
    Number(u32),
    /// A number without anything after it: `2 Build more homes`.
    Bare(u32),
    /// A letter or Roman number: `b)`, `ii.`
    Letter(u32),
    /// A noun and a number: `Demand 2:`.
    Labelled(u32),
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An item; its text begins at this token.
    Item(Mark, usize),
    /// A heading.
    Heading,
    /// Running text.
    Body,
    /// A link, caption, advert or button.
    Furniture,
}

impl Mark {
    /// The item's number, where its mark says one.
    pub(super) fn ordinal(self) -> Option<u32> {
        match self {
            Mark::Bullet(_) => None,
            Mark::Number(number) | Mark::Bare(number) | Mark::Letter(number) | Mark::Labelled(number) => Some(number),
        }
    }

    /// Whether items marked like `self` and `other` can be of one list.
    pub(super) fn alike(self, other: Mark) -> bool {
        match (self, other) {
            (Mark::Bullet(one), Mark::Bullet(two)) => one == two,
            _ => std::mem::discriminant(&self) == std::mem::discriminant(&other),
        }
    }
}

/// What each paragraph of `doc` is.
pub(super) fn parts(doc: &Document<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = doc.paragraphs().iter().map(|paragraph| part(doc, paragraph)).collect();
    for at in 0..parts.len() {
        if opens_links(doc, at, &parts) {
            links_after(&mut parts, at);
        }
    }
    parts
}

/// Whether paragraph `at` is a heading of links: `Related stories`.
fn opens_links(doc: &Document<'_>, at: usize, parts: &[Part]) -> bool {
    let (words, start) = (doc.paragraphs()[at].tokens().len(), doc.paragraphs()[at].tokens().start);
    let advert = any(doc, start, &["ad", "advertisement", "advertising", "sponsored", "promoted"]);
    !advert && parts[at] == Part::Furniture && words <= 5 && !doc.paragraphs()[at].span.of(doc.text()).ends_with('.')
}

/// Bulleted lines right after a heading of links are links.
fn links_after(parts: &mut [Part], heading: usize) {
    for part in parts[heading + 1..].iter_mut().take_while(|part| matches!(part, Part::Item(Mark::Bullet(_), _))) {
        *part = Part::Furniture;
    }
}

fn part(doc: &Document<'_>, paragraph: &Paragraph) -> Part {
    let tokens = paragraph.tokens();
    let marked = mark(doc, paragraph);
    let start = match marked {
        Some((Mark::Labelled(_), _)) | None => tokens.start,
        Some((_, start)) => start,
    };
    if words::is_furniture(doc, start) || is_credit(doc, paragraph) {
        return Part::Furniture;
    }
    match marked {
        // `- 15:27`
        Some((Mark::Bullet(_), start)) if !(start..tokens.end).any(|at| doc.is(at, TokenKind::Word)) => Part::Furniture,
        Some((mark, start)) => Part::Item(mark, start),
        None if paragraph.kind == ParagraphKind::Heading && tokens.len() > 1 => Part::Heading,
        None if tokens.len() == 1 && !doc.word(tokens.start).ends_with('.') => Part::Furniture,
        None => Part::Body,
    }
}

/// Whether the paragraph names a photographer or an agency: `(Photo by …)`, `© Ana Ruiz`, `City Photo/A. Ruiz`.
fn is_credit(doc: &Document<'_>, paragraph: &Paragraph) -> bool {
    let start = paragraph.tokens().start;
    let bracketed =
        any(doc, start, &["(", "["]) && any(doc, start + 1, &["photo", "image", "picture", "file", "ap", "reuters", "afp"]);
    let line = paragraph.tokens();
    let agency = line.len() <= 8
        && line.clone().skip(1).any(|at| is(doc, at, "/") && doc.is(at - 1, TokenKind::Word))
        && line.clone().all(|at| !doc.is(at, TokenKind::Word) || is_capital(doc, at));
    bracketed || is(doc, start, "©") || agency && paragraph.kind == ParagraphKind::Heading
}

const BULLETS: &[char] = &[
    '•', '*', '·', '▪', '‣', '◦', '–', '—', '-', '●', '○', '■', '□', '▫', '➤', '►', '▶', '→', '➔', '✓', '✔', '✅', '❖', '✦', '∙',
    '⁃', '◆', '☐', '☑',
];

/// The mark of an item and the token where its text begins.
fn mark(doc: &Document<'_>, paragraph: &Paragraph) -> Option<(Mark, usize)> {
    let tokens = paragraph.tokens();
    let at = tokens.start;
    let first = doc.word(at).chars().next()?;
    if BULLETS.contains(&first) && doc.word(at).chars().count() == 1 {
        return bullet(doc, at, first).filter(|(_, start)| *start < tokens.end);
    }
    let found = number(doc, at).or_else(|| letter(doc, at)).or_else(|| label(doc, at, paragraph));
    found.filter(|(_, start)| *start <= tokens.end)
}

fn bullet(doc: &Document<'_>, at: usize, first: char) -> Option<(Mark, usize)> {
    let mut start = at + 1;
    while is(doc, start, doc.word(at)) || any(doc, start, &["\u{fe0f}", "\u{fe0e}"]) {
        start += 1;
    }
    let spaced = doc.tokens().get(start)?.span.start() > doc.tokens()[start - 1].span.end();
    let fits = spaced || doc.is(start, TokenKind::Word) && !is(doc, at, "-");
    fits.then_some(())?;
    match number(doc, start) {
        Some((Mark::Number(number), start)) => Some((Mark::Number(number), start)),
        _ => Some((Mark::Bullet(first), start)),
    }
}

/// `2.`, `2)`, `(2)`, `#2`, `2:`, `②`, and a bare `2` before a capital.
fn number(doc: &Document<'_>, at: usize) -> Option<(Mark, usize)> {
    let open = usize::from(any(doc, at, &["(", "#", "["]));
    let digits = at + open;
    let value = doc.is(digits, TokenKind::Number).then(|| value(doc.word(digits)))??;
    let mut end = digits + 1;
    while any(doc, end, &["\u{fe0f}", "\u{20e3}"]) {
        end += 1;
    }
    let circled = !doc.word(digits).is_ascii() || end > digits + 1;
    if any(doc, end, &[".", ")", ":", "]", "/", "-", "–", "—"]) {
        let next = end + 1 + usize::from(is(doc, end, ".") && is(doc, end + 1, ")"));
        return Some((Mark::Number(value), next));
    }
    if circled || open == 1 && is(doc, at, "#") {
        return Some((Mark::Number(value), end));
    }
    (open == 0 && is_capital(doc, end)).then_some((Mark::Bare(value), end))
}

/// The value of up to two digits or a circled digit.
fn value(word: &str) -> Option<u32> {
    let first = word.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(first as u32 - '①' as u32 + 1);
    }
    (word.len() <= 2).then(|| word.parse().ok())?.filter(|value| *value > 0)
}

const ROMAN: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// `b)`, `(b)`, `ii.`, `IV)`.
fn letter(doc: &Document<'_>, at: usize) -> Option<(Mark, usize)> {
    let open = usize::from(is(doc, at, "("));
    let word = doc.word(at + open);
    let closed = is(doc, at + open + 1, ")") || open == 0 && is(doc, at + 1, ".") && word.len() <= 4;
    let roman = roman(word);
    let latin =
        word.bytes().next().filter(|_| word.len() == 1).map(|byte| byte.to_ascii_lowercase()).filter(u8::is_ascii_lowercase);
    let value = roman.or(latin.map(|byte| u32::from(byte - b'a') + 1))?;
    closed.then_some((Mark::Letter(value), at + open + 2))
}

fn roman(word: &str) -> Option<u32> {
    ROMAN.iter().position(|roman| word.eq_ignore_ascii_case(roman)).map(|at| at as u32 + 1)
}

/// `Demand 2:`, `Step two`, `Point No. 3 –`, `Number one:`; without a mark after it only where it is the whole line.
fn label(doc: &Document<'_>, at: usize, paragraph: &Paragraph) -> Option<(Mark, usize)> {
    let noun = words::proposal_noun(doc.word(at)).is_some_and(|noun| !noun.plural)
        || words::is_plan_part(doc.word(at))
        || any(doc, at, &["number", "part", "rule", "item", "no"]);
    let abbreviated =
        usize::from(any(doc, at + 1, &["no", "number", "#"])) + usize::from(is(doc, at + 1, "no") && is(doc, at + 2, "."));
    let digits = at + 1 + abbreviated + usize::from(is(doc, at, "no") && is(doc, at + 1, "."));
    let value = words::number(doc.word(digits)).or_else(|| roman(doc.word(digits)).filter(|_| is_capital(doc, digits)))?;
    let end = digits + 1;
    let marked = any(doc, end, &[":", ".", "-", "–", "—", ")", ","]);
    let whole = end >= paragraph.tokens().end || paragraph.kind == ParagraphKind::Heading && is_capital(doc, end);
    let known = noun && !doc.classes(at).contains(WordClass::PREPOSITION);
    (known && (marked || whole)).then_some((Mark::Labelled(value), end + usize::from(marked)))
}
