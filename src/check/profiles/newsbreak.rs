//! NewsBreak (<https://support.newsbreak.com/publisher-faq>).

use crate::check::tree::Node;

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::view::{Part, View, xml};
use crate::check::profiles::{Profile, news};
use crate::check::rules::feeds::{FEED_EMPTY, ITEM_WITHOUT_DATE};
use crate::check::rules::profiles::newsbreak as rules;
use crate::check::values::shown;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "newsbreak",
    title: "NewsBreak",
    summary: "NewsBreak: what publishers in the United States must deliver (RSS)",
    page: include_str!("newsbreak.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[(&FEED_EMPTY, Level::Error), (&ITEM_WITHOUT_DATE, Level::Warning)],
    demands: &[news::TEXT_ANYWHERE, news::IMAGE],
    judge,
};

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    news::bylines(view, context);
    news::cuts(view, context);
    for item in &view.items {
        credits(item, context);
    }
    if let Some(language) = view.feed.language()
        && !language.value.to_ascii_lowercase().starts_with("en")
    {
        let message =
            format!("the feed is in `{}`, and NewsBreak is for readers in the United States", shown(&language.value));
        language.say(&rules::LANGUAGE_FOREIGN, message, "hand in a feed in English", context);
    }
}

/// An image that elements speak of says whose it is: in it, around it, or in a caption within the text.
fn credits(item: &Part<'_, '_>, context: &mut Context<'_>) {
    /// How many images of an article are looked at.
    const LOOKED_AT: usize = 32;
    let Some(node) = item.node() else { return };
    let is_credit = |child: Node<'_, '_>| xml::is(child, "media:credit") || xml::is(child, "media:copyright");
    let has_caption = || item.content().is_some_and(|content| content.digest().elements.contains_key("figcaption"));
    if node.children().any(is_credit) || has_caption() {
        return;
    }
    let images = node.descendants().filter(|media| xml::is(*media, "media:content"));
    for media in images.filter(|media| media.attribute("medium") == Some("image")).take(LOOKED_AT) {
        let mut around = media.ancestors().take_while(|around| *around != node);
        if context.is_whole(media) && !around.any(|around| around.children().any(is_credit)) {
            let message = "the image does not say whose it is".to_owned();
            let help = "add `<media:credit>Photo: Zoé Lambert</media:credit>` to it";
            context.say_of(&rules::IMAGE_CREDIT_MISSING, media, message, help);
        }
    }
}
