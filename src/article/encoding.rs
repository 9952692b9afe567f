//! Bytes → text, for files that are older than UTF-8 or come out of systems that are.
//!
//! UTF-8 wins where the bytes are UTF-8. Else a declaration counts, else the letters themselves are judged, by the
//! detector that Firefox uses. What was read in a legacy encoding is noted.
//!
//! # Why
//! A wrong guess is worse than none: it publishes garbage under somebody's name. So a file that can't be decoded
//! without a doubt is an error that names the byte and its place, and nothing is ever replaced in silence. One broken
//! byte in a file of UTF-8 does not make the file something else.

mod declared;
mod judged;
#[cfg(test)]
mod tests;
mod wide;

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8};
use memchr::{memchr, memchr_iter};

use crate::article::Markup;
use crate::bytes::any_byte;
use crate::diagnostic::{Diagnostic, Span};

/// A document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What is worth knowing about its encoding.
    pub notes: Vec<Diagnostic>,
    /// Whether there may be characters that no feed can carry; else there are none.
    pub may_be_illegal: bool,
}

/// A document that is no text, or whose encoding can't be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// Why, and where in [`Undecodable::text`].
    pub found: Diagnostic,
    /// What could be read of it, for showing the place.
    pub text: String,
}

/// Turns a document's bytes into text.
///
/// # Errors
/// Bytes that are no text, or that are not what they are declared or seem to be.
pub fn decode(bytes: Vec<u8>, markup: Markup) -> Result<Decoded, Box<Undecodable>> {
    // Most texts have no control character but the ends of lines, which is told soonest, or else these three: so they can
    // be neither wide nor binary nor Japanese.
    let has_controls = any_byte(&bytes, |byte| (byte < 0x20) & (byte != b'\n'))
        && any_byte(&bytes, |byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'));
    let may_be_wide = has_controls || matches!(bytes.first(), Some(0xFE | 0xFF));
    if let Some(wide) = may_be_wide.then(|| wide::decode(&bytes)).flatten() {
        return wide;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if has_controls && let Some(at) = binary(bytes) {
        return Err(no_text(bytes, at));
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if has_controls => utf8(text.to_owned(), markup),
        Ok(text) => {
            // U+FFFE and U+FFFF begin so.
            let may_be_illegal = memchr_iter(0xEF, bytes).any(|at| bytes.get(at + 1) == Some(&0xBF));
            Ok(Decoded { text: text.to_owned(), notes: Vec::new(), may_be_illegal })
        }
        Err(_) => {
            let valid = simdutf8::compat::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to());
            legacy(bytes, valid, markup)
        }
    }
}

/// What is valid UTF-8 is UTF-8, unless its ASCII letters stand for Japanese ones.
fn utf8(text: String, markup: Markup) -> Result<Decoded, Box<Undecodable>> {
    let is_japanese = memchr(0x1B, text.as_bytes()).is_some() && text.is_ascii() && {
        let shifts = text.contains("\u{1b}$B") || text.contains("\u{1b}$@");
        shifts || declared::encoding(text.as_bytes(), markup).is_some_and(|declared| declared.encoding == ISO_2022_JP)
    };
    if is_japanese && let Ok(japanese) = strict(ISO_2022_JP, text.as_bytes()) {
        return Ok(Decoded { text: japanese, notes: vec![note(ISO_2022_JP)], may_be_illegal: true });
    }
    Ok(Decoded { text, notes: Vec::new(), may_be_illegal: true })
}

fn legacy(bytes: &[u8], broken_at: usize, markup: Markup) -> Result<Decoded, Box<Undecodable>> {
    let declared = declared::encoding(bytes, markup);
    let doubtful = judged::is_mostly_utf8(bytes, declared.is_some());
    if doubtful || declared.as_ref().is_some_and(|declared| declared.encoding == UTF_8) {
        return Err(broken_utf8(bytes, broken_at));
    }
    let (encoding, rule, claim) = match &declared {
        Some(declared) => (declared.encoding, "encoding-broken", format!("declared as `{}`", declared.label)),
        None => (judged::encoding(bytes), "encoding-unknown", "not in UTF-8".to_owned()),
    };
    match strict(encoding, bytes) {
        Ok(text) if declared.is_none() && !judged::is_plausible(encoding, &text) => Err(doubted(bytes, broken_at)),
        Ok(text) => Ok(Decoded { text, notes: vec![note(encoding)], may_be_illegal: true }),
        Err(fault) => {
            let byte = bytes.get(fault.at).copied().unwrap_or_default();
            let message = format!(
                "the file is {claim}, but the byte `0x{byte:02X}` has no meaning in `{}`",
                encoding.name().to_lowercase()
            );
            let found = Diagnostic::error(rule, message).at(fault.span).help(HELP);
            Err(Box::new(Undecodable { found, text: fault.text }))
        }
    }
}

const HELP: &str = "open the file in the program that it comes from, and save it as UTF-8";

fn note(encoding: &'static Encoding) -> Diagnostic {
    let message = format!("the file is not in UTF-8; it is read as `{}`", encoding.name().to_lowercase());
    Diagnostic::note("encoding-legacy", message).help("save the file as UTF-8, so that nobody has to guess")
}

/// Where a byte could not be decoded.
struct Fault {
    /// The byte.
    at: usize,
    /// Its place in the text.
    span: Span,
    text: String,
}

/// Decodes bytes of which every one has a meaning.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Fault> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(length);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    if let DecoderResult::Malformed(length, after) = result {
        let at = read.saturating_sub(usize::from(length) + usize::from(after));
        let start = text.len();
        let lossy = encoding.decode_without_bom_handling(bytes).0.into_owned();
        return Err(Fault { at, span: Span::new(start, start + 3), text: lossy });
    }
    // The web's tables give the bytes that windows-1252 leaves open the meaning of control characters.
    let control = text.char_indices().find(|(_, c)| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}'));
    let Some((start, control)) = control.filter(|_| encoding.is_single_byte()) else {
        text.shrink_to_fit();
        return Ok(text);
    };
    let code = u8::try_from(u32::from(control)).unwrap_or_default();
    let at = bytes.iter().position(|byte| *byte == code).unwrap_or_default();
    Err(Fault { at, span: Span::new(start, start + control.len_utf8()), text })
}

fn broken_utf8(bytes: &[u8], at: usize) -> Box<Undecodable> {
    let byte = bytes.get(at).copied().unwrap_or_default();
    let found = Diagnostic::error("encoding-broken", format!("the byte `0x{byte:02X}` is not UTF-8"));
    let found =
        found.at(Span::new(at, at + 3)).help("type the character at this place again, and save the file as UTF-8");
    Box::new(Undecodable { found, text: String::from_utf8_lossy(bytes).into_owned() })
}

fn doubted(bytes: &[u8], at: usize) -> Box<Undecodable> {
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = format!("the file is not in UTF-8, and what the byte `0x{byte:02X}` stands for can't be told");
    let found = Diagnostic::error("encoding-unknown", message).at(Span::new(at, at + 3)).help(HELP);
    Box::new(Undecodable { found, text: String::from_utf8_lossy(bytes).into_owned() })
}

fn no_text(bytes: &[u8], at: usize) -> Box<Undecodable> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    // What stands before may have been replaced by something longer, but the byte itself is ASCII.
    let at = text.bytes().position(|byte| byte == bytes[at]).unwrap_or(at);
    let message = "the file holds binary data, not text";
    let help = "keep only texts under this name, or give the file the extension of what it is";
    let found = Diagnostic::error("encoding-unknown", message).at(Span::new(at, at + 1)).help(help);
    Box::new(Undecodable { found, text })
}

/// One in this many bytes may be a control character before a file counts as binary.
const CONTROL_SHARE: usize = 10;
/// So many may be in any file.
const CONTROLS_MIN: usize = 3;

/// The place of the first control character of binary data.
fn binary(bytes: &[u8]) -> Option<usize> {
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A | 0x1B);
    if !any_byte(bytes, |byte| is_control(&byte)) {
        return None;
    }
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    let is_text = nuls == 0 || std::str::from_utf8(bytes).is_ok();
    let are_many = controls > CONTROLS_MIN && controls * CONTROL_SHARE > bytes.len();
    let is_binary = are_many || (nuls > 0 && !is_text);
    bytes.iter().position(is_control).filter(|_| is_binary)
}
