//! A folder looked through as the general walk does ([`ignore`]), but with every folder opened once and its files looked up
//! from there, and with no rule asked where there is none.
//!
//! It gives up wherever anything is out of the ordinary (what can't be read, names that are not UTF-8, rules that can't be
//! understood): then the general walk tells what is there, and what is wrong.

use std::collections::VecDeque;
use std::ffi::CStr;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::overrides::Override;
use rustix::fs::{AtFlags, FileType, Mode, OFlags, RawDir, StatxFlags, open, statx};

use crate::parallel;
use crate::source::folder::{is_foreign, is_machinery, set_aside};
use crate::source::glance::{Folder, Glance};
use crate::source::{FOREIGN_WHY, LINK_WHY};
use crate::stamp::Stamp;

/// What is to be looked through.
pub(super) struct Walk<'a> {
    pub(super) root: &'a Path,
    /// What is not looked into: the folder of finished files.
    pub(super) output: Option<&'a Path>,
    pub(super) patterns: Override,
    pub(super) is_document: fn(&str) -> bool,
    /// Whether stamps and times are told as well.
    pub(super) has_facts: bool,
}

/// What the ignore files of a folder say, and those above it.
struct Rules {
    above: Option<Arc<Rules>>,
    /// Of `.ignore`, which comes before that of `.gitignore`.
    own: Gitignore,
    git: Gitignore,
}

/// A folder that is to be looked into: its name below the root, empty or with a `/` at its end.
struct Task {
    name: String,
    rules: Option<Arc<Rules>>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Task>,
    /// How many folders are being looked into.
    busy: usize,
    has_given_up: bool,
}

/// What one thread uses again and again.
struct Room {
    buffer: Vec<u8>,
    /// Names of files, each with a zero byte at its end.
    names: Vec<u8>,
    entries: Vec<(usize, FileType)>,
    /// The name below the root.
    name: String,
}

/// So many threads that wait keep any disk busy.
const WAITING_MAX: usize = 32;
/// How many bytes of a folder are read at a time.
const BUFFER: usize = 64 * 1024;
/// A folder with more files than this is looked through by several threads.
const MANY: usize = 4096;

impl Walk<'_> {
    /// What is there; `None` where the general walk has to say it.
    pub(super) fn glance(&self) -> Option<Glance> {
        let mut rules = None;
        for folder in self.root.ancestors().skip(1).collect::<Vec<_>>().into_iter().rev() {
            rules = read_rules(folder, rules, true, true)?;
        }
        let queue = Queue { waiting: VecDeque::from([Task { name: String::new(), rules }]), ..Queue::default() };
        let (queue, news) = (Mutex::new(queue), Condvar::new());
        let found = Mutex::new(Glance::default());
        thread::scope(|scope| {
            for _ in 1..self.threads() {
                scope.spawn(|| self.work(&queue, &news, &found));
            }
            self.work(&queue, &news, &found);
        });
        let has_given_up = queue.into_inner().unwrap_or_else(PoisonError::into_inner).has_given_up;
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.passed_over.sort_by(|a, b| a.name.cmp(&b.name));
        (!has_given_up).then_some(found)
    }

    /// How many threads look. Who only asks for names waits for the disk most of the time, so that two can share a core.
    fn threads(&self) -> usize {
        match parallel::threads() {
            1 => 1,
            threads if self.has_facts => threads,
            threads => threads.max(threads.saturating_mul(2).min(WAITING_MAX)),
        }
    }

    /// Looks into folders until there is none left.
    fn work(&self, queue: &Mutex<Queue>, news: &Condvar, all: &Mutex<Glance>) {
        let lock = || queue.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room =
            Room { buffer: Vec::with_capacity(BUFFER), names: Vec::new(), entries: Vec::new(), name: String::new() };
        let mut found = Glance::default();
        loop {
            let mut held = lock();
            while held.waiting.is_empty() && held.busy > 0 && !held.has_given_up {
                held = news.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            let Some(task) = held.waiting.pop_front().filter(|_| !held.has_given_up) else { break };
            held.busy += 1;
            drop(held);
            let below = self.look(&task, &mut room, &mut found);
            let mut held = lock();
            held.busy -= 1;
            match below {
                Some(below) => held.waiting.extend(below),
                None => held.has_given_up = true,
            }
            drop(held);
            news.notify_all();
        }
        news.notify_all();
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        all.folders.append(&mut found.folders);
        all.passed_over.append(&mut found.passed_over);
    }

    /// Looks into one folder, and tells which are in it.
    fn look(&self, task: &Task, room: &mut Room, found: &mut Glance) -> Option<Vec<Task>> {
        let path = match task.name.trim_end_matches('/') {
            "" => self.root.to_path_buf(),
            name => self.root.join(name),
        };
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = open(&path, flags, Mode::empty()).ok()?;
        let Room { buffer, names, entries, name } = room;
        names.clear();
        entries.clear();
        let (mut has_own, mut has_git) = (false, false);
        let mut reader = RawDir::new(&folder, buffer.spare_capacity_mut());
        while let Some(entry) = reader.next() {
            let entry = entry.ok()?;
            let file = entry.file_name();
            if !matches!(file.to_bytes(), b"." | b"..") {
                has_own |= file.to_bytes() == b".ignore";
                has_git |= file.to_bytes() == b".gitignore";
                entries.push((names.len(), entry.file_type()));
                names.extend_from_slice(file.to_bytes_with_nul());
            }
        }
        let rules = read_rules(&path, task.rules.clone(), has_own, has_git)?;
        let seen = Seen {
            walk: self,
            output: self.output.filter(|output| output.parent() == Some(&path)).and_then(Path::file_name),
            path,
            rules: rules.as_deref(),
        };
        name.clear();
        name.push_str(&task.name);
        let (mut documents, mut below) = (Vec::new(), Vec::new());
        for (start, kind) in &*entries {
            let file = CStr::from_bytes_until_nul(&names[*start..]).ok()?;
            if !seen.shows(file.to_bytes(), *kind == FileType::Directory) {
                continue;
            }
            let text = file.to_str().ok()?;
            name.truncate(task.name.len());
            name.push_str(text);
            match kind {
                FileType::Unknown => return None,
                FileType::Symlink => found.passed_over.push(set_aside(name.clone(), LINK_WHY)),
                FileType::Directory => below.push(Task { name: format!("{name}/"), rules: rules.clone() }),
                FileType::RegularFile if (self.is_document)(name) => documents.push((file, text)),
                FileType::RegularFile if is_foreign(name) => {
                    found.passed_over.push(set_aside(name.clone(), FOREIGN_WHY));
                }
                _ => {}
            }
        }
        let mut listed = Folder::new(&task.name);
        if !self.has_facts {
            documents.iter().for_each(|(_, text)| listed.push(text, None, None));
        } else if documents.len() > MANY {
            let facts = parallel::map(&documents, |(file, _)| facts(&folder, file));
            for ((_, text), facts) in documents.iter().zip(facts) {
                let (modified, stamp) = facts?;
                listed.push(text, modified, stamp);
            }
        } else {
            for (file, text) in &documents {
                let (modified, stamp) = facts(&folder, file)?;
                listed.push(text, modified, stamp);
            }
        }
        found.folders.extend((!listed.is_empty()).then_some(listed));
        Some(below)
    }
}

/// When a file was modified, in seconds since 1970, and its stamp.
fn facts(folder: impl AsFd, file: &CStr) -> Option<(Option<i64>, Option<Stamp>)> {
    let wanted = StatxFlags::SIZE | StatxFlags::MTIME | StatxFlags::CTIME;
    let told = statx(folder, file, AtFlags::SYMLINK_NOFOLLOW, wanted).ok()?;
    if !StatxFlags::from_bits_retain(told.stx_mask).contains(wanted) {
        return None;
    }
    let modified = (told.stx_mtime.tv_sec, told.stx_mtime.tv_nsec);
    let stamp = Stamp::told(told.stx_size, modified, (told.stx_ctime.tv_sec, told.stx_ctime.tv_nsec));
    Some((Some(modified.0).filter(|seconds| *seconds >= 0), stamp))
}

/// A folder while its entries are looked at.
struct Seen<'a> {
    walk: &'a Walk<'a>,
    path: PathBuf,
    /// The name of what is not looked into, if it is here.
    output: Option<&'a std::ffi::OsStr>,
    rules: Option<&'a Rules>,
}

impl Seen<'_> {
    /// Whether anything is to be seen of an entry.
    fn shows(&self, file: &[u8], is_folder: bool) -> bool {
        let is_hidden = file.starts_with(b".");
        let name = std::ffi::OsStr::from_bytes(file);
        let patterns = Some(&self.walk.patterns).filter(|patterns| !patterns.is_empty());
        let mut is_shown = !is_hidden;
        if patterns.is_some() || self.rules.is_some() {
            let path = self.path.join(name);
            let mut said = patterns.map_or(Match::None, |patterns| patterns.matched(&path, is_folder).map(|_| ()));
            if said.is_none() {
                said = self.rules.map_or(Match::None, |rules| rules.matched(&path, is_folder));
            }
            is_shown = match said {
                Match::None => !is_hidden,
                Match::Ignore(()) => false,
                Match::Whitelist(()) => true,
            };
        }
        let is_machinery = || is_folder && name.to_str().is_some_and(is_machinery);
        is_shown && self.output != Some(name) && !is_machinery()
    }
}

impl Rules {
    /// What the nearest rule says; of each kind of ignore file, the nearest that says anything.
    fn matched(&self, path: &Path, is_folder: bool) -> Match<()> {
        let (mut own, mut git) = (Match::None, Match::None);
        let mut rules = Some(self);
        while let Some(Rules { above, own: of_own, git: of_git }) = rules {
            if own.is_none() {
                own = of_own.matched(path, is_folder).map(|_| ());
            }
            if git.is_none() {
                git = of_git.matched(path, is_folder).map(|_| ());
            }
            rules = above.as_deref();
        }
        own.or(git)
    }
}

/// The rules of a folder; those above it where it has none. `None` where they can't be read.
fn read_rules(folder: &Path, above: Option<Arc<Rules>>, has_own: bool, has_git: bool) -> Option<Option<Arc<Rules>>> {
    let read = |is_there: bool, name: &str| {
        let file = folder.join(name);
        let mut rules = GitignoreBuilder::new(folder);
        if is_there && file.exists() && rules.add(file).is_some() {
            return None;
        }
        rules.build().ok()
    };
    if !has_own && !has_git {
        return Some(above);
    }
    let (own, git) = (read(has_own, ".ignore")?, read(has_git, ".gitignore")?);
    if own.is_empty() && git.is_empty() {
        return Some(above);
    }
    Some(Some(Arc::new(Rules { above, own, git })))
}
