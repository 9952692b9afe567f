//! A block of `Key: value` lines at the head of a text, as Pelican and MultiMarkdown read it.
//!
//! Prose has colons too, so a block counts only when one of its keys names something that articles have. It ends with
//! a blank line; where two such keys make it certain, with the first line of another kind. A line `---` that ends it, as
//! Hexo and MultiMarkdown allow, belongs to it.

use super::{Line, lines, scalar_value, trimmed};
use crate::article::OriginKind;
use crate::article::raw::{Raw, RawData, RawField, RawValue};
use crate::diagnostic::Span;

/// Keys that nearly always mean metadata, in lower case.
const TELLING: [&str; 38] = [
    "title",
    "date",
    "author",
    "authors",
    "tag",
    "tags",
    "category",
    "categories",
    "keywords",
    "slug",
    "published",
    "modified",
    "updated",
    "lang",
    "language",
    "permalink",
    "draft",
    "titre",
    "auteur",
    "auteurs",
    "étiquettes",
    "mots-clés",
    "catégorie",
    "catégories",
    "langue",
    "titel",
    "datum",
    "autor",
    "autoren",
    "schlagwörter",
    "kategorie",
    "sprache",
    "título",
    "fecha",
    "etiquetas",
    "categoría",
    "idioma",
    "data",
];

/// Keys that hold several values, one per line when they go on over lines.
const SEVERAL: [&str; 9] =
    ["author", "authors", "tag", "tags", "category", "categories", "keywords", "auteurs", "mots-clés"];

/// Reads the block, and tells where the text after it starts; `None` when the text has no such block.
pub fn read(text: &str) -> Option<(Raw, usize)> {
    let mut fields: Vec<Header<'_>> = Vec::new();
    let mut telling = 0;
    let mut end = text.len();
    for line in lines(text).skip_while(Line::is_blank) {
        if line.is_blank() {
            end = line.next;
            break;
        }
        let span = trimmed(text, Span::new(line.start, line.start + line.text.len()));
        match (fields.last_mut(), Header::split(text, span)) {
            (Some(last), _) if line.is_indented() => last.lines.push(span),
            (_, Some(header)) => {
                telling += usize::from(TELLING.contains(&header.key.to_lowercase().as_str()));
                fields.push(header);
            }
            _ if telling >= 2 => {
                let is_end_mark = matches!(line.text.trim_end(), "---" | "...");
                end = if is_end_mark { line.next } else { line.start };
                break;
            }
            _ => return None,
        }
    }
    if let [only] = &fields[..]
        && only.is_prose(text)
    {
        return None;
    }
    (telling > 0).then(|| (Raw { fields: fields.into_iter().map(|header| header.field(text)).collect() }, end))
}

struct Header<'t> {
    key: &'t str,
    key_span: Span,
    /// Where its value stands, line by line; an empty first line is left out when others follow.
    lines: Vec<Span>,
}

impl<'t> Header<'t> {
    fn split(text: &'t str, line: Span) -> Option<Header<'t>> {
        let (before, after) = text[line.start..line.end].split_once(':')?;
        let key = before.trim_end();
        let is_key = key.chars().count() <= 40
            && key.split([' ', '\u{a0}']).count() <= 3
            && key.starts_with(char::is_alphabetic)
            && key.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_' | ' ' | '\u{a0}'));
        let is_apart = after.is_empty() || after.starts_with(char::is_whitespace);
        if !is_key || !is_apart {
            return None;
        }
        let value = trimmed(text, Span::new(line.end - after.len(), line.end));
        let key_span = Span::new(line.start, line.start + key.len());
        Some(Header { key, key_span, lines: vec![value] })
    }

    /// Whether a line that stands alone is a sentence or a title after all: a date without a digit, a language of many
    /// words.
    fn is_prose(&self, text: &str) -> bool {
        let value = self.lines.first().map_or("", |line| &text[line.start..line.end]);
        let is_phrase = value.split_whitespace().nth(1).is_some();
        match self.key.to_lowercase().as_str() {
            "date" | "data" | "datum" | "fecha" | "published" | "modified" | "updated" => {
                is_phrase && !value.contains(|c: char| c.is_numeric())
            }
            "lang" | "language" | "langue" | "sprache" | "idioma" => is_phrase,
            _ => false,
        }
    }

    fn field(mut self, text: &str) -> RawField {
        self.lines.retain(|line| line.start < line.end);
        let origin = OriginKind::HeaderLine(self.key.to_owned());
        let field = |value| RawField { key: self.key.to_owned(), key_span: self.key_span, value, origin };
        let (Some(first), Some(last)) = (self.lines.first(), self.lines.last()) else {
            let at = Span::new(self.key_span.end, self.key_span.end);
            return field(RawValue { data: RawData::Null, span: at });
        };
        let span = Span::new(first.start, last.end);
        let written = |line: &Span| &text[line.start..line.end];
        let goes_on = self.lines.iter().any(|line| written(line).ends_with(','));
        if self.lines.len() > 1 && !goes_on && SEVERAL.contains(&self.key.to_lowercase().as_str()) {
            let items = self.lines.iter().map(|line| scalar_value(text, *line)).collect();
            return field(RawValue { data: RawData::List(items), span });
        }
        let joined = self.lines.iter().map(written).collect::<Vec<_>>().join(" ");
        field(RawValue { data: RawData::Scalar { text: joined, quoted: false }, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, String)> {
        let (raw, end) = read(text)?;
        let show = |field: &RawField| match &field.value.data {
            RawData::Scalar { text, .. } => format!("{}={text}", field.key),
            RawData::List(items) => format!("{}[{}]", field.key, items.len()),
            _ => format!("{}=null", field.key),
        };
        let shown: Vec<String> = raw.fields.iter().map(show).collect();
        Some((shown.join("; "), text[end..].to_owned()))
    }

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let told = told(text);
        assert_eq!(told.as_ref().map(|(fields, body)| (fields.as_str(), body.as_str())), expected, "{text}");
    }

    #[test]
    fn a_block_is_read_up_to_the_blank_line() {
        check("Title: A: b\nDate: 2025-08-13\n\nText: x", Some(("Title=A: b; Date=2025-08-13", "Text: x")));
        check("Titre : L’été\r\nAuteur : É. Dupont\r\n \r\nTexte", Some(("Titre=L’été; Auteur=É. Dupont", "Texte")));
        check("Title: x", Some(("Title=x", "")));
        check("save_as:\nTitle: x\n\n", Some(("save_as=null; Title=x", "")));
    }

    #[test]
    fn indented_lines_go_on() {
        check("Title: x\nSummary: one\n  two\n\n", Some(("Title=x; Summary=one two", "")));
        check("Authors: A B\n    C D\n\nT", Some(("Authors[2]", "T")));
        check("Tags: a, b,\n    c\n\nT", Some(("Tags=a, b, c", "T")));
    }

    #[test]
    fn a_certain_block_needs_no_blank_line() {
        check("Title: x\nDate: y\nText", Some(("Title=x; Date=y", "Text")));
        check("Title: x\nText", None);
        check("title: x\ndate: y\n---\nText", Some(("title=x; date=y", "Text")));
        check("title: x\n---\nText", None);
    }

    #[test]
    fn prose_is_no_block() {
        check("Note: this is\n\nprose", None);
        check("https://e.fr/\n\nx", None);
        check("He said the following thing: hello\n\n", None);
        check("Date:2025", None);
        check("Data: the new oil\n\nText.", None);
        check("Language: a history\n\nText.", None);
        check("Language: fr\n\nText.", Some(("Language=fr", "Text.")));
        check("Data: 13 agosto 2025\n\nText.", Some(("Data=13 agosto 2025", "Text.")));
        check("", None);
    }

    #[test]
    fn spans_are_exact() {
        let text = "Title:  L’été \nDate: 2025\n\n";
        let raw = read(text).unwrap().0;
        let value = raw.fields[0].value.span;
        assert_eq!((&text[value.start..value.end], raw.fields[1].key_span), ("L’été", Span::new(19, 23)));
    }
}
