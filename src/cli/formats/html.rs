//! A page of its own: the articles with their marks, and lists that lead to them. No script, no request.

use std::borrow::Cow;
use std::fmt::Write;

use article_annotator::annotations::{AttributionData, ProposalData, SpeakerData};

use super::Finding;
use super::segments::{self, Mark, Segment};

const STYLE: &str = include_str!("page.css");

/// The page up to the first article.
pub(super) fn begin() -> Vec<u8> {
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    let head = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Annotated article</title>\n<style>\n{STYLE}</style>\n<main>\n"
    );
    head.into_bytes()
}

/// The end of the page.
pub(super) fn end() -> Vec<u8> {
    b"</main>\n</html>\n".to_vec()
}

/// One article with its lists.
pub(super) fn article(finding: &Finding<'_>) -> String {
    let page = Page { finding };
    let name = escaped(finding.name);
    let mut out = format!("<section aria-label=\"{name}\">\n<h1>{name}</h1>\n<article dir=\"auto\">");
    let segments = segments::cut(finding.bytes, finding.text().len());
    segments.iter().for_each(|segment| page.segment(segment, &mut out));
    out.push_str("</article>\n<aside>\n");
    page.lists(&mut out);
    out.push_str("</aside>\n</section>");
    out
}

struct Page<'a> {
    finding: &'a Finding<'a>,
}

impl Page<'_> {
    fn segment(&self, segment: &Segment, out: &mut String) {
        let words = escaped(self.finding.words(segment.span));
        if segment.marks.is_empty() {
            out.push_str(&words);
            return;
        }
        let mut anchors = segment.begins.iter().filter_map(|mark| self.anchor(*mark));
        let anchor = anchors.next();
        let (mut classes, mut attributes) = (String::new(), String::new());
        for mark in &segment.marks {
            let (class, attribute) = self.describe(*mark);
            write!(classes, "{class} ").unwrap_or_default();
            attributes.push_str(&attribute);
        }
        let id = anchor.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        write!(out, "<mark{id} class=\"{}\"{attributes}>{words}</mark>", classes.trim_end()).unwrap_or_default();
        anchors.for_each(|id| write!(out, "<a id=\"{id}\"></a>").unwrap_or_default());
    }

    /// The id by which lists lead here.
    fn anchor(&self, mark: Mark) -> Option<String> {
        let found = self.finding.bytes;
        match mark {
            Mark::Item(proposal, item) => {
                let proposal = &found.proposals[proposal];
                Some(self.place(&format!("{}.{}", proposal.id, proposal.items[item].ordinal)))
            }
            Mark::Content(index) => Some(self.place(&found.attributions[index].id)),
            Mark::Source(_) | Mark::Cue(_) => None,
        }
    }

    fn describe(&self, mark: Mark) -> (String, String) {
        let found = self.finding.bytes;
        match mark {
            Mark::Item(proposal, item) => {
                let (id, ordinal) = (&found.proposals[proposal].id, found.proposals[proposal].items[item].ordinal);
                ("proposal".to_owned(), format!(" data-proposal=\"{id}\" data-ordinal=\"{ordinal}\""))
            }
            Mark::Content(index) => {
                let attribution = &found.attributions[index];
                let title = escaped(&self.name(attribution.speaker.as_deref())).into_owned();
                (format!("quote {}", attribution.kind), format!(" data-attribution=\"{}\" title=\"{title}\"", attribution.id))
            }
            Mark::Source(index) => ("source".to_owned(), format!(" data-source=\"{}\"", found.attributions[index].id)),
            Mark::Cue(index) => ("cue".to_owned(), format!(" data-cue=\"{}\"", found.attributions[index].id)),
        }
    }

    fn name(&self, speaker: Option<&str>) -> String {
        self.finding.speaker(speaker).map_or("nobody named", |speaker| &speaker.name).to_owned()
    }

    fn lists(&self, out: &mut String) {
        let found = self.finding.bytes;
        if found.attributions.is_empty() && found.proposals.is_empty() {
            out.push_str("<p>No quotes, statements or proposals found.</p>\n");
        }
        list("Speakers", &found.speakers, |speaker| self.speaker(speaker), out);
        list("Quotes and statements", &found.attributions, |attribution| self.attribution(attribution), out);
        list("Proposals", &found.proposals, |proposal| self.proposal(proposal), out);
    }

    fn speaker(&self, speaker: &SpeakerData) -> String {
        let role = speaker.role.as_deref().map(|role| format!(", {}", escaped(role))).unwrap_or_default();
        let said = speaker.attributions.len();
        format!("<b><bdi>{}</bdi></b>{role} ({said})", escaped(&speaker.name))
    }

    fn attribution(&self, attribution: &AttributionData) -> String {
        let name = self.name(attribution.speaker.as_deref());
        let words = self.finding.joined(&attribution.content);
        let percent = (attribution.confidence * 100.0).round();
        let link = self.link(&attribution.id, &words);
        format!("<b><bdi>{}</bdi></b> {link} <small>{}, {percent} %</small>", escaped(&name), attribution.kind)
    }

    fn proposal(&self, proposal: &ProposalData) -> String {
        let name = escaped(&self.name(proposal.proposer.as_deref())).into_owned();
        let announced = super::announced(proposal).map(|announced| format!(": {}", escaped(&announced)));
        let mut out = format!("<b><bdi>{name}</bdi></b>{}<ol>", announced.unwrap_or_default());
        for item in &proposal.items {
            let link = self.link(&format!("{}.{}", proposal.id, item.ordinal), &self.finding.joined(&item.content));
            write!(out, "<li value=\"{}\">{link}</li>", item.ordinal).unwrap_or_default();
        }
        out + "</ol>"
    }

    fn link(&self, id: &str, words: &str) -> String {
        format!("<a href=\"#{}\" dir=\"auto\">{}</a>", self.place(id), escaped(words))
    }

    /// `id` of this article and no other.
    fn place(&self, id: &str) -> String {
        format!("t{}-{id}", self.finding.number)
    }
}

fn list<T>(title: &str, items: &[T], line: impl Fn(&T) -> String, out: &mut String) {
    if items.is_empty() {
        return;
    }
    write!(out, "<h2>{title}</h2>\n<ul>\n").unwrap_or_default();
    for item in items {
        writeln!(out, "<li>{}</li>", line(item)).unwrap_or_default();
    }
    out.push_str("</ul>\n");
}

/// `text` as HTML text or attribute value, meaning nothing but itself.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'', '\0', '\r']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{fffd}'),
            // Written plainly, a carriage return would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}
