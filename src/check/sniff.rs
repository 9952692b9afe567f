//! Whether a file is a feed, told by how it begins.

use crate::check::input;

/// Whether what begins like this is probably a feed; a few kilobytes will do.
pub fn looks_like_feed(head: &[u8]) -> bool {
    let text = input::read(head).text;
    let text = text.trim_start();
    if text.starts_with('{') {
        let has = |key: &str| text.contains(&format!("\"{key}\""));
        // Keys may stand in any order, and the version last.
        return text.contains("jsonfeed.org/version") || (has("items") && (has("home_page_url") || has("feed_url")));
    }
    let Some(name) = first_element(text) else { return false };
    let local = name.rsplit(':').next().unwrap_or(name);
    matches!(local, "rss" | "feed" | "RDF" | "opml")
}

/// The name of an XML document's first element.
fn first_element(mut text: &str) -> Option<&str> {
    loop {
        text = &text[text.find('<')? + 1..];
        if let Some(comment) = text.strip_prefix("!--") {
            text = &comment[comment.find("-->")?..];
        } else if !text.starts_with(['?', '!']) {
            let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len());
            return Some(&text[..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: bool) {
        assert_eq!(looks_like_feed(head.as_bytes()), expected, "{head}");
    }

    #[test]
    fn feeds_are_told_by_their_first_element_or_key() {
        check("<?xml version='1.0'?>\n<!-- <html> -->\n<rss version='2.0'>", true);
        check("\n<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", true);
        check("<rdf:RDF>", true);
        check("<opml/>", true);
        check("{\"version\": \"https://jsonfeed.org/version/1\"", true);
        check("{\"feed_url\": \"x\", \"items\": [", true);
        let wide: Vec<u8> = "<rss>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(looks_like_feed(&wide));
    }

    #[test]
    fn other_files_are_no_feeds() {
        check("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", false);
        check("{\"name\": \"package\", \"version\": \"1.0.0\"}", false);
        check("<!-- <rss>", false);
        check("", false);
    }
}
