//! What the operating system tells: what happens in folders, and Ctrl-C.

use std::io;
use std::sync::mpsc::Sender;

use crate::cli::console::Console;
use crate::cli::watch::tree::Tree;
use crate::cli::watch::{Event, poll};

/// Has the system tell what happens from now on, in the way that it has.
///
/// # Errors
/// The folder can't be read.
#[cfg(target_os = "linux")]
pub(super) fn start(tree: Tree, send: Sender<Event>, console: &Console) -> io::Result<()> {
    match crate::cli::watch::inotify::start(tree.clone(), send.clone()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            if console.verbosity > crate::cli::console::Verbosity::Quiet {
                console.err(
                    "note: the system watches no more folders (see `fs.inotify` in sysctl), so they are looked at again \
                     and again instead\n",
                );
            }
            poll::start(tree, send)
        }
        started => started,
    }
}

/// As there; other systems are not asked yet, so the folder is looked at again and again.
///
/// # Errors
/// The folder can't be read.
#[cfg(not(target_os = "linux"))]
pub(super) fn start(tree: Tree, send: Sender<Event>, _: &Console) -> io::Result<()> {
    poll::start(tree, send)
}

/// The first Ctrl-C ends the program once a build that goes on is over, the second ends it at once.
pub(super) fn stop_on_interrupt(send: Sender<Event>) {
    let mut was_pressed = false;
    // Where there is no way to be told, Ctrl-C ends the program as it ends any.
    let _ = ctrlc::set_handler(move || {
        if std::mem::replace(&mut was_pressed, true) || send.send(Event::Stop).is_err() {
            std::process::exit(130);
        }
    });
}
