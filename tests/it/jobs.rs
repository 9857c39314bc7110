//! Jobs as several readings know them: what is recorded and known stays known, whichever reading comes last.

use chrono::DateTime;
use precheck::domain::ages::WallClock;
use precheck::domain::fact::{Origin, RadioReply};
use precheck::domain::job::Jobs;
use precheck::domain::rules::check;
use precheck::domain::{Answer, Fact, Id, JobKey, JobNumber, PausePoint, Progress, Station, Status, What};

fn station(name: &str) -> Station {
    Station::new(name).unwrap()
}

fn key() -> JobKey {
    JobKey { station: station("bay-1"), number: JobNumber::new("1").unwrap() }
}

fn fact(at: &str, seq: u64, what: What) -> Fact {
    let time = DateTime::parse_from_rfc3339("2026-11-22T09:14:00.000+01:00").unwrap();
    Fact { station: station(at), seq, time, job: key(), who: "Ana K.".into(), note: String::new(), what }
}

fn start() -> Fact {
    let (checklist, sha) = (Id::new("battery").unwrap(), "0".repeat(64));
    fact("bay-1", 2, What::Started { checklist, revision: 1, sha, is_via_file: false })
}

fn answer(at: &str, seq: u64, item: &str, text: &str) -> Fact {
    fact(at, seq, What::Answered { item: Id::new(item).unwrap(), answer: Answer::Text(text.to_owned()) })
}

/// The rows that are known of the job, in their order.
fn rows(jobs: &Jobs) -> Vec<(&str, u64)> {
    let job = jobs.get(&key()).unwrap();
    job.facts().iter().map(|fact| (fact.station.as_str(), fact.seq)).collect()
}

fn text<'a>(jobs: &'a Jobs, item: &str) -> Option<&'a str> {
    match jobs.get(&key())?.answer(item)? {
        Answer::Text(text) => Some(text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_reading_that_began_before_the_last_answer_takes_nothing_back() {
    let mut known = Jobs::fold([start(), answer("bay-1", 3, "plate", "AB12 CDE")]);
    let elsewhere = [answer("front-desk", 7, "attempt", "wrong"), answer("front-desk", 8, "attempt", "wrong")];
    let read = Jobs::fold([start()].into_iter().chain(elsewhere));
    known.merge(read.clone());
    let all = [("bay-1", 2), ("bay-1", 3), ("front-desk", 7), ("front-desk", 8)];
    assert_eq!(rows(&known), all);
    assert_eq!((text(&known, "plate"), known.get(&key()).unwrap().last_seq_at(key().station)), (Some("AB12 CDE"), 3));
    // and the other way round
    let mut late = read;
    late.merge(Jobs::fold([start(), answer("bay-1", 3, "plate", "AB12 CDE")]));
    assert_eq!(late, known);
}

#[test]
fn a_row_that_was_taken_back_gives_way_to_the_one_that_has_its_number() {
    let seen = [start(), answer("bay-1", 3, "plate", "AB12 CDE"), answer("bay-1", 4, "car-volts", "12.6")];
    let mut jobs = Jobs::fold(seen);
    jobs.apply(answer("bay-1", 3, "plate", "XY99 ZZZ"));
    assert_eq!(rows(&jobs), [("bay-1", 2), ("bay-1", 3), ("bay-1", 4)]);
    assert_eq!((text(&jobs, "plate"), text(&jobs, "car-volts")), (Some("XY99 ZZZ"), Some("12.6")));
    // another job has it: here it was never answered
    let of_another =
        Fact { job: JobKey { number: JobNumber::new("2").unwrap(), ..key() }, ..answer("bay-1", 4, "plate", "X") };
    jobs.take_back(&of_another);
    assert_eq!((rows(&jobs), text(&jobs, "car-volts")), (vec![("bay-1", 2), ("bay-1", 3)], None));
    // what has the number of the start and is none never takes its place
    jobs.apply(answer("bay-1", 2, "windows", "none"));
    assert!(matches!(jobs.get(&key()).unwrap().start().what, What::Started { .. }));
    assert_eq!(jobs.get(&key()).unwrap().asked().checklist.as_str(), "battery");
}

#[test]
fn that_a_code_was_entered_here_takes_an_attempt_and_stays_so_after_the_call() {
    let option = |item: &str, option: &str| What::Answered {
        item: Id::new(item).unwrap(),
        answer: Answer::Option(Id::new(option).unwrap()),
    };
    let at = |minute: u32, fact: Fact| Fact { time: fact.time + chrono::TimeDelta::minutes(minute.into()), ..fact };
    let attempted = |station: &str, seq, minute, outcome| {
        at(minute, fact(station, seq, What::Attempted { outcome, origin: Origin::Here }))
    };
    let begun = [start(), fact("bay-1", 3, option("arrival", "asks-code"))];
    let said = option("customer-code", "entered-accepted");
    let catalog = crate::built_in::first();
    let checklist = &catalog.get("battery").unwrap().content;
    let ages = WallClock(begun[0].time + chrono::TimeDelta::hours(1));
    let allowed = |facts: &[Fact]| {
        let jobs = Jobs::fold(facts.to_vec());
        let progress = Progress::new(checklist, catalog.book(), jobs.get(&key()).unwrap(), &ages);
        check(&progress, &said, &"Ana K.".into(), "").map_err(|unfit| unfit.to_string())
    };
    assert!(allowed(&begun).unwrap_err().contains("record the entry of the code first"));
    // a wrong one at the desk comes behind the own rows, and came before them
    let tried = [attempted("front-desk", 9, 1, RadioReply::Error), attempted("bay-1", 4, 2, RadioReply::Accepted)];
    let facts = [&begun[..], &tried].concat();
    assert_eq!(allowed(&facts), Ok(()));
    let later = [&facts[..], &[attempted("front-desk", 10, 3, RadioReply::Wait)]].concat();
    assert!(allowed(&later).is_err(), "the radio said something else since");
    // with the lead off the radio has asked again: that is no other answer about the code
    let page = PausePoint::B;
    let called = [
        at(3, fact("bay-1", 5, said.clone())),
        at(4, fact("bay-1", 6, What::Cleared { page, skipped: 0, overridden: 0 })),
    ];
    let jobs = Jobs::fold([&facts[..], &called, &[attempted("bay-1", 7, 9, RadioReply::Error)]].concat());
    let progress = Progress::new(checklist, catalog.book(), jobs.get(&key()).unwrap(), &ages);
    let (pause, item) = checklist.item("customer-code").unwrap();
    assert_eq!(progress.status(checklist.page(pause).unwrap(), item), Status::Done);
}

#[test]
fn an_answer_is_taken_back_at_once_or_not_at_all() {
    let arrival = Id::new("arrival").unwrap();
    let plays = What::Answered { item: arrival, answer: Answer::Option(Id::new("plays").unwrap()) };
    let back =
        What::Corrected { item: arrival, answer: Answer::taken_back(), reason: "taken back, at once".to_owned() };
    let catalog = crate::built_in::first();
    let checklist = &catalog.get("battery").unwrap().content;
    let told = |facts: &[Fact], seconds: i64| {
        let jobs = Jobs::fold(facts.to_vec());
        let ages = WallClock(start().time + chrono::TimeDelta::seconds(seconds));
        let progress = Progress::new(checklist, catalog.book(), jobs.get(&key()).unwrap(), &ages);
        check(&progress, &back, &"Ana K.".into(), "").err().map(|unfit| unfit.to_string()).unwrap_or_default()
    };
    let answered = [start(), fact("bay-1", 3, plays)];
    assert_eq!(told(&answered, 10), "");
    assert!(told(&answered, 11).contains("more than ten seconds ago"), "{}", told(&answered, 11));
    let call = What::Cleared { page: PausePoint::A, skipped: 0, overridden: 0 };
    let called = [&answered[..], &[fact("bay-1", 4, call)]].concat();
    assert!(told(&called, 5).contains("a completion call was made since"), "{}", told(&called, 5));
    assert!(told(&answered[..1], 5).contains("no answer to take back"));
    // what was taken back is asked again, and is not taken back once more
    let taken = [&answered[..], &[fact("bay-1", 4, back.clone())]].concat();
    assert!(told(&taken, 5).contains("no answer to take back"), "{}", told(&taken, 5));
    let (jobs, ages) = (Jobs::fold(taken), WallClock(start().time));
    let progress = Progress::new(checklist, catalog.book(), jobs.get(&key()).unwrap(), &ages);
    let (pause, item) = checklist.item("arrival").unwrap();
    assert!(!progress.status(checklist.page(pause).unwrap(), item).is_settled());
}
