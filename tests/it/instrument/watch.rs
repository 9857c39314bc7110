//! The watch over what feeds a car while its battery is off: the real program on pseudo-terminals, killed, begun anew and begun twice.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use precheck::app::{Effect, Event, Now, WatchPlan};
use precheck::domain::{Id, JobKey, JobNumber, Spot, Volts, WatchRow, What};
use precheck::journal::Draft;
use precheck::runner::watching::WatchTask;
use precheck::runner::{Folders, Recorder, SystemClock, Worker};

use super::fake::{Fake, Reply, text};
use super::workshop;
use crate::commands::{PATIENCE, Workshop};
use crate::film;
use crate::terminal::window::Window;

/// A workshop in which a job's battery is off, and this instrument watches.
fn with_the_lead_off(block: &str) -> Workshop {
    let place = workshop(&format!("station = \"bay-1\"\n{block}"));
    let (_folder, left) = film::left_at("front-page", "LEAD OFF since it was done, with 12.4 V in the car");
    copy(&left.join("exports"), &place.path("exports"));
    place
}

pub(super) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &to) } else { std::fs::copy(&path, &to).map(drop).unwrap() }
    }
}

fn block(fake: &Fake, kind: &str) -> String {
    let reads = if kind == "scpi" { "reads = \"leads\"\n" } else { "" };
    let block = fake.block(kind).replace("reads = [\"posts\", \"leads\"]\n", "");
    format!("{block}{reads}watch = true\n")
}

/// The values of the rows of the watch.
fn watched(place: &Workshop) -> Vec<String> {
    place.rows().into_iter().filter(|row| row.event == "watch").map(|row| row.value).collect()
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_killed_watch_is_taken_up_by_the_other_window_with_its_gap() {
    let fake = Fake::scpi(|_| text("12.46\n"));
    let place = with_the_lead_off(&block(&fake, "scpi"));
    let one = Window::open(&place, &[]);
    one.sees("12.46 V");
    let other = Window::open(&place, &[]);
    other.sees("watched in another window");
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(watched(&place), ["begin at leads floor 11.00"], "it is not watched twice");
    one.kill();
    other.sees("12.46 V");
    until("the gap is no row", || watched(&place).len() > 1);
    let rows = watched(&place);
    assert!(rows.len() == 2 && rows[1].starts_with("gap "), "{rows:?}");
    other.kill();
    std::thread::sleep(Duration::from_millis(1200));
    let again = Window::open(&place, &[]);
    again.sees("12.46 V");
    until("the gap is no row", || watched(&place).len() > 2);
    again.close();
    place.is_intact();
    let samples = std::fs::read_dir(place.path("exports/readings")).unwrap().flatten();
    let samples: Vec<_> =
        samples.map(|it| it.path()).filter(|it| it.extension().is_some_and(|it| it == "csv")).collect();
    let [samples] = &samples[..] else { panic!("{samples:?}") };
    let lines = std::fs::read_to_string(samples).unwrap();
    assert!(lines.starts_with("time,volts\n") && lines.lines().skip(1).all(|line| line.ends_with(",12.46")), "{lines}");
}

#[test]
fn a_dip_stops_and_a_lost_cable_is_said_at_once() {
    let fake = Fake::scpi(|times| match times {
        0..3 => text("12.46\n"),
        3..7 => text("9.81\n"),
        7..10 => text("12.40\n"),
        10 => Reply::Last(Vec::new()),
        11..14 => text("\u{1b}[2Jbusy\n"),
        _ => text("12.39\n"),
    });
    let place = with_the_lead_off(&block(&fake, "scpi"));
    let window = Window::open(&place, &["run", "--job", "261122-01", "--technician", "Ana K."]);
    window.sees("9.81 V LOW");
    window.sees("put the backup supply right NOW");
    window.sees("12.40 V");
    window.sees("NO CONTACT");
    window.sees("12.39 V");
    until("the loss is no row", || watched(&place).len() > 2);
    let rows = watched(&place);
    assert!(rows[1].starts_with("dip ") && rows[1].ends_with(" low 9.81"), "{rows:?}");
    assert!(rows[2].starts_with("lost "), "{rows:?}");
    assert!(!window.text().contains('\u{1b}'));
    window.close();
}

#[test]
fn nothing_that_reaches_the_bus_is_sent_while_an_adapter_watches() {
    let fake = Fake::elm(|_| text("12.4V\r\r>"));
    let place = with_the_lead_off(&block(&fake, "elm327"));
    let window = Window::open(&place, &[]);
    window.sees("12.40 V");
    std::thread::sleep(Duration::from_millis(3000));
    window.close();
    let heard = fake.heard();
    let may_be_said = ["ATZ", "ATE0", "ATL0", "ATRV"];
    assert!(heard.iter().filter(|it| *it == "ATRV").count() >= 3, "{heard:?}");
    assert!(heard.iter().all(|it| may_be_said.contains(&&**it)), "{heard:?}");
}

#[test]
fn a_flood_during_the_watch_draws_four_times_a_second_at_most() {
    let fake = Fake::scpi(|_| Reply::Bytes("12.46\n".repeat(170_000).into_bytes()));
    let place = with_the_lead_off(&block(&fake, "scpi"));
    let window = Window::open(&place, &["run", "--job", "261122-01", "--technician", "Ana K."]);
    window.sees("12.46 V");
    let (before, began) = (window.drawn(), Instant::now());
    std::thread::sleep(Duration::from_secs(4));
    let (drawn, seconds) = (window.drawn() - before, began.elapsed().as_secs_f64());
    assert!(drawn as f64 <= 4.0 * seconds, "{drawn} times in {seconds} s");
    window.close();
}

/// The disk refuses the last row of a watch: it is recorded once the disk takes it again, with the samples as they were.
#[test]
fn the_end_that_a_full_disk_refused_is_recorded_later() {
    let exports = tempfile::tempdir().unwrap();
    let wall = chrono::DateTime::parse_from_rfc3339("2026-11-22T09:18:02+01:00").unwrap();
    let now = |seconds: i64| Now { wall, tick_ms: seconds * 1000 };
    let id = |name: &str| precheck::domain::Id::new(name).unwrap();
    let station = precheck::domain::Station::new("bay-1").unwrap();
    let number = JobNumber::new("RO-1").unwrap();
    let plan = WatchPlan {
        job: JobKey { station, number },
        station,
        instrument: id("bench"),
        at: Spot::Leads,
        floor: Volts(11_000),
        since: wall,
        begun: None,
    };
    let (mut rows, mut is_full) = (Vec::new(), false);
    let record = |is_full: bool, rows: &mut Vec<WatchRow>, draft: Draft| {
        let What::Watched { row, .. } = draft.what else { panic!("{draft:?}") };
        (!is_full).then(|| {
            rows.push(row);
            rows.len() as u64
        })
    };
    let mut task = WatchTask::new(plan, exports.path(), now(0));
    task.take_up(now(0), &mut |draft| record(is_full, &mut rows, draft));
    for second in 1..5 {
        task.sample(Some(Volts(12_400)), now(second), &mut |draft| record(is_full, &mut rows, draft));
    }
    is_full = true;
    task.end(now(5), &mut |draft| record(is_full, &mut rows, draft));
    assert!(!task.write_rest(&mut |draft| record(is_full, &mut rows, draft)));
    assert!(matches!(rows[..], [WatchRow::Began { .. }]), "{rows:?}");
    is_full = false;
    assert!(task.write_rest(&mut |draft| record(is_full, &mut rows, draft)));
    assert!(task.write_rest(&mut |draft| record(is_full, &mut rows, draft)), "it is recorded once");
    let [_, WatchRow::Ended(end)] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!((end.begun, end.samples, end.watched_seconds), (1, 4, 5));
}

#[test]
fn a_watch_that_can_not_be_is_told_with_the_place() {
    for (block, told) in [
        ("kind = \"scpi\"\nat = \"a:1\"\nreads = [\"posts\", \"leads\"]\nwatch = true", "stays in one place"),
        ("kind = \"scpi\"\nat = \"a:1\"\nreads = \"posts\"\nwatch = true", "say nothing of the car"),
        ("kind = \"scpi\"\nat = \"a:1\"\nreads = \"leads\"\nwatch = \"Bay 1!\"", "is no station"),
        ("kind = \"scpi\"\nat = \"a:1\"\nreads = \"leads\"\nwatch = []", "names no station"),
        (
            "kind = \"scpi\"\nat = \"a:1\"\nreads = \"leads\"\nwatch = true\n[[instrument]]\nname = \"two\"\nkind = \"elm327\"\nat = \"a:2\"\nwatch = [\"bay-1\"]",
            "watch at the same station",
        ),
    ] {
        let place = workshop(&format!("[[instrument]]\nname = \"one\"\n{block}\n"));
        let ran = Command::new(env!("CARGO_BIN_EXE_precheck"))
            .args(["instrument", "list"])
            .current_dir(place.root())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(said.contains(told) && said.contains("workshop.toml:"), "{block}: {said}");
    }
}

/// A watch whose begin is refused is tried again each second; why it is refused is told once.
#[test]
fn a_row_that_is_refused_again_and_again_is_told_once() {
    let fake = Fake::scpi(|_| text("12.46\n"));
    let place = workshop(&format!("station = \"bay-1\"\n{}", block(&fake, "scpi")));
    let recorder = Recorder::open(Folders::of(&place.path("")), None);
    let station = *recorder.station();
    let (sender, events) = mpsc::channel();
    let sender = Mutex::new(sender);
    let sink = Arc::new(move |event| drop(sender.lock().unwrap().send(event)));
    let worker = Worker::start(recorder, SystemClock::start(), sink);
    place.write("exports/journal", "a file where the folder should be");
    let plan = WatchPlan {
        job: JobKey { station, number: JobNumber::new("RO-1").unwrap() },
        station,
        instrument: Id::new("bench").unwrap(),
        at: Spot::Leads,
        floor: Volts(11_000),
        since: chrono::Local::now().fixed_offset(),
        begun: None,
    };
    worker.perform(Effect::Watch(Some(Box::new(plan))));
    let (began, mut warnings) = (Instant::now(), Vec::new());
    while began.elapsed() < Duration::from_millis(4500) {
        if let Ok(Event::Warning(words)) = events.recv_timeout(Duration::from_millis(100)) {
            warnings.push(words);
        }
    }
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].starts_with("the watch is not recorded: "), "{warnings:?}");
}
