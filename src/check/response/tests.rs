//! Examples of the rules' pages that show how a feed is served, and tests of what no page shows.
//!
//! An example is a conversation, in blocks with empty lines between them. Only what differs from a good answer is
//! written: a header with an empty value is one that is not sent.
//!
//! - `GET address` alone, then `HTTP/1.1 STATUS` with headers: the request for the feed; a status 3xx is a redirect to the
//!   next one.
//! - `GET` with `If-None-Match` or `If-Modified-Since`, and `HEAD`: the further requests.
//! - What begins with `<` or `{` stands in the feed's channel; with `<?xml`, `<!doctype` or `{` it is the whole body.

use std::collections::BTreeSet;

use crate::check::response::{Answer, Hop, Response, check_response};
use crate::check::{Circumstances, Part};
use crate::date::Timestamp;

const ADDRESS: &str = "https://carnet.example/feed.xml";

const GOOD: &[(&str, &str)] = &[
    ("date", "Thu, 14 Aug 2025 07:00:00 GMT"),
    ("content-type", "application/rss+xml; charset=utf-8"),
    ("content-encoding", "gzip"),
    ("vary", "Accept-Encoding"),
    ("etag", "\"a1\""),
    ("last-modified", "Wed, 13 Aug 2025 10:00:00 GMT"),
    ("cache-control", "max-age=3600"),
    ("access-control-allow-origin", "*"),
];

/// Headers, changed as the lines say.
fn changed(headers: &[(String, String)], lines: &[&str]) -> Vec<(String, String)> {
    let said: Vec<(String, String)> = lines
        .iter()
        .map(|line| line.split_once(':').unwrap_or_else(|| panic!("`{line}` is no header")))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let kept = headers.iter().filter(|(name, _)| !said.iter().any(|(one, _)| one == name));
    kept.cloned().chain(said.iter().filter(|(_, value)| !value.is_empty()).cloned()).collect()
}

/// What an example shows: the answer, and the body; `feed` makes one of what stands in a channel.
pub(in crate::check) fn response(example: &str, feed: impl Fn(&str) -> String) -> (Response, String) {
    let headers = changed(&[], &[]).into_iter().chain(GOOD.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    let mut response = Response { address: ADDRESS.to_owned(), headers: headers.collect(), ..Response::default() };
    let mut body = feed("");
    let mut asked: Vec<&str> = Vec::new();
    let mut more: Vec<(Vec<&str>, u16, Vec<&str>)> = Vec::new();
    for block in example.trim().split("\n\n").filter(|block| !block.is_empty()) {
        let lines: Vec<&str> = block.lines().collect();
        let first = lines[0];
        if first.starts_with("GET ") || first.starts_with("HEAD ") {
            asked = lines;
        } else if let Some(status) = first.strip_prefix("HTTP/1.1 ") {
            let status: u16 = status[..3].parse().unwrap();
            more.push((std::mem::take(&mut asked), status, lines[1..].to_vec()));
        } else if ["<?xml", "<!doctype", "{"].iter().any(|start| first.starts_with(start)) {
            body = block.to_owned();
        } else {
            assert!(first.starts_with('<'), "`{first}` begins nothing");
            body = feed(block);
        }
    }
    let mut further = Vec::new();
    for (asked, status, lines) in more {
        let request = asked.first().copied().unwrap_or("GET");
        if request.starts_with("HEAD") || asked.len() > 1 {
            further.push((asked, status, lines));
            continue;
        }
        let address = request.strip_prefix("GET ").unwrap_or(ADDRESS).to_owned();
        let location = lines.iter().find_map(|line| line.strip_prefix("Location: "));
        match location.filter(|_| (300..=399).contains(&status)) {
            Some(target) => {
                response.hops.push(Hop { address, status, target: target.to_owned() });
                response.address = target.to_owned();
            }
            None => {
                response.headers = changed(&response.headers, &lines);
                response.address = address;
            }
        }
    }
    let answer = |status: u16, lines: &[&str]| Answer {
        status,
        headers: changed(&response.headers, lines),
        body: if status == 200 { body.clone().into_bytes() } else { Vec::new() },
    };
    let has = |name: &str| response.headers.iter().any(|(one, _)| one == name);
    let (mut by_etag, mut by_date) =
        (has("etag").then(|| answer(304, &[])), has("last-modified").then(|| answer(304, &[])));
    let mut head = Some(answer(200, &[]));
    for (asked, status, lines) in further {
        // A line that is no header is another body.
        let (text, lines): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.starts_with('<'));
        let mut answer = answer(status, &lines);
        if !text.is_empty() {
            answer.body = feed(&text.join("\n")).into_bytes();
        }
        match asked {
            _ if asked[0].starts_with("HEAD") => head = Some(answer),
            _ if asked[1].starts_with("If-None-Match:") => by_etag = Some(answer),
            _ => by_date = Some(answer),
        }
    }
    (Response { by_etag, by_date, head, ..response }, body)
}

const FEED: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">
<title>Le Carnet</title>
<id>https://carnet.example/feed.xml</id>
<updated>2025-08-13T10:00:00Z</updated>
<author><name>Zoé</name></author>
<link href=\"https://carnet.example/feed.xml\" rel=\"self\" type=\"application/atom+xml\"/>
<link href=\"https://carnet.example/\" rel=\"alternate\" type=\"text/html\"/>
<entry>
<title>Un titre</title>
<id>tag:carnet.example,2025:1</id>
<updated>2025-08-13T10:00:00Z</updated>
<link href=\"https://carnet.example/1\" rel=\"alternate\" type=\"text/html\"/>
<summary>Un texte.</summary>
</entry>
</feed>";

/// Judges an Atom feed that is served as an example says.
#[track_caller]
fn check(example: &str, expected: &[&str]) {
    let of_atom =
        if example.contains("Content-Type") { "200 OK" } else { "200 OK\nContent-Type: application/atom+xml" };
    let example = format!("{}\n\n{FEED}", example.replace("200 OK", of_atom));
    let (response, body) = response(&example, str::to_owned);
    let now = Timestamp::from_unix(1_755_200_000);
    let judged = check_response(&response, body.as_bytes(), &Circumstances { now, ..Circumstances::default() });
    let found: BTreeSet<&str> = judged.findings.iter().map(|found| found.rule.name).collect();
    assert_eq!(found, expected.iter().copied().collect(), "{example}\n{:#?}", judged.findings);
}

#[test]
fn usual_hosts_get_little() {
    check("HTTP/1.1 200 OK", &[]);
    let nginx = "HTTP/1.1 200 OK\nContent-Type: text/xml\nContent-Encoding:\nVary:\nCache-Control:\nAccess-Control-Allow-Origin:";
    check(nginx, &["response-charset-missing", "cache-life-missing", "cross-origin-refused"]);
    let pages = "HTTP/1.1 200 OK\nContent-Type: application/xml\nETag: W/\"6891c2b1-5a3\"\nCache-Control: max-age=600";
    check(pages, &[]);
}

#[test]
fn a_feed_that_says_another_address_is_found_in_every_format() {
    check("GET https://carnet.example/feed.xml#top\n\nHTTP/1.1 200 OK", &[]);
    check("GET https://carnet.example/atom.xml\n\nHTTP/1.1 200 OK", &["self-link-elsewhere"]);
    let (response, _) =
        response("GET https://carnet.example/f\n\nHTTP/1.1 200 OK\nContent-Type: application/json", str::to_owned);
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"x\", \"language\": \"fr\", \
        \"home_page_url\": \"https://carnet.example/\", \"feed_url\": \"https://carnet.example/feed.json\", \
        \"authors\": [{\"name\": \"Zoé\"}], \"items\": [{\"id\": \"1\", \"url\": \"https://carnet.example/1\", \
        \"content_text\": \"x\", \"date_published\": \"2025-08-13T10:00:00Z\"}]}";
    let judged = check_response(&response, json.as_bytes(), &Circumstances::default());
    let found = judged.findings.iter().find(|found| found.rule.name == "self-link-elsewhere").unwrap();
    assert_eq!(
        (found.part, &judged.text[found.span.start..found.span.end]),
        (None, "\"https://carnet.example/feed.json\"")
    );
}

#[test]
fn what_is_sent_as_a_page_and_is_no_feed_is_one() {
    let (response, _) = response("HTTP/1.1 200 OK\nContent-Type: text/html", str::to_owned);
    for body in ["<p>Accès refusé", "", "<!-- é --><HTML>", "{}"] {
        let judged = check_response(&response, body.as_bytes(), &Circumstances::default());
        let found: Vec<&str> = judged.findings.iter().map(|found| found.rule.name).collect();
        assert_eq!(found, ["response-is-page"], "{body}");
    }
}

#[test]
fn findings_about_headers_name_them_and_come_first() {
    let (response, _) = response("HTTP/1.1 200 OK\nContent-Type: text/plain", str::to_owned);
    let judged = check_response(&response, b"<rss version='3'/>", &Circumstances::default());
    assert_eq!(judged.findings[0].part, Some(Part::Header("content-type")));
    assert_eq!(judged.findings[0].diagnostic().span, None);
    assert!(judged.findings.len() > 1 && judged.findings.last().unwrap().part.is_none());
}

#[test]
fn whatever_comes_is_judged() {
    let wild =
        ["", "\"", "W/", "\u{fffd}", ";;;=", "<", "<>;rel", "max-age=", "99999999999999999999", ",,,", "é; charset"];
    let names = GOOD.iter().map(|(name, _)| *name).chain(["link", "set-cookie", "expires"]);
    for (name, value) in names.flat_map(|name| wild.map(|value| (name, value))) {
        let headers = vec![(name.to_owned(), value.to_owned())];
        let answer = Some(Answer { status: 200, headers: headers.clone(), body: Vec::new() });
        let response =
            Response { by_etag: answer.clone(), by_date: answer.clone(), head: answer, headers, ..Response::default() };
        assert!(!check_response(&response, b"\xff<rss>", &Circumstances::default()).findings.is_empty());
    }
}
