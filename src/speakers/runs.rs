//! Runs of capitals: where a name and its titles begin and end.

use std::ops::Range;

use super::words::{TITLES, is_capital, is_initial, is_name_word, is_plural, is_possessive, is_suffix, touches};
use crate::lexicon::WordClass;
use crate::text::{Document, TokenKind};

/// No name has more tokens: a longer run is cut, so that a page of capitals costs no more than other text.
const LONGEST: usize = 40;

/// The run that begins at token `at`, inside `sentence`: capitals with what joins them.
pub(super) fn scan(doc: &Document<'_>, at: usize, sentence: Range<usize>) -> Option<Range<usize>> {
    let start = skip_particles(doc, at, &sentence)?;
    let mut end = start + 1;
    loop {
        end = scan_words(doc, end, &sentence);
        match scan_connector(doc, at..end, &sentence) {
            Some(next) if end < at + LONGEST => end = next + 1,
            _ => return Some(at..end),
        }
    }
}

/// The first capital of a name that begins at `at`: `at` itself or, behind particles, a little later.
fn skip_particles(doc: &Document<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let mut start = at;
    while start < at + 3 && start < sentence.end && doc.classes(start).contains(WordClass::PARTICLE) && !is_capital(doc, start) {
        start += 1;
    }
    let name = start < sentence.end && is_name_word(doc, start) && (start == at || !doc.classes(start).intersects(TITLES));
    name.then_some(start)
}

/// From `end`, behind a capital, over all that goes on with the name.
fn scan_words(doc: &Document<'_>, mut end: usize, sentence: &Range<usize>) -> usize {
    let limit = sentence.end.min(end + LONGEST);
    while end < limit {
        let surname = is_capital(doc, end)
            && doc.classes(end - 1).contains(WordClass::FIRST_NAME)
            && doc.classes(end).intersects(WordClass::NOT_NAME | WordClass::AUXILIARY);
        let inner =
            matches!(doc.word(end), "Our" | "All" | "My" | "Your") && is_name_word(doc, end + 1) && is_capital(doc, end - 1);
        let next = if (is_name_word(doc, end) || surname || inner) && !touches(doc, end) {
            end + 1
        } else if let Some(past) = scan_stop(doc, end)
            .or_else(|| scan_suffix(doc, end))
            .or_else(|| scan_nickname(doc, end))
            .or_else(|| scan_plural_owner(doc, end))
        {
            past
        } else if let Some(past) = scan_particles(doc, end) {
            past
        } else {
            break;
        };
        if next > sentence.end {
            break;
        }
        end = next;
    }
    end
}

/// A full stop that belongs to the word before it: `R.`, `Sen.`, `Jr.`
fn scan_stop(doc: &Document<'_>, at: usize) -> Option<usize> {
    if doc.word(at) != "." || !touches(doc, at) {
        return None;
    }
    let word = doc.word(at - 1);
    let shortened = is_initial(word) || doc.classes(at - 1).intersects(WordClass::ABBREVIATION);
    let goes_on = is_name_word(doc, at + 1) || doc.classes(at + 1).contains(WordClass::PARTICLE);
    (is_suffix(word) || shortened && goes_on || is_initial(word) && word.len() > 1).then_some(at + 1)
}

/// `, Jr`, with the comma.
fn scan_suffix(doc: &Document<'_>, at: usize) -> Option<usize> {
    (doc.word(at) == "," && is_suffix(doc.word(at + 1)) && doc.word(at + 1).starts_with(['J', 'S'])).then_some(at + 2)
}

/// The apostrophe of `Teachers' Federation`, with the body's noun behind it.
fn scan_plural_owner(doc: &Document<'_>, at: usize) -> Option<usize> {
    let owner = is_possessive(doc, at) && is_plural(doc.word(at - 1)) && is_capital(doc, at - 1);
    let body = is_capital(doc, at + 1) && doc.classes(at + 1).contains(WordClass::BODY);
    (owner && body && matches!(doc.word(at), "'" | "’")).then_some(at + 2)
}

/// `"Bobby"` between a first and a last name.
fn scan_nickname(doc: &Document<'_>, at: usize) -> Option<usize> {
    if !(doc.is(at, TokenKind::Mark) || doc.word(at) == "(") || touches(doc, at) {
        return None;
    }
    let close = (at + 2..at + 4).find(|&close| doc.is(close, TokenKind::Mark) || doc.word(close) == ")")?;
    let inside = (at + 1..close).all(|inner| is_capital(doc, inner));
    (inside && touches(doc, at + 1) && touches(doc, close) && is_name_word(doc, close + 1) && !touches(doc, close + 1))
        .then_some(close + 2)
}

/// `van der` before a capital.
fn scan_particles(doc: &Document<'_>, at: usize) -> Option<usize> {
    let past = (at..at + 3).take_while(|&at| doc.classes(at).contains(WordClass::PARTICLE) && !is_capital(doc, at)).last()? + 1;
    is_name_word(doc, past).then_some(past + 1)
}

/// The capital behind a small word that joins the parts of a body's name: `Bank of England`, `Oversight and Reform
/// Committee`.
fn scan_connector(doc: &Document<'_>, run: Range<usize>, sentence: &Range<usize>) -> Option<usize> {
    let joiner = doc.word(run.end);
    let article = matches!(doc.word(run.end + 1), "the" | "a") && joiner != "and";
    let next = run.end + 1 + usize::from(article);
    if next >= sentence.end || !is_name_word(doc, next) {
        return None;
    }
    let last = doc.classes(run.end - 1);
    let after_the = (run.start.saturating_sub(2).max(sentence.start)..run.start).any(|at| matches!(doc.word(at), "the" | "The"));
    let titled = doc.classes(run.start).intersects(WordClass::HONORIFIC | WordClass::FIRST_NAME | TITLES);
    let joins = match joiner {
        "of" if doc.classes(run.end - 1).intersects(TITLES) => full_name_follows(doc, next, sentence),
        "of" => {
            last.contains(WordClass::BODY)
                || after_the
                    && !titled
                    && !is_plural(doc.word(run.end - 1))
                    && !last.intersects(WordClass::PLACE | WordClass::DEMONYM)
        }
        "for" | "on" | "against" => {
            last.contains(WordClass::BODY)
                || joiner == "for" && !titled && is_plural(doc.word(run.end - 1))
                || after_the && run.len() == 1 && joiner == "for"
        }
        "to" => doc.word(run.end - 1) == "Alliance" || doc.word(run.end - 1) == "Committee" || doc.word(run.end - 1) == "Campaign",
        "at" => doc.classes(next).contains(WordClass::PLACE) && doc.word(run.start) == "University",
        "&" => true,
        "and" => joins_halves(doc, run.clone(), next, sentence, after_the),
        _ => false,
    };
    joins.then_some(next)
}

/// Whether `and` stands inside a body's name: the body's noun comes at the very end.
fn joins_halves(doc: &Document<'_>, run: Range<usize>, next: usize, sentence: &Range<usize>, after_the: bool) -> bool {
    let end = scan_words(doc, next + 1, sentence);
    let joined = run.clone().any(|at| matches!(doc.word(at), "of" | "on" | "for"));
    let ends_in_body = doc.classes(end - 1).contains(WordClass::BODY);
    let left = doc.classes(run.end - 1);
    let plain = |at: usize| !doc.classes(at).intersects(WordClass::HONORIFIC | WordClass::FIRST_NAME | TITLES);
    let left_plain = run.clone().all(plain) && !left.intersects(WordClass::BODY | WordClass::PLACE);
    joined
        && run.clone().any(|at| doc.classes(at).contains(WordClass::BODY))
        && plain(next)
        && !doc.classes(next).contains(WordClass::BODY)
        && !left.contains(WordClass::PLACE)
        || ends_in_body && end > next + 1 && left_plain && (after_the || run.len() > 1)
        || ends_in_body && after_the && end == next + 1 && left_plain
}

/// Whether words from `next` on are a place or office with a full name behind it: `State John Roe` in `Secretary of State
/// John Roe`.
fn full_name_follows(doc: &Document<'_>, next: usize, sentence: &Range<usize>) -> bool {
    let end = scan_words(doc, next + 1, sentence);
    (next + 1..end).any(|at| doc.classes(at).contains(WordClass::FIRST_NAME) && at + 1 < end)
}
