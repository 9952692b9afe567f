//! JSON whose values know their places.

use serde::de::IgnoredAny;

use crate::diagnostic::Span;

/// Deeper values are nobody's metadata.
const DEPTH_MAX: usize = 64;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Json {
    pub(super) span: Span,
    pub(super) data: Data,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Data {
    /// A text, escapes resolved.
    Text(String),
    /// A number, a truth, or `null`, as it is written.
    Word(String),
    List(Vec<Json>),
    Map(Vec<Member>),
}

/// One `"key": value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Json,
}

impl Json {
    /// The member of a map with this key.
    pub(super) fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.key == key)
    }

    /// The value of a map's member.
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        self.member(key).map(|member| &member.value)
    }

    pub(super) fn members(&self) -> &[Member] {
        match &self.data {
            Data::Map(members) => members,
            _ => &[],
        }
    }

    /// The values of a list; a value that is no list by itself.
    pub(super) fn items(&self) -> &[Json] {
        match &self.data {
            Data::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The letters of a text.
    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads JSON; `None` when it is broken. Line ends within strings are let pass, since they are seen a lot.
pub(super) fn read(text: &str) -> Option<Json> {
    let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    if is_json(text) {
        return Reader { text, at: 0 }.value(0);
    }
    let mended = text.replace(|c: char| c < ' ', " ");
    if is_json(&mended) { Reader { text: &mended, at: 0 }.value(0) } else { None }
}

/// Reads what is known to be JSON, so that it need not look closely.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.get(self.at..)?;
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes a sign, if it is the next one.
    fn takes(&mut self, sign: u8) -> bool {
        let found = self.peek() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEPTH_MAX {
            return None;
        }
        let first = self.peek()?;
        let start = self.at;
        let data = match first {
            b'"' => Data::Text(self.string()?),
            b'[' => Data::List(self.list(depth)?),
            b'{' => Data::Map(self.map(depth)?),
            _ => {
                let rest = &self.text[start..];
                let ends = |c: char| matches!(c, ',' | ']' | '}') || c.is_ascii_whitespace();
                self.at += rest.find(ends).unwrap_or(rest.len());
                Data::Word(self.text[start..self.at].to_owned())
            }
        };
        Some(Json { span: Span::new(start, self.at), data })
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Json>> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.takes(b']') {
            items.push(self.value(depth + 1)?);
            self.takes(b',');
        }
        Some(items)
    }

    fn map(&mut self, depth: usize) -> Option<Vec<Member>> {
        self.at += 1;
        let mut members = Vec::new();
        while !self.takes(b'}') {
            let start = self.at;
            let key = self.string()?;
            let key_span = Span::new(start, self.at);
            self.takes(b':');
            members.push(Member { key, key_span, value: self.value(depth + 1)? });
            self.takes(b',');
        }
        Some(members)
    }

    /// A string; one whose escapes are no characters (half of a surrogate pair) is empty.
    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while *bytes.get(at)? != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        self.at = at + 1;
        Some(serde_json::from_str(&self.text[start..self.at]).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, key: &str, expected: Option<&str>) {
        let json = read(text);
        let place = json.as_ref().and_then(|json| json.member(key)).map(|member| member.value.span);
        assert_eq!(place.map(|span| &text[span.start..span.end]), expected, "{text}");
    }

    #[test]
    fn values_know_their_places() {
        check("{\"a\": \"é\\\"\\u00e9\" , \"b\" : [1, {\"c\": null}]}", "a", Some("\"é\\\"\\u00e9\""));
        check("{\"a\": \"é\" , \"b\" : [1, {\"c\": null}]}", "b", Some("[1, {\"c\": null}]"));
        check("{\"a\":-1.5e3}", "a", Some("-1.5e3"));
        check("{}", "a", None);
    }

    #[test]
    fn line_ends_within_strings_are_let_pass() {
        check("{\"a\": \"x\r\ny\",\n\"b\": 1}", "b", Some("1"));
    }

    #[test]
    fn broken_json_is_passed_over() {
        for text in ["", "{", "{\"a\":1,}", "{'a':1}", "{\"a\":1}}", "[1 2]", "{\"a\" 1}", "nope"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"[".repeat(100_000)), None);
        assert_eq!(read(&format!("{}{}", "[".repeat(1_000), "]".repeat(1_000))), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([\\[\\]{}:,\"\\\\]|\"a\"|\\\\ud83d|1|null|\\PC){0,30}") {
            read(&text);
        }
    }
}
