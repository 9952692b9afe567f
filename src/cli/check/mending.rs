//! `--fix`: mends feeds, shows the difference, and writes them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::check::fix::{Mended, mend};
use crate::check::{BYTES_MAX, Circumstances};
use crate::cli::arguments::Format;
use crate::cli::check::diff::{Reader, unified};
use crate::cli::check::inputs::{Input, Source};
use crate::cli::check::policy::Policy;
use crate::cli::check::{Arguments, Judged};
use crate::cli::console::{Console, Verbosity};
use crate::cli::failure::Failure;
use crate::cli::words::{self, DONE, count, list, printable, style};
use crate::sink::replace;

/// Mends everything, and tells what remains.
pub(super) fn run(
    inputs: &[Input],
    arguments: &Arguments,
    policy: &Policy,
    circumstances: &Circumstances,
    console: &Console,
) -> Result<Vec<Judged>, Failure> {
    if inputs.len() > 1 && inputs.iter().any(Input::is_stdin) {
        let message = "`--fix` writes what it reads from `-` to standard output, so nothing can stand beside it";
        return Err(Failure::usage(message).hint("mend the files in a command of their own"));
    }
    for input in inputs {
        if let Source::Address(address) = &input.source {
            let mut address = address.clone();
            // No report tells a password.
            let _ = (address.set_username(""), address.set_password(None));
            let message = format!("`--fix` mends files, and `{address}` is an address");
            let address = address.as_str().replace('\'', "%27");
            let hint = format!("download the feed: `curl -fsSL '{address}' | feedwright check --fix - > FILE`");
            return Err(Failure::usage(message).hint(hint));
        }
    }
    let mut judged = Vec::with_capacity(inputs.len());
    let mut fixed = 0;
    for input in inputs {
        let bytes = input.read()?;
        if bytes.len() > BYTES_MAX {
            // What is not read would be lost.
            let message =
                format!("`{}` is too large to be mended: only its beginning is judged", printable(&input.name));
            return Err(Failure::usage(message).hint("mend what makes it, or a part of it"));
        }
        let mut mended = mend(&bytes, circumstances, &policy.levels);
        let file = printable(&input.name);
        fixed += mended.fixed.len();
        show(&file, &mended, input, arguments, console)?;
        if !arguments.dry_run {
            write(input, &bytes, &mended, console)?;
        }
        told(&file, &mended, arguments, console);
        policy.levels.apply(&mut mended.judgement);
        judged.push(Judged::mended(&file, mended, console));
    }
    if fixed == 0 && console.format == Format::Human && console.verbosity > Verbosity::Quiet {
        let is_fine = judged.iter().all(|one: &Judged| one.found.is_empty());
        console.err(if is_fine { "Nothing has to be mended\n" } else { "Nothing can be mended without guessing\n" });
    }
    Ok(judged)
}

/// Shows the difference: where the feed or a report takes standard output, on standard error.
fn show(file: &str, mended: &Mended, input: &Input, arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let is_taken = console.format != Format::Human || (input.is_stdin() && !arguments.dry_run);
    if is_taken {
        let reader = if console.err_has_color() { Reader::Person } else { Reader::Program };
        console.err(&unified(file, mended, reader));
        return Ok(());
    }
    if console.out_has_color() {
        return console.out(&unified(file, mended, Reader::Person));
    }
    console.out_bytes(unified(file, mended, Reader::Program).as_bytes())
}

/// Says what was done.
fn told(file: &str, mended: &Mended, arguments: &Arguments, console: &Console) {
    if console.format != Format::Human || console.verbosity == Verbosity::Quiet || mended.fixed.is_empty() {
        return;
    }
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    mended.fixed.iter().for_each(|found| *by_rule.entry(found.rule.name).or_default() += 1);
    let rules: Vec<String> = by_rule
        .into_iter()
        .map(|(rule, number)| if number == 1 { rule.to_owned() } else { format!("{rule} ({number})") })
        .collect();
    let done = if arguments.dry_run { "Would mend" } else { "Mended" };
    let findings = count(mended.fixed.len(), "finding", "findings");
    let mut text = format!("{} in {file}: {}\n", style(DONE, &format!("{done} {findings}")), list(&rules));
    if let Some(encoding) = mended.encoding {
        let becomes = if arguments.dry_run { "would become" } else { "is now" };
        text.push_str(&format!("  It was {encoding}, and {becomes} UTF-8\n"));
    }
    console.err(&text);
}

/// Writes what was mended: to the file, or what came in from standard input to standard output.
fn write(input: &Input, before: &[u8], mended: &Mended, console: &Console) -> Result<(), Failure> {
    let Source::File(path) = &input.source else {
        return console.out_bytes(&mended.bytes);
    };
    if mended.bytes == before {
        return Ok(());
    }
    let refuse = |error: io::Error| Failure::write(&words::shown(path), &error);
    replaced(path, before, &mended.bytes).map_err(refuse)
}

/// Puts other bytes into a file, wholly or not at all; a link to it stays one.
fn replaced(path: &Path, before: &[u8], bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    if fs::read(&path)? != before {
        return Err(io::Error::other("it was changed in the meantime"));
    }
    let metadata = fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    replace(&path, bytes, Some(metadata.permissions()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_mode_and_a_link_stays_one() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.xml"), folder.path().join("b.xml"));
        fs::write(&file, "one").unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a.xml", &link).unwrap();
        replaced(&link, b"one", b"two").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(replaced(&link, b"one", b"three").is_err(), "somebody else wrote to it");
        fs::set_permissions(&file, PermissionsExt::from_mode(0o440)).unwrap();
        assert!(replaced(&file, b"two", b"three").is_err(), "it is not to be written to");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
    }
}
