//! Who it is: whether the speaker's name is the name that the article gives.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::characters::Characters;
use super::records::{Article, Name, Names, Results, Spans, key};
use super::{Rates, pair};

const TITLES: &str = "the mr mrs ms miss dr sir lord lady dame prof professor sen senator rep representative gov governor \
    president mayor judge justice secretary minister chancellor king queen prince princess pope rev gen col capt lt sgt \
    ambassador congressman congresswoman hon jr sr ii iii";

/// The figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    /// By how the source refers.
    pub forms: BTreeMap<String, Form>,
    /// Content and name at once, over all attributions with an annotated source.
    pub named: Rates,
    /// Extra predicted speakers that one name was spread over, per article.
    pub split: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Form {
    pub found: usize,
    /// In percent.
    #[serde(rename = "named-right")]
    pub named_right: f64,
}

#[derive(Default)]
struct Count {
    forms: BTreeMap<String, (usize, usize)>,
    gold: usize,
    guess: usize,
    right: usize,
    splits: Vec<usize>,
}

/// Compares the speakers of `results` with `names`.
pub fn score(gold: &[Article], results: &Results, names: &[Names]) -> Named {
    let names: HashMap<String, &[Name]> = names.iter().map(|names| (key(&names.id), &names.speakers[..])).collect();
    let (mut count, nothing) = (Count::default(), Article::default());
    for article in gold {
        let id = key(&article.id);
        if let Some(names) = names.get(&id).filter(|names| !names.is_empty()) {
            count.article(article, results.get(&id).unwrap_or(&nothing), names);
        }
    }
    let form = |(right, found): (usize, usize)| Form { found, named_right: 100.0 * right as f64 / found as f64 };
    Named {
        forms: count.forms.into_iter().map(|(name, counts)| (name, form(counts))).collect(),
        named: Rates::new(count.right, count.guess, count.gold),
        split: super::share(count.splits.iter().sum(), count.splits.len()),
    }
}

impl Count {
    fn article(&mut self, article: &Article, result: &Article, names: &[Name]) {
        let text: Vec<char> = article.text.chars().collect();
        let labels: HashMap<&Spans, &Name> = names.iter().map(|name| (&name.source, name)).collect();
        let known: HashMap<&str, &str> =
            result.speakers.iter().filter(|s| s.named).map(|s| (s.id.as_str(), s.name.as_str())).collect();
        let contents =
            |article: &Article| -> Vec<_> { article.attributions.iter().map(|a| Characters::of(&a.content, &text)).collect() };
        let of: Vec<_> = article.attributions.iter().map(|a| labels.get(&a.source).copied()).collect();
        self.gold += of.iter().flatten().count();
        self.guess += result.attributions.len();
        let mut spread: HashMap<&str, HashSet<&str>> = HashMap::new();
        for (i, j) in pair(&contents(article), &contents(result)) {
            let Some(label) = of[i] else {
                self.guess -= 1;
                continue;
            };
            let speaker = result.attributions[j].speaker.as_deref();
            let name = speaker.and_then(|id| known.get(id).copied());
            self.pair(label, same_name(label.speaker.as_deref(), name));
            if let (Some(name), Some(speaker)) = (non_empty(label.speaker.as_deref()), non_empty(speaker)) {
                spread.entry(name).or_default().insert(speaker);
            }
        }
        self.splits.push(spread.values().map(|ids| ids.len() - 1).sum());
    }

    fn pair(&mut self, label: &Name, right: bool) {
        self.right += usize::from(right);
        for form in [label.form.as_str(), "all"] {
            let (rights, found) = self.forms.entry(form.to_owned()).or_default();
            *rights += usize::from(right);
            *found += 1;
        }
    }
}

fn non_empty(name: Option<&str>) -> Option<&str> {
    name.filter(|name| !name.is_empty())
}

/// The words of a name in lower case, titles aside unless there is nothing else.
fn words(name: Option<&str>) -> Vec<String> {
    let lower = name.unwrap_or("").to_lowercase().replace("’s", "").replace("'s", "");
    let plain: String = lower.chars().map(|c| if c.is_alphanumeric() || "-'’".contains(c) { c } else { ' ' }).collect();
    let found: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    let title = |word: &String| TITLES.split_whitespace().any(|title| title == word);
    let own: Vec<String> = found.iter().filter(|word| !title(word)).cloned().collect();
    if own.is_empty() { found } else { own }
}

/// Whether both are one name: the same last word, and one's words all stand in the other's.
fn same_name(gold: Option<&str>, guess: Option<&str>) -> bool {
    let (gold, guess) = (words(gold), words(guess));
    if gold.is_empty() || guess.is_empty() {
        return gold.is_empty() && guess.is_empty();
    }
    let within = |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word));
    gold.last() == guess.last() && (within(&gold, &guess) || within(&guess, &gold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_without_titles_and_first_names() {
        assert!(same_name(Some("Ana Ruiz"), Some("Mayor Ruiz")) && same_name(None, None));
        assert!(same_name(Some("The Post"), Some("Post’s")));
        assert!(!same_name(Some("Ana Ruiz"), Some("Ana")) && !same_name(Some("Ana Ruiz"), None));
        assert!(!same_name(Some("Ana Ruiz"), Some("Eva Ruiz")));
    }
}
