//! Text → XML tree, as far as it can be read.
//!
//! What is plain from its beginning to its end is read by `quick`, everything else by the library. Its parser stops at the first fault. So a fault that can be blanked out without moving anything (an unknown entity, a
//! character that XML forbids) is, and the rest is read; before any other fault the document is cut, what is open is
//! closed, and what came before is judged.

mod document;
mod general;
mod quick;

use std::cell::LazyCell;

use roxmltree::{Error, ParsingOptions, TextPos};

use crate::check::Kind;
use crate::check::beginning::{MARKUP_MAX, Whole, close, closed, limit, tag_length, whole_until};
use crate::check::context::Context;
use crate::check::fix::Edit;
use crate::check::prologue;
use crate::check::rules::xml as rules;
use crate::check::schema::vocabulary::{KNOWN, declared_as};
use crate::check::signs;
use crate::diagnostic::Span;
use crate::nearest;

pub(crate) use document::{Attribute, Document, Node, sign};
#[cfg(test)]
pub(in crate::check) use general::copied;

/// More nodes than so much markup makes: each piece of it, and the text behind it.
const NODES_MAX: u32 = 10_000_000;
/// How many faults are blanked out, each of which costs another reading.
const MENDED_MAX: usize = 12;

/// Reads a document and hands it to `judge`; faults of syntax are reported.
pub(super) fn read(
    text: &str,
    context: &mut Context<'_>,
    judge: impl Fn(&Document<'_>, &mut Context<'_>) -> Kind,
) -> Kind {
    if !context.is_cut_off
        && let Some(document) = quick::read(text)
    {
        return judge(&document, context);
    }
    let limit = limit(text, MARKUP_MAX, context);
    let mut mended = limit.map(|limit| closed(text, limit, context));
    let signs = LazyCell::new(|| signs::edits(text));
    let mut times = 0;
    loop {
        times += 1;
        let current = mended.as_deref().unwrap_or(text);
        let error = match parse(current) {
            Ok(document) => return judge(&general::copied(&document), context),
            Err(error) => error,
        };
        let at = place(&error, current);
        mend(&error, at, text, &signs, context);
        report(&error, at, text, context);
        let blank = match &error {
            Error::UnknownEntityReference(name, _) => {
                let start = current[..at.min(current.len())].rfind('&').unwrap_or(at);
                let start = if current[start..].starts_with(&format!("&{name};")) { start } else { at };
                current[start..].starts_with('&').then(|| Span::new(start, start + name.len() + 2))
            }
            Error::MalformedEntityReference(_) => {
                let start = current[at..].find('&').map_or(at, |next| at + next);
                Some(Span::new(start, start + 1))
            }
            // The element is read under a name of its own, so that the rest of the document is read.
            Error::UnknownNamespace(prefix, _) => {
                let (start, end) = (format!("<{prefix}:"), format!("</{prefix}:"));
                if times == MENDED_MAX || !current.contains(&start) {
                    return cut(current, at, context, judge);
                }
                let next = current.replace(&start, &format!("<{prefix}_")).replace(&end, &format!("</{prefix}_"));
                mended = Some(next);
                continue;
            }
            Error::NonXmlChar(c, _) => Some(Span::new(at, at + c.len_utf8())),
            _ => None,
        };
        let blank = blank.filter(|_| times < MENDED_MAX);
        let blank = blank.filter(|span| current.is_char_boundary(span.start) && current.is_char_boundary(span.end));
        let Some(span) = blank else {
            return cut(current, at, context, judge);
        };
        let mut next = current.to_owned();
        next.replace_range(span.start..span.end, &" ".repeat(span.end - span.start));
        mended = Some(next);
    }
}

fn parse(text: &str) -> Result<roxmltree::Document<'_>, Error> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options)
}

/// Judges what stands before a fault.
fn cut(
    text: &str,
    at: usize,
    context: &mut Context<'_>,
    judge: impl Fn(&Document<'_>, &mut Context<'_>) -> Kind,
) -> Kind {
    let Whole { end, open, .. } = whole_until(text, at);
    context.cut = Some(context.cut.map_or(end, |cut| cut.min(end)));
    match parse(&close(&text[..end], &open)) {
        Ok(document) => judge(&general::copied(&document), context),
        Err(_) => Kind::Unknown,
    }
}

/// Where a fault is. The parser names no place for the end of a document that was cut off.
fn place(error: &Error, text: &str) -> usize {
    match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => text.len(),
        _ => offset(text, error.pos()),
    }
}

fn offset(text: &str, pos: TextPos) -> usize {
    let row = usize::try_from(pos.row).unwrap_or(1).max(1);
    let line = text.split_inclusive('\n').take(row - 1).map(str::len).sum::<usize>();
    let column = usize::try_from(pos.col).unwrap_or(1).max(1);
    text[line.min(text.len())..].char_indices().nth(column - 1).map_or(text.len(), |(at, _)| line + at)
}

fn report(error: &Error, at: usize, text: &str, context: &mut Context<'_>) {
    let span = Span::new(at, at + 1);
    let mut prefix_help = None;
    let (rule, message, help) = match error {
        // A document type in another file may declare it, and a parser may leave that unread (XML 1.0, section 4.1).
        Error::UnknownEntityReference(name, _) if has_external_type(text) => (
            &rules::ENTITY_FROM_ELSEWHERE,
            format!("what `&{name};` means stands in another file, which readers do not fetch"),
            "write the character itself, or its number: `&#233;` for `&eacute;`",
        ),
        Error::UnknownEntityReference(name, _) => (
            &rules::ENTITY_UNDEFINED,
            format!("XML has no entity `&{name};`"),
            "write the character itself, or its number: `&#160;` for `&nbsp;`",
        ),
        Error::UnexpectedDeclaration(_) if text[..at.min(text.len())].trim_matches(is_blank).is_empty() => (
            &rules::XML_BLANK_START,
            "something stands before the XML declaration".to_owned(),
            "let the file begin with `<?xml`",
        ),
        Error::UnknownNamespace(prefix, _) => (
            &rules::XML_PREFIX_UNDECLARED,
            format!("the prefix `{prefix}` is not declared"),
            prefix_help.get_or_insert(declaring(prefix)).as_str(),
        ),
        Error::NonXmlChar(c, _) => (
            &rules::XML_NOT_WELL_FORMED,
            format!("the character `U+{:04X}` is not allowed in XML", u32::from(*c)),
            "take it out",
        ),
        Error::MalformedEntityReference(_) => match signs::illegal_reference(&text[at.min(text.len())..]) {
            Some(reference) => (
                &rules::XML_NOT_WELL_FORMED,
                format!("`{reference}` stands for a character that is not allowed in XML"),
                "take it out",
            ),
            None => (
                &rules::XML_NOT_WELL_FORMED,
                "`&` begins no entity here".to_owned(),
                "write `&amp;` for the character `&`",
            ),
        },
        other => (
            &rules::XML_NOT_WELL_FORMED,
            sentence(other),
            "a reader that meets this drops the whole feed: mend it first",
        ),
    };
    context.push(rule, span, None, None, message, help);
}

/// Says what mends a fault, before it is reported.
fn mend(error: &Error, at: usize, text: &str, signs: &[Edit], context: &mut Context<'_>) {
    let edits = match error {
        Error::UnknownNamespace(prefix, _) => declaration(prefix, text).into_iter().collect(),
        Error::UnexpectedDeclaration(_) => {
            let blank = text.len() - text.trim_start_matches(is_blank).len();
            let is_first = blank > 0 && text[blank..].starts_with("<?xml");
            is_first.then(|| Edit { span: Span::new(0, blank), text: String::new() }).into_iter().collect()
        }
        // Where everything is mended, all of them are at once.
        _ if context.is_mending && signs.iter().any(|edit| is_at(edit, at)) => signs.to_vec(),
        _ => signs.iter().filter(|edit| is_at(edit, at)).take(1).cloned().collect(),
    };
    context.mend(edits);
}

/// Whether a fault at a place is about what an edit replaces: the parser tells where such a sign begins, or ends.
fn is_at(edit: &Edit, at: usize) -> bool {
    (edit.span.start..=edit.span.end).contains(&at)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// What declares a known prefix on the first element.
fn declaration(prefix: &str, text: &str) -> Option<Edit> {
    let uri = declared_as(prefix)?;
    let start = prologue::first_name(text)?.start - 1;
    let tag = &text[start..start + tag_length(&text[start..])? - 1];
    let end = start + tag.trim_end_matches('/').trim_end().len();
    Some(Edit { span: Span::new(end, end), text: format!(" xmlns:{prefix}=\"{uri}\"") })
}

/// What to do about a prefix that is not declared: declare it, or write the one that was meant.
fn declaring(prefix: &str) -> String {
    if let Some(uri) = declared_as(prefix) {
        return format!("declare it on the first element: `xmlns:{prefix}=\"{uri}\"`");
    }
    // Of two or three letters, any other two are near.
    let known: Vec<&'static str> = KNOWN.iter().map(|(known, _)| *known).filter(|known| known.len() > 3).collect();
    match nearest::nearest(prefix, &known).filter(|_| prefix.len() > 3) {
        Some(meant) => format!("write `{meant}:`"),
        None => "declare it on the first element, as in `xmlns:dc=\"http://purl.org/dc/elements/1.1/\"`".to_owned(),
    }
}

fn has_external_type(text: &str) -> bool {
    let Some(span) = prologue::doctype(text) else { return false };
    let own = text[span.start..span.end].split('[').next().unwrap_or_default();
    own.split_whitespace().any(|word| matches!(word, "PUBLIC" | "SYSTEM"))
}

/// The parser's words as one of our sentences: without its place, which stands beside it.
fn sentence(error: &Error) -> String {
    let told = error.to_string();
    let told = told.split(" at ").next().unwrap_or(&told);
    // The parser shows a document's characters as they are.
    let told = told.trim_end_matches('.').replace(char::is_control, "\u{fffd}");
    format!("this is not well-formed XML: {told}")
}

#[cfg(test)]
mod tests {
    use crate::check::check;

    /// The first finding's message and help.
    #[track_caller]
    fn check_told(inner: &str, message: &str, help: &str) {
        let feed =
            format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{inner}</title></channel></rss>");
        let found = check(feed.as_bytes()).findings;
        let found = found.iter().find(|found| found.rule.name.starts_with("xml-")).unwrap();
        assert_eq!((found.message.as_str(), found.help.as_deref()), (message, Some(help)), "{inner}");
    }

    #[test]
    fn a_reference_to_what_xml_does_not_allow_is_named() {
        let message = "`&#x7;` stands for a character that is not allowed in XML";
        check_told("a&#x7;b", message, "take it out");
        check_told("Q & A", "`&` begins no entity here", "write `&amp;` for the character `&`");
    }

    #[test]
    fn a_prefix_that_is_not_declared_is_declared_or_corrected() {
        let message = |prefix: &str| format!("the prefix `{prefix}` is not declared");
        let itunes = "declare it on the first element: `xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"`";
        check_told("<itunes:a/>", &message("itunes"), itunes);
        check_told("<itune:a/>", &message("itune"), "write `itunes:`");
        let any = "declare it on the first element, as in `xmlns:dc=\"http://purl.org/dc/elements/1.1/\"`";
        check_told("<dd:a/>", &message("dd"), any);
    }
}
