//! UTF-16 and UTF-32.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memchr;

use super::{Decoded, HELP, Undecodable, note, strict};
use crate::diagnostic::Diagnostic;

/// Decodes bytes that are UTF-16, by their byte order mark or their pattern; `None` for others.
pub(super) fn decode(bytes: &[u8]) -> Option<Result<Decoded, Box<Undecodable>>> {
    let marks: [(&[u8], &str); 2] = [(b"\xff\xfe\0\0", "UTF-32LE"), (b"\0\0\xfe\xff", "UTF-32BE")];
    if let Some((_, name)) = marks.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let message = format!("the file is in {name}, which is not read");
        let found = Diagnostic::error("encoding-unknown", message).help(HELP);
        return Some(Err(Box::new(Undecodable { found, text: String::new() })));
    }
    let (encoding, bytes, is_marked) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE, rest, true),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE, rest, true),
        _ => (by_pattern(bytes)?, bytes, false),
    };
    Some(match strict(encoding, bytes) {
        Ok(text) => Ok(Decoded { text, notes: vec![note(encoding)], may_be_illegal: true }),
        Err(_) if !is_marked => return None,
        Err(fault) => {
            let message = format!("the file is in {}, but half of a character is missing", encoding.name());
            let found = Diagnostic::error("encoding-broken", message).at(fault.span).help(HELP);
            Err(Box::new(Undecodable { found, text: fault.text }))
        }
    })
}

/// In UTF-16, every second byte of what stands in ASCII is zero, and always the same one of two.
fn by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let characters = bytes.len() / 2;
    if bytes.len() < 4 || memchr(0, bytes).is_none() {
        return None;
    }
    let (even, odd) = (zeros(0), zeros(1));
    // One character in four is in ASCII; hardly any has its other byte zero.
    let fits = |many: usize, few: usize| many >= 2 && many * 4 >= characters && few * 8 <= many;
    match (fits(odd, even), fits(even, odd)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}
