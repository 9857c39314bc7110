//! Puts a recorder behind a thread of its own. Effects go in, events come out.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::auditor::Auditor;
use super::cards::Cards;
use super::checkpoint::Monthly;
use super::clock::SystemClock;
use super::instruments::Instruments;
use super::lane::{Lane, Sink, UnderWay, catch_panic, stand_back};
use super::newest::Newest;
use super::offers::OffersWatch;
use super::past::Past;
use super::print_worker::PrintWorker;
use super::readers::Readers;
use super::recorder::{Recorder, RecorderError, refused, reviewed, sealed};
use super::saver::{self, Saver};
use super::tables::Tables;
use crate::app::effect::RowToSign;
use crate::app::event::{JobRows, JournalSnapshot, NotRead, Refused};
use crate::app::{Effect, Event};
use crate::domain::{Fact, Id, JobNumber, Secret, What};
use crate::journal::{Draft, Month, ReadError, RecordReview};

/// What is said when the program itself fails where it records.
const BROKEN: &str =
    "not recorded: the program has a fault; leave with Ctrl-C and start it again, nothing recorded is lost";

/// What is said when the program itself fails where it reads.
const UNREAD: &str =
    "the journals were not read: the program has a fault; precheck verify checks them, nothing recorded is lost";

/// Performs effects in the background. Dropping it waits for what is on its way, in the order of these fields: what is printed
/// is recorded, and what is recorded stands in the tables.
pub struct Worker {
    instruments: Instruments,
    printing: PrintWorker,
    recording: Lane<Recording>,
    saver: Saver,
    cards: Cards,
    auditor: Auditor,
    readers: Readers,
    clock: SystemClock,
    monthly: Monthly,
    past: Arc<Mutex<Past>>,
    reading: UnderWay,
    looking: UnderWay,
    /// The jobs that the workshop's own system offers, where it has such a folder.
    offers: Option<Arc<Mutex<OffersWatch>>>,
    watching: UnderWay,
    sink: Sink,
}

impl Worker {
    /// Puts `recorder` behind a thread that answers to `sink`.
    #[must_use]
    pub fn start(recorder: Recorder, clock: SystemClock, sink: Sink) -> Self {
        let readers = recorder.readers();
        let plan = recorder.workshop.checkpoint.clone().filter(|it| it.at == *recorder.station());
        let is_practice = recorder.folders.is_practice;
        let monthly = Monthly::new(plan.filter(|_| !is_practice), recorder.folders.clone());
        let instruments = recorder.instruments();
        let (workshop, exports) = (recorder.folders.workshop.clone(), recorder.folders.exports.clone());
        let email = recorder.workshop.email.clone();
        let offers = recorder.offers().map(|watch| Arc::new(Mutex::new(watch)));
        let tables = Tables::start(readers.clone(), clock, sink.clone());
        let past = Arc::new(Mutex::new(Past::default()));
        let (past_of_rows, watch_refused) = (past.clone(), None);
        let recording = Recording { recorder, tables, clock, past: past_of_rows, sink: sink.clone(), watch_refused };
        let told = sink.clone();
        // a fault of the program's own must not leave a screen that waits for good
        let recording = Lane::start(recording, move || {
            told(Event::Refused(Box::new(Refused { message: BROKEN.to_owned(), news: Vec::new() })));
        });
        let entry = recording.entry();
        let record = Box::new(move |draft: Draft| {
            entry.run(move |recording| {
                let what = if draft.what == What::Emailed { "the e-mail" } else { "the print" };
                recording.note(&draft, what);
            });
        });
        let entry = recording.entry();
        let record_watch = Box::new(move |draft| {
            let (tell, told) = std::sync::mpsc::channel();
            entry.run(move |recording| {
                let _ = tell.send(recording.note_watch(&draft));
            });
            told.recv().ok().flatten()
        });
        Self {
            instruments: Instruments::new(instruments, exports.clone(), record_watch, clock, sink.clone()),
            printing: PrintWorker::start((workshop, exports.clone()), email, record, sink.clone()),
            recording,
            saver: Saver::start(exports, sink.clone()),
            cards: Cards::new(sink.clone()),
            auditor: Auditor::new(readers.clone(), sink.clone()),
            readers,
            clock,
            monthly,
            past,
            reading: UnderWay::default(),
            looking: UnderWay::default(),
            offers,
            watching: UnderWay::default(),
            sink,
        }
    }

    /// Lets the audit read other paths than this workshop's own journals, or these from a month on.
    pub fn audit_paths(&mut self, paths: Vec<PathBuf>, from: Option<Month>) {
        self.auditor.paths = paths;
        self.auditor.from = from;
    }

    /// Waits for what the first frame needs.
    pub fn read_newest(&self, newest: Newest) -> Result<JournalSnapshot, ReadError> {
        let reading = self.readers.read_newest(newest)?;
        let last_seq = reading.last_seq;
        self.recording.run(move |it| it.recorder.caught_up(last_seq));
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
            Effect::Identify { secret, name, row } => self.recording.run(move |it| it.identify(&secret, &name, row)),
            Effect::NoteRefused(entry) => self.recording.run(move |it| it.recorder.note_refused(entry)),
            Effect::NoteAlone { seconds, job } => {
                self.recording.run(move |it| it.recorder.clock_alone(seconds, job));
            }
            Effect::NoteForward { seconds } => self.recording.run(move |it| it.recorder.clock_went_forward(seconds)),
            Effect::Review(review) => self.recording.run(move |it| it.review(review)),
            Effect::ReadJob(rows) => self.recording.run(move |it| it.read_job(&rows)),
            Effect::ReadOthers => self.recording.run(|it| it.read_others()),
            // behind the rows that are on their way
            Effect::Tabulate => self.recording.run(|it| it.tables.rebuild()),
            Effect::Look => self.look(),
            Effect::Measure(wanted) => self.instruments.want(wanted),
            Effect::ReadCodes(request) => self.instruments.ask_car(request),
            Effect::Watch(plan) => self.instruments.watch(plan.map(|plan| *plan)),
            Effect::LookForCards(is_wanted) => self.cards.want(is_wanted),
            Effect::Read => self.read(),
            Effect::Print(order) => self.printing.print(order),
            Effect::Email(order) => self.printing.email(order),
            Effect::Save(order) => self.printing.save(order),
            Effect::Audit => self.auditor.audit(now()),
            Effect::Prove { key, journal, words } => self.auditor.prove(key, journal, words),
            Effect::SaveWorkbook(selection) => self.saver.send(saver::Task::Workbook(Box::new(selection)), now()),
            Effect::SaveReport(order) => self.saver.send(saver::Task::Report(Box::new(order)), now()),
            Effect::SaveEvidence { key, journal, language } => {
                self.saver.send(saver::Task::Evidence { key, journal, language }, now());
            }
            // the face's own
            Effect::Ring | Effect::Quit | Effect::Repaint | Effect::Suspend | Effect::Practise => {}
        }
    }

    /// Looks for what others have recorded, one look at a time.
    fn look(&self) {
        self.look_for_offers();
        self.monthly.look(self.clock.now().wall, &self.sink);
        if self.looking.begin() {
            let looking = self.looking.clone();
            self.recording.run(move |it| {
                let news = it.recorder.look();
                looking.end();
                if !news.is_empty() {
                    (it.sink)(Event::OthersRecorded(news));
                }
                it.recorder.write_refused(it.clock.now().wall);
            });
        }
    }

    /// Looks for offered jobs on a thread that nobody waits for: their folder may lie on a drive that hangs.
    fn look_for_offers(&self) {
        let Some(offers) = self.offers.clone().filter(|_| self.watching.begin()) else { return };
        let (sink, watching) = (self.sink.clone(), self.watching.clone());
        std::thread::spawn(move || {
            stand_back();
            let look = || offers.lock().unwrap_or_else(PoisonError::into_inner).look();
            let news = catch_panic(look, || None);
            watching.end();
            if let Some(offers) = news {
                sink(Event::Offered(offers));
            }
        });
    }

    /// Reads everything on a thread that nobody waits for, one reading at a time, so that a row never waits for it.
    fn read(&self) {
        if self.reading.begin() {
            let (readers, sink, reading) = (self.readers.clone(), self.sink.clone(), self.reading.clone());
            let past = self.past.clone();
            std::thread::spawn(move || {
                stand_back();
                let read = || {
                    let mut past = past.lock().unwrap_or_else(PoisonError::into_inner);
                    past.read(&readers, &mut |piece| sink(Event::Read(Box::new(piece)))).map_err(|it| it.to_string())
                };
                let read = catch_panic(read, || Err(UNREAD.to_owned()));
                reading.end();
                if let Err(why) = read {
                    sink(Event::Warning(why));
                }
            });
        }
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.recorder.write_refused(self.clock.now().wall);
        self.recorder.witness_at_end(self.clock.now().wall);
    }
}

/// What the recording thread owns.
struct Recording {
    recorder: Recorder,
    tables: Tables,
    clock: SystemClock,
    past: Arc<Mutex<Past>>,
    sink: Sink,
    /// Why a row of a watch was refused last. It is tried again each second, and the reason told once.
    watch_refused: Option<String>,
}

impl Recording {
    fn start(&mut self, number: &JobNumber, who: &str, checklist: &Id) {
        let started = self.recorder.start(number, who, checklist.as_str(), false, self.clock.now().wall);
        let is_started = started.is_ok();
        let start = started.as_ref().ok().map(|sealed| sealed.fact.clone());
        (self.sink)(match started {
            Ok(sealed) => Event::Sealed(Box::new(sealed)),
            Err(RecorderError::Refused(refusal)) => Event::Refused(Box::new(refused(refusal))),
            Err(error) => {
                Event::Refused(Box::new(Refused { message: format!("not recorded: {error}"), news: Vec::new() }))
            }
        });
        if is_started {
            self.tables.rebuild();
        }
        self.witness(start);
    }

    fn append(&mut self, draft: &Draft) {
        if let Some(why) = self.taken_elsewhere(draft) {
            return (self.sink)(Event::Refused(Box::new(Refused { message: why, news: Vec::new() })));
        }
        let appended = self.recorder.append(draft, self.clock.now().wall);
        let fact = appended.as_ref().ok().map(|appended| appended.fact.clone());
        (self.sink)(match appended {
            Ok(appended) => Event::Sealed(Box::new(sealed(appended))),
            Err(refusal) => Event::Refused(Box::new(refused(refusal))),
        });
        self.witness(fact);
    }

    /// Looks, before the work on a job goes on here, whether another station has taken it over meanwhile, as far as its journal is there
    /// by then; not while everything is being read anyway.
    fn taken_elsewhere(&mut self, draft: &Draft) -> Option<String> {
        if draft.what.may_be_anywhere() {
            return None;
        }
        let mut past = self.past.try_lock().ok()?;
        let mut all = JournalSnapshot::default();
        // what can't be read is told by the reading that comes next
        past.read(&self.recorder.readers(), &mut |piece| all.add(piece)).ok()?;
        let here = *self.recorder.station();
        let is_taken =
            |fact: &&Fact| fact.job == draft.job && matches!(fact.what, What::TakenOver { .. }) && fact.station != here;
        let taken = all.facts.iter().rev().find(is_taken).map(|fact| (fact.station, fact.who.first.clone()));
        drop(past);
        (self.sink)(Event::Read(Box::new(all)));
        taken.map(|(station, who)| format!("not recorded: taken over at {station} by {who}; t takes it over again"))
    }

    /// Records something once whoever signs it was identified.
    fn identify(&mut self, secret: &Secret, name: &str, row: RowToSign) {
        match self.recorder.sign(secret, name, row, self.clock.now().wall) {
            Ok(RowToSign::Fact(draft)) => self.append(&draft),
            Ok(RowToSign::Review(review)) => self.review(review),
            Err(why) => {
                (self.sink)(Event::Refused(Box::new(Refused { message: why.to_string(), news: Vec::new() })));
            }
        }
    }

    /// Nobody waits for it: the row is told first.
    fn witness(&mut self, after: Option<Fact>) {
        if let Some(fact) = after {
            self.recorder.witness_after(&fact, self.clock.now().wall);
        }
    }

    /// Records a row that nobody waits for.
    fn note(&mut self, draft: &Draft, what: &str) {
        (self.sink)(match self.recorder.append(draft, self.clock.now().wall) {
            Ok(appended) => Event::RecordedInBackground(Box::new(sealed(appended))),
            Err(refusal) => Event::Warning(format!("{what} is not recorded: {refusal}; {}", refusal.hint())),
        });
    }

    /// Records a row of a watch; its number. While the disk refuses it for the same reason, that is not said again.
    fn note_watch(&mut self, draft: &Draft) -> Option<u64> {
        let refused = match self.recorder.append(draft, self.clock.now().wall) {
            Ok(appended) => {
                let row = appended.fact.seq;
                self.watch_refused = None;
                (self.sink)(Event::RecordedInBackground(Box::new(sealed(appended))));
                return Some(row);
            }
            Err(refusal) => format!("the watch is not recorded: {refusal}; {}", refusal.hint()),
        };
        if self.watch_refused.as_ref() != Some(&refused) {
            (self.sink)(Event::Warning(refused.clone()));
        }
        self.watch_refused = Some(refused);
        None
    }

    fn review(&mut self, review: RecordReview) {
        (self.sink)(match self.recorder.review(&review, self.clock.now().wall) {
            Ok(done) => Event::Reviewed(Box::new(reviewed(review, done))),
            Err(refusal) => Event::Refused(Box::new(refused(refusal))),
        });
    }

    fn read_job(&mut self, rows: &JobRows) {
        let read = self.recorder.readers().read_job(rows);
        (self.sink)(Event::JobRead(rows.key, read.map(Box::new).map_err(NotRead::new)));
    }

    fn read_others(&mut self) {
        let mut all = JournalSnapshot::default();
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        let read = past.read(&self.recorder.readers(), &mut |piece| all.add(piece));
        (self.sink)(Event::OthersRead(read.map(|()| Box::new(all)).map_err(NotRead::new)));
    }
}
