//! Feeds of articles that come from a program: a database, an API, anything.
//!
//! `cargo run --example library` prints the three feeds.

use feedwright::date::{self, Context};
use feedwright::model::{Entry, Feed, FeedInfo, Id, Order, Text, Url};
use feedwright::output::Format;
use feedwright::{html, render};

/// What a program may hold of an article: path, date, title, and its content as HTML.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: [Row; 2] = [
    ("notes/hello/", "2025-08-13T09:30:00+02:00", "Hello & welcome", "<p>First things <em>first</em>.</p>"),
    ("notes/again/", "2025-08-14", "Once more", "<p>See <a href='../hello/'>the first note</a>.<script>no()</script>"),
];

fn feeds(rows: &[Row]) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let home = Url::web("https://carnet.example/")?;
    let mut entries = Vec::new();
    for (path, written, title, content) in rows {
        let (url, published) = (home.join(path)?, date::parse(written, &Context::default())?.at);
        let mut entry = Entry::new(Id::tag(home.host(), &published.iso_date(), path), url, published);
        entry.title = Text::line(title);
        entry.html = html::clean(content, &entry.url).html;
        entries.push(entry);
    }
    let info = FeedInfo::new(Text::new("Le Carnet")?, home.clone(), home.join("feed.xml")?);
    let feed = Feed::new(info, entries, Order::Published)?;
    let bytes = [Format::Rss, Format::Atom, Format::Json].map(|format| render::render(&feed, format).output.bytes);
    Ok(bytes.into_iter().map(String::from_utf8).collect::<Result<_, _>>()?)
}

#[expect(clippy::print_stdout, reason = "printing is what this example does")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    feeds(&ROWS)?.iter().for_each(|feed| println!("{feed}"));
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_three_feeds_hold_the_rows() {
        for feed in super::feeds(&super::ROWS).unwrap() {
            let read = feed_rs::parser::parse(feed.as_bytes()).unwrap();
            let titles: Vec<_> =
                read.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.as_str()).collect();
            assert_eq!(titles, ["Once more", "Hello & welcome"]);
            let content = read.entries[0].content.as_ref().unwrap().body.as_deref().unwrap();
            assert_eq!(content, "<p>See <a href=\"https://carnet.example/notes/hello/\">the first note</a>.</p>");
        }
    }
}
