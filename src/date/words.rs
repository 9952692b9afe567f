//! The words that dates are written with, in the languages of many sites.
//!
//! Accents are optional, so every word stands here without them. Abbreviations are found as beginnings of at least
//! three letters, which is how people shorten a month (`sept.`, `août`, `févr.`).

use crate::nearest::distance;

/// Months, one language a line, January first.
const MONTHS: &[[&str; 12]] = &[
    // English
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    // French
    [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ],
    // German
    [
        "januar",
        "februar",
        "marz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    // Austrian German
    [
        "janner",
        "feber",
        "maerz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    // Spanish
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    // Italian
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    // Portuguese
    [
        "janeiro",
        "fevereiro",
        "marco",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    // Dutch
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    // Swedish
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    // Danish and Norwegian
    [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    // Polish, as in a date
    [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "wrzesnia",
        "pazdziernika",
        "listopada",
        "grudnia",
    ],
    // Catalan
    [
        "gener", "febrer", "marc", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
        "desembre",
    ],
    // Russian, as in a date
    [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    // Ukrainian, as in a date
    [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
];

/// Short forms that are no beginnings of the whole word, or shorter than three letters.
const SHORT_MONTHS: &[(&str, u32)] =
    &[("mrt", 3), ("mrz", 3), ("mär", 3), ("jui", 7), ("sept", 9), ("set", 9), ("dez", 12), ("dic", 12), ("gen", 1)];

/// Days of the week, one language a line, Monday first.
const WEEKDAYS: &[[&str; 7]] = &[
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
    ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"],
    ["segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo"],
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag"],
    ["poniedzialek", "wtorek", "sroda", "czwartek", "piatek", "sobota", "niedziela"],
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"],
];

/// Two-letter days of the week that German and Dutch use.
const SHORT_WEEKDAYS: &[(&str, u32)] = &[
    ("mo", 1),
    ("ma", 1),
    ("di", 2),
    ("mi", 3),
    ("wo", 3),
    ("do", 4),
    ("fr", 5),
    ("vr", 5),
    ("sa", 6),
    ("za", 6),
    ("so", 7),
    ("zo", 7),
];

/// Words that stand in dates and mean nothing by themselves.
const FILLERS: &[&str] = &[
    "le", "du", "de", "del", "den", "der", "the", "of", "on", "at", "a", "am", "um", "uhr", "las", "los", "alle",
    "ore", "om", "uur", "kl", "klokken", "feira", "il", "el", "la", "op", "o", "godz", "roku", "r", "г", "года",
    "року", "в", "ab", "as", "d", "dia", "vers", "er", "e", "st", "nd", "rd", "th", "year", "em", "den",
];

/// The month that a word names: 1 to 12. `language` (its first subtag) decides where languages differ.
pub(super) fn month(word: &str, language: Option<&str>) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if word.chars().count() < 3 {
        return None;
    }
    let position = |names: &[&str; 12], fits: &dyn Fn(&str) -> bool| names.iter().position(|name| fits(name));
    let number = |index: usize| u32::try_from(index + 1).ok();
    let whole = MONTHS.iter().find_map(|names| position(names, &|name| name == word));
    if let Some(index) = whole {
        return number(index);
    }
    if let Some((_, month)) = SHORT_MONTHS.iter().find(|(short, _)| *short == word) {
        return Some(*month);
    }
    let row = match language {
        Some("fr") => Some(1),
        Some("de") => Some(2),
        Some("es") => Some(4),
        Some("it") => Some(5),
        Some("pt") => Some(6),
        Some("nl") => Some(7),
        Some("sv") => Some(8),
        Some("da" | "nb" | "nn" | "no") => Some(9),
        Some("pl") => Some(10),
        Some("ca") => Some(11),
        Some("ru") => Some(12),
        Some("uk") => Some(13),
        _ => None,
    };
    let rows = row.into_iter().chain(0..MONTHS.len());
    // A beginning that two months share (`jui`, `mar` in no language) must not pick one of them.
    rows.map(|row| &MONTHS[row]).find_map(|names| {
        let first = position(names, &|name| name.starts_with(word))?;
        let only = names.iter().filter(|name| name.starts_with(word)).count() == 1;
        if only { number(first) } else { None }
    })
}

/// The day of the week that a word names: Monday 1 to Sunday 7.
pub(super) fn weekday(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if let Some((_, day)) = SHORT_WEEKDAYS.iter().find(|(short, _)| *short == word) {
        return Some(*day);
    }
    if word.chars().count() < 3 {
        return None;
    }
    let index = WEEKDAYS.iter().find_map(|names| names.iter().position(|name| name.starts_with(word)))?;
    u32::try_from(index + 1).ok()
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word.trim_end_matches('.'))
}

/// The English month that a word was probably meant to be.
pub(super) fn nearest_month(word: &str) -> Option<&'static str> {
    let (letters, name) = MONTHS.iter().flatten().map(|name| (distance(word, name), *name)).min()?;
    (letters <= 2 && word.chars().count() > letters + 1).then_some(name)
}

/// A word in lower case, without accents of Latin letters.
pub(super) fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ñ' | 'ń' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
            'ù' | 'ú' | 'û' | 'ü' | 'ů' => 'u',
            'ś' | 'š' => 's',
            'ź' | 'ż' | 'ž' => 'z',
            'ł' => 'l',
            'ý' => 'y',
            other => other,
        })
        .collect()
}

/// Offsets in minutes of zone names: RFC 822's, and those that mean one offset wherever they are used.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("acst", 570),
    ("acdt", 630),
    ("awst", 480),
    ("nzst", 720),
    ("nzdt", 780),
];

/// Names that mean different offsets in different places.
const AMBIGUOUS_ZONES: &[(&str, &str)] = &[
    ("ist", "India's, Ireland's or Israel's time"),
    ("bst", "British summer time or Bangladesh's time"),
    ("ast", "Atlantic or Arabian time"),
    ("gst", "Gulf time or that of South Georgia"),
    ("sst", "Samoa's or Singapore's time"),
    ("pkt", "Pakistan's or an Alaskan peninsula's time"),
];

/// What a zone's short name means.
pub(super) enum ZoneWord {
    Minutes(i32),
    Ambiguous(&'static str),
}

/// The meaning of a zone's short name. RFC 2822, section 4.3: military letters were misused, so they mean UTC.
pub(super) fn zone(word: &str) -> Option<ZoneWord> {
    let word = word.to_ascii_lowercase();
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Some(ZoneWord::Minutes(*minutes));
    }
    if let Some((_, meanings)) = AMBIGUOUS_ZONES.iter().find(|(name, _)| *name == word) {
        return Some(ZoneWord::Ambiguous(meanings));
    }
    let is_military = matches!(word.as_bytes(), [b'a'..=b'i' | b'k'..=b'y']);
    is_military.then_some(ZoneWord::Minutes(0))
}
