//! Feedwright turns articles and their dates into feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1.
//!
//! # The map
//!
//! Read [`pipeline`] first: [`pipeline::build`] is the whole product in one function. An article passes through the
//! modules in this order:
//!
//! | stage | module | what it does |
//! |---|---|---|
//! | source | [`source`] | knows names and bytes of articles: a folder, or memory |
//! | article | [`article`] | one document → what is said about it, and its body as HTML |
//! | ledger | [`ledger`] | which article is which: permanent ids, first-seen and last-changed instants |
//! | | [`fingerprint`] | by what an article is known again, and whether its meaning changed |
//! | entry | [`entry`] | an article and its site → the entry that feeds show |
//! | | [`html`] | makes HTML safe, well nested and absolute |
//! | | [`media`] | length, type and size of files that belong to an article |
//! | | [`permalink`] | patterns of addresses: `/:year/:month/:slug/` |
//! | select | [`select`] | the newest N |
//! | render | [`render`] | a feed → the bytes of its file, in each format; and what stands beside the feeds |
//! | | [`namespace`] | XML vocabularies beyond the core formats |
//! | check | [`check`] | the second opinion: judges the bytes of any feed |
//! | sink | [`sink`] | where finished files go: a folder, or memory |
//! | | [`subscriber`] | what subscribers see of a feed, and what of a new one is new to them |
//!
//! Beside this way stands [`fetch`], which gets what is at an address of the web; only [`cli`] asks it.
//!
//! What all of them share:
//!
//! | module | what it is |
//! |---|---|
//! | [`model`] | what a feed is, whatever its format; values are valid by construction |
//! | [`date`] | every date that is read or written, and why one was refused |
//! | [`diagnostic`] | what is wrong with a text, where, and how to mend it |
//! | [`config`] | `feedwright.toml` |
//! | [`output`] | a finished file, and the formats there are |
//! | [`nearest`] | the known word that a misspelt one was meant to be |
//! | [`parallel`] | the same work on many items, with the same result whatever the number of cores |
//! | [`stable_hash`] | hashes that are kept in files |
//! | [`stamp`] | by what a file that nobody touched is known without reading it |
//! | [`cache`] | bytes that are kept from one build to the next, and may be lost at any time |
//!
//! The command line stands above everything, in [`cli`]: it alone knows the clock, the environment and the terminal.
//! Who may use whom is a table in `tests/tidy.rs`.
//!
//! # What is absent
//!
//! The middle touches neither disk nor clock nor network, and can't fail: wrong content is a
//! [`Diagnostic`](diagnostic::Diagnostic), a value. A process shares how many threads work, and the names of rules that a
//! cache holds; no result depends on either, and there is no other global state. There is no plugin, no template, and no
//! dependency's error type in a public signature.
//!
//! # As a library
//!
//! Articles that come from elsewhere (a database, an API) become feeds with [`model`] and [`render`] alone:
//! `examples/library.rs` shows how, in ten lines.

pub mod article;
mod bytes;
pub mod cache;
pub mod check;
pub mod cli;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod entry;
pub mod fetch;
pub mod fingerprint;
pub mod html;
pub mod ledger;
pub mod media;
pub mod model;
pub mod namespace;
pub mod nearest;
pub mod output;
pub mod parallel;
pub mod permalink;
pub mod pipeline;
pub mod render;
pub mod select;
pub mod sink;
pub mod source;
pub mod stable_hash;
pub mod stamp;
pub mod subscriber;
