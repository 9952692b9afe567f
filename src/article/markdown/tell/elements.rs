//! Elements of Markdown as tags.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag as Element, TagEnd};

use crate::article::markdown::tell::Teller;
use crate::article::markdown::tell::addresses::push_encoded;
use crate::article::markdown::{DEPTH_MAX, alert_name};

impl Teller<'_> {
    /// What an element begins with.
    pub(super) fn start(&mut self, element: Element<'_>) -> Option<()> {
        self.deeper()?;
        match element {
            Element::Paragraph => self.block("p"),
            Element::Heading { level, id, classes, attrs } => {
                // Names of attributes may be of any letters.
                if !attrs.is_empty() {
                    return None;
                }
                if id.is_none() && classes.is_empty() {
                    self.block(heading(level));
                    return Some(());
                }
                self.new_line();
                self.parts.open(heading(level));
                if let Some(id) = id {
                    self.parts.attribute("id", |value| value.push_str(&id))?;
                }
                if !classes.is_empty() {
                    self.parts.attribute("class", |value| value.push_str(&classes.join(" ")))?;
                }
                self.parts.opened();
                self.ends_line = false;
            }
            Element::BlockQuote(kind) => {
                self.block("blockquote");
                self.line_end();
                if let Some(kind) = kind {
                    self.tag("p");
                    self.tag("strong");
                    self.parts.own_text(alert_name(kind));
                    self.close("strong");
                    self.end_block("p");
                }
            }
            Element::CodeBlock(kind) => self.code_block(&kind)?,
            Element::List(first) => self.list(first)?,
            Element::Item => self.block("li"),
            Element::Table(alignments) => {
                self.alignments = alignments;
                self.tag("table");
            }
            Element::TableHead => {
                self.tag("thead");
                self.row("th");
            }
            Element::TableRow => self.row(self.cell),
            Element::TableCell => self.table_cell()?,
            Element::Emphasis => self.tag("em"),
            Element::Strong => self.tag("strong"),
            Element::Strikethrough => self.tag("del"),
            Element::Link { link_type, dest_url, title, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let title = self.lines.written_title(&dest_url, &title)?;
                self.link(scheme, &dest_url, title)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Begins a link, which is deeper already.
    pub(super) fn link(&mut self, scheme: &str, address: &str, title: &str) -> Option<()> {
        self.literal += 1;
        self.parts.open("a");
        self.parts.attribute("href", |value| {
            value.push_str(scheme);
            push_encoded(value, address);
        })?;
        self.titled(title)
    }

    /// Ends a tag that may have a title.
    fn titled(&mut self, title: &str) -> Option<()> {
        if !title.is_empty() {
            self.parts.attribute("title", |value| value.push_str(title))?;
        }
        self.parts.opened();
        self.ends_line = false;
        Some(())
    }

    fn list(&mut self, first: Option<u64>) -> Option<()> {
        match first {
            None => self.block("ul"),
            Some(1) => self.block("ol"),
            Some(first) => {
                self.new_line();
                self.parts.open("ol");
                self.parts.attribute("start", |value| value.push_str(&first.to_string()))?;
                self.parts.opened();
            }
        }
        self.line_end();
        Some(())
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) -> Option<()> {
        self.literal += 1;
        self.block("pre");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if language.is_empty() {
            self.parts.bare("code");
            return Some(());
        }
        self.parts.open("code");
        self.parts.attribute("class", |value| {
            value.push_str("language-");
            value.push_str(language);
        })?;
        self.parts.opened();
        Some(())
    }

    fn row(&mut self, cell: &'static str) {
        (self.cell, self.column) = (cell, 0);
        self.tag("tr");
    }

    fn table_cell(&mut self) -> Option<()> {
        let style = match self.alignments.get(self.column) {
            Some(Alignment::Left) => "text-align: left",
            Some(Alignment::Center) => "text-align: center",
            Some(Alignment::Right) => "text-align: right",
            _ => "",
        };
        if style.is_empty() {
            self.tag(self.cell);
            return Some(());
        }
        self.parts.open(self.cell);
        self.parts.attribute("style", |value| value.push_str(style))?;
        self.parts.opened();
        self.ends_line = false;
        Some(())
    }

    /// What an element ends with.
    pub(super) fn end(&mut self, element: TagEnd) -> Option<()> {
        self.depth = self.depth.checked_sub(1)?;
        if matches!(element, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) {
            self.raw_link = false;
        }
        match element {
            TagEnd::Paragraph => self.end_block("p"),
            TagEnd::Heading(level) => self.end_block(heading(level)),
            TagEnd::BlockQuote(_) => self.end_block("blockquote"),
            TagEnd::CodeBlock => {
                self.literal = self.literal.checked_sub(1)?;
                self.parts.close("code");
                self.end_block("pre");
            }
            TagEnd::List(is_ordered) => self.end_block(if is_ordered { "ol" } else { "ul" }),
            TagEnd::Item => self.end_block("li"),
            TagEnd::Table => {
                self.parts.close("tbody");
                self.end_block("table");
            }
            TagEnd::TableHead => {
                self.parts.close("tr");
                self.parts.close("thead");
                self.cell = "td";
                self.tag("tbody");
                self.line_end();
            }
            TagEnd::TableRow => self.end_block("tr"),
            TagEnd::TableCell => {
                self.column += 1;
                self.close(self.cell);
            }
            TagEnd::Emphasis => self.close("em"),
            TagEnd::Strong => self.close("strong"),
            TagEnd::Strikethrough => self.close("del"),
            TagEnd::Link => {
                self.literal = self.literal.checked_sub(1)?;
                self.close("a");
            }
            _ => return None,
        }
        Some(())
    }

    /// An image; the words within are what it shows.
    pub(super) fn image<'a>(
        &mut self,
        address: &CowStr<'_>,
        title: &str,
        events: &mut impl Iterator<Item = Event<'a>>,
    ) -> Option<()> {
        if self.depth >= DEPTH_MAX {
            return None;
        }
        let mut depth = 1;
        let mut words = String::new();
        while depth > 0 {
            match events.next()? {
                Event::Start(_) if self.depth + depth >= DEPTH_MAX => return None,
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => return None,
            }
        }
        self.parts.open("img");
        self.parts.attribute("src", |value| push_encoded(value, address))?;
        self.parts.attribute("alt", |value| value.push_str(&words))?;
        self.titled(self.lines.written_title(address, title)?)
    }
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}
