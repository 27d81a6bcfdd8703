//! The main text of a web page.
//!
//! A port of Mozilla's Readability finds it; before that goes what is never a part of an article. A page in which
//! no article is found (a fragment, a page of a few words) gives all of its visible text.

use std::sync::LazyLock;

use dom_smoothie::{Config, Readability, TextMode};
use regex::Regex;

use super::tags;

/// Never the article itself.
const FURNITURE: &str = "script, style, noscript, template, nav, footer, aside, form, button, iframe, svg, [hidden], \
    [aria-hidden=\"true\"], [role=\"navigation\"], [role=\"complementary\"], [role=\"contentinfo\"], [role=\"search\"]";

/// A page with fewer characters is taken whole.
const SHORTEST: usize = 140;

/// Parsing takes time with the square of the depth; a page nested deeper is no article, and only loses its tags.
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
    if tags::is_deeper(html, DEEPEST) {
        return tags::without(html);
    }
    let config = Config { text_mode: TextMode::Formatted, char_threshold: SHORTEST, ..Config::default() };
    let Ok(mut page) = Readability::new(html, None, Some(config)) else { return String::new() };
    page.doc.select(FURNITURE).remove();
    let whole = page.doc.body().map(|body| body.formatted_text()).unwrap_or_default();
    if whole.chars().nth(SHORTEST).is_none() {
        return whole.trim().to_owned();
    }
    let heading = page.doc.select_single("h1").text();
    match page.parse() {
        // The title often has the site's name at its end.
        Ok(article) if article.title.contains(heading.trim()) && !heading.trim().is_empty() => {
            with_headline(&heading, article.text_content.trim())
        }
        Ok(article) => with_headline(&article.title, article.text_content.trim()),
        Err(_) => whole.trim().to_owned(),
    }
}

/// `text` below its headline, unless it begins with that.
fn with_headline(title: &str, text: &str) -> String {
    let (title, first_line) = (title.trim(), text.lines().next().unwrap_or("").trim());
    if title.is_empty() || title.contains(first_line) || first_line.contains(title) {
        return text.to_owned();
    }
    format!("{title}\n\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<!doctype html><html><head><title>Fares to fall | News</title><script>var a = '“No,” said Code.'</script></head>
        <body><nav><a href=/>Home</a></nav><article><h1>Fares to fall</h1><p>“We will cut fares by a third,” said Mayor Ana Ruiz on
        Monday &amp; left the hall with her staff.</p><p>Others waited<br>outside, in the rain, for an answer that did not come.</p>
        </article><aside><p>“Buy now,” said Ad Man.</p></aside><footer>All rights</footer></body></html>";

    #[test]
    fn the_article_stays_and_the_furniture_goes() {
        let text = main_text(PAGE);
        assert!(
            text.starts_with("Fares to fall\n\n“We will cut fares by a third,” said Mayor Ana Ruiz on Monday & left"),
            "{text}"
        );
        assert!(text.contains("Others waited\noutside"), "{text}");
        assert!(!["No,", "Home", "Buy", "rights"].iter().any(|word| text.contains(word)), "{text}");
    }

    #[test]
    fn a_fragment_is_taken_whole() {
        assert_eq!(main_text("<p>“Yes,” said <b>Ana</b>.</p><p>Two</p>"), "“Yes,” said Ana.\n\nTwo");
        assert_eq!(main_text(""), "");
    }

    #[test]
    fn a_page_nested_without_end_is_read_all_the_same() {
        let page = format!("<script>x</script>{}“Yes,” said Ana.", "<div>".repeat(5_000));
        assert_eq!(main_text(&page), "“Yes,” said Ana.");
    }

    #[test]
    fn no_page_takes_time_with_the_square_of_its_length() {
        for piece in
            ["<x-y>", "<div></b>", "<div><b></div>", "<b id=x><p>", "<!--<b>", "<script><div>", "<table><tr><td>", "<a><nav>"]
        {
            let pages = [piece.repeat(40_000), format!("{}{}", "<div>".repeat(600), piece.repeat(40_000))];
            for page in pages {
                assert!(main_text(&page).len() <= page.len(), "{piece}");
            }
        }
    }

    #[test]
    fn a_page_is_known_by_its_beginning() {
        assert!(looks_like("\n<!-- x --><!DOCTYPE html>") && looks_like("<?xml version='1.0'?><html lang=en>"));
        assert!(!looks_like("<3 the mayor") && !looks_like("The <b>mayor</b>"));
    }
}
