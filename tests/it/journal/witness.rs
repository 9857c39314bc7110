//! What stations see of each other: rows that were cut from the end, and records that were rewritten as a whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use precheck::domain::input::UnfitKind;
use precheck::domain::{JobKey, JournalId, RefusedEntry, What};
use precheck::journal::{
    FileEvent, Folder, Meaning, Options, Reader, Report, Row, Seal, Witness, Writer, meaning, verify,
};
use precheck::runner::{Folders, Recorder};

use super::{answer, append_all, at, codes, finish, start, station};
use crate::double::{Double, Leftover, Trouble};

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors").join(name)
}

fn writer(root: &Path, name: &str) -> Writer {
    Writer::new(Folder::new(root, &station(name)), station(name), "precheck 0.1.0".to_owned())
}

/// A job at one station, each row a minute after the one before.
pub(crate) fn job(root: &Path, name: &str, number: &str, from: i64) {
    let mut writer = writer(root, name);
    for (place, what) in (0..).zip([start(number), answer(number, "plate", "known"), finish(number)]) {
        let job = JobKey { station: station(name), number: what.job.number };
        writer.append(&precheck::journal::Draft { job, ..what }, at(from + place * 60)).unwrap();
    }
}

/// What a station sees of the others is written down.
fn witness(root: &Path, name: &str, second: i64) {
    let mut writer = writer(root, name);
    let seen = Reader::new(root).witness(&station(name), at(second)).unwrap();
    writer.witness(&seen, at(second)).unwrap();
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
    assert!(
        said.contains("the journal is gone of which row 4 of bay-2, of 2026-11-22 09:13, has seen row 2: the one in"),
        "{said}"
    );
    assert!(python_says(&root, false));
    // what bears the id of the one that was seen claims to be that one
    let opening = lines(&root, "bay-1")[..2].join("\n").replace(&id_of(&root, "bay-1"), &id_seen(&root)) + "\n";
    let (header, row) = opening.trim_end().split_once('\n').unwrap();
    let seal = Seal::over(header.as_bytes(), row.rsplit_once(',').unwrap().0.as_bytes());
    fs::write(root.join("bay-1/2026-11.csv"), format!("{header}\n{},{seal}\n", row.rsplit_once(',').unwrap().0))
        .unwrap();
    job(&root, "bay-1", "RO-1", 5);
    let report = check(&root);
    assert_eq!((report.exit_code(), codes(&report)), (1, vec!["not-as-witnessed"]));
    let said = report.all_faults().next().unwrap().to_string();
    assert!(said.contains("row 2: is not the row that row 4 of bay-2"), "{said}");
    assert!(python_says(&root, false));
}

/// The id of a station's journal, as its own first row says it.
fn id_of(root: &Path, name: &str) -> String {
    lines(root, name)[1].split_once(" id ").unwrap().1[..20].to_owned()
}

/// The id of the journal that bay-2 saw.
fn id_seen(root: &Path) -> String {
    lines(root, "bay-2")
        .iter()
        .find_map(|line| Some(line.split_once(",witness,bay-1,id ")?.1[..20].to_owned()))
        .unwrap()
}

#[test]
fn a_journal_answers_for_its_own_rows_alone() {
    let (_folder, root) = workshop();
    // bay-1 has a new computer, and nobody took the journal along: no row of the new one is called another
    let (old, new) = (root.join("bay-1"), root.join("bay-1-old"));
    fs::rename(&old, &new).unwrap();
    job(&root, "bay-1", "RO-9", 2000);
    let report = check(&root);
    let about = |report: &Report, station: &str| {
        report.all_faults().filter(|it| it.station == station && it.code() == "not-as-witnessed").count()
    };
    assert_eq!((about(&report, "bay-1"), about(&report, "bay-1-old")), (0, 0), "{:?}", codes(&report));
    // both in one folder: what is missing is missing of the one that was seen, whatever numbers the other has
    fs::write(old.join("2026-10.csv"), lines(&root, "bay-1-old")[..3].join("\n") + "\n").unwrap();
    fs::remove_dir_all(&new).unwrap();
    let said: Vec<String> = check(&root).all_faults().map(ToString::to_string).collect();
    assert!(said.iter().all(|it| !it.contains("is not the row that row 4 of bay-2")), "{said:#?}");
    // a file that nobody can read may be the one that was seen
    fs::write(old.join("2026-10.csv"), "seq,time,job\nno row\n").unwrap();
    assert!(!codes(&check(&root)).contains(&"not-as-witnessed"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    if let Ok(output) = Command::new("python3").arg(script).arg(&root).output() {
        assert!(!String::from_utf8_lossy(&output.stdout).contains("was seen"), "{output:?}");
    }
}

#[test]
fn what_is_seen_of_many_stations_is_one_write() {
    let disk = Double::default();
    let mut bay = super::writer(&disk);
    bay.append(&start("1"), at(0)).unwrap();
    let seal = Seal::over(b"a", b"b");
    let seen = |n: usize| -> Vec<Witness> {
        let of = |n| Witness {
            station: station(&format!("bay-{n}")),
            id: JournalId::parse("00112233445566778899").unwrap(),
            seq: 7,
            seal,
            ahead_seconds: 0,
        };
        (2..n + 2).map(of).collect()
    };
    bay.witness(&seen(1), at(1)).unwrap();
    let calls = disk.calls();
    bay.witness(&seen(1), at(2)).unwrap();
    let one = disk.calls() - calls;
    bay.witness(&seen(9), at(3)).unwrap();
    assert_eq!(disk.calls() - calls, 2 * one, "nine stations cost as much as one");
    // not even the lock, where there is nothing to say
    let calls = disk.calls();
    bay.witness(&[], at(4)).unwrap();
    assert_eq!(disk.calls(), calls);
    bay.append(&finish("1"), at(5)).unwrap();
    let report = super::check(&disk);
    assert_eq!((report.exit_code(), report.stations[0].ends.unwrap().0), (0, 13));
    // a power cut in the middle of them leaves whole rows, and the last half
    let call = disk.calls() + one - 1;
    disk.trouble_at(call, Trouble::PowerCut);
    assert!(bay.witness(&seen(9), at(6)).is_err());
    disk.restart(Leftover::All);
    let mut bay = super::writer(&disk);
    bay.append(&start("2"), at(7)).unwrap();
    let report = super::check(&disk);
    assert_eq!(report.exit_code(), 0, "{:?}", codes(&report));
}

#[test]
fn rows_that_are_written_at_once_are_witnessed_by_none() {
    let (_folder, root) = workshop();
    // bay-2 ends with what it saw of bay-1, an hour ago
    let seen = Reader::new(&root).witness(&station("bay-1"), at(4400)).unwrap();
    let last = lines(&root, "bay-2").len() as u64 - 2;
    assert!(lines(&root, "bay-2").last().unwrap().contains(",witness,"));
    assert_eq!(seen.iter().map(|it| it.seq).collect::<Vec<_>>(), [last - 1]);
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
    // the row that needs the wait is the next one: of two that were meant to be, the last counts
    bay.clock_alone(60, super::key("1"));
    bay.clock_alone(3000, super::key("1"));
    bay.append(&finish("1"), at(7260)).unwrap();
    let record = Reader::new(folder.path()).read_all(&station("bay-1")).unwrap();
    let said: Vec<&FileEvent> = record.file_events.iter().map(|note| &note.event).skip(1).collect();
    let alone = FileEvent::ClockAlone { seconds: 3000, job: super::key("1") };
    assert_eq!(said, [&FileEvent::ClockForward { seconds: 7200 }, &alone]);
    assert_eq!((record.facts.len(), record.flawed.len(), record.unknown_rows), (2, 0, 0));
}

#[test]
fn what_was_refused_is_no_row_of_its_job() {
    let disk = Double::default();
    let mut bay = super::writer(&disk);
    append_all(&mut bay, &[start("1"), answer("1", "plate", "known")]);
    let before = bay.append(&answer("1", "key", "here"), at(60)).unwrap().fact.seq;
    let entry = |item: Option<&str>, kind| RefusedEntry {
        job: super::key("1"),
        item: item.map(super::id),
        kind,
        who: "Ana K.".into(),
    };
    let refused: Vec<RefusedEntry> = UnfitKind::ALL.iter().map(|kind| entry(Some("plate"), *kind)).collect();
    let calls = disk.calls();
    bay.refused(&refused[..1], at(61)).unwrap();
    let one = disk.calls() - calls;
    bay.refused(&refused, at(62)).unwrap();
    bay.refused(&[entry(None, UnfitKind::Rule)], at(62)).unwrap();
    assert_eq!(disk.calls() - calls, 3 * one, "one write and one sync, however many there are");
    // who did not see them has missed nothing, and the job's end does not count them
    bay.clock_alone(3000, super::key("1"));
    let end = precheck::journal::Draft { expects: Some(before), ..finish("1") };
    assert_eq!(bay.append(&end, at(63)).unwrap().fact.what, What::Finished { rows: 3 });
    assert_eq!(codes(&super::check(&disk)), Vec::<&str>::new());
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("bay-1")).unwrap();
    fs::write(folder.path().join("bay-1").join(super::FILE), disk.bytes(super::FILE)).unwrap();
    let record = Reader::new(folder.path()).read_all(&station("bay-1")).unwrap();
    assert_eq!((record.facts.len(), record.unknown_rows, record.flawed.len()), (4, 0, 0));
    let read = record.file_events.iter().filter_map(|note| match &note.event {
        FileEvent::EntryRefused(entry) => Some(entry.clone()),
        _ => None,
    });
    let all: Vec<RefusedEntry> = refused[..1].iter().chain(&refused).cloned().collect();
    assert_eq!(read.collect::<Vec<_>>(), [all, vec![entry(None, UnfitKind::Rule)]].concat());
    // it is none of the rows about the job that are handed on
    let exhibits = Reader::new(folder.path()).exhibits(&super::key("1")).unwrap();
    assert_eq!((exhibits.rows.len(), exhibits.flaws.len()), (4, 0));
}

#[test]
fn what_was_refused_and_can_be_no_row_holds_up_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut recorder = Recorder::open(Folders::of(folder.path()), Some(station("bay-1")));
    recorder.append(&start("1"), at(0)).unwrap();
    let entry = |item: &str, who: &str| RefusedEntry {
        job: super::key("1"),
        item: Some(super::id(item)),
        kind: UnfitKind::Form,
        who: who.into(),
    };
    // a name that no column takes, between two that any does
    for refused in [entry("plate", "Ana K."), entry("car", &"x".repeat(300)), entry("radio", "Ana K.")] {
        recorder.note_refused(refused);
    }
    recorder.write_refused(at(1));
    recorder.note_refused(entry("code", "Ana K."));
    recorder.write_refused(at(2));
    recorder.append(&finish("1"), at(3)).unwrap();
    let record = Reader::new(folder.path().join("exports/journal")).read_all(&station("bay-1")).unwrap();
    let items = record.file_events.iter().filter_map(|note| match &note.event {
        FileEvent::EntryRefused(entry) => entry.item.map(|item| item.to_string()),
        _ => None,
    });
    assert_eq!(items.collect::<Vec<_>>(), ["plate", "radio", "code"]);
}

/// What the rows say of the clock, one file after the other.
fn clock_rows(disk: &Double) -> Vec<String> {
    let lines = disk.names().into_iter().flat_map(|name| super::lines(disk, &name));
    lines.filter(|line| line.contains(",,clock,,")).map(|line| line.split(',').nth(5).unwrap().to_owned()).collect()
}

#[test]
fn the_time_of_a_file_is_the_drives_only_where_a_row_changed_it() {
    let an_hour_later = |seconds: i64| Some(SystemTime::from(at(seconds + 3600)));
    // a restored copy, or a time that this computer remembers: three days old, and no row changes it
    let disk = Double::default();
    disk.set_clock(Some(SystemTime::from(at(-3 * 86_400))));
    append_all(&mut super::writer(&disk), &[start("1")]);
    disk.set_clock(None);
    append_all(&mut super::writer(&disk), &[answer("1", "plate", "known"), answer("1", "key", "here"), finish("1")]);
    assert!(clock_rows(&disk).is_empty(), "{:?}", clock_rows(&disk));
    // the drive's clock goes on, and says that this one is an hour behind: that is not asked
    disk.set_clock(an_hour_later(100));
    append_all(&mut super::writer(&disk), &[start("2"), finish("2")]);
    assert!(clock_rows(&disk).is_empty());
    // an hour ahead of it: said once, with the row after the one that showed it
    disk.set_clock(Some(SystemTime::from(at(-3600))));
    append_all(&mut super::writer(&disk), &[start("3"), finish("3"), start("4")]);
    let said = clock_rows(&disk);
    assert!(matches!(&said[..], [one] if one.starts_with("ahead 36")), "{said:?}");
}

/// The rows of these files are of the kinds that came after the first edition: a checker of that day, kept as it was, reads them.
#[test]
fn a_reader_of_the_first_edition_keeps_the_new_rows() {
    let script = root("first_checker.py");
    let names =
        ["journal", "witnessed", "refused", "remarked", "seconded", "watched/journal", "acted", "sent", "taken"];
    for name in names {
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
    for line in lines(&root("refused"), "bay-1").iter().filter(|line| !line.contains(",J1,")).skip(2) {
        let event = meaning(&Row::decode(line.as_bytes()).unwrap().0, &station("bay-1"));
        let is_known = matches!(event, Meaning::File(FileEvent::EntryRefused(_) | FileEvent::ClockAlone { .. }));
        assert!(is_known, "{line}: {event:?}");
    }
    assert!(known.contains(&FileEvent::ClockForward { seconds: 7200 }), "{known:?}");
    assert!(known.contains(&FileEvent::ClockAhead { seconds: 300 }), "{known:?}");
    assert!(known.iter().any(|it| matches!(it, FileEvent::Witnessed(witness) if witness.ahead_seconds == 180)));
}
