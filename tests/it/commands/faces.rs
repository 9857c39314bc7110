//! What reading and writing have to tell reaches every face: answers files, their JSON, line mode, commands, and the screen.

use std::fs;
use std::io::Write;

use chrono::{Local, TimeDelta};
use precheck::domain::{Answer, Id, JobKey, JobNumber, Station, What};
use precheck::journal::{Draft, Folder, Writer};

use super::{STATION, WHOLE_JOB, Workshop};

/// What may be found when somebody goes on with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    Damaged,
    Torn,
    ClockBack,
    Unread,
}

impl Finding {
    /// Those that stop nothing.
    pub const TOLD: [Self; 3] = [Self::Damaged, Self::Torn, Self::ClockBack];

    /// A workshop where it is found, with the job RO-1 open.
    pub fn place(self) -> Workshop {
        let place = Workshop::new();
        let first = super::up_to_the_clock();
        place.record(first).code(1);
        let file = place.file();
        let add = |text: &str| fs::OpenOptions::new().append(true).open(&file).unwrap().write_all(text.as_bytes());
        match self {
            Self::Damaged => add("garbage\n").unwrap(),
            Self::Torn => add("half of a row").unwrap(),
            Self::ClockBack => Self::record_in_two_hours(&place),
            // as a disk that fails, or a file that somebody else may read
            Self::Unread => {
                fs::rename(&file, file.with_extension("kept")).unwrap();
                fs::create_dir(&file).unwrap();
            }
        }
        place
    }

    fn record_in_two_hours(place: &Workshop) {
        let station = Station::new(STATION).unwrap();
        let folder = Folder::new(&place.path("exports/journal"), &station);
        let job = JobKey { station, number: JobNumber::new("RO-1").unwrap() };
        let what = What::Answered { item: Id::new("clock").unwrap(), answer: Answer::Option(Id::new("set").unwrap()) };
        let draft = Draft { job, who: "Ana K.".into(), note: String::new(), what, expects: None };
        let later = Local::now().fixed_offset() + TimeDelta::hours(2);
        Writer::new(folder, station, "a clock that is ahead".to_owned()).append(&draft, later).unwrap();
    }

    /// What is said of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Damaged => "was changed from outside and is left as it is; the record goes on in",
            Self::Torn => "ended in an unfinished row of 13 bytes, which was cut off",
            Self::ClockBack => "behind the last row: check date and time",
            Self::Unread => "could not be read",
        }
    }
}

const LINE_MODE: [&str; 6] = ["run", "--plain", "--job", "RO-1", "--technician", "Ana K."];

#[test]
fn what_the_writer_did_is_told_by_every_face() {
    for finding in Finding::TOLD {
        let words = finding.words();
        let ran = finding.place().record(WHOLE_JOB);
        assert!(ran.err.contains(words), "{finding:?}: {}{}", ran.out, ran.err);
        let place = finding.place();
        place.write("answers.toml", WHOLE_JOB);
        let ran = place.run(&["record", "--answers", "answers.toml", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert!(json["told"].as_str().unwrap().contains(words), "{finding:?}: {json}");
        assert!(ran.err.contains(words), "{finding:?}: {}", ran.err);
        let ran = finding.place().run(&LINE_MODE);
        assert!(ran.out.contains(words), "{finding:?}: {}{}", ran.out, ran.err);
    }
}

/// Not only once somebody records behind it.
#[test]
fn a_record_that_ends_in_a_time_to_come_is_named() {
    let words = "ahead of this computer's clock; one of the two is wrong";
    let place = Finding::ClockBack.place();
    let ran =
        place.run(&["verify"]).code(0).says(&["not checked: the clock: row", " min ahead of", "the record is intact"]);
    assert!(ran.out.contains(words), "{}", ran.out);
    assert!(place.run(&["verify", "--format", "json"]).code(0).out.contains(words));
    let audited = place.run(&["audit"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(audited.contains(words), "{audited}");
    let sound = Finding::Torn.place().run(&["verify"]).out;
    assert!(!sound.contains(words), "{sound}");
}

#[test]
fn what_was_not_read_is_no_new_job_and_no_missing_one() {
    let place = Finding::Unread.place();
    let words = Finding::Unread.words();
    place.write("answers.toml", WHOLE_JOB);
    let all: [&[&str]; 5] = [
        &["record", "--answers", "answers.toml"],
        &LINE_MODE,
        &["sheet", "RO-1"],
        &["audit", "--evidence", "RO-1"],
        &["verify"],
    ];
    for arguments in all {
        place.run(arguments).code(5).says(&[words]);
    }
    assert_eq!(place.files().len(), 1, "nothing was begun in its place");
    // put back, all goes on
    let file = place.file();
    fs::remove_dir(&file).unwrap();
    fs::rename(file.with_extension("kept"), &file).unwrap();
    place.record(WHOLE_JOB).code(0).says(&["DONE"]);
    place.is_intact();
}

#[test]
fn what_is_done_to_the_file_meanwhile_is_told_in_line_mode() {
    let place = Workshop::new();
    let first = super::up_to_the_clock();
    place.record(first).code(1);
    let mut talk = super::Talk::begin(place.command(&LINE_MODE));
    talk.until("> ");
    let file = place.file();
    fs::rename(&file, file.with_extension("moved")).unwrap();
    talk.say("1");
    talk.until("IS GONE, deleted or moved away");
}

#[test]
fn line_mode_ends_with_a_code_when_nothing_could_be_recorded() {
    let place = Workshop::new();
    let first = super::up_to_the_clock();
    place.record(first).code(1);
    let mut talk = super::Talk::begin(place.command(&LINE_MODE));
    talk.until("> ");
    fs::rename(place.path("exports/journal"), place.path("exports/elsewhere")).unwrap();
    talk.say("1");
    talk.until("not recorded");
    talk.end().code(5);
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_takes_nothing_is_said_for_what_it_is() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = super::finish(place.command(&["verify"]).stdout(full));
    ran.code(5).says(&["the output could not be written", "make room on the disk"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_drive_that_hangs_is_told_of_without_a_screen() {
    let strace = || std::process::Command::new("strace");
    if !strace().args(["-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success()) {
        println!("LEFT OUT: strace is not there, or may not trace");
        return;
    }
    let place = Workshop::new();
    place.write("answers.toml", super::up_to_the_clock());
    let hangs =
        ["-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "inject=fdatasync:delay_enter=6000000:when=2"];
    let ran = super::finish(
        strace()
            .args(hangs)
            .args([env!("CARGO_BIN_EXE_precheck"), "record", "--answers", "answers.toml"])
            .current_dir(place.root())
            .envs(place.environment()),
    );
    ran.code(1).says(&["the drive has not answered for 0:05; Ctrl-C leaves, what is recorded is safe"]);
    place.is_intact();
}

/// A pipe is waited for where a person names one, and that is told.
#[test]
#[cfg(unix)]
fn a_pipe_that_nobody_writes_to_is_told_of() {
    let place = Workshop::new();
    let pipe = place.path("answers.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = std::process::Command::new("timeout");
    command.args(["8", env!("CARGO_BIN_EXE_precheck"), "record", "--answers", "answers.toml"]);
    let ran = super::finish(command.current_dir(place.root()).env_clear().envs(place.environment()));
    ran.code(124).says(&["5 s so far: there is much to read, or the drive does not answer; Ctrl-C leaves"]);
}

/// Whatever a command reads first may be what does not answer.
#[test]
#[cfg(target_os = "linux")]
fn a_drive_that_hangs_is_told_of_by_what_only_reads() {
    let strace = || std::process::Command::new("strace");
    if !strace().args(["-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success()) {
        println!("LEFT OUT: strace is not there, or may not trace");
        return;
    }
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let journal = place.file();
    let hangs = |call: &str| format!("inject={call}:delay_enter=6000000:when=1");
    let commands: [&[&str]; 6] = [
        &["verify"],
        &["audit"],
        &["sheet", "RO-1", "--format", "txt"],
        &["checkpoint"],
        &["where", "AB12 CDE"],
        &["retire", "--before", "2020-01"],
    ];
    let (place, journal) = (&place, journal.to_str().unwrap());
    std::thread::scope(|threads| {
        for arguments in commands {
            let hangs = hangs("openat");
            threads.spawn(move || {
                let ran = super::finish(
                    strace()
                        .args(["-f", "-qq", "-o", "/dev/null", "-P", journal, "-e", "trace=openat", "-e", &hangs])
                        .arg(env!("CARGO_BIN_EXE_precheck"))
                        .args(arguments)
                        .current_dir(place.root())
                        .envs(place.environment()),
                );
                ran.code(0).says(&["5 s so far: there is much to read, or the drive does not answer; Ctrl-C leaves"]);
            });
        }
    });
}
