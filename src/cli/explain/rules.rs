//! What the checker's rules mean: a rule's page, and the list of all.

use clap::builder::styling::Style;
use serde::Serialize;

use crate::check::{self, Profile, Rule};
use crate::cli::Verdict;
use crate::cli::arguments::Format;
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::json;
use crate::cli::table::{self, Cell};
use crate::cli::words::{self, ERROR, FAINT, PLAIN, STRONG, WARNING, style};
use crate::diagnostic::Level;

/// Wider than this, lines are hard to follow.
const WIDTH_MAX: usize = 90;

/// A rule for programs.
#[derive(Serialize)]
struct Told<'a> {
    rule: &'a str,
    level: String,
    area: &'a str,
    summary: String,
    w3c: &'a [&'a str],
    page: &'a str,
}

#[derive(Serialize)]
struct List<'a> {
    rules: Vec<Told<'a>>,
}

impl<'a> From<&'a Rule> for Told<'a> {
    fn from(rule: &'a Rule) -> Told<'a> {
        let Rule { name, w3c, page, .. } = rule;
        let area = Profile::of(rule).map_or(rule.area, |profile| profile.name);
        Told { rule: name, level: rule.level.to_string(), area, summary: rule.summary(), w3c, page }
    }
}

/// A profile for programs.
#[derive(Serialize)]
struct ToldProfile<'a> {
    profile: &'a str,
    title: &'a str,
    summary: &'a str,
    rules: Vec<&'a str>,
    page: &'a str,
}

impl<'a> From<&'a Profile> for ToldProfile<'a> {
    fn from(profile: &'a Profile) -> ToldProfile<'a> {
        let Profile { name, title, summary, page, .. } = profile;
        let rules = profile.rules.iter().map(|rule| rule.name).collect();
        ToldProfile { profile: name, title, summary, rules, page }
    }
}

/// Tells what a rule or a profile means: on a terminal as text, elsewhere as the Markdown that it is.
///
/// # Errors
/// There is no such rule, and no such profile.
pub(super) fn one(name: &str, console: &Console) -> Result<Verdict, Failure> {
    if let Some(profile) = Profile::named(name) {
        console.out(&match console.format {
            Format::Json => json::text(&ToldProfile::from(profile)),
            _ if console.out_is_terminal() => {
                rendered(&style(STRONG, name), profile.page, console.out_width().min(WIDTH_MAX))
            }
            _ => profile.page.to_owned(),
        })?;
        return Ok(Verdict::Fine);
    }
    let Some(rule) = check::rule(name) else {
        let near = check::nearest_rule(name).map(|rule| rule.name);
        let hint = match near.or_else(|| Profile::nearest(name).map(|profile| profile.name)) {
            Some(near) => format!("write `feedwright explain {near}`"),
            None => "`feedwright explain --all` lists the rules\nto explain an article, give its path".to_owned(),
        };
        return Err(Failure::usage(format!("there is no rule `{name}`, and no file")).hint(hint));
    };
    console.out(&match console.format {
        Format::Json => json::text(&Told::from(rule)),
        _ if console.out_is_terminal() => rendered(&heading(rule), rule.page, console.out_width().min(WIDTH_MAX)),
        _ => rule.page.to_owned(),
    })?;
    Ok(Verdict::Fine)
}

/// Lists the rules by area.
pub(super) fn all(console: &Console) -> Result<Verdict, Failure> {
    console.out(&match console.format {
        Format::Json => json::text(&List { rules: check::rules().map(Told::from).collect() }),
        _ => list(console.out_width()),
    })?;
    Ok(Verdict::Fine)
}

fn list(width: usize) -> String {
    let rules: Vec<&Rule> = check::rules().collect();
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let room = width.saturating_sub(widest + "warning".len() + 6).max(30);
    let mut blocks = Vec::new();
    for area in rules.chunk_by(|a, b| a.area == b.area) {
        // A blank cell of the widest name's width keeps the columns of all areas alike.
        let row = |rule: &&Rule| {
            let name = format!("{:widest$}", rule.name);
            vec![
                Cell::left(name, STRONG),
                Cell::left(format!("{:7}", rule.level.to_string()), looks(rule.level)),
                Cell::left(words::shortened(&rule.summary(), room), PLAIN),
            ]
        };
        let rows: Vec<_> = area.iter().map(row).collect();
        let title = match Profile::of(area[0]) {
            Some(profile) => format!("Profile {}: {}", profile.name, profile.summary),
            None => title(area[0].area).to_owned(),
        };
        blocks.push(format!("{}\n{}", style(STRONG, &title), table::lines(&rows)));
    }
    blocks.join("\n")
}

/// An area as people know it.
fn title(area: &str) -> &str {
    match area {
        "xml" => "Bytes and syntax",
        "core" => "Elements and attributes",
        "values" => "Values",
        "rss" => "RSS",
        "atom" => "Atom",
        "addresses" => "Addresses",
        "content" => "Content",
        "extensions" => "Extensions",
        "json" => "JSON Feed",
        "opml" => "OPML",
        "shared" => "Profiles",
        "http" => "Serving",
        other => other,
    }
}

fn looks(level: Level) -> Style {
    match level {
        Level::Error => ERROR,
        Level::Warning => WARNING,
        Level::Note => FAINT,
    }
}

fn heading(rule: &Rule) -> String {
    format!("{} ({})", style(STRONG, rule.name), style(looks(rule.level), &rule.level.to_string()))
}

/// A page as text: paragraphs as wide as the terminal, examples set in.
fn rendered(heading: &str, page: &str, width: usize) -> String {
    let mut out = format!("{heading}\n");
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_example = false;
    for line in page.lines().skip(1).chain([""]) {
        let is_fence = line.starts_with("```");
        let is_text = !in_example && !is_fence && !line.is_empty() && !line.starts_with('#');
        let begins = line.starts_with("- ") || line.starts_with("| ");
        if !paragraph.is_empty() && (!is_text || begins) {
            out.push_str(&wrapped(&paragraph.join(" "), width));
            paragraph.clear();
        }
        match line.strip_prefix("## ") {
            _ if is_fence => in_example = !in_example,
            _ if in_example => out.push_str(&format!("    {}\n", words::printable(line))),
            Some(title) => out.push_str(&format!("{}\n", style(STRONG, title))),
            None if is_text => paragraph.push(line),
            None => out.push('\n'),
        }
    }
    // Around headings, Markdown has blank lines that text needs not.
    out.trim_end().to_owned() + "\n"
}

/// A paragraph in lines of at most so many columns; a longer word stands alone. Of addresses in `<…>` the signs are left
/// out.
fn wrapped(paragraph: &str, width: usize) -> String {
    let (mut out, mut column) = (String::new(), 0);
    let indent = if paragraph.starts_with("- ") { "  " } else { "" };
    for word in paragraph.split_whitespace() {
        let word = match word.strip_prefix("<http") {
            Some(rest) => format!("http{}", rest.replacen('>', "", 1)),
            None => word.to_owned(),
        };
        let columns = words::columns_of(&word);
        if column > 0 && column + 1 + columns > width {
            out.push_str(&format!("\n{indent}"));
            column = indent.len();
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(&word);
        column += columns;
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_text() {
        let page = "# x-y\n\nA first paragraph that\nis wrapped anew.\n\n## Source\n\n- <https://example.org/a>, section 2\n\
                    - another one, long enough to break\n\n## Fails\n\n```xml fails\n<a>\n\n</a>\n```\n";
        let rule = Rule { name: "x-y", level: Level::Error, w3c: &[], page, area: "xml" };
        let expected = "x-y (error)\n\nA first paragraph that is\nwrapped anew.\n\nSource\n\n\
                        - https://example.org/a,\n  section 2\n- another one, long\n  enough to break\n\n\
                        Fails\n\n    <a>\n    \n    </a>\n";
        assert_eq!(anstream::adapter::strip_str(&rendered(&heading(&rule), rule.page, 25)).to_string(), expected);
    }
}
