//! Annotated articles as rows of numbers, for the training programs: what the crate sees of every token, and of every pair of
//! spans that could be linked. All numbers are 32-bit, little-endian; offsets count code points.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use article_annotator::Span;
use article_annotator::attribution::pairs::Scene;
use article_annotator::quotes;
use article_annotator::tagger::{Role, Tagged, features};
use article_annotator::text::Document;
use serde_json::Value;

/// Writes `NAME.tokens`, the same with other quotation marks as `NAME.altered`, and `NAME.pairs` for the articles in `source`.
pub fn write(source: &Path, folder: &Path, name: &str) -> Result<()> {
    let file = |ending: &str| -> Result<BufWriter<File>> {
        let path = folder.join(format!("{name}.{ending}"));
        Ok(BufWriter::new(File::create(&path).with_context(|| format!("writing {}", path.display()))?))
    };
    let (mut tokens, mut altered, mut pairs) = (file("tokens")?, file("altered")?, file("pairs")?);
    let lines = BufReader::new(File::open(source).with_context(|| format!("reading {}", source.display()))?).lines();
    for (number, line) in lines.enumerate() {
        let article: Value =
            serde_json::from_str(&line?).with_context(|| format!("line {} of {}", number + 1, source.display()))?;
        let text = article["text"].as_str().with_context(|| format!("line {}: no text", number + 1))?;
        token_rows(text, number, &mut tokens)?;
        token_rows(&with_other_marks(text, number), number, &mut altered)?;
        pair_rows(text, &spans(&article, text), number, &mut pairs)?;
    }
    Ok(())
}

fn numbers(out: &mut impl Write, numbers: impl IntoIterator<Item = u32>) -> Result<()> {
    Ok(numbers.into_iter().try_for_each(|number| out.write_all(&number.to_le_bytes()))?)
}

/// For each byte offset how many code points come before it.
fn code_points(text: &str) -> Vec<u32> {
    let mut count = vec![0; text.len() + 1];
    let mut before = 0;
    for (at, c) in text.char_indices() {
        count[at] = before;
        before += 1;
        count[at + c.len_utf8()] = before;
    }
    count
}

/// A row a token: start, end, the word's forms, place, paragraph, the paragraph's surroundings, article.
fn token_rows(text: &str, article: usize, out: &mut impl Write) -> Result<()> {
    let doc = Document::parse(text);
    let quotations = quotes::find(&doc);
    let (places, surroundings) = (features::places(&doc, &quotations), features::surroundings(&doc, &quotations));
    let offsets = code_points(text);
    for (index, paragraph) in doc.paragraphs().iter().enumerate() {
        for token in paragraph.tokens() {
            let span = doc.tokens()[token].span;
            numbers(out, [offsets[span.start()], offsets[span.end()]])?;
            numbers(out, features::form(doc.word(token)))?;
            numbers(out, [u32::from(places[token]), index as u32, u32::from(surroundings[index]), article as u32])?;
        }
    }
    Ok(())
}

/// A row a candidate: article, start, end and role of the span, start and end of its partner (the largest number where it
/// has none), and the pair's ids.
fn pair_rows(text: &str, tags: &[Tagged], article: usize, out: &mut impl Write) -> Result<()> {
    let doc = Document::parse(text);
    let places = features::places(&doc, &quotes::find(&doc));
    let offsets = code_points(text);
    for paragraph in doc.paragraphs() {
        let inside: Vec<Tagged> = tags.iter().filter(|tag| paragraph.span.contains(tag.span)).copied().collect();
        let scene = Scene::new(&doc, &places, paragraph.tokens(), &inside);
        for from in (0..inside.len()).filter(|&from| inside[from].role != Role::Source) {
            for (to, ids) in scene.candidates(from) {
                let ends = |at: usize| [offsets[inside[at].span.start()], offsets[inside[at].span.end()]];
                numbers(out, [article as u32])?;
                numbers(out, ends(from))?;
                numbers(out, [inside[from].role as u32])?;
                numbers(out, to.map_or([u32::MAX; 2], ends))?;
                numbers(out, ids.map(u32::from))?;
            }
        }
    }
    Ok(())
}

/// The annotated spans in text order; where two overlap, the shorter one stays whole and the other keeps what is left.
fn spans(article: &Value, text: &str) -> Vec<Tagged> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut roles: Vec<Option<(Role, usize)>> = vec![None; starts.len()];
    let mut number = 0;
    for (name, role) in [("content", Role::Content), ("cue", Role::Cue), ("source", Role::Source)] {
        let attributions = article["attributions"].as_array().into_iter().flatten();
        for span in attributions.filter_map(|attribution| attribution[name].as_array()).flatten() {
            let end = |at: usize| span[at].as_u64().unwrap_or(0).min(starts.len() as u64 - 1) as usize;
            number += 1;
            let (from, past) = (end(0), end(1));
            roles[from..past.max(from)].fill(Some((role, number)));
        }
    }
    let mut found: Vec<Tagged> = Vec::new();
    let mut at = 0;
    while at < roles.len() {
        let past = at + roles[at..].iter().take_while(|&&role| role == roles[at]).count();
        if let Some((role, _)) = roles[at] {
            let span = Span::new(starts[at], starts[past.min(starts.len() - 1)]).trim(text);
            found.extend((!span.is_empty()).then_some(Tagged { role, span, probability: 1.0 }));
        }
        at = past;
    }
    found
}

/// The text with the quotation marks of another house: straight for curly, curly for straight, or single ones. No offset
/// changes.
fn with_other_marks(text: &str, article: usize) -> String {
    let curly = text.contains('“');
    let style = article * 7 % 20;
    let mut inside = false;
    let swap = |c: char| {
        inside = match c {
            '\n' | '”' => false,
            '“' => true,
            '"' => !inside,
            _ => inside,
        };
        match (c, style) {
            ('“' | '”' | '"', 0..7) if curly => '"',
            ('“' | '”' | '"', 0..7) => {
                if inside {
                    '“'
                } else {
                    '”'
                }
            }
            ('“' | '”' | '"', 7..15) => {
                if inside {
                    '‘'
                } else {
                    '’'
                }
            }
            ('“' | '”' | '"', _) => '\'',
            ('\'', 7..15) => '’',
            ('‘', 7..15) => '“',
            ('‘' | '’', 15..) => '\'',
            _ => c,
        }
    };
    text.chars().map(swap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_marks_change_no_offset() {
        let text = "“One,” he said. \"Two’s 'three'.\"\n‘Four’";
        for article in 0..20 {
            assert_eq!(with_other_marks(text, article).chars().count(), text.chars().count());
        }
    }

    #[test]
    fn the_shorter_roles_win_a_contested_place() {
        let article = serde_json::json!({ "attributions": [{ "source": [[0, 3]], "cue": [[4, 8]], "content": [[0, 20]] }] });
        let text = "Ann said it rained. ";
        let found: Vec<_> = spans(&article, text).iter().map(|tag| (tag.role, tag.span.of(text).to_owned())).collect();
        let expected = [(Role::Source, "Ann"), (Role::Cue, "said"), (Role::Content, "it rained.")];
        assert_eq!(found, expected.map(|(role, text)| (role, text.to_owned())));
    }
}
