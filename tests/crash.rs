//! A build that is killed leaves nothing half done, and the next one ends as if nothing had happened.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const ARTICLES: usize = 400;
const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];

/// Every file of a site, by its name, that a build writes.
type Files = BTreeMap<&'static str, Vec<u8>>;

fn write_articles(site: &Path, edition: usize) {
    for number in 0..ARTICLES {
        let folder = site.join(format!("posts-{edition}"));
        fs::create_dir_all(&folder).unwrap();
        let text = format!(
            "---\ntitle: Article {number}\ndate: 2025-{:02}-{:02}\n---\n\nWords of {number}, edition {}.\n",
            number / 28 % 12 + 1,
            number % 28 + 1,
            if number % 3 == 0 { edition } else { 0 }
        );
        fs::write(folder.join(format!("{number}.md")), text).unwrap();
    }
    if edition > 0 {
        fs::remove_dir_all(site.join(format!("posts-{}", edition - 1))).unwrap();
    }
}

fn build(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.current_dir(site).args(["--quiet", "--now", "2026-01-01T00:00:00Z"]);
    command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::null());
    command
}

fn files(site: &Path) -> Files {
    let feeds = FEEDS.into_iter().map(|feed| (feed, fs::read(site.join("public").join(feed)).unwrap_or_default()));
    feeds.chain([("feedwright.lock", fs::read(site.join("feedwright.lock")).unwrap_or_default())]).collect()
}

/// A random number below `limit`: xorshift, so that a failure can be repeated.
fn random(state: &mut u64, limit: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state % limit
}

#[test]
#[ignore = "it takes its time: FEEDWRIGHT_CRASHES says how often a build is killed"]
fn a_build_that_is_killed_leaves_the_old_files_or_the_new_ones() {
    let crashes: u32 = std::env::var("FEEDWRIGHT_CRASHES").unwrap().parse().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    let feeds = FEEDS.map(|feed| format!("[[feed]]\npath = \"{feed}\"\nlimit = 0\n")).concat();
    let config = format!("[site]\nurl = \"https://example.org/\"\n[build]\noutput = \"public\"\n{feeds}");
    fs::write(site.join("feedwright.toml"), config).unwrap();
    write_articles(site, 0);
    assert!(build(site).status().unwrap().success());
    let old = files(site);
    write_articles(site, 1);
    let start = Instant::now();
    assert!(build(site).status().unwrap().success());
    let whole = start.elapsed();
    let new = files(site);
    assert!(old.iter().all(|(name, bytes)| new[name] != *bytes), "every file changes");
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let mut outcomes: BTreeMap<usize, u32> = BTreeMap::new();
    for crash in 0..crashes {
        for (name, bytes) in &old {
            let path = if *name == "feedwright.lock" { site.join(name) } else { site.join("public").join(name) };
            fs::write(path, bytes).unwrap();
        }
        let mut child = build(site).spawn().unwrap();
        // Half of the instants are near the end, where files are written.
        let whole = u64::try_from(whole.as_micros()).unwrap();
        let (from, length) = if crash % 2 == 0 { (0, whole) } else { (whole * 3 / 5, whole / 2) };
        thread::sleep(Duration::from_micros(from + random(&mut state, length)));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = files(site);
        for (name, bytes) in &now {
            assert!(
                *bytes == old[name] || *bytes == new[name],
                "crash {crash}: {name} is neither the old nor the new one"
            );
        }
        let fresh = now.iter().filter(|(name, bytes)| **bytes == new[*name]).count();
        assert!(fresh == 0 || now["feedwright.lock"] == new["feedwright.lock"], "the lock file comes first");
        *outcomes.entry(fresh).or_default() += 1;
        assert!(build(site).status().unwrap().success());
        assert!(files(site) == new, "crash {crash}: the next build ends in other files");
    }
    let left = fs::read_dir(site.join("public")).unwrap().chain(fs::read_dir(site).unwrap());
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    eprintln!("files written before the end, and how often: {outcomes:?}; in the folders now: {left:?}");
    assert!(!left.iter().any(|name| name.ends_with(".tmp")), "{left:?}");
    assert!(outcomes.len() > 1, "builds were killed before and after files were written: {outcomes:?}");
}
