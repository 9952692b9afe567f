//! A channel and its items together.

use std::borrow::Cow;

use crate::check::tree::Node;

use crate::check::across::{self, Dated};
use crate::check::context::{Context, text_of};
use crate::check::rss::{ATOM, DUBLIN_CORE, SLASH, child, children, dates, is, semantics, text_in};
use crate::check::rules::feeds;
use crate::check::rules::rss as rules;
use crate::check::schema::atom::own_address;
use crate::check::schema::extensions::is_archive;
use crate::check::values::Remark;
use crate::check::values::dates::rfc822_instant;

const PODCAST: &str = "https://podcastindex.org/namespace/1.0";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const SELF_HELP: &str =
    "write `<atom:link href=\"https://carnet.example/feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>`";

/// Judges a channel.
pub(in crate::check) fn judge(channel: Node<'_, '_>, context: &mut Context<'_>) {
    semantics::channel(channel, context);
    order(channel, context);
    let items: Vec<Node<'_, '_>> = children(channel, "item").collect();
    repeated(&items, "guid", across::same_id, context);
    repeated(&items, "link", across::same_link, context);
    made_at_build(channel, &items, context);
    dates::judge(channel, &items, context);
    self_link(channel, context);
    if !context.is_whole(channel) {
        return;
    }
    // A list of other feeds' items has none of its own.
    let is_list = channel.children_named((PODCAST, "remoteItem")).next().is_some();
    if items.is_empty() && !is_list && !is_archive(channel) {
        let message = "the channel has no items".to_owned();
        context.say_of(&feeds::FEED_EMPTY, channel, message, "add an `<item>` for each article");
    }
    let language = child(channel, "language").or_else(|| child_of(channel, DUBLIN_CORE, "language"));
    if language.is_none() && !channel.ancestors().any(|node| node.has_attribute((XML, "lang"))) {
        let message = "the channel does not say what language it is in".to_owned();
        context.say_of(&feeds::LANGUAGE_MISSING, channel, message, "add `<language>fr</language>`");
    }
    let comments = items.iter().find_map(|item| child_of(*item, SLASH, "comments"));
    if let Some(comments) = comments.filter(|_| child(channel, "lastBuildDate").is_none()) {
        let message = "the number of comments changes, and the channel has no `lastBuildDate`".to_owned();
        let help = "add `<lastBuildDate>Wed, 13 Aug 2025 09:00:00 GMT</lastBuildDate>` to the channel";
        context.say_of(&rules::SLASH_WITHOUT_BUILD_DATE, comments, message, help);
    }
}

fn child_of<'a, 'input>(parent: Node<'a, 'input>, uri: &str, name: &str) -> Option<Node<'a, 'input>> {
    parent.children_named((uri, name)).next()
}

/// Items come last.
fn order(channel: Node<'_, '_>, context: &mut Context<'_>) {
    let after = channel.children().filter(Node::is_element).skip_while(|node| !is(*node, "item"));
    if let Some(late) = after.into_iter().find(|node| !is(*node, "item")) {
        let message = format!("`{}` follows an item", context.written_name(late));
        context.say_of(&rules::ITEMS_NOT_LAST, late, message, "put it before the first `<item>`");
    }
}

/// What each item has for itself alone.
fn repeated(items: &[Node<'_, '_>], name: &str, remark: fn(&str) -> Remark, context: &mut Context<'_>) {
    let values: Vec<Option<Cow<'_, str>>> = items.iter().map(|item| text_in(*item, name)).collect();
    across::repeated(values.iter().map(Option::as_deref), |at, value| {
        if let Some(node) = child(items[at], name) {
            context.remark_of(node, Some(remark(value)));
        }
    });
}

/// Guids that change with each build.
fn made_at_build(channel: Node<'_, '_>, items: &[Node<'_, '_>], context: &mut Context<'_>) {
    let instant = |parent, name| date_in(parent, name).and_then(|(_, text)| rfc822_instant(&text));
    // Mostly the first id is seen to be none, and nothing else has to be read.
    if !items.first().and_then(|item| text_in(*item, "guid")).is_some_and(|id| across::may_be_made_at_build(&id)) {
        return;
    }
    let Some(ids) = items.iter().map(|item| text_in(*item, "guid")).collect::<Option<Vec<Cow<'_, str>>>>() else {
        return;
    };
    let dated = ids.iter().zip(items).map(|(id, item)| Dated { id, at: instant(*item, "pubDate") });
    let built = instant(channel, "lastBuildDate").or_else(|| instant(channel, "pubDate"));
    let remark = across::made_at_build(&dated.collect::<Vec<_>>(), built);
    if let Some(node) = items.first().and_then(|item| child(*item, "guid")) {
        context.remark_of(node, remark);
    }
}

/// Where the feed itself is.
fn self_link(channel: Node<'_, '_>, context: &mut Context<'_>) {
    let mut links = channel.children_named((ATOM, "link"));
    let Some(link) = links.find(|link| link.attribute("rel") == Some("self")) else {
        if context.is_whole(channel) {
            let message = "the channel does not say at what address it is".to_owned();
            context.say_of(&feeds::SELF_LINK_MISSING, channel, message, SELF_HELP);
        }
        return;
    };
    own_address(link, context.location, context);
}

/// The text of a channel's element that holds a date.
pub(super) fn date_in<'a, 'input>(parent: Node<'a, 'input>, name: &str) -> Option<(Node<'a, 'input>, Cow<'a, str>)> {
    child(parent, name).map(|node| (node, text_of(node)))
}

#[cfg(test)]
mod tests {
    use crate::check::{Circumstances, check_in};
    use crate::diagnostic::Level;

    #[track_caller]
    fn check(location: &str, expected: bool) {
        let feed = "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\
            <atom:link href=\"https://carnet.example/feed.xml\" rel=\"self\"/></channel></rss>";
        let circumstances = Circumstances { location: Some(location.to_owned()), ..Circumstances::default() };
        let judged = check_in(feed.as_bytes(), &circumstances);
        assert_eq!(
            judged.findings.iter().any(|found| found.rule.name == "self-link-elsewhere"),
            expected,
            "{location}"
        );
    }

    #[test]
    fn thousands_of_items_are_judged_in_linear_time() {
        let item = "<item><title>a</title><guid>x</guid><pubDate>32 Aug</pubDate><link>a</link><x/></item>";
        let feed = format!("<rss version=\"2.0\"><channel>{}</channel></rss>", item.repeat(20_000));
        let judged = check_in(feed.as_bytes(), &Circumstances::default());
        assert!(judged.number(Level::Error) > 60_000);
    }

    #[test]
    fn a_self_link_leads_to_where_the_feed_came_from() {
        check("https://carnet.example/feed.xml", false);
        check("HTTPS://carnet.example:443/feed.xml", false);
        check("https://carnet.example/rss.xml", true);
        check("feed.xml", true);
    }
}
