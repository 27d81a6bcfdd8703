//! The main text of a web page.
//!
//! A port of Mozilla's Readability finds it; before that goes what is never a part of an article. A page in which
//! no article is found (a fragment, a page of a few words) gives all of its visible text.

use std::sync::LazyLock;

use dom_smoothie::{Config, Readability, TextMode};
use regex::Regex;

/// Never the article itself.
const FURNITURE: &str = "script, style, noscript, template, nav, footer, aside, form, button, iframe, svg, [hidden], \
    [aria-hidden=\"true\"], [role=\"navigation\"], [role=\"complementary\"], [role=\"contentinfo\"], [role=\"search\"]";

/// A page with fewer characters is taken whole.
const SHORTEST: usize = 140;

/// Elements nested deeper are no article but an attack on the stack.
const DEEPEST: usize = 512;

/// How a page begins: after white space, comments and an XML declaration, with a doctype or an element that only pages have.
static BEGINNING: LazyLock<Regex> = LazyLock::new(|| {
    let skipped = r"(?:\s+|<!--(?s:.*?)-->|<\?xml[^>]*>)*";
    Regex::new(&format!(r"(?i)^{skipped}<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)[\s>/]"))
        .expect("a pattern that the tests use")
});

/// Whether `text` is a web page by its beginning.
pub(super) fn looks_like(text: &str) -> bool {
    BEGINNING.is_match(text)
}

/// The article of `html`, its paragraphs apart by a blank line.
pub(super) fn main_text(html: &str) -> String {
    let config = Config { text_mode: TextMode::Formatted, char_threshold: SHORTEST, ..Config::default() };
    let Ok(mut page) = Readability::new(html, None, Some(config)) else { return String::new() };
    page.doc.select(FURNITURE).remove();
    let whole = page.doc.body().map(|body| body.formatted_text()).unwrap_or_default();
    if whole.chars().nth(SHORTEST).is_none() {
        return whole.trim().to_owned();
    }
    match page.parse() {
        Ok(article) => with_headline(&article.title, article.text_content.trim()),
        Err(_) => whole.trim().to_owned(),
    }
}

fn with_headline(title: &str, text: &str) -> String {
    let title = title.trim();
    if title.is_empty() || text.starts_with(title) { text.to_owned() } else { format!("{title}\n\n{text}") }
}
