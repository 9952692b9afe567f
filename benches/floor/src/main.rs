//! The least that a program must do to make a feed of a folder of articles: `feedwright-floor MODE FOLDER [--jobs N]`.
//!
//! | mode | what is done for each article |
//! |---|---|
//! | `walk` | its name is read |
//! | `stat` | and its size and time |
//! | `read` | the name, and all of the file |
//! | `front` | the first 4 KiB, and title, date and draft by a parser that knows this corpus alone |
//! | `yaml` | the same, by a whole parser of YAML |
//! | `whole` | all of the file, and its metadata as with `front`: what a program does that knows an article by its text |
//! | `newest` | `front`, then the newest twenty as HTML |
//! | `markdown` | all of the file, `front`, and the body as HTML |
//!
//! Nothing is made absolute, cleaned, checked, remembered or written.

mod front;
mod walk;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::process::ExitCode;
use std::{env, fs, thread};

use front::{Found, by_hand, by_yaml};
use walk::Visit;

const NEWEST: usize = 20;
/// How much of a file is read for its metadata.
const HEAD: usize = 4096;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Walk,
    Stat,
    Read,
    Front,
    Yaml,
    Whole,
    Newest,
    Markdown,
}

impl Mode {
    fn named(name: &str) -> Option<Mode> {
        Some(match name {
            "walk" => Mode::Walk,
            "stat" => Mode::Stat,
            "read" => Mode::Read,
            "front" => Mode::Front,
            "yaml" => Mode::Yaml,
            "whole" => Mode::Whole,
            "newest" => Mode::Newest,
            "markdown" => Mode::Markdown,
            _ => return None,
        })
    }
}

/// What one thread knows.
struct Worker {
    mode: Mode,
    buffer: Vec<u8>,
    html: String,
    files: u64,
    bytes: u64,
    /// Stands for an index that would be kept of all articles.
    dates: Vec<i64>,
    newest: BinaryHeap<Reverse<(i64, String)>>,
}

impl Worker {
    fn new(mode: Mode) -> Worker {
        Worker {
            mode,
            buffer: vec![0; 64 * 1024],
            html: String::new(),
            files: 0,
            bytes: 0,
            dates: Vec::new(),
            newest: BinaryHeap::new(),
        }
    }

    fn take(&mut self, visit: &Visit<'_>) -> std::io::Result<()> {
        self.files += 1;
        match self.mode {
            Mode::Walk => {}
            Mode::Stat => self.bytes += visit.stat()?,
            Mode::Read => self.bytes += visit.read(&mut self.buffer, usize::MAX)? as u64,
            Mode::Front | Mode::Yaml | Mode::Newest => self.metadata(visit, HEAD)?,
            Mode::Whole | Mode::Markdown => self.metadata(visit, usize::MAX)?,
        }
        Ok(())
    }

    fn metadata(&mut self, visit: &Visit<'_>, limit: usize) -> std::io::Result<()> {
        let length = visit.read(&mut self.buffer, limit)?;
        self.bytes += length as u64;
        let text = text_of(&self.buffer[..length]);
        let found = if self.mode == Mode::Yaml { by_yaml(text) } else { by_hand(text) };
        let Some(Found { date, is_draft: false, body, .. }) = found else { return Ok(()) };
        self.dates.push(date);
        if self.mode == Mode::Markdown {
            self.html.clear();
            render(&text[body..], &mut self.html);
            self.bytes += self.html.len() as u64;
        }
        if self.newest.len() < NEWEST || self.newest.peek().is_some_and(|Reverse((oldest, _))| date > *oldest) {
            self.newest.push(Reverse((date, visit.path())));
            if self.newest.len() > NEWEST {
                self.newest.pop();
            }
        }
        Ok(())
    }
}

/// The text as far as it is UTF-8: a file that is read in part may end within a letter.
fn text_of(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

fn render(text: &str, html: &mut String) {
    use pulldown_cmark::{Options, Parser, html::push_html};
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    push_html(html, Parser::new_ext(text, options | Options::ENABLE_TASKLISTS));
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (mode, folder, jobs) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [mode, folder] => (Mode::named(mode), folder, None),
        [mode, folder, "--jobs", jobs] => (Mode::named(mode), folder, jobs.parse().ok()),
        _ => (None, "", None),
    };
    let Some(mode) = mode else {
        eprintln!("usage: feedwright-floor walk|stat|read|front|yaml|whole|newest|markdown FOLDER [--jobs N]");
        return ExitCode::from(2);
    };
    let jobs = jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let workers: Vec<Worker> = (0..jobs.max(1)).map(|_| Worker::new(mode)).collect();
    match walk::walk(folder, workers, Worker::take) {
        Ok(workers) => finish(mode, workers),
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn finish(mode: Mode, workers: Vec<Worker>) -> ExitCode {
    let (mut files, mut bytes, mut newest, mut dated) = (0, 0, Vec::new(), 0);
    for worker in workers {
        files += worker.files;
        bytes += worker.bytes;
        dated += worker.dates.len();
        newest.extend(worker.newest.into_iter().map(|Reverse(one)| one));
    }
    newest.sort_by(|one, other| other.cmp(one));
    newest.truncate(NEWEST);
    if mode == Mode::Newest {
        let mut html = String::new();
        for (_, path) in &newest {
            let text = fs::read_to_string(path).unwrap_or_default();
            render(by_hand(&text).map_or("", |found| &text[found.body..]), &mut html);
        }
        bytes += html.len() as u64;
    }
    println!("{files} files, {dated} dated, {bytes} bytes");
    if let Some((_, path)) = newest.first() {
        println!("newest: {path}");
    }
    ExitCode::SUCCESS
}
