//! Encodings of the XML specification that browsers, and so [`encoding_rs`], do not know.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// How bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decoder {
    /// One that browsers know.
    Web(&'static Encoding),
    /// US-ASCII; browsers take it for Windows-1252.
    Ascii,
    /// ISO-8859-1; browsers take it for Windows-1252.
    Latin1,
    /// UTF-32, most significant byte first or last.
    Utf32 { big: bool },
    /// EBCDIC, code page 37.
    Ebcdic,
    /// One whose name is known, and that is all.
    Unread,
}

const ASCII: &[&str] =
    &["us-ascii", "ascii", "ansi_x3.4-1968", "ansi_x3.4-1986", "iso646-us", "iso-ir-6", "cp367", "us"];
const LATIN1: &[&str] =
    &["iso-8859-1", "iso_8859-1", "iso8859-1", "iso88591", "latin1", "latin-1", "l1", "cp819", "ibm819", "iso-ir-100"];
const EBCDIC_LABELS: &[&str] =
    &["cp037", "ibm037", "ebcdic-cp-us", "ebcdic-cp-ca", "ebcdic-cp-nl", "ebcdic-cp-wt", "ibm-37", "csibm037"];
/// Names that IANA has, and neither browsers nor most readers.
const UNREAD: &[&str] = &[
    "utf-7",
    "utf-32",
    "utf-32be",
    "utf-32le",
    "ucs-4",
    "iso-10646-ucs-2",
    "iso-10646-ucs-4",
    "cp437",
    "ibm437",
    "cp500",
    "ibm500",
    "cp850",
    "ibm850",
    "cp852",
    "ibm852",
    "cp1026",
    "ibm1026",
    "cp1140",
    "hp-roman8",
    "iso-2022-kr",
    "iso-2022-cn",
    "johab",
    "viscii",
    "tcvn",
    "ptcp154",
    "koi8-t",
    "gb_2312-80",
    "hz-gb-2312",
    "scsu",
    "bocu-1",
    "cesu-8",
    "shift_jisx0213",
    "euc-jisx0213",
    "big5-hkscs",
    "iso-8859-9e",
];
/// Encodings that every XML parser in use reads.
const COMMON: &[&str] =
    &["iso-8859-", "windows-125", "utf-8", "utf-16", "shift_jis", "euc-", "iso-2022-jp", "big5", "gb", "koi8-"];

const EBCDIC: &str = concat!(
    "\u{0}\u{1}\u{2}\u{3}\u{9c}\u{9}\u{86}\u{7f}\u{97}\u{8d}\u{8e}\u{b}\u{c}\u{d}\u{e}\u{f}\u{10}\u{11}\u{12}\u{13}\u{9d}\u{85}\u{8}\u{87}\u{18}\u{19}\u{92}\u{8f}\u{1c}\u{1d}\u{1e}\u{1f}",
    "\u{80}\u{81}\u{82}\u{83}\u{84}\u{a}\u{17}\u{1b}\u{88}\u{89}\u{8a}\u{8b}\u{8c}\u{5}\u{6}\u{7}\u{90}\u{91}\u{16}\u{93}\u{94}\u{95}\u{96}\u{4}\u{98}\u{99}\u{9a}\u{9b}\u{14}\u{15}\u{9e}\u{1a}",
    " \u{a0}âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬",
    "-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\u{22}",
    "Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤",
    "µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×",
    "{ABCDEFGHI\u{ad}ôöòóõ}JKLMNOPQR¹ûüùúÿ",
    "\u{5c}÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9f}",
);

impl Decoder {
    /// The encoding of a name.
    pub(super) fn named(label: &str) -> Option<Decoder> {
        let label = label.to_ascii_lowercase();
        let is_in = |names: &[&str]| names.contains(&label.as_str());
        match label {
            _ if is_in(ASCII) => Some(Decoder::Ascii),
            _ if is_in(LATIN1) => Some(Decoder::Latin1),
            _ if is_in(EBCDIC_LABELS) => Some(Decoder::Ebcdic),
            _ if is_in(UNREAD) => Encoding::for_label(label.as_bytes()).map(Decoder::Web).or(Some(Decoder::Unread)),
            _ => Encoding::for_label(label.as_bytes()).map(Decoder::Web),
        }
    }

    /// The encoding of bytes that begin with a mark, and the mark's length; or of the way in which `<` is written.
    pub(super) fn of_first_bytes(bytes: &[u8]) -> Option<(Decoder, usize)> {
        use encoding_rs::{UTF_16BE, UTF_16LE};
        match bytes {
            [0, 0, 0xFE, 0xFF, ..] => Some((Decoder::Utf32 { big: true }, 4)),
            [0xFF, 0xFE, 0, 0, ..] => Some((Decoder::Utf32 { big: false }, 4)),
            [0, 0, 0, b'<', ..] => Some((Decoder::Utf32 { big: true }, 0)),
            [b'<', 0, 0, 0, ..] => Some((Decoder::Utf32 { big: false }, 0)),
            [0xEF, 0xBB, 0xBF, ..] => Some((Decoder::Web(UTF_8), 3)),
            [0xFE, 0xFF, ..] => Some((Decoder::Web(UTF_16BE), 2)),
            [0xFF, 0xFE, ..] => Some((Decoder::Web(UTF_16LE), 2)),
            [0, b'<' | b'{', ..] => Some((Decoder::Web(UTF_16BE), 0)),
            [b'<' | b'{', 0, ..] => Some((Decoder::Web(UTF_16LE), 0)),
            [0x4C, 0x6F, 0xA7, 0x94, ..] => Some((Decoder::Ebcdic, 0)),
            _ => None,
        }
    }

    /// The text, and whether there were bytes that are none.
    pub(super) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Decoder::Web(encoding) => encoding.decode_without_bom_handling(bytes),
            Decoder::Unread => Decoder::Web(UTF_8).decode(bytes),
            Decoder::Ascii => {
                let text = bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '\u{fffd}' });
                (Cow::Owned(text.collect()), !bytes.is_ascii())
            }
            Decoder::Latin1 => (Cow::Owned(bytes.iter().copied().map(char::from).collect()), false),
            Decoder::Utf32 { big } => {
                let unit = |unit: &[u8; 4]| if big { u32::from_be_bytes(*unit) } else { u32::from_le_bytes(*unit) };
                let (units, rest) = bytes.as_chunks::<4>();
                let text: String = units.iter().map(|four| char::from_u32(unit(four)).unwrap_or('\u{fffd}')).collect();
                let had_errors = !rest.is_empty() || text.contains('\u{fffd}');
                (Cow::Owned(text), had_errors)
            }
            Decoder::Ebcdic => {
                let table: Vec<char> = EBCDIC.chars().collect();
                let text = bytes.iter().map(|byte| table.get(usize::from(*byte)).copied().unwrap_or('\u{fffd}'));
                // What EBCDIC calls a new line is none to XML.
                (Cow::Owned(text.map(|c| if c == '\u{85}' { '\n' } else { c }).collect()), false)
            }
        }
    }

    /// Whether every XML parser in use reads it.
    pub(super) fn is_common(self, label: &str) -> bool {
        let label = label.to_ascii_lowercase();
        match self {
            Decoder::Ascii | Decoder::Latin1 => true,
            Decoder::Web(_) => COMMON.iter().any(|family| label.starts_with(family)),
            _ => false,
        }
    }

    /// The name, for messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Decoder::Web(encoding) => encoding.name(),
            Decoder::Ascii => "US-ASCII",
            Decoder::Latin1 => "ISO-8859-1",
            Decoder::Utf32 { .. } => "UTF-32",
            Decoder::Ebcdic => "EBCDIC",
            Decoder::Unread => "what it says",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(decoder: Decoder, bytes: &[u8], expected: &str, had_errors: bool) {
        assert_eq!(decoder.decode(bytes), (Cow::Borrowed(expected), had_errors), "{decoder:?}");
    }

    #[test]
    fn each_encoding_is_read() {
        check(Decoder::Latin1, b"\xe9\x93", "é\u{93}", false);
        check(Decoder::Ascii, b"a\xa3", "a\u{fffd}", true);
        check(Decoder::Utf32 { big: true }, &[0, 0, 0, b'<', 0, 0, 0, 0xE9], "<é", false);
        check(Decoder::Utf32 { big: false }, &[b'<', 0, 0, 0, 1], "<", true);
        check(Decoder::Ebcdic, &[0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x25], "<?xml\n", false);
        check(Decoder::Unread, b"a", "a", false);
    }

    #[test]
    fn ebcdic_has_a_character_for_each_byte() {
        assert_eq!(EBCDIC.chars().count(), 256);
    }

    #[test]
    fn names_are_known_in_any_case() {
        assert_eq!(Decoder::named("ISO-8859-1"), Some(Decoder::Latin1));
        assert_eq!(Decoder::named("Windows-1252").map(Decoder::name), Some("windows-1252"));
        assert_eq!(Decoder::named("UTF-7"), Some(Decoder::Unread));
        assert_eq!(Decoder::named("klingon"), None);
    }
}
