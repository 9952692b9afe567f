//! Bytes → text: the encoding that XML's rules give a document (XML 1.0, section 4.3.3 and appendix F).

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use crate::check::encodings::Decoder;
use crate::check::fix::{Edit, Fix};
use crate::check::rules::xml as rules;
use crate::check::values::shown;
use crate::check::{Finding, Rule};
use crate::diagnostic::Span;

/// How much of a document the declaration is looked for in.
const HEAD: usize = 1024;

/// A decoded document.
pub(super) struct Input<'b> {
    /// The bytes themselves where they are UTF-8.
    pub(super) text: Cow<'b, str>,
    pub(super) findings: Vec<Finding>,
    /// What the bytes are, where they are not plain UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// Whether something was lost: there were bytes that stand for no character, or for none that was meant.
    pub(super) is_lossy: bool,
}

/// Decodes a document; what can't be decoded is reported, and the rest is read all the same.
pub(super) fn read(bytes: &[u8]) -> Input<'_> {
    let mut input = Input { text: Cow::Borrowed(""), findings: Vec::new(), encoding: None, is_lossy: false };
    if let Some((decoder, length)) = Decoder::of_first_bytes(bytes) {
        input.decode(decoder, &bytes[length..]);
        input.compare(decoder);
        return input;
    }
    // JSON has no declaration, and what looks like one stands within a text.
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    let decoder = if is_json { Decoder::Web(encoding_rs::UTF_8) } else { input.declared(bytes) };
    input.decode(decoder, bytes);
    input
}

impl<'b> Input<'b> {
    /// The encoding that the XML declaration names; UTF-8 without one.
    fn declared(&mut self, bytes: &[u8]) -> Decoder {
        let utf8 = Decoder::Web(UTF_8);
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
        let Some((label, span)) = declared_label(&head) else {
            if head.trim_start().starts_with('<') {
                let message = "the file does not say what encoding it has".to_owned();
                let help = "begin it with `<?xml version=\"1.0\" encoding=\"utf-8\"?>`";
                self.push(&rules::ENCODING_UNDECLARED, Span::new(0, 1), message, help);
                let fix = declaration(&head).map(|edit| Fix { edits: vec![edit], keeps_bytes: false });
                self.findings.iter_mut().rev().take(1).for_each(|found| found.fix.clone_from(&fix));
            }
            return utf8;
        };
        let Some(decoder) = Decoder::named(&label) else {
            let message = format!("there is no encoding `{}`", shown(&label));
            let help = "write `encoding=\"utf-8\"`, and save the file as UTF-8";
            self.push_mended(&rules::ENCODING_UNKNOWN, span, message, help);
            return utf8;
        };
        // What declares UTF-16 in bytes that can be read as ASCII is not UTF-16.
        if is_utf16(decoder) || matches!(decoder, Decoder::Ebcdic) {
            let message = format!("the declaration says `{}`, but the bytes are not", shown(&label));
            self.push_mended(&rules::ENCODING_BROKEN, span, message, "write the encoding that the file is saved in");
            return utf8;
        }
        if decoder == utf8 {
            return utf8;
        }
        if !decoder.is_common(&label) {
            let message = format!("few readers know the encoding `{}`", shown(&label));
            self.push_mended(&rules::ENCODING_OBSCURE, span, message, "save the file as UTF-8");
        } else if !bytes.is_ascii() && decoder != Decoder::Ascii && std::str::from_utf8(bytes).is_ok() {
            let message = format!("the declaration says `{}`, but the bytes are UTF-8", shown(&label));
            self.push_mended(&rules::ENCODING_CONTRADICTED, span, message, "write `encoding=\"utf-8\"`");
            // What was read is not what is meant: the bytes are right as they are.
            let fix = self.findings.last_mut().and_then(|found| found.fix.as_mut());
            fix.into_iter().for_each(|fix| fix.keeps_bytes = true);
        } else {
            let message = format!("`{}` is an encoding that a reader need not know", shown(&label));
            self.push_mended(&rules::ENCODING_NOT_UTF8, span, message, "save the file as UTF-8");
        }
        decoder
    }

    /// Compares the encoding that the first bytes show with what the declaration says.
    fn compare(&mut self, decoder: Decoder) {
        let head = &self.text[..self.text.floor_char_boundary(HEAD.min(self.text.len()))];
        let declared = declared_label(head);
        if matches!(decoder, Decoder::Utf32 { .. } | Decoder::Ebcdic) {
            let span = declared.map_or(Span::new(0, 1), |(_, span)| span);
            let message = format!("few readers know the encoding `{}`", decoder.name());
            self.push(&rules::ENCODING_OBSCURE, span, message, "save the file as UTF-8");
            // Without a declaration it is enough to write it anew.
            let edits = utf8_declared(&self.text).into_iter().collect();
            let fix = Some(Fix { edits, keeps_bytes: false });
            return self.findings.iter_mut().rev().take(1).for_each(|found| found.fix.clone_from(&fix));
        }
        let Some((label, span)) = declared else { return };
        let named = Decoder::named(&label);
        if named != Some(decoder) && !(is_utf16(decoder) && named.is_some_and(is_utf16)) {
            let message = format!("the declaration says `{}`, but the bytes are {}", shown(&label), decoder.name());
            self.push_mended(&rules::ENCODING_BROKEN, span, message, "write the encoding that the file is saved in");
        }
    }

    fn decode(&mut self, decoder: Decoder, bytes: &'b [u8]) {
        self.encoding = (decoder != Decoder::Web(UTF_8)).then(|| decoder.name());
        let (text, had_errors) = decoder.decode(bytes);
        if decoder == Decoder::Web(UTF_8)
            && had_errors
            && let Err(error) = std::str::from_utf8(bytes)
        {
            let at = error.valid_up_to();
            let message = format!("the byte `0x{:02X}` is not UTF-8", bytes[at]);
            self.text = String::from_utf8_lossy(bytes);
            self.is_lossy = true;
            let help = "save the file as UTF-8, or declare the encoding that it has";
            return self.push(&rules::ENCODING_BROKEN, Span::new(at, at + 3), message, help);
        }
        self.text = text;
        // What stands for a control character beyond ASCII was meant for a letter: in which encoding, nobody says.
        let is_misread = |c: char| matches!(c, '\u{80}'..='\u{9f}');
        self.is_lossy = had_errors || (self.encoding.is_some() && self.text.contains(is_misread));
        if had_errors {
            let at = self.text.find('\u{fffd}').unwrap_or(0);
            let message = format!("the file holds bytes that are not {}", decoder.name());
            self.push(&rules::ENCODING_BROKEN, Span::new(at, at + 3), message, "save the file as UTF-8");
        }
    }

    fn push(&mut self, rule: &'static Rule, span: Span, message: String, help: &str) {
        let (help, level) = (Some(help.to_owned()), rule.level);
        let (part, element, attribute, parent, fix) = (None, None, None, None, None);
        self.findings.push(Finding { rule, level, span, part, element, attribute, parent, message, help, fix });
    }

    /// Says something about the declared encoding, which is mended by UTF-8.
    fn push_mended(&mut self, rule: &'static Rule, span: Span, message: String, help: &str) {
        self.push(rule, span, message, help);
        let fix = Fix { edits: vec![Edit { span, text: "utf-8".to_owned() }], keeps_bytes: false };
        self.findings.iter_mut().rev().take(1).for_each(|found| found.fix = Some(fix.clone()));
    }
}

/// What makes a text that is UTF-8 say so, where it says nothing.
fn declaration(head: &str) -> Option<Edit> {
    let Some(rest) = head.strip_prefix("<?xml").filter(|rest| rest.starts_with(char::is_whitespace)) else {
        let line_end =
            if head.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
        let text = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{line_end}");
        return head.starts_with('<').then(|| Edit { span: Span::new(0, 0), text });
    };
    // The encoding stands behind the version.
    let version = rest.trim_start().strip_prefix("version")?.trim_start().strip_prefix('=')?.trim_start();
    let quote = version.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let end = head.len() - version.len() + 1 + version[1..].find(quote)? + 1;
    Some(Edit { span: Span::new(end, end), text: format!(" encoding={quote}utf-8{quote}") })
}

/// What makes a text's declaration say that it is UTF-8, unless it does.
pub(in crate::check) fn utf8_declared(text: &str) -> Option<Edit> {
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    let (label, span) = declared_label(head)?;
    let is_utf8 = Decoder::named(&label) == Some(Decoder::Web(UTF_8));
    (!is_utf8).then(|| Edit { span, text: "utf-8".to_owned() })
}

fn is_utf16(decoder: Decoder) -> bool {
    matches!(decoder, Decoder::Web(encoding) if encoding == UTF_16BE || encoding == UTF_16LE)
}

/// What the XML declaration's `encoding` says, and where.
pub(super) fn declared_label(head: &str) -> Option<(String, Span)> {
    let start = head.len() - head.trim_start().len();
    let rest = head[start..].strip_prefix("<?xml")?;
    let declaration = &rest[..rest.find("?>")?];
    let at = declaration.find("encoding")?;
    let value = declaration[at + 8..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    let offset = label.as_ptr() as usize - head.as_ptr() as usize;
    Some((label.trim().to_owned(), Span::new(offset, offset + label.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, rules: &[&str]) {
        let input = read(bytes);
        let found: Vec<&str> = input.findings.iter().map(|found| found.rule.name).collect();
        assert_eq!((&*input.text, found.as_slice()), (text, rules));
    }

    fn utf16(text: &str) -> Vec<u8> {
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
    }

    #[test]
    fn a_mark_decides_and_the_declaration_must_agree() {
        check(b"\xEF\xBB\xBF<a/>", "<a/>", &[]);
        let wrong = "<?xml version='1.0' encoding='latin1'?><a/>";
        check(format!("\u{feff}{wrong}").as_bytes(), wrong, &["encoding-broken"]);
        let right = "<?xml version='1.0' encoding='UTF-16'?><a/>";
        check(&utf16(right), right, &[]);
    }

    #[test]
    fn without_a_mark_the_declaration_decides() {
        let head = "<?xml version='1.0' encoding='iso-8859-1'?>";
        check(&[head.as_bytes(), b"\xe9\x93"].concat(), &format!("{head}é\u{93}"), &["encoding-not-utf8"]);
        check(format!("{head}é").as_bytes(), &format!("{head}Ã©"), &["encoding-contradicted"]);
        let head = "<?xml version='1.0' encoding='us-ascii'?>";
        let read = format!("{head}\u{fffd}");
        check(&[head.as_bytes(), b"\xa3"].concat(), &read, &["encoding-not-utf8", "encoding-broken"]);
        let head = "<?xml version='1.0' encoding='klingon'?>";
        check(head.as_bytes(), head, &["encoding-unknown"]);
        let head = "<?xml version='1.0' encoding='utf-16'?>";
        check(head.as_bytes(), head, &["encoding-broken"]);
        let head = "<?xml version='1.0' encoding='ibm866'?>";
        check(head.as_bytes(), head, &["encoding-obscure"]);
    }

    #[test]
    fn what_declares_nothing_is_utf8() {
        check("<a>é</a>".as_bytes(), "<a>é</a>", &["encoding-undeclared"]);
        check("{\"a\": \"é\"}".as_bytes(), "{\"a\": \"é\"}", &[]);
        check(b"", "", &[]);
        check(b"<a>\xff</a>", "<a>\u{fffd}</a>", &["encoding-undeclared", "encoding-broken"]);
    }
}
