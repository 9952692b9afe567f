//! Numbers and texts.

use std::borrow::Cow;

use memchr::memchr2;

use super::Reader;
use crate::check::LISTED_MAX;
use crate::diagnostic::Span;

impl<'t> Reader<'t> {
    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at > start
    }

    pub(super) fn number(&mut self) -> Option<&'t str> {
        let start = self.at;
        self.take(b'-');
        let is_zero = self.peek() == Some(b'0');
        let mut is_right = if is_zero { self.take(b'0') } else { self.digits() };
        if is_zero && self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.fail("a number begins with `0`".to_owned(), "take out the zeros before the number");
            return None;
        }
        if is_right && self.take(b'.') {
            is_right = self.digits();
        }
        if is_right && (self.take(b'e') || self.take(b'E')) {
            let _ = self.take(b'+') || self.take(b'-');
            is_right = self.digits();
        }
        if !is_right {
            let message = format!("a digit is expected, not {}", self.here());
            self.fail(message, "write a number such as `12` or `0.5`");
            return None;
        }
        Some(&self.text[start..self.at])
    }

    pub(super) fn string(&mut self) -> Option<Cow<'t, str>> {
        let open = self.at;
        self.at += 1;
        let mut owned: Option<String> = None;
        let mut plain = self.at;
        self.pass_plain();
        loop {
            match self.peek() {
                Some(b'"') => {
                    let rest = &self.text[plain..self.at];
                    self.at += 1;
                    return Some(match owned {
                        None => Cow::Borrowed(rest),
                        Some(text) => Cow::Owned(text + rest),
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(&self.text[plain..self.at]);
                    let c = self.escape()?;
                    if let Some(text) = &mut owned {
                        text.push(c);
                    }
                    plain = self.at;
                    self.pass_plain();
                }
                Some(byte) if byte < 0x20 => {
                    let message = format!("a text holds {} as it is", self.here());
                    self.fail(message, "write `\\n` for a line end, `\\t` for a tabulator");
                    return None;
                }
                Some(_) => self.at += 1,
                None => {
                    self.at = open;
                    self.fail("a text has no end".to_owned(), "write `\"` at its end");
                    self.fault.iter_mut().for_each(|fault| fault.is_end = true);
                    return None;
                }
            }
        }
    }

    /// Goes on to the next byte of a text that is not simply itself.
    fn pass_plain(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let run = &rest[..memchr2(b'"', b'\\', rest).unwrap_or(rest.len())];
        let is_control = |byte: &u8| *byte < b' ';
        // Without an early end, which would keep the compiler from comparing many at once.
        let has_control = run.iter().fold(false, |found, byte| found | is_control(byte));
        let control = if has_control { run.iter().position(is_control) } else { None };
        self.at += control.unwrap_or(run.len());
    }

    /// The character that an escape stands for.
    fn escape(&mut self) -> Option<char> {
        let start = self.at;
        let byte = self.text.as_bytes().get(start + 1).copied();
        self.at += 2;
        let c = match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unit(start),
            _ => {
                self.at = start;
                let help = "write `\\\\` for a backslash";
                self.fail("`\\` begins no escape here".to_owned(), help);
                return None;
            }
        };
        Some(c)
    }

    fn unit(&mut self, start: usize) -> Option<char> {
        let first = self.hexadecimal(start)?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or_else(|| self.half(start)));
        }
        let second = self.at;
        if !self.text[second..].starts_with("\\u") {
            return Some(self.half(start));
        }
        self.at += 2;
        match self.hexadecimal(second)? {
            low @ 0xdc00..0xe000 => char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00)),
            _ => {
                self.at = second;
                Some(self.half(start))
            }
        }
    }

    fn half(&mut self, start: usize) -> char {
        if self.halves.len() < LISTED_MAX {
            self.halves.push(Span::new(start, self.at));
        } else {
            self.halves_more += 1;
        }
        char::REPLACEMENT_CHARACTER
    }

    fn hexadecimal(&mut self, start: usize) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if number.is_none() {
            self.at = start;
            self.fail("`\\u` is not followed by four hexadecimal digits".to_owned(), "write `\\u00e9` for `é`");
            return None;
        }
        self.at += 4;
        number
    }
}
