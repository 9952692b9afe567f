//! Which changes matter, and when enough of them have come for a build.
//!
//! All of this is about events and instants alone; an instant is the time since watching began.
//!
//! # Why
//!
//! Editors save in many ways: some write the file anew, some write another and give it the old one's name, some first give
//! the old one another name. Seen from outside, an article may be gone for a moment. A build in that moment would tell
//! subscribers that it is gone; so what is gone is waited for longer than what is there.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::article::Markup;
use crate::cli::watch::seen::Seen;
use crate::config;
use crate::ledger;
use crate::source::is_machinery;

/// How long it has to be quiet before a build.
const QUIET: Duration = Duration::from_millis(20);
/// How long it is waited for what is gone to come back.
const ABSENCE: Duration = Duration::from_millis(200);
/// How long a build is put off at most when it is never quiet.
const PATIENCE: Duration = Duration::from_secs(1);

/// Something that happened below the site's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Happening {
    /// The name of the file or folder: its path below the site's folder, with `/` between its parts.
    pub(super) name: String,
    /// What it is now.
    pub(super) state: State,
}

/// What a name stands for after something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "who looks again and again sees files alone"))]
pub(super) enum State {
    /// There is a file, and nobody is writing it.
    There,
    /// There is none, or it has another name now.
    Gone,
    /// A folder with all that it held is gone, or has another name now.
    FolderGone,
    /// Nobody knows what happened in this folder.
    Unknown,
}

/// What became of a file that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It was not there at the last build.
    Added,
    /// It says something else, perhaps.
    Changed,
    /// It was there at the last build.
    Removed,
}

/// Changes since the last build.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    changes: BTreeMap<String, Change>,
    first: Duration,
    last: Duration,
}

impl Gathering {
    /// Takes what happened: what it means depends on what the last build has `seen`, and on where finished files go
    /// (`output`, below the site's folder; `None` when elsewhere). `is_broken` when that build did nothing.
    pub(super) fn take(&mut self, one: &Happening, at: Duration, seen: &Seen, output: Option<&str>, is_broken: bool) {
        let name = &*one.name;
        if is_aside(name, output, is_broken) {
            return;
        }
        match one.state {
            State::Unknown => self.add(name, Some(Change::Changed), at),
            State::FolderGone => {
                let held = |known: &str| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
                // Of those that came since the last build, nothing is left.
                self.changes.retain(|other, change| *change != Change::Added || !held(other));
                let named = seen.named.iter().filter(|(_, is_there)| **is_there).map(|(name, _)| name);
                for gone in seen.articles.iter().chain(named).filter(|known| held(known)) {
                    self.add(gone, Some(Change::Removed), at);
                }
            }
            State::There | State::Gone => {
                let Some(was_there) = known(name, seen) else { return };
                let change = match (one.state == State::There, was_there) {
                    (true, true) => Some(Change::Changed),
                    (true, false) => Some(Change::Added),
                    (false, true) => Some(Change::Removed),
                    (false, false) => None,
                };
                self.add(name, change, at);
            }
        }
    }

    fn add(&mut self, name: &str, change: Option<Change>, at: Duration) {
        match change {
            Some(change) => {
                if self.changes.is_empty() {
                    self.first = at;
                }
                self.last = at;
                self.changes.insert(name.to_owned(), change);
            }
            None => {
                self.changes.remove(name);
            }
        }
    }

    /// When to build; `None` when nothing happened.
    pub(super) fn due(&self) -> Option<Duration> {
        if self.changes.is_empty() {
            return None;
        }
        let count = |of: Change| self.changes.values().filter(|change| **change == of).count();
        // What only has another name now is not missed.
        let is_missed = count(Change::Removed) > count(Change::Added);
        let wait = if is_missed { ABSENCE } else { QUIET };
        Some((self.last + wait).min(self.first + PATIENCE.max(wait)))
    }

    /// Hands over what happened.
    pub(super) fn drain(&mut self) -> Vec<(String, Change)> {
        std::mem::take(&mut self.changes).into_iter().collect()
    }
}

/// Whether nothing that happens at this name ever matters: what is hidden, what a site generator keeps for itself, and what
/// a build writes.
fn is_aside(name: &str, output: Option<&str>, is_broken: bool) -> bool {
    let (folders, file) = name.rsplit_once('/').unwrap_or(("", name));
    let is_hidden = |part: &str| part.starts_with('.') && part.len() > 1;
    let is_output = output.is_some_and(|output| name.strip_prefix(output).is_some_and(is_rest));
    is_output
        || folders.split('/').any(|part| is_hidden(part) || is_machinery(part))
        || (is_hidden(file) && !is_list_of_ignored(file))
        // Whoever is told that this file is broken mends it; else it is a build that writes it.
        || (name == ledger::FILE_NAME && !is_broken)
}

fn is_rest(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

/// Files that say which others are no articles.
fn is_list_of_ignored(file: &str) -> bool {
    matches!(file, ".gitignore" | ".ignore")
}

/// Whether a file was there at the last build; `None` of one that does not matter.
fn known(name: &str, seen: &Seen) -> Option<bool> {
    if name == config::FILE_NAME || name == ledger::FILE_NAME {
        return Some(true);
    }
    if is_list_of_ignored(name.rsplit('/').next().unwrap_or(name)) {
        return Some(true);
    }
    if Markup::of(name).is_some() {
        return Some(seen.articles.contains(name));
    }
    seen.named.get(name).copied()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
