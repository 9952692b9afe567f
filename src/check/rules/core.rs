//! What holds for the elements of every vocabulary.

use crate::check::rule::rules;

rules! {
    ELEMENT_UNKNOWN "element-unknown" Error ["UndefinedElement"];
    ELEMENT_MISSING "element-missing" Error ["MissingElement"];
    ELEMENT_REPEATED "element-repeated" Error ["DuplicateElement"];
    ELEMENT_BLANK "element-blank" Warning ["NotBlank"];
    ATTRIBUTE_UNKNOWN "attribute-unknown" Error ["UnexpectedAttribute"];
    ATTRIBUTE_MISSING "attribute-missing" Error ["MissingAttribute"];
    TEXT_MISPLACED "text-misplaced" Error ["UnexpectedText"];
    NAMESPACE_UNKNOWN "namespace-unknown" Note ["UnknownNamespace"];
    NAMESPACE_MISSING "namespace-missing" Error ["MissingNamespace"];
    FORMAT_UNKNOWN "format-unknown" Error ["UndefinedElement"];
}
