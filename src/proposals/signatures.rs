//! Who wrote a text that says `we` or `I` of its own: the name under a letter, or in the line that begins with `By`. In: the
//! document. Out: the tokens of the name.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::PhraseSet;
use crate::text::Document;

use super::words::{any, is, is_capital};

/// A line with a name is at most so many tokens long.
const LONGEST: usize = 14;
/// A byline is one of the first paragraphs.
const TOP: usize = 8;
/// Who signs a letter stands in one of its last paragraphs.
const LAST: usize = 4;

static CLOSINGS: LazyLock<PhraseSet> = LazyLock::new(|| PhraseSet::new(list!("../lexicon/letter_closings.txt")));

/// The name of the author of `doc`: below what closes a letter, else after the `By` of a line at the top.
pub(super) fn author(doc: &Document<'_>) -> Option<Range<usize>> {
    let lines = doc.paragraphs().iter().map(|paragraph| paragraph.tokens()).filter(|line| line.len() <= LONGEST);
    let signed = lines.clone().filter_map(|line| after_closing(doc, line)).next_back();
    let byline = || {
        let top = doc.paragraphs().iter().take(TOP).map(|paragraph| paragraph.tokens());
        let by = top.filter(|line| line.len() <= LONGEST && is(doc, line.start, "by"));
        by.filter_map(|line| name(doc, line.start + 1)).next()
    };
    signed.or_else(byline).or_else(|| under_letter(doc))
}

/// The name under a letter that nothing closes: a line of its own among the last, where one of the first begins with `Dear`.
fn under_letter(doc: &Document<'_>) -> Option<Range<usize>> {
    let lines = || doc.paragraphs().iter().map(|paragraph| paragraph.tokens());
    let opened = lines().take(TOP).any(|line| is(doc, line.start, "dear") && line.len() <= LONGEST);
    let whole = |line: &Range<usize>| name(doc, line.start).filter(|name| name.end == line.end || is(doc, name.end, ","));
    let last = lines().skip(doc.paragraphs().len().saturating_sub(LAST));
    last.filter(|line| opened && line.len() <= LONGEST).find_map(|line| whole(&line))
}

/// The name after `Yours sincerely,` at the start of `line`: in it, or in the next paragraph.
fn after_closing(doc: &Document<'_>, line: Range<usize>) -> Option<Range<usize>> {
    let closing = CLOSINGS.longest((line.start..line.end.min(line.start + 3)).map(|at| doc.word(at)))?;
    let start = line.start + closing + usize::from(any(doc, line.start + closing, &[",", ":"]));
    name(doc, start)
}

/// The words with capitals at `at`: two to six of them.
fn name(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let paragraph = doc.paragraphs().get(doc.paragraph_of(at))?.tokens();
    let part = |at: &usize| is_capital(doc, *at) || is(doc, *at, ".") && doc.word(at - 1).len() == 1;
    let end = (at..paragraph.end).take_while(part).last()? + 1;
    (2..7).contains(&(end - at)).then_some(at..end)
}
