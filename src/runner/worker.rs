//! Puts a desk behind a thread of its own. Effects go in, events come out.

use std::path::PathBuf;
use std::sync::Arc;

use super::auditor::Auditor;
use super::clock::SystemClock;
use super::desk::{Desk, DeskError, Readers, refused, reviewed, sealed};
use super::lane::{Lane, UnderWay, catch_panic};
use super::print_worker::PrintWorker;
use super::saver::{self, Saver};
use crate::app::event::{Reading, Refused};
use crate::app::{Effect, Event};
use crate::domain::{Id, JobNumber};
use crate::journal::{Draft, RecordReview};

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

/// Performs effects in the background. Dropping it waits for what is on its way, in the order of these fields: what is printed
/// is recorded, and what is recorded stands in the tables.
pub struct Worker {
    printing: PrintWorker,
    recording: Lane<Recording>,
    saver: Saver,
    auditor: Auditor,
    readers: Readers,
    clock: SystemClock,
    reading: UnderWay,
    looking: UnderWay,
    sink: Sink,
}

impl Worker {
    /// Puts `desk` behind a thread that answers to `sink`.
    #[must_use]
    pub fn start(desk: Desk, clock: SystemClock, sink: Sink) -> Self {
        let readers = desk.readers();
        let exports = desk.place.exports.clone();
        let tables = Tables::start(readers.clone(), clock, sink.clone());
        let recording = Recording { desk, tables, clock, sink: sink.clone() };
        let told = sink.clone();
        // a fault of the program's own must not leave a screen that waits for good
        let recording = Lane::start(recording, move || {
            told(Event::Refused(Box::new(Refused { message: BROKEN.to_owned(), news: Vec::new() })));
        });
        let entry = recording.entry();
        let record = Box::new(move |draft| entry.run(move |recording| recording.note(&draft)));
        Self {
            printing: PrintWorker::start(exports.clone(), record, sink.clone()),
            recording,
            saver: Saver::start(exports, sink.clone()),
            auditor: Auditor::new(readers.clone(), sink.clone()),
            readers,
            clock,
            reading: UnderWay::default(),
            looking: UnderWay::default(),
            sink,
        }
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
        let read = reading.clone();
        self.recording.run(move |it| it.desk.caught_up(&read));
        Ok(reading)
    }

    /// Performs an effect, or lets it be performed.
    pub fn perform(&self, effect: Effect) {
        let now = || self.clock.now().wall;
        match effect {
            Effect::Start { number, who, checklist } => {
                self.recording.run(move |it| it.start(&number, &who, &checklist))
            }
            Effect::Append(draft) => self.recording.run(move |it| it.append(&draft)),
            Effect::Review(review) => self.recording.run(move |it| it.review(review)),
            Effect::ReadOthers => self.recording.run(|it| it.read_others()),
            // behind the rows that are on their way
            Effect::Tabulate => self.recording.run(|it| it.tables.rebuild()),
            Effect::Look => self.look(),
            Effect::Read => self.read(),
            Effect::Print(order) => self.printing.print(order),
            Effect::Save(order) => self.printing.save(order),
            Effect::Audit => self.auditor.audit(now()),
            Effect::Prove { key, journal } => self.auditor.prove(key, journal),
            Effect::SaveWorkbook(selection) => self.saver.send(saver::Task::Workbook(selection), now()),
            Effect::SaveEvidence { key, journal } => self.saver.send(saver::Task::Evidence { key, journal }, now()),
            // the face's own
            Effect::Ring | Effect::Quit => {}
        }
    }

    /// Looks for what others have recorded, one look at a time.
    fn look(&self) {
        if self.looking.begin() {
            let looking = self.looking.clone();
            self.recording.run(move |it| {
                let news = it.desk.look();
                looking.end();
                if !news.is_empty() {
                    (it.sink)(Event::Heard(news));
                }
            });
        }
    }

    /// Reads everything on a thread that nobody waits for, one reading at a time, so that a row never waits for it.
    fn read(&self) {
        if self.reading.begin() {
            let (readers, sink, reading) = (self.readers.clone(), self.sink.clone(), self.reading.clone());
            std::thread::spawn(move || {
                let read = || match readers.read_all() {
                    Ok(reading) => Event::Read(Box::new(reading)),
                    Err(error) => Event::Told(error.to_string()),
                };
                let event = catch_panic(read, || Event::Told(UNREAD.to_owned()));
                reading.end();
                sink(event);
            });
        }
    }
}

/// What the recording thread owns.
struct Recording {
    desk: Desk,
    tables: Tables,
    clock: SystemClock,
    sink: Sink,
}

impl Recording {
    fn start(&mut self, number: &JobNumber, who: &str, checklist: &Id) {
        let started = self.desk.start(number, who, checklist.as_str(), false, self.clock.now().wall);
        let is_started = started.is_ok();
        (self.sink)(match started {
            Ok(sealed) => Event::Sealed(Box::new(sealed)),
            Err(DeskError::Refused { refusal }) => Event::Refused(Box::new(refused(refusal))),
            Err(error) => {
                Event::Refused(Box::new(Refused { message: format!("not recorded: {error}"), news: Vec::new() }))
            }
        });
        if is_started {
            self.tables.rebuild();
        }
    }

    fn append(&mut self, draft: &Draft) {
        (self.sink)(match self.desk.append(draft, self.clock.now().wall) {
            Ok(appended) => Event::Sealed(Box::new(sealed(appended))),
            Err(refusal) => Event::Refused(Box::new(refused(refusal))),
        });
    }

    /// Records a row that nobody waits for.
    fn note(&mut self, draft: &Draft) {
        (self.sink)(match self.desk.append(draft, self.clock.now().wall) {
            Ok(appended) => Event::Noted(Box::new(sealed(appended))),
            Err(refusal) => Event::Told(format!("the print is not recorded: {refusal}; {}", refusal.hint())),
        });
    }

    fn review(&mut self, review: RecordReview) {
        (self.sink)(match self.desk.review(&review, self.clock.now().wall) {
            Ok(done) => Event::Reviewed(Box::new(reviewed(review, done))),
            Err(refusal) => Event::Refused(Box::new(refused(refusal))),
        });
    }

    fn read_others(&mut self) {
        let read = self.desk.readers().read_all();
        (self.sink)(Event::OthersRead(read.map(Box::new).map_err(|error| error.to_string())));
    }
}

/// Rebuilds the jobs tables on a thread of its own: a row never waits for it.
struct Tables {
    lane: Lane<Readers>,
    asked: UnderWay,
    clock: SystemClock,
    sink: Sink,
}

impl Tables {
    fn start(readers: Readers, clock: SystemClock, sink: Sink) -> Self {
        let told = sink.clone();
        let lane = Lane::start(readers, move || told(Event::Told(NO_TABLES.to_owned())));
        Self { lane, asked: UnderWay::default(), clock, sink }
    }

    /// Lets them be rebuilt; several wishes at once are one.
    fn rebuild(&self) {
        if self.asked.begin() {
            let (asked, clock, sink) = (self.asked.clone(), self.clock, self.sink.clone());
            self.lane.run(move |readers| {
                // what is recorded from now on is a wish of its own
                asked.end();
                let told = readers.tabulate(clock.now().wall).unwrap_or_else(|error| vec![error.to_string()]);
                told.into_iter().for_each(|text| sink(Event::Told(text)));
            });
        }
    }
}
