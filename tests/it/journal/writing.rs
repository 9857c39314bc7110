//! Writing: what comes back, what others wrote, months, clocks, damage.

use crate::double::{Double, Trouble};
use precheck::domain::fact::{Handover, LeftUnsafe, StopReason};
use precheck::domain::{Answer, JobKey, JobNumber, Measurement, What};
use precheck::journal::Lock;
use precheck::journal::{HEADER, Receipt, Refusal, WHO_BYTES_MAX, WriterNotice};

use super::{
    FILE, answer, append_all, at, check, codes, draft, finish, key, lines, one_of_each, refused, small, start, station,
    writer,
};

const MONTH: i64 = 30 * 24 * 3600;

#[test]
fn each_kind_of_fact_comes_back_as_it_was_drafted() {
    let disk = Double::default();
    let drafts = one_of_each("RO-4711");
    let appended = append_all(&mut writer(&disk), &drafts);
    for ((draft, appended), seq) in drafts.iter().zip(&appended).zip(1..) {
        let fact = &appended.fact;
        assert_eq!((fact.seq, &fact.job, &fact.who, &fact.note), (seq, &draft.job, &draft.who, &draft.note));
        match (&fact.what, &draft.what) {
            (What::Stopped { rows, .. } | What::Finished { rows }, _) => assert_eq!(*rows, seq - 1),
            (what, drafted) => assert_eq!(what, drafted),
        }
        assert_eq!(appended.receipt.is_some(), matches!(fact.what, What::Stopped { .. } | What::Finished { .. }));
        assert_eq!(appended.receipt.unwrap_or(Receipt::of(&appended.seal)), Receipt::of(&appended.seal));
        assert!(appended.news.is_empty() && appended.notices.is_empty());
    }
    let report = check(&disk);
    assert_eq!((report.exit_code(), report.stations[0].files[0].rows), (0, drafts.len() as u64 + 1));
    assert_eq!(report.stations[0].ends.unwrap().1, appended.last().unwrap().seal);
}

#[test]
fn the_first_row_opens_the_file() {
    let disk = small();
    let lines = lines(&disk, FILE);
    assert_eq!(lines[0], HEADER);
    assert!(lines[1].starts_with("0,2026-11-22T09:00:00.000+01:00,,open,bay-1,fmt 1 id "), "{}", lines[1]);
    assert!(lines[1].contains(" prev none,,precheck 0.1.0,"), "{}", lines[1]);
}

#[test]
fn a_job_from_a_file_says_so() {
    let disk = Double::default();
    let what = What::Started { checklist: super::id("battery"), revision: 3, sha: "0".repeat(64), is_via_file: true };
    let appended = writer(&disk).append(&draft("1", what.clone()), at(0)).unwrap();
    assert_eq!((appended.fact.what, appended.fact.note.as_str()), (what, ""));
}

#[test]
fn two_programs_at_one_station_see_each_other() {
    let disk = Double::default();
    let (mut window, mut desk) = (writer(&disk), writer(&disk));
    window.append(&start("1"), at(0)).unwrap();
    let here = desk.append(&start("2"), at(1)).unwrap();
    assert_eq!(here.news, [], "what was there at the first look is for the caller to read");
    let there = window.append(&answer("1", "plate", "known"), at(2)).unwrap();
    assert_eq!(there.news, [here.fact]);
    assert_eq!(desk.look().unwrap(), [there.fact]);
    assert_eq!(desk.look().unwrap(), []);
    let last = desk.append(&answer("2", "plate", "known"), at(3)).unwrap();
    assert_eq!(last.news, [], "told once");
    assert_eq!(window.look().unwrap(), [last.fact]);
    assert_eq!(check(&disk).exit_code(), 0);
}

#[test]
fn news_begin_where_the_caller_has_stopped_reading() {
    let disk = Double::default();
    let mut other = writer(&disk);
    let first = append_all(&mut other, &[start("1"), answer("1", "plate", "known")]);
    let december = other.append(&answer("1", "lamps", "off"), at(MONTH)).unwrap();
    for (last_seq, expected) in [(None, 3), (Some(0), 3), (Some(1), 2), (Some(2), 1), (Some(3), 1), (Some(4), 0)] {
        let mut writer = writer(&disk);
        writer.caught_up(last_seq);
        assert_eq!(writer.look().unwrap().len(), expected, "{last_seq:?}");
        let mut writer = super::writer(&disk);
        writer.caught_up(last_seq);
        let refusal = refused(&mut writer, &start("1"), MONTH);
        assert!(matches!(refusal, Refusal::Taken(_)));
        assert_eq!(writer.look().unwrap().len(), expected, "{last_seq:?}: a refusal loses no news");
    }
    assert_eq!((first[1].fact.seq, december.fact.seq), (2, 4));
}

#[test]
fn whoever_is_overtaken_is_told_and_nothing_is_written() {
    let disk = Double::default();
    let (mut window, mut desk) = (writer(&disk), writer(&disk));
    let started = window.append(&start("1"), at(0)).unwrap();
    desk.look().unwrap();
    let mut mine = answer("1", "plate", "known");
    mine.expects = Some(started.fact.seq);
    let theirs = window.append(&mine, at(1)).unwrap();
    let before = disk.bytes(FILE);
    match refused(&mut desk, &mine, 2) {
        Refusal::Overtaken { news } => assert_eq!(news, std::slice::from_ref(&theirs.fact)),
        other => panic!("{other}"),
    }
    assert_eq!(disk.bytes(FILE), before);
    mine.expects = Some(theirs.fact.seq);
    desk.append(&mine, at(3)).unwrap();
    let mut other_job = start("2");
    other_job.expects = None;
    let second = window.append(&other_job, at(4)).unwrap();
    mine.expects = Some(second.fact.seq - 1);
    desk.append(&mine, at(5)).unwrap();
    assert_eq!(check(&disk).exit_code(), 0, "another job's rows overtake nobody");
}

#[test]
fn a_number_is_given_once_whatever_its_case_and_month() {
    let disk = Double::default();
    writer(&disk).append(&start("RO-1"), at(0)).unwrap();
    writer(&disk).append(&start("2"), at(MONTH)).unwrap();
    for number in ["ro-1", "RO-1", "2"] {
        assert!(matches!(refused(&mut writer(&disk), &start(number), MONTH + 1), Refusal::Taken(_)), "{number}");
    }
    let mut stale = answer("ro-1", "plate", "known");
    stale.expects = Some(0);
    assert!(
        matches!(refused(&mut writer(&disk), &stale, MONTH + 1), Refusal::Overtaken { .. }),
        "found in the older file"
    );
}

#[test]
fn a_job_over_a_month_has_one_sum() {
    let disk = Double::default();
    writer(&disk).append(&start("1"), at(0)).unwrap();
    let mut later = writer(&disk);
    later.append(&answer("1", "plate", "known"), at(MONTH)).unwrap();
    let end = later.append(&finish("1"), at(2 * MONTH)).unwrap();
    assert_eq!(end.fact.what, What::Finished { rows: 2 });
    assert_eq!(disk.names(), ["2026-11.csv", "2026-12.csv", "2027-01.csv"]);
    assert_eq!(codes(&check(&disk)), [""; 0]);
    let id = |name: &str| lines(&disk, name)[1].split(' ').nth(3).unwrap().to_owned();
    assert_eq!(id("2026-11.csv"), id("2027-01.csv"));
    let lamps = later.append(&answer("1", "lamps", "off"), at(2 * MONTH + 1)).unwrap();
    assert_eq!(lamps.fact.seq, 6);
}

#[test]
fn a_clock_set_back_is_said_and_refuses_nothing() {
    let disk = small();
    let mut writer = writer(&disk);
    let appended = writer.append(&start("2"), at(-7)).unwrap();
    assert_eq!(appended.notices, [WriterNotice::ClockBack { seconds: 10 }]);
    assert_eq!(lines(&disk, FILE)[6].split(',').nth(5), Some("back 10 s"));
    assert_eq!(writer.append(&start("3"), at(-8)).unwrap().notices, [], "a second is a clock being tuned");
}

#[test]
fn a_clock_set_back_over_a_month_gets_a_second_file() {
    let disk = small();
    let mut later = writer(&disk);
    later.append(&start("2"), at(MONTH)).unwrap();
    let appended = later.append(&start("3"), at(60)).unwrap();
    assert!(matches!(appended.notices[..], [WriterNotice::ClockBack { .. }]));
    assert_eq!(disk.names(), ["2026-11.2.csv", "2026-11.csv", "2026-12.csv"]);
    assert_eq!(codes(&check(&disk)), ["clock-back"], "ordered by seq, not by name");
    writer(&disk).append(&answer("3", "plate", "known"), at(61)).unwrap();
    assert_eq!(check(&disk).stations[0].files.len(), 3, "a new program goes on in the last by seq");
}

#[test]
fn torn_tails_are_cut_kept_and_said() {
    let good = small().bytes(FILE);
    for tail in [&b"5"[..], b"5,2026-11-22T09", b"\0\0\0\0", b"5,2026\0\0\n", b"\0\n", &[0; 9000]] {
        let disk = Double::default();
        disk.put(FILE, &[&good, tail].concat());
        let appended = writer(&disk).append(&start("2"), at(9)).unwrap();
        let bytes = tail.len() as u64;
        assert_eq!(appended.notices, [WriterNotice::Recovered { file: FILE.to_owned(), bytes }]);
        assert_eq!(disk.bytes("2026-11.csv.torn-1"), tail);
        assert!(disk.bytes(FILE).starts_with(&good));
        assert_eq!(lines(&disk, FILE)[6].split(',').nth(5), Some(format!("cut {bytes} bytes").as_str()));
        assert_eq!(appended.fact.seq, 6);
        assert_eq!(codes(&check(&disk)), [""; 0]);
    }
}

#[test]
fn a_torn_tail_is_cut_before_a_new_month_begins() {
    let disk = small();
    disk.put(FILE, &[&disk.bytes(FILE)[..], b"5,20"].concat());
    disk.put("2026-11.csv.torn-1", b"an older one");
    writer(&disk).append(&start("2"), at(MONTH)).unwrap();
    assert_eq!(disk.bytes("2026-11.csv.torn-1"), b"an older one");
    assert_eq!(disk.bytes("2026-11.csv.torn-2"), b"5,20");
    assert_eq!(codes(&check(&disk)), [""; 0]);
    assert!(lines(&disk, FILE)[6].contains(",recover,"));
}

#[test]
fn a_running_writer_recovers_what_another_program_left() {
    let disk = small();
    let mut writer = writer(&disk);
    writer.append(&start("2"), at(9)).unwrap();
    disk.put(FILE, &[&disk.bytes(FILE)[..], b"6,2026"].concat());
    assert_eq!(writer.look().unwrap(), [], "a look cuts nothing: it may be a row that is just being written");
    assert!(disk.bytes(FILE).ends_with(b"6,2026"));
    let appended = writer.append(&start("3"), at(10)).unwrap();
    assert!(matches!(appended.notices[..], [WriterNotice::Recovered { bytes: 6, .. }]));
    assert_eq!(check(&disk).exit_code(), 0);
}

#[test]
fn a_file_without_a_whole_first_row_is_put_aside() {
    let whole = small().bytes(FILE);
    let header_and_half = &whole[..HEADER.len() + 20];
    for torn in [&b""[..], b"seq,ti", HEADER.as_bytes(), b"\0\0\0\0\0\0", header_and_half, &whole[..=HEADER.len()]] {
        let disk = Double::default();
        disk.put(FILE, torn);
        let appended = writer(&disk).append(&start("2"), at(9)).unwrap();
        assert!(
            matches!(appended.notices[..], [WriterNotice::Recovered { .. }]),
            "{torn:?}: {:?} {:#?}",
            appended,
            lines(&disk, FILE)
        );
        assert_eq!(disk.bytes("2026-11.csv.torn-1"), torn);
        assert_eq!(codes(&check(&disk)), [""; 0], "{torn:?}");
        assert_eq!(appended.fact.seq, 2, "after the opening and what was cut");

        let disk = small();
        disk.put("2026-12.csv", torn);
        let appended = writer(&disk).append(&start("2"), at(MONTH)).unwrap();
        assert_eq!(codes(&check(&disk)), [""; 0], "{torn:?}");
        assert_eq!(appended.fact.seq, 7, "after five rows, the opening and what was cut");
    }
}

#[test]
fn a_damaged_file_is_left_and_the_record_goes_on() {
    let good = lines(&small(), FILE).join("\n") + "\n";
    let crlf = good.replace('\n', "\r\n");
    let changed = good.replace("known", "other");
    let forked = format!("{good}{}", good.lines().last().unwrap()) + "\n";
    let headless = good.replacen("seq,time", "row,time", 1);
    let mut rows: Vec<&str> = good.lines().collect();
    rows.swap(4, 5);
    let moved = rows.join("\n") + "\n";
    for damaged in [&crlf, &changed, &forked, &headless, &moved] {
        let disk = Double::default();
        disk.put(FILE, damaged.as_bytes());
        let appended = writer(&disk).append(&start("2"), at(9)).unwrap();
        let file = "2026-11.2.csv".to_owned();
        assert_eq!(appended.notices, [WriterNotice::BeganNew { damaged: FILE.to_owned(), file: file.clone() }]);
        assert_eq!(disk.bytes(FILE), damaged.as_bytes(), "left as it is");
        assert_eq!(appended.fact.seq, 6);
        let last_seal = good.trim_end().rsplit(',').next().unwrap();
        assert!(lines(&disk, &file)[1].contains(last_seal), "goes on after the last readable row");
        let before = check(&Double::from_files(&[(FILE, damaged.as_bytes())]));
        assert_eq!(codes(&check(&disk)), codes(&before), "going on adds no fault");
        let again = writer(&disk).append(&answer("2", "plate", "known"), at(10)).unwrap();
        assert_eq!(again.notices, [], "and goes on in the new file");
    }
}

#[test]
fn a_file_that_is_no_journal_at_all_is_left_too() {
    let disk = Double::default();
    disk.put(FILE, &b"PK\x03\x04 a workbook\n".repeat(9));
    let appended = writer(&disk).append(&start("1"), at(0)).unwrap();
    assert!(matches!(appended.notices[..], [WriterNotice::BeganNew { .. }]));
    assert_eq!(appended.fact.seq, 1);
    let disk = small();
    disk.put("2026-12.csv", &b"PK\x03\x04 a workbook\n".repeat(9));
    let appended = writer(&disk).append(&start("2"), at(MONTH)).unwrap();
    assert_eq!(appended.fact.seq, 6, "the chain goes on from the file before");
}

#[test]
fn a_running_writer_notices_what_is_done_to_its_file() {
    let resaved =
        |disk: &Double| disk.put(FILE, String::from_utf8(disk.bytes(FILE)).unwrap().replace('\n', "\r\n").as_bytes());
    let cut = |disk: &Double| disk.put(FILE, (lines(disk, FILE)[..4].join("\n") + "\n").as_bytes());
    let removed = |disk: &Double| disk.remove(FILE);
    let changed = |disk: &Double| disk.put(FILE, &[&disk.bytes(FILE)[..], b"rubbish\n"].concat());
    let acts: [&dyn Fn(&Double); 4] = [&resaved, &cut, &removed, &changed];
    for act in acts {
        let disk = small();
        let mut writer = writer(&disk);
        let before = writer.append(&start("2"), at(9)).unwrap();
        act(&disk);
        let after = writer.append(&answer("2", "plate", "known"), at(10)).unwrap();
        let is_told = match &after.notices[..] {
            [WriterNotice::BeganNew { damaged, .. }] => damaged == FILE && disk.names().contains(damaged),
            [WriterNotice::Missing { missing, file }] => {
                missing == FILE && file != missing && !disk.names().contains(missing)
            }
            _ => false,
        };
        assert!(is_told, "{:?}", after.notices);
        assert_eq!(after.fact.seq, before.fact.seq + 2);
        let name = disk.names().pop().unwrap();
        let new = disk.names().into_iter().find(|name| lines(&disk, name).len() == 3).unwrap_or(name);
        assert!(lines(&disk, &new)[1].contains(&before.seal.hex()), "what was cut is still vouched for");
        assert_eq!(writer.append(&start("3"), at(11)).unwrap().notices, []);
    }
}

#[test]
fn what_others_wrote_before_the_damage_is_gone_on_after() {
    let disk = small();
    let mut mine = writer(&disk);
    mine.append(&start("2"), at(9)).unwrap();
    let theirs = writer(&disk).append(&start("3"), at(10)).unwrap();
    disk.put(FILE, String::from_utf8(disk.bytes(FILE)).unwrap().replace('\n', "\r\n").as_bytes());
    let appended = mine.append(&start("4"), at(11)).unwrap();
    assert_eq!((appended.fact.seq, appended.news), (theirs.fact.seq + 2, vec![theirs.fact]));
    assert_eq!(codes(&check(&disk)), ["resaved"]);
}

#[test]
fn a_row_that_is_sealed_but_out_of_turn_is_not_gone_on_after() {
    let disk = small();
    let mut writer = writer(&disk);
    let last = writer.append(&start("2"), at(9)).unwrap();
    let row = precheck::journal::Row::decode(lines(&disk, FILE)[6].as_bytes()).unwrap().0;
    let row = precheck::journal::Row { seq: row.seq + 5, ..row };
    let (line, _) = row.seal(last.seal.hex().as_bytes()).unwrap();
    disk.put(FILE, &[&disk.bytes(FILE)[..], line.as_bytes()].concat());
    let appended = writer.append(&start("3"), at(10)).unwrap();
    assert!(matches!(appended.notices[..], [WriterNotice::BeganNew { .. }]), "{:?}", appended.notices);
}

#[test]
fn a_newer_format_is_not_written_to() {
    let disk = small();
    disk.put(FILE, String::from_utf8(disk.bytes(FILE)).unwrap().replace("fmt 1 ", "fmt 2 ").as_bytes());
    assert!(matches!(refused(&mut writer(&disk), &start("2"), 9), Refusal::NewerFormat(2)));
    assert_eq!(disk.names(), [FILE]);
}

#[test]
fn a_lock_that_is_not_to_be_had_is_said() {
    let disk = small();
    disk.set_locks(Lock::Busy);
    assert!(matches!(refused(&mut writer(&disk), &start("2"), 9), Refusal::Locked));
    assert_eq!(disk.pauses(), 100, "two seconds, in steps of 20 ms");
}

#[test]
fn without_locks_an_append_by_somebody_else_is_noticed() {
    let disk = small();
    disk.set_locks(Lock::Unsupported);
    let mut mine = writer(&disk);
    assert_eq!(mine.append(&start("2"), at(9)).unwrap().notices, [WriterNotice::NoLock]);
    let calls = {
        let before = disk.calls();
        assert_eq!(mine.append(&start("3"), at(10)).unwrap().notices, [], "told once");
        disk.calls() - before
    };
    let mut refused_untouched = 0;
    // Somebody else's row at each call of an append: it is in the chain, or nothing is acknowledged.
    for call in 1..=calls {
        let copy = Double::from_files(&[(FILE, &disk.bytes(FILE))]);
        copy.set_locks(Lock::Unsupported);
        let other = Double::from_files(&[(FILE, &disk.bytes(FILE))]);
        writer(&other).append(&start("theirs"), at(11)).unwrap();
        let theirs = other.bytes(FILE)[disk.bytes(FILE).len()..].to_vec();
        let mut mine = writer(&copy);
        mine.look().unwrap();
        copy.trouble_at(copy.calls() + call, Trouble::Intruder(FILE.to_owned(), theirs));
        match mine.append(&start("mine"), at(12)) {
            // Both are in the chain, or theirs came after all was checked.
            Ok(appended) => {
                let rows = lines(&copy, FILE);
                let is_last = rows.last().unwrap().contains(&appended.seal.hex());
                assert!(check(&copy).exit_code() == 0 || !is_last, "call {call}");
            }
            Err(Refusal::SomebodyElse) => {
                refused_untouched += u32::from(!lines(&copy, FILE).iter().any(|line| line.contains(",Jmine,")));
            }
            Err(other) => panic!("call {call}: {other}"),
        }
        assert!(lines(&copy, FILE).iter().any(|line| line.contains(",Jtheirs,")), "call {call}: theirs is never cut");
    }
    assert!(refused_untouched > 0, "what is noticed before the write isn't written");
}

#[test]
fn another_stations_job_is_named_in_the_value() {
    let disk = small();
    let job = JobKey { station: station("bay-2"), number: JobNumber::new("RO-9").unwrap() };
    let mut handover = draft("1", What::HandedOver { how: Handover::Signed });
    handover.job = job;
    let appended = writer(&disk).append(&handover, at(9)).unwrap();
    assert_eq!((appended.fact.job, appended.fact.station), (job, station("bay-1")));
    assert!(lines(&disk, FILE)[6].contains(",,handover,,of bay-2 RO-9 signed,"), "{}", lines(&disk, FILE)[6]);
    for what in [start("RO-9"), answer("RO-9", "plate", "known"), finish("RO-9")] {
        let mut foreign = what;
        foreign.job = job;
        assert!(matches!(refused(&mut writer(&disk), &foreign, 10), Refusal::Elsewhere(_)));
    }
    let stopped = |rows| What::Stopped { rows, reason: Some(StopReason::Declined), left: LeftUnsafe::default() };
    let again = writer(&disk).append(&draft("1", stopped(0)), at(10)).unwrap();
    assert_eq!(again.fact.what, stopped(4), "rows about other stations' jobs are in no sum here");
}

#[test]
fn what_would_not_read_back_is_refused() {
    let disk = Double::default();
    let sha = "not a hash".to_owned();
    let started = What::Started { checklist: super::id("battery"), revision: 1, sha, is_via_file: false };
    let none = What::Overrode { item: super::id("plate"), answer: Some(Answer::Option(super::id("none"))) };
    let unit = Answer::Number(Measurement::parse("1", "").unwrap());
    let unitless = What::Answered { item: super::id("volts"), answer: unit };
    for what in [started, none] {
        assert!(matches!(refused(&mut writer(&disk), &draft("1", what), 0), Refusal::BadRow(_)));
    }
    assert_eq!(disk.names(), [""; 0]);
    writer(&disk).append(&draft("1", unitless), at(0)).unwrap();
}

#[test]
fn what_is_too_long_is_refused_before_anything_is_touched() {
    let disk = Double::default();
    let mut long = start("1");
    long.who = "é".repeat(WHO_BYTES_MAX / 2 + 1).into();
    match refused(&mut writer(&disk), &long, 0) {
        Refusal::TooLong { bytes, most, .. } => assert_eq!((bytes, most), (WHO_BYTES_MAX + 2, WHO_BYTES_MAX)),
        other => panic!("{other}"),
    }
    assert_eq!(disk.names(), [""; 0]);
    assert_eq!(key("1").to_string(), "bay-1/1");
}
