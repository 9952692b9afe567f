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
    /// The languages of the articles that name none, and how many are in each, the most frequent first.
    languages: Vec<(Language, usize)>,
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
    let Surroundings { found, example, languages } =
        look_around(&folder).map_err(|error| Failure::read(&words::shown(&folder), &error))?;
    let name = folder.canonicalize().map_err(|error| Failure::read(&words::shown(&folder), &error))?;
    let is_content = name.file_name().is_some_and(|name| name == CONTENT);
    let zone = clock::machine_zone().map(|(zone, set_in)| (zone.name(), set_in));
    let guess = Guess { title: title(&name, is_content, &url), url, languages, zone, is_content };
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
        console.err(&next_steps(global, &folder, &shown, found, example.as_deref()));
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

/// Whether a file may be an article; what every project keeps at its root says nothing, nor does a section's page.
fn is_article(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
    let is_beside = matches!(
        stem.as_str(),
        "_INDEX" | "README" | "LICENSE" | "CHANGELOG" | "CONTRIBUTING" | "SECURITY" | "CODE_OF_CONDUCT"
    );
    !is_beside && Markup::of(name).is_some()
}

/// What stands in a folder that becomes a site.
struct Surroundings {
    /// How many articles there are.
    found: usize,
    /// An article that is likely to be published: pages and drafts explain little.
    example: Option<String>,
    /// The languages, as in [`Guess`].
    languages: Vec<(Language, usize)>,
}

fn look_around(folder: &Path) -> io::Result<Surroundings> {
    let source =
        FolderSource::new(folder, &[], Path::new("public"), |name| name.rsplit('/').next().is_some_and(is_article))?;
    let names: Vec<String> = source.list()?.documents.into_iter().map(|document| document.name).collect();
    let looks: Vec<Look> = names.iter().take(ARTICLES_LOOKED_AT).filter_map(|name| look(&source, name)).collect();
    let example = looks.iter().find(|look| look.is_out).map(|look| look.name.clone());
    // What an article says of itself tells nothing about those that say nothing, unless there are none of them.
    let all_named = looks.iter().all(|look| look.names_language);
    let mut languages: Vec<(Language, usize)> = Vec::new();
    for look in looks.into_iter().filter(|look| all_named || !look.names_language) {
        let Some(language) = look.language else { continue };
        match languages.iter_mut().find(|(known, _)| *known == language) {
            Some((_, number)) => *number += 1,
            None => languages.push((language, 1)),
        }
    }
    languages.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    Ok(Surroundings { found: names.len(), example: example.or_else(|| names.into_iter().next()), languages })
}

/// What one article tells about its site.
struct Look {
    name: String,
    language: Option<Language>,
    names_language: bool,
    is_out: bool,
}

fn look(source: &FolderSource, name: &str) -> Option<Look> {
    let markup = Markup::of(name)?;
    let decoded = article::encoding::decode(source.read(name).ok()?, markup).ok()?;
    let (found, _) = article::metadata(name, markup, &decoded.text, &Context::default());
    let is_kept_back = [&found.draft, &found.hidden].into_iter().flatten().any(|field| field.value);
    let named = found.language.as_ref().map(|language| language.value.clone());
    let detect = || article::language::detect(&html::plain_text(&article::body(&found, &decoded.text).html));
    Some(Look {
        name: name.to_owned(),
        names_language: named.is_some(),
        is_out: found.date.is_some() && !is_kept_back,
        language: named.or_else(detect),
    })
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
    let language = match guess.languages.as_slice() {
        [] => setting("# language = \"en\"".to_owned(), "it could not be told from the articles"),
        [(language, _)] => {
            setting(format!("language = \"{language}\""), "told from the articles; for those that name none")
        }
        // One language for all would be wrong for some; without it, each says it or is told from its text.
        [(first, _), ..] => {
            let several: Vec<String> = guess.languages.iter().map(|(language, _)| language.to_string()).collect();
            let comment = format!("the articles differ ({}), so each tells its own", several.join(", "));
            setting(format!("# language = \"{first}\""), &comment)
        }
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
# archive = true                        # older entries stay, in pages beside the feed
# former = [\"/rss.xml\"]                 # where it was before

# Beside them: a page where people subscribe, the list of all feeds, and how browsers show a feed. `false` goes without.
# [page]
# path = \"index.html\"
# opml = \"feeds.opml\"
# style = \"feed.css\"
# snippet = \"feeds.html\"                # lines for the head of your own pages; not made by default

# Files that tell a host how to serve feeds, and where they were before: also .htaccess and nginx.conf.
# [host]
# files = [\"_headers\", \"_redirects\"]
",
        url = quoted(guess.url.as_str()),
    )
}

fn next_steps(global: &Global, folder: &Path, file: &str, found: usize, example: Option<&str>) -> String {
    let site = match &global.site {
        Some(site) => format!(" --site {}", words::shown(site)),
        None => String::new(),
    };
    let articles = match example {
        Some(example) => {
            let example = words::shown(&folder.join(example));
            format!("  feedwright explain {example}\n      tells where each field of that article's entry comes from\n")
        }
        None => format!("  feedwright new \"A title\"{site}\n      begins the first article\n"),
    };
    format!(
        "Wrote {file}: {number} beside and below it\n{next}\n  look through {file}\n      its permalink must give the \
         addresses that the articles really have\n{articles}  feedwright{site}\n      builds the feeds\n",
        number = count(found, "article", "articles"),
        next = style(HINT, "Next:"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(is_known: bool) -> Guess {
        let languages = if is_known { vec![(Language::new("fr").unwrap(), 3)] } else { Vec::new() };
        let zone = is_known.then(|| ("Europe/Paris".to_owned(), "/etc/localtime"));
        let title = "A \"quoted\" title \\ é".to_owned();
        Guess { title, url: Url::web("https://example.org/blog").unwrap(), languages, zone, is_content: is_known }
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
            assert_eq!((config.host.len(), config.page.snippet.is_some()), (2, true));
        }
    }

    fn surroundings(files: &[(&str, &str)]) -> (Option<String>, String) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let found = look_around(folder.path()).unwrap();
        let guess = Guess { languages: found.languages, ..guess(false) };
        let text = text(&guess);
        assert!(config::parse(&text).is_ok());
        (found.example, text.lines().find(|line| line.contains("language")).unwrap().to_owned())
    }

    const ENGLISH: &str =
        "---\ndate: 2025-08-13\n---\nWe walked down to the river in the morning, and there was nobody else on the way.";
    const FRENCH: &str =
        "---\ndate: 2025-08-13\n---\nNous sommes allés au marché ce matin, et il n’y avait personne dans les rues.";

    #[test]
    fn the_language_is_that_of_the_articles_that_name_none() {
        let (_, language) = surroundings(&[("a.md", ENGLISH), ("b.fr.md", FRENCH), ("c.fr.md", FRENCH)]);
        assert!(language.starts_with("language = \"en\""), "{language}");
        let (_, language) = surroundings(&[("a.md", "---\ndate: 2025-08-13\n---\nShort."), ("b.fr.md", FRENCH)]);
        assert!(language.starts_with("# language"), "{language}");
        let (_, language) = surroundings(&[("b.fr.md", FRENCH)]);
        assert!(language.starts_with("language = \"fr\""), "{language}");
        let (_, language) = surroundings(&[("a.md", FRENCH), ("b.md", ENGLISH), ("c.md", ENGLISH)]);
        assert!(language.starts_with("# language = \"en\"") && language.contains("differ (en, fr)"), "{language}");
    }

    #[test]
    fn the_example_is_an_article_that_is_published() {
        let files = [("_drafts/a.md", ENGLISH), ("_index.md", ENGLISH), ("about.md", "Text"), ("b.md", ENGLISH)];
        assert_eq!(surroundings(&files).0.as_deref(), Some("b.md"));
        assert_eq!(surroundings(&[("about.md", "Text")]).0.as_deref(), Some("about.md"));
        assert_eq!(surroundings(&[]).0, None);
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
