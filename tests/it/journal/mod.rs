//! The journal, as its users and its enemies meet it.

mod anchors;
mod by_python;
mod chain;
mod damage;
mod disk_faults;
mod faces;
mod reading;
mod real_disk;
mod retired;
mod rows;
mod second_names;
mod taken;
mod typed;
mod vectors;
pub(crate) mod witness;
mod writing;

use crate::double::Double;
use chrono::{DateTime, FixedOffset, TimeDelta};
use precheck::domain::{Answer, Id, JobKey, JobNumber, Measurement, PausePoint, Serial, Station, What};
use precheck::journal::{Appended, Disk, Draft, Options, Refusal, Report, Writer, verify_bytes};

pub const FILE: &str = "2026-11.csv";

/// A moment so many seconds after nine on a Sunday morning.
pub fn at(seconds: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T09:00:00.000+01:00").unwrap() + TimeDelta::seconds(seconds)
}

pub fn station(name: &str) -> Station {
    Station::new(name).unwrap()
}

pub fn key(number: &str) -> JobKey {
    JobKey { station: station("bay-1"), number: JobNumber::new(number).unwrap() }
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn writer(disk: &Double) -> Writer {
    writer_to(disk.clone())
}

pub fn writer_to(disk: impl Disk + 'static) -> Writer {
    Writer::new(disk, station("bay-1"), "precheck 0.1.0".to_owned())
}

pub fn draft(number: &str, what: What) -> Draft {
    Draft { job: key(number), who: "Ana K.".into(), note: String::new(), what, expects: None }
}

pub fn start(number: &str) -> Draft {
    let what = What::Started { checklist: id("battery"), revision: 1, sha: "ab".repeat(32), is_via_file: false };
    draft(number, what)
}

pub fn answer(number: &str, item: &str, option: &str) -> Draft {
    draft(number, What::Answered { item: id(item), answer: Answer::Option(id(option)) })
}

pub fn finish(number: &str) -> Draft {
    draft(number, What::Finished { rows: 0 })
}

/// One of each kind of draft, for one job.
pub fn one_of_each(number: &str) -> Vec<Draft> {
    use precheck::domain::fact::{Handover, LeftUnsafe, Origin, Print, RadioReply, RemarkOn, StopReason};
    use precheck::domain::{Volts, WatchRow};
    let left = LeftUnsafe { is_lead_off: true, fitted: vec!["saver (12 V)".to_owned(), "leads".to_owned()] };
    let reading = Measurement::parse("12,60", "V").unwrap();
    let serial = Serial::parse("bp 5389 7131 7615").unwrap();
    let kinds = vec![
        What::Answered { item: id("plate"), answer: Answer::Text("AB12, \"CDE\" \\ =1".to_owned()) },
        What::Answered { item: id("radio-serial"), answer: Answer::Serial(serial) },
        What::Answered { item: id("backup-volts"), answer: Answer::Number(reading) },
        What::Corrected {
            item: id("backup-volts"),
            answer: Answer::Number(Measurement::seconds(180)),
            reason: "mistyped; again".to_owned(),
        },
        What::Skipped { item: id("lamps") },
        What::Overrode { item: id("customer-code"), answer: None },
        What::Overrode { item: id("backup-power"), answer: Some(Answer::Option(id("no"))) },
        What::Interrupted { page: PausePoint::A, reason: id("phone") },
        What::Resumed { page: PausePoint::A, reason: id("phone") },
        What::Cleared { page: PausePoint::B, skipped: 1, overridden: 2 },
        What::Attempted { outcome: RadioReply::Wait, origin: Origin::Here },
        What::Stopped { rows: 0, reason: Some(StopReason::Unsafe), left },
        What::Finished { rows: 0 },
        What::Remarked { on: RemarkOn::Item(id("plate")) },
        What::Remarked { on: RemarkOn::Call(PausePoint::B) },
        What::Remarked { on: RemarkOn::Job },
        What::Watched { instrument: id("bench"), row: WatchRow::Dipped { seconds: 7, lowest: Volts(10_420) } },
        What::HandedOver { how: Handover::NotSigned },
        What::Printed { result: Print::Sent },
        What::Reviewed { finding: id("overrides"), item: Some(id("plate")), journal: None, observed: None },
    ];
    let mut drafts = vec![start(number)];
    drafts.extend(kinds.into_iter().map(|what| draft(number, what)));
    for (at, draft) in drafts.iter_mut().enumerate().skip(1) {
        draft.note = format!("{at}: \u{202e}why, \"so\"; -1\t\\");
    }
    drafts
}

/// Appends all, a second apart, and expects each to be acknowledged.
pub fn append_all(writer: &mut Writer, drafts: &[Draft]) -> Vec<Appended> {
    drafts.iter().zip(0..).map(|(draft, second)| writer.append(draft, at(second)).unwrap()).collect()
}

/// A journal of one finished job: 5 rows.
pub fn small() -> Double {
    let disk = Double::default();
    let mut noted = answer("1", "customer-code", "card-seen");
    noted.note = "says \"old card\", =SUM(1)".to_owned();
    append_all(&mut writer(&disk), &[start("1"), answer("1", "plate", "known"), noted, finish("1")]);
    disk
}

pub fn lines(disk: &Double, name: &str) -> Vec<String> {
    String::from_utf8(disk.bytes(name)).unwrap().lines().map(ToOwned::to_owned).collect()
}

/// Verifies what is on a disk.
pub fn check(disk: &Double) -> Report {
    check_against(disk, &Options::default())
}

pub fn check_against(disk: &Double, options: &Options) -> Report {
    let files: Vec<(String, Vec<u8>)> =
        disk.names().into_iter().map(|name| (name.clone(), disk.bytes(&name))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    verify_bytes("bay-1", &files, options)
}

/// Verifies one file's bytes as the whole of a station.
pub fn check_bytes(bytes: &[u8]) -> Report {
    verify_bytes("bay-1", &[(FILE, bytes)], &Options::default())
}

/// The codes of all faults and remarks.
pub fn codes(report: &Report) -> Vec<&'static str> {
    report.all_faults().map(precheck::journal::Fault::code).collect()
}

pub fn refused(writer: &mut Writer, draft: &Draft, second: i64) -> Refusal {
    writer.append(draft, at(second)).expect_err("it should have been refused")
}

/// A file of the vectors.
pub fn vectors_file(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors/journal/bay-1").join(name);
    std::fs::read(path).unwrap()
}
