//! `record --answers`: a job from another system, by the same rules as on the screen.

use std::fs;

use super::{WHOLE_JOB, Workshop, receipt};

/// The example of the documentation, as it stands.
const EXAMPLE: &str = r#"
job = "RO-4711"                 # optional; offered as in the UI
technician = "Ana K."
checklist = "battery"
[answers]
plate = "AB12 CDE"
radio-serial = { value = "BP538971317615", note = "label on the unit" }
source-volts = "no-source"
car-volts = 12.6
wait = 240                      # seconds, measured
[not-applicable]
windows = "no electric windows in the back"
[override]
backup-power = { value = "none", reason = "saver broken, customer agrees to lose the clock", second = "Łukasz W.", second-at = "by-phone" }
"#;

/// A file with these tables, for a job that is to be begun.
fn file(tables: &str) -> String {
    format!("job = \"RO-2\"\ntechnician = \"Ana K.\"\nchecklist = \"battery\"\n{tables}")
}

#[test]
fn a_complete_file_ends_in_a_receipt() {
    let place = Workshop::new();
    let ran = place.record(WHOLE_JOB).code(0).says(&["RO-1: DONE · 25 of 25"]);
    place.is_intact();
    place.run(&["verify", "--receipt", &receipt(&ran.out)]).code(0).says(&["job RO-1 ended", "the job's rows agree"]);
    let rows = place.rows();
    assert_eq!(rows[1].note, "via file");
    let said = place.said();
    for row in ["answer radio-serial sn BP538971317615", "clear a skipped 0 overridden 0", "answer wait num 240 s"] {
        assert!(said.iter().any(|it| it == row), "{row} in {said:#?}");
    }
    let serial = rows.iter().find(|row| row.item == "radio-serial").unwrap();
    assert_eq!((serial.note.as_str(), serial.who.as_str()), ("label on the unit", "Ana K."));
    assert!(said.last().unwrap().starts_with("finish "));
}

#[test]
fn a_plate_is_no_serial_and_neither_is_a_code() {
    let with = |plate: &str, serial: &str| {
        WHOLE_JOB.replace("\"AB12 CDE\"", &format!("{plate:?}")).replace("\"BP538971317615\"", &format!("{serial:?}"))
    };
    for (plate, serial, code, why) in [
        ("BP538971317615", "BP538971317615", 2, "that is a radio's serial number, by its form"),
        ("1M8GDM9AXKP042788", "1M8GDM9AXKP042788", 1, "that is what was recorded as the car's plate or VIN"),
        ("AB-123 CDEF", "AB123CDEF", 1, "that is what was recorded as the car's plate or VIN"),
        ("AB12 CDE", "73-91", 2, "may be the radio code"),
        ("CODE 7391", "BP538971317615", 2, "that speaks of a code"),
    ] {
        let place = Workshop::new();
        place.record(&with(plate, serial)).code(code).says(&[why]);
        let told = place.rows().iter().any(|row| row.value.contains(serial) && row.item == "radio-serial");
        assert!(!told, "{serial} was recorded");
    }
}

#[test]
fn json_says_the_same_as_toml() {
    let place = Workshop::new();
    let toml: toml::Table = WHOLE_JOB.parse().unwrap();
    place.write("answers.json", serde_json::to_string_pretty(&toml).unwrap());
    place.run(&["record", "--answers", "answers.json"]).code(0).says(&["DONE"]);
    let from_json = place.said();
    let other = Workshop::new();
    other.record(WHOLE_JOB).code(0);
    let (mut one, mut two) = (from_json, other.said());
    // the last one has the seals in it, which differ with the times
    assert!(one.pop().unwrap().starts_with("finish") && two.pop().unwrap().starts_with("finish"));
    assert_eq!(one, two);
}

#[test]
fn the_example_stays_open_and_says_where_it_stands() {
    let place = Workshop::new();
    let ran = place.record(EXAMPLE).code(1).says(&["RO-4711: STOP", "next: arrival-volts"]);
    for item in ["wait", "car-volts", "windows"] {
        assert!(ran.out.contains(&format!("not recorded: {item}: ")), "{item} in:\n{}", ran.out);
    }
    let rows = place.rows();
    let (who, note) = rows.iter().find(|row| row.event == "override").map(|row| (&row.who, &row.note)).unwrap();
    assert_eq!(who, "Ana K. + Łukasz W.");
    assert_eq!(note, "\\u{1e}second by-phone: saver broken, customer agrees to lose the clock");
    assert!(place.said().contains(&"override backup-power none".to_owned()));
    assert!(place.said().contains(&"answer plate text AB12 CDE".to_owned()));
    place.is_intact();
    place.run(&["audit", "--evidence", "RO-4711"]).says(&["Ana K. + Łukasz W. (by phone)"]);
    place.run(&["audit"]).says(&["overridden by Ana K. + Łukasz W. (by phone)"]);
    let json = place.run(&["audit", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let overridden = &json["jobs"][0]["overrides"][0];
    assert_eq!((&overridden["who"], &overridden["second_at"]), (&"Ana K. + Łukasz W.".into(), &"by-phone".into()));
}

#[test]
fn a_reading_is_a_note_away_from_the_radio() {
    let place = Workshop::new();
    let doors = "doors = { value = \"consumer-on\", note = \"12.60\" }";
    place.record(&WHOLE_JOB.replace("doors = \"doors-shut\"", doors)).code(0).says(&["DONE"]);
}

#[test]
fn a_name_is_recorded_as_the_screen_records_it() {
    let place = Workshop::new();
    place.record(&EXAMPLE.replace("Ana K.", " Ana  K. ").replace("Łukasz W.", "Łukasz\\t W.")).code(1);
    let who: std::collections::BTreeSet<String> = place.rows().into_iter().map(|row| row.who).collect();
    assert_eq!(who.into_iter().collect::<Vec<_>>(), ["", "Ana K.", "Ana K. + Łukasz W."]);
}

#[test]
fn the_result_for_programs_is_json() {
    let place = Workshop::new();
    place.write("answers.toml", EXAMPLE);
    let ran = place.run(&["record", "--answers", "answers.toml", "--format", "json"]).code(1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["format"], "precheck.record/1");
    assert_eq!((&json["gate"], &json["next"]), (&"STOP".into(), &"arrival-volts".into()));
    assert_eq!(json["receipt"], serde_json::Value::Null);
    assert_eq!(json["not_recorded"].as_array().unwrap().len(), 3);
    place.write("answers.toml", WHOLE_JOB);
    let ran = place.run(&["record", "--answers", "answers.toml", "--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let code = json["receipt"].as_str().unwrap();
    place.run(&["verify", "--receipt", code]).code(0);
}

#[test]
fn what_no_checklist_could_take_is_refused_whole() {
    let cases: &[(&str, &[&str])] = &[
        ("[answers]\nplat = \"AB12 CDE\"", &["plat: ", "no such item"]),
        ("[answers]\nplate = \"AB12\"\narrival = \"playing\"", &["arrival: ", "plays, asks-code"]),
        ("[answers]\nplate = \"AB12\"\narrival-volts = 99", &["arrival-volts: ", "99 V can't be"]),
        ("[answers]\nplate = \"AB12\"\narrival-volts = -1", &["arrival-volts: "]),
        ("[answers]\nplate = \"AB12\"\narrival-volts = \"much\"", &["arrival-volts: "]),
        ("[answers]\nradio-serial = \"BP5389_71317615\"", &["radio-serial: ", "can't be in a serial"]),
        ("[answers]\nwait = \"long\"", &["wait: ", "not a duration"]),
        ("[answers]\nplate = \"WVWZZZ1JZ3W38675O\"", &["plate: ", "no letter O"]),
        (
            "[override]\nbackup-power = { reason = \"broken\", second = \"ana  k.\" }",
            &["backup-power: ", "somebody else"],
        ),
        (
            "[override]\nbackup-power = { reason = \"broken\", second = \"Ben\", second-at = \"there\" }",
            &["backup-power: second-at is here or by-phone, not \"there\""],
        ),
        ("[override]\nbackup-power = { reason = \"broken\", second = \"\" }", &["backup-power: ", "second person"]),
        (
            "[answers]\ncustomer-code = { value = \"card-seen\", note = \"it is 1234\" }",
            &["customer-code: ", "radio code"],
        ),
        ("[answers]\ncode-found = { value = \"documents\", note = \"12 34\" }", &["code-found: ", "radio code"]),
        ("[not-applicable]\ncode-found = \"1234\"", &["code-found: ", "radio code"]),
        ("[answers]\nplate = \"AB12\"\n[not-applicable]\nplate = \"none\"", &["plate: ", "more than one place"]),
        ("[answers]\n\"x\\u001b[31m\" = 1", &["no such item"]),
    ];
    let place = Workshop::new();
    for (tables, texts) in cases {
        let ran = place.record(&file(tables)).code(2).says(texts).says(&["nothing was recorded"]);
        assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
        assert_eq!(place.files().len(), 0, "{tables}");
    }
}

#[test]
fn every_fault_of_a_file_is_named_at_once() {
    let place = Workshop::new();
    let ran = place.record(&file("[answers]\nplat = \"x\"\narrival = \"playing\"\narrival-volts = 99")).code(2);
    assert_eq!(ran.err.lines().filter(|line| line.starts_with("answers.toml: ")).count(), 3, "{}", ran.err);
}

#[test]
fn a_file_that_cannot_be_read_is_said_with_its_line() {
    let place = Workshop::new();
    place.record("technician = \"Ana\"\nchecklist = \"battery\"\n[answers]\nplate = \n").code(2).says(&["line 4"]);
    place.record("technician = \"Ana\"\nchecklist = \"battery\"\nansers = 1\n").code(2).says(&["ansers"]);
    place.record("checklist = \"battery\"\n").code(2).says(&["technician"]);
    place.record("technician = \"Ana\"\nchecklist = \"baterry\"\n").code(2).says(&["baterry", "battery"]);
    place.record("technician = \"\"\nchecklist = \"battery\"\n").code(2).says(&["technician"]);
    place.record("job = \"-x\"\ntechnician = \"Ana\"\nchecklist = \"battery\"\n").code(2).says(&["job"]);
    place.write("answers.json", "{\"technician\": \"Ana\",\n\"checklist\": \"battery\",\n\"answers\": {\"plate\": }}");
    place.run(&["record", "--answers", "answers.json"]).code(2).says(&["line 3"]);
    place.write("latin.toml", b"technician = \"\xc4na\"\n");
    place.run(&["record", "--answers", "latin.toml"]).code(2).says(&["latin.toml", "save the file as UTF-8"]);
    place.write("big.toml", "#".repeat(300 * 1024));
    place.run(&["record", "--answers", "big.toml"]).code(2).says(&["256 kB"]);
    place.run(&["record", "--answers", "nowhere.toml"]).code(5).says(&["nowhere.toml"]);
    place.record("technician = \"Ana\"\nchecklist = \"battery\"\n# \u{1b}[31m\nplate = \n").code(2);
    assert_eq!(place.files().len(), 0);
}

#[test]
fn what_cannot_be_answered_yet_is_named_and_nothing_half_written() {
    let place = Workshop::new();
    let tables =
        "[answers]\nengine = \"e-power\"\ncar-volts = 12.6\nlamps = \"these\"\n[not-applicable]\nplate = \"none\"";
    let ran = place.record(&file(tables)).code(1);
    for text in ["not recorded: car-volts", "not recorded: lamps", "a note is needed", "not recorded: plate"] {
        assert!(ran.out.contains(text), "{text} in:\n{}", ran.out);
    }
    assert_eq!(place.said()[1..], ["answer engine e-power"]);
    place.is_intact();
}

#[test]
fn a_wait_that_was_too_short_is_not_recorded() {
    let place = Workshop::with_whole_waits();
    let short = WHOLE_JOB.replace("wait = 240", "wait = 60");
    let ran = place.record(&short).code(1).says(&["RO-1: WAIT", "next: wait", "not recorded: wait: ", "1:00 of 3:00"]);
    assert!(ran.out.contains("the wait has 3:00 to go") || ran.out.contains("the wait has 2:59 to go"), "{}", ran.out);
    assert!(!place.said().iter().any(|row| row.starts_with("answer wait") || row.starts_with("clear b")));
    place.record(WHOLE_JOB).code(0).says(&["DONE"]);
    place.is_intact();
}

#[test]
fn a_second_file_goes_on_with_the_job() {
    let place = Workshop::new();
    let cut = WHOLE_JOB.find("source-volts").unwrap();
    place.record(&WHOLE_JOB[..cut]).code(1).says(&["RO-1: STOP", "next: source-volts"]);
    let head = "job = \"ro-1\"\ntechnician = \"Ben\"\nchecklist = \"battery\"\n[answers]\n";
    place.record(&format!("{head}{}", &WHOLE_JOB[cut..])).code(0).says(&["DONE"]);
    let rows = place.rows();
    assert_eq!(rows.iter().filter(|row| row.event == "start").count(), 1, "one job, whatever the case of its number");
    assert_eq!(rows.last().unwrap().who, "Ben");
    place.is_intact();
}

#[test]
fn the_same_file_twice_records_nothing_twice() {
    let place = Workshop::new();
    place.record(EXAMPLE).code(1);
    let before = place.said();
    place.record(EXAMPLE).code(1);
    assert_eq!(place.said(), before);
    place.record(WHOLE_JOB).code(0);
    let ended = place.said();
    place.record(WHOLE_JOB).code(0);
    assert_eq!(place.said(), ended);
}

#[test]
fn a_changed_answer_is_not_slipped_in() {
    let place = Workshop::new();
    place.record(&file("[answers]\nplate = \"AB12 CDE\"")).code(1);
    place.record(&file("[answers]\nplate = \"XY99 ZZZ\"")).code(1).says(&["not recorded: plate", "correct it"]);
    let wiring = "job = \"RO-2\"\ntechnician = \"Ana\"\nchecklist = \"wiring\"\n";
    place.record(wiring).code(2).says(&["RO-2", "begun with the checklist battery"]);
}

#[test]
fn without_a_number_the_next_free_one_is_taken() {
    let place = Workshop::new();
    let head = "technician = \"Ana\"\nchecklist = \"battery\"\n";
    let one = place.record(head).code(1).out;
    let two = place.record(head).code(1).out;
    assert_eq!(&one[6..9], "-01", "{one}");
    assert_eq!(&two[6..9], "-02", "{two}");
}

#[test]
fn an_override_carries_the_job_to_its_end() {
    let place = Workshop::new();
    let answers: String = WHOLE_JOB
        .lines()
        .filter(|line| !["source-polarity", "backup-", "insulation"].iter().any(|id| line.starts_with(id)))
        .map(|line| line.replace("source-volts = 12.7", "source-volts = \"no-source\"") + "\n")
        .collect();
    let table = "[override]\nbackup-power = { value = \"none\", reason = \"saver broken\", second = \"Ben\" }\n";
    place.record(&(answers + table)).code(0).says(&["DONE"]);
    assert!(place.said().contains(&"clear b skipped 0 overridden 1".to_owned()), "{:#?}", place.said());
    place.is_intact();
}

#[test]
fn typed_text_cannot_become_a_formula_or_a_command() {
    let place = Workshop::new();
    let lamps = |note: &str| format!("lamps = {{ value = \"these\", note = \"{note}\" }}");
    place.record(&file("[answers]\nplate = \"AB12 \\u001b[31m\"")).code(2).says(&["can't be printed"]);
    let hostile = place.record(&file(&format!("[answers]\n{}", lamps("x\\u001b]0;y\\u0007 \\u202e")))).code(1);
    assert!(hostile.out.contains("can't be printed"), "{}", hostile.out);
    place.record(&file(&format!("[answers]\nplate = \"+49 AB\"\n{}", lamps("=1+1")))).code(1);
    let bytes = fs::read(place.file()).unwrap();
    assert!(!bytes.iter().any(|&byte| byte == 0x1b || byte == 0x07), "no control character in the journal");
    let rows = place.rows();
    let noted = rows.iter().find(|row| row.item == "lamps").unwrap();
    assert_eq!(noted.note, "\\=1+1");
    place.is_intact();
}

#[test]
fn the_jobs_table_is_made_for_a_spreadsheet() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    place.record(EXAMPLE).code(1);
    let month = place.file().file_name().unwrap().to_owned();
    let bytes = fs::read(place.path("exports/jobs").join(month)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with('\u{feff}'), "a byte order mark");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "CRLF throughout");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let value = |row: usize, head: &str| &rows[row][heads.iter().position(|it| it == head).unwrap()];
    assert_eq!(rows.len(), 2);
    assert_eq!(value(0, "serial"), "sn BP538971317615", "text, whatever a spreadsheet thinks of digits");
    assert_eq!((value(0, "job"), value(1, "job")), ("JRO-1", "JRO-4711"));
    assert_eq!((value(0, "outcome"), value(1, "outcome")), ("finished", "open"));
    assert_eq!((value(0, "overrides"), value(1, "overrides")), ("0", "1"));
    assert_eq!(value(0, "volts lead off"), "12.6");
    assert_eq!(value(0, "receipt").len(), 21);
}

#[test]
fn a_table_that_cannot_be_written_loses_nothing() {
    let place = Workshop::new();
    place.write("exports/jobs", "a file where the folder should be");
    place.record(WHOLE_JOB).code(0).says(&["DONE", "exports/jobs/", "could not be replaced", "record itself is safe"]);
    place.is_intact();
}

#[test]
fn exports_that_cannot_be_used_are_said_and_nothing_is_acknowledged() {
    let place = Workshop::new();
    place.write("exports", "a file where the folder should be");
    let ran = place.record(WHOLE_JOB).code(5).says(&["exports"]);
    assert_eq!(ran.out, "", "nothing is acknowledged");
    let place = Workshop::new();
    place.write("exports/journal/bay-1", "a file where the folder should be");
    let ran = place.record(WHOLE_JOB).code(5).says(&["not recorded"]);
    assert_eq!(ran.out, "");
    let place = Workshop::new();
    place.write("exports/checklists", "a file where the folder should be");
    let ran = place.record(WHOLE_JOB).code(5).says(&["wording", "exports/checklists"]);
    assert_eq!(ran.out, "");
}

#[test]
fn the_wording_that_was_used_is_kept_and_outlives_a_change() {
    let place = Workshop::new();
    place.record(EXAMPLE).code(1);
    let kept: Vec<String> = fs::read_dir(place.path("exports/checklists"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    let path = place.path("checklists/battery.toml");
    let changed = fs::read_to_string(&path).unwrap().replace("revision = 1", "revision = 2").replace("Plays", "Sounds");
    fs::write(&path, changed).unwrap();
    let whole = WHOLE_JOB.replace("RO-1", "RO-4711").replace("backup-power = \"obd-saver\"\n", "");
    place.record(&whole).says(&["RO-4711"]);
    place.is_intact();
}

#[test]
fn the_same_file_once_more_says_the_receipt() {
    let place = Workshop::new();
    let first = place.record(WHOLE_JOB).code(0);
    let rows = place.rows();
    let again = place.record(WHOLE_JOB).code(0);
    assert_eq!(again.out, first.out, "a system that didn't hear the end asks again");
    assert_eq!(place.rows(), rows, "nothing is recorded twice");
    place.write("answers.toml", WHOLE_JOB);
    let json = place.run(&["record", "--answers", "answers.toml", "--format", "json"]).code(0);
    assert!(json.out.contains(&receipt(&first.out)), "{}", json.out);
    for (other, why) in [
        (WHOLE_JOB.replace("12.5", "12.6"), "arrival-volts"),
        (WHOLE_JOB.replace("clock = \"set\"\n", ""), "clock"),
        (WHOLE_JOB.replace("Ana K.", "Ben O."), "another technician"),
    ] {
        place.record(&other).code(2).says(&["this job has ended", why, "give the new one another number"]);
    }
    assert_eq!(place.rows(), rows);
}

type SaveAgain = fn(&str) -> Vec<u8>;

/// How editors, git and file servers save a text again.
const SAVED_AGAIN: [(&str, SaveAgain); 4] = [
    ("CRLF", |text| text.replace('\n', "\r\n").into_bytes()),
    ("a byte order mark", |text| format!("\u{feff}{text}").into_bytes()),
    ("another final newline", |text| format!("{text}\n").into_bytes()),
    ("UTF-16", |text| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()),
];

#[test]
fn a_checklist_that_was_saved_again_is_the_same_wording() {
    for (how, saved) in SAVED_AGAIN {
        for folders in [&["checklists", "exports/checklists"][..], &["exports/checklists"]] {
            let place = Workshop::new();
            let first = super::up_to_the_clock();
            place.record(first).code(1).says(&["next: clock"]);
            for folder in folders {
                for entry in fs::read_dir(place.path(folder)).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_file() {
                        fs::write(&path, saved(&fs::read_to_string(&path).unwrap())).unwrap();
                    }
                }
            }
            if folders.len() == 1 {
                let own = place.path("checklists/battery.toml");
                fs::write(&own, fs::read_to_string(&own).unwrap() + "# a later wording\n").unwrap();
            }
            place.record(WHOLE_JOB).code(0).says(&["DONE"]);
            place.run(&["sheet", "RO-1"]).code(0);
            let evidence = place.run(&["audit", "--evidence", "RO-1"]).code(0);
            assert!(evidence.out.contains("saved again"), "{how}: {}", evidence.out);
            place.run(&["audit", "--evidence", "RO-1", "--bundle", "bundle"]).code(0);
            place.run(&["verify", "bundle"]).code(0);
            // of what is kept, nothing is kept twice
            let kept = fs::read_dir(place.path("exports/checklists")).unwrap().count();
            assert_eq!(kept, 2, "{how}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_kept_checklist_is_said_as_it_is() {
    let place = Workshop::new();
    let first = super::up_to_the_clock();
    place.record(first).code(1);
    let kept = fs::read_dir(place.path("exports/checklists")).unwrap().map(|entry| entry.unwrap().path());
    let kept = kept.into_iter().find(|path| path.to_string_lossy().contains("battery-")).unwrap();
    let own = place.path("checklists/battery.toml");
    let text = fs::read_to_string(&own).unwrap();
    fs::write(&own, text.replacen("revision = 1", "revision = 2", 1)).unwrap();
    for (content, told) in [
        (Some(text.replacen("title = ", "title= ", 1)), "another one: put the right one back"),
        (None, "is not in exports/checklists: put the file back"),
    ] {
        match content {
            Some(text) => fs::write(&kept, text).unwrap(),
            None => fs::remove_file(&kept).unwrap(),
        }
        place.run(&["sheet", "RO-1"]).code(2).says(&[told]);
        place.record(WHOLE_JOB).code(5).says(&[told]);
    }
    // a part of it, as a power cut leaves it, is made whole by the next job
    fs::write(&own, &text).unwrap();
    fs::write(&kept, &text[..text.len() / 2]).unwrap();
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
    assert_eq!(fs::read_to_string(&kept).unwrap(), text);
}

#[test]
fn a_text_stays_a_text_in_every_table() {
    let place = Workshop::new();
    place.record(&WHOLE_JOB.replace("AB12 CDE", "TRUE")).code(0);
    place.record(&WHOLE_JOB.replace("AB12 CDE", "€ 12").replace("RO-1", "RO-2")).code(0);
    let other = WHOLE_JOB.replace("AB12 CDE", "AB;=3*6;X").replace("Ana K.", "Ana;=3*4;K").replace("RO-1", "RO-3");
    place.record(&other).code(0);
    let entry = fs::read_dir(place.path("exports/jobs")).unwrap().next().unwrap().unwrap();
    let kept = fs::read_to_string(entry.path()).unwrap();
    let audited = place.run(&["audit", "--jobs", "--format", "csv"]).out;
    for table in [kept, audited] {
        for cell in [",'TRUE,", ",'€ 12,", ",\"AB;'=3*6;X\",", ",\"Ana;'=3*4;K\","] {
            assert!(table.contains(cell), "{cell} is missing in {table}");
        }
    }
    let findings = place.run(&["audit", "--format", "csv"]).out;
    let is_live = |cell: &str| {
        cell.trim_start_matches([' ', '"', '\'']).starts_with(['=', '+', '-', '@']) && !cell.contains('\'')
    };
    for separator in [',', ';', '\t', '|'] {
        assert!(!findings.lines().flat_map(|line| line.split(separator)).any(is_live), "{findings}");
    }
}
