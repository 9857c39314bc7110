//! A second name that is asked for at another station: each row is bound to the one before, in the other journal.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicU64;

use precheck::audit::FindingKind;
use precheck::domain::{Answer, Identified, JobKey, RowLink, SecondAt, Signature, What};
use precheck::journal::{Draft, Options, Reader, Refusal, Report, verify};
use precheck::runner::{Folders, Recorder};

use super::{answer, at, codes, finish, id, start, station};

struct Place(tempfile::TempDir);

impl Place {
    fn journal(&self) -> PathBuf {
        self.0.path().join("exports/journal")
    }

    /// Records rows at a station, a minute apart; the numbers that they got.
    fn record(&self, name: &str, from: i64, rows: impl IntoIterator<Item = Draft>) -> Vec<u64> {
        let mut recorder = Recorder::open(Folders::of(self.0.path()), Some(station(name)));
        let rows =
            (0..).zip(rows).map(|(place, draft)| recorder.append(&draft, at(from + place * 60)).unwrap().fact.seq);
        rows.collect()
    }

    fn check(&self) -> Report {
        verify(&[self.journal()], &Options::default())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.journal().join(name).join(super::FILE)
    }

    /// Leaves out the last rows of a station's journal.
    fn cut(&self, name: &str, rows: usize) {
        let text = fs::read_to_string(self.file(name)).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        fs::write(self.file(name), lines[..lines.len() - rows].concat()).unwrap();
    }
}

fn job() -> JobKey {
    super::key("RO-1")
}

fn asked() -> Draft {
    let what = What::SecondAsked { item: id("code"), answer: None, second: "Ben O.".to_owned() };
    Draft { note: "signed paper".to_owned(), ..super::draft("RO-1", what) }
}

fn agreed(request: u64) -> Draft {
    said(request, true)
}

fn said(request: u64, agrees: bool) -> Draft {
    let request = RowLink { station: station("bay-1"), seq: request, sealed: None };
    let what = What::SecondAnswered { item: id("code"), agrees, request };
    let who = Signature { identified: Some(Identified::Pin), ..Signature::from("Ben O.") };
    Draft { job: job(), who, note: String::new(), what, expects: None }
}

fn overridden(said: u64) -> Draft {
    let link = RowLink { station: station("bay-2"), seq: said, sealed: None };
    let second_at = Some(SecondAt::Station(Box::new(link)));
    let who = Signature { identified: Some(Identified::Pin), second_at, ..Signature::of_two("Ana K.", "Ben O.") };
    Draft { who, note: "signed paper".to_owned(), ..super::draft("RO-1", What::overrode(id("code"), None)) }
}

/// A job of bay-1 that is overridden by somebody at bay-2.
fn place() -> Place {
    place_where(true)
}

/// The same, where that one agrees, or doesn't.
fn place_where(agrees: bool) -> Place {
    let place = Place(tempfile::tempdir().unwrap());
    place.record("bay-1", 0, [start("RO-1"), answer("RO-1", "plate", "known")]);
    let ask = place.record("bay-1", 200, [asked()])[0];
    let said = place.record("bay-2", 400, [said(ask, agrees)])[0];
    place.record("bay-1", 600, [overridden(said), finish("RO-1")]);
    place
}

/// What the checker without precheck says; what is expected where there is no Python.
fn python_says(root: &Path, is_sound: bool) -> bool {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    let run = Command::new("python3").arg(script).arg(root).output();
    run.map_or(true, |output| output.status.success() == is_sound && output.stderr.is_empty())
}

#[test]
fn what_was_asked_and_said_reads_back_and_is_sound() {
    let place = place();
    let report = place.check();
    assert_eq!((report.exit_code(), codes(&report)), (0, vec![]), "{report:?}");
    assert!(python_says(&place.journal(), true));
    let record = Reader::new(place.journal()).read_all(&station("bay-1")).unwrap();
    let last = record.facts.iter().find(|fact| matches!(fact.what, What::Overrode { .. })).unwrap();
    let Some(SecondAt::Station(link)) = &last.who.second_at else { panic!("{last:?}") };
    let sealed = Reader::new(place.journal()).sealed_at(&station("bay-2"), link.seq).unwrap();
    assert_eq!(link.sealed, sealed.map(|(id, seal)| (id, *seal.bytes())));
    assert_eq!((last.note.as_str(), last.who.to_string()), ("signed paper", "Ana K. + Ben O. (at bay-2)".to_owned()));
    // the asking row is one of the job's, the answer is none: the end counts four
    assert!(record.facts.iter().any(|fact| fact.what == What::Finished { rows: 4 }));
    let exhibits = Reader::new(place.journal()).exhibits(&job()).unwrap();
    assert_eq!((exhibits.rows.len(), exhibits.flaws.len()), (6, 0));
}

#[test]
fn a_row_that_is_gone_is_missed_by_the_one_that_is_bound_to_it() {
    // bay-1 cuts off all from where it asked: what bay-2 answered is nowhere
    let first = place();
    first.cut("bay-1", 3);
    assert_eq!(codes(&first.check()), ["not-as-witnessed"]);
    assert!(python_says(&first.journal(), false));
    // bay-2 has never said so
    let second = place();
    second.cut("bay-2", 1);
    assert_eq!(codes(&second.check()), ["not-as-witnessed"]);
    assert!(python_says(&second.journal(), false));
    // one that was written anew bears another seal
    let third = place();
    third.cut("bay-1", 3);
    third.record("bay-1", 200, [Draft { note: "another reason".to_owned(), ..asked() }]);
    assert_eq!(codes(&third.check()), ["not-as-witnessed"]);
    assert!(python_says(&third.journal(), false));
}

#[test]
fn an_override_that_is_bound_to_a_no_is_a_finding() {
    let found = |place: &Place| {
        let readers = Recorder::open(Folders::of(place.0.path()), Some(station("bay-1"))).readers();
        let audit = readers.audit(&[], None, at(9000), None, &AtomicU64::new(0));
        audit.findings.iter().any(|finding| finding.kind == FindingKind::SecondNotSaid)
    };
    assert!(!found(&place()));
    let denied = place_where(false);
    assert!(found(&denied), "its seals fit, and what they bind says no");
    assert_eq!(denied.check().exit_code(), 0);
    // the other station's journal isn't there: the seal is missed, and nothing says yes
    let alone = place();
    fs::remove_dir_all(alone.journal().join("bay-2")).unwrap();
    assert!(found(&alone));
}

#[test]
fn nothing_is_bound_to_a_row_that_is_not_there() {
    let place = place();
    let mut recorder = Recorder::open(Folders::of(place.0.path()), Some(station("bay-2")));
    assert!(matches!(recorder.append(&agreed(99), at(900)), Err(Refusal::Unreadable(_))));
    // what was read of an option is nothing that anybody may say of another station's job
    let what = What::Answered { item: id("code"), answer: Answer::Option(id("no")) };
    let foreign = Draft { what, who: "Ben O.".into(), ..agreed(1) };
    assert!(matches!(recorder.append(&foreign, at(900)), Err(Refusal::Elsewhere(_))));
}
