//! Byte offsets to other units, once, at the edge.

use serde::Serialize;

use crate::span::Span;

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Bytes of the UTF-8 text, as Rust strings count.
    Byte,
    /// UTF-16 code units, as JavaScript strings and DOM ranges count.
    Utf16,
    /// Unicode code points, as Python strings and the W3C TextPositionSelector count.
    CodePoint,
}

/// Bytes between two checkpoints: a look-up reads at most so many.
const STEP: usize = 64;

/// Converts byte offsets of one text; made in one pass, a look-up reads at most [`STEP`] bytes.
pub struct OffsetMap<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before byte `i * STEP`; empty for bytes, and for ASCII, where all units agree.
    checkpoints: Vec<u32>,
}

impl<'t> OffsetMap<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut checkpoints = Vec::new();
        if unit != Unit::Byte && !text.is_ascii() {
            let mut units = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                checkpoints.push(units);
                units += count(chunk, unit);
            }
            checkpoints.push(units);
        }
        Self { text, unit, checkpoints }
    }

    /// Units before byte `offset` of the text (past its end: all of them).
    pub fn at(&self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        let Some(before) = self.checkpoints.get(offset / STEP) else { return offset as u32 };
        before + count(&self.text.as_bytes()[offset / STEP * STEP..offset], self.unit)
    }

    /// `[start, end]` of `span`.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start()), self.at(span.end())]
    }

    /// Each of `spans` as `[start, end]`.
    pub fn spans(&self, spans: &[Span]) -> Vec<[u32; 2]> {
        spans.iter().map(|span| self.span(*span)).collect()
    }
}

/// Units that begin in `bytes`: every byte that does not continue a character begins one, and a character of four bytes is
/// two UTF-16 units.
fn count(bytes: &[u8], unit: Unit) -> u32 {
    let wide = unit == Unit::Utf16;
    bytes.iter().map(|&b| u32::from(b & 0xC0 != 0x80) + u32::from(wide && b >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_agrees_with_the_standard_library() {
        let text = format!("{}é👩‍👩‍👧 “x” {}", "a".repeat(250), "дом 👍".repeat(100));
        let (utf16, points) = (OffsetMap::new(&text, Unit::Utf16), OffsetMap::new(&text, Unit::CodePoint));
        for (at, _) in text.char_indices() {
            assert_eq!(utf16.at(at) as usize, text[..at].encode_utf16().count());
            assert_eq!(points.at(at) as usize, text[..at].chars().count());
        }
    }
}
