//! Under which names generators keep what.
//!
//! The names of each list stand in the order in which they are asked. They are written in lower case, without hyphens,
//! underscores and spaces ([`folded`]), so that `publishDate`, `publish_date` and `Publish-Date` are one name. A dot
//! leads into a map: `cover.image`. What is not found at the top is looked for in `extra` (Zola) and `params` (Hugo).

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Maps that hold a site's own additions.
pub(super) const CONTAINERS: &[&str] = &["extra", "params"];

/// Names that mean the same.
#[derive(Clone, Copy)]
pub(super) struct Names {
    /// The names, in the order in which they are asked.
    pub(super) list: &'static [&'static str],
    /// A bit of its own.
    pub(super) bit: u64,
}

/// Gives each list of names a bit of its own, and makes the list of all of them.
macro_rules! names {
    ($($(#[$about:meta])* $name:ident = [$($word:literal),* $(,)?];)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they are named as the lists are")]
        enum Place { $($name),* }

        $(
            $(#[$about])*
            pub(super) const $name: Names = Names { list: &[$($word),*], bit: 1 << (Place::$name as u32) };
        )*

        /// Every list of names.
        const ALL: &[Names] = &[$($name),*];
    };
}

names! {

    TITLE = ["title", "titre", "titel", "título", "titolo", "headline"];

    DATE = [
        "date",
        "published",
        "publishdate",
        "pubdate",
        "publisheddate",
        "datepublished",
        "publishedat",
        "publishedon",
        "publicationdate",
        "publishedtime",
        "postdate",
        "created",
        "createdat",
        "creationdate",
        "datecreated",
        "datum",
        "fecha",
    ];

    /// Before this date, what Hugo gives a `date` of its own is not to be shown.
    RELEASE = ["publishdate", "pubdate"];

    /// Names that mean a date in some language and something else in others: they count when what they hold is a date.
    DATE_PERHAPS = ["data", "time"];

    UPDATED = [
        "updated",
        "lastmod",
        "modified",
        "lastmodified",
        "lastmodifiedat",
        "updateddate",
        "updatedat",
        "updatedon",
        "dateupdated",
        "lastupdated",
        "lastupdate",
        "modifieddate",
        "modifiedat",
        "modifiedtime",
        "datemodified",
        "moddate",
    ];

    EXPIRES = ["expires", "expirydate", "expiry", "expirationdate", "expiration", "expiresat", "unpublishdate"];

    DRAFT = ["draft", "isdraft"];
    /// Whether it is published at all, where that is said by a truth value.
    PUBLISHED = ["published", "publish"];
    STATUS = ["status", "poststatus"];

    /// `false` keeps an article out of feeds.
    IN_FEEDS = ["rss", "feed", "feeds", "infeed", "infeeds", "includeinfeed", "includeinfeeds"];
    /// `true` keeps an article out of feeds.
    HIDDEN = [
        "excludefromfeed",
        "excludefromfeeds",
        "excludefromrss",
        "feedexclude",
        "norss",
        "nofeed",
        "hideinfeed",
        "hideinrss",
        "unlisted",
        "hidden",
        "eleventyexcludefromcollections",
    ];
    /// Hugo's way to keep a page out of every list.
    LISTED = ["build.list", "build.render"];

    SUMMARY = [
        "summary",
        "description",
        "excerpt",
        "abstract",
        "lead",
        "lede",
        "dek",
        "standfirst",
        "teaser",
        "intro",
        "metadescription",
        "customexcerpt",
        "seo.description",
        "résumé",
        "chapô",
        "chapeau",
        "zusammenfassung",
        "beschreibung",
        "resumen",
        "descripción",
    ];

    AUTHORS = [
        "authors",
        "author",
        "byline",
        "by",
        "creator",
        "creators",
        "taxonomies.authors",
        "taxonomies.author",
        "auteurs",
        "auteur",
        "autoren",
        "autor",
        "autores",
    ];
    /// A page names each author in an element of its own.
    AUTHOR_OF_PAGE = ["author"];
    AUTHOR_EMAIL = ["authoremail", "email"];
    AUTHOR_URL = ["authorurl", "authorlink", "authoruri"];
    CONTRIBUTORS = ["contributors", "contributor", "coauthors", "taxonomies.contributors"];

    /// All of these count, not only the first.
    SUBJECTS = [
        "categories",
        "category",
        "taxonomies.categories",
        "catégories",
        "catégorie",
        "kategorien",
        "kategorie",
        "categorías",
        "categoría",
        "tags",
        "tag",
        "taxonomies.tags",
        "keywords",
        "topics",
        "labels",
        "étiquettes",
        "motsclés",
        "schlagwörter",
        "etiquetas",
    ];

    LANGUAGE = ["lang", "language", "locale", "inlanguage", "languagecode", "langue", "sprache", "idioma", "lingua"];

    /// What translations have in common: Hugo, then what those write who bring several languages to Jekyll or Eleventy.
    TRANSLATION_KEY = ["translationkey", "translationid", "translationref", "langref", "languageref", "languagereference"];
    /// Names that mean this beside a language: Jekyll's `ref`, Polyglot's `page_id`.
    TRANSLATION_KEY_PERHAPS = ["ref", "pageid"];

    SLUG = ["slug", "basename", "urlslug"];
    URL = ["permalink", "url", "path"];
    PERMALINK = ["permalink"];
    EXTERNAL_URL = ["externalurl", "externallink", "linkurl", "linkedurl", "link", "sourceurl", "refersto"];
    ID = ["id", "guid", "uuid", "uid", "atomid"];

    IMAGE = [
        "image",
        "cover.image",
        "cover",
        "coverimage",
        "featuredimage",
        "featureimage",
        "heroimage",
        "hero.image",
        "hero",
        "leadimage",
        "banner",
        "thumbnail",
        "thumb",
        "ogimage",
        "og.image",
        "socialimage",
        "shareimage",
        "header.ogimage",
        "header.overlayimage",
        "header.image",
        "header.teaser",
        "seo.image",
        "images",
        "photo",
        "picture",
    ];
    IMAGE_ALT = [
        "imagealt",
        "imagealttext",
        "cover.alt",
        "coveralt",
        "coverimagealt",
        "featuredimagealt",
        "featureimagealt",
        "heroimagealt",
        "heroalt",
        "hero.alt",
        "thumbnailalt",
        "alt",
        "header.imagedescription",
        "cover.caption",
    ];

    /// All of these count, not only the first.
    ATTACHMENTS = ["enclosure", "enclosures", "attachment", "attachments"];
    /// These are attachments when they name a file; elsewhere they may be the address of a player, or a truth value.
    MEDIA = [
        "audio",
        "podcast",
        "audiourl",
        "audiofile",
        "podcastfile",
        "episode.audio",
        "mp3",
        "video",
        "videofile",
        "media",
    ];

    COMMENTS = ["commentsurl", "commenturl", "commentslink", "discussionurl", "discussion", "comments"];

    RIGHTS = ["rights", "copyright", "license", "licence", "droits"];

    SOURCE = ["source"];

    /// Names worth a hint when a key is one letter away from them.
    HINTED = [
        "title",
        "date",
        "updated",
        "lastmod",
        "draft",
        "author",
        "authors",
        "tags",
        "categories",
        "description",
        "summary",
        "slug",
        "image",
        "language",
        "permalink",
        "expires",
    ];
}

/// The lists in which a folded key stands, by their bits: as a name, and as the first part of one.
#[derive(Clone, Copy, Default)]
struct Standing {
    whole: u64,
    first: u64,
}

/// FNV-1a, which is quick for a few letters (G. Fowler, L. C. Noll, K.-P. Vo). The names are ours, so nobody can choose
/// some that are alike.
struct Letters(u64);

impl Default for Letters {
    fn default() -> Letters {
        Letters(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Letters {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Standings = HashMap<&'static str, Standing, BuildHasherDefault<Letters>>;

/// Of the hundreds of names that could be asked for, an article has five: so each of its keys is looked up once.
static STANDING: LazyLock<Standings> = LazyLock::new(|| {
    let mut standing = Standings::default();
    for names in ALL {
        for name in names.list {
            standing.entry(name).or_default().whole |= names.bit;
            let first = name.split('.').next().unwrap_or(name);
            standing.entry(first).or_default().first |= names.bit;
        }
    }
    standing
});

/// The bits of the lists for which something may stand under a folded key or within it, and whether the key itself is
/// a name that means something.
pub(super) fn standing(key: &str) -> (u64, bool) {
    let Standing { whole, first } = STANDING.get(key).copied().unwrap_or_default();
    (first, whole != 0 || CONTAINERS.contains(&key))
}

/// A key as the lists here write it.
pub(super) fn folded(key: &str) -> Cow<'_, str> {
    if key.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(key);
    }
    let letters = key.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '\u{a0}')).flat_map(char::to_lowercase);
    Cow::Owned(letters.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_folded() {
        for name in ALL.iter().flat_map(|names| names.list) {
            assert_eq!(*name, folded(name));
        }
    }

    #[test]
    fn spellings_of_a_key_are_one_name() {
        for key in ["publishDate", "publish_date", "Publish-Date", "publish date", "PUBLISHDATE"] {
            assert_eq!(folded(key), "publishdate");
        }
    }
}
