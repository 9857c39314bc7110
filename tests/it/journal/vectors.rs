//! Journals that another program has written from the specification.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use precheck::domain::action::actions;
use precheck::domain::fact::RemarkOn;
use precheck::domain::job::Jobs;
use precheck::domain::{ActionStep, Answer, Identified, PausePoint, Signature, Station, Volts, Watched, What};
use precheck::journal::{FileEvent, Meaning, Options, Reader, Receipt, Row, meaning, verify};

use super::{id, station};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors/journal")
}

#[test]
fn they_verify_and_the_receipt_is_the_given_one() {
    let receipt = Receipt::parse("JYP7-H2FB-K87W-GRFS-M").unwrap();
    let options = Options { receipts: vec![receipt], ..Options::default() };
    let report = verify(&[root()], &options);
    assert_eq!(report.all_faults().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(report.exit_code(), 0);
    let [bay] = &report.stations[..] else { panic!("one station was expected") };
    assert_eq!(bay.files.iter().map(|file| file.rows).collect::<Vec<_>>(), [7, 2]);
    assert_eq!(bay.ends.unwrap().0, 8);
    let [found] = &report.receipts[..] else { panic!("the receipt was not found") };
    assert_eq!((found.seq, found.job.as_str(), found.rows, found.agrees()), (8, "261130-01", Some(6), Some(true)));
    assert_eq!(Receipt::of(&found.seal).to_string(), "JYP7-H2FB-K87W-GRFS-M");
}

#[test]
fn each_row_encodes_to_the_same_bytes() {
    let mut rows = 0;
    for name in ["2026-11.csv", "2026-12.csv"] {
        let text = fs::read_to_string(root().join("bay-1").join(name)).unwrap();
        for line in text.lines().skip(1) {
            let (row, seal) = Row::decode(line.as_bytes()).unwrap();
            assert_eq!(format!("{},{seal}", row.encode().unwrap()), line);
            rows += 1;
        }
    }
    assert_eq!(rows, 9);
}

#[test]
fn the_notes_decode_to_what_was_typed() {
    let record = Reader::new(root()).read_all(&station("bay-1")).unwrap();
    let notes: Vec<(u64, &str)> = record.facts.iter().map(|fact| (fact.seq, fact.note.as_str())).collect();
    assert_eq!(
        notes[2..6],
        [
            (3, "12.6 V at rest; label on the unit"),
            (4, "says \"old card\", =SUM(1), ok"),
            (5, "clamp, -1 V first; tab\there, C:\\new, minus -1"),
            (6, "@boss agreed\u{202e}, lead stays on; ok"),
        ]
    );
    assert_eq!(record.facts[5].who, Signature::of_two("Ana K.", "Łukasz W."));
    let serial = &record.facts[2].what;
    assert!(
        matches!(serial, What::Answered { answer: Answer::Serial(serial), .. } if serial.as_str() == "BP538971317615")
    );
    assert_eq!((record.unknown_rows, record.last_seq, record.faults.len()), (0, Some(8), 0));
}

#[test]
fn a_file_alone_has_no_fault_and_says_what_was_not_checked() {
    let report = verify(&[root().join("bay-1/2026-12.csv")], &Options::default());
    assert_eq!(report.exit_code(), 0);
    assert_eq!(report.stations[0].unchecked.len(), 2, "what came before, and the job's first rows");
}

#[test]
fn remarks_are_read_and_counted_before_the_end_alone() {
    let root = root().with_file_name("remarked");
    let report = verify(std::slice::from_ref(&root), &Options::default());
    assert_eq!((report.all_faults().count(), report.exit_code()), (0, 0));
    let remarks = |name: &str| {
        let record = Reader::new(&root).read_all(&station(name)).unwrap();
        let said = record.facts.into_iter().filter_map(|fact| match fact.what {
            What::Remarked { on } => Some((on, fact.job.to_string(), fact.note)),
            _ => None,
        });
        said.collect::<Vec<_>>()
    };
    let of = |on, note: &str| (on, "bay-1/1".to_owned(), note.to_owned());
    assert_eq!(
        remarks("bay-1"),
        [
            of(RemarkOn::Item(id("plate")), "customer: the left lamp is dim"),
            of(RemarkOn::Call(PausePoint::B), "said to Ben"),
            of(RemarkOn::Job, "-1 bolt, worn"),
            of(RemarkOn::Job, "customer: ask for the warranty"),
        ]
    );
    assert_eq!(
        remarks("front-desk"),
        [of(RemarkOn::Job, "customer:"), of(RemarkOn::Item(id("plate")), "the papers say so")]
    );
}

#[test]
fn codes_of_a_car_are_read_where_they_have_their_form_and_else_stay_remarks() {
    let root = root().with_file_name("coded");
    let report = verify(std::slice::from_ref(&root), &Options::default());
    assert_eq!((report.all_faults().count(), report.exit_code()), (0, 0));
    let record = Reader::new(&root).read_all(&station("bay-1")).unwrap();
    let jobs = Jobs::fold(record.facts);
    let job = jobs.iter().next().unwrap();
    let told = |item: &str| job.codes_read(item).map(|(fact, read)| (read.told.words(), fact.note.clone()));
    let before = "stored P0133 P0420 · pending none · permanent not told".to_owned();
    let after = "stored P0420 U0100 · pending P0562 · permanent none".to_owned();
    assert_eq!(told("lamps"), Some((before, String::new())));
    assert_eq!(told("lamps-after"), Some((after, "seen once".to_owned())));
    assert_eq!(job.vin_read(), Some(("SJNFBAJ11U1234567", id("adapter"))));
    let change = job.codes_change().map(|change| change.words());
    assert_eq!(change.as_deref(), Some("new: P0562 U0100 · gone: P0133 · the same: P0420"));
    // codes that are not in their order, and some that are on no item
    let remarks = [RemarkOn::Item(id("lamps")), RemarkOn::Job].map(|on| job.remarks(on).count());
    assert_eq!(remarks, [1, 1]);
    for script in ["tests/check_journal.py", "tests/golden/vectors/first_checker.py"] {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
        if let Ok(output) = Command::new("python3").arg(&script).arg(&root).output() {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

#[test]
fn a_watch_is_read_and_its_samples_are_those_that_its_end_names() {
    let root = root().with_file_name("watched");
    let record = Reader::new(root.join("journal")).read_all(&station("bay-1")).unwrap();
    let jobs = Jobs::fold(record.facts);
    let seen = Watched::of(jobs.iter().next().unwrap());
    assert_eq!((seen.lowest, seen.dips, seen.losses), (Some(Volts(10_420)), 1, 2));
    assert_eq!((seen.watched_seconds, seen.of_seconds, seen.is_whole()), (53, 61, false));
    let check = |place: &Path| {
        let report = verify(&[place.join("journal")], &Options::default());
        (report.exit_code(), report.all_faults().map(|fault| fault.code()).collect::<Vec<_>>())
    };
    assert_eq!(check(&root), (0, vec![]));
    // a copy without the samples has no fault, one with others has
    let copy = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(copy.path().join("journal/bay-1")).unwrap();
    std::fs::create_dir(copy.path().join("readings")).unwrap();
    std::fs::copy(root.join("journal/bay-1/2026-11.csv"), copy.path().join("journal/bay-1/2026-11.csv")).unwrap();
    assert_eq!(check(copy.path()), (0, vec![]));
    let samples = std::fs::read_to_string(root.join("readings/bay-1-ro-1-3.csv")).unwrap();
    let changed = samples.replacen("10.42", "12.42", 1);
    std::fs::write(copy.path().join("readings/bay-1-ro-1-3.csv"), changed).unwrap();
    assert_eq!(check(copy.path()), (1, vec!["changed-samples"]));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    for (place, is_sound) in [(root.as_path(), true), (copy.path(), false)] {
        if let Ok(output) = Command::new("python3").arg(&script).arg(place.join("journal")).output() {
            assert_eq!(output.status.success(), is_sound, "{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

#[test]
fn actions_are_read_and_the_last_row_about_a_finding_says_how_it_stands() {
    let root = root().with_file_name("acted");
    let report = verify(std::slice::from_ref(&root), &Options::default());
    assert_eq!((report.all_faults().count(), report.exit_code()), (0, 0));
    let reader = Reader::new(&root);
    let read = |name: &str| reader.read_all(&station(name)).unwrap().facts;
    let facts: Vec<_> = [read("bay-1"), read("office")].concat();
    let by_pin = facts.iter().filter(|fact| fact.who.identified == Some(Identified::Pin));
    assert!(matches!(&by_pin.collect::<Vec<_>>()[..], [one] if one.note == "Ben is away"));
    let told: Vec<String> = actions(&facts)
        .iter()
        .map(|it| {
            let done = it.done.as_ref().map(|done| done.remark.to_string());
            let item = it.item.map(|item| item.to_string());
            format!("{} {item:?} {} {} {} {} {done:?}", it.finding, it.whose, it.until, it.what, it.since.time())
        })
        .collect();
    assert_eq!(
        told,
        [
            "radio-asks-code None Ana K. 2026-12-13 Ben is away 09:03:00 Some(\"it plays\")",
            "hold-overridden Some(\"radio-serial\") Ben O. 2026-12-01 read the label 09:12:00 None",
        ]
    );
    let text = fs::read_to_string(root.join("office/2026-11.csv")).unwrap();
    let about_the_record = text.lines().skip(1).filter_map(|line| {
        let (row, seal) = Row::decode(line.as_bytes()).unwrap();
        assert_eq!(format!("{},{seal}", row.encode().unwrap()), line);
        match meaning(&row, &station("office")) {
            Meaning::File(FileEvent::Reviewed(review)) => {
                Some((review.step.unwrap(), review.at.unwrap(), review.remark))
            }
            _ => None,
        }
    });
    let about_the_record: Vec<_> = about_the_record.collect();
    let [(ActionStep::Open { whose, .. }, at, _), (ActionStep::Done, done_at, remark)] = &about_the_record[..] else {
        panic!("{about_the_record:?}")
    };
    assert_eq!(
        (&**whose, &*at.file, at.row, &**remark),
        ("Ana K.", "bay-1/2026-11.csv", Some(4), "it was the tax adviser")
    );
    assert_eq!(at, done_at);
}

#[test]
fn a_sheet_that_was_sent_says_by_whom_and_not_to_whom() {
    let root = root().with_file_name("sent");
    let report = verify(std::slice::from_ref(&root), &Options::default());
    assert_eq!((report.all_faults().count(), report.exit_code()), (0, 0));
    let sent = |name: &str| {
        let record = Reader::new(&root).read_all(&station(name)).unwrap();
        let facts = record.facts.into_iter().filter(|fact| fact.what == What::Emailed);
        facts.map(|fact| (fact.job.to_string(), fact.who.first.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(sent("bay-1"), [("bay-1/1".to_owned(), "Ana K.".to_owned())]);
    assert_eq!(sent("front-desk"), [("bay-1/1".to_owned(), "M. Boss".to_owned())]);
}

#[test]
fn a_job_that_was_taken_over_is_one_job() {
    let root = root().with_file_name("taken");
    let report = verify(std::slice::from_ref(&root), &Options::default());
    assert_eq!((report.all_faults().count(), report.exit_code()), (0, 0));
    let facts = |name: &str| Reader::new(&root).read_all(&station(name)).unwrap().facts;
    let jobs = Jobs::fold(facts("bay-2").into_iter().chain(facts("bay-1")));
    let job = jobs.iter().next().unwrap();
    let rows: Vec<(Station, u64)> = job.facts().iter().map(|fact| (fact.station, fact.seq)).collect();
    let at = |name: &str, seq| (station(name), seq);
    let ordered = [
        at("bay-1", 1),
        at("bay-1", 2),
        at("bay-2", 1),
        at("bay-2", 2),
        at("bay-1", 4),
        at("bay-1", 5),
        at("bay-2", 3),
        at("bay-2", 4),
    ];
    assert_eq!((rows.as_slice(), jobs.len()), (&ordered[..], 1));
    assert_eq!((job.beside().len(), job.unsettled().len(), job.token("car")), (1, 0, Some("j11")));
    assert!(job.ending().is_some());
}
