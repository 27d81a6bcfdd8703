//! Items in one sentence: `three demands: A, B and C`, `including A; B; and, above all, C`, `(1) A, (2) B`.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, TokenKind};

use super::extent;
use super::words::{self, ClausePart, any, is, is_gerund};

/// A sentence that only lists comes at most so many sentences after the announcement.
const FARTHEST: usize = 8;

/// The items that the sentence of an announcement lists after it, or one of the next (`They are A, B and C.`, `The plan would …`). `end` is past
/// the announcement's noun, `count` the number announced. Empty where nothing is listed.
pub(super) fn after(doc: &Document<'_>, quotations: &[Quotation], end: usize, count: u32) -> Vec<Span> {
    let Some(sentence) = doc.sentences().get(doc.sentence_of(end.saturating_sub(1))) else { return Vec::new() };
    let limit = extent::limit(doc, quotations, end.saturating_sub(1));
    // `five “town missions”, including …`
    let ends = (end..limit).all(|at| !doc.is(at, TokenKind::Word));
    let limit = if ends { sentence.tokens().end } else { limit };
    if let Some((start, sure)) = opening(doc, end..limit) {
        let range = start..before_comment(doc, start..limit);
        // `including a new quay, in a challenge to the mayor`
        let aside = |at: &usize| is(doc, *at, ",") && doc.classes(at + 1).contains(WordClass::PREPOSITION);
        let aside = range.clone().find(|at| !sure && aside(at) && doc.classes(at + 2).contains(WordClass::DETERMINER));
        let range = start..aside.unwrap_or(range.end);
        let items = split(doc, range.clone(), count, sure);
        if items.len() < count as usize {
            // `a five-point charter, including A and B. … Their demands included A, B, C, D and E.`
            let whole = listed(doc, quotations, end, count);
            if whole.len() == count as usize {
                return whole;
            }
        }
        let one = items.is_empty() && any(doc, start - 1, &["including", "include", "includes", "included"]) && range.len() > 2;
        return if one { extent::clause_span(doc, range).into_iter().collect() } else { items };
    }
    let own = doc.sentence_of(end.saturating_sub(1));
    if let Some(items) = next_sentence(doc, quotations, own + 1, count) {
        return items;
    }
    listed(doc, quotations, end, count)
}

/// The items of the first sentence that only lists what was announced before token `end`.
fn listed(doc: &Document<'_>, quotations: &[Quotation], end: usize, count: u32) -> Vec<Span> {
    let own = doc.sentence_of(end.saturating_sub(1));
    let following = doc.sentences().iter().skip(own + 1).take(FARTHEST).map(|sentence| sentence.tokens().start);
    let series = following.filter_map(|first| {
        let limit = extent::limit(doc, quotations, first);
        let start = listing(doc, first..limit).filter(|_| !lists_others(doc, first, end) && !is_anothers(doc, first, end));
        let start = start.or_else(|| plans_including(doc, first..limit))?;
        let limit = before_comment(doc, start..limit);
        // `The plan would lower prices, helping families, and …` lists nothing.
        let modal = start.checked_sub(1).is_some_and(|at| any(doc, at, &["would", "will"]));
        if modal && has_company(doc, start..limit) {
            return None;
        }
        let some = is(doc, first, "among") || (first..start).any(|at| any(doc, at, &["include", "includes", "included"]));
        let whole = split(doc, start..limit, count, !some);
        Some(if whole.is_empty() { agreeing(doc, split(doc, start..limit, count, false)) } else { whole })
    });
    series.into_iter().find(|items| !items.is_empty()).unwrap_or_default()
}

/// What the sentence at token `first` tells of the proposals that the noun at token `noun` names: `Their demands include A, B and C.`
pub(super) fn told(doc: &Document<'_>, quotations: &[Quotation], first: usize, noun: usize) -> Option<Vec<Span>> {
    let limit = extent::limit(doc, quotations, first);
    // `Among the demands presented on Sunday are an end to fines and …`
    let among = is(doc, first, "among") && noun <= first + 3;
    let listed = |at: &usize| words::plays(doc, *at, ClausePart::LISTING);
    let start = match (noun + 1..limit.min(noun + 8)).find(listed).filter(|_| among) {
        Some(verb) => verb + 1,
        None => listing(doc, first..limit).filter(|start| *start > noun)?,
    };
    let verb = (noun + 1..start).rev().find(listed)?;
    let range = start..before_comment(doc, start..limit);
    let items = split(doc, range.clone(), MOST_TOLD, false);
    if any(doc, verb, &["include", "includes", "included"]) {
        let whole = || extent::clause_span(doc, range).map(|span| vec![span]);
        return Some(items).filter(|items| !items.is_empty()).or_else(whole);
    }
    // `Their demands are old and loud.`
    let thing = doc.classes(start).contains(WordClass::DETERMINER) || is_gerund(doc, start);
    (any(doc, verb, &["are", "were"]) && thing && !items.is_empty()).then_some(items)
}

/// A sentence tells no more than so many things.
const MOST_TOLD: u32 = 40;

/// Fewer parts of a series may begin alike by chance.
const FEWEST_ALIKE: usize = 3;

/// `items` where they are several that all begin with an -ing form: fewer than were announced, but a series.
fn agreeing(doc: &Document<'_>, items: Vec<Span>) -> Vec<Span> {
    let alike = items.iter().all(|item| is_gerund(doc, doc.tokens_in(*item).start));
    if alike && items.len() >= FEWEST_ALIKE { items } else { Vec::new() }
}

/// Whether what a plan would do comes with what goes along: `lower prices, helping families, while …`.
pub(super) fn has_company(doc: &Document<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| is(doc, at, ",") && (is_gerund(doc, at + 1) || any(doc, at + 1, &["while", "which"])))
}

/// Whether the sentence at token `first` begins with a name that the sentence of an announcement that ends before token `end` does not
/// hold: `Falk's plan includes …`
fn is_anothers(doc: &Document<'_>, first: usize, end: usize) -> bool {
    let own = doc.sentences()[doc.sentence_of(end.saturating_sub(1))].tokens();
    let owner = (first + 1..first + 5).find(|at| any(doc, *at, &["'s", "’s"])).map(|at| at - 1);
    let named = owner.filter(|owner| words::is_capital(doc, *owner) && words::is_capital(doc, first));
    named.is_some_and(|owner| !is(doc, first, "the") && !own.into_iter().any(|at| is(doc, at, doc.word(owner))))
}

/// Whether the sentence at token `first` lists what the sentence before it names, and not what was announced before token `end`:
/// `The party has twelve priorities. … Reed pledged several measures. These include …`
fn lists_others(doc: &Document<'_>, first: usize, end: usize) -> bool {
    let before = doc.sentence_of(first).checked_sub(1).map(|before| doc.sentences()[before].tokens());
    let Some(before) = before.filter(|before| before.start >= end && any(doc, first, &["these", "those", "they"])) else {
        return false;
    };
    let other = |at: usize| {
        words::proposal_noun(doc.word(at)).is_some_and(|noun| noun.plural && !noun.loose) && !is(doc, at, doc.word(end - 1))
    };
    before.into_iter().any(other)
}

/// The items of sentence `next` where it is nothing but them, each before a semicolon: `Cut fares; build homes; plant trees.`
fn next_sentence(doc: &Document<'_>, quotations: &[Quotation], next: usize, count: u32) -> Option<Vec<Span>> {
    let tokens = doc.sentences().get(next)?.tokens();
    let limit = extent::limit(doc, quotations, tokens.start);
    let colon = (tokens.start..limit).take_while(|at| !is(doc, *at, ";")).find(|at| is(doc, *at, ":"));
    let range = colon.map_or(tokens.start, |colon| colon + 1)..limit;
    let cuts = separators(doc, range.clone(), ";");
    let found = if cuts.len() + 1 == count as usize { items(doc, &range, &cuts) } else { Vec::new() };
    (found.len() == count as usize).then_some(found)
}

/// Where a series begins in `range`, after a colon, a dash, or `including`; and whether all items are to be expected there.
fn opening(doc: &Document<'_>, range: Range<usize>) -> Option<(usize, bool)> {
    let near = range.start..range.end.min(range.start + 40);
    let spaced = |at: usize| doc.tokens()[at].span.start() > doc.tokens()[at - 1].span.end();
    near.into_iter().find_map(|at| match doc.word(at) {
        ":" => Some((at + 1, true)),
        "—" => Some((at + 1, true)),
        "–" | "-" if spaced(at) => Some((at + 1, true)),
        "including" | "include" | "includes" | "included" => Some((at + 1, false)),
        "namely" | "comprising" | "comprises" | "comprise" => Some((at + 1, true)),
        "involve" | "involves" if !is(doc, at - 1, "which") => Some((at + 1, true)),
        "as" if is(doc, at - 1, "such") => Some((at + 1, false)),
        "would" | "will" if at == range.start && !has_company(doc, at + 1..range.end) => Some((at + 1, false)),
        "are" | "were"
            if at < range.start + 12
                && !any(doc, at + 1, &["not", "being", "now"])
                && words::announcing(doc.word(at + 1)).is_none()
                && (range.start..at).all(|at| !is(doc, at, ",")) =>
        {
            // `The four asks are around the themes of: A; B`
            let colon = (at + 1..range.end.min(at + 7)).take_while(|at| !any(doc, *at, &[",", ";"])).find(|at| is(doc, *at, ":"));
            Some((colon.unwrap_or(at) + 1, true))
        }
        // `ten demands, of which the first three are …`
        "are" | "were" if at < range.start + 8 && (range.start..at).any(|at| is(doc, at, "of") && is(doc, at + 1, "which")) => {
            Some((at + 1, false))
        }
        _ => None,
    })
}

/// The items of a later sentence that lists the rest: `The other four conditions are A, B, C and D.`
pub(super) fn others(doc: &Document<'_>, quotations: &[Quotation], end: usize, missing: u32) -> Vec<Span> {
    let own = doc.sentence_of(end.saturating_sub(1));
    let following = doc.sentences().iter().skip(own + 1).take(2 * FARTHEST).map(|sentence| sentence.tokens().start);
    let series = following.filter_map(|first| {
        let other = first + usize::from(is(doc, first, "the"));
        any(doc, other, &["other", "others", "remaining", "rest"]).then_some(())?;
        let limit = extent::limit(doc, quotations, first);
        let verb = (other + 1..limit.min(other + 6)).find(|at| any(doc, *at, &["are", "were", "include", "included"]))?;
        let start = verb + 1 + usize::from(is(doc, verb + 1, ":"));
        Some(split(doc, start..limit, missing, false))
    });
    series.into_iter().find(|items| !items.is_empty()).unwrap_or_default()
}

/// Where the series begins in a sentence that only lists: `They are …`, `These include …`, `The plan would …`.
fn listing(doc: &Document<'_>, range: Range<usize>) -> Option<usize> {
    // `Ruiz said her proposals are: …`
    let said =
        range.clone().take(8).find(|at| any(doc, *at, &["said", "says"]) && any(doc, at + 1, &["his", "her", "their", "its"]));
    let start = said.map_or(range.start, |said| said + 1);
    // `The demands by the two groups, both of the north, included …`
    let noun = doc.classes(start + 1).contains(WordClass::PROPOSAL_NOUN) && is(doc, start, "the");
    let lists = |at: &usize| any(doc, *at, &["include", "included"]) || any(doc, *at, &["are", "were"]) && is(doc, at + 1, ":");
    if let Some(verb) = (start + 2..range.end.min(start + 40)).find(|at| noun && lists(at)) {
        return Some(verb + 1 + usize::from(is(doc, verb + 1, ":")));
    }
    let pronoun = any(doc, start, &["they", "these", "those", "among", "the", "it", "this", "his", "her", "its", "their"]);
    // `Ruiz's plan calls for A, B and C.`
    let name = (start + 1..range.end.min(start + 5)).find(|at| any(doc, *at, &["'s", "’s"]));
    let name = name.filter(|at| (start..*at).all(|at| words::is_capital(doc, at)));
    (pronoun || name.is_some()).then_some(())?;
    let near = name.map_or(start, |name| name) + 1..range.end.min(name.unwrap_or(start) + 6);
    let colon = |at: &usize| is(doc, *at, ":") && is(doc, start, "among");
    let verb = near.into_iter().find(|at| words::plays(doc, *at, ClausePart::LISTING) || colon(at))?;
    let noun = |at: usize| doc.classes(at).contains(WordClass::PROPOSAL_NOUN) || words::plan_noun(doc.word(at)).is_some();
    let named = |at: usize| {
        noun(at)
            || doc.is(at, TokenKind::Number)
            || doc.classes(at).contains(WordClass::NUMBER)
            || any(doc, at, &["them", "its", "are", "key", "main", "other", "new", "proposed"])
            || doc.word(at).contains('-')
    };
    // `The union's demands are “A; B; and C.”`
    let owner = (start + 1..verb).rev().find(|at| any(doc, *at, &["'s", "’s"]));
    let owner = owner.filter(|at| (is(doc, start, "the") || name.is_some()) && at + 1 < verb);
    let plan = (owner.map_or(start + 1, |owner| owner + 1)..verb).all(named)
        && (verb > start + 1 || !any(doc, start, &["the", "his", "her", "its", "their"]));
    plan.then_some(verb + 1 + usize::from(any(doc, verb + 1, &[":", "for", "to", "“", "\""])))
}

/// Where the series begins in a sentence that tells what somebody's plans hold: `Ruiz laid out her plans for the town, including …`.
fn plans_including(doc: &Document<'_>, range: Range<usize>) -> Option<usize> {
    let plans = |at: &usize| words::plan_noun(doc.word(*at)) == Some(true);
    let noun = range.clone().find(plans)?;
    (noun + 1..range.end.min(noun + 16)).find(|at| is(doc, *at, "including")).map(|including| including + 1)
}

/// Where a writer's comment after a dash ends the series (`— he said`), or who said it (`, the mayor said`).
fn before_comment(doc: &Document<'_>, range: Range<usize>) -> usize {
    let comment = |at: &usize| {
        any(doc, *at, &["—", "–"]) && *at > range.start + 2 && !(at + 1..range.end - 1).any(|at| any(doc, at, &[",", ";", "and"]))
    };
    let told = |at: &usize| is(doc, *at, ",") && *at > range.start + 2 && extent::is_told(doc, at + 1);
    range.clone().find(|at| comment(at) || told(at)).unwrap_or(range.end)
}

/// The items of the series in `range`, separated by semicolons, numbers in brackets, or commas; empty where they do not fit `count`.
pub(super) fn split(doc: &Document<'_>, range: Range<usize>, count: u32, sure: bool) -> Vec<Span> {
    let count = count as usize;
    for cuts in [numbered(doc, range.clone()), separators(doc, range.clone(), ";")] {
        let items = items(doc, &range, &cuts);
        if items.len() > 1 && items.len() <= count {
            return items;
        }
    }
    // `three phases: First, …` counts them one by one.
    if doc.classes(range.start).contains(WordClass::ORDINAL) && any(doc, range.start + 1, &[",", ":"]) {
        return Vec::new();
    }
    let mut commas = separators(doc, range.clone(), ",");
    // `A, B as well as C`
    let as_well: Vec<usize> =
        range.clone().filter(|at| is(doc, *at, "as") && is(doc, at + 1, "well") && is(doc, at + 2, "as")).collect();
    if commas.len() + as_well.len() < count {
        commas.extend(as_well.into_iter().filter(|at| !is(doc, at - 1, ",")));
        commas.sort_unstable();
    }
    for cuts in [
        commas.clone(),
        with_last_and(doc, &range, &commas, false),
        with_last_and(doc, &range, &commas, true),
        every_and(doc, &range, &commas),
    ] {
        let items = items(doc, &range, &cuts);
        if items.len() == count {
            return items;
        }
    }
    // A series closes at its first `, and`: `three aims: no tolls, no lorries, and no noise, and asked for calm`.
    let closing = commas.iter().position(|comma| is(doc, comma + 1, "and")).filter(|closing| closing + 2 == count);
    if let Some(end) = closing.and_then(|closing| commas.get(closing + 1)) {
        let items = items(doc, &(range.start..*end), &commas[..count - 1]);
        if items.len() == count {
            return items;
        }
    }
    let cuts = with_last_and(doc, &range, &commas, false);
    let items = items(doc, &range, &cuts);
    if !sure && items.len() > 1 && items.len() < count { items } else { Vec::new() }
}

/// What stands between the `mark`s of `range`.
pub(super) fn between(doc: &Document<'_>, range: Range<usize>, mark: &str) -> Vec<Span> {
    let cuts = separators(doc, range.clone(), mark);
    items(doc, &range, &cuts)
}

/// Tokens in `range` that are `mark`, outside brackets and quotations of their own.
pub(super) fn separators(doc: &Document<'_>, range: Range<usize>, mark: &str) -> Vec<usize> {
    let mut depth = 0_i32;
    let mut found = Vec::new();
    for at in range {
        match doc.word(at) {
            "(" | "“" | "[" => depth += 1,
            ")" | "”" | "]" => depth -= 1,
            word if word == mark && depth <= 0 => found.push(at),
            _ => {}
        }
    }
    found
}

/// The tokens before which items numbered in brackets begin: `(1) …, (2) …`, `a) …, b) …`, where they count from one.
fn numbered(doc: &Document<'_>, range: Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for at in range.start..range.end.saturating_sub(1) {
        let value = words::number(doc.word(at)).filter(|_| doc.is(at, TokenKind::Number)).or_else(|| letter_value(doc.word(at)));
        if is(doc, at + 1, ")") && value == Some(found.len() as u32 + 1) {
            found.push(at + 1);
        }
    }
    found
}

fn letter_value(word: &str) -> Option<u32> {
    let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii"].iter().position(|roman| *roman == word).map(|at| at as u32 + 1);
    let byte = word.bytes().next().filter(|byte| word.len() == 1 && byte.is_ascii_lowercase());
    roman.or(byte.map(|byte| u32::from(byte - b'a') + 1))
}

/// `commas` and the `and` that joins the last item where no comma does; only where `always` even if a comma is beside it.
pub(super) fn with_last_and(doc: &Document<'_>, range: &Range<usize>, commas: &[usize], always: bool) -> Vec<usize> {
    let from = commas.last().map_or(range.start, |comma| comma + 1);
    let beside = is(doc, from, "and");
    let ands = |at: &usize| any(doc, *at, &["and", "plus"]) && (always || *at > from);
    let mut cuts = commas.to_vec();
    if always || !beside {
        cuts.extend((from..range.end).rev().find(ands));
    }
    cuts
}

/// `commas` and every `and` that an -ing form, `to` or a determiner follows: `to cut fares and to build homes`.
fn every_and(doc: &Document<'_>, range: &Range<usize>, commas: &[usize]) -> Vec<usize> {
    let begins = |at: usize| any(doc, at, &["to", "a", "an", "the", "that", "for"]) || is_gerund(doc, at);
    let mut cuts: Vec<usize> = commas.to_vec();
    cuts.extend(range.clone().filter(|at| is(doc, *at, "and") && begins(at + 1)));
    cuts.sort_unstable();
    cuts
}

/// The spans between `cuts`, each without what joins or leads it in.
pub(super) fn items(doc: &Document<'_>, range: &Range<usize>, cuts: &[usize]) -> Vec<Span> {
    let mut starts = vec![range.start];
    starts.extend(cuts.iter().map(|cut| cut + 1));
    let mut ends: Vec<usize> = cuts.to_vec();
    ends.push(range.end);
    let pieces = starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| led_in(doc, start..end))
        .map(|piece| extent::trimmed(doc, without_number(doc, piece)));
    pieces
        .filter(|piece| piece.clone().any(|at| doc.is(at, TokenKind::Word) && doc.word(at).len() > 1))
        .filter(|piece| piece.len() > 1 || !words::is_day(doc, piece.start))
        .map(|piece| doc.span(piece))
        .collect()
}

/// Without the opening bracket and number of the next item at its end.
fn without_number(doc: &Document<'_>, mut piece: Range<usize>) -> Range<usize> {
    let number = |at: usize| doc.is(at, TokenKind::Number) || doc.word(at).len() == 1 || letter_value(doc.word(at)).is_some();
    if piece.len() > 2 && number(piece.end - 1) && any(doc, piece.end - 2, &["(", ",", ";", "and"]) {
        piece.end -= 2;
        while piece.len() > 1 && any(doc, piece.end - 1, &["and", ",", ";"]) {
            piece.end -= 1;
        }
    }
    piece
}

/// Without `and`, `above all,`, `finally`, `to` at its start.
fn led_in(doc: &Document<'_>, mut piece: Range<usize>) -> Range<usize> {
    loop {
        let joins = any(
            doc,
            piece.start,
            &["and", "to", "that", "for", ",", "also", "finally", "lastly", "plus", "on", "then", "or", "by", ":"],
        );
        let aside = WordClass::ORDINAL | WordClass::MID_ADVERB | WordClass::NOT_NAME | WordClass::NUMBER;
        let one = doc.classes(piece.start).intersects(aside) && is(doc, piece.start + 1, ",");
        let two = any(doc, piece.start, &["above", "most", "last", "in"]) && is(doc, piece.start + 2, ",");
        // The comma or the first word of `as well as` was the cut.
        let well = (piece.start..piece.start + 2).find(|at| is(doc, *at, "well") && is(doc, at + 1, "as"));
        let skip = match well {
            Some(well) => well + 2 - piece.start,
            None if joins => 1,
            None => 2 * usize::from(one) + 3 * usize::from(two),
        };
        if skip == 0 || skip >= piece.len() {
            return piece;
        }
        piece.start += skip;
    }
}
