//! Threads beside the screen. A fault of the program's own is told on the screen, and costs only what was being done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use crate::app::Event;

/// Takes in events; may be called from any thread.
pub type Sink = Arc<dyn Fn(Event) + Send + Sync>;

/// Something to do with what a lane owns.
type Task<T> = Box<dyn FnOnce(&mut T) + Send>;

/// A thread that owns something and does one task after the other with it. Dropping it waits for the tasks that are on their
/// way, and for the lanes that it owns.
pub(super) struct Lane<T> {
    entry: Option<LaneEntry<T>>,
    thread: Option<JoinHandle<()>>,
}

/// A way to hand tasks to a lane from another thread. The lane doesn't end before this is dropped.
pub(super) struct LaneEntry<T>(Sender<Task<T>>);

impl<T: Send + 'static> Lane<T> {
    /// Starts the thread; `broken` is called when a task fails by a fault of the program.
    pub(super) fn start(mut owned: T, broken: impl Fn() + Send + 'static) -> Self {
        let (sender, tasks) = mpsc::channel::<Task<T>>();
        let thread = std::thread::spawn(move || {
            for task in tasks {
                catch_panic(|| task(&mut owned), &broken);
            }
        });
        Self { entry: Some(LaneEntry(sender)), thread: Some(thread) }
    }

    /// Hands in a task.
    pub(super) fn run(&self, task: impl FnOnce(&mut T) + Send + 'static) {
        self.entry().run(task);
    }

    /// Another way in.
    ///
    /// # Panics
    /// Never: only dropping takes the entry.
    pub(super) fn entry(&self) -> LaneEntry<T> {
        LaneEntry(self.entry.as_ref().expect("only dropping takes it").0.clone())
    }
}

impl<T> LaneEntry<T> {
    /// Hands in a task.
    pub(super) fn run(&self, task: impl FnOnce(&mut T) + Send + 'static) {
        // the thread lives as long as this sender
        let _ = self.0.send(Box::new(task));
    }
}

impl<T> Drop for Lane<T> {
    fn drop(&mut self) {
        drop(self.entry.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Whether something is on its way already: on a slow drive the same thing must not pile up.
#[derive(Clone, Default)]
pub(super) struct UnderWay(Arc<AtomicBool>);

impl UnderWay {
    /// Begins it; `false` when it was begun already.
    pub(super) fn begin(&self) -> bool {
        !self.0.swap(true, Ordering::SeqCst)
    }

    /// Ends it.
    pub(super) fn end(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// Runs `act`; where it panics, `broken` in its place.
pub(super) fn catch_panic<T>(act: impl FnOnce() -> T, broken: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|_| broken())
}

/// Lets this thread's work wait for everybody else's: nobody waits for the past, or for tables.
pub(super) fn stand_back() {
    // on other systems that would be the whole program's
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(19);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_fails_costs_only_itself_and_dropping_waits() {
        let (told, said) = mpsc::channel();
        let (broken, done) = (told.clone(), told);
        let lane = Lane::start(0, move || broken.send("broken").unwrap());
        lane.run(|count| *count += 1);
        lane.run(|_| panic!("a fault of the program"));
        lane.entry().run(move |count| done.send(if *count == 1 { "goes on" } else { "lost" }).unwrap());
        drop(lane);
        assert_eq!(said.iter().collect::<Vec<_>>(), ["broken", "goes on"]);
    }
}
