//! What a screen holds of a workshop's past: of a job that has ended a card, and its rows only while somebody looks at it.

use chrono::{DateTime, FixedOffset, TimeDelta};
use precheck::app::board::{Board, BoardSection};
use precheck::app::event::{JobRows, JournalSnapshot};
use precheck::app::{Command, Effect, Event, Now, Screen, Session, State, Store, update};
use precheck::domain::job::Jobs;
use precheck::domain::{Answer, Fact, Id, Job, JobKey, JobNumber, Plate, Serial, Station, What};
use precheck::runner::{Folders, Headless, Recorder};

use crate::built_in;
use crate::journal::witness;

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn station() -> Station {
    Station::new("bay-1").unwrap()
}

fn now() -> Now {
    Now { wall: DateTime::parse_from_rfc3339("2026-11-22T09:14:00.000+01:00").unwrap(), tick_ms: 0 }
}

/// A job that began half an hour ago, less a second: then its answer about the ignition goes stale.
pub(crate) fn begun(count: u64) -> Job {
    let mut facts: Vec<Fact> = ended(count, 0, false).facts().to_vec();
    let ended = facts.pop().unwrap();
    assert!(matches!(ended.what, What::Finished { .. }));
    let answer = Answer::Option(id("key-away"));
    facts.push(Fact { what: What::Answered { item: id("ignition"), answer }, ..ended });
    let time = now().wall - TimeDelta::seconds(1799);
    let jobs = Jobs::fold(facts.into_iter().map(|fact| Fact { time, ..fact }));
    jobs.into_iter().next().unwrap()
}

/// A job that was finished so many days ago: five rows.
fn ended(count: u64, days_ago: i64, is_handed_over: bool) -> Job {
    let checklist = built_in::catalog().get("battery").unwrap();
    let time: DateTime<FixedOffset> = now().wall - TimeDelta::days(days_ago);
    let job = JobKey { station: station(), number: JobNumber::new(&format!("2611{}-{count}", count % 30)).unwrap() };
    let answered = |item, answer| What::Answered { item: id(item), answer };
    let mut whats = vec![
        What::Started {
            checklist: id("battery"),
            revision: checklist.content.revision,
            sha: "00".repeat(32),
            is_via_file: false,
        },
        answered("plate", Answer::Text(format!("AB{} CDE", count / 2))),
        answered("radio-serial", Answer::Serial(Serial::parse(&format!("BP{count:012}")).unwrap())),
        What::Finished { rows: 3 },
    ];
    if is_handed_over {
        whats.push(What::HandedOver { how: precheck::domain::fact::Handover::Signed });
    }
    let fact = |(at, what)| Fact {
        station: station(),
        seq: count * 10 + at,
        time,
        job,
        who: "Ana K.".into(),
        note: String::new(),
        what,
    };
    let jobs = Jobs::fold((0..).zip(whats).map(fact));
    jobs.get(&job).unwrap().clone()
}

pub(crate) fn state(jobs: impl IntoIterator<Item = Job>) -> State {
    let mut store = Store::new(station(), now());
    let checklist = built_in::catalog().get("battery").unwrap().content.clone();
    store.checklists.insert("00".repeat(32), checklist);
    let mut state = State::new(store, Session { who: Some("Ana K.".to_owned()), ..Session::default() });
    let mut reading = JournalSnapshot { is_all: true, ..JournalSnapshot::default() };
    jobs.into_iter().for_each(|job| reading.jobs.merge_job(job));
    update(&mut state, Event::Read(Box::new(reading)), now());
    state
}

#[test]
fn of_a_thousand_ended_jobs_no_row_is_held() {
    let state = state((1..=1000).map(|count| ended(count, 100, true)));
    assert_eq!((state.store.jobs.len(), state.store.cards.len()), (0, 1000));
    assert!(state.store.seals.is_empty());
    assert!(Board::default().rows(&state.store, &state.store.radio_waits()).is_empty());
    let bytes = size_of::<precheck::domain::JobCard>();
    assert!(bytes <= 112, "{bytes} bytes a card, before its texts and its places in the indexes");
}

#[test]
fn an_earlier_visit_is_found_by_its_plate_and_by_its_serial() {
    let state = state((1..=1000).map(|count| ended(count, 1000 - count as i64, true)));
    let visits = state.store.cards.of_plate(Plate::new("ab-250 cde"));
    let numbers: Vec<String> = visits.iter().map(|card| card.number().to_owned()).collect();
    assert_eq!(numbers, ["261121-501", "261120-500"], "the newest first");
    let of_radio = state.store.cards.of_serial(&Serial::parse("BP-0000-0000-0777").unwrap());
    assert!(matches!(&of_radio[..], [card] if card.plate() == Some(Plate::new("AB388 CDE"))));
    assert!(state.store.cards.of_plate(Plate::new("AB999 CDE")).is_empty());
}

#[test]
fn what_was_not_handed_over_leaves_the_board_after_its_days() {
    let mut state = state([ended(1, 29, false), ended(2, 31, false), ended(3, 5, true)]);
    let sections = |state: &State| {
        let rows = Board::default().rows(&state.store, &state.store.radio_waits());
        rows.iter().map(|(section, card)| (*section, card.number().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(sections(&state), [(BoardSection::ToHandOver, "26111-1".to_owned())]);
    state.store.board_days = 60;
    assert_eq!(sections(&state).len(), 2);
}

/// The digits on a board, from the top.
fn digits(board: &Board, store: &Store) -> Vec<Option<usize>> {
    let keys: Vec<JobKey> = board.rows(store, &store.radio_waits()).iter().map(|(_, card)| card.key()).collect();
    board.digits(&keys)
}

#[test]
fn digits_go_in_the_order_of_the_board_whatever_is_read_first() {
    let mut store = Store::new(Station::new("bay-5").unwrap(), now());
    let checklist = built_in::catalog().get("battery").unwrap().content.clone();
    store.checklists.insert("00".repeat(32), checklist);
    let mut state = State::new(store, Session { who: Some("Ana K.".to_owned()), ..Session::default() });
    let mut read = |job: Option<Job>, is_all| {
        let mut reading = JournalSnapshot { is_all, ..JournalSnapshot::default() };
        job.into_iter().for_each(|job| reading.jobs.merge_job(job));
        update(&mut state, Event::Read(Box::new(reading)), now());
        let Screen::Board(board) = state.screens.top() else { panic!("another screen") };
        digits(board, &state.store)
    };
    assert_eq!(read(Some(ended(1, 0, false)), false), [None], "where it will stand isn't known yet");
    assert_eq!(read(Some(begun(2)), false), [None, None]);
    assert_eq!(read(None, true), [Some(1), Some(2)]);
    assert_eq!(read(Some(begun(3)), true), [Some(1), Some(3), Some(2)], "each keeps its own");
}

#[test]
fn an_open_job_takes_the_digit_of_an_ended_one_only_as_somebody_comes_back() {
    let mut state = state((1..=9).map(|count| ended(count, 0, false)));
    let mut board = Board::default();
    board.number(&state.store);
    let all = (1..=9).map(Some);
    assert_eq!(digits(&board, &state.store), all.clone().collect::<Vec<_>>());
    let mut reading = JournalSnapshot { is_all: true, ..JournalSnapshot::default() };
    reading.jobs.merge_job(begun(10));
    update(&mut state, Event::Read(Box::new(reading)), now());
    board.number(&state.store);
    assert_eq!(digits(&board, &state.store), [None].into_iter().chain(all).collect::<Vec<_>>());
    board.come_back(None);
    board.number(&state.store);
    let given_up = [Some(9)].into_iter().chain((1..=8).map(Some)).chain([None]);
    assert_eq!(digits(&board, &state.store), given_up.collect::<Vec<_>>());
}

#[test]
fn the_board_judges_no_open_job_to_know_when_it_changes() {
    let state = state((1..=300).map(begun));
    assert_eq!(Board::default().rows(&state.store, &state.store.radio_waits()).len(), 300);
    let of_first = state.store.progress(&begun(1).key).unwrap().next_change_ms();
    assert_eq!(of_first, Some(1000), "to know this of every job, every job would be judged at every key");
    assert_eq!(state.next_change_ms(), Some(60_000), "open jobs show their minutes");
}

#[test]
fn the_rows_of_a_job_are_read_when_it_is_opened_and_let_go_after() {
    let job = ended(7, 1, false);
    let mut state = state([job.clone()]);
    let effects = update(&mut state, Event::Command(Command::Choose(1)), now());
    let wanted = JobRows { key: job.key, first_seq: 70, last_seq: 73, elsewhere: Vec::new() };
    assert_eq!(effects, [Effect::ReadJob(wanted)]);
    assert!(state.is_writing() && state.opening() == Some(&job.key), "no key is taken meanwhile");
    let mut read = JournalSnapshot::default();
    read.jobs.merge_job(job.clone());
    update(&mut state, Event::JobRead(job.key, Ok(Box::new(read))), now());
    assert!(matches!(state.screens.top(), Screen::Job(screen) if screen.key == job.key));
    assert!(!state.is_writing());
    assert_eq!(state.store.jobs.len(), 1);
    update(&mut state, Event::Command(Command::Escape), now());
    assert_eq!((state.store.jobs.len(), state.store.cards.len()), (0, 1));
}

/// Stations give the same numbers on the same days; more of them than there are hashes that tell stations apart.
#[test]
fn the_same_number_at_many_stations_is_as_many_jobs() {
    let key_at = |count| JobKey {
        station: Station::new(&format!("bay-{count}")).unwrap(),
        number: JobNumber::new("261122-1").unwrap(),
    };
    let job_at = |count: u64| {
        let job = if count.is_multiple_of(3) { begun(1) } else { ended(1, 0, false) };
        let to = |fact: &Fact| Fact { station: key_at(count).station, job: key_at(count), ..fact.clone() };
        Jobs::fold(job.facts().iter().map(to)).into_iter().next().unwrap()
    };
    let mut cards = state((0..300).map(job_at)).store.cards;
    for count in 0..300 {
        assert_eq!(cards.get(&key_at(count)).unwrap().key(), key_at(count));
    }
    assert_eq!(cards.of_number(&key_at(0).number).count(), 300);
    assert_eq!(cards.open().count(), 100);
    cards.remove(&key_at(3));
    assert!(cards.get(&key_at(3)).is_none());
    assert_eq!((cards.of_number(&key_at(0).number).count(), cards.open().count()), (299, 99));
}

/// An answers file, line mode and a sheet hold what a screen does, however old the workshop.
#[test]
fn without_a_screen_no_more_is_held_either() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders::of(folder.path());
    std::fs::create_dir_all(folders.journal()).unwrap();
    (1..=40).for_each(|count| witness::job(&folders.journal(), "bay-1", &format!("RO-{count}"), count * 600));
    let recorder = Recorder::open(folders, Some(station()));
    let mut headless = Headless::begin(recorder, || ()).unwrap();
    assert_eq!((headless.store.jobs.len(), headless.store.cards.len()), (0, 40));
    let key = headless.key(&JobNumber::new("RO-7").unwrap());
    headless.hold(&key).unwrap();
    assert_eq!((headless.store.jobs.len(), headless.store.jobs.get(&key).unwrap().facts().len()), (1, 3));
    headless.read_again().unwrap();
    assert_eq!((headless.store.jobs.len(), headless.store.cards.len()), (1, 40));
}
