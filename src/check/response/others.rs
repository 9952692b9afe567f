//! Cookies, readers in browsers, and `HEAD`.

use crate::check::response::Report;
use crate::check::response::validators::strong;
use crate::check::rules::http as rules;
use crate::check::values::shown;

/// Headers that `HEAD` must have as `GET` has them, where it has them at all (RFC 9110, section 9.3.2).
const SAME: &[&str] = &["content-type", "etag", "last-modified"];

/// Judges them.
pub(super) fn judge(report: &mut Report<'_>) {
    let headers = report.headers();
    if let Some(cookie) = headers.get("set-cookie") {
        let name = cookie.split('=').next().unwrap_or_default();
        let message = format!("a cookie is set: `{}`", shown(name));
        let help = "set none with a feed: shared caches do not keep what sets one, and readers throw it away";
        report.say(&rules::COOKIE_SET, "set-cookie", message, help);
    }
    if headers.get("access-control-allow-origin").is_none() {
        let message = "readers that are web pages can't fetch the feed by themselves";
        let help = "send `Access-Control-Allow-Origin: *` if the feed is public";
        report.say(&rules::CROSS_ORIGIN_REFUSED, "access-control-allow-origin", message, help);
    }
    head(report);
}

fn head(report: &mut Report<'_>) {
    let Some(answer) = &report.response.head else { return };
    if !(200..=299).contains(&answer.status) {
        let message = format!("`HEAD` is answered with {}, and `GET` with the feed", answer.status);
        let help = "let the server answer `HEAD` as it answers `GET`, without the body";
        return report.say_of_all(&rules::HEAD_REFUSED, message, help);
    }
    let (here, there) = (report.headers(), answer.headers());
    let differs = |name: &&&str| there.get(name).is_some_and(|value| here.get(name).map(strong) != Some(strong(value)));
    // Who changes by itself does so here too.
    let is_steady = !report.found.iter().any(|found| found.rule == &rules::CHANGES_BY_ITSELF);
    if let Some(name) = SAME.iter().find(differs).filter(|_| is_steady) {
        let [of_head, of_get] = [there, here].map(|headers| shown(headers.get(name).unwrap_or_default()));
        let message = format!("`HEAD` says `{name}: {of_head}`, and `GET` says `{of_get}`");
        report.say(&rules::HEAD_DIFFERS, name, message, "let the server answer both alike");
    }
}
