//! An article and its site → the entry that feeds show.
//!
//! Here an article's references meet the site: its address comes from the permalink pattern, every other reference is
//! resolved against that address, what the article does not say the site says for it, and its body becomes safe HTML.
//! [`address`] and [`id`] are told without the body; [`compose`] reads the body too.

use crate::article::{self, Article, CleanBody, Field, Origin, OriginKind};
use crate::config::Config;
use crate::date::{Timestamp, Zone};
use crate::diagnostic::{Diagnostic, Span};
use crate::fingerprint::{self, Seen};
use crate::html::{self, Extent, Witness};
use crate::media;
use crate::model::{Attachment, Entry, Id, Image, Language, Text, Url};
use crate::permalink::{Facts, Permalink};
use crate::source::Source;

/// A summary made from the text is cut after this many characters, at the end of a sentence where there is one.
const SUMMARY_CHARACTERS: usize = 600;

/// How many files of one article whose length is not known are named: after these, the author knows.
const UNKNOWN_LENGTHS_SHOWN: usize = 10;

/// An entry, with the origin of each field that [`Article`] does not know.
pub struct Composed {
    /// The entry.
    pub entry: Entry,
    /// Where the id came from.
    pub id: Origin,
    /// Where the address came from.
    pub url: Origin,
    /// Where the summary came from.
    pub summary: Option<Origin>,
    /// Where the language came from.
    pub language: Option<Origin>,
    /// Where the image came from.
    pub image: Option<Origin>,
    /// What is wrong, but did not prevent the entry.
    pub found: Vec<Diagnostic>,
}

/// An article's address.
///
/// # Errors
/// An address of the article's own that is none.
pub fn address(article: &Article, published: Timestamp, config: &Config) -> Result<Field<Url>, Diagnostic> {
    let site = &config.site.url;
    if let Some(written) = &article.url {
        let is_absolute = written.value.contains("://");
        // Hugo and Jekyll fill in `:title` and the like here, too.
        let pattern = if is_absolute { None } else { pattern(&written.value) };
        let resolved = match (is_absolute, pattern) {
            (true, _) => Url::web(&written.value),
            // Generators mean "below the site", also where the site itself is below its host.
            (false, None) => site.below(written.value.trim()),
            (false, Some(pattern)) => site.below(&path(&pattern, article, published, config)),
        };
        let url = resolved.map_err(|error| {
            let found = Diagnostic::error("address-invalid", error.to_string()).at(written.origin.span);
            found.help("write a path such as `/2025/my-article/`, or a whole address")
        })?;
        return Ok(Field { value: url, origin: written.origin.clone() });
    }
    let path = path(&config.build.permalink, article, published, config);
    let url = site.below(&path).map_err(|error| Diagnostic::error("address-invalid", error.to_string()))?;
    Ok(Field::new(url, OriginKind::Derived("permalink"), None))
}

/// A pattern of the article's own: an address in which a part begins with `:`.
fn pattern(address: &str) -> Option<Permalink> {
    let has_token = address.split('/').any(|part| part.starts_with(':') && part.len() > 1);
    if has_token { Permalink::parse(address).ok() } else { None }
}

/// The calendar that an article's address and id are taken from: the site's, or, on a site that names no zone, the
/// one that the date itself was written in.
fn local(published: Timestamp, config: &Config) -> Timestamp {
    if config.site.zone == Zone::default() { published } else { published.in_zone(&config.site.zone) }
}

/// The path that a pattern gives an article.
fn path(pattern: &Permalink, article: &Article, published: Timestamp, config: &Config) -> String {
    let own = article.slug.as_ref().map(|slug| slug.value.trim()).filter(|slug| !slug.is_empty());
    let slug = own.map_or_else(|| article::file_name::slug(&article.name), str::to_owned);
    let asked = if pattern.has_categories() { article.categories.as_slice() } else { &[] };
    let categories: Vec<&str> = asked.iter().map(|category| category.value.term.as_str()).collect();
    pattern.path(&Facts {
        date: local(published, config),
        slug: &slug,
        title: article.title.as_ref().map(|title| title.value.as_str()),
        name: &article.name,
        categories: &categories,
        language: article.language.as_ref().map(|language| language.value.as_str()),
    })
}

/// An article's permanent id: its own, or a `tag:` URI (RFC 4151) of the site's host, the first date and the path.
pub fn id(article: &Article, published: Timestamp, config: &Config) -> Field<Id> {
    if let Some(id) = &article.id {
        return id.clone();
    }
    // A dot in a folder's name starts no extension.
    let stem = article.name.rsplit_once('.').filter(|(_, extension)| !extension.contains('/'));
    let stem = stem.map_or(article.name.as_str(), |(stem, _)| stem);
    let path = article.local_id.as_ref().map_or(stem, |id| id.value.as_str());
    let day = local(published, config).iso_date();
    let id = Id::tag(config.site.url.host(), &day, path);
    let derived = Origin { kind: OriginKind::Derived("tag: URI"), span: None };
    Field { value: id, origin: article.local_id.as_ref().map_or(derived, |id| id.origin.clone()) }
}

/// What an entry is named by, which is told without the body.
pub struct Named {
    /// When it was first published.
    pub published: Timestamp,
    /// Its address.
    pub url: Field<Url>,
    /// Its permanent id.
    pub id: Field<Id>,
}

/// What an article's entry is named by.
///
/// # Errors
/// As [`address`].
pub fn named(article: &Article, published: Timestamp, config: &Config) -> Result<Named, Diagnostic> {
    Ok(Named { published, url: address(article, published, config)?, id: id(article, published, config) })
}

/// Makes an article's entry. The article has a date.
///
/// # Errors
/// What is wrong with the article so that it can't be published.
pub fn compose(
    article: &Article,
    published: Timestamp,
    text: &str,
    config: &Config,
    source: &dyn Source,
) -> Result<Composed, Diagnostic> {
    let named = named(article, published, config)?;
    Ok(compose_named(article, named, text, config, source, false).0)
}

/// Makes the entry of an article that is named already, and tells what a reader sees of it ([`fingerprint::meaning`]) where
/// somebody `sees`.
pub fn compose_named(
    article: &Article,
    named: Named,
    text: &str,
    config: &Config,
    source: &dyn Source,
    sees: bool,
) -> (Composed, Option<u64>) {
    let (composed, meaning) = make(article, named, text, config, source, sees);
    let see = || fingerprint::meaning(article, composed.entry.html.as_str(), &composed.entry.url);
    let meaning = sees.then(|| meaning.unwrap_or_else(see));
    (composed, meaning)
}

/// Makes an entry, and tells what a reader sees of it if that is wanted and is easy.
fn make(
    article: &Article,
    named: Named,
    text: &str,
    config: &Config,
    source: &dyn Source,
    sees: bool,
) -> (Composed, Option<u64>) {
    let Named { published, url, id } = named;
    let mut found = Vec::new();
    // The text tells a language that nobody said.
    let is_said = article.language.is_some() || config.site.language.is_some();
    let extent = if is_said { Extent::WithoutText } else { Extent::WithText };
    let mut seen = sees.then(|| Seen::new(&url.value));
    let witness = seen.as_mut().map(|seen| seen as &mut dyn Witness);
    let CleanBody { mut clean, summary_html, base } = article::clean_body(article, text, &url.value, extent, witness);
    found.extend(clean_findings(article, &clean));
    found.extend(article::leftovers(article, text));
    let references = References { article, base: &base, source };
    let (image, image_origin) = references.image(&clean, &mut found);
    let attachments = article.attachments.iter().filter_map(|one| references.attachment(one, &mut found)).collect();
    let summary = summary(article, summary_html.as_deref(), &clean);
    let language = language(article, config, &clean);
    let link = |written: &Option<Field<String>>, found: &mut Vec<Diagnostic>| {
        written.as_ref().and_then(|written| references.resolve(&written.value, written.origin.span, found))
    };
    let external_url = link(&article.external_url, &mut found).filter(|external| *external != url.value);
    let comments = link(&article.comments, &mut found);
    let lead = image.as_ref().filter(|_| article.image.is_some()).and_then(|image| lead_with(image, &mut clean));
    let meaning = seen.and_then(|seen| seen.meaning(article, &lead.unwrap_or_default()));
    let scheme = config.site.category_scheme.as_ref();
    let categories = article.categories.iter().map(|category| {
        let mut category = category.value.clone();
        category.scheme = category.scheme.or_else(|| scheme.cloned());
        category
    });
    let authors: Vec<_> = article.authors.iter().map(|author| author.value.clone()).collect();
    let entry = Entry {
        id: id.value,
        guid: None,
        url: url.value,
        external_url,
        title: article.title.as_ref().map(|title| title.value.clone()),
        published,
        changed: article.updated.as_ref().map(|updated| updated.value),
        summary: summary.as_ref().map(|summary| summary.value.clone()),
        html: clean.html,
        authors: if authors.is_empty() { config.site.authors.clone() } else { authors },
        contributors: article.contributors.iter().map(|person| person.value.clone()).collect(),
        categories: categories.collect(),
        language: language.as_ref().map(|language| language.value.clone()),
        translations: Vec::new(),
        rights: article.rights.as_ref().map(|rights| rights.value.clone()),
        image,
        attachments,
        comments,
        source: article.source.as_ref().map(|source| source.value.clone()),
    };
    let composed = Composed {
        entry,
        id: id.origin,
        url: url.origin,
        summary: summary.map(|summary| summary.origin),
        language: language.map(|language| language.origin),
        image: image_origin,
        found,
    };
    (composed, meaning)
}

fn summary(article: &Article, summary_html: Option<&str>, clean: &html::Clean) -> Option<Field<Text>> {
    if let Some(summary) = &article.summary {
        return Some(summary.clone());
    }
    if let Some(summary) = summary_html.map(html::plain_text).and_then(|text| Text::line(&text)) {
        return Some(Field::new(summary, OriginKind::Derived("the text before `<!--more-->`"), None));
    }
    let first = html::excerpt(clean.first_paragraph.as_ref()?.as_str(), SUMMARY_CHARACTERS);
    Text::line(&first).map(|summary| Field::new(summary, OriginKind::FirstParagraph, None))
}

/// The language of an article's entry. The body is read only where neither the article nor the site says one.
pub fn language_of(article: &Article, text: &str, config: &Config) -> Option<Language> {
    let said = article.language.as_ref().map(|language| &language.value).or(config.site.language.as_ref());
    said.cloned().or_else(|| {
        // What its references are relative to does not matter here.
        let clean = article::clean_body(article, text, &config.site.url, Extent::WithText, None).clean;
        language(article, config, &clean).map(|language| language.value)
    })
}

/// Front matter and path first, then the site; the text itself is asked only when nobody said.
fn language(article: &Article, config: &Config, clean: &html::Clean) -> Option<Field<Language>> {
    if let Some(language) = &article.language {
        return Some(language.clone());
    }
    if let Some(language) = &config.site.language {
        return Some(Field::new(language.clone(), OriginKind::Site("site.language"), None));
    }
    let mut text = article.title.as_ref().map(|title| title.value.to_string()).unwrap_or_default();
    text.push('\n');
    text.push_str(&clean.text);
    article::language::detect(&text).map(|language| Field::new(language, OriginKind::Detected, None))
}

/// What was taken out of the body or could not be resolved there.
fn clean_findings(article: &Article, clean: &html::Clean) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !clean.removed.is_empty() {
        let list = clean.removed.iter().map(|one| match one.count {
            1 => one.what.to_string(),
            count => format!("{} ({count} times)", one.what),
        });
        let message = format!("the feed leaves out what readers can't show: {}", list.collect::<Vec<_>>().join(", "));
        found.push(Diagnostic::note("html-removed", message));
    }
    for address in &clean.broken_addresses {
        let message = format!("`{}` is not an address, so its link or image is left out", address.escape_debug());
        found.push(Diagnostic::warning("address-invalid", message).at(Some(article.body)));
    }
    found
}

/// Puts the lead image before the content unless the content shows it already: many readers show no other. Tells what
/// it put there.
fn lead_with(image: &Image, clean: &mut html::Clean) -> Option<String> {
    if clean.images.iter().any(|shown| shown.url == image.url) {
        return None;
    }
    let alt = image.alt.as_ref().map(Text::as_str).unwrap_or_default();
    let size = image.size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
    let (url, alt) = (html::escape(image.url.as_str()), html::escape(alt));
    let lead = format!("<p><img src=\"{url}\" alt=\"{alt}\"{size}></p>\n");
    clean.html = Text::lossy(format!("{lead}{}", clean.html));
    Some(lead)
}

/// An article's references, on their way to being addresses.
struct References<'a> {
    article: &'a Article,
    base: &'a Url,
    source: &'a dyn Source,
}

impl References<'_> {
    fn resolve(&self, reference: &str, span: Option<Span>, found: &mut Vec<Diagnostic>) -> Option<Url> {
        let resolved = self.base.join(reference).and_then(|url| Url::web(url.as_str()));
        resolved
            .map_err(|error| {
                let problem = Diagnostic::warning("address-invalid", format!("{error}; it is left out"));
                found.push(problem.at(span).help("write a path or an address that starts with `https://`"));
            })
            .ok()
    }

    /// The article's own image, or the first of its content.
    fn image(&self, clean: &html::Clean, found: &mut Vec<Diagnostic>) -> (Option<Image>, Option<Origin>) {
        if let Some(named) = &self.article.image
            && let Some(url) = self.resolve(&named.value.reference, named.origin.span, found)
        {
            let facts = media::look(self.source, &self.article.name, &named.value.reference);
            let alt = named.value.alt.clone();
            let (file, size) = facts.map_or((None, None), |facts| (Some(facts.file), facts.size));
            return (Some(Image { url, alt, file, size }), Some(named.origin.clone()));
        }
        let Some(first) = clean.images.first() else { return (None, None) };
        let image = Image { url: first.url.clone(), alt: first.alt.clone(), file: None, size: first.size };
        (Some(image), Some(Origin { kind: OriginKind::FirstImage, span: None }))
    }

    fn attachment(
        &self,
        named: &Field<article::AttachmentReference>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Attachment> {
        let span = named.origin.span;
        let reference = &named.value;
        let url = self.resolve(&reference.reference, span, found)?;
        let facts = media::look(self.source, &self.article.name, &reference.reference);
        let facts = facts.map(|facts| facts.file);
        if let (Some(facts), Some(length)) = (&facts, reference.length)
            && facts.length != length
        {
            let message = format!("the file has {} bytes, not `{length}`; its real length is written", facts.length);
            found.push(
                Diagnostic::warning("enclosure-length", message).at(span).help(format!("write `{}`", facts.length)),
            );
        }
        let length = facts.as_ref().map(|facts| facts.length).or(reference.length);
        if length.is_none() {
            let message = format!("the length of `{}` is not known", reference.reference.escape_debug());
            let problem = Diagnostic::warning("enclosure-length", message).at(span);
            let help = "put the file beside the article, or give its bytes: `{ url: …, length: 123456 }`";
            if found.iter().filter(|one| one.rule == problem.rule).count() < UNKNOWN_LENGTHS_SHOWN {
                found.push(problem.help(help));
            }
        }
        let media_type = match (&reference.media_type, facts) {
            (Some(given), _) => given.clone(),
            (None, Some(facts)) => facts.media_type,
            (None, None) => media::type_of_name(&reference.reference).to_owned(),
        };
        let (title, seconds) = (reference.title.clone(), reference.seconds);
        Some(Attachment { url, media_type, length, title, seconds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Markup;
    use crate::config;
    use crate::date::Context;
    use crate::source::MemorySource;

    #[test]
    fn references_are_relative_to_what_a_page_says() {
        let config = config::parse("[site]\nurl = \"https://example.org/\"").unwrap();
        let source = MemorySource::new([("a.html", "")]);
        let published = Timestamp::from_unix(1_755_036_000).unwrap();
        let entry = |base: &str| {
            let text = format!(
                "<html><head><title>T</title>{base}<meta property=\"og:image\" content=\"i.png\"></head>\
                 <body><p><a href=\"x\">Text</a></p></body></html>"
            );
            let (article, _) = article::metadata("a.html", Markup::Html, &text, &Context::default());
            let entry = compose(&article, published, &text, &config, &source).unwrap().entry;
            (entry.url.to_string(), entry.html.to_string(), entry.image.unwrap().url.to_string())
        };
        let (page, html, image) = entry("<base href=\"/sub/\">");
        assert_eq!(page, "https://example.org/2025/08/a/");
        assert!(html.contains("href=\"https://example.org/sub/x\""), "{html}");
        assert_eq!(image, "https://example.org/sub/i.png");
        // What is no address of the web has no say.
        assert_eq!(entry("<base href=\"javascript:1\">"), entry(""));
        assert!(entry("").1.contains("href=\"https://example.org/2025/08/a/x\""));
    }
}
