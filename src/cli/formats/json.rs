//! The result as one JSON object.

use article_annotator::Annotations;
use serde::Serialize;

use super::Finding;

#[derive(Serialize)]
struct Article<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(flatten)]
    found: &'a Annotations,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// One object; with the file's name where there are `many`, with the text where it is not the input itself.
pub(super) fn article(finding: &Finding<'_>, many: bool) -> Vec<u8> {
    let text = finding.article.converted.then_some(finding.text());
    let article = Article { file: many.then_some(finding.name), found: finding.points, text };
    serde_json::to_vec(&article).unwrap_or_default()
}
