//! How the renderer writes an address into an attribute.

/// The bytes that are written as they are.
const IS_KEPT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = b'!';
    while byte < 0x7F {
        table[byte as usize] = !matches!(byte, b'"' | b'<' | b'>' | b'[' | b'\\' | b']' | b'`' | b'{' | b'|' | b'}');
        byte += 1;
    }
    table
};

fn is_kept(byte: u8) -> bool {
    IS_KEPT[usize::from(byte)]
}

/// Adds an address, all that no address may hold percent-encoded.
pub(super) fn push_encoded(out: &mut String, address: &str) {
    if address.bytes().all(is_kept) {
        return out.push_str(address);
    }
    for byte in address.bytes() {
        match is_kept(byte) {
            true => out.push(char::from(byte)),
            false => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                out.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
}
