//! The lock-out guard, whatever happens in whatever order: properties of [`precheck::app::Store::allows`] beside a plain
//! model of what a radio has seen and of what a clock may be believed.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use precheck::app::guard::{GuardScreen, Page};
use precheck::app::{
    self,
    event::{JournalSnapshot, NotRead, Sealed},
};
use precheck::app::{Command, Effect, Event, Now, Screen, Session, Store, update};
use precheck::catalog::Workshop;
use precheck::domain::fact::{Elsewhere, LeftUnsafe, Origin, RadioReply, StopReason, ToldDay, ToldTimes};
use precheck::domain::job::Jobs;
use precheck::domain::lockout::{
    ATTEMPT_LIMIT, ATTEMPT_WAIT, AttemptStage, GuardState, WaitStep, correction, radio_now,
};
use precheck::domain::{Answer, Fact, Id, JobKey, JobNumber, Serial, Signature, Station, What};
use precheck::journal::Seal;
use precheck::runner::{Folders, Recorder};
use proptest::prelude::*;

use crate::built_in;

const BY: &str = "Ana K.";

/// Signed by that one and a second person.
fn two(second: &str) -> Signature {
    Signature::of_two(BY, second)
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn key(station: &str, number: &str) -> JobKey {
    JobKey { station: Station::new(station).unwrap(), number: JobNumber::new(number).unwrap() }
}

/// A workshop with jobs about one radio, and the facts that are on its disks.
struct Bench {
    store: Store,
    facts: Vec<Fact>,
    steps: Vec<WaitStep>,
    now: Now,
    next_seq: BTreeMap<Station, u64>,
    /// The age of each fact as it may be believed at the most, by its place in `facts`.
    ages_ms: Vec<i64>,
}

fn store(now: Now, steps: &[WaitStep], dead_after: Option<u32>) -> Store {
    let place = Folders::of("/nowhere".as_ref());
    let recorder = Recorder::new(place, Workshop::default(), built_in::first().clone(), Station::new("bay-1").unwrap());
    let mut store = recorder.store(now);
    let lock_outs = &mut Arc::make_mut(&mut store.book.files[0]).lock_outs;
    lock_outs.retain(|schedule| schedule.is_default);
    (lock_outs[0].steps, lock_outs[0].dead_after) = (steps.to_vec(), dead_after);
    store.attempts_max = 50;
    store.take_snapshot(JournalSnapshot { is_all: true, ..JournalSnapshot::default() }, &mut Session::default());
    store
}

impl Bench {
    fn new(steps: &[(u32, u32)]) -> Self {
        let steps: Vec<WaitStep> =
            steps.iter().map(|&(after, wait_seconds)| WaitStep { after, wait_seconds }).collect();
        let wall = DateTime::parse_from_rfc3339("2026-11-22T09:14:00.000+01:00").unwrap();
        let now = Now { wall, tick_ms: 0 };
        let store = store(now, &steps, None);
        Self { store, facts: Vec::new(), steps, now, next_seq: BTreeMap::new(), ages_ms: Vec::new() }
    }

    /// A job; with a serial, a plate, or neither.
    fn job(&mut self, job: &JobKey, serial: Option<&str>, plate: Option<&str>) {
        let sha = self.store.checklists.keys().next().unwrap().clone();
        let checklist = self.store.checklists[&sha].id;
        self.put(job, &job.station, What::Started { checklist, revision: 1, sha, is_via_file: false }, "");
        if let Some(serial) = serial {
            let answer = Answer::Serial(Serial::parse(serial).unwrap());
            self.put(job, &job.station, What::Answered { item: id("radio-serial"), answer }, "");
        }
        if let Some(plate) = plate {
            let answer = Answer::Text(plate.to_owned());
            self.put(job, &job.station, What::Answered { item: id("plate"), answer }, "");
        }
    }

    /// A row that is on the disk, and that this window wrote.
    fn put(&mut self, job: &JobKey, station: &Station, what: What, note: &str) {
        let seq = self.next_seq.entry(*station).or_default();
        let (seq, who) = (std::mem::replace(seq, *seq + 1), BY.to_owned());
        let (job, note) = (*job, note.to_owned());
        let fact = Fact { station: *station, seq, time: self.now.wall, job, who: who.into(), note, what };
        self.facts.push(fact.clone());
        self.ages_ms.push(0);
        let seal = Seal::of_bytes(b"a row");
        let (news, notices) = (Vec::new(), Vec::new());
        self.store.take_sealed(Sealed { fact, seal, news, notices, checklist: None });
    }

    fn attempt(&mut self, job: &JobKey, outcome: RadioReply) -> bool {
        (outcome == RadioReply::Unknown || self.say(job, AttemptStage::Begun, ""))
            && self.say(job, AttemptStage::Ended(outcome), "")
    }

    fn seen(&mut self, job: &JobKey, outcome: RadioReply, origin: Origin, note: &str) -> bool {
        self.tell(&BY.into(), job, What::Attempted { outcome, origin }, note)
    }

    fn say(&mut self, job: &JobKey, stage: AttemptStage, note: &str) -> bool {
        self.tell(&BY.into(), job, stage.what(), note)
    }

    fn correct(&mut self, who: Signature, job: &JobKey, outcome: RadioReply, reason: &str) -> bool {
        self.tell(&who, job, correction(outcome, reason), "")
    }

    fn tell(&mut self, who: &Signature, job: &JobKey, what: What, note: &str) -> bool {
        let is_allowed = self.store.allows(job, &what, who, note) == Some(Ok(()));
        if is_allowed {
            self.put(job, &job.station, what, note);
        }
        is_allowed
    }

    fn override_(&mut self, job: &JobKey, item: &str) -> bool {
        let what = What::overrode(id(item), None);
        let is_allowed = matches!(self.store.allows(job, &what, &two("Ben O."), "in a hurry"), Some(Ok(())));
        if is_allowed {
            self.put(job, &job.station, what, "in a hurry");
        }
        is_allowed
    }

    fn pass(&mut self, ms: i64) {
        self.now.wall += TimeDelta::milliseconds(ms);
        self.now.tick_ms += ms;
        self.ages_ms.iter_mut().for_each(|age| *age += ms);
        self.store.clock.set(self.now);
    }

    fn step_clock(&mut self, ms: i64) {
        self.now.wall += TimeDelta::milliseconds(ms);
        self.store.clock.set(self.now);
    }

    /// The program is gone and started again, with time in between: from here on the clock is believed.
    fn restart(&mut self, off_ms: i64) {
        self.now = Now { wall: self.now.wall + TimeDelta::milliseconds(off_ms), tick_ms: 0 };
        let believed = self.facts.iter().map(|fact| (self.now.wall - fact.time).num_milliseconds().max(0));
        self.ages_ms = believed.collect();
        self.store = store(self.now, &self.steps, None);
        let jobs = Jobs::fold(self.facts.iter().cloned());
        self.store.take_snapshot(
            JournalSnapshot { jobs, is_all: true, ..JournalSnapshot::default() },
            &mut Session::default(),
        );
    }

    /// The attempts by the order in which they came; no outcome where nobody has said one yet.
    fn entries(&self) -> Vec<Entry<'_>> {
        let mut all: Vec<Entry<'_>> = Vec::new();
        for (at, fact) in self.facts.iter().enumerate() {
            let entry = |outcome| Entry { job: &fact.job, outcome, at };
            let stage = AttemptStage::of(&fact.what);
            if matches!(stage, Some(AttemptStage::Withdrawn | AttemptStage::Ended(_))) {
                all.retain(|it| *it.job != fact.job || it.outcome.is_some());
            }
            match stage {
                Some(AttemptStage::Begun) => all.push(entry(None)),
                Some(AttemptStage::Ended(outcome)) => all.push(entry(Some(outcome))),
                Some(AttemptStage::Corrected(outcome)) => {
                    let last = all.iter_mut().rev().find(|it| *it.job == fact.job && it.outcome.is_some());
                    last.unwrap().outcome = Some(outcome);
                }
                Some(AttemptStage::Withdrawn | AttemptStage::ReadAgain(_)) | None => {}
            }
        }
        all
    }

    /// Those since the last that was accepted.
    fn live(&self) -> Vec<Entry<'_>> {
        let all = self.entries();
        let from = all.iter().rposition(|it| it.outcome == Some(RadioReply::Accepted)).map_or(0, |at| at + 1);
        all[from..].to_vec()
    }

    fn is_open(&self, job: &JobKey) -> bool {
        self.live().iter().any(|it| it.job == job && it.outcome.is_none())
    }

    /// Whether the wait was overridden on a job, and no code entered since.
    fn is_overridden(&self, job: &JobKey) -> bool {
        let last = self.entries().iter().map(|it| it.at).max().unwrap_or(0);
        let since = self.facts.iter().skip(last + 1).filter(|fact| fact.job == *job);
        since.into_iter().any(|fact| matches!(fact.what, What::Overrode { .. }))
    }

    /// What must have passed since each attempt that counts, in milliseconds, as a plain reading of the schedule has it.
    fn needed_ms(&self) -> i64 {
        let live = self.live();
        let reached = self.steps.iter().rev().find(|step| step.after as usize <= live.len());
        let reached = reached.map_or(0, |step| step.wait_seconds);
        let longest = self.steps.iter().map(|step| step.wait_seconds).max().unwrap_or(0);
        let is_unknown = live.iter().any(|it| matches!(it.outcome, None | Some(RadioReply::Unknown)));
        i64::from(if is_unknown { longest } else { reached }) * 1000
    }
}

/// An attempt of the model.
#[derive(Clone)]
struct Entry<'a> {
    job: &'a JobKey,
    outcome: Option<RadioReply>,
    /// The place of its fact.
    at: usize,
}

/// One thing that happens.
#[derive(Debug, Clone)]
enum Deed {
    Attempt(usize, RadioReply),
    Begin(usize),
    End(usize, AttemptStage),
    Correct(usize, RadioReply),
    Override(usize, bool),
    Pass(i64),
    ClockBack(i64),
    ClockForward(i64),
    Restart(i64),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let outcome = prop::sample::select(vec![
        RadioReply::Error,
        RadioReply::Error,
        RadioReply::Error,
        RadioReply::Wait,
        RadioReply::Unknown,
        RadioReply::Accepted,
    ]);
    let deed = prop_oneof![
        6 => (0_usize..3, outcome.clone()).prop_map(|(job, outcome)| Deed::Attempt(job, outcome)),
        3 => (0_usize..3).prop_map(Deed::Begin),
        2 => (0_usize..3, outcome.clone()).prop_map(|(job, outcome)| Deed::End(job, AttemptStage::Ended(outcome))),
        1 => (0_usize..3).prop_map(|job| Deed::End(job, AttemptStage::Withdrawn)),
        1 => (0_usize..3, outcome).prop_map(|(job, outcome)| Deed::Correct(job, outcome)),
        1 => (0_usize..3, any::<bool>()).prop_map(|(job, is_wait)| Deed::Override(job, is_wait)),
        5 => prop::sample::select(vec![1_i64, 999, 60_000, 899_000, 901_000, 3_601_000]).prop_map(Deed::Pass),
        2 => prop::sample::select(vec![1_000_i64, 600_000, 86_400_000]).prop_map(Deed::ClockBack),
        2 => prop::sample::select(vec![1_000_i64, 3_600_000, 86_400_000]).prop_map(Deed::ClockForward),
        2 => prop::sample::select(vec![0_i64, 300_000, 1_000_000]).prop_map(Deed::Restart),
    ];
    prop::collection::vec(deed, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_code_is_entered_before_the_schedule_allows_it(
        which in 0_usize..3,
        deeds in deeds(),
    ) {
        let schedules: [&[(u32, u32)]; 3] = [&[(3, 3600)], &[(1, 900)], &[(1, 900), (2, 3600), (3, 14_400)]];
        let mut bench = Bench::new(schedules[which]);
        let jobs = [key("bay-1", "1"), key("bay-1", "2"), key("bay-1", "3")];
        for job in &jobs {
            bench.job(job, Some("BP538971317015"), Some("AB12 CDE"));
        }
        for deed in deeds {
            match deed {
                Deed::Attempt(at, RadioReply::Unknown) => drop(bench.say(&jobs[at], AttemptStage::Ended(RadioReply::Unknown), "")),
                Deed::Begin(at) | Deed::Attempt(at, _) => {
                    let needed_ms = bench.needed_ms();
                    let youngest_ms = bench.live().iter().map(|it| bench.ages_ms[it.at]).min().unwrap_or(i64::MAX);
                    let (is_open, is_overridden) = (bench.is_open(&jobs[at]), bench.is_overridden(&jobs[at]));
                    let is_allowed = bench.say(&jobs[at], AttemptStage::Begun, "");
                    prop_assert!(!is_allowed || !is_open, "what came of the last code is not known yet");
                    prop_assert!(
                        !is_allowed || is_overridden || youngest_ms >= needed_ms,
                        "after {youngest_ms} of {needed_ms} ms"
                    );
                    if let (true, Deed::Attempt(_, outcome)) = (is_allowed, deed) {
                        prop_assert!(bench.say(&jobs[at], AttemptStage::Ended(outcome), ""));
                    }
                }
                // of a code that nobody began to enter nothing can have come
                Deed::End(at, stage) => {
                    let is_open = bench.is_open(&jobs[at]);
                    let is_told = stage == AttemptStage::Ended(RadioReply::Unknown);
                    prop_assert_eq!(bench.say(&jobs[at], stage, ""), is_open || is_told, "{:?}", stage);
                }
                Deed::Correct(at, outcome) => {
                    bench.correct(two("Ben O."), &jobs[at], outcome, "misread");
                }
                Deed::Override(at, is_wait) => {
                    let item = if is_wait { ATTEMPT_WAIT } else { ATTEMPT_LIMIT };
                    bench.override_(&jobs[at], item);
                }
                Deed::Pass(ms) => bench.pass(ms),
                Deed::ClockBack(ms) => bench.step_clock(-ms),
                Deed::ClockForward(ms) => bench.step_clock(ms),
                Deed::Restart(ms) => bench.restart(ms),
            }
            for job in &jobs {
                let guard = bench.store.guard(job).unwrap();
                if let Some(wait) = guard.wait {
                    prop_assert!(wait.left_ms > 0 && wait.left_ms <= i64::from(wait.whole_seconds) * 1000);
                    prop_assert!(wait.next_second_ms() > 0);
                }
            }
        }
    }

    #[test]
    fn a_step_of_the_clock_while_it_runs_changes_no_wait(
        steps in prop::collection::vec(-200_000_000_i64..200_000_000, 1..10),
        passed in 0_i64..3_600_000,
    ) {
        let mut bench = Bench::new(&[(1, 3600)]);
        let job = key("bay-1", "1");
        bench.job(&job, Some("BP538971317015"), None);
        bench.attempt(&job, RadioReply::Error);
        bench.pass(passed);
        for ms in steps {
            bench.step_clock(ms);
            let left = bench.store.guard(&job).unwrap().wait.map_or(0, |wait| wait.left_ms);
            prop_assert_eq!(left, 3_600_000 - passed);
        }
    }
}

/// The seconds of the wait that is over which nobody counted.
fn by_clock(bench: &Bench, job: &JobKey) -> u32 {
    bench.store.guard(job).unwrap().by_clock_seconds
}

#[test]
fn across_a_restart_the_clock_is_believed_and_that_is_told() {
    let mut bench = Bench::new(&[(1, 900)]);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    assert!(bench.attempt(&job, RadioReply::Error));
    assert!(!bench.store.guard(&job).unwrap().wait.unwrap().is_by_clock);
    bench.restart(300_000);
    let wait = bench.store.guard(&job).unwrap().wait.unwrap();
    assert_eq!((wait.left_ms, wait.is_by_clock), (600_000, true));
    // what passes now is counted, what passed between is not
    bench.pass(600_000);
    let begun = AttemptStage::Begun.what();
    assert_eq!((by_clock(&bench, &job), bench.store.by_clock_seconds(&job, &begun)), (300, Some(300)));
    bench.pass(290_000);
    assert_eq!(by_clock(&bench, &job), 10);
    bench.pass(10_000);
    assert_eq!(
        (by_clock(&bench, &job), bench.store.by_clock_seconds(&job, &begun)),
        (0, None),
        "all of it was counted"
    );
    bench.restart(900_000);
    assert_eq!(by_clock(&bench, &job), 900, "never more than the wait");
    bench.step_clock(-1_200_000);
    bench.step_clock(-7_200_000);
    bench.restart(0);
    assert_eq!(bench.store.guard(&job).unwrap().wait.unwrap().left_ms, 900_000, "the whole wait, and never more");
}

#[test]
fn what_another_station_records_is_as_old_as_has_passed_here() {
    let mut bench = Bench::new(&[(1, 900)]);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    let (station, what) =
        (Station::new("bay-2").unwrap(), What::Attempted { outcome: RadioReply::Error, origin: Origin::Here });
    let time = bench.now.wall;
    let fact = Fact { station, seq: 3, time, job, who: "Ben O.".into(), note: String::new(), what };
    // the clock of this computer jumps an hour ahead, then the other station's row is read
    bench.pass(60_000);
    bench.step_clock(3_600_000);
    bench.store.take_news(vec![fact]);
    assert_eq!(bench.store.guard(&job).unwrap().wait.unwrap().left_ms, 840_000);
}

#[test]
fn attempts_of_earlier_jobs_at_the_same_radio_count() {
    let mut bench = Bench::new(&[(1, 900)]);
    let (first, second, other, no_serial, stranger) =
        (key("bay-1", "1"), key("bay-1", "2"), key("bay-1", "3"), key("bay-1", "4"), key("bay-1", "5"));
    bench.job(&first, Some("BP538971317015"), Some("AB12 CDE"));
    bench.job(&second, Some("BP538971317015"), Some("ZZ99 ZZZ"));
    bench.job(&other, Some("CL538971317015"), Some("AB12 CDE"));
    bench.job(&no_serial, None, Some("ab12cde"));
    bench.job(&stranger, None, None);
    assert!(bench.attempt(&first, RadioReply::Error));
    let wrong = |bench: &Bench, job: &JobKey| bench.store.guard(job).unwrap().ledger.wrong();
    assert_eq!(wrong(&bench, &second), 1, "the same serial");
    assert_eq!(wrong(&bench, &other), 0, "the same car with another radio");
    assert_eq!(wrong(&bench, &no_serial), 1, "the same car, its serial not read: it may be that radio");
    assert_eq!(wrong(&bench, &stranger), 0, "nothing ties it to anything");
    assert!(!bench.attempt(&second, RadioReply::Error), "it has to wait there, too");
    // a code that a radio without a serial takes may be another radio's: it makes nothing good for the first one
    bench.pass(901_000);
    assert!(bench.attempt(&no_serial, RadioReply::Accepted));
    assert_eq!(wrong(&bench, &second), 1);
    assert!(bench.attempt(&second, RadioReply::Accepted));
    assert_eq!((wrong(&bench, &first), wrong(&bench, &second)), (0, 0));
}

#[test]
fn a_job_that_was_entered_by_mistake_still_tells_what_the_radio_has_counted() {
    let mut bench = Bench::new(&[(1, 900)]);
    let (mistake, right) = (key("bay-1", "1"), key("bay-1", "2"));
    bench.job(&mistake, Some("BP538971317015"), None);
    assert!(bench.attempt(&mistake, RadioReply::Error));
    // by the rules it is none any more; in an older record it may be called so
    let stop = What::Stopped { rows: 0, reason: Some(StopReason::Mistake), left: LeftUnsafe::default() };
    let refused = bench.store.allows(&mistake, &stop, &BY.into(), "").unwrap().unwrap_err();
    assert!(refused.to_string().contains("a code was entered under it"), "{refused}");
    bench.put(
        &mistake,
        &mistake.station.clone(),
        What::Stopped { rows: 0, reason: Some(StopReason::Mistake), left: LeftUnsafe::default() },
        "",
    );
    bench.job(&right, Some("BP538971317015"), None);
    assert_eq!(bench.store.guard(&right).unwrap().ledger.wrong(), 1);
    bench.pass(901_000);
    assert!(!bench.attempt(&mistake, RadioReply::Error), "more is recorded in the right job");
    assert!(bench.attempt(&right, RadioReply::Error));
}

#[test]
fn the_limit_is_overridden_for_one_attempt_and_locked_never() {
    let mut bench = Bench::new(&[(3, 3600)]);
    bench.store.attempts_max = 2;
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    assert!(!bench.override_(&job, ATTEMPT_LIMIT), "there is nothing to override yet");
    assert!(bench.attempt(&job, RadioReply::Error) && bench.attempt(&job, RadioReply::Error));
    assert_eq!(bench.store.guard(&job).unwrap().state, GuardState::Limit);
    assert!(!bench.attempt(&job, RadioReply::Error));
    assert!(!bench.override_(&job, ATTEMPT_WAIT), "no wait is running");
    assert!(bench.override_(&job, ATTEMPT_LIMIT));
    assert!(bench.attempt(&job, RadioReply::Error));
    assert!(!bench.attempt(&job, RadioReply::Error), "it was for one attempt");
    // now a wait runs as well: both are overridden for the next one
    assert!(bench.override_(&job, ATTEMPT_LIMIT));
    assert!(!bench.attempt(&job, RadioReply::Error));
    assert!(bench.override_(&job, ATTEMPT_WAIT));
    assert!(bench.attempt(&job, RadioReply::Error));
    assert!(bench.seen(&job, RadioReply::Locked, Origin::Seen, "the display says LOCKED"));
    assert_eq!(bench.store.guard(&job).unwrap().state, GuardState::Locked);
    for item in [ATTEMPT_LIMIT, ATTEMPT_WAIT] {
        assert!(!bench.override_(&job, item), "{item}");
    }
    assert!(!bench.attempt(&job, RadioReply::Accepted), "a code that was entered here");
    assert!(!bench.seen(&job, RadioReply::Accepted, Origin::Seen, ""), "nobody said how");
    assert!(!bench.seen(&job, RadioReply::Accepted, Origin::PlaysAgain, "."), "that says nothing");
    assert!(bench.seen(&job, RadioReply::Accepted, Origin::PlaysAgain, "dealer flashed it"));
    assert_eq!(bench.store.guard(&job).unwrap().state, GuardState::Free);
}

#[test]
fn codes_that_were_entered_elsewhere_count_by_number_and_day() {
    let told = |times, day| Origin::Told(Elsewhere { times, day });
    for (times, day, wrong, left_s, is_longest) in [
        (ToldTimes::One, ToldDay::Today, 1, Some(60), false),
        (ToldTimes::Two, ToldDay::Today, 2, Some(900), false),
        (ToldTimes::More, ToldDay::Today, 3, Some(86_400), true),
        (ToldTimes::Unknown, ToldDay::Today, 1, Some(86_400), true),
        // it is 9:14: whatever was before that day is over for nine hours at the least
        (ToldTimes::Two, ToldDay::Before, 2, None, false),
        (ToldTimes::Unknown, ToldDay::Before, 1, Some(86_400 - 9 * 3600 - 14 * 60), true),
    ] {
        let mut bench = Bench::new(&[(1, 60), (2, 900), (3, 86_400)]);
        let job = key("bay-1", "1");
        bench.job(&job, Some("BP538971317015"), None);
        assert!(bench.seen(&job, RadioReply::Unknown, told(times, day), "as the customer says"));
        let guard = bench.store.guard(&job).unwrap();
        assert_eq!(guard.ledger.wrong(), wrong, "{times:?}");
        let wait = guard.wait.map(|wait| (wait.left_seconds(), wait.is_longest));
        assert_eq!(wait, left_s.map(|left| (left, is_longest)), "{times:?} {day:?}");
    }
    // where the wait runs only while the radio is on, nobody knows that any of it has passed
    let mut bench = Bench::new(&[(1, 900)]);
    Arc::make_mut(&mut bench.store.book.files[0]).lock_outs[0].is_while_on = true;
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    assert!(bench.seen(&job, RadioReply::Unknown, told(ToldTimes::One, ToldDay::Before), "as he says"));
    assert_eq!(bench.store.guard(&job).unwrap().wait.unwrap().left_seconds(), 900);
}

#[test]
fn so_many_wrong_codes_as_the_unit_takes_end_it() {
    let mut bench = Bench::new(&[(3, 1)]);
    Arc::make_mut(&mut bench.store.book.files[0]).lock_outs[0].dead_after = Some(4);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    for _ in 0..4 {
        assert!(bench.attempt(&job, RadioReply::Error));
        bench.pass(1_001);
    }
    assert_eq!(bench.store.guard(&job).unwrap().state, GuardState::Dead);
    assert!(!bench.override_(&job, ATTEMPT_LIMIT) && !bench.attempt(&job, RadioReply::Error));
}

#[test]
fn no_attempt_is_made_while_earlier_ones_are_still_being_read() {
    let mut bench = Bench::new(&[(1, 900)]);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    bench.store.is_reading = true;
    assert!(!bench.attempt(&job, RadioReply::Error));
    bench.store.is_reading = false;
    assert!(bench.attempt(&job, RadioReply::Error));
}

#[test]
fn a_note_beside_an_attempt_holds_no_code() {
    let mut bench = Bench::new(&[(1, 900)]);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    assert!(!bench.seen(&job, RadioReply::Accepted, Origin::PlaysAgain, "dealer typed 0417"));
    assert!(bench.store.guard(&job).unwrap().ledger.is_empty());
    assert!(
        bench.say(&job, AttemptStage::Begun, "") && !bench.say(&job, AttemptStage::Ended(RadioReply::Error), "0417")
    );
    assert_eq!(bench.store.guard(&job).unwrap().state, GuardState::Entering);
}

/// A state at the guard of a job whose radio asks for its code, with the four preparations made.
fn prepared(bench: &Bench, job: &JobKey) -> app::State {
    let session = Session { who: Some(BY.to_owned()), ..Session::default() };
    let mut state = app::State::new(bench.store.clone(), session);
    state.screens.push(Screen::Guard(Box::new(GuardScreen::open(*job))));
    for digit in [1, 1, 2, 3, 4, 1] {
        assert!(update(&mut state, Event::Command(Command::Choose(digit)), bench.now).is_empty());
    }
    state
}

#[test]
fn before_a_code_is_entered_the_other_stations_are_read() {
    let mut bench = Bench::new(&[(1, 900)]);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    let mut state = prepared(&bench, &job);
    let enter = |state: &mut app::State| update(state, Event::Command(Command::Enter), bench.now);
    assert_eq!(enter(&mut state), [Effect::ReadOthers]);
    assert!(enter(&mut state).is_empty(), "one at a time");
    // meanwhile somebody at another station has entered a wrong code on the same radio
    let (station, what) =
        (Station::new("bay-2").unwrap(), What::Attempted { outcome: RadioReply::Error, origin: Origin::Here });
    let time = bench.now.wall;
    let theirs = Fact { station, seq: 3, time, job, who: "Ben O.".into(), note: String::new(), what };
    let jobs = Jobs::fold(bench.facts.iter().cloned().chain([theirs]));
    let read = |jobs: Jobs| {
        Event::OthersRead(Ok(Box::new(JournalSnapshot { jobs, is_all: true, ..JournalSnapshot::default() })))
    };
    assert!(update(&mut state, read(jobs), bench.now).is_empty(), "nothing is recorded, and nothing entered");
    assert!(state.session.notice.as_ref().is_some_and(|notice| notice.text.contains("enter nothing")));

    // where nobody did, the entry is recorded before anything is entered
    let mut state = prepared(&bench, &job);
    assert_eq!(enter(&mut state), [Effect::ReadOthers]);
    let effects = update(&mut state, read(Jobs::fold(bench.facts.iter().cloned())), bench.now);
    assert!(matches!(&effects[..], [Effect::Append(draft)] if draft.what == AttemptStage::Begun.what()), "{effects:?}");
    // and where they can't be read, nothing is entered either
    let mut state = prepared(&bench, &job);
    enter(&mut state);
    assert!(update(&mut state, Event::OthersRead(Err(NotRead::new("the drive is gone"))), bench.now).is_empty());
    assert!(!state.is_writing() && state.session.notice.is_some());
}

#[test]
fn an_entry_that_stands_open_counts_at_other_jobs_until_it_is_answered() {
    let mut bench = Bench::new(&[(1, 900), (2, 3600)]);
    let (first, second) = (key("bay-1", "1"), key("bay-2", "2"));
    bench.job(&first, Some("BP538971317015"), None);
    bench.job(&second, Some("BP538971317015"), None);
    assert!(bench.say(&first, AttemptStage::Begun, ""));
    assert_eq!(bench.store.guard(&first).unwrap().state, GuardState::Entering);
    assert!(!bench.say(&first, AttemptStage::Begun, "") && !bench.override_(&first, ATTEMPT_WAIT));
    let guard = bench.store.guard(&second).unwrap();
    assert_eq!((guard.ledger.wrong(), guard.wait.unwrap().whole_seconds), (1, 3600), "nobody knows what came of it");
    bench.restart(60_000);
    assert_eq!(bench.store.guard(&first).unwrap().state, GuardState::Entering, "also after a restart");
    assert!(bench.say(&first, AttemptStage::Ended(RadioReply::Error), ""));
    assert_eq!(bench.store.guard(&second).unwrap().wait.unwrap().whole_seconds, 900);
    // recorded wrongly: it was accepted
    assert!(!bench.correct(BY.into(), &first, RadioReply::Error, "misread"), "it says so already");
    assert!(!bench.correct(BY.into(), &first, RadioReply::Accepted, ""), "why?");
    assert!(!bench.correct(BY.into(), &first, RadioReply::Accepted, "misread"), "it opens the way: two people");
    assert!(!bench.correct(two("ana k"), &first, RadioReply::Accepted, "misread"), "the same one");
    assert!(bench.correct(two("Ben O."), &first, RadioReply::Accepted, "misread"));
    assert!(bench.store.guard(&second).unwrap().may_enter());
}

#[test]
fn a_serial_with_hyphens_is_the_same_radio() {
    let mut bench = Bench::new(&[(1, 900)]);
    let (first, second) = (key("bay-1", "1"), key("bay-1", "2"));
    bench.job(&first, Some("BP-5389-7131-7015"), None);
    assert!(bench.attempt(&first, RadioReply::Error));
    bench.job(&second, Some("BP538971317015"), None);
    assert_eq!(bench.store.guard(&second).unwrap().ledger.wrong(), 1);
}

/// One of the two numbers may be misread: what is known of the car is shown, and counts in nothing.
#[test]
fn codes_at_another_serial_of_the_same_car_are_shown_and_do_not_count() {
    let mut bench = Bench::new(&[(1, 900)]);
    let (first, second, third) = (key("bay-1", "1"), key("bay-1", "2"), key("bay-1", "3"));
    bench.job(&first, Some("BP538971317015"), Some("AB12 CDE"));
    assert!(bench.attempt(&first, RadioReply::Error));
    bench.job(&second, Some("CL041239876543"), Some("ab-12cde"));
    bench.job(&third, Some("CL041239876543"), Some("XY99 ZZZ"));
    let guard = bench.store.guard(&second).unwrap();
    assert_eq!((guard.ledger.wrong(), guard.ledger.beside, guard.may_enter()), (0, 1, true));
    assert!(guard.ledger.beside_words().unwrap().starts_with("1 wrong code was entered on this car at another serial"));
    assert_eq!(bench.store.guard(&third).unwrap().ledger.beside_words(), None, "nor of another car");
    assert_eq!(bench.store.guard(&first).unwrap().ledger.beside, 0, "its own");
}

#[test]
fn a_serial_that_was_corrected_keeps_its_attempts() {
    let mut bench = Bench::new(&[(1, 900)]);
    let (first, second) = (key("bay-1", "1"), key("bay-1", "2"));
    bench.job(&first, Some("BP538971317015"), Some("AB12 CDE"));
    assert!(bench.attempt(&first, RadioReply::Error));
    let answer = Answer::Serial(Serial::parse("BP538971317016").unwrap());
    bench.put(
        &first,
        &first.station.clone(),
        What::Corrected { item: id("radio-serial"), answer, reason: "mistyped".to_owned() },
        "",
    );
    bench.job(&second, Some("BP538971317015"), Some("AB12 CDE"));
    assert_eq!(bench.store.guard(&second).unwrap().ledger.wrong(), 1);
}

#[test]
fn what_another_station_records_meanwhile_has_all_prepared_anew() {
    let mut bench = Bench::new(&[(3, 3600)]);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    let mut state = prepared(&bench, &job);
    let (station, what) =
        (Station::new("bay-2").unwrap(), What::Attempted { outcome: RadioReply::Error, origin: Origin::Here });
    let time = bench.now.wall;
    let theirs = Fact { station, seq: 3, time, job, who: "Ben O.".into(), note: String::new(), what };
    assert_eq!(update(&mut state, Event::Command(Command::Enter), bench.now), [Effect::ReadOthers]);
    let jobs = Jobs::fold(bench.facts.iter().cloned().chain([theirs]));
    let read = Event::OthersRead(Ok(Box::new(JournalSnapshot { jobs, is_all: true, ..JournalSnapshot::default() })));
    assert!(
        update(&mut state, read, bench.now).is_empty(),
        "a code may be entered, but not by what was prepared before"
    );
    let Screen::Guard(guard) = state.screens.top() else { panic!("another screen") };
    assert_eq!(guard.page(&state.store), Page::Display);
}

#[test]
fn of_the_open_jobs_those_about_one_radio_wait_with_it() {
    let mut bench = Bench::new(&[(1, 900)]);
    let jobs = ["1", "2", "3", "4"].map(|number| key("bay-1", number));
    let [of_radio, again, of_car, other] = &jobs;
    bench.job(of_radio, Some("BP538971317015"), Some("AB12 CDE"));
    bench.job(again, Some("BP538971317015"), None);
    bench.job(of_car, None, Some("AB12 CDE"));
    bench.job(other, Some("BP538971317016"), Some("AB13 CDE"));
    assert!(bench.store.radio_waits().is_empty());
    assert!(bench.attempt(of_radio, RadioReply::Error));
    let waits: Vec<JobKey> = bench.store.radio_waits().into_keys().collect();
    assert_eq!(waits, [*of_radio, *again, *of_car]);
    bench.pass(900_000);
    assert!(bench.store.radio_waits().is_empty());
}

#[test]
fn a_radio_that_is_locked_makes_nobody_wait_for_it() {
    let mut bench = Bench::new(&[(1, 900)]);
    let job = key("bay-1", "1");
    bench.job(&job, Some("BP538971317015"), None);
    assert!(bench.attempt(&job, RadioReply::Locked));
    let guard = bench.store.guard(&job).unwrap();
    assert_eq!((guard.state, guard.wait), (GuardState::Locked, None));
    assert!(bench.store.radio_waits().is_empty());
    assert_eq!(radio_now(bench.store.jobs.get(&job).unwrap()), Some("locked"));
}
