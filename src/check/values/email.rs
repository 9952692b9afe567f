//! E-mail addresses.

use crate::check::context::{Context, Subject};
use crate::check::rules::values as rules;
use crate::check::values::shown;

const HELP: &str = "write `zoe@carnet.example (Zoé Martin)`, or use `dc:creator` for a name without an address";

/// An address with the person's name, as RSS writes it: `zoe@carnet.example (Zoé)`.
pub(in crate::check) fn email_with_name(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let written = subject.value.trim();
    let decoded = written.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")).map(|_| decode(written));
    let value = decoded.as_deref().unwrap_or(written).trim();
    let shown = shown(written);
    if is_address(value) {
        let message = format!("`{shown}` does not say whose address it is");
        return context.say(&rules::EMAIL_WITHOUT_NAME, subject, message, &format!("write `{value} (Zoé Martin)`"));
    }
    let in_brackets = value.split_once('(').filter(|(_, name)| name.ends_with(')'));
    if in_brackets.is_some_and(|(address, _)| is_address(address.trim())) {
        return;
    }
    let Some(address) =
        value.split(|c: char| c.is_whitespace() || "<>()[]\",;:".contains(c)).find(|part| is_address(part))
    else {
        let message = format!("`{shown}` holds no e-mail address");
        return context.say(&rules::EMAIL_MISSING, subject, message, HELP);
    };
    let message = format!("`{shown}` is not in the form that readers take apart");
    if decoded.is_none()
        && let Some(usual) = usual(written)
    {
        context.mend_value(subject, &usual);
    }
    context.say(&rules::EMAIL_FORM_UNUSUAL, subject, message, &format!("write `{address} (Zoé Martin)`"));
}

/// What `Zoé <zoe@carnet.example>` is in the form of RSS: `zoe@carnet.example (Zoé)`.
fn usual(value: &str) -> Option<String> {
    let (name, rest) = value.split_once('<')?;
    let address = rest.strip_suffix('>')?.trim();
    let name = name.trim().trim_matches('"').trim();
    let is_name = !name.is_empty() && !name.contains(['(', ')', '<', '>', '"', '@']);
    (is_name && is_address(address)).then(|| format!("{address} ({name})"))
}

/// An address and nothing else.
pub(in crate::check) fn email(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_address(subject.value.trim()) {
        let message = format!("`{}` is no e-mail address", shown(subject.value.trim()));
        context.say(&rules::EMAIL_IMPOSSIBLE, subject, message, "write the address alone: `zoe@carnet.example`");
    }
}

/// Whether a text is an address (RFC 5322's `dot-atom` on both sides, or any letters beyond ASCII).
pub(in crate::check) fn is_address(value: &str) -> bool {
    let Some((local, domain)) = value.rsplit_once('@') else { return false };
    let atom =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c));
    let quoted =
        local.len() > 2 && local.starts_with('"') && local.ends_with('"') && !local.contains(char::is_whitespace);
    let label = |part: &str| {
        let inner = part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        inner && !part.is_empty() && !part.starts_with('-') && !part.ends_with('-')
    };
    (quoted || local.split('.').all(atom)) && domain.contains('.') && domain.split('.').all(label)
}

/// The address of a `mailto:` (RFC 6068): no fields, percent signs resolved.
fn decode(value: &str) -> String {
    let rest = value[7..].split('?').next().unwrap_or_default().as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        let hex = rest.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *byte == b'%') {
            Some(decoded) => {
                bytes.push(decoded);
                at += 3;
            }
            None => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: bool) {
        assert_eq!(is_address(value), expected, "{value}");
    }

    #[test]
    fn addresses_have_a_name_and_a_domain() {
        check("zoe@carnet.example", true);
        check("zoe.m+feed@sous.carnet.example", true);
        check("zoé@carnét.example", true);
        check("\"zoe..m\"@carnet.example", true);
        check("zoe@localhost", false);
        check("zoe", false);
        check("@carnet.example", false);
        check("zoe@.example", false);
        check("zoe m@carnet.example", false);
        check("zoe@-carnet.example", false);
    }

    #[test]
    fn percent_signs_of_mailto_are_resolved() {
        assert_eq!(decode("mailto:zoe%40carnet.example%20%28Zo%C3%A9%29?subject=a"), "zoe@carnet.example (Zoé)");
        assert_eq!(decode("mailto:%4"), "%4");
    }
}
