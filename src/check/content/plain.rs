//! What in a plain text is, or looks like, HTML.

use memchr::memchr2;

use crate::check::content::elements;
use crate::check::content::report::Report;
use crate::check::rules::content as rules;
use crate::check::values::quoted;

/// Titles longer than this are cut by aggregators.
const TITLE_MAX: usize = 150;

/// Whether a text is so short and so simple that nothing in it can be HTML, or odd, or too long.
pub(super) fn is_short_and_simple(text: &str) -> bool {
    text.len() <= TITLE_MAX && text.is_ascii() && memchr2(b'<', b'&', text.as_bytes()).is_none()
}

/// What begins at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A tag of HTML, a comment, a declaration.
    Tag,
    /// A named or numbered reference, closed by `;` or not.
    Reference { is_closed: bool },
    /// Something that a lenient parser takes for one of these.
    Alike,
}

/// Goes through what begins with `<` and `&` in a text.
pub(super) fn marks(text: &str) -> impl Iterator<Item = (usize, usize, Mark)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text.as_bytes()[at..].iter().position(|byte| matches!(byte, b'<' | b'&'))?;
            let start = at;
            at += 1;
            let rest = &text[start..];
            let found = if rest.starts_with('<') { tag(rest) } else { reference(rest) };
            if let Some((length, mark)) = found {
                return Some((start, start + length, mark));
            }
        }
    })
}

fn tag(rest: &str) -> Option<(usize, Mark)> {
    /// How far the end of a tag is searched for.
    const TAG_MAX: usize = 1_024;
    let after = &rest[1..];
    if after.starts_with("!--") || after.starts_with("![CDATA[") {
        return Some((4, Mark::Tag));
    }
    let is_end = after.starts_with('/');
    let name = &after[usize::from(is_end)..];
    let first = name.bytes().next();
    if !is_end && matches!(first, Some(b'!' | b'?')) {
        return Some((2, Mark::Alike));
    }
    first.filter(u8::is_ascii_alphabetic)?;
    let length = name.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-').unwrap_or(name.len());
    let end = name.bytes().take(TAG_MAX).position(|byte| byte == b'>');
    // An address of e-mail in angle brackets is no tag to anybody.
    let inner = &name[..end.map_or(0, |end| name.floor_char_boundary(end))];
    if inner.contains('@') && !inner.contains(char::is_whitespace) {
        return None;
    }
    let mut lower = [0; 16];
    let is_known = length <= lower.len() && {
        lower[..length].copy_from_slice(&name.as_bytes()[..length]);
        lower.make_ascii_lowercase();
        elements::html(&lower[..length]).is_some()
    };
    let is_cut = matches!(name.as_bytes().get(length), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r'));
    match end {
        Some(end) if is_known && is_cut => Some((1 + usize::from(is_end) + end + 1, Mark::Tag)),
        _ => Some((1 + usize::from(is_end) + length, Mark::Alike)),
    }
}

fn reference(rest: &str) -> Option<(usize, Mark)> {
    let after = &rest[1..];
    if let Some(number) = after.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let digits = hex.unwrap_or(number);
        let fits = |byte: u8| if hex.is_some() { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
        let length = digits.bytes().take_while(|byte| fits(*byte)).count();
        if length == 0 {
            return hex.map(|_| (3, Mark::Alike));
        }
        let end = rest.len() - digits.len() + length;
        let is_closed = digits[length..].starts_with(';');
        return Some((end + usize::from(is_closed), Mark::Reference { is_closed }));
    }
    let length = after.bytes().take_while(u8::is_ascii_alphanumeric).take(10).count();
    if !is_named(&after[..length]) || after.as_bytes().get(length).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let is_closed = after[length..].starts_with(';');
    Some((1 + length + usize::from(is_closed), Mark::Reference { is_closed }))
}

/// Judges text that readers show as it is, in a vocabulary that has no way to say that it is HTML.
pub(super) fn judge(text: &str, report: &mut Report<'_, '_, '_, '_>) {
    let mut alike = None;
    for (start, end, mark) in marks(text) {
        if is_itself(report.place.raw_at(start)) {
            continue;
        }
        if mark == Mark::Alike {
            alike = alike.or(Some((start, end)));
            continue;
        }
        return holds_html(text, (start, end), report);
    }
    if let Some((start, end)) = alike {
        let help = "write `&#x26;` for `&` and `&#x3C;` for `<`";
        report.say(&rules::TEXT_LIKE_HTML, (start, end), help, |name| {
            format!("{name} holds {}, which some readers take for HTML", quoted(&text[start..end]))
        });
    }
}

/// Whether a number stands for `&` or `<`: who writes so says that the character itself is meant (RSS Best Practices).
pub(super) fn is_itself(raw: &str) -> bool {
    raw.starts_with("&#x") || raw.starts_with("&#X")
}

/// Judges text that is plain because nothing says that it is HTML.
pub(super) fn judge_undeclared(text: &str, report: &mut Report<'_, '_, '_, '_>) {
    let mut meant = marks(text).filter(|(_, _, mark)| is_meant(*mark));
    if let Some((start, end, _)) = meant.find(|(start, ..)| !is_itself(report.place.raw_at(*start))) {
        let help = "write `type=\"html\"`, or plain text without tags";
        report.say(&rules::TEXT_UNDECLARED, (start, end), help, |name| {
            format!("{name} is plain text, but holds HTML: {}", quoted(&text[start..end]))
        });
    }
}

/// Judges text that JSON Feed calls plain, whatever stands in it. What the item's own HTML shows as text (`beside`) is
/// spoken of.
pub(super) fn judge_member(text: &str, beside: &str, report: &mut Report<'_, '_, '_, '_>) {
    /// How many are looked for in the HTML, each of which takes a whole pass.
    const SOUGHT_MAX: usize = 16;
    let is_shown = |found: &str| {
        let escaped = found.replace('&', "&amp;").replace('<', "&lt;");
        beside.contains(&escaped) || beside.contains(&escaped.replace('>', "&gt;"))
    };
    let mut meant = marks(text).filter(|(_, _, mark)| is_meant(*mark)).take(SOUGHT_MAX);
    if let Some((start, end, _)) = meant.find(|(start, end, _)| !is_shown(&text[*start..*end])) {
        holds_html(text, (start, end), report);
    }
}

/// Judges content that is plain text: one start tag may be spoken of, what ends or begins a piece is meant.
pub(super) fn judge_text_content(text: &str, report: &mut Report<'_, '_, '_, '_>) {
    let begins = |start: usize| text[start..].starts_with("</") || text[..start].trim().is_empty();
    let mut meant = marks(text).filter(|(start, _, mark)| match mark {
        Mark::Tag => begins(*start),
        other => is_meant(*other),
    });
    if let Some((start, end, _)) = meant.next() {
        let help = "write HTML into `content_html`, and each character as itself: `é`, not `&eacute;`";
        report.say(&rules::TEXT_HOLDS_HTML, (start, end), help, |name| {
            format!("{name} holds HTML, which most readers show as it is: {}", quoted(&text[start..end]))
        });
    }
}

fn is_meant(mark: Mark) -> bool {
    matches!(mark, Mark::Tag | Mark::Reference { is_closed: true })
}

fn holds_html(text: &str, (start, end): (usize, usize), report: &mut Report<'_, '_, '_, '_>) {
    let help = "write plain text without tags, and each character as itself: `é`, not `&eacute;`";
    report.say(&rules::TEXT_HOLDS_HTML, (start, end), help, |name| {
        format!("{name} holds HTML, which most readers show as it is: {}", quoted(&text[start..end]))
    });
}

/// Judges a title's length.
pub(super) fn judge_length(text: &str, report: &mut Report<'_, '_, '_, '_>) {
    let text = text.trim();
    if text.len() <= TITLE_MAX {
        return;
    }
    let count = text.chars().count();
    if count > TITLE_MAX {
        report.say(&rules::TITLE_LONG, (0, text.len()), "keep a title below 100 characters", |name| {
            format!("{name} is {count} characters long: {}", quoted(text))
        });
    }
}

/// Whether HTML 4 has a reference of this name.
pub(super) fn is_named(name: &str) -> bool {
    name.len() > 1 && NAMES.binary_search(&name).is_ok()
}

/// The named references of HTML 4 (its section 24) and `apos`, sorted.
#[rustfmt::skip]
static NAMES: &[&str] = &[
    "AElig", "Aacute", "Acirc", "Agrave", "Alpha", "Aring", "Atilde", "Auml", "Beta", "Ccedil", "Chi", "Dagger",
    "Delta", "ETH", "Eacute", "Ecirc", "Egrave", "Epsilon", "Eta", "Euml", "Gamma", "Iacute", "Icirc", "Igrave",
    "Iota", "Iuml", "Kappa", "Lambda", "Mu", "Ntilde", "Nu", "OElig", "Oacute", "Ocirc", "Ograve", "Omega",
    "Omicron", "Oslash", "Otilde", "Ouml", "Phi", "Pi", "Prime", "Psi", "Rho", "Scaron", "Sigma", "THORN", "Tau",
    "Theta", "Uacute", "Ucirc", "Ugrave", "Upsilon", "Uuml", "Xi", "Yacute", "Yuml", "Zeta", "aacute", "acirc",
    "acute", "aelig", "agrave", "alefsym", "alpha", "amp", "and", "ang", "apos", "aring", "asymp", "atilde",
    "auml", "bdquo", "beta", "brvbar", "bull", "cap", "ccedil", "cedil", "cent", "chi", "circ", "clubs", "cong",
    "copy", "crarr", "cup", "curren", "dArr", "dagger", "darr", "deg", "delta", "diams", "divide", "eacute",
    "ecirc", "egrave", "empty", "emsp", "ensp", "epsilon", "equiv", "eta", "eth", "euml", "euro", "exist", "fnof",
    "forall", "frac12", "frac14", "frac34", "frasl", "gamma", "ge", "gt", "hArr", "harr", "hearts", "hellip",
    "iacute", "icirc", "iexcl", "igrave", "image", "infin", "int", "iota", "iquest", "isin", "iuml", "kappa",
    "lArr", "lambda", "lang", "laquo", "larr", "lceil", "ldquo", "le", "lfloor", "lowast", "loz", "lrm", "lsaquo",
    "lsquo", "lt", "macr", "mdash", "micro", "middot", "minus", "mu", "nabla", "nbsp", "ndash", "ne", "ni", "not",
    "notin", "nsub", "ntilde", "nu", "oacute", "ocirc", "oelig", "ograve", "oline", "omega", "omicron", "oplus",
    "or", "ordf", "ordm", "oslash", "otilde", "otimes", "ouml", "para", "part", "permil", "perp", "phi", "pi",
    "piv", "plusmn", "pound", "prime", "prod", "prop", "psi", "quot", "rArr", "radic", "rang", "raquo", "rarr",
    "rceil", "rdquo", "real", "reg", "rfloor", "rho", "rlm", "rsaquo", "rsquo", "sbquo", "scaron", "sdot", "sect",
    "shy", "sigma", "sigmaf", "sim", "spades", "sub", "sube", "sum", "sup", "sup1", "sup2", "sup3", "supe",
    "szlig", "tau", "there4", "theta", "thetasym", "thinsp", "thorn", "tilde", "times", "trade", "uArr", "uacute",
    "uarr", "ucirc", "ugrave", "uml", "upsih", "upsilon", "uuml", "weierp", "xi", "yacute", "yen", "yuml", "zeta",
    "zwj", "zwnj",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Mark)]) {
        let found: Vec<(&str, Mark)> = marks(text).map(|(start, end, mark)| (&text[start..end], mark)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn plain_text_has_no_marks() {
        check("AT&T, M&S, Q & A, I <3 you, A < B, Zoé <zoe@carnet.example>", &[]);
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn tags_and_references_are_marks() {
        check("a <B>b</b>", &[("<B>", Mark::Tag), ("</b>", Mark::Tag)]);
        check("<a href='x'>", &[("<a href='x'>", Mark::Tag)]);
        check("&eacute;", &[("&eacute;", Mark::Reference { is_closed: true })]);
        check("alpha&omega", &[("&omega", Mark::Reference { is_closed: false })]);
        check("&#8217;s", &[("&#8217;", Mark::Reference { is_closed: true })]);
    }

    #[test]
    fn what_only_looks_like_html_is_told_apart() {
        check("nice <gorilla>", &[("<gorilla", Mark::Alike)]);
        check("&<a", &[("<a", Mark::Alike)]);
        check("&#x", &[("&#x", Mark::Alike)]);
        check("<bx>", &[("<bx", Mark::Alike)]);
    }
}
