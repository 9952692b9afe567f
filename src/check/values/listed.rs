//! Values out of a list, and texts of a certain form.

use crate::check::Rule;
use crate::check::context::{Context, Subject};
use crate::check::rules::extensions as rules;
use crate::check::values::shown;

/// What a value is called: its attribute, or its element.
pub(in crate::check) fn name_of(subject: &Subject<'_, '_>, context: &Context<'_>) -> String {
    let element = context.written_name(subject.node);
    match subject.attribute {
        Some(attribute) => format!("{element} {}", attribute.name()),
        None => element,
    }
}

/// Says that a value is not what it has to be.
pub(in crate::check) fn wrong(
    subject: &Subject<'_, '_>,
    context: &mut Context<'_>,
    rule: &'static Rule,
    what: &str,
    help: &str,
) {
    let message = format!("`{}` of `{}` is {what}", shown(subject.value), name_of(subject, context));
    context.say(rule, subject, message, help);
}

/// One of these, in whatever case.
pub(in crate::check) fn one_of(
    subject: &Subject<'_, '_>,
    context: &mut Context<'_>,
    rule: &'static Rule,
    allowed: &[&str],
) {
    let value = subject.value.trim();
    if allowed.iter().any(|one| one.eq_ignore_ascii_case(value)) {
        context.mend(Vec::new());
    } else {
        let some: Vec<String> = allowed.iter().take(8).map(|one| format!("`{one}`")).collect();
        let more = if allowed.len() > some.len() { ", …" } else { "" };
        wrong(subject, context, rule, "not one of its values", &format!("write one of {}{more}", some.join(", ")));
    }
}

/// Declares checks for one value out of a list each.
macro_rules! listed {
    ($($(#[$doc:meta])* $name:ident by $rule:expr => [$($value:literal),* $(,)?];)*) => {
        $($(#[$doc])*
        pub(super) fn $name(
            subject: &$crate::check::context::Subject<'_, '_>,
            context: &mut $crate::check::context::Context<'_>,
        ) {
            $crate::check::values::listed::one_of(subject, context, &$rule, &[$($value),*]);
        })*
    };
}

pub(in crate::check) use listed;

/// `yes` or `no`.
pub(in crate::check) fn yes_no(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    mend_truth(subject, ["yes", "no"], context);
    one_of(subject, context, &rules::YES_NO_WRONG, &["yes", "no"]);
}

/// `true` or `false`.
pub(in crate::check) fn true_false(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    mend_truth(subject, ["true", "false"], context);
    one_of(subject, context, &rules::TRUE_FALSE_WRONG, &["true", "false"]);
}

/// Says that a word for yes or no is mended by the one of these two that means the same.
pub(in crate::check) fn mend_truth(subject: &Subject<'_, '_>, words: [&str; 2], context: &mut Context<'_>) {
    let new = match subject.value.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "y" => words[0],
        "no" | "false" | "0" | "n" => words[1],
        _ => return,
    };
    context.mend_range(subject, (0, subject.value.len()), new);
}

/// At most so many characters.
pub(in crate::check) fn at_most(max: usize, subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let length = subject.value.trim().chars().count();
    if length > max {
        let message = format!("`{}` has {length} characters, {max} at most are read", name_of(subject, context));
        context.say(&rules::TEXT_TOO_LONG, subject, message, &format!("shorten it to {max} characters"));
    }
}
