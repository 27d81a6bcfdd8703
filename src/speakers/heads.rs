//! What a source comes down to: a name, a pronoun, a noun for one person or body, several people, or none of these.

use std::ops::Range;

use super::names::{Name, NameKind, POSTNOMINALS};
use super::words::{PERSON_NOUN, is_capital, is_epithet, is_plural, is_possessive, touches};
use crate::lexicon::WordClass;
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// The head of a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Index of a name.
    Name(usize),
    /// Token of a pronoun.
    Pronoun(usize),
    /// Token of a noun for one person or one body: `mayor`, `bank`.
    Nominal(usize),
    /// Several people or bodies, or a thing.
    Other,
}

/// Reads noun phrases among the names of an article.
pub(super) struct Heads<'a, 't> {
    pub doc: &'a Document<'t>,
    pub names: &'a [Name],
    /// Whether a name stands for an entity.
    pub known: &'a dyn Fn(usize) -> bool,
}

impl Heads<'_, '_> {
    /// The head of the source `spans`.
    pub(super) fn of(&self, spans: &[Span]) -> Head {
        let mut pieces = spans.iter().map(|span| self.doc.tokens_in(*span));
        let Some(first) = pieces.next() else { return Head::Other };
        let head = self.of_tokens(self.trim(first));
        if head != Head::Other {
            return head;
        }
        pieces.map(|piece| self.of_tokens(self.trim(piece))).find(|head| matches!(head, Head::Name(_))).unwrap_or(Head::Other)
    }

    /// Without prepositions, conjunctions and marks in front.
    fn trim(&self, tokens: Range<usize>) -> Range<usize> {
        let skip = |at: &usize| {
            let classes = self.doc.classes(*at);
            !self.doc.is(*at, TokenKind::Word) && !self.doc.is(*at, TokenKind::Number)
                || classes.intersects(WordClass::PREPOSITION | WordClass::CONJUNCTION)
                    && !classes.intersects(WordClass::PRONOUN | WordClass::DETERMINER)
                    && !is_relative(self.doc.word(*at))
                || is_possessive(self.doc, *at)
        };
        let start = past_dateline(self.doc, &tokens);
        let skipped = (start..tokens.end).take_while(skip).count();
        start + skipped..tokens.end
    }

    fn of_tokens(&self, tokens: Range<usize>) -> Head {
        if let Some(pronoun) = self.pronoun(&tokens) {
            return Head::Pronoun(pronoun);
        }
        let lead = self.lead(&tokens);
        if lead.is_empty() {
            return Head::Other;
        }
        if self.is_group(&lead, &tokens) {
            return Head::Other;
        }
        let own = self.last(&lead);
        match own {
            Head::Name(name) if self.names[name].kind != NameKind::Person && self.names[name].kind != NameKind::Unsure => own,
            Head::Name(_) => own,
            _ => self.part_of(lead.end.saturating_sub(1), &tokens).or_else(|| self.apposed(lead.end, &tokens)).unwrap_or(own),
        }
    }

    fn pronoun(&self, tokens: &Range<usize>) -> Option<usize> {
        let mut words = tokens.clone().filter(|&at| self.doc.is(at, TokenKind::Word));
        let first = words.next()?;
        let pronoun = self.doc.classes(first).contains(WordClass::PRONOUN) || is_relative(self.doc.word(first));
        let possessive =
            matches!(self.doc.word(first).to_ascii_lowercase().as_str(), "his" | "her" | "its" | "my" | "their" | "our");
        let alone = words.next().is_none();
        if matches!(self.doc.word(first), "who" | "whom") {
            return Some(first);
        }
        (alone && (pronoun || possessive) || pronoun && !possessive && !is_relative(self.doc.word(first))).then_some(first)
    }

    /// The noun phrase up to its first comma, bracket, preposition or verb.
    fn lead(&self, tokens: &Range<usize>) -> Range<usize> {
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(name) = self.name_at(at).or_else(|| self.titled_at(at)) {
                at = self.names[name].core.end;
                if self.acts(at, tokens.end) || self.is_headline_name(name, tokens.start) {
                    break;
                }
                continue;
            }
            let classes = self.doc.classes(at);
            let noun_before = || at > tokens.start && self.doc.classes(at - 1).intersects(PERSON_NOUN | WordClass::BODY);
            let participle = self.doc.word(at).len() > 5 && self.doc.word(at).ends_with("ing") && noun_before();
            let closes = participle || matches!(self.doc.word(at), "," | "(" | ";" | ":" | "—" | "–" | "-");
            let verb = classes.intersects(WordClass::AUXILIARY) && at > tokens.start;
            let relative = is_relative(self.doc.word(at)) && at > tokens.start;
            if closes || verb || relative || classes.contains(WordClass::PREPOSITION) && at > tokens.start {
                break;
            }
            at += 1;
        }
        tokens.start..at.min(tokens.end)
    }

    /// The name whose titles hold token `at`: `Secretary of State Ana Ruiz`.
    fn titled_at(&self, at: usize) -> Option<usize> {
        let index = self.names.partition_point(|name| name.core.end <= at);
        let name = self.names.get(index).filter(|_| (self.known)(index))?;
        let office = self.doc.word(at) == "of" && at > 0 && self.doc.classes(at - 1).intersects(PERSON_NOUN);
        let joins = office && name.titled.start == at + 1 && name.titled.start < name.core.start;
        (joins || name.titled.contains(&at)).then_some(index)
    }

    /// Whether a verb or a time follows a name at token `at`, so that the name ends the phrase: `repeatedly accused`, `made the`,
    /// `this month`.
    fn acts(&self, at: usize, end: usize) -> bool {
        let lower = |at: usize| at < end && self.doc.word(at).starts_with(char::is_lowercase) && self.name_at(at).is_none();
        let noun = |at: usize| self.doc.classes(at).intersects(PERSON_NOUN | WordClass::BODY);
        let adverb = |at: usize| lower(at) && self.doc.word(at).len() > 4 && self.doc.word(at).ends_with("ly") && !noun(at);
        let verb = at + usize::from(adverb(at));
        let determined =
            |at: usize| at < end && self.doc.classes(at).contains(WordClass::DETERMINER) && !is_possessive(self.doc, at);
        let joins = self.doc.classes(verb).intersects(WordClass::CONJUNCTION | WordClass::PREPOSITION);
        let past = self.doc.word(verb).ends_with("ed") && (determined(verb + 1) || verb > at || is_capital(self.doc, verb + 1));
        let spoke =
            self.doc.classes(verb).contains(WordClass::CUE_VERB) && matches!(self.doc.word(verb), "said" | "told" | "wrote");
        lower(verb)
            && verb + 1 < end
            && !is_possessive(self.doc, verb)
            && !joins
            && !noun(verb)
            && (past || spoke || determined(verb + 1))
            || determined(at)
    }

    /// Whether a full name opens a source in a headline, where a verb behind it has a capital as well.
    fn is_headline_name(&self, name: usize, start: usize) -> bool {
        let found = &self.names[name];
        let next = self.doc.classes(found.core.end);
        found.in_heading
            && found.core.start == start
            && found.core.len() > 1
            && self.doc.word(found.core.end - 1).len() > 2
            && self.doc.word(found.core.end) != "."
            && found.kind == NameKind::Person
            && !is_possessive(self.doc, found.core.end)
            && !next.intersects(PERSON_NOUN | WordClass::BODY | WordClass::CONJUNCTION)
    }

    /// The body whose part or kind a noun at `last` is: `a panel of the Court of Appeals`, `the city of Harlow`.
    fn part_of(&self, last: usize, tokens: &Range<usize>) -> Option<Head> {
        let body = self.doc.classes(last).contains(WordClass::BODY) && !is_plural(self.doc.word(last));
        let joined = body && self.doc.word(last + 1) == "of" && last + 1 < tokens.end;
        let whole = last + 2 + usize::from(self.doc.classes(last + 2).contains(WordClass::DETERMINER));
        let name = self.name_at(whole).filter(|_| joined)?;
        let found = &self.names[name];
        let ends = found.core.end >= tokens.end || matches!(self.doc.word(found.core.end), "," | "(");
        (ends && matches!(found.kind, NameKind::Body | NameKind::Place)).then_some(Head::Name(name))
    }

    /// The name that holds token `at`.
    pub(super) fn name_at(&self, at: usize) -> Option<usize> {
        let index = self.names.partition_point(|name| name.core.end <= at);
        self.names.get(index).filter(|name| name.core.contains(&at) && (self.known)(index)).map(|_| index)
    }

    fn last(&self, lead: &Range<usize>) -> Head {
        let content = |at: &usize| {
            (self.doc.is(*at, TokenKind::Word) || self.doc.is(*at, TokenKind::Number) || self.name_at(*at).is_some())
                && !is_possessive(self.doc, *at)
        };
        let Some(last) = lead.clone().rev().find(content) else { return Head::Other };
        if let Some(name) = self.name_at(last) {
            return Head::Name(name);
        }
        let last = self.before_quantifier(lead, last);
        if let Some(name) = self.name_at(last) {
            return Head::Name(name);
        }
        let classes = self.doc.classes(last);
        let noun = classes.intersects(PERSON_NOUN | WordClass::BODY) && !classes.intersects(WordClass::PRONOUN)
            || is_epithet(self.doc, last);
        let quantified = lead.clone().any(|at| {
            self.doc.classes(at).contains(WordClass::NUMBER) && !matches!(self.doc.word(at), "one" | "One")
                || matches!(
                    self.doc.word(at).to_ascii_lowercase().as_str(),
                    "no" | "many" | "several" | "few" | "both" | "all" | "any"
                )
        });
        if noun && !is_plural(self.doc.word(last)) && !quantified { Head::Nominal(last) } else { Head::Other }
    }

    /// Over `himself`, `also`, `all`, `MP` at a phrase's end.
    fn before_quantifier(&self, lead: &Range<usize>, last: usize) -> usize {
        let extra = matches!(
            self.doc.word(last),
            "himself" | "herself" | "itself" | "also" | "now" | "then" | "once" | "later" | "still" | "alike"
        );
        let letters = POSTNOMINALS.contains(&self.doc.word(last));
        if (extra || letters) && last > lead.start { last - 1 } else { last }
    }

    /// The name set off behind a description: `The state's campaign chairman, Phil Ruiz,`.
    fn apposed(&self, from: usize, tokens: &Range<usize>) -> Option<Head> {
        let comma = (from..tokens.end).find(|&at| self.doc.word(at) == ",")?;
        let name = self.names.partition_point(|name| name.core.end <= comma + 1);
        let found = self.names.get(name).filter(|found| (self.known)(name) && found.core.start < tokens.end)?;
        let between = comma + 1..found.core.start;
        let titled = between.clone().all(|at| {
            self.doc.classes(at).intersects(PERSON_NOUN | WordClass::BODY | WordClass::DEMONYM)
                || self.doc.word(at) == "."
                || is_capital(self.doc, at)
                || self.doc.classes(at).contains(WordClass::DETERMINER)
        });
        let person = matches!(found.kind, NameKind::Person | NameKind::Unsure);
        let ends = matches!(self.doc.word(found.core.end), "," | "(") || found.core.end >= tokens.end;
        let first_is_plural = (tokens.start..from)
            .next_back()
            .is_some_and(|at| is_plural(self.doc.word(at)) && self.doc.classes(at).intersects(PERSON_NOUN));
        (person && titled && ends && !first_is_plural).then_some(Head::Name(name))
    }

    /// Two or more joined: `Ruiz and Roe`, `the mayor and her aides`, `Ruiz, Roe and Poe`.
    fn is_group(&self, lead: &Range<usize>, tokens: &Range<usize>) -> bool {
        let and = |at: &usize| matches!(self.doc.word(*at), "and" | "or" | "&" | "nor") && self.name_at(*at).is_none();
        if let Some(at) = lead.clone().find(and) {
            let after_name = self.name_at(at.saturating_sub(1)).is_some() || is_plural(self.doc.word(at - 1));
            let before_phrase = self.doc.classes(at + 1).contains(WordClass::DETERMINER)
                || self.name_at(at + 1).is_some()
                    && self.last(&(at + 1..lead.end)) == self.name_at(at + 1).map_or(Head::Other, Head::Name)
                    && self.is_bare_role(lead, at);
            return after_name || before_phrase;
        }
        let rest = lead.end..tokens.end;
        let listed = self.name_at(lead.end.saturating_sub(1)).is_some() && self.is_list(rest.clone());
        let others =
            rest.clone().any(|at| and(&at) && matches!(self.doc.word(at + 1), "other" | "others" | "his" | "her" | "their"));
        listed || others
    }

    fn is_bare_role(&self, lead: &Range<usize>, and: usize) -> bool {
        self.doc.classes(lead.start).contains(WordClass::DETERMINER) && !is_capital(self.doc, and - 1)
    }

    /// Whether, behind a first name, more names follow as in a list: directly behind `and`, or behind commas.
    fn is_list(&self, rest: Range<usize>) -> bool {
        let person_at = |at: usize| {
            let index = self.names.partition_point(|name| name.core.end <= at);
            self.names.get(index).is_some_and(|name| {
                name.titled.start <= at
                    && at < name.core.end
                    && name.core.len() > 1
                    && name.kind == NameKind::Person
                    && (self.known)(index)
            })
        };
        let start = super::phrases::past_brackets(self.doc, rest.start);
        let joined = matches!(self.doc.word(start), "and" | "&") || self.doc.word(start) == "," && person_at(start + 1);
        joined && rest.clone().any(|at| self.doc.word(at) == "and" && at + 1 < rest.end && person_at(at + 1))
    }
}

/// Where the text of `tokens` begins behind the place that a report comes from: `HARLOW (AP) — `.
pub(crate) fn past_dateline(doc: &Document<'_>, tokens: &Range<usize>) -> usize {
    let shouted = |at: usize| doc.word(at).len() > 2 && !doc.word(at).contains(char::is_lowercase);
    let spaced = |at: usize| doc.word(at) == "-" && !touches(doc, at) && !touches(doc, at + 1);
    if !doc.is(tokens.start, TokenKind::Word) || !shouted(tokens.start) {
        return tokens.start;
    }
    let mut near = tokens.start + 1..tokens.end.min(tokens.start + 10);
    near.find(|at| doc.is_dash(*at) || spaced(*at))
        .map_or(tokens.start, |at| at + 1 + usize::from(doc.word(at) == "-" && !spaced(at)))
}

/// The tokens of a sentence without the place that a report comes from, which nobody goes back to: `ORVELLE — Talks began …`.
pub(super) fn without_place(doc: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let start = past_dateline(doc, &tokens);
    if doc.word(start).starts_with(char::is_uppercase) { start..tokens.end } else { tokens }
}

/// `who`, `which`, `that`.
pub(super) fn is_relative(word: &str) -> bool {
    ["who", "which", "that", "whom", "whose"].iter().any(|relative| word.eq_ignore_ascii_case(relative))
}
