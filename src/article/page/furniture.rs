//! Which parts of a page are not the article: what themes and systems put around it, by element, role and class.
//!
//! Only names that mean one thing everywhere stand here. Keeping a line too many is better than losing one.

use crate::html::Tag;

/// What an element is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// An article.
    Article,
    /// The page's main part.
    Main,
    /// The page itself, without its head.
    Body,
    /// The text of an article without its title and byline.
    Content,
    /// A header that is not the page's own.
    Header,
    /// A form; it is the page's own unless it holds prose.
    Form,
    /// A part that is not the article.
    Furniture,
    /// What stands at an article's edge and is metadata: its date, author and tags.
    Byline,
    /// Any other.
    Plain,
}

/// Where an element stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Directly in the page's body.
    pub(super) top: bool,
    /// Within an article.
    pub(super) article: bool,
}

/// The role of an element that stands at a place.
pub(super) fn role(tag: &Tag, place: Place) -> Role {
    match tag.name.as_str() {
        "body" => return Role::Body,
        "html" => return Role::Plain,
        "main" => return Role::Main,
        "nav" => return Role::Furniture,
        "header" | "footer" | "aside" if place.top => return Role::Furniture,
        "article" if is_comment(tag, place) => return Role::Furniture,
        _ => {}
    }
    match tag.get("role").unwrap_or_default().trim() {
        "main" => return Role::Main,
        "navigation" | "banner" | "contentinfo" | "search" | "menubar" => return Role::Furniture,
        "complementary" if !place.article => return Role::Furniture,
        _ => {}
    }
    if has_word(tag, FURNITURE) || has_item(tag, "comment") {
        return Role::Furniture;
    }
    if has_word(tag, BYLINE) {
        return Role::Byline;
    }
    match tag.name.as_str() {
        "article" => Role::Article,
        "header" => Role::Header,
        "form" => Role::Form,
        _ if tag.get("role").is_some_and(|role| role.trim() == "article") => Role::Article,
        _ if has_item(tag, "articleBody") || tag.has_class(|word| CONTENT.binary_search(&word).is_ok()) => {
            Role::Content
        }
        _ => Role::Plain,
    }
}

/// Whether an article is a reader's comment (HTML standard, section 4.3.2: comments are articles within the article).
fn is_comment(tag: &Tag, place: Place) -> bool {
    let id = tag.get("id").unwrap_or_default();
    id.starts_with("comment-")
        || id.starts_with("div-comment-")
        || (place.article && (id.starts_with("comment") || tag.has_class(|word| word.starts_with("comment"))))
        || tag.get("itemtype").is_some_and(|kind| kind.trim().ends_with("schema.org/Comment"))
}

/// Whether one of an element's classes, or its id, is among these words.
fn has_word(tag: &Tag, sorted: &[&str]) -> bool {
    let is_known = |word: &str| sorted.binary_search(&word).is_ok();
    tag.has_class(is_known) || tag.get("id").is_some_and(|id| is_known(id.trim()))
}

/// Whether `itemprop` has this word.
pub(super) fn has_item(tag: &Tag, word: &str) -> bool {
    tag.get("itemprop").is_some_and(|items| items.split_ascii_whitespace().any(|item| item == word))
}

/// Classes of the element that holds an article's text, within the article.
const CONTENT: &[&str] = &[
    "article-body",
    "article-content",
    "article__body",
    "article__content",
    "e-content",
    "entry-content",
    "gh-content",
    "post-body",
    "post-content",
    "post__content",
    "story-body",
];

/// Classes of what says who wrote an article, when, and under which tags.
const BYLINE: &[&str] = &["byline", "cat-links", "entry-meta", "post-meta", "post-tags", "posted-on", "tags-links"];

/// Classes and ids of what stands beside an article's text: sharing, related articles, comments, search.
const FURNITURE: &[&str] = &[
    "a2a_kit",
    "addthis_toolbox",
    "addtoany_content",
    "addtoany_share_save_container",
    "article-comments",
    "article-share",
    "breadcrumb",
    "breadcrumbs",
    "colophon",
    "comment-form",
    "comment-list",
    "comment-respond",
    "commentlist",
    "comments",
    "comments-area",
    "cookie-banner",
    "cookie-notice",
    "crp_related",
    "disqus_thread",
    "edit-link",
    "entry-share",
    "fb-comments",
    "gh-comments",
    "gh-subscribe",
    "giscus",
    "heateor_sss_sharing_container",
    "isso-thread",
    "jp-relatedposts",
    "masthead",
    "mc4wp-form",
    "mc_embed_signup",
    "nav-links",
    "newsletter",
    "newsletter-form",
    "newsletter-signup",
    "pagination",
    "paginav",
    "post-comments",
    "post-nav",
    "post-navigation",
    "post-share",
    "read-more-wrap",
    "read-next",
    "related",
    "related-articles",
    "related-posts",
    "relatedposts",
    "respond",
    "screen-reader-text",
    "search-form",
    "sfsi_Sicons",
    "share",
    "share-buttons",
    "share-links",
    "sharedaddy",
    "sharing",
    "sidebar",
    "site-footer",
    "site-header",
    "site-navigation",
    "skip-link",
    "social-share",
    "social-sharing",
    "subscribe-form",
    "utterances",
    "widget-area",
    "yarpp",
    "yarpp-related",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, attributes: &[(&str, &str)], place: Place, expected: Role) {
        let owned = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let tag = Tag { name: name.to_owned(), attributes: owned, ..Tag::default() };
        assert_eq!(role(&tag, place), expected, "{tag:?}");
    }

    #[test]
    fn lists_are_sorted() {
        assert!(BYLINE.is_sorted() && CONTENT.is_sorted() && FURNITURE.is_sorted());
    }

    #[test]
    fn classes_count_as_whole_words() {
        let anywhere = Place::default();
        check("div", &[("class", "entry sharedaddy")], anywhere, Role::Furniture);
        check("div", &[("id", "comments")], anywhere, Role::Furniture);
        check("article", &[("class", "post comments-open tag-comments category-share")], anywhere, Role::Article);
        check("main", &[("class", "sidebar")], anywhere, Role::Main);
    }

    #[test]
    fn headers_belong_to_what_they_stand_in() {
        let top = Place { top: true, article: false };
        let inner = Place { top: false, article: true };
        check("header", &[], top, Role::Furniture);
        check("header", &[], inner, Role::Header);
        check("footer", &[], inner, Role::Plain);
        check("aside", &[], inner, Role::Plain);
        check("div", &[("role", "complementary")], inner, Role::Plain);
    }

    #[test]
    fn articles_within_an_article_may_be_comments() {
        let inner = Place { top: false, article: true };
        check("article", &[("class", "comment-body")], inner, Role::Furniture);
        check("article", &[("id", "div-comment-7")], Place::default(), Role::Furniture);
        check("article", &[], inner, Role::Article);
    }
}
