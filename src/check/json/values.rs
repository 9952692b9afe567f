//! Texts and numbers of one kind, wherever they stand.

use url::{ParseError, Url};

use crate::check::json::walk::{Judge, Number, Text};
use crate::check::json::{dates, language as tags};
use crate::check::rules::json as rules;
use crate::check::values::dates_certain::certain_3339;

/// Version 1, as a feed names it.
pub(super) const VERSION_1: &str = "https://jsonfeed.org/version/1";
/// Version 1.1, as a feed names it.
pub(super) const VERSION_1_1: &str = "https://jsonfeed.org/version/1.1";

/// How much of a value is shown.
const SHOWN_MAX: usize = 60;

/// A value as a message shows it: on one line, and not too long.
pub(super) fn shown(value: &str) -> String {
    let mut characters = value.chars();
    let mut text: String = characters.by_ref().take(SHOWN_MAX).collect();
    if characters.next().is_some() {
        text.push('…');
    }
    text.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'")
}

/// A text of which nothing more can be asked.
pub(super) fn anything(_text: &Text<'_>, _judge: &mut Judge<'_, '_>) {}

/// HTML: what readers would drop or can't show.
pub(super) fn html(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    judge.html(text);
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

/// Text that is shown as it is.
pub(super) fn plain(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    judge.plain(text);
}

/// A whole address of any scheme that can be followed.
pub(super) fn address(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    let wrong = match whole(text.value) {
        Ok(url) if matches!(url.scheme(), "javascript" | "vbscript") => "runs a program",
        Ok(_) => return,
        Err(wrong) => wrong,
    };
    broken(text, wrong, judge);
}

/// A whole address on the web.
pub(super) fn web_address(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    let wrong = match whole(text.value) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => return,
        Ok(_) => "is no address on the web",
        Err(wrong) => wrong,
    };
    broken(text, wrong, judge);
}

const RELATIVE: &str = "is not a whole address";

fn whole(value: &str) -> Result<Url, &'static str> {
    // Browsers mend these, others do not.
    if value.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '<' | '>' | '"')) {
        return Err("holds a character that no address has");
    }
    Url::parse(value).map_err(|error| match error {
        ParseError::RelativeUrlWithoutBase => RELATIVE,
        _ => "is no address",
    })
}

fn broken(text: &Text<'_>, wrong: &str, judge: &mut Judge<'_, '_>) {
    let message = format!("`{}` is `{}`, which {wrong}", text.place.key, shown(text.value));
    let help = "write the whole address, with `https://`, and `%20` for a space";
    let new = judge.whole(text.value).filter(|_| wrong == RELATIVE);
    judge.say_mended(&rules::JSON_ADDRESS_BROKEN, text, message, help, new.as_deref());
}

/// A date as in RFC 3339.
pub(super) fn date(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    let Err(wrong) = dates::rfc3339(text.value) else { return };
    let message = format!("`{}` is `{}`: {wrong}", text.place.key, shown(text.value));
    let help = "write day, time and zone: `2025-08-13T10:00:00+02:00`, or `Z` in place of `+00:00`";
    let new = certain_3339(text.value.trim());
    judge.say_mended(&rules::JSON_DATE_MALFORMED, text, message, help, new.as_deref());
}

/// A language's tag as in BCP 47.
pub(super) fn language(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    if tags::is_tag(text.value) {
        return;
    }
    let message = format!("`{}` is no language tag", shown(text.value));
    let mended = text.value.trim().replace('_', "-");
    let help = match tags::is_tag(&mended) {
        true => format!("write `{mended}`"),
        false => "write a tag such as `fr` or `en-GB`".to_owned(),
    };
    let new = tags::is_tag(&mended).then_some(mended.as_str());
    judge.say_mended(&rules::JSON_LANGUAGE_MALFORMED, text, message, &help, new);
}

/// A media type: two tokens (RFC 9110, section 8.3.1), and parameters.
pub(super) fn media_type(text: &Text<'_>, judge: &mut Judge<'_, '_>) {
    let is_token = |token: &str| {
        let is_right = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !token.is_empty() && token.bytes().all(is_right)
    };
    let essence = text.value.split(';').next().unwrap_or_default().trim_end();
    if essence.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype)) {
        return;
    }
    let message = format!("`{}` is no media type", shown(text.value));
    judge.say(&rules::JSON_MEDIA_TYPE_MALFORMED, text.place, message, "write one such as `audio/mpeg`");
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
    let is_whole = !number.value.contains(['.', 'e', 'E', '-']);
    let wrong = match number.value {
        "0" | "-0" => "no file is empty",
        _ if !is_whole => "a size is a whole number of bytes",
        _ => return,
    };
    range(number, wrong, "write the file's size in bytes, or leave the key out", judge);
}

/// A duration in seconds.
pub(super) fn duration(number: &Number<'_>, judge: &mut Judge<'_, '_>) {
    if number.value.starts_with('-') {
        range(number, "a duration is not negative", "write it in seconds, or leave the key out", judge);
    }
}

fn range(number: &Number<'_>, wrong: &str, help: &str, judge: &mut Judge<'_, '_>) {
    let message = format!("`{}` is `{}`: {wrong}", number.place.key, shown(number.value));
    judge.say(&rules::JSON_NUMBER_IMPOSSIBLE, number.place, message, help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_whole_and_clean() {
        for right in ["https://carnet.example/é", "mailto:a@b.example", "tag:x,2025:1", "data:image/png;base64,AA=="] {
            assert!(whole(right).is_ok(), "{right}");
        }
        for wrong in ["/1", "carnet.example/1", "https://", "https://a b.example/", "https://x.example/\\1", "//x.y/1"]
        {
            assert!(whole(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn long_values_are_shortened_and_stay_on_a_line() {
        assert_eq!(shown("a\n\"b\""), "a\\n\"b\"");
        assert_eq!(shown(&"é".repeat(100)).chars().count(), SHOWN_MAX + 1);
    }
}
