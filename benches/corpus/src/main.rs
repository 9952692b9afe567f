//! Writes a site of made-up articles: `feedwright-corpus FOLDER --articles 10000`.
//!
//! The articles stand in `FOLDER/content`, each in a folder of its section and year. Beside them stand the settings of
//! those who are to make a feed of them. With `--articles 0` only the settings are written.

mod article;
mod sites;

use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::{env, fs, io, thread};

use article::{Shape, Writer};
use sites::Settings;

const USAGE: &str = "usage: feedwright-corpus FOLDER [--articles N] [--bytes MEAN] [--tags N] [--seed N] [--pelican 1] \
    [--limit N (0: all)] [--formats rss,atom,json] [--tag-feeds 1]";

struct Arguments {
    folder: String,
    shape: Shape,
    settings: Settings,
    is_for_pelican: bool,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match write(&arguments) {
        Ok(said) => println!("{said}"),
        Err(error) => {
            eprintln!("{}: {error}", arguments.folder);
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn arguments() -> Option<Arguments> {
    let mut given = env::args().skip(1);
    let mut arguments = Arguments {
        folder: given.next().filter(|folder| !folder.starts_with('-'))?,
        shape: Shape { articles: 1000, bytes: 5400, tags: 15, seed: 1 },
        settings: Settings { limit: 20, formats: vec!["rss".into(), "atom".into(), "json".into()], tag_feeds: false },
        is_for_pelican: false,
    };
    while let Some(name) = given.next() {
        let value = given.next()?;
        match name.as_str() {
            "--articles" => arguments.shape.articles = value.parse().ok()?,
            "--bytes" => arguments.shape.bytes = value.parse().ok()?,
            "--tags" => arguments.shape.tags = value.parse().ok()?,
            "--seed" => arguments.shape.seed = value.parse().ok()?,
            "--limit" => arguments.settings.limit = value.parse().ok()?,
            "--formats" => arguments.settings.formats = value.split(',').map(str::to_owned).collect(),
            "--tag-feeds" => arguments.settings.tag_feeds = value == "1",
            "--pelican" => arguments.is_for_pelican = value == "1",
            _ => return None,
        }
    }
    Some(arguments)
}

fn write(arguments: &Arguments) -> io::Result<String> {
    let root = Path::new(&arguments.folder);
    arguments.settings.write(root)?;
    let content = root.join("content");
    let (next, bytes) = (&AtomicUsize::new(0), &AtomicU64::new(0));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let written: Vec<io::Result<()>> = thread::scope(|scope| {
        let work = || write_some(arguments, &content, next, bytes);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a writer that does not panic")).collect()
    });
    written.into_iter().collect::<io::Result<()>>()?;
    Ok(format!("{} articles, {} bytes", arguments.shape.articles, bytes.load(Ordering::Relaxed)))
}

/// One thread's part: articles in batches, so that neighbours in time are neighbours on disk.
fn write_some(arguments: &Arguments, content: &Path, next: &AtomicUsize, bytes: &AtomicU64) -> io::Result<()> {
    const BATCH: usize = 64;
    let writer = Writer::new(arguments.shape.clone());
    let mut made = HashSet::new();
    loop {
        let first = next.fetch_add(BATCH, Ordering::Relaxed);
        if first >= arguments.shape.articles {
            return Ok(());
        }
        for number in first..(first + BATCH).min(arguments.shape.articles) {
            let article = writer.article(number);
            let (folder, name) = article.place();
            let path = content.join(&folder);
            if made.insert(folder) {
                fs::create_dir_all(&path)?;
            }
            let text = if arguments.is_for_pelican { article.with_lines() } else { article.with_yaml() };
            bytes.fetch_add(text.len() as u64, Ordering::Relaxed);
            fs::write(path.join(name), text)?;
        }
    }
}
