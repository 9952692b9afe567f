//! Metadata between two lines of `---`: by hand as far as the corpus needs it, and by a parser of YAML.

use serde::Deserialize;

/// What is known of an article without its body.
pub struct Found<'a> {
    #[expect(dead_code, reason = "it must be found, and nobody prints it")]
    pub title: std::borrow::Cow<'a, str>,
    /// Seconds since 1970.
    pub date: i64,
    pub is_draft: bool,
    /// Where the body begins.
    pub body: usize,
}

fn split(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix("---\n")?;
    let end = rest.find("\n---\n")?;
    Some((&rest[..=end], 4 + end + 5))
}

/// One `key: value` a line, texts in quotes.
pub fn by_hand(text: &str) -> Option<Found<'_>> {
    let (head, body) = split(text)?;
    let (mut title, mut date, mut is_draft) = ("", None, false);
    for line in head.lines() {
        match line.split_once(": ") {
            Some(("title", value)) => title = value.trim_matches('"'),
            Some(("date", value)) => date = seconds(value),
            Some(("draft", value)) => is_draft = value == "true",
            _ => {}
        }
    }
    Some(Found { title: title.into(), date: date?, is_draft, body })
}

#[derive(Deserialize)]
struct Head {
    title: String,
    date: String,
    #[serde(default)]
    draft: bool,
}

/// Whatever YAML allows.
pub fn by_yaml(text: &str) -> Option<Found<'_>> {
    let (head, body) = split(text)?;
    let head: Head = serde_saphyr::from_str(head).ok()?;
    Some(Found { title: head.title.into(), date: seconds(&head.date)?, is_draft: head.draft, body })
}

/// `2025-08-13T10:00:00+02:00` → seconds since 1970.
fn seconds(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    let offset = number(20..22)? * 60 + number(23..25)?;
    let offset = if text.as_bytes()[19] == b'-' { -offset } else { offset };
    // Years from March, as the Gregorian calendar is counted most easily.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second - offset * 60)
}
