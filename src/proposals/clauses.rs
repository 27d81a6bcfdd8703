//! Who calls for what, clause by clause. In: the document and its quotations. Out: every clause with a verb that proposes
//! (`called for …`, `urged … to …`), in text order.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::quotes::Quotation;
use crate::span::Span;
use crate::text::{Document, ParagraphKind, TokenKind};

use super::words::{self, ClausePart, CueVerb, Force, Form, Frames, any, is, is_capital, is_day, is_gerund};
use super::{extent, subjects};

/// A clause that proposes something.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The verb's token.
    pub(super) verb: usize,
    /// The verb with what belongs to it: `called for`.
    pub(super) cue: Span,
    /// What is proposed.
    pub(super) content: Span,
    /// Its subject's tokens.
    pub(super) subject: Option<Range<usize>>,
    /// How much the verb proposes by itself.
    pub(super) force: Force,
}

/// Finds the clauses of `doc` that propose, in text order.
pub(super) fn find(doc: &Document<'_>, quotations: &[Quotation]) -> Vec<Clause> {
    let cues = (0..doc.tokens().len()).filter(|at| doc.classes(*at).contains(WordClass::PROPOSAL_CUE));
    let mut clauses: Vec<Clause> = cues.filter_map(|at| read(doc, quotations, at)).collect();
    for at in 1..clauses.len() {
        let next = clauses[at].cue.start();
        let content = clauses[at - 1].content;
        if content.holds(next) {
            clauses[at - 1].content = before_next(doc, content, &clauses[at]);
        }
    }
    clauses.retain(|clause| clause.content.len() > 3);
    clauses
}

/// `content` without the clause `next`, which begins inside it, and its subject and conjunction.
fn before_next(doc: &Document<'_>, content: Span, next: &Clause) -> Span {
    let tokens = doc.tokens_in(content);
    let mut end = next.verb;
    if let Some(subject) = next.subject.as_ref().filter(|subject| subject.start > tokens.start && subject.end <= end) {
        end = subject.start;
    }
    let joins =
        |at: usize| any(doc, at, &["and", ","]) || words::is_adverbial(doc, at) || doc.classes(at).contains(WordClass::ORDINAL);
    while end > tokens.start + 1 && joins(end - 1) {
        end -= 1;
    }
    doc.span(extent::trimmed(doc, tokens.start..end.max(tokens.start)))
}

fn read(doc: &Document<'_>, quotations: &[Quotation], at: usize) -> Option<Clause> {
    let verb = words::cue(doc.word(at))?;
    let sentence = doc.sentences()[doc.sentence_of(at)].tokens();
    if !is_verb(doc, sentence.clone(), at, verb) {
        return None;
    }
    let limit = extent::limit(doc, quotations, at);
    let (object, force) = object(doc, at, verb, limit)?;
    if object >= limit || is_everyday(doc, object..limit) {
        return None;
    }
    let subject = match verb.form {
        Form::Gerund if !after_be(doc, at) => subjects::of_gerund(doc, at),
        _ => subjects::of_verb(doc, at),
    }?;
    if is_conditional(doc, sentence.start, subject.start) {
        return None;
    }
    if heads_list(doc, limit) {
        return None;
    }
    let content = extent::clause_span(doc, object..limit)?;
    let cue = doc.span(extent::trimmed(doc, at..object));
    Some(Clause { verb: at, cue, content, subject: Some(subject), force })
}

/// Whether a clause that reaches `limit` leads to the lines after it: `She called for:`.
fn heads_list(doc: &Document<'_>, limit: usize) -> bool {
    limit > 0 && is(doc, limit - 1, ":") && doc.paragraphs()[doc.paragraph_of(limit - 1)].tokens().end == limit
}

/// Index of the token before `at`, adverbs left out.
fn before(doc: &Document<'_>, start: usize, at: usize) -> Option<usize> {
    let adverb = |at: &usize| doc.classes(*at).contains(WordClass::MID_ADVERB) || doc.word(*at).ends_with("ly");
    (start..at).rev().find(|at| !adverb(at))
}

fn after_be(doc: &Document<'_>, at: usize) -> bool {
    before(doc, at.saturating_sub(4), at).is_some_and(|at| words::plays(doc, at, ClausePart::BE))
}

/// Whether the word at `at` is used as a verb that proposes: not a noun, a passive, negated or only wished for.
fn is_verb(doc: &Document<'_>, sentence: Range<usize>, at: usize, verb: CueVerb) -> bool {
    let named = is_capital(doc, at) && at > sentence.start && doc.is(at - 1, TokenKind::Word);
    if named || is_heading(doc, at) || is_negated(doc, sentence.start, at) || is_asked(doc, sentence.clone()) {
        return false;
    }
    let Some(before) = before(doc, sentence.start, at) else { return verb.form == Form::Gerund };
    let classes = doc.classes(before);
    let noun_before = classes.intersects(WordClass::DETERMINER | WordClass::PREPOSITION) && !any(doc, before, &["that", "to"]);
    match verb.form {
        Form::Gerund => {
            let proposes = verb.force != Force::Weak || verb.frames.contains(Frames::NEED);
            words::plays(doc, before, ClausePart::BE)
                || any(doc, before, &[",", "while", "when", "and", "then"])
                || proposes && any(doc, before, &["by", "after", "before", "in"])
        }
        Form::Past => {
            !noun_before
                && !doc.is(before, TokenKind::Number)
                && !words::plays(doc, before, ClausePart::BE)
                && !any(doc, before, &["get", "got", "'s", "’s"])
        }
        Form::Base | Form::Third => {
            let modal =
                words::plays(doc, before, ClausePart::MODAL) || verb.form == Form::Base && any(doc, before, &["and", "or", ","]);
            !noun_before
                && !modal
                && (verb.form == Form::Base || !is(doc, before, "to"))
                && !after_unwilling(doc, before)
                && (verb.form == Form::Third && !verb.frames.contains(Frames::NOUN) || can_have_verb(doc, before))
        }
    }
}

/// Whether the word at `at` can be a subject's last or an auxiliary, so that a noun-like form after it is a verb.
fn can_have_verb(doc: &Document<'_>, at: usize) -> bool {
    let agent = WordClass::PRONOUN | WordClass::ROLE | WordClass::PROPOSER | WordClass::AUXILIARY;
    let named = is_capital(doc, at)
        && !is_gerund(doc, at)
        && !doc.classes(at).intersects(WordClass::NOT_NAME | WordClass::DETERMINER | WordClass::NUMBER);
    let adjective = doc.classes(at).contains(WordClass::DEMONYM);
    doc.classes(at).intersects(agent)
        || any(doc, at, &["to", "who", "and", "which", ","])
        || named && !adjective && !words::plays(doc, at, ClausePart::FRESH)
}

fn after_unwilling(doc: &Document<'_>, to: usize) -> bool {
    is(doc, to, "to") && to > 0 && words::plays(doc, to - 1, ClausePart::UNWILLING)
}

/// Whether a short line without a full stop holds token `at`: what it says the text says again.
fn is_heading(doc: &Document<'_>, at: usize) -> bool {
    doc.paragraphs()[doc.paragraph_of(at)].kind == ParagraphKind::Heading
}

fn is_negated(doc: &Document<'_>, start: usize, at: usize) -> bool {
    let from = at.saturating_sub(4).max(start);
    (from..at).any(|at| {
        any(doc, at, &["not", "never", "without", "no", "nobody"]) || doc.word(at).ends_with("n't") || doc.word(at).ends_with("n’t")
    })
}

/// Whether the sentence is a question.
fn is_asked(doc: &Document<'_>, sentence: Range<usize>) -> bool {
    let last = sentence.rev().take(3).find(|at| doc.is(*at, TokenKind::Punctuation));
    last.is_some_and(|at| is(doc, at, "?"))
}

fn is_conditional(doc: &Document<'_>, start: usize, subject: usize) -> bool {
    subject > start && any(doc, subject - 1, &["if", "whether", "unless", "had"])
}

/// Where what is proposed begins after the verb at `at`, and how much is proposed.
fn object(doc: &Document<'_>, at: usize, verb: CueVerb, limit: usize) -> Option<(usize, Force)> {
    let next = past_asides(doc, at + 1, limit);
    let has = |frame| verb.frames.contains(frame);
    let found = match doc.word(next) {
        "for" if has(Frames::FOR) => Some(next + 1),
        "on" | "upon" if has(Frames::UPON) => Some(next + 1),
        "on" | "upon" if has(Frames::ON) => infinitive(doc, next + 1, limit),
        "to" if has(Frames::TO) && can_be_verb(doc, next + 1) || is(doc, at, "committed") => Some(next + 1),
        "that" if has(Frames::THAT) => Some(past_condition(doc, next + 1, limit)),
        _ => None,
    };
    if is(doc, next, "for") && is_time(doc, next + 1) {
        return None;
    }
    if has(Frames::THAT)
        && let Some(that) = told(doc, next, limit)
    {
        return Some((past_condition(doc, that + 1, limit), verb.force));
    }
    if let Some(object) = found {
        return Some((object, verb.force));
    }
    if has(Frames::SHOULD) && has_should(doc, next, limit) {
        return Some((next + usize::from(is(doc, next, "that")), verb.force));
    }
    // `suggested that both towns plant oaks`
    if has(Frames::SHOULD) && is(doc, next, "that") && verb.form == Form::Past {
        return Some((next + 1, Force::Weak));
    }
    if has(Frames::NEED)
        && let Some(object) = needed(doc, next, limit)
    {
        return Some((object, Force::Strong));
    }
    if has(Frames::IDEA) {
        return idea(doc, next, limit).map(|object| (object, verb.force));
    }
    if has(Frames::ING) && is_gerund(doc, next) {
        return Some((next, verb.force));
    }
    let whom = if has(Frames::NP_TO) { infinitive(doc, next, limit) } else { None };
    whom.or_else(|| (has(Frames::NP) && begins_noun_phrase(doc, next)).then_some(next)).map(|object| (object, verb.force))
}

/// The `that` behind whom something is promised to: `promised the White House on Friday that`.
fn told(doc: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    let that = (at..limit.min(at + 8)).find(|at| is(doc, *at, "that"))?;
    let whom = |at: usize| {
        let classes = doc.classes(at);
        is_capital(doc, at) || classes.intersects(WordClass::DETERMINER | WordClass::PRONOUN | WordClass::ROLE) || is(doc, at, "on")
    };
    (that > at && (at..that).all(whom) && (at..that).any(|at| is_capital(doc, at) && !is_day(doc, at))).then_some(that)
}

/// Past a condition that opens a clause: `if elected,`, `as president,`.
fn past_condition(doc: &Document<'_>, at: usize, limit: usize) -> usize {
    let at = at + usize::from(is(doc, at, ","));
    let opens = any(doc, at, &["if", "as", "when", "once", "by", "in", "under", "should"]);
    let comma = (at..limit.min(at + 14)).find(|at| opens && is(doc, *at, ","));
    comma.filter(|comma| comma + 2 < limit).map_or(at, |comma| comma + 1)
}

/// Whether a length of time begins at token `at`: `months`, `two years`, `more than five hours`.
fn is_time(doc: &Document<'_>, at: usize) -> bool {
    let counts = |at: usize| doc.is(at, TokenKind::Number) || doc.classes(at).contains(WordClass::NUMBER);
    let time = |at: usize| any(doc, at, &["minutes", "days", "weeks", "months", "years", "decades", "hours", "long", "time"]);
    (at..at + 2).any(time) || (at..at + 3).any(|number| counts(number) && time(number + 1))
}

/// Past an adverb or a day after the verb: `called again for`, `called on Monday for`.
fn past_asides(doc: &Document<'_>, mut at: usize, limit: usize) -> usize {
    while at < limit {
        let day = usize::from(is(doc, at, "on"));
        if is_day(doc, at + day) {
            at += day + 1;
        } else if doc.classes(at).contains(WordClass::MID_ADVERB) && !any(doc, at, &["first", "next"]) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Whether token `at` can begin an infinitive after `to`.
fn can_be_verb(doc: &Document<'_>, at: usize) -> bool {
    let classes = doc.classes(at);
    let other = WordClass::DETERMINER | WordClass::PRONOUN | WordClass::PREPOSITION | WordClass::NUMBER;
    let degree = any(doc, at, &["nearly", "roughly", "almost", "only", "victory", "power", "war", "death"]);
    doc.is(at, TokenKind::Word) && !is_capital(doc, at) && !classes.intersects(other) && !degree
}

/// Past the `to` of the infinitive that follows a noun phrase at `at`: `all sides to [talk]`.
fn infinitive(doc: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    if is(doc, at, "against") || words::plays(doc, at, ClausePart::ASIDE) || any(doc, at, &[",", ";", ":"]) {
        return None;
    }
    let whom = at..limit.min(at + 16);
    let another = |at: usize| doc.classes(at).contains(WordClass::PROPOSAL_CUE) && doc.word(at).ends_with("ed");
    let over = |at: usize| any(doc, at, &[";", ":", "that", "who"]) || another(at);
    let to = whom.clone().find(|at| is(doc, *at, "to") && can_be_verb(doc, at + 1) || over(*at))?;
    let everyday = (at..to).any(|at| words::is_everyday_request(doc.word(at)));
    let negated = to > at && is(doc, to - 1, "not");
    (to > at && is(doc, to, "to") && !everyday).then_some(if negated { to - 1 } else { to + 1 })
}

/// Past `the need to`, `the importance of`.
fn needed(doc: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    let noun = (at..limit.min(at + 4)).find(|at| any(doc, *at, &["need", "importance", "necessity", "urgency"]))?;
    any(doc, noun + 1, &["to", "for", "of"]).then_some(noun + 2)
}

/// Past `a plan to`, `her call for`, `the idea of`: a noun for one proposal and what joins it to what is proposed.
pub(super) fn idea(doc: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    let singular = |at: &usize| {
        let noun = words::proposal_noun(doc.word(*at)).is_some_and(|noun| noun.strong && !noun.plural) || is(doc, *at, "idea");
        let plan = words::plan_noun(doc.word(*at)) == Some(false) && !words::plays(doc, *at, ClausePart::NO_IDEA);
        noun || plan || any(doc, *at, &["call", "calls", "appeal", "plans"])
    };
    let noun = (at..limit.min(at + 5)).find(singular)?;
    let joined = any(doc, noun + 1, &["to", "for", "that"]) || is(doc, noun, "idea") && is(doc, noun + 1, "of");
    let follows = if is(doc, noun + 1, "to") { can_be_verb(doc, noun + 2) } else { true };
    let plain = (at..noun).all(|at| !doc.classes(at).contains(WordClass::PREPOSITION) && doc.is(at, TokenKind::Word));
    (joined && follows && plain).then_some(noun + 2)
}

/// `that a fund should be set up`, `that a fund be set up`.
fn has_should(doc: &Document<'_>, at: usize, limit: usize) -> bool {
    let subjunctive = |be: usize| is(doc, at, "that") && is(doc, be, "be") && !words::plays(doc, be - 1, ClausePart::BEFORE_BE);
    (at + 1..limit.min(at + 12)).any(|at| any(doc, at, &["should", "must"]) || subjunctive(at))
}

/// Whether token `at` can begin a noun phrase that is proposed.
fn begins_noun_phrase(doc: &Document<'_>, at: usize) -> bool {
    let classes = doc.classes(at);
    let other = WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::AUXILIARY | WordClass::PRONOUN | WordClass::MID_ADVERB;
    let own = classes.contains(WordClass::DETERMINER);
    let time = any(doc, at, &["last", "this"])
        && any(doc, at + 1, &["week", "month", "year", "morning", "spring", "summer", "fall", "autumn", "winter", "time"]);
    match doc.tokens().get(at).map(|token| token.kind()) {
        Some(TokenKind::Punctuation) => any(doc, at, &["$", "£", "€"]),
        Some(TokenKind::Mark) => doc.tokens()[at].span.start() > doc.tokens()[at - 1].span.end(),
        Some(_) => (own || !classes.intersects(other)) && !time && !is_day(doc, at),
        None => false,
    }
}

/// Whether what is asked in `range` is asked every day and changes nothing: what somebody is to do, what will be done, or a thing.
fn is_everyday(doc: &Document<'_>, range: Range<usize>) -> bool {
    let everyday = |at: usize| at < range.end && words::is_everyday_request(doc.word(at));
    if is(doc, range.start.saturating_sub(1), "to") {
        return everyday(range.start);
    }
    let promised = (range.start..range.end.min(range.start + 8)).find(|at| any(doc, *at, &["will", "would"]));
    // `the return of the hostages` would change something.
    let thing = |at: usize| everyday(at) && !is(doc, at + 1, "of");
    let thing = !is(doc, range.start.saturating_sub(1), "that") && (range.start..range.start + 3).any(thing);
    let done = |be: usize| {
        is(doc, be, "be")
            && (doc.word(be + 1).ends_with("ed") || doc.word(be + 1).ends_with("en") || words::plays(doc, be + 1, ClausePart::DONE))
    };
    thing || promised.is_some_and(|at| everyday(at + 1) && !done(at + 1))
}
