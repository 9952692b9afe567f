//! The values of Media RSS.

use crate::check::context::{Context, Subject};
use crate::check::rules::extensions::VALUE_NOT_LISTED;
use crate::check::rules::media as rules;
use crate::check::schema::extensions::address;
use crate::check::schema::extensions::credits::{COUNTRIES, ROLES};
use crate::check::values::listed::{listed, one_of, true_false, wrong};
use crate::check::values::shown;

listed! {
    /// How a hash is made.
    algorithm by rules::MEDIA_HASH_WRONG => ["md5", "sha-1"];
    /// How much of the work it is.
    expression by rules::MEDIA_EXPRESSION_WRONG => ["sample", "full", "nonstop"];
    /// What kind of thing it is.
    medium by rules::MEDIA_MEDIUM_WRONG => ["image", "audio", "video", "document", "executable"];
    /// What one pays for.
    price_type by VALUE_NOT_LISTED => ["rent", "purchase", "package", "subscription"];
    /// Whether those named may or may not.
    relationship by rules::MEDIA_RESTRICTION_RELATIONSHIP => ["allow", "deny"];
    /// What is named.
    restriction_type by rules::MEDIA_RESTRICTION_TYPE => ["country", "uri", "sharing"];
    /// Who made it.
    rights by VALUE_NOT_LISTED => ["userCreated", "official"];
    /// Whether it can be had.
    status by VALUE_NOT_LISTED => ["active", "blocked", "deleted"];
    /// What a text is.
    text_type by rules::MEDIA_TEXT_TYPE_WRONG => ["plain", "html"];
}

/// Which list a word is out of: a URN, or an address.
pub(super) fn scheme(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !subject.value.trim().starts_with("urn:") {
        address(subject, context);
    }
}

/// What somebody did, by the list of the European Broadcasting Union unless another is named.
pub(super) fn role(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let scheme = subject.node.attribute("scheme").map_or("urn:ebu", str::trim);
    let value = subject.value.trim();
    let is_known =
        |role: &&str| role.split('/').any(|part| part.eq_ignore_ascii_case(value)) || role.eq_ignore_ascii_case(value);
    if scheme == "urn:ebu" && !ROLES.iter().any(is_known) {
        let help =
            "write a role of the list `urn:ebu`, such as `author` or `photographer`, or name another list in `scheme`";
        wrong(subject, context, &rules::MEDIA_ROLE_UNKNOWN, "no role of the list `urn:ebu`", help);
    }
}

/// A hash, in hexadecimal digits.
pub(super) fn hash(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let length = match subject.node.attribute("algo").map_or("md5", str::trim) {
        "md5" => 32,
        "sha-1" => 40,
        _ => return,
    };
    let value = subject.value.trim();
    if value.len() != length || !value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let what = format!("not made of {length} hexadecimal digits");
        wrong(subject, context, &rules::MEDIA_HASH_WRONG, &what, "compute it anew, and name its kind in `algo`");
    }
}

/// Whom something is for, by one of the lists that Media RSS names.
pub(super) fn rating(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let scheme = subject.node.attribute("scheme").map_or("urn:simple", str::trim);
    let rule = &rules::MEDIA_RATING_WRONG;
    match scheme {
        "urn:simple" => one_of(subject, context, rule, &["nonadult", "adult"]),
        "urn:mpaa" => one_of(subject, context, rule, &["g", "pg", "pg-13", "r", "nc-17", "x", "nr"]),
        "urn:v-chip" => {
            let listed = [
                "tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma", "e", "c", "c8", "g", "pg", "8+", "14+",
                "16+", "18+", "13+", "exempt",
            ];
            one_of(subject, context, rule, &listed);
        }
        "urn:icra" if !is_icra(subject.value.trim()) => {
            wrong(subject, context, rule, "no label of ICRA", "write it as `r (cz 1 lz 1 nz 1 oz 1 vz 1)`");
        }
        _ => {}
    }
}

/// Whether a text has the form `r (cz 1 lz 1)`: pairs of a code and a number.
fn is_icra(value: &str) -> bool {
    let Some(inner) = value.strip_prefix('r').and_then(|rest| rest.trim_start().strip_prefix('(')) else {
        return false;
    };
    let Some(inner) = inner.strip_suffix(')') else { return false };
    let words: Vec<&str> = inner.split_whitespace().collect();
    let is_pair = |pair: &[&str]| {
        pair[0].len() == 2 && pair[0].bytes().all(|byte| byte.is_ascii_lowercase()) && matches!(pair[1], "0" | "1")
    };
    !words.is_empty() && words.len().is_multiple_of(2) && words.chunks_exact(2).all(is_pair)
}

/// Who may, or may not: countries, addresses, everybody, nobody.
pub(super) fn restriction(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    match subject.node.attribute("type").map(str::trim) {
        Some("country") => countries(subject, context),
        Some("uri") => {
            for part in subject.value.split_whitespace() {
                address(&Subject { value: part, ..*subject }, context);
            }
        }
        Some(_) => {}
        None => {
            // A relationship that is wrong is reported, and says nothing of the rest.
            let relationship = subject.node.attribute("relationship").unwrap_or_default();
            if matches!(relationship, "allow" | "deny") {
                one_of(subject, context, &rules::MEDIA_RESTRICTION_WRONG, &["all", "none"]);
            }
        }
    }
}

/// Countries' two letters (ISO 3166), with white space between them.
fn countries(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    for part in subject.value.split_whitespace() {
        let part = part.to_ascii_uppercase();
        if !COUNTRIES.split_whitespace().any(|code| code == part) {
            let message = format!("`{}` is no country's two letters", shown(&part));
            context.say(&rules::COUNTRY_UNKNOWN, subject, message, "write them as ISO 3166 does: `fr de`");
        }
    }
}

/// A currency's three letters (ISO 4217).
pub(super) fn currency(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    if value.len() != 3 || !value.bytes().all(|byte| byte.is_ascii_uppercase()) {
        wrong(subject, context, &VALUE_NOT_LISTED, "no currency's three letters", "write `EUR`");
    }
}

/// An element that `media:rating` took the place of.
pub(super) fn adult(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let message = format!("`{}` was replaced by `media:rating`", context.written_name(subject.node));
    let help = "write `<media:rating>adult</media:rating>` or `<media:rating>nonadult</media:rating>`";
    context.say(&rules::MEDIA_ADULT_OBSOLETE, subject, message, help);
    true_false(subject, context);
}
