//! Texts and numbers of one kind, wherever they stand.

use crate::check::json::walk::{Judge, Number, Text};
use crate::check::rules::json as rules;
use crate::check::rules::values::NUMBER_NEGATIVE;
use crate::check::values::addresses::reach::{Use, scheme};
use crate::check::values::{Remark, addresses, dates_3339, enclosures, media_type as types, shown};

/// Version 1, as a feed names it.
pub(super) const VERSION_1: &str = "https://jsonfeed.org/version/1";
/// Version 1.1, as a feed names it.
pub(super) const VERSION_1_1: &str = "https://jsonfeed.org/version/1.1";

/// A text of which nothing more can be asked.
pub(super) fn anything(_text: &Text<'_>, _judge: &mut Judge<'_, '_>) {}

/// HTML: what readers would drop or can't show.
pub(super) fn html(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    judge.html(text);
}

/// Text that is shown as it is.
pub(super) fn plain(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    judge.plain(text, "");
}

/// Content that is shown as it is.
pub(super) fn content_text(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    judge.content_text(text);
}

/// The feed's version.
pub(super) fn version(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    match text.value {
        VERSION_1_1 => {}
        VERSION_1 => {
            let message = "the feed is of version 1, and 1.1 is current".to_owned();
            judge.say(&rules::JSON_VERSION_OLD, text.place, message, &format!("write `{VERSION_1_1}`"));
        }
        other => {
            let message = format!("there is no version `{}` of JSON Feed", shown(other));
            let bare = |version: &str| {
                let version = version.trim().to_ascii_lowercase().replacen("http:", "https:", 1);
                version.replacen("//www.", "//", 1).trim_end_matches('/').to_owned()
            };
            let known = [VERSION_1, VERSION_1_1];
            let meant = known.iter().find(|known| bare(known) == bare(other)).copied();
            let help = format!("write `{}`", meant.unwrap_or(VERSION_1_1));
            judge.say_mended(&rules::JSON_VERSION_UNKNOWN, text, message, &help, meant);
        }
    }
}

/// A whole address of any scheme that can be followed.
pub(super) fn address(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    leads(text, Use::Page, judge);
}

/// The address of a picture or of another file that readers fetch.
pub(super) fn file(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    leads(text, Use::File, judge);
}

/// A whole address on the web.
pub(super) fn web_address(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    if leads(text, Use::Page, judge) && !is_web(text.value) {
        let message = format!("`{}` is `{}`, which is no address on the web", text.place.key, shown(text.value));
        judge.say(&rules::JSON_ADDRESS_NOT_WEB, text.place, message, "write an address that begins with `https://`");
    }
}

fn is_web(value: &str) -> bool {
    scheme(value).is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
}

/// Judges an address; whether nothing is wrong with it.
fn leads(text: &Text<'_>, used: Use, judge: &mut Judge<'_, '_>) -> bool {
    let site = judge.context.site.as_ref().and_then(Option::as_ref);
    let remark = addresses::remark(text.value, used, site, || judge.whole(text.value));
    let is_fine = remark.is_none();
    judge.remark_text(text, remark);
    is_fine
}

/// A date as in RFC 3339.
pub(super) fn date(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    let remark = dates_3339::remark(text.value, judge.context);
    judge.remark_text(text, remark);
}

/// A language's tag as in BCP 47.
pub(super) fn language(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    judge.remark_text(text, crate::check::values::language::remark(text.value));
}

/// A media type.
pub(super) fn media_type(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    judge.remark(text.place, types::remark(text.value));
}

/// A hub's protocol.
pub(super) fn hub_type(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    if !["WebSub", "rssCloud"].contains(&text.value) {
        let message = format!("readers know no hub of the type `{}`", shown(text.value));
        judge.say(&rules::JSON_HUB_TYPE_UNKNOWN, text.place, message, "write `WebSub` or `rssCloud`");
    }
}

/// A size in bytes.
pub(super) fn size(number: &Number<'_>, judge: &mut Judge<'_, '_>) {
    judge.remark(number.place, enclosures::length(number.value));
}

/// A duration in seconds.
pub(super) fn duration(number: &Number<'_>, judge: &mut Judge<'_, '_>) {
    if number.value.starts_with('-') {
        let message = format!("`{}` is `{}`: no duration is negative", number.place.key, shown(number.value));
        let help = "write it in seconds, or leave the key out";
        judge.remark(number.place, Some(Remark::new(&NUMBER_NEGATIVE, message, help)));
    }
}
