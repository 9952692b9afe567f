//! What the letters of a document say about its encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_2, WINDOWS_1250, WINDOWS_1252};

/// Whether bytes that are not UTF-8 are a text in UTF-8 that was damaged. What is declared to be something else needs
/// more evidence.
pub(super) fn is_mostly_utf8(bytes: &[u8], is_declared: bool) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += chunk.invalid().len();
    }
    good >= broken * if is_declared { 4 } else { 1 }
}

/// The encoding that bytes seem to be in, which are not UTF-8.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // To the detector, `œ` speaks for Polish, where it would be `ś`, and `£` and `ï` do as well.
    let is_other_latin = guess != WINDOWS_1252 && guess.is_single_byte() && script(guess, bytes) == Script::Latin;
    if is_other_latin && reads_as_french(&WINDOWS_1252.decode_without_bom_handling(bytes).0) {
        return WINDOWS_1252;
    }
    guess
}

#[derive(PartialEq, Eq)]
enum Script {
    Latin,
    Other,
}

/// The script of the first letters beyond ASCII.
fn script(encoding: &'static Encoding, bytes: &[u8]) -> Script {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let mut letters = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).take(50);
    if letters.all(is_latin) { Script::Latin } else { Script::Other }
}

fn is_latin(c: char) -> bool {
    c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)
}

/// Words that French and English can't do without, and the languages of Central Europe don't have.
const FRENCH: &[&str] = &[
    "and", "au", "aux", "avec", "ce", "ces", "cette", "dans", "des", "du", "elle", "est", "for", "il", "ils", "le",
    "les", "mais", "nous", "of", "par", "pas", "plus", "pour", "que", "qui", "sa", "ses", "son", "sont", "sur", "that",
    "the", "this", "un", "une", "vous", "was", "with",
];
/// Texts with fewer words need none of those.
const WORDS_FEW: usize = 6;
/// One word in so many is one of those.
const WORDS_EACH: usize = 20;

/// Whether a text decoded as windows-1252 has the letters and signs of French or English, and some of their words.
fn reads_as_french(text: &str) -> bool {
    let is_french = |c: char| match c {
        _ if c.is_ascii() => true,
        '\u{80}'..='\u{9f}' => false,
        _ if c.is_alphabetic() => "àâæçèéêëîïôùûüœÿ".contains(c.to_lowercase().next().unwrap_or(c)),
        _ => "\u{a0}’‘“”«»–—…€£°©®™·•½¼¾²³§†‹›".contains(c),
    };
    if !text.chars().all(is_french) {
        return false;
    }
    let mut words = 0;
    let mut known = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        known += usize::from(word.len() <= 5 && FRENCH.binary_search(&word.to_lowercase().as_str()).is_ok());
    }
    words < WORDS_FEW || known * WORDS_EACH >= words
}

/// One sign in so many may stand where nobody would write it.
const ODD_SHARE: usize = 10;

/// Whether a text reads as one that people write. What was written on an old Macintosh or under DOS can be decoded as
/// windows-1252, but then `é` becomes `Ž` or `‚` in the middle of words.
pub(super) fn is_plausible(encoding: &'static Encoding, text: &str) -> bool {
    let is_single_byte = encoding.is_single_byte();
    let (mut odd, mut all, mut run) = (0, 0, 0);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_ascii() {
            let after = characters.peek().copied().unwrap_or(' ');
            run = if c.is_alphabetic() { run + 1 } else { 0 };
            all += 1;
            let is_run = is_single_byte && is_latin(c) && run >= longest_run(encoding);
            odd += usize::from(is_run || is_odd(before, c, after, is_single_byte));
        } else {
            run = 0;
        }
        before = c;
    }
    odd == 0 || odd * ODD_SHARE < all
}

/// How many letters in a row are never all beyond ASCII. Polish has `żółć`.
fn longest_run(encoding: &'static Encoding) -> usize {
    if [WINDOWS_1250, ISO_8859_2].contains(&encoding) { 5 } else { 4 }
}

/// Whether nobody would write a character between these two.
fn is_odd(before: char, c: char, after: char, is_single_byte: bool) -> bool {
    let is_inside = before.is_alphabetic() && after.is_alphabetic();
    if !is_single_byte {
        return before.is_ascii_lowercase() && after.is_ascii_lowercase();
    }
    match c {
        'ˆ' | '˜' => true,
        _ if !is_latin(c) && c.is_alphabetic() => before.is_ascii_alphabetic() || after.is_ascii_alphabetic(),
        _ if c.is_uppercase() => before.is_lowercase(),
        // These open something.
        '‚' | '„' | '‹' | '¿' | '¡' => before.is_alphabetic(),
        '†' | '‡' | '‰' | '›' | '•' | '“' | '”' | '¢' | '£' | '¤' | '¥' | '¦' | '§' | '¨' | '¬' | '¯' | '±' | '¶'
        | '¸' => is_inside,
        '\u{ad}' => !before.is_ascii_alphabetic(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(encoding: &'static Encoding, text: &str, expected: bool) {
        assert_eq!(is_plausible(encoding, text), expected, "{text}");
    }

    #[test]
    fn words_are_sorted() {
        assert!(FRENCH.is_sorted());
    }

    #[test]
    fn signs_within_words_are_doubted() {
        for text in ["CafŽ", "dÕun modle", "rŽvolutionnaire", "Caf‚", "na‹ve", "gar‡on", "Stra§e", "20 ˆ"] {
            check(WINDOWS_1252, text, false);
        }
        for text in
            ["", "ASCII", "Été", "ÉTÉ", "l’Écho", "10 €", "mot–mot", "§ 5", "«\u{a0}Ça\u{a0}»", "n°\u{a0}5", "æøå"]
        {
            check(WINDOWS_1252, text, true);
        }
    }

    #[test]
    fn one_odd_sign_in_a_long_text_is_no_doubt() {
        check(WINDOWS_1252, &format!("{} McÉvoy", "été ".repeat(20)), true);
    }

    #[test]
    fn letters_of_two_scripts_make_no_word() {
        check(encoding_rs::WINDOWS_1251, "cafй", false);
        check(encoding_rs::WINDOWS_1251, "кафе и cafe", true);
        check(encoding_rs::SHIFT_JIS, "gar㎜n", false);
        check(encoding_rs::SHIFT_JIS, "AI技術", true);
    }
}
