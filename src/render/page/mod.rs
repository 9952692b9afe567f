//! The page where people subscribe: what the feeds are, how to follow them, and what is new in each.
//!
//! It is one file, and asks nothing of the network. Without a style sheet it reads from top to bottom; without scripts
//! only the buttons that copy are missing.

pub(super) mod words;

use crate::html::{excerpt, push_escaped, push_text};
use crate::model::{Language, Url};
use crate::output::{Format, Output};
use crate::render::listing::{Group, ListedFeed, Listing, relative};
use crate::render::page::words::{Words, day, words};
use crate::render::{GENERATOR, snippet};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// By this a page is known as ours.
pub const MARK: &str = "<meta name=\"generator\" content=\"Feedwright\">";

/// How many feeds are shown with their newest entries.
const SHOWN_MAX: usize = 12;
/// How many further feeds are named.
const NAMED_MAX: usize = 200;
/// How large the page may become while there are feeds to show, and to name, in bytes.
const SHOWN_BYTES: usize = 26 * 1024;
const NAMED_BYTES: usize = 50 * 1024;
/// How many characters of an address are shown, at least and at most.
const SHORT_ADDRESS: usize = 30;
const LONG_ADDRESS: usize = 120;
/// How long a description may be, in characters.
const DESCRIPTION_CHARACTERS: usize = 300;

/// The page that stands at this address; `opml` is where the list of all feeds stands, if there is one.
pub fn render(listing: &Listing, address: &Url, opml: Option<&Url>) -> Output {
    let words = words(listing.language.as_ref());
    let groups = listing.groups();
    let page = Page { listing, address, words };
    let mut out = String::with_capacity(16 * 1024);
    page.head(&mut out);
    out.push_str("<main>\n<section aria-labelledby=\"how\">\n");
    out.push_str(&format!("<h2 id=\"how\">{}</h2>\n<ol>\n", words.how));
    words.steps.iter().for_each(|step| out.push_str(&format!("<li>{step}</li>\n")));
    out.push_str("</ol>\n</section>\n<section aria-labelledby=\"feeds\">\n");
    let heading = if groups.len() == 1 { words.feed } else { words.feeds };
    out.push_str(&format!("<h2 id=\"feeds\">{heading}</h2>\n"));
    let entries = match groups.len() {
        1 => 10,
        2..=4 => 5,
        _ => 3,
    };
    let mut shown = 0;
    for group in groups.iter().take(SHOWN_MAX) {
        if shown > 0 && out.len() > SHOWN_BYTES {
            break;
        }
        shown += 1;
        page.feed(group, shown, entries, &mut out);
    }
    out.push_str("</section>\n");
    page.further(&groups[shown..], &mut out);
    out.push_str("</main>\n");
    page.foot(opml, &mut out);
    Output { bytes: out.into_bytes(), media_type: "text/html", modified: listing.updated }
}

struct Page<'a> {
    listing: &'a Listing,
    address: &'a Url,
    words: &'static Words,
}

impl Page<'_> {
    fn head(&self, out: &mut String) {
        let Page { listing, words, .. } = self;
        out.push_str(&format!("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n", words.language));
        out.push_str("<meta charset=\"utf-8\">\n<title>");
        push_text(out, &format!("{} – {}", words.subscribe, listing.title));
        out.push_str("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.push_str(&format!("{MARK}\n"));
        debug_assert!(MARK.contains(GENERATOR), "the mark names the generator");
        snippet::push_links_from(self.address, listing, out);
        out.push_str(&format!("<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n"));
        out.push_str("<p class=\"site\"><a href=\"");
        push_escaped(out, listing.home.as_str());
        out.push_str(&format!("\"{}>", self.language(listing.site_language.as_ref())));
        push_text(out, listing.title.as_str());
        out.push_str(&format!("</a></p>\n<h1>{}</h1>\n", words.subscribe));
        out.push_str(&format!("<p class=\"lead\">{}</p>\n</header>\n", words.lead));
    }

    /// The attribute `lang`, where a text's language is another than the page's.
    fn language(&self, language: Option<&Language>) -> String {
        match language {
            Some(language) if language.as_str() != self.words.language => format!(" lang=\"{language}\""),
            _ => String::new(),
        }
    }

    /// A feed is no `article`: Liferea, given the page, takes those for entries of the feed that it finds. Nor has its
    /// section a name, which would make it a landmark: they are too many, and `C` and `c` are one name to a program.
    fn feed(&self, group: &Group<'_>, number: usize, entries: usize, out: &mut String) {
        let Page { words, .. } = self;
        let feed = group.main;
        let language = self.language(feed.language.as_ref().or(self.listing.site_language.as_ref()));
        out.push_str(&format!("<section class=\"feed\">\n<h3 id=\"feed-{number}\"{language}>"));
        push_text(out, &group.title);
        out.push_str("</h3>\n");
        if let Some(description) = &feed.description {
            out.push_str(&format!("<p{language}>"));
            push_text(out, &excerpt(description.as_str(), DESCRIPTION_CHARACTERS));
            out.push_str("</p>\n");
        }
        out.push_str(&format!("<label for=\"address-{number}\">{}</label>\n<p class=\"address\">", words.address));
        // Without a style sheet it is as long as it says, and so long is what can be read.
        let size = feed.address.as_str().len().clamp(SHORT_ADDRESS, LONG_ADDRESS);
        out.push_str(&format!("<input id=\"address-{number}\" aria-describedby=\"feed-{number}\" type=\"url\" "));
        out.push_str(&format!("size=\"{size}\" readonly value=\""));
        push_escaped(out, feed.address.as_str());
        out.push_str("\"></p>\n");
        self.formats(group, out);
        self.newest(feed, entries, out);
        out.push_str("</section>\n");
    }

    fn formats(&self, group: &Group<'_>, out: &mut String) {
        out.push_str(&format!("<p class=\"formats\">{} ", self.words.formats));
        for (index, feed) in [group.main].iter().chain(&group.others).enumerate() {
            out.push_str(if index == 0 { "" } else { ", " });
            self.link(feed, format_name(feed.format), "", out);
        }
        out.push_str("</p>\n");
    }

    fn link(&self, feed: &ListedFeed, text: &str, language: &str, out: &mut String) {
        out.push_str("<a href=\"");
        push_escaped(out, &relative(self.address, &feed.address));
        out.push_str(&format!("\" type=\"{}\"{language}>", feed.format.media_type()));
        push_text(out, text);
        out.push_str("</a>");
    }

    fn newest(&self, feed: &ListedFeed, entries: usize, out: &mut String) {
        let Page { words, listing, .. } = self;
        if feed.newest.is_empty() {
            return;
        }
        out.push_str(&format!("<h4>{}</h4>\n<ul class=\"entries\">\n", words.newest));
        for entry in feed.newest.iter().take(entries) {
            let language = entry.language.as_ref().or(feed.language.as_ref());
            out.push_str("<li><a href=\"");
            push_escaped(out, entry.url.as_str());
            out.push_str(&format!("\"{}>", self.language(language)));
            push_text(out, &entry.title);
            let day = day(entry.published, words, listing.language.as_ref());
            out.push_str(&format!("</a><br> <time datetime=\"{}\">{day}</time></li>\n", entry.published.rfc3339()));
        }
        out.push_str("</ul>\n");
    }

    /// The feeds that there is no room to show, as links; of very many, how many more there are.
    fn further(&self, groups: &[Group<'_>], out: &mut String) {
        if groups.is_empty() {
            return;
        }
        let Page { words, .. } = self;
        out.push_str(&format!("<section aria-labelledby=\"further\">\n<h2 id=\"further\">{}</h2>\n", words.further));
        out.push_str("<ul class=\"further\">\n");
        let mut named = 0;
        for group in groups.iter().take(NAMED_MAX) {
            if out.len() > NAMED_BYTES {
                break;
            }
            named += 1;
            out.push_str("<li>");
            let language = group.main.language.as_ref().or(self.listing.site_language.as_ref());
            self.link(group.main, &group.title, &self.language(language), out);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        if groups.len() > named {
            let rest = (groups.len() - named).to_string();
            out.push_str(&format!("<p>… {}</p>\n", words.more.replace("{}", &rest)));
        }
        out.push_str("</section>\n");
    }

    fn foot(&self, opml: Option<&Url>, out: &mut String) {
        let Page { words, .. } = self;
        out.push_str("<footer>\n");
        if let Some(opml) = opml {
            let address = relative(self.address, opml);
            out.push_str(&format!("<p>{} <a href=\"", words.all));
            push_escaped(out, &address);
            out.push_str("\" type=\"text/x-opml\">");
            push_text(out, address.rsplit('/').next().unwrap_or_default());
            out.push_str("</a></p>\n");
        }
        out.push_str("<p id=\"said\" role=\"status\"></p>\n</footer>\n");
        let script = SCRIPT.replace("{copy}", words.copy);
        let script = script.replace("{copied}", words.copied).replace("{selected}", words.selected);
        out.push_str(&format!("<script>\n{script}</script>\n</body>\n</html>\n"));
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Rss => "RSS",
        Format::Atom => "Atom",
        Format::Json => "JSON Feed",
    }
}
