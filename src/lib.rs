//! Feedwright.
