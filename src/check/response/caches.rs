//! How long an answer may be kept, and by whom (RFC 9111).

use crate::check::response::Report;
use crate::check::response::headers::cache_directives;
use crate::check::rules::http as rules;
use crate::check::values::shown;

const HEADER: &str = "cache-control";
const DAY_SECONDS: u64 = 24 * 60 * 60;
/// Longer than any feed should be behind.
const LIFE_SECONDS_MAX: u64 = 7 * DAY_SECONDS;
/// Below, compressing a body saves nothing.
const COMPRESSED_BYTES_MIN: usize = 4 * 1024;

/// Judges caching and compression.
pub(super) fn judge(report: &mut Report<'_>) {
    life(report);
    compression(report);
}

fn life(report: &mut Report<'_>) {
    let directives = cache_directives(report.headers());
    let of = |name: &str| directives.iter().find(|(one, _)| one == name);
    if of("no-store").is_some() {
        let message = "`no-store` forbids readers to keep the feed, and so to ask whether it has changed";
        let help = "send `Cache-Control: no-cache` if every request is to reach the server";
        return report.say(&rules::CACHE_FORBIDDEN, HEADER, message, help);
    }
    if directives.is_empty() && report.headers().get("expires").is_none() {
        let message = "the server does not say how long the feed stays fresh, so caches guess";
        let help = "send `Cache-Control: max-age=3600`: the seconds between two issues";
        return report.say(&rules::CACHE_LIFE_MISSING, HEADER, message, help);
    }
    let Some((_, argument)) = of("max-age") else { return };
    let digits = argument.as_deref().unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("`max-age={}` is no number of seconds", shown(digits));
        return report.say(&rules::CACHE_LIFE_UNREADABLE, HEADER, message, "send `Cache-Control: max-age=3600`");
    }
    // Digits that are too many for a number mean for ever (section 1.2.2).
    let seconds: u64 = digits.parse().unwrap_or(u64::MAX);
    if seconds > LIFE_SECONDS_MAX {
        let message = format!("`max-age={}` keeps new entries from readers for {}", shown(digits), days(seconds));
        report.say(&rules::CACHE_LIFE_LONG, HEADER, message, "send `Cache-Control: max-age=3600`");
    } else if let Some((life, name)) = report.facts.life.filter(|(life, _)| seconds > *life) {
        let message = format!("the feed may be kept for {seconds} seconds, and `{name}` says {life}");
        report.say(&rules::CACHE_LIFE_BEYOND_TTL, HEADER, message, &format!("send `Cache-Control: max-age={life}`"));
    }
}

fn days(seconds: u64) -> String {
    format!("{} days", seconds / DAY_SECONDS)
}

fn compression(report: &mut Report<'_>) {
    let codings = report.headers().get("content-encoding").unwrap_or("identity");
    if codings.is_empty() || codings.eq_ignore_ascii_case("identity") {
        if report.body.len() > COMPRESSED_BYTES_MIN {
            let message = format!("{} KB are sent uncompressed, though `gzip` was asked for", report.body.len() / 1024);
            let help = "let the server compress feeds: it takes a quarter of the bytes or less";
            report.say(&rules::UNCOMPRESSED, "content-encoding", message, help);
        }
        return;
    }
    let headers = report.headers();
    if !headers.lists("vary", "accept-encoding") && !headers.lists("vary", "*") {
        let message = "it is compressed, and caches are not told that others may want it plain";
        report.say(&rules::COMPRESSION_WITHOUT_VARY, "vary", message, "send `Vary: Accept-Encoding`");
    }
}
