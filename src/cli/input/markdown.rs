//! The text of a Markdown article.
//!
//! Kept: headings, paragraphs, quotations, list items and table cells, each a paragraph of its own. Left out: marks, link
//! addresses, pictures, code blocks, HTML, footnote references and a front matter.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of `markdown`, its paragraphs apart by a blank line.
pub(super) fn plain_text(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut text = PlainText::default();
    Parser::new_ext(markdown, options).for_each(|event| text.take(event));
    text.text.truncate(text.text.trim_end().len());
    text.text
}

#[derive(Default)]
struct PlainText {
    text: String,
    /// Open elements whose text is left out.
    hidden: usize,
}

impl PlainText {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) if is_hidden(&tag) => self.hidden += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => self.hidden -= 1,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell | Tag::BlockQuote(_)) => {
                self.new_paragraph()
            }
            Event::End(TagEnd::Item | TagEnd::TableCell | TagEnd::Heading(_) | TagEnd::Paragraph) => self.new_paragraph(),
            Event::Text(words) | Event::Code(words) if self.hidden == 0 => self.text.push_str(&words),
            Event::SoftBreak if self.hidden == 0 => self.text.push(' '),
            Event::HardBreak if self.hidden == 0 => self.text.push('\n'),
            _ => {}
        }
    }

    fn new_paragraph(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Image { .. } | Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_addresses_go_and_words_stay() {
        let markdown = "---\ntitle: x\n---\n# Fares *fall*\n\n“We [will](http://x.example),”\nsaid **Ruiz**.\n\n- One\n- Two `b`\n\n```\ncode\n```\n![alt](p.png)\n> Quoted";
        assert_eq!(plain_text(markdown), "Fares fall\n\n“We will,” said Ruiz.\n\nOne\n\nTwo b\n\nQuoted");
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(plain_text(" \n\n"), "");
    }
}
