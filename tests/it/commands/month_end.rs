//! Checkpoints that are made by themselves as a month has ended.

use std::fs;
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, FixedOffset};
use precheck::app::{Effect, Event};
use precheck::catalog::MonthEnd;
use precheck::domain::Station;
use precheck::journal::Checkpoints;
use precheck::runner::checkpoint::make_due;
use precheck::runner::{Folders, Recorder, SystemClock, Worker};

use super::{PATIENCE, STATION, WHOLE_JOB, Workshop};

/// A workshop with a job, and a folder elsewhere with a key; `None` where there is no ssh-keygen.
fn with_a_key(passphrase: &str) -> Option<(Workshop, tempfile::TempDir)> {
    Command::new("ssh-keygen").arg("-?").output().ok()?;
    let (place, elsewhere) = (Workshop::new(), tempfile::tempdir().unwrap());
    place.record(WHOLE_JOB).code(0);
    let key = elsewhere.path().join("boss");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", passphrase, "-f"]).arg(&key).output();
    assert!(made.unwrap().status.success());
    Some((place, elsewhere))
}

fn plan(elsewhere: &tempfile::TempDir) -> MonthEnd {
    let at = Station::new(STATION).unwrap();
    MonthEnd { at, file: elsewhere.path().join("notes.txt"), key: elsewhere.path().join("boss") }
}

fn at(time: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(time).unwrap()
}

#[test]
fn one_a_month_is_made_and_signed() {
    let Some((place, elsewhere)) = with_a_key("") else { return };
    let (plan, folders) = (plan(&elsewhere), Folders::of(&place.root()));
    let notes = || Checkpoints::parse(&fs::read_to_string(&plan.file).unwrap()).notes.len();
    let due = |time| make_due(&plan, &folders, at(time)).map_err(|why| why.to_string());
    assert!(due("2027-01-01T07:30:00+01:00").unwrap().unwrap().contains("notes.txt.sig"));
    assert_eq!(due("2027-01-31T23:59:00+01:00"), Ok(None), "there is one of this month");
    assert_eq!(notes(), 1);
    assert!(due("2027-02-01T00:01:00+01:00").unwrap().is_some());
    assert_eq!(notes(), 2);
    // a signature that failed is made up for, without another note
    fs::remove_file(elsewhere.path().join("notes.txt.sig")).unwrap();
    assert!(due("2027-02-03T07:30:00+01:00").unwrap().is_some());
    assert_eq!(notes(), 2);
    // whether it is signed is a matter of what it says, not of when: a copy is newer, a changed one may be older
    let signature = elsewhere.path().join("notes.txt.sig");
    let dated = |path: &std::path::Path, time: SystemTime| {
        fs::File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
    };
    let now = SystemTime::now();
    dated(&plan.file, now + Duration::from_secs(3600));
    assert_eq!(due("2027-02-04T07:30:00+01:00"), Ok(None));
    fs::write(&plan.file, fs::read_to_string(&plan.file).unwrap() + "\n").unwrap();
    dated(&plan.file, now - Duration::from_secs(3600));
    dated(&signature, now);
    assert!(due("2027-02-05T07:30:00+01:00").unwrap().is_some());
    assert_eq!(due("2027-02-06T07:30:00+01:00"), Ok(None));
    assert_eq!(notes(), 2);
    let notes = plan.file.to_str().unwrap();
    place.run(&["verify", "--against", notes]).code(0);
}

#[test]
fn what_is_in_the_way_is_said_and_asks_nobody() {
    let Some((place, elsewhere)) = with_a_key("a passphrase") else { return };
    let (there, folders) = (plan(&elsewhere), Folders::of(&place.root()));
    let due = |plan: &MonthEnd| make_due(plan, &folders, at("2027-01-01T07:30:00+01:00")).unwrap_err().to_string();
    assert!(due(&there).contains("not signed: ssh-keygen"), "a key that wants a passphrase");
    let no_key = MonthEnd { key: elsewhere.path().join("nowhere"), ..there.clone() };
    assert!(due(&no_key).contains("nowhere"));
    let in_workshop = MonthEnd { file: "exports/notes.txt".into(), ..there.clone() };
    assert!(due(&in_workshop).contains("the notes lie in the workshop's folder"));
    fs::copy(&there.key, place.path("boss")).unwrap();
    let everybodys = MonthEnd { key: "boss".into(), ..there };
    assert!(due(&everybodys).contains("the key lies in the workshop's folder"));
}

/// What the program tells after its first look around, at this station.
fn told(place: &Workshop, station: &str) -> Option<Event> {
    let recorder = Recorder::open(Folders::of(&place.root()), Some(Station::new(station).unwrap()));
    assert!(recorder.faults.is_empty(), "{:?}", recorder.faults);
    let (send, receive) = mpsc::channel();
    let worker = Worker::start(recorder, SystemClock::start(), Arc::new(move |event| drop(send.send(event))));
    worker.perform(Effect::Look);
    let patience = if station == STATION { PATIENCE } else { Duration::from_millis(500) };
    receive.recv_timeout(patience).ok()
}

#[test]
fn the_program_makes_it_where_workshop_toml_says_and_tells_when_it_fails() {
    let Some((place, elsewhere)) = with_a_key("") else { return };
    let said = |name: &str| elsewhere.path().join(name).to_str().unwrap().to_owned();
    let write = |key: &str| {
        let plan = format!("checkpoint = {{ at = '{STATION}', file = '{}', key = '{key}' }}\n", said("notes.txt"));
        fs::write(place.path("workshop.toml"), plan).unwrap();
    };
    write(&said("nowhere"));
    let failed = told(&place, STATION);
    assert!(matches!(&failed, Some(Event::Warning(why)) if why.contains("was not made") && why.contains("nowhere")));
    write(&said("boss"));
    assert!(told(&place, "bay-2").is_none(), "another station makes none");
    let made = told(&place, STATION);
    assert!(matches!(&made, Some(Event::Info(told)) if told.contains("notes.txt.sig")), "{made:?}");
    fs::write(place.path("workshop.toml"), "checkpoint = { at = 'bay-1' }\n").unwrap();
    place.run(&["checklist", "check", "workshop.toml"]).code(1).says(&["file", "key"]);
}
