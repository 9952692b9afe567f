//! When files were committed, asked of the `git` command.

use std::collections::{HashMap, HashSet};
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
        &[
            "log",
            "--no-show-signature",
            "--format=%x01%at",
            "--name-only",
            "--no-renames",
            "--diff-filter=A",
            "--relative",
            "-z",
            "--",
            ".",
        ],
    )?;
    Ok(parse(&log))
}

/// Of so few files, each is asked for by itself: git stops at the first commit that it finds.
const ASKED_SINGLY: usize = 16;

/// The date of the commit that last changed each of these files (seconds since 1970), as far as the repository knows it
/// and the file is as it was committed. Without git or a repository, nothing is known.
pub(super) fn last_commits(root: &Path, names: &[&str]) -> Vec<(String, i64)> {
    let Ok(changed) = run(root, &["diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--", "."]) else {
        return Vec::new();
    };
    let changed: HashSet<&str> = changed.split('\0').collect();
    let clean: Vec<&str> = names.iter().copied().filter(|name| !changed.contains(name)).collect();
    if clean.len() <= ASKED_SINGLY {
        let commit = |name: &&str| {
            let at =
                run(root, &["log", "-1", "--no-show-signature", "--format=%ct", "--", &format!(":(literal){name}")])
                    .ok()?;
            Some(((*name).to_owned(), at.trim().parse().ok()?))
        };
        return clean.iter().filter_map(commit).collect();
    }
    let arguments = [
        "log",
        "--no-show-signature",
        "--format=%x01%ct",
        "--name-only",
        "--no-renames",
        "--relative",
        "-z",
        "--",
        ".",
    ];
    let Ok(log) = run(root, &arguments) else { return Vec::new() };
    let mut last: HashMap<&str, i64> = HashMap::new();
    for (seconds, name) in commits(&log) {
        last.entry(name).or_insert(seconds);
    }
    clean.iter().filter_map(|name| Some(((*name).to_owned(), *last.get(name)?))).collect()
}

/// Reads `\x01SECONDS\0\nNAME\0NAME\0…` groups, newest commit first; the oldest commit that added a file counts.
fn parse(log: &str) -> Vec<(String, i64)> {
    let mut first = HashMap::new();
    for (seconds, name) in commits(log) {
        let at = first.entry(name.to_owned()).or_insert(seconds);
        *at = seconds.min(*at);
    }
    let mut first: Vec<_> = first.into_iter().collect();
    first.sort();
    first
}

/// Every file that a commit names, with the commit's instant.
fn commits(log: &str) -> impl Iterator<Item = (i64, &str)> {
    log.split('\u{1}').skip(1).flat_map(|commit| {
        let mut parts = commit.split('\0');
        let seconds = parts.next().and_then(|at| at.trim().parse::<i64>().ok());
        let names = parts.map(|name| name.trim_start_matches('\n')).filter(|name| !name.is_empty());
        names.filter_map(move |name| Some((seconds?, name)))
    })
}

/// What git tells its hooks. From another folder it leads to nothing, or to a repository that has no files.
const TOLD_TO_HOOKS: [&str; 3] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"];

fn run(root: &Path, arguments: &[&str]) -> io::Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    let mut output = command.output()?;
    // Where there is no repository, there is none either way.
    if !output.status.success() && root.ancestors().any(|folder| folder.join(".git").exists()) {
        TOLD_TO_HOOKS.iter().for_each(|name| {
            command.env_remove(name);
        });
        output = command.output()?;
    }
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
