//! The first line of a newsroom export: `date 2025-08-13 Accueil » High-Tech » The title`.
//!
//! Such a line is the page's date and breadcrumb as copied text. The breadcrumb's last part is the title, the parts
//! between are the article's place on the site, and become categories. A `»` that closes a quotation is no separator,
//! so that a title may hold « quoted » words.

use super::{lines, scalar, scalar_value, trimmed};
use crate::article::OriginKind;
use crate::article::raw::{Raw, RawData, RawField, RawValue};
use crate::diagnostic::Span;

/// The words that may stand before the date, in lower case.
const LEADS: [&str; 8] = ["date", "le", "publié", "published", "posted", "on", "am", "el"];

/// How sites call their first page, in lower case: the level of a breadcrumb that tells nothing.
const HOMES: [&str; 16] = [
    "accueil",
    "page d'accueil",
    "page d’accueil",
    "home",
    "homepage",
    "home page",
    "start",
    "startseite",
    "inicio",
    "início",
    "portada",
    "pagina principale",
    "главная",
    "ホーム",
    "首页",
    "首頁",
];

/// Zones that may follow a time, as a word of their own.
const ZONES: [&str; 15] =
    ["Z", "UTC", "GMT", "CET", "CEST", "WET", "WEST", "BST", "EST", "EDT", "CST", "CDT", "PST", "PDT", "JST"];

/// Reads the line, and tells where the text after it starts; `None` when the text has no such line.
pub fn read(text: &str) -> Option<(Raw, usize)> {
    let mut lines = lines(text).skip_while(|line| line.is_blank());
    let line = lines.next()?;
    let span = trimmed(text, Span::new(line.start, line.start + line.text.len()));
    let (lead, has_colon, after_lead) = lead(text, span)?;
    let date_end = after_lead + date_length(&text[after_lead..span.end])?;
    let date = Span::new(after_lead, date_end);
    let levels = levels(text, Span::new(date_end, span.end));
    let (title, crumbs) = levels.split_last()?;
    if crumbs.is_empty() {
        // Without a breadcrumb, only `date 2025-08-13`, or the same with a title on a line of its own, is clear enough.
        let is_clear = title.start == title.end || lines.next().is_none_or(|next| next.is_blank());
        if has_colon || !lead.eq_ignore_ascii_case("date") || !is_clear {
            return None;
        }
    }
    let key = Span::new(span.start, span.start + lead.len());
    let mut raw = Raw::default();
    raw.fields.push(scalar(text, "date", key, date, OriginKind::ExportLine));
    if title.start < title.end {
        raw.fields.push(scalar(text, "title", *title, *title, OriginKind::ExportLine));
    }
    raw.fields.extend(categories(text, crumbs));
    Some((raw, line.next))
}

/// The word before the date, whether a colon follows, and where the date starts.
fn lead(text: &str, span: Span) -> Option<(&str, bool, usize)> {
    let line = &text[span.start..span.end];
    let word = &line[..line.find(|c: char| !c.is_alphabetic())?];
    if !LEADS.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let mut rest = &line[word.len()..];
    for filler in ["le", "on", "am", "el"] {
        // `publié le 13 août`, `posted on …`
        let next = rest.trim_start().strip_prefix(filler);
        rest = next.filter(|after| after.starts_with(char::is_whitespace)).unwrap_or(rest);
    }
    let colon = rest.trim_start().strip_prefix(':');
    let rest = colon.unwrap_or(rest);
    let start = span.end - rest.trim_start().len();
    (rest.starts_with(char::is_whitespace) || colon.is_some()).then_some((word, colon.is_some(), start))
}

/// The parts of a breadcrumb, each without the white space around it.
fn levels(text: &str, span: Span) -> Vec<Span> {
    let line = &text[span.start..span.end];
    let mut levels = Vec::new();
    let mut from = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || ",-–—|·:".contains(c)).len();
    let mut quotes = 0usize;
    let mut before = ' ';
    let mut characters = line.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let spaced = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let separates = match c {
            '«' => {
                quotes += 1;
                false
            }
            '»' if quotes > 0 => {
                quotes -= 1;
                false
            }
            '»' => spaced,
            '›' | '>' => spaced && before.is_whitespace(),
            _ => false,
        };
        if separates && at >= from {
            levels.push(trimmed(text, Span::new(span.start + from, span.start + at)));
            from = at + c.len_utf8();
        }
        before = c;
    }
    levels.push(trimmed(text, Span::new(span.start + from, span.end)));
    levels
}

fn categories(text: &str, crumbs: &[Span]) -> Option<RawField> {
    let is_home = |span: &Span| HOMES.contains(&text[span.start..span.end].to_lowercase().as_str());
    let told: Vec<Span> = crumbs.iter().filter(|span| span.start < span.end && !is_home(span)).copied().collect();
    let whole = Span::new(told.first()?.start, told.last()?.end);
    let items = told.iter().map(|span| scalar_value(text, *span)).collect();
    Some(RawField {
        key: "categories".to_owned(),
        key_span: whole,
        value: RawValue { data: RawData::List(items), span: whole },
        origin: OriginKind::ExportLine,
    })
}

/// The length of the date that starts a text, its time included; whether such a day exists is not judged here.
fn date_length(text: &str) -> Option<usize> {
    let words = Words::of(text);
    let day = day_words(&words).map(|count| (0, count));
    // A name of the weekday may come first.
    let (skipped, count) = day.or_else(|| day_words(&words.from(1)).map(|count| (1, count)))?;
    if skipped == 1 && !words.is_word(0) {
        return None;
    }
    let end = skipped + count;
    let time = time_words(&words.from(end));
    Some(words.end_of(end + time - 1))
}

/// The first words of a text; a date and its time never take more than a dozen.
struct Words<'t>(Vec<(&'t str, usize)>);

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Words<'t> {
        let base = text.as_ptr() as usize;
        Words(text.split_whitespace().take(12).map(|word| (word, word.as_ptr() as usize - base)).collect())
    }

    fn from(&self, index: usize) -> Words<'t> {
        Words(self.0.iter().skip(index).copied().collect())
    }

    fn get(&self, index: usize) -> &'t str {
        self.0.get(index).map_or("", |(word, _)| word)
    }

    fn end_of(&self, index: usize) -> usize {
        self.0.get(index).map_or(0, |(word, start)| start + word.trim_end_matches([',', '|', '·']).len())
    }

    fn is_word(&self, index: usize) -> bool {
        let word = self.get(index).trim_end_matches(['.', ',']);
        !word.is_empty() && word.chars().all(char::is_alphabetic)
    }
}

/// How many words the day takes.
fn day_words(words: &Words<'_>) -> Option<usize> {
    if is_numeric_date(words.get(0)) {
        return Some(1);
    }
    let is_day = |word: &str| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits)
            && matches!(word[digits..].trim_end_matches(','), "" | "." | "er" | "st" | "nd" | "rd" | "th" | "º" | "ª")
    };
    let is_year = |word: &str| {
        let word = word.trim_end_matches([',', '.', ':', '|', '·']);
        word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_of = |word: &str| matches!(word, "de" | "del" | "of" | "d'" | "d’");
    if is_day(words.get(0)) {
        let month = if is_of(words.get(1)) { 2 } else { 1 };
        let year = if is_of(words.get(month + 1)) { month + 2 } else { month + 1 };
        return (words.is_word(month) && is_year(words.get(year))).then_some(year + 1);
    }
    (words.is_word(0) && is_day(words.get(1)) && is_year(words.get(2))).then_some(3)
}

/// `2025-08-13`, with a time glued on or not; `13/08/2025`, `13.08.2025`, `2025/8/13`, `2025年8月13日`.
fn is_numeric_date(word: &str) -> bool {
    let date = word.split(['T', 't', '日']).next().unwrap_or_default().trim_end_matches(',');
    let parts: Vec<&str> = date.split(['-', '/', '.', '年', '月', '\u{2010}', '\u{2011}']).collect();
    let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(digits) && (parts[0].len() == 4 || parts[2].len() >= 2)
}

/// How many words the time takes, with the words that lead to it and its zone; 0 without one.
fn time_words(words: &Words<'_>) -> usize {
    let mut at = 0;
    while at < 3 && matches!(words.get(at), "à" | "at" | "um" | "a" | "las" | "a las" | "-" | "–" | "," | "|" | "·")
    {
        at += 1;
    }
    if !is_time(words.get(at)) {
        return 0;
    }
    at += 1;
    let next = words.get(at).trim_end_matches(',');
    if ["am", "pm", "a.m.", "p.m.", "uhr", "h"].contains(&next.to_lowercase().as_str()) {
        at += 1;
    }
    let zone = words.get(at).trim_end_matches(',');
    let is_offset = zone.len() >= 5
        && zone.starts_with(['+', '-'])
        && zone[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    if is_offset || ZONES.contains(&zone) { at + 1 } else { at }
}

/// `10:30`, `10:30:00.5+02:00`, `10h30`, `10h`.
fn is_time(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word[digits..].trim_end_matches(',');
    let mut after = rest.chars();
    (1..=2).contains(&digits)
        && matches!(after.next(), Some(':' | 'h' | 'H'))
        && after.all(|c| {
            c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | 'z' | 'm' | 'M' | 'p' | 'P' | 'a' | 'A')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values as written, `date|title|category,category`.
    fn told(text: &str) -> Option<String> {
        let (raw, _) = read(text)?;
        let written = |span: Span| text[span.start..span.end].to_owned();
        let value = |key: &str| raw.fields.iter().find(|field| field.key == key).map(|field| &field.value);
        let categories = match value("categories").map(|value| &value.data) {
            Some(RawData::List(items)) => items.iter().map(|item| written(item.span)).collect::<Vec<_>>().join(","),
            _ => String::new(),
        };
        let plain = |key: &str| value(key).map_or(String::new(), |value| written(value.span));
        Some(format!("{}|{}|{categories}", plain("date"), plain("title")))
    }

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(told(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn date_title_and_categories_are_told_apart() {
        check(" date 2025-08-13 Accueil » Le titre : suite\n\nTexte.", Some("2025-08-13|Le titre : suite|"));
        check("Date: 13/08/2025 Home > Tech > A title", Some("13/08/2025|A title|Tech"));
        check("le 13 août 2025 Accueil » IA » Le titre", Some("13 août 2025|Le titre|IA"));
        check("Date 13 août 2025 à 10h30 Accueil › Le titre", Some("13 août 2025 à 10h30|Le titre|"));
        check(
            "date 2025-08-13 10:30 +02:00 Page d’accueil » Éco, finance » T",
            Some("2025-08-13 10:30 +02:00|T|Éco, finance"),
        );
        check("date 2025-08-13T10:30:00Z | Home » T", Some("2025-08-13T10:30:00Z|T|"));
        check("date August 13, 2025 Home » T", Some("August 13, 2025|T|"));
        check("Publié le mercredi 13 août 2025 Accueil » T", Some("mercredi 13 août 2025|T|"));
        check("date 13 de agosto de 2025 Inicio » T", Some("13 de agosto de 2025|T|"));
        check("date 2025年8月13日 ホーム » 題", Some("2025年8月13日|題|"));
    }

    #[test]
    fn a_title_may_quote() {
        check("date 2025-08-13 Accueil » Il dit « oui » à tout", Some("2025-08-13|Il dit « oui » à tout|"));
        check("date 2025-08-13 Start » Er sagt »ja« laut", Some("2025-08-13|Er sagt »ja« laut|"));
        check("date 2025-08-13 Home » a>b and 5 >6", Some("2025-08-13|a>b and 5 >6|"));
    }

    #[test]
    fn a_line_without_breadcrumb_counts_when_it_stands_alone() {
        check("date 2025-08-13 The title\n\nText.", Some("2025-08-13|The title|"));
        check("date 2025-08-13 was a Wednesday\nand it rained", None);
    }

    #[test]
    fn a_line_may_hold_the_date_alone() {
        check("date 2025-08-13\nText.", Some("2025-08-13||"));
        check("Date 13 août 2025 à 10:30\n\nText.", Some("13 août 2025 à 10:30||"));
        check("le 13 août 2025\nText.", None);
        check("date", None);
    }

    #[test]
    fn prose_is_no_export_line() {
        check("Le 13 août 2025, il a dit « bonjour » à tous.", None);
        check("Date: 2025-08-13\nTitle: x", None);
        check("date » x", None);
        check("dates 2025-08-13 Home » x", None);
        check("Le chat » dort", None);
        check("", None);
    }

    #[test]
    fn the_body_starts_on_the_next_line() {
        let text = "\r\n date 2025-08-13 Home » T\r\n\r\nBody";
        assert_eq!(&text[read(text).unwrap().1..], "\r\nBody");
    }
}
