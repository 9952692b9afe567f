//! The language that a text is written in, told from the text itself.

use whatlang::{Lang, Script};

use crate::model::Language;

/// How many letters are looked at: more make the answer no better.
const LETTERS_MAX: usize = 4_000;
/// How many letters are needed, counting one of East Asia as [`DENSE`].
const LETTERS_MIN: usize = 40;
/// How many letters of an alphabet one character of East Asia is worth.
const DENSE: usize = 3;

/// Tells the language of a text; `None` when the text is too short or the answer not reliable.
pub fn detect(text: &str) -> Option<Language> {
    let sample = sample(text);
    let kana = sample.chars().filter(|c| matches!(c, '\u{3041}'..='\u{30ff}')).count();
    let han = sample.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    let hangul = sample.chars().filter(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')).count();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count() + (kana + han + hangul) * (DENSE - 1);
    if letters < LETTERS_MIN {
        return None;
    }
    // A Japanese text can hold more Chinese characters than kana, but a Chinese one holds hardly any kana.
    if kana * 10 > kana + han && (kana + han) * DENSE * 2 > letters {
        return Language::new("ja").ok();
    }
    let info = whatlang::detect(&sample)?;
    let is_certain = info.is_reliable() || matches!(info.script(), Script::Mandarin | Script::Hangul);
    if !is_certain {
        return None;
    }
    Language::new(short_code(info.lang())).ok()
}

/// The first letters of a text with what separates words; addresses say nothing about a language.
fn sample(text: &str) -> String {
    let mut sample = String::new();
    let mut letters = 0;
    for word in text.split_whitespace().filter(|word| !word.contains("://")) {
        for c in word.chars() {
            letters += usize::from(c.is_alphabetic());
            if letters > LETTERS_MAX || sample.len() > LETTERS_MAX * 8 {
                return sample;
            }
            sample.push(c);
        }
        sample.push(' ');
    }
    sample
}

/// The code of ISO 639-1 where there is one, as RFC 5646 asks; else that of ISO 639-3.
fn short_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Cmn => "zh",
        // The tag of the macrolanguage that people use.
        Lang::Pes => "fa",
        Lang::Nob => "nb",
        other => ISO_639.iter().find(|(long, _)| *long == other.code()).map_or(other.code(), |(_, short)| short),
    }
}

/// ISO 639-3 and ISO 639-1 codes of the languages that are told apart.
#[rustfmt::skip]
const ISO_639: [(&str, &str); 68] = [
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ell", "el"),
    ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"),
    ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"),
    ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"),
    ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"),
    ("ori", "or"), ("pan", "pa"), ("pol", "pl"), ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"),
    ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"),
    ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"),
    ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"), ("eus", "eu"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(detect(text).as_ref().map(Language::as_str), expected, "{text}");
    }

    #[test]
    fn common_languages_are_told_from_a_few_sentences() {
        check(
            "La course à l’intelligence artificielle s’accélère et les prix baissent encore cette année.",
            Some("fr"),
        );
        check(
            "The race for artificial intelligence is speeding up, and prices are falling again this year.",
            Some("en"),
        );
        check(
            "Das Rennen um die künstliche Intelligenz wird schneller, und die Preise fallen in diesem Jahr.",
            Some("de"),
        );
        check(
            "La carrera por la inteligencia artificial se acelera y los precios bajan de nuevo este año.",
            Some("es"),
        );
        check("人工知能をめぐる競争は加速しており、価格は今年も下がり続けている。", Some("ja"));
        check("東京都知事選挙、投票率上昇。新記録達成へ期待高まる。関係者発表。", Some("ja"));
        check("人工智能的竞争正在加速，今年的价格仍在继续下降，许多公司都受到了影响。", Some("zh"));
        check("Гонка за искусственный интеллект ускоряется, и в этом году цены снова снижаются.", Some("ru"));
        check("인공지능을 둘러싼 경쟁이 빨라지고 있으며 올해도 가격이 내려가고 있다.", Some("ko"));
    }

    #[test]
    fn little_text_tells_nothing() {
        for text in [
            "",
            "Bonjour",
            "1234567890 1234567890 1234567890 1234567890 12",
            "https://example.com/a/b/c/d/e/f/g/h/i/j/k",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_long_text_is_looked_at_in_part() {
        let french = "La course à l’intelligence artificielle s’accélère encore. ".repeat(100);
        check(&(french + &"The end of it is English. ".repeat(100_000)), Some("fr"));
        check(&"x".repeat(1_000_000), detect(&"x".repeat(1_000_000)).as_ref().map(Language::as_str));
    }

    #[test]
    fn every_language_has_a_tag() {
        for lang in Lang::all() {
            assert!(Language::new(short_code(*lang)).is_ok(), "{lang}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at(text in "\\PC{0,200}") {
            detect(&text);
        }
    }
}
