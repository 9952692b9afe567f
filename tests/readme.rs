//! The README is true: its commands do what it shows, and its configuration is one.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Commands that can't be run within the tests, since they run the tests or build the program: the gate runs them.
const RUN_BY_THE_GATE: &[&str] = &["cargo test", "cargo install --path .", "cargo run --example library"];

/// The article that stands in the folder where the README goes to.
const ARTICLE: &str = "date 2025-08-13 Home » News » A first article\n\n\
                       Its first paragraph becomes the summary, and all of it the content.\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The README's fenced blocks: their language and their lines.
fn blocks() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let mut blocks = Vec::new();
    let mut open: Option<(String, Vec<String>)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => open = Some((language.to_owned(), Vec::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, lines))) => lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    assert!(blocks.len() > 6);
    blocks
}

/// Commands with what the README shows of their output.
fn commands() -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for (_, lines) in blocks().into_iter().filter(|(language, _)| language == "console") {
        for line in lines {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push((command.to_owned(), String::new())),
                (None, Some((_, output))) => output.push_str(&format!("{line}\n")),
                (None, None) => panic!("output without a command: {line}"),
            }
        }
    }
    commands
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name()))).unwrap();
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

fn run(folder: &Path, arguments: &[String]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .env("TZ", "UTC")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap() + std::str::from_utf8(&output.stderr).unwrap()
}

/// Does what the README asks its reader to do.
fn write_into(article: &Path) {
    let text = fs::read_to_string(article).unwrap();
    fs::write(article, text + "Two books and a long letter.\n").unwrap();
}

/// The words of a command line; quotes keep words together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn every_command_does_what_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let (clone, blog) = (folder.path().join("clone"), folder.path().join("blog"));
    copy(&root().join("content"), &clone.join("content"));
    fs::create_dir(&blog).unwrap();
    fs::write(blog.join("first.txt"), ARTICLE).unwrap();
    let gate = fs::read_to_string(root().join(".ci/run")).unwrap();
    let mut ran = 0;
    for (command, shown) in commands() {
        let words = words(&command);
        let output = match words[0].as_str() {
            "feedwright" => {
                let output = run(&blog, &words[1..]);
                if words.get(1).is_some_and(|word| word == "new") {
                    write_into(&blog.join(output.trim()));
                }
                output
            }
            _ if command == "cargo run --release" => run(&clone, &[]),
            _ => {
                assert!(RUN_BY_THE_GATE.contains(&command.as_str()), "nobody runs `{command}`");
                assert!(gate.lines().any(|line| line.starts_with(&command)), "the gate does not run `{command}`");
                continue;
            }
        };
        ran += 1;
        // The present is the test's own; the README shows what a reader's clock gives.
        let output: String = output
            .lines()
            .filter(|line| !line.contains("the present is"))
            .fold(String::new(), |all, line| all + line + "\n");
        if shown != "...\n" {
            assert_eq!(output, shown, "`{command}`");
        }
    }
    assert!(ran >= 6, "only {ran} commands were run");
}

#[test]
fn the_configuration_is_one() {
    let examples: Vec<_> = blocks().into_iter().filter(|(language, _)| language == "toml").collect();
    assert!(!examples.is_empty());
    for (_, lines) in examples {
        feedwright::config::parse(&lines.join("\n")).unwrap();
    }
}

#[test]
fn the_front_matter_is_understood() {
    use feedwright::article::{Markup, metadata};
    let examples: Vec<_> = blocks().into_iter().filter(|(language, _)| language == "yaml").collect();
    assert!(!examples.is_empty());
    for (_, lines) in examples {
        let text = lines.join("\n") + "\nText.\n";
        let (article, found) = metadata("x.md", Markup::Markdown, &text, &feedwright::date::Context::default());
        assert!(found.is_empty(), "{found:?}");
        let told =
            [article.title.is_some(), article.date.is_some(), article.updated.is_some(), article.summary.is_some()];
        assert_eq!(told, [true; 4]);
        let more = [article.language.is_some(), article.image.is_some(), article.slug.is_some(), article.url.is_some()];
        assert_eq!(more, [true; 4]);
        let rest = [
            article.id.is_some(),
            article.external_url.is_some(),
            article.comments.is_some(),
            article.rights.is_some(),
        ];
        assert_eq!(rest, [true; 4]);
        let last =
            [article.draft.is_some(), article.expires.is_some(), article.hidden.is_some(), article.release.is_some()];
        assert_eq!(last, [true; 4]);
        assert_eq!((article.authors.len(), article.categories.len(), article.attachments.len()), (1, 2, 1));
    }
}
