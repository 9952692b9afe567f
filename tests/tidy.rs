//! Rules about the code itself, which no compiler checks.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may use whom: a module, and the modules of ours that its code may name. `cli` may name everything.
const IMPORTS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("nearest", &[]),
    ("parallel", &[]),
    ("stable_hash", &[]),
    ("date", &["nearest"]),
    ("model", &["bytes", "date"]),
    ("output", &["date"]),
    ("permalink", &["date", "nearest"]),
    ("config", &["date", "diagnostic", "model", "nearest", "output", "permalink"]),
    ("source", &["output", "parallel", "stamp"]),
    ("stamp", &[]),
    ("cache", &[]),
    ("sink", &["date", "output", "stamp"]),
    ("html", &["bytes", "model"]),
    ("media", &["model", "source"]),
    ("article", &["bytes", "date", "diagnostic", "html", "media", "model", "nearest", "permalink"]),
    (
        "entry",
        &["article", "config", "date", "diagnostic", "fingerprint", "html", "media", "model", "permalink", "source"],
    ),
    ("stable_hash", &[]),
    ("bytes", &[]),
    ("fingerprint", &["article", "bytes", "html", "model", "stable_hash"]),
    ("ledger", &["article", "date", "diagnostic", "parallel", "stable_hash"]),
    ("check", &["date", "diagnostic", "nearest"]),
    ("subscriber", &["check", "date", "diagnostic", "html", "model", "output", "stable_hash"]),
    ("fetch", &[]),
    ("select", &["model"]),
    ("namespace", &["date", "model"]),
    ("render", &["date", "html", "model", "namespace", "output"]),
    (
        "pipeline",
        &[
            "article",
            "cache",
            "check",
            "config",
            "date",
            "diagnostic",
            "entry",
            "fingerprint",
            "html",
            "ledger",
            "media",
            "model",
            "nearest",
            "output",
            "parallel",
            "permalink",
            "render",
            "select",
            "sink",
            "source",
            "stable_hash",
            "stamp",
            "subscriber",
        ],
    ),
    ("main", &["cli"]),
];

/// What only some modules may name.
const RESERVED: &[(&str, &[&str])] = &[
    ("rss::", &["render"]),
    ("atom_syndication::", &["render"]),
    ("std::fs", &["source", "sink", "stamp", "config", "cli"]),
    ("std::env", &["cli"]),
    ("std::process", &["cli", "source", "main"]),
    ("Utc::now", &["cli"]),
    ("Local::now", &["cli"]),
    ("SystemTime::now", &["cli"]),
    // A time limit needs a clock.
    ("Instant::now", &["cli", "fetch"]),
    ("ureq::", &["fetch"]),
    ("rustls::", &["fetch"]),
    ("rustls_native_certs::", &["fetch"]),
    ("flate2::", &["fetch"]),
    ("rustix::", &["cli", "sink", "source"]),
    ("ctrlc::", &["cli"]),
    ("println!", &["cli"]),
];

const FUNCTION_LINES_MAX: usize = 70;

struct Source {
    path: String,
    /// The first part of the path: the module that the file belongs to.
    module: String,
    /// The code, without what only tests see.
    code: String,
}

/// Files that only tests see.
fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.ends_with("check/pages.rs")
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test(&path) {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                let module = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
                sources.push(Source { path: name, module, code });
            }
        }
    }
    assert!(sources.len() > 50, "the walk found the sources");
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// Lines of code: without comments.
fn code_lines(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim().starts_with("//"))
}

/// The names behind `crate::` in a line, those in braces too.
fn named(line: &str) -> Vec<&str> {
    let word = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    line.match_indices("crate::").map(|(at, found)| &line[at + found.len()..]).map(|rest| &rest[..word(rest)]).collect()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !matches!(source.module.as_str(), "cli" | "lib")) {
        let allowed = table.get(source.module.as_str()).unwrap_or_else(|| panic!("{} is in no row", source.module));
        for (number, line) in code_lines(&source.code) {
            if line.contains("crate::{") {
                faults.push(format!("{}:{number}: one `use` a module, please", source.path));
            }
            let wrong = named(line).into_iter().filter(|name| *name != source.module && !allowed.contains(name));
            faults.extend(wrong.map(|name| format!("{}:{number}: it may not use `{name}`", source.path)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether a word begins a path here: `eprintln!` ends in `println!`, and `crate::check::rss::` is another `rss::`.
fn begins_path(before: &str, module: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let follows_name = before.strip_suffix("::").is_some_and(|path| path.ends_with(is_part));
    // The checker has modules named as crates are; it would name the crate with `use` or from the root.
    let is_own = module == "check" && !before.ends_with("::") && !before.trim_start().ends_with("use ");
    !before.ends_with(is_part) && !follows_name && !is_own
}

#[test]
fn the_world_is_touched_at_the_rim_only() {
    let mut faults = Vec::new();
    for source in sources() {
        for (number, line) in code_lines(&source.code) {
            for (word, allowed) in RESERVED {
                let uses = line.match_indices(word).any(|(at, _)| begins_path(&line[..at], &source.module));
                if uses && !allowed.contains(&source.module.as_str()) {
                    faults.push(format!("{}:{number}: only {allowed:?} may use `{word}`", source.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn functions_fit_a_screen() {
    let mut faults = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.code.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let words: Vec<&str> = line.split_whitespace().take(5).collect();
            let is_function = words.contains(&"fn") && !line.trim_start().starts_with("//") && !line.ends_with(';');
            if !is_function {
                continue;
            }
            let closing = format!("{}}}", " ".repeat(indent));
            let length = lines[start..].iter().position(|line| *line == closing).map_or(1, |length| length + 1);
            if length > FUNCTION_LINES_MAX {
                faults.push(format!("{}:{}: {length} lines", source.path, start + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_module_is_on_the_map() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let (prose, code) = map.split_once("\npub mod ").expect("the map comes first");
    for module in format!("pub mod {code}").lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let module = module.trim_end_matches(';');
        assert!(prose.contains(&format!("[`{module}`]")), "`{module}` is not on the map in src/lib.rs");
    }
}
