//! The printing thread: saves sheets, prints them one after the other, and lets what became of them be recorded.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use super::guarded::guarded;
use super::printer::{self, Outcome};
use super::{sheets, worker::Sink};
use crate::app::Event;
use crate::app::printing::Order;
use crate::domain::What;
use crate::domain::fact::Print;
use crate::journal::Draft;
use crate::sheet::pdf;

/// What is said when the program itself fails at a sheet.
const BROKEN: &str = "the program has a fault; precheck sheet JOB --format txt or html may do";

/// Something for the thread to do.
pub(super) enum Task {
    Print(Box<Order>),
    Save(Box<Order>),
}

/// Lets a row be recorded.
pub(super) type Record = Box<dyn Fn(Draft) + Send>;

/// The thread.
pub(super) struct Press {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
    goes_on: Arc<AtomicBool>,
}

impl Press {
    /// Starts it. Sheets are saved below `exports`.
    pub(super) fn start(exports: PathBuf, record: Record, sink: Sink) -> Self {
        let (tasks, inbox) = mpsc::channel();
        let goes_on = Arc::new(AtomicBool::new(true));
        let hand = Hand { exports, record, sink, goes_on: goes_on.clone() };
        let thread = std::thread::spawn(move || {
            for task in inbox {
                match task {
                    Task::Print(order) => {
                        let broken = || hand.tell_unprinted(&order, BROKEN);
                        guarded(|| hand.print(&order), broken);
                    }
                    Task::Save(order) => {
                        guarded(|| hand.save(&order), || (hand.sink)(Event::Told(format!("not saved: {BROKEN}"))));
                    }
                }
            }
        });
        Self { tasks: Some(tasks), thread: Some(thread), goes_on }
    }

    pub(super) fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // the thread lives as long as this sender
            let _ = tasks.send(task);
        }
    }
}

impl Drop for Press {
    /// Waits no longer for a printer: what is known of a sheet that it has is recorded as sent.
    fn drop(&mut self) {
        self.goes_on.store(false, Ordering::SeqCst);
        drop(self.tasks.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Hand {
    exports: PathBuf,
    record: Record,
    sink: Sink,
    goes_on: Arc<AtomicBool>,
}

impl Hand {
    fn bytes(&self, order: &Order) -> Option<Vec<u8>> {
        pdf(&order.sheet, order.paper).map_err(|error| (self.sink)(Event::Told(error.to_string()))).ok()
    }

    /// Saves the sheet; tells where.
    fn keep(&self, order: &Order, bytes: &[u8]) -> Result<String, String> {
        let name = format!("{}.pdf", order.stem);
        match sheets::save(&self.exports, &name, bytes) {
            Ok(_) => Ok(format!("saved as exports/sheets/{name}")),
            Err(error) => Err(format!("not saved: exports/sheets/{name}: {error}")),
        }
    }

    fn save(&self, order: &Order) {
        let Some(bytes) = self.bytes(order) else { return };
        (self.sink)(match self.keep(order, &bytes) {
            Ok(said) => Event::Said(said),
            Err(why) => Event::Told(why),
        });
    }

    fn tell_unprinted(&self, order: &Order, why: &str) {
        let words = format!("not printed: {why}");
        (self.sink)(Event::PrintEnded { job: order.job, words, is_trouble: true });
    }

    fn print(&self, order: &Order) {
        let job = &order.job;
        let Some(bytes) = self.bytes(order) else {
            return self.tell_unprinted(order, "there is no PDF");
        };
        let kept = self.keep(order, &bytes).unwrap_or_else(|why| why);
        let go_on = || self.goes_on.load(Ordering::SeqCst);
        let outcome = if go_on() {
            let title = format!("precheck {}", job.number);
            printer::print(order.printer.as_deref(), &title, &bytes, &go_on, &mut |stage| {
                (self.sink)(Event::PrintWent { job: *job, stage: stage.to_string() });
            })
        } else {
            // somebody has left before its turn came
            Outcome::not_begun(order.printer.as_deref().unwrap_or_default())
        };
        (self.record)(Draft {
            job: *job,
            who: order.who.clone(),
            note: outcome.note(),
            what: What::Printed { result: outcome.result },
            expects: None,
        });
        let is_trouble = outcome.result == Print::Failed;
        let words = if is_trouble { format!("{}; {kept}", outcome.words()) } else { outcome.words() };
        (self.sink)(Event::PrintEnded { job: *job, words, is_trouble });
    }
}
