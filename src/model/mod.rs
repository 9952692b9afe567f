//! What a feed is, whatever its format: plain values that are valid by construction.
//!
//! A type whose value can be wrong ([`Text`], [`Url`], [`Id`], [`Language`]) has private contents and constructors
//! that refuse a wrong value and say where it is wrong. Everything else is a struct with public fields. That is why
//! rendering can't fail. Each field says what it becomes in each format.

mod entry;
mod feed;
mod history;
mod language;
mod text;
mod url;

pub use entry::{Attachment, Category, Entry, FileFacts, Image, Person, SourceFeed, Tombstone, Translation};
pub use feed::{Feed, FeedError, FeedInfo, Order};
pub use history::History;
pub use language::{Language, LanguageError};
pub use text::{IllegalCharacter, Text, illegal_characters};
pub use url::{Base, Id, IdError, Url, UrlError};
