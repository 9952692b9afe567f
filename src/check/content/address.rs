//! The addresses that content carries: links, images, the `url()` of style sheets.

use crate::check::content::report::Report;
use crate::check::rules::content as rules;
use crate::check::values::addresses::reach::{host, is_code, is_private, scheme};
use crate::check::values::quoted;

/// A file within an address that is shorter than this harms nobody.
const DATA_MIN: usize = 1_024;

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Somebody may go there.
    Link,
    /// It is fetched in order to show the content.
    Resource,
}

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nature {
    Fine,
    Relative,
    Fragment,
    Script,
    /// A whole page or drawing, in which code may stand.
    Page,
    Data,
    Private,
    Insecure,
}

/// Judges one address.
pub(super) fn judge(value: &str, what: &str, used: Use, at: (usize, usize), report: &mut Report<'_, '_, '_, '_>) {
    match nature(value) {
        Nature::Fine => {}
        Nature::Fragment => {
            let help = "write the article's whole address before the `#`";
            report.say(&rules::ADDRESS_FRAGMENT, at, help, |name| {
                format!("{name} links to {} within itself, which only the article's own page has", quoted(value))
            });
        }
        Nature::Relative if report.is_based() => {
            let help = "write the whole address, such as `https://example.org/image.png`";
            report.say_relative(&rules::ADDRESS_NEEDS_BASE, (value, at), help, |name| {
                format!("`{what}` in {name} is {}, which only readers that know `xml:base` can follow", quoted(value))
            });
        }
        Nature::Relative => {
            let help = "write the whole address, such as `https://example.org/image.png`";
            report.say_relative(&rules::ADDRESS_RELATIVE, (value, at), help, |name| {
                format!("`{what}` in {name} is the relative address {}", quoted(value))
            });
        }
        Nature::Data | Nature::Page if value.len() < DATA_MIN && used == Use::Resource => {}
        Nature::Page if used == Use::Resource => data(value, what, at, report),
        Nature::Data => data(value, what, at, report),
        Nature::Script | Nature::Page => {
            report.say(&rules::ADDRESS_SCRIPT, at, "link to a page, or take the link out", |name| {
                format!("`{what}` in {name} runs code: {}", quoted(value))
            });
        }
        Nature::Private => {
            report.say(&rules::ADDRESS_PRIVATE, at, "write the address that the public reaches", |name| {
                format!("`{what}` in {name} is {}, which only your own network reaches", quoted(value))
            });
        }
        Nature::Insecure => {
            if used == Use::Resource && report.is_secure() {
                report.say(&rules::ADDRESS_INSECURE, at, "write `https:`", |name| {
                    format!(
                        "`{what}` in {name} is {}, which readers that are served by https don't fetch",
                        quoted(value)
                    )
                });
            }
        }
    }
}

fn data(value: &str, what: &str, at: (usize, usize), report: &mut Report<'_, '_, '_, '_>) {
    let help = "put the file on the site, and write its address";
    report.say(&rules::ADDRESS_DATA, at, help, |name| {
        format!("`{what}` in {name} holds a whole file: {}", quoted(value))
    });
}

/// Judges the addresses of a `srcset`.
pub(super) fn srcset(value: &str, start: usize, report: &mut Report<'_, '_, '_, '_>) {
    listed(value, |address, at| {
        judge(address, "srcset", Use::Resource, (start + at, start + at + address.len()), report);
    });
}

/// Tells of each address in a `srcset`, and where it stands there.
pub(super) fn listed(value: &str, mut tell: impl FnMut(&str, usize)) {
    let mut at = 0;
    loop {
        at += value[at..].len() - value[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',').len();
        let rest = &value[at..];
        if rest.is_empty() {
            return;
        }
        let length = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let address = rest[..length].trim_end_matches(',');
        tell(address, at);
        at += length;
        if address.len() == length {
            at += value[at..].find(',').unwrap_or(value.len() - at);
        }
    }
}

/// Whether nothing is ever to be said about an address, in whatever feed it stands.
pub(super) fn is_fine(value: &str, used: Use) -> bool {
    match nature(value) {
        Nature::Fine => true,
        Nature::Insecure => used == Use::Link,
        _ => false,
    }
}

fn nature(value: &str) -> Nature {
    // Browsers pass over white space around an address, and over line ends and tabs within it.
    let trimmed = value.trim_matches(|c: char| c <= ' ');
    if trimmed.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        return known(&trimmed.replace(['\t', '\n', '\r'], ""));
    }
    known(trimmed)
}

fn known(address: &str) -> Nature {
    if address.starts_with('#') {
        return Nature::Fragment;
    }
    let Some((scheme, rest)) = scheme(address) else { return Nature::Relative };
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("https") || is("http") {
        let Some(rest) = rest.strip_prefix("//") else { return Nature::Relative };
        return if is_private(host(rest)) {
            Nature::Private
        } else if is("http") {
            Nature::Insecure
        } else {
            Nature::Fine
        };
    }
    if is_code(scheme) {
        return Nature::Script;
    }
    if is("data") {
        let media = rest.trim_start().as_bytes();
        let is_page = ["text/html", "image/svg", "text/xml", "application/x"]
            .iter()
            .any(|kind| media.len() >= kind.len() && media[..kind.len()].eq_ignore_ascii_case(kind.as_bytes()));
        return if is_page { Nature::Page } else { Nature::Data };
    }
    if is("file") { Nature::Private } else { Nature::Fine }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Nature) {
        assert_eq!(nature(address), expected, "{address}");
    }

    #[test]
    fn absolute_addresses_are_fine_and_others_relative() {
        check(" https://example.com/images/foo.jpg ", Nature::Fine);
        check("mailto:zoe@example.org", Nature::Fine);
        check("/images/foo.jpg", Nature::Relative);
        check("//example.com/foo.jpg", Nature::Relative);
        check("", Nature::Relative);
        check("foo:bar/baz", Nature::Fine);
        check("./foo:bar", Nature::Relative);
        check("#note-1", Nature::Fragment);
    }

    #[test]
    fn code_is_found_however_it_hides() {
        check("javascript:alert(1)", Nature::Script);
        check(" java\nscript:alert(1)", Nature::Script);
        check("data:text/html,<b>", Nature::Page);
        check("data:image/png;base64,AAAA", Nature::Data);
    }

    #[test]
    fn private_networks_are_told_from_the_public_one() {
        check("http://localhost:1313/a", Nature::Private);
        check("http://user@192.168.1.4/a", Nature::Private);
        check("https://[fe80::1]/a", Nature::Private);
        check("https://nas.local/a", Nature::Private);
        check("file:///home/zoe/a.png", Nature::Private);
        check("https://8.8.8.8/a", Nature::Fine);
        check("https://localhost.example/a", Nature::Fine);
        check("http://example.org/a", Nature::Insecure);
    }
}
