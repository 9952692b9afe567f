//! Texts and content: what readers show, drop, or suffer from.

use crate::check::rule::rules;

rules! {
    CHARACTER_MISREAD "character-misread" Warning ["BadCharacters"];
    TEXT_MISREAD "text-misread" Warning ["BadCharacters"];
    CHARACTER_INVISIBLE "character-invisible" Note [];
    CHARACTER_TURNS "character-turns-direction" Warning [];
    TEXT_HOLDS_HTML "text-holds-html" Warning ["ContainsHTML"];
    TEXT_LIKE_HTML "text-like-html" Warning ["CharacterData"];
    TEXT_UNDECLARED "text-html-undeclared" Warning ["ContainsUndeclaredHTML"];
    TITLE_LONG "title-long" Note [];
    NAME_HOLDS_EMAIL "name-holds-email" Warning ["ContainsEmail"];
    HTML_TAG_BROKEN "html-tag-broken" Warning ["NotHtml"];
    HTML_UNCLOSED "html-element-unclosed" Warning ["NotHtml"];
    HTML_END_STRAY "html-end-tag-stray" Warning ["NotHtml"];
    HTML_UNKNOWN "html-element-unknown" Warning ["NotHtml"];
    HTML_NOT_ESCAPED "html-not-escaped" Error ["NotEscaped"];
    HTML_FRAGMENT "html-fragment-as-page" Warning ["HtmlFragment"];
    HTML_TWICE "html-escaped-twice" Warning [];
    REFERENCE_TWICE "reference-escaped-twice" Warning [];
    XHTML_ESCAPED "xhtml-text-escaped" Warning ["NotInline"];
    XHTML_UNKNOWN "xhtml-element-unknown" Warning ["SecurityRisk"];
    XHTML_MISPLACED "xhtml-misplaced" Warning ["MisplacedXHTMLContent"];
    CONTENT_SCRIPT "content-script" Warning ["SecurityRisk"];
    CONTENT_EMBED "content-embed" Warning ["SecurityRisk"];
    CONTENT_FORM "content-form" Warning ["SecurityRisk"];
    CONTENT_HEAD "content-head-element" Warning ["SecurityRisk"];
    CONTENT_PROCESSING "content-processing-instruction" Warning ["SecurityRisk"];
    CONTENT_HANDLER "content-event-handler" Warning ["SecurityRiskAttr"];
    CONTENT_STYLE "content-style-unsafe" Warning ["DangerousStyleAttr"];
    CONTENT_EMPTY "content-empty" Warning [];
    ENTRY_WITHOUT_TEXT "entry-without-text" Warning ["MissingTextualContent"];
    ADDRESS_RELATIVE "content-address-relative" Warning ["ContainsRelRef"];
    ADDRESS_NEEDS_BASE "content-address-needs-base" Note [];
    ADDRESS_FRAGMENT "content-address-within" Note [];
    ADDRESS_SCRIPT "content-address-script" Warning ["SecurityRiskAttr"];
    ADDRESS_PRIVATE "content-address-private" Warning [];
    ADDRESS_INSECURE "content-address-insecure" Warning [];
    ADDRESS_DATA "content-address-data" Note [];
    IMAGE_LAZY "image-lazy" Warning [];
    IMAGE_TRACKS "image-tracks" Note [];
    IMAGE_WITHOUT_ALT "image-without-alt" Note [];
}
