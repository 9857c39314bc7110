//! Whether errors and faults read as sentences, and machine names don't change.

use std::io::{Error, ErrorKind};

use precheck::domain::JobNumber;
use precheck::journal::{CANNOT_SHOW, Column, Fault, FaultClass, FaultKind, FileName, Refusal, WriterNotice};
use precheck::words::{LANGUAGES, Words, english};

use super::{check_bytes, lines, small, station};

#[test]
fn a_fault_says_where_and_what() {
    let text = lines(&small(), super::FILE).join("\n").replace("known", "other") + "\n";
    let report = check_bytes(text.as_bytes());
    let said: Vec<String> = report.all_faults().map(ToString::to_string).collect();
    assert_eq!(said, ["bay-1/2026-11.csv:4: row 2: changed after it was written: its seal does not fit"]);
    let fault = Fault {
        station: "bay-1".to_owned(),
        file: "2026-11.csv".to_owned(),
        line: Some(7),
        seq: None,
        kind: FaultKind::Missing { first: 5, last: 9 },
    };
    assert_eq!(fault.to_string(), "bay-1/2026-11.csv:7: rows 5 to 9 are missing before this line");
}

/// Whoever reads it has every fault in the own language, with all that it names.
#[test]
fn faults_are_said_in_each_language() {
    let text = lines(&small(), super::FILE).join("\n").replace("known", "other") + "\n";
    let report = check_bytes(text.as_bytes());
    let german = Words::new("de", None).plain();
    let said: Vec<String> = report.all_faults().map(|fault| fault.sentence().in_words(&german)).collect();
    assert_eq!(said, ["bay-1/2026-11.csv:4: Zeile 2: nach dem Schreiben geändert: ihr Siegel passt nicht"]);
    let copy = FaultKind::Copy { other: None, of: FileName::parse("2026-11.csv").unwrap(), lacks: 1 };
    let english = Words::new("en", None).plain();
    assert!(copy.sentence().in_words(&english).contains("1 of its rows is NOT in"), "{copy}");
    assert!(copy.sentence().in_words(&german).contains("1 ihrer Zeilen steht NICHT"), "{copy}");
    let damaged = lines(&small(), super::FILE).join("\n").replacen(",Ana K.", "", 1) + "\n";
    for (language, _) in LANGUAGES {
        let words = Words::new(language, None).plain();
        for fault in check_bytes(damaged.as_bytes()).all_faults() {
            let said = fault.sentence().in_words(&words);
            assert!(!said.contains("fault-") && !said.contains("why-") && !said.contains('{'), "{language}: {said}");
        }
    }
}

#[test]
fn the_exit_codes_rank_as_documented() {
    let mut classes =
        [FaultClass::Resaved, FaultClass::Unfinished, FaultClass::Unreadable, FaultClass::Broken, FaultClass::Remark];
    classes.sort();
    assert_eq!(classes.map(FaultClass::exit_code), [1, 5, 4, 3, 0]);
}

#[test]
fn refusals_are_plain_and_each_has_a_next_step() {
    let error = || Error::from(ErrorKind::Other);
    let refusals = [
        Refusal::DiskFull(error()),
        Refusal::ReadOnly(error()),
        Refusal::Locked,
        Refusal::Unreachable(error()),
        Refusal::SomebodyElse,
        Refusal::NotRecorded(error()),
        Refusal::Unreadable(error()),
        Refusal::TooLong { column: Column::Note, bytes: 2001, most: 2000 },
        Refusal::Overtaken { news: Vec::new() },
        Refusal::Taken(JobNumber::new("1").unwrap()),
        Refusal::Elsewhere(station("bay-2")),
        Refusal::NewerFormat(2),
        Refusal::NoRandom,
    ];
    for refusal in refusals {
        let said = refusal.to_string();
        assert!(said.starts_with("not recorded: ") && !said.ends_with('.'), "{said}");
        assert!(refusal.hint().len() > 10 && !refusal.hint().ends_with('.'));
    }
}

#[test]
fn nothing_is_called_proof_against_tampering() {
    let notices = [WriterNotice::NoLock, WriterNotice::ClockBack { seconds: 3 }];
    let words: Vec<String> = CANNOT_SHOW
        .iter()
        .map(|limit| english(limit).to_owned())
        .chain(notices.iter().map(ToString::to_string))
        .collect();
    assert!(words.iter().all(|words| !words.contains("proof") && !words.ends_with('.')), "{words:?}");
}
