//! No face shows a job without asking whether its record is intact: one changed row, and what each of them says of it.

use std::fs;

use super::{WHOLE_JOB, Workshop, finish, receipt};

/// A workshop with two finished jobs, in whose first one `from` was replaced by `to`; and that one's receipt.
fn falsified(from: &str, to: &str) -> (Workshop, String) {
    let place = Workshop::new();
    let code = receipt(&place.record(WHOLE_JOB).code(0).out);
    let other = WHOLE_JOB.replace("RO-1", "RO-2").replace("AB12 CDE", "CD34 EFG").replace("BP5389", "BP5390");
    place.record(&other).code(0);
    let text = fs::read_to_string(place.file()).unwrap();
    assert!(text.contains(from), "{from:?} is not in the journal");
    fs::write(place.file(), text.replacen(from, to, 1)).unwrap();
    (place, code)
}

/// The radio afterwards, falsified.
fn radio_after() -> (Workshop, String) {
    falsified("radio-after,plays", "radio-after,silent")
}

#[test]
fn a_changed_job_makes_no_page_with_a_receipt() {
    let (place, code) = radio_after();
    for form in ["txt", "html"] {
        let ran = place.run(&["sheet", "RO-1", "--format", form]).code(1);
        let ran = ran.says(&["The record of this job is not intact", "changed after it was written (row 33)"]);
        assert!(!ran.out.contains(&code), "{}", ran.out);
        assert!(!ran.out.contains("stands for a sealed record"), "{}", ran.out);
        assert!(ran.err.contains("row 33 (answer, radio-after): changed after it was written"), "{}", ran.err);
    }
    place.run(&["sheet", "RO-1", "--lang", "de"]).code(1).says(&["nicht unversehrt", "nachträglich geändert"]);
    place.run(&["sheet", "RO-1", "-o", "page.pdf"]).code(1);
    // the job beside it is what it was
    place.run(&["sheet", "RO-2"]).code(0).says(&["stands for a sealed record"]);
}

/// What is wrong between files is seen by a look at all of them alone; the job's own rows, read once more, take none of it back.
#[test]
fn a_job_in_a_file_that_is_there_twice_makes_no_page_with_a_receipt() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    place.run(&["sheet", "RO-1"]).code(0).says(&["stands for a sealed record"]);
    fs::copy(place.file(), place.file().with_extension("2.csv")).unwrap();
    let ran = place.run(&["sheet", "RO-1"]).code(1);
    assert!(!ran.out.contains("stands for a sealed record"), "{}", ran.out);
    assert!(ran.err.contains("NOT INTACT"), "{}", ran.err);
}

#[test]
fn a_receipt_agrees_only_when_every_row_of_the_job_fits() {
    let (place, code) = radio_after();
    let ran = place.run(&["verify", "--receipt", &code]).code(1);
    let ran = ran.says(&["THE JOB'S RECORD IS NOT INTACT", "row 33 (answer, radio-after): changed"]);
    assert!(!ran.out.contains("the job's rows agree"), "{}", ran.out);
    let json = place.run(&["verify", "--format", "json", "--receipt", &code]).code(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["receipts"][0]["job_agrees"], false);
    assert_eq!(json["receipts"][0]["flaws"][0], "row 33 (answer, radio-after): changed after it was written");
}

#[test]
fn a_row_added_to_a_job_is_no_part_of_its_proof() {
    // sealed again, and all after it, up to the job's end, which counted other rows
    let (place, code) = falsified("radio-after,plays", "radio-after,plays");
    let lines: Vec<String> = fs::read_to_string(place.file()).unwrap().lines().map(ToOwned::to_owned).collect();
    let at = lines.iter().position(|line| line.contains("radio-after")).unwrap();
    let mut text = lines[..at].join("\n") + "\n";
    let mut before = lines[at - 1].rsplit_once(',').unwrap().1.to_owned();
    for line in &lines[at..] {
        let body = line.rsplit_once(',').unwrap().0.replacen("radio-after,plays", "radio-after,silent", 1);
        before = precheck::journal::Seal::over(before.as_bytes(), body.as_bytes()).hex().to_owned();
        text += &format!("{body},{before}\n");
    }
    fs::write(place.file(), text).unwrap();
    place.run(&["verify", "--receipt", &code]).code(1).says(&["no finished or stopped job has the receipt"]);
    let ran = place.run(&["sheet", "RO-1"]).code(1);
    ran.says(&["the rows of this job are not those that were counted"]);
}

#[test]
fn tables_and_figures_say_whose_record_is_not_intact() {
    let (place, code) = radio_after();
    let table = place.run(&["audit", "--jobs", "--format", "csv"]).out;
    let rows: Vec<&str> = table.lines().collect();
    assert!(rows[0].split(',').any(|head| head == "record"), "{table}");
    assert!(rows[1].contains("RO-1") && rows[1].contains("NOT INTACT") && !rows[1].contains(&code), "{table}");
    assert!(rows[2].contains("RO-2") && rows[2].contains("intact"), "{table}");
    let json: serde_json::Value = serde_json::from_str(&place.run(&["audit", "--format", "json"]).out).unwrap();
    assert_eq!((&json["jobs"][0]["is_intact"], &json["jobs"][1]["is_intact"]), (&false.into(), &true.into()));
    assert_eq!(json["jobs"][0]["receipt"], serde_json::Value::Null);
    assert_eq!(json["figures"]["jobs"]["not_intact"], 1);
    place.run(&["audit", "--figures"]).says(&["THE RECORD OF 1 JOB IS NOT INTACT"]);
    let month = fs::read_dir(place.path("exports/jobs")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(month).unwrap().contains("NOT INTACT"));
}

#[test]
fn evidence_speaks_of_the_job_alone() {
    let (place, _) = radio_after();
    place.run(&["audit", "--evidence", "RO-1"]).code(1).says(&["THIS RECORD IS NOT INTACT"]);
    let ran = place.run(&["audit", "--evidence", "RO-2"]).code(0).says(&["intact: every seal fits"]);
    assert!(ran.out.contains("not touched by that"), "{}", ran.out);
}

#[test]
fn an_open_job_in_a_damaged_file_is_not_said_to_be_intact() {
    let place = Workshop::new();
    place.record(&WHOLE_JOB.replace("lamps-after = \"as-before\"\n", "")).code(1);
    let text = fs::read_to_string(place.file()).unwrap();
    // a whole line of the open job is gone
    let without: Vec<&str> = text.split_inclusive('\n').filter(|line| !line.contains(",windows,")).collect();
    fs::write(place.file(), without.concat()).unwrap();
    place.run(&["sheet", "RO-1"]).code(1).says(&["is not intact"]);
}

#[test]
fn verify_names_the_job_the_plate_and_the_question() {
    let (place, _) = radio_after();
    place.run(&["verify"]).code(1).says(&["job RO-1 · AB12 CDE · begun ", "radio after"]);
    let json = place.run(&["verify", "--format", "json"]).code(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fault = &json["faults"][0];
    let said = [&fault["job"], &fault["plate"], &fault["item"]];
    assert_eq!(said, [&"RO-1".into(), &"AB12 CDE".into(), &serde_json::Value::from("radio-after")]);
    // a line that is no row any more still says which job it was
    let (place, _) = falsified("radio-after,plays,", "radio-after,,,,,");
    place.run(&["verify"]).code(1).says(&["no row any more", "job RO-1 · AB12 CDE"]);
}

#[test]
fn copies_that_a_sync_tool_leaves_are_named_as_what_they_are() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let file = place.file();
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let copy = file.with_file_name(name.replace(".csv", " (1).csv"));
    fs::copy(&file, &copy).unwrap();
    place.run(&["verify"]).code(0).says(&["a copy of", "all its rows are in the journal", "the record is intact"]);
    // two computers went on with it at once
    let forked = Workshop::new();
    forked.record(&WHOLE_JOB.replace("RO-1", "RO-9")).code(0);
    let conflict = file.with_file_name(name.replace(".csv", ".sync-conflict-20261128-101500-ABCDEFG.csv"));
    fs::copy(forked.file(), &conflict).unwrap();
    let ran = place.run(&["verify"]).code(1);
    ran.says(&["of its rows are NOT in the journal", "a journal was NOT READ"]);
    place.run(&["audit"]).says(&["of its rows are NOT in the journal"]);
}

#[test]
fn a_copy_of_another_stations_file_is_said_to_be_that() {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    let answers = place.write("answers.toml", WHOLE_JOB);
    place.run(&["record", "--station", "bay-2", "--answers", &answers.to_string_lossy()]).code(0);
    let name = place.file().file_name().unwrap().to_string_lossy().into_owned();
    let (bay_1, bay_2) = (place.path("exports/journal/bay-1"), place.path("exports/journal/bay-2"));
    let copy = bay_1.join(name.replace(".csv", " (1).csv"));
    fs::copy(bay_2.join(&name), &copy).unwrap();
    let says = ["a copy of another station's file, bay-2/", "all its rows are in that station's journal, so it can go"];
    place.run(&["verify"]).code(0).says(&says);
    // wherever one stands
    let mut command = place.command(&["verify", "."]);
    command.current_dir(&bay_1);
    finish(&mut command).code(0).says(&says);
    // under a name of ours it is in the way, and is still known
    let taken = bay_1.join("2031-01.csv");
    fs::rename(&copy, &taken).unwrap();
    place
        .run(&["verify"])
        .code(1)
        .says(&["belongs to station bay-2, not into this folder: a copy, all its rows are in"]);
    // that station has less of it
    fs::rename(&taken, &copy).unwrap();
    let text = fs::read_to_string(bay_2.join(&name)).unwrap();
    let short: Vec<&str> = text.split_inclusive('\n').take(text.lines().count() - 2).collect();
    fs::write(bay_2.join(&name), short.concat()).unwrap();
    place
        .run(&["verify"])
        .code(1)
        .says(&["a copy of another station's file", "2 of its rows are NOT in that station's"]);
    fs::rename(&copy, &taken).unwrap();
    place.run(&["verify"]).code(1).says(&["2 of its rows are NOT in the journal of bay-2, so keep it"]);
}

#[test]
fn a_job_in_another_stations_folder_has_no_receipt_there() {
    let place = Workshop::new();
    let code = receipt(&place.record(WHOLE_JOB).code(0).out);
    let copied = place.path("exports/journal/bay-2");
    fs::create_dir_all(&copied).unwrap();
    fs::copy(place.file(), copied.join(place.file().file_name().unwrap())).unwrap();
    let ran = place.run(&["sheet", "bay-2/RO-1"]).code(1).says(&["is not intact", "not where it was written"]);
    assert!(!ran.out.contains(&code), "{}", ran.out);
    place.run(&["sheet", "bay-1/RO-1"]).code(0).says(&["stands for a sealed record"]);
}
