//! Addresses (RFC 3986, RFC 3987), absolute or not, and addresses that are identifiers.
//!
//! The text of an element is judged without the white space around it, which [`no_outer_space`] judges where it matters;
//! an attribute's value is judged as it is.

mod canonical;
mod escaped;
mod ids;
mod mending;
mod parts;
pub(in crate::check) mod reach;
mod schemes;

use crate::check::tree::Node;
use url::Url;

use crate::check::Rule;
use crate::check::blocks::holds_byte;
use crate::check::content::place::Place;
use crate::check::context::{Context, Subject};
use crate::check::rules::addresses as rules;
use crate::check::values::{Remark, shown};

use escaped::{escaped, without_fault};
use mending::{is_identity, relative, say, whole};
use parts::Fault;

/// A form of identifier with a grammar of its own.
#[derive(Clone, Copy)]
enum Special {
    Tag,
    Uuid,
    Urn,
}

/// How each begins; what begins as another does comes first.
const SPECIAL: &[(Special, &str)] = &[(Special::Tag, "tag:"), (Special::Uuid, "urn:uuid:"), (Special::Urn, "urn:")];

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An address in ASCII, absolute or relative: what RSS asks for.
pub(in crate::check) fn uri(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    reference(subject, false, context);
}

/// An address, absolute or relative, in which letters of all scripts may stand: what Atom asks for.
pub(in crate::check) fn iri(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    reference(subject, true, context);
}

/// The characters and the build of an address, whether it is absolute or not.
pub(in crate::check) fn iri_sound(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    is_sound(subject, value_of(subject), true, context);
}

/// An absolute address in ASCII.
pub(in crate::check) fn full_url(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_usual(value_of(subject)) && full(subject, false, context) {
        led(subject, value_of(subject), context);
    }
}

/// An absolute address in which letters of all scripts may stand.
pub(in crate::check) fn full_iri(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_usual(value_of(subject)) && full(subject, true, context) {
        led(subject, value_of(subject), context);
    }
}

/// An identifier: an absolute address in its canonical form (RFC 4287, section 4.2.6).
pub(in crate::check) fn id_uri(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = value_of(subject);
    if let Some((rule, message, help)) = special_fault(value) {
        return context.say(rule, subject, message, help);
    }
    if value.is_empty() || !(special(value).is_some() || full(subject, true, context)) {
        return;
    }
    context.remark(subject, unregistered(value));
    let form = canonical::canonical(value);
    if form != value {
        let message = format!("`{}` is not the canonical form of this address", shown(value));
        let help = format!("write `{}`, unless the feed has been read already", shown(&form));
        context.say(&rules::ID_NOT_CANONICAL, subject, message, &help);
    }
}

/// What is wrong with an identifier that is a `tag:` or `urn:` address: the rule, what to say, and how to mend it.
pub(in crate::check) fn special_fault(value: &str) -> Option<(&'static Rule, String, &'static str)> {
    let (kind, start) = special(value)?;
    let why = match kind {
        Special::Tag => ids::tag_fault(value)?,
        Special::Uuid if ids::is_uuid(&value[start.len()..]) => return None,
        Special::Uuid => "32 hexadecimal digits in five groups belong after `urn:uuid:`",
        Special::Urn => ids::urn_fault(value)?,
    };
    let (rule, name, help) = match kind {
        Special::Tag => {
            let help = "write `tag:`, a host, a date, a colon and a name: `tag:example.com,2025:a-post`";
            (&rules::TAG_MALFORMED, "a tag address", help)
        }
        Special::Uuid => {
            (&rules::UUID_MALFORMED, "a UUID", "write it like `urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6`")
        }
        Special::Urn => {
            let help = "write `urn:`, a registered namespace, a colon and a name: `urn:isbn:9780131103627`";
            (&rules::URN_MALFORMED, "a URN", help)
        }
    };
    Some((rule, format!("`{}` is not {name}: {why}", shown(value)), help))
}

/// No white space may stand around dates and addresses (RFC 4287, section 2).
pub(in crate::check) fn no_outer_space(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value;
    if !value.trim().is_empty() && value.trim().len() < value.len() {
        let message = format!("white space stands around `{}`", shown(value));
        let help = format!("write the value alone: `{}`", shown(value.trim()));
        if !is_identity(subject) {
            let start = value.len() - value.trim_start().len();
            let end = start + value.trim().len();
            let mut place = Place::of(subject, context.text);
            let before = place.edit(0, start, "").filter(|_| start > 0);
            let after = place.edit(end, value.len(), "").filter(|_| end < value.len());
            context.mend(before.into_iter().chain(after).collect());
        }
        context.say(&rules::WHITE_SPACE_AROUND, subject, message, &help);
    }
}

/// An address that leads back to the feed itself.
pub(in crate::check) fn not_same_document(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = value_of(subject);
    let is_self = subject.node.attribute("rel") == Some("self");
    let before_fragment = value.split('#').next().unwrap_or_default();
    let leads_back = before_fragment.is_empty()
        || (!is_self && base(subject.node).is_some_and(|base| leads_to(value, subject.node, &base)));
    if leads_back && !is_self {
        let message = format!("`{}` leads to the feed itself", shown(value));
        context.say(
            &rules::ADDRESS_SAME_DOCUMENT,
            subject,
            message,
            "write the whole address of the page that is meant",
        );
    }
}

fn leads_to(value: &str, node: Node<'_, '_>, base: &Url) -> bool {
    let without = |mut url: Url| {
        url.set_fragment(None);
        url
    };
    resolve(node, value).is_some_and(|url| without(url) == without(base.clone()))
}

/// The address that relative ones within an element start from, when `xml:base` says it.
pub(in crate::check) fn base(node: Node<'_, '_>) -> Option<Url> {
    let bases: Vec<&str> = node.ancestors().filter_map(|node| node.attribute((XML, "base"))).collect();
    bases.iter().rev().fold(None, |outer: Option<Url>, inner| match outer {
        Some(outer) => outer.join(inner).ok().or(Some(outer)),
        None => Url::parse(inner).ok(),
    })
}

/// An address made absolute, as far as the document says what it starts from.
pub(in crate::check) fn resolve(node: Node<'_, '_>, value: &str) -> Option<Url> {
    match base(node) {
        Some(base) => base.join(value.trim()).ok(),
        None => Url::parse(value.trim()).ok(),
    }
}

/// Whether an address names a scheme.
pub(in crate::check) fn is_absolute(value: &str) -> bool {
    parts::split(value.trim()).scheme.is_some()
}

/// Whether a text is a UUID.
pub(in crate::check) fn is_uuid(value: &str) -> bool {
    ids::is_uuid(value)
}

fn value_of<'a>(subject: &Subject<'a, '_>) -> &'a str {
    match subject.attribute {
        Some(_) => subject.value,
        None => subject.value.trim_matches([' ', '\t', '\r', '\n']),
    }
}

fn reference(subject: &Subject<'_, '_>, wide: bool, context: &mut Context<'_>) {
    let value = value_of(subject);
    if value.is_empty() || is_usual(value) || !is_sound(subject, value, wide, context) {
        return;
    }
    match parts::split(value).scheme {
        Some(_) => led(subject, value, context),
        None if value.starts_with('#') || base(subject.node).is_some() => {}
        None => {
            let message = format!("the address `{}` is relative, and nothing here says to what", shown(value));
            let remark = relative(&rules::ADDRESS_RELATIVE, value, message, whole(subject, value));
            say(subject, value, Some(remark), context);
        }
    }
}

/// Whether it is an absolute address; says so when it is not.
fn full(subject: &Subject<'_, '_>, wide: bool, context: &mut Context<'_>) -> bool {
    let value = value_of(subject);
    if value.is_empty() {
        return false;
    }
    let remark = not_absolute(value, wide, || whole(subject, value));
    let is_full = remark.is_none();
    say(subject, value, remark, context);
    is_full
}

/// Where an absolute address leads.
fn led(subject: &Subject<'_, '_>, value: &str, context: &mut Context<'_>) {
    let remark = reach::remark(value, reach::use_of(subject), context.site(subject.node));
    context.remark(subject, remark.or_else(|| unregistered(value)));
}

/// What is to be said about an address that has to be absolute; letters of all scripts may stand in it. `whole` makes a
/// relative one whole, where that is certain.
pub(in crate::check) fn remark(
    value: &str,
    used: reach::Use,
    site: Option<&reach::Site>,
    whole: impl FnOnce() -> Option<String>,
) -> Option<Remark> {
    if is_usual(value) {
        return None;
    }
    not_absolute(value, true, whole).or_else(|| reach::remark(value, used, site)).or_else(|| unregistered(value))
}

/// What is to be said about an address that only a private network reaches; its scheme is left as it is, since an id
/// that changes with it would be another.
pub(in crate::check) fn out_of_reach(value: &str) -> Option<Remark> {
    reach::remark(value, reach::Use::Page, None)
}

/// Whether an address is one that certainly nothing is to be said of: a page of a public site, in plain letters.
fn is_usual(value: &str) -> bool {
    let Some(rest) = value.strip_prefix("https://") else { return false };
    let is_of_host = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    // `-`, `.` and `/` stand before the digits. Nothing is left out, so that the compiler compares many at once.
    let is_odd = |byte: u8| {
        let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        !(is_letter | (byte.wrapping_sub(b'-') <= b'9' - b'-') | (byte == b'_') | (byte == b'~'))
    };
    let (host, path) = rest.split_at(rest.bytes().take_while(is_of_host).count());
    let is_plain =
        !host.is_empty() && (path.is_empty() || path.starts_with('/')) && !holds_byte(path.as_bytes(), is_odd);
    is_plain && !reach::is_private(host)
}

fn not_absolute(value: &str, wide: bool, whole: impl FnOnce() -> Option<String>) -> Option<Remark> {
    let unsound = unsound(value, wide);
    if unsound.is_some() || parts::split(value).scheme.is_some() {
        return unsound;
    }
    let message = format!("`{}` is not an absolute address", shown(value));
    if ids::is_uuid(value) {
        return Some(Remark::new(&rules::ADDRESS_NOT_ABSOLUTE, message, format!("write `urn:uuid:{value}`")));
    }
    Some(relative(&rules::ADDRESS_NOT_ABSOLUTE, value, message, whole()))
}

fn unregistered(value: &str) -> Option<Remark> {
    let scheme = parts::split(value).scheme.filter(|scheme| !schemes::is_registered(scheme))?;
    let message = format!("the scheme `{}` is not a registered one", shown(scheme));
    Some(Remark::new(&rules::ADDRESS_SCHEME_UNREGISTERED, message, "write an address with `https:`"))
}

/// Whether an address has the right characters and build; says so when it has not.
fn is_sound(subject: &Subject<'_, '_>, value: &str, wide: bool, context: &mut Context<'_>) -> bool {
    let remark = unsound(value, wide);
    let is_sound = remark.is_none();
    say(subject, value, remark, context);
    is_sound
}

fn unsound(value: &str, wide: bool) -> Option<Remark> {
    let remark = match parts::fault(value, wide)? {
        Fault::Character(c) => {
            let message = format!("`{}` has the character {} that no address may have", shown(value), name(c));
            Remark::new(&rules::ADDRESS_CHARACTER, message, format!("write `{}`, or take it out", escaped(c)))
        }
        Fault::NotAscii(c) => {
            let message =
                format!("`{}` has the character {}, where only those of ASCII may stand", shown(value), name(c));
            Remark::new(&rules::ADDRESS_NOT_ASCII, message, format!("write `{}` for it", escaped(c)))
        }
        Fault::Build(why) => {
            let message = format!("`{}` is not built as an address: {why}", shown(value));
            Remark::new(&rules::ADDRESS_MALFORMED, message, "write it like `https://example.com/1`")
        }
    };
    Some(match without_fault(value, wide) {
        Some(new) => remark.mended((0, value.len()), new),
        None => remark,
    })
}

fn name(c: char) -> String {
    let is_seen = !c.is_control() && !c.is_whitespace() && c != '`';
    if is_seen { format!("`{}`", c.escape_debug()) } else { format!("U+{:04X}", u32::from(c)) }
}

fn special(value: &str) -> Option<(Special, &'static str)> {
    let begins = |start: &str| value.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    SPECIAL.iter().copied().find(|(_, start)| begins(start))
}
