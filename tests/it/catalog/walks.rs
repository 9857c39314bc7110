//! Walks over the built-in checklists with random answers, changed minds among them: whatever was said before, an item
//! that is asked can be answered, and the job comes to its end.

use std::sync::Arc;

use chrono::DateTime;
use precheck::app::event::JournalSnapshot;
use precheck::app::job::{Focus, Mode};
use precheck::app::{Command, Event, Now, Session, State, Store, update};
use precheck::domain::ages::Ages;
use precheck::domain::checklist::known;
use precheck::domain::fact::StopReason;
use precheck::domain::job::Jobs;
use precheck::domain::rules::{check, unsafe_parts_left};
use precheck::domain::text::capital;
use precheck::domain::{
    Answer, Checklist, ChecklistPage, Fact, Field, Id, Item, Job, JobKey, JobNumber, Limits, Measurement, Progress,
    Serial, Signature, Station, Status, Verdict, What,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::built_in;
use crate::film::draw;

/// Enough for every item to be answered, changed and answered again.
const MOST_STEPS: usize = 400;

/// How many items are looked at at each step: the one that comes next, and those before it.
const LOOKS_BACK: usize = 3;

/// Every wait is over, and nothing goes stale.
struct LongAgo;

impl Ages for LongAgo {
    fn at_least_ms(&self, _: &Fact) -> i64 {
        3_600_000
    }
    fn at_most_ms(&self, _: &Fact) -> i64 {
        0
    }
}

struct Walk<'a> {
    checklist: &'a Checklist,
    job: Job,
    dice: std::slice::Iter<'a, Index>,
}

impl<'a> Walk<'a> {
    fn begin(checklist: &'a Checklist, dice: &'a [Index]) -> Self {
        let key = JobKey { station: Station::new("bay-1").unwrap(), number: JobNumber::new("RO-1").unwrap() };
        let what = What::Started {
            checklist: checklist.id,
            revision: checklist.revision,
            sha: "0".repeat(64),
            is_via_file: false,
        };
        Self { checklist, job: Job::begin(fact(&key, 1, what)).unwrap(), dice: dice.iter() }
    }

    /// One of `count`; the first when the dice are used up, so that every walk ends.
    fn one_of(&mut self, count: usize) -> usize {
        self.dice.next().map_or(0, |index| index.index(count))
    }

    fn progress(&self) -> Progress<'_> {
        Progress::new(self.checklist, built_in::catalog().book(), &self.job, &LongAgo)
    }

    fn record(&mut self, what: What) {
        let fact = fact(&self.job.key.clone(), self.job.facts().len() as u64 + 1, what);
        let allowed = check(&self.progress(), &fact.what, &fact.who, &fact.note);
        assert!(allowed.is_ok(), "{}: {:?} after {:#?}: {allowed:?}", self.checklist.id, fact.what, self.told());
        self.job.apply(fact);
    }

    /// What was answered, for a failure's message.
    fn told(&self) -> Vec<String> {
        self.job.facts().iter().map(|fact| format!("{:?}", fact.what)).collect()
    }

    /// Answers what is open, changes some answers on the way, and makes the calls, until the job is finished.
    fn finish(&mut self) {
        for _ in 0..MOST_STEPS {
            self.every_item_can_be_answered();
            if !self.goes_on() {
                return;
            }
        }
        panic!("{}: no end after {:#?}", self.checklist.id, self.told());
    }

    /// Takes a step; false after the last one.
    fn goes_on(&mut self) -> bool {
        if self.one_of(8) == 1 && self.changes_a_mind() {
            return true;
        }
        let open = self.progress().first_open().map(|(page, item)| (page.pause, item.id));
        if let Some((_, id)) = open {
            self.deal_with(&id);
            return self.job.ending().is_none();
        }
        let is_called = self.calls();
        if !is_called {
            self.record(What::Finished { rows: 0 });
        }
        is_called
    }

    /// Looks at the item that comes next, and at those before it as somebody does who goes back to them, whatever answer stands
    /// there. Returns how many were looked at.
    fn fits_the_screen(&self) -> usize {
        if self.progress().first_open().is_none() {
            return 0;
        }
        let mut store = Store::new(self.job.key.station, Now { wall: self.job.last().time, tick_ms: 0 });
        store.checklists.insert(self.job.asked().sha.to_owned(), Arc::new(self.checklist.clone()));
        store.book = built_in::catalog().book().clone();
        let jobs = Jobs::fold(self.job.facts().to_vec());
        store.take_snapshot(JournalSnapshot { jobs, ..JournalSnapshot::default() }, &mut Session::default());
        let mut state = State::new(store, Session { who: Some("Ana".to_owned()), ..Session::default() });
        let now = state.store.now();
        update(&mut state, Event::Command(Command::Enter), now);
        let mut looks = 0;
        for _ in 0..LOOKS_BACK {
            // the other answers are seen once the field is left
            if state.screens.job().is_some_and(|screen| matches!(screen.mode, Mode::Field(_))) {
                update(&mut state, Event::Command(Command::Escape), now);
            }
            looks += usize::from(self.is_whole(&state));
            update(&mut state, Event::Command(Command::Up), now);
        }
        looks
    }

    /// On a terminal of 80 by 24 every line of the page in focus, and every option of the item, is there without scrolling, also
    /// beside an answer that stands and with the keys at the foot. Returns whether an item was in focus.
    fn is_whole(&self, state: &State) -> bool {
        let Some(Focus::Item(id)) = state.screens.job().map(|screen| screen.focus.clone()) else { return false };
        let (page, item) = self.place(&id);
        let drawn = draw(state, (80, 24));
        let told = || format!("{}: {}\n{}", self.checklist.id, item.id, drawn.text());
        // the list is at the left, what is asked at the right of it
        let halves = drawn
            .lines
            .iter()
            .map(|line| line.chars().take(40).collect::<String>())
            .zip(drawn.lines.iter().map(|line| line.chars().skip(40).collect::<String>()));
        let halves: Vec<(String, String)> = halves.collect();
        let title = format!("─ {} ─", capital(&item.label.en));
        assert!(halves.iter().any(|(_, right)| right.contains(&title)), "{title:?} is not there, {}", told());
        let progress = self.progress();
        for item in page.items.iter().filter(|it| !it.is_same_line && progress.status(page, it) != Status::NotHere) {
            let label = item.label.en.as_str();
            assert!(halves.iter().any(|(left, _)| left.contains(label)), "{label:?} is not there, {}", told());
        }
        for option in state.store.options(&progress, item).iter().filter(|_| item.field != Some(Field::Find)) {
            let key = option.digit.map_or(String::new(), |digit| format!(" {digit} "));
            let word = option.label.en.split_whitespace().next().unwrap();
            let is_there = halves.iter().any(|(_, right)| right.contains(&key) && right.contains(word));
            assert!(is_there, "{key}{} is not there, {}", option.label, told());
        }
        assert!(drawn.lines[22..].join(" ").contains("F1 why"), "the keys are not there, {}", told());
        true
    }

    /// The point of it all.
    fn every_item_can_be_answered(&self) {
        let progress = self.progress();
        for page in progress.pages().filter(|page| progress.is_reached(page.pause)) {
            for item in page.items.iter().filter(|item| progress.status(page, item) != Status::NotHere) {
                let options = progress.options(item);
                let told = || format!("{}: {} after {:#?}", self.checklist.id, item.id, self.told());
                assert!(item.field.is_some() || !options.is_empty(), "no answer to {}", told());
                let goes_on = options.iter().any(|option| option.verdict != Verdict::Stop);
                let is_way_out = item.field.is_some() || goes_on || item.may_override || item.may_skip;
                assert!(is_way_out, "nothing but stop for {}", told());
                let labels: Vec<&str> = options.iter().map(|option| option.label.en.as_str()).collect();
                let are_different = labels.iter().enumerate().all(|(at, label)| !labels[..at].contains(label));
                assert!(are_different, "{labels:?} of {}", told());
                let keys: Vec<Option<u8>> = options.iter().map(|option| option.digit).collect();
                let are_reached = item.field == Some(Field::Find) || keys.iter().all(Option::is_some);
                let are_parted = keys.iter().enumerate().all(|(at, key)| key.is_none() || !keys[..at].contains(key));
                assert!(are_reached && are_parted, "{keys:?} of {}", told());
            }
        }
    }

    /// Makes the next completion call; false when all were made.
    fn calls(&mut self) -> bool {
        let progress = self.progress();
        let next =
            progress.pages().find(|page| page.pause != precheck::domain::PausePoint::D && !progress.is_called(page));
        let Some(page) = next.map(|page| page.pause) else { return false };
        self.record(What::Cleared { page, skipped: 0, overridden: 0 });
        true
    }

    /// Answers, skips or overrides an item that is open.
    fn deal_with(&mut self, id: &Id) {
        let (page, item) = self.place(id);
        let status = self.progress().status(page, item);
        let is_stop = status == Status::Stop;
        let mut ways: Vec<What> = Vec::new();
        // what said stop is asked again once its proof is: nobody goes on with it for ever
        let is_asked_again = self.job.facts().iter().filter(|fact| fact.what.item() == Some(id)).count() > 1;
        for answer in self.answers(item) {
            if (is_stop || is_asked_again) && self.progress().verdict(item, &answer).0 == Verdict::Stop {
                continue;
            }
            let item = *id;
            let what = if is_stop {
                What::Corrected { item, answer, reason: "a reason".to_owned() }
            } else {
                What::Answered { item, answer }
            };
            // a reading that says stop gives way to another reading alone, and what comes off isn't asked for once the battery is on
            let is_strict = is_stop || self.progress().lead_on_at().is_some();
            if !is_strict || check(&self.progress(), &what, &"Ana".into(), "a reason").is_ok() {
                ways.push(what);
            }
        }
        if item.may_override {
            let answer = self.job.answer(id.as_str()).filter(|_| is_stop).cloned();
            let what = What::Overrode { item: *id, answer };
            let is_allowed = check(&self.progress(), &what, &Signature::of_two("Ana", "Ben"), "a reason").is_ok();
            assert!(is_allowed || !is_stop, "{}: {id} says stop and can't be overridden", self.checklist.id);
            ways.extend(is_allowed.then_some(what));
        }
        if item.may_skip {
            ways.push(What::Skipped { item: *id });
        }
        // another battery that was found after the work stayed on during it: then the job is stopped, and nothing else is true
        if ways.is_empty() && self.progress().lead_on_at().is_some() {
            let left = unsafe_parts_left(&self.progress());
            self.record(What::Stopped { rows: 0, reason: StopReason::from_word("unsafe"), left });
            return;
        }
        assert!(!ways.is_empty(), "{}: no way on from {id} after {:#?}", self.checklist.id, self.told());
        let at = self.one_of(ways.len());
        self.record(ways.swap_remove(at));
    }

    /// Corrects an answer of page A or B before the lead comes off; false where there is none to correct.
    fn changes_a_mind(&mut self) -> bool {
        if self.job.cleared(precheck::domain::PausePoint::B).is_some() {
            return false;
        }
        let progress = self.progress();
        let settled = progress.pages().flat_map(|page| page.items.iter().map(move |item| (page, item)));
        let settled = settled.filter(|(page, item)| matches!(progress.status(page, item), Status::Done | Status::Warn));
        let ids: Vec<Id> = settled.map(|(_, item)| item.id).collect();
        if ids.is_empty() {
            return false;
        }
        let item = ids[self.one_of(ids.len())];
        let mut answers = self.answers(self.place(&item).1);
        let answer = answers.swap_remove(self.one_of(answers.len()));
        let what = What::Corrected { item, answer, reason: "a reason".to_owned() };
        // what would leave out something that is fitted is refused, and nothing is lost by that
        let is_allowed = check(&self.progress(), &what, &"Ana".into(), "a reason").is_ok();
        if is_allowed {
            self.record(what);
        }
        is_allowed
    }

    fn place(&self, id: &Id) -> (&'a ChecklistPage, &'a Item) {
        let (pause, item) = self.checklist.item(id.as_str()).unwrap();
        (self.checklist.page(pause).unwrap(), item)
    }

    /// Every option that is offered, and what may be typed.
    fn answers(&self, item: &Item) -> Vec<Answer> {
        let number = |value: f64, unit: &str| Answer::Number(Measurement::parse(&format!("{value:.2}"), unit).unwrap());
        let typed = match &item.field {
            None | Some(Field::Find) => Vec::new(),
            Some(Field::Text(_)) => vec![Answer::Text("AB12 CDE".to_owned())],
            Some(Field::Serial) => vec![Answer::Serial(Serial::parse("BP538971317615").unwrap())],
            Some(Field::Wait { .. }) => vec![Answer::Number(Measurement::seconds(3600))],
            // nothing is long ago by `LongAgo`'s other measure
            Some(Field::Measure { unit, .. }) if item.id.as_str() == known::OFF_SINCE => vec![number(0.0, unit)],
            Some(Field::Measure { unit, limits, .. }) => {
                figures(limits).into_iter().map(|it| number(it, unit)).collect()
            }
        };
        let options = self.progress().options(item);
        let options = options.into_iter().map(|option| option.id);
        // that a code was entered here takes an attempt, which is none of the checklist's
        let options = options.filter(|id| self.progress().is_confirmed(item, id));
        typed.into_iter().chain(options.map(Answer::Option)).collect()
    }
}

/// A good figure first, then one beyond each limit.
fn figures(limits: &Limits) -> Vec<f64> {
    let low = limits.warn_below.or(limits.stop_below).or(limits.min).unwrap_or(0.0);
    let high = limits.warn_above.or(limits.stop_above).or(limits.max).unwrap_or(low);
    let below = [limits.warn_below, limits.stop_below].into_iter().flatten().map(|limit| limit - 0.1);
    let above = [limits.warn_above, limits.stop_above].into_iter().flatten().map(|limit| limit + 0.1);
    [f64::midpoint(low, high)].into_iter().chain(below).chain(above).collect()
}

fn fact(key: &JobKey, seq: u64, what: What) -> Fact {
    let who = if matches!(what, What::Overrode { .. }) { Signature::of_two("Ana", "Ben") } else { "Ana".into() };
    Fact {
        station: key.station,
        seq,
        time: DateTime::parse_from_rfc3339("2026-03-02T09:00:00+01:00").unwrap(),
        job: *key,
        who,
        note: "a reason".to_owned(),
        what,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_answer_leads_to_a_dead_end(which in 0_usize..3, dice in proptest::collection::vec(any::<Index>(), 0..250)) {
        let checklist = &built_in::catalog().checklists()[which].content;
        Walk::begin(checklist, &dice).finish();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_fits_80_by_24(which in 0_usize..3, dice in proptest::collection::vec(any::<Index>(), 0..120)) {
        let mut walk = Walk::begin(&built_in::catalog().checklists()[which].content, &dice);
        let mut looks = walk.fits_the_screen();
        while walk.goes_on() {
            looks += walk.fits_the_screen();
        }
        assert!(looks > 30, "{looks} screens were looked at");
    }
}
