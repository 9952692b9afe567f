//! The same work on many items, on every core, with the same result whatever their number.

mod ordered;

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread;

pub use ordered::{each_in_order, in_order};

/// How many items a thread takes at a time at most: enough that taking costs nothing.
const BATCH: usize = 32;
/// How often each thread comes back for more, at least: so that none is left behind where items are few and heavy.
const SHARES: usize = 8;

/// How many threads work at once, where somebody has said so; else 0. It is the only thing that all builds of a process
/// share, and none comes to anything else by it.
static WANTED: AtomicUsize = AtomicUsize::new(0);

/// How many cores there are. Asking takes the system some time, and the answer stays the same.
static CORES: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// Lets so many threads work at once, in the whole process; as many as there are cores if nobody says anything. Threads that
/// only wait for a disk, as where folders are listed, may be twice as many.
pub fn limit(threads: NonZero<usize>) {
    WANTED.store(threads.get(), Ordering::Relaxed);
}

/// How many threads work at once.
pub fn threads() -> usize {
    match WANTED.load(Ordering::Relaxed) {
        0 => *CORES,
        wanted => wanted,
    }
}

/// How many of so many items a thread takes at a time.
pub fn share(items: usize) -> usize {
    (items / (threads() * SHARES)).clamp(1, BATCH)
}

/// Applies `work` to every item; the results come in the order of the items.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let batch = share(items.len());
    let threads = threads().min(items.len().div_ceil(batch));
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len().div_ceil(batch)));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let start = next.fetch_add(batch, Ordering::Relaxed);
                    let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else { break };
                    let results: Vec<R> = rest.iter().take(batch).map(&work).collect();
                    done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((start, results));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_unstable_by_key(|(start, _)| *start);
    // The room is taken once: there may be a million results.
    let mut all = Vec::with_capacity(items.len());
    done.into_iter().for_each(|(_, mut results)| all.append(&mut results));
    all
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_the_items() {
        for count in [0, 1, 31, 32, 33, 1000] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(super::map(&items, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
