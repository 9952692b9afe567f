//! Language tags (RFC 5646).

mod tables;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::check::context::{Context, Subject};
use crate::check::rules::addresses as rules;
use crate::check::values::{Remark, shown};

/// Tags registered whole before tags had parts (RFC 5646, section 2.2.8).
const GRANDFATHERED: &[&str] = &[
    "art-lojban",
    "cel-gaulish",
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "no-bok",
    "no-nyn",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
    "zh-guoyu",
    "zh-hakka",
    "zh-min",
    "zh-min-nan",
    "zh-xiang",
];

/// Codes of two letters.
static SHORT: LazyLock<HashSet<&str>> = LazyLock::new(|| tables::SHORT.split(' ').map(|pair| &pair[..2]).collect());
/// Codes of three letters that have a shorter one.
static SHORTENED: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let pairs = tables::SHORT.split(' ').filter_map(|pair| pair.split_once('='));
    pairs.flat_map(|(short, long)| long.split('/').map(move |long| (long, short))).collect()
});
/// The third letters of codes of three letters, by the first two.
static LONG: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| tables::LONG.split(' ').filter_map(|group| group.split_once(':')).collect());

/// What is wrong with a tag.
#[derive(Debug, PartialEq, Eq)]
enum Fault<'a> {
    /// It is not built as a tag.
    Build,
    /// There is no such language.
    Language(&'a str),
    /// There is no such script or region.
    Subtag(&'a str),
    /// The language has a shorter code.
    Long(&'a str, &'static str),
}

/// A language tag.
pub(in crate::check) fn language(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = match subject.attribute {
        Some(_) => subject.value,
        None => subject.value.trim(),
    };
    let start = value.as_ptr() as usize - subject.value.as_ptr() as usize;
    context.remark(subject, remark(value).map(|remark| remark.within(start)));
}

/// What is to be said about a language tag.
pub(in crate::check) fn remark(value: &str) -> Option<Remark> {
    let help = "write a tag such as `en`, `en-GB` or `zh-Hant`";
    let remark = match fault(value)? {
        Fault::Build => {
            let message = format!("`{}` is not a language tag", shown(value));
            let corrected = value.trim().replace('_', "-");
            if corrected == value || fault(&corrected).is_some() {
                return Some(Remark::new(&rules::LANGUAGE_INVALID, message, help));
            }
            let remark = Remark::new(&rules::LANGUAGE_INVALID, message, format!("write `{corrected}`"));
            remark.mended((0, value.len()), corrected)
        }
        Fault::Language(language) => {
            Remark::new(&rules::LANGUAGE_INVALID, format!("there is no language `{}`", shown(language)), help)
        }
        Fault::Subtag(part) => {
            let message = format!("the language tag `{}` has an unknown part `{part}`", shown(value));
            let is_kingdom = part.eq_ignore_ascii_case("uk");
            let help = if is_kingdom { "write `GB` for the United Kingdom: `en-GB`" } else { help };
            let remark = Remark::new(&rules::LANGUAGE_SUBTAG_UNKNOWN, message, help);
            if is_kingdom { remark.mended(place(value, part), "GB") } else { remark }
        }
        Fault::Long(long, short) => {
            let message = format!("the language `{long}` has the shorter code `{short}`");
            let remark = Remark::new(&rules::LANGUAGE_CODE_LONG, message, format!("write `{short}`"));
            remark.mended(place(value, long), short)
        }
    };
    Some(remark)
}

/// Where a part of a tag stands in it.
fn place(tag: &str, part: &str) -> (usize, usize) {
    let start = part.as_ptr() as usize - tag.as_ptr() as usize;
    (start, start + part.len())
}

/// `xml:lang`: a language tag, or nothing, which takes back what an outer element says (XML 1.0, section 2.12).
pub(in crate::check) fn language_or_none(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !subject.value.is_empty() {
        language(subject, context);
    }
}

fn fault(tag: &str) -> Option<Fault<'_>> {
    if GRANDFATHERED.contains(&tag.to_ascii_lowercase().as_str()) {
        return None;
    }
    let parts: Vec<&str> = tag.split('-').take(40).collect();
    let is_alphanumeric = |part: &&str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !parts.iter().all(|part| (1..=8).contains(&part.len()) && is_alphanumeric(part)) {
        return Some(Fault::Build);
    }
    let is_private = parts[0].eq_ignore_ascii_case("x");
    if is_private {
        return (parts.len() == 1).then_some(Fault::Build);
    }
    if parts[0].len() < 2 || !parts[0].bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(Fault::Build);
    }
    let language = parts[0].to_ascii_lowercase();
    if !is_language(&language) {
        return Some(Fault::Language(parts[0]));
    }
    if let Some(fault) = rest_fault(&parts[1..]) {
        return Some(fault);
    }
    SHORTENED.get(language.as_str()).map(|short| Fault::Long(parts[0], short))
}

fn is_language(code: &str) -> bool {
    match code.len() {
        2 => SHORT.contains(code),
        3 => ("qaa"..="qtz").contains(&code) || LONG.get(&code[..2]).is_some_and(|thirds| thirds.contains(&code[2..])),
        _ => false,
    }
}

/// What is wrong after the language: extended languages, script, region, variants, extensions, private use.
fn rest_fault<'a>(parts: &[&'a str]) -> Option<Fault<'a>> {
    let is_alphabetic = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut at = 0;
    while at < 3 && parts.get(at).is_some_and(|part| part.len() == 3 && is_alphabetic(part)) {
        at += 1;
    }
    if let Some(script) = parts.get(at).filter(|part| part.len() == 4 && is_alphabetic(part)) {
        let known = tables::SCRIPTS.split(' ').any(|known| known.eq_ignore_ascii_case(script));
        let is_private = ("qaaa"..="qabx").contains(&script.to_ascii_lowercase().as_str());
        if !known && !is_private {
            return Some(Fault::Subtag(script));
        }
        at += 1;
    }
    if let Some(region) = parts.get(at).filter(|part| part.len() == 2 && is_alphabetic(part)) {
        let known = tables::REGIONS.split(' ').any(|known| known.eq_ignore_ascii_case(region));
        let upper = region.to_ascii_uppercase();
        let is_private = ("QM"..="QZ").contains(&upper.as_str()) || ("XA"..="XZ").contains(&upper.as_str());
        if !known && !is_private {
            return Some(Fault::Subtag(region));
        }
        at += 1;
    } else if parts.get(at).is_some_and(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())) {
        at += 1;
    }
    let is_variant =
        |part: &&&str| part.len() >= 5 || (part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit()));
    at += parts[at.min(parts.len())..].iter().take_while(|part| is_variant(part)).count();
    // What is left begins with a single letter, and each has something after it.
    let rest = parts.get(at..).filter(|rest| !rest.is_empty())?;
    let dangling =
        rest.windows(2).any(|two| two[0].len() == 1 && two[1].len() == 1 && !rest[0].eq_ignore_ascii_case("x"));
    let fits =
        rest[0].len() == 1 && rest.last().is_some_and(|last| last.len() > 1 || rest[0].eq_ignore_ascii_case("x"));
    (!fits || dangling || rest.len() < 2).then_some(Fault::Build)
}

#[cfg(test)]
mod tests {
    use super::{Fault, fault};

    #[track_caller]
    fn check(tag: &str, expected: Option<Fault<'_>>) {
        assert_eq!(fault(tag), expected, "{tag}");
    }

    #[test]
    fn tags_in_use_are_fine() {
        for tag in [
            "fr",
            "EN-us",
            "zh-Hant-TW",
            "es-419",
            "UND",
            "sl-rozaj-biske",
            "de-CH-1901",
            "x-ours",
            "i-klingon",
            "en-x-a",
            "de-DE-u-co-phonebk",
            "gsw",
            "zh-yue-HK",
            "qaa",
            "sr-Latn",
        ] {
            check(tag, None);
        }
    }

    #[test]
    fn a_tag_that_is_not_built_as_one_is_told() {
        for tag in
            ["en_us", "", "insert language here", "en-", "x", "en-toolongbyfar", "e", "en-a", "12", "en-u-x", "é"]
        {
            check(tag, Some(Fault::Build));
        }
    }

    #[test]
    fn unknown_parts_are_told_apart() {
        check("English", Some(Fault::Language("English")));
        check("qq", Some(Fault::Language("qq")));
        check("en-UK", Some(Fault::Subtag("UK")));
        check("en-Abcd", Some(Fault::Subtag("Abcd")));
        check("eng-GB", Some(Fault::Long("eng", "en")));
        check("ger", Some(Fault::Long("ger", "de")));
    }
}
