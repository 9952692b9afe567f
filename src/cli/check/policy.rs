//! What was decided about rules: on the command line, and for a site.

use std::path::Path;

use crate::check::{self, Levels, Profile, Rule};
use crate::cli::check::Arguments;
use crate::cli::failure::Failure;
use crate::cli::site::Site;
use crate::cli::words::{self, count};
use crate::config::{FailOn, RuleName};
use crate::diagnostic::{Diagnostic, Located};

/// Decisions about rules, and about failing.
#[derive(Default)]
pub(super) struct Policy {
    /// What is done with findings.
    pub(super) levels: Levels,
    /// The destinations that the feeds are meant for.
    pub(super) profiles: Vec<&'static Profile>,
    /// What makes the command fail.
    pub(super) fail_on: FailOn,
}

/// Reads what was decided. The command line comes before the site's `[check]`.
///
/// # Errors
/// A rule that there is not, or one that is both allowed and denied.
pub(super) fn read(site: Option<&Path>, arguments: &Arguments) -> Result<Policy, Failure> {
    if let Some(name) = arguments.allow.iter().find(|name| arguments.deny.contains(name)) {
        let message = format!("the rule `{name}` is both allowed and denied");
        return Err(Failure::usage(message).hint("leave one of the two out"));
    }
    let mut policy = Policy::default();
    if let Some(site) = Site::open_if_any(site)? {
        policy.apply(&site)?;
    }
    for name in &arguments.allow {
        policy.levels.allow(known("--allow", name)?);
    }
    for name in &arguments.deny {
        policy.levels.deny(known("--deny", name)?);
    }
    if !arguments.profile.is_empty() {
        policy.profiles = arguments.profile.clone();
    } else {
        // What is decided for a whole site can't mean that each of its formats is taken everywhere.
        policy.levels.pass_over_formats();
    }
    policy.fail_on = arguments.fail_on.unwrap_or(policy.fail_on);
    Ok(policy)
}

/// Sees that the rules and the profiles that a site names are there.
///
/// # Errors
/// A rule or a profile that there is not, or a rule that is both allowed and denied.
pub(in crate::cli) fn verify(site: &Site) -> Result<(), Failure> {
    Policy::default().apply(site)
}

impl Policy {
    /// Takes over what a site decides.
    fn apply(&mut self, site: &Site) -> Result<(), Failure> {
        let decided = &site.config.check;
        let mut found = Vec::new();
        let rule_of = |name: &RuleName, found: &mut Vec<Diagnostic>| {
            let rule = check::rule(&name.name);
            if rule.is_none() {
                let message = format!("there is no rule `{}`", name.name.escape_debug());
                found.push(Diagnostic::error("config-unknown-rule", message).at(name.span).help(help(&name.name)));
            }
            rule
        };
        for name in &decided.allow {
            rule_of(name, &mut found).into_iter().for_each(|rule| self.levels.allow(rule));
            if let Some(again) = decided.deny.iter().find(|denied| denied.name == name.name) {
                let message = format!("the rule `{}` is both allowed and denied", name.name.escape_debug());
                let found_here = Diagnostic::error("config-wrong-value", message).at(again.span);
                found.push(found_here.help("leave one of the two out"));
            }
        }
        for name in &decided.deny {
            rule_of(name, &mut found).into_iter().for_each(|rule| self.levels.deny(rule));
        }
        self.profiles = profiles(&decided.profiles, &mut found);
        for feed in &site.config.feeds {
            profiles(&feed.profiles, &mut found);
        }
        self.fail_on = decided.fail_on.unwrap_or_default();
        if found.is_empty() {
            return Ok(());
        }
        let shown = site.file();
        let message = format!("`{shown}` has {}, so nothing was done", count(found.len(), "fault", "faults"));
        Err(Failure::config(message).found(located(found, site)))
    }
}

/// The profiles that a site names; those that there are not are reported.
fn profiles(names: &[RuleName], found: &mut Vec<Diagnostic>) -> Vec<&'static Profile> {
    let mut profiles = Vec::new();
    for RuleName { name, span } in names {
        if let Some(profile) = Profile::named(name) {
            profiles.push(profile);
            continue;
        }
        let help = match Profile::nearest(name) {
            Some(near) => format!("write `{}`", near.name),
            None => {
                let known: Vec<String> = Profile::all().map(|known| format!("`{}`", known.name)).collect();
                format!("the profiles are {}", words::list(&known))
            }
        };
        let message = format!("there is no profile `{}`", name.escape_debug());
        found.push(Diagnostic::error("config-unknown-profile", message).at(*span).help(help));
    }
    profiles
}

/// The findings in a site's configuration with their places; only the text tells them.
fn located(found: Vec<Diagnostic>, site: &Site) -> Vec<Located> {
    let file = site.file();
    let text = std::fs::read_to_string(&file);
    let text = text.as_deref().map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
    let locate = |one: Diagnostic| match text {
        Ok(text) => one.locate(&file, text),
        Err(_) => one.without_text(&file),
    };
    found.into_iter().map(locate).collect()
}

fn known(option: &str, name: &str) -> Result<&'static Rule, Failure> {
    check::rule(name).ok_or_else(|| Failure::usage(format!("`{option}`: there is no rule `{name}`")).hint(help(name)))
}

/// What to write in place of a rule that there is not.
pub(in crate::cli) fn help(name: &str) -> String {
    match check::nearest_rule(name) {
        Some(rule) => format!("write `{}`", rule.name),
        None => "`feedwright explain --all` lists the rules".to_owned(),
    }
}
