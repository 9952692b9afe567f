//! `feedwright explain`: where each field of an article's entry comes from, and which feeds show it; or what a rule
//! of the checker means.

mod fields;
mod origin;
mod rules;

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use serde::Serialize;

use crate::article::Markup;
use crate::check::Profile;
use crate::cli::arguments::{Format, Global};
use crate::cli::console::{Console, Verbosity};
use crate::cli::explain::fields::Row;
use crate::cli::failure::Failure;
use crate::cli::json::{Finding, Why};
use crate::cli::site::Site;
use crate::cli::summary::minute;
use crate::cli::table::{self, Cell};
use crate::cli::words::{self, FAINT, PLAIN, STRONG, style};
use crate::cli::{Verdict, clock, findings, json};
use crate::diagnostic::{Level, Located};
use crate::pipeline::{self, Explanation, Reason};

const MORE: &str = "\
Examples:
  feedwright explain content/2025-08-13-a-title.md
  feedwright explain --format json content/2025-08-13-a-title.md
  feedwright explain element-missing
  feedwright explain apple-podcasts
  feedwright explain --all

What is there, has an extension or holds a slash is an article's path; any
other word is a rule of `feedwright check`, or one of its profiles.

With `--format json`, standard output gets one object, of an article:
  file, published  the article, and whether it is published
  reason           why it is not, with until or since, as `build` tells it;
                   `excluded` when it is not read at all
  feeds            the paths of the feeds that show it
  fields           {field, value, origin, line, remark}: null where nothing is
                   known
  findings, errors, warnings
                   as `build` tells them
and of a rule:
  rule, level, area, summary
  w3c              the classes of the W3C validator's messages that mean the
                   same
  page             the rule's page, in Markdown
of a profile: {profile, title, summary, rules, page}; `--all` gives {rules}.";

/// Tell where each field of an article's entry comes from, or what a rule means.
///
/// Of an article, shows what the feeds say about an article and who said so: the article, its name, the site, or a rule. Tells too
/// whether it is published, which feeds show it, how its dates were read, and what is wrong with it.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The article, or the rule of `feedwright check`.
    #[arg(value_name = "FILE|RULE", value_hint = ValueHint::FilePath, required_unless_present = "all")]
    subject: Option<PathBuf>,
    /// List all rules.
    #[arg(long, conflicts_with = "subject")]
    all: bool,
}

/// The answer for programs.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    published: bool,
    #[serde(flatten)]
    why: Option<Why>,
    feeds: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    feeds_if_room: &'a [String],
    fields: &'a [Row],
    findings: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
}

/// Explains an article or a rule.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let Some(subject) = &arguments.subject else { return rules::all(console) };
    match subject.to_str().filter(|word| is_rule(word)) {
        Some(name) => rules::one(name, console),
        None => article(global, subject, console),
    }
}

/// Whether a word can't be meant for an article: it has neither slash nor extension, or is a profile's name, and no file
/// has that name.
fn is_rule(word: &str) -> bool {
    let is_name = !word.contains(['/', '\\', '.']) || Profile::named(word).is_some();
    is_name && !Path::new(word).exists()
}

fn article(global: &Global, file: &Path, console: &Console) -> Result<Verdict, Failure> {
    let present = clock::present(global)?;
    let site = Site::of_file(file, global.site.as_deref())?;
    let name = name(&site, file)?;
    let source = site.source()?;
    let (ledger, _) = site.ledger()?;
    let explained = pipeline::explain(&site.config, &source, ledger, &name, present.now);
    let explained = explained.map_err(|error| site.not_read(&error))?;
    // As it was typed, where that leads to it: from within the site's folder, `x.md` is clearer than `../posts/x.md`.
    let file = if file.is_file() { words::shown(file) } else { site.article(&name) };
    let Some(mut explanation) = explained else {
        console.out(&match console.format {
            Format::Json => report(&file, Some(Why::excluded()), [&[], &[]], &[], &[]),
            _ => excluded(&file, &site),
        })?;
        return Ok(Verdict::Fine);
    };
    explanation.found.iter_mut().for_each(|one| one.file.clone_from(&file));
    let finished = |paths: &[String]| paths.iter().map(|path| site.finished(path)).collect::<Vec<_>>();
    let (sure, if_room) = (finished(&explanation.feeds), finished(&explanation.feeds_if_room));
    let feeds: [&[String]; 2] = [&sure, &if_room];
    let rows = fields::rows(&explanation, &site);
    console.out(&match console.format {
        Format::Json => report(&file, explanation.outcome.err().map(Why::from), feeds, &rows, &explanation.found),
        _ => {
            let width = console.out_width();
            let mut text = format!("{}: {}\n\n", style(STRONG, &file), status(&explanation, feeds));
            text.push_str(&lines(&rows, width));
            if !explanation.found.is_empty() {
                text.push('\n');
                text.push_str(findings::frames(&explanation.found, Verbosity::Verbose, width).trim_end_matches('\n'));
                text.push('\n');
            }
            text
        }
    })?;
    let has_errors = explanation.found.iter().any(|one| one.diagnostic.level == Level::Error);
    Ok(if has_errors { Verdict::AtFault } else { Verdict::Fine })
}

/// The article's name below the site's folder. The file may be given as seen from here, or from there.
fn name(site: &Site, file: &Path) -> Result<String, Failure> {
    let shown = words::shown(file);
    let path = [file.to_path_buf(), site.folder.join(file)].into_iter().find(|path| path.is_file());
    let path = path.ok_or_else(|| {
        let what = if file.is_dir() { "is a folder" } else { "is not there" };
        Failure::usage(format!("`{shown}` {what}")).hint("give the path of an article")
    })?;
    if Markup::of(&shown).is_none() {
        let hint = "articles are .md, .txt and .html files";
        return Err(Failure::usage(format!("`{shown}` is no article")).hint(hint));
    }
    // Only the folder is resolved: a symbolic link is not the article that it leads to.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let refuse = |error| Failure::read(&shown, &error);
    let (folder, root) = (folder.canonicalize().map_err(refuse)?, site.folder.canonicalize().map_err(refuse)?);
    let below = folder.strip_prefix(&root).ok().zip(path.file_name()).map(|(folder, name)| folder.join(name));
    let parts = below.as_ref().map(|path| path.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>());
    parts.flatten().map(|parts| parts.join("/")).ok_or_else(|| {
        let message = format!("`{shown}` does not belong to the site in `{}`", words::shown(&site.folder));
        Failure::usage(message).hint("say which site it belongs to with `--site DIR`")
    })
}

fn excluded(file: &str, site: &Site) -> String {
    format!(
        "{}: not published, since it is not read\n  What keeps it out may be `build.exclude` in {}, a .gitignore, a \
         hidden folder, the output folder,\n  a folder of a site generator (`_site`, `_includes`, `_layouts`, \
         `node_modules`), or that it is a symbolic link.\n",
        style(STRONG, file),
        site.file()
    )
}

/// Whether the article is published and where, or why not.
fn status(explanation: &Explanation, [feeds, if_room]: [&[String]; 2]) -> String {
    let why = match explanation.outcome {
        Ok(_) if !if_room.is_empty() => {
            let feeds = if feeds.is_empty() { String::new() } else { format!("in {}, and ", words::list(feeds)) };
            return format!("published {feeds}as far as `max_bytes` leaves room in {}", words::list(if_room));
        }
        Ok(_) if feeds.is_empty() => {
            return "can be published, but no feed shows it: newer articles take all the room".to_owned();
        }
        Ok(_) => return format!("published in {}", words::list(feeds)),
        Err(Reason::Draft) => "it is a draft".to_owned(),
        Err(Reason::Hidden) => "its author keeps it out of feeds".to_owned(),
        Err(Reason::Page) => "by its name it is a page beside the articles".to_owned(),
        Err(Reason::Waits(until)) => format!("it waits until {}", minute(until)),
        Err(Reason::Expired(since)) => format!("its time is over since {}", minute(since)),
        Err(Reason::AtFault) => "it is at fault, as said below".to_owned(),
    };
    format!("not published, since {why}")
}

/// The rows as a table that fits the terminal: sentences give way, names, addresses and origins stay whole.
fn lines(rows: &[Row], width: usize) -> String {
    let widest = |text: fn(&Row) -> &str| rows.iter().map(|row| words::columns_of(text(row))).max().unwrap_or(0);
    let taken = widest(|row| row.field) + widest(|row| &row.origin) + 6;
    let room = width.saturating_sub(taken).clamp(16, 60);
    let mut table = Vec::with_capacity(rows.len());
    let nothing = || Cell::left("", PLAIN);
    for row in rows {
        let (field, origin) = (Cell::left(row.field, STRONG), Cell::left(words::printable(&row.origin), FAINT));
        // A shortened address leads nowhere.
        let is_address = row.value.contains(':') && !row.value.contains(char::is_whitespace);
        if is_address && words::columns_of(&row.value) > room {
            table.push(vec![field, Cell::left(words::printable(&row.value), PLAIN)]);
            table.push(vec![nothing(), nothing(), origin]);
        } else {
            table.push(vec![field, Cell::left(words::shortened(&row.value, room), PLAIN), origin]);
        }
        if let Some(remark) = &row.remark {
            table.push(vec![nothing(), Cell::left(remark, FAINT)]);
        }
    }
    table::lines(&table)
}

fn report(
    file: &str,
    why: Option<Why>,
    [feeds, feeds_if_room]: [&[String]; 2],
    fields: &[Row],
    found: &[Located],
) -> String {
    json::text(&Report {
        file,
        published: why.is_none(),
        why,
        feeds,
        feeds_if_room,
        fields,
        findings: found.iter().map(Finding::from).collect(),
        errors: json::number(found, Level::Error),
        warnings: json::number(found, Level::Warning),
    })
}
