//! Results in the order of their items, each as soon as it and all before it are there, and never many at once.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::parallel::threads;

/// How many results a thread may be ahead of the one that is waited for.
const AHEAD: usize = 3;

/// What the threads share.
struct State<R> {
    /// The next item that nobody has begun.
    next: usize,
    /// The item whose result is taken next.
    awaited: usize,
    ready: BTreeMap<usize, R>,
    /// Whether no more results are wanted.
    is_over: bool,
}

/// Applies `work` to every item, on every core, and gives the results to `take` in the order of the items, on the thread
/// of the caller. No more than a few results wait at any time, so memory is bounded whatever the number of items.
///
/// # Errors
/// The first that `take` has; the rest is not begun then.
pub fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads().min(items.len());
    if threads <= 1 {
        return items.iter().try_for_each(|item| take(work(item)));
    }
    let state = Mutex::new(State { next: 0, awaited: 0, ready: BTreeMap::new(), is_over: false });
    let (is_ready, is_free) = (Condvar::new(), Condvar::new());
    let room = threads * AHEAD;
    thread::scope(|scope| {
        let over = Over { state: &state, is_free: &is_free };
        for _ in 0..threads {
            scope.spawn(|| {
                // Should this thread panic, nobody waits for it.
                let _over = Panicking { state: &state, is_ready: &is_ready };
                while let Some(index) = begin(&state, &is_free, items.len(), room) {
                    let result = work(&items[index]);
                    lock(&state).ready.insert(index, result);
                    is_ready.notify_one();
                }
            });
        }
        for _ in 0..items.len() {
            let Some(result) = await_next(&state, &is_ready) else { break };
            is_free.notify_all();
            take(result)?;
        }
        drop(over);
        Ok(())
    })
}

/// The same where nothing can fail.
pub fn each_in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut take: impl FnMut(R)) {
    let take = |result| -> Result<(), Infallible> {
        take(result);
        Ok(())
    };
    let Ok(()) = in_order(items, work, take);
}

/// The next item to work on; waits while too many results are waiting.
fn begin<R>(state: &Mutex<State<R>>, is_free: &Condvar, count: usize, room: usize) -> Option<usize> {
    let mut state = lock(state);
    while !state.is_over && state.next < count && state.next >= state.awaited + room {
        state = is_free.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    let index = state.next;
    state.next += 1;
    (!state.is_over && index < count).then_some(index)
}

/// The result that is taken next; `None` once none will come.
fn await_next<R>(state: &Mutex<State<R>>, is_ready: &Condvar) -> Option<R> {
    let mut state = lock(state);
    loop {
        let awaited = state.awaited;
        if let Some(result) = state.ready.remove(&awaited) {
            state.awaited += 1;
            return Some(result);
        }
        if state.is_over {
            return None;
        }
        state = is_ready.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

fn lock<R>(state: &Mutex<State<R>>) -> MutexGuard<'_, State<R>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets waiting threads go once the caller takes nothing more, for whatever reason.
struct Over<'a, R> {
    state: &'a Mutex<State<R>>,
    is_free: &'a Condvar,
}

impl<R> Drop for Over<'_, R> {
    fn drop(&mut self) {
        lock(self.state).is_over = true;
        self.is_free.notify_all();
    }
}

/// Lets the caller go when a thread panics: its result never comes.
struct Panicking<'a, R> {
    state: &'a Mutex<State<R>>,
    is_ready: &'a Condvar,
}

impl<R> Drop for Panicking<'_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(self.state).is_over = true;
            self.is_ready.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_few_wait() {
        for count in [0, 1, 2, 7, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let (begun, mut taken) = (AtomicUsize::new(0), Vec::new());
            let cores = threads();
            let done: Result<(), ()> = in_order(
                &items,
                |n| {
                    begun.fetch_add(1, Ordering::SeqCst);
                    n * 2
                },
                |result| {
                    taken.push(result);
                    assert!(begun.load(Ordering::SeqCst) <= taken.len() + cores * AHEAD + cores);
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(taken, items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_first_error_ends_it() {
        let items: Vec<usize> = (0..10_000).collect();
        let begun = AtomicUsize::new(0);
        let work = |n: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            *n
        };
        assert_eq!(in_order(&items, work, |n| if n == 5 { Err(n) } else { Ok(()) }), Err(5));
        assert!(begun.load(Ordering::SeqCst) < 1000);
    }
}
