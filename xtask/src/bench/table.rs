//! The table: what was measured, beside the others and beside what is promised, as README shows it.

use std::fs;

use anyhow::Result;

use super::articles::Articles;
use super::browser::{Browser, PEERS};
use super::native::Native;
use super::program::Throughput;
use super::textacy::Textacy;
use crate::process::{output, say};
use crate::{folder, project};

/// Everything measured.
pub struct Figures {
    pub native: Native,
    pub program: Throughput,
    pub textacy: Textacy,
    pub browser: Browser,
}

/// The whole table in Markdown.
pub fn markdown(articles: &Articles, figures: &Figures) -> String {
    let painted = format!("Painted: {:.0} ranges.", figures.browser.painting.ranges);
    let parts = [heading(articles, figures), peers(&figures.browser), targets(figures), painted, stages(&figures.native)];
    parts.join("\n\n")
}

fn heading(articles: &Articles, figures: &Figures) -> String {
    let corpus = articles.corpus.as_ref().and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
    let command =
        corpus.as_ref().map_or_else(|| "cargo xtask bench".to_owned(), |name| format!("cargo xtask bench --corpus {name}"));
    format!(
        "`{command}`: {} articles, {:.0} KB; {}; {}; {}; {}. Best of several rounds, the peers taking turns.",
        articles.count,
        articles.bytes as f64 / 1000.0,
        machine(),
        rust(),
        figures.browser.version,
        figures.textacy.version,
    )
}

fn peers(browser: &Browser) -> String {
    let mut rows = vec![
        "| in Chromium | download, brotli | load + first article | steady, per KB | memory for 4 MB, over the text |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    for (at, name) in PEERS.iter().enumerate() {
        rows.push(format!(
            "| {name} | {:.0} KB | {:.0} ms | {:.3} ms | {:.0}× |",
            browser.download[at] / 1000.0,
            browser.cold[at],
            browser.steady[at],
            browser.memory[at],
        ));
    }
    rows.join("\n")
}

/// A figure beside its limit and its aim.
struct Target {
    what: &'static str,
    value: f64,
    unit: &'static str,
    must: f64,
    aim: f64,
    more_is_better: bool,
}

fn targets(figures: &Figures) -> String {
    let mut rows = vec!["| | measured | limit | aim |".to_owned(), "|---|---|---|---|".to_owned()];
    rows.extend(all_targets(figures).iter().map(Target::row));
    rows.join("\n")
}

fn all_targets(Figures { native, program, textacy, browser }: &Figures) -> Vec<Target> {
    let at_most = |what, value, unit, must, aim| Target { what, value, unit, must, aim, more_is_better: false };
    let at_least = |what, value, unit, must, aim| Target { what, value, unit, must, aim, more_is_better: true };
    let painting = browser.painting.element / browser.painting.bare;
    let mut targets = vec![
        at_most("everything fetched to annotate, brotli", browser.download[0] / 1000.0, " KB", 790.0, 350.0),
        at_most("of it before the first marks, brotli", browser.first / 1000.0, " KB", 320.0, 200.0),
        at_most("cold start / wink-nlp's", browser.cold[0] / browser.cold[2], "×", 0.6, 0.25),
        at_least("compromise's time per KB / ours", browser.steady[1] / browser.steady[0], "×", 2.0, 20.0),
        at_most("time per KB at 4 MB / at 4 KB, Chromium", browser.growth[1] / browser.growth[0], "×", 1.2, 1.05),
        at_most("peak memory at 4 MB / the text, Chromium", browser.memory[0], "×", 20.0, 8.0),
        at_most("a keystroke in 400 KB, Chromium, worker, median", browser.keystroke[0], " ms", 40.0, 10.0),
        at_most("painting by the element / bare Highlight API", painting, "×", 2.0, 2.0),
        at_least("native speed, one core", 1.0 / native.articles, " MB/s", 0.3, 3.0),
        at_least("textacy's time per KB / ours, native", textacy.per_kilobyte / native.articles, "×", 20.0, 150.0),
        at_most("time per KB at 4 MB / at 4 KB, native", native.long / native.short, "×", 1.2, 1.05),
        at_most("peak memory at 4 MB / the text, native", native.memory, "×", 20.0, 8.0),
        at_most("a keystroke in 400 KB, native", native.keystroke, " ms", 40.0, 10.0),
        at_least("the program's speed on JSON lines / the engine's", native.articles / program.one_core, "×", 0.8, 1.0),
        at_least("the program on two cores / on one", program.one_core / program.two_cores, "×", 1.8, 2.0),
    ];
    targets.extend(
        program.memory.map(|memory| at_most("the program's memory for 100,000 documents / for 1,000", memory, "×", 1.2, 1.05)),
    );
    targets
}

impl Target {
    fn row(&self) -> String {
        let Target { what, unit, .. } = self;
        let sign = if self.more_is_better { "≥" } else { "≤" };
        let verdict = if self.meets(self.aim) {
            ""
        } else if self.meets(self.must) {
            " (aim missed)"
        } else {
            " (**limit missed**)"
        };
        let digits = if self.value < 10.0 { 2 } else { 0 };
        format!("| {what} | {:.digits$}{unit}{verdict} | {sign} {}{unit} | {sign} {}{unit} |", self.value, self.must, self.aim)
    }

    fn meets(&self, limit: f64) -> bool {
        if self.more_is_better { self.value >= limit } else { self.value <= limit }
    }
}

fn stages(native: &Native) -> String {
    let stages = native
        .stages
        .iter()
        .map(|(name, ms)| format!("{} {:.1}", name.trim_start_matches(|c: char| c.is_ascii_digit()).trim(), ms * 1000.0));
    format!("Native, µs per KB: {}; whole {:.1}.", stages.collect::<Vec<_>>().join(", "), native.articles * 1000.0)
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).and_then(|line| line.split_once(": "));
    format!("{} ({cores} cores)", model.map_or(std::env::consts::ARCH, |(_, name)| name.trim()))
}

fn rust() -> String {
    let version = output(std::process::Command::new("rustc").arg("--version")).unwrap_or_default();
    version.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

const BEGIN: &str = "<!-- made by `cargo xtask bench` -->\n";
const END: &str = "<!-- end of what `cargo xtask bench` makes -->";

/// Puts the table between README's two marks; a README without them is left alone.
pub fn write_into_readme(table: &str) -> Result<()> {
    let file = project::root().join("README.md");
    let readme = fs::read_to_string(&file).unwrap_or_default();
    let Some((before, rest)) = readme.split_once(BEGIN) else {
        say("README.md has no place for the table");
        return Ok(());
    };
    let Some((_, after)) = rest.split_once(END) else { return Ok(()) };
    folder::write(&file, format!("{before}{BEGIN}{table}\n{END}{after}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_was_missed() {
        let target = |value| Target { what: "size", value, unit: " KB", must: 790.0, aim: 350.0, more_is_better: false };
        assert_eq!(target(200.4).row(), "| size | 200 KB | ≤ 790 KB | ≤ 350 KB |");
        assert!(target(400.0).row().contains("aim missed"));
        assert!(target(800.0).row().contains("limit missed"));
        let speed = Target { what: "speed", value: 3.5, unit: " MB/s", must: 0.3, aim: 3.0, more_is_better: true };
        assert_eq!(speed.row(), "| speed | 3.50 MB/s | ≥ 0.3 MB/s | ≥ 3 MB/s |");
    }
}
