//! The RSS Advisory Board's Best Practices Profile.

use crate::check::rule::rules;

rules! {}
