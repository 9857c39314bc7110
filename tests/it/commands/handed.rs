//! What is handed out or taken away: reports, printed evidence, where a car stands, a record that begins later.

use std::fs;

use super::{WHOLE_JOB, Workshop};

fn shop() -> Workshop {
    let place = Workshop::new();
    place.record(WHOLE_JOB).code(0);
    place
}

/// The line of the QR code on the sheet of the job, from what the program says of its evidence.
fn scanned(place: &Workshop) -> String {
    let ran = place.run(&["audit", "--evidence", "RO-1", "--format", "json"]).code(0);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let (ending, rows) = (&told["ending"], told["rows"].as_array().unwrap());
    let end = rows.iter().find(|row| row["row"] == ending["row"]).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let (time, receipt, seal) = (text(&ending["time"]), text(&ending["receipt"]), text(&end["seal"]));
    format!("precheck.receipt/1 bay-1 RO-1 {} {time} {receipt} {seal}", ending["row"])
}

#[test]
fn a_report_is_written_in_the_form_of_its_file() {
    let place = shop();
    let folder = tempfile::tempdir().unwrap();
    for (name, begins) in [("r.pdf", &b"%PDF"[..]), ("r.html", b"<!doctype html>"), ("r.xlsx", b"PK")] {
        let file = folder.path().join(name);
        place.run(&["audit", "--report", "--lang", "de", "-o", file.to_str().unwrap()]).code(0);
        assert!(fs::read(&file).unwrap().starts_with(begins), "{name}");
    }
    place
        .run(&["audit", "--report"])
        .code(0)
        .says(&["Report on the checks before the work", "intact: every seal fits"]);
    place.run(&["audit", "--report", "--format", "csv"]).code(2).says(&["a report is text, PDF, HTML or a workbook"]);
    place.run(&["audit", "--format", "pdf"]).code(2).says(&["pages to print are of --report or of --evidence JOB"]);
}

#[test]
fn evidence_is_printed_with_its_receipt() {
    let place = shop();
    let folder = tempfile::tempdir().unwrap();
    let (pdf, html) = (folder.path().join("e.pdf"), folder.path().join("e.html"));
    place.run(&["audit", "--evidence", "RO-1", "-o", pdf.to_str().unwrap()]).code(0);
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF"));
    place.run(&["audit", "--evidence", "RO-1", "--lang", "de", "-o", html.to_str().unwrap()]).code(0);
    let page = fs::read_to_string(&html).unwrap();
    let receipt = scanned(&place).split(' ').nth(5).unwrap().to_owned();
    assert!(page.contains("Was geschah") && page.contains(&receipt));
}

#[test]
fn what_a_scanner_reads_from_the_sheet_finds_the_job() {
    let place = shop();
    let line = scanned(&place);
    place.run(&["verify", "--receipt", &line]).code(0).says(&["job RO-1"]);
    place.run(&["audit", "--jobs", &line]).code(0).says(&["1 job of 1", "bay-1/RO-1"]);
    // typed from the paper, in whatever spelling
    let typed = line.split(' ').nth(5).unwrap().replace('-', "").to_lowercase();
    place.run(&["audit", "--jobs", &typed]).code(0).says(&["1 job of 1", "bay-1/RO-1"]);
    place.run(&["sheet", &line]).code(0).says(&["RO-1"]);
    place.run(&["verify", "--receipt", &line.replace("bay-1", "b y")]).code(2);
}

#[test]
fn a_car_is_found_wherever_it_stands() {
    let place = shop();
    place.run(&["sheet", "RO-1", "--format", "pdf"]).code(0);
    let told = ["1 job", "bay-1/RO-1", "journal/bay-1/", "37 rows", "sheets/bay-1-ro-1.en.pdf", "jobs/"];
    place.run(&["where", "ab12-cde"]).code(0).says(&told);
    place.run(&["where", "XY99 ZZZ"]).code(0).says(&["0 jobs"]);
    place.run(&["where", " - "]).code(2);
    // what can't be looked into is never taken for empty
    std::fs::remove_dir_all(place.path("exports/sheets")).unwrap();
    place.write("exports/sheets", "a file where the folder should be");
    place.run(&["where", "ab12-cde"]).code(5).says(&["bay-1/RO-1", "not read: ", "sheets"]);
}

#[test]
fn a_record_that_begins_later_is_sound_when_that_is_said() {
    let place = shop();
    let month = chrono::Local::now().format("%Y-%m").to_string();
    place.run(&["audit", "--from", &month]).code(0).says(&["1 job of 1"]);
    place.run(&["audit", "--from", "2999-01"]).code(0).says(&["0 jobs of 0"]);
    place.run(&["audit", "--from", "soon"]).code(2).says(&["write a month"]);
}
