//! Jobs told in facts, for the tests of the sheet.

use std::sync::Arc;

use chrono::{DateTime, Duration, FixedOffset};
use precheck::catalog::Catalog;
use precheck::domain::ages::WallClock;
use precheck::domain::fact::{Handover, LeftUnsafe, Origin, RadioReply, StopReason};
use precheck::domain::{
    Answer, Checklist, Fact, Field, Id, Job, JobKey, JobNumber, Ledger, LockoutGuard, LockoutSchedule, Measurement,
    PausePoint, Progress, RadioBook, SecondAt, Serial, Signature, Spot, Station, Volts, WatchEnd, WatchRow, What,
};
use precheck::journal::Seal;
use precheck::sheet::{Letterhead, NoSheet, Request, Sheet, compose};

use crate::built_in;
use crate::car::{VIN, codes_read};

/// A job that is being told.
pub struct Tale {
    book: RadioBook,
    pub checklist: Checklist,
    pub job: Job,
    pub time: DateTime<FixedOffset>,
    pub who: String,
    second_at: Option<SecondAt>,
    seq: u64,
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

impl Tale {
    pub fn begin(kind: &str) -> Self {
        Self::begin_via(kind, false)
    }

    pub fn begin_via(kind: &str, is_via_file: bool) -> Self {
        Self::begin_by(built_in::first(), kind, is_via_file)
    }

    /// A job by the lists of now.
    pub fn begin_now(kind: &str) -> Self {
        Self::begin_by(built_in::catalog(), kind, false)
    }

    fn begin_by(catalog: &Catalog, kind: &str, is_via_file: bool) -> Self {
        let checklist = (*catalog.get(kind).unwrap().content).clone();
        let time = DateTime::parse_from_rfc3339("2026-11-22T09:14:03.512+01:00").unwrap();
        let station = Station::new("bay-1").unwrap();
        let job = JobKey { station, number: JobNumber::new("261122-01").unwrap() };
        let what =
            What::Started { checklist: checklist.id, revision: checklist.revision, sha: "ab".repeat(32), is_via_file };
        let (who, note) = ("Ana K.".to_owned(), String::new());
        let start = Fact { station, seq: 7, time, job, who: who.as_str().into(), note, what };
        let (book, job) = (catalog.book().clone(), Job::begin(start).unwrap());
        Self { book, checklist, job, time, who, second_at: None, seq: 7 }
    }

    /// A whole battery job, told up to its end.
    pub fn battery() -> Self {
        let mut tale = Self::begin("battery");
        tale.page_a();
        tale.page_b();
        tale.clear(PausePoint::B);
        tale.answer("car-volts", "12.61");
        tale.clear(PausePoint::C);
        tale.page_d();
        tale
    }

    /// A whole battery job whose supply was watched, with these rows between the first and the last.
    pub fn watched(at: Spot, rows: Vec<WatchRow>, end: Option<WatchEnd>) -> Self {
        let mut tale = Self::begin("battery");
        tale.page_a();
        tale.page_b();
        tale.clear(PausePoint::B);
        let began = WatchRow::Began { at, floor: Volts(11_000) };
        tale.answer("car-volts", "12.61");
        tale.clear(PausePoint::C);
        // an end names the row of its begin
        let end = end.map(|end| WatchRow::Ended(WatchEnd { begun: tale.seq + 1, ..end }));
        for row in std::iter::once(began).chain(rows).chain(end) {
            tale.tell(What::Watched { instrument: id("bench"), row }, Signature::default(), "");
        }
        tale.page_d();
        tale
    }

    /// A whole battery job at whose lights an adapter read the car: these codes, stored and pending, before the work and after it.
    pub fn coded(before: [Option<&[u16]>; 2], after: [Option<&[u16]>; 2]) -> Self {
        let mut tale = Self::begin("battery");
        let who = tale.who.clone();
        tale.page_a();
        tale.correct("lamps", "these", "read by the adapter", "");
        tale.tell(codes_read("lamps", Some(VIN), before[0], before[1]), who.clone(), "");
        tale.page_b();
        tale.clear(PausePoint::B);
        tale.answer("car-volts", "12.61");
        tale.clear(PausePoint::C);
        tale.page_d();
        tale.tell(codes_read("lamps-after", Some(VIN), after[0], after[1]), who, "");
        tale.finish()
    }

    pub fn page_a(&mut self) {
        for (item, value) in [
            ("arrival-volts", "12.41"),
            ("arrival", "plays"),
            ("plate", "AB12 CDE"),
            ("car", "j11"),
            ("engine", "petrol"),
            ("stop-start", "yes"),
            ("radio", "j11-connect"),
            ("radio-serial", "BP538971317615"),
            ("serial-source", "label"),
            ("customer-code", "card-seen"),
            ("code-found", "documents"),
            ("lamps", "none"),
            ("access", "window-open"),
            ("consent", "customer-here"),
        ] {
            self.answer(item, value);
        }
    }

    pub fn page_b(&mut self) {
        for (item, value) in [
            ("source-volts", "12.80"),
            ("source-polarity", "right"),
            ("backup-power", "second-battery"),
            ("insulation", "ready"),
            ("doors", "doors-shut"),
            ("ignition", "key-away"),
            ("wait", "181"),
        ] {
            self.answer(item, value);
        }
    }

    pub fn page_d(&mut self) {
        for (item, value) in [
            ("leads", "both-tight"),
            ("backup-removed", "removed"),
            ("insulation-removed", "removed"),
            ("charging-volts", "14.32"),
            ("battery-type", "efb"),
            ("battery-reset", "reset"),
            ("radio-after", "plays"),
            ("windows", "initialised"),
            ("clock", "set"),
            ("lamps-after", "as-before"),
        ] {
            self.answer(item, value);
        }
    }

    /// The value as the item's answer: an option of it or of the radio book, else what was typed.
    fn parsed(&self, item: &str, value: &str) -> Answer {
        let (_, asked) = self.checklist.item(item).unwrap_or_else(|| panic!("no item {item}"));
        let is_option = asked.options.iter().any(|option| option.id.as_str() == value)
            || (asked.more.is_some() && matches!(asked.field, None | Some(Field::Find)));
        if is_option {
            return Answer::Option(id(value));
        }
        match item {
            "radio-serial" => Answer::Serial(Serial::parse(value).unwrap()),
            "plate" | "circuit" => Answer::Text(value.to_owned()),
            "wait" | "airbag-wait" => Answer::Number(Measurement::parse(value, "s").unwrap()),
            _ => Answer::Number(Measurement::parse(value, "V").unwrap()),
        }
    }

    pub fn tell(&mut self, what: What, who: impl Into<Signature>, note: &str) {
        self.seq += 1;
        self.time += Duration::seconds(97);
        let (station, job) = (self.job.key.station, self.job.key);
        let (who, note) = (who.into(), note.to_owned());
        self.job.apply(Fact { station, seq: self.seq, time: self.time, job, who, note, what });
    }

    pub fn answer(&mut self, item: &str, value: &str) {
        self.noted(item, value, "");
    }

    pub fn noted(&mut self, item: &str, value: &str, note: &str) {
        let what = What::Answered { item: id(item), answer: self.parsed(item, value) };
        self.tell(what, self.who.clone(), note);
    }

    pub fn correct(&mut self, item: &str, value: &str, reason: &str, note: &str) {
        let answer = self.parsed(item, value);
        let what = What::Corrected { item: id(item), answer, reason: reason.to_owned() };
        self.tell(what, self.who.clone(), note);
    }

    pub fn skip(&mut self, item: &str, note: &str) {
        self.tell(What::Skipped { item: id(item) }, self.who.clone(), note);
    }

    pub fn override_(&mut self, item: &str, value: Option<&str>, note: &str) {
        let answer = value.map(|value| self.parsed(item, value));
        let who = Signature { second_at: self.second_at.clone(), ..Signature::of_two(&self.who, "Bo L.") };
        self.tell(What::Overrode { item: id(item), answer }, who, note);
    }

    pub fn clear(&mut self, page: PausePoint) {
        self.tell(What::Cleared { page, skipped: 0, overridden: 0 }, self.who.clone(), "");
    }

    pub fn finish(mut self) -> Self {
        self.tell(What::Finished { rows: 30 }, self.who.clone(), "");
        self
    }

    pub fn stop(mut self, reason: StopReason, is_left_off: bool, remark: &str) -> Self {
        let left = LeftUnsafe { is_lead_off: is_left_off, fitted: Vec::new() };
        self.tell(What::Stopped { rows: 30, reason: Some(reason), left }, self.who.clone(), remark);
        self
    }

    pub fn attempt(&mut self, outcome: RadioReply, origin: Origin, note: &str) {
        self.tell(What::Attempted { outcome, origin }, self.who.clone(), note);
    }

    /// What the radio book knows of waits.
    pub fn lock_outs(&mut self) -> &mut Vec<LockoutSchedule> {
        &mut Arc::make_mut(&mut self.book.files[0]).lock_outs
    }

    pub fn hand_over(&mut self) {
        self.tell(What::HandedOver { how: Handover::Signed }, "Front desk", "");
    }

    pub fn sheet(&self, language: &str) -> Sheet {
        self.composed(&letterhead(), language, None, false).unwrap()
    }

    pub fn composed(
        &self,
        letterhead: &Letterhead,
        language: &str,
        customer: Option<&str>,
        is_practice: bool,
    ) -> Result<Sheet, NoSheet> {
        let now = self.time + Duration::minutes(3);
        let ages = WallClock(now);
        let progress = Progress::new(&self.checklist, &self.book, &self.job, &ages);
        let seal = Seal::of_bytes(b"the last row");
        let seal = self.job.ending().is_some().then_some(&seal);
        let words = letterhead.words(language);
        let (car, radio) = (self.job.token("car"), self.job.token("radio"));
        let schedule = self.book.lock_out(car, radio);
        let guard = LockoutGuard::at(Ledger::of(&self.job, []), schedule, 2, &ages);
        let guard = Some(&guard);
        compose(&Request {
            progress: &progress,
            letterhead,
            words: &words,
            seal,
            flaws: &[],
            now,
            customer,
            is_practice,
            guard,
        })
    }
}

pub fn letterhead() -> Letterhead {
    Letterhead {
        name: Some("Example Garage & Sons".to_owned()),
        address: vec!["12 Example Road".to_owned(), "Exampletown EX1 2AB".to_owned(), "01234 567890".to_owned()],
        language: "en".to_owned(),
        ..Letterhead::default()
    }
}

/// A job with everything overridden or left out that can be.
pub fn overridden() -> Tale {
    overridden_at(None)
}

/// The same, with where the second person was.
pub fn overridden_at(second_at: Option<SecondAt>) -> Tale {
    let mut tale = Tale::begin("battery");
    tale.second_at = second_at;
    let items: Vec<(PausePoint, precheck::domain::Item)> =
        tale.checklist.items().map(|(pause, item)| (pause, item.clone())).collect();
    // without a second source nothing is measured at a socket
    let items: Vec<_> = items.into_iter().filter(|(_, item)| item.id.as_str() != "socket-volts").collect();
    for (at, (pause, item)) in items.iter().enumerate() {
        let name = item.id.as_str();
        match name {
            "plate" => tale.answer(name, "AB12 CDE"),
            "car" => tale.answer(name, "j11"),
            "radio" => tale.answer(name, "j11-connect"),
            "arrival" => tale.answer(name, "asks-code"),
            "customer-code" => tale.override_(name, Some("no"), "the customer insists"),
            "leads" => tale.answer(name, "both-tight"),
            _ if item.may_skip && !item.is_hold && at % 2 == 0 => tale.skip(name, "not on this car"),
            _ if item.may_override => tale.override_(name, None, "no time, and a very private reason"),
            _ => {}
        }
        let is_last = items.get(at + 1).is_none_or(|(next, _)| next != pause);
        if is_last && *pause != PausePoint::D {
            tale.clear(*pause);
        }
    }
    tale.finish()
}
