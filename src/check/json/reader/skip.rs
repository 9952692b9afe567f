//! Lists and objects beyond the limits: their grammar is judged, and nothing is kept.

use super::Reader;

impl Reader<'_> {
    /// Passes over a list or an object of any depth. Only brackets, texts and other values are told apart.
    pub(super) fn skip(&mut self) {
        let mut open = Vec::new();
        // Whether a value, a comma or an end may follow is decided by what came last.
        let mut last = b',';
        loop {
            self.blanks();
            let Some(byte) = self.peek() else { break };
            let in_object = open.last() == Some(&b'{');
            let wants_value = matches!(last, b',' | b'[' | b':') && !(in_object && last == b',');
            let wants_key = in_object && matches!(last, b',' | b'{');
            match byte {
                b'{' | b'[' if wants_value => {
                    self.at += 1;
                    open.push(byte);
                    last = byte;
                }
                b'}' if in_object && matches!(last, b'{' | b'v') => {
                    self.at += 1;
                    open.pop();
                    last = b'v';
                }
                b']' if open.last() == Some(&b'[') && matches!(last, b'[' | b'v') => {
                    self.at += 1;
                    open.pop();
                    last = b'v';
                }
                b',' if last == b'v' => {
                    self.at += 1;
                    last = b',';
                }
                b':' if last == b'k' => {
                    self.at += 1;
                    last = b':';
                }
                b'"' if wants_key => match self.string() {
                    Some(_) => last = b'k',
                    None => return,
                },
                _ if wants_value => match self.scalar() {
                    Some(()) => last = b'v',
                    None => return,
                },
                _ => break,
            }
            if open.is_empty() {
                return;
            }
        }
        let message = format!("the list or object does not go on with {}", self.here());
        self.fail(message, "write a comma between two values, and close what is open");
    }

    fn scalar(&mut self) -> Option<()> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => self.word().map(drop),
        }
    }
}
