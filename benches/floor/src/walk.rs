//! Every `.md` file below a folder, on several threads. A folder's files are handed out in batches, so that one large
//! folder keeps all threads busy.

use std::collections::VecDeque;
use std::ffi::{CStr, CString};
use std::io;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, openat, statat};

const BATCH: usize = 128;

struct Folder {
    file: OwnedFd,
    path: String,
}

enum Task {
    Folder(String),
    Files(Arc<Folder>, Vec<CString>),
}

/// Tasks, and how many threads work on one.
struct Queue {
    tasks: VecDeque<Task>,
    busy: usize,
}

/// A file that was come by.
pub struct Visit<'a> {
    folder: &'a Folder,
    name: &'a CStr,
}

impl Visit<'_> {
    pub fn path(&self) -> String {
        format!("{}/{}", self.folder.path, self.name.to_string_lossy())
    }

    /// The size, and with it the time.
    pub fn stat(&self) -> io::Result<u64> {
        let found = statat(&self.folder.file, self.name, AtFlags::empty())?;
        std::hint::black_box((found.st_mtime, found.st_mtime_nsec));
        Ok(found.st_size.unsigned_abs())
    }

    /// Reads the file's beginning into the buffer, which grows where it must; answers how much there was.
    pub fn read(&self, buffer: &mut Vec<u8>, limit: usize) -> io::Result<usize> {
        let file = openat(&self.folder.file, self.name, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        let mut length = 0;
        loop {
            let end = buffer.len().min(limit);
            let read = rustix::io::read(&file, &mut buffer[length..end])?;
            length += read;
            // A read that gives less than there is room for has come to a file's end.
            if length < end || length == limit {
                return Ok(length);
            }
            buffer.resize(buffer.len() * 2, 0);
        }
    }
}

/// Shows every `.md` file below a folder to one of the workers.
pub fn walk<W: Send>(
    root: &str,
    workers: Vec<W>,
    take: impl Fn(&mut W, &Visit<'_>) -> io::Result<()> + Sync,
) -> io::Result<Vec<W>> {
    let queue = Mutex::new(Queue { tasks: VecDeque::from([Task::Folder(root.to_owned())]), busy: 0 });
    let (queue, changed, take) = (&queue, &Condvar::new(), &take);
    thread::scope(|scope| {
        let run = |mut worker: W| {
            let result = work(queue, changed, &mut worker, take);
            if result.is_err() {
                queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).tasks.clear();
            }
            result.map(|()| worker)
        };
        let threads: Vec<_> = workers.into_iter().map(|worker| scope.spawn(move || run(worker))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a worker that does not panic")).collect()
    })
}

fn work<W>(
    queue: &Mutex<Queue>,
    changed: &Condvar,
    worker: &mut W,
    take: &impl Fn(&mut W, &Visit<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let lock = || queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    loop {
        let mut held = lock();
        let task = loop {
            if let Some(task) = held.tasks.pop_front() {
                break task;
            }
            if held.busy == 0 {
                changed.notify_all();
                return Ok(());
            }
            held = changed.wait(held).unwrap_or_else(|poisoned| poisoned.into_inner());
        };
        held.busy += 1;
        drop(held);
        let result = match task {
            Task::Folder(path) => open(path, |task| {
                lock().tasks.push_back(task);
                changed.notify_one();
            }),
            Task::Files(folder, names) => {
                names.iter().try_for_each(|name| take(worker, &Visit { folder: &folder, name }))
            }
        };
        lock().busy -= 1;
        changed.notify_all();
        result?;
    }
}

/// Reads a folder: its files and folders become tasks.
fn open(path: String, push: impl Fn(Task)) -> io::Result<()> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = Arc::new(Folder { file: openat(CWD, &*path, flags, Mode::empty())?, path });
    let mut names = Vec::with_capacity(BATCH);
    for entry in Dir::read_from(&folder.file)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_bytes().starts_with(b".") {
            continue;
        }
        match entry.file_type() {
            FileType::Directory => push(Task::Folder(format!("{}/{}", folder.path, name.to_string_lossy()))),
            FileType::RegularFile if name.to_bytes().ends_with(b".md") => names.push(name.to_owned()),
            _ => {}
        }
        if names.len() == BATCH {
            push(Task::Files(Arc::clone(&folder), std::mem::replace(&mut names, Vec::with_capacity(BATCH))));
        }
    }
    push(Task::Files(folder, names));
    Ok(())
}
