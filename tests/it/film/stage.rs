//! Where films are played: the real state, the real keys' logic, a real recorder in a folder of its own; only the clock and
//! the terminal are made up.
//!
//! At every step it is held to what must hold always: what the state takes for recorded stands in the journal's files,
//! byte by byte re-read; what is on the screen can be shown on any terminal; the next change by itself lies ahead. At the
//! end the journal verifies.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, FixedOffset, TimeDelta};
use precheck::app::effect::RowToSign;
use precheck::app::event::{NotRead, Refused};
use precheck::app::second::second_said;
use precheck::app::{CodesRequest, Effect, Event, Now, Screen, State, WatchPlan, update};
use precheck::catalog::persons::{Persons, SecretKind};
use precheck::catalog::{FileFault, Workshop};
use precheck::domain::checklist::known;
use precheck::domain::fact::{LeftUnsafe, StopReason};
use precheck::domain::{
    Answer, Fact, Id, Instrument, JobKey, Reading, Secret, Station, Volts, What, input::parse_typed,
};
use precheck::instrument::pretended_codes;
use precheck::journal::{Draft, EventName, Meaning, Options, Reader, Receipt, Refusal, Row, Seal, meaning, verify};
use precheck::runner::recorder::{refused, reviewed, sealed};
use precheck::runner::tables::tabulate;
use precheck::runner::watching::WatchTask;
use precheck::runner::{Folders, Newest, Recorder, RecorderError, saver};
use precheck::tui::input::InputQueue;
use precheck::tui::key::{Key, KeyKind};
use ratatui::buffer::Cell;

use super::screen::{self, Drawn};
use super::script::{Action, Disk, Head, Lists, Stroke};
use crate::built_in;

/// How far apart a person's keys are, in milliseconds.
const KEY_MS: i64 = 200;
/// The same for one key again, and for a key behind a letter: what it is for has been looked at.
const READ_KEY_MS: i64 = 400;
/// The same for a key that answers a step by hand, which nobody does at once.
const HAND_KEY_MS: i64 = 1100;
/// How far apart a scanner's are.
const SCANNED_MS: i64 = 4;
/// How soon a finger that slips taps twice.
const TAPPED_AGAIN_MS: i64 = 120;
/// How long a person's key is down.
const RELEASED_MS: i64 = 80;
/// What is left of a time when each of its seconds is gone through, in milliseconds.
const LONG_MS: i64 = 20_000;
/// How late a time as long as that wakes the program.
const LATE_MS: i64 = 4_000;
/// When a held key begins to repeat, in milliseconds.
const HELD_AFTER_MS: i64 = 400;

/// What stands where a receipt is, which differs from run to run.
pub const MASKED: &str = "XXXX-XXXX-XXXX-XXXX-X";

/// A sitting.
pub struct Stage {
    /// The line of the film, for messages.
    pub at: String,
    /// How often the bell rang.
    pub rings: usize,
    /// How many keys were pressed beside typed values.
    pub keys: usize,
    last_key: Option<Key>,
    /// Whether the terminal tells when a key is let go.
    tells_releases: bool,
    /// Whether cards are looked for.
    is_reading_cards: bool,
    /// What of the car is asked by an adapter.
    asked_codes: Option<CodesRequest>,
    /// Whether the program has ended.
    pub has_left: bool,
    state: State,
    input: InputQueue,
    recorder: Recorder,
    disk: Disk,
    /// What waits for a slow disk.
    pending: Vec<Effect>,
    /// The watch over what feeds a car.
    watching: Option<WatchTask>,
    wall: DateTime<FixedOffset>,
    tick_ms: i64,
    /// When the state was told the time last: what it says about its next change counts from there.
    told_ms: i64,
    size: (u16, u16),
    place: Folders,
    lists: Lists,
    /// What the files held when they were read last: their bytes in all, and their facts.
    written: (u64, BTreeMap<(Station, u64), Fact>),
    _folder: tempfile::TempDir,
}

/// The program's state as it starts. Where the workshop lies differs from run to run.
fn fresh(recorder: &Recorder, now: Now) -> State {
    let mut store = recorder.store(now);
    store.folder = "/srv/precheck".to_owned();
    store.offers = recorder.offers().map(|watch| watch.read_now()).unwrap_or_default();
    State::new(store, recorder.session())
}

impl Stage {
    pub fn new(head: &Head) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workshop = folder.path().join("workshop");
        std::fs::create_dir(&workshop).unwrap();
        let names: Vec<String> = head.technicians.iter().map(|name| format!("{name:?}")).collect();
        let pin = head.pin.as_ref().map_or_else(String::new, |rule| format!("pin = {rule:?}\n"));
        let observe = head.observe.as_ref().map_or_else(String::new, |n| format!("audit = {{ observe = {n} }}\n"));
        let language = head.language.as_ref().map_or_else(String::new, |code| format!("language = {code:?}\n"));
        let offers = head.offers.as_ref().map_or_else(String::new, |lines| {
            std::fs::create_dir(workshop.join("orders")).unwrap();
            std::fs::write(workshop.join("orders/orders.csv"), lines.join("\n")).unwrap();
            "jobs = { folder = \"orders\" }\n".to_owned()
        });
        let cards = if head.cards.is_empty() { "" } else { "card-reader = \"on\"\n" };
        let settings = format!(
            "name = \"Nagel Motors\"\ntechnicians = [{}]\n{language}{pin}{cards}{observe}{offers}{}",
            names.join(", "),
            head.instruments
        );
        std::fs::write(workshop.join("workshop.toml"), settings).unwrap();
        for (name, pin) in &head.pins {
            Persons::of(&workshop).set(name, SecretKind::Pin, &Secret::new(pin)).unwrap();
        }
        for (name, card) in &head.cards {
            Persons::of(&workshop).set(name, SecretKind::Badge, &Secret::of_card(card)).unwrap();
        }
        let place = Folders { is_practice: head.is_practice, ..Folders::of(&workshop) };
        let now = Now { wall: head.clock, tick_ms: 0 };
        let recorder = sit_down(&place, head.lists, &head.station);
        let mut stage = Self {
            at: String::new(),
            rings: 0,
            keys: 0,
            last_key: None,
            tells_releases: false,
            is_reading_cards: false,
            asked_codes: None,
            has_left: false,
            state: fresh(&recorder, now),
            input: InputQueue::default(),
            recorder,
            disk: Disk::Ok,
            pending: Vec::new(),
            watching: None,
            wall: head.clock,
            tick_ms: 0,
            told_ms: 0,
            size: head.size,
            place,
            lists: head.lists,
            written: (0, BTreeMap::new()),
            _folder: folder,
        };
        stage.begin();
        stage
    }

    fn scan(&mut self, text: &str) {
        let keys = text.chars().map(Key::Char).chain([Key::Enter]);
        keys.for_each(|key| self.key(key, KeyKind::Press, SCANNED_MS));
    }

    /// The row that ended a job, with its seal.
    fn end_of(&self, number: &str) -> (Fact, Seal) {
        let reader = Reader::new(self.journal());
        let records = reader.stations().unwrap().into_iter().map(|station| reader.read_all(&station).unwrap());
        let mut ends = records.flat_map(|record| {
            let of_job = record.facts.into_iter().filter(|fact| fact.job.number.as_str() == number);
            of_job.filter_map(|fact| record.endings.get(&fact.seq).map(|seal| (fact, *seal))).collect::<Vec<_>>()
        });
        ends.next().unwrap_or_else(|| panic!("{}: {number} has not ended", self.at))
    }

    /// What the QR code on a job's page says.
    fn page_code(&self, number: &str) -> String {
        let (fact, seal) = self.end_of(number);
        let (time, receipt) = (fact.time.to_rfc3339(), Receipt::of(&seal));
        format!("precheck.receipt/1 {} {number} {} {time} {receipt} {seal}", fact.station, fact.seq)
    }

    /// What the program does when it starts.
    fn begin(&mut self) {
        self.resized();
        let newest = Newest::begin(&self.recorder.folders, *self.recorder.station());
        let reading = self.recorder.readers().read_newest(newest).unwrap();
        self.recorder.caught_up(reading.last_seq);
        self.happen(Event::Read(Box::new(reading)));
        self.perform(Effect::Read);
    }

    fn resized(&mut self) {
        let (columns, rows) = self.size;
        self.happen(Event::Resized { columns, rows });
    }

    fn now(&self) -> Now {
        Now { wall: self.wall, tick_ms: self.tick_ms }
    }

    /// Does what one line of a film says, and lets what that set off settle.
    pub fn act(&mut self, action: &Action) {
        assert!(!self.has_left || matches!(action, Action::Restart { .. }), "{}: the program has ended", self.at);
        match action {
            Action::Keys(strokes) => strokes.iter().for_each(|stroke| self.stroke(stroke)),
            Action::Wait { ms } => self.pass(*ms),
            Action::Clock { ms } => self.wall += TimeDelta::milliseconds(*ms),
            Action::Scan(text) => self.scan(text),
            Action::ScanPage(number) => self.scan(&self.page_code(number)),
            Action::Hold { key, every_ms, is_reported } => self.hold(*key, *every_ms, *is_reported),
            Action::Paste(text) => {
                self.pass(KEY_MS);
                self.input.push_paste(text.clone(), self.tick_ms);
                self.drain();
            }
            Action::Tap { words, count } => self.tap(words, *count),
            Action::Reads { instrument, read, times } => {
                for _ in 0..*times {
                    self.pass(if *times == 1 { 0 } else { 1000 });
                    self.read(Id::new(instrument).unwrap(), read);
                }
            }
            Action::Codes(told) => self.tell_codes(told),
            Action::PretendedCodes => self.pretend_codes(),
            Action::Card(card) if self.is_reading_cards => {
                let card = card.clone().map(|number| Secret::of_card(&number));
                self.happen(Event::Card(card.map_err(NotRead::new)));
            }
            Action::Card(_) => panic!("{}: nobody looks for cards", self.at),
            Action::Resize(columns, rows) => {
                self.size = (*columns, *rows);
                self.resized();
            }
            Action::Disk(disk) => self.set_disk(*disk),
            Action::Restart { station } => self.restart(station.as_deref()),
            Action::OtherWindowAnswers { item, value } => self.other_window_answers(item, value),
            Action::OtherWindowStops(number) => self.other_window_stops(number),
            Action::OtherStationTakes { station, is_seen } => self.other_station_takes(station, *is_seen),
            Action::OtherStationAnswers { station, item, value } => self.other_station_answers(station, item, value),
            Action::OtherStationSays { station, why_not } => self.other_station_says(station, why_not.as_deref()),
            Action::Falsify { from, to } => self.falsify(from, to),
        }
        while let (Some(at_ms), false) = (self.input.deadline_ms(), self.state.is_writing()) {
            self.pass((at_ms - self.tick_ms).max(1));
        }
        self.draw();
    }

    /// Does what an instrument's thread does with a reading.
    fn read(&mut self, instrument: Id, read: &Result<f64, String>) {
        let (tick_ms, read) = (self.tick_ms, read.clone());
        let read = read.map(|volts| Reading { instrument, volts: Volts::new(volts).unwrap(), tick_ms });
        let is_its = |task: &WatchTask| task.plan.instrument == instrument;
        if let Some(mut task) = self.watching.take_if(|task| is_its(task)) {
            let volts = read.as_ref().ok().map(|reading| reading.volts);
            self.recording(|now, record| task.sample(volts, now, record));
            self.watching = Some(task);
        }
        self.happen(Event::Measured { instrument, read: read.map_err(NotRead::new) });
    }

    /// Does what the thread of an adapter does that was asked for the car's codes.
    fn tell_codes(&mut self, told: &Result<String, String>) {
        let request = self.asked_codes.take().unwrap_or_else(|| panic!("{}: nobody asked the car", self.at));
        let read = told.clone().map_err(NotRead::new).map(|told| {
            // as a row would say it
            let row = Row {
                seq: 1,
                time: self.wall,
                job: Some(request.job.number),
                event: EventName::Remark,
                item: Some(request.item),
                value: "item".to_owned(),
                who: String::new(),
                note: format!("\u{1e}codes {} {told}", request.instrument),
            };
            match meaning(&row, self.recorder.station()) {
                Meaning::Fact(Fact { what: What::CodesRead { read, .. }, .. }) => read.told,
                other => panic!("{}: {other:?}", self.at),
            }
        });
        self.happen(Event::CodesRead(request, read));
    }

    /// Does what the instrument of the practice does that was asked for the car's codes.
    fn pretend_codes(&mut self) {
        let request = self.asked_codes.take().unwrap_or_else(|| panic!("{}: nobody asked the car", self.at));
        assert_eq!(request.instrument, Instrument::pretended().name, "{}: that one pretends nothing", self.at);
        let told = pretended_codes(request.item.is(known::LAMPS_AFTER));
        self.happen(Event::CodesRead(request, Ok(told)));
    }

    /// Does something with what records rows that nobody waits for.
    fn recording(&mut self, act: impl FnOnce(Now, &mut dyn FnMut(Draft) -> Option<u64>) -> Vec<Event>) {
        let (now, mut events) = (self.now(), Vec::new());
        let recorder = &mut self.recorder;
        let told = act(now, &mut |draft| {
            let appended = recorder.append(&draft, now.wall).ok()?;
            let row = appended.fact.seq;
            events.push(Event::RecordedInBackground(Box::new(sealed(appended))));
            Some(row)
        });
        events.into_iter().chain(told).for_each(|event| self.happen(event));
    }

    /// Watches, or ends what was watched.
    fn watch(&mut self, plan: Option<WatchPlan>) {
        let now = self.now();
        if let Some(mut task) = self.watching.take_if(|task| plan.as_ref().is_none_or(|plan| plan.job != task.plan.job))
        {
            self.recording(|now, record| task.end(now, record));
        }
        if let (None, Some(plan)) = (&self.watching, plan) {
            let mut task = WatchTask::new(plan, &self.place.exports, now);
            self.recording(|now, record| task.take_up(now, record));
            self.watching = Some(task);
        }
    }

    fn stroke(&mut self, stroke: &Stroke) {
        match stroke {
            Stroke::Key(key) => {
                self.keys += 1;
                let is_again = key.is_deferred() && self.last_key == Some(*key);
                let is_letter = matches!(self.last_key, Some(Key::Char(c)) if !c.is_ascii_digit());
                // what the key before did is seen first
                self.pass(KEY_MS);
                let is_behind_letter = is_letter && key.is_deferred() && !self.state.is_at_item();
                let after_ms = match () {
                    () if key.is_deferred() && self.state.hand_step().is_some() => HAND_KEY_MS,
                    () if is_again || is_behind_letter => READ_KEY_MS,
                    () => KEY_MS,
                };
                self.key(*key, KeyKind::Press, after_ms - KEY_MS);
                self.last_key = Some(*key);
                if self.tells_releases {
                    self.key(*key, KeyKind::Release, RELEASED_MS);
                }
            }
            Stroke::Receipt(number) => {
                let (_, seal) = self.end_of(number);
                self.stroke(&Stroke::Value(Receipt::of(&seal).to_string().to_lowercase()));
            }
            Stroke::Value(text) => text.chars().for_each(|c| self.key(Key::Char(c), KeyKind::Press, KEY_MS)),
        }
    }

    /// A key, so many milliseconds after the one before.
    fn key(&mut self, key: Key, kind: KeyKind, after_ms: i64) {
        self.pass(after_ms);
        if self.has_left {
            return;
        }
        self.input.push_key(key, kind, self.tick_ms);
        self.drain();
    }

    fn hold(&mut self, key: Key, every_ms: i64, is_reported: bool) {
        self.keys += 1;
        self.key(key, KeyKind::Press, KEY_MS);
        for repeat in 0..50 {
            let kind = if is_reported { KeyKind::Repeat } else { KeyKind::Press };
            self.key(key, kind, if repeat == 0 { HELD_AFTER_MS } else { every_ms });
        }
        if is_reported {
            self.tells_releases = true;
            self.key(key, KeyKind::Release, every_ms);
        }
        self.pass(KEY_MS);
    }

    /// A finger on these words, once they were read.
    fn tap(&mut self, words: &str, count: usize) {
        self.drain();
        self.pass(HAND_KEY_MS);
        let keys = screen::tapped(&self.state, self.size, words);
        for again in 0..count {
            self.pass(if again == 0 { 0 } else { TAPPED_AGAIN_MS });
            self.input.push_tap(&self.state, &keys, self.tick_ms);
            self.drain();
        }
    }

    /// Lets time pass as the window's loop does: it wakes for keys that wait, and for what changes by itself. Of a longer time it
    /// wakes late but at the end, as on a machine that is busy: a wait of minutes is not each of its seconds.
    fn pass(&mut self, ms: i64) {
        let target = self.tick_ms + ms;
        while !self.has_left {
            let late_ms = if target - self.tick_ms > LONG_MS { LATE_MS } else { 1 };
            let change = self.state.next_change_ms().map(|ms| self.told_ms + ms);
            let wake = self.input.deadline_ms().into_iter().chain(change).min();
            let Some(wake) = wake.map(|at_ms| at_ms.max(self.tick_ms + late_ms)).filter(|at_ms| *at_ms <= target)
            else {
                break;
            };
            self.move_on_to(wake);
            self.happen(Event::Ticked);
            self.drain();
        }
        self.move_on_to(target);
    }

    fn move_on_to(&mut self, tick_ms: i64) {
        self.wall += TimeDelta::milliseconds(tick_ms - self.tick_ms);
        self.tick_ms = tick_ms;
    }

    /// Takes in the keys that have come to effect.
    fn drain(&mut self) {
        while let Some(event) = self.input.next(&self.state, self.tick_ms) {
            self.happen(event);
        }
    }

    fn happen(&mut self, event: Event) {
        if matches!(event, Event::Refused(_)) {
            self.input.clear();
        }
        let now = self.now();
        self.told_ms = now.tick_ms;
        let effects = update(&mut self.state, event, now);
        for effect in effects {
            self.perform(effect);
        }
        self.check();
    }

    /// Does what the runner's worker does, at once.
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Start { .. } | Effect::Append(_) | Effect::Review(_) if self.disk == Disk::Slow => {
                self.pending.push(effect);
            }
            Effect::Start { .. } | Effect::Append(_) | Effect::Review(_) => {
                let event = self.write(effect);
                self.happen(event);
            }
            Effect::Identify { secret, name, row } => match self.recorder.sign(&secret, &name, row, self.wall) {
                Ok(RowToSign::Fact(draft)) => self.perform(Effect::Append(draft)),
                Ok(RowToSign::Review(review)) => self.perform(Effect::Review(review)),
                Err(why) => {
                    let refused = Refused { message: why.to_string(), news: Vec::new() };
                    self.happen(Event::Refused(Box::new(refused)));
                }
            },
            Effect::Read => match self.recorder.readers().read_all() {
                Ok(reading) => self.happen(Event::Read(Box::new(reading))),
                Err(error) => self.happen(Event::Warning(error.to_string())),
            },
            Effect::ReadJob(rows) => {
                let read = self.recorder.readers().read_job(&rows);
                self.happen(Event::JobRead(rows.key, read.map(Box::new).map_err(NotRead::new)));
            }
            Effect::ReadOthers => {
                let read = self.recorder.readers().read_all();
                self.happen(Event::OthersRead(read.map(Box::new).map_err(NotRead::new)));
            }
            Effect::Tabulate => {
                let told = tabulate(&self.recorder.readers(), self.now().wall);
                told.into_iter().for_each(|text| self.happen(Event::Warning(text)));
            }
            // there is no printer and no mail server in a film: a sheet stays on its way
            Effect::Print(_) | Effect::Save(_) | Effect::Email(_) => {}
            Effect::Look => {
                let news = self.recorder.look();
                if !news.is_empty() {
                    self.happen(Event::OthersRecorded(news));
                }
            }
            Effect::Audit => {
                let audit = self.recorder.readers().audit(&[], None, self.wall, None, &AtomicU64::new(0));
                self.happen(Event::Audited(Ok(Arc::new(audit))));
            }
            Effect::Prove { key, journal, words } => {
                let read = self.recorder.readers().prove(&key, &journal, &words).map_err(NotRead::new);
                self.happen(Event::Proved(key, read));
            }
            Effect::SaveWorkbook(selection) => self.save(&saver::Task::Workbook(Box::new(selection))),
            Effect::SaveReport(order) => self.save(&saver::Task::Report(Box::new(order))),
            Effect::SaveEvidence { key, journal, language } => {
                self.save(&saver::Task::Evidence { key, journal, language });
            }
            Effect::NoteRefused(entry) => self.recorder.note_refused(entry),
            Effect::NoteAlone { seconds, job } => self.recorder.clock_alone(seconds, job),
            Effect::NoteForward { seconds } => self.recorder.clock_went_forward(seconds),
            Effect::Ring => self.rings += 1,
            // there is no second workshop in a film
            Effect::Repaint | Effect::Suspend | Effect::Practise | Effect::Measure(_) => {}
            Effect::LookForCards(is_wanted) => self.is_reading_cards = is_wanted,
            Effect::ReadCodes(request) => self.asked_codes = Some(request),
            Effect::Watch(plan) => self.watch(plan.map(|plan| *plan)),
            Effect::Quit => self.has_left = true,
        }
    }

    fn save(&mut self, task: &saver::Task) {
        self.happen(saver::save(&self.place.exports, task, self.wall));
    }

    fn write(&mut self, effect: Effect) -> Event {
        let error = |kind: io::ErrorKind| io::Error::from(kind);
        let refusal = match self.disk {
            Disk::Full => Some(Refusal::DiskFull(error(io::ErrorKind::StorageFull))),
            Disk::ReadOnly => Some(Refusal::ReadOnly(error(io::ErrorKind::ReadOnlyFilesystem))),
            Disk::Failing => Some(Refusal::NotRecorded(error(io::ErrorKind::Other))),
            Disk::Ok | Disk::Slow | Disk::Gone => None,
        };
        if let Some(refusal) = refusal {
            return Event::Refused(Box::new(refused(refusal)));
        }
        let wall = self.wall;
        match effect {
            Effect::Start { number, who, checklist } => {
                match self.recorder.start(&number, &who, checklist.as_str(), false, wall) {
                    Ok(sealed) => Event::Sealed(Box::new(sealed)),
                    Err(RecorderError::Refused(refusal)) => Event::Refused(Box::new(refused(refusal))),
                    Err(error) => Event::Refused(Box::new(Refused {
                        message: format!("not recorded: {error}"),
                        news: Vec::new(),
                    })),
                }
            }
            Effect::Review(review) => match self.recorder.review(&review, wall) {
                Ok(done) => Event::Reviewed(Box::new(reviewed(review, done))),
                Err(refusal) => Event::Refused(Box::new(refused(refusal))),
            },
            Effect::Append(draft) => match self.recorder.append(&draft, wall) {
                Ok(appended) => Event::Sealed(Box::new(sealed(appended))),
                Err(refusal) => Event::Refused(Box::new(refused(refusal))),
            },
            other => panic!("{other:?} writes nothing"),
        }
    }

    fn away(&self) -> PathBuf {
        self.place.workshop.with_extension("away")
    }

    fn set_disk(&mut self, disk: Disk) {
        if disk == Disk::Gone {
            std::fs::rename(&self.place.workshop, self.away()).unwrap();
        } else if self.disk == Disk::Gone {
            assert!(!self.place.workshop.exists(), "{}: something was written where the folder was gone", self.at);
            std::fs::rename(self.away(), &self.place.workshop).unwrap();
        }
        self.disk = disk;
        if disk != Disk::Slow {
            let pending = std::mem::take(&mut self.pending);
            pending.into_iter().for_each(|effect| self.perform(effect));
            self.drain();
        }
    }

    fn restart(&mut self, station: Option<&str>) {
        let station = station.map_or_else(|| self.recorder.station().to_string(), ToOwned::to_owned);
        self.watching = None;
        self.recorder = sit_down(&self.place, self.lists, &station);
        (self.tick_ms, self.told_ms) = (0, 0);
        self.input = InputQueue::default();
        self.state = fresh(&self.recorder, self.now());
        (self.has_left, self.pending) = (false, Vec::new());
        self.begin();
    }

    /// Another window has read everything and records an answer to the job on the screen.
    fn other_window_answers(&mut self, item: &str, value: &str) {
        let (key, what) = self.answered_elsewhere(item, value);
        self.other_window(key, what);
    }

    /// What was answered to the job on the screen, though not here.
    fn answered_elsewhere(&self, item: &str, value: &str) -> (JobKey, What) {
        let Screen::Job(screen) = self.state.screens.top() else { panic!("{}: no job is on the screen", self.at) };
        let key = screen.key;
        let checklist = self.state.store.checklists[self.state.store.jobs.get(&key).unwrap().asked().sha].clone();
        let (_, asked) = checklist.item(item).unwrap_or_else(|| panic!("{}: there is no {item}", self.at));
        let answer = match Id::new(value) {
            Ok(option) if asked.options.iter().any(|it| it.id == option) || asked.field.is_none() => {
                Answer::Option(option)
            }
            // what no face of the program would take, a journal from elsewhere may still hold
            _ => parse_typed(asked, value).unwrap_or_else(|_| Answer::Text(value.to_owned())),
        };
        (key, What::Answered { item: asked.id, answer })
    }

    /// Another window ends a job, and this one sees it at its next look.
    fn other_window_stops(&mut self, number: &str) {
        let key = self.state.store.jobs.iter().map(|job| job.key).find(|key| key.number.to_string() == number);
        let key = key.unwrap_or_else(|| panic!("{}: there is no job {number}", self.at));
        let what = What::Stopped { rows: 0, reason: Some(StopReason::Mistake), left: LeftUnsafe::default() };
        self.other_window(key, what);
        self.perform(Effect::Look);
    }

    /// Another window records something.
    fn other_window(&mut self, job: JobKey, what: What) {
        let draft = Draft { job, who: "Ben O.".into(), note: String::new(), what, expects: None };
        let station = self.recorder.station().to_string();
        let mut recorder = sit_down(&self.place, self.lists, &station);
        let reading = recorder.readers().read_all().unwrap();
        recorder.caught_up(reading.last_seq);
        recorder.append(&draft, self.wall).unwrap();
    }

    /// What this station asks first is answered at another one, and this one reads the others again.
    fn other_station_says(&mut self, station: &str, why_not: Option<&str>) {
        let asked = |job: &precheck::domain::Job| {
            Some((job.key, second_said(job.second_requests().first()?, why_not.is_none(), why_not.unwrap_or_default())))
        };
        let (job, said) =
            self.state.store.jobs.iter().find_map(asked).unwrap_or_else(|| panic!("{}: nothing is asked", self.at));
        let draft = Draft { job, who: said.who, note: said.note, what: said.what, expects: None };
        sit_down(&self.place, self.lists, station).append(&draft, self.wall).unwrap();
        self.perform(Effect::Read);
    }

    /// Rosa takes the job on the screen over at another station.
    fn other_station_takes(&mut self, station: &str, is_seen: bool) {
        let job = self.state.screens.job().unwrap_or_else(|| panic!("{}: no job is on the screen", self.at)).key;
        let what = What::TakenOver { from: self.state.store.jobs.get(&job).unwrap().to_take() };
        let draft = Draft { job, who: "Rosa M.".into(), note: String::new(), what, expects: None };
        sit_down(&self.place, self.lists, station).append(&draft, self.wall).unwrap();
        if is_seen {
            self.perform(Effect::Read);
        }
    }

    /// Rosa answers an item of the job on the screen at the station that took it over, and this one reads the others again.
    fn other_station_answers(&mut self, station: &str, item: &str, value: &str) {
        let (job, what) = self.answered_elsewhere(item, value);
        let draft = Draft { job, who: "Rosa M.".into(), note: String::new(), what, expects: None };
        sit_down(&self.place, self.lists, station).append(&draft, self.wall).unwrap();
        self.perform(Effect::Read);
    }

    /// Somebody changes the journal with an editor, while the program does not run.
    fn falsify(&mut self, from: &str, to: &str) {
        let is_in = |file: &PathBuf| std::fs::read_to_string(file).is_ok_and(|text| text.contains(from));
        let file = files(&self.journal()).into_iter().find(is_in).unwrap_or_else(|| panic!("{}: no {from:?}", self.at));
        std::fs::write(&file, std::fs::read_to_string(&file).unwrap().replacen(from, to, 1)).unwrap();
        self.written = (0, BTreeMap::new());
        self.restart(None);
    }

    /// What must hold always.
    fn check(&mut self) {
        let next = self.state.next_change_ms();
        assert!(next.is_none_or(|ms| ms > 0), "{}: the next change lies {next:?} ms ahead", self.at);
        self.read_again();
        for fact in self.state.store.jobs.iter().flat_map(precheck::domain::Job::facts) {
            let written = self.written.1.get(&(fact.station, fact.seq));
            assert_eq!(written, Some(fact), "{}: taken for recorded, and not in the journal so", self.at);
        }
    }

    fn journal(&self) -> PathBuf {
        if self.disk == Disk::Gone { self.away().join("exports/journal") } else { self.place.journal() }
    }

    /// Reads the journal's files again, when they have grown.
    fn read_again(&mut self) {
        let bytes =
            files(&self.journal()).iter().map(|file| std::fs::metadata(file).map_or(0, |file| file.len())).sum();
        if bytes == self.written.0 {
            return;
        }
        let reader = Reader::new(self.journal());
        let stations = reader.stations().unwrap();
        let facts = stations.iter().flat_map(|station| reader.read_all(station).unwrap().facts);
        self.written = (bytes, facts.map(|fact| ((fact.station, fact.seq), fact)).collect());
    }

    /// The rows of this station: `event item value | who | note`.
    pub fn rows(&self) -> Vec<String> {
        let files = files(&self.journal().join(self.recorder.station().as_str()));
        let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
        texts.flat_map(|text| text.lines().skip(1).map(row_words).collect::<Vec<_>>()).collect()
    }

    /// The screen as it is now.
    pub fn draw(&self) -> Drawn {
        let mut drawn = screen::draw(&self.state, self.size);
        for (line, cells) in drawn.lines.iter_mut().zip(drawn.cells.content.chunks_mut(usize::from(self.size.0.max(1))))
        {
            self.mask_receipt(line, cells);
        }
        drawn
    }

    /// Puts a stand-in where a receipt is, after it was found in the journal.
    fn mask_receipt(&self, line: &mut String, cells: &mut [Cell]) {
        // one in lower case was typed
        let is_shown =
            |word: &&str| word.len() == 21 && word.matches('-').count() == 4 && **word == word.to_uppercase();
        let found = line.split([' ', '│']).find(is_shown);
        let Some(word) = found.map(ToOwned::to_owned) else { return };
        let receipt = Receipt::parse(&word).unwrap_or_else(|bad| panic!("{}: {word}: {bad}", self.at));
        let report = verify(&[self.journal()], &Options { receipts: vec![receipt], ..Options::default() });
        assert_eq!((report.receipts.len(), report.exit_code()), (1, 0), "{}: {word} proves nothing", self.at);
        let shown: String = cells.iter().map(Cell::symbol).collect();
        let at = shown.find(&word).map_or(0, |at| shown[..at].chars().count());
        for (cell, masked) in cells[at..].iter_mut().zip(MASKED.chars()) {
            cell.set_char(masked);
        }
        *line = line.replace(&word, MASKED);
    }

    /// What was recorded, without the sitting.
    pub fn into_folder(self) -> (tempfile::TempDir, PathBuf) {
        let Self { _folder: folder, place, .. } = self;
        (folder, place.workshop)
    }

    /// The end of a film: the journal is intact.
    pub fn end(mut self) {
        self.read_again();
        if self.written.1.is_empty() {
            return;
        }
        let report = verify(&[self.journal()], &Options::default());
        assert_eq!(report.exit_code(), 0, "{:#?}", report.all_faults().collect::<Vec<_>>());
    }
}

/// A recorder as [`Recorder::open`] makes it.
fn sit_down(place: &Folders, lists: Lists, station: &str) -> Recorder {
    let (workshop, faults) = Workshop::load(&place.workshop);
    assert!(faults.is_empty(), "{}", faults.iter().map(FileFault::render).collect::<String>());
    let catalog = match lists {
        Lists::First => built_in::first(),
        Lists::BuiltIn => built_in::catalog(),
    };
    Recorder::new(place.clone(), workshop, catalog.clone(), Station::new(station).unwrap())
}

/// The journal files below a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .collect();
    found.sort();
    found
}

fn row_words(line: &str) -> String {
    let (row, _) = Row::decode(line.as_bytes()).unwrap();
    let item = row.item.map(|item| format!(" {item}")).unwrap_or_default();
    format!("{}{item} {} | {} | {}", row.event.word(), row.value, row.who, row.note)
}
