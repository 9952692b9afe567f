//! `feedwright new`: begins an article.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use crate::cli::arguments::{Format, Global};
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::site::Site;
use crate::cli::words;
use crate::cli::{Verdict, clock, json};
use crate::date::Timestamp;
use crate::model::{Language, Text};
use crate::permalink;

const MORE: &str = "\
Examples:
  feedwright new \"A title\"                     2025-08-13-a-title.md, say
  feedwright new --draft --lang fr \"Un titre\"  a draft in French
  $EDITOR \"$(feedwright new \"A title\")\"        begin it and open it";

/// Begin an article with today's date, and print its path.
///
/// The file is called `YYYY-MM-DD-title.md` and starts with front matter: the title, and the date with the present
/// time in the site's time zone. It is published with the next build, unless it is a draft. No file is ever replaced.
#[derive(Clone, Debug, Args)]
#[command(after_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The article's title.
    title: String,
    /// Begin a draft, which is not published until `draft: true` is taken out.
    #[arg(long)]
    draft: bool,
    /// The folder for the article, within the site's; it is made where there is none [default: the site's folder].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// The article's language, such as `fr` or `en-GB`, where it is not the site's.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// A longer file name is no help, and some systems refuse it.
const SLUG_BYTES_MAX: usize = 100;

/// Writes the beginning of an article.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let title = Text::line(&arguments.title)
        .ok_or_else(|| Failure::usage("the title is empty").hint("write `feedwright new \"A title\"`"))?;
    let language =
        arguments.lang.as_deref().map(Language::new).transpose().map_err(|error| {
            Failure::usage(format!("`--lang`: {error}")).hint("write a tag such as `fr` or `en-GB`")
        })?;
    let present = clock::present(global)?;
    let site = Site::open(global.site.as_deref())?;
    let now = present.now.in_zone(&site.config.site.zone);
    let folder = folder(&site, arguments.dir.as_deref())?;
    let path = folder.join(file_name(now, title.as_str()));
    let shown = words::shown(&path);
    fs::create_dir_all(&folder).map_err(|error| Failure::write(&words::shown(&folder), &error))?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::not_writable(format!("`{shown}` exists already")).hint("edit it, or choose another title")
        }
        _ => Failure::write(&shown, &error),
    })?;
    let text = skeleton(title.as_str(), now, language.as_ref(), arguments.draft);
    file.write_all(text.as_bytes()).map_err(|error| Failure::write(&shown, &error))?;
    match console.format {
        Format::Json => console.out(&json::created(&shown))?,
        _ => console.out(&(shown + "\n"))?,
    }
    Ok(Verdict::Fine)
}

/// The folder for the article; outside of the site's it would never be read.
fn folder(site: &Site, given: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(given) = given else { return Ok(site.folder.clone()) };
    let root = site.folder.canonicalize().map_err(|error| Failure::read(&words::shown(&site.folder), &error))?;
    // A folder that is yet to be made is where the nearest one above it is that exists.
    let here = |path: &Path| if path.as_os_str().is_empty() { Path::new(".") } else { path }.canonicalize();
    let is_within = given.ancestors().find_map(|path| here(path).ok()).is_some_and(|there| there.starts_with(&root));
    let climbs = given.components().any(|part| part.as_os_str() == "..");
    if is_within && (!climbs || given.is_dir()) {
        return Ok(given.to_path_buf());
    }
    let (shown, site_shown) = (words::shown(given), words::shown(&site.folder));
    let message = format!("`--dir {shown}` is not within the site's folder `{site_shown}`, so it would not be read");
    let hint = match given.is_relative() && !climbs {
        true => format!("write `--dir {}`: paths are relative to the current folder", site.article(&shown)),
        false => format!("give a folder within `{site_shown}`"),
    };
    Err(Failure::usage(message).hint(hint))
}

/// `2025-08-13-a-title.md`.
fn file_name(now: Timestamp, title: &str) -> String {
    let mut slug = permalink::slug(title);
    if slug.len() > SLUG_BYTES_MAX {
        let cut = &slug[..slug.floor_char_boundary(SLUG_BYTES_MAX)];
        // Whole words, in scripts that have them.
        slug = cut.rsplit_once('-').map_or(cut, |(whole, _)| whole).to_owned();
    }
    if slug.is_empty() {
        slug.push_str("untitled");
    }
    format!("{}-{slug}.md", now.iso_date())
}

fn skeleton(title: &str, now: Timestamp, language: Option<&Language>, is_draft: bool) -> String {
    // A JSON string is a YAML string, whatever it holds.
    let title = serde_json::Value::from(title);
    let language = language.map(|language| format!("lang: {language}\n")).unwrap_or_default();
    let draft = if is_draft { "draft: true\n" } else { "" };
    format!("---\ntitle: {title}\ndate: {}\n{language}{draft}---\n\n", now.rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_unix_at(1_755_072_000, 120).unwrap()
    }

    #[test]
    fn the_file_name_is_day_and_title() {
        assert_eq!(file_name(now(), "L’été à Paris !"), "2025-08-13-l-été-à-paris.md");
        assert_eq!(file_name(now(), "?!"), "2025-08-13-untitled.md");
        assert_eq!(file_name(now(), "../../etc/passwd"), "2025-08-13-etc-passwd.md");
    }

    #[test]
    fn a_long_title_makes_a_bearable_file_name() {
        let name = file_name(now(), &"word ".repeat(100));
        assert!(name.len() < 120 && name.ends_with("-word.md"), "{name}");
        assert!(file_name(now(), &"東".repeat(500)).len() < 120);
    }

    #[test]
    fn the_skeleton_is_front_matter() {
        let text = skeleton("Say \"hi\": it's", now(), Language::new("en-GB").ok().as_ref(), true);
        let expected =
            "---\ntitle: \"Say \\\"hi\\\": it's\"\ndate: 2025-08-13T10:00:00+02:00\nlang: en-GB\ndraft: true\n---\n\n";
        assert_eq!(text, expected);
    }
}
