//! Quotes by speaker, and proposals, as CommonMark.

use std::borrow::Cow;
use std::fmt::Write;

use article_annotator::annotations::{AttributionData, ProposalData, SpeakerData};

use super::Finding;

/// One article; under a heading with its name where there are `many`.
pub(super) fn article(finding: &Finding<'_>, many: bool) -> String {
    let mut blocks = Vec::new();
    if many {
        blocks.push(format!("# {}", escaped(finding.name)));
    }
    for speaker in &finding.bytes.speakers {
        blocks.extend(heading(speaker));
        let own = finding.bytes.attributions.iter().filter(|a| a.speaker.as_ref() == Some(&speaker.id));
        blocks.extend(own.map(|attribution| quotation(finding, attribution)));
    }
    let nobodys: Vec<_> = finding.bytes.attributions.iter().filter(|a| a.speaker.is_none()).collect();
    if !nobodys.is_empty() {
        blocks.push("## Nobody named".to_owned());
    }
    blocks.extend(nobodys.into_iter().map(|attribution| quotation(finding, attribution)));
    if !finding.bytes.proposals.is_empty() {
        blocks.push("## Proposals".to_owned());
    }
    blocks.extend(finding.bytes.proposals.iter().map(|one| proposal(finding, one)));
    if blocks.is_empty() {
        blocks.push("No quotes, statements or proposals found.".to_owned());
    }
    blocks.join("\n\n")
}

fn heading(speaker: &SpeakerData) -> Vec<String> {
    let name = format!("## {}", escaped(&speaker.name));
    let role = speaker.role.as_deref().map(|role| format!("*{}*", escaped(role)));
    if speaker.attributions.is_empty() { Vec::new() } else { [Some(name), role].into_iter().flatten().collect() }
}

fn quotation(finding: &Finding<'_>, attribution: &AttributionData) -> String {
    let words = finding.joined(&attribution.content);
    let quoted: Vec<_> = words.lines().map(|line| format!("> {}", escaped(line)).trim_end().to_owned()).collect();
    let percent = (attribution.confidence * 100.0).round();
    format!("{}\n>\n> — {}, {percent} % sure", quoted.join("\n"), attribution.kind)
}

fn proposal(finding: &Finding<'_>, proposal: &ProposalData) -> String {
    let name = finding.speaker(proposal.proposer.as_deref()).map_or("Nobody named".into(), |speaker| escaped(&speaker.name));
    let announced = super::announced(proposal).map(|announced| format!(": {}", escaped(&announced)));
    let mut block = format!("### {name}{}\n", announced.unwrap_or_default());
    for item in &proposal.items {
        let words = finding.joined(&item.content);
        write!(block, "\n{}. {}", item.ordinal, escaped(&words)).unwrap_or_default();
    }
    block
}

/// `text` on one line, meaning nothing but itself.
fn escaped(text: &str) -> Cow<'static, str> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let (before, after) = (&line[..at], &line[at..]);
        let begins = before.is_empty() || before.bytes().all(|b| b.is_ascii_digit());
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '^' | '$' | '{' | '}' => true,
            '#' | '-' | '+' | '=' => before.is_empty(),
            '.' | ')' => begins && !before.is_empty() || before.ends_with("www"),
            ':' => after.starts_with("://"),
            '@' => true,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if c == '\0' || is_turning(c) { '\u{fffd}' } else { c });
    }
    out.into()
}

/// Whether `c` overrides the writing direction of what follows.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_nothing_but_themselves() {
        assert_eq!(escaped("# <b>*x*</b> [a](javascript:1)"), "\\# \\<b\\>\\*x\\*\\</b\\> \\[a\\](javascript:1)");
        assert_eq!(escaped("1. Mr. X"), "1\\. Mr. X");
        assert_eq!(escaped("see https://x.example\n- y"), "see https\\://x.example - y");
    }
}
