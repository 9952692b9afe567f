//! Names of elements, attributes and instructions.

use super::{NAME_MAX, Reader};

/// Which bytes stand within a name.
static IN_NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.');
        byte += 1;
    }
    table
};

impl<'t> Reader<'t> {
    /// Goes over a name, with a prefix or without; `None` where none begins, or one of other letters.
    pub(super) fn name(&mut self) -> Option<&'t str> {
        let start = self.at;
        self.part()?;
        if self.byte() == Some(b':') {
            self.at += 1;
            self.part()?;
        }
        let is_name = self.at - start <= NAME_MAX && self.byte().is_none_or(|byte| byte.is_ascii() && byte != b':');
        is_name.then(|| &self.text[start..self.at])
    }

    /// Goes over a prefix, or a name without one.
    fn part(&mut self) -> Option<()> {
        self.byte().filter(|byte| byte.is_ascii_alphabetic() || *byte == b'_')?;
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| !IN_NAME[usize::from(*byte)]).unwrap_or(rest.len());
        Some(())
    }
}
