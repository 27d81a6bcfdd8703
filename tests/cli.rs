//! The command-line program as others call it: formats, streams, faults and exit statuses.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Output, Stdio};

use proptest::prelude::*;
use serde_json::Value;

const ARTICLE: &str = "“We will cut fares by a third,” said Mayor Ana Ruiz on Monday. 😀\n\n\
    According to Tom Lee, head of the union, the plan is “too little”. She put forward two proposals. \
    First, to build a tram. Second, to plant trees.\n";

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_article-annotator"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program(arguments).spawn().unwrap();
    let mut stdin: ChildStdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[track_caller]
fn run_well(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input.as_bytes());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    stdout(&output)
}

fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file for one test, away from the others.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

fn record(id: impl Into<Value>, text: &str) -> String {
    serde_json::json!({ "id": id.into(), "text": text }).to_string()
}

#[test]
fn json_is_the_result_in_code_points() {
    let result: Value = serde_json::from_str(&run_well(&["--format", "json"], ARTICLE)).unwrap();
    assert_eq!(result["unit"], "codepoint");
    let first = &result["attributions"][0];
    assert_eq!((&first["content"], &first["kind"]), (&serde_json::json!([[0, 31]]), &Value::from("direct")));
    assert_eq!(result["speakers"][0]["name"], "Ana Ruiz");
    let keys: Vec<_> = result.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["attributions", "proposals", "speakers", "unit"]);
}

#[test]
fn json_lines_give_what_json_gives_with_the_id() {
    let single: Value = serde_json::from_str(&run_well(&["--format", "json"], ARTICLE)).unwrap();
    let mut line = lines(&run(&["--format", "jsonl"], record("x", ARTICLE).as_bytes())).remove(0);
    assert_eq!(line["id"].take(), "x");
    line.as_object_mut().unwrap().remove("id");
    assert_eq!(line, single);
}

#[test]
fn every_line_is_answered_in_its_place() {
    let input = format!(
        "\u{feff}{}\r\n\r\nno json\n{{\"id\": 7}}\n{{\"id\": 8, \"text\": 1}}\n\u{20}\n[]\n{}",
        record(1, "“Yes,” said Ana."),
        record(2, "")
    );
    let output = run(&["--format", "jsonl"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let found: Vec<_> =
        lines(&output).iter().map(|line| (line["id"].clone(), line["line"].as_u64(), line["error"].is_string())).collect();
    let null = Value::Null;
    let expected = [
        (1.into(), None, false),
        (null.clone(), Some(3), true),
        (7.into(), Some(4), true),
        (8.into(), Some(5), true),
        (null, Some(7), true),
        (2.into(), None, false),
    ];
    assert_eq!(found, expected);
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard input:4: no string \"text\""));
}

#[test]
fn a_line_that_is_no_utf8_is_an_error_of_its_own() {
    let mut input = b"{\"id\": 1, \"text\": \"\xFF\"}\n".to_vec();
    input.extend(record(2, "x").bytes());
    let output = run(&["--format", "jsonl"], &input);
    let lines = lines(&output);
    assert_eq!((&lines[0]["id"], &lines[0]["line"], &lines[1]["id"]), (&1.into(), &1.into(), &2.into()));
    assert!(lines[0]["error"].as_str().unwrap().contains("UTF-8"));
}

#[test]
fn a_line_over_the_limit_is_an_error_with_its_id_and_the_next_is_read() {
    let input = format!("{}\n{}\n", record("long", &"x".repeat(1 << 20)), record("short", "x"));
    let output = run(&["--format", "jsonl", "--max-size", "1"], input.as_bytes());
    let lines = lines(&output);
    assert_eq!((&lines[0]["id"], &lines[1]["id"]), (&"long".into(), &"short".into()));
    assert!(lines[0]["error"].as_str().unwrap().contains("1 MiB"));
}

#[test]
fn many_jobs_keep_the_order_and_the_results() {
    let text = |n: usize| ARTICLE.repeat(n % 2);
    let input: String = (0..24).map(|n| record(n, &text(n)) + "\n").collect();
    let one = run(&["--format", "jsonl", "--jobs", "1"], input.as_bytes());
    let four = run(&["--format", "jsonl", "--jobs", "4"], input.as_bytes());
    assert_eq!(lines(&one).iter().map(|line| line["id"].as_u64().unwrap()).collect::<Vec<_>>(), (0..24).collect::<Vec<_>>());
    assert!(one.stdout == four.stdout);
}

#[test]
fn an_answer_comes_before_the_next_line_is_sent() {
    let mut child: Child = program(&["--format", "jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(stdin, "{}", record(id, ARTICLE)).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// Lines of JSON, nearly JSON, and no JSON at all.
fn stream() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let line = prop_oneof![
        (any::<u32>(), ".{0,20}").prop_map(|(id, text)| record(id, &text).into_bytes()),
        (".{0,8}", 0..40_usize).prop_map(|(text, cut)| record(1, &text).bytes().take(cut).collect()),
        proptest::collection::vec(any::<u8>(), 0..40),
        proptest::sample::select(vec!["", " ", "\r", "{}", "[]", "null", "{\"text\":\"\\ud83d\"}", "{\"id\":{},\"id\":[]}"])
            .prop_map(|line| line.as_bytes().to_vec()),
    ];
    proptest::collection::vec(line, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn every_line_that_is_not_blank_is_answered_once(stream in stream()) {
        let input = stream.join(&b'\n');
        let blank = |line: &&[u8]| line.trim_ascii().is_empty();
        let expected = input.split(|byte| *byte == b'\n').filter(|line| !blank(line)).count();
        let output = run(&["--format", "jsonl", "--jobs", "2"], &input);
        let lines = lines(&output);
        prop_assert_eq!(lines.len(), expected);
        let failed = lines.iter().any(|line| line["error"].is_string());
        prop_assert_eq!(output.status.code(), Some(i32::from(failed)));
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut child = program(&["--format", "jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let line = record(1, "") + "\n";
    while stdin.write_all(line.as_bytes()).is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
}

#[test]
fn text_without_a_terminal_has_marks_and_no_colours() {
    let text = run_well(&[], ARTICLE);
    assert!(text.starts_with("[“We will cut fares by a third,”]¹ said <Mayor Ana Ruiz>"), "{text}");
    assert!(!text.contains('\u{1b}'));
    assert!(text.contains("Proposals\n") && text.contains("1. "), "{text}");
    assert!(run_well(&["--color", "always"], ARTICLE).contains("\u{1b}["));
    assert!(run_well(&[], "").contains("No quotes"));
}

#[test]
fn a_web_annotation_has_all_that_the_model_asks_for() {
    let page: Value = serde_json::from_str(&run_well(&["--format", "w3c", "--source", "https://news.example/1"], ARTICLE)).unwrap();
    assert_eq!((&page["@context"], &page["type"]), (&"http://www.w3.org/ns/anno.jsonld".into(), &"AnnotationPage".into()));
    for annotation in page["items"].as_array().unwrap() {
        assert_eq!(annotation["type"], "Annotation");
        assert!(annotation["id"].as_str().unwrap().starts_with("urn:uuid:"));
        assert!(
            annotation["motivation"].is_string()
                && annotation["creator"]["name"].is_string()
                && annotation["generator"]["id"].is_string()
        );
        for target in annotation["target"].as_array().unwrap() {
            assert_eq!(target["source"], "https://news.example/1");
            let [quote, position] = [&target["selector"][0], &target["selector"][1]];
            let (start, end) = (position["start"].as_u64().unwrap(), position["end"].as_u64().unwrap());
            let at: String = ARTICLE.chars().skip(start as usize).take((end - start) as usize).collect();
            assert_eq!((&quote["type"], &quote["exact"]), (&"TextQuoteSelector".into(), &at.into()));
            let before: String = ARTICLE.chars().take(start as usize).collect();
            assert!(before.ends_with(quote["prefix"].as_str().unwrap()));
        }
    }
    let ids: std::collections::HashSet<_> = page["items"].as_array().unwrap().iter().map(|a| a["id"].as_str()).collect();
    assert!(ids.len() > 2 && ids.len() == page["items"].as_array().unwrap().len());
}

#[test]
fn an_id_comes_back_as_it_was_written() {
    let output = run(&["--format", "jsonl"], b"{\"id\": \"a\\ud83d\", \"text\": \"Fares rise.\"}\n");
    assert!(output.status.success() && stdout(&output).starts_with("{\"id\":\"a\\ud83d\","), "{}", stdout(&output));
}

#[test]
fn a_plan_is_counted_by_its_points() {
    let plan = ARTICLE.replace("two proposals", "a two-point plan");
    for format in ["text", "markdown", "html"] {
        assert!(run_well(&["--format", format], ARTICLE).contains("2 proposals announced, 2 found"), "{format}");
        assert!(run_well(&["--format", format], &plan).contains("2-point plan announced, 2 found"), "{format}");
    }
}

#[test]
fn exports_run_nothing_of_the_text() {
    let text = "“<img src=x onerror=alert(1)>,” said Ana Ruiz. “=cmd()|x,” said Ana Ruiz. \u{1b}[31m\n\n\
        According to @SUM Jones, <script>alert(1)</script> [x](javascript:alert(1)) will rise.\n";
    let html = run_well(&["--format", "html"], text);
    assert!(html.contains("&lt;img") && !html.contains("<img") && !html.contains("<script") && html.contains("default-src 'none'"));
    let markdown = run_well(&["--format", "markdown"], text);
    assert!(!markdown.replace("\\<", "").contains('<') && !markdown.replace("\\[", "").contains('['), "{markdown}");
    for cell in
        run_well(&["--format", "csv"], text).lines().skip(1).flat_map(|row| row.split(',').map(str::to_owned).collect::<Vec<_>>())
    {
        assert!(!cell.trim_matches('"').starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert!(!run_well(&[], text).contains('\u{1b}'));
}

#[test]
fn a_page_shows_the_whole_text() {
    let html = run_well(&["--format", "html"], ARTICLE);
    let body = html.split("<article dir=\"auto\">").nth(1).unwrap().split("</article>").next().unwrap();
    let mut inside = false;
    let text: String = body
        .chars()
        .filter(|c| {
            let tag = inside || *c == '<';
            inside = tag && *c != '>';
            !tag
        })
        .collect();
    assert_eq!(text, ARTICLE);
    assert!(html.contains("data-attribution=\"a1\"") && html.contains("href=\"#t1-a1\"") && html.contains("id=\"t1-a1\""));
}

#[test]
fn pages_and_markdown_are_read_for_their_text() {
    let page =
        file("page.html", format!("<!doctype html><title>x</title><nav>“No,” said Menu.</nav><article><p>{ARTICLE}</p></article>"));
    let result: Value = serde_json::from_str(&run_well(&["--format", "json", page.to_str().unwrap()], "")).unwrap();
    let text: Vec<char> = result["text"].as_str().unwrap().chars().collect();
    let span = &result["attributions"][0]["content"][0];
    let content: String = text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect();
    assert_eq!(content, "“We will cut fares by a third,”");
    assert!(!result["text"].as_str().unwrap().contains("Menu"));
    let markdown =
        run_well(&["--format", "json", "--input", "markdown"], "# Title\n\n**“Yes,”** said [Ana Ruiz](http://x.example).\n");
    assert_eq!(serde_json::from_str::<Value>(&markdown).unwrap()["text"], "Title\n\n“Yes,” said Ana Ruiz.");
}

#[test]
fn files_come_in_their_order_and_a_missing_one_fails_alone() {
    let (one, two) = (file("one.txt", "“Yes,” said Ana Ruiz."), file("two.txt", "“No,” said Tom Lee."));
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let output = run(&["--format", "json", one, "no/such.txt", two], b"");
    assert_eq!(output.status.code(), Some(1));
    let results: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files: Vec<_> = results.as_array().unwrap().iter().map(|result| result["file"].as_str().unwrap()).collect();
    assert_eq!(files, [one, two]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no/such.txt: "));
    let rows = run_well(&["--format", "csv", one, two], "");
    assert_eq!(rows.lines().count(), 3, "{rows}");
}

#[test]
fn a_speaker_and_a_threshold_narrow_the_result() {
    let count = |arguments: &[&str]| {
        let result: Value = serde_json::from_str(&run_well(arguments, ARTICLE)).unwrap();
        let names = result["speakers"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(count(&["--format", "json", "--speaker", "lee"]), ["Tom Lee"]);
    assert_eq!(count(&["--format", "json", "--speaker", "/^an+a/"]), ["Ana Ruiz"]);
    assert!(!count(&["--format", "json", "--min-confidence", "1"]).contains(&"Tom Lee".to_owned()));
}

#[test]
fn a_wrong_command_line_is_told_from_a_wrong_file() {
    assert_eq!(run(&["--format", "yaml"], b"").status.code(), Some(2));
    assert_eq!(run(&["--min-confidence", "2"], b"").status.code(), Some(2));
    assert_eq!(run(&["--speaker", "/(/"], b"").status.code(), Some(2));
    assert_eq!(run(&["no/such.txt"], b"").status.code(), Some(1));
}

#[test]
fn a_text_over_the_limit_says_so() {
    let output = run(&["--format", "json", "--max-size", "1"], &vec![b'x'; (1 << 20) + 1]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("too long: over 1 MiB"));
}

#[test]
fn bytes_that_are_no_text_are_told_and_replaced() {
    let output = run(&["--format", "json"], b"One\n\xFF\xFE\x00\x01 said \xC3");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard input:2: warning: not UTF-8"));
}

#[test]
fn shells_and_man_get_their_pages() {
    assert!(run_well(&["--completions", "bash"], "").contains("article-annotator"));
    assert!(run_well(&["--man"], "").contains(".TH article-annotator"));
    assert!(run_well(&["--help"], "").contains("Exit status:"));
}
