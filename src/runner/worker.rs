//! A desk behind a thread of its own. Effects go in, events come out.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use super::auditor::Auditor;
use super::clock::SystemClock;
use super::desk::{Desk, DeskError, Readers, refused, reviewed, sealed};
use super::guarded::guarded;
use super::press::{self, Press};
use super::saver::{self, Saver};
use crate::app::event::{Reading, Refused};
use crate::app::{Effect, Event};
use crate::journal::Draft;

/// Takes in events; may be called from any thread.
pub type Sink = Arc<dyn Fn(Event) + Send + Sync>;

/// What is said when the program itself fails where it records.
const BROKEN: &str =
    "not recorded: the program has a fault; leave with Ctrl-C and start it again, nothing recorded is lost";

/// What is said when the program itself fails where it reads.
const UNREAD: &str =
    "the journals were not read: the program has a fault; precheck verify checks them, nothing recorded is lost";

/// What is said when the program itself fails where it rebuilds tables.
const NO_TABLES: &str = "exports/jobs was not rebuilt: the program has a fault; the record itself is safe";

/// What the journal's thread does.
enum Task {
    Perform(Effect),
    Note(Draft),
    CaughtUp(Box<Reading>),
    Look,
}

/// Performs effects in the background.
pub struct Worker {
    tasks: Option<Sender<Task>>,
    /// The journal's thread, and the one of the jobs tables that hangs on it.
    threads: Vec<JoinHandle<()>>,
    readers: Readers,
    /// Dropped first: what it prints is recorded by the journal's thread.
    press: Option<Press>,
    auditor: Auditor,
    saver: Saver,
    clock: SystemClock,
    is_reading: Arc<AtomicBool>,
    is_looking: Arc<AtomicBool>,
    sink: Sink,
}

impl Worker {
    /// Puts `desk` behind a thread that answers to `sink`.
    #[must_use]
    pub fn start(desk: Desk, clock: SystemClock, sink: Sink) -> Self {
        let readers = desk.readers();
        let exports = desk.place.exports.clone();
        let (tasks, inbox) = mpsc::channel();
        let (tables, table_inbox) = mpsc::channel();
        let (to, beside) = (sink.clone(), readers.clone());
        let table_thread = std::thread::spawn(move || tabulate(&beside, &table_inbox, clock, &to));
        let to = sink.clone();
        let is_looking = Arc::new(AtomicBool::new(false));
        let looked = is_looking.clone();
        let journal_thread = std::thread::spawn(move || {
            let mut desk = desk;
            for task in inbox {
                // a fault of the program's own must not leave a screen that waits for good
                let broken = || to(Event::Refused(Box::new(Refused { message: BROKEN.to_owned(), news: Vec::new() })));
                guarded(|| act(&mut desk, task, &tables, clock, &looked, &to), broken);
            }
        });
        let rows = tasks.clone();
        // the journal's thread outlives the press
        let record = Box::new(move |draft| drop(rows.send(Task::Note(draft))));
        let press = Some(Press::start(exports.clone(), record, sink.clone()));
        let saver = Saver::start(exports, sink.clone());
        let threads = vec![journal_thread, table_thread];
        let is_reading = Arc::default();
        let auditor = Auditor::new(readers.clone(), sink.clone());
        Self { tasks: Some(tasks), threads, readers, press, auditor, saver, clock, is_reading, is_looking, sink }
    }

    /// Lets the audit read other paths than this workshop's own journals.
    pub fn audit_paths(&mut self, paths: Vec<PathBuf>) {
        self.auditor.paths = paths;
    }

    /// Reads what the first frame needs, at once.
    ///
    /// # Errors
    /// When the journals' folder can't be read.
    pub fn read_newest(&self) -> Result<Reading, DeskError> {
        let reading = self.readers.read_newest()?;
        self.send(Task::CaughtUp(Box::new(reading.clone())));
        Ok(reading)
    }

    /// Performs an effect, or lets it be performed.
    pub fn perform(&self, effect: Effect) {
        match effect {
            Effect::Read => self.read(),
            Effect::Audit => self.auditor.audit(self.clock.now().wall),
            Effect::Prove { key, journal } => self.auditor.prove(key, journal),
            Effect::SaveWorkbook(selection) => {
                self.saver.send(saver::Task::Workbook(selection), self.clock.now().wall);
            }
            Effect::SaveEvidence { key, journal } => {
                self.saver.send(saver::Task::Evidence { key, journal }, self.clock.now().wall);
            }
            Effect::Start { .. } | Effect::Append(_) | Effect::Review(_) | Effect::Tabulate | Effect::ReadOthers => {
                self.send(Task::Perform(effect))
            }
            Effect::Print(order) => self.press.iter().for_each(|press| press.send(press::Task::Print(order.clone()))),
            Effect::Save(order) => self.press.iter().for_each(|press| press.send(press::Task::Save(order.clone()))),
            // one look at a time: on a slow drive they must not pile up before a row
            Effect::Look if self.is_looking.swap(true, Ordering::SeqCst) => {}
            Effect::Look => self.send(Task::Look),
            // the face's own
            Effect::Ring | Effect::Quit => {}
        }
    }

    fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // the thread lives as long as this sender
            let _ = tasks.send(task);
        }
    }

    /// Reads everything on a thread of its own, one at a time, so that a row never waits for it.
    fn read(&self) {
        if self.is_reading.swap(true, Ordering::SeqCst) {
            return;
        }
        let (readers, sink, is_reading) = (self.readers.clone(), self.sink.clone(), self.is_reading.clone());
        std::thread::spawn(move || {
            let read = || match readers.read_all() {
                Ok(reading) => Event::Read(Box::new(reading)),
                Err(error) => Event::Told(error.to_string()),
            };
            let event = guarded(read, || Event::Told(UNREAD.to_owned()));
            is_reading.store(false, Ordering::SeqCst);
            sink(event);
        });
    }
}

impl Drop for Worker {
    /// Waits for the rows that are on their way, and for the tables that are being written.
    fn drop(&mut self) {
        drop(self.press.take());
        drop(self.tasks.take());
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Does one thing of the journal's thread.
fn act(desk: &mut Desk, task: Task, tables: &Sender<()>, clock: SystemClock, looked: &AtomicBool, to: &Sink) {
    match task {
        Task::Note(draft) => note(desk, &draft, clock, to),
        Task::Perform(effect) => perform(desk, tables, clock, effect, to),
        Task::CaughtUp(reading) => desk.caught_up(&reading),
        Task::Look => {
            let news = desk.look();
            looked.store(false, Ordering::SeqCst);
            if !news.is_empty() {
                to(Event::Heard(news));
            }
        }
    }
}

/// Performs one effect of the journal's thread.
fn perform(desk: &mut Desk, tables: &Sender<()>, clock: SystemClock, effect: Effect, sink: &Sink) {
    match effect {
        Effect::Start { number, who, checklist } => {
            let started = desk.start(&number, &who, checklist.as_str(), false, clock.now().wall);
            let is_started = started.is_ok();
            sink(match started {
                Ok(sealed) => Event::Sealed(Box::new(sealed)),
                Err(DeskError::Refused { refusal }) => Event::Refused(Box::new(refused(refusal))),
                Err(error) => {
                    Event::Refused(Box::new(Refused { message: format!("not recorded: {error}"), news: Vec::new() }))
                }
            });
            if is_started {
                let _ = tables.send(());
            }
        }
        Effect::Append(draft) => sink(match desk.append(&draft, clock.now().wall) {
            Ok(appended) => Event::Sealed(Box::new(sealed(appended))),
            Err(refusal) => Event::Refused(Box::new(refused(refusal))),
        }),
        Effect::Review(review) => sink(match desk.review(&review, clock.now().wall) {
            Ok(done) => Event::Reviewed(Box::new(reviewed(review, done))),
            Err(refusal) => Event::Refused(Box::new(refused(refusal))),
        }),
        Effect::Tabulate => drop(tables.send(())),
        Effect::ReadOthers => {
            let read = desk.readers().read_all();
            sink(Event::OthersRead(read.map(Box::new).map_err(|error| error.to_string())));
        }
        // what is read, saved, printed and rung is others' work
        Effect::Read | Effect::Look | Effect::Audit | Effect::Prove { .. } => {}
        Effect::SaveWorkbook(_) | Effect::SaveEvidence { .. } => {}
        Effect::Print(_) | Effect::Save(_) | Effect::Ring | Effect::Quit => {}
    }
}

/// Records a row that nobody waits for.
fn note(desk: &mut Desk, draft: &Draft, clock: SystemClock, sink: &Sink) {
    sink(match desk.append(draft, clock.now().wall) {
        Ok(appended) => Event::Noted(Box::new(sealed(appended))),
        Err(refusal) => Event::Told(format!("the print is not recorded: {refusal}; {}", refusal.hint())),
    });
}

/// Rebuilds the jobs tables whenever that is asked for; several wishes at once are one. A row never waits for it.
fn tabulate(readers: &Readers, wishes: &Receiver<()>, clock: SystemClock, sink: &Sink) {
    while wishes.recv().is_ok() {
        while wishes.try_recv().is_ok() {}
        let rebuild = || readers.tabulate(clock.now().wall).unwrap_or_else(|error| vec![error.to_string()]);
        let told = guarded(rebuild, || vec![NO_TABLES.to_owned()]);
        told.into_iter().for_each(|text| sink(Event::Told(text)));
    }
}
