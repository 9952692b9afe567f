//! Looking again and again whether anything changed: works everywhere, and costs as much as there are files.

use std::collections::HashMap;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::watch::Event;
use crate::cli::watch::changes::{Happening, State};
use crate::cli::watch::tree::{Seen, Tree};
use crate::stamp::Stamp;

/// How long it is from one look to the next, at least.
const PAUSE: Duration = Duration::from_millis(200);
/// The part of a core's time that looking may take: one of so many.
const SHARE: u32 = 20;

type Snapshot = HashMap<String, Option<Stamp>>;

/// Looks now, and from then on in a thread of its own for as long as anybody listens.
///
/// # Errors
/// The folder can't be read.
pub(super) fn start(tree: Tree, send: Sender<Event>) -> io::Result<()> {
    let mut before = look(&tree)?;
    thread::spawn(move || {
        let mut took = Duration::ZERO;
        loop {
            thread::sleep(PAUSE.max(took * SHARE));
            let start = Instant::now();
            let event = match look(&tree) {
                Ok(now) => {
                    let happened = compare(&before, &now);
                    before = now;
                    Event::Happened(happened)
                }
                Err(error) => Event::Lost(error),
            };
            took = start.elapsed();
            let is_last = matches!(event, Event::Lost(_));
            let is_nothing = matches!(&event, Event::Happened(happened) if happened.is_empty());
            if !is_nothing && (send.send(event).is_err() || is_last) {
                break;
            }
        }
    });
    Ok(())
}

fn look(tree: &Tree) -> io::Result<Snapshot> {
    let mut files = Snapshot::new();
    tree.walk("", &mut |seen| {
        if let Seen::File(name, entry) = seen {
            files.insert(name.to_owned(), entry.metadata().ok().as_ref().and_then(Stamp::of));
        }
        Ok(())
    })?;
    Ok(files)
}

fn compare(before: &Snapshot, now: &Snapshot) -> Vec<Happening> {
    let there = now.iter().filter(|(name, stamp)| before.get(*name) != Some(stamp));
    let gone = before.keys().filter(|name| !now.contains_key(*name));
    let happening = |name: &String, state| Happening { name: name.clone(), state };
    let there = there.map(|(name, _)| happening(name, State::There));
    there.chain(gone.map(|name| happening(name, State::Gone))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn two_looks_tell_what_happened_in_between() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir_all(folder.path().join("b/c")).unwrap();
        fs::create_dir_all(folder.path().join(".git")).unwrap();
        fs::create_dir_all(folder.path().join("public")).unwrap();
        let tree = Tree { root: folder.path().to_path_buf(), output: Some("public".to_owned()) };
        write("a.md", "one");
        write("b/gone.md", "one");
        write("same.md", "one");
        let before = look(&tree).unwrap();
        write("a.md", "longer");
        write("b/c/new.md", "one");
        write(".git/index", "one");
        write("public/feed.xml", "one");
        fs::remove_file(folder.path().join("b/gone.md")).unwrap();
        let mut happened = compare(&before, &look(&tree).unwrap());
        happened.sort_by(|a, b| a.name.cmp(&b.name));
        let expected = [("a.md", State::There), ("b/c/new.md", State::There), ("b/gone.md", State::Gone)];
        assert_eq!(happened, expected.map(|(name, state)| Happening { name: name.to_owned(), state }));
    }
}
