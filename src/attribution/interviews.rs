//! Interviews whose turns have no labels: a paragraph asks, those up to the next question answer.
//!
//! Answers speak of themselves (`I`, `we`) and questions of `you`, which tells interviews from lists of questions that are only
//! answered with facts.

use std::ops::Range;

use crate::speakers::Cast;
use crate::text::{Document, Paragraph, TokenKind};

use super::clauses::Clauses;
use super::rules::Rule;
use super::{Attribution, Kind};

/// Fewer questions are no interview.
const FEWEST: usize = 3;

/// A question has at most so many tokens.
const LONGEST_QUESTION: usize = 80;

/// An answer has at most so many paragraphs, and fewer on average.
const LONGEST_ANSWER: usize = 6;
const LONGEST_ON_AVERAGE: usize = 3;

/// The questions and answers of the article, each an attribution: questions by nobody, answers by the person whom the introduction brings up.
pub(super) fn find(clauses: &Clauses<'_, '_>, cast: &Cast) -> Vec<Attribution> {
    let doc = clauses.doc;
    let questions: Vec<usize> =
        (0..doc.paragraphs().len()).filter(|&index| is_question(clauses, &doc.paragraphs()[index])).collect();
    let answers: Vec<Range<usize>> = (0..questions.len()).map(|at| answer(clauses, &questions, at)).collect();
    if !is_interview(doc, &questions, &answers) {
        return Vec::new();
    }
    let start = doc.paragraphs()[questions[0]].span.start();
    let source: Vec<_> = cast.introduced(start).into_iter().collect();
    let turn = |source: Vec<_>, paragraphs: Range<usize>| Attribution {
        kind: Kind::Direct,
        source,
        cue: Vec::new(),
        content: doc.paragraphs()[paragraphs].iter().map(|paragraph| paragraph.span).collect(),
        confidence: Rule::Turn.confidence(),
        rule: Rule::Turn,
    };
    let pairs = questions.iter().zip(answers).filter(|(_, answer)| !answer.is_empty());
    pairs.flat_map(|(&question, answer)| [turn(Vec::new(), question..question + 1), turn(source.clone(), answer)]).collect()
}

/// Whether a paragraph begins and ends as a question in the interviewer's own words.
fn is_question(clauses: &Clauses<'_, '_>, paragraph: &Paragraph) -> bool {
    let tokens = paragraph.tokens();
    let asks = clauses.doc.word(tokens.end - 1) == "?" && clauses.doc.word(tokens.start).starts_with(char::is_uppercase);
    let own = [tokens.start, tokens.end - 1].iter().all(|at| clauses.quotation(*at).is_none());
    asks && tokens.len() <= LONGEST_QUESTION && own
}

/// The paragraphs behind question `at`, up to the next one; behind the last only the first, and those in which the answer speaks of
/// itself.
fn answer(clauses: &Clauses<'_, '_>, questions: &[usize], at: usize) -> Range<usize> {
    let doc = clauses.doc;
    let start = questions[at] + 1;
    match questions.get(at + 1) {
        Some(next) => start..*next,
        None => {
            let behind = doc.paragraphs().get(start + 1..).unwrap_or_default();
            let more = behind.iter().take_while(|paragraph| speaks_of(doc, paragraph, is_first_person)).count();
            start..(start + 1 + more).min(doc.paragraphs().len())
        }
    }
}

/// Whether questions and answers of a sensible length are most of the article, half of the answers speak of themselves, and a third of
/// the questions of `you`.
fn is_interview(doc: &Document<'_>, questions: &[usize], answers: &[Range<usize>]) -> bool {
    let given = answers.iter().filter(|answer| !answer.is_empty());
    let own = |answer: &&Range<usize>| {
        doc.paragraphs()[(*answer).clone()].iter().any(|paragraph| speaks_of(doc, paragraph, is_first_person))
    };
    let paragraphs: usize = given.clone().map(Range::len).sum();
    let short = given.clone().all(|answer| answer.len() <= LONGEST_ANSWER) && paragraphs <= answers.len() * LONGEST_ON_AVERAGE;
    let most = (paragraphs + questions.len()) * 2 >= doc.paragraphs().len();
    let to_you = questions.iter().filter(|&&index| speaks_of(doc, &doc.paragraphs()[index], is_second_person)).count();
    let count = given.clone().count();
    short && most && count >= FEWEST && given.filter(own).count() * 2 >= count && to_you * 3 >= questions.len()
}

fn speaks_of(doc: &Document<'_>, paragraph: &Paragraph, person: fn(&str) -> bool) -> bool {
    paragraph.tokens().any(|at| doc.is(at, TokenKind::Word) && person(stem(doc.word(at))))
}

/// A pronoun without the verb that is joined to it: `I` of `I'd`.
fn stem(word: &str) -> &str {
    word.split(['\'', '’']).next().unwrap_or(word)
}

fn is_first_person(word: &str) -> bool {
    word == "I" || ["we", "my", "me", "our", "us"].iter().any(|own| word.eq_ignore_ascii_case(own))
}

fn is_second_person(word: &str) -> bool {
    ["you", "your", "yours"].iter().any(|yours| word.eq_ignore_ascii_case(yours))
}
