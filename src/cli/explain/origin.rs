//! Where a field comes from, in words.

use crate::article::{Article, Field, Origin, OriginKind};
use crate::cli::site::Site;
use crate::config::Undated;
use crate::date::{self, Context, Timestamp, Zone};
use crate::diagnostic::{Excerpt, Span};
use crate::ledger;

/// What is needed to say where a field comes from.
pub(super) struct Origins<'a> {
    /// The article's decoded text.
    pub(super) text: &'a str,
    /// The article.
    pub(super) article: &'a Article,
    /// Its site.
    pub(super) site: &'a Site,
}

/// How many letters of a text are looked for to find its place.
const LETTERS_SOUGHT: usize = 24;

impl Origins<'_> {
    /// The place, in words: ``front matter, line 3: `title` ``.
    pub(super) fn words(&self, origin: &Origin) -> String {
        let line = self.line(origin).map(|line| format!(", line {line}")).unwrap_or_default();
        match &origin.kind {
            OriginKind::FrontMatter(key) => format!("front matter{line}: `{key}`"),
            OriginKind::HeaderLine(key) => format!("head{line}: `{key}`"),
            OriginKind::ExportLine => format!("head of the export{line}"),
            OriginKind::Page(name) => format!("head of the page{line}: `{name}`"),
            OriginKind::FileName => "file name".to_owned(),
            OriginKind::FolderName => "folder name".to_owned(),
            OriginKind::FirstHeading => format!("first heading{line}"),
            OriginKind::FirstParagraph => format!("first paragraph{line}"),
            OriginKind::FirstImage => format!("first image of the text{line}"),
            OriginKind::Site("build.undated") => self.undated(),
            OriginKind::Site(key) => format!("{key} in {}", self.site.file()),
            OriginKind::Ledger => self.site.article(ledger::FILE_NAME),
            OriginKind::Detected => "detected from the text".to_owned(),
            OriginKind::Derived("permalink") => format!("build.permalink in {}", self.site.file()),
            OriginKind::Derived("tag: URI") => "made of the site's host, the day and the path".to_owned(),
            OriginKind::Derived(rule) => (*rule).to_owned(),
        }
    }

    fn undated(&self) -> String {
        match self.site.config.build.undated {
            Undated::Git => "first commit of the file (build.undated)".to_owned(),
            Undated::Modified => "last change of the file (build.undated)".to_owned(),
            Undated::Report => "build.undated".to_owned(),
        }
    }

    /// The line that says it, from 1.
    pub(super) fn line(&self, origin: &Origin) -> Option<usize> {
        origin.span.map(|span| self.line_at(span.start))
    }

    fn line_at(&self, offset: usize) -> usize {
        Excerpt::cut(self.text, Span::new(offset, offset)).line
    }

    /// The first and last line of the body that hold more than white space.
    pub(super) fn body_lines(&self) -> (usize, usize) {
        let body = self.article.body;
        let inside = self.text.get(body.start..body.end).unwrap_or_default();
        let lead = inside.len() - inside.trim_start().len();
        let end = body.start + inside.trim_end().len();
        let start = (body.start + lead).min(end);
        (self.line_at(start), self.line_at(end.saturating_sub(1).max(start)))
    }

    /// An origin with its place, where that is not known but the text's first words stand in the body to the letter.
    pub(super) fn with_place(&self, origin: &Origin, value: &str) -> Origin {
        let sought: String = value.trim_end_matches('…').chars().take(LETTERS_SOUGHT).collect();
        let body = self.article.body;
        let found = || {
            let at = self.text.get(body.start..body.end)?.find(&sought)? + body.start;
            Some(Span::new(at, at + sought.len()))
        };
        let is_first = matches!(origin.kind, OriginKind::FirstParagraph);
        let span = origin.span.or_else(|| if is_first && !sought.is_empty() { found() } else { None });
        Origin { kind: origin.kind.clone(), span }
    }
}

/// What a date says itself.
pub(super) struct Said {
    /// A time of day.
    pub(super) has_time: bool,
    /// A zone or an offset.
    pub(super) has_zone: bool,
}

/// What a date says itself, told by reading it again; `None` where its text is not at hand.
pub(super) fn read_again(origins: &Origins<'_>, date: &Field<Timestamp>) -> Option<Said> {
    let config = &origins.site.config;
    let zone = config.site.zone.clone();
    match (&date.origin.kind, date.origin.span) {
        // File names hold days, nothing more.
        (OriginKind::FileName, _) => Some(Said { has_time: false, has_zone: false }),
        (_, Some(span)) => {
            let written = origins.text.get(span.start..span.end)?.trim_matches(['"', '\'', ' ']);
            let language = config.site.language.as_ref().map(|language| language.primary().to_owned());
            let context = Context { zone, default_time: config.build.default_time, language };
            let reading = date::parse(written, &context).ok().filter(|reading| reading.at == date.value)?;
            // With a zone of its own it is the same instant, whatever zone it is read in.
            let elsewhere = Zone::parse("-11:59").ok()?;
            let again = date::parse(written, &Context { zone: elsewhere, ..context }).ok()?;
            Some(Said { has_time: reading.has_time, has_zone: again.at.unix() == reading.at.unix() })
        }
        (_, None) => None,
    }
}
