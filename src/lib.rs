//! Feedwright.
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod html;
pub mod media;
pub mod model;
pub mod namespace;
pub mod output;
pub mod parallel;
pub mod permalink;
pub mod render;
pub mod select;
pub mod sink;
pub mod source;
