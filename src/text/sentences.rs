//! Sentence ends.

use crate::lexicon::WordClass;

use super::document::Sentence;
use super::tokens::{Token, TokenKind};

/// Splits the tokens from `first` on, one paragraph, into sentences and appends them to `sentences`.
pub(super) fn split(text: &str, tokens: &[Token], first: usize, sentences: &mut Vec<Sentence>) {
    let mut start = first;
    for at in first..tokens.len() {
        let last = at + 1 == tokens.len();
        if last || ends_before(text, tokens, first, at + 1) {
            let span = tokens[start].span.cover(tokens[at].span);
            sentences.push(Sentence::new(span, start..at + 1));
            start = at + 1;
        }
    }
}

/// Whether a new sentence begins at token `next`.
fn ends_before(text: &str, tokens: &[Token], first: usize, next: usize) -> bool {
    let spaced = tokens[next - 1].span.end() < tokens[next].span.start();
    if spaced && tokens[next].span.of(text) == "•" {
        return true;
    }
    if !spaced || !can_begin(text, tokens, next) {
        return false;
    }
    let mut at = next - 1;
    while at > first && is_closing(text, &tokens[at]) {
        at -= 1;
    }
    match tokens[at].span.of(text) {
        "?" | "!" | "…" | "。" | "？" | "！" => true,
        "." => at == first || !is_shortened(text, tokens, at),
        _ => false,
    }
}

fn is_closing(text: &str, token: &Token) -> bool {
    token.kind() == TokenKind::Mark || matches!(token.span.of(text), ")" | "]")
}

fn can_begin(text: &str, tokens: &[Token], at: usize) -> bool {
    let first = tokens[at].span.of(text).chars().next().unwrap_or(' ');
    match tokens[at].kind() {
        TokenKind::Word => !first.is_lowercase(),
        TokenKind::Number => true,
        TokenKind::Mark => !matches!(first, '”' | '»' | '’' | '›'),
        TokenKind::Punctuation if first.is_ascii() => matches!(first, '(' | '[' | '-' | '@' | '#' | '$'),
        // Dashes, currencies, inverted question marks, and all symbols and pictures.
        TokenKind::Punctuation => !matches!(first, '…' | '·' | '。' | '？' | '！' | '、' | '，'),
    }
}

/// Whether the full stop at `stop` belongs to the word before it: `Mr.`, `J.`, `U.S.` before a name.
fn is_shortened(text: &str, tokens: &[Token], stop: usize) -> bool {
    let word = &tokens[stop - 1];
    if word.span.end() != tokens[stop].span.start() || word.kind() != TokenKind::Word {
        return false;
    }
    let written = word.span.of(text);
    let initial = written.chars().count() == 1 && written != "I" && written.chars().all(char::is_uppercase);
    initial || word.classes().contains(WordClass::ABBREVIATION)
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    fn texts(text: &str) -> Vec<&str> {
        Document::parse(text).sentences().iter().map(|sentence| sentence.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            texts("Mr. Roe met J. P. Doe in the U.S. Senate. They left."),
            ["Mr. Roe met J. P. Doe in the U.S. Senate.", "They left."]
        );
    }

    #[test]
    fn a_closing_mark_belongs_to_its_sentence() {
        assert_eq!(texts("“It rained.” He left. (So did I.) Then"), ["“It rained.”", "He left.", "(So did I.)", "Then"]);
    }

    #[test]
    fn a_bullet_begins_a_sentence() {
        assert_eq!(texts("Fares rise  • Bridge shut"), ["Fares rise", "• Bridge shut"]);
    }

    #[test]
    fn a_symbol_begins_a_sentence() {
        assert_eq!(texts("It rained. 😀 “We left.” → More"), ["It rained.", "😀 “We left.”", "→ More"]);
    }

    #[test]
    fn a_question_inside_a_sentence_goes_on_in_lower_case() {
        assert_eq!(texts("“Why?” she asked. No one knew."), ["“Why?” she asked.", "No one knew."]);
    }
}
