//! What every profile says.

use crate::check::rule::rules;

rules! {
    FORMAT_NOT_TAKEN "format-not-taken" Error [];
    ARTICLE_TITLE_MISSING "article-title-missing" Error [];
    ARTICLE_LINK_MISSING "article-link-missing" Error [];
    ARTICLE_TEXT_MISSING "article-text-missing" Error [];
    ARTICLE_TEXT_CUT "article-text-cut" Warning [];
    ARTICLE_IMAGE_MISSING "article-image-missing" Error [];
    ARTICLE_AUTHOR_MISSING "article-author-missing" Warning [];
}
