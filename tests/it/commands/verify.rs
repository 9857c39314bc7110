//! `verify` and `checkpoint`, with their exit codes.

use std::fs;
use std::path::Path;

use super::{WHOLE_JOB, Workshop, receipt};

/// A workshop with one finished job, and its receipt.
fn with_a_job() -> (Workshop, String) {
    let place = Workshop::new();
    let code = receipt(&place.record(WHOLE_JOB).code(0).out);
    (place, code)
}

/// Changes the bytes of the only journal file.
fn change(place: &Workshop, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let path = place.file();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, change(bytes)).unwrap();
}

/// A file's lines, each with its end.
fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect()
}

#[test]
fn a_sound_record_is_0() {
    let (place, _) = with_a_job();
    let ran = place.run(&["verify"]).code(0).says(&["station bay-1", "rows 0 to 37, intact", "the record is intact"]);
    assert!(ran.out.contains("what this can't show"), "{}", ran.out);
    let file = place.file();
    for path in [place.root(), place.path("exports/journal"), place.path("exports/journal/bay-1"), file] {
        place.run(&["verify", path.to_str().unwrap()]).code(0).says(&["intact"]);
    }
}

#[test]
fn no_record_yet_is_0_and_said() {
    let place = Workshop::new();
    place.run(&["verify"]).code(0).says(&["there is no journal yet"]);
    place.run(&["verify", "exports/journal"]).code(5).says(&["could not be read"]);
    let ran = place.run(&["verify", "--receipt", "5ABN-2V1N-9DM8-936V-N"]);
    assert_ne!(ran.code, 0, "a receipt says that there was one: {}", ran.out);
}

#[test]
fn a_changed_row_is_1_and_named() {
    let (place, _) = with_a_job();
    change(&place, |bytes| String::from_utf8(bytes).unwrap().replace("AB12 CDE", "AB12 CDF").into_bytes());
    place.run(&["verify"]).code(1).says(&["row 4", ".csv:6", "changed", "NOT INTACT"]);
}

#[test]
fn a_removed_and_a_moved_row_are_1() {
    let (place, _) = with_a_job();
    let whole = fs::read(place.file()).unwrap();
    change(&place, |bytes| {
        let mut lines = lines(&bytes);
        lines.remove(10);
        lines.concat()
    });
    place.run(&["verify"]).code(1).says(&["missing"]);
    fs::write(place.file(), &whole).unwrap();
    change(&place, |bytes| {
        let mut lines = lines(&bytes);
        lines.swap(10, 11);
        lines.concat()
    });
    place.run(&["verify"]).code(1);
}

#[test]
fn saved_again_by_another_program_is_3() {
    let (place, _) = with_a_job();
    change(&place, |bytes| {
        let text = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
        format!("\u{feff}{text}").into_bytes()
    });
    place.run(&["verify"]).code(3).says(&["byte order mark, CRLF", "the contents are intact"]);
}

/// Not only `verify` reads it: the job that was open goes on.
#[test]
fn a_journal_that_a_spreadsheet_saved_in_its_own_encoding_still_has_its_jobs() {
    let place = Workshop::new();
    let by_joerg = |text: &str| text.replace("Ana K.", "Jörg K.");
    place.record(&by_joerg(super::up_to_the_clock())).code(1).says(&["next: clock"]);
    change(&place, |bytes| {
        let text = String::from_utf8(bytes).unwrap().replace(',', ";").replace('\n', "\r\n");
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    });
    place.run(&["verify"]).code(3).says(&["the contents are intact"]);
    assert!(place.run(&["audit"]).code(3).out.contains("1 job of 1"));
    place.run(&["sheet", "RO-1"]).says(&["AB12 CDE"]);
    place.record(&by_joerg(WHOLE_JOB)).code(0).says(&["DONE"]);
    place.run(&["verify"]).code(3);
}

#[test]
fn thousands_of_faults_are_named_in_good_time() {
    let (place, _) = with_a_job();
    let text = std::fs::read_to_string(place.file()).unwrap();
    let row = text.split_inclusive('\n').nth(5).unwrap();
    std::fs::write(place.file(), text.replacen(row, &row.repeat(3000), 1)).unwrap();
    let began = std::time::Instant::now();
    let told = place.run(&["verify"]).code(1).out;
    // each names its job; to read the job's wording anew for each took a minute and a half
    assert!(told.matches("job RO-1").count() >= 2999, "{}", &told[..2000.min(told.len())]);
    assert!(began.elapsed().as_secs() < 45, "{:?}", began.elapsed());
}

#[test]
fn an_unfinished_last_row_is_4() {
    let (place, _) = with_a_job();
    change(&place, |bytes| [bytes, b"38,2026-11-22T09:1".to_vec()].concat());
    place.run(&["verify"]).code(4).says(&["the last row is unfinished (18 bytes)"]);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    place.run(&["verify"]).code(0);
    assert!(place.rows().iter().any(|row| row.event == "recover" && row.value == "cut 18 bytes"));
}

#[test]
fn what_cannot_be_read_is_5() {
    let (place, _) = with_a_job();
    place.run(&["verify", "nowhere.csv"]).code(5).says(&["nowhere.csv", "could not be read"]);
    fs::create_dir(place.path("empty")).unwrap();
    place.run(&["verify", "empty"]).code(5).says(&["no journal here"]);
    place.run(&["verify", "--against", "nowhere.txt"]).code(5).says(&["nowhere.txt"]);
    fs::create_dir(place.path("exports/journal/bay-1/2031-01.csv")).unwrap();
    place.run(&["verify"]).code(5).says(&["2031-01.csv"]);
}

/// Whether names that differ in case only are two names in this folder.
fn tells_case_apart(folder: &Path) -> bool {
    fs::write(folder.join("case"), "").unwrap();
    !folder.join("CASE").exists()
}

/// On Windows and macOS `Bay-1` is `bay-1`: what is written there is read there.
#[test]
fn names_in_another_case_are_the_same_where_the_drive_says_so() {
    if tells_case_apart(&Workshop::empty().root()) {
        return;
    }
    let (place, code) = with_a_job();
    let month = place.file().file_name().unwrap().to_str().unwrap().to_owned();
    let journal = place.path("exports/journal");
    fs::rename(journal.join("bay-1").join(&month), journal.join("bay-1").join(month.to_uppercase())).unwrap();
    fs::rename(journal.join("bay-1"), journal.join("Bay-1")).unwrap();
    place.run(&["verify", "--receipt", &code]).code(0).says(&["the record is intact"]);
    place.run(&["verify", "exports/journal/Bay-1"]).code(0).says(&["the record is intact"]);
    place.record(WHOLE_JOB).code(0).says(&[&code]);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    let is_csv = |entry: &fs::DirEntry| entry.path().extension().is_some_and(|it| it.eq_ignore_ascii_case("csv"));
    let files = fs::read_dir(journal.join("bay-1")).unwrap().flatten().filter(is_csv).count();
    assert_eq!(files, 1, "the record goes on in its file");
    place.run(&["audit"]).code(0).says(&["2 jobs of 2"]);
    place.run(&["sheet", "RO-1"]).code(0);
}

#[test]
fn a_journal_that_is_not_read_is_named() {
    let moved = |from: &str, to: &str| {
        let (place, _) = with_a_job();
        let month = place.file().file_name().unwrap().to_string_lossy().into_owned();
        let named = |path: &str| place.path("exports/journal").join(path.replace("MONTH", &month));
        fs::create_dir_all(named(to).parent().unwrap()).unwrap();
        fs::rename(named(from), named(to)).unwrap();
        (place, to.replace("MONTH", &month))
    };
    for (from, to, named) in [
        ("bay-1", "Bay-1", "Bay-1"),
        ("bay-1", ".bay-1", ".bay-1"),
        ("bay-1/MONTH", "bay-1/MONTH.bak", "bak"),
        ("bay-1/MONTH", "bay-1/MONTH.torn-1", "torn-1"),
        ("bay-1/MONTH", "bay-1/old/MONTH", "bay-1/old"),
    ] {
        // where the system takes both for one name, nothing has been moved
        if named == "Bay-1" && !tells_case_apart(&Workshop::empty().root()) {
            continue;
        }
        let (place, _) = moved(from, to);
        let other = WHOLE_JOB.replace("RO-1", "RO-2");
        place.record(&other).code(0);
        let ran = place.run(&["verify"]).code(1).says(&[named, "a journal was NOT READ"]);
        let expected = match named {
            "bak" | "torn-1" => ["a copy of", "NOT in the journal"],
            _ => ["a journal under this name is not read", "its jobs are missing"],
        };
        assert!(expected.iter().all(|words| ran.out.contains(words)), "{}", ran.out);
        let all = place.run(&["audit"]).code(1).out;
        assert!(all.contains("a journal that is not read (1)") && all.contains(named), "{all}");
    }
    // a copy of what is read weighs nothing
    let (place, _) = with_a_job();
    for copy in ["exports/journal/bay-1/old", "exports/journal/Backup"] {
        fs::create_dir_all(place.path(copy)).unwrap();
        fs::copy(place.file(), place.path(copy).join("2026-11.csv")).unwrap();
    }
    let ran = place.run(&["verify"]).code(0).says(&["the record is intact"]);
    assert_eq!(ran.out.matches("not read; all its rows are in journals that are").count(), 2, "{}", ran.out);
    let (place, name) = moved("bay-1/MONTH", "bay-1/MONTH.torn-1");
    place.write(&format!("exports/journal/{name}"), "38,2026-11-22T09:1");
    place.write("exports/journal/bay-1/.precheck-Xy", "half of a file");
    place.record(WHOLE_JOB).code(0);
    let ran = place.run(&["verify"]).code(0);
    assert!(!ran.out.contains("remark"), "what the program makes is no remark: {}", ran.out);
}

#[test]
#[cfg(unix)]
fn a_pipe_under_a_journals_name_is_not_waited_for() {
    let (place, _) = with_a_job();
    let pipe = place.path("exports/journal/bay-1/2031-01.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    place.run(&["verify"]).code(5).says(&["2031-01.csv: could not be read: it is no regular file"]);
}

#[test]
fn nothing_that_was_checked_is_5_and_not_intact() {
    let (place, _) = with_a_job();
    let ran = place.run(&["verify", "--from", "2999-01"]).code(5).says(&[
        "older than asked for",
        "every file is older than 2999-01",
        "NOTHING WAS CHECKED",
    ]);
    assert!(!ran.out.contains("intact"), "{}", ran.out);
    fs::remove_file(place.file()).unwrap();
    place.run(&["verify"]).code(5).says(&["there is no journal file, such as", "NOTHING WAS CHECKED"]);
    let json = place.run(&["verify", "--format", "json"]).code(5).out;
    assert!(json.contains("\"nothing-checked\""), "{json}");
}

#[test]
fn a_checkpoint_of_a_journal_with_faults_is_written_and_said_to_be_one() {
    let (place, _) = with_a_job();
    let whole = fs::read(place.file()).unwrap();
    change(&place, |bytes| String::from_utf8(bytes).unwrap().replace("AB12 CDE", "AB12 CDF").into_bytes());
    let ran = place.run(&["checkpoint"]).code(1);
    assert!(ran.out.contains("precheck.checkpoint/1 bay-1"), "{}", ran.out);
    assert_eq!(ran.err, "precheck: bay-1: the journal has faults; precheck verify names them\n");
    fs::write(place.file(), "junk\n").unwrap();
    let ran = place.run(&["checkpoint"]).code(1).says(&["bay-1: the journal has faults"]);
    assert_eq!(ran.out, "");
    fs::write(place.file(), [&whole[..], b"38,2026"].concat()).unwrap();
    place.run(&["checkpoint"]).code(0);
}

#[test]
fn many_checkpoints_of_a_station_are_one_line() {
    let (place, _) = with_a_job();
    for number in ["RO-2", "RO-3", ""] {
        place.run(&["checkpoint", "-o", "notes.txt"]).code(0);
        if !number.is_empty() {
            place.record(&WHOLE_JOB.replace("RO-1", number)).code(0);
        }
    }
    place.run(&["checkpoint", "-o", "notes.txt"]).code(0);
    let ran =
        place.run(&["verify", "--against", "notes.txt"]).code(0).says(&["3 checkpoints agree, the newest at row 111"]);
    let found = ran.out.split("what this can't show").next().unwrap_or_default();
    assert_eq!(found.matches("checkpoint").count(), 1, "{}", ran.out);
    change(&place, |bytes| lines(&bytes)[..80].concat());
    let ran = place.run(&["verify", "--against", "notes.txt"]).code(1);
    assert_eq!(ran.out.matches("a checkpoint has seen row 111").count(), 1, "{}", ran.out);
}

#[test]
fn of_several_faults_the_gravest_counts() {
    let (place, _) = with_a_job();
    change(&place, |bytes| {
        let text = String::from_utf8(bytes).unwrap().replace("AB12 CDE", "AB12 CDF");
        format!("{text}38,2026").into_bytes()
    });
    place.run(&["verify", "exports/journal", "nowhere.csv"]).code(1);
    let (place, _) = with_a_job();
    change(&place, |bytes| [bytes, b"38,2026".to_vec()].concat());
    place.run(&["verify", "exports/journal", "nowhere.csv"]).code(5);
}

#[test]
fn a_receipt_is_found_however_it_is_typed() {
    let (place, code) = with_a_job();
    place.run(&["verify", "--receipt", &code]).code(0).says(&["job RO-1 ended", "the job's rows agree"]);
    let careless = code.replace('-', " ").to_lowercase().replace('0', "o").replace('1', "l");
    place.run(&["verify", "--receipt", &careless]).code(0).says(&["job RO-1 ended"]);
    place.run(&["verify", "--receipt", "5ABN-2V1N-9DM8-936V-N"]).code(1).says(&["no finished or stopped job"]);
    let wrong = if code.starts_with('A') { "B" } else { "A" };
    place.run(&["verify", "--receipt", &format!("{wrong}{}", &code[1..])]).code(2).says(&["mistyped"]);
    place.run(&["verify", "--receipt", "5ABN"]).code(2);
}

#[test]
fn an_older_checkpoint_agrees_and_a_shortened_file_does_not() {
    let (place, _) = with_a_job();
    let printed = place.run(&["checkpoint"]).code(0).out;
    place.run(&["checkpoint", "-o", "kept.txt"]).code(0);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    place.run(&["verify", "--against", "kept.txt"]).code(0).says(&["the checkpoint at row 37 agrees"]);
    let whole = fs::read(place.file()).unwrap();
    fs::write(place.file(), lines(&whole)[..20].concat()).unwrap();
    place.run(&["verify"]).code(0);
    place.run(&["verify", "--against", "kept.txt"]).code(1).says(&["row 18", "row 37", "cut from the end"]);
    place.write("printed.txt", &printed);
    place.run(&["verify", "--against", "printed.txt"]).code(1);
    let other = Workshop::new();
    other.record(WHOLE_JOB).code(0);
    other.write("kept.txt", printed);
    other.run(&["verify", "--against", "kept.txt"]).code(1);
}

#[test]
fn a_checkpoint_is_held_against_the_journal_with_its_id() {
    let (north, south) = (Workshop::new(), Workshop::new());
    north.record(WHOLE_JOB).code(0);
    south.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    let (north_exports, south_exports) = (north.path("exports"), south.path("exports"));
    let both = [north_exports.to_str().unwrap(), south_exports.to_str().unwrap()];
    north.write("kept.txt", north.run(&["checkpoint"]).code(0).out);
    north.run(&["verify", both[0], both[1], "--against", "kept.txt"]).code(0);
    // where no journal has its id, those of its name are not the record that it has seen
    north.run(&["verify", both[1], "--against", "kept.txt"]).code(1);
}

#[test]
fn a_file_that_is_no_journal_is_called_so() {
    let (place, _) = with_a_job();
    place.write("prices.csv", "part;price\nbattery;99\n");
    place
        .run(&["verify", "exports/journal", "prices.csv"])
        .code(5)
        .says(&["prices.csv: could not be read: it is no journal"]);
    place.run(&["audit", "prices.csv"]).code(5).says(&["it is no journal"]);
    // under the name of a journal it may be one that somebody has overwritten
    place.write("2026-11.csv", "part;price\nbattery;99\n");
    place.run(&["verify", "2026-11.csv"]).code(1).says(&["it is not the header of a journal"]);
}

#[test]
fn checkpoints_are_appended_and_printed() {
    let (place, _) = with_a_job();
    let printed = place.run(&["checkpoint"]).code(0).out;
    let note: Vec<&str> = printed.lines().collect();
    assert_eq!(note.len(), 4, "{printed}");
    assert!(note[0].starts_with("precheck.checkpoint/1 bay-1 "), "{printed}");
    assert_eq!((note[1], note[2].len()), ("37", 64));
    place.run(&["checkpoint", "-o", "kept.txt"]).code(0);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    place.run(&["checkpoint", "--output", "kept.txt"]).code(0);
    assert_eq!(fs::read_to_string(place.path("kept.txt")).unwrap().lines().count(), 8);
    place.run(&["verify", "--against", "kept.txt"]).code(0);
    place.run(&["checkpoint", "-o", "no/folder.txt"]).code(5).says(&["no/folder.txt"]);
    Workshop::new().run(&["checkpoint"]).code(2).says(&["there is no journal yet"]);
    place.write("empty.txt", "");
    place.run(&["verify", "--against", "empty.txt"]).code(2).says(&["no checkpoint"]);
    place.write("garbage.txt", "precheck.checkpoint/1 bay-1\nx\n");
    place.run(&["verify", "--against", "garbage.txt"]).code(2).says(&["garbage.txt"]);
}

#[test]
fn older_files_may_be_gone_when_that_is_said() {
    let vectors = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors/journal/bay-1");
    let place = Workshop::new();
    place.write("exports/journal/bay-1/2026-12.csv", fs::read(vectors.join("2026-12.csv")).unwrap());
    place.run(&["verify"]).code(1);
    place.run(&["verify", "--from", "2026-12"]).code(0).says(&["the record begins at row"]);
    place.run(&["verify", "--from", "december"]).code(2).says(&["2026-11"]);
    place.write("exports/journal/bay-1/2026-11.csv", fs::read(vectors.join("2026-11.csv")).unwrap());
    place.run(&["verify"]).code(0);
}

#[test]
fn the_report_for_programs_is_json() {
    let (place, code) = with_a_job();
    let ran = place.run(&["verify", "--format", "json", "--receipt", &code]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&json["format"], &json["exit_code"]), (&"precheck.verify/1".into(), &0.into()));
    assert_eq!(json["stations"][0]["last_row"], 37);
    assert_eq!(json["receipts"][0]["job"], "RO-1");
    change(&place, |bytes| String::from_utf8(bytes).unwrap().replace("AB12 CDE", "AB12 CDF").into_bytes());
    let ran = place.run(&["verify", "--format", "json"]).code(1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&json["exit_code"], &json["faults"][0]["row"]), (&1.into(), &4.into()));
}

#[test]
fn reading_changes_nothing() {
    let (place, _) = with_a_job();
    change(&place, |bytes| [bytes, b"38,2026".to_vec()].concat());
    let before = fs::read(place.file()).unwrap();
    place.run(&["verify"]).code(4);
    place.run(&["checkpoint"]).code(0);
    assert_eq!(fs::read(place.file()).unwrap(), before);
    let names: Vec<_> = fs::read_dir(place.path("exports/journal/bay-1")).unwrap().collect();
    assert_eq!(names.len(), 2, "the file and the lock");
}

#[test]
fn hostile_bytes_in_a_journal_never_reach_the_terminal() {
    let (place, _) = with_a_job();
    change(&place, |bytes| {
        let mut lines = lines(&bytes);
        let hostile = b"5,\x1b[2J\x1b]0;owned\x07,J\x9b,ans\xc2\x9bwer,\xe2\x80\xae,x,y,z,0\n".to_vec();
        lines[6] = hostile;
        lines.concat()
    });
    #[cfg(unix)]
    place.write("exports/journal/bay-1/odd\u{9b}31m\u{202e}.csv", "name,phone\n");
    for arguments in [&["verify"][..], &["verify", "--format", "json"], &["checkpoint"]] {
        place.run(arguments).harmless();
    }
}

#[test]
fn a_checkpoint_that_was_cut_off_costs_only_itself() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let note = place.run(&["checkpoint"]).code(0).out;
    let torn = note[..note.len() - 40].to_owned();
    place.write("kept.txt", format!("{note}{torn}"));
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    place.run(&["checkpoint", "-o", "kept.txt"]).code(0);
    let text = fs::read_to_string(place.path("kept.txt")).unwrap();
    assert!(
        text.starts_with(&format!("{note}{torn}\nprecheck.checkpoint/1 bay-1 ")),
        "it begins on a line of its own: {text}"
    );
    let told = "not checked: kept.txt: line 7: a seal of 64 lower-case hex digits was expected";
    place.run(&["verify", "--against", "kept.txt"]).code(0).says(&[told, "2 checkpoints agree"]);
    // as an older version glued it
    place.write("kept.txt", format!("{note}{torn}{note}"));
    place.run(&["verify", "--against", "kept.txt"]).code(0).says(&[told, "agree"]);
}

#[test]
fn what_windows_writes_by_a_redirection_is_read_back() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let note = place.run(&["checkpoint"]).code(0).out;
    let wide = |text: &str| -> Vec<u8> {
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    place.write("kept.txt", wide(&note));
    place.run(&["verify", "--against", "kept.txt"]).code(0).says(&["agrees"]);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    place.run(&["checkpoint", "-o", "kept.txt"]).code(0);
    place.run(&["verify", "--against", "kept.txt"]).code(0).says(&["2 checkpoints agree"]);
    place.write("answers.toml", wide(&WHOLE_JOB.replace("RO-1", "RO-3")));
    place.run(&["record", "--answers", "answers.toml"]).code(0).says(&["DONE"]);
    place.write("latin.txt", b"precheck.checkpoint/1 bay-1 \xf6");
    place.run(&["verify", "--against", "latin.txt"]).code(2).says(&["save the file as UTF-8"]);
}

#[test]
#[cfg(target_os = "linux")]
fn notes_without_an_end_are_refused() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    place.run(&["verify", "--against", "/dev/zero"]).code(2).says(&["/dev/zero: it is longer than 65536 kB"]);
}

/// True when a program is there.
#[cfg(unix)]
fn has(program: &str) -> bool {
    std::process::Command::new(program).arg("-?").output().is_ok()
}

#[test]
#[cfg(unix)]
fn a_checkpoint_is_signed_with_a_key_that_lies_elsewhere() {
    if !has("ssh-keygen") {
        return;
    }
    let (place, _) = with_a_job();
    let key = tempfile::tempdir().unwrap();
    let path = |name: &str| key.path().join(name).to_str().unwrap().to_owned();
    let ssh = |arguments: &[&str]| std::process::Command::new("ssh-keygen").args(arguments).output().unwrap();
    assert!(ssh(&["-q", "-t", "ed25519", "-N", "", "-f", &path("manager")]).status.success());
    let (notes, manager) = (path("notes.txt"), path("manager"));
    // twice: the file grows, and its signature is made anew
    for _ in 0..2 {
        place.run(&["checkpoint", "-o", &notes, "--sign", &manager]).code(0).says(&["signed in", "notes.txt.sig"]);
    }
    let public = fs::read_to_string(path("manager.pub")).unwrap();
    fs::write(path("signers.txt"), format!("manager {public}")).unwrap();
    let is_good = |notes: &str| {
        let (signers, signature) = (path("signers.txt"), path("notes.txt.sig"));
        let verify = ["-Y", "verify", "-f", &signers, "-I", "manager", "-n", "precheck", "-s", &signature];
        let notes = fs::File::open(notes).unwrap();
        std::process::Command::new("ssh-keygen").args(verify).stdin(notes).output().unwrap().status.success()
    };
    assert!(is_good(&notes));
    place.run(&["verify", "--against", &notes]).code(0);
    fs::write(path("changed.txt"), fs::read_to_string(&notes).unwrap().replace("bay-1", "bay-2")).unwrap();
    assert!(!is_good(&path("changed.txt")));
    // a key in the workshop is everybody's
    fs::copy(&manager, place.path("key")).unwrap();
    let ran = place.run(&["checkpoint", "-o", &notes, "--sign", place.path("key").to_str().unwrap()]);
    ran.code(2).says(&["lies in the workshop's folder"]);
    place.run(&["checkpoint", "-o", &notes, "--sign", &path("nowhere")]).code(5).says(&["nowhere"]);
    place.run(&["checkpoint", "-o", &notes, "--sign", &path("signers.txt")]).code(5).says(&["not signed: ssh-keygen"]);
}

#[test]
fn a_receipt_says_what_it_does_not_answer_for() {
    let (place, code) = with_a_job();
    let ran = place.run(&["verify", "--receipt", &code]).code(0);
    assert!(!ran.out.contains("later"), "{}", ran.out);
    place.run(&["audit", "--seen", "via-file", "RO-1", "--remark", "as agreed", "--who", "Zoe Q."]).code(0);
    place.run(&["verify", "--receipt", &code]).code(0).says(&[
        "and the job's rows agree",
        "1 row about the job was written later, which this receipt does not answer for",
    ]);
    let json = place.run(&["verify", "--format", "json", "--receipt", &code]).code(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["receipts"][0]["rows_after"], &json["receipts"][0]["job_agrees"]), (&1.into(), &true.into()));
}
