//! The old modules that blogs still write: content, slash, syndication, wfw, trackback, event, blogChannel, admin.

use crate::check::tree::Node;

use crate::check::content::{html, plain};
use crate::check::context::{Context, Subject};
use crate::check::rules::extensions as rules;
use crate::check::schema::extensions::address;
use crate::check::schema::extensions::{ENTRIES, FEEDS, PLACES};
use crate::check::schema::{Row, may, must, row};
use crate::check::values::dates_w3c::{iso8601_date, w3cdtf_date};
use crate::check::values::listed::{listed, wrong};
use crate::check::values::not_blank;
use crate::check::values::numbers::{non_negative, positive};

pub(super) const ROWS: &[Row] = &[
    row(ENTRIES, "content:encoded").once().text(&[html]),
    // Nobody says what a feed's own content would be.
    row(FEEDS, "content:encoded").once().text(&[html]).whole(&[questionable]),
    row(ENTRIES, "content:items").any(),
    row(ENTRIES, "slash:comments").once().text(&[non_negative]),
    row(ENTRIES, "slash:section").once().text(&[not_blank, plain]),
    row(ENTRIES, "slash:department").once().text(&[not_blank, plain]),
    row(ENTRIES, "slash:hit_parade").once().text(&[integers]),
    row(FEEDS, "sy:updatePeriod").once().text(&[update_period]),
    row(FEEDS, "sy:updateFrequency").once().text(&[not_blank, positive]),
    row(FEEDS, "sy:updateBase").once().text(&[w3cdtf_date]),
    row(ENTRIES, "wfw:comment").once().text(&[address]),
    row(PLACES, "wfw:commentRss").once().text(&[address]),
    row(PLACES, "wfw:commentRSS").once().text(&[address]).whole(&[comment_rss]),
    row(ENTRIES, "trackback:ping").once().text(&[address]).attributes(&[may("rdf:resource", &[address])]),
    row(ENTRIES, "trackback:about").text(&[address]),
    row(PLACES, "ev:startdate").once().text(&[iso8601_date]),
    row(PLACES, "ev:enddate").once().text(&[iso8601_date]),
    row(PLACES, "ev:location").once().text(&[not_blank]),
    row(PLACES, "ev:organizer").once().text(&[not_blank]),
    row(PLACES, "ev:type").once().text(&[not_blank]),
    row("channel", "blogChannel:blogRoll").once().text(&[address]),
    row("channel", "blogChannel:mySubscriptions").once().text(&[address]),
    row("channel", "blogChannel:blink").once().text(&[address]),
    row("channel", "blogChannel:changes").once().text(&[address]),
    row("channel", "blink").text(&[]).whole(&[blink]),
    row(FEEDS, "admin:generatorAgent").once().empty().attributes(&[must("rdf:resource", &[address])]),
    row(FEEDS, "admin:errorReportsTo").once().empty().attributes(&[must("rdf:resource", &[address])]),
    row(PLACES, "creativeCommons:license").text(&[address]),
    row(PLACES, "cc:license").any().attributes(&[may("rdf:resource", &[address])]),
    row(PLACES, "cc:attributionURL").any().attributes(&[may("rdf:resource", &[address])]),
    row(PLACES, "cc:attributionName").text(&[not_blank]),
    row(PLACES, "cc:morePermissions").any().attributes(&[may("rdf:resource", &[address])]),
];

listed! {
    /// How often a feed changes.
    update_period by rules::UPDATE_PERIOD_WRONG => ["hourly", "daily", "weekly", "monthly", "yearly"];
}

/// Whole numbers between commas.
fn integers(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_number = |part: &str| {
        let part = part.trim();
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !subject.value.split(',').all(is_number) {
        let help = "write whole numbers between commas, such as `12,10,3,0`";
        wrong(subject, context, &rules::NUMBERS_NOT_SEPARATED, "no list of whole numbers", help);
    }
}

fn questionable(node: Node<'_, '_>, context: &mut Context<'_>) {
    let message = format!("`{}` says nothing here that readers know of", context.written_name(node));
    context.say_of(&rules::ELEMENT_QUESTIONABLE, node, message, "put it into an `<item>`");
}

fn comment_rss(node: Node<'_, '_>, context: &mut Context<'_>) {
    let message = format!("`{}` is written in capitals that readers do not look for", context.written_name(node));
    context.mend(context.renamed(node, "commentRss"));
    context.say_of(&rules::COMMENT_FEED_SPELLING, node, message, "write `<wfw:commentRss>`");
}

fn blink(node: Node<'_, '_>, context: &mut Context<'_>) {
    let message = "RSS has no element `blink`".to_owned();
    context.say_of(&rules::BLINK_WITHOUT_NAMESPACE, node, message, "write `<blogChannel:blink>`, or take it out");
}
