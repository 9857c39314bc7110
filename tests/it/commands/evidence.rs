//! `audit --evidence`: one job's proof, as text, JSON and a folder to hand on.

use std::fs;
use std::path::{Path, PathBuf};

use super::{WHOLE_JOB, Workshop, receipt};

/// What only the other customer's job has.
const OTHERS: [&str; 5] = ["RO-9", "ZZ99 OTH", "CL041239876543", "Zoe Q.", "private remark"];

/// Two jobs in one journal, one inside the other, and the receipt of `RO-1`.
fn two_jobs() -> (Workshop, String) {
    let place = Workshop::new();
    let begun: String = WHOLE_JOB.split_inclusive('\n').take_while(|line| !line.starts_with("car-volts")).collect();
    place.record(&begun).code(1);
    let other = WHOLE_JOB
        .replace("RO-1", OTHERS[0])
        .replace("AB12 CDE", OTHERS[1])
        .replace("BP538971317615", OTHERS[2])
        .replace("Ana K.", OTHERS[3])
        .replace("label on the unit", OTHERS[4]);
    place.record(&other).code(0);
    let code = receipt(&place.record(WHOLE_JOB).code(0).out);
    (place, code)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn a_job_is_found_by_whatever_is_at_hand() {
    let (place, code) = two_jobs();
    let by_number = place.run(&["audit", "--evidence", "RO-1"]).code(0).says(&[
        "Evidence of job bay-1/RO-1",
        &code,
        "BP538971317615",
        "note: label on the unit",
        "every seal fits",
        "row 74 names the 36 rows before it",
    ]);
    for job in ["bay-1/ro-1", "ab12cde", &code, &code.to_lowercase()] {
        assert_eq!(place.run(&["audit", "--evidence", job]).code(0).out, by_number.out, "{job}");
    }
    for text in OTHERS {
        assert!(!by_number.out.contains(text), "{text}");
    }
    assert!(by_number.out.lines().all(|line| line.chars().count() <= 80), "{}", by_number.out);
    place.run(&["audit", "--evidence", "nobody"]).code(2).says(&["no job has this number, plate or receipt"]);
}

#[test]
fn several_jobs_are_listed() {
    let (place, _) = two_jobs();
    place.record(&WHOLE_JOB.replace("RO-1", "RO-3")).code(0);
    place.run(&["audit", "--evidence", "AB12 CDE"]).code(2).says(&["bay-1/RO-1", "bay-1/RO-3", "say which"]);
}

#[test]
fn programs_get_json() {
    let (place, code) = two_jobs();
    let ran = place.run(&["audit", "--evidence", "RO-1", "--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["format"], "precheck.evidence/1");
    assert_eq!((&json["job"], &json["exit_code"]), (&"bay-1/RO-1".into(), &0.into()));
    assert_eq!((&json["ending"]["receipt"], &json["ending"]["agrees"]), (&code.into(), &true.into()));
    assert_eq!(json["wording"]["state"], "kept");
    let rows = json["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 37);
    let plate = rows.iter().find(|row| row["item"] == "plate").unwrap();
    assert_eq!((&plate["said"], &plate["value"]), (&"AB12 CDE".into(), &"text AB12 CDE".into()));
    assert_eq!((&plate["seal_state"], &plate["cover"]), (&"fits".into(), &"summed".into()));
    place.run(&["audit", "--evidence", "RO-1", "--format", "json", "-o", "evidence.json"]).code(0);
    assert_eq!(fs::read_to_string(place.path("evidence.json")).unwrap(), ran.out);
}

#[test]
fn a_bundle_shows_no_other_customer_and_verifies() {
    let (place, code) = two_jobs();
    place.run(&["audit", "--evidence", "RO-1", "--bundle", "out"]).code(0).says(&["intact: every seal fits"]);
    let files = files(&place.path("out"));
    assert_eq!(files.len(), 6, "{files:?}");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        for text in OTHERS {
            let is_there = bytes.windows(text.len()).any(|window| window.eq_ignore_ascii_case(text.as_bytes()));
            assert!(!is_there, "{} has {text}", file.display());
        }
    }
    let ran = place.run(&["verify", "out", "--receipt", &code]).code(0);
    let ran = ran.says(&["bundle of bay-1/RO-1", "37 rows of its station", "the job's rows agree"]);
    assert!(ran.out.contains("can be made up as a whole"), "{}", ran.out);
    place.run(&["verify", "out", "--receipt", "JYP7-H2FB-K87W-GRFS-M"]).code(1).says(&["no finished or stopped job"]);
    let ran = place.run(&["verify", "out", "--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&json["bundles"][0]["job"], &json["bundles"][0]["receipt"]), (&"bay-1/RO-1".into(), &code.into()));
    let left: Vec<_> = fs::read_dir(place.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".precheck")), "{left:?}");
}

#[test]
fn a_changed_bundle_is_1() {
    let (place, _) = two_jobs();
    place.run(&["audit", "--evidence", "RO-1", "--bundle", "out"]).code(0);
    for (name, from, to) in [
        ("rows.txt", "AB12 CDE", "AB12 CDF"),
        ("evidence.txt", "answered: AB12 CDE", "answered: AB12 CDF"),
        ("seals.txt", "a", "b"),
    ] {
        let path = place.path("out").join(name);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        place.run(&["verify", "out"]).code(1).says(&["NOT INTACT", name]);
        fs::write(&path, text).unwrap();
    }
    let kept =
        files(&place.path("out/checklists")).into_iter().find(|path| path.ends_with(kept_battery(path))).unwrap();
    let wording = fs::read_to_string(&kept).unwrap();
    fs::write(&kept, wording.replacen("title", "titel", 1)).unwrap();
    place.run(&["verify", "out"]).code(1).says(&["not the checklist that the job was begun with"]);
    fs::remove_file(&kept).unwrap();
    place.run(&["verify", "out"]).says(&["the wording: checklists/battery-1-", "is not in the bundle"]);
}

/// The path's own name when it is the checklist's, else one that no path has.
fn kept_battery(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    if name.starts_with("battery-") { name.into() } else { "nothing".into() }
}

#[test]
fn nothing_is_written_over() {
    let (place, _) = two_jobs();
    place.write("out/mine.txt", "mine");
    place.run(&["audit", "--evidence", "RO-1", "--bundle", "out"]).code(2).says(&["is there already"]);
    assert_eq!(files(&place.path("out")).len(), 1);
    place.run(&["audit", "--bundle", "elsewhere"]).code(2);
    place.run(&["audit", "--evidence", "RO-1", "--bundle", "no/such/folder"]).code(5);
}

#[test]
fn an_open_job_has_evidence_and_a_bundle() {
    let place = Workshop::new();
    let begun: String = WHOLE_JOB.split_inclusive('\n').take_while(|line| !line.starts_with("car-volts")).collect();
    place.record(&begun).code(1);
    place.run(&["audit", "--evidence", "RO-1", "--bundle", "out"]).code(0).says(&["the job is open"]);
    place.run(&["verify", "out"]).code(0).says(&["no row ends the job", "a row left out can't be seen"]);
}

#[test]
fn what_another_station_wrote_is_there_too() {
    let (place, _) = two_jobs();
    let mut print = place.command(&["sheet", "RO-1", "--print", "ipp://127.0.0.1:9/ipp/print"]);
    super::finish(print.env("PRECHECK_STATION", "desk")).code(5);
    place
        .run(&["audit", "--evidence", "RO-1"])
        .code(0)
        .says(&["1 of other stations", "sheet printed: it did not work"]);
    place.run(&["audit", "--evidence", "RO-1", "--bundle", "out"]).code(0);
    place.run(&["verify", "out"]).code(0).says(&["37 rows of its station, 1 of others"]);
}

#[test]
fn a_changed_journal_is_1_and_the_row_is_marked() {
    let (place, _) = two_jobs();
    let path = place.file();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("BP538971317615", "BP538971317616")).unwrap();
    place.run(&["audit", "--evidence", "RO-1"]).code(1).says(&["DOES NOT FIT", "NOT INTACT", "has faults"]);
    place.run(&["audit", "--evidence", "RO-1", "--bundle", "out"]).code(1);
    place.run(&["verify", "out"]).code(1);
}

#[test]
fn another_workshop_can_be_named() {
    let (place, _) = two_jobs();
    let other = Workshop::new();
    let root = place.root();
    for path in [root.clone(), root.join("exports"), root.join("exports/journal")] {
        let path = path.to_str().unwrap();
        other.run(&["audit", "--evidence", "RO-1", path]).code(0).says(&["Evidence of job bay-1/RO-1", "battery-1-"]);
    }
    other.record(WHOLE_JOB).code(0);
    let (one, two) = (root.to_str().unwrap(), other.root());
    other.run(&["audit", "--evidence", "RO-1", one, two.to_str().unwrap()]).code(2).says(&["in several workshops"]);
    other.run(&["audit", "--evidence", "RO-1", "./nowhere"]).code(2).says(&["there is no journal here"]);
}

#[test]
fn a_workbook_is_a_form_of_the_audit_and_not_of_the_evidence() {
    let (place, _) = two_jobs();
    let made = |arguments: &[&str]| {
        let ran = place.command(arguments).output().unwrap();
        assert!(ran.status.code().is_some_and(|code| code <= 1), "findings are no failure: {ran:?}");
        assert!(ran.stdout.starts_with(b"PK\x03\x04"));
        ran.stdout
    };
    // its cover says the minute in which it was made: a new one may begin in between, once
    let is_same = || made(&["audit", "--format", "xlsx"]) == made(&["audit", "--report", "--format", "xlsx"]);
    assert!(is_same() || is_same(), "there is one workbook, and the same audit gives the same bytes");
    assert!(place.run(&["audit", "--lang", "de", "-o", "audit.xlsx"]).code <= 1);
    assert!(fs::read(place.path("audit.xlsx")).unwrap().starts_with(b"PK\x03\x04"));
    for format in ["csv", "xlsx"] {
        place.run(&["audit", "--evidence", "RO-1", "--format", format]).code(2).says(&["text, JSON, PDF or HTML"]);
    }
    place.run(&["audit", "--evidence", "RO-1", "last-month"]).code(2).says(&["no other words"]);
}
