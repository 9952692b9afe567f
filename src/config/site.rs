//! The table `[site]`.

use toml::de::DeValue;

use crate::config::table::{Placed, Table};
use crate::date::Zone;
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{Language, Person, Text, Url};

/// What the site is.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// `url`: the address that every other is relative to; it ends with a slash.
    pub url: Url,
    /// `title`: the site's name; the host's by default.
    pub title: Text,
    /// `description`: what it is about.
    pub description: Option<Text>,
    /// `language`: the articles' language where they don't say.
    pub language: Option<Language>,
    /// `timezone`: the zone of dates that name none (an IANA name); UTC by default.
    pub zone: Zone,
    /// `author` or `authors`: who writes the articles that name nobody.
    pub authors: Vec<Person>,
    /// `rights`: the notice of rights.
    pub rights: Option<Text>,
    /// `image`: a picture that stands for the site: a path below the site's folder, or an address.
    pub image: Option<String>,
    /// `icon`: a small square picture, as `image`.
    pub icon: Option<String>,
    /// `category_scheme`: the address of the vocabulary that tags belong to (the page that lists them, say).
    pub category_scheme: Option<Url>,
    /// `hub`: WebSub hubs.
    pub hubs: Vec<Url>,
}

pub(super) fn read(table: Option<Table<'_>>, out: &mut Vec<Diagnostic>) -> Option<Site> {
    let Some(mut table) = table else {
        let help = "write `[site]` and below it `url = \"https://example.org/\"`";
        out.push(
            Diagnostic::error("config-url-missing", "the table `[site]` with the site's `url` is missing").help(help),
        );
        return None;
    };
    let url = read_url(&mut table, out);
    let title = line(&mut table, "title", out);
    let description = line(&mut table, "description", out);
    let rights = line(&mut table, "rights", out);
    let language = read_language(&mut table, out);
    let zone = read_zone(&mut table, out);
    let authors = read_authors(&mut table, out);
    let image = table.text("image", out).map(|image| image.value);
    let icon = table.text("icon", out).map(|icon| icon.value);
    let scheme = table.text("category_scheme", out);
    let hubs = table.texts("hub", out);
    table.finish(out);
    let hubs = hubs.into_iter().filter_map(|hub| web(Url::web(&hub.value), hub.span, out)).collect();
    let url = url?;
    let category_scheme = scheme.and_then(|scheme| web(url.join(&scheme.value), scheme.span, out));
    let title = title.unwrap_or_else(|| Text::lossy(url.host()));
    Some(Site { url, title, description, language, zone, authors, rights, image, icon, category_scheme, hubs })
}

fn web(url: Result<Url, crate::model::UrlError>, span: Span, out: &mut Vec<Diagnostic>) -> Option<Url> {
    url.map_err(|error| {
        let found = Diagnostic::error("config-url", error.to_string()).at(span);
        out.push(found.help("write a whole address such as `https://example.org/`"));
    })
    .ok()
}

fn read_url(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Option<Url> {
    let before = out.len();
    let Some(Placed { value, span }) = table.text("url", out) else {
        if out.len() == before {
            let found = Diagnostic::error("config-url-missing", "`site.url` is missing: a feed needs whole addresses");
            out.push(found.help("write `url = \"https://example.org/\"` below `[site]`"));
        }
        return None;
    };
    let mut whole = value.trim().to_owned();
    // What is refused is told as it was written.
    web(Url::web(&whole), span, out)?;
    if !whole.contains(['?', '#']) && !whole.ends_with('/') {
        whole.push('/');
    }
    let url = web(Url::web(&whole), span, out)?;
    if url.as_str().contains(['?', '#']) {
        let message =
            format!("`site.url` is `{}`: a site's address has no query and no fragment", value.escape_debug());
        out.push(Diagnostic::error("config-url", message).at(span).help("write it up to the last `/`"));
        return None;
    }
    Some(url)
}

pub(super) fn line(table: &mut Table<'_>, key: &'static str, out: &mut Vec<Diagnostic>) -> Option<Text> {
    let Placed { value, span } = table.text(key, out)?;
    if let Err(illegal) = Text::new(value.as_str()) {
        out.push(Diagnostic::error("config-illegal-character", illegal.to_string()).at(span).help("take it out"));
    }
    Text::line(&value)
}

fn read_language(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Option<Language> {
    let Placed { value, span } = table.text("language", out)?;
    Language::new(&value)
        .map_err(|error| {
            let found = Diagnostic::error("config-language", error.to_string()).at(span);
            out.push(found.help("write a tag such as `fr` or `en-GB`"));
        })
        .ok()
}

fn read_zone(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Zone {
    let Some(Placed { value, span }) = table.text("timezone", out) else { return Zone::default() };
    Zone::parse(&value).unwrap_or_else(|error| {
        let found = Diagnostic::error("config-timezone", error.to_string()).at(span);
        out.push(found.help(error.help()));
        Zone::default()
    })
}

/// `author = "Name"`, `author = { name = …, email = …, url = … }`, or `authors = [ … ]` of either.
fn read_authors(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Vec<Person> {
    let mut persons = Vec::new();
    for key in ["author", "authors"] {
        let Some(Placed { value, span }) = table.take(key) else { continue };
        let values = match value {
            DeValue::Array(values) => values
                .into_iter()
                .map(|value| Placed {
                    span: Span::new(value.span().start, value.span().end),
                    value: value.into_inner(),
                })
                .collect(),
            value => vec![Placed { value, span }],
        };
        persons.extend(values.into_iter().filter_map(|value| read_person(value, out)));
    }
    persons
}

fn read_person(placed: Placed<DeValue<'_>>, out: &mut Vec<Diagnostic>) -> Option<Person> {
    let span = placed.span;
    let refuse = |message: &str, out: &mut Vec<Diagnostic>| {
        let found = Diagnostic::error("config-author", message).at(span);
        out.push(found.help("write `author = { name = \"Ada Martin\", email = \"ada@example.org\" }`"));
    };
    let mut table = match placed.value {
        DeValue::String(name) => {
            let name = Text::line(&name);
            if name.is_none() {
                refuse("the author's name is empty", out);
            }
            return name.map(Person::named);
        }
        DeValue::Table(table) => Table::new(table, "author"),
        _ => {
            refuse("an author is a name, or a table with `name`, `email` and `url`", out);
            return None;
        }
    };
    let name = line(&mut table, "name", out);
    let email = table.text("email", out);
    let url = table.text("url", out);
    table.finish(out);
    let Some(name) = name else {
        refuse("the author has no `name`", out);
        return None;
    };
    let email = email.and_then(|email| {
        if !Person::is_email(email.value.trim()) {
            let message = format!("`{}` is not an e-mail address", email.value.escape_debug());
            out.push(Diagnostic::error("config-author", message).at(email.span).help("write `ada@example.org`"));
        }
        Text::line(&email.value)
    });
    let url = url.and_then(|url| web(Url::web(&url.value), url.span, out));
    Some(Person { name, email, url })
}
