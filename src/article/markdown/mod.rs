//! Markdown as people write it for GitHub and for site generators, rendered to HTML.
//!
//! CommonMark with tables, strikethrough, task lists, footnotes, alerts (`> [!NOTE]`), heading attributes (`{#id}`) and
//! bare addresses as links. Raw HTML passes; it is made safe with everything else afterwards.
//!
//! # Why not more
//!
//! Definition lists stay off, since GitHub shows them as text and a line that happens to start with a colon should not
//! turn the one above into a term. Smart punctuation stays off: the author's quotes are right for the author's language.
//! Formulas stay text, since no reader draws them.

mod footnotes;
mod leftovers;
mod tell;

use memchr::{memchr, memmem};
use pulldown_cmark::{
    BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream, html,
};

use crate::article::autolink;
use crate::diagnostic::Span;

pub use leftovers::leftovers;
pub(crate) use tell::tell;

/// Elements nested deeper than this are dropped, their text stays: no reader shows them, and some crash.
const DEPTH_MAX: usize = 64;

/// Renders a Markdown body.
pub fn to_html(body: &str) -> String {
    let events = finish(flatten(TextMergeStream::new(Parser::new_ext(body, options()))));
    let mut out = String::with_capacity(body.len() + body.len() / 4);
    match has_footnotes(body) {
        true => html::push_html(&mut out, footnotes::collect(events).into_iter()),
        false => html::push_html(&mut out, events),
    }
    out
}

/// Whether a body may hold footnotes: without the mark of one, no event has to wait for another.
fn has_footnotes(body: &str) -> bool {
    memmem::find(body.as_bytes(), b"[^").is_some()
}

/// Renders what stands before the mark for the end of the summary, without the numbers of footnotes; `None` without one.
pub fn summary_html(body: &str) -> Option<String> {
    let mark = more_mark(body)?;
    // The whole body is read: what is defined behind the mark (a link, a footnote) may be used before it.
    let events = Parser::new_ext(body, options()).into_offset_iter().take_while(|(_, range)| range.start < mark);
    let events = events.filter_map(|(event, range)| match event {
        Event::FootnoteReference(_) => None,
        Event::Html(html) if range.end > mark => {
            let end = next_mark(&html, 0).map_or(html.len(), |mark| mark.start);
            Some(Event::Html(html[..end].to_owned().into()))
        }
        other => Some(other),
    });
    let mut out = String::with_capacity(mark + mark / 4);
    let events = footnotes::collect(finish(flatten(TextMergeStream::new(events))));
    html::push_html(&mut out, events.into_iter());
    Some(out)
}

/// The text of a heading of the first level when it is the body's first block, and the block's place.
///
/// Such a heading is the title of an article that has no other; the body is then what follows it.
pub fn first_heading(body: &str) -> Option<(String, Span)> {
    let block = leading_block(body)?;
    let mut events = Parser::new_ext(block, options()).into_offset_iter();
    let (first, range) = events.next()?;
    if !matches!(first, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
        return None;
    }
    let mut title = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => title.push_str(&text),
            Event::SoftBreak | Event::HardBreak => title.push(' '),
            Event::End(TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    let title = title.trim();
    (!title.is_empty()).then(|| (title.to_owned(), Span::new(range.start, range.end.min(body.len()))))
}

/// Where the summary ends that an author marked with `<!--more-->` (or `<!-- more -->`, `<!-- truncate -->`).
fn more_mark(body: &str) -> Option<usize> {
    next_mark(body, 0)?;
    let events = Parser::new_ext(body, options()).into_offset_iter();
    for (event, range) in events {
        if let Event::Html(html) | Event::InlineHtml(html) = &event
            && let Some(mark) = next_mark(html, 0)
        {
            // An indented or quoted block's text is not the source's letter by letter, so look again there.
            let in_source = body.get(range.clone()).and_then(|source| next_mark(source, 0));
            return Some(in_source.unwrap_or(mark).start + range.start);
        }
    }
    None
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// As much of the start of a body as a heading of the first level can take, its blank lines included.
fn leading_block(body: &str) -> Option<&str> {
    let mut end = 0;
    let mut started = false;
    while end < body.len() {
        let start = end;
        end = memchr(b'\n', &body.as_bytes()[start..]).map_or(body.len(), |length| start + length + 1);
        // A line of prose, as most are.
        if started && body.as_bytes()[start].is_ascii_alphanumeric() {
            continue;
        }
        let text = body[start..end].trim();
        match (started, text.is_empty()) {
            (false, true) => continue,
            (true, true) => return None,
            _ => {}
        }
        let is_underline = started && text.bytes().all(|byte| byte == b'=');
        if is_underline || (!started && text.starts_with('#')) {
            return Some(&body[..end]);
        }
        started = true;
    }
    None
}

/// The next mark for the end of a summary.
fn next_mark(html: &str, from: usize) -> Option<Span> {
    let bytes = html.as_bytes();
    let mut at = from;
    // A text without a tag, as most are, is searched soonest by one letter.
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        if !bytes[start..].starts_with(b"<!--") {
            at = start + 1;
            continue;
        }
        let inside = &html[start + 4..];
        let length = inside.find("-->")?;
        let first_word = inside[..length].split_whitespace().next().unwrap_or_default();
        if first_word.eq_ignore_ascii_case("more") || first_word.eq_ignore_ascii_case("truncate") {
            return Some(Span::new(start, start + 4 + length + 3));
        }
        at = start + 4 + length + 3;
    }
    None
}

fn without_marks(html: CowStr<'_>) -> CowStr<'_> {
    if next_mark(&html, 0).is_none() {
        return html;
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    while let Some(mark) = next_mark(&html, from) {
        kept.push_str(&html[from..mark.start]);
        from = mark.end;
    }
    kept.push_str(&html[from..]);
    kept.into()
}

/// Leaves out the tags of what is nested too deep.
fn flatten<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut depth = 0usize;
    events.filter(move |event| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= DEPTH_MAX
        }
        Event::End(_) => {
            depth -= 1;
            depth < DEPTH_MAX
        }
        _ => true,
    })
}

/// Turns into plain events what the renderer can't write the way readers need it.
fn finish<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut literal = 0usize;
    // Whether a link in HTML is open, which can't hold another one; it ends with its block at the latest.
    let mut raw_link = false;
    events.flat_map(move |event| {
        let mut before = None;
        let event = match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                literal += 1;
                event
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                literal -= 1;
                event
            }
            Event::Text(text) if literal == 0 && !raw_link => linked(text),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => {
                raw_link = false;
                event
            }
            Event::Html(html) => Event::Html(without_marks(html)),
            Event::InlineHtml(html) => {
                raw_link = (raw_link || is_tag(&html, "<a")) && !is_tag(&html, "</a");
                Event::InlineHtml(without_marks(html))
            }
            // Readers strip form elements, and with them the state of the task.
            Event::TaskListMarker(done) => Event::Text(if done { "☑ " } else { "☐ " }.into()),
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                before = Some(Event::Start(Tag::BlockQuote(None)));
                // Readers strip the classes by which pages show what kind of alert it is.
                Event::Html(format!("<p><strong>{}</strong></p>\n", alert_name(kind)).into())
            }
            Event::End(TagEnd::BlockQuote(Some(_))) => Event::End(TagEnd::BlockQuote(None)),
            other => other,
        };
        before.into_iter().chain(Some(event))
    })
}

/// Whether inline HTML is a tag with this start: `<a`, `</a`.
fn is_tag(html: &str, start: &str) -> bool {
    let after = html.get(..start.len()).filter(|head| head.eq_ignore_ascii_case(start)).map(|_| &html[start.len()..]);
    after.is_some_and(|after| after.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()))
}

fn alert_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

fn linked(text: CowStr<'_>) -> Event<'_> {
    if autolink::find(&text).is_empty() {
        return Event::Text(text);
    }
    let mut html = String::with_capacity(text.len() * 2);
    autolink::push_linked(&mut html, &text);
    Event::InlineHtml(html.into())
}

#[cfg(test)]
mod tests;
