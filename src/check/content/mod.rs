//! What stands in texts: plain text that should be plain, and HTML that readers can show.
//!
//! [`plain`] and [`undeclared_html`] judge text that readers show as it is, [`html`] escaped HTML, [`xhtml`] elements
//! within the document; [`typed::by_type`] chooses between them by the attribute `type`, as Atom and Media RSS have it.

mod address;
mod calm;
mod characters;
mod eight;
mod elements;
pub(in crate::check) mod feed;
mod html;
mod markup;
pub(in crate::check) mod place;
mod plain;
mod quick;
pub(in crate::check) mod report;
mod style;
pub(in crate::check) mod typed;
mod xhtml;

use crate::check::tree::Node;

use url::Url;

use crate::check::content::report::Report;
use crate::check::context::{Context, Subject};
use crate::check::rules::content as rules;
use crate::check::values::quoted;
use crate::diagnostic::Span;

/// Text that readers show as it is and that has no way to say otherwise: RSS titles, names, categories.
pub(in crate::check) fn plain(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if plain::is_short_and_simple(subject.value) {
        return;
    }
    let mut report = Report::of(subject, context);
    plain_text(subject.value, &mut report);
    plain::judge(subject.value, &mut report);
}

/// Text that is plain since no `type` says that it is HTML: Atom's `type="text"`, titles of Media RSS.
pub(in crate::check) fn undeclared_html(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if plain::is_short_and_simple(subject.value) {
        return;
    }
    let mut report = Report::of(subject, context);
    plain_text(subject.value, &mut report);
    plain::judge_undeclared(subject.value, &mut report);
}

fn plain_text(text: &str, report: &mut Report<'_, '_, '_, '_>) {
    characters::judge(text, 0, true, report);
    if report.local_name() == "title" {
        plain::judge_length(text, report);
    }
}

/// HTML, escaped or in CDATA: descriptions, content, Atom's `type="html"`.
pub(in crate::check) fn html(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let mut report = Report::of(subject, context);
    characters::judge(subject.value, 0, false, &mut report);
    html::judge(subject.value, &mut report);
}

/// XHTML within the document: Atom's `type="xhtml"`, and `xhtml:body` in an RSS item.
pub(in crate::check) fn xhtml(node: Node<'_, '_>, context: &mut Context<'_>) {
    xhtml::judge(node, &mut Report::within(node, context));
}

/// The characters that a named reference of HTML stands for.
pub(in crate::check) fn named(name: &str) -> Option<String> {
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let reference = format!("&{name};");
    let mut meant = Vec::new();
    for token in html5gum::Tokenizer::new(reference.as_str()) {
        let Ok(token) = token;
        if let html5gum::Token::String(text) = token {
            meant.extend_from_slice(&text.value);
        }
    }
    let meant = String::from_utf8(meant).ok()?;
    // A shorter name in it may be known: `&notit;`.
    (!meant.contains(';') && !meant.starts_with('&') || name == "semi").then_some(meant)
}

/// A person's name, in which an address of e-mail has no place.
pub(in crate::check) fn without_email(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_address = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('@').is_some_and(|(user, host)| {
            let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '@');
            !user.is_empty() && host.contains('.') && host.chars().all(fits) && !host.contains('@')
        })
    };
    if let Some(address) = subject.value.split_whitespace().find(is_address) {
        let message = format!("`{}` holds the address {}", context.written_name(subject.node), quoted(address));
        context.say(
            &rules::NAME_HOLDS_EMAIL,
            subject,
            message,
            "write the name alone; addresses have an element of their own",
        );
    }
}

/// A member of a JSON object whose value is a text.
#[derive(Clone, Copy)]
pub(in crate::check) struct Member<'a> {
    pub(in crate::check) key: &'a str,
    /// What the object is.
    pub(in crate::check) parent: &'a str,
    /// Where the text stands, its quotation marks included.
    pub(in crate::check) span: Span,
    /// What relative addresses in it may start from.
    pub(in crate::check) bases: &'a [Url],
}

/// HTML in a member of a JSON object.
pub(in crate::check) fn html_member<'a>(member: Member<'a>, value: &'a str, context: &mut Context<'_>) {
    let mut report = Report::member(member, value, context);
    characters::judge(value, 0, false, &mut report);
    html::judge(value, &mut report);
}

/// Plain text in a member of a JSON object: a title, a name, a summary. `beside` is the HTML of the same item.
pub(in crate::check) fn plain_member<'a>(member: Member<'a>, value: &'a str, beside: &str, context: &mut Context<'_>) {
    let mut report = Report::member(member, value, context);
    characters::judge(value, 0, true, &mut report);
    plain::judge_member(value, beside, &mut report);
    if member.key == "title" {
        plain::judge_length(value, &mut report);
    }
}

/// Content in a member of a JSON object that is no HTML, but may speak of it.
pub(in crate::check) fn text_member<'a>(member: Member<'a>, value: &'a str, context: &mut Context<'_>) {
    let mut report = Report::member(member, value, context);
    characters::judge(value, 0, false, &mut report);
    plain::judge_text_content(value, &mut report);
}

#[cfg(test)]
mod tests;
