//! How much of a document is judged, and how what is cut off there becomes a document again.
//!
//! # Why
//! A program that does not stop somewhere can be kept busy by anybody who serves it a feed. Where the bytes end, or the
//! tags, is decided before a parser sees them, so neither its time nor its memory grows with what comes behind.

use memchr::memmem;

use crate::check::context::Context;
use crate::check::entities::Entities;
use crate::check::prologue;
use crate::check::rules::xml as rules;
use crate::diagnostic::Span;

/// More tags, comments and the like than any feed has; beyond, memory would be at stake.
pub(super) const MARKUP_MAX: usize = 4_000_000;
/// More attributes than any element has; the time that the parser takes grows with their square.
pub(super) const ATTRIBUTES_MAX: usize = 256;
/// More namespaces than are declared within one another in any feed.
pub(super) const NAMESPACES_MAX: usize = 256;
/// How many comparisons of namespaces a whole document may cost: twenty in scope, and a million declared among them.
pub(super) const COMPARED_MAX: usize = 400_000_000;
/// The shortest tag that can have so many: ` a=""` is the shortest attribute.
pub(super) const CROWDED_BYTES: usize = ATTRIBUTES_MAX * 5;

/// As much of a document as is judged, and whether that is not all of it. It ends behind a line where one is near.
pub(super) fn of(bytes: &[u8], max: usize) -> (&[u8], bool) {
    /// How far back the end of a line is looked for, so that no character is cut in two.
    const BACK: usize = 64 * 1024;
    if bytes.len() <= max {
        return (bytes, false);
    }
    let tail = &bytes[max.saturating_sub(BACK)..max];
    let line = tail.iter().rposition(|byte| *byte == b'\n').map(|at| max - tail.len() + at + 1);
    // Without lines, at least no character of UTF-8 is; in the other order of UTF-16, half of the line's end stands behind.
    let whole = || (max.saturating_sub(3)..=max).rev().find(|end| bytes[*end] & 0xc0 != 0x80);
    let end = line.or_else(whole).unwrap_or(max);
    let is_half = bytes.starts_with(&[0xff, 0xfe]) && end % 2 == 1;
    (&bytes[..end - usize::from(is_half)], true)
}

/// A text with end tags for what is open at its end.
pub(super) fn close(text: &str, open: &[&str]) -> String {
    let mut closed = String::with_capacity(text.len() + open.iter().map(|name| name.len() + 3).sum::<usize>());
    closed.push_str(text);
    for name in open.iter().rev() {
        closed.push_str("</");
        closed.push_str(name);
        closed.push('>');
    }
    closed
}

/// As much of a document as is judged, with end tags for what is open there. A fault before is left for the parser.
pub(super) fn closed(text: &str, limit: usize, context: &mut Context<'_>) -> String {
    let Whole { mut end, mut open, leaf } = whole_until(text, limit);
    let is_fault = text[end..].starts_with('<') && markup_length(&text[end..limit]).0.is_some();
    if is_fault {
        return text[..limit].to_owned();
    }
    // What has no more than the beginning of its text would be judged as if that were all.
    if let Some(start) = leaf {
        end = start;
        open.pop();
    }
    context.cut = Some(end);
    close(&text[..end], &open)
}

/// Where judging ends before the text does, which is said: at a tag with more attributes, among more namespaces, behind
/// more markup than is read, or where entities make too much of the document. What is not well formed ends the search,
/// as it ends the reading.
pub(super) fn limit(text: &str, markup_max: usize, context: &mut Context<'_>) -> Option<usize> {
    let (mut at, mut pieces) = (0, 0);
    let mut scopes = Scopes::default();
    let doctype = prologue::doctype(text);
    let mut entities = None;
    while let Some(start) = text[at..].find('<').map(|found| at + found) {
        if let Some(span) = doctype.filter(|span| span.start == start) {
            entities = Entities::of(&text[start..span.end]);
            if entities.is_none() {
                return Some(beyond(start, "an entity holds more than a little markup", context));
            }
            at = span.end;
            continue;
        }
        let (length, is_tag) = markup_length(&text[start..]);
        let Some(length) = length else { break };
        let tag = &text[start..start + length];
        // In comments, `&` is a letter like any other.
        let spent = if is_tag { &text[at..start + length] } else { &text[at..start] };
        if let Some(reference) = entities.as_mut().and_then(|entities| entities.spend(spent)) {
            let span = Span::new(at + reference, at + reference + 1);
            let message = "here the document's own entities make more than 8 MB of it".to_owned();
            let help = "write out what they stand for: readers take this for an attack";
            context.push(&rules::ENTITIES_HUGE, span, None, None, message, help);
            return Some(at);
        }
        if is_tag && !tag.starts_with("<!") {
            if length > CROWDED_BYTES && tag.bytes().filter(|byte| *byte == b'=').count() > ATTRIBUTES_MAX {
                let what = format!("an element has more than {ATTRIBUTES_MAX} attributes");
                return Some(beyond(start, &what, context));
            }
            if !scopes.enter(tag) {
                return Some(beyond(
                    start,
                    "more namespaces are declared within one another than any feed has",
                    context,
                ));
            }
        }
        pieces += 1;
        if pieces > markup_max {
            let message = format!(
                "this feed has more than {} million tags, and from here on it is not judged",
                markup_max / 1_000_000
            );
            let help = "keep the newest entries in it, and put old ones into archives";
            context.push(&rules::FEED_BEYOND_LIMITS, Span::new(start, start + 1), None, None, message, help);
            return Some(start);
        }
        at = start + length;
    }
    context.is_cut_off.then_some(text.len())
}

/// Says what ends the judging, and gives its place back.
fn beyond(start: usize, what: &str, context: &mut Context<'_>) -> usize {
    let message = format!("{what}, so it and what follows is not judged");
    let help = "say with elements what has so many parts";
    context.push(&rules::XML_BEYOND_LIMITS, Span::new(start, start + 1), None, None, message, help);
    start
}

/// The namespaces in scope. At each element that declares one, the parser compares all of them with one another.
#[derive(Default)]
struct Scopes {
    depth: usize,
    /// Each element that declares namespaces: its depth, and how many.
    open: Vec<(usize, usize)>,
    in_scope: usize,
    compared: usize,
}

impl Scopes {
    /// Goes on by a tag; `false` when it is too much.
    fn enter(&mut self, tag: &str) -> bool {
        if tag.starts_with("</") {
            if let Some((_, count)) = self.open.pop_if(|(depth, _)| *depth == self.depth) {
                self.in_scope -= count;
            }
            self.depth = self.depth.saturating_sub(1);
            return true;
        }
        let is_empty = tag.ends_with("/>");
        self.depth += usize::from(!is_empty);
        let count = memmem::find_iter(tag.as_bytes(), "xmlns").count();
        let count = if count > 0 && tag.contains(char::is_whitespace) { count } else { 0 };
        if count == 0 {
            return true;
        }
        let in_scope = self.in_scope + count;
        self.compared = self.compared.saturating_add(in_scope * in_scope);
        if !is_empty {
            self.in_scope = in_scope;
            self.open.push((self.depth, count));
        }
        in_scope <= NAMESPACES_MAX && self.compared <= COMPARED_MAX
    }
}

/// The length of the markup that a text begins with, if it ends, and whether it is a tag.
fn markup_length(text: &str) -> (Option<usize>, bool) {
    let close = match text {
        _ if text.starts_with("<!--") => "-->",
        _ if text.starts_with("<![CDATA[") => "]]>",
        _ if text.starts_with("<?") => "?>",
        _ => return (tag_length(text), true),
    };
    (memmem::find(text.as_bytes(), close.as_bytes()).map(|found| found + close.len()), false)
}

/// The beginning of a document that is whole but for the end tags that it lacks.
pub(super) struct Whole<'t> {
    /// The end of the last whole tag or text.
    pub(super) end: usize,
    /// The elements that are open there.
    pub(super) open: Vec<&'t str>,
    /// Where the innermost of them starts, if no element stands in it.
    pub(super) leaf: Option<usize>,
}

/// The part of a document before a place that is whole.
pub(super) fn whole_until(text: &str, limit: usize) -> Whole<'_> {
    let mut open = Vec::new();
    let (mut at, mut leaf) = (0, None);
    while let Some(start) = text[at..].find('<').map(|found| at + found).filter(|start| *start < limit) {
        let rest = &text[start..];
        let (length, is_tag) = markup_length(rest);
        let Some(end) = length.map(|length| start + length).filter(|end| *end <= limit) else {
            return Whole { end: start, open, leaf };
        };
        if is_tag && !rest.starts_with("<!") {
            let inner = &rest[1..end - start - 1];
            let name_end = inner.trim_start_matches('/').find(|c: char| c.is_whitespace() || c == '/');
            let name = inner.trim_start_matches('/');
            let name = &name[..name_end.unwrap_or(name.len())];
            if inner.starts_with('/') {
                if open.last() != Some(&name) {
                    return Whole { end: start, open, leaf };
                }
                open.pop();
                leaf = None;
            } else if inner.ends_with('/') {
                leaf = None;
            } else {
                open.push(name);
                leaf = Some(start);
            }
        }
        at = end;
    }
    Whole { end: limit.min(text.len()), open, leaf }
}

/// The length of a tag; `>` within quotes does not end it.
pub(super) fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, markup_max: usize, expected: &str) {
        let mut context = Context::new(text);
        context.is_cut_off = true;
        let limit = limit(text, markup_max, &mut context).unwrap();
        assert_eq!(closed(text, limit, &mut context), expected);
    }

    #[test]
    fn a_document_that_is_cut_off_is_closed_behind_its_last_whole_element() {
        let all = usize::MAX;
        check("<a><b/><c>te", all, "<a><b/></a>");
        check("<a><b/><c><![CDATA[te", all, "<a><b/></a>");
        check("<a><b/>te", all, "<a><b/>te</a>");
        check("<a><b/><c x='1", all, "<a><b/></a>");
        check("<a><b>te</b></", all, "<a><b>te</b></a>");
        check("te", all, "te");
    }

    #[test]
    fn behind_so_much_markup_nothing_is_read() {
        check("<a><b/><b/><b/><b/></a>", 3, "<a><b/><b/></a>");
    }

    #[test]
    fn many_namespaces_within_one_another_are_not_read() {
        let nested: String = (0..300).map(|at| format!("<a xmlns:n{at}='u'>")).collect();
        let mut context = Context::new("");
        assert_eq!(limit(&nested, usize::MAX, &mut context), nested.find("<a xmlns:n256="));
        let apart = "<a xmlns:n='u'><b xmlns='v'/></a>".repeat(300);
        assert_eq!(limit(&apart, usize::MAX, &mut context), None);
    }

    #[test]
    fn a_fault_before_the_limit_is_left_to_be_found() {
        check("<a></b><c>te", usize::MAX, "<a></b><c>te");
    }
}
