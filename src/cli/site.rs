//! The site that a command works on: where it is, and what its paths are called from here.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::article::Markup;
use crate::cli::failure::Failure;
use crate::cli::words::{self, count};
use crate::config::{self, Config, LoadError, Undated};
use crate::diagnostic::{self, Level, Located};
use crate::ledger::{self, Ledger};
use crate::pipeline::FileReport;
use crate::source::FolderSource;

/// The folder that is looked into when the current one is no site.
pub(super) const CONTENT: &str = "content";

/// A site and its configuration.
pub(super) struct Site {
    /// The folder, as seen from the current one.
    pub(super) folder: PathBuf,
    /// What its `feedwright.toml` says.
    pub(super) config: Config,
    /// The same as it is written there.
    pub(super) configuration: String,
    /// The output folder, as seen from the current one.
    pub(super) output: PathBuf,
}

impl Site {
    /// Reads the site in `given`, else the one in the current folder, else the one in `content/`.
    ///
    /// # Errors
    /// There is none, or its configuration is wrong.
    pub(super) fn open(given: Option<&Path>) -> Result<Site, Failure> {
        Site::read(find(given)?)
    }

    /// The folder of the site that [`Site::open`] reads, whatever its configuration says.
    ///
    /// # Errors
    /// There is none.
    #[cfg(feature = "watch")]
    pub(super) fn folder(given: Option<&Path>) -> Result<PathBuf, Failure> {
        find(given)
    }

    /// As [`Site::open`], for a command that needs none: without a site, `None`.
    ///
    /// # Errors
    /// The one that was given is not there, or the configuration is wrong.
    pub(super) fn open_if_any(given: Option<&Path>) -> Result<Option<Site>, Failure> {
        let here = || [Path::new("."), Path::new(CONTENT)].into_iter().find(|folder| is_site(folder));
        match given {
            Some(given) => Site::open(Some(given)).map(Some),
            None => here().map(|folder| Site::read(folder.to_path_buf())).transpose(),
        }
    }

    /// Reads the site that a file belongs to: the one that was `given`, else that of the nearest folder above the file,
    /// else as [`Site::open`].
    ///
    /// # Errors
    /// As [`Site::open`].
    pub(super) fn of_file(file: &Path, given: Option<&Path>) -> Result<Site, Failure> {
        match given.is_none().then(|| holding(file)).flatten() {
            Some(folder) => Site::read(folder),
            None => Site::open(given),
        }
    }

    fn read(folder: PathBuf) -> Result<Site, Failure> {
        let file = folder.join(config::FILE_NAME);
        let shown = words::shown(&file);
        let (config, configuration) = config::load_with_text(&folder).map_err(|error| match error {
            LoadError::Io(error) => Failure::read(&shown, &error),
            LoadError::Invalid(mut found) => {
                let message = format!("`{shown}` has {}, so nothing was done", count(found.len(), "fault", "faults"));
                found.iter_mut().for_each(|one| one.file.clone_from(&shown));
                Failure::config(message).found(found)
            }
        })?;
        let output = folder.join(&config.build.output);
        Ok(Site { folder, config, configuration, output })
    }

    /// The site's articles.
    ///
    /// # Errors
    /// The folder can't be read, or `exclude` holds what is no pattern.
    pub(super) fn source(&self) -> Result<FolderSource, Failure> {
        let is_document = |name: &str| Markup::of(name).is_some();
        let source = FolderSource::new(&self.folder, &self.config.build.exclude, &self.output, is_document);
        source.map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput => {
                // The pattern is handed on with a mark that nobody wrote.
                let error = error.to_string().replace("'!", "'");
                let message = format!("`build.exclude` in `{}`: {error}", self.file());
                Failure::config(message).hint("write patterns as in a .gitignore, such as `/drafts/` or `*.tmp.md`")
            }
            _ => Failure::read(&words::shown(&self.folder), &error),
        })
    }

    /// What is remembered of the site's articles, and what is odd about the file that keeps it. Without a file, nothing
    /// is.
    ///
    /// # Errors
    /// The file can't be read, or not all of it can be understood.
    pub(super) fn ledger(&self) -> Result<(Ledger, Vec<Located>), Failure> {
        if !self.config.build.ledger {
            return Ok((Ledger::default(), Vec::new()));
        }
        let shown = self.article(ledger::FILE_NAME);
        let bytes = match std::fs::read(self.folder.join(ledger::FILE_NAME)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Ledger::default(), Vec::new())),
            Err(error) => return Err(Failure::read(&shown, &error)),
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let hint = "take it from the last commit: `git checkout -- feedwright.lock`";
            Failure::config(format!("`{shown}` is not UTF-8: byte {at} starts no character")).hint(hint)
        })?;
        match ledger::parse(&text) {
            Ok((ledger, found)) => Ok((ledger, diagnostic::locate_all(found, ledger::FILE_NAME, &text))),
            Err(found) => {
                let faults = found.iter().filter(|one| one.level == Level::Error).count();
                let message = format!(
                    "`{shown}` has {}, so nothing was done: without it, subscribers might see articles again",
                    count(faults, "fault", "faults")
                );
                let found = found.into_iter().filter(|one| one.level == Level::Error).collect();
                Err(Failure::config(message).found(diagnostic::locate_all(found, &shown, &text)))
            }
        }
    }

    /// That the articles can't be read.
    pub(super) fn not_read(&self, error: &io::Error) -> Failure {
        let failure = Failure::read(&words::shown(&self.folder), error);
        if self.config.build.undated == Undated::Git {
            let hint = "`undated = \"git\"` asks git for the dates of articles that have none; `\"report\"` and `\"modified\"` don't";
            return failure.hint(format!("in `{}`, {hint}", self.file()));
        }
        failure
    }

    /// The configuration file, as seen from the current folder.
    pub(super) fn file(&self) -> String {
        words::shown(&self.folder.join(config::FILE_NAME))
    }

    /// An article, as seen from the current folder.
    pub(super) fn article(&self, name: &str) -> String {
        words::shown(&self.folder.join(name))
    }

    /// A finished file, as seen from the current folder.
    pub(super) fn finished(&self, path: &str) -> String {
        words::shown(&self.output.join(path))
    }

    /// Gives each finding's file the path that it has from the current folder; `files` are those that a build makes.
    pub(super) fn rename(&self, found: &mut [Located], files: &[FileReport]) {
        let files: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        for one in found {
            // Articles and finished files are both named below their own folder; the latter have no text that could be
            // marked.
            let is_finished = one.excerpt.is_none() && files.contains(one.file.as_str());
            one.file = match one.file.as_str() {
                // What is meant is the site as a whole.
                "" => self.file(),
                path if is_finished => self.finished(path),
                name => self.article(name),
            };
        }
    }
}

fn is_site(folder: &Path) -> bool {
    folder.join(config::FILE_NAME).is_file()
}

fn find(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(given) = given {
        return find_given(given);
    }
    for folder in [Path::new("."), Path::new(CONTENT)] {
        if is_site(folder) {
            return Ok(folder.to_path_buf());
        }
    }
    let message = format!("there is no {} in this folder, nor in `{CONTENT}`", config::FILE_NAME);
    let hint = match above() {
        Some(folder) => {
            format!("there is one in `{}`: go there, or write `--site {}`", folder.display(), folder.display())
        }
        None => "`feedwright init --url https://example.org/` makes one for the articles in this folder\n\
             `--site DIR` names another folder"
            .to_owned(),
    };
    Err(Failure::config(message).hint(hint))
}

fn find_given(given: &Path) -> Result<PathBuf, Failure> {
    let shown = words::shown(given);
    // The file itself is as clear a word as its folder.
    if given.file_name().is_some_and(|name| name == config::FILE_NAME) && given.is_file() {
        let folder = given.parent().filter(|folder| !folder.as_os_str().is_empty());
        return Ok(folder.unwrap_or(Path::new(".")).to_path_buf());
    }
    if is_site(given) {
        return Ok(given.to_path_buf());
    }
    if !given.is_dir() {
        let message = format!("`--site {shown}`: there is no such folder");
        return Err(Failure::usage(message).hint(format!("give the folder that holds {}", config::FILE_NAME)));
    }
    let message = format!("there is no {} in `{shown}`", config::FILE_NAME);
    let hint = match is_site(&given.join(CONTENT)) {
        true => format!("there is one in `{0}`: write `--site {0}`", words::shown(&given.join(CONTENT))),
        false => format!("`feedwright init --site {shown} --url https://example.org/` makes one"),
    };
    Err(Failure::config(message).hint(hint))
}

/// The folders above the current one, the nearest first.
fn upward() -> impl Iterator<Item = PathBuf> {
    let depth = std::env::current_dir().map_or(0, |folder| folder.components().count());
    (1..depth).map(|steps| PathBuf::from_iter(std::iter::repeat_n("..", steps)))
}

/// The nearest site in a folder above the current one, or in the folder `content` there.
fn above() -> Option<PathBuf> {
    upward().flat_map(|folder| [folder.clone(), folder.join(CONTENT)]).find(|folder| is_site(folder))
}

/// The nearest site in a folder above a file.
fn holding(file: &Path) -> Option<PathBuf> {
    let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() };
    let beyond = file.is_relative().then(upward).into_iter().flatten();
    file.ancestors().skip(1).map(here).chain(beyond).find(|folder| is_site(folder))
}
