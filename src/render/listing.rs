//! The list of a site's feeds: what everything that stands beside them is made from.

use std::collections::HashMap;

use crate::date::Timestamp;
use crate::html;
use crate::model::{Entry, Language, Text, Url};
use crate::output::Format;

/// A site's feeds, and what is said of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The site's title.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// The site's first page.
    pub home: Url,
    /// The language that people are spoken to in.
    pub language: Option<Language>,
    /// The language of the site's own texts, where it has one.
    pub site_language: Option<Language>,
    /// When anything of this last changed.
    pub updated: Timestamp,
    /// The feeds, in the order of the configuration.
    pub feeds: Vec<ListedFeed>,
}

/// A feed as it is told of.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedFeed {
    /// The file, below the output folder.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// Its language.
    pub language: Option<Language>,
    /// Where it stands on the web.
    pub address: Url,
    /// Its newest entries, newest first.
    pub newest: Vec<ListedEntry>,
    /// Paths that it had before, from the host's root: `/rss.xml`.
    pub former: Vec<String>,
    /// The newest page of its archive, if it has one.
    pub archive: Option<Url>,
}

/// An entry as it is told of.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedEntry {
    /// Its title, or its first words; never empty.
    pub title: String,
    /// Its page.
    pub url: Url,
    /// When it was published.
    pub published: Timestamp,
    /// Its language.
    pub language: Option<Language>,
}

/// How long a title may be that is shown, in characters.
const TITLE_CHARACTERS: usize = 120;

impl ListedEntry {
    /// What is shown of an entry.
    pub fn of(entry: &Entry) -> ListedEntry {
        let title = match &entry.title {
            Some(title) => html::excerpt(title.as_str(), TITLE_CHARACTERS),
            None => super::first_words(entry, TITLE_CHARACTERS),
        };
        let title = if title.trim().is_empty() { entry.url.to_string() } else { title };
        ListedEntry { title, url: entry.url.clone(), published: entry.published, language: entry.language.clone() }
    }
}

/// One feed in all formats that it has.
pub(super) struct Group<'a> {
    /// The one to subscribe to: in the format that most readers know.
    pub(super) main: &'a ListedFeed,
    /// The same in other formats.
    pub(super) others: Vec<&'a ListedFeed>,
    /// What it is called, so that no two are called the same.
    pub(super) title: String,
}

impl Listing {
    /// Feeds that differ by their format alone, together: whoever subscribed to each would read everything twice.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        type Key<'a> = (&'a str, &'a str, Vec<&'a str>);
        let mut places: HashMap<Key<'_>, Vec<usize>> = HashMap::with_capacity(self.feeds.len());
        let mut groups: Vec<Vec<&ListedFeed>> = Vec::new();
        for feed in &self.feeds {
            let description = feed.description.as_ref().map_or("", Text::as_str);
            // The first few tell feeds apart; of feeds far down the list, no more are known.
            let newest = feed.newest.iter().take(COMPARED).map(|entry| entry.url.as_str()).collect();
            let same = places.entry((feed.title.as_str(), description, newest)).or_default();
            let lacks = |place: &&usize| groups[**place].iter().all(|other| other.format != feed.format);
            match same.iter().find(lacks).filter(|_| !feed.newest.is_empty()) {
                Some(place) => groups[*place].push(feed),
                None => {
                    same.push(groups.len());
                    groups.push(vec![feed]);
                }
            }
        }
        let mut titles: HashMap<&str, usize> = HashMap::with_capacity(groups.len());
        groups.iter().for_each(|group| *titles.entry(group[0].title.as_str()).or_default() += 1);
        let named = groups.iter().map(|group| {
            let mut others = group.clone();
            others.sort_by_key(|feed| feed.format);
            let main = others.remove(0);
            let title = html::excerpt(main.title.as_str(), TITLE_CHARACTERS);
            let is_alone = titles.get(main.title.as_str()).is_none_or(|count| *count == 1);
            Group { main, others, title: if is_alone { title } else { format!("{title} ({})", main.path) } }
        });
        named.collect()
    }
}

/// How many entries of two feeds are compared.
pub const COMPARED: usize = 3;

/// The way from one address of a host to another, as short as it can be: `../feed.xml`. It holds wherever the files are
/// put, as long as they stay together.
pub(super) fn relative(from: &Url, to: &Url) -> String {
    let folders =
        |url: &Url| url.path().rsplit_once('/').map_or_else(String::new, |(folders, _)| format!("{folders}/"));
    let (from, folder) = (folders(from), folders(to));
    let shared = from.bytes().zip(folder.bytes()).take_while(|(a, b)| a == b).count();
    let shared = from[..shared].rfind('/').map_or(0, |at| at + 1);
    let up = "../".repeat(from[shared..].matches('/').count());
    let down = &to.path()[shared.min(to.path().len())..];
    // A colon in the first part would end a scheme's name (RFC 3986, section 4.2).
    let looks_like_scheme = up.is_empty() && down.split('/').next().is_some_and(|first| first.contains(':'));
    if looks_like_scheme || (up.is_empty() && down.is_empty()) { format!("./{down}") } else { format!("{up}{down}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_short_and_right_from_any_folder() {
        let way = |from: &str, to: &str| {
            let url = |path: &str| Url::web(&format!("https://e.fr{path}")).unwrap();
            let way = relative(&url(from), &url(to));
            assert_eq!(url(from).join(&way).unwrap(), url(to), "{from} → {to}: {way}");
            way
        };
        assert_eq!(way("/index.html", "/feed.xml"), "feed.xml");
        assert_eq!(way("/b/index.html", "/b/tags/c.xml"), "tags/c.xml");
        assert_eq!(way("/b/tags/x.xml", "/b/feed.css"), "../feed.css");
        assert_eq!(way("/b/tags/x.xml", "/b/tagged/a/feed.css"), "../tagged/a/feed.css");
        assert_eq!(way("/index.html", "/a:b.xml"), "./a:b.xml");
        assert_eq!(way("/b/tags/x.xml", "/b/"), "../");
        assert_eq!(way("/b/x.xml", "/b/"), "./");
    }
}
