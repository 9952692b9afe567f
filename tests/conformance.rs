//! Feeds of ours, right and wrong, by specification and section: each says in its name what is to be found in it.
//!
//! A fixture stands in `tests/conformance/<specification>/<section>/`. One whose name begins with `valid` must have no
//! finding at all, not even a note. Any other is called after a rule, `<rule>.<ext>` or `<rule>--<detail>.<ext>`: every
//! finding must be that rule's, and there must be one. The specification `profiles` holds a folder for each profile, by
//! which the fixtures in its sections are judged.
//!
//! A file `circumstances.txt` says what is known of the fixtures beside it: lines `now: 2025-08-13T10:00:00Z` and
//! `location: https://carnet.example/feed.json`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use feedwright::check::{self, Circumstances, Profile};
use feedwright::date;

const CIRCUMSTANCES: &str = "circumstances.txt";

/// What the fixtures said, and what is wrong with them.
#[derive(Default)]
struct Outcome {
    valid: usize,
    invalid: usize,
    rules: BTreeSet<&'static str>,
    faults: Vec<String>,
}

/// What a fixture's name says of it.
enum Expected {
    Nothing,
    Only(&'static str),
}

#[test]
fn fixtures_are_judged_as_their_names_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut outcome = Outcome::default();
    visit(&root, &root, &mut outcome);
    println!("{} valid, {} invalid fixtures of {} rules", outcome.valid, outcome.invalid, outcome.rules.len());
    assert!(outcome.faults.is_empty(), "{} faults:\n{}", outcome.faults.len(), outcome.faults.join("\n"));
    assert!(outcome.valid > 0 && outcome.invalid > 0, "there are fixtures of both kinds");
}

/// Looks at a folder and those in it, in the order of their names.
fn visit(root: &Path, folder: &Path, outcome: &mut Outcome) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let within = folder.strip_prefix(root).unwrap();
    if !paths.iter().any(|path| path.is_dir() || !path.ends_with(CIRCUMSTANCES)) {
        outcome.faults.push(format!("{}: there is no fixture in it", within.display()));
    }
    let circumstances = circumstances(folder, outcome);
    for path in paths {
        if path.is_dir() {
            visit(root, &path, outcome);
        } else if !path.ends_with(CIRCUMSTANCES) {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            match judge(&path, within, &circumstances, outcome) {
                Ok(()) => {}
                Err(fault) => outcome.faults.push(format!("{name}: {fault}")),
            }
        }
    }
}

fn judge(path: &Path, within: &Path, circumstances: &Circumstances, outcome: &mut Outcome) -> Result<(), String> {
    let folders: Vec<&str> = within.iter().map(|part| part.to_str().unwrap()).collect();
    let depth = if folders.first() == Some(&"profiles") { 3 } else { 2 };
    if folders.len() != depth {
        return Err("it does not stand in a section of a specification".to_owned());
    }
    let expected = expected(path.file_name().unwrap().to_str().unwrap())?;
    let mut circumstances = circumstances.clone();
    if depth == 3 {
        let profile = Profile::named(folders[1]).ok_or_else(|| format!("there is no profile `{}`", folders[1]))?;
        circumstances.profiles.push(profile);
    }
    let judgement = check::check_in(&fs::read(path).unwrap(), &circumstances);
    let found: Vec<String> = judgement
        .findings
        .iter()
        .map(|found| format!("\n    {} ({}): {}", found.rule.name, found.level, found.message))
        .collect();
    let others = |rule: &str| judgement.findings.iter().any(|found| found.rule.name != rule);
    match expected {
        Expected::Nothing => {
            outcome.valid += 1;
            if found.is_empty() { Ok(()) } else { Err(format!("nothing is to be found, but:{}", found.concat())) }
        }
        Expected::Only(rule) => {
            outcome.invalid += 1;
            outcome.rules.insert(rule);
            match found.len() {
                0 => Err(format!("nothing is found, not even `{rule}`")),
                _ if others(rule) => Err(format!("nothing but `{rule}` is to be found:{}", found.concat())),
                _ => Ok(()),
            }
        }
    }
}

/// What a file's name says: `valid…`, or a rule's name and perhaps a detail.
fn expected(name: &str) -> Result<Expected, String> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if !matches!(extension, "xml" | "json" | "opml") {
        return Err("its name ends neither in `.xml` nor in `.json` nor in `.opml`".to_owned());
    }
    let is_word = |part: &str| {
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !part.is_empty() && part.chars().all(is_part) && !part.starts_with('-') && !part.ends_with('-')
    };
    let (rule, detail) = stem.split_once("--").map_or((stem, None), |(rule, detail)| (rule, Some(detail)));
    if !is_word(rule) || detail.is_some_and(|detail| !is_word(detail) || detail.contains("--")) {
        return Err("its name is not of the form `<rule>--<detail>`, in small letters, digits and hyphens".to_owned());
    }
    if rule == "valid" || rule.starts_with("valid-") {
        return Ok(Expected::Nothing);
    }
    match check::rule(rule) {
        Some(rule) => Ok(Expected::Only(rule.name)),
        None => {
            let near = check::nearest_rule(rule).map(|near| format!("; there is `{}`", near.name)).unwrap_or_default();
            Err(format!("there is no rule `{rule}`{near}"))
        }
    }
}

/// What a folder says of its fixtures.
fn circumstances(folder: &Path, outcome: &mut Outcome) -> Circumstances {
    let path = folder.join(CIRCUMSTANCES);
    let mut circumstances = Circumstances::default();
    if !path.exists() {
        return circumstances;
    }
    for line in fs::read_to_string(&path).unwrap().lines() {
        match line.split_once(": ") {
            Some(("now", value)) => {
                circumstances.now = date::parse(value, &date::Context::default()).ok().map(|read| read.at);
                if circumstances.now.is_some() {
                    continue;
                }
            }
            Some(("location", value)) => {
                circumstances.location = Some(value.to_owned());
                continue;
            }
            _ => {}
        }
        outcome.faults.push(format!("{}: `{line}` says nothing", path.display()));
    }
    circumstances
}
