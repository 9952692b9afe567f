//! Made-up articles: article number N of a corpus is the same on every machine, at any time.

use std::fmt::Write;

/// What articles are to be like.
#[derive(Clone, Debug)]
pub struct Shape {
    /// How many there are: their dates are spread over twenty years.
    pub articles: usize,
    /// The mean size of a file, in bytes.
    pub bytes: usize,
    /// How many tags there are.
    pub tags: usize,
    /// Another number gives other articles.
    pub seed: u64,
}

/// An article: what is said about it, and its text as Markdown.
#[derive(Clone, Debug)]
pub struct Article {
    pub section: &'static str,
    pub slug: String,
    pub title: String,
    /// Local time, and the offset of its zone in minutes.
    pub date: Date,
    pub tags: Vec<String>,
    pub author: &'static str,
    pub summary: Option<String>,
    pub is_draft: bool,
    pub body: String,
}

/// A local date and time, with the offset of its zone in minutes.
#[derive(Clone, Copy, Debug)]
pub struct Date {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub second: i64,
    pub offset: i64,
}

pub const SECTIONS: [&str; 4] = ["notes", "essays", "walks", "kitchen"];
const AUTHORS: [&str; 6] =
    ["Ines Duarte", "Tomás Ørsted", "Léa Béranger", "佐藤 花", "Nuala O'Shea", "Finch & Daughter"];
const TAGS: [&str; 12] =
    ["garden", "c++", "sea", "bread", "R&D", "山", "été", "how-to", "letters", "Maps", "night trains", "tools"];
/// Minutes east of Greenwich.
const OFFSETS: [i64; 6] = [0, 60, 120, -300, 330, 540];
/// 2005-01-01, in days since 1970, and how many days dates are spread over.
const FIRST_DAY: i64 = 12_784;
const DAYS: i64 = 20 * 365;

const WORDS: &str = "harbour lantern orchard kettle window garden letter river bicycle market pencil morning winter \
    station bakery ladder island compass blanket thunder meadow copper basket chimney anchor gravel teapot village \
    drawer mirror saddle barley cellar hammer ribbon pebble thistle walnut shutter bridge carries follows gathers \
    leaves measures opens remembers answers wanders borrows mends keeps finds turns waits small quiet early plain \
    bright narrow patient curious heavy borrowed honest useful late slowly nearly again seldom often perhaps between \
    beyond under until whenever although because nobody everyone the the the the the a a a and and and of of of to to \
    in in on with for from at by it is was are not that this which";
const ACCENTED: &str = "café forêt déjà œuvre garçon naïve crème château hôtel où après été señor straße über";
const OTHERS: [&str; 9] = ["朝の散歩", "港町", "手紙", "市场", "冬天", "편지", "🌿", "🚲", "👩‍🌾"];

/// A sequence of numbers that looks like chance (SplitMix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64, number: usize) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (number as u64).wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// Makes articles of one shape.
pub struct Writer {
    shape: Shape,
    words: Vec<&'static str>,
    accented: Vec<&'static str>,
}

impl Writer {
    pub fn new(shape: Shape) -> Writer {
        Writer { shape, words: WORDS.split_whitespace().collect(), accented: ACCENTED.split_whitespace().collect() }
    }

    /// Article number N, counted from 0; a higher number is younger.
    pub fn article(&self, number: usize) -> Article {
        let chance = &mut Chance::new(self.shape.seed, number);
        let is_short = self.shape.bytes < 800;
        let mut words: Vec<&str> = (0..chance.between(3, 6)).map(|_| chance.of(&self.words)).collect();
        words.dedup();
        let slug = format!("{}-{number:06}", words.join("-"));
        let mut title = capital(&words.join(" "));
        match chance.below(100) {
            0..8 => write!(title, " {}", chance.of(&self.accented)),
            8..12 => write!(title, " {}", chance.of(&OTHERS)),
            12..15 => write!(title, " & \"{}\"", chance.of(&self.words)),
            15..20 => write!(title, ": {}", chance.of(&self.words)),
            _ => Ok(()),
        }
        .expect("a string takes what is written");
        let tags = if is_short { 1 } else { chance.between(1, 4) };
        let mut tags: Vec<String> = (0..tags).map(|_| self.tag(chance)).collect();
        tags.sort();
        tags.dedup();
        let summary = (!is_short && chance.below(3) > 0).then(|| {
            let count = chance.between(8, 20);
            capital(&self.plain(chance, count)) + "."
        });
        let size = self.shape.bytes * chance.between(60, 140) / 100;
        let head = 130 + summary.as_ref().map_or(0, String::len);
        Article {
            section: chance.of(&SECTIONS),
            date: self.date(number, chance),
            author: chance.of(&AUTHORS),
            is_draft: chance.below(100) == 0,
            body: self.body(chance, size.saturating_sub(head).max(40)),
            slug,
            title,
            tags,
            summary,
        }
    }

    /// Few tags are on many articles, and many on few.
    fn tag(&self, chance: &mut Chance) -> String {
        let number = chance.below(self.shape.tags).min(chance.below(self.shape.tags));
        TAGS.get(number).map_or_else(|| format!("topic {number}"), |tag| (*tag).to_owned())
    }

    fn date(&self, number: usize, chance: &mut Chance) -> Date {
        let step = DAYS * 86_400 / self.shape.articles.max(1) as i64;
        let instant = FIRST_DAY * 86_400 + step * number as i64 + chance.below(step.max(1) as usize) as i64;
        let offset = OFFSETS[chance.below(OFFSETS.len())];
        let local = instant + offset * 60;
        let (year, month, day) = civil(local.div_euclid(86_400));
        Date { year, month, day, second: local.rem_euclid(86_400), offset }
    }

    fn body(&self, chance: &mut Chance, bytes: usize) -> String {
        let mut body = self.paragraph(chance, bytes.min(500));
        while body.len() < bytes {
            body.push_str("\n\n");
            let left = bytes.saturating_sub(body.len());
            let block = match chance.below(100) {
                0..58 => self.paragraph(chance, left.min(700)),
                58..70 => format!("{} {}", chance.of(&["##", "##", "###"]), capital(&self.plain(chance, 3))),
                70..79 => self.list(chance),
                79..86 => self.code(chance),
                86..92 => self.image(chance),
                92..96 => format!("> {}", self.paragraph(chance, 160).replace('\n', "\n> ")),
                _ => self.html(chance),
            };
            body.push_str(&block);
        }
        body.push('\n');
        body
    }

    /// Lines of at most 80 letters, as people write them.
    fn paragraph(&self, chance: &mut Chance, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 80);
        let mut line = 0;
        while text.len() < bytes {
            let sentence = self.sentence(chance);
            for word in sentence.split(' ') {
                if line + word.len() > 79 {
                    text.push('\n');
                    line = 0;
                } else if line > 0 {
                    text.push(' ');
                }
                line += word.len() + 1;
                text.push_str(word);
            }
        }
        text
    }

    fn sentence(&self, chance: &mut Chance) -> String {
        let count = chance.between(7, 18);
        let mut sentence = String::new();
        for place in 0..count {
            let word = chance.of(&self.words);
            let other = chance.of(&self.words);
            match (place, chance.below(1000)) {
                (0, _) => sentence.push_str(&capital(word)),
                (_, 0..35) => sentence.push_str(chance.of(&self.accented)),
                (_, 35..45) => sentence.push_str(chance.of(&OTHERS)),
                (_, 45..60) => sentence.push_str(&format!("**{word}**")),
                (_, 60..75) => sentence.push_str(&format!("*{word}*")),
                (_, 75..85) => sentence.push_str(&format!("`{word}(&{other})`")),
                (_, 85..97) => sentence.push_str(&self.link(chance)),
                _ => sentence.push_str(word),
            }
            let comma = place > 1 && place + 3 < count && chance.below(9) == 0;
            sentence.push_str(if place + 1 == count {
                ""
            } else if comma {
                ", "
            } else {
                " "
            });
        }
        sentence.push_str(chance.of(&[".", ".", ".", ".", "?", "!"]));
        sentence
    }

    fn link(&self, chance: &mut Chance) -> String {
        let (text, word, number) = (self.plain(chance, 2), chance.of(&self.words), chance.below(10_000));
        match chance.below(4) {
            0 => format!("[{text}](/{}/{word}/)", chance.of(&SECTIONS)),
            1 => format!("[{text}](../{word}-{number}/#notes)"),
            _ => format!("[{text}](https://example.net/{word}/{number}?from=here&page=2)"),
        }
    }

    fn list(&self, chance: &mut Chance) -> String {
        let mark = chance.of(&["-", "1."]);
        let items: Vec<String> =
            (0..chance.between(3, 6)).map(|_| format!("{mark} {}", self.sentence(chance))).collect();
        items.join("\n")
    }

    fn code(&self, chance: &mut Chance) -> String {
        let language = chance.of(&["rust", "python", "sh", "html"]);
        let lines: Vec<String> = (0..chance.between(3, 8))
            .map(|_| {
                let (indent, number) = ("    ".repeat(chance.below(3)), chance.below(100));
                let (one, two, three) = (chance.of(&self.words), chance.of(&self.words), chance.of(&self.words));
                format!("{indent}if {one}(&{two}) < {number} && {three} {{ return \"{one}\"; }}")
            })
            .collect();
        format!("```{language}\n{}\n```", lines.join("\n"))
    }

    fn image(&self, chance: &mut Chance) -> String {
        let place = chance.of(&["/images/", "pictures/", "https://images.example.net/"]);
        format!("![{}]({place}{}.jpg)", self.plain(chance, 3), chance.below(5000))
    }

    /// HTML within Markdown, as authors put it there.
    fn html(&self, chance: &mut Chance) -> String {
        let (word, number, text) = (chance.of(&self.words), chance.below(5000), self.sentence(chance).replace('`', ""));
        match chance.below(4) {
            0 => format!(
                "<figure class=\"wide\">\n<img src=\"/images/{number}.jpg\" alt=\"{word}\" width=640 height=480 \
                 onload=\"shown(this)\">\n<figcaption style=\"color: grey\">{text}</figcaption>\n</figure>"
            ),
            1 => format!("<details><summary>{}</summary>\n\n{text}\n\n</details>", capital(word)),
            2 => format!("<table><tr><th>{word}<th>number<tr><td>{}<td>{number}</table>", chance.of(&self.words)),
            _ => format!("<p align=center>Press <kbd>{}</kbd>: {text}</p>", capital(word)),
        }
    }

    fn plain(&self, chance: &mut Chance, count: usize) -> String {
        (0..count).map(|_| chance.of(&self.words)).collect::<Vec<_>>().join(" ")
    }
}

impl Date {
    /// As RFC 3339 has it.
    pub fn rfc3339(self) -> String {
        let Date { year, month, day, second, offset } = self;
        let sign = if offset < 0 { '-' } else { '+' };
        let (hour, minute, away) = (second / 3600, second / 60 % 60, offset.abs());
        let second = second % 60;
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}", away / 60, away % 60)
    }
}

/// The day of the Gregorian calendar, from days since 1970: years are counted from March, in eras of 400.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    (year + era * 400 + i64::from(month <= 2), month, day)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text in quotes that YAML, TOML and JSON read alike.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Article {
    /// The folder that its file stands in, and the file's name.
    pub fn place(&self) -> (String, String) {
        (format!("{}/{}", self.section, self.date.year), format!("{}.md", self.slug))
    }

    /// The file, with its metadata in YAML.
    pub fn with_yaml(&self) -> String {
        let tags: Vec<String> = self.tags.iter().map(|tag| quoted(tag)).collect();
        let mut text = String::with_capacity(self.body.len() + 400);
        let summary = self.summary.as_ref().map(|text| format!("description: {}\n", quoted(text)));
        text.push_str(&format!("---\ntitle: {}\ndate: {}\n", quoted(&self.title), self.date.rfc3339()));
        text.push_str(&format!("tags: [{}]\nauthor: {}\n", tags.join(", "), quoted(self.author)));
        text.push_str(summary.as_deref().unwrap_or(""));
        text.push_str(if self.is_draft { "draft: true\n---\n\n" } else { "---\n\n" });
        text + &self.body
    }

    /// The file, with its metadata as Pelican reads it.
    pub fn with_lines(&self) -> String {
        let summary = self.summary.as_ref().map(|text| format!("Summary: {text}\n")).unwrap_or_default();
        let status = if self.is_draft { "draft" } else { "published" };
        format!(
            "Title: {}\nDate: {}\nTags: {}\nAuthor: {}\nSlug: {}\nStatus: {status}\n{summary}\n{}",
            self.title,
            self.date.rfc3339(),
            self.tags.join(", "),
            self.author,
            self.slug,
            self.body
        )
    }
}
