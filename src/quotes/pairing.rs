//! Pass 2: which marks belong together, one paragraph at a time.

use crate::span::Span;
use crate::text::Document;

use super::marks::{Family, QuoteMark};
use super::{Quotation, QuotationId};

/// Deeper nesting is no news article; a cap keeps hostile input linear.
const DEEPEST: usize = 8;

/// A quotation in which another one opens so many tokens later was never closed: its mark was left out, as in a headline that
/// stands in one line with the article below it.
const UNCLOSED_AFTER: usize = 40;

/// Where that one begins a sentence, so many are enough: it carries the speech on, as where the line breaks of an article are lost.
const CARRIED_ON_AFTER: usize = 12;

/// What a paragraph leaves open for the next one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    family: Family,
    id: QuotationId,
}

struct Pairing<'d, 't> {
    doc: &'d Document<'t>,
    paragraph: usize,
    /// Marks opened and not closed: the mark's index and the quotation's index.
    stack: Vec<(usize, usize)>,
    first: usize,
    /// A quotation that the next one carries on in the same paragraph.
    carried: Option<QuotationId>,
}

/// Pairs the `marks` of one paragraph, appends its quotations to `found` and returns what it leaves open. `before` is what the
/// paragraph before left open.
pub(super) fn pair(
    doc: &Document<'_>,
    paragraph: usize,
    marks: &[QuoteMark],
    before: Option<Open>,
    found: &mut Vec<Quotation>,
) -> Option<Open> {
    let mut pairing = Pairing { doc, paragraph, stack: Vec::new(), first: found.len(), carried: None };
    let partners = single_partners(marks);
    for at in 0..marks.len() {
        pairing.step(marks, at, &partners, found);
    }
    let open = pairing.finish(marks, found);
    pairing.link(before, marks, found);
    open
}

impl Pairing<'_, '_> {
    fn step(&mut self, marks: &[QuoteMark], at: usize, partners: &[bool], found: &mut Vec<Quotation>) {
        let mark = &marks[at];
        if mark.can_close && self.close(marks, mark, found) {
            return;
        }
        let fits = mark.family != Family::Single || partners[at];
        self.end_unclosed(marks, at, found);
        let already = self.stack.iter().any(|&(open, _)| marks[open].family == mark.family);
        if mark.can_open && fits && !already && self.stack.len() < DEEPEST {
            self.stack.push((at, found.len()));
            let parent = self.stack.iter().rev().nth(1).map(|&(_, index)| QuotationId(index as u32));
            found.push(Quotation {
                span: mark.span,
                inner: Span::new(mark.span.end(), mark.span.end()),
                paragraph: self.paragraph,
                parent,
                continues: self.carried.take(),
                closed: false,
            });
        }
    }

    /// Ends the outermost open quotation where mark `at` opens another in the same way, and closing marks do not follow for both:
    /// speech that is carried on there ends before it, and a mark long before it opened nothing.
    fn end_unclosed(&mut self, marks: &[QuoteMark], at: usize, found: &mut Vec<Quotation>) {
        let (mark, Some(&(open, index))) = (&marks[at], self.stack.first()) else { return };
        let opener = &marks[open];
        let (text, one) = (self.doc.text(), mark.family == Family::Double && mark.can_open && !mark.can_close);
        let again = one && opener.family == mark.family && opener.span.of(text) == mark.span.of(text);
        let between = mark.token - opener.token;
        if !again || between < CARRIED_ON_AFTER || is_nested(marks, at) {
            return;
        }
        let sentence = self.doc.sentences()[self.doc.sentence_of(opener.token + 1)].tokens();
        let speech = self.is_speech(opener) && sentence.end < opener.token + UNCLOSED_AFTER;
        if matches!(self.doc.word(mark.token - 1), "." | "?" | "!" | "…") && speech {
            self.drop_above(1, found);
            let end = self.doc.tokens()[mark.token - 1].span.end();
            found[index].inner = Span::new(found[index].inner.start(), end);
            found[index].span = found[index].span.cover(found[index].inner);
            self.carried = Some(QuotationId(index as u32));
            self.stack.clear();
        } else if between >= UNCLOSED_AFTER {
            self.drop_above(0, found);
            self.stack.clear();
        }
    }

    /// Closes the innermost open quotation of the mark's family; what was opened inside it and not closed is dropped.
    fn close(&mut self, marks: &[QuoteMark], mark: &QuoteMark, found: &mut Vec<Quotation>) -> bool {
        let Some(depth) = self.stack.iter().rposition(|&(open, _)| marks[open].family == mark.family) else { return false };
        let (_, index) = self.stack[depth];
        if mark.family == Family::Single && !mark.strong_close && apostrophe_before_partner(marks, mark) {
            return true;
        }
        self.drop_above(depth + 1, found);
        self.stack.truncate(depth);
        let quotation = &mut found[index];
        quotation.inner = Span::new(quotation.inner.start(), mark.span.start());
        quotation.span = quotation.span.cover(mark.span);
        quotation.closed = true;
        true
    }

    /// Forgets the quotations that the stack holds from `depth` on; those nested in them move up.
    fn drop_above(&mut self, depth: usize, found: &mut Vec<Quotation>) {
        for &(_, index) in self.stack[depth.min(self.stack.len())..].iter().rev() {
            let parent = found[index].parent;
            found.remove(index);
            for quotation in &mut found[index..] {
                quotation.parent = match quotation.parent {
                    Some(id) if id.0 as usize == index => parent,
                    Some(id) if id.0 as usize > index => Some(QuotationId(id.0 - 1)),
                    other => other,
                };
            }
        }
    }

    /// What is still open reaches to the paragraph's end if it looks like speech, else it opened nothing.
    fn finish(&mut self, marks: &[QuoteMark], found: &mut Vec<Quotation>) -> Option<Open> {
        let keep = self.stack.first().is_some_and(|&(open, _)| self.is_speech(&marks[open]));
        self.drop_above(usize::from(keep), found);
        let &(open, index) = self.stack.first().filter(|_| keep)?;
        let end = self.doc.paragraphs()[self.paragraph].span.end();
        let quotation = &mut found[index];
        quotation.span = quotation.span.cover(Span::new(end, end));
        quotation.inner = Span::new(quotation.inner.start(), end);
        Some(Open { family: marks[open].family, id: QuotationId(index as u32) })
    }

    /// An unclosed mark is taken for speech where it begins the paragraph or a sentence, or follows a comma, colon or dash.
    fn is_speech(&self, mark: &QuoteMark) -> bool {
        if mark.family == Family::Single {
            return false;
        }
        let tokens = self.doc.paragraphs()[self.paragraph].tokens();
        let before = if mark.token == tokens.start { "." } else { self.doc.word(mark.token - 1) };
        let something = mark.token + 1 < tokens.end;
        something && matches!(before, "." | "?" | "!" | "," | ":" | "—" | "–" | "-" | "”" | "\"" | "…")
    }

    /// Links the paragraph's first quotation to what was left open, where it reopens it at the paragraph's start.
    fn link(&self, before: Option<Open>, marks: &[QuoteMark], found: &mut [Quotation]) {
        let Some(before) = before else { return };
        let start = self.doc.paragraphs()[self.paragraph].span.start();
        let family = marks.first().map(|mark| mark.family);
        if let Some(quotation) = found.get_mut(self.first)
            && quotation.span.start() == start
            && family == Some(before.family)
        {
            quotation.continues = Some(before.id);
        }
    }
}

/// Whether mark `at` opens a quotation inside another of its own family: closing marks follow for both.
fn is_nested(marks: &[QuoteMark], at: usize) -> bool {
    let mut following = marks[at + 1..].iter().filter(|other| other.family == marks[at].family);
    [following.next(), following.next()].into_iter().all(|next| next.is_some_and(|mark| mark.can_close && !mark.can_open))
}

/// For every mark, whether a single closing mark follows that is closer than the next single opening one. A closing mark
/// that may be an apostrophe (`dogs'`) counts only where no better one comes.
fn single_partners(marks: &[QuoteMark]) -> Vec<bool> {
    let mut partners = vec![false; marks.len()];
    let mut closes = false;
    for (at, mark) in marks.iter().enumerate().rev().filter(|(_, mark)| mark.family == Family::Single) {
        partners[at] = mark.can_open && closes;
        if mark.can_close {
            closes = true;
        } else if mark.can_open {
            closes = false;
        }
    }
    partners
}

/// Whether a weak single closing mark is rather an apostrophe, because a strong one closes the same quotation later.
fn apostrophe_before_partner(marks: &[QuoteMark], mark: &QuoteMark) -> bool {
    let after = marks.partition_point(|other| other.token <= mark.token);
    let next =
        marks[after..].iter().filter(|other| other.family == Family::Single).find(|other| other.can_open || other.strong_close);
    next.is_some_and(|other| other.strong_close && !other.can_open)
}
