//! The RSS Advisory Board's Best Practices Profile.

use crate::check::rule::rules;

rules! {
    CHARACTER_NOT_HEXADECIMAL "rss-board-character-not-hexadecimal" Warning [];
    CORE_ELEMENT_UNUSED "rss-board-core-element-unused" Warning [];
    CLOUD_HTTP_POST "rss-board-cloud-http-post" Warning [];
    AUTHOR_REPEATED "rss-board-author-repeated" Note [];
    CATEGORY_NOT_SLASHED "rss-board-category-not-slashed" Note [];
    DOCS_ELSEWHERE "rss-board-docs-elsewhere" Note [];
}
