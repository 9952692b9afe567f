//! What Linux tells of the folders: see inotify(7).
//!
//! # Why
//!
//! A file counts once its writer has closed it, not with each piece that is written: nobody reads half an article.
//! Folders are watched one by one. What comes into a new one before it is watched is found by going through it.

use std::collections::HashMap;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};

use crate::cli::watch::Event;
use crate::cli::watch::changes::{Happening, State};
use crate::cli::watch::tree::{Seen, Tree, join};

const FLAGS: WatchFlags = WatchFlags::CLOSE_WRITE
    .union(WatchFlags::CREATE)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::MOVE)
    .union(WatchFlags::ATTRIB)
    .union(WatchFlags::ONLYDIR)
    .union(WatchFlags::DONT_FOLLOW);

/// Room for some hundred events at a time.
const BUFFER_BYTES: usize = 32 * 1024;

struct Watcher {
    tree: Tree,
    descriptor: OwnedFd,
    /// The names of the folders that are watched, by the numbers that the system gives them.
    folders: HashMap<i32, String>,
}

/// Watches from now on, and tells what happens from a thread of its own for as long as anybody listens.
///
/// # Errors
/// The folder can't be read, or the system watches no more folders.
pub(super) fn start(tree: Tree, send: Sender<Event>) -> io::Result<()> {
    let descriptor = inotify::init(CreateFlags::CLOEXEC)?;
    let mut watcher = Watcher { tree, descriptor, folders: HashMap::new() };
    watcher.add("", &mut Vec::new())?;
    thread::spawn(move || {
        let mut buffer = [MaybeUninit::uninit(); BUFFER_BYTES];
        // A second handle of the same thing: the first is needed for new folders meanwhile.
        let read = match watcher.descriptor.try_clone() {
            Ok(read) => read,
            Err(error) => return drop(send.send(Event::Lost(error))),
        };
        let mut reader = Reader::new(read, &mut buffer);
        let mut happened = Vec::new();
        loop {
            let told = match reader.next() {
                Ok(event) => {
                    let file = event.file_name().and_then(|name| name.to_str().ok().map(str::to_owned));
                    watcher.tell(event.wd(), event.events(), file, &mut happened)
                }
                Err(rustix::io::Errno::INTR) => continue,
                Err(error) => Err(error.into()),
            };
            let event = match told {
                Ok(()) if !reader.is_buffer_empty() || happened.is_empty() => continue,
                Ok(()) => Event::Happened(std::mem::take(&mut happened)),
                Err(error) => Event::Lost(error),
            };
            let is_last = matches!(event, Event::Lost(_));
            if send.send(event).is_err() || is_last {
                break;
            }
        }
    });
    Ok(())
}

impl Watcher {
    /// Watches a folder and those in it; the files that are there have happened.
    fn add(&mut self, name: &str, happened: &mut Vec<Happening>) -> io::Result<()> {
        let Watcher { tree, descriptor, folders } = self;
        tree.walk(name, &mut |seen| {
            match seen {
                Seen::Folder(folder) => match inotify::add_watch(&*descriptor, tree.root.join(folder), FLAGS) {
                    Ok(number) => drop(folders.insert(number, folder.to_owned())),
                    Err(rustix::io::Errno::NOSPC) => return Err(io::ErrorKind::StorageFull.into()),
                    Err(error) if folder.is_empty() => return Err(error.into()),
                    // It has gone, or nobody may look into it.
                    Err(_) => {}
                },
                Seen::File(file, ..) => happened.push(Happening { name: file.to_owned(), state: State::There }),
            }
            Ok(())
        })
    }

    /// Watches a folder and those in it no more.
    fn remove(&mut self, name: &str) {
        let descriptor = &self.descriptor;
        self.folders.retain(|number, folder| {
            let is_gone = folder.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if is_gone {
                // A folder that was deleted is not watched any more already.
                let _ = inotify::remove_watch(descriptor, *number);
            }
            !is_gone
        });
    }

    /// Says what an event of a folder means.
    fn tell(
        &mut self,
        number: i32,
        events: ReadFlags,
        file: Option<String>,
        happened: &mut Vec<Happening>,
    ) -> io::Result<()> {
        if events.contains(ReadFlags::QUEUE_OVERFLOW) {
            // Folders may have come meanwhile.
            self.add("", &mut Vec::new())?;
            happened.push(Happening { name: String::new(), state: State::Unknown });
            return Ok(());
        }
        let Some(folder) = self.folders.get(&number) else { return Ok(()) };
        if events.intersects(ReadFlags::IGNORED | ReadFlags::UNMOUNT) {
            if folder.is_empty() {
                return Err(io::ErrorKind::NotFound.into());
            }
            self.folders.remove(&number);
            return Ok(());
        }
        let Some(name) = file.map(|file| join(folder, &file)) else { return Ok(()) };
        let is_gone = events.intersects(ReadFlags::DELETE | ReadFlags::MOVED_FROM);
        if events.contains(ReadFlags::ISDIR) {
            if is_gone {
                self.remove(&name);
                happened.push(Happening { name, state: State::FolderGone });
            } else if events.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO) && self.tree.has(&name) {
                self.add(&name, happened)?;
            }
        } else if is_gone {
            happened.push(Happening { name, state: State::Gone });
        } else if !events.contains(ReadFlags::CREATE) || self.is_whole(&name) {
            happened.push(Happening { name, state: State::There });
        }
        Ok(())
    }

    /// Whether a new file is what it will be: another name of one, or a link. Any other is told of once more when its
    /// writer closes it.
    fn is_whole(&self, name: &str) -> bool {
        let metadata = self.tree.root.join(name).symlink_metadata();
        metadata.is_ok_and(|metadata| !metadata.is_file() || metadata.nlink() > 1)
    }
}
