//! The threads of a scan: each reads a station of its own as long as there are any, then checks blocks for the others.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::BLOCK_BYTES;
use super::block::Block;
use crate::journal::read::sources::Source;

/// A block on its way to being checked, by whoever comes first.
#[derive(Debug)]
pub(in crate::journal) struct Slot {
    state: Mutex<State>,
    is_checked: Condvar,
}

#[derive(Debug)]
enum State {
    Waiting(Block),
    Taken,
    Checked(Block),
    /// Checking it failed, by a fault of the program's own.
    Failed,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // nothing here is left half done by a panic
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Slot {
    pub fn new(block: Block) -> Self {
        Self { state: Mutex::new(State::Waiting(block)), is_checked: Condvar::new() }
    }

    /// Checks the block, unless somebody else has begun to.
    pub fn check(&self) {
        let waiting = {
            let mut state = lock(&self.state);
            match std::mem::replace(&mut *state, State::Taken) {
                State::Waiting(block) => Some(block),
                other => {
                    *state = other;
                    None
                }
            }
        };
        if let Some(mut block) = waiting {
            let done = catch_unwind(AssertUnwindSafe(|| block.check()));
            *lock(&self.state) = if done.is_ok() { State::Checked(block) } else { State::Failed };
            self.is_checked.notify_all();
            done.unwrap_or_else(|fault| resume_unwind(fault));
        }
    }

    /// The checked block; waits for whoever is at it.
    ///
    /// # Panics
    /// When checking it has.
    pub fn wait(&self) -> Block {
        self.check();
        let mut state = lock(&self.state);
        loop {
            match std::mem::replace(&mut *state, State::Taken) {
                State::Checked(block) => return block,
                State::Failed => panic!("a block could not be checked on another thread"),
                other => *state = other,
            }
            state = self.is_checked.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether somebody is checking it just now.
    pub fn is_taken(&self) -> bool {
        matches!(*lock(&self.state), State::Taken)
    }
}

/// The threads that journals are read with.
#[derive(Debug)]
pub struct Crew {
    threads: usize,
    /// Bytes that a block is read with.
    pub(in crate::journal) block_bytes: usize,
    idle: AtomicUsize,
    work: Mutex<Work>,
    wake: Condvar,
}

#[derive(Debug, Default)]
struct Work {
    slots: VecDeque<Arc<Slot>>,
    /// Threads that still read.
    readers: usize,
}

impl Crew {
    /// So many threads, at least one.
    #[must_use]
    pub fn new(threads: usize) -> Self {
        Self::with_blocks(threads, BLOCK_BYTES)
    }

    pub(in crate::journal) fn with_blocks(threads: usize, block_bytes: usize) -> Self {
        let (idle, work, wake) = (AtomicUsize::new(0), Mutex::default(), Condvar::new());
        Self { threads: threads.max(1), block_bytes, idle, work, wake }
    }

    /// Reads stations, several at once, the longest first so that no thread is left alone with it at the end. Gives back what
    /// came of each, in the order in which they were given.
    pub fn read<T: Send>(&self, sources: &[Source], read: impl Fn(usize, &Source) -> T + Sync) -> Vec<T> {
        let mut order: Vec<(u64, usize)> = sources.iter().map(Source::bytes).zip(0..).collect();
        order.sort_unstable_by_key(|(bytes, _)| Reverse(*bytes));
        let mut outcomes = self.run(order.len(), |turn| {
            let at = order[turn].1;
            (at, read(at, &sources[at]))
        });
        outcomes.sort_by_key(|(at, _)| *at);
        outcomes.into_iter().map(|(_, outcome)| outcome).collect()
    }

    /// Does `tasks` tasks on all threads: each is given to `run` once, in the order of their numbers.
    pub(in crate::journal) fn run<T: Send>(&self, tasks: usize, run: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(tasks));
        lock(&self.work).readers = self.threads;
        let thread = || {
            let reading = Reading(self);
            loop {
                let task = next.fetch_add(1, Ordering::Relaxed);
                if task >= tasks {
                    break;
                }
                let outcome = run(task);
                lock(&done).push(outcome);
            }
            drop(reading);
            self.help();
        };
        std::thread::scope(|scope| {
            for _ in 1..self.threads {
                scope.spawn(thread);
            }
            thread();
        });
        done.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many blocks a reader should read ahead: none while nobody has time to check them.
    pub(in crate::journal) fn ahead(&self) -> usize {
        2 * self.idle.load(Ordering::Relaxed)
    }

    /// Offers a block to whoever has time.
    pub(in crate::journal) fn offer(&self, slot: &Arc<Slot>) {
        if self.idle.load(Ordering::Relaxed) > 0 {
            lock(&self.work).slots.push_back(Arc::clone(slot));
            self.wake.notify_one();
        }
    }

    /// Checks blocks for others until nobody reads any more.
    fn help(&self) {
        self.idle.fetch_add(1, Ordering::Relaxed);
        let mut work = lock(&self.work);
        while work.readers > 0 {
            if let Some(slot) = work.slots.pop_front() {
                drop(work);
                slot.check();
                work = lock(&self.work);
            } else {
                work = self.wake.wait(work).unwrap_or_else(PoisonError::into_inner);
            }
        }
        self.idle.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A thread that reads: says so when it no longer does, also when it panics, so that nobody waits for it.
struct Reading<'a>(&'a Crew);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        lock(&self.0.work).readers -= 1;
        self.0.wake.notify_all();
    }
}
