//! The settings of those who make a feed of a corpus. Each is told to do no more than that where it can be told.

use std::path::Path;
use std::{fs, io};

/// What the feeds are to be like.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many entries a feed shows; 0 is all.
    pub limit: usize,
    /// The formats that we write; others write RSS.
    pub formats: Vec<String>,
    /// Whether we write a feed for each tag as well.
    pub tag_feeds: bool,
}

const TITLE: &str = "The made-up journal";
const ADDRESS: &str = "https://journal.example/";

impl Settings {
    /// Writes all settings below a folder.
    pub fn write(&self, root: &Path) -> io::Result<()> {
        for folder in ["content", "layouts"] {
            fs::create_dir_all(root.join(folder))?;
        }
        fs::write(root.join("content/feedwright.toml"), self.feedwright())?;
        fs::write(root.join("hugo.toml"), hugo())?;
        fs::write(root.join("layouts/home.rss.xml"), self.hugo_template())?;
        fs::write(root.join("eleventy.config.mjs"), ELEVENTY)?;
        fs::write(root.join("content/feed.11ty.mjs"), self.eleventy_template())?;
        fs::write(root.join("pelicanconf.py"), self.pelican())
    }

    /// Addresses are paths of files, so that all programs agree about them.
    fn feedwright(&self) -> String {
        let mut text = format!(
            "[site]\nurl = \"{ADDRESS}\"\ntitle = \"{TITLE}\"\nlanguage = \"en\"\n\n\
             [build]\noutput = \"../public-feedwright\"\npermalink = \"/:sections/:filename/\"\n"
        );
        for format in &self.formats {
            let path = match format.as_str() {
                "rss" => "feed.xml",
                "atom" => "atom.xml",
                _ => "feed.json",
            };
            text.push_str(&format!("\n[[feed]]\npath = \"{path}\"\nformat = \"{format}\"\nlimit = {}\n", self.limit));
        }
        if self.tag_feeds {
            text.push_str("\n[[feed]]\npath = \"tags/{tag}\"\nformat = [\"rss\"]\nfor_each = \"tag\"\nlimit = 20\n");
        }
        text
    }

    /// Hugo's own template escapes a summary; this one gives the content as it is, which costs less.
    fn hugo_template(&self) -> String {
        let pages = match self.limit {
            0 => "site.RegularPages.ByDate.Reverse".to_owned(),
            limit => format!("first {limit} site.RegularPages.ByDate.Reverse"),
        };
        HUGO.replace("PAGES", &pages)
    }

    fn eleventy_template(&self) -> String {
        ELEVENTY_FEED.replace("LIMIT", &if self.limit == 0 { "Infinity".to_owned() } else { self.limit.to_string() })
    }

    fn pelican(&self) -> String {
        let limit = if self.limit == 0 { String::new() } else { format!("FEED_MAX_ITEMS = {}\n", self.limit) };
        format!("SITENAME = '{TITLE}'\nSITEURL = '{}'\n{limit}{PELICAN}", ADDRESS.trim_end_matches('/'))
    }
}

/// No page is written, since there is no template for one; quotes stay as they are, code has no colours, HTML is let through.
fn hugo() -> String {
    format!(
        "baseURL = \"{ADDRESS}\"\ntitle = \"{TITLE}\"\n\
         disableKinds = [\"section\", \"taxonomy\", \"term\", \"404\", \"sitemap\", \"robotsTXT\"]\n\
         ignoreFiles = [\"feedwright\", \"11ty\"]\n\n[outputs]\nhome = [\"rss\"]\n\n\
         [markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions.typographer]\ndisable = true\n\
         [markup.highlight]\ncodeFences = false\n"
    )
}

const HUGO: &str = r#"{{ printf "<?xml version=\"1.0\" encoding=\"utf-8\"?>" | safeHTML }}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>{{ site.Title }}</title><link>{{ .Permalink }}</link><description>{{ site.Title }}</description>
{{- range PAGES }}
<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid isPermaLink="false">{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate>
{{- with .Description }}<description>{{ . }}</description>{{ end }}
<content:encoded>{{ printf "<![CDATA[%s]]>" .Content | safeHTML }}</content:encoded></item>
{{- end }}
</channel></rss>
"#;

/// Pages are written, since Eleventy knows a page's address and content only then.
const ELEVENTY: &str = r#"export default function (config) {
  config.setUseGitIgnore(false);
  config.addPreprocessor("drafts", "md", (data) => (data.draft ? false : undefined));
  config.addCollection("articles", (all) => all.getFilteredByGlob("content/**/*.md"));
  return { dir: { input: "content", output: "public-eleventy" }, markdownTemplateEngine: false };
}
"#;

const ELEVENTY_FEED: &str = r#"const escape = (text) => text.replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark]);
export default class {
  data() { return { permalink: "/index.xml", eleventyExcludeFromCollections: true }; }
  async render({ collections }) {
    const newest = [...collections.articles].sort((a, b) => b.date - a.date).slice(0, LIMIT);
    const items = newest.map((page) => {
      const address = escape(new URL(page.url, "https://journal.example/").href);
      return `<item><title>${escape(page.data.title)}</title><link>${address}</link><guid isPermaLink="false">${address}</guid>` +
        `<pubDate>${page.date.toUTCString()}</pubDate><content:encoded><![CDATA[${page.content}]]></content:encoded></item>`;
    });
    return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">` +
      `<channel><title>The made-up journal</title><link>https://journal.example/</link><description>…</description>${items.join("\n")}</channel></rss>`;
  }
}
"#;

const PELICAN: &str = "PATH = 'content'
OUTPUT_PATH = 'public-pelican'
TIMEZONE = 'UTC'
ARTICLE_URL = '{category}/{date:%Y}/{slug}/'
ARTICLE_SAVE_AS = ''
DRAFT_SAVE_AS = ''
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ''
DIRECT_TEMPLATES = []
STATIC_PATHS = []
USE_FOLDER_AS_CATEGORY = False
PATH_METADATA = r'(?P<category>[a-z]+)/.*'
FEED_ALL_RSS = 'index.xml'
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
RSS_FEED_SUMMARY_ONLY = False
MARKDOWN = {'extensions': ['markdown.extensions.fenced_code', 'markdown.extensions.meta', 'markdown.extensions.tables'], 'output_format': 'html5'}
";
