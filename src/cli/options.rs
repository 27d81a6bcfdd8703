//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::{CommandFactory, Parser, ValueEnum};
use clap_complete::Shell;

use super::input::InputKind;
use super::selection::{Selection, SpeakerPattern};

const AFTER_HELP: &str = "\
Exit status:
  0  all was read and written (also when the reader of the output has gone)
  1  a file or a line could not be read; everything else was done
  2  the command line is wrong

Examples:
  article-annotator article.txt
  article-annotator --format csv news/*.html > quotes.csv
  article-annotator --format jsonl < articles.jsonl > results.jsonl
  article-annotator --speaker Ruiz --min-confidence 0.8 --format markdown article.md";

/// Marks who said what in news articles, and what was proposed.
///
/// Reads each FILE (standard input where there is none, or for `-`) and writes what was found to standard output. Offsets in
/// results count Unicode code points, half-open.
#[derive(Debug, Parser)]
#[command(name = "article-annotator", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(super) struct Options {
    /// Articles to read: text, HTML or Markdown; with `--format jsonl` one `{"id": …, "text": …}` a line.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// What to write.
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// What the input is; HTML and Markdown are read for their main text. Results that are not of plain text carry
    /// the text that their offsets count in.
    #[arg(short, long, value_enum, default_value_t = InputKind::Auto)]
    pub input: InputKind,

    /// How many articles to read at the same time.
    #[arg(short, long, value_name = "N", default_value_t = all_cores())]
    pub jobs: NonZeroUsize,

    /// Leave out what is less sure than this, from 0 to 1.
    #[arg(short = 'c', long, value_name = "P", value_parser = share)]
    min_confidence: Option<f32>,

    /// Only what this speaker said and proposed: words of the name, in any case, or a regular expression between slashes.
    /// May be given several times.
    #[arg(short, long = "speaker", value_name = "NAME")]
    speakers: Vec<SpeakerPattern>,

    /// The address (IRI) of the article, for `--format w3c`; the file's own by default.
    #[arg(long, value_name = "IRI")]
    pub source: Option<String>,

    /// The largest article or line to read, in MiB; a larger one is an error of its own.
    #[arg(long, value_name = "MIB", default_value_t = 128, value_parser = clap::value_parser!(u32).range(1..4096))]
    max_size: u32,

    /// Whether the text format is coloured.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,

    /// Write shell completions and leave.
    #[arg(long, value_enum, value_name = "SHELL", exclusive = true)]
    completions: Option<Shell>,

    /// Write the manual page (roff) and leave.
    #[arg(long, exclusive = true)]
    man: bool,
}

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The article with its quotes, speakers and proposals marked, for reading.
    Text,
    /// One object (an array of them for several files).
    Json,
    /// JSON lines in, JSON lines out, as it goes.
    Jsonl,
    /// W3C Web Annotations, JSON-LD.
    W3c,
    /// Quotes by speaker, and proposals.
    Markdown,
    /// One row for each quote and proposal.
    Csv,
    /// A page of its own, with the marks.
    Html,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// In a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Options {
    /// The completions or manual page, where one is asked for.
    pub fn own_page(&self) -> Option<Vec<u8>> {
        let mut page = Vec::new();
        if let Some(shell) = self.completions {
            clap_complete::generate(shell, &mut Self::command(), "article-annotator", &mut page);
        } else if self.man {
            let written = clap_mangen::Man::new(Self::command()).render(&mut page);
            debug_assert!(written.is_ok(), "a vector takes all that is written");
        } else {
            return None;
        }
        Some(page)
    }

    /// What of the results is wanted.
    pub fn selection(&self) -> Selection<'_> {
        Selection { min_confidence: self.min_confidence, speakers: &self.speakers }
    }

    /// The largest article in bytes.
    pub fn max_bytes(&self) -> usize {
        self.max_size as usize * 1024 * 1024
    }
}

fn all_cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn share(value: &str) -> Result<f32, String> {
    let share: f32 = value.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("not between 0 and 1".to_owned()) }
}
