//! Overlapping spans to flat runs of text, for formats that cannot overlap.

use std::collections::HashSet;

use article_annotator::Annotations;

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Mark {
    /// A proposal's item: its proposal and its place there.
    Item(usize, usize),
    /// Content of an attribution.
    Content(usize),
    /// Its source.
    Source(usize),
    /// Its cue.
    Cue(usize),
}

/// A run of text with all that covers it.
#[derive(Debug)]
pub(super) struct Segment {
    /// Bytes of the text.
    pub span: [u32; 2],
    /// In the order of [`Mark`].
    pub marks: Vec<Mark>,
    /// Those of `marks` that begin here, for the first time.
    pub begins: Vec<Mark>,
}

/// Cuts a text of `length` bytes where a mark of `found` (in bytes) begins or ends. The runs tile the text.
pub(super) fn cut(found: &Annotations, length: usize) -> Vec<Segment> {
    let all = marks(found);
    let mut edges: Vec<(u32, bool, usize)> = Vec::with_capacity(all.len() * 2);
    for (index, (_, [start, end])) in all.iter().enumerate() {
        edges.extend([(*start, true, index), (*end, false, index)]);
    }
    edges.sort_unstable();
    let (mut segments, mut open, mut begins, mut at) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let mut seen = HashSet::new();
    for (edge, starts, index) in edges.into_iter().chain([(length as u32, false, usize::MAX)]) {
        if edge > at {
            segments.push(segment([at, edge], &open, &all, std::mem::take(&mut begins)));
            at = edge;
        }
        if starts {
            open.push(index);
            begins.extend(Some(all[index].0).filter(|mark| seen.insert(*mark)));
        } else {
            open.retain(|other| *other != index);
        }
    }
    segments
}

fn segment(span: [u32; 2], open: &[usize], all: &[(Mark, [u32; 2])], begins: Vec<Mark>) -> Segment {
    let mut marks: Vec<_> = open.iter().map(|index| all[*index].0).collect();
    marks.sort_unstable();
    marks.dedup();
    Segment { span, marks, begins }
}

fn marks(found: &Annotations) -> Vec<(Mark, [u32; 2])> {
    let mut marks = Vec::new();
    for (index, attribution) in found.attributions.iter().enumerate() {
        marks.extend(attribution.content.iter().map(|span| (Mark::Content(index), *span)));
        marks.extend(attribution.source.iter().map(|span| (Mark::Source(index), *span)));
        marks.extend(attribution.cue.iter().map(|span| (Mark::Cue(index), *span)));
    }
    for (index, proposal) in found.proposals.iter().enumerate() {
        for (place, item) in proposal.items.iter().enumerate() {
            marks.extend(item.content.iter().map(|span| (Mark::Item(index, place), *span)));
        }
    }
    marks.retain(|(_, [start, end])| start < end);
    marks
}
