//! `feedwright watch` sees every way to save, and tells one line of each build.

#![cfg(all(unix, feature = "watch"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Far longer than any build takes, on any machine.
const LIMIT: Duration = Duration::from_secs(60);
/// How long it has to be quiet to say that nothing was built.
const SILENCE: Duration = Duration::from_millis(700);

const CONFIG: &str = "\
[site]
url = \"https://example.org/\"
[build]
output = \"public\"
[page]
path = false
opml = false
style = false
";

/// The program on a site, and the lines that it tells.
struct Watched {
    site: tempfile::TempDir,
    child: Child,
    lines: Receiver<String>,
}

fn article(title: &str, words: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-08-13\n---\n\n{words}\n")
}

impl Watched {
    fn start(options: &[&str]) -> Watched {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join("feedwright.toml"), CONFIG).unwrap();
        fs::write(site.path().join("one.md"), article("One", "Words.")).unwrap();
        fs::write(site.path().join("two.md"), article("Two", "Words.").replace("---\n\n", "image: two.png\n---\n\n"))
            .unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        command
            .current_dir(site.path())
            .arg("watch")
            .args(options)
            .env("NO_COLOR", "1")
            .env_remove("SOURCE_DATE_EPOCH");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stderr = child.stderr.take().unwrap();
        let (send, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        let watched = Watched { site, child, lines };
        watched.wait_for("Watching");
        watched
    }

    fn path(&self, name: &str) -> PathBuf {
        self.site.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Waits for a line that holds these words.
    #[track_caller]
    fn wait_for(&self, words: &str) -> String {
        let start = Instant::now();
        let mut before = Vec::new();
        while start.elapsed() < LIMIT {
            match self.lines.recv_timeout(LIMIT) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => before.push(line),
                Err(_) => break,
            }
        }
        panic!("nothing was told with `{words}`, only {before:#?}");
    }

    /// Waits for one build of these changes, and no other. Its line comes back without the time.
    #[track_caller]
    fn rebuilt(&self, changes: &str) -> String {
        let line = self.next();
        let (time, rest) = line.split_at(9);
        assert!(time.len() == 9 && time.as_bytes()[2] == b':', "{line}");
        let rest = rest.strip_prefix(changes).unwrap_or_else(|| panic!("not `{changes}`: {line}"));
        rest.strip_prefix(": ").unwrap_or_else(|| panic!("not `{changes}`: {line}")).to_owned()
    }

    /// As [`Watched::rebuilt`], and what is told of it starts with these words.
    #[track_caller]
    fn rebuilt_with(&self, changes: &str, told: &str) {
        let line = self.rebuilt(changes);
        assert!(line.starts_with(told), "{changes}: {line}");
    }

    #[track_caller]
    fn next(&self) -> String {
        self.lines.recv_timeout(LIMIT).expect("a line is told")
    }

    #[track_caller]
    fn is_silent(&self) {
        assert_eq!(self.lines.recv_timeout(SILENCE), Err(RecvTimeoutError::Timeout));
    }

    #[track_caller]
    fn feed_has(&self, words: &str, expected: bool) {
        for feed in ["feed.xml", "atom.xml", "feed.json"] {
            let text = self.read(&format!("public/{feed}"));
            assert_eq!(text.contains(words), expected, "{feed}: {words}");
        }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    fn end(mut self) {
        self.signal("INT");
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        let left = self.lines.iter().collect::<Vec<_>>();
        assert!(left.is_empty(), "{left:#?}");
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const WROTE: &str = "wrote feed.xml, atom.xml and feed.json";

fn saves(watched: &Watched) {
    // In place.
    watched.write("one.md", &article("One", "Saved in place."));
    watched.rebuilt_with("one.md", WROTE);
    watched.feed_has("Saved in place.", true);
    // Another file is written and gets the name.
    watched.write(".one.md.tmp", &article("One", "Saved beside."));
    watched.rename(".one.md.tmp", "one.md");
    watched.rebuilt_with("one.md", WROTE);
    watched.feed_has("Saved beside.", true);
    // The old one gets another name first, as Vim does it; it tries whether it may write there, too.
    watched.write("4913", "");
    fs::remove_file(watched.path("4913")).unwrap();
    watched.rename("one.md", "one.md~");
    watched.write("one.md", &article("One", "Saved anew."));
    fs::remove_file(watched.path("one.md~")).unwrap();
    watched.rebuilt_with("one.md", WROTE);
    watched.feed_has("Saved anew.", true);
    // What leaves every feed as it is.
    watched.write("one.md", &watched.read("one.md"));
    watched.rebuilt_with("one.md", "nothing to write");
}

fn comings_and_goings(watched: &Watched) {
    watched.write("three.md", &article("Three", "A third one."));
    watched.rebuilt_with("three.md added", WROTE);
    watched.feed_has("A third one.", true);
    fs::create_dir_all(watched.path("new/deep")).unwrap();
    watched.write("new/deep/four.md", &article("Four", "A fourth one."));
    watched.rebuilt_with("new/deep/four.md added", WROTE);
    watched.rename("new", "old");
    watched.rebuilt("old/deep/four.md added, new/deep/four.md removed");
    watched.feed_has("A fourth one.", true);
    watched.write("old/deep/four.md", &article("Four", "Still seen after the move."));
    watched.rebuilt_with("old/deep/four.md", WROTE);
    fs::remove_dir_all(watched.path("old")).unwrap();
    watched.rebuilt_with("old/deep/four.md removed", WROTE);
    fs::remove_file(watched.path("three.md")).unwrap();
    watched.rebuilt_with("three.md removed", WROTE);
    watched.feed_has("A third one.", false);
}

fn mistakes(watched: &Watched) {
    let config = watched.read("feedwright.toml");
    watched.write("one.md", "---\ntitle: One\ndate: 2025-13-45\n---\n\nWords.\n");
    assert!(watched.rebuilt("one.md").contains("1 error"));
    watched.wait_for("one.md:3:12");
    watched.write("one.md", &article("One", "Mended."));
    watched.wait_for(" one.md: wrote");
    watched.feed_has("Mended.", true);
    watched.write("feedwright.toml", "[site\n");
    watched.rebuilt_with("feedwright.toml", "nothing was done");
    watched.wait_for("so nothing was done");
    watched.write("feedwright.toml", &config.replace("[site]\n", "[site]\ntitle = \"Another title\"\n"));
    watched.rebuilt_with("feedwright.toml", WROTE);
    watched.feed_has("Another title", true);
}

#[test]
#[ignore = "it waits for what the system tells, and for silence"]
fn whatever_changes_is_built_once() {
    let watched = Watched::start(&[]);
    saves(&watched);
    comings_and_goings(&watched);
    // A file that an article names, and one that none does.
    watched.write("two.png", "\u{89}PNG");
    watched.rebuilt("two.png added");
    watched.write("two.png", "\u{89}PNG, another");
    watched.rebuilt("two.png");
    fs::remove_file(watched.path("two.png")).unwrap();
    watched.rebuilt("two.png removed");
    watched.write("other.png", "");
    watched.is_silent();
    watched.write("public/stray.md", "not an article");
    watched.is_silent();
    // Many at once.
    fs::create_dir(watched.path(".many")).unwrap();
    for number in 0..50 {
        watched.write(&format!(".many/{number:02}.md"), &article(&format!("Many {number}"), "Many."));
    }
    watched.is_silent();
    watched.rename(".many", "many");
    watched.rebuilt_with("many/00.md, many/01.md, many/02.md and 47 more files added", WROTE);
    watched.rename("many", ".many");
    watched.rebuilt_with("many/00.md, many/01.md, many/02.md and 47 more files removed", WROTE);
    mistakes(&watched);
    watched.is_silent();
    watched.end();
}

#[test]
#[ignore = "it waits until a second has passed"]
fn an_article_that_waits_comes_by_itself() {
    let watched = Watched::start(&[]);
    let output = Command::new("date").args(["-u", "-d", "+3 seconds", "+%Y-%m-%dT%H:%M:%SZ"]).output().unwrap();
    let soon = String::from_utf8(output.stdout).unwrap();
    watched.write("soon.md", &article("Soon", "Now it is there.").replace("2025-08-13", soon.trim()));
    watched.rebuilt_with("soon.md added", "nothing to write");
    watched.feed_has("Now it is there.", false);
    watched.rebuilt("soon.md has waited for this instant");
    watched.feed_has("Now it is there.", true);
    watched.end();
}

#[test]
#[ignore = "it waits for what is looked at again and again"]
fn looking_again_and_again_sees_the_same() {
    let watched = Watched::start(&["--poll"]);
    watched.write("one.md", &article("One", "Saved in place."));
    watched.rebuilt_with("one.md", WROTE);
    watched.write("three.md", &article("Three", "A third one."));
    watched.rebuilt_with("three.md added", WROTE);
    fs::remove_file(watched.path("three.md")).unwrap();
    watched.rebuilt_with("three.md removed", WROTE);
    watched.is_silent();
    watched.end();
}

#[test]
#[ignore = "it starts the program and waits for it"]
fn a_site_that_is_broken_at_first_is_watched_until_it_is_mended() {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("feedwright.toml"), "[site\n").unwrap();
    fs::write(site.path().join("one.md"), article("One", "Words.")).unwrap();
    let mended = |folder: &Path| fs::read_to_string(folder.join("public/feed.xml")).is_ok();
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.current_dir(site.path()).args(["watch", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || serde_json::from_str::<serde_json::Value>(&lines.next().unwrap().unwrap()).unwrap();
    let first = next();
    assert_eq!((&first["failure"]["kind"], &first["changed"]), (&"config".into(), &serde_json::json!([])));
    assert!(!mended(site.path()));
    fs::write(site.path().join("feedwright.toml"), CONFIG).unwrap();
    let second = next();
    assert_eq!((&second["published"], &second["changed"]), (&1.into(), &serde_json::json!(["feedwright.toml"])));
    assert!(mended(site.path()) && second["timings"]["total"].as_f64().is_some());
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
