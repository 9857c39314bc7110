//! A job that another station takes over: its rows in two journals, bound to each other, are one job.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use precheck::audit::evidence;
use precheck::domain::job::Jobs;
use precheck::domain::{Fact, Job, JobKey, Station, What};
use precheck::journal::{Draft, Options, Reader, Receipt, Refusal, Report, verify};
use precheck::runner::{Folders, Recorder};

use super::{answer, at, codes, finish, start, station};

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn journal(&self) -> PathBuf {
        self.0.path().join("exports/journal")
    }

    fn recorder(&self, name: &str) -> Recorder {
        Recorder::open(Folders::of(self.0.path()), Some(station(name)))
    }

    /// Records a row at a station.
    fn record(&self, name: &str, seconds: i64, draft: Draft) -> Fact {
        self.recorder(name).append(&draft, at(seconds)).unwrap().fact
    }

    /// The job, read by all stations' rows.
    fn job(&self) -> Job {
        let reader = Reader::new(self.journal());
        let facts = |station: &Station| reader.read_all(station).unwrap().facts;
        let mut jobs = Jobs::fold(reader.stations().unwrap().iter().flat_map(facts));
        jobs.remove(&job()).unwrap()
    }

    /// Takes the job over, as it is known from all journals.
    fn take(&self, name: &str, seconds: i64) -> Fact {
        self.record(name, seconds, taken(&self.job()))
    }

    fn check(&self) -> Report {
        verify(&[self.journal()], &Options::default())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.journal().join(name).join(super::FILE)
    }

    fn cut(&self, name: &str, rows: usize) {
        let text = fs::read_to_string(self.file(name)).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        fs::write(self.file(name), lines[..lines.len() - rows].concat()).unwrap();
    }
}

fn job() -> JobKey {
    super::key("RO-1")
}

fn taken(job: &Job) -> Draft {
    let what = What::TakenOver { from: job.to_take() };
    Draft { who: "Rosa M.".into(), ..super::draft("RO-1", what) }
}

/// A job that bay-1 begins, bay-2 takes over and ends.
fn place() -> Place {
    let place = Place::new();
    place.record("bay-1", 0, start("RO-1"));
    place.record("bay-1", 60, answer("RO-1", "plate", "known"));
    place.take("bay-2", 120);
    place.record("bay-2", 180, answer("RO-1", "car", "j11"));
    place.record("bay-2", 240, finish("RO-1"));
    place
}

/// What the checkers without precheck say; what is expected where there is no Python.
fn python_says(path: &Path, is_sound: bool) -> bool {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    let run = Command::new("python3").arg(script).arg(path).output();
    run.map_or(true, |output| output.status.success() == is_sound && output.stderr.is_empty())
}

fn tokens(job: &Job) -> Vec<(String, String)> {
    job.tokens().map(|(item, token)| (item.to_string(), token.to_owned())).collect()
}

#[test]
fn the_rows_of_both_stations_are_one_job() {
    let place = place();
    let report = place.check();
    assert_eq!((report.exit_code(), codes(&report)), (0, vec![]), "{report:?}");
    assert!(python_says(&place.journal(), true));
    let job = place.job();
    assert_eq!((job.holder(), job.beside().len(), job.facts().len()), (station("bay-2"), 0, 5));
    assert_eq!(tokens(&job), [("plate", "known"), ("car", "j11")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(job.technicians(), ["Ana K.", "Rosa M."]);
    // the end counts the rows of its own station; those before are counted by the row that takes the job over
    let (_, end) = job.ending().unwrap();
    assert_eq!((end.station, &end.what), (station("bay-2"), &What::Finished { rows: 2 }));
    let What::TakenOver { from } = &job.taken_over().unwrap().what else { panic!("{job:?}") };
    assert_eq!((from.last.station, from.last.seq, from.rows, from.beside), (station("bay-1"), 2, 2, 0));
    // its receipt is found, and answers for it
    let seal = Reader::new(place.journal()).sealed_at(&station("bay-2"), end.seq).unwrap().unwrap().1;
    let receipts = vec![Receipt::of(&seal)];
    let report = verify(&[place.journal()], &Options { receipts, ..Options::default() });
    assert_eq!((report.exit_code(), report.receipts.len()), (0, 1));
    assert_eq!((report.receipts[0].station.as_str(), report.receipts[0].job.as_str()), ("bay-2", "bay-1/RO-1"));
    // and so are they in what is handed on
    let evidence = evidence::read(&place.journal(), &super::key("RO-1")).unwrap();
    assert_eq!((evidence.exit_code(), evidence.ending.as_ref().map(|end| end.rows)), (0, Some(2)), "{evidence:?}");
    let covers: Vec<&str> = evidence.rows.iter().map(|row| row.cover.word()).collect();
    assert_eq!(covers, ["taken", "taken", "summed", "summed", "ending"]);
    let folder = place.0.path().join("bundle");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("rows.txt"), evidence.bundle().rows_text()).unwrap();
    fs::write(folder.join("seals.txt"), evidence.bundle().seals_text()).unwrap();
    let report = verify(std::slice::from_ref(&folder), &Options::default());
    assert_eq!((report.exit_code(), &report.bundles[0].faults), (0, &vec![]));
    assert!(python_says(&folder, true));
    // a row of the station that held it first is missed there, too
    let rows = evidence.bundle().rows_text();
    let lines: Vec<&str> = rows.split_inclusive('\n').collect();
    fs::write(folder.join("rows.txt"), [&lines[..4], &lines[7..]].concat().concat()).unwrap();
    assert_eq!(verify(std::slice::from_ref(&folder), &Options::default()).exit_code(), 1);
    assert!(python_says(&folder, false));
}

#[test]
fn a_row_that_was_gone_on_behind_is_missed_and_no_end_counts_other_rows() {
    let first = place();
    first.cut("bay-1", 1);
    assert_eq!(codes(&first.check()), ["not-as-witnessed"]);
    assert!(python_says(&first.journal(), false));
    // the last answer before the end is left out of the other journal
    let second = place();
    let text = fs::read_to_string(second.file("bay-2")).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').filter(|line| !line.contains("j11")).collect();
    fs::write(second.file("bay-2"), lines.concat()).unwrap();
    assert!(codes(&second.check()).contains(&"job-sum"), "{:?}", codes(&second.check()));
    assert!(python_says(&second.journal(), false));
}

#[test]
fn it_may_be_taken_back_and_what_one_did_not_know_of_counts_in_nothing() {
    let place = Place::new();
    place.record("bay-1", 0, start("RO-1"));
    place.record("bay-1", 60, answer("RO-1", "plate", "known"));
    let stale = place.job();
    place.take("bay-2", 120);
    // bay-1 and bay-3 didn't see that yet
    place.record("bay-1", 150, answer("RO-1", "plate", "other"));
    assert!(matches!(place.recorder("bay-3").append(&taken(&stale), at(155)), Err(Refusal::Overtaken { .. })));
    let job = place.job();
    assert_eq!((job.holder(), job.token("plate"), job.unsettled().len()), (station("bay-2"), Some("known"), 1));
    // whoever takes it over now knows of it
    place.take("bay-1", 200);
    let job = place.job();
    assert_eq!((job.holder(), job.beside().len(), job.unsettled().len()), (station("bay-1"), 1, 0));
    place.record("bay-1", 260, answer("RO-1", "car", "j11"));
    place.record("bay-1", 300, finish("RO-1"));
    let job = place.job();
    assert_eq!((job.ending().map(|(_, end)| end.station), job.token("plate")), (Some(station("bay-1")), Some("known")));
    assert_eq!(codes(&place.check()), Vec::<&str>::new());
    assert!(python_says(&place.journal(), true));
}

#[test]
fn of_two_that_take_it_over_at_once_one_counts_and_both_are_told() {
    let place = Place::new();
    place.record("bay-1", 0, start("RO-1"));
    let known = place.job();
    place.record("bay-3", 60, taken(&known));
    place.record("bay-2", 61, taken(&known));
    place.record("bay-2", 90, answer("RO-1", "car", "j10"));
    let job = place.job();
    assert_eq!((job.holder(), job.unsettled().len(), job.token("car")), (station("bay-3"), 2, None));
    // in whatever order the journals are read
    let facts: Vec<Fact> = job.facts().iter().chain(job.beside()).cloned().collect();
    assert_eq!(Jobs::fold(facts.into_iter().rev().collect::<Vec<_>>()).len(), 1);
    place.take("bay-2", 120);
    let job = place.job();
    assert_eq!((job.holder(), job.unsettled().len()), (station("bay-2"), 0));
}

#[test]
fn nobody_writes_of_the_work_without_having_taken_it_over() {
    let place = Place::new();
    place.record("bay-1", 0, start("RO-1"));
    let mut other = place.recorder("bay-2");
    assert!(matches!(other.append(&answer("RO-1", "plate", "known"), at(60)), Err(Refusal::Elsewhere(_))));
}
