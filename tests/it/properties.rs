//! Whatever is wished in whatever order: properties of [`precheck::app::update`] with a journal on a disk in memory.
//!
//! A made-up technician mostly does the sensible thing, so that jobs get far, and sometimes anything at all: changes
//! answers, walks away, loses the power, has a full disk, finds the clock set forward.

mod held;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::double::{Double, Leftover};
use chrono::{DateTime, FixedOffset, TimeDelta};
use precheck::app::event::{JobRows, JournalSnapshot};
use precheck::app::job::InFocus;
use precheck::app::new_job::NewJobStep;
use precheck::app::{Command, Context, Effect, Event, Now, Screen, Session, State, Store, update};
use precheck::catalog::Signs;
use precheck::domain::ages::WallClock;
use precheck::domain::job::{Jobs, answer_in};
use precheck::domain::{
    Answer, Field, Gate, Job, JobCard, JobKey, PausePoint, Progress, Shape, Station, Status, Verdict, What, rules,
};
use precheck::journal::{Draft, Reader, Receipt, Record, Writer};
use precheck::runner::recorder::{refused, sealed};
use precheck::runner::{Folders, Recorder};
use precheck::tui::theme::Colors;
use precheck::tui::{theme::Theme, view};
use proptest::prelude::*;
use ratatui::{Terminal, backend::TestBackend};
use tui_input::InputRequest;

/// One thing that happens.
#[derive(Debug, Clone)]
enum Deed {
    /// What the screen asks for is done in good faith.
    Sensible,
    Wish(Command),
    Type(&'static str),
    /// An earlier answer is changed.
    Correct {
        back: usize,
        option: usize,
    },
    Wait(i64),
    ClockForward(i64),
    Restart,
    DiskFull(bool),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let wishes = vec![
        Command::Enter,
        Command::Escape,
        Command::Up,
        Command::Up,
        Command::Down,
        Command::Find,
        Command::Help,
        Command::Guide,
        Command::Skip,
        Command::Override,
        Command::Pause,
        Command::Stop,
        Command::ChangeHands,
        Command::Remark,
        Command::RestartWait,
        Command::Call,
        Command::WorkDone,
        Command::Handover,
        Command::Guard,
        Command::Recovery,
        Command::Audit,
        Command::MarkSeen,
        Command::Last,
        Command::NewJob,
        Command::Paste("\u{1b}[2J".to_owned()),
    ];
    let texts = ["12.6", "99", "AB12 CDE", "BP53897I3176O5", "B1234567", "Łukasz W.", "because", "0417", "", "0.1"];
    let deed = prop_oneof![
        60 => Just(Deed::Sensible),
        6 => prop::sample::select(wishes).prop_map(Deed::Wish),
        5 => (1_usize..=9).prop_map(|n| Deed::Wish(Command::Choose(n))),
        3 => prop::sample::select(texts.to_vec()).prop_map(Deed::Type),
        4 => (1_usize..12, 1_usize..=6).prop_map(|(back, option)| Deed::Correct { back, option }),
        2 => prop::sample::select(vec![1_i64, 70, 290, 400, 700, 2000]).prop_map(Deed::Wait),
        1 => Just(Deed::ClockForward(1300)),
        1 => Just(Deed::Restart),
        1 => any::<bool>().prop_map(Deed::DiskFull),
    ];
    prop::collection::vec(deed, 60..160)
}

struct Bench {
    state: State,
    disk: Double,
    writer: Writer,
    recorder: Recorder,
    now: Now,
    /// Which kind of work is chosen for the next job, from 0.
    kind: usize,
    has_left: bool,
}

fn station() -> Station {
    Station::new("bay-1").unwrap()
}

fn writer(disk: &Double) -> Writer {
    Writer::new(disk.clone(), station(), "precheck 0.1.0".to_owned())
}

fn session() -> Session {
    Session::new(vec!["Ana K.".to_owned(), "Ben O.".to_owned()])
}

impl Bench {
    fn new(kind: usize) -> Self {
        let recorder = Recorder::open(Folders::of("/nowhere".as_ref()), Some(station()));
        assert!(recorder.faults.is_empty());
        let wall = DateTime::parse_from_rfc3339("2026-11-22T09:14:00.000+01:00").unwrap();
        let now = Now { wall, tick_ms: 0 };
        let disk = Double::default();
        let state = State::new(recorder.store(now), session());
        Self { state, writer: writer(&disk), disk, recorder, now, kind, has_left: false }
    }

    fn happen(&mut self, event: Event) {
        for effect in update(&mut self.state, event, self.now) {
            match effect {
                Effect::Start { .. } | Effect::Append(_) => {
                    let draft = self.draft(effect);
                    self.check_draft(&draft);
                    let event = match self.writer.append(&draft, self.now.wall) {
                        Ok(appended) => Event::Sealed(Box::new(sealed(appended))),
                        Err(refusal) => Event::Refused(Box::new(refused(refusal))),
                    };
                    self.happen(event);
                }
                Effect::Quit => self.has_left = true,
                Effect::Audit => self.happen(Event::Audited(Ok(Arc::default()))),
                Effect::Read | Effect::Look | Effect::Tabulate | Effect::Prove { .. } | Effect::Review(_) => {}
                Effect::Identify { .. } => {}
                Effect::ReadJob(JobRows { key, .. }) => {
                    let mut reading = snapshot(read(&self.disk));
                    let others: Vec<JobKey> =
                        reading.jobs.iter().map(|job| job.key).filter(|other| *other != key).collect();
                    others.iter().for_each(|other| drop(reading.jobs.remove(other)));
                    self.happen(Event::JobRead(key, Ok(Box::new(reading))));
                }
                Effect::ReadOthers => {
                    let reading = JournalSnapshot { is_all: true, ..JournalSnapshot::default() };
                    self.happen(Event::OthersRead(Ok(Box::new(reading))));
                }
                Effect::NoteRefused(_) => {}
                Effect::NoteAlone { seconds, job } => self.writer.clock_alone(seconds, job),
                Effect::NoteForward { seconds } => self.writer.clock_went_forward(seconds.unsigned_abs()),
                Effect::SaveWorkbook(_) | Effect::SaveReport(_) | Effect::SaveEvidence { .. } => {}
                Effect::Print(_) | Effect::Save(_) | Effect::Email(_) => {}
                Effect::Ring | Effect::Repaint | Effect::Suspend => {}
                Effect::Practise
                | Effect::Measure(_)
                | Effect::ReadCodes(_)
                | Effect::Watch(_)
                | Effect::LookForCards(_) => {}
            }
        }
        self.check();
    }

    fn draft(&self, effect: Effect) -> Draft {
        match effect {
            Effect::Append(draft) => draft,
            Effect::Start { number, who, checklist } => {
                let mut known = self.state.store.checklists.iter();
                let (sha, asked) = known.find(|(_, it)| it.id == checklist).unwrap();
                let (sha, revision) = (sha.clone(), asked.revision);
                let what = What::Started { checklist, revision, sha, is_via_file: false };
                let job = JobKey { station: station(), number };
                Draft { job, who: who.into(), note: String::new(), what, expects: None }
            }
            other => panic!("{other:?} writes nothing"),
        }
    }

    /// A row that takes the lead off is asked for only when nothing of A and B is open, judged here from the answers.
    fn check_draft(&self, draft: &Draft) {
        let What::Cleared { page: PausePoint::B, .. } = draft.what else { return };
        let progress = self.state.store.progress(&draft.job);
        progress.iter().for_each(|progress| assert_prepared(progress, self.now.wall));
    }

    /// What must hold after every step.
    fn check(&self) {
        let next = self.state.next_change_ms();
        assert!(next.is_none_or(|ms| ms > 0), "the next change lies {next:?} ms ahead");
        let Screen::Job(screen) = self.state.screens.top() else { return };
        let Some(progress) = self.state.store.progress(&screen.key) else { return };
        match progress.gate() {
            Gate::Clear { .. } => assert_prepared(&progress, self.now.wall),
            Gate::LeadOff { .. } | Gate::LeadOn { .. } | Gate::Working { .. } => {
                let is_said = progress.job.cleared(PausePoint::B).is_some() || progress.off_early().is_some();
                assert!(is_said, "no lead comes off without B's call, unless it was off before");
            }
            Gate::Stop { .. } | Gate::Wait { .. } => assert!(progress.job.cleared(PausePoint::B).is_none()),
            Gate::Done { .. } | Gate::Stopped { .. } => assert!(progress.job.ending().is_some()),
        }
    }

    fn wish(&mut self, command: Command) {
        self.happen(Event::Command(command));
    }

    fn type_text(&mut self, text: &str) {
        if self.state.context().is_field() {
            self.wish(Command::Paste(text.to_owned()));
            self.wish(Command::Enter);
        }
    }

    fn pass(&mut self, seconds: i64) {
        self.now.wall += TimeDelta::seconds(seconds);
        self.now.tick_ms += seconds * 1000;
        self.happen(Event::Ticked);
    }

    /// What somebody does who reads what is asked.
    fn sensible(&mut self) {
        match self.state.context() {
            Context::Board => {
                let has_open = self.state.store.jobs.iter().any(|job| job.ending().is_none());
                self.wish(if has_open { Command::Enter } else { Command::NewJob });
            }
            Context::BoardFind | Context::NewJobField => self.wish(Command::Enter),
            Context::NewJob => {
                let is_kind =
                    matches!(self.state.screens.top(), Screen::NewJob(new) if matches!(new.step, NewJobStep::Kind(_)));
                self.wish(Command::Choose(if is_kind { 1 + self.kind % 3 } else { 1 }));
                self.kind += usize::from(is_kind);
            }
            Context::Pick => self.wish(Command::Choose(1)),
            Context::Point => {
                self.wish(Command::Choose(1));
                self.wish(Command::Enter);
            }
            Context::Who => self.wish(Command::Enter),
            Context::Item | Context::Answered | Context::Typed => {
                let digit = self
                    .in_focus()
                    .filter(|it| it.item.field != Some(Field::Find))
                    .and_then(|it| it.progress.options(it.item).iter().find_map(|option| option.digit));
                self.wish(digit.map_or(Command::Enter, |digit| Command::Choose(digit.into())));
            }
            Context::Wait => {
                self.pass(100);
                self.wish(Command::Enter);
            }
            Context::Call => self.wish(Command::Call),
            Context::Work => self.wish(Command::WorkDone),
            Context::Field => {
                let text = self.in_focus().map(|it| match &it.item.field {
                    Some(Field::Serial) => "BP538971317015",
                    Some(Field::Text(Shape::Plate)) => "AB12 CDE",
                    Some(Field::Measure { limits, .. }) if limits.stop_above.is_some_and(|most| most < 1.0) => "0.1",
                    Some(Field::Measure { .. }) => "12.6",
                    Some(Field::Find) if it.item.id.as_str() == "make" => "nissan",
                    Some(Field::Find) => "j11",
                    _ => "horn",
                });
                self.wish(Command::Edit(InputRequest::DeleteLine));
                self.type_text(text.unwrap_or("1"));
            }
            Context::Type => self.type_text("because"),
            Context::Ended
            | Context::Elsewhere
            | Context::Guard
            | Context::Recovery
            | Context::Preview
            | Context::PrintAgain
            | Context::Guide
            | Context::GuideFind
            | Context::GuidePage
            | Context::Audit
            | Context::AuditFind
            | Context::Proof
            | Context::Help => self.wish(Command::Escape),
        }
    }

    fn in_focus(&self) -> Option<InFocus<'_>> {
        self.state.screens.job()?.item(&self.state.store)
    }

    fn act(&mut self, deed: &Deed) {
        match deed {
            Deed::Sensible => self.sensible(),
            Deed::Wish(command) => self.wish(command.clone()),
            Deed::Type(text) => self.type_text(text),
            Deed::Correct { back, option } => {
                (0..*back).for_each(|_| self.wish(Command::Up));
                self.wish(Command::Choose(*option));
            }
            Deed::Wait(seconds) => self.pass(*seconds),
            Deed::ClockForward(seconds) => {
                self.now.wall += TimeDelta::seconds(*seconds);
                self.happen(Event::Ticked);
            }
            Deed::Restart => self.restart(),
            Deed::DiskFull(is_full) if *is_full => self.disk.set_room(0),
            Deed::DiskFull(_) => self.disk.mend(),
        }
    }

    /// The power is cut; what the state knows afterwards comes from the disk alone.
    fn restart(&mut self) {
        self.disk.restart(Leftover::Half);
        self.writer = writer(&self.disk);
        self.now.tick_ms = 0;
        let fresh = self.fresh();
        let mut known = std::mem::replace(&mut self.state, fresh).store;
        known.let_go(&BTreeSet::new());
        self.state.store.let_go(&BTreeSet::new());
        let what = "what was taken for recorded is there after a power cut, and no more";
        assert_eq!(self.state.store.jobs, known.jobs, "{what}");
        assert_eq!(cards(&self.state.store), cards(&known), "{what}");
    }

    fn fresh(&self) -> State {
        let (mut store, mut session) = (self.recorder.store(self.now), session());
        store.take_snapshot(JournalSnapshot { is_all: true, ..snapshot(read(&self.disk)) }, &mut session);
        State::new(store, session)
    }
}

/// Every item of A and B that applies is answered, with nothing that says stop and nothing that is too old.
fn assert_prepared(progress: &Progress<'_>, wall: DateTime<FixedOffset>) {
    for page in progress.pages().filter(|page| page.pause <= PausePoint::B) {
        for item in page.items.iter().filter(|item| progress.status(page, item) != Status::NotHere) {
            let fact = progress.job.latest(item.id.as_str());
            let fact = fact.unwrap_or_else(|| panic!("{} was never answered", item.id));
            if !matches!(fact.what, What::Overrode { .. })
                && let Some(Answer::Option(id)) = answer_in(&fact.what)
            {
                let options = progress.options(item);
                let option = options.iter().find(|option| option.id == *id);
                let option = option.unwrap_or_else(|| panic!("{}: {id} is no option now", item.id));
                assert_ne!(option.verdict, Verdict::Stop, "{}: {id}", item.id);
            }
            if let (Some(seconds), false) = (item.stale_after_seconds, matches!(fact.what, What::Skipped { .. })) {
                assert!((wall - fact.time).num_seconds() < i64::from(seconds), "{} is stale", item.id);
            }
        }
    }
}

/// What is on the disk, read as any program reads it.
fn read(disk: &Double) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let of_station = folder.path().join("bay-1");
    std::fs::create_dir(&of_station).unwrap();
    for name in disk.names() {
        std::fs::write(of_station.join(&name), disk.bytes(&name)).unwrap();
    }
    Reader::new(folder.path()).read_all(&station()).unwrap()
}

/// Every job that was read, whole.
fn snapshot(record: Record) -> JournalSnapshot {
    let seals = record.endings.into_iter().map(|(seq, seal)| ((station(), seq), seal)).collect();
    JournalSnapshot { jobs: Jobs::fold(record.facts), seals, ..JournalSnapshot::default() }
}

/// Plays the rows again, one by one: each is one that the rules allow at its time.
fn assert_lawful(store: &Store, record: &Record) {
    let (facts, seals) = (&record.facts, &record.endings);
    let mut jobs = Jobs::default();
    for fact in facts {
        if let Some(job) = jobs.get(&fact.job) {
            let ages = WallClock(fact.time);
            let checklist = &store.checklists[job.asked().sha];
            let progress = Progress::new(checklist, &store.book, job, &ages);
            let allowed = rules::check(&progress, &fact.what, &fact.who, &fact.note);
            assert!(allowed.is_ok(), "row {}: {:?}: {allowed:?}", fact.seq, fact.what);
        }
        jobs.apply(fact.clone());
    }
    let same = "the fold of what is on the disk is what the state has";
    for job in store.jobs.iter() {
        assert_eq!(jobs.get(&job.key), Some(job), "{same}");
    }
    assert!(jobs.iter().all(|job| job.ending().is_some() || store.jobs.get(&job.key).is_some()), "{same}");
    let card = |job: &Job| {
        let seal = job.ending().and_then(|(_, fact)| seals.get(&fact.seq));
        let progress = Progress::new(&store.checklists[job.asked().sha], &store.book, job, &store.clock);
        JobCard::of(job, Some(&progress), seal.map(|seal| Receipt::of(seal).key()))
    };
    assert_eq!(cards(store), jobs.iter().map(card).collect::<Vec<_>>(), "{same}");
}

/// The cards of all jobs.
fn cards(store: &Store) -> Vec<JobCard> {
    let mut cards: Vec<JobCard> = store.cards.iter().cloned().collect();
    cards.sort_by_key(JobCard::key);
    cards
}

fn draw(state: &State) {
    for (columns, rows) in [(80, 24), (61, 17)] {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
        let Ok(_) = terminal.draw(|frame| view(state, Theme::new(Colors::None, Signs::All), frame));
        let content = &terminal.backend().buffer().content;
        assert!(content.iter().all(|cell| !cell.symbol().chars().any(char::is_control)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_gate_the_rules_and_the_journal_agree(kind in 0_usize..3, deeds in deeds()) {
        let mut bench = Bench::new(kind);
        for deed in &deeds {
            bench.act(deed);
            if bench.has_left {
                break;
            }
        }
        draw(&bench.state);
        assert_lawful(&bench.state.store, &read(&bench.disk));
    }
}

#[test]
fn somebody_sensible_finishes_every_kind_of_work() {
    for kind in 0..3 {
        let mut bench = Bench::new(kind);
        for _ in 0..120 {
            if bench.state.store.cards.iter().any(|card| !card.is_open()) {
                break;
            }
            bench.sensible();
        }
        let key = bench.state.store.cards.iter().next().unwrap().key();
        let gate = bench.state.store.gate(&key);
        assert!(matches!(gate, Some(Gate::Done { .. })), "kind {kind}: {gate:?}");
        assert_lawful(&bench.state.store, &read(&bench.disk));
    }
}
