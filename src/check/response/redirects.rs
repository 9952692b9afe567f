//! The way to a feed: redirects, and whether anybody can read along.

use crate::check::response::Report;
use crate::check::rules::http as rules;
use crate::check::values::shown;

const HEADER: &str = "location";

/// Judges the way.
pub(super) fn judge(report: &mut Report<'_>) {
    let hops = &report.response.hops;
    let address = report.response.address.as_str();
    for hop in hops.iter().filter(|hop| is_secure(&hop.address) && !is_secure(&hop.target)) {
        let message = format!("`{}` leads from https to http", shown(&hop.address));
        report.say(&rules::REDIRECT_INSECURE, HEADER, message, "redirect to an address that begins with `https://`");
    }
    if hops.len() > 1 {
        let message = format!("{} redirects lead to the feed, one after the other", hops.len());
        let help = format!("redirect to `{address}` at once");
        report.say(&rules::REDIRECT_CHAIN, HEADER, message, &help);
    }
    // Of a way with several steps, one temporary step makes that the old address stays the one to ask.
    match hops.iter().find(|hop| !is_permanent(hop.status)) {
        Some(hop) => {
            let message =
                format!("the redirect to `{}` is for the time being (status {})", shown(&hop.target), hop.status);
            let help = "let the server say 301 or 308 if the feed has moved for good";
            report.say(&rules::REDIRECT_TEMPORARY, HEADER, message, help);
        }
        None if !hops.is_empty() => {
            let message = format!("the feed has moved for good to `{}`", shown(address));
            report.say(&rules::REDIRECT_PERMANENT, HEADER, message, "let links and subscriptions name that address");
        }
        None => {}
    }
    if !is_secure(address) {
        let message = "the feed came over http: anybody on the way can read and change it";
        report.say_of_all(&rules::RESPONSE_INSECURE, message, "serve it over https, and redirect to that");
    }
}

fn is_permanent(status: u16) -> bool {
    matches!(status, 301 | 308)
}

fn is_secure(address: &str) -> bool {
    address.starts_with("https:")
}
