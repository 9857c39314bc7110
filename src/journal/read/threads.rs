//! Reads several stations at once.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::sources::Source;

/// Calls `read` for each station on so many threads, the longest first so that no thread is left alone with it at the end.
/// Gives back the results in the order of the stations.
pub fn for_each_source<T: Send>(
    threads: usize,
    sources: &[Source],
    read: impl Fn(usize, &Source) -> T + Sync,
) -> Vec<T> {
    let mut order: Vec<(u64, usize)> = sources.iter().map(Source::bytes).zip(0..).collect();
    order.sort_unstable_by_key(|(bytes, _)| Reverse(*bytes));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(sources.len()));
    let work = || {
        while let Some(&(_, at)) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = read(at, &sources[at]);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(sources.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut results = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}
