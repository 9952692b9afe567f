//! What mends an address, where that is certain.

use crate::check::Rule;
use crate::check::bases;
use crate::check::context::{Context, Subject};
use crate::check::values::{Remark, shown};

/// Says something about an address; one that tells readers which entry it is stays as it is.
pub(super) fn say(subject: &Subject<'_, '_>, value: &str, remark: Option<Remark>, context: &mut Context<'_>) {
    let start = value.as_ptr() as usize - subject.value.as_ptr() as usize;
    let mut remark = remark.map(|remark| remark.within(start));
    if is_identity(subject) {
        remark.iter_mut().for_each(|remark| remark.better = None);
    }
    context.remark(subject, remark);
}

/// A relative address made whole, where that is certain.
pub(super) fn whole(subject: &Subject<'_, '_>, value: &str) -> Option<String> {
    bases::whole(subject.node, value, false).filter(|_| !is_identity(subject))
}

/// Whether a value tells readers which entry it is: another one, however right, would be another entry.
pub(super) fn is_identity(subject: &Subject<'_, '_>) -> bool {
    match subject.attribute {
        Some(attribute) => attribute.name() == "ref",
        None => matches!(subject.node.tag_name().name(), "id" | "guid"),
    }
}

/// What is said about a relative address, which is mended by a whole one where that is certain.
pub(super) fn relative(rule: &'static Rule, value: &str, message: String, whole: Option<String>) -> Remark {
    let help = format!("write the whole address: `{}`", shown(whole.as_deref().unwrap_or("https://example.com/1")));
    let remark = Remark::new(rule, message, help);
    match whole {
        Some(whole) => {
            let start = value.len() - value.trim_start().len();
            remark.mended((start, start + value.trim().len()), whole)
        }
        None => remark,
    }
}
