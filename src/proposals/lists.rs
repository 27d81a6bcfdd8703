//! Items that the page lays out: numbered and bulleted lines, numbered headings, section headings.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::span::Span;
use crate::text::{Document, TokenKind};

use super::extent;
use super::ordinals::{past_count, past_modal};
use super::outline::{Mark, Part};
use super::words::{any, is, is_capital, is_gerund};

/// A list begins at most so many paragraphs after what announces it.
const NEAR: usize = 8;
/// The title of an item is at most so many tokens long.
const LONGEST_TITLE: usize = 12;
/// An item with more tokens is told by its first sentence.
const LONGEST_ITEM: usize = 40;

/// The page around the lists.
pub(super) struct Layout<'a, 't> {
    pub doc: &'a Document<'t>,
    pub parts: &'a [Part],
}

impl Layout<'_, '_> {
    /// The marked items in `paragraphs`, at most `count`; numbered ones count from one on, one number at a time left out. Of more
    /// bullets those that count, where they are as many: `• First, …`.
    pub(super) fn marked(&self, paragraphs: Range<usize>, count: u32) -> Vec<Span> {
        let count = count as usize;
        let rows = self.rows(paragraphs.clone(), count);
        let bullets = rows.len() == count && matches!(self.parts[rows[0]], Part::Item(Mark::Bullet(_), _));
        let counting = if bullets { self.counting(paragraphs) } else { Vec::new() };
        let chosen = if counting.len() == count { counting } else { rows };
        chosen.iter().filter_map(|row| self.content(*row)).collect()
    }

    /// Of the first list in `paragraphs` the items that begin with an ordinal.
    fn counting(&self, paragraphs: Range<usize>) -> Vec<usize> {
        let mut rows = self.rows(paragraphs, usize::MAX);
        rows.retain(|row| matches!(self.parts[*row], Part::Item(_, start) if past_count(self.doc, start) > start));
        rows
    }

    /// The marked items from paragraph `first` on: bullets up to the first line that is neither an item nor the page's own, numbers
    /// as far as they count on.
    pub(super) fn run(&self, first: usize) -> Vec<Span> {
        let Some(Part::Item(style, _)) = self.parts.get(first) else { return Vec::new() };
        if style.ordinal() == Some(1) {
            return self.marked(first..self.parts.len(), u32::MAX);
        }
        let rows = (first..self.parts.len()).take_while(|at| match self.parts[*at] {
            Part::Item(mark, _) => style.alike(mark),
            part => part == Part::Furniture,
        });
        rows.filter_map(|row| self.content(row)).collect()
    }

    /// The marked items right before paragraph `end`, where they are exactly `count`.
    pub(super) fn marked_before(&self, paragraphs: Range<usize>, count: u32) -> Vec<Span> {
        let marked = |at: &usize| matches!(self.parts[*at], Part::Item(..));
        let Some(last) = paragraphs.clone().rev().take(NEAR).find(marked) else { return Vec::new() };
        let mut rows: Vec<usize> = Vec::new();
        let mut gap = 0;
        for at in (paragraphs.start..last + 1).rev() {
            gap += 1;
            if marked(&at) {
                rows.push(at);
                gap = 0;
            }
            if rows.len() as u32 == count || gap > 2 {
                break;
            }
        }
        rows.reverse();
        let whole = rows.len() as u32 == count;
        if whole { rows.iter().filter_map(|row| self.content(*row)).collect() } else { Vec::new() }
    }

    /// The paragraphs of the first list in `paragraphs`.
    fn rows(&self, paragraphs: Range<usize>, count: usize) -> Vec<usize> {
        let mut style: Option<Mark> = None;
        let mut last = 0;
        let mut rows: Vec<usize> = Vec::new();
        let (mut before, mut gap) = (0, 0);
        for at in paragraphs {
            let Part::Item(mark, _) = self.parts[at] else {
                let counts = self.parts[at] != Part::Furniture;
                (before, gap) = (before + usize::from(counts && style.is_none()), gap + usize::from(counts));
                if style.is_none() && before > NEAR || style.is_some() && self.is_over(style, gap) {
                    break;
                }
                continue;
            };
            let fits = match style {
                Some(style) => style.alike(mark) && mark.ordinal().is_none_or(|number| (last + 1..last + 3).contains(&number)),
                None => mark.ordinal().is_none_or(|number| number == 1),
            };
            if fits {
                style = style.or(Some(mark));
                last = mark.ordinal().unwrap_or_default();
                rows.push(at);
                gap = 0;
            }
            if rows.len() == count {
                break;
            }
        }
        if rows.len() > 1 { rows } else { Vec::new() }
    }

    /// Whether a list is over after `gap` paragraphs that are not its own: bullets follow one another closely, numbers need not.
    fn is_over(&self, style: Option<Mark>, gap: usize) -> bool {
        gap > if matches!(style, Some(Mark::Bullet(_))) { 3 } else { 12 }
    }

    /// What the item in paragraph `row` proposes: its text, or its heading where that stands alone, or its first sentence.
    fn content(&self, row: usize) -> Option<Span> {
        let Part::Item(mark, start) = self.parts[row] else { return None };
        let tokens = self.doc.paragraphs()[row].tokens();
        if start >= tokens.end {
            let labelled = matches!(mark, Mark::Labelled(_));
            let body = (row + 1..self.parts.len().min(row + 4)).find(|at| self.parts[*at] == Part::Body);
            return body.filter(|_| labelled).and_then(|at| self.sentence(self.doc.paragraphs()[at].tokens()));
        }
        self.sentence(past_count(self.doc, start)..tokens.end)
    }

    /// The tokens of an item, short enough for a list.
    pub(super) fn sentence(&self, tokens: Range<usize>) -> Option<Span> {
        let first = self.doc.sentences()[self.doc.sentence_of(tokens.start)].tokens();
        let end = if tokens.len() > LONGEST_ITEM { first.end.min(tokens.end) } else { tokens.end };
        let end = if first.end < tokens.end { first.end } else { end };
        let vague = end <= tokens.start + if is_gerund(self.doc, tokens.start) { 2 } else { 3 };
        let end = if vague && any(self.doc, end - 1, &[".", ":"]) { self.second_end(end, tokens.end) } else { end };
        let end = self.title(tokens.clone()).filter(|title| *title < end).unwrap_or(end);
        let tokens = extent::trimmed(self.doc, tokens.start..end);
        let start = past_modal(self.doc, tokens.clone()) + usize::from(is(self.doc, tokens.start, "to"));
        let whole = extent::trimmed(self.doc, start..tokens.end);
        let short = if whole.len() > LONGEST_ITEM { extent::clause(self.doc, whole) } else { whole };
        let span = self.doc.span(short);
        (!span.is_empty()).then_some(span)
    }

    /// Past the title that a colon or dash sets off from the sentences that explain it: `A hiring freeze: No ministry may …`.
    fn title(&self, tokens: Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let spaced = |at: usize| doc.tokens()[at].span.start() > doc.tokens()[at - 1].span.end();
        let near = tokens.start + 2..tokens.end.min(tokens.start + LONGEST_TITLE);
        let end = near.into_iter().find(|at| is(doc, *at, ":") || any(doc, *at, &["—", "–", "-"]) && spaced(*at))?;
        let body = (end + 1..tokens.end).find(|at| doc.is(*at, TokenKind::Word))?;
        let words = (tokens.start..end).filter(|at| doc.is(*at, TokenKind::Word)).count();
        let explained = tokens.end - body >= 6 && is(doc, tokens.end - 1, ".") && is_capital(doc, body) && body <= end + 3;
        (words > 1 && explained && !self.speaks(tokens.start..end)).then_some(end)
    }

    /// Past the first sentence of paragraph `at`, where it is short enough for a title and the others explain it.
    fn short_sentence(&self, at: usize) -> Option<usize> {
        let paragraph = &self.doc.paragraphs()[at];
        let first = self.doc.sentences()[paragraph.sentences().start].tokens();
        let title = first.len() > 2 && first.len() <= 6 && is(self.doc, first.end - 1, ".");
        (title && paragraph.sentences().len() > 1 && !self.speaks(first.clone())).then_some(first.end)
    }

    /// Whether somebody says something in `tokens`.
    fn speaks(&self, tokens: Range<usize>) -> bool {
        let other = WordClass::CUE_VERB | WordClass::PRONOUN | WordClass::AUXILIARY;
        tokens.into_iter().any(|at| self.doc.classes(at).intersects(other))
    }

    /// The titles of `count` paragraphs in a row that each begin with one: `A hiring freeze: No ministry may …`.
    pub(super) fn titled(&self, paragraphs: Range<usize>, count: u32) -> Vec<Span> {
        let titled = |at: &usize| {
            let tokens = self.doc.paragraphs()[*at].tokens();
            let end = || self.title(tokens.clone()).or_else(|| self.short_sentence(*at));
            (self.parts[*at] == Part::Body).then(end).flatten().map(|end| tokens.start..end)
        };
        let own = |at: &usize| self.parts[*at] != Part::Furniture;
        let from = paragraphs.clone().take(NEAR).find(|at| titled(at).is_some()).unwrap_or(paragraphs.end);
        let run = (from..paragraphs.end).filter(own).map_while(|at| titled(&at));
        let titles: Vec<Range<usize>> = run.take(count as usize + 1).collect();
        let whole = titles.len() == count as usize;
        if whole { titles.into_iter().map(|title| self.doc.span(extent::trimmed(self.doc, title))).collect() } else { Vec::new() }
    }

    /// The `count` lines after a colon or `below` in `paragraphs`, whose marks were lost on the way.
    pub(super) fn lines(&self, paragraphs: Range<usize>, count: u32) -> Vec<Span> {
        let doc = self.doc;
        let tokens = |at: usize| doc.paragraphs()[at].tokens();
        let below = |line: Range<usize>| is(doc, line.end - 1, ".") && line.len() > 2 && is(doc, line.end - 2, "below");
        let leads = |at: &usize| {
            matches!(self.parts[*at], Part::Body | Part::Heading) && (is(doc, tokens(*at).end - 1, ":") || below(tokens(*at)))
        };
        let named = |at: &usize| tokens(*at).any(|at| doc.classes(at).contains(WordClass::PROPOSAL_NOUN));
        let near = paragraphs.clone().take(NEAR).filter(|at| *at < paragraphs.start + 4 || named(at) && tokens(*at).len() < 9);
        let Some(lead) = near.into_iter().find(leads) else { return Vec::new() };
        let own = (lead + 1..paragraphs.end).filter(|at| self.parts[*at] != Part::Furniture);
        let mut lines: Vec<usize> = own.take(count as usize).collect();
        let short = |at: &usize| {
            let said = doc.is(tokens(*at).start, TokenKind::Mark) || is(doc, tokens(*at).end - 1, ":");
            tokens(*at).len() > 1 && tokens(*at).len() <= LONGEST_ITEM && !said && !matches!(self.parts[*at], Part::Item(..))
        };
        let mut whole = lines.len() == count as usize && lines.iter().all(short);
        if !whole {
            // `Pay us;` goes on to the next line.
            let joined = lines.iter().take_while(|at| any(doc, tokens(**at).end - 1, &[";", ","])).count();
            let open = |at: &&usize| doc.is(tokens(**at).end - 1, TokenKind::Word);
            let bare = lines.iter().take_while(open).count();
            lines.truncate(if joined > 0 { joined + 1 } else { bare });
            whole = (joined > 0 || bare > 2) && lines.iter().all(short);
        }
        if whole { lines.into_iter().filter_map(|at| self.sentence(tokens(at))).collect() } else { Vec::new() }
    }

    /// The lines right after paragraph `paragraphs.start`, where exactly `count` in a row are no sentences: `Air: Ban lorries from the centre`.
    pub(super) fn bare_lines(&self, paragraphs: Range<usize>, count: u32) -> Vec<Span> {
        let doc = self.doc;
        let tokens = |at: usize| doc.paragraphs()[at].tokens();
        let bare = |at: &usize| {
            let line = tokens(*at);
            let stopped = any(doc, line.end - 1, &[".", "?", "!", "…", ":", ","]);
            let said = line.clone().any(|at| doc.is(at, TokenKind::Mark) || doc.classes(at).contains(WordClass::CUE_VERB));
            let marked = matches!(self.parts[*at], Part::Item(..));
            line.len() > 2 && line.len() <= LONGEST_ITEM && !stopped && !said && !marked
        };
        let own = (paragraphs.start + 1..paragraphs.end).filter(|at| self.parts[*at] != Part::Furniture);
        let lines: Vec<usize> = own.take_while(bare).take(count as usize + 1).collect();
        let whole = lines.len() == count as usize;
        if whole { lines.into_iter().filter_map(|at| self.sentence(tokens(at))).collect() } else { Vec::new() }
    }

    /// The end of the sentence that begins at token `at`, no further than `limit`.
    fn second_end(&self, at: usize, limit: usize) -> usize {
        let second = self.doc.sentences().get(self.doc.sentence_of(at));
        second.map_or(limit, |second| second.tokens().end.min(limit))
    }

    /// The section headings in `paragraphs`, where there are exactly `count` with text under each (and perhaps a last one that
    /// closes the article).
    pub(super) fn headings(&self, paragraphs: Range<usize>, count: u32) -> Vec<Span> {
        let count = count as usize;
        let followed = |at: &usize| {
            self.parts[*at] == Part::Heading
                && self.parts.get(at + 1).is_some_and(|part| !matches!(part, Part::Heading | Part::Furniture))
        };
        let found: Vec<usize> = paragraphs.filter(followed).take(count + 2).collect();
        if found.len() != count && found.len() != count + 1 {
            return Vec::new();
        }
        let spans = found[..count].iter().map(|at| extent::trimmed(self.doc, self.doc.paragraphs()[*at].tokens()));
        spans.map(|tokens| self.doc.span(tokens)).collect()
    }
}
