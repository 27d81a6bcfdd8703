//! What reading one text leaves for the next: a paragraph that stands in both is not cut into tokens again.

use crate::lexicon::Vocabulary;
use crate::span::Span;

use super::document::{Document, Sentence};
use super::paragraphs::Paragraph;
use super::tokens::Token;

/// A longer text, in bytes, is not kept.
const LONGEST_KEPT: usize = 1 << 20;

/// The last text and what it was made of.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    vocabulary: Vocabulary,
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
}

impl Memory {
    /// What of the last text is the same in `text`, where both are read with the same `vocabulary`.
    pub(super) fn compare(&self, text: &str, vocabulary: &Vocabulary) -> Same<'_> {
        let (old, new) = (self.text.as_bytes(), text.as_bytes());
        let (mut start, mut rest) = (0, 0);
        if self.vocabulary == *vocabulary {
            start = common(old.iter(), new.iter());
            rest = common(old[start..].iter().rev(), new[start..].iter().rev());
        }
        Same { memory: self, start, end: new.len() - rest, moved: new.len() as isize - old.len() as isize }
    }

    /// Keeps what `doc` is made of, unless it is long.
    pub(super) fn keep(&mut self, doc: &Document<'_>, vocabulary: &Vocabulary) {
        if doc.text().len() > LONGEST_KEPT {
            return *self = Self::default();
        }
        self.vocabulary.clone_from(vocabulary);
        self.text.clear();
        self.text.push_str(doc.text());
        self.tokens.clear();
        self.tokens.extend_from_slice(doc.tokens());
        self.sentences.clear();
        self.sentences.extend_from_slice(doc.sentences());
        self.paragraphs.clear();
        self.paragraphs.extend_from_slice(doc.paragraphs());
    }
}

/// How many of two rows of bytes are the same, from the first on.
fn common<'b>(one: impl Iterator<Item = &'b u8>, other: impl Iterator<Item = &'b u8>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// What two texts have in common: all before one place, and all after another.
pub(super) struct Same<'m> {
    memory: &'m Memory,
    /// The new text up to here begins the old one.
    start: usize,
    /// The new text from here on ends the old one.
    end: usize,
    /// How many bytes further on the end of the old text stands in the new one.
    moved: isize,
}

impl Same<'_> {
    /// Appends the tokens and sentences of the new text's paragraph `block`, where they are known. Whether they were.
    pub(super) fn read(&self, block: Span, tokens: &mut Vec<Token>, sentences: &mut Vec<Sentence>) -> bool {
        let moved = if block.end() <= self.start { 0 } else { self.moved };
        if block.end() > self.start && block.start() < self.end {
            return false;
        }
        let memory = self.memory;
        let before = block.moved(-moved);
        let Ok(at) = memory.paragraphs.binary_search_by_key(&before.start(), |paragraph| paragraph.span.start()) else {
            return false;
        };
        let paragraph = &memory.paragraphs[at];
        if paragraph.span != before {
            return false;
        }
        let first = tokens.len();
        tokens.extend(memory.tokens[paragraph.tokens()].iter().map(|token| token.moved(moved)));
        let renumbered = |sentence: &Sentence| {
            let start = sentence.tokens().start - paragraph.tokens().start + first;
            Sentence::new(sentence.span.moved(moved), start..start + sentence.tokens().len())
        };
        sentences.extend(memory.sentences[paragraph.sentences()].iter().map(renumbered));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str]) {
        let mut memory = Memory::default();
        for text in texts {
            let vocabulary = Vocabulary::default();
            let (again, anew) = (Document::parse_again(text, &vocabulary, &mut memory), Document::parse(text));
            assert_eq!(again.tokens(), anew.tokens(), "{text}");
            assert_eq!(again.sentences(), anew.sentences(), "{text}");
            assert_eq!(again.paragraphs(), anew.paragraphs(), "{text}");
        }
    }

    #[test]
    fn a_text_that_changed_is_read_as_if_it_were_new() {
        check(&["One. Two came.\nThree.\n\nFour é five.", "One. Two came.\nThree!\n\nFour é five.", "Four é five.", "", "One."]);
        check(&["é", "è", "éè", "e\u{301}"]);
        check(&["a\na\na\na", "a\na\na", "a\nb\na\na", "a\na\na\na\na"]);
    }

    #[test]
    fn lines_that_are_joined_now_are_not_those_of_before() {
        let wrapped = "The council met late on Monday evening to talk about the\nbridge, which has been closed to lorries since the end of\nlast year";
        check(&[wrapped, &format!("{wrapped}\nYes."), &format!("No\n{wrapped}")]);
    }

    #[test]
    fn words_of_a_vocabulary_are_not_kept_for_another() {
        let mut memory = Memory::default();
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("burbled", crate::lexicon::WordClass::CUE_VERB);
        Document::parse_again("He burbled.", &vocabulary, &mut memory);
        let again = Document::parse_again("He burbled.", &Vocabulary::default(), &mut memory);
        assert_eq!(again.tokens(), Document::parse("He burbled.").tokens());
    }
}
