//! `format`: one, or a list of which each is a file.

use crate::config::table::{Placed, Table};
use crate::diagnostic::Diagnostic;
use crate::output::Format;

/// What `format` says.
pub(super) struct Formats {
    named: Vec<Format>,
    /// Whether it is a list, so that each format adds its extension to the path.
    is_list: bool,
}

/// Reads `format`; `None` where it is left out, and no format at all where what it says is wrong.
pub(super) fn read(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Option<Formats> {
    let span = table.place("format");
    let is_list = table.is_list("format");
    let before = out.len();
    let mut named = Vec::new();
    for text in table.texts("format", out) {
        let fault = match Format::parse(&text.value) {
            Some(format) if named.contains(&format) => format!("`{}` stands twice", text.value.escape_debug()),
            Some(format) => {
                named.push(format);
                continue;
            }
            None => format!("`{}` is no format of a feed", text.value.escape_debug()),
        };
        let found = Diagnostic::error("config-feed-format", fault).at(text.span);
        out.push(found.help("write `format = \"rss\"`, `\"atom\"` or `\"json\"`, or a list of these"));
    }
    if span.is_some() && named.is_empty() && out.len() == before {
        let found = Diagnostic::error("config-feed-format", "the list of formats is empty").at(span);
        out.push(found.help("write `format = [\"rss\", \"atom\"]`, or leave it out"));
    }
    span.map(|_| Formats { named, is_list })
}

/// The files of a table: their paths and formats.
pub(super) fn files(
    path: &Placed<String>,
    formats: Option<Formats>,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<(String, Format)>> {
    let of_name = Format::of_path(&path.value);
    match formats {
        Some(Formats { named, is_list: true }) => {
            if of_name.is_some() {
                let message = format!("with a list of formats, each adds its own extension to `{}`", path.value);
                let bare = path.value.rsplit_once('.').map_or(path.value.as_str(), |(bare, _)| bare);
                let found = Diagnostic::error("config-feed-format", message).at(path.span);
                out.push(found.help(format!("write `path = \"{bare}\"`")));
                return None;
            }
            let extension = |format| match format {
                Format::Rss => "xml",
                Format::Atom => "atom",
                Format::Json => "json",
            };
            Some(named.into_iter().map(|format| (format!("{}.{}", path.value, extension(format)), format)).collect())
        }
        Some(Formats { named, is_list: false }) => {
            Some(named.into_iter().map(|format| (path.value.clone(), format)).collect())
        }
        None => {
            if of_name.is_none() {
                let message = "it can't be told which format this feed has";
                let found = Diagnostic::error("config-feed-format", message).at(path.span);
                out.push(found.help("write `format = \"rss\"`, `\"atom\"` or `\"json\"`"));
            }
            of_name.map(|format| vec![(path.value.clone(), format)])
        }
    }
}
