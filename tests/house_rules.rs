//! What the project promises its readers about its own files: short ones, sorted word lists, rooms that import one way.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of `src` in the order of the pipeline: each may import those before it, never those after it.
const ROOMS: &[&str] =
    &["span", "lexicon", "text", "quotes", "speakers", "tagger", "attribution", "proposals", "annotations", "wasm"];
const LONGEST_FILE: usize = 400;
/// Folders that hold what others wrote or what was built.
const NOT_OURS: &[&str] = &["pkg", "vendor", "node_modules", "target", "dist"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of ours under `folder` that end in one of `endings`, relative to the root, with their text.
fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut waiting = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            waiting.extend(entries.filter(|_| !NOT_OURS.contains(&name.as_str())));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push((path.strip_prefix(root()).unwrap().to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "no files in {folder}");
    found.sort();
    found
}

#[track_caller]
fn assert_none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n  {}", wrong.join("\n  "));
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let endings = [".rs", ".js", ".mjs", ".css", ".html", ".sh"];
    let all = ["src", "www", "tests", "xtask"].iter().flat_map(|folder| files(folder, &endings));
    let long = all.map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > LONGEST_FILE);
    let wrong: Vec<_> = long.map(|(path, lines)| format!("{}: {lines}", path.display())).collect();
    assert_none(&wrong, "at most 400 lines a file");
}

#[test]
fn word_lists_are_sorted_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for (path, text) in files("src/lexicon", &[".txt"]) {
        let entries: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        if !text.starts_with("# ") {
            wrong.push(format!("{}: no header", path.display()));
        }
        let strays = entries.iter().filter(|line| line.trim() != **line || line.is_empty() || line.contains("  "));
        wrong.extend(strays.map(|line| format!("{}: stray space in {line:?}", path.display())));
        let unsorted = entries.windows(2).filter(|pair| pair[0] >= pair[1]);
        wrong.extend(unsorted.map(|pair| format!("{}: {:?} before {:?}", path.display(), pair[0], pair[1])));
    }
    assert_none(&wrong, "one entry a line, sorted, each once, below a header");
}

#[test]
fn rooms_import_one_way() {
    let place = |room: &str| ROOMS.iter().position(|name| *name == room);
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        let room = path.components().nth(1).unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        let Some(here) = place(&room) else { continue };
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let imported =
                line.split("crate::").skip(1).map(|rest| rest.split(|c: char| c != '_' && !c.is_alphanumeric()).next().unwrap());
            let later = imported.filter(|name| place(name).is_some_and(|there| there > here));
            wrong.extend(later.map(|name| format!("{}: {room} imports {name}", path.display())));
        }
    }
    assert_none(&wrong, &format!("a room imports only rooms before it ({})", ROOMS.join(", ")));
}

#[test]
fn the_page_builds_its_elements_and_keeps_quiet() {
    let mut wrong = Vec::new();
    for (path, text) in files("www", &[".js"]) {
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "console.log", "debugger"] {
            if text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word)) {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert_none(&wrong, "text is set as text, and nothing is logged");
}
