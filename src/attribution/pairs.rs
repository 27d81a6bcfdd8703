//! What a pair of tagged spans looks like: small ids that the learned linker weighs.
//!
//! A pair is a content and the cue it may belong to, or a cue and the source it may belong to, of one paragraph. The
//! candidate "none of them" is described by the span alone. The linker was trained on these very ids.

use std::ops::Range;

use crate::tagger::features::PLACES;
use crate::tagger::{Role, Tagged};
use crate::text::Document;

/// How many ids describe a pair.
pub const FIELDS: usize = 18;
/// How many values each id has; the last value of a field that needs a partner means there is none.
pub const SIZES: [usize; FIELDS] = [21, 9, 28, 9, 10, 10, 11, 9, 15, 15, 15, 15, 17, 16, 6, 7, 5, 9];

/// Spans that are looked at on each side of one: what it belongs to is near, and a paragraph may have any number of them.
pub const REACH: usize = 24;

/// A tagged span by its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its role.
    pub role: Role,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// The spans of one paragraph, and what can be asked about them.
pub struct Scene<'a, 't> {
    doc: &'a Document<'t>,
    places: &'a [u8],
    slots: Vec<Slot>,
    tokens: Range<usize>,
}

/// Where two spans stand to each other.
#[derive(Clone, Copy)]
struct Relation {
    /// Whether the partner stands after the span.
    after: usize,
    gap: usize,
    sentences: usize,
}

impl<'a, 't> Scene<'a, 't> {
    /// The scene of a paragraph's `tokens` with the tagged spans in it. `places` are those of the whole document.
    pub fn new(doc: &'a Document<'t>, places: &'a [u8], tokens: Range<usize>, tags: &[Tagged]) -> Self {
        debug_assert!(places.iter().all(|&place| usize::from(place) < PLACES));
        let slots = tags.iter().map(|tag| Slot { role: tag.role, tokens: doc.tokens_in(tag.span) });
        Self { doc, places, slots: slots.collect(), tokens }
    }

    /// The spans.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Each span within [`REACH`] that `from` may belong to (cues for a content, sources for a cue) and at last none of them, with the
    /// ids of the pair.
    pub fn candidates(&self, from: usize) -> impl Iterator<Item = (Option<usize>, [u16; FIELDS])> {
        let partners = self.partners(from);
        (0..=partners.len()).map(move |at| {
            let to = partners.get(at).copied();
            (to, self.ids(from, to, &partners))
        })
    }

    fn partners(&self, from: usize) -> Vec<usize> {
        let wanted = match self.slots[from].role {
            Role::Content => Role::Cue,
            _ => Role::Source,
        };
        let near = from.saturating_sub(REACH)..(from + REACH + 1).min(self.slots.len());
        near.filter(|&at| self.slots[at].role == wanted).collect()
    }

    /// The ids of the pair of `from` and `to`, or of `from` without a partner.
    fn ids(&self, from: usize, to: Option<usize>, partners: &[usize]) -> [u16; FIELDS] {
        let relation = to.map(|to| self.relation(from, to));
        let pair = |last: usize, value: &dyn Fn(usize, Relation) -> usize| match (to, relation) {
            (Some(to), Some(relation)) => value(to, relation).min(last - 1),
            _ => last,
        };
        let (span, at) = (&self.slots[from].tokens, |index: usize| self.state(index));
        let ids = [
            pair(20, &|_, relation| bucket(relation.gap) * 2 + relation.after),
            pair(8, &|_, relation| relation.sentences.min(3) * 2 + relation.after),
            pair(27, &|to, _| self.between(from, to)),
            pair(8, &|to, relation| self.rank(from, to, partners).min(3) * 2 + relation.after),
            at(span.start),
            at(span.end.saturating_sub(1)),
            pair(10, &|to, _| at(self.slots[to].tokens.start)),
            pair(8, &|_, relation| self.whole(span) * 2 + relation.after),
            pair(14, &|_, relation| self.before(span) * 2 + relation.after),
            pair(14, &|_, relation| self.after(span) * 2 + relation.after),
            pair(14, &|to, relation| self.before(&self.slots[to].tokens) * 2 + relation.after),
            pair(14, &|to, relation| self.after(&self.slots[to].tokens) * 2 + relation.after),
            pair(16, &|to, _| self.neighbours(to)),
            self.neighbours(from),
            bucket(span.len()).min(5),
            pair(6, &|to, _| bucket(self.slots[to].tokens.len()).min(5)),
            partners.len().min(4),
            pair(8, &|to, _| self.between_quoted(from, to)),
        ];
        ids.map(|id| id as u16)
    }

    fn relation(&self, from: usize, to: usize) -> Relation {
        let (a, b) = (&self.slots[from].tokens, &self.slots[to].tokens);
        let (after, inner) = if a.start < b.start { (1, a.end..b.start) } else { (0, b.end..a.start) };
        let sentences = self.doc.sentence_of(inner.end).saturating_sub(self.doc.sentence_of(inner.start.saturating_sub(1)));
        Relation { after, gap: inner.len(), sentences }
    }

    /// How many spans of each role, up to two, stand between both.
    fn between(&self, from: usize, to: usize) -> usize {
        let (low, high) = (from.min(to), from.max(to));
        let count = |role: Role| self.slots[low + 1..high].iter().filter(|slot| slot.role == role).count().min(2);
        count(Role::Source) * 9 + count(Role::Cue) * 3 + count(Role::Content)
    }

    /// Whether a quotation's words stand between both, and whether both are in one.
    fn between_quoted(&self, from: usize, to: usize) -> usize {
        let (low, high) = (from.min(to), from.max(to));
        let inner = self.slots[low].tokens.end..self.slots[high].tokens.start.max(self.slots[low].tokens.end);
        let opens = inner.clone().filter(|&at| matches!(self.state(at), 1 | 8)).count().min(1);
        let closes = inner.clone().filter(|&at| self.state(at) == 2).count().min(1);
        let both = usize::from(self.state(self.slots[low].tokens.start) == 3 && self.state(self.slots[high].tokens.start) == 3);
        opens * 4 + closes * 2 + both
    }

    /// How many other partners are closer.
    fn rank(&self, from: usize, to: usize, partners: &[usize]) -> usize {
        let gap = self.relation(from, to).gap;
        partners.iter().filter(|&&other| other != to && self.relation(from, other).gap < gap).count()
    }

    /// The mark state of a token, as the tagger sees it.
    fn state(&self, token: usize) -> usize {
        self.places.get(token).map_or(0, |&place| usize::from(place / 4))
    }

    /// Whether a span begins at a sentence's start, and whether it reaches to one's end.
    fn whole(&self, span: &Range<usize>) -> usize {
        let begins = self.places.get(span.start).is_some_and(|place| place & 2 != 0);
        let next = (span.end..span.end + 2).any(|at| at >= self.tokens.end || self.places[at] & 2 != 0);
        usize::from(begins) * 2 + usize::from(next)
    }

    fn before(&self, span: &Range<usize>) -> usize {
        if span.start == self.tokens.start { 0 } else { self.mark(span.start - 1) }
    }

    fn after(&self, span: &Range<usize>) -> usize {
        if span.end >= self.tokens.end { 0 } else { self.mark(span.end) }
    }

    fn mark(&self, token: usize) -> usize {
        match self.doc.word(token) {
            "," => 1,
            ":" => 2,
            "." | "?" | "!" | "…" | ";" => 3,
            "—" | "–" | "-" | "(" | ")" => 4,
            _ if matches!(self.state(token), 1 | 2 | 8) => 5,
            _ => 6,
        }
    }

    /// The roles of the spans that touch a span, before and after.
    fn neighbours(&self, index: usize) -> usize {
        let touching = |other: Option<&Slot>, gap: &dyn Fn(&Slot) -> usize| match other {
            Some(slot) if gap(slot) <= 1 => slot.role as usize + 1,
            _ => 0,
        };
        let span = &self.slots[index].tokens;
        let left = index.checked_sub(1).and_then(|before| self.slots.get(before));
        let before = touching(left, &|slot| span.start.saturating_sub(slot.tokens.end));
        let after = touching(self.slots.get(index + 1), &|slot| slot.tokens.start.saturating_sub(span.end));
        before * 4 + after
    }
}

/// 0, 1, 2, 3 to 4, 5 to 8, 9 to 14, 15 to 24, 25 to 40, 41 to 80, more.
fn bucket(count: usize) -> usize {
    [1, 2, 3, 5, 9, 15, 25, 41, 81].partition_point(|&limit| limit <= count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;
    use crate::span::Span;
    use crate::tagger::features;

    #[test]
    fn every_id_is_below_its_limit() {
        let text = "“Go,” he said. “Then we left,” said Ann. It rained, they say.";
        let doc = Document::parse(text);
        let places = features::places(&doc, &quotes::find(&doc));
        let tag = |role, word: &str| {
            let start = text.find(word).unwrap_or(0);
            Tagged { role, span: Span::new(start, start + word.len()), probability: 1.0 }
        };
        let tags = [
            tag(Role::Content, "“Go,”"),
            tag(Role::Source, "he"),
            tag(Role::Cue, "said"),
            tag(Role::Content, "“Then we left,”"),
            tag(Role::Source, "Ann"),
            tag(Role::Content, "It rained"),
            tag(Role::Cue, "say"),
        ];
        let scene = Scene::new(&doc, &places, 0..doc.tokens().len(), &tags);
        for from in (0..tags.len()).filter(|&at| tags[at].role != Role::Source) {
            for (_, ids) in scene.candidates(from) {
                assert!(ids.iter().zip(SIZES).all(|(&id, size)| usize::from(id) < size), "{ids:?}");
            }
        }
    }
}
