//! The result as a table: one row for each attribution, then one for each item of a proposal.

use std::borrow::Cow;

use article_annotator::annotations::{AttributionData, ItemData, ProposalData};
use csv::Writer;

use super::Finding;

const COLUMNS: [&str; 15] = [
    "id",
    "type",
    "kind",
    "speaker",
    "named",
    "role",
    "source",
    "cue",
    "content",
    "announced",
    "ordinal",
    "confidence",
    "why",
    "start",
    "end",
];

/// The names of the columns.
pub(super) fn header(many: bool) -> Vec<u8> {
    let file = many.then_some("file");
    row(file.into_iter().chain(COLUMNS).map(Cow::Borrowed))
}

/// The rows of one article; `start` and `end` count code points.
pub(super) fn article(finding: &Finding<'_>, many: bool) -> Vec<u8> {
    let file = many.then_some(finding.name);
    let said = finding.bytes.attributions.iter().zip(&finding.points.attributions).map(|(b, p)| attribution(finding, b, p));
    let proposed = finding.bytes.proposals.iter().zip(&finding.points.proposals).flat_map(|(bytes, points)| {
        let items = bytes.items.iter().zip(&points.items);
        items.map(|(b, p)| item(finding, bytes, (b, p))).collect::<Vec<_>>()
    });
    let rows = said.chain(proposed);
    rows.flat_map(|cells| row(file.map(Cow::Borrowed).into_iter().chain(cells))).collect()
}

type Cells<'a> = [Cow<'a, str>; 15];

fn attribution<'a>(finding: &'a Finding<'_>, bytes: &'a AttributionData, points: &AttributionData) -> Cells<'a> {
    let [speaker, named, role] = who(finding, bytes.speaker.as_deref());
    let [start, end] = reach(&points.content);
    [
        bytes.id.as_str().into(),
        "attribution".into(),
        bytes.kind.into(),
        speaker,
        named,
        role,
        finding.joined(&bytes.source).into(),
        finding.joined(&bytes.cue).into(),
        finding.joined(&bytes.content).into(),
        "".into(),
        "".into(),
        bytes.confidence.to_string().into(),
        bytes.why.into(),
        start,
        end,
    ]
}

fn item<'a>(finding: &'a Finding<'_>, proposal: &'a ProposalData, (bytes, points): (&ItemData, &ItemData)) -> Cells<'a> {
    let [speaker, named, role] = who(finding, proposal.proposer.as_deref());
    let [start, end] = reach(&points.content);
    [
        proposal.id.as_str().into(),
        "proposal".into(),
        proposal.noun.as_deref().unwrap_or("").into(),
        speaker,
        named,
        role,
        "".into(),
        finding.joined(&bytes.cue).into(),
        finding.joined(&bytes.content).into(),
        proposal.announced.map(|count| count.to_string()).unwrap_or_default().into(),
        bytes.ordinal.to_string().into(),
        "".into(),
        "".into(),
        start,
        end,
    ]
}

fn who<'a>(finding: &'a Finding<'_>, id: Option<&str>) -> [Cow<'a, str>; 3] {
    match finding.speaker(id) {
        Some(speaker) => {
            let role = speaker.role.as_deref().unwrap_or("");
            [speaker.name.as_str().into(), speaker.named.to_string().into(), role.into()]
        }
        None => ["".into(), "".into(), "".into()],
    }
}

/// From the first to the last of `spans`.
fn reach<'a>(spans: &[[u32; 2]]) -> [Cow<'a, str>; 2] {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => [first[0].to_string().into(), last[1].to_string().into()],
        _ => ["".into(), "".into()],
    }
}

fn row<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> Vec<u8> {
    let mut writer = Writer::from_writer(Vec::new());
    let written = writer.write_record(cells.map(harmless).map(|cell| cell.into_owned()));
    debug_assert!(written.is_ok(), "one row into a vector");
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet takes for text: what looks like a formula gets an apostrophe in front
/// ([OWASP, CSV injection](https://owasp.org/www-community/attacks/CSV_Injection)), and so does what would begin a cell for a
/// spreadsheet that cuts at semicolons, tabs or every line. NUL, which cuts a cell short, becomes U+FFFD.
fn harmless(cell: Cow<'_, str>) -> Cow<'_, str> {
    let cell = if cell.contains('\0') { cell.replace('\0', "\u{fffd}").into() } else { cell };
    let first = is_formula(cell.trim_start()) || cell.starts_with(CUTS);
    let inner = cell.match_indices(CUTS).map(|(at, mark)| at + mark.len()).filter(|&at| is_formula(&cell[at..]));
    let starts: Vec<usize> = first.then_some(0).into_iter().chain(inner).collect();
    if starts.is_empty() {
        return cell;
    }
    let mut out = String::with_capacity(cell.len() + starts.len());
    let mut from = 0;
    for at in starts {
        out.push_str(&cell[from..at]);
        out.push('\'');
        from = at;
    }
    out.push_str(&cell[from..]);
    out.into()
}

/// What cells are cut at, besides commas.
const CUTS: [char; 4] = [';', '\t', '\r', '\n'];

/// Whether `words` begin as a formula does, after blanks and quotation marks of the format.
fn is_formula(words: &str) -> bool {
    let blank = |c: char| c.is_whitespace() && !CUTS.contains(&c) || matches!(c, '"' | '\u{feff}' | '\u{200b}');
    words.trim_start_matches(blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_runs_as_a_formula() {
        for cell in ["=cmd()", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\n=1", "\tx"] {
            assert!(harmless(cell.into()).starts_with('\''), "{cell}");
        }
        assert_eq!(harmless("“=1”".into()), "“=1”");
    }

    #[test]
    fn nothing_runs_where_the_file_is_cut_at_semicolons_or_lines() {
        assert_eq!(harmless("We go;=cmd() at 5; soon".into()), "We go;'=cmd() at 5; soon");
        assert_eq!(harmless("We go\n\n@SUM(A1)".into()), "We go\n\n'@SUM(A1)");
        assert_eq!(harmless("We go;\"=cmd()".into()), "We go;'\"=cmd()");
        assert_eq!(harmless("Well, - 5; a = b".into()), "Well, - 5; a = b");
    }
}
