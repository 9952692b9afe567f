//! Documents read one after the other, of which some are opened before it is their turn.
//!
//! # Why
//! A disk serves many at once. So where a document has to come from one, those after it are asked for as well, and kept
//! open until it is their turn: each is opened once, and waiting for the first one is waiting for all.

use std::collections::VecDeque;
use std::io;

use crate::output::is_name;
use crate::parallel;
use crate::source::folder::{FolderSource, Opened};
use crate::source::unlinked::{self, InFolder};
use crate::source::{Document, split};

/// One of so many documents is asked whether it is near, as long as they are.
const ASKED: usize = 8;
/// So many files are open at most, over all threads, before it is their turn: enough for any disk.
const AHEAD_MAX: usize = 256;
/// And no more than one of so many that the system lets be open.
const OF_ALL: usize = 4;

/// Documents that are being read.
pub(super) struct Reading<'a> {
    source: &'a FolderSource,
    names: Vec<&'a str>,
    /// The first that is not opened yet.
    next: usize,
    /// The next that is asked whether it is near.
    asked: usize,
    /// Those before the first that are not read yet.
    opened: VecDeque<Opened>,
    /// The folder of the document that was opened last; the same opened, once there is another document in it.
    folder: Option<&'a str>,
    within: Option<Option<InFolder>>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(source: &'a FolderSource, names: Vec<&'a str>) -> Reading<'a> {
        Reading { source, names, next: 0, asked: 0, opened: VecDeque::new(), folder: None, within: None }
    }

    /// Opens the next document. Most stand beside the one before, and are looked up from their folder.
    fn open(&mut self) -> Option<io::Result<Opened>> {
        let name = *self.names.get(self.next)?;
        self.next += 1;
        let (folder, file) = split(name);
        if self.folder == Some(folder) && is_name(name) {
            let within = self.within.get_or_insert_with(|| self.source.unlinked.folder(folder));
            if let Some(file) = within.as_ref().and_then(|within| within.open(file)) {
                return Some(Opened::of(file));
            }
        } else {
            (self.folder, self.within) = (Some(folder), None);
        }
        Some(self.source.open(name))
    }

    /// Opens those that come next, and asks for them.
    fn open_ahead(&mut self) {
        let room = AHEAD_MAX.min(unlinked::open_max() / OF_ALL) / parallel::threads();
        while self.opened.len() < room {
            match self.open() {
                Some(Ok(opened)) => {
                    unlinked::bring_near(&opened.file);
                    self.opened.push_back(opened);
                }
                // It is told when it is its turn.
                Some(Err(_)) => {
                    self.next -= 1;
                    break;
                }
                None => break,
            }
        }
    }
}

impl Iterator for Reading<'_> {
    type Item = io::Result<Document>;

    fn next(&mut self) -> Option<io::Result<Document>> {
        if let Some(opened) = self.opened.pop_front() {
            return Some(opened.document());
        }
        let place = self.next;
        let opened = match self.open()? {
            Ok(opened) => opened,
            Err(error) => return Some(Err(error)),
        };
        if place >= self.asked {
            self.asked = place + ASKED;
            if !unlinked::is_near(&opened.file) {
                unlinked::bring_near(&opened.file);
                self.open_ahead();
                self.asked = self.next;
            }
        }
        Some(opened.document())
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;
    use std::path::Path;

    use crate::source::Source;

    fn folder(names: &[&str]) -> (tempfile::TempDir, FolderSource) {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join("root").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let source = FolderSource::new(&folder.path().join("root"), &[], Path::new("none"), |_| true).unwrap();
        (folder, source)
    }

    fn text(read: Option<io::Result<Document>>) -> Option<String> {
        read.unwrap().ok().map(|document| String::from_utf8(document.bytes).unwrap())
    }

    #[test]
    fn documents_come_in_their_order_whenever_they_are_opened() {
        // Some stand beside the one before, and some don't.
        let folder_of = |number: usize| "below/".repeat(number / 30 % 3 + number / 90 * number % 2);
        let names: Vec<String> = (0..1000).map(|number| format!("{}{number}", folder_of(number))).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (_folder, source) = folder(&names);
        for every in [1, 7, 300, 5000] {
            let mut reading = Reading::of(&source, names.clone());
            for (number, name) in names.iter().enumerate() {
                if number % every == 0 {
                    reading.open_ahead();
                    assert!(reading.opened.len() <= AHEAD_MAX);
                }
                assert_eq!(text(reading.next()).as_deref(), Some(*name));
            }
            assert!(reading.next().is_none());
        }
    }

    #[test]
    fn a_document_is_the_one_that_was_opened_as_it_is_when_it_is_read() {
        let names = ["a/grown", "a/gone", "a/new", "a/short", "a/gone-before", "b/late"];
        let (folder, source) = folder(&names);
        let at = |name: &str| folder.path().join("root").join(name);
        fs::remove_file(at("a/gone-before")).unwrap();
        let mut reading = Reading::of(&source, names.to_vec());
        reading.open_ahead();
        assert_eq!(reading.opened.len(), 4, "what is missing is told when it is its turn");
        fs::OpenOptions::new().append(true).open(at("a/grown")).unwrap().write_all(b" more").unwrap();
        fs::remove_file(at("a/gone")).unwrap();
        fs::write(at("other"), "other").unwrap();
        fs::rename(at("other"), at("a/new")).unwrap();
        fs::OpenOptions::new().write(true).open(at("a/short")).unwrap().set_len(3).unwrap();
        let grown = reading.next().unwrap().unwrap();
        assert!(grown.stamp.is_some() && grown.stamp != source.stamp("a/grown"), "its stamp is from before it grew");
        let mut reading = std::iter::once(Ok(grown)).chain(reading);
        let read: Vec<_> = names.iter().map(|_| text(reading.next())).collect();
        let expected = [Some("a/grown more"), Some("a/gone"), Some("a/new"), Some("a/s"), None, Some("b/late")];
        assert_eq!(read, expected.map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn no_folder_becomes_a_way_out() {
        let names = ["a/1", "a/2", "a/3", "b/1", "b/2"];
        let (folder, source) = folder(&names);
        let outside = folder.path().join("outside");
        fs::create_dir(&outside).unwrap();
        ["1", "2", "3"].iter().for_each(|name| fs::write(outside.join(name), "secret").unwrap());
        let swap = |name: &str| {
            let place = folder.path().join("root").join(name);
            fs::rename(&place, folder.path().join("root").join(format!("old-{name}"))).unwrap();
            std::os::unix::fs::symlink(&outside, place).unwrap();
        };
        let mut reading = Reading::of(&source, names.to_vec());
        assert_eq!(text(reading.next()).as_deref(), Some("a/1"));
        assert_eq!(text(reading.next()).as_deref(), Some("a/2"));
        swap("a");
        assert_eq!(text(reading.next()).as_deref(), Some("a/3"), "the folder is the one that was opened");
        assert_eq!(text(reading.next()).as_deref(), Some("b/1"));
        swap("b");
        assert_eq!(text(reading.next()), None);
        assert!(names.iter().all(|name| source.read(name).is_err()));
    }

    #[test]
    fn what_is_no_regular_file_is_refused_without_waiting() {
        let names = ["a/1", "a/2", "a/pipe", "a/link", "a/out", "a/folder", "c/1", "a/3"];
        let (folder, source) = folder(&["a/1", "a/2", "a/3", "b/1", "a/folder/x"]);
        let at = |name: &str| folder.path().join("root").join(name);
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at("a/pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::from_raw_mode(0o600),
            0,
        )
        .unwrap();
        fs::write(folder.path().join("secret"), "secret").unwrap();
        std::os::unix::fs::symlink(at("b/1"), at("a/link")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret"), at("a/out")).unwrap();
        std::os::unix::fs::symlink(at("b"), at("c")).unwrap();
        for ahead in [false, true] {
            let mut reading = Reading::of(&source, names.to_vec());
            let read: Vec<_> = names
                .iter()
                .map(|_| {
                    if ahead {
                        reading.open_ahead();
                    }
                    text(reading.next())
                })
                .collect();
            // A link to what is within is what it leads to, as it is for who reads one.
            let expected = [Some("a/1"), Some("a/2"), None, Some("b/1"), None, None, Some("b/1"), Some("a/3")];
            assert_eq!(read, expected.map(|text| text.map(str::to_owned)));
            let alone = names.map(|name| source.read(name).ok().map(|bytes| String::from_utf8(bytes).unwrap()));
            assert_eq!(read, alone);
        }
    }
}
