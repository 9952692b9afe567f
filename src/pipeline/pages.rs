//! What stands beside the feeds: the page for people, the list of all feeds, their style sheet, files for hosts.
//!
//! All of it is made from the list of the feeds. An output folder may be that of a whole site, so a file is replaced only
//! when it says that it is ours; any other is left alone, and that is told.

use std::collections::HashSet;
use std::io;

use crate::check;
use crate::config::{Config, FeedConfig};
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Level, Located};
use crate::model::{Entry, FeedInfo, History, Language};
use crate::output::{HostFile, Output};
use crate::pipeline::finish::{Finished, address};
use crate::pipeline::plan::Plan;
use crate::pipeline::report::{FileKind, FileReport, Outcome};
use crate::pipeline::write::named;
use crate::render::host::Serving;
use crate::render::{self, COMPARED, ListedEntry, ListedFeed, Listing};
use crate::sink::Sink;

/// How many of a feed's entries are told of; of feeds far down a long list, enough to tell them apart.
pub(super) const NEWEST: usize = 10;
/// How many feeds are told of with their newest entries.
const SHOWN: usize = 48;

/// What is told of a feed, and when it changed last.
pub(super) type Row = (ListedFeed, Option<Timestamp>);

/// The feeds as they are told of, gathered while they are rendered; `None` of a file that is not told of.
pub(super) struct Gathered(pub(super) Vec<Option<Row>>);

/// What is told of the feed that has this place among all, and when it changed last.
pub(super) fn listed(number: usize, feed: &FeedConfig, info: &FeedInfo, entries: &[Entry]) -> Row {
    let room = room(number);
    let listed = ListedFeed {
        path: feed.path.clone(),
        format: feed.format,
        title: info.title.clone(),
        description: info.description.clone(),
        language: info.language.clone(),
        address: info.address.clone(),
        newest: entries.iter().take(room).map(ListedEntry::of).collect(),
        former: feed.former.iter().map(|former| former.path.clone()).collect(),
        archive: info.history.as_ref().and_then(History::previous).cloned(),
    };
    (listed, entries.iter().map(Entry::updated).max_by_key(|at| at.unix()))
}

/// How many entries are told of the feed that has this place among all.
pub(super) fn room(number: usize) -> usize {
    if number < SHOWN { NEWEST } else { COMPARED }
}

impl Gathered {
    /// The list of the feeds that are there once the build is done. One that is not written may have been there before;
    /// what it holds is not told then.
    fn listing(self, config: &Config, finished: &[Option<Finished>], sink: &dyn Sink) -> Option<Listing> {
        let mut feeds = Vec::with_capacity(self.0.len());
        let mut updated: Option<Timestamp> = None;
        for (one, finished) in self.0.into_iter().zip(finished) {
            let Some((mut feed, changed)) = one else { continue };
            if finished.is_some() {
                updated = updated.into_iter().chain(changed).max_by_key(|at| at.unix());
            } else if sink.get(&feed.path).is_ok_and(|old| old.is_some()) {
                feed.newest.clear();
            } else {
                continue;
            }
            feeds.push(feed);
        }
        let site = &config.site;
        let language = config.page.language.clone().or_else(|| site.language.clone());
        Some(Listing {
            title: site.title.clone(),
            description: site.description.clone(),
            home: site.url.clone(),
            language: language.or_else(|| usual_language(&feeds)),
            site_language: site.language.clone(),
            updated: updated?,
            feeds,
        })
    }
}

/// The language of most entries; of several that are as frequent, the first by its tag.
fn usual_language(feeds: &[ListedFeed]) -> Option<Language> {
    let mut counts = std::collections::BTreeMap::<&Language, usize>::new();
    let languages = feeds.iter().flat_map(|feed| &feed.newest).filter_map(|entry| entry.language.as_ref());
    languages.for_each(|language| *counts.entry(language).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(language, _)| language.clone())
}

/// A file beside the feeds.
pub(super) struct Beside {
    path: String,
    kind: FileKind,
    /// `None` where nothing is to be written.
    output: Option<Output>,
}

/// Makes what stands beside the feeds, and looks whether it may be written.
pub(super) fn make(
    config: &Config,
    plan: &Plan,
    gathered: Gathered,
    finished: &[Option<Finished>],
    sink: &dyn Sink,
    findings: &mut Vec<Located>,
) -> Vec<Beside> {
    let mut listing = gathered.listing(config, finished, sink);
    if let Some(listing) = &mut listing {
        findings.extend(circles(listing));
    }
    let mut all = render_all(config, listing.as_ref());
    for one in &mut all {
        let Some(output) = &one.output else { continue };
        let path = one.path.to_lowercase();
        let taken = plan
            .feeds
            .iter()
            .map(|planned| planned.feed.path.to_lowercase())
            .find(|feed| *feed == path || is_below(feed, &path) || is_below(&path, feed));
        let found = if let Some(feed) = taken {
            let message = match feed == path {
                true => "a feed has this path already".to_owned(),
                false => format!("beside the feed `{feed}`, one of the two would stand in a folder that is a file"),
            };
            Some(Diagnostic::error("page-path-taken", message).help("give it another path in `[page]`"))
        } else {
            not_ours(one.kind, sink.get(&one.path)).or_else(|| faulty(one.kind, output))
        };
        if let Some(found) = found {
            findings.push(found.without_text(&one.path));
            one.output = None;
        }
    }
    let redirects = [HostFile::Redirects, HostFile::Apache, HostFile::Nginx];
    if plan.feeds.iter().any(|planned| !planned.feed.former.is_empty())
        && !redirects.iter().any(|one| config.host.contains(one))
    {
        let message = "no file tells a host of the paths that feeds had before (`former`)";
        let help = "name `_redirects`, `.htaccess` or `nginx.conf` in `files` of `[host]`";
        findings.push(Diagnostic::note("former-not-told", message).help(help).without_text(""));
    }
    all
}

/// Whether a path leads into a folder that has another path.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Leaves out former paths at which a feed stands today: a redirect there would lead in a circle. Which feeds there are
/// for each tag, only a build knows.
fn circles(listing: &mut Listing) -> Vec<Located> {
    let today: HashSet<String> = listing.feeds.iter().map(|feed| feed.address.path().to_owned()).collect();
    let mut found = Vec::new();
    for feed in &mut listing.feeds {
        feed.former.retain(|path| {
            if today.contains(path) {
                let message = format!("there is a feed at its former path `{path}` today, so nothing leads from there");
                found.push(Diagnostic::warning("former-taken", message).without_text(&feed.path));
            }
            !today.contains(path)
        });
    }
    found
}

fn render_all(config: &Config, listing: Option<&Listing>) -> Vec<Beside> {
    let at = |path: &Option<String>| path.as_ref().map(|path| address(config, path));
    let (page, opml) = (at(&config.page.path), at(&config.page.opml));
    let serving = Serving { is_styled: config.page.style.is_some(), opml: opml.as_ref() };
    let mut all = Vec::new();
    let mut add = |path: &Option<String>, kind, make: &dyn Fn(&Listing) -> Output| {
        if let Some(path) = path.clone() {
            all.push(Beside { path, kind, output: listing.map(make) });
        }
    };
    if let Some(page) = &page {
        add(&config.page.path, FileKind::Page, &|listing| render::page::render(listing, page, opml.as_ref()));
    }
    add(&config.page.opml, FileKind::Opml, &render::opml::render);
    add(&config.page.style, FileKind::Style, &render::style::render);
    add(&config.page.snippet, FileKind::Snippet, &render::snippet::render);
    for file in &config.host {
        let path = Some(file.name().to_owned());
        add(&path, FileKind::Host, &|listing| render::host::render(listing, *file, serving));
    }
    all
}

/// By what a file is known as one that a build wrote, and may write anew.
fn mark(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Page => render::page::MARK,
        FileKind::Style => "/* Feedwright",
        FileKind::Host => "# Feedwright",
        FileKind::Opml | FileKind::Snippet | FileKind::Feed | FileKind::Archive => "<!-- Feedwright",
    }
}

/// That a file which is there is not ours to replace.
fn not_ours(kind: FileKind, there: io::Result<Option<Vec<u8>>>) -> Option<Diagnostic> {
    let mark = mark(kind).as_bytes();
    let message = match there {
        Ok(None) => return None,
        Ok(Some(old)) if old.windows(mark.len()).any(|window| window == mark) => return None,
        Ok(Some(_)) => "this file was made by somebody else, so it is left alone".to_owned(),
        Err(error) => format!("the file is left alone, since it can't be read: {error}"),
    };
    let help = match kind {
        FileKind::Page => "give the page another `path` in `[page]`, such as `feeds.html`, or none: `path = false`",
        FileKind::Opml => "give the list another path with `opml` in `[page]`, or none: `opml = false`",
        FileKind::Style => {
            "if feeds are to look so, all is well; else give another path with `style` in `[page]`, or `false`"
        }
        FileKind::Snippet | FileKind::Feed | FileKind::Archive => "give it another path with `snippet` in `[page]`",
        FileKind::Host => {
            "move it away, and add what it says to the new one's in your own build; or take it out of `[host]`"
        }
    };
    Some(Diagnostic::note("page-not-ours", message).help(help))
}

/// What the second opinion has against the list of feeds.
fn faulty(kind: FileKind, output: &Output) -> Option<Diagnostic> {
    let judged = (kind == FileKind::Opml).then(|| check::check(&output.bytes))?;
    let found = judged.findings.iter().find(|found| found.level == Level::Error)?;
    Some(Diagnostic::error(found.rule.name, found.message.clone()))
}

/// Writes one of these files; `is_refused` when nothing may be written.
pub(super) fn write(beside: Beside, is_refused: bool, sink: &mut dyn Sink) -> io::Result<FileReport> {
    let Beside { path, kind, output } = beside;
    let format = match kind {
        FileKind::Opml => "OPML 2.0",
        FileKind::Style => "CSS",
        FileKind::Page | FileKind::Snippet => "HTML",
        FileKind::Host | FileKind::Feed | FileKind::Archive => "text",
    };
    let (bytes, outcome) = match output.filter(|_| !is_refused) {
        Some(output) => {
            let written = sink.put(&path, &output).map_err(|error| named(&path, &error))?;
            (output.bytes.len(), Outcome::from(written))
        }
        None => (0, Outcome::Kept),
    };
    Ok(FileReport { name: path.clone(), path, kind, pattern: None, feed: None, format, entries: 0, bytes, outcome })
}
