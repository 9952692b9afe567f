//! What the page says, and how it writes dates, in the languages that it speaks.

use crate::date::Timestamp;
use crate::model::Language;

/// Everything that the page says in one language.
#[derive(Debug)]
pub(in crate::render) struct Words {
    /// The language's tag.
    pub(in crate::render) language: &'static str,
    pub(super) subscribe: &'static str,
    pub(super) lead: &'static str,
    pub(super) how: &'static str,
    pub(super) steps: [&'static str; 3],
    pub(super) feed: &'static str,
    pub(super) feeds: &'static str,
    /// Before the address of a feed.
    pub(super) address: &'static str,
    pub(super) copy: &'static str,
    pub(super) copied: &'static str,
    /// Where the browser does not let the page copy.
    pub(super) selected: &'static str,
    pub(super) formats: &'static str,
    pub(super) newest: &'static str,
    pub(super) further: &'static str,
    /// That there are `{}` more feeds than the page shows.
    pub(super) more: &'static str,
    pub(super) all: &'static str,
    /// What stands above a feed that a browser shows by itself.
    pub(in crate::render) raw: &'static str,
    /// What stands above a page of an archive, to which nobody subscribes.
    pub(in crate::render) older: &'static str,
    months: [&'static str; 12],
    /// A date of `{day}`, `{month}` and `{year}`.
    date: &'static str,
    /// The first of a month.
    first: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    subscribe: "Subscribe",
    lead: "A feed brings every new article to an app of your choice. Nobody asks for your e-mail address, and no algorithm \
           decides what you see.",
    how: "How it works",
    steps: [
        "Get a feed reader: an app or a website that collects what you follow. NetNewsWire, Feeder, Thunderbird and \
         Inoreader are some of many.",
        "Copy the address of a feed from this page.",
        "Paste it where your reader offers to add or follow something new. That is all.",
    ],
    feed: "The feed",
    feeds: "The feeds",
    address: "Address of the feed",
    copy: "Copy",
    copied: "Copied",
    selected: "Selected: press Ctrl+C or ⌘C",
    formats: "Open as:",
    newest: "Newest articles",
    further: "Further feeds",
    more: "and {} more, all of them in the list below",
    all: "All feeds in one file, for readers that import lists:",
    raw: "This is a feed. To follow it, copy the address of this page and paste it into a feed reader.",
    older: "These are older entries of a feed, on a page of its archive.",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    date: "{day} {month} {year}",
    first: "1",
};

const FRENCH: Words = Words {
    language: "fr",
    subscribe: "S’abonner",
    lead: "Un flux apporte chaque nouvel article dans l’application de votre choix. Personne ne demande votre adresse \
           électronique, et aucun algorithme ne choisit ce que vous voyez.",
    how: "Comment faire",
    steps: [
        "Choisissez un lecteur de flux\u{a0}: une application ou un site qui rassemble ce que vous suivez. NetNewsWire, \
         Feeder, Thunderbird et Inoreader en sont quelques-uns parmi d’autres.",
        "Copiez l’adresse d’un flux de cette page.",
        "Collez-la là où votre lecteur propose d’ajouter ou de suivre une source. C’est tout.",
    ],
    feed: "Le flux",
    feeds: "Les flux",
    address: "Adresse du flux",
    copy: "Copier",
    copied: "Copiée",
    selected: "Sélectionnée\u{a0}: appuyez sur Ctrl+C ou ⌘C",
    formats: "Ouvrir en\u{a0}:",
    newest: "Derniers articles",
    further: "Autres flux",
    more: "et {} autres, tous dans la liste ci-dessous",
    all: "Tous les flux en un fichier, pour les lecteurs qui importent des listes\u{a0}:",
    raw: "Ceci est un flux. Pour le suivre, copiez l’adresse de cette page et collez-la dans un lecteur de flux.",
    older: "Voici des entrées plus anciennes d’un flux, sur une page de ses archives.",
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    date: "{day} {month} {year}",
    first: "1er",
};

const GERMAN: Words = Words {
    language: "de",
    subscribe: "Abonnieren",
    lead: "Ein Feed bringt jeden neuen Artikel in eine App Ihrer Wahl. Niemand fragt nach Ihrer E-Mail-Adresse, und kein \
           Algorithmus entscheidet, was Sie sehen.",
    how: "So geht es",
    steps: [
        "Nehmen Sie einen Feedreader: eine App oder eine Website, die sammelt, was Sie verfolgen. NetNewsWire, Feeder, \
         Thunderbird und Inoreader sind einige von vielen.",
        "Kopieren Sie die Adresse eines Feeds von dieser Seite.",
        "Fügen Sie sie dort ein, wo Ihr Reader neue Quellen aufnimmt. Das ist alles.",
    ],
    feed: "Der Feed",
    feeds: "Die Feeds",
    address: "Adresse des Feeds",
    copy: "Kopieren",
    copied: "Kopiert",
    selected: "Markiert: drücken Sie Strg+C oder ⌘C",
    formats: "Öffnen als:",
    newest: "Neueste Artikel",
    further: "Weitere Feeds",
    more: "und {} weitere, alle in der Liste unten",
    all: "Alle Feeds in einer Datei, für Reader, die Listen importieren:",
    raw: "Dies ist ein Feed. Um ihm zu folgen, kopieren Sie die Adresse dieser Seite in einen Feedreader.",
    older: "Dies sind ältere Einträge eines Feeds, auf einer Seite seines Archivs.",
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    date: "{day}. {month} {year}",
    first: "1",
};

const SPANISH: Words = Words {
    language: "es",
    subscribe: "Suscribirse",
    lead: "Un canal lleva cada artículo nuevo a la aplicación que usted elija. Nadie le pide su correo electrónico y ningún \
           algoritmo decide lo que ve.",
    how: "Cómo se hace",
    steps: [
        "Elija un lector de canales: una aplicación o un sitio que reúne lo que usted sigue. NetNewsWire, Feeder, \
         Thunderbird e Inoreader son algunos de muchos.",
        "Copie la dirección de un canal de esta página.",
        "Péguela donde su lector permita añadir o seguir una fuente. Eso es todo.",
    ],
    feed: "El canal",
    feeds: "Los canales",
    address: "Dirección del canal",
    copy: "Copiar",
    copied: "Copiada",
    selected: "Seleccionada: pulse Ctrl+C o ⌘C",
    formats: "Abrir como:",
    newest: "Artículos más recientes",
    further: "Otros canales",
    more: "y {} más, todos en la lista de abajo",
    all: "Todos los canales en un archivo, para los lectores que importan listas:",
    raw: "Esto es un canal. Para seguirlo, copie la dirección de esta página y péguela en un lector de canales.",
    older: "Estas son entradas antiguas de un canal, en una página de su archivo.",
    months: [
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
    date: "{day} de {month} de {year}",
    first: "1",
};

const ALL: [&Words; 4] = [&ENGLISH, &FRENCH, &GERMAN, &SPANISH];

/// The words of a language; English ones where the page does not speak it.
pub(in crate::render) fn words(language: Option<&Language>) -> &'static Words {
    let known = language.and_then(|language| ALL.into_iter().find(|words| words.language == language.primary()));
    known.unwrap_or(&ENGLISH)
}

/// A day as it is written in the page's language; as `2025-08-13`, which everybody understands, where the page speaks
/// English to people of another language.
pub(super) fn day(at: Timestamp, words: &Words, language: Option<&Language>) -> String {
    if language.is_some_and(|language| language.primary() != words.language) {
        return at.iso_date();
    }
    let month = words.months[usize::try_from(at.month().saturating_sub(1)).unwrap_or(0) % 12];
    let day = if at.day() == 1 { words.first.to_owned() } else { at.day().to_string() };
    words.date.replace("{day}", &day).replace("{month}", month).replace("{year}", &at.year().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, seconds: i64, expected: &str) {
        let language = Language::new(language).unwrap();
        let at = Timestamp::from_unix_at(seconds, 120).unwrap();
        assert_eq!(day(at, words(Some(&language)), Some(&language)), expected);
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let august = 1_755_036_000; // 2025-08-13T00:00:00+02:00
        check("fr-CA", august, "13 août 2025");
        check("en-GB", august, "13 August 2025");
        check("de", august, "13. August 2025");
        check("es", august, "13 de agosto de 2025");
        check("ja", august, "2025-08-13");
        check("fr", august - 12 * 86_400, "1er août 2025");
    }

    #[test]
    fn a_site_without_a_language_is_spoken_to_in_english() {
        assert_eq!(words(None).language, "en");
        assert_eq!(day(Timestamp::from_unix(0).unwrap(), words(None), None), "1 January 1970");
    }
}
