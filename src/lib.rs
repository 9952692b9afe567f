//! Feedwright.
pub mod article;
pub mod date;
pub mod diagnostic;
pub mod model;
pub mod output;
pub mod pipeline;
