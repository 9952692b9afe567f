//! The words that dates are written with, in the languages of many sites.
//!
//! Accents are optional, so every word stands here without them. Abbreviations are found as beginnings of at least
//! three letters, which is how people shorten a month (`sept.`, `août`, `févr.`).

use crate::nearest::distance;

/// Months by language, January first, as they stand in a date.
const MONTHS: &[(&str, &str)] = &[
    ("en", "january february march april may june july august september october november december"),
    ("fr", "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"),
    ("de", "januar februar marz april mai juni juli august september oktober november dezember"),
    ("de", "janner feber maerz april mai juni juli august september oktober november dezember"),
    ("es", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    ("it", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    ("pt", "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro"),
    ("nl", "januari februari maart april mei juni juli augustus september oktober november december"),
    ("sv", "januari februari mars april maj juni juli augusti september oktober november december"),
    ("da", "januar februar marts april maj juni juli august september oktober november december"),
    ("no", "januar februar mars april mai juni juli august september oktober november desember"),
    ("pl", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia"),
    ("ca", "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre"),
    ("ru", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    ("uk", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    ("ro", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"),
    ("cs", "ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince"),
    ("hu", "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december"),
    (
        "fi",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta \
         marraskuuta joulukuuta",
    ),
    ("tr", "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik"),
];

/// What programs write, whatever the site's language: `Mar` is March in Finnish too, where `marraskuu` is November.
const MONTHS_OF_PROGRAMS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS_OF_PROGRAMS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Forms that are no beginnings of the whole word, or shorter than three letters.
const OTHER_MONTHS: &[(&str, u32)] = &[
    ("mrt", 3),
    ("mrz", 3),
    ("май", 5),
    ("jui", 7),
    ("sept", 9),
    ("set", 9),
    ("setiembre", 9),
    ("dez", 12),
    ("dic", 12),
    ("gen", 1),
];

/// Days of the week, one language a line, Monday first.
const WEEKDAYS: &[&str] = &[
    "monday tuesday wednesday thursday friday saturday sunday",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lunes martes miercoles jueves viernes sabado domingo",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "segunda terca quarta quinta sexta sabado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "mandag tisdag onsdag torsdag fredag lordag sondag",
    "mandag tirsdag onsdag torsdag fredag lordag sondag",
    "poniedzialek wtorek sroda czwartek piatek sobota niedziela",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "понеділок вівторок середа четвер пятниця субота неділя",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "luni marti miercuri joi vineri sambata duminica",
    "pondeli utery streda ctvrtek patek sobota nedele",
    "hetfo kedd szerda csutortok pentek szombat vasarnap",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "pazartesi sali carsamba persembe cuma cumartesi pazar",
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "周一 周二 周三 周四 周五 周六 周日",
    "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
];

/// Days of the week in forms that are no beginnings of three letters.
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
    ("пн", 1),
    ("вт", 2),
    ("ср", 3),
    ("чт", 4),
    ("пт", 5),
    ("сб", 6),
    ("вс", 7),
    ("weds", 3),
    ("星期天", 7),
];

/// Words that stand in dates and mean nothing by themselves.
const FILLERS: &str = "le du de del den der the of on at a am um uhr las los alle ore om uur kl klokken feira il el \
                       la op o godz roku r г года року р в ab as d dia vers er e st nd rd th year em";

/// Words that mean another date at every build.
const MOVING: &[&str] = &[
    "now",
    "now()",
    "today",
    "yesterday",
    "tomorrow",
    "aujourd'hui",
    "aujourd’hui",
    "maintenant",
    "heute",
    "hoy",
    "oggi",
    "hoje",
    "vandaag",
    "idag",
    "dzisiaj",
    "сегодня",
    "今日",
    "今天",
    "오늘",
];

/// The month that a word names: 1 to 12. `language` (its first subtag) decides where languages differ.
pub(super) fn month(word: &str, language: Option<&str>) -> Option<u32> {
    if word.chars().count() < 3 || WEEKDAYS_OF_PROGRAMS.contains(&word) {
        return None;
    }
    let number = |index: usize| u32::try_from(index + 1).ok();
    if let Some(index) = MONTHS_OF_PROGRAMS.iter().position(|name| *name == word) {
        return number(index);
    }
    if let Some(index) = MONTHS.iter().find_map(|(_, names)| names.split(' ').position(|name| name == word)) {
        return number(index);
    }
    if let Some((_, month)) = OTHER_MONTHS.iter().find(|(name, _)| *name == word) {
        return Some(*month);
    }
    // A beginning that two months share (`jui`, `cer`) must not pick one of them.
    rows(language).find_map(|names| {
        let mut begun = names.split(' ').enumerate().filter(|(_, name)| name.starts_with(word));
        let (first, only) = (begun.next()?, begun.next().is_none());
        if only { number(first.0) } else { None }
    })
}

/// The months of a language, then those of all.
fn rows(language: Option<&str>) -> impl Iterator<Item = &'static str> {
    let language = match language {
        Some("nb" | "nn") => Some("no"),
        other => other,
    };
    let own = MONTHS.iter().filter(move |(code, _)| Some(*code) == language);
    own.chain(MONTHS).map(|(_, names)| *names)
}

/// The day of the week that a word names: Monday 1 to Sunday 7.
pub(super) fn weekday(word: &str) -> Option<u32> {
    if let Some(index) = WEEKDAYS_OF_PROGRAMS.iter().position(|name| *name == word) {
        return u32::try_from(index + 1).ok();
    }
    if let Some((_, day)) = SHORT_WEEKDAYS.iter().find(|(short, _)| *short == word) {
        return Some(*day);
    }
    if word.is_ascii() && word.len() < 3 {
        return None;
    }
    // Swedish says `onsdagen den 13 augusti`.
    let word = word.strip_suffix("en").filter(|word| word.ends_with("dag")).unwrap_or(word);
    let find = |fits: &dyn Fn(&str) -> bool| WEEKDAYS.iter().find_map(|names| names.split(' ').position(fits));
    let begins = word.chars().count() >= 3;
    let index = find(&|name| name == word).or_else(|| find(&|name| begins && name.starts_with(word)))?;
    u32::try_from(index + 1).ok()
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.split_ascii_whitespace().any(|filler| filler == word)
}

pub(super) fn is_moving(text: &str) -> bool {
    MOVING.contains(&text.to_lowercase().as_str())
}

/// The month that a word was probably meant to be, in the site's language or in English; in any where none is given.
pub(super) fn nearest_month(word: &str, language: Option<&str>) -> Option<&'static str> {
    let length = word.chars().count();
    let letters_max = match length {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let count = if language.is_some() { 2 } else { usize::MAX };
    let names = rows(language).take(count).flat_map(|names| names.split(' '));
    let names = names.filter(|name| name.chars().count().abs_diff(length) <= letters_max);
    let (letters, name) = names.map(|name| (distance(word, name), name)).min_by_key(|(letters, _)| *letters)?;
    (letters <= letters_max).then_some(name)
}

/// A word in lower case, without accents of Latin letters.
pub(super) fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' | 'ă' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ď' => 'd',
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
            'ğ' => 'g',
            'ì' | 'í' | 'î' | 'ï' | 'ı' => 'i',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => 'o',
            'ř' => 'r',
            'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ț' | 'ţ' => 't',
            'ź' | 'ż' | 'ž' => 'z',
            'ł' => 'l',
            'ý' => 'y',
            other => other,
        })
        .collect()
}
