//! How fast feeds are judged: `cargo bench --bench check`, in megabytes a second on one core.
//!
//! Where `xmllint` and Python's `feedparser` are installed, their time for the same file stands beside ours: one reads
//! the XML and no more, the other reads a feed as a reader does.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement prints, and stops where it cannot measure")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ENTRIES: usize = 2_500;
const ROUNDS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    for (name, feed) in [("rss-cdata", rss(true)), ("rss-escaped", rss(false)), ("atom", atom())] {
        let path = folder.path().join(format!("{name}.xml"));
        fs::write(&path, &feed).unwrap();
        let ours = best(|| {
            black_box(feedwright::check::check(feed.as_bytes()));
        });
        let found = feedwright::check::check(feed.as_bytes()).findings.len();
        let megabytes = feed.len() as f64 / 1e6;
        println!("{name}: {megabytes:.1} MB, {found} findings, {:.0} MB/s", megabytes / ours.as_secs_f64());
        for (program, arguments) in [
            ("xmllint", &["--noout", "--huge"] as &[&str]),
            ("python3", &["-c", "import feedparser, sys; feedparser.parse(sys.argv[1])"]),
        ] {
            match theirs(program, arguments, &path) {
                Some(time) => {
                    println!("    {program}: {:.1} times our time", time.as_secs_f64() / ours.as_secs_f64());
                }
                None => println!("    {program}: not installed, or it refuses the feed"),
            }
        }
    }
}

/// The shortest time of several.
fn best(mut work: impl FnMut()) -> Duration {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(|_| time(&mut work)).min().unwrap()
}

/// Another program's time for a file.
fn theirs(program: &str, arguments: &[&str], path: &Path) -> Option<Duration> {
    let start = Instant::now();
    let status = Command::new(program).args(arguments).arg(path).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.ok().filter(|status| status.success()).map(|_| start.elapsed())
}

/// An article of about four kilobytes, as sites have them.
fn article(number: usize) -> String {
    let mut html = String::new();
    for paragraph in 0..7 {
        html.push_str(&format!(
            "<p class=\"text\">L’été {number} fut long, et <a href=\"https://carnet.example/{number}/{paragraph}\" \
            rel=\"noopener\">les promenades</a> &amp; les marchés l’étaient aussi. <strong>Personne</strong> n’y pensait \
            plus quand <em>les premières pluies</em> sont venues ; on avait rangé les chaises, fermé les volets, et \
            compté les bouteilles une à une, sans hâte.</p>\n"
        ));
    }
    html.push_str(&format!(
        "<figure><img src=\"https://carnet.example/{number}.jpg\" srcset=\"https://carnet.example/{number}-640.jpg 640w, \
        https://carnet.example/{number}-1280.jpg 1280w\" alt=\"Une rue\" width=\"640\" height=\"480\" loading=\"lazy\">\
        <figcaption style=\"font-size: 90%; color: #666\">Une rue</figcaption></figure>\n\
        <ul><li>Un</li><li>Deux</li><li><code>let x = a &lt; b;</code></li></ul>\n"
    ));
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn rss(cdata: bool) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
        xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Le Carnet</title>\
        <link>https://carnet.example/</link><description>Notes</description>\n",
    );
    for number in 0..ENTRIES {
        let html = article(number);
        let content = if cdata { format!("<![CDATA[{html}]]>") } else { escaped(&html) };
        feed.push_str(&format!(
            "<item><title>Article {number}</title><link>https://carnet.example/{number}</link>\
            <description>Un résumé de l’article.</description><content:encoded>{content}</content:encoded>\
            <guid isPermaLink=\"false\">tag:carnet.example,2025:{number}</guid>\
            <pubDate>Wed, 13 Aug 2025 10:00:00 GMT</pubDate></item>\n"
        ));
    }
    feed + "</channel></rss>\n"
}

fn atom() -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Le Carnet</title>\
        <id>tag:carnet.example,2025:feed</id><updated>2025-08-13T10:00:00Z</updated><author><name>Zoé</name></author>\n",
    );
    for number in 0..ENTRIES {
        feed.push_str(&format!(
            "<entry><title>Article {number}</title><id>tag:carnet.example,2025:{number}</id>\
            <updated>2025-08-13T10:00:00Z</updated><link href=\"https://carnet.example/{number}\"/>\
            <content type=\"html\">{}</content></entry>\n",
            escaped(&article(number))
        ));
    }
    feed + "</feed>\n"
}
