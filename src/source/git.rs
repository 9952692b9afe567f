//! When files were first committed, asked of the `git` command.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::process::Command;

/// The author's date of the commit that added each file below `root`: its name below `root`, and seconds since 1970.
///
/// # Errors
/// No `git`, no repository, or a shallow clone: its oldest commit seems to add every file, so that all articles would
/// get the date of the checkout.
pub(super) fn first_commits(root: &Path) -> io::Result<Vec<(String, i64)>> {
    let shallow = run(root, &["rev-parse", "--is-shallow-repository"])?;
    if shallow.trim() == "true" {
        return Err(io::Error::other(
            "the clone is shallow, so git does not know when files were added: fetch the whole history (git fetch --unshallow)",
        ));
    }
    let log = run(
        root,
        &["log", "--format=%x01%at", "--name-only", "--no-renames", "--diff-filter=A", "--relative", "-z", "--", "."],
    )?;
    Ok(parse(&log))
}

/// Reads `\x01SECONDS\0\nNAME\0NAME\0…` groups, newest commit first; the oldest commit that added a file counts.
fn parse(log: &str) -> Vec<(String, i64)> {
    let mut first = HashMap::new();
    for commit in log.split('\u{1}').skip(1) {
        let mut parts = commit.split('\0');
        let Some(seconds) = parts.next().and_then(|at| at.trim().parse::<i64>().ok()) else { continue };
        for name in parts.map(|name| name.trim_start_matches('\n')).filter(|name| !name.is_empty()) {
            let at = first.entry(name.to_owned()).or_insert(seconds);
            *at = seconds.min(*at);
        }
    }
    let mut first: Vec<_> = first.into_iter().collect();
    first.sort();
    first
}

fn run(root: &Path, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output()?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(format!("git: {}", why.lines().next().unwrap_or("failed").trim())));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_commit_that_added_a_file_counts() {
        let log = "\u{1}300\0\nb.md\0\u{1}200\0\nsub/é.md\0a.md\0\u{1}100\0\nb.md\0";
        let expected = [("a.md".to_owned(), 200), ("b.md".to_owned(), 100), ("sub/é.md".to_owned(), 200)];
        assert_eq!(parse(log), expected);
    }
}
