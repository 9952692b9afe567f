//! Under which names generators keep what.
//!
//! The names of each list stand in the order in which they are asked. They are written in lower case, without hyphens,
//! underscores and spaces ([`folded`]), so that `publishDate`, `publish_date` and `Publish-Date` are one name. A dot
//! leads into a map: `cover.image`. What is not found at the top is looked for in `extra` (Zola) and `params` (Hugo).

/// Maps that hold a site's own additions.
pub(super) const CONTAINERS: &[&str] = &["extra", "params"];

pub(super) const TITLE: &[&str] = &["title", "titre", "titel", "título", "titolo", "headline"];

pub(super) const DATE: &[&str] = &[
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
pub(super) const RELEASE: &[&str] = &["publishdate", "pubdate"];

/// Names that mean a date in some language and something else in others: they count when what they hold is a date.
pub(super) const DATE_PERHAPS: &[&str] = &["data", "time"];

pub(super) const UPDATED: &[&str] = &[
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

pub(super) const EXPIRES: &[&str] =
    &["expires", "expirydate", "expiry", "expirationdate", "expiration", "expiresat", "unpublishdate"];

pub(super) const DRAFT: &[&str] = &["draft", "isdraft"];
/// Whether it is published at all, where that is said by a truth value.
pub(super) const PUBLISHED: &[&str] = &["published", "publish"];
pub(super) const STATUS: &[&str] = &["status", "poststatus"];

/// `false` keeps an article out of feeds.
pub(super) const IN_FEEDS: &[&str] = &["rss", "feed", "feeds", "infeed", "infeeds", "includeinfeed", "includeinfeeds"];
/// `true` keeps an article out of feeds.
pub(super) const HIDDEN: &[&str] = &[
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
pub(super) const LISTED: &[&str] = &["build.list", "build.render"];

pub(super) const SUMMARY: &[&str] = &[
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

pub(super) const AUTHORS: &[&str] = &[
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
pub(super) const AUTHOR_EMAIL: &[&str] = &["authoremail", "email"];
pub(super) const AUTHOR_URL: &[&str] = &["authorurl", "authorlink", "authoruri"];
pub(super) const CONTRIBUTORS: &[&str] = &["contributors", "contributor", "coauthors", "taxonomies.contributors"];

/// All of these count, not only the first.
pub(super) const SUBJECTS: &[&str] = &[
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

pub(super) const LANGUAGE: &[&str] =
    &["lang", "language", "locale", "inlanguage", "languagecode", "langue", "sprache", "idioma", "lingua"];

/// What translations have in common: Hugo, then what those write who bring several languages to Jekyll or Eleventy.
pub(super) const TRANSLATION_KEY: &[&str] =
    &["translationkey", "translationid", "translationref", "langref", "languageref", "languagereference"];
/// Names that mean this beside a language: Jekyll's `ref`, Polyglot's `page_id`.
pub(super) const TRANSLATION_KEY_PERHAPS: &[&str] = &["ref", "pageid"];

pub(super) const SLUG: &[&str] = &["slug", "basename", "urlslug"];
pub(super) const URL: &[&str] = &["permalink", "url", "path"];
pub(super) const EXTERNAL_URL: &[&str] =
    &["externalurl", "externallink", "linkurl", "linkedurl", "link", "sourceurl", "refersto"];
pub(super) const ID: &[&str] = &["id", "guid", "uuid", "uid", "atomid"];

pub(super) const IMAGE: &[&str] = &[
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
pub(super) const IMAGE_ALT: &[&str] = &[
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
pub(super) const ATTACHMENTS: &[&str] = &["enclosure", "enclosures", "attachment", "attachments"];
/// These are attachments when they name a file; elsewhere they may be the address of a player, or a truth value.
pub(super) const MEDIA: &[&str] = &[
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

pub(super) const COMMENTS: &[&str] =
    &["commentsurl", "commenturl", "commentslink", "discussionurl", "discussion", "comments"];

pub(super) const RIGHTS: &[&str] = &["rights", "copyright", "license", "licence", "droits"];

pub(super) const SOURCE: &[&str] = &["source"];

/// Names worth a hint when a key is one letter away from them.
pub(super) const HINTED: &[&str] = &[
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

/// Every list of names.
const ALL: &[&[&str]] = &[
    TITLE,
    DATE,
    RELEASE,
    DATE_PERHAPS,
    UPDATED,
    EXPIRES,
    DRAFT,
    PUBLISHED,
    STATUS,
    IN_FEEDS,
    HIDDEN,
    LISTED,
    SUMMARY,
    AUTHORS,
    AUTHOR_EMAIL,
    AUTHOR_URL,
    CONTRIBUTORS,
    SUBJECTS,
    LANGUAGE,
    TRANSLATION_KEY,
    TRANSLATION_KEY_PERHAPS,
    SLUG,
    URL,
    EXTERNAL_URL,
    ID,
    IMAGE,
    IMAGE_ALT,
    ATTACHMENTS,
    MEDIA,
    COMMENTS,
    RIGHTS,
    SOURCE,
    HINTED,
    CONTAINERS,
];

/// Whether a folded key is one of the names here.
pub(super) fn is_known(key: &str) -> bool {
    ALL.iter().any(|names| names.contains(&key))
}

/// A key as the lists here write it.
pub(super) fn folded(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '\u{a0}')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_folded() {
        for name in ALL.iter().copied().flatten() {
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
