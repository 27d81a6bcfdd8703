//! Who said what: contents and their sources, over whole articles, by how much of the content is quoted.

use serde::Serialize;

use super::characters::{self, Characters};
use super::records::{Article, Attribution, Results, key};
use super::{Rates, pair, share};

/// The kinds in the order of the report: direct (all of it quoted), mixed (a part), indirect (none), and all of them.
pub const KINDS: [&str; 4] = ["direct", "mixed", "indirect", "all"];
const ALL: usize = 3;

/// The figures of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Said {
    pub gold: usize,
    pub predicted: usize,
    /// Contents alone.
    pub found: Rates,
    /// Of the contents found, how many have the right source, in percent.
    pub speaker: f64,
    /// Content and source.
    #[serde(rename = "who-said")]
    pub who_said: Rates,
}

#[derive(Clone, Copy, Default)]
struct Count {
    gold: usize,
    guess: usize,
    found: usize,
    said: usize,
}

/// The figures for each of [`KINDS`].
pub fn score(gold: &[Article], results: &Results) -> [Said; 4] {
    let mut counts = [Count::default(); 4];
    for article in gold {
        let guess = results.get(&key(&article.id)).map_or(&[][..], |result| &result.attributions);
        count_article(article, guess, &mut counts);
    }
    counts.map(|count| Said {
        gold: count.gold,
        predicted: count.guess,
        found: Rates::new(count.found, count.guess, count.gold),
        speaker: if count.found > 0 { 100.0 * count.said as f64 / count.found as f64 } else { 0.0 },
        who_said: Rates::new(count.said, count.guess, count.gold),
    })
}

fn count_article(article: &Article, guess: &[Attribution], counts: &mut [Count; 4]) {
    let text: Vec<char> = article.text.chars().collect();
    let quoted = characters::quoted(&text);
    let (gold_contents, gold_sources) = sides(&article.attributions, &text);
    let (guess_contents, guess_sources) = sides(guess, &text);
    let mut partner = vec![None; gold_contents.len()];
    let mut free = vec![true; guess_contents.len()];
    for (i, j) in pair(&gold_contents, &guess_contents) {
        partner[i] = Some(j);
        free[j] = false;
    }
    for (i, content) in gold_contents.iter().enumerate() {
        let said = partner[i].is_some_and(|j| same_source(&gold_sources[i], &guess_sources[j]));
        for kind in [kind(content, &quoted), ALL] {
            counts[kind].gold += 1;
            counts[kind].guess += usize::from(partner[i].is_some());
            counts[kind].found += usize::from(partner[i].is_some());
            counts[kind].said += usize::from(said);
        }
    }
    for (_, content) in free.iter().zip(&guess_contents).filter(|(free, _)| **free) {
        counts[kind(content, &quoted)].guess += 1;
        counts[ALL].guess += 1;
    }
}

/// Contents and sources of the attributions that have a content.
fn sides(attributions: &[Attribution], text: &[char]) -> (Vec<Characters>, Vec<Characters>) {
    let both = attributions.iter().map(|a| (Characters::of(&a.content, text), Characters::of(&a.source, text)));
    both.filter(|(content, _)| !content.is_empty()).unzip()
}

fn kind(content: &Characters, quoted: &[bool]) -> usize {
    match share(content.quoted(quoted), content.len()) {
        share if share >= 0.95 => 0,
        share if share > 0.0 => 1,
        _ => 2,
    }
}

fn same_source(gold: &Characters, guess: &Characters) -> bool {
    if gold.is_empty() || guess.is_empty() {
        return gold.is_empty() && guess.is_empty();
    }
    let shared = gold.shared(guess);
    shared == gold.len() || shared == guess.len() || gold.jaccard(guess) >= 0.5
}

#[cfg(test)]
mod tests {
    use super::super::records::by_id;
    use super::*;

    const ARTICLE: &str = "“We will,” said Ana. Bo wants rain.";

    fn article(attributions: &[(&str, &str)]) -> Article {
        let spans = |words: &str| match ARTICLE.find(words) {
            Some(at) if !words.is_empty() => {
                let start = ARTICLE[..at].chars().count() as i64;
                vec![[start, start + words.chars().count() as i64]]
            }
            _ => Vec::new(),
        };
        let attribution = |(source, content): &(&str, &str)| Attribution {
            source: spans(source),
            content: spans(content),
            ..Attribution::default()
        };
        Article {
            id: 1.into(),
            text: ARTICLE.to_owned(),
            attributions: attributions.iter().map(attribution).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn the_annotation_itself_scores_a_hundred() {
        let gold = [article(&[("Ana", "“We will,”"), ("Bo", "rain")])];
        let [direct, mixed, indirect, all] = score(&gold, &by_id(gold.to_vec()));
        assert_eq!((direct.gold, mixed.gold, indirect.gold), (1, 0, 1));
        assert_eq!((all.who_said.f1, all.speaker), (100.0, 100.0));
    }

    #[test]
    fn a_wrong_source_is_found_but_not_said() {
        let gold = [article(&[("Ana", "“We will,”")])];
        let guess = vec![article(&[("Bo", "“We will,”"), ("", "wants rain")])];
        let all = score(&gold, &by_id(guess))[ALL];
        assert_eq!((all.predicted, all.found.recall, all.speaker, all.who_said.f1), (2, 100.0, 0.0, 0.0));
    }

    #[test]
    fn no_result_is_all_missed() {
        let all = score(&[article(&[("Ana", "“We will,”")])], &Results::new())[ALL];
        assert_eq!((all.gold, all.predicted, all.who_said), (1, 0, Rates::default()));
    }
}
