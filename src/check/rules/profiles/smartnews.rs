//! SmartNews.

use crate::check::rule::rules;

rules! {
    FEED_DATE_MISSING "smartnews-feed-date-missing" Error [];
    DESCRIPTION_LONG "smartnews-description-long" Warning [];
    TTL_LONG "smartnews-ttl-long" Warning [];
    LOGO_MISSING "smartnews-logo-missing" Warning [];
    DARK_LOGO_MISSING "smartnews-dark-logo-missing" Note [];
    THUMBNAIL_MISSING "smartnews-thumbnail-missing" Warning [];
    ANALYTICS_MISSING "smartnews-analytics-missing" Note [];
    RELATED_LINK "smartnews-related-link" Warning [];
    SPONSORED_MANY "smartnews-sponsored-links-many" Warning [];
}
