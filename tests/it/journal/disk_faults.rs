//! The disk fails at the first call, the second, the third … until no call is left to fail.

use std::io::ErrorKind;

use crate::double::{Double, Leftover, Trouble};
use precheck::domain::Fact;
use precheck::journal::{Draft, Refusal, WriterNotice};

use super::{answer, at, check, finish, one_of_each, start, writer};

/// A short life of a station: two jobs, two months, in two runs of the program.
fn life() -> Vec<(Draft, i64)> {
    let december = 30 * 24 * 3600;
    vec![
        (start("1"), 0),
        (answer("1", "plate", "known"), 1),
        (start("2"), 2),
        (answer("1", "lamps", "off"), december),
        (finish("1"), december + 1),
        (finish("2"), december - 3600),
    ]
}

/// Lives it, and gives what was acknowledged. A new program is started after every second row.
fn live(disk: &Double) -> Vec<Fact> {
    let mut acknowledged = Vec::new();
    for drafts in life().chunks(2) {
        let mut writer = writer(disk);
        for (draft, second) in drafts {
            if let Ok(appended) = writer.append(draft, at(*second)) {
                acknowledged.push(appended.fact);
            }
        }
    }
    acknowledged
}

/// Everything that was acknowledged is there, in order, with the seqs that were told.
fn assert_kept(disk: &Double, acknowledged: &[Fact], context: &str) {
    let folder = tempfile::tempdir().unwrap();
    let station = folder.path().join("bay-1");
    std::fs::create_dir(&station).unwrap();
    for name in disk.names() {
        std::fs::write(station.join(&name), disk.bytes(&name)).unwrap();
    }
    let record = precheck::journal::Reader::new(folder.path()).read_all(&super::station("bay-1")).unwrap();
    for fact in acknowledged {
        assert!(record.facts.contains(fact), "{context}: row {} was acknowledged and is lost", fact.seq);
    }
}

/// The journal verifies, or has nothing worse than an unfinished row; and the next writer mends that.
fn assert_mendable(disk: &Double, context: &str) {
    let report = check(disk);
    assert!([0, 4].contains(&report.exit_code()), "{context}: {:#?}", report.all_faults().collect::<Vec<_>>());
    let had = report.exit_code();
    let appended = writer(disk).append(&start("after"), at(60 * 24 * 3600)).unwrap();
    assert_eq!(check(disk).exit_code(), 0, "{context}: mended");
    assert_eq!(appended.notices.is_empty(), had == 0, "{context}: {:?}", appended.notices);
}

fn try_each_call(name: &str, trouble: &Trouble, leftovers: &[Leftover]) {
    let calls = {
        let disk = Double::default();
        assert_eq!(live(&disk).len(), life().len());
        disk.calls()
    };
    assert!(calls > 60, "there is something to fail");
    for call in 1..=calls {
        for &leftover in leftovers {
            let disk = Double::default();
            disk.trouble_at(call, trouble.clone());
            let acknowledged = live(&disk);
            disk.restart(leftover);
            let context = format!("{name} at call {call}, {leftover:?} left");
            assert_kept(&disk, &acknowledged, &context);
            assert_mendable(&disk, &context);
            assert_kept(&disk, &acknowledged, &context);
        }
    }
}

const LEFTOVERS: [Leftover; 4] = [Leftover::Nothing, Leftover::Half, Leftover::All, Leftover::Nuls];

#[test]
fn one_call_fails() {
    try_each_call("an error", &Trouble::Error(ErrorKind::Other), &LEFTOVERS);
}

#[test]
fn one_write_is_cut_short() {
    try_each_call("a short write", &Trouble::Prefix(10), &LEFTOVERS);
}

#[test]
fn one_call_does_its_work_and_fails() {
    try_each_call("a late error", &Trouble::Prefix(usize::MAX), &LEFTOVERS);
}

#[test]
fn the_power_is_cut() {
    try_each_call("a power cut", &Trouble::PowerCut, &LEFTOVERS);
}

#[test]
fn the_disk_is_gone_for_good() {
    try_each_call("errors from here", &Trouble::ErrorsFromHere(ErrorKind::Other), &LEFTOVERS);
}

#[test]
fn one_failed_sync_or_write_is_tried_again_and_loses_nothing() {
    let calls = {
        let disk = Double::default();
        let mut writer = writer(&disk);
        writer.append(&start("1"), at(0)).unwrap();
        disk.calls()
    };
    // The last two calls are the write and the sync of the row itself.
    for call in [calls - 1, calls] {
        let disk = Double::default();
        disk.trouble_at(call, Trouble::Error(ErrorKind::Other));
        writer(&disk).append(&start("1"), at(0)).unwrap();
        assert_eq!(
            disk.calls(),
            calls + if call == calls { 4 } else { 3 },
            "read, cut, write, sync: never the sync alone"
        );
        disk.restart(Leftover::Nothing);
        assert_eq!(check(&disk).stations[0].files[0].rows, 2);
    }
}

#[test]
fn the_same_step_of_making_a_file_fails_each_time() {
    // Making a file is three calls, so that every third call is the same step, tried again.
    let december = 30 * 24 * 3600;
    for first in 1..40 {
        for calls in [[first, first + 3, first + 6], [first + 9, first + 12, first + 15]] {
            let disk = Double::default();
            let mut writer = writer(&disk);
            for call in calls {
                disk.trouble_at(call, Trouble::Error(ErrorKind::Other));
            }
            let drafts = [(start("1"), 0), (start("1"), 1), (start("2"), december), (start("2"), december + 1)];
            let results = drafts.iter().filter_map(|(draft, second)| writer.append(draft, at(*second)).ok());
            let acknowledged: Vec<Fact> = results.map(|appended| appended.fact).collect();
            disk.restart(Leftover::Nothing);
            assert_kept(&disk, &acknowledged, &format!("calls {calls:?}"));
        }
    }
}

#[test]
fn a_full_disk_is_said_and_leaves_no_half_row() {
    for room in 0..700 {
        let disk = Double::default();
        disk.set_room(room);
        let mut writer = writer(&disk);
        let mut acknowledged = Vec::new();
        let mut refusals = Vec::new();
        for (draft, second) in [start("1"), answer("1", "plate", "known"), answer("1", "lamps", "off")].iter().zip(0..)
        {
            match writer.append(draft, at(second)) {
                Ok(appended) => acknowledged.push(appended.fact),
                Err(refusal) => refusals.push(refusal),
            }
        }
        assert!(refusals.iter().all(|refusal| matches!(refusal, Refusal::DiskFull(_))), "{refusals:?}");
        assert!(!acknowledged.is_empty() || !refusals.is_empty());
        assert_eq!(acknowledged.len() + refusals.len(), 3);
        disk.mend();
        if disk.names().is_empty() {
            continue;
        }
        assert_eq!(check(&disk).exit_code(), 0, "{room} bytes of room: no half row stays");
        writer.append(&answer("1", "doors", "shut"), at(9)).unwrap();
        assert_eq!(check(&disk).exit_code(), 0);
        assert_kept(&disk, &acknowledged, "full disk");
    }
}

#[test]
fn a_torn_tail_is_cut_on_a_full_disk_too() {
    let disk = super::small();
    let good = disk.bytes(super::FILE);
    disk.put(super::FILE, &[&good[..], b"5,2026-11"].concat());
    disk.set_room(0);
    let refusal = super::refused(&mut writer(&disk), &start("2"), 9);
    assert!(matches!(refusal, Refusal::DiskFull(_)), "{refusal}");
    assert_eq!(disk.bytes(super::FILE), good, "cut, though there was no room to keep the fragment");
    assert_eq!(disk.names(), [super::FILE]);
}

#[test]
fn what_was_cut_on_a_full_disk_is_recorded_once_there_is_room() {
    let disk = super::small();
    let good = disk.bytes(super::FILE);
    disk.put(super::FILE, &[&good[..], b"5,2026-11"].concat());
    disk.set_room(0);
    let mut writer = writer(&disk);
    super::refused(&mut writer, &start("2"), 9);
    super::refused(&mut writer, &start("2"), 10);
    disk.set_room(usize::MAX);
    let appended = writer.append(&start("2"), at(11)).unwrap();
    assert!(matches!(&appended.notices[..], [WriterNotice::Recovered { bytes: 9, .. }]), "{:?}", appended.notices);
    assert!(String::from_utf8(disk.bytes(super::FILE)).unwrap().contains(",recover,,cut 9 bytes,"), "a row says so");
    assert!(writer.append(&answer("2", "plate", "known"), at(12)).unwrap().notices.is_empty(), "once");
}

#[test]
fn a_refusal_says_what_is_the_matter_and_what_to_do() {
    for (kind, words) in [
        (ErrorKind::ReadOnlyFilesystem, "can't be written to"),
        (ErrorKind::PermissionDenied, "can't be written to"),
        (ErrorKind::NotFound, "not to be reached"),
        (ErrorKind::Other, "failed three times"),
    ] {
        let disk = super::small();
        let mut writer = writer(&disk);
        writer.append(&start("2"), at(9)).unwrap();
        let before = disk.calls();
        disk.trouble_at(before + 5, Trouble::ErrorsFromHere(kind));
        let refusal = (0..)
            .map(|try_number| writer.append(&answer("2", "plate", "known"), at(10 + try_number)))
            .find_map(Result::err)
            .unwrap();
        let is_reading = matches!(refusal, Refusal::Unreadable(_));
        assert!(refusal.to_string().contains(words) || (is_reading && kind == ErrorKind::Other), "{kind}: {refusal}");
        assert!(!refusal.hint().is_empty());
    }
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let disk = Double::default();
    let mut writer = writer(&disk);
    for draft in one_of_each("1").iter().take(3) {
        writer.append(draft, at(0)).unwrap();
    }
    let before: Vec<_> = disk.names().into_iter().map(|name| disk.bytes(&name)).collect();
    assert_eq!(writer.look().unwrap(), []);
    assert_eq!(before, disk.names().into_iter().map(|name| disk.bytes(&name)).collect::<Vec<_>>());
}
