//! Characters that nobody meant: misread bytes, text decoded twice, controls that change the reader's page.

use memchr::memchr2_iter;

use crate::check::content::report::Report;
use crate::check::rules::content as rules;

/// What the bytes of UTF-8 become when they are read as Windows-1252: those of 0x80 to 0x9F that have a letter there.
const LETTERS: &str = "€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜š›œžŸ";

/// Judges the characters of a text from `base` on; `is_plain` says that no markup explains them.
pub(super) fn judge(text: &str, base: usize, is_plain: bool, report: &mut Report<'_, '_, '_, '_>) {
    let mut scripts = 0;
    let mut bidi = Bidi::default();
    for at in Suspects::of(text) {
        let rest = &text[at..];
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        let place = (base + at, base + at + c.len_utf8());
        match c {
            // Half of a pair in JSON is read as this sign, and told as what it is.
            '\u{fffd}' if is_half(report.place.raw_at(place.0)) => {}
            '\u{80}'..='\u{9f}' | '\u{fffd}' => {
                let help = "save the text in the encoding that the file declares; UTF-8 is best";
                report.say(&rules::CHARACTER_MISREAD, place, help, |name| {
                    format!(
                        "{name} holds `U+{:04X}`, which stands for a byte that was read in the wrong encoding",
                        u32::from(c)
                    )
                });
            }
            'Ã' | 'Â' | 'â' | 'ï' | 'Ð' | 'Ñ' => {
                scripts += misread(c, chars.as_str());
                if scripts >= 2 {
                    scripts = 0;
                    twice(rest, place, report);
                }
            }
            '\u{feff}' | '\u{200b}' | '\u{2060}' if is_plain => {
                let help = "take it out: it breaks searches and equal titles";
                report.say(&rules::CHARACTER_INVISIBLE, place, help, |name| {
                    format!("{name} holds the invisible character `U+{:04X}`", u32::from(c))
                });
            }
            _ => bidi.see(c, place),
        }
    }
    if let Some((c, place)) = bidi.fault() {
        let help = "close what it opens with `U+2069` or `U+202C`, or take it out";
        report.say(&rules::CHARACTER_TURNS, place, help, |name| {
            format!("{name} holds `U+{:04X}`, which turns the direction of whatever follows", u32::from(c))
        });
    }
}

/// The places of the characters that may be in question, in their order.
struct Suspects<'b> {
    bytes: &'b [u8],
    /// The next of two bytes, and the next of three.
    short: Option<usize>,
    long: Option<usize>,
}

impl<'b> Suspects<'b> {
    fn of(text: &'b str) -> Suspects<'b> {
        let mut suspects = Suspects { bytes: text.as_bytes(), short: None, long: None };
        (suspects.short, suspects.long) = (suspects.next_short(0), suspects.next_long(0));
        suspects
    }

    fn next_short(&self, from: usize) -> Option<usize> {
        let bytes = &self.bytes[from..];
        memchr2_iter(0xc2, 0xc3, bytes).find(|at| is_suspect(&bytes[*at..])).map(|at| from + at)
    }

    fn next_long(&self, from: usize) -> Option<usize> {
        let bytes = &self.bytes[from..];
        memchr2_iter(0xe2, 0xef, bytes).find(|at| is_suspect(&bytes[*at..])).map(|at| from + at)
    }
}

impl Iterator for Suspects<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.short.into_iter().chain(self.long).min()?;
        if self.short == Some(at) {
            self.short = self.next_short(at + 1);
        } else {
            self.long = self.next_long(at + 1);
        }
        Some(at)
    }
}

/// Whether a character, of which the first byte is known to begin one, may be in question: most letters and quotation
/// marks are not.
fn is_suspect(bytes: &[u8]) -> bool {
    match bytes {
        [0xc2, second, ..] => *second < 0xa0,
        // `Â`, `Ã`, `Ð`, `Ñ`, `â`, `ï`.
        [0xc3, second, ..] => matches!(second, 0x82 | 0x83 | 0x90 | 0x91 | 0xa2 | 0xaf),
        // From U+200B and U+202A on, and U+2060 and U+2066 on.
        [0xe2, 0x80, third, ..] => matches!(third, 0x8b | 0xaa..=0xae),
        [0xe2, 0x81, third, ..] => matches!(third, 0xa0 | 0xa6..=0xa9),
        // U+FEFF and U+FFFD.
        [0xef, second, third, ..] => matches!((second, third), (0xbb, 0xbf) | (0xbf, 0xbd)),
        _ => false,
    }
}

/// Whether an escape of JSON is half of a character.
fn is_half(raw: &str) -> bool {
    raw.strip_prefix("\\u").is_some_and(|digits| digits.starts_with(['d', 'D']))
}

fn twice(rest: &str, place: (usize, usize), report: &mut Report<'_, '_, '_, '_>) {
    let word: String = rest.chars().take(8).take_while(|c| !c.is_whitespace()).collect();
    let help = "decode the source as UTF-8 once, before it is written as UTF-8";
    report.say(&rules::TEXT_MISREAD, place, help, |name| {
        format!("{name} holds `{}`: UTF-8 that was read as Latin-1", word.escape_debug())
    });
}

/// How surely a character and what follows are UTF-8 that was read byte by byte: two is sure.
fn misread(first: char, rest: &str) -> usize {
    let mut next = rest.chars();
    let (Some(second), third) = (next.next(), next.next()) else { return 0 };
    let is_byte = |c: char| matches!(c, '\u{80}'..='\u{bf}') || LETTERS.contains(c);
    match first {
        // A quotation mark may well follow a capital: `«IRMÃ»`.
        'Ã' if is_byte(second) && !matches!(second, '«' | '»' | '›' | '‹' | '\u{a0}' | '„' | '·' | '•') => {
            2
        }
        'Ã' if second == '\u{a0}' && third.is_some_and(|c| c.is_lowercase()) => 1,
        'Â' if matches!(second, '\u{a1}'..='\u{aa}' | '\u{ac}'..='\u{b6}' | '\u{b8}'..='\u{ba}' | '\u{bc}'..='\u{bf}') => {
            2
        }
        'Â' if second == '\u{a0}' => 1,
        'â' if second == '€' || (is_byte(second) && second <= '\u{9f}' && third.is_some_and(is_byte)) => 2,
        'ï' if second == '»' && third == Some('¿') => 2,
        'Ð' | 'Ñ' if is_byte(second) => 1,
        _ => 0,
    }
}

/// Which changes of direction are open.
#[derive(Default)]
struct Bidi {
    open: Vec<(char, (usize, usize))>,
    depth: usize,
}

impl Bidi {
    fn see(&mut self, c: char, place: (usize, usize)) {
        match c {
            '\u{202a}'..='\u{202b}' | '\u{202d}'..='\u{202e}' | '\u{2066}'..='\u{2068}' => {
                self.depth += 1;
                if self.open.len() < 64 {
                    self.open.push((c, place));
                }
            }
            '\u{202c}' | '\u{2069}' if self.depth > 0 => {
                self.depth -= 1;
                self.open.truncate(self.depth);
            }
            _ => {}
        }
    }

    fn fault(&self) -> Option<(char, (usize, usize))> {
        self.open.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_in_question_is_looked_at() {
        let is_in_question = |c: char| {
            matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}' | 'Ã' | 'Â' | 'â' | 'ï' | 'Ð' | 'Ñ')
                || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        for c in ('\0'..=char::MAX).filter(|c| is_in_question(*c)) {
            let text = format!("{}é{c}’{c}", "-".repeat(100));
            let found: Vec<usize> = Suspects::of(&text).collect();
            assert_eq!(found, [102, 102 + c.len_utf8() + '’'.len_utf8()], "{c:?}");
        }
        assert_eq!(Suspects::of("L’été « à » — où ? 東京，¿Qué…").next(), None);
        assert_eq!(Suspects::of("ï\u{202a}Ã\u{feff}Ã").collect::<Vec<_>>(), [0, 2, 5, 7, 10]);
    }
}
