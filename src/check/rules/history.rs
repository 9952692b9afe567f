//! Feeds in several documents.

use crate::check::rule::rules;

rules! {
    LINK_PAST_END "link-past-end" Error ["LinkPastEnd"];
    COMPLETE_WITH_PAGES "complete-feed-with-pages" Error ["FeedRelInCompleteFeed"];
    COMPLETE_NOT_CURRENT "complete-feed-not-current" Error ["CurrentNotSelfInCompleteFeed"];
    ARCHIVE_WITHOUT_CURRENT "archive-without-current" Warning ["MissingCurrentInArchive"];
    ARCHIVE_WITHOUT_PREVIOUS "archive-without-previous" Note ["ArchiveIncomplete"];
    ARCHIVE_LINK_LOOPS "archive-link-loops" Error [];
    ARCHIVE_IS_CURRENT "archive-is-current" Warning [];
    HISTORY_IN_ENTRY "history-link-in-entry" Warning ["FeedHistoryRelInEntry"];
}
