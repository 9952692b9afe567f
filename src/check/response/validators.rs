//! ETag and Last-Modified (RFC 9110, section 8.8), and what a server makes of them when it is asked again (section 13).

use crate::check::response::{Answer, Report};
use crate::check::rules::http as rules;
use crate::check::values::dates::rfc822_instant;
use crate::check::values::shown;

/// Clocks differ by so much without a fault of anybody.
const CLOCK_SECONDS: i64 = 60;
const DATE: &str = "Wed, 13 Aug 2025 10:00:00 GMT";

/// Judges both, and the answers to requests that named them.
pub(super) fn judge(report: &mut Report<'_>) {
    let etag = report.headers().get("etag");
    let modified = report.headers().get("last-modified");
    match (etag, modified) {
        (None, None) => {
            let message = "without ETag and Last-Modified, every request gets the whole feed";
            report.say(&rules::WITHOUT_VALIDATOR, "etag", message, "let the server send both, and answer with 304");
        }
        (None, Some(_)) => {
            let message = "there is no ETag: of two changes within a second, readers see one";
            report.say(&rules::ETAG_MISSING, "etag", message, "let the server send `ETag: \"…\"`");
        }
        (Some(_), None) => {
            let message = "there is no Last-Modified, and some readers know nothing else";
            let help = format!("let the server send `Last-Modified: {DATE}`");
            report.say(&rules::LAST_MODIFIED_MISSING, "last-modified", message, &help);
        }
        (Some(_), Some(_)) => {}
    }
    if let Some(etag) = etag.filter(|etag| !is_etag(etag)) {
        let message = format!("`{}` is no ETag: it has no quotes around it", shown(etag));
        let bare = etag.trim_start_matches("W/").trim_matches('"');
        report.say(&rules::ETAG_MALFORMED, "etag", message, &format!("send `ETag: \"{}\"`", shown(bare)));
    }
    if let Some(modified) = modified {
        last_modified(modified, report);
    }
    again(report);
}

/// `"…"` or `W/"…"`, of visible characters without a quote.
fn is_etag(text: &str) -> bool {
    let inner = text.strip_prefix("W/").unwrap_or(text).strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.is_some_and(|inner| inner.chars().all(|c| c > ' ' && c != '"' && c != '\u{7f}'))
}

/// An ETag without the mark of a weak one, which who compresses may set or take away.
pub(super) fn strong(etag: &str) -> &str {
    etag.strip_prefix("W/").unwrap_or(etag)
}

fn last_modified(text: &str, report: &mut Report<'_>) {
    const HEADER: &str = "last-modified";
    // The one form that may be sent has these signs at these places, and always GMT (section 5.6.7).
    let is_fixed = text.len() == DATE.len() && text.ends_with(" GMT") && text.get(3..5) == Some(", ");
    let Some(at) = rfc822_instant(text).filter(|_| is_fixed) else {
        let message = format!("`{}` is no date as HTTP writes it", shown(text));
        return report.say(&rules::LAST_MODIFIED_MALFORMED, HEADER, message, &format!("send `Last-Modified: {DATE}`"));
    };
    let now = report.headers().get("date").and_then(rfc822_instant).into_iter().chain(report.now).max();
    if now.is_some_and(|now| at > now + CLOCK_SECONDS) {
        let message = format!("the feed was last modified at `{}`, which is yet to come", shown(text));
        report.say(&rules::LAST_MODIFIED_IN_FUTURE, HEADER, message, "send the time of the last change");
    }
}

/// What came of asking again.
fn again(report: &mut Report<'_>) {
    let response = report.response;
    let etag = report.headers().get("etag");
    // Whoever sends other bytes each time can't honour anything: that is said once, and only that.
    let answers = [&response.by_etag, &response.by_date];
    let changed = answers.into_iter().flatten().any(|answer| answer.status == 200 && answer.body != report.body);
    let renamed =
        |answer: &Answer| answer.status == 200 && answer.headers().get("etag").map(strong) != etag.map(strong);
    if changed || answers.into_iter().flatten().any(renamed) {
        let what = if changed { "other bytes" } else { "another ETag for the same bytes" };
        let message = format!("asked again at once, the server sent {what}");
        let help = "write into the feed nothing of the request: no time of building, no random order, no counters";
        return report.say(&rules::CHANGES_BY_ITSELF, "etag", message, help);
    }
    if let Some(answer) = &response.by_etag {
        match answer.status {
            200 => {
                let message = "asked with the ETag that it gave, the server sent the whole feed again";
                let help = "let it answer `If-None-Match` with 304, also where it compresses";
                report.say(&rules::ETAG_NOT_HONOURED, "etag", message, help);
            }
            304 if answer.headers().get("etag").is_none() => {
                let message = "the answer 304 has no ETag, and the feed has one";
                let help = "send with 304 the ETag that 200 would have";
                report.say(&rules::NOT_MODIFIED_WITHOUT_ETAG, "etag", message, help);
            }
            _ => {}
        }
    }
    if response.by_date.as_ref().is_some_and(|answer| answer.status == 200) {
        let message = "asked with the Last-Modified that it gave, the server sent the whole feed again";
        let help = "let it answer `If-Modified-Since` with 304: some readers send nothing else";
        report.say(&rules::LAST_MODIFIED_NOT_HONOURED, "last-modified", message, help);
    }
}
