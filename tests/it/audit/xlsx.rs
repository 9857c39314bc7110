//! The workbook, read without the library that wrote it: it is a ZIP of XML. What a spreadsheet makes of it is tried in
//! `.ci/spreadsheet`.

use chrono::NaiveDate;
use precheck::audit::{Cell, CoverSheet, Filter, Table, findings_table, jobs_table, workbook};
use precheck::words::Words;

use super::{Shop, Story};

fn table() -> Table {
    let time = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(9, 14, 3).unwrap();
    let row = |serial: &str, plate: &str| {
        vec![
            Cell::Job("1E10".to_owned()),
            Cell::Serial(serial.to_owned()),
            Cell::text(plate),
            Cell::Time(time),
            Cell::Whole(7),
            Cell::Number("12.60".to_owned()),
            Cell::None,
        ]
    };
    Table {
        name: "jobs",
        title: None,
        columns: ["job", "serial", "plate", "started", "overrides", "volts", "receipt"].map(Into::into).into(),
        rows: vec![row("28185103940021", "=1+1"), row("BP538971317615", "MAR12"), row("00123456789012", "\u{1b}[2J")],
        printed: vec![14, 16, 12],
    }
}

fn cover() -> CoverSheet {
    CoverSheet { name: "cover".to_owned(), ..CoverSheet::default() }
}

/// Entries of the ZIP by the central directory: how many there are, and their names.
fn entries(bytes: &[u8]) -> Vec<String> {
    let mark = b"PK\x01\x02";
    let starts = (0..bytes.len().saturating_sub(46)).filter(|&at| &bytes[at..at + 4] == mark);
    let name = |at: usize| {
        let length = usize::from(u16::from_le_bytes([bytes[at + 28], bytes[at + 29]]));
        String::from_utf8_lossy(&bytes[at + 46..at + 46 + length]).into_owned()
    };
    starts.map(name).collect()
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let first = workbook(&cover(), &[table()]).unwrap();
    assert_eq!(first, workbook(&cover(), &[table()]).unwrap());
}

#[test]
fn each_table_is_a_sheet() {
    let other =
        Table { name: "findings", title: None, columns: vec!["finding".into()], rows: Vec::new(), printed: Vec::new() };
    let names = entries(&workbook(&cover(), &[table(), other]).unwrap());
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"] {
        assert!(names.iter().any(|name| name == sheet), "{names:?}");
    }
    assert!(workbook(&cover(), &[table(), table()]).is_err(), "two of one name");
}

#[test]
fn a_date_that_the_format_has_not_is_text() {
    let time = NaiveDate::from_ymd_opt(1812, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let rows = vec![vec![Cell::Time(time)], vec![Cell::Number("NaN".to_owned())]];
    let old = Table { name: "old", title: None, columns: vec!["when".into()], rows, printed: Vec::new() };
    workbook(&cover(), &[old]).unwrap();
}

#[test]
fn what_is_printed_fits_a_page_and_the_rest_lies_behind_it() {
    let audit = Shop::with(&[Story::battery("1", &[("radio-after", "locked")])]).audit();
    for language in ["en", "de"] {
        let words = Words::new(language, None).plain();
        let findings = findings_table::in_words(&audit, &audit.list(&Filter::default()), &words);
        let jobs = jobs_table::in_words(&audit, audit.jobs(&Filter::default()), &words);
        for (table, behind) in [(&findings, "column-file"), (&jobs, "column-receipt")] {
            let head = words.find(behind).unwrap_or_else(|| behind.trim_start_matches("column-"));
            let at = table.columns.iter().position(|name| name == head).unwrap();
            assert!(at >= table.printed.len() && !table.printed.is_empty(), "{head} is printed: {:?}", table.columns);
            let across: usize = table.printed.iter().sum();
            assert!(across <= 210, "{across} characters across");
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        }
    }
}
