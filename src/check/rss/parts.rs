//! The parts of a channel: its image, its text field, the hours and days to leave out, the cloud.

use std::collections::HashSet;

use crate::check::tree::Node;

use crate::check::Rule;
use crate::check::across::differ;
use crate::check::context::{Context, Subject, text_of};
use crate::check::rss::{child, is, text_in};
use crate::check::rules::rss as rules;
use crate::check::rules::values::ATTRIBUTE_NOT_BOOLEAN;
use crate::check::values::enclosures::ending;
use crate::check::values::listed::mend_truth;
use crate::check::values::numbers::whole_value;
use crate::check::values::shown;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PROTOCOLS: [&str; 3] = ["xml-rpc", "soap", "http-post"];
const PICTURES: [&str; 4] = ["gif", "jpeg", "jpg", "png"];
/// Endings of pictures that RSS does not name, and many readers do not show.
const OTHER_PICTURES: [&str; 14] =
    ["apng", "avif", "bmp", "eps", "heic", "ico", "jp2", "jxl", "pdf", "psd", "svg", "svgz", "tif", "tiff"];
const WIDTH_MAX: u64 = 144;
const HEIGHT_MAX: u64 = 400;

/// An image: its title and link are the channel's.
pub(in crate::check) fn image(image: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(parent) = image.parent_element() else { return };
    let pairs: [(&str, &'static Rule); 2] =
        [("title", &rules::IMAGE_TITLE_DIFFERS), ("link", &rules::IMAGE_LINK_DIFFERS)];
    for (name, rule) in pairs {
        let (Some(own), Some(whole)) = (text_in(image, name), text_in(parent, name)) else { continue };
        if differ(&own, &whole) {
            let Some(node) = child(image, name) else { continue };
            let message = format!("the image's {name} is `{}`, the channel's `{}`", shown(&own), shown(&whole));
            context.say_of(rule, node, message, &format!("write `{}` in both", shown(&whole)));
        }
    }
}

/// An image's address: its ending, where it has one, is that of a GIF, JPEG or PNG.
pub(in crate::check) fn image_format(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let Some(ending) = ending(subject.value) else { return };
    if OTHER_PICTURES.contains(&ending.as_str()) && !PICTURES.contains(&ending.as_str()) {
        let message = format!("`{}` is no GIF, JPEG or PNG", shown(subject.value.trim()));
        context.say(&rules::IMAGE_FORMAT_UNUSUAL, subject, message, "give the address of a PNG");
    }
}

/// An image's width.
pub(in crate::check) fn width(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    pixels(&rules::IMAGE_WIDTH_IMPOSSIBLE, WIDTH_MAX, subject, context);
}

/// An image's height.
pub(in crate::check) fn height(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    pixels(&rules::IMAGE_HEIGHT_IMPOSSIBLE, HEIGHT_MAX, subject, context);
}

fn pixels(rule: &'static Rule, most: u64, subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !whole_value(subject.value).is_some_and(|pixels| (1..=most).contains(&pixels)) {
        let message = format!("`{}` is no number of pixels from 1 to {most}", shown(subject.value.trim()));
        context.say(rule, subject, message, &format!("give a smaller image, and write a number up to `{most}`"));
    }
}

/// A field for readers to write into.
pub(in crate::check) fn text_input(field: Node<'_, '_>, context: &mut Context<'_>) {
    let message = "no reader in use shows a text field".to_owned();
    context.say_of(&rules::TEXT_INPUT_USED, field, message, "take it out, and put a form on the site");
}

/// The name of a form's field (HTML 4.01, section 6.2).
pub(in crate::check) fn field_name(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    let starts = value.starts_with(|c: char| c.is_ascii_alphabetic());
    if !starts || !value.chars().all(|c| c.is_ascii_alphanumeric() || "-_:.".contains(c)) {
        let message = format!("`{}` can't be the name of a form's field", shown(value));
        context.say(&rules::FIELD_NAME_IMPOSSIBLE, subject, message, "begin it with a letter: `q`, or `query`");
    }
}

/// The hours at which nothing has to be fetched.
pub(in crate::check) fn skip_hours(hours: Node<'_, '_>, context: &mut Context<'_>) {
    let key = |text: &str| whole_value(text).map(|hour| (hour % 24).to_string());
    repeated(hours, "hour", key, context);
    too_many(&rules::HOURS_TOO_MANY, hours, "hour", 24, context);
}

/// The days on which nothing has to be fetched.
pub(in crate::check) fn skip_days(days: Node<'_, '_>, context: &mut Context<'_>) {
    repeated(days, "day", |text| DAYS.contains(&text).then(|| text.to_owned()), context);
    too_many(&rules::DAYS_TOO_MANY, days, "day", DAYS.len(), context);
}

fn repeated(parent: Node<'_, '_>, name: &str, key: impl Fn(&str) -> Option<String>, context: &mut Context<'_>) {
    let mut seen = HashSet::new();
    for node in parent.children().filter(|node| is(*node, name)) {
        let text = text_of(node);
        if key(text.trim()).is_some_and(|key| !seen.insert(key)) {
            let message = format!("the {name} `{}` stands here already", shown(text.trim()));
            context.say_of(&rules::SKIP_REPEATED, node, message, "take it out");
        }
    }
}

fn too_many(rule: &'static Rule, parent: Node<'_, '_>, name: &str, most: usize, context: &mut Context<'_>) {
    let count = parent.children().filter(|node| is(*node, name)).count();
    if count > most {
        let message = format!("there are {count} of `{name}`, and only {most} to choose from");
        context.say_of(rule, parent, message, "keep each one once");
    }
}

/// An hour of the day.
pub(in crate::check) fn hour(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    match whole_value(subject.value) {
        Some(0..=23) => {}
        Some(24) => {
            let message = "midnight is `24` here, and `0` everywhere else".to_owned();
            context.mend_value(subject, "0");
            context.say(&rules::MIDNIGHT_NOT_ZERO, subject, message, "write `0`");
        }
        _ => {
            let message = format!("`{}` is no hour from 0 to 23", shown(subject.value.trim()));
            context.say(&rules::HOUR_IMPOSSIBLE, subject, message, "write an hour of UTC such as `3`");
        }
    }
}

/// A day of the week.
pub(in crate::check) fn day(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !DAYS.contains(&subject.value.trim()) {
        let message = format!("`{}` is no day of the week in English", shown(subject.value.trim()));
        let value = subject.value.trim();
        let is_meant = |day: &&&str| day.eq_ignore_ascii_case(value) || day[..3].eq_ignore_ascii_case(value);
        if let Some(day) = DAYS.iter().find(is_meant) {
            context.mend_value(subject, day);
        }
        context.say(&rules::DAY_IMPOSSIBLE, subject, message, "write its whole name: `Sunday`");
    }
}

/// The port of a cloud.
pub(in crate::check) fn port(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !whole_value(subject.value).is_some_and(|port| (1..=65_535).contains(&port)) {
        let message = format!("`{}` is no port", shown(subject.value.trim()));
        context.say(&rules::PORT_IMPOSSIBLE, subject, message, "write a number from 1 to 65535, such as `80`");
    }
}

/// How a cloud is spoken to.
pub(in crate::check) fn protocol(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !PROTOCOLS.contains(&subject.value.trim()) {
        let message = format!("no cloud speaks `{}`", shown(subject.value.trim()));
        let value = subject.value.trim();
        if let Some(known) = PROTOCOLS.iter().find(|known| known.eq_ignore_ascii_case(value)) {
            context.mend_range(subject, (0, subject.value.len()), known);
        }
        context.say(&rules::CLOUD_PROTOCOL_UNKNOWN, subject, message, "write `http-post`, `xml-rpc` or `soap`");
    }
}

/// `true` or `false`.
pub(in crate::check) fn boolean(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !matches!(subject.value, "true" | "false") {
        let message = format!("`{}` is neither `true` nor `false`", shown(subject.value));
        mend_truth(subject, ["true", "false"], context);
        context.say(&ATTRIBUTE_NOT_BOOLEAN, subject, message, "write `true` or `false`");
    }
}
