//! OPML 2.0 (<http://opml.org/spec2.opml>): the list of all feeds, as readers import it.
//!
//! Each feed stands there once, in the format that most readers know: whoever imports the list would get every entry
//! as often as a feed has formats. OPML calls every feed `rss`, whatever its format; `version` is for RSS alone.

use crate::html::push_escaped;
use crate::output::{Format, Output};
use crate::render::GENERATOR;
use crate::render::listing::{Group, Listing};

/// The media type that OPML is served with; it is not registered.
pub const MEDIA_TYPE: &str = "text/x-opml";

/// The list of all feeds; those in a folder of the output stand in a folder of the list.
pub fn render(listing: &Listing) -> Output {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&format!("<!-- {GENERATOR} -->\n<opml version=\"2.0\">\n  <head>\n    <title>"));
    push_escaped(&mut out, listing.title.as_str());
    out.push_str("</title>\n");
    out.push_str(&format!("    <dateModified>{}</dateModified>\n", listing.updated.rfc2822()));
    out.push_str("    <docs>http://opml.org/spec2.opml</docs>\n  </head>\n  <body>\n");
    let groups = listing.groups();
    for (folder, members) in folders(&groups) {
        if folder.is_empty() {
            members.iter().for_each(|group| outline(listing, group, 4, &mut out));
            continue;
        }
        out.push_str("    <outline text=\"");
        push_escaped(&mut out, folder);
        out.push_str("\">\n");
        members.iter().for_each(|group| outline(listing, group, 6, &mut out));
        out.push_str("    </outline>\n");
    }
    out.push_str("  </body>\n</opml>\n");
    Output { bytes: out.into_bytes(), media_type: MEDIA_TYPE, modified: listing.updated }
}

/// The feeds by the folder that they stand in, in the order in which the folders first occur; those in none first.
fn folders<'a>(groups: &'a [Group<'a>]) -> Vec<(&'a str, Vec<&'a Group<'a>>)> {
    let mut places = std::collections::HashMap::from([("", 0)]);
    let mut folders: Vec<(&str, Vec<&Group<'_>>)> = vec![("", Vec::new())];
    for group in groups {
        let folder = group.main.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let place = *places.entry(folder).or_insert_with(|| {
            folders.push((folder, Vec::new()));
            folders.len() - 1
        });
        folders[place].1.push(group);
    }
    folders
}

fn outline(listing: &Listing, group: &Group<'_>, indent: usize, out: &mut String) {
    let feed = group.main;
    out.push_str(&format!("{:indent$}<outline type=\"rss\"", ""));
    let mut attribute = |name: &str, value: &str| {
        out.push_str(&format!(" {name}=\""));
        push_escaped(out, value);
        out.push('"');
    };
    attribute("text", &group.title);
    attribute("title", &group.title);
    attribute("xmlUrl", feed.address.as_str());
    attribute("htmlUrl", listing.home.as_str());
    if let Some(description) = &feed.description {
        attribute("description", description.as_str());
    }
    if let Some(language) = &feed.language {
        attribute("language", &language.as_str().to_ascii_lowercase());
    }
    if feed.format == Format::Rss {
        attribute("version", "RSS");
    }
    out.push_str("/>\n");
}
