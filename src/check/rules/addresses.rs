//! Addresses, identifiers, media types, language tags and the dates of RFC 3339.

use crate::check::rule::rules;

rules! {
    ADDRESS_CHARACTER "address-character" Error ["InvalidUriChar"];
    ADDRESS_NOT_ASCII "address-not-ascii" Error ["UriNotIri"];
    ADDRESS_MALFORMED "address-malformed" Error ["InvalidLink", "InvalidIRI", "InvalidURIAttribute"];
    ADDRESS_NOT_ABSOLUTE "address-not-absolute" Error ["InvalidFullLink", "InvalidURLAttribute"];
    ADDRESS_RELATIVE "address-relative" Warning [];
    ADDRESS_SCHEME_UNREGISTERED "address-scheme-unregistered" Warning ["SchemeNotIANARegistered"];
    ADDRESS_PRIVATE "address-private" Warning [];
    ADDRESS_INSECURE "address-insecure" Warning [];
    ADDRESS_SCRIPT "address-script" Error [];
    ADDRESS_SAME_DOCUMENT "address-same-document" Warning ["SameDocumentReference"];
    ID_NOT_CANONICAL "id-not-canonical" Warning ["NonCanonicalURI"];
    TAG_MALFORMED "tag-malformed" Error ["InvalidTAG"];
    URN_MALFORMED "urn-malformed" Error ["InvalidURN"];
    UUID_MALFORMED "uuid-malformed" Error ["InvalidUUID"];
    WHITE_SPACE_AROUND "white-space-around" Error ["UnexpectedWhitespace"];
    MEDIA_TYPE_INVALID "media-type-invalid" Error ["InvalidMIMEType", "InvalidMIMEAttribute"];
    LANGUAGE_INVALID "language-invalid" Error ["InvalidLanguage"];
    LANGUAGE_SUBTAG_UNKNOWN "language-subtag-unknown" Warning [];
    LANGUAGE_CODE_LONG "language-code-long" Note [];
    DATE_NOT_RFC3339 "date-not-rfc3339" Error ["InvalidRFC3339Date"];
    ATTRIBUTE_BLANK "attribute-blank" Warning ["AttrNotBlank", "NotBlank"];
}
