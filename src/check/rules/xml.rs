//! Bytes and syntax.

use crate::check::rule::rules;

rules! {
    XML_NOT_WELL_FORMED "xml-not-well-formed" Error ["SAXError"];
    XML_BLANK_START "xml-blank-start" Error ["WPBlankLine"];
    XML_PREFIX_UNDECLARED "xml-prefix-undeclared" Error ["SAXError"];
    ENTITIES_HUGE "entities-huge" Error [];
    XML_BEYOND_LIMITS "xml-beyond-limits" Error ["ValidatorLimit"];
    XML_VERSION_WRONG "xml-version-wrong" Error ["BadXmlVersion"];
    ENTITY_UNDEFINED "entity-undefined" Error ["UndefinedNamedEntity"];
    ENTITY_FROM_ELSEWHERE "entity-from-elsewhere" Warning [];
    ENCODING_UNKNOWN "encoding-unknown" Error ["UnknownEncoding"];
    ENCODING_BROKEN "encoding-broken" Error ["UnicodeError"];
    ENCODING_CONTRADICTED "encoding-contradicted" Warning ["BadCharacters"];
    ENCODING_OBSCURE "encoding-obscure" Warning ["ObscureEncoding"];
    ENCODING_NOT_UTF8 "encoding-not-utf8" Note ["NonstdEncoding"];
    ENCODING_UNDECLARED "encoding-undeclared" Note ["MissingEncoding"];
    FEED_LARGE "feed-large" Note [];
    FEED_BEYOND_LIMITS "feed-beyond-limits" Error ["ValidatorLimit"];
    FEED_TOO_LARGE "feed-too-large" Warning [];
}
