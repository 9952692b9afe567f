//! The header `Link` (RFC 8288): the feed's own address and its hubs, which WebSub looks for there first.

use url::Url;

use crate::check::response::Report;
use crate::check::response::headers::{parameter, split_outside_quotes};
use crate::check::rules::http as rules;
use crate::check::values::shown;

const HEADER: &str = "link";

/// A link: where it leads, and what for.
#[derive(Debug, PartialEq, Eq)]
struct Link<'t> {
    target: &'t str,
    /// The relations, in lower case.
    relations: Vec<String>,
}

/// Judges the header, and the feed's own links by where it came from.
pub(super) fn judge(report: &mut Report<'_>) {
    let mut links = Vec::new();
    for value in report.headers().all(HEADER) {
        match read(value) {
            Some(more) => links.extend(more),
            None => {
                let message = format!("`{}` is no list of links", shown(value));
                let help = "send `Link: <https://carnet.example/feed.xml>; rel=\"self\"`";
                report.say(&rules::LINK_MALFORMED, HEADER, message, help);
            }
        }
    }
    let of = |relation: &str| links.iter().find(|link| link.relations.iter().any(|one| one == relation));
    let (own, hub) = (of("self"), of("hub"));
    if let Some(own) = own {
        own_address(own.target, report);
    }
    let names_itself = own.is_some() || report.facts.own_address.is_some();
    if (hub.is_some() || !report.facts.hubs.is_empty()) && !names_itself {
        let message = "a hub is named, and the address by which the hub knows the feed is not";
        let help = format!("send `Link: <{}>; rel=\"self\"` too", report.response.address);
        report.say(&rules::HUB_WITHOUT_SELF, HEADER, message, &help);
    }
}

/// The header's own address, against where the feed came from and what it says itself.
fn own_address(target: &str, report: &mut Report<'_>) {
    let Some(own) = absolute(target, report) else { return };
    let here = absolute(&report.response.address, report);
    if here.is_some_and(|here| here != own) {
        let message =
            format!("the header says that the feed is at `{}`, and it came from elsewhere", shown(own.as_str()));
        let help = format!("send `Link: <{}>; rel=\"self\"`", report.response.address);
        report.say(&rules::LINK_SELF_ELSEWHERE, HEADER, message, &help);
    }
    let said = report.facts.own_address.as_ref().and_then(|(address, _)| absolute(address, report));
    if let Some(said) = said.filter(|said| *said != own) {
        let said = shown(said.as_str());
        let message = format!("the header calls the feed `{}`, and the feed itself `{said}`", shown(own.as_str()));
        report.say(&rules::LINK_CONTRADICTS_FEED, HEADER, message, "let both name the address that readers ask for");
    }
}

fn absolute(target: &str, report: &Report<'_>) -> Option<Url> {
    let base = Url::parse(&report.response.address).ok()?;
    let mut url = base.join(target).ok()?;
    url.set_fragment(None);
    Some(url)
}

/// `<address>; rel="self hub"; …, <address>; …`
fn read(value: &str) -> Option<Vec<Link<'_>>> {
    let mut links = Vec::new();
    let mut rest = value.trim();
    while !rest.is_empty() {
        let (target, after) = rest.strip_prefix('<')?.split_once('>')?;
        // The parameters end at a comma; one within an address comes after the next `<`.
        let parameters = split_outside_quotes(after, ',')[0];
        let mut relations = Vec::new();
        for part in split_outside_quotes(parameters, ';').into_iter().skip(1) {
            let (name, value) = parameter(part);
            // Of several, the first counts (section 3.3).
            if name == "rel" && relations.is_empty() {
                relations = value.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
            }
        }
        links.push(Link { target: target.trim(), relations });
        rest = after[parameters.len()..].trim_start_matches([',', ' ', '\t']);
    }
    Some(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[(&str, &str)]) {
        let links = read(value).unwrap();
        let links: Vec<_> = links.iter().map(|link| (link.target, link.relations.join(" "))).collect();
        let links: Vec<_> = links.iter().map(|(target, relations)| (*target, relations.as_str())).collect();
        assert_eq!(links, expected, "{value}");
    }

    #[test]
    fn links_are_read_with_their_relations() {
        check("<https://a.example/f>; rel=self", &[("https://a.example/f", "self")]);
        check("</f,g>; title=\"a, <b>; c\"; rel=\"Self hub\" , <h>;rel=x;rel=y", &[("/f,g", "self hub"), ("h", "x")]);
        check("<a>, <b>,, <c>; rel", &[("a", ""), ("b", ""), ("c", "")]);
        check("", &[]);
    }

    #[test]
    fn what_is_no_link_is_told() {
        for wrong in ["https://a.example/; rel=self", "<https://a.example/", "<a>; rel=self, b"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
