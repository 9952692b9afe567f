//! What every profile says.

use crate::check::rule::rules;

rules! {
    FORMAT_NOT_TAKEN "format-not-taken" Error [];
}
