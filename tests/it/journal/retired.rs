//! Months that are taken away on purpose: what is left is a sound record, wherever it was stopped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use precheck::domain::fact::Handover;
use precheck::domain::{JobKey, What};
use precheck::journal::{Draft, Folder, Month, Options, Reader, Report, Writer, verify};
use precheck::runner::retire::Retiring;
use precheck::runner::{Folders, Recorder};

use super::{answer, at, codes, finish, start, station};

const DAY: i64 = 86_400;
/// Days of September, October and November.
const MONTHS: [i64; 3] = [-70 * DAY, -40 * DAY, 0];

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// A workshop of two stations, each with a job a month, that have seen each other.
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(place.journal()).unwrap();
        for (month, from) in (9..).zip(MONTHS) {
            place.job("bay-1", &format!("RO-{month}"), from);
            place.job("bay-2", &format!("FD-{month}"), from + 600);
            place.witness("bay-2", from + 3600);
        }
        place
    }

    fn exports(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    fn journal(&self) -> PathBuf {
        self.exports().join("journal")
    }

    fn writer(&self, name: &str) -> Writer {
        Writer::new(Folder::new(&self.journal(), &station(name)), station(name), "precheck 0.1.0".to_owned())
    }

    fn rows(&self, name: &str, rows: impl IntoIterator<Item = Draft>, from: i64) {
        let mut writer = self.writer(name);
        for (place, draft) in (0..).zip(rows) {
            let job = JobKey { station: station(name), number: draft.job.number };
            writer.append(&Draft { job, ..draft }, at(from + place * 60)).unwrap();
        }
    }

    fn job(&self, name: &str, number: &str, from: i64) {
        self.rows(name, [start(number), answer(number, "plate", "known"), finish(number)], from);
    }

    fn witness(&self, name: &str, second: i64) {
        let mut writer = self.writer(name);
        let seen = Reader::new(self.journal()).witness(&station(name), at(second)).unwrap();
        writer.witness(&seen, at(second)).unwrap();
    }

    fn made(&self, name: &str) {
        let path = self.exports().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "made").unwrap();
    }

    fn plan(&self, before: &str) -> Retiring {
        Retiring::of(&self.exports(), Month::parse(before).unwrap())
    }

    /// Takes away what is older; the numbers of the rows that say so.
    fn retire(&self, before: &str) -> Vec<u64> {
        let mut recorder = Recorder::open(Folders::of(self.folder.path()), Some(station("desk")));
        let who = "Maria S.".into();
        self.plan(before).carry_out(&mut recorder, &who, "three years are over", at(3 * DAY)).unwrap().1
    }

    fn check(&self) -> Report {
        verify(&[self.journal()], &Options::default())
    }

    /// Whether program and checker find what is left sound.
    #[track_caller]
    fn is_sound(&self) -> String {
        let report = self.check();
        assert_eq!((report.exit_code(), codes(&report)), (0, vec![]), "{report:?}");
        assert!(python_says(&self.journal(), true));
        let unchecked = report.stations.iter().flat_map(|station| &station.unchecked);
        unchecked.map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.exports()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                match path.is_dir() {
                    true => folders.push(path),
                    false => files.push(path.strip_prefix(self.exports()).unwrap().display().to_string()),
                }
            }
        }
        files.retain(|file| !file.ends_with(".lock"));
        files.sort();
        files
    }
}

/// What the checker without precheck says; what is expected where there is no Python.
fn python_says(root: &Path, is_sound: bool) -> bool {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py");
    let run = Command::new("python3").arg(script).arg(root).output();
    run.map_or(true, |output| output.status.success() == is_sound && output.stderr.is_empty())
}

#[cfg(not(windows))]
#[test]
fn what_is_older_goes_and_the_rest_is_sound() {
    let place = Place::new();
    for name in [
        "jobs/2026-09.csv",
        "jobs/2026-11.csv",
        "sheets/bay-1-ro-9.pdf",
        "sheets/bay-1-ro-9-2.pdf",
        "sheets/bay-1-ro-90.pdf",
        "sheets/bay-1-ro-11.pdf",
        "audit/2026-09-30-120000.xlsx",
        "audit/bay-1-ro-9-2026-11-02-101500/rows.txt",
        "audit/report-2026-11-02-101500.pdf",
        "journal/bay-1/2026-09.csv.torn-1",
    ] {
        place.made(name);
    }
    let plan = place.plan("2026-11");
    assert_eq!((plan.jobs, plan.journals.len(), plan.held.len()), (4, 2, 0));
    assert_eq!(place.retire("2026-11"), [1, 2]);
    assert_eq!(
        place.files(),
        [
            "audit/checkpoint-before-2026-11.txt",
            "audit/report-2026-11-02-101500.pdf",
            "jobs/2026-11.csv",
            "journal/bay-1/2026-11.csv",
            "journal/bay-2/2026-11.csv",
            "journal/desk/2026-11.csv",
            "sheets/bay-1-ro-11.pdf",
            "sheets/bay-1-ro-90.pdf",
        ]
    );
    assert!(!place.exports().join("audit/bay-1-ro-9-2026-11-02-101500").exists());
    let said = place.is_sound();
    assert!(said.contains("rows 0 to 7: taken away on purpose (2026-11-25, Maria S.: row 1 of desk)"), "{said}");
    // the stations go on where they were
    place.job("bay-1", "RO-12", 4 * DAY);
    place.witness("bay-2", 4 * DAY + 600);
    place.is_sound();
    // nothing is left to take away, and nothing is said twice
    assert!(place.plan("2026-11").is_empty());
}

#[test]
fn a_stop_at_any_moment_leaves_a_way_on() {
    // so many files were removed, the oldest of each station first
    for stopped in 0..4 {
        let place = Place::new();
        let plan = place.plan("2026-11");
        let files =
            plan.journals.iter().flat_map(|it| it.files.iter().map(|(file, _)| it.folder.join(file.to_string())));
        let whole: Vec<(PathBuf, Vec<u8>)> = files.map(|file| (file.clone(), fs::read(&file).unwrap())).collect();
        place.retire("2026-11");
        for (file, bytes) in &whole[stopped..] {
            fs::write(file, bytes).unwrap();
        }
        let said = place.is_sound();
        assert!(said.contains("some are still here"), "{stopped}: {said}");
        assert_eq!(place.retire("2026-11"), Vec::<u64>::new(), "{stopped}");
        assert!(!place.is_sound().contains("still here"));
    }
}

#[test]
fn what_no_row_speaks_of_is_missing() {
    let place = Place::new();
    place.retire("2026-10");
    place.is_sound();
    // one more month, by hand
    fs::remove_file(place.journal().join("bay-1/2026-10.csv")).unwrap();
    let report = place.check();
    assert_eq!((report.exit_code(), codes(&report)), (1, vec!["missing-beginning"]));
    assert!(python_says(&place.journal(), false));
}

#[test]
fn a_station_that_is_gone_whole_is_not_missed() {
    let place = Place::new();
    place.job("bay-3", "OLD-1", MONTHS[0] + 900);
    place.witness("bay-1", MONTHS[2] + 4000);
    place.retire("2026-10");
    assert!(!place.journal().join("bay-3/2026-09.csv").exists());
    place.is_sound();
    // its folder without a row that says so is another matter
    fs::remove_dir_all(place.journal().join("desk")).unwrap();
    assert_eq!(place.check().exit_code(), 1);
}

#[test]
fn a_copy_in_another_stations_folder_goes_with_what_it_is_of() {
    let place = Place::new();
    let (file, copy) = ("bay-2/2026-09.csv", "bay-1/2026-09 (1).csv");
    fs::copy(place.journal().join(file), place.journal().join(copy)).unwrap();
    place.retire("2026-10");
    assert!(!place.journal().join(file).exists() && !place.journal().join(copy).exists());
    place.is_sound();
}

#[test]
fn no_job_is_cut_in_two() {
    let place = Place::new();
    // begun on the last day of a month, ended on the first of the next
    place.rows("bay-1", [start("LONG-1"), answer("LONG-1", "plate", "known")], 8 * DAY);
    place.rows("bay-1", [finish("LONG-1")], 9 * DAY);
    place.rows("bay-1", [start("OPEN-1")], 9 * DAY + 600);
    let plan = place.plan("2026-12");
    let held: Vec<_> =
        plan.held.iter().map(|it| (it.job.to_string(), it.ended.map(|month| month.to_string()))).collect();
    assert_eq!(
        (plan.before.to_string(), held),
        ("2026-11".to_owned(), vec![("bay-1/LONG-1".to_owned(), Some("2026-12".to_owned()))])
    );
    // an open one keeps its month for as long as it is open
    let plan = place.plan("2027-01");
    assert_eq!((plan.before.to_string(), plan.held.len()), ("2026-11".to_owned(), 2));
    let told: Vec<String> = plan.held.iter().map(|held| held.sentence().to_string()).collect();
    let open = "job bay-1/OPEN-1 of 2026-12 is still open: finish or stop it on the board, then its month can go";
    let over = "job bay-1/LONG-1 of 2026-11 ended in 2026-12: its months go together";
    assert_eq!(told, [open, over]);
    // what came after a job's end, in another month, keeps nothing
    let place = Place::new();
    let handed = What::HandedOver { how: Handover::Signed };
    place.rows("bay-1", [super::draft("RO-9", handed)], DAY);
    place.retire("2026-11");
    place.is_sound();
}

#[test]
fn a_record_that_is_not_intact_is_said_to_be() {
    let place = Place::new();
    let file = place.journal().join("bay-1/2026-09.csv");
    let text = fs::read_to_string(&file).unwrap().replace("known", "other");
    fs::write(&file, text).unwrap();
    assert!(!place.plan("2026-10").faults.is_empty());
}

#[test]
fn jobs_whose_numbers_begin_alike_keep_what_is_theirs() {
    let place = Place::new();
    place.job("bay-1", "RO-9-2", DAY);
    place.made("sheets/bay-1-ro-9.pdf");
    place.made("sheets/bay-1-ro-9-2.pdf");
    place.retire("2026-10");
    let left = place.files();
    assert!(left.contains(&Path::new("sheets").join("bay-1-ro-9-2.pdf").display().to_string()), "{left:?}");
    assert!(!left.contains(&Path::new("sheets").join("bay-1-ro-9.pdf").display().to_string()), "{left:?}");
}

#[test]
fn a_row_that_excuses_itself_excuses_no_rewritten_record() {
    let place = Place::new();
    place.witness("bay-2", 2 * 3600);
    let file = place.journal().join("bay-1/2026-11.csv");
    let id = fs::read_to_string(&file).unwrap().split(" id ").nth(1).unwrap()[..20].to_owned();
    // the last month is written anew, without the answer that bay-2 has seen the row behind
    fs::remove_file(&file).unwrap();
    place.rows("bay-1", [start("RO-11"), finish("RO-11")], 0);
    let (seal, who) = (precheck::journal::Seal::of_bytes(b"any"), "Ana K.".into());
    let id = precheck::journal::JournalId::parse(&id).unwrap();
    let retired =
        precheck::journal::Retirement { station: station("bay-1"), id, seq: 999, seal, who, remark: String::new() };
    place.writer("bay-1").retire(&[retired], at(DAY)).unwrap();
    assert_eq!(place.check().exit_code(), 1);
    assert!(python_says(&place.journal(), false));
}

/// Says at the desk that a journal's rows went, up to a row with this seal.
fn say_retired(place: &Place, journal: &str, seq: u64, seal: precheck::journal::Seal, second: i64) {
    let file = fs::read_dir(place.journal().join(journal)).unwrap().find_map(|it| {
        let text = fs::read_to_string(it.unwrap().path()).ok()?;
        text.split(" id ").nth(1).map(|rest| rest[..20].to_owned())
    });
    let id = precheck::journal::JournalId::parse(&file.unwrap()).unwrap();
    let (station, who) = (station(journal), "Ana K.".into());
    let row = precheck::journal::Retirement { station, id, seq, seal, who, remark: String::new() };
    place.writer("desk").retire(&[row], at(second)).unwrap();
}

#[test]
fn of_several_rows_about_a_journal_the_one_that_reaches_furthest_counts() {
    let place = Place::new();
    place.retire("2026-10");
    place.retire("2026-11");
    let said = place.is_sound();
    assert!(said.contains("rows 0 to 7: taken away on purpose"), "{said}");
    // what was to go later, too, and is nowhere, is no end of these rows
    let head = place.check().stations.iter().find(|it| it.station == "bay-1").unwrap().ends.unwrap();
    say_retired(&place, "bay-1", 999, head.1, 4 * DAY);
    let report = place.check();
    assert_eq!((report.exit_code(), codes(&report)), (1, vec!["missing-beginning"]));
    assert!(python_says(&place.journal(), false));
}

#[test]
fn a_row_whose_seal_does_not_fit_excuses_nothing() {
    let place = Place::new();
    place.retire("2026-10");
    place.retire("2026-11");
    // the last row of the desk, about bay-2
    let file = place.journal().join("desk/2026-11.csv");
    let text = fs::read_to_string(&file).unwrap();
    let (rest, last) = text.trim_end().rsplit_once('\n').unwrap();
    let changed = format!("{rest}\n{}{}\n", &last[..last.len() - 64], "0".repeat(64));
    fs::write(&file, changed).unwrap();
    let report = place.check();
    assert_eq!((report.exit_code(), codes(&report)), (1, vec!["missing-beginning", "changed-row"]));
    assert!(python_says(&place.journal(), false));
    let run = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_journal.py"))
        .arg(place.journal())
        .output();
    let Ok(run) = run else { return };
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.contains("older files are not here") && said.contains("the seal does not fit"), "{said}");
}
