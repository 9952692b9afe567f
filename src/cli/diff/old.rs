//! The old feeds that a build is compared with.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::old_feed;
use crate::cli::site::Site;
use crate::cli::words;
use crate::config::FeedConfig;
use crate::nearest::nearest;
use crate::pipeline::FileReport;
use crate::sink::{FolderSink, Sink};
use crate::subscriber;

/// Where the old feeds are.
pub(super) enum Old {
    /// In a folder, each under its path.
    Folder {
        /// The folder, as seen from the current one.
        shown: String,
        files: FolderSink,
    },
    /// One feed, read already.
    One { name: String, bytes: Vec<u8> },
}

impl Old {
    /// What an old feed is called.
    pub(super) fn name(&self, path: &str) -> String {
        match self {
            Old::Folder { shown, .. } => words::shown(&Path::new(shown).join(path)),
            Old::One { name, .. } => name.clone(),
        }
    }

    /// The old feed under a path; `None` where there is none.
    ///
    /// # Errors
    /// It can't be read.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        match self {
            Old::Folder { files, .. } => files.get(path).map_err(|error| Failure::read(&self.name(path), &error)),
            Old::One { bytes, .. } => Ok(Some(bytes.clone())),
        }
    }
}

/// Finds the old feeds, and leaves of the site's feeds those that are compared with them.
///
/// # Errors
/// There are none, or the site has no feed like them.
pub(super) fn open(site: &mut Site, old: Option<&Path>, feed: Option<&str>) -> Result<Old, Failure> {
    if let Some(path) = feed {
        choose(site, path)?;
    }
    let old = match old {
        None => folder(&site.output),
        Some(path) if path.is_dir() => folder(path),
        Some(path) => {
            let (name, bytes) = old_feed::read(path)?;
            Old::One { name, bytes }
        }
    };
    match &old {
        Old::One { name, bytes } => choose_alike(site, name, bytes, feed.is_some())?,
        Old::Folder { shown, files } => {
            // Which feeds there are for each tag, say, is not known yet.
            let may_be = |feed: &FeedConfig| feed.for_each.is_some() || !matches!(files.get(&feed.path), Ok(None));
            let has_any = || site.config.feeds.iter().any(may_be);
            if *shown != words::shown(&site.output) && !has_any() {
                let message = format!("none of the site's feeds is in `{shown}`");
                return Err(
                    Failure::usage(message).hint("give the folder in which they have their own paths, or one file")
                );
            }
        }
    }
    Ok(old)
}

fn folder(path: &Path) -> Old {
    Old::Folder { shown: words::shown(path), files: FolderSink::new(path) }
}

/// Leaves only the feed under a path, or those of which one may have it.
fn choose(site: &mut Site, path: &str) -> Result<(), Failure> {
    let all: Vec<String> = site.config.feeds.iter().map(|feed| format!("`{}`", feed.path)).collect();
    site.config.feeds.retain(|feed| feed.may_have(path));
    if site.config.feeds.is_empty() {
        return Err(no_such(path).hint(format!("it has {}", words::list(&all))));
    }
    Ok(())
}

/// Leaves only the file under a path, where one was chosen.
///
/// # Errors
/// There is none.
pub(super) fn leave_only(files: &mut Vec<FileReport>, path: Option<&str>) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    let near: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let help = nearest(path, &near).map(|near| format!("it has `{near}`"));
    files.retain(|file| file.path == path);
    match (files.is_empty(), help) {
        (true, Some(help)) => Err(no_such(path).hint(help)),
        (true, None) => Err(no_such(path)),
        (false, _) => Ok(()),
    }
}

fn no_such(path: &str) -> Failure {
    Failure::usage(format!("`--feed {}`: the site has no such feed", words::printable(path)))
}

/// Leaves only the feed that is compared with one old one: the one that was chosen, or the first of its format.
fn choose_alike(site: &mut Site, name: &str, bytes: &[u8], is_chosen: bool) -> Result<(), Failure> {
    let seen = subscriber::read(bytes).map_err(|why| {
        let hint = "give a feed: RSS, Atom or JSON Feed";
        Failure::usage(format!("`{}` can't be compared: {why}", words::printable(name))).hint(hint)
    })?;
    if is_chosen {
        return Ok(());
    }
    let is_alike = |feed: &&FeedConfig| feed.for_each.is_none() && feed.format == seen.format();
    let Some(feed) = site.config.feeds.iter().find(is_alike) else {
        let message = format!("`{}` is {}, and the site has no such feed", words::printable(name), seen.kind.title());
        return Err(Failure::usage(message).hint("`--feed PATH` names the feed that it is to be compared with"));
    };
    site.config.feeds = vec![feed.clone()];
    Ok(())
}
