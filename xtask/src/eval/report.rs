//! The figures as a table for people, or as JSON.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::Rates;
use super::named::Named;
use super::said::{KINDS, Said};
use super::table::{ROLES, Table};

/// All that was scored.
pub struct Report {
    pub said: [Said; 4],
    pub table: Option<Table>,
    pub named: Option<Named>,
}

impl Report {
    /// As one JSON object.
    pub fn to_json(&self) -> Value {
        let said: Map<String, Value> = KINDS.iter().map(|kind| (*kind).to_owned()).zip(self.said.map(|said| json!(said))).collect();
        let mut report = json!({ "who-said-what": said });
        if let Some(table) = self.table {
            report["spans"] = table.to_json();
        }
        if let Some(named) = &self.named {
            report["who-it-is"] = json!(named);
        }
        report
    }

    /// As text in columns.
    pub fn to_text(&self) -> String {
        let mut text = format!("{:10}{:>6}{:>6}   found P/R/F1          speaker   who-said P/R/F1\n", "", "gold", "pred");
        for (kind, said) in KINDS.iter().zip(&self.said) {
            let (found, who_said) = (columns(said.found), columns(said.who_said));
            let counts = format!("{kind:10}{:6}{:6}", said.gold, said.predicted);
            writeln!(text, "{counts}   {found}     {:6.1}     {who_said}", said.speaker).unwrap_or_default();
        }
        if let Some(named) = &self.named {
            text.push_str(&names(named));
        }
        if let Some(table) = &self.table {
            let rates = |rates: Rates| format!("{:.1}/{:.1}/{:.1}", rates.precision, rates.recall, rates.f1);
            text.push_str(&spans("exact", table.exact.map(rates)));
            text.push_str(&spans("begin", table.begin.map(rates)));
            text.push_str(&spans("jaccard", table.jaccard.map(|value| format!("{value:.1}"))));
        }
        text
    }
}

fn columns(rates: Rates) -> String {
    format!("{:5.1} {:5.1} {:5.1}", rates.precision, rates.recall, rates.f1)
}

fn names(named: &Named) -> String {
    let forms: Vec<_> = named.forms.iter().map(|(name, f)| format!("{name} {:.1} of {}", f.named_right, f.found)).collect();
    let Rates { precision, recall, f1 } = named.named;
    format!("named right  {}   named P/R/F1 {precision:.1} {recall:.1} {f1:.1}   split {:.2}\n", forms.join("   "), named.split)
}

fn spans(measure: &str, values: [String; 3]) -> String {
    let cells: Vec<_> = ROLES.iter().zip(values).map(|(role, value)| format!("{role} {value}")).collect();
    format!("{measure:8} {}\n", cells.join("   "))
}
