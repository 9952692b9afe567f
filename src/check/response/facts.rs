//! What a feed says of itself that its server may contradict.

use std::cell::RefCell;

use std::borrow::Cow;

use crate::check::tree::{Document, Node};
use serde_json::Value;

use crate::check::context::{Context, text_of};
use crate::check::encodings::Decoder;
use crate::check::{Judgement, Kind, input, tree};
use crate::diagnostic::Span;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SYNDICATION: &str = "http://purl.org/rss/1.0/modules/syndication/";
const HOUR_SECONDS: u64 = 60 * 60;
/// How much of a document its declaration is looked for in.
const HEAD: usize = 1024;

/// What a feed says of itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The address that it calls its own, as it is written, and where.
    pub(super) own_address: Option<(String, Span)>,
    /// The hubs that it names.
    pub(super) hubs: Vec<String>,
    /// How long it says that it stays as it is, in seconds, and the element that says so.
    pub(super) life: Option<(u64, &'static str)>,
    /// Its encoding: by its first bytes, its declaration, or UTF-8.
    pub(super) encoding: Option<Decoder>,
}

impl Facts {
    pub(super) fn of(body: &[u8], judgement: &Judgement) -> Facts {
        let text = judgement.text.as_str();
        let mut facts = match judgement.kind {
            Kind::Json => Facts::of_json(text),
            Kind::Rss | Kind::Atom | Kind::Rdf => Facts::of_xml(text),
            Kind::Opml | Kind::Unknown => Facts::default(),
        };
        facts.encoding = encoding(body);
        facts
    }

    fn of_json(text: &str) -> Facts {
        #[derive(serde::Deserialize)]
        struct Feed {
            #[serde(default)]
            feed_url: Value,
            #[serde(default)]
            hubs: Value,
        }
        let Ok(feed) = serde_json::from_str::<Feed>(text) else { return Facts::default() };
        // The key may stand deeper too, but a feed's own comes before its items in all that is written by programs.
        let at = text.find("\"feed_url\"").unwrap_or(0);
        let span = Span::new(at, at + "\"feed_url\"".len());
        let hubs = feed.hubs.as_array().into_iter().flatten().filter_map(|hub| hub["url"].as_str().map(str::to_owned));
        Facts {
            own_address: feed.feed_url.as_str().map(|address| (address.to_owned(), span)),
            hubs: hubs.collect(),
            ..Facts::default()
        }
    }

    fn of_xml(text: &str) -> Facts {
        let facts = RefCell::new(Facts::default());
        tree::read(text, &mut Context::new(text), |document, context| {
            *facts.borrow_mut() = Facts::of_document(document, context);
            Kind::Unknown
        });
        facts.into_inner()
    }

    fn of_document(document: &Document<'_>, context: &Context<'_>) -> Facts {
        let root = document.root_element();
        let channel = root.children().find(|node| node.tag_name().name() == "channel").unwrap_or(root);
        let mut facts = Facts::default();
        for link in channel.children().filter(|node| node.has_tag_name((ATOM, "link"))) {
            let href = link.attribute("href").unwrap_or_default().trim().to_owned();
            match link.attribute("rel") {
                Some("self") if facts.own_address.is_none() => facts.own_address = Some((href, context.tag(link))),
                Some("hub") => facts.hubs.push(href),
                _ => {}
            }
        }
        facts.life = life(channel);
        facts
    }
}

/// `ttl` in minutes, or the syndication module's period divided by its frequency.
fn life(channel: Node<'_, '_>) -> Option<(u64, &'static str)> {
    let text = |is: &dyn Fn(&Node<'_, '_>) -> bool| channel.children().find(|node| is(node)).map(text_of);
    let number =
        |text: Option<Cow<'_, str>>| text.and_then(|text| text.trim().parse::<u64>().ok()).filter(|one| *one > 0);
    let ttl = number(text(&|node| node.tag_name().name() == "ttl" && node.tag_name().namespace().is_none()));
    if let Some(minutes) = ttl {
        return Some((minutes.saturating_mul(60), "ttl"));
    }
    let hours = match text(&|node| node.has_tag_name((SYNDICATION, "updatePeriod")))?.trim() {
        "hourly" => 1,
        "daily" => 24,
        "weekly" => 7 * 24,
        "monthly" => 30 * 24,
        "yearly" => 365 * 24,
        _ => return None,
    };
    let frequency = number(text(&|node| node.has_tag_name((SYNDICATION, "updateFrequency")))).unwrap_or(1);
    Some((hours * HOUR_SECONDS / frequency, "sy:updatePeriod"))
}

fn encoding(body: &[u8]) -> Option<Decoder> {
    if let Some((decoder, _)) = Decoder::of_first_bytes(body) {
        return Some(decoder);
    }
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]);
    match input::declared_label(&head) {
        Some((label, _)) => Decoder::named(&label),
        None => Some(Decoder::Web(encoding_rs::UTF_8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;

    fn of(text: &str) -> Facts {
        Facts::of(text.as_bytes(), &check(text.as_bytes()))
    }

    #[test]
    fn every_format_names_its_address_and_hubs() {
        let links = "<a:link rel='hub' href='https://hub.example/'/><a:link rel='self' href=' https://a.example/f'/>";
        let rss = format!("<rss version='2.0'><channel xmlns:a='{ATOM}'>{links}</channel></rss>");
        let atom = format!("<a:feed xmlns:a='{ATOM}'>{links}</a:feed>");
        let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"feed_url\": \"https://a.example/f\", \
            \"hubs\": [{\"type\": \"WebSub\", \"url\": \"https://hub.example/\"}], \"items\": []}";
        for text in [&rss, &atom, json] {
            let facts = of(text);
            assert_eq!(facts.own_address.unwrap().0, "https://a.example/f");
            assert_eq!(facts.hubs, ["https://hub.example/"]);
        }
    }

    #[test]
    fn life_is_told_in_minutes_or_periods() {
        let life = |inner: &str| {
            of(&format!("<rss version='2.0' xmlns:sy='{SYNDICATION}'><channel>{inner}</channel></rss>")).life
        };
        assert_eq!(life("<ttl> 60 </ttl>"), Some((3600, "ttl")));
        let twice = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>";
        assert_eq!(life(twice), Some((12 * 3600, "sy:updatePeriod")));
        assert_eq!(life("<ttl>0</ttl>"), None);
    }

    #[test]
    fn a_broken_feed_tells_what_stands_before_the_fault() {
        let text = format!("<rss version='2.0'><channel xmlns:a='{ATOM}'><a:link rel='self' href='x'/><b></channel>");
        assert_eq!(of(&text).own_address.unwrap().0, "x");
    }
}
