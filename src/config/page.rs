//! The tables `[page]` and `[host]`: what stands beside the feeds.

use toml::de::DeValue;

use crate::config::feeds::{FeedConfig, path_fault};
use crate::config::table::{Placed, Table};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::Language;
use crate::output::HostFile;

/// What is made for people, beside the feeds: the table `[page]`. Each is a file below the output folder, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// `path`: the page where people subscribe; `index.html` by default.
    pub path: Option<String>,
    /// `opml`: the list of all feeds; `feeds.opml` by default.
    pub opml: Option<String>,
    /// `style`: the style sheet that feeds name; `feed.css` by default.
    pub style: Option<String>,
    /// `snippet`: the lines by which pages name the feeds; none by default.
    pub snippet: Option<String>,
    /// `language`: in which people are spoken to; the site's by default, else that of most entries.
    pub language: Option<Language>,
}

impl Default for Page {
    fn default() -> Page {
        let path = |path: &str| Some(path.to_owned());
        Page {
            path: path("index.html"),
            opml: path("feeds.opml"),
            style: path("feed.css"),
            snippet: None,
            language: None,
        }
    }
}

/// The languages that the page knows the words of.
const SPOKEN: [&str; 4] = ["en", "fr", "de", "es"];

pub(super) fn read(table: Option<Table<'_>>, feeds: &[FeedConfig], out: &mut Vec<Diagnostic>) -> Page {
    let Some(mut table) = table else { return Page::default() };
    let mut page = Page::default();
    let mut taken: Vec<String> = feeds.iter().map(|feed| feed.path.to_lowercase()).collect();
    for (key, value) in
        [("path", &mut page.path), ("opml", &mut page.opml), ("style", &mut page.style), ("snippet", &mut page.snippet)]
    {
        if let Some((path, span)) = file(&mut table, key, out) {
            *value = path;
            let folded = value.as_ref().map(|path| path.to_lowercase());
            if let Some(path) = folded.filter(|path| taken.contains(path)) {
                let message = format!("`page.{key}` is `{path}`, and so is another file");
                let found = Diagnostic::error("config-page-path", message).at(span);
                out.push(found.help("give each file a path of its own"));
            }
        }
        taken.extend(value.as_ref().map(|path| path.to_lowercase()));
    }
    if let Some(Placed { value, span }) = table.text("language", out) {
        match Language::new(&value) {
            Ok(language) if SPOKEN.contains(&language.primary()) => page.language = Some(language),
            Ok(language) => {
                let found =
                    Diagnostic::error("config-language", format!("the page does not speak `{language}`")).at(span);
                out.push(found.help(format!("write {}", SPOKEN.map(|one| format!("`{one}`")).join(", "))));
            }
            Err(error) => {
                let found = Diagnostic::error("config-language", error.to_string()).at(span);
                out.push(found.help("write a tag such as `fr` or `en-GB`"));
            }
        }
    }
    table.finish(out);
    page
}

/// A path below the output folder, or `false` for none; anything else is reported.
fn file(table: &mut Table<'_>, key: &'static str, out: &mut Vec<Diagnostic>) -> Option<(Option<String>, Span)> {
    let Placed { value, span } = table.take(key)?;
    let message = match value {
        DeValue::Boolean(false) => return Some((None, span)),
        DeValue::String(path) => match path_fault(&path) {
            None => return Some((Some(path.into_owned()), span)),
            Some(fault) => format!("the path `{}` {fault}", path.escape_debug()),
        },
        _ => format!("`page.{key}` is neither a path nor `false`"),
    };
    let help = "write a path below the output folder in quotes, or `false` to go without";
    out.push(Diagnostic::error("config-page-path", message).at(span).help(help));
    None
}

pub(super) fn read_host(table: Option<Table<'_>>, out: &mut Vec<Diagnostic>) -> Vec<HostFile> {
    let Some(mut table) = table else { return Vec::new() };
    let mut files = Vec::new();
    for Placed { value, span } in table.texts("files", out) {
        match HostFile::ALL.into_iter().find(|file| file.name() == value) {
            Some(file) if !files.contains(&file) => files.push(file),
            Some(_) => {}
            None => {
                let message = format!("`{}` is no file that is written for a host", value.escape_debug());
                let known = HostFile::ALL.map(|file| format!("`{}`", file.name())).join(", ");
                out.push(Diagnostic::error("config-wrong-value", message).at(span).help(format!("write {known}")));
            }
        }
    }
    table.finish(out);
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[track_caller]
    fn check(tables: &str) -> Result<config::Config, Vec<String>> {
        let text = format!("[site]\nurl = \"https://carnet.example/blog/\"\n{tables}");
        config::parse(&text).map_err(|found| found.into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn each_file_has_a_path_or_is_left_out() {
        assert_eq!(check("").unwrap().page, Page::default());
        let page = check("[page]\npath = \"feeds.html\"\nopml = false\nsnippet = \"a/b.html\"\nlanguage = \"fr\"");
        let page = page.unwrap().page;
        assert_eq!((page.path.as_deref(), page.opml.as_deref()), (Some("feeds.html"), None));
        assert_eq!((page.style.as_deref(), page.snippet.as_deref()), (Some("feed.css"), Some("a/b.html")));
    }

    #[test]
    fn what_cannot_be_is_said() {
        assert_eq!(check("[page]\npath = true").unwrap_err(), ["`page.path` is neither a path nor `false`"]);
        assert!(check("[page]\npath = \"../x\"").unwrap_err()[0].contains("`..`"));
        let same = "`page.snippet` is `index.html`, and so is another file";
        assert_eq!(check("[page]\nsnippet = \"Index.html\"").unwrap_err(), [same]);
        assert_eq!(check("[page]\npth = \"x\"").unwrap_err(), ["unknown key `pth` in `[page]`"]);
        assert_eq!(check("[page]\nlanguage = \"it\"").unwrap_err(), ["the page does not speak `it`"]);
        assert_eq!(check("[host]\nfiles = \"iis\"").unwrap_err(), ["`iis` is no file that is written for a host"]);
    }

    #[test]
    fn a_former_path_is_one_of_this_host_and_leads_elsewhere() {
        let former = |list: &str| check(&format!("[[feed]]\npath = \"feed.xml\"\nformer = {list}"));
        let read = former("[\"/rss.xml\", \"/é f/\"]").unwrap();
        let paths: Vec<_> = read.feeds[0].former.iter().map(|former| former.path.as_str()).collect();
        assert_eq!(paths, ["/rss.xml", "/%C3%A9%20f/"]);
        for wrong in ["rss.xml", "//e.fr/rss.xml", "/a?b", "/blog/feed.xml"] {
            assert_eq!(former(&format!("[{wrong:?}]")).map(|_| ()).unwrap_err().len(), 1, "{wrong}");
        }
        assert_eq!(former("[\"/rss.xml\", \"/rss.xml\"]").map(|_| ()).unwrap_err().len(), 1);
    }
}
