//! The result as W3C Web Annotations.

use std::fmt::Write;
use std::path::Path;

use article_annotator::AnnotationPage;

use super::super::input;
use super::Finding;

/// One annotation page. `source` is the article's address; without one a file's own address is taken.
pub(super) fn article(finding: &Finding<'_>, source: Option<&str>) -> Vec<u8> {
    let own = if source.is_none() { address(finding.file) } else { None };
    let source = source.or(own.as_deref());
    let page = AnnotationPage::from_annotations(finding.bytes, finding.points, finding.text(), source);
    serde_json::to_vec(&page).unwrap_or_default()
}

/// The `file:` address of a file; none for standard input.
fn address(file: &Path) -> Option<String> {
    if input::is_standard(file) {
        return None;
    }
    let path = std::path::absolute(file).ok()?;
    let path = path.to_str()?.replace('\\', "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    let mut address = format!("file://{root}");
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => address.push(char::from(byte)),
            _ => write!(address, "%{byte:02X}").ok()?,
        }
    }
    Some(address)
}
