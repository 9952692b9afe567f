//! Bare web addresses in running text: where they start, and where people mean them to end.
//!
//! The rules are those of GitHub's Markdown for `http://`, `https://` and `www.`, widened to other scripts: an address
//! also ends before a closing guillemet, a typographic quote or full-width punctuation. Mail addresses stay text,
//! since a feed is no place to publish them in a form that machines collect.

use memchr::memchr2_iter;

use crate::bytes::is_doubled;
use crate::diagnostic::Span;

/// One bare address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BareLink {
    /// Where it stands.
    pub span: Span,
    /// Where it leads: the letters themselves, with `http://` before a bare `www.`.
    pub href: String,
}

/// Finds the bare addresses of a text, in order; takes time linear in its length.
pub fn find(text: &str) -> Vec<BareLink> {
    let mut links = Vec::new();
    if !may_hold_address(text.as_bytes()) {
        return links;
    }
    let mut from = 0;
    while let Some(start) = next_candidate(text, from) {
        let rest = &text[start..];
        let scheme = scheme_length(rest);
        let domain_end = scheme + domain_length(&rest[scheme..]);
        if scheme_is_free(text, start) && is_domain(&rest[scheme..domain_end]) {
            let end = start + trimmed_length(rest, domain_end);
            let written = &text[start..end];
            let href = if scheme == 0 { format!("http://{written}") } else { written.to_owned() };
            links.push(BareLink { span: Span::new(start, end), href });
            from = end;
        } else {
            // Going on behind the whole domain keeps `www.www.www.…` linear.
            from = start + domain_end.max(1);
        }
        from = crate::diagnostic::ceil_boundary(text, from);
    }
    links
}

/// Whether an address without a scheme may stand anywhere in a text: two `w` side by side, in either case.
pub(crate) fn may_hold_www(text: &str) -> bool {
    is_doubled(text.as_bytes(), |byte| (byte | 0x20) == b'w')
}

/// The shortest address there is: `www.a`.
const SHORTEST: usize = 5;

/// Whether a text holds what an address begins with, found by the rarest of its letters.
fn may_hold_address(bytes: &[u8]) -> bool {
    if bytes.len() < SHORTEST {
        return false;
    }
    let follows_www = |at: usize| at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www");
    memchr2_iter(b'.', b':', bytes).any(|at| match bytes[at] {
        b'.' => follows_www(at),
        _ => bytes[at + 1..].starts_with(b"//"),
    })
}

/// Appends a text as HTML, its bare addresses as links.
pub fn push_linked(out: &mut String, text: &str) {
    let mut from = 0;
    for link in find(text) {
        push_escaped(out, &text[from..link.span.start]);
        out.push_str("<a href=\"");
        push_escaped(out, &link.href);
        out.push_str("\">");
        push_escaped(out, &text[link.span.start..link.span.end]);
        out.push_str("</a>");
        from = link.span.end;
    }
    push_escaped(out, &text[from..]);
}

/// Appends a text with the characters escaped that mean something in HTML's text; quotes stay, and no bare address
/// holds one, so that this serves for its attribute as well.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

fn next_candidate(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&at| match bytes[at] {
        b'h' | b'H' => scheme_length_of(&bytes[at..]) > 0,
        b'w' | b'W' => bytes[at..].get(..4).is_some_and(|head| head.eq_ignore_ascii_case(b"www.")),
        _ => false,
    })
}

fn scheme_length(text: &str) -> usize {
    scheme_length_of(text.as_bytes())
}

fn scheme_length_of(bytes: &[u8]) -> usize {
    let starts = |scheme: &[u8]| bytes.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    [b"https://".as_slice(), b"http://"].iter().find(|scheme| starts(scheme)).map_or(0, |scheme| scheme.len())
}

fn scheme_is_free(text: &str, start: usize) -> bool {
    !text[..start].chars().next_back().is_some_and(|before| before.is_alphanumeric() || matches!(before, '/' | '@'))
}

fn domain_length(text: &str) -> usize {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.find(|c| !part(c)).unwrap_or(text.len())
}

/// At least two labels, and no `_` in the last two, as GitHub asks; `www.` alone has an empty second one.
fn is_domain(domain: &str) -> bool {
    let domain = domain.trim_end_matches('.');
    let mut labels = domain.rsplit('.');
    let last_two = [labels.next(), labels.next()];
    last_two.iter().all(|label| label.is_some_and(|label| !label.is_empty() && !label.contains('_')))
}

/// The length of an address that starts the text, without the punctuation that belongs to the sentence around it.
fn trimmed_length(text: &str, domain_end: usize) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '«' | '»' | '“' | '”' | '„' | '\u{3000}'..='\u{303f}')
            || matches!(c, '（' | '）' | '，' | '．' | '：' | '；' | '！' | '？' | '［' | '］')
    };
    let tail = text[domain_end..].find(ends).unwrap_or(text.len() - domain_end);
    let mut address = &text[..domain_end + tail];
    let count = |wanted: char| address.matches(wanted).count();
    let mut surplus = [(')', count(')'), count('(')), (']', count(']'), count('[')), ('}', count('}'), count('{'))];
    while let Some(last) = address.chars().next_back() {
        let closer = surplus.iter_mut().find(|(closer, ..)| *closer == last);
        match closer {
            Some((_, closing, opening)) if *closing > *opening => *closing -= 1,
            Some(_) => break,
            None if matches!(last, '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '…' | '|') => {
            }
            None => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find(text).iter().map(|link| &text[link.span.start..link.span.end]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        check("See https://e.fr/a, then (http://e.fr/b).", &["https://e.fr/a", "http://e.fr/b"]);
        check("https://fr.wikipedia.org/wiki/Lyon_(homonymie).", &["https://fr.wikipedia.org/wiki/Lyon_(homonymie)"]);
        check("« https://e.fr/é » et ‘https://e.fr/x’.", &["https://e.fr/é", "https://e.fr/x"]);
        check("詳細はhttps://例え.jp/道。次", &[]);
        check("詳細は https://例え.jp/道。次", &["https://例え.jp/道"]);
        check("https://e.fr/?a=b&c=d#e…", &["https://e.fr/?a=b&c=d#e"]);
    }

    #[test]
    fn what_is_no_address_stays_text() {
        check("http:// https://localhost www. www.a_b.fr xhttp://e.fr a@www.e.fr http://.", &[]);
        check("http://e.fr. HTTPS://E.FR", &["http://e.fr", "HTTPS://E.FR"]);
    }

    #[test]
    fn a_bare_www_gets_a_scheme() {
        assert_eq!(find("go to www.e.fr!")[0].href, "http://www.e.fr");
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        find(&"www.".repeat(250_000));
        find(&format!("{}_", "www.".repeat(250_000)));
        find(&format!("http://e.fr/{}", ")".repeat(1_000_000)));
        find(&"http://".repeat(150_000));
        find(&"http://a.b_".repeat(100_000));
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_without_loss(text in "(https?://|www\\.|[ -~]|\\PC){0,40}") {
            let mut html = String::new();
            push_linked(&mut html, &text);
            prop_assert!(html.len() >= text.len());
        }
    }
}
