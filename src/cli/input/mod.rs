//! Reads articles. In: files or standard input, text, HTML or Markdown. Out: the plain text that is annotated.

mod decode;
mod html;
mod markdown;
mod tags;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use clap::ValueEnum;

pub(super) use decode::decode;

/// What an input is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InputKind {
    /// By the file's name or its first characters; JSON lines hold plain text.
    Auto,
    /// Plain text, taken as it is.
    Text,
    /// A web page: its main text, without menus, scripts and advertisements.
    Html,
    /// Markdown: its text, without marks, code blocks and pictures.
    Markdown,
}

/// A text to annotate.
#[derive(Debug)]
pub(super) struct Article<'t> {
    pub text: Cow<'t, str>,
    /// Whether it is not the input itself, so that offsets mean nothing without it.
    pub converted: bool,
}

/// The article in `text`; [`InputKind::Auto`] takes it as it is.
pub(super) fn convert(text: Cow<'_, str>, kind: InputKind) -> Article<'_> {
    let converted = match kind {
        InputKind::Auto | InputKind::Text => return Article { text, converted: false },
        InputKind::Html => html::main_text(&text),
        InputKind::Markdown => markdown::plain_text(&text),
    };
    Article { text: Cow::Owned(converted), converted: true }
}

/// What `file` is written in, by its name, otherwise by how it begins.
pub(super) fn detect(file: &Path, text: &str) -> InputKind {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_ascii_lowercase();
    match &*extension {
        "html" | "htm" | "xhtml" => InputKind::Html,
        "md" | "markdown" | "mdown" => InputKind::Markdown,
        "txt" | "text" => InputKind::Text,
        _ if html::looks_like(text) => InputKind::Html,
        _ => InputKind::Text,
    }
}

/// The bytes of `file` (`-`: standard input), of which more than `limit` are an error.
pub(super) fn read(file: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    if is_standard(file) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    if bytes.len() > limit {
        let message = format!("too long: over {} MiB (see --max-size)", limit >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// Whether `file` stands for standard input.
pub(super) fn is_standard(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// The name of `file` in messages.
pub(super) fn name(file: &Path) -> String {
    if is_standard(file) { "standard input".to_owned() } else { file.display().to_string() }
}
