//! The reader on a folder.

use std::fs;

use precheck::domain::What;
use precheck::domain::fact::Handover;
use precheck::journal::{
    Exhibits, FileEvent, FlawKind, FlawedJob, Folder, Options, Reader, Receipt, Record, Writer, verify,
};

use super::{answer, at, codes, draft, finish, key, start, station};

fn writer(root: &std::path::Path, name: &str) -> Writer {
    Writer::new(Folder::new(root, &station(name)), station(name), "precheck 0.1.0".to_owned())
}

#[test]
fn a_fresh_workshop_has_no_station() {
    let folder = tempfile::tempdir().unwrap();
    let reader = Reader::new(folder.path().join("exports/journal"));
    assert_eq!(reader.stations().unwrap(), []);
    assert_eq!(reader.read_all(&station("bay-1")).unwrap().facts, []);
    assert_eq!(reader.checkpoint(&station("bay-1"), at(0)).unwrap(), None);
}

/// The last files of a station, of which each comes in one part where it is short.
fn last_files(reader: &Reader, count: usize) -> Vec<Record> {
    let mut parts = Vec::new();
    let flawed = reader.read_parts(&station("bay-1"), Some(count), &mut |part| parts.push(part)).unwrap();
    assert!(flawed.is_empty() && parts.iter().all(|part| part.ends_file));
    parts
}

#[test]
fn the_last_files_are_read_first_and_all_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("exports/journal");
    let mut bay = writer(&root, "bay-1");
    for month in 0..4 {
        bay.append(&start(&format!("job-{month}")), at(month * 31 * 24 * 3600)).unwrap();
    }
    let end = bay.append(&finish("job-3"), at(3 * 31 * 24 * 3600 + 5)).unwrap();
    fs::write(root.join("notes.txt"), "not a station").unwrap();
    fs::create_dir(root.join("Not A Station")).unwrap();

    let reader = Reader::new(&root);
    assert_eq!(reader.stations().unwrap(), [station("bay-1")]);
    assert_eq!(reader.files(&station("bay-1")).unwrap().len(), 4);
    let some = last_files(&reader, 2);
    let facts: Vec<usize> = some.iter().map(|part| part.facts.len()).collect();
    assert_eq!((facts, some[1].is_whole, some[1].last_seq), (vec![1, 2], false, Some(end.fact.seq)));
    let all = reader.read_all(&station("bay-1")).unwrap();
    assert_eq!((all.facts.len(), all.is_whole, all.faults.len()), (5, true, 0));
    assert!(last_files(&reader, 9).iter().all(|part| part.is_whole));
    assert_eq!(all.facts.last(), Some(&end.fact));
    assert_eq!(all.endings.get(&end.fact.seq).map(Receipt::of), end.receipt);
    assert_eq!(all.file_events.iter().filter(|note| matches!(note.event, FileEvent::Opened(_))).count(), 4);
    let note = reader.checkpoint(&station("bay-1"), at(0)).unwrap().unwrap();
    assert_eq!((note.seq, note.seal, Some(note.id)), (end.fact.seq, end.seal, all.id));

    let options = Options { anchors: vec![note], receipts: end.receipt.into_iter().collect(), ..Options::default() };
    for path in [folder.path().to_owned(), folder.path().join("exports"), root.clone(), root.join("bay-1")] {
        let beside = if path.ends_with("bay-1") { vec![] } else { vec!["stray-file"; 2] };
        let report = verify(&[path], &options);
        assert_eq!((report.exit_code(), report.receipts.len(), codes(&report)), (0, 1, beside));
    }
    fs::remove_file(root.join("notes.txt")).unwrap();
    fs::remove_dir(root.join("Not A Station")).unwrap();
    fs::write(root.join("bay-1/Kopie von 2026-11.csv"), "x").unwrap();
    let report = verify(std::slice::from_ref(&root), &options);
    assert_eq!((report.exit_code(), codes(&report)), (0, vec!["stray-file"]));
    let from = Options { from: precheck::journal::Month::parse("2027-01"), ..Options::default() };
    assert_eq!(verify(std::slice::from_ref(&root), &from).stations[0].files.len(), 2);
    assert_eq!(verify(&[folder.path().join("nowhere")], &options).exit_code(), 1, "the receipt was not found either");
    assert_eq!(verify(&[folder.path().join("nowhere")], &Options::default()).exit_code(), 5);
    assert_eq!(verify(&[tempfile::tempdir().unwrap().path().to_owned()], &Options::default()).exit_code(), 5);
}

#[test]
fn every_row_about_a_job_is_an_exhibit() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("exports/journal");
    let mut bay = writer(&root, "bay-1");
    for (draft, second) in [start("RO-1"), start("2"), answer("RO-1", "plate", "known"), finish("RO-1")].iter().zip(0..)
    {
        bay.append(draft, at(second)).unwrap();
    }
    let handover = draft("ro-1", What::HandedOver { how: Handover::Signed });
    let foreign = writer(&root, "desk").append(&handover, at(9)).unwrap();
    let Exhibits { rows: exhibits, faults, .. } = Reader::new(&root).exhibits(&key("Ro-1")).unwrap();
    assert_eq!(faults, []);
    let rows: Vec<_> =
        exhibits.iter().map(|exhibit| (exhibit.station.as_str(), exhibit.row.seq, exhibit.line)).collect();
    assert_eq!(rows, [("bay-1", 1, 3), ("bay-1", 3, 5), ("bay-1", 4, 6), ("desk", 1, 3)]);
    assert!(exhibits.iter().all(|exhibit| exhibit.is_linked));
    assert_eq!(exhibits[3].seal, foreign.seal);
    assert_eq!(verify(&[root], &Options::default()).stations.len(), 2);
}

#[test]
fn rows_of_the_future_are_counted_and_kept() {
    use precheck::domain::Id;
    use precheck::journal::{EventName, Row};
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("exports/journal");
    writer(&root, "bay-1").append(&start("1"), at(0)).unwrap();
    let file = root.join("bay-1/2026-11.csv");
    let text = fs::read_to_string(&file).unwrap();
    let lead = &text[text.len() - 65..text.len() - 1];
    let row = Row {
        seq: 2,
        time: at(1),
        job: None,
        event: EventName::Other(Id::new("teleport").unwrap()),
        item: None,
        value: "far".to_owned(),
        who: String::new(),
        note: String::new(),
    };
    let (line, _) = row.seal(lead.as_bytes()).unwrap();
    fs::write(&file, text + &line).unwrap();
    let record = Reader::new(&root).read_all(&station("bay-1")).unwrap();
    assert_eq!((record.unknown_rows, record.faults.len(), record.last_seq), (1, 0, Some(2)));
    assert_eq!(writer(&root, "bay-1").append(&start("2"), at(2)).unwrap().fact.seq, 3);
    assert_eq!(verify(&[root], &Options::default()).exit_code(), 0);
}

/// The files: a job's rows, a file without a readable row, and the first one again under a later name.
#[test]
fn reader_and_verify_agree_which_file_is_out_of_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut bay = writer(folder.path(), "bay-1");
    bay.append(&start("RO-1"), at(0)).unwrap();
    bay.append(&finish("RO-1"), at(5)).unwrap();
    let bay = folder.path().join("bay-1");
    fs::write(bay.join("2026-11.2.csv"), format!("{}\nnot a row\n", precheck::journal::HEADER)).unwrap();
    fs::copy(bay.join("2026-11.csv"), bay.join("2026-11.3.csv")).unwrap();

    let read = Reader::new(folder.path()).read_all(&station("bay-1")).unwrap().flawed;
    let verified = &verify(&[folder.path().to_owned()], &Options::default()).stations[0];
    let is_displaced = |flawed: &[FlawedJob]| {
        flawed.iter().flat_map(|job| &job.flaws).any(|flaw| matches!(flaw.kind, FlawKind::Displaced))
    };
    assert!(is_displaced(&read) && is_displaced(&verified.flawed), "{read:?} {:?}", verified.flawed);
    let codes: Vec<&str> = verified.files[2].faults.iter().map(|fault| fault.code()).collect();
    assert!(codes.contains(&"not-continued"), "{codes:?}");
}
