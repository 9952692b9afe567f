//! `feedwright init`: writes a commented `feedwright.toml` for the articles that are there.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use crate::article::{self, Markup};
use crate::cli::arguments::{Format, Global};
use crate::cli::console::{Console, Verbosity};
use crate::cli::failure::Failure;
use crate::cli::site::CONTENT;
use crate::cli::words::{self, HINT, count, style};
use crate::cli::{Verdict, clock, json};
use crate::config;
use crate::date::Context;
use crate::html;
use crate::model::{Language, Url};
use crate::source::{FolderSource, Source};

const MORE: &str = "\
Examples:
  feedwright init --url https://example.org/
  feedwright init --url https://example.org/ --site blog";

/// Write a feedwright.toml for the articles in this folder.
///
/// The title comes from the folder's name, the language from the articles, the time zone from the machine; a comment
/// beside each says so. Where this folder has no article but a folder `content` beside it has, the file is written
/// there. A feedwright.toml that exists is never replaced.
#[derive(Clone, Debug, Args)]
#[command(after_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The address where the site stands, such as `https://example.org/`.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    url: String,
}

/// How many articles are looked at to tell their language.
const ARTICLES_LOOKED_AT: usize = 20;

/// What can be told of a site before it is one.
struct Guess {
    title: String,
    url: Url,
    /// The language that most articles are in.
    language: Option<Language>,
    /// The zone's name, and where the machine keeps it.
    zone: Option<(String, &'static str)>,
    /// Whether the site's folder is only for articles, so that feeds go beside it rather than into it.
    is_content: bool,
}

/// Writes the configuration, and says what to do next.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let url = Url::web(arguments.url.trim()).map_err(|error| {
        Failure::usage(format!("`--url`: {error}")).hint("write a whole address such as `https://example.org/`")
    })?;
    let folder = folder(global.site.as_deref())?;
    let file = folder.join(config::FILE_NAME);
    let shown = words::shown(&file);
    let (found, language) = look_around(&folder).map_err(|error| Failure::read(&words::shown(&folder), &error))?;
    let name = folder.canonicalize().map_err(|error| Failure::read(&words::shown(&folder), &error))?;
    let is_content = name.file_name().is_some_and(|name| name == CONTENT);
    let zone = clock::machine_zone().map(|(zone, set_in)| (zone.name(), set_in));
    let guess = Guess { title: title(&name, is_content, &url), url, language, zone, is_content };
    let mut new = OpenOptions::new().write(true).create_new(true).open(&file).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::not_writable(format!("`{shown}` exists already")).hint("edit it, or move it away first")
        }
        _ => Failure::write(&shown, &error),
    })?;
    new.write_all(text(&guess).as_bytes()).map_err(|error| Failure::write(&shown, &error))?;
    if console.format == Format::Json {
        console.out(&json::created(&shown))?;
    } else if console.verbosity > Verbosity::Quiet {
        console.err(&next_steps(global, &folder, &shown, &found));
    }
    Ok(Verdict::Fine)
}

/// The folder that becomes a site: `content`, where articles are there and not here.
fn folder(given: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(given) = given else {
        let here = PathBuf::from(".");
        let has_articles = |folder: &Path| {
            let mut files = folder.read_dir().into_iter().flatten().flatten();
            files.any(|file| file.file_name().to_str().is_some_and(is_article))
        };
        let content = Path::new(CONTENT);
        return Ok(if content.is_dir() && !has_articles(&here) { content.to_path_buf() } else { here });
    };
    if !given.is_dir() {
        let message = format!("`--site {}`: there is no such folder", words::shown(given));
        return Err(Failure::usage(message).hint("give the folder that holds the articles"));
    }
    Ok(given.to_path_buf())
}

/// Whether a file may be an article; what every project keeps at its root says nothing.
fn is_article(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
    let is_project =
        matches!(stem.as_str(), "README" | "LICENSE" | "CHANGELOG" | "CONTRIBUTING" | "SECURITY" | "CODE_OF_CONDUCT");
    !is_project && Markup::of(name).is_some()
}

/// The names of all articles, and the language that most of the first are in.
fn look_around(folder: &Path) -> io::Result<(Vec<String>, Option<Language>)> {
    let source =
        FolderSource::new(folder, &[], Path::new("public"), |name| name.rsplit('/').next().is_some_and(is_article))?;
    let names: Vec<String> = source.list()?.documents.into_iter().map(|document| document.name).collect();
    let mut languages: Vec<(usize, Language)> = Vec::new();
    for language in names.iter().take(ARTICLES_LOOKED_AT).filter_map(|name| language(&source, name)) {
        match languages.iter_mut().find(|(_, known)| *known == language) {
            Some((number, _)) => *number += 1,
            None => languages.push((1, language)),
        }
    }
    let most = languages.into_iter().max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    Ok((names, most.map(|(_, language)| language)))
}

fn language(source: &FolderSource, name: &str) -> Option<Language> {
    let markup = Markup::of(name)?;
    let decoded = article::encoding::decode(source.read(name).ok()?, markup).ok()?;
    let (found, _) = article::metadata(name, markup, &decoded.text, &Context::default());
    if let Some(language) = found.language {
        return Some(language.value);
    }
    article::language::detect(&html::plain_text(&article::body(&found, &decoded.text).html))
}

/// The folder's name as a title: `my-blog` → `My blog`; for `content`, the folder that it stands in.
fn title(folder: &Path, is_content: bool, url: &Url) -> String {
    let named = if is_content { folder.parent().unwrap_or(folder) } else { folder };
    let name = named.file_name().map(|name| name.to_string_lossy().replace(['-', '_'], " ")).unwrap_or_default();
    let mut letters = name.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => url.host().to_owned(),
    }
}

fn text(guess: &Guess) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let setting = |text: String, comment: &str| format!("{text:<38} # {comment}");
    let title = setting(format!("title = {}", quoted(&guess.title)), "from the folder's name");
    let language = match &guess.language {
        Some(language) => {
            setting(format!("language = \"{language}\""), "told from the articles; for those that name none")
        }
        None => setting("# language = \"en\"".to_owned(), "it could not be told from the articles"),
    };
    let zone = match &guess.zone {
        Some((zone, set_in)) => setting(
            format!("timezone = \"{zone}\""),
            &format!("this machine's, from {set_in}; for dates that name none"),
        ),
        None => setting("# timezone = \"Europe/Paris\"".to_owned(), "for dates that name none; UTC by default"),
    };
    let output = if guess.is_content { "../public" } else { "public" };
    let output = setting(format!("output = \"{output}\""), "where the feeds go, relative to this file");
    format!(
        "\
# A site for Feedwright: the articles are the .md, .txt and .html files beside and below this file.
# `feedwright` builds the feeds, `feedwright explain FILE` tells where each field of an entry comes from.
# Everything but the address can be left out; what starts with # is an example.

[site]
{title}
url = {url}
# description = \"What it is about, in one sentence\"
{language}
{zone}
# author = {{ name = \"Ada Martin\", email = \"ada@example.org\", url = \"https://example.org/about/\" }}
# rights = \"© Ada Martin\"

[build]
{output}
# The addresses of the articles, as your site has them; :section, :title, :filename and others are known too.
permalink = \"/:year/:month/:slug/\"
# default_time = \"09:00\"                 # for dates without a time; midnight by default
# undated = \"git\"                        # articles without a date get that of their first commit, or \"modified\"
# exclude = [\"/about/\", \"*.tmp.md\"]      # what is no article, as in a .gitignore

# Each feed is one file. Without any, they are feed.xml (RSS), atom.xml (Atom) and feed.json (JSON Feed).
# [[feed]]
# path = \"feed.xml\"
# limit = 20
",
        url = quoted(guess.url.as_str()),
    )
}

fn next_steps(global: &Global, folder: &Path, file: &str, found: &[String]) -> String {
    let site = match &global.site {
        Some(site) => format!(" --site {}", words::shown(site)),
        None => String::new(),
    };
    let articles = match found.first() {
        Some(first) => {
            let first = words::shown(&folder.join(first));
            format!("  feedwright explain {first}\n      tells where each field of that article's entry comes from\n")
        }
        None => format!("  feedwright new \"A title\"{site}\n      begins the first article\n"),
    };
    format!(
        "Wrote {file}: {number} beside and below it\n{next}\n  look through {file}\n      its permalink must give the \
         addresses that the articles really have\n{articles}  feedwright{site}\n      builds the feeds\n",
        number = count(found.len(), "article", "articles"),
        next = style(HINT, "Next:"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(is_known: bool) -> Guess {
        let language = is_known.then(|| Language::new("fr").unwrap());
        let zone = is_known.then(|| ("Europe/Paris".to_owned(), "/etc/localtime"));
        let title = "A \"quoted\" title \\ é".to_owned();
        Guess { title, url: Url::web("https://example.org/blog").unwrap(), language, zone, is_content: is_known }
    }

    #[test]
    fn what_is_written_is_a_configuration() {
        for is_known in [true, false] {
            let config = config::parse(&text(&guess(is_known))).unwrap();
            assert_eq!(config.site.title.as_str(), "A \"quoted\" title \\ é");
            assert_eq!(config.site.language.is_some(), is_known);
            assert_eq!(config.site.zone.name(), if is_known { "Europe/Paris" } else { "UTC" });
        }
    }

    #[test]
    fn what_is_commented_out_is_one_too() {
        for is_known in [true, false] {
            let text = text(&guess(is_known));
            let lines = text.lines().map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest,
                _ => line,
            });
            let config = config::parse(&lines.collect::<Vec<_>>().join("\n")).unwrap();
            assert_eq!((config.feeds.len(), config.build.exclude.len(), config.site.authors.len()), (1, 2, 1));
        }
    }

    #[test]
    fn a_folder_name_becomes_a_title() {
        let url = Url::web("https://example.org/").unwrap();
        let title = |folder: &str, is_content| title(Path::new(folder), is_content, &url);
        assert_eq!(title("/home/ada/my-blog", false), "My blog");
        assert_eq!(title("/home/ada/été/content", true), "Été");
        assert_eq!(title("/", false), "example.org");
    }
}
