//! What stations see of each other: rows that were cut from the end, and records that were rewritten as a whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use precheck::domain::JobKey;
use precheck::journal::{FileEvent, Folder, Meaning, Options, Reader, Report, Row, Writer, meaning, verify};

use super::{answer, at, codes, finish, start, station};

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors").join(name)
}

fn writer(root: &Path, name: &str) -> Writer {
    Writer::new(Folder::new(root, &station(name)), station(name), "precheck 0.1.0".to_owned())
}

/// A job at one station, each row a minute after the one before.
fn job(root: &Path, name: &str, number: &str, from: i64) {
    let mut writer = writer(root, name);
    for (place, what) in (0..).zip([start(number), answer(number, "plate", "known"), finish(number)]) {
        let job = JobKey { station: station(name), number: what.job.number };
        writer.append(&precheck::journal::Draft { job, ..what }, at(from + place * 60)).unwrap();
    }
}

/// What a station sees of the others is written down.
fn witness(root: &Path, name: &str, second: i64) {
    let mut writer = writer(root, name);
    for witness in Reader::new(root).witness(&station(name), at(second)).unwrap() {
        writer.witness(&witness, at(second)).unwrap();
    }
}

/// A workshop of two stations that have seen each other.
fn workshop() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("exports/journal");
    fs::create_dir_all(&root).unwrap();
    job(&root, "bay-1", "RO-1", 0);
    job(&root, "bay-2", "RO-2", 600);
    witness(&root, "bay-2", 800);
    witness(&root, "bay-1", 900);
    job(&root, "bay-1", "RO-3", 1000);
    (folder, root)
}

fn check(root: &Path) -> Report {
    verify(&[root.to_owned()], &Options::default())
}

fn lines(root: &Path, name: &str) -> Vec<String> {
    let text = fs::read_to_string(root.join(name).join("2026-11.csv")).unwrap();
    text.lines().map(ToOwned::to_owned).collect()
}

/// The checker without precheck comes to the same; true where there is no Python.
fn python_says(root: &Path, is_sound: bool) -> bool {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    let run = Command::new("python3").arg(script).arg(root).output();
    run.map_or(true, |output| output.status.success() == is_sound && output.stderr.is_empty())
}

#[test]
fn a_sound_workshop_is_as_its_stations_saw_it() {
    let (_folder, root) = workshop();
    let report = check(&root);
    assert_eq!((report.exit_code(), codes(&report)), (0, vec![]));
    assert_eq!(report.stations.iter().map(|it| it.witnessed.len()).collect::<Vec<_>>(), [1, 1]);
    assert!(python_says(&root, true));
    // of one station alone nothing can be said
    assert_eq!(verify(&[root.join("bay-2")], &Options::default()).exit_code(), 0);
}

#[test]
fn rows_cut_from_the_end_are_missed_by_who_saw_them() {
    let (_folder, root) = workshop();
    // the job's answer, which bay-2 saw, and all behind it
    fs::write(root.join("bay-1/2026-11.csv"), lines(&root, "bay-1")[..3].join("\n") + "\n").unwrap();
    let report = check(&root);
    assert_eq!((report.exit_code(), codes(&report)), (1, vec!["not-as-witnessed"]));
    let said = report.all_faults().next().unwrap().to_string();
    assert!(said.contains("row 2 is gone, which row 4 of bay-2, of 2026-11-22 09:13, has seen"), "{said}");
    assert!(python_says(&root, false));
}

#[test]
fn a_record_that_was_written_anew_is_not_the_one_that_was_seen() {
    let (_folder, root) = workshop();
    fs::remove_dir_all(root.join("bay-1")).unwrap();
    let report = check(&root);
    assert_eq!(codes(&report), ["not-as-witnessed"], "gone as a whole");
    assert!(python_says(&root, false));
    job(&root, "bay-1", "RO-1", 0);
    job(&root, "bay-1", "RO-3", 1000);
    let report = check(&root);
    assert_eq!((report.exit_code(), codes(&report)), (1, vec!["not-as-witnessed"]));
    let said = report.all_faults().next().unwrap().to_string();
    assert!(said.contains("row 2: is not the row that row 4 of bay-2"), "{said}");
    assert!(python_says(&root, false));
}

#[test]
fn who_is_not_asked_for_misses_nothing() {
    let (_folder, root) = workshop();
    // bay-2 was idle since; of the months that are asked for it has no file
    witness(&root, "bay-1", 900_000);
    assert!(root.join("bay-1/2026-12.csv").exists());
    let from = Options { from: precheck::journal::Month::parse("2026-12"), ..Options::default() };
    assert!(codes(&verify(std::slice::from_ref(&root), &from)).iter().all(|code| *code != "not-as-witnessed"));
    // a station alone beside another workshop is not that workshop
    let (_other, other) = workshop();
    let report = verify(&[root.join("bay-2"), other.clone()], &Options::default());
    assert!(!codes(&report).contains(&"not-as-witnessed"), "{:?}", codes(&report));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    if let Ok(output) = Command::new("python3").arg(script).arg(root.join("bay-2")).arg(other).output() {
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!said.contains("was seen"), "{said}");
    }
}

#[test]
fn a_row_that_a_power_cut_may_take_back_is_not_witnessed() {
    let (_folder, root) = workshop();
    let seen = Reader::new(&root).witness(&station("bay-2"), at(1125)).unwrap();
    assert_eq!(seen.iter().map(|it| (it.seq, it.ahead_seconds)).collect::<Vec<_>>(), [(6, 0)], "row 7 is the last one");
    let seen = Reader::new(&root).witness(&station("bay-2"), at(1065)).unwrap();
    assert_eq!(seen.iter().map(|it| it.seq).collect::<Vec<_>>(), [5], "row 6 is too young");
    let seen = Reader::new(&root).witness(&station("bay-2"), at(-7000)).unwrap();
    assert_eq!(
        seen.iter().map(|it| (it.seq, it.ahead_seconds)).collect::<Vec<_>>(),
        [(6, 8060)],
        "of a clock far ahead"
    );
}

#[test]
fn a_step_of_the_clock_is_a_row_before_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut bay = writer(folder.path(), "bay-1");
    bay.append(&start("1"), at(0)).unwrap();
    bay.clock_went_forward(7200);
    bay.append(&finish("1"), at(7260)).unwrap();
    let record = Reader::new(folder.path()).read_all(&station("bay-1")).unwrap();
    let said: Vec<&FileEvent> = record.file_events.iter().map(|note| &note.event).skip(1).collect();
    assert_eq!(said, [&FileEvent::ClockForward { seconds: 7200 }]);
    assert_eq!((record.facts.len(), record.flawed.len(), record.unknown_rows), (2, 0, 0));
}

/// The rows of these files are of the kinds that came after the first edition: a checker of that day, kept as it was, reads them.
#[test]
fn a_reader_of_the_first_edition_keeps_the_new_rows() {
    let script = root("first_checker.py");
    for name in ["journal", "witnessed"] {
        assert_eq!(check(&root(name)).exit_code(), 0, "{name}");
        if let Ok(output) = Command::new("python3").arg(&script).arg(root(name)).output() {
            assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
    let mut known = Vec::new();
    for line in lines(&root("witnessed"), "bay-1").iter().skip(1) {
        let (row, seal) = Row::decode(line.as_bytes()).unwrap();
        assert_eq!(format!("{},{seal}", row.encode().unwrap()), *line);
        // what that edition did not know stands in rows about the file itself, which count in no job
        if let Meaning::File(event) = meaning(&row, &station("bay-1")) {
            assert!(row.job.is_none());
            known.push(event);
        }
    }
    assert!(known.contains(&FileEvent::ClockForward { seconds: 7200 }), "{known:?}");
    assert!(known.contains(&FileEvent::ClockAhead { seconds: 300 }), "{known:?}");
    assert!(known.iter().any(|it| matches!(it, FileEvent::Witnessed(witness) if witness.ahead_seconds == 180)));
}
