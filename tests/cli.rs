//! The command line, as its users see it.
//!
//! Each page of `tests/cli` holds commands and what they print; `X.in` is the folder that they run in. After a change
//! that is meant, `TRYCMD=overwrite cargo test --test cli` writes the pages anew: read the difference.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn pages_show_what_commands_print() {
    let cases = trycmd::TestCases::new();
    cases.env("NO_COLOR", "1").env("TZ", "Europe/Paris").env("COLUMNS", "80").case("tests/cli/*.md");
    if !feedwright::fetch::IS_AVAILABLE {
        cases.skip("tests/cli/addresses.md");
    }
}

fn feedwright(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH"] {
        command.env_remove(variable);
    }
    command
}

/// A site of one article whose date is that of its file.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let config = "[site]\nurl = \"https://example.org/\"\n\n[build]\nundated = \"modified\"\noutput = \"public\"\n";
    fs::write(folder.path().join("feedwright.toml"), config).expect("a file can be written");
    fs::write(folder.path().join("one.md"), "# One\n\nSome words.\n").expect("a file can be written");
    folder
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let site = site();
    for arguments in [["completions", "bash"], ["--format", "json"], ["explain", "one.md"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = feedwright(site.path(), &arguments).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{arguments:?}");
    }
}

/// A feed with a control character and line ends of two, and the same without the character.
const BROKEN: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<opml version=\"2.0\">\r\n<head><title>A\u{1b}[2J&B</title></head>\r\n<body><outline text=\"a\"/></body></opml>";
const WHOLE: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<opml version=\"2.0\">\r\n<head><title>A[2J&amp;B</title></head>\r\n<body><outline text=\"a\"/></body></opml>";

#[test]
fn what_comes_in_goes_out_mended_and_the_difference_is_shown_beside_it() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    std::io::Write::write_all(&mut writer, BROKEN.as_bytes()).unwrap();
    drop(writer);
    let output = feedwright(Path::new("."), &["check", "--fix", "-"]).stdin(reader).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stdout.clone()).unwrap()), (Some(0), WHOLE.to_owned()));
    assert!(stderr(&output).contains("+<head><title>A[2J&amp;B</title></head>"), "{}", stderr(&output));
}

#[test]
fn a_difference_that_nobody_sees_is_exact_and_one_that_somebody_sees_steers_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.opml"), BROKEN).unwrap();
    let dry = ["check", "--fix", "--dry-run", "a.opml"];
    let exact = feedwright(folder.path(), &dry).output().unwrap();
    assert!(exact.stdout.windows(6).any(|window| window == b"A\x1b[2J&"), "{:?}", exact.stdout);
    let seen = feedwright(folder.path(), &[&dry[..], &["--color", "always"]].concat()).output().unwrap();
    assert!(!seen.stdout.windows(4).any(|window| window == b"\x1b[2J"), "{:?}", seen.stdout);
    assert_eq!(fs::read_to_string(folder.path().join("a.opml")).unwrap(), BROKEN);
    let written = feedwright(folder.path(), &["check", "--fix", "-q", "."]).output().unwrap();
    assert_eq!((written.status.code(), stderr(&written)), (Some(0), String::new()));
    assert_eq!(fs::read_to_string(folder.path().join("a.opml")).unwrap(), WHOLE);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_not_to_be_written_is_an_error_and_stays() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.opml");
    fs::write(&file, BROKEN).unwrap();
    fs::set_permissions(&file, PermissionsExt::from_mode(0o444)).unwrap();
    let output = feedwright(folder.path(), &["check", "--fix", "a.opml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("can't write `a.opml`: permission denied"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&file).unwrap(), BROKEN);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let site = site();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = feedwright(site.path(), &["--format", "json"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("can't write to standard output: no space left on device"), "{}", stderr(&output));
}

#[test]
fn every_rule_is_listed_once_with_its_area_and_level() {
    let output = feedwright(Path::new("."), &["explain", "--all"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert!(text.contains("\nJSON Feed\n") && text.contains("\nOPML\n"), "{text}");
    for rule in feedwright::check::rules() {
        let lines = text.lines().filter(|line| line.split_whitespace().next() == Some(rule.name));
        let levels: Vec<_> = lines.map(|line| line.split_whitespace().nth(1).unwrap().to_owned()).collect();
        assert_eq!(levels, [rule.level.to_string()], "{}", rule.name);
    }
}

#[test]
fn a_rule_is_explained_by_its_page_where_no_terminal_shows_it() {
    let rule = feedwright::check::rule("json-key-repeated").unwrap();
    let explain = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["explain", rule.name].iter().chain(arguments).copied().collect();
        String::from_utf8(feedwright(Path::new("."), &arguments).output().unwrap().stdout).unwrap()
    };
    assert_eq!(explain(&[]), rule.page);
    let told: serde_json::Value = serde_json::from_str(&explain(&["--format", "json"])).unwrap();
    assert_eq!((&told["rule"], &told["level"], &told["area"]), (&rule.name.into(), &"error".into(), &"json".into()));
    assert_eq!((&told["summary"], &told["page"]), (&"A key stands twice in the same object".into(), &rule.page.into()));
}

#[test]
fn a_file_is_no_rule_even_if_it_is_called_like_one() {
    let site = site();
    fs::write(site.path().join("json-key-repeated"), "words").unwrap();
    let output = feedwright(site.path(), &["explain", "json-key-repeated"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`json-key-repeated` is no article"), "{}", stderr(&output));
}

#[test]
fn standard_input_is_judged() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("feed.json"), "{\"version\": \"x\", \"items\": []").unwrap();
    let feed = fs::File::open(folder.path().join("feed.json")).unwrap();
    let output = feedwright(folder.path(), &["check", "-"]).stdin(feed).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("--> stdin:1:13") && text.contains("Judged stdin (JSON Feed): 2 errors"), "{text}");
}

#[test]
fn the_time_of_each_stage_is_told_and_adds_up() {
    let site = site();
    let output = feedwright(site.path(), &["build", "--timings", "--format", "json"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let timings = report["timings"].as_object().unwrap();
    let names = ["open", "walk", "survey", "ledger", "select", "compose", "render", "check", "pages", "write", "total"];
    assert_eq!(timings.keys().collect::<Vec<_>>(), names);
    let spent: f64 = names[..10].iter().map(|name| timings[*name].as_f64().unwrap()).sum();
    assert!((spent - timings["total"].as_f64().unwrap()).abs() < 0.02, "{timings:?}");
    assert!(spent > 0.0 && stderr(&output).is_empty(), "{timings:?}");
    assert!(
        String::from_utf8_lossy(&feedwright(site.path(), &["--format", "json"]).output().unwrap().stdout)
            .find("timings")
            .is_none()
    );
}

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = feedwright(Path::new("."), &["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("explain") && script.contains("strict"), "{shell}");
    }
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    let site = site();
    let is_coloured = |arguments: &[&str], variable: &str| {
        let output = feedwright(site.path(), arguments).env(variable, "1").output().unwrap();
        stderr(&output).contains('\u{1b}')
    };
    assert!(!is_coloured(&[], "UNRELATED"));
    assert!(is_coloured(&["--color", "always"], "NO_COLOR"));
    assert!(is_coloured(&[], "CLICOLOR_FORCE"));
    assert!(!is_coloured(&["--color", "never"], "CLICOLOR_FORCE"));
    assert!(is_coloured(&["--color=always", "bild"], "UNRELATED"));
}

#[test]
fn the_present_can_be_given() {
    let site = site();
    let output = feedwright(site.path(), &[]).env("SOURCE_DATE_EPOCH", "1").output().unwrap();
    let text = stderr(&output);
    assert!(text.contains("waiting  one.md"), "{text}");
    assert!(text.contains("the present is 1970-01-01 00:00 UTC, as SOURCE_DATE_EPOCH says"), "{text}");
    let output = feedwright(site.path(), &[]).env("SOURCE_DATE_EPOCH", "soon").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_git_tells_its_hooks_does_not_lead_astray() {
    let site = site();
    let git = |arguments: &[&str]| {
        let name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let status = Command::new("git").current_dir(site.path()).args(name).args(arguments).output().unwrap().status;
        assert!(status.success(), "{arguments:?}");
    };
    let config = fs::read_to_string(site.path().join("feedwright.toml")).unwrap().replace("modified", "git");
    fs::write(site.path().join("feedwright.toml"), config).unwrap();
    git(&["init", "-q"]);
    git(&["add", "one.md"]);
    git(&["commit", "-q", "-m", "one"]);
    // As a hook of the repository that was pushed to has it, when it builds what was checked out elsewhere.
    let output = feedwright(site.path(), &[]).env("GIT_DIR", ".").output().unwrap();
    assert!(output.status.success() && stderr(&output).contains("1 published"), "{}", stderr(&output));
}

#[test]
fn a_site_above_is_found_for_explain_and_named_otherwise() {
    let site = site();
    fs::create_dir_all(site.path().join("a/b")).unwrap();
    fs::write(site.path().join("a/b/two.md"), "# Two\n\nMore words.\n").unwrap();
    let below = site.path().join("a/b");
    let output = feedwright(&below, &["explain", "two.md", "--now", "9999-01-01T00:00:00Z"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("two.md: published in ../../public/feed.xml"), "{text}");
    let output = feedwright(&below, &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`--site ../..`"), "{}", stderr(&output));
}

#[test]
fn a_new_site_is_made_where_the_articles_are() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("README.md"), "How this is made.\n").unwrap();
    fs::write(folder.path().join("content/2025-08-13-one.md"), "# One\n\nSome words.\n").unwrap();
    let output = feedwright(folder.path(), &["init", "--url", "https://example.org/"]).output().unwrap();
    assert!(stderr(&output).starts_with("Wrote content/feedwright.toml: 1 article"), "{}", stderr(&output));
    assert!(output.status.success() && folder.path().join("content/feedwright.toml").is_file());
    let output = feedwright(folder.path(), &["new", "Two"]).output().unwrap();
    let path = String::from_utf8(output.stdout).unwrap();
    assert!(path.starts_with("content/") && path.ends_with("-two.md\n"), "{path}");
    assert!(folder.path().join(path.trim_end()).is_file());
}

#[test]
fn a_feed_that_can_not_be_written_is_named() {
    let site = site();
    fs::create_dir_all(site.path().join("public/atom.xml")).unwrap();
    let output = feedwright(site.path(), &["--now", "9999-01-01T00:00:00Z"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("can't write `public/atom.xml`: is a directory"), "{}", stderr(&output));
}
