//! Items that one sentence or one paragraph holds, exactly as many as announced. In: an announcement. Out: the infinitives of a
//! sentence soon after it (`… what towns must do to cut fares, raise pay, and plant oaks`), or what stands between the full stops
//! and semicolons behind its colon; nothing where they are more or fewer.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::span::Span;

use super::announcements::{Announcement, Evidence};
use super::carriers::Carriers;
use super::words::{is, is_capital, is_gerund};
use super::{extent, parts, series};

/// Fewer infinitives in a row are too common to be what was announced.
const FEWEST: u32 = 4;
/// The sentence comes at most so many after the announcement's.
const NEAR: usize = 3;
/// More pieces than so many are not looked for behind a colon.
const MOST: u32 = 40;

impl Carriers<'_, '_> {
    /// As many infinitives in a row as were announced, in the announcement's sentence or one of the next.
    pub(super) fn infinitives(&self, announcement: &Announcement) -> Vec<Span> {
        if announcement.count < FEWEST || announcement.evidence < Evidence::Owned {
            return Vec::new();
        }
        let own = self.doc.sentence_of(announcement.tokens.end - 1);
        let sentences = self.doc.sentences().iter().skip(own).take(NEAR + 1).map(|sentence| sentence.tokens());
        let starts = sentences.map(|tokens| tokens.start.max(announcement.tokens.end)..tokens.end);
        starts.flat_map(|tokens| self.infinitives_in(tokens, announcement.count)).take(announcement.count as usize).collect()
    }

    /// The infinitives after the first `to` of `tokens` that `count` of them follow.
    fn infinitives_in(&self, tokens: Range<usize>, count: u32) -> Vec<Span> {
        let verb = |at: usize| {
            let other = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::PRONOUN | WordClass::NUMBER;
            !is_capital(self.doc, at) && !is_gerund(self.doc, at) && !self.doc.classes(at).intersects(other)
        };
        let series = |to: usize| {
            let limit = extent::limit(self.doc, self.drafts.quotations, to).min(tokens.end);
            let items = series::split(self.doc, to + 1..limit, count, true);
            let plain = items.iter().all(|item| verb(self.doc.tokens_in(*item).start) && self.doc.tokens_in(*item).len() > 1);
            let closed = (to..limit).rev().find(|at| is(self.doc, *at, ",")).is_some_and(|comma| is(self.doc, comma + 1, "and"));
            let verbs = items.iter().all(|item| parts::is_infinitive(self.doc, self.doc.tokens_in(*item).start));
            if plain && (closed || verbs) { items } else { Vec::new() }
        };
        let to = tokens.clone().filter(|at| is(self.doc, *at, "to") && verb(at + 1));
        to.map(series).find(|items| !items.is_empty()).unwrap_or_default()
    }

    /// As many pieces as were announced behind the announcement's colon, in its paragraph: `three demands: Pay us. Mend the ovens. …`
    pub(super) fn behind_colon(&self, announcement: &Announcement) -> Vec<Span> {
        if announcement.count > MOST {
            return Vec::new();
        }
        let end = announcement.tokens.end;
        let paragraph = self.doc.paragraphs()[self.doc.paragraph_of(announcement.tokens.start)].tokens();
        let Some(colon) = (end..paragraph.end.min(end + 5)).find(|at| is(self.doc, *at, ":")) else { return Vec::new() };
        let sentences = self.doc.sentences().iter().skip(self.doc.sentence_of(colon)).map(|sentence| sentence.tokens());
        let inside = sentences.take_while(|tokens| tokens.start < paragraph.end);
        let pieces = inside.map(|tokens| tokens.start.max(colon + 1)..tokens.end.min(paragraph.end));
        let pieces = pieces.flat_map(|range| series::between(self.doc, range, ";"));
        let spans: Vec<Span> = pieces.take(announcement.count as usize + 1).collect();
        if spans.len() as u32 == announcement.count { spans } else { Vec::new() }
    }
}
