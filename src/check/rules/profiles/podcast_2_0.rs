//! PSP-1, the podcast standard, and what the Podcasting 2.0 vocabulary adds to it.

use crate::check::rule::rules;

rules! {
    NAMESPACE_UNDECLARED "psp-namespace-undeclared" Error [];
    TITLE_MISSING "psp-title-missing" Error [];
    ENCLOSURE_MISSING "psp-enclosure-missing" Error [];
    ARTWORK_FORMAT "psp-artwork-format-wrong" Error [];
    EXPLICIT_WRONG "psp-explicit-outdated" Error [];
    SERIAL_UNNUMBERED "psp-serial-unnumbered" Error [];
    DESCRIPTION_LONG "psp-description-long" Error [];
    TEXT_LONG "psp-text-long" Error [];
    SPACE_AROUND "psp-space-around" Warning [];
    TYPE_UNSUPPORTED "psp-enclosure-type-unsupported" Warning [];
    TRANSCRIPT_TYPE "psp-transcript-type-unknown" Warning [];
    TITLE_NUMBERED "psp-title-numbered" Warning [];
    COPYRIGHT_DECORATED "psp-copyright-decorated" Warning [];
    DURATION_NOT_SECONDS "psp-duration-not-seconds" Warning [];
    GUID_MISSING "psp-podcast-guid-missing" Warning [];
    GUID_NOT_V5 "psp-podcast-guid-not-v5" Warning [];
    LOCKED_MISSING "psp-locked-missing" Warning [];
    AUTHOR_MISSING "psp-author-missing" Warning [];
    DESCRIPTION_MISSING "psp-description-missing" Warning [];
    DURATION_MISSING "psp-duration-missing" Warning [];
    LINK_MISSING "psp-link-missing" Note [];
    EXPLICIT_MISSING "psp-explicit-missing" Note [];
    IMAGE_MISSING "psp-image-missing" Note [];
    TRANSCRIPT_MISSING "psp-transcript-missing" Note [];
    VALUE_IGNORED "psp-value-ignored" Note [];
    ADDRESS_INSECURE "podcast-address-insecure" Error [];
    SOCIAL_UNRANKED "podcast-social-unranked" Warning [];
    LIVE_ITEM_SILENT "podcast-live-item-without-media" Warning [];
    ATTRIBUTE_ADVISED "podcast-attribute-advised-missing" Note [];
    SOUNDBITE_LENGTH "podcast-soundbite-length-unusual" Note [];
    CHAPTERS_NOT_JSON "podcast-chapters-not-json" Note [];
    PERSON_EPISODE_ONLY "podcast-person-in-episodes-only" Note [];
    EPISODE_ID_LOCAL "podcast-episode-id-local" Note [];
}
