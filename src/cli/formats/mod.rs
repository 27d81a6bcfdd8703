//! Writes results. In: an article and what was found in it. Out: bytes in the format asked for.
//!
//! Each format is a file of its own with one entry function. Articles are other people's words: every format escapes what
//! would mean something to the program that reads it.

mod csv;
mod html;
mod json;
mod markdown;
mod segments;
mod text;
mod w3c;

use std::io;
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use article_annotator::Annotations;
use article_annotator::annotations::{ProposalData, SpeakerData};

use super::input::Article;
use super::options::{Color, Format, Options};

/// What was announced and found: `5 proposals announced, 4 found`, `12-point plan announced, 12 found`. Not escaped.
fn announced(proposal: &ProposalData) -> Option<String> {
    let (count, found) = (proposal.announced?, proposal.items.len());
    let noun = proposal.noun.as_deref().unwrap_or("proposals");
    let joined = if noun.ends_with(['s', 'S']) { " " } else { "-point " };
    Some(format!("{count}{joined}{noun} announced, {found} found"))
}

/// A file and what was found in it.
pub(super) struct Finding<'a> {
    /// Its place among the files, from 1 on.
    pub number: usize,
    /// Where it was read.
    pub file: &'a Path,
    /// Its name for people.
    pub name: &'a str,
    pub article: &'a Article<'a>,
    /// With offsets in bytes.
    pub bytes: &'a Annotations,
    /// With offsets in code points.
    pub points: &'a Annotations,
}

impl Finding<'_> {
    fn text(&self) -> &str {
        &self.article.text
    }

    /// The words at `[start, end]` in bytes; empty where that is no place in the text.
    fn words(&self, [start, end]: [u32; 2]) -> &str {
        self.text().get(start as usize..end as usize).unwrap_or("")
    }

    /// The words of all `spans`, what lies between them left out.
    fn joined(&self, spans: &[[u32; 2]]) -> String {
        spans.iter().map(|span| self.words(*span)).collect::<Vec<_>>().join(" … ")
    }

    fn speaker(&self, id: Option<&str>) -> Option<&SpeakerData> {
        let number = |id: &str| id.get(1..).and_then(|number| number.parse::<usize>().ok());
        let (wanted, speakers) = (number(id?)?, &self.bytes.speakers);
        // Ids count up and keep their order when some are left out.
        let at = speakers.binary_search_by_key(&Some(wanted), |speaker| number(&speaker.id)).ok()?;
        speakers.get(at)
    }
}

/// How results are laid out in the output.
pub(super) struct Layout<'o> {
    format: Format,
    many: bool,
    coloured: bool,
    source: Option<&'o str>,
}

impl<'o> Layout<'o> {
    /// For one article, or `many`.
    pub fn new(options: &'o Options, many: bool) -> Self {
        let coloured = match options.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        Self { format: options.format, many, coloured, source: options.source.as_deref() }
    }

    /// What comes first.
    pub fn begin(&self) -> Vec<u8> {
        match self.format {
            Format::Json | Format::W3c if self.many => b"[\n".to_vec(),
            Format::Csv => csv::header(self.many),
            Format::Html => html::begin(),
            _ => Vec::new(),
        }
    }

    /// What stands between two articles.
    pub fn between(&self) -> &'static str {
        match self.format {
            Format::Json | Format::W3c => ",\n",
            Format::Text | Format::Markdown => "\n",
            Format::Csv | Format::Html | Format::Jsonl => "",
        }
    }

    /// One article.
    pub fn article(&self, finding: &Finding<'_>) -> Vec<u8> {
        let mut output = match self.format {
            Format::Json | Format::Jsonl => json::article(finding, self.many),
            Format::W3c => w3c::article(finding, self.source),
            Format::Csv => return csv::article(finding, self.many),
            Format::Text => text::article(finding, self.many, self.coloured).into_bytes(),
            Format::Markdown => markdown::article(finding, self.many).into_bytes(),
            Format::Html => html::article(finding).into_bytes(),
        };
        if !self.is_list() {
            output.push(b'\n');
        }
        output
    }

    /// What comes last.
    pub fn end(&self) -> Vec<u8> {
        match self.format {
            Format::Html => html::end(),
            _ if self.is_list() => b"\n]\n".to_vec(),
            _ => Vec::new(),
        }
    }

    fn is_list(&self) -> bool {
        self.many && matches!(self.format, Format::Json | Format::W3c)
    }
}
