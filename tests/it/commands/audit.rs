//! `audit`: the list, its forms, what is said of bad input, and what a manager has seen.

use std::fs;

use super::{WHOLE_JOB, Workshop, finish};

/// The day on which everything here is recorded.
fn with_jobs(changes: &[(&str, &str)]) -> Workshop {
    let place = Workshop::new();
    place.record(&changes.iter().fold(WHOLE_JOB.to_owned(), |text, (from, to)| text.replace(from, to))).code(0);
    place
}

const LOCKED: (&str, &str) = ("radio-after = \"plays\"", "radio-after = \"locked\"");
const NO_VOLTS: (&str, &str) = ("car-volts = 12.6", "car-volts = 9.8");

#[test]
fn no_record_yet_is_0_and_said() {
    Workshop::new().run(&["audit"]).code(0).says(&["there is no journal yet"]);
}

#[test]
fn notes_alone_are_0() {
    let ran = with_jobs(&[]).run(&["audit"]).code(0);
    assert_eq!(
        ran.out,
        "1 job of 1, 38 rows at 1 station\n0 grave, 0 serious, 1 note; 0 seen\n\n\
         · note: came in by a file (1)                      finding:via-file\n"
    );
}

#[test]
fn what_is_serious_is_1_and_stands_first() {
    let place = with_jobs(&[LOCKED, NO_VOLTS]);
    let ran = place.run(&["audit"]).code(1);
    let today = chrono::Local::now().format("%Y-%m-%d");
    let expected = format!(
        "1 job of 1, 38 rows at 1 station\n1 grave, 1 serious, 1 note; 0 seen\n\n\
         ■ grave: radio locked afterwards (1)               finding:radio-locked\n  bay-1/RO-1 · {today} · AB12 CDE · Ana K. · Battery\n    \
         afterwards: Locked, takes no entry; it played on arrival; backup supply: OBD\n    \
         saver on its own battery, 9.8 V with the lead off\n\n\
         ▲ serious: volts between the leads too low (1)     finding:volts-low\n  bay-1/RO-1 · {today} · AB12 CDE · Ana K. · Battery\n    \
         9.8 V between the car's leads with the lead off, less than 11 V\n\n\
         · note: came in by a file (1)                      finding:via-file\n"
    );
    assert_eq!(ran.out, expected);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn words_and_flags_say_the_same() {
    let place = with_jobs(&[LOCKED]);
    for arguments in [&["audit", "technician:nobody"][..], &["audit", "--technician", "nobody"]] {
        place.run(arguments).code(2).says(&["technician:nobody: nobody who worked on a job here is called so"]);
    }
    for arguments in [&["audit", "outcome:open"][..], &["audit", "--outcome", "open"], &["audit", "last-year"]] {
        place.run(arguments).code(0).says(&["0 jobs of 1", "nothing to look at"]);
    }
    for arguments in [
        &["audit", "today", "technician:ana", "finding:outcome"][..],
        &["audit", "--when", "today", "--technician", "ana", "--finding", "radio-locked"],
        &["audit", "ab12", "--kind", "battery", "--outcome", "finished"],
        &[
            "audit",
            "exports/journal",
            "today",
            "station:bay-1",
            "--serial",
            "BP53",
            "--plate",
            "AB 12",
            "--job",
            "RO",
            "--revision",
            "1",
        ],
    ] {
        place.run(arguments).code(1).says(&["1 job of 1", "radio locked afterwards"]);
    }
    place.run(&["audit", "--jobs"]).code(1).says(&["■ bay-1/RO-1", "finished"]);
}

#[test]
fn what_makes_no_sense_is_2() {
    let place = with_jobs(&[]);
    place.run(&["audit", "finding:no-cod"]).code(2).says(&["finding:no-cod", "did you mean \"no-code\"?"]);
    place.run(&["audit", "--when", "last-mnth"]).code(2).says(&["when:last-mnth", "last-month"]);
    place.run(&["audit", "tecnician:ana"]).code(2).says(&["did you mean \"technician\"?"]);
    place.run(&["audit", "--format", "pdf"]).code(2);
    place.run(&["--workshop", "nowhere", "audit", "exports"]).code(2).says(&["nowhere"]);
}

#[test]
fn a_spreadsheet_gets_the_same() {
    let place = with_jobs(&[LOCKED, ("AB12 CDE", "MAR 12")]);
    place.run(&["audit", "-o", "findings.csv"]).code(1).says(&["wrote findings.csv"]);
    let text = fs::read_to_string(place.path("findings.csv")).unwrap();
    assert!(text.starts_with("\u{feff}weight,finding,"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("grave,radio-locked,") && text.contains(",JRO-1,bay-1,"), "{text}");
    assert!(text.contains(",'MAR 12,sn BP538971317615,"), "{text}");
    let printed = place.run(&["audit", "--format", "csv"]).code(1).out;
    assert_eq!(printed, text);
    place.run(&["audit", "--jobs", "-o", "jobs.csv"]).code(1);
    let month = place.file().file_name().unwrap().to_owned();
    let kept = fs::read_to_string(place.path("exports/jobs").join(month)).unwrap();
    assert_eq!(fs::read_to_string(place.path("jobs.csv")).unwrap(), kept, "one table of jobs, wherever it is made");
    assert!(kept.contains(",radio-locked via-file,"), "{kept}");
    place.run(&["audit", "-o", "no/folder.csv"]).code(5).says(&["no/folder.csv"]);
}

#[test]
fn the_answer_for_programs_is_json() {
    let place = with_jobs(&[LOCKED]);
    let ran = place.run(&["audit", "--format", "json"]).code(1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&json["format"], &json["exit_code"]), (&"precheck.audit/1".into(), &1.into()));
    assert_eq!((&json["counts"]["grave"], &json["counts"]["jobs"]), (&1.into(), &1.into()));
    assert_eq!(json["findings"][0]["kind"], "radio-locked");
    assert_eq!((&json["findings"][0]["job"], &json["findings"][0]["seen"]), (&"RO-1".into(), &serde_json::Value::Null));
    let job = &json["jobs"][0];
    assert_eq!(
        (&job["serial"], &job["car_volts"], &job["code"]),
        (&"BP538971317615".into(), &"12.6".into(), &"card-seen".into())
    );
    assert_eq!(job["receipt"].as_str().unwrap().len(), 21);
}

#[test]
fn a_finding_is_marked_as_seen_by_a_row_and_nothing_else_changes() {
    let place = with_jobs(&[LOCKED]);
    let before = fs::read(place.file()).unwrap();
    let mark = |extra: &[&str]| place.run(&[&["audit", "--seen"][..], extra].concat());
    mark(&["radio-locked", "RO-1"]).code(2).says(&["--remark"]);
    place.run(&["audit"]).code(1).says(&["radio locked afterwards (1)", "finding:radio-locked"]);
    place.run(&["audit", "--help"]).code(0).says(&["  serious\n", "radio-locked", "wait-short", "journal-not-read"]);
    let (remark, who) = (["--remark", "called the customer"], ["--who", "Mo M."]);
    let told = [&remark[..], &who].concat();
    mark(&[&["radio-loked", "RO-1"], &told[..]].concat()).code(2).says(&["did you mean \"radio-locked\"?"]);
    mark(&[&["no-code", "RO-1"], &told[..]].concat())
        .code(2)
        .says(&["there is no finding no-code", "radio-locked, via-file"]);
    mark(&[&["radio-locked", "RO-2"], &told[..]].concat()).code(2).says(&["no job has this number"]);
    mark(&[&["broken", "RO-1"], &told[..]].concat()).code(2).says(&["can't be marked as seen"]);
    let code = ["radio-locked", "RO-1", "--remark", "the code is 4711", "--who", "Mo M."];
    mark(&code).code(2).says(&["radio code"]);
    assert_eq!(fs::read(place.file()).unwrap(), before);
    mark(&[&["Radio locked afterwards", "ro-1"], &told[..]].concat())
        .code(0)
        .says(&["bay-1/RO-1: recorded as seen: radio locked afterwards; row 38 of bay-1"]);
    let after = fs::read(place.file()).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len());
    assert_eq!(place.rows().last().unwrap().brief(), "review radio-locked seen");
    place.is_intact();
    place.run(&["audit"]).code(0).says(&[
        "1 seen",
        "radio locked afterwards (1, seen)",
        "seen by Mo M.",
        "called the customer",
    ]);
    place.run(&["audit", "finding:unseen,outcome"]).code(0);
    let ran = place.run(&["audit", "--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let seen = json["findings"].as_array().unwrap().last().unwrap()["seen"].clone();
    assert_eq!((&seen["who"], &seen["remark"]), (&"Mo M.".into(), &"called the customer".into()));
}

#[test]
fn what_is_to_be_done_is_a_row_and_open_until_another_one_says_that_it_was() {
    let place = with_jobs(&[LOCKED]);
    let say = |extra: &[&str]| place.run(&[&["audit"][..], extra, &["--who", "Mo M."]].concat());
    let set = |by: &str, until: &str, what: &str| {
        say(&["--action", "radio-locked", "RO-1", "--by", by, "--until", until, "--remark", what])
    };
    let done = || say(&["--done", "radio-locked", "RO-1", "--remark", "it plays"]);
    set("Ana K.", "yesterday", "call").code(2).says(&["--until: a day such as 2026-12-06, or how many days"]);
    set("Ana K.", "7 days", "it is 4711").code(2).says(&["may be the radio code"]);
    done().code(0).says(&["nothing was recorded: there is nothing of it about which anything is to be done"]);
    set("Ana K.", "7 days", "call the customer").code(0).says(&["bay-1/RO-1: recorded: Ana K. until 20"]);
    place.run(&["audit"]).code(1).says(&["action open (1)", "call the customer; about radio locked afterwards"]);
    let ran = place.run(&["audit", "finding:radio-locked", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let action = &json["findings"][0]["action"];
    assert_eq!(
        (&action["state"], &action["whose"], &action["done"]),
        (&"open".into(), &"Ana K.".into(), &serde_json::Value::Null)
    );
    let csv = place.run(&["audit", "finding:action-open", "--format", "csv"]).out;
    assert!(csv.contains(",open,Ana K.,20") && csv.contains(",call the customer"), "{csv}");
    // it is not seen off, and set again it is changed
    say(&["--seen", "action-open", "RO-1", "--remark", "well"]).code(2).says(&["say that it was done"]);
    set("Ben O.", "0 days", "today").code(0);
    place.run(&["audit", "finding:action-open"]).code(0).says(&["Ben O. until", "today; about"]);
    done().code(0).says(&["bay-1/RO-1: recorded as done: about radio locked afterwards"]);
    place.run(&["audit", "finding:action-open"]).code(0).says(&["0 notes"]);
    place.run(&["audit", "finding:radio-locked"]).says(&["done (today), said by Mo M."]);
    let briefs: Vec<String> = place.rows().iter().rev().take(3).map(|row| row.brief()).collect();
    assert_eq!(briefs[0], "action radio-locked done");
    assert!(briefs[1..].iter().all(|brief| brief.starts_with("action radio-locked open 20")), "{briefs:?}");
    place.is_intact();
}

#[test]
fn what_seen_means_is_said_where_it_is_not_clear() {
    let place = Workshop::new();
    let overridden = WHOLE_JOB.replace("backup-power = \"obd-saver\"\n", "")
        + "[override]\nbackup-power = { value = \"none\", reason = \"saver broken\", second = \"Bo L.\" }\n";
    let code = crate::commands::receipt(&place.record(&overridden).out);
    let mark = |finding: &str, job: &str, remark: &str| {
        place.run(&["audit", "--seen", finding, job, "--who", "Mo M.", "--remark", remark])
    };
    mark("via-file:car-volts", "RO-1", "ok")
        .code(2)
        .says(&["via-file: it is about no single item", "--seen via-file \"bay-1/RO-1\""]);
    mark("hold-overridden:doors", "RO-1", "ok").code(2).says(&[
        "bay-1/RO-1: there is no hold-overridden on \"doors\"; it has:",
        "--seen hold-overridden:backup-power \"bay-1/RO-1\"",
    ]);
    mark("hold-overridden:backup-power", "ab12cde", "see letter of 2026-10-20").code(0);
    let rows = place.rows().len();
    for job in [&*code, "RO-1"] {
        let ran = mark("hold-overridden", job, "again").code(0);
        let says = "bay-1/RO-1: hold point overridden: already seen by Mo M. on ";
        assert!(ran.out.starts_with(says) && ran.out.contains("see letter of 2026-10-20; nothing was"), "{}", ran.out);
    }
    assert_eq!(place.rows().len(), rows);
}

#[test]
fn another_stations_job_is_marked_in_the_managers_own_journal() {
    let place = with_jobs(&[LOCKED]);
    let bay = fs::read(place.file()).unwrap();
    let arguments =
        ["--station", "office", "audit", "--seen", "radio-locked", "bay-1/RO-1", "--remark", "ok", "--who", "Mo M."];
    place.run(&arguments).code(0).says(&["row 1 of office"]);
    assert_eq!(fs::read(place.file()).unwrap(), bay);
    let office = fs::read_dir(place.path("exports/journal/office")).unwrap().map(|entry| entry.unwrap().path());
    let office = office.into_iter().find(|path| path.extension().is_some_and(|it| it == "csv")).unwrap();
    assert!(fs::read_to_string(office).unwrap().contains(",,review,radio-locked,of bay-1 RO-1 seen,Mo M.,ok,"));
    place.run(&["audit"]).code(0).says(&["seen by Mo M."]);
    place.is_intact();
}

#[test]
fn a_finding_about_the_record_is_marked_as_seen() {
    let place = with_jobs(&[]);
    let told = ["--remark", "opened in a spreadsheet by mistake", "--who", "Mo M."];
    let mark = |finding: &str, file: &str| {
        place.run(&[&["--station", "office", "audit", "--seen", finding, file][..], &told].concat())
    };
    let name = place.file().file_name().unwrap().to_string_lossy().into_owned();
    mark("resaved", &name).code(2).says(&["there is no finding resaved about such a file"]);
    let text = fs::read_to_string(place.file()).unwrap();
    fs::write(place.file(), text.replace('\n', "\r\n")).unwrap();
    place.run(&["audit"]).code(3).says(&["re-saved by another program", "0 seen"]);
    let damaged = fs::read(place.file()).unwrap();
    mark("resaved", &name)
        .code(0)
        .says(&[&format!("bay-1/{name}: recorded as seen: re-saved by another program; row 1 of office")]);
    assert_eq!(fs::read(place.file()).unwrap(), damaged, "nothing is ever changed");
    let office = fs::read_to_string(place.path(&format!("exports/journal/office/{name}"))).unwrap();
    let row = format!(",,review,resaved,seen,Mo M.,file bay-1/{name} row 37: opened in a spreadsheet by mistake,");
    assert!(office.contains(&row), "{office}");
    place.run(&["audit"]).code(0).says(&["seen by Mo M.", "opened in a spreadsheet by mistake", "1 seen"]);
    place.run(&["audit", "finding:unseen,record"]).code(0);
    place.run(&["audit", "outcome:open"]).code(0);
    let ran = place.run(&["audit", "--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().last().unwrap()["seen"]["who"], "Mo M.");
    place.run(&["verify"]).code(3);
    // what the file says later was not seen
    let fault = format!("bay-1/{name}");
    fs::write(place.file(), text.replace('\n', "\r\n").replace("AB12 CDE", "AB12 CDF")).unwrap();
    place.run(&["audit"]).code(1);
    mark("broken", &fault).code(2).says(&["a broken proof can't be marked as seen"]);
    let rows: Vec<&str> = text.lines().collect();
    fs::write(place.file(), rows[..30].join("\r\n") + "\r\n").unwrap();
    place.run(&["audit", "finding:resaved"]).code(3).says(&["(1)"]);
}

#[test]
fn a_row_that_was_cut_off_is_seen_by_its_number() {
    let place = with_jobs(&[]);
    for _ in 0..2 {
        let whole = fs::read(place.file()).unwrap();
        fs::write(place.file(), [&whole[..], b"99,2026"].concat()).unwrap();
        place.record(&WHOLE_JOB.replace("RO-1", &format!("RO-{}", whole.len()))).code(0);
    }
    let told = ["--remark", "mains failed", "--who", "Mo M."];
    let mark = |file: &str| place.run(&[&["audit", "--seen", "recovered", file][..], &told].concat());
    let name = place.file().file_name().unwrap().to_string_lossy().into_owned();
    let both = mark(&name).code(2).says(&["say which one is meant", ":38\"", ":76\""]);
    assert!(both.out.is_empty());
    mark(&format!("bay-1/{name}:38")).code(0).says(&["recorded as seen: unfinished row cut off"]);
    place.run(&["audit", "finding:recovered"]).says(&[
        "unfinished row cut off (1)",
        "unfinished row cut off (1, seen)",
        "mains failed",
    ]);
    place.is_intact();
}

#[test]
fn bad_input_is_named_and_the_rest_is_told() {
    let place = with_jobs(&[]);
    fs::create_dir(place.path("empty")).unwrap();
    place.write("foreign.csv", "name,phone\nx,y\n");
    let whole = ["audit", "exports/journal", "empty", "nowhere.csv"];
    place.run(&whole).code(5).says(&["1 job of 1", "empty: could not be read", "nowhere.csv: could not be read"]);
    let narrowed = ["audit", "exports/journal", "./nowhere", "ab12"];
    place.run(&[&narrowed[..], &["--jobs"]].concat()).code(5).says(&["1 job of 1", "./nowhere: could not be read"]);
    place
        .run(&[&narrowed[..], &["--jobs", "--format", "csv"]].concat())
        .code(5)
        .says(&["./nowhere: could not be read"]);
    let ran = place.run(&narrowed).code(5).says(&["./nowhere: could not be read"]);
    assert!(!ran.out.contains("precheck verify names them"), "verify knows nothing of this path: {}", ran.out);
    place.run(&["audit", "foreign.csv"]).code(5).says(&["foreign.csv: could not be read", "it is no journal"]);
    place.write("exports/journal/bay-1/customers.csv", "name,phone\n");
    place.run(&["audit", "finding:odd-file"]).code(0).says(&["customers.csv: not a journal file's name"]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("/nowhere", place.path("exports/journal/bay-1/2031-01.csv")).unwrap();
    #[cfg(unix)]
    place.run(&["audit"]).code(5).says(&["1 job of 1", "2031-01.csv: could not be read"]);
}

#[test]
fn a_file_cut_in_the_middle_and_a_broken_seal() {
    let place = with_jobs(&[]);
    let whole = fs::read(place.file()).unwrap();
    fs::write(place.file(), &whole[..whole.len() / 2]).unwrap();
    place.run(&["audit"]).code(4).says(&["last row unfinished", "1 job of 1"]);
    let text = String::from_utf8(whole).unwrap();
    fs::write(place.file(), format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    place.run(&["audit"]).code(3).says(&["re-saved by another program"]);
    fs::write(place.file(), text.replace("AB12 CDE", "AB12 CDF")).unwrap();
    place.run(&["audit"]).code(1).says(&["the proof is broken", "bay-1/RO-1", "changed after it was written"]);
    place.run(&["audit", "last-year"]).code(1).says(&["0 jobs of 1", "the record itself has 1 fault beside these"]);
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let place = with_jobs(&[LOCKED]);
    let text = fs::read_to_string(place.file()).unwrap().replace("Ana K.", "An\\u{1b}[2J\\u{9b}a\\u{202e}");
    fs::write(place.file(), text).unwrap();
    for arguments in [
        &["audit"][..],
        &["audit", "--format", "json"],
        &["audit", "--format", "csv"],
        &["audit", "--jobs"],
        &["audit", "--evidence", "RO-1"],
        &["audit", "--evidence", "RO-1", "--format", "json"],
    ] {
        place.run(arguments).code(1).harmless();
    }
}

#[test]
fn figures_come_as_text_as_csv_and_in_json() {
    let place = with_jobs(&[LOCKED]);
    let ran = place.run(&["audit", "--figures"]).code(1);
    assert!(ran.out.contains("\nJobs (n = 1)\n  cleared before work                    1  100 %  "), "{}", ran.out);
    assert!(ran.out.contains("lost 1 of 1 radio that played (100 %)"), "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80));
    let csv = place.run(&["audit", "--figures", "--format", "csv"]).code(1);
    assert!(csv.out.starts_with("\u{feff}figure,group,what,count,n\r\njobs,,finished,1,1\r\n"), "{}", csv.out);
    let json = place.run(&["audit", "--format", "json"]).code(1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["figures"]["jobs"]["n"], 1);
    assert_eq!(json["figures"]["backup"][0]["lost"], 1);
    place.run(&["audit", "--figures", "--jobs"]).code(2);
    place.run(&["audit", "--figures", "kind:wiring"]).code(0).says(&["No job counts here"]);
    Workshop::new().run(&["audit", "--figures"]).code(0).says(&["there is no journal yet"]);
}

#[test]
fn an_unknown_ending_is_refused_and_says_which_there_are() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let ran = place.run(&["audit", "-o", "list.ods"]).code(2);
    assert!(ran.err.contains(".csv, .json, .xlsx, .pdf or .html") && !place.path("list.ods").exists(), "{}", ran.err);
    place.run(&["audit", "-o", "list"]).code(2);
    place.run(&["audit", "-o", "list.ods", "--format", "csv"]).code(0);
    place.run(&["audit", "-o", "list.txt"]).code(0);
    assert!(std::fs::read_to_string(place.path("list.txt")).unwrap().starts_with("1 job of 1"));
    for name in ["sheet.docx", "sheet.csv", "sheet"] {
        let ran = place.run(&["sheet", "RO-1", "-o", name]).code(2);
        assert!(ran.err.contains(".txt, .html or .pdf") && !place.path(name).exists(), "{}", ran.err);
    }
    place.run(&["sheet", "RO-1", "-o", "sheet.docx", "--format", "txt"]).code(0);
    place.run(&["sheet", "RO-1", "-o", "sheet.TXT"]).code(0);
    assert!(std::fs::read_to_string(place.path("sheet.TXT")).unwrap().contains("Handover sheet"));
}

#[test]
fn of_two_workshops_with_a_station_of_one_name_the_workshop_is_told() {
    let (north, south) = (Workshop::new(), Workshop::new());
    north.record(WHOLE_JOB).code(0);
    south.record(WHOLE_JOB).code(0);
    let paths = [north.path(""), south.path("")];
    let both: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let ran = north.run(&["audit", "--jobs", both[0], both[1]]).code(0);
    for path in &paths {
        assert!(ran.out.contains(&format!("{}: bay-1/RO-1", name(path))), "{}", ran.out);
    }
    let mark = |job: &str| {
        let seen = ["--seen", "via-file", job, "--who", "Mo M.", "--remark", "ok"];
        north.run(&[&["--station", "office", "audit", both[0], both[1]], &seen[..]].concat())
    };
    let ran = mark("RO-1").code(2).says(&["may be several jobs; say which", "--seen via-file \""]);
    let named = ran.err.split('"').find(|it| it.ends_with(": bay-1/RO-1")).unwrap();
    mark(named).code(0);
    let ran = north.run(&["audit", "--jobs", "--format", "csv", both[0], both[1]]).code(0);
    assert!(ran.out.lines().next().unwrap().ends_with(",receipt,record,workshop"), "{}", ran.out);
    assert!(ran.out.lines().nth(1).unwrap().ends_with("/workshop"), "{}", ran.out);
    let ran = north.run(&["audit", "--jobs", both[0]]).code(0);
    assert!(ran.out.contains("bay-1/RO-1") && !ran.out.contains(": bay-1/RO-1"), "{}", ran.out);
}

#[test]
fn a_word_that_no_job_fits_is_no_clean_list() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    for (word, says) in [
        ("soth", "no file or folder is called so"),
        ("kind:batery", "did you mean \"battery\"?"),
        ("station:bay-2", "did you mean \"bay-1\"?"),
        ("NOPE", "NOPE: no plate"),
        ("oct", "for a time write a day"),
        ("technician:Nobody", "technician:Nobody: nobody who worked"),
        ("plate:NOPE", "plate:NOPE: no job here has such a plate"),
        ("serial:XX", "such a serial"),
        ("job:4711", "a number that begins so"),
        ("10/2026", "a month (2026-10)"),
    ] {
        let ran = place.run(&["audit", word]).code(2);
        assert!(ran.err.contains(says) && ran.out.is_empty(), "{word}: {}", ran.err);
    }
    // a kind that there is, and of which there is no job yet
    place.run(&["audit", "kind:wiring"]).code(0).says(&["0 jobs of 1"]);
    place.run(&["audit", "ab12"]).code(0).says(&["1 job of 1"]);
}

#[test]
fn the_jobs_tables_have_what_is_found_between_jobs() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2").replace("AB12 CDE", "XY99 ZZZ")).code(0);
    let path = place.path("exports/jobs").join(place.file().file_name().unwrap());
    let table = || fs::read_to_string(&path).unwrap();
    assert!(table().contains("serial-on-two-cars"), "{}", table());
    assert!(!table().contains("workshop"), "its columns are fixed");
    let own = fs::read_to_string(place.file()).unwrap();
    fs::write(place.file(), own.replacen("both-tight", "both-tiget", 1)).unwrap();
    place.run(&["audit"]).code(1);
    assert!(table().contains("broken"), "{}", table());
    fs::remove_dir_all(place.path("exports/jobs")).unwrap();
    place.write("exports/jobs", "a file where the folder should be");
    let ran = place.run(&["audit"]).code(1).says(&["could not be replaced"]);
    assert_eq!(ran.err.matches("could not be replaced").count(), 1);
}

#[test]
fn reading_makes_no_folder() {
    let place = Workshop::new();
    let data = place.data();
    let outside = tempfile::tempdir().unwrap();
    let all: &[(&[&str], i32)] = &[
        (&["audit"], 0),
        (&["audit", "north"], 0),
        (&["audit", "--evidence", "RO-1"], 2),
        (&["verify"], 0),
        (&["checkpoint"], 2),
        (&["sheet", "RO-1", "--print"], 2),
        (&["guide", "reset"], 0),
        (&["checklist", "list"], 0),
        (&["checklist", "show", "battery"], 0),
    ];
    for (command, code) in all {
        let mut command = place.command(command);
        let ran = finish(command.current_dir(outside.path()).env_remove("PRECHECK_WORKSHOP"));
        assert!(!data.exists(), "{command:?}");
        ran.code(*code);
    }
}

#[test]
fn evidence_is_found_from_any_part_of_a_workshop() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let file = place.file();
    let file = file.strip_prefix(place.path("")).unwrap();
    for path in [".", "exports", "exports/journal", "exports/journal/bay-1", file.to_str().unwrap()] {
        let ran = place.run(&["audit", "--evidence", "RO-1", path]).code(0);
        assert!(ran.out.contains("RO-1") && ran.err.is_empty(), "{path}: {}{}", ran.out, ran.err);
    }
    place.run(&["audit", "--evidence", "RO-1", "./nowhere"]).code(2);
    place.run(&["audit", "--evidence", "RO-1", "./checklists"]).code(2).says(&["there is no journal here"]);
}

#[test]
fn a_finding_in_another_workshop_is_marked_in_the_managers_own_journal() {
    let (north, south, chief) = (Workshop::new(), Workshop::new(), Workshop::new());
    for place in [&north, &south] {
        place.record(&WHOLE_JOB.replace("radio-after = \"plays\"", "radio-after = \"locked\"")).code(0);
    }
    let before = [&north, &south].map(|place| fs::read(place.file()).unwrap());
    let paths = [north.path(""), south.path("")];
    let [one, two] = [paths[0].to_str().unwrap(), paths[1].to_str().unwrap()];
    // both are called alike, so that the folders above them are named, too
    let above = paths[0].parent().unwrap().file_name().unwrap().to_str().unwrap();
    let name = format!("{above}/{}", paths[0].file_name().unwrap().to_str().unwrap());
    let told = ["--remark", "called the customer", "--who", "Mo M."];
    let mark = |job: &str, station: &str| {
        let seen = ["--station", station, "audit", one, two, "--seen", "radio-locked", job];
        chief.run(&[&seen[..], &told[..]].concat())
    };
    let ran = mark("RO-1", "office").code(2);
    assert!(ran.err.contains("may be several jobs") && ran.err.contains(&format!("{name}: bay-1/RO-1")), "{}", ran.err);
    let which = format!("{name}: bay-1/RO-1");
    // the row would read as one about the own station's job
    mark(&which, "bay-1").code(2).says(&["this station is called so, too"]);
    mark(&which, "office").code(0).says(&["recorded as seen: radio locked afterwards"]);
    let ran = chief.run(&["audit", one, two, "finding:radio-locked"]).code(1);
    assert!(ran.out.contains("1 seen") && ran.out.contains("seen by Mo M."), "{}", ran.out);
    assert!(ran.out.contains("called the customer") && !ran.out.contains("journal "), "{}", ran.out);
    // nobody else's record was touched, and the own one has no job of that number
    assert_eq!([&north, &south].map(|place| fs::read(place.file()).unwrap()), before);
    chief.run(&["audit"]).code(0).says(&["0 jobs of 0"]);
    chief.run(&["verify"]).code(0);
    // a job of the same name in the own workshop is another one
    chief.record(WHOLE_JOB).code(0);
    chief.run(&["audit", "finding:seen"]).code(0).says(&["0 seen"]);
    let own = chief.run(&["audit", "--evidence", "RO-1"]).code(0);
    assert!(!own.out.contains("called the customer"), "{}", own.out);
    // the other workshop alone knows nothing of it
    north.run(&["audit", "finding:radio-locked"]).code(1).says(&["0 seen"]);
}

#[test]
fn the_screen_wants_a_terminal() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    place.run(&["audit", "--screen", "last-month"]).code(2).says(&["this is no terminal"]);
    place.run(&["audit", "--screen", "--figures"]).code(2);
}

#[test]
fn what_a_workshop_asks_itself_is_a_column_of_its_tables() {
    let place = Workshop::new();
    let list = fs::read_to_string(place.path("checklists/battery.toml")).unwrap();
    let own = "[[page.item]]\nid = \"mileage\"\nlabel = { en = \"mileage\", de = \"Kilometerstand\" }\nask = \"Read the mileage\"\n\
               kind = \"measure\"\nunit = \"km\"\ncolumn = true\nhelp = \"The customer's page has it.\"\n\n\
               [[page.item]]\nid = \"tyres\"\nlabel = \"tyres\"\nask = \"Look at the tyres\"\nkind = \"choice\"\ncolumn = true\nhelp = \"Worn ones are \
               said at the desk.\"\noption = [{ id = \"worn\", label = \"=Worn\" }, { id = \"good\", label = \"Good\" }]\n\n";
    let at = list.rfind("[[page.item]]").unwrap();
    place.write("checklists/battery.toml", format!("{}{own}{}", &list[..at], &list[at..]));
    place.run(&["checklist", "check", "checklists/battery.toml"]).code(0);
    let job = WHOLE_JOB.replace("lamps-after =", "mileage = 84210\ntyres = \"worn\"\nlamps-after =");
    place.record(&job).code(0);
    place.run(&["audit"]).code(0);
    let month = chrono::Local::now().format("exports/jobs/%Y-%m.csv").to_string();
    let table = fs::read_to_string(place.path(&month)).unwrap();
    let (head, row) = table.trim_end().split_once("\r\n").unwrap();
    assert!(head.ends_with(",record,mileage,tyres") && row.ends_with(",84210,worn"), "{table}");
    assert_eq!(
        place.run(&["audit", "--jobs", "--format", "csv"]).code(0).out.trim_start_matches('\u{feff}'),
        &table[3..]
    );
    // without such an item the table is as it was
    assert!(!with_jobs(&[]).run(&["audit", "--jobs", "--format", "csv"]).code(0).out.contains("mileage"));
}
