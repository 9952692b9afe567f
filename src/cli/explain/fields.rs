//! The fields of an article's entry, each with its value and origin.

use serde::Serialize;

use crate::article::{self, Article, Field, Markup, Origin, OriginKind};
use crate::cli::explain::origin::{self, Origins};
use crate::cli::site::Site;
use crate::cli::words::{self, count};
use crate::date::Timestamp;
use crate::entry::Composed;
use crate::model::{Attachment, Image, Person};
use crate::pipeline::{Explanation, Translated};

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    /// Its name.
    pub(super) field: &'static str,
    /// What it holds.
    pub(super) value: String,
    /// Where that comes from, in words.
    pub(super) origin: String,
    /// The line that says it.
    pub(super) line: Option<usize>,
    /// How it was read.
    pub(super) remark: Option<String>,
}

/// The fields that an article and its entry have, in the order in which readers meet them.
pub(super) fn rows(explanation: &Explanation, site: &Site) -> Vec<Row> {
    let Some(article) = &explanation.article else { return Vec::new() };
    let rows = Rows { origins: Origins { text: &explanation.text, article, site }, rows: Vec::new() };
    rows.identity(explanation).dates().people(explanation).texts(explanation).rows
}

/// Rows being gathered.
struct Rows<'a> {
    origins: Origins<'a>,
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn push(&mut self, field: &'static str, value: impl ToString, origin: &Origin) {
        let (value, words, line) = (value.to_string(), self.origins.words(origin), self.origins.line(origin));
        self.rows.push(Row { field, value, origin: words, line, remark: None });
    }

    fn push_field<T: ToString>(&mut self, field: &'static str, value: &Option<Field<T>>) {
        if let Some(value) = value {
            self.push(field, value.value.to_string(), &value.origin);
        }
    }

    fn push_absent(&mut self, field: &'static str, why: &str) {
        self.rows.push(Row { field, value: "-".to_owned(), origin: why.to_owned(), line: None, remark: None });
    }

    /// Title, address and id.
    fn identity(mut self, explanation: &Explanation) -> Self {
        let article = self.origins.article;
        match &article.title {
            Some(title) => self.push("title", &title.value, &title.origin),
            None => self.push_absent("title", "none is given; Atom shows the first words"),
        }
        if let Some(Composed { entry, id, url, .. }) = &explanation.composed {
            self.push("link", &entry.url, url);
            self.push("id", &entry.id, id);
        }
        match &article.slug {
            Some(slug) => self.push("slug", &slug.value, &slug.origin),
            None if article.url.is_none() => {
                let from_name = Origin { kind: OriginKind::FileName, span: None };
                self.push("slug", article::file_name::slug(&article.name), &from_name);
            }
            None => {}
        }
        self.push_field("draft", &article.draft);
        self.push_field("hidden", &article.hidden);
        self
    }

    fn dates(mut self) -> Self {
        let article = self.origins.article;
        if article.date.is_none() {
            self.push_absent("published", "neither the article nor its name has a date");
        }
        let dates = [
            ("published", &article.date),
            ("release", &article.release),
            ("updated", &article.updated),
            ("expires", &article.expires),
        ];
        for (name, date) in dates {
            let Some(date) = date else { continue };
            self.push(name, date.value.rfc3339(), &date.origin);
            let remark = self.origins.date_remark(date);
            if let Some(row) = self.rows.last_mut() {
                row.remark = remark;
            }
        }
        self
    }

    fn people(mut self, explanation: &Explanation) -> Self {
        let article = self.origins.article;
        let from_site = Origin { kind: OriginKind::Site("site.author"), span: None };
        let entry = explanation.composed.as_ref().map(|composed| &composed.entry);
        match (article.authors.first(), entry.map(|entry| entry.authors.as_slice()).unwrap_or_default()) {
            (Some(first), _) => {
                let authors: Vec<String> = article.authors.iter().map(|author| person(&author.value)).collect();
                self.push("authors", authors.join(", "), &first.origin);
            }
            (None, []) => {}
            (None, authors) => {
                let authors: Vec<String> = authors.iter().map(person).collect();
                self.push("authors", authors.join(", "), &from_site);
            }
        }
        if let Some(first) = article.contributors.first() {
            let names: Vec<String> = article.contributors.iter().map(|one| person(&one.value)).collect();
            self.push("contributors", names.join(", "), &first.origin);
        }
        if let Some(first) = article.categories.first() {
            let terms: Vec<String> = article.categories.iter().map(|one| one.value.term.to_string()).collect();
            self.push("categories", terms.join(", "), &first.origin);
        }
        self
    }

    fn texts(mut self, explanation: &Explanation) -> Self {
        let article = self.origins.article;
        let Some(Composed { entry, summary, language, image, .. }) = &explanation.composed else {
            self.push_field("language", &article.language);
            self.push_field("summary", &article.summary);
            return self;
        };
        match (&entry.language, language) {
            (Some(value), Some(origin)) => self.push("language", value, origin),
            _ => self.push_absent("language", "nobody says it, and the text does not tell"),
        }
        explanation.translations.iter().for_each(|one| self.translation(one));
        if let (Some(value), Some(origin)) = (&entry.summary, summary) {
            let origin = self.origins.with_place(origin, value.as_str());
            self.push("summary", value, &origin);
        }
        if let (Some(value), Some(origin)) = (&entry.image, image) {
            self.push("image", image_words(value), origin);
        }
        for (attachment, named) in entry.attachments.iter().zip(&article.attachments) {
            self.push("attachment", attachment_words(attachment), &named.origin);
        }
        self.push_field("link to", &article.external_url);
        self.push_field("comments", &article.comments);
        self.push_field("rights", &article.rights);
        self.content(article, entry.html.as_str());
        self
    }

    /// A translation's address, which article it is, and what joins the two.
    fn translation(&mut self, one: &Translated) {
        let key = self.origins.article.translation_key.as_ref();
        let line = key.and_then(|key| self.origins.line(&key.origin));
        let by = self.origins.words(&Origin { kind: one.by.clone(), span: key.and_then(|key| key.origin.span) });
        let remark = Some(format!("{}, known by {by}", one.page.language));
        let (value, origin) = (one.page.url.to_string(), self.origins.site.article(&one.file));
        self.rows.push(Row { field: "translation", value, origin, line, remark });
    }

    fn content(&mut self, article: &Article, html: &str) {
        let markup = match article.markup {
            Markup::Plain => "plain text",
            Markup::Markdown => "Markdown",
            Markup::Html => "HTML",
        };
        let characters = crate::html::plain_text(html).chars().count();
        let value = format!("{markup}, {} of text", count(characters, "character", "characters"));
        let (first, last) = self.origins.body_lines();
        let lines = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
        self.rows.push(Row { field: "content", value, origin: lines, line: Some(first), remark: None });
    }
}

fn person(person: &Person) -> String {
    let email = person.email.as_ref().map(|email| format!(" <{email}>")).unwrap_or_default();
    let url = person.url.as_ref().map(|url| format!(" ({url})")).unwrap_or_default();
    format!("{}{email}{url}", person.name)
}

fn image_words(image: &Image) -> String {
    let size = image.size.map(|(width, height)| format!(" {width}×{height}")).unwrap_or_default();
    format!("{}{size}", image.url)
}

fn attachment_words(attachment: &Attachment) -> String {
    let length = attachment.length.and_then(|length| usize::try_from(length).ok());
    let length = length.map(|length| format!(", {}", words::size(length))).unwrap_or_default();
    format!("{} ({}{length})", attachment.url, attachment.media_type)
}

/// A time of day that is not written, and a zone that is not, in words.
pub(super) fn remark(has_time: bool, has_zone: bool, time: &str, zone: &str) -> Option<String> {
    match (has_time, has_zone) {
        (true, true) => None,
        (false, true) => Some(format!("no time is written: {time} is taken (`build.default_time`)")),
        (true, false) => Some(format!("no zone is written: {zone} is taken (`site.timezone`)")),
        (false, false) => Some(format!("no time and no zone is written: {time} in {zone} is taken")),
    }
}

impl Origins<'_> {
    /// How a date was read, where it does not say everything itself.
    fn date_remark(&self, date: &Field<Timestamp>) -> Option<String> {
        let reading = origin::read_again(self, date)?;
        let time = self.site.config.build.default_time;
        let mut time_words = format!("{:02}:{:02}", time.hour, time.minute);
        if time.second > 0 {
            time_words.push_str(&format!(":{:02}", time.second));
        }
        remark(reading.has_time, reading.has_zone, &time_words, &self.site.config.site.zone.name())
    }
}
