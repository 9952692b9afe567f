//! What metadata means: under which names generators keep a title, a date, an author.
//!
//! Each field is asked for under its usual names in a fixed order (`names.rs`); the first that says something counts.
//! What an author stated goes before what an HTML page says for machines. A value that can't be used is reported and
//! left out; only what would make the article wrong (a date that is none, a draft mark that can't be told) is an error.

mod dates;
mod files;
mod lookup;
mod names;
mod people;
mod subjects;
mod value;

use crate::article::keys::dates::Use;
use crate::article::keys::lookup::{Hit, Lookup};
use crate::article::keys::names::Names;
use crate::article::keys::value::{keep_first, place, text, truth, wrong_kind};
use crate::article::raw::{Raw, RawData, RawValue};
use crate::article::{Article, Field};
use crate::date::{self, Context};
use crate::diagnostic::Diagnostic;
use crate::model::{Id, Language, SourceFeed, Text, Url};
use crate::nearest;

/// Fills an article's fields from its metadata.
pub fn interpret(raw: &Raw, context: &Context, article: &mut Article) -> Vec<Diagnostic> {
    let lookup = Lookup::new(raw);
    let mut reader = Reader { lookup: &lookup, context, found: Vec::new() };
    article.title = reader.line(names::TITLE);
    reader.warn_of_markup("title", article.title.as_ref());
    article.summary = reader.line(names::SUMMARY);
    reader.warn_of_markup("summary", article.summary.as_ref());
    article.rights = reader.line(names::RIGHTS);
    reader.dates(article);
    reader.standing(article);
    reader.people(article);
    article.categories = subjects::read(&lookup, &article.name);
    article.language = reader.language();
    article.translation_key = reader.translation_key(article.language.is_some());
    reader.addresses(article);
    article.image = files::image(&lookup);
    article.attachments = files::attachments(&lookup);
    reader.hint_at_misspelt(article);
    reader.found
}

struct Reader<'r> {
    lookup: &'r Lookup<'r>,
    context: &'r Context,
    found: Vec<Diagnostic>,
}

/// Any value at all.
fn any(_: &RawValue) -> bool {
    true
}

fn is_text(value: &RawValue) -> bool {
    text(value).is_some()
}

impl<'r> Reader<'r> {
    /// A text on one line; a value of another kind is reported, and the next name is asked.
    fn line(&mut self, names: Names) -> Option<Field<Text>> {
        let hit = self.lookup.find(names, is_text);
        if hit.is_none()
            && let Some(other) = self.lookup.find(names, any)
        {
            self.found.push(wrong_kind(&other.key(), other.value, "one text"));
        }
        let hit = hit?;
        let line = Text::line(text(hit.value)?)?;
        Some(Field { value: line, origin: hit.origin() })
    }

    /// A text as it is written, at its ends trimmed.
    fn word(&self, names: Names) -> Option<Field<String>> {
        let hit = self.lookup.find(names, is_text)?;
        Some(Field { value: text(hit.value)?.trim().to_owned(), origin: hit.origin() })
    }

    /// Readers show titles and summaries as plain text: a tag or an entity in one is shown as it is, or vanishes.
    fn warn_of_markup(&mut self, what: &str, field: Option<&Field<Text>>) {
        let Some(field) = field else { return };
        let Some((start, end)) = markup(field.value.as_str()) else { return };
        let shown = &field.value.as_str()[start..end];
        let rule = if what == "title" { "title-markup" } else { "summary-markup" };
        let message = format!("the {what} holds `{shown}`, which readers show as it is or leave out");
        let help = if shown.starts_with('&') { "write the character itself" } else { "take the tag out" };
        self.found.push(Diagnostic::warning(rule, message).at(field.origin.span).help(help));
    }

    fn dates(&mut self, article: &mut Article) {
        let parses = |value: &RawValue| text(value).is_some_and(|text| date::parse(text, self.context).is_ok());
        // `published: false` is no date.
        let find = |names| self.lookup.find(names, |value| truth(value).is_none());
        let date = find(names::DATE).or_else(|| self.lookup.find(names::DATE_PERHAPS, parses));
        // A `publishDate` beside a `date` is not the date, but says from when on it may be shown.
        let is_other = |hit: &Hit<'_>| date.as_ref().is_some_and(|date| !std::ptr::eq(date.value, hit.value));
        let release = find(names::RELEASE).filter(is_other);
        let mut read = |hit: Option<Hit<'_>>, purpose| dates::read(&hit?, purpose, self.context, &mut self.found);
        article.date = read(date, Use::Publication);
        article.release = read(release, Use::Publication);
        article.updated = read(find(names::UPDATED), Use::Update);
        article.expires = read(find(names::EXPIRES), Use::Expiry);
        if let (Some(date), Some(updated)) = (&article.date, &article.updated)
            && updated.value.unix() < date.value.unix()
        {
            let message = "the article is updated before its date, so the date counts";
            let complaint = Diagnostic::warning("updated-before-published", message).at(updated.origin.span);
            self.found.push(complaint.help("correct one of the two dates"));
        }
    }

    /// Whether the article is a draft, and whether it is to stand in feeds.
    fn standing(&mut self, article: &mut Article) {
        if let Some(hit) = self.lookup.find(names::DRAFT, any) {
            article.draft = self.draft(&hit);
        }
        let status = self.lookup.find(names::STATUS, is_text);
        let status = status.and_then(|hit| Some((text(hit.value)?.trim().to_ascii_lowercase(), hit)));
        if article.draft.is_none() {
            let unpublished = self.lookup.find(names::PUBLISHED, |value| truth(value) == Some(false));
            let draft = status.as_ref().filter(|(status, _)| is_draft_status(status)).map(|(_, hit)| hit.clone());
            article.draft = unpublished.or(draft).map(|hit| Field { value: true, origin: hit.origin() });
        }
        let hit = self.lookup.find(names::HIDDEN, |value| truth(value) == Some(true));
        let hit = hit.or_else(|| self.lookup.find(names::IN_FEEDS, |value| truth(value) == Some(false)));
        let hit = hit.or_else(|| self.lookup.find(names::LISTED, |value| truth(value) == Some(false)));
        // Eleventy writes no page for `permalink: false`.
        let hit = hit.or_else(|| self.lookup.find(names::PERMALINK, |value| truth(value) == Some(false)));
        let hidden = status.filter(|(status, _)| matches!(status.as_str(), "hidden" | "skip" | "private" | "unlisted"));
        article.hidden = hit.or(hidden.map(|(_, hit)| hit)).map(|hit| Field { value: true, origin: hit.origin() });
    }

    /// A draft mark that can't be told keeps the article back: what is published can't be taken back.
    fn draft(&mut self, hit: &Hit<'_>) -> Option<Field<bool>> {
        if let Some(value) = truth(hit.value) {
            return Some(Field { value, origin: hit.origin() });
        }
        let written = text(hit.value).map_or_else(String::new, |text| format!(" `{}`", text.trim().escape_debug()));
        let message =
            format!("it can't be told whether the article is a draft: the value{written} is neither true nor false");
        let complaint = Diagnostic::error("draft-unclear", message).at(hit.value.span);
        self.found.push(complaint.help("write `draft: true` or `draft: false`"));
        None
    }

    fn people(&mut self, article: &mut Article) {
        if let Some(hit) = self.lookup.find(names::AUTHORS, any) {
            // A page names each author in an element of its own.
            let hits = if hit.is_of_page() { self.lookup.all(names::AUTHOR_OF_PAGE) } else { vec![hit] };
            hits.iter().for_each(|hit| people::read(hit, &mut article.authors, &mut self.found));
            keep_first(&mut article.authors, |person| person.value.name.as_str());
            let email = self.lookup.find(names::AUTHOR_EMAIL, is_text);
            people::complete(&mut article.authors, email, self.lookup.find(names::AUTHOR_URL, is_text));
        }
        if let Some(hit) = self.lookup.find(names::CONTRIBUTORS, any) {
            people::read(&hit, &mut article.contributors, &mut self.found);
        }
    }

    fn language(&mut self) -> Option<Field<Language>> {
        let hit = self.lookup.find(names::LANGUAGE, is_text)?;
        match Language::new(text(hit.value)?) {
            Ok(language) => Some(Field { value: language, origin: hit.origin() }),
            Err(error) => {
                let complaint = Diagnostic::warning("language-unknown", format!("{error}; it is left out"));
                self.found.push(complaint.at(hit.value.span).help("write a tag such as `fr` or `en-GB`"));
                None
            }
        }
    }

    /// What an article has in common with its translations. The shorter names mean other things elsewhere, so they count
    /// only where the language stands beside them, as the recipes for Jekyll have it.
    fn translation_key(&self, has_language: bool) -> Option<Field<String>> {
        let key = self.word(names::TRANSLATION_KEY);
        key.or_else(|| has_language.then(|| self.word(names::TRANSLATION_KEY_PERHAPS)).flatten())
    }

    fn addresses(&mut self, article: &mut Article) {
        article.slug = self.word(names::SLUG);
        let is_address = |value: &RawValue| {
            is_text(value) && truth(value).is_none() && !text(value).is_some_and(|text| text.ends_with(".md"))
        };
        if let Some(hit) = self.lookup.find(names::URL, is_address) {
            article.url = self.url(&hit);
        }
        let is_elsewhere = |value: &RawValue| text(value).is_some_and(|text| Url::web(text).is_ok());
        article.external_url = self.lookup.find(names::EXTERNAL_URL, is_elsewhere).map(|hit| written(&hit));
        // `comments: true` opens them on many sites, and says nothing of where they are.
        let is_path = |value: &RawValue| text(value).is_some_and(|text| text.contains('/'));
        article.comments = self.lookup.find(names::COMMENTS, is_path).map(|hit| written(&hit));
        self.id(article);
        article.source = self.source();
    }

    /// An address that a template has to fill in first is none yet.
    fn url(&mut self, hit: &Hit<'_>) -> Option<Field<String>> {
        let mut url = written(hit);
        // Zola's `path` names a folder.
        let names_file = url.value.rsplit('/').next().is_some_and(|last| last.is_empty() || last.contains('.'));
        if hit.name == "path" && !names_file {
            url.value.push('/');
        }
        if !url.value.contains("{{") && !url.value.contains("{%") {
            return Some(url);
        }
        let message = "the address is a template, so the site's permalink pattern is used";
        let complaint = Diagnostic::warning("permalink-template", message).at(hit.value.span);
        self.found.push(complaint.help("write the address itself, or set `permalink` in feedwright.toml"));
        None
    }

    /// An absolute id is taken to the letter, a UUID as one of its kind (RFC 9562); any other name goes into the
    /// `tag:` URI in the place of the path.
    fn id(&mut self, article: &mut Article) {
        let Some(hit) = self.lookup.find(names::ID, is_text) else { return };
        let Some(written) = text(hit.value).map(str::trim) else { return };
        let urn = is_uuid(written).then(|| format!("urn:uuid:{}", written.to_ascii_lowercase()));
        match Id::new(urn.as_deref().unwrap_or(written)) {
            Ok(id) => article.id = Some(Field { value: id, origin: hit.origin() }),
            Err(error) if written.contains("://") || written.starts_with("tag:") || written.starts_with("urn:") => {
                let complaint = Diagnostic::error("id-invalid", error.to_string());
                let start = error.offset.min(written.len());
                let complaint = complaint.at(place(hit.value, start, start + 1));
                self.found.push(complaint.help("write an address, a `tag:` URI or a UUID, without spaces"));
            }
            Err(_) => article.local_id = Some(Field { value: written.to_owned(), origin: hit.origin() }),
        }
    }

    /// The feed that the article was taken from: `source: { title: …, url: … }`.
    fn source(&self) -> Option<Field<SourceFeed>> {
        let hit = self.lookup.find(names::SOURCE, |value| matches!(value.data, RawData::Map(_)))?;
        let RawData::Map(entries) = &hit.value.data else { return None };
        let get =
            |names: &[&str]| entries.iter().find(|(key, _)| names.contains(&key.as_str())).and_then(|(_, v)| text(v));
        let title = Text::line(get(&["title", "name"])?)?;
        let url = Url::web(get(&["url", "feed", "href"])?).ok()?;
        Some(Field { value: SourceFeed { title, url }, origin: hit.origin() })
    }

    /// Names keys that are one letter away from a known one, where the known one is missing.
    fn hint_at_misspelt(&mut self, article: &Article) {
        let is_missing = |name: &str| match name {
            "title" => article.title.is_none(),
            "date" => article.date.is_none(),
            "updated" | "lastmod" => article.updated.is_none(),
            "draft" => article.draft.is_none(),
            "author" | "authors" => article.authors.is_empty(),
            "tags" | "categories" => article.categories.is_empty(),
            "description" | "summary" => article.summary.is_none(),
            "slug" => article.slug.is_none(),
            "image" => article.image.is_none(),
            "language" => article.language.is_none(),
            "permalink" => article.url.is_none(),
            "expires" => article.expires.is_none(),
            _ => false,
        };
        // Most keys are known, and comparing letters is dear.
        for (key, span) in self.lookup.meaningless() {
            let near = |name: &&&str| is_misspelt(key, name);
            let Some(name) = names::HINTED.list.iter().find(near).filter(|name| is_missing(name)) else { continue };
            let message = format!("the key `{}` is not known, so it has no effect", key.escape_debug());
            self.found.push(Diagnostic::warning("key-unknown", message).at(span).help(format!("write `{name}`")));
        }
    }
}

/// Whether a key differs from a name by one slip. Of short names only two letters may be swapped: `rate` is no `date`.
fn is_misspelt(key: &str, name: &str) -> bool {
    let is_as_long = key.chars().count().abs_diff(name.chars().count()) <= 1;
    let is_slip = is_as_long && key != name && nearest::distance(key, name) == 1;
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    is_slip && (name.len() > 4 || sorted(key) == sorted(name))
}

fn written(hit: &Hit<'_>) -> Field<String> {
    Field { value: text(hit.value).unwrap_or_default().trim().to_owned(), origin: hit.origin() }
}

fn is_draft_status(status: &str) -> bool {
    matches!(status, "draft" | "drafts" | "pending" | "unpublished" | "brouillon" | "entwurf" | "trash")
}

/// `1225c695-cfb8-4ebb-aaaa-80da344efa6a` (RFC 9562, section 4).
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The first HTML tag or entity in a text that is to be plain.
fn markup(title: &str) -> Option<(usize, usize)> {
    let tags = ["b", "i", "em", "strong", "code", "br", "span", "a", "sub", "sup", "small", "mark", "u", "q", "cite"];
    for start in memchr::memchr2_iter(b'<', b'&', title.as_bytes()) {
        let rest = &title[start + 1..];
        if title[start..].starts_with('&') {
            let length = rest.find(';').filter(|length| (2..=8).contains(length));
            let is_name = |name: &str| name.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_alphanumeric());
            if let Some(length) = length.filter(|length| is_name(&rest[..*length])) {
                return Some((start, start + length + 2));
            }
            continue;
        }
        let name = rest.trim_start_matches('/');
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if let Some(end) = rest.find('>').filter(|_| tags.contains(&name[..length].to_ascii_lowercase().as_str())) {
            return Some((start, start + end + 2));
        }
    }
    None
}

#[cfg(test)]
mod tests;
