//! NewsBreak.

use crate::check::rule::rules;

rules! {
    IMAGE_CREDIT_MISSING "newsbreak-image-credit-missing" Warning [];
    LANGUAGE_FOREIGN "newsbreak-language-foreign" Warning [];
}
