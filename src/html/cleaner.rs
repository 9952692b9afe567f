//! Tags in, safe and well nested tags out.

use crate::html::allowed::{self, Fate, fate};
use crate::html::dropped::{Dropped, Place};
use crate::html::text::{break_line, push_folded};
use crate::html::tokens::{Handler, Tag, tokenize};
use crate::html::urls::{self, Address};
use crate::html::{Clean, FoundImage, Removed, TEXT_BYTES, embed, push_escaped, push_text};
use crate::model::{Text, Url};

/// Deeper tags go, their text stays: readers' own parsers give up somewhere beyond this (Chromium at 512).
const DEPTH_MAX: usize = 100;
const IMAGES_MAX: usize = 16;
const REMOVED_MAX: usize = 24;
const BROKEN_MAX: usize = 8;
/// How many formatting elements go on after an end tag that overlaps them.
const REOPENED_MAX: usize = 6;

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    name: &'static str,
    /// Whether it was written; a `span` that says nothing is not.
    written: bool,
}

/// What may be the number of a footnote: a link within the page, raised.
struct Note {
    /// How many elements are open within.
    depth: usize,
    /// Where it starts in the paragraph's text, and in the whole text.
    start: usize,
    start_in_text: usize,
    raised: bool,
    links_within_page: bool,
}

pub(super) struct Cleaner<'a> {
    page: &'a Url,
    out: String,
    stack: Vec<Open>,
    dropping: Option<Dropped>,
    /// Names of elements that are left out where they end, and stay here since one of them does not.
    endless: Vec<String>,
    /// How many start tags were too deep to be written.
    too_deep: usize,
    /// The text of the paragraph that is open, where it counts as one of the article's.
    paragraph: Option<String>,
    note: Option<Note>,
    /// Where the output ended after the last `<pre>`, and whether anything unwritten came since.
    after_pre: Option<(usize, bool)>,
    within_noscript: bool,
    /// Whether the open film or sound has a link for readers that can't play it.
    player: Option<(Option<Url>, bool)>,
    last_embed: Option<Url>,
    last_image: Option<Url>,
    clean: Clean,
}

impl<'a> Cleaner<'a> {
    pub(super) fn new(page: &'a Url, length: usize, endless: Vec<String>) -> Cleaner<'a> {
        Cleaner {
            page,
            out: String::with_capacity(length + length / 8),
            stack: Vec::new(),
            dropping: None,
            endless,
            too_deep: 0,
            paragraph: None,
            note: None,
            after_pre: None,
            within_noscript: false,
            player: None,
            last_embed: None,
            last_image: None,
            clean: Clean::default(),
        }
    }

    /// At the end of the text: the elements to leave alone, when one that a browser would show did not end and took
    /// everything behind it along.
    pub(super) fn endless(&mut self) -> Option<Vec<String>> {
        let dropped = self.dropping.as_ref().filter(|dropped| dropped.is_shown())?;
        self.endless.push(dropped.name.clone());
        Some(std::mem::take(&mut self.endless))
    }

    pub(super) fn finish(mut self) -> Clean {
        self.rescue();
        while !self.stack.is_empty() {
            self.close_last();
        }
        let mut clean = self.clean;
        // A character that is left out may have stood before white space, so that goes last.
        clean.html = Text::lossy(self.out);
        clean.html = clean.html.trimmed();
        if clean.first_paragraph.is_none() {
            clean.first_paragraph = clean.text.lines().find(|line| says_something(line)).and_then(Text::line);
        }
        clean
    }

    fn remove(&mut self, what: &str) {
        if let Some(known) = self.clean.removed.iter_mut().find(|removed| removed.what == what) {
            known.count += 1;
        } else if self.clean.removed.len() < REMOVED_MAX {
            self.clean.removed.push(Removed { what: what.to_owned(), count: 1 });
        }
    }

    /// The nearest open element of a name, as far up as a table's cell lets one see.
    fn find(&self, fits: impl Fn(&str) -> bool, through_cells: bool) -> Option<usize> {
        for (index, open) in self.stack.iter().enumerate().rev() {
            if fits(open.name) {
                return Some(index);
            }
            if !through_cells && matches!(open.name, "td" | "th" | "caption") {
                return None;
            }
        }
        None
    }

    fn close_to(&mut self, length: usize) {
        while self.stack.len() > length {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if let Some(note) = self.note.take_if(|note| self.stack.len() < note.depth)
            && note.raised
            && note.links_within_page
            && let Some(text) = &mut self.paragraph
        {
            text.truncate(note.start);
            self.clean.text.truncate(note.start_in_text);
        }
        if open.name == "p" {
            self.end_paragraph();
        }
        if matches!(open.name, "audio" | "video") {
            self.link_to_player();
        }
        if allowed::is_block(open.name) {
            break_line(&mut self.clean.text);
        }
        if open.written {
            self.out.push_str("</");
            self.out.push_str(open.name);
            self.out.push('>');
        }
    }

    fn end_paragraph(&mut self) {
        let Some(text) = self.paragraph.take() else { return };
        if self.clean.first_paragraph.is_none() && says_something(&text) {
            self.clean.first_paragraph = Text::line(&text);
        }
    }

    /// Closes what can't contain the element that is about to start, and opens what it has to stand in.
    /// False when it can't stand here at all.
    fn make_room(&mut self, name: &str) -> bool {
        if allowed::ends_paragraph(name)
            && let Some(index) = self.find(|open| open == "p", false)
        {
            self.close_to(index);
        }
        // An element that is not written is not there for who reads the result.
        let nearest = self.stack.iter().rposition(|open| open.written);
        if let Some(index) =
            nearest.filter(|index| allowed::is_heading(name) && allowed::is_heading(self.stack[*index].name))
        {
            self.close_to(index);
        }
        if matches!(name, "rt" | "rp") {
            self.end_within_ruby();
        }
        let closes: &[&str] = match name {
            "li" => &["li"],
            "dd" | "dt" => &["dd", "dt"],
            "a" => &["a"],
            _ => &[],
        };
        let barrier: &[&str] = match name {
            "li" => &["ul", "ol"],
            "dd" | "dt" => &["dl"],
            _ => &[],
        };
        if !closes.is_empty()
            && let Some(index) = self.find(|open| closes.contains(&open) || barrier.contains(&open), false)
            && closes.contains(&self.stack[index].name)
        {
            self.close_to(index);
        }
        if allowed::is_table_part(name) { self.make_table_room(name) } else { self.leave_table_structure() }
    }

    /// Ends what an annotation can't stand in (HTML standard, section 13.2.6.4.7, "rp", "rt"), and the one before it.
    fn end_within_ruby(&mut self) {
        if self.find(|open| open == "ruby", false).is_none() {
            return;
        }
        while let Some(open) = self.stack.last()
            && (!open.written || matches!(open.name, "rt" | "rp" | "p" | "li" | "dd" | "dt"))
        {
            self.close_last();
        }
    }

    fn make_table_room(&mut self, name: &str) -> bool {
        let Some(table) = self.find(|open| open == "table", true) else { return false };
        let parent: &[&str] = match name {
            "td" | "th" => &["tr"],
            "tr" => &["thead", "tbody", "tfoot"],
            "col" => &["colgroup"],
            _ => &[],
        };
        let found = self.stack.iter().enumerate().skip(table).rev().find(|(_, open)| parent.contains(&open.name));
        match found.map(|(index, _)| index) {
            Some(index) => self.close_to(index + 1),
            None => {
                self.close_to(table + 1);
                let missing = match name {
                    "td" | "th" => Some("tr"),
                    "col" => Some("colgroup"),
                    _ => None,
                };
                if let Some(missing) = missing {
                    self.open(missing);
                }
            }
        }
        true
    }

    /// What stands between a table's rows is put into a cell: a browser would move it before the table.
    fn leave_table_structure(&mut self) -> bool {
        match self.stack.last().map(|open| open.name) {
            Some("table" | "thead" | "tbody" | "tfoot") => {
                self.open("tr");
                self.open("td");
            }
            Some("tr") => self.open("td"),
            Some("colgroup") => {
                self.close_last();
                return self.leave_table_structure();
            }
            _ => {}
        }
        true
    }

    /// Opens an element without attributes.
    fn open(&mut self, name: &'static str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.stack.push(Open { name, written: true });
    }

    fn keep(&mut self, name: &'static str, tag: &Tag) {
        if self.stack.len() >= DEPTH_MAX {
            self.too_deep += 1;
            return;
        }
        if !self.make_room(name) {
            return;
        }
        if allowed::is_block(name) {
            break_line(&mut self.clean.text);
        }
        if name == "p" {
            let aside = ["figcaption", "li", "td", "th", "blockquote", "aside", "footer", "header", "caption"];
            let counts =
                self.clean.first_paragraph.is_none() && !self.stack.iter().any(|open| aside.contains(&open.name));
            self.paragraph = counts.then(String::new);
        }
        let before = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        let bare = self.out.len();
        self.attributes(name, tag);
        let written = name != "span" || self.out.len() > bare;
        if written {
            self.out.push('>');
        } else {
            self.out.truncate(before);
        }
        self.stack.push(Open { name, written });
        self.begin_note(name, tag);
        match name {
            "pre" => self.after_pre = Some((self.out.len(), false)),
            "audio" | "video" => {
                let src = source(tag).and_then(|src| good(urls::media(src, self.page)));
                // A link can't hold another one.
                let is_linked = self.find(|open| open == "a", false).is_some();
                self.player = Some((src, is_linked));
            }
            "a" => {
                if let Some((_, linked)) = &mut self.player {
                    *linked = true;
                }
            }
            _ => {}
        }
    }

    /// A footnote's number is no part of the sentence that a summary repeats.
    fn begin_note(&mut self, name: &str, tag: &Tag) {
        let links_within_page = name == "a" && tag.get("href").is_some_and(|href| href.trim().starts_with('#'));
        if name != "sup" && !links_within_page {
            return;
        }
        let Some(start) = self.paragraph.as_ref().map(String::len) else { return };
        let (depth, start_in_text) = (self.stack.len(), self.clean.text.len());
        let note =
            self.note.get_or_insert(Note { depth, start, start_in_text, raised: false, links_within_page: false });
        note.raised |= name == "sup";
        note.links_within_page |= links_within_page;
    }

    /// Writes an element's attributes; tells whether one of them says where its content is.
    fn attributes(&mut self, name: &'static str, tag: &Tag) -> bool {
        let (mut has_id, mut has_content) = (false, false);
        for (attribute, value) in &tag.attributes {
            let attribute = unhidden(name, attribute, tag);
            if allowed::holds_address(name, attribute) {
                has_content |= self.address(attribute, value);
            } else if attribute == "srcset" && name == "source" {
                if let Some(srcset) = urls::srcset(value, self.page) {
                    self.attribute("srcset", &srcset);
                    has_content = true;
                }
            } else if attribute == "class" && matches!(name, "code" | "pre") {
                let language = value.split_ascii_whitespace().find(|class| class.starts_with("language-"));
                if let Some(language) = language {
                    self.attribute("class", language);
                }
            } else if allowed::keeps_attribute(name, attribute) && is_sane(attribute, value) {
                self.attribute(attribute, value);
                has_id |= attribute == "id";
            } else if attribute.starts_with("on") && attribute.len() > 2 {
                let shown: String = attribute.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
                self.remove(&format!("`{shown}`"));
            }
        }
        if name == "a"
            && !has_id
            && let Some(anchor) = tag.get("name").filter(|anchor| is_sane("id", anchor))
        {
            self.attribute("id", anchor);
        }
        if matches!(name, "audio" | "video") {
            self.out.push_str(" controls");
        }
        has_content
    }

    /// Writes an attribute that holds an address, if it may stay.
    fn address(&mut self, attribute: &str, value: &str) -> bool {
        let is_link = matches!(attribute, "href" | "cite");
        let address = if is_link { urls::link(value, self.page) } else { urls::media(value, self.page) };
        let Some(url) = self.judged(address, value) else { return false };
        self.attribute(attribute, url.as_str());
        true
    }

    /// An address that may stay; others are noted.
    fn judged(&mut self, address: Address, written: &str) -> Option<Url> {
        match address {
            Address::Good(url) => return Some(url),
            Address::Forbidden(scheme) => {
                self.remove(&format!("a `{}:` address", scheme.chars().take(24).collect::<String>()))
            }
            Address::Broken if self.clean.broken_addresses.len() < BROKEN_MAX => {
                self.clean.broken_addresses.push(written.chars().take(120).collect());
            }
            Address::Broken => {}
        }
        None
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        if matches!(name, "open" | "reversed" | "loop" | "muted") {
            return;
        }
        self.out.push_str("=\"");
        push_escaped(&mut self.out, value);
        self.out.push('"');
    }

    fn void(&mut self, name: &'static str, tag: &Tag) {
        match name {
            "img" => return self.image(tag),
            "source" | "track"
                if !matches!(self.stack.last().map(|open| open.name), Some("picture" | "audio" | "video")) =>
            {
                return;
            }
            "br" | "hr" => break_line(&mut self.clean.text),
            _ => {}
        }
        if !self.make_room(name) {
            return;
        }
        if name == "br"
            && let Some(text) = &mut self.paragraph
        {
            text.push(' ');
        }
        if name == "source"
            && let Some((src @ None, _)) = &mut self.player
        {
            *src = source(tag).and_then(|src| good(urls::media(src, self.page)));
        }
        let before = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        let written = self.attributes(name, tag);
        self.out.push('>');
        if matches!(name, "source" | "track") && !written {
            self.out.truncate(before);
        }
    }

    /// An image, with what lazy loading hid put back in its place; without an address its words stay.
    fn image(&mut self, tag: &Tag) {
        let (src, set) = self.image_addresses(tag);
        let url = src.and_then(|src| {
            let address = urls::media(&src, self.page);
            self.judged(address, &src)
        });
        let alt = tag.get("alt").unwrap_or_default();
        let Some(url) = url else { return self.text(alt) };
        // What `<noscript>` repeats stands next to it, or is one of the first.
        let is_known = || self.last_image.as_ref() == Some(&url) || self.clean.images.iter().any(|one| one.url == url);
        if self.within_noscript && is_known() {
            return;
        }
        self.last_image = Some(url.clone());
        self.leave_table_structure();
        self.out.push_str("<img");
        self.attribute("src", url.as_str());
        if let Some(set) = set {
            self.attribute("srcset", &set);
        }
        self.attribute("alt", alt);
        for (name, value) in &tag.attributes {
            if name != "alt" && allowed::keeps_attribute("img", name) && is_sane(name, value) {
                self.attribute(name, value);
            }
        }
        self.out.push('>');
        let pixels = |name| tag.get(name).and_then(|value| value.trim().parse::<u32>().ok()).filter(|value| *value > 0);
        if self.clean.images.len() < IMAGES_MAX && !url.as_str().starts_with("data:") {
            let size = pixels("width").zip(pixels("height"));
            self.clean.images.push(FoundImage { url, alt: Text::line(alt), size });
        }
    }

    /// An image's address as written, and its `srcset`, absolute.
    fn image_addresses(&self, tag: &Tag) -> (Option<String>, Option<String>) {
        let said = |names: &[&str]| {
            names.iter().find_map(|name| tag.get(name)).filter(|value| !value.trim().is_empty()).map(str::to_owned)
        };
        let is_good = |value: &String| matches!(urls::media(value, self.page), Address::Good(_));
        // What stands in `src` and `srcset` beside these is a stand-in: nothing, a dot, or a blurred copy.
        let lazy = said(&["data-src", "data-lazy-src", "data-original"]).filter(is_good);
        let own_set = if lazy.is_some() { None } else { said(&["srcset"]) };
        let set = said(&["data-srcset", "data-lazy-srcset"]).or(own_set);
        let set = set.and_then(|set| urls::srcset(&set, self.page));
        let first_of_set = set.as_ref().and_then(|set| set.split_ascii_whitespace().next());
        let first_of_set = first_of_set.map(|url| url.trim_end_matches(',').to_owned());
        let src = said(&["src"]);
        let is_real = |src: &String| !src.trim_start().starts_with("data:");
        let other = || said(&["data-lazy", "data-url"]).filter(is_good);
        let chosen = lazy.or_else(|| src.clone().filter(is_real)).or_else(other).or(first_of_set).or(src);
        (chosen, set)
    }

    /// Puts a link where something was embedded.
    fn embed(&mut self, reference: &str, title: Option<&str>) {
        let address = urls::media(reference, self.page);
        let Some(url) = self.judged(address, reference).filter(|url| url.scheme() != "data") else { return };
        if self.last_embed.as_ref() == Some(&url) {
            return;
        }
        let (address, name) = embed::link(&url, title);
        self.last_embed = Some(url);
        let block =
            !self.stack.iter().any(|open| matches!(open.name, "p" | "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
        if let Some(index) = self.find(|open| open == "a", false) {
            self.close_to(index);
        }
        self.leave_table_structure();
        self.out.push_str(if block { "<p><a" } else { "<a" });
        self.attribute("href", &address);
        self.out.push('>');
        push_text(&mut self.out, &name);
        self.out.push_str(if block { "</a></p>" } else { "</a>" });
    }

    fn link_to_player(&mut self) {
        let Some((Some(url), false)) = self.player.take() else { return };
        let name = url.path().rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("media").to_owned();
        self.out.push_str("<a");
        self.attribute("href", url.as_str());
        self.out.push('>');
        push_text(&mut self.out, &name);
        self.out.push_str("</a>");
    }

    fn drop_content(&mut self, name: &str) {
        if !self.endless.iter().any(|endless| endless == name) {
            self.dropping = Some(Dropped::new(name));
        }
    }

    /// Ends what is passed over, and puts in its place what it was worth.
    fn rescue(&mut self) {
        let Some(dropped) = self.dropping.take() else { return };
        let text = dropped.rescued.trim().to_owned();
        if text.is_empty() {
            return;
        }
        match dropped.name.as_str() {
            "math" => {
                self.leave_table_structure();
                self.out.push_str("<code>");
                self.text(&text);
                self.out.push_str("</code>");
            }
            _ => self.text(&text),
        }
    }

    /// Whether an end tag belongs to what is passed over.
    fn end_within_dropped(&mut self, name: &str) -> bool {
        let is_open = match fate(name) {
            Fate::Keep(name) => self.open_index(name).is_some(),
            _ => false,
        };
        let place = self.dropping.as_mut().map_or(Place::Behind, |dropped| dropped.end(name, is_open));
        if place != Place::Within {
            self.rescue();
        }
        place != Place::Behind
    }

    /// The open element that an end tag of this name ends.
    fn open_index(&self, name: &str) -> Option<usize> {
        let is_part = allowed::is_table_part(name) || name == "table";
        let index = self.find(|open| open == name, is_part);
        let heading = || if allowed::is_heading(name) { self.find(allowed::is_heading, false) } else { None };
        index.or_else(heading)
    }

    /// Whether an element is one that only makes sense on its page: line numbers, a heading's own link, the second
    /// copy of a formula.
    fn is_furniture(&self, tag: &Tag) -> bool {
        let within_heading = || self.stack.iter().any(|open| allowed::is_heading(open.name));
        match tag.name.as_str() {
            "a" => {
                const ANCHORS: &[&str] = &[
                    "anchor",
                    "headerlink",
                    "heading-anchor",
                    "header-anchor",
                    "anchor-link",
                    "permalink",
                    "heading-link",
                ];
                within_heading() && tag.has_class(|class| ANCHORS.contains(&class))
            }
            "span" | "td" | "div" | "pre" => {
                const NUMBERS: &[&str] = &[
                    "lineno",
                    "linenos",
                    "linenodiv",
                    "line-numbers-rows",
                    "gutter",
                    "hljs-ln-numbers",
                    "katex-html",
                    "rouge-gutter",
                ];
                tag.has_class(|class| NUMBERS.contains(&class))
            }
            _ => false,
        }
    }

    fn unwrapped(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "svg" | "math" => self.drop_content(&tag.name),
            "iframe" => {
                if let Some(src) = ["src", "data-src", "data-lazy-src"]
                    .iter()
                    .find_map(|name| tag.get(name))
                    .filter(|src| !src.trim().is_empty() && !src.starts_with("about:"))
                {
                    self.embed(src, tag.get("title"));
                }
                self.drop_content("iframe");
            }
            "embed" => {
                if let Some(src) = tag.get("src") {
                    self.embed(src, tag.get("title"));
                }
            }
            "object" => {
                if let Some(data) = tag.get("data") {
                    self.embed(data, tag.get("title"));
                }
            }
            "input" => match (tag.get("type").map(str::to_ascii_lowercase).as_deref(), tag.get("checked")) {
                (Some("checkbox"), Some(_)) => self.text("☑"),
                (Some("checkbox"), None) => self.text("☐"),
                (Some("hidden"), _) => {}
                _ => self.remove("`<input>`"),
            },
            "form" => self.remove("`<form>`"),
            "noscript" => self.drop_content("noscript"),
            _ => {}
        }
        if let Some(handler) = tag.attributes.iter().find(|(name, _)| name.starts_with("on") && name.len() > 2) {
            let shown: String = handler.0.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
            self.remove(&format!("`{shown}`"));
        }
    }
}

impl Handler for Cleaner<'_> {
    fn start(&mut self, tag: &Tag) {
        if let Some(dropped) = &mut self.dropping {
            match dropped.start(tag) {
                Place::Behind => self.rescue(),
                Place::Within => return,
                Place::Last => return self.rescue(),
            }
        }
        if let Some((_, unwritten)) = &mut self.after_pre {
            *unwritten = true;
        }
        if self.is_furniture(tag) {
            return self.drop_content(&tag.name);
        }
        match fate(&tag.name) {
            Fate::Keep(name) => self.keep(name, tag),
            Fate::Void(name) => self.void(name, tag),
            Fate::Unwrap => self.unwrapped(tag),
            Fate::Drop => self.drop_content(&tag.name),
            Fate::DropAndTell => {
                self.remove(&format!("`<{}>`", tag.name));
                self.drop_content(&tag.name);
            }
        }
    }

    fn end(&mut self, name: &str, _: (usize, usize)) {
        if self.dropping.is_some() && self.end_within_dropped(name) {
            return;
        }
        if name == "br" {
            // Often written for `<br>`, and read so by browsers.
            return self.void("br", &Tag::default());
        }
        let Fate::Keep(name) = fate(name) else { return };
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(index) = self.open_index(name) else { return };
        let overlapped: Vec<&'static str> = match allowed::is_formatting(name) || name == "a" {
            true => self.stack[index + 1..]
                .iter()
                .map(|open| open.name)
                .filter(|name| allowed::is_formatting(name))
                .take(REOPENED_MAX)
                .collect(),
            false => Vec::new(),
        };
        self.close_to(index);
        for name in overlapped {
            self.open(name);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(dropping) = &mut self.dropping {
            if dropping.name == "noscript" && !self.within_noscript {
                // Its content comes as text, since a browser with scripts reads it so; a reader has none.
                self.dropping = None;
                self.within_noscript = true;
                tokenize(text, self);
                self.within_noscript = false;
                self.rescue();
                self.drop_content("noscript");
            } else if dropping.rescues {
                dropping.rescued.push_str(text);
            }
            return;
        }
        if text.is_empty() {
            return;
        }
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if !blank {
            self.leave_table_structure();
        }
        if let Some((length, unwritten)) = self.after_pre.take()
            && unwritten
            && length == self.out.len()
            && text.starts_with('\n')
        {
            // A line end right after `<pre>` does not count; this one did not stand there.
            self.out.push('\n');
        }
        push_text(&mut self.out, text);
        if let Some(paragraph) = &mut self.paragraph {
            push_folded(paragraph, text);
        }
        if self.clean.text.len() < TEXT_BYTES && !self.stack.iter().any(|open| matches!(open.name, "pre" | "code")) {
            let limit = text.floor_char_boundary(TEXT_BYTES);
            push_folded(&mut self.clean.text, &text[..limit]);
        }
    }
}

fn good(address: Address) -> Option<Url> {
    if let Address::Good(url) = address { Some(url) } else { None }
}

/// Where a player's content is, as written.
fn source(tag: &Tag) -> Option<&str> {
    tag.get("src").or_else(|| tag.get("data-src"))
}

/// The attribute that one for lazy loading stands for, unless that is there itself.
fn unhidden<'t>(element: &str, attribute: &'t str, tag: &Tag) -> &'t str {
    match (element, attribute.strip_prefix("data-")) {
        ("source" | "video" | "audio", Some(plain @ ("src" | "srcset" | "poster"))) if tag.get(plain).is_none() => {
            plain
        }
        _ => attribute,
    }
}

fn says_something(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some()
}

/// Whether a kept attribute's value is of the kind that it has to be.
fn is_sane(attribute: &str, value: &str) -> bool {
    let value = value.trim();
    match attribute {
        "id" => !value.is_empty() && !value.contains(|c: char| c.is_whitespace()),
        "dir" => matches!(value.to_ascii_lowercase().as_str(), "ltr" | "rtl" | "auto"),
        "lang" | "hreflang" | "srclang" => {
            !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        }
        "width" | "height" | "colspan" | "rowspan" | "span" | "start" => {
            value.trim_start_matches('-').trim_end_matches(['%', 'p', 'x']).parse::<u32>().is_ok_and(|n| n < 100_000)
        }
        "align" => matches!(value.to_ascii_lowercase().as_str(), "left" | "right" | "center"),
        _ => true,
    }
}
