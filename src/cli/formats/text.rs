//! For a person in a terminal: the article with its marks, then who said what, and what was proposed.
//!
//! In colour, what somebody says is in that speaker's colour, sources are bold and proposals underlined. Without,
//! `[content]¹`, `<source>` and `{proposal}` say the same. The small numbers are those of the list below the article.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use article_annotator::annotations::{AttributionData, ProposalData, SpeakerData};

use super::Finding;
use super::segments::{self, Mark, Segment};

/// Colours that can be told from each other on light and dark grounds; speakers take turns.
const PALETTE: [AnsiColor; 6] =
    [AnsiColor::Cyan, AnsiColor::Magenta, AnsiColor::Green, AnsiColor::Blue, AnsiColor::Yellow, AnsiColor::Red];

/// The article and its lists.
pub(super) fn article(finding: &Finding<'_>, many: bool, coloured: bool) -> String {
    let page = Page { finding, coloured };
    let mut out = String::with_capacity(finding.text().len() * 2);
    if many {
        out += &page.styled(&format!("==> {} <==", visible(finding.name)), Style::new().bold());
        out += "\n\n";
    }
    page.body(&mut out);
    page.lists(&mut out);
    out.truncate(out.trim_end_matches('\n').len());
    out
}

struct Page<'a> {
    finding: &'a Finding<'a>,
    coloured: bool,
}

impl Page<'_> {
    fn styled(&self, text: &str, style: Style) -> String {
        if self.coloured { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn body(&self, out: &mut String) {
        let segments = segments::cut(self.finding.bytes, self.finding.text().len());
        let mut open: &[Mark] = &[];
        for segment in &segments {
            self.close(open, &segment.marks, out);
            if !self.coloured {
                segment.marks.iter().filter(|mark| !open.contains(mark)).for_each(|mark| out.push_str(brackets(*mark).0));
            }
            let words = visible(self.finding.words(segment.span));
            *out += &self.styled(&words, self.style(segment));
            open = &segment.marks;
        }
        self.close(open, &[], out);
        out.truncate(out.trim_end().len());
        out.push('\n');
    }

    /// Ends what is open and does not go on, the last opened first.
    fn close(&self, open: &[Mark], next: &[Mark], out: &mut String) {
        for mark in open.iter().rev().filter(|mark| !next.contains(mark)) {
            if !self.coloured {
                out.push_str(brackets(*mark).1);
            }
            if let Mark::Content(index) = mark {
                out.push_str(&superscript(number(&self.finding.bytes.attributions[*index].id)));
            }
        }
    }

    fn style(&self, segment: &Segment) -> Style {
        segment.marks.iter().fold(Style::new(), |style, mark| match mark {
            Mark::Item(..) => style.underline(),
            Mark::Content(index) => {
                let speaker = self.finding.bytes.attributions[*index].speaker.as_deref();
                style.fg_color(self.colour(self.finding.speaker(speaker)).get_fg_color())
            }
            Mark::Source(_) => style.bold(),
            Mark::Cue(_) => style.italic(),
        })
    }

    fn colour(&self, speaker: Option<&SpeakerData>) -> Style {
        match speaker {
            Some(speaker) => PALETTE[(number(&speaker.id).max(1) - 1) % PALETTE.len()].on_default(),
            None => AnsiColor::BrightBlack.on_default(),
        }
    }

    fn lists(&self, out: &mut String) {
        let found = self.finding.bytes;
        if found.attributions.is_empty() && found.proposals.is_empty() {
            out.push_str("\nNo quotes, statements or proposals found.\n");
        }
        self.list("Speakers", &found.speakers, |speaker| self.speaker(speaker), out);
        self.list("Quotes and statements", &found.attributions, |attribution| self.attribution(attribution), out);
        self.list("Proposals", &found.proposals, |proposal| self.proposal(proposal), out);
    }

    fn list<T>(&self, title: &str, items: &[T], line: impl Fn(&T) -> String, out: &mut String) {
        if items.is_empty() {
            return;
        }
        let title = self.styled(title, Style::new().bold().underline());
        write!(out, "\n{title}\n").unwrap_or_default();
        items.iter().for_each(|item| out.push_str(&line(item)));
    }

    fn speaker(&self, speaker: &SpeakerData) -> String {
        let name = self.styled(&visible_line(&speaker.name), self.colour(Some(speaker)).bold());
        let role = speaker.role.as_deref().map(|role| format!(", {}", visible_line(role))).unwrap_or_default();
        let numbers: Vec<_> = speaker.attributions.iter().map(|id| number(id).to_string()).collect();
        let said = if numbers.is_empty() { String::new() } else { format!(": {}", numbers.join(", ")) };
        format!("  {name}{role}{said}\n")
    }

    fn attribution(&self, attribution: &AttributionData) -> String {
        let speaker = self.finding.speaker(attribution.speaker.as_deref());
        let name = speaker.map_or("nobody named".into(), |speaker| visible_line(&speaker.name));
        let name = self.styled(&name, self.colour(speaker).bold());
        let words = visible_line(&self.finding.joined(&attribution.content));
        let percent = (attribution.confidence * 100.0).round();
        let number = number(&attribution.id);
        let meta = self.styled(&format!("{}, {percent} %", attribution.kind), Style::new().dimmed());
        format!("{number:>4}  {name} ({meta}): {words}\n")
    }

    fn proposal(&self, proposal: &ProposalData) -> String {
        let proposer = self.finding.speaker(proposal.proposer.as_deref());
        let name = proposer.map_or("Nobody named".into(), |speaker| visible_line(&speaker.name));
        let name = self.styled(&name, self.colour(proposer).bold());
        let announced = super::announced(proposal).map(|announced| format!(" {}", visible_line(&announced)));
        let mut lines = format!("  {name}:{}\n", announced.unwrap_or_default());
        for item in &proposal.items {
            let words = visible_line(&self.finding.joined(&item.content));
            writeln!(lines, "{:>4}. {words}", item.ordinal).unwrap_or_default();
        }
        lines
    }
}

fn brackets(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Item(..) => ("{", "}"),
        Mark::Content(_) => ("[", "]"),
        Mark::Source(_) => ("<", ">"),
        Mark::Cue(_) => ("", ""),
    }
}

/// 12 of `a12`.
fn number(id: &str) -> usize {
    id.get(1..).and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// `text` without power over the terminal: control characters and those that turn the writing direction become U+FFFD.
fn visible(text: &str) -> String {
    let commands = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace("\r\n", "\n").replace('\r', "\n").replace(commands, "\u{fffd}")
}

/// [`visible`], on one line.
fn visible_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_cannot_command_the_terminal() {
        assert_eq!(visible("a\u{1b}[31m\u{7}\u{202e}b\r\nc\u{9b}"), "a\u{fffd}[31m\u{fffd}\u{fffd}b\nc\u{fffd}");
    }
}
