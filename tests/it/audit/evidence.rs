//! One job's evidence: its words, what covers each row, and the bundle's form.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use precheck::audit::evidence::{self, Cover, Evidence, SealLink, WordingState, lines};
use precheck::domain::checklist::kept_name;
use precheck::domain::fact::{Handover, LeftUnsafe, Print, StopReason};
use precheck::domain::{Answer, Id, JobKey, JobNumber, Measurement, PausePoint, Station, What};
use precheck::journal::{Bundle, Draft, Folder, Options, Receipt, Seal, Writer, verify};
use precheck::words::{PlainWords, Words};
use proptest::prelude::*;

use crate::built_in;

/// A workshop's exports with the journals of two stations.
struct Shop {
    folder: tempfile::TempDir,
    at: DateTime<FixedOffset>,
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn station(name: &str) -> Station {
    Station::new(name).unwrap()
}

fn key(number: &str) -> JobKey {
    JobKey { station: station("bay-1"), number: JobNumber::new(number).unwrap() }
}

fn option(item: &str, option: &str) -> What {
    What::Answered { item: id(item), answer: Answer::Option(id(option)) }
}

/// The words of an option in the built-in checklist.
fn label(item: &str, option: &str) -> String {
    let catalog = built_in::first();
    let (_, item) = catalog.get("battery").unwrap().content.item(item).unwrap();
    item.options.iter().find(|it| it.id.as_str() == option).unwrap().label.to_string()
}

impl Shop {
    fn new() -> Self {
        let at = DateTime::parse_from_rfc3339("2026-11-22T09:00:00.000+01:00").unwrap();
        Self { folder: tempfile::tempdir().unwrap(), at }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn tell(&mut self, at: &str, number: &str, what: What, note: &str) {
        self.at += TimeDelta::seconds(7);
        let at = station(at);
        let mut writer = Writer::new(Folder::new(&self.path("journal"), &at), at, "precheck 0.1.0".to_owned());
        let draft = Draft { job: key(number), who: "Ana K.".into(), note: note.to_owned(), what, expects: None };
        writer.append(&draft, self.at).unwrap();
    }

    /// Begins a job with the built-in checklist, and keeps its wording.
    fn begin(&mut self, number: &str) {
        let catalog = built_in::first();
        let entry = catalog.get("battery").unwrap();
        let sha = Seal::of_bytes(&entry.file.bytes).hex();
        let (checklist, revision) = (entry.content.id, entry.content.revision);
        fs::create_dir_all(self.path("checklists")).unwrap();
        fs::write(self.path("checklists").join(kept_name("battery", revision, &sha)), &entry.file.bytes).unwrap();
        for make in catalog.radio_files() {
            let name =
                kept_name(make.content.id.as_str(), make.content.revision, &Seal::of_bytes(&make.file.bytes).hex());
            fs::write(self.path("checklists").join(name), &make.file.bytes).unwrap();
        }
        self.tell("bay-1", number, What::Started { checklist, revision, sha, is_via_file: false }, "");
    }

    /// A job that is answered, corrected, called, finished and handed over elsewhere, with another job's row in between.
    fn tale() -> Self {
        let mut shop = Self::new();
        shop.begin("RO-1");
        shop.tell("bay-1", "RO-1", option("car", "j11"), "");
        shop.tell("bay-1", "RO-1", option("customer-code", "no"), "");
        shop.begin("RO-2");
        let found = What::Corrected {
            item: id("customer-code"),
            answer: Answer::Option(id("card-seen")),
            reason: String::new(),
        };
        shop.tell("bay-1", "ro-1", found, "found it after all");
        let volts = Answer::Number(Measurement::parse("12,60", "V").unwrap());
        shop.tell("bay-1", "RO-1", What::Answered { item: id("source-volts"), answer: volts }, "");
        shop.tell("bay-1", "RO-1", What::Cleared { page: PausePoint::B, skipped: 0, overridden: 1 }, "");
        shop.tell("bay-1", "RO-1", What::Finished { rows: 0 }, "");
        shop.tell("desk", "RO-1", What::HandedOver { how: Handover::NotSigned }, "in a hurry");
        shop.tell(
            "bay-1",
            "RO-1",
            What::Corrected { item: id("car"), answer: Answer::Option(id("j10")), reason: "wrong car".to_owned() },
            "",
        );
        shop
    }

    fn evidence(&self, number: &str) -> Evidence {
        evidence::read(&self.path("journal"), &key(number)).unwrap()
    }

    /// Writes the bundle of a job.
    fn bundle(&self, number: &str) -> PathBuf {
        let folder = self.path("bundle");
        for (name, bytes) in evidence::files(&self.evidence(number), "en") {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }
}

fn english() -> PlainWords {
    PlainWords::default()
}

fn codes(folder: &Path) -> Vec<&'static str> {
    let report = verify(&[folder.to_owned()], &Options::default());
    report.all_faults().map(precheck::journal::Fault::code).collect()
}

#[test]
fn every_row_is_told_in_the_words_of_the_day() {
    let evidence = Shop::tale().evidence("RO-1");
    let told: Vec<(u64, String)> =
        evidence.rows.iter().map(|row| (row.exhibit.row.seq, format!("{}: {}", row.happened, row.said))).collect();
    let told: Vec<(u64, &str)> = told.iter().map(|(seq, text)| (*seq, text.as_str())).collect();
    assert_eq!(
        told,
        [
            (1, "job began: Battery, revision 1"),
            (2, "answered: Qashqai J11"),
            (3, &*format!("answered: {}", label("customer-code", "no"))),
            (5, &*format!("corrected to: {}", label("customer-code", "card-seen"))),
            (6, "answered: 12.60 V, typed"),
            (7, "called complete: B: The lead comes off now (0 not applicable, 1 overridden)"),
            (8, "job finished: 0 min after it began"),
            (9, "corrected to: Qashqai J10"),
            (1, "handed over: not signed"),
        ]
    );
    let code = &evidence.rows[2];
    assert_eq!((code.label.as_ref().map(|it| it.en.as_str()), code.replaced_by), (Some("customer's code"), Some(5)));
    assert!(code.ask.as_ref().is_some_and(|ask| !ask.en.is_empty()));
    assert!(matches!(&evidence.kept.wording, WordingState::Kept { name } if name.starts_with("battery-")));
    assert_eq!(evidence.kept.radio_files.len(), 1);
}

#[test]
fn each_row_says_what_covers_it() {
    let evidence = Shop::tale().evidence("RO-1");
    let covers: Vec<Cover> = evidence.rows.iter().map(|row| row.cover).collect();
    assert_eq!(covers[..6], [Cover::Summed; 6]);
    assert_eq!(covers[6..], [Cover::Ending, Cover::After, Cover::Elsewhere]);
    assert!(evidence.rows.iter().all(|row| row.link == SealLink::Fits));
    let ending = evidence.ending.as_ref().unwrap();
    assert_eq!((ending.seq, ending.rows, &ending.disagrees), (8, 6, &None));
    assert_eq!(ending.receipt, Receipt::of(&evidence.rows[6].exhibit.seal));
    assert_eq!((evidence.count(), evidence.exit_code()), ((8, 1), 0));
}

#[test]
fn an_open_job_has_no_sum_and_says_so() {
    let evidence = Shop::tale().evidence("RO-2");
    assert_eq!((evidence.ending.as_ref(), evidence.rows[0].cover, evidence.exit_code()), (None, Cover::Open, 0));
    let text = evidence::text(&evidence, &english(), 200);
    assert!(text.contains("the job is open"), "{text}");
    assert!(text.contains("no sum covers its rows yet"), "{text}");
}

/// Why a job was stopped and how the car is left is said in words, and what was remarked stands by itself.
#[test]
fn a_stop_is_told_in_words() {
    let mut shop = Shop::new();
    shop.begin("RO-1");
    let left = LeftUnsafe { is_lead_off: true, fitted: vec!["saver".to_owned()] };
    shop.tell("bay-1", "RO-1", What::Stopped { rows: 0, reason: Some(StopReason::NoCode), left }, "he will ring");
    let evidence = shop.evidence("RO-1");
    let told = evidence::text(&evidence, &english(), 200);
    let stopped =
        "job stopped: 0 min after it began; no code; the car was left with the lead off; still fitted: saver\n";
    assert!(told.contains(stopped) && told.contains("note: he will ring\n"), "{told}");
    let german = evidence::text(&evidence, &Words::new("de", None).plain(), 200);
    assert!(german.contains("Bemerkung: he will ring\n") && !german.contains("no-code"), "{german}");
}

#[test]
fn a_wording_that_is_gone_or_another_is_said_and_ids_are_shown() {
    let shop = Shop::tale();
    let kept =
        evidence::files(&shop.evidence("RO-1"), "en").into_iter().find(|(name, _)| name.contains("/battery-")).unwrap();
    let path = shop.path(&kept.0);
    fs::write(&path, [kept.1.as_slice(), b"# mine\n"].concat()).unwrap();
    let other = shop.evidence("RO-1");
    assert!(matches!(other.kept.wording, WordingState::Other { .. }));
    assert_eq!((other.exit_code(), &*other.rows[2].said.to_string(), &other.rows[2].label), (1, "id no", &None));
    fs::remove_file(&path).unwrap();
    let missing = shop.evidence("RO-1");
    assert!(matches!(missing.kept.wording, WordingState::Missing { .. }));
    assert_eq!((missing.exit_code(), &*missing.rows[2].said.to_string()), (0, "id no"));
    assert!(evidence::text(&missing, &english(), 80).contains("  answered: id no\n"));
}

/// An id stands for nothing a reader can look up: it is said to be one, and not called by anything that was not kept.
#[test]
fn a_radio_whose_file_was_not_kept_is_said_to_be_an_id() {
    let mut shop = Shop::new();
    shop.begin("RO-1");
    let radio = What::Answered { item: id("radio"), answer: Answer::Option(id("radio-x")) };
    shop.tell("bay-1", "RO-1", radio, "");
    let evidence = shop.evidence("RO-1");
    let english = evidence::text(&evidence, &english(), 200);
    assert!(english.contains("answered: id radio-x (no file that was kept names it)\n"), "{english}");
    let german = evidence::text(&evidence, &Words::new("de", None).plain(), 200);
    assert!(german.contains("geantwortet: Kennung radio-x (keine aufbewahrte Datei benennt sie)\n"), "{german}");
}

#[test]
fn what_was_changed_is_marked_and_no_other_job_is_quoted() {
    let shop = Shop::tale();
    let file = shop.path("journal/bay-1/2026-11.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("card-seen", "card-said").replace("JRO-2,start", "JRO-2,=start")).unwrap();
    let evidence = shop.evidence("RO-1");
    let broken: Vec<u64> = evidence.unproven().map(|row| row.exhibit.row.seq).collect();
    assert_eq!((broken, evidence.exit_code()), (vec![5], 1));
    assert!(lines(&evidence, &english()).iter().any(|line| line.text.contains("bay-1/2026-11.csv has faults")));
    for (name, bytes) in evidence::files(&evidence, "en") {
        assert!(!String::from_utf8_lossy(&bytes).contains("RO-2"), "{name} speaks of another job");
    }
}

#[test]
fn a_row_after_a_damaged_line_is_not_called_proven() {
    let shop = Shop::tale();
    let file = shop.path("journal/bay-1/2026-11.csv");
    let text = fs::read_to_string(&file).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    // row 4 is the other job's: RO-1's row 5 follows it
    lines[5] = "gone";
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    let evidence = shop.evidence("RO-1");
    assert_eq!(evidence.rows[3].link, SealLink::Unknown);
    assert_eq!(evidence.exit_code(), 1);
    let folder = shop.bundle("RO-1");
    let report = verify(&[folder], &Options::default());
    assert_eq!(report.bundles[0].unchecked.len(), 1, "{:?}", report.bundles[0]);
}

#[test]
fn another_stations_fault_is_told_beside_a_job_that_it_does_not_touch() {
    let mut shop = Shop::tale();
    shop.tell("bay-2", "RO-1", What::Printed { result: Print::Printed }, "a printer");
    let damage = |file: &Path| {
        let text = fs::read_to_string(file).unwrap();
        fs::write(file, text.replacen("a printer", "b printer", 1).replacen("in a hurry", "in no hurry", 1)).unwrap();
    };
    let of = |shop: &Shop| {
        let evidence = shop.evidence("RO-2");
        let told: Vec<String> =
            lines(&evidence, &english()).into_iter().filter(|it| it.name == "Journal").map(|it| it.text).collect();
        (evidence.exit_code(), told)
    };
    damage(&shop.path("journal/bay-2/2026-11.csv"));
    let (code, told) = of(&shop);
    assert!(code == 0 && told.len() == 1, "{told:?}");
    assert!(told[0].starts_with("bay-2/2026-11.csv has faults") && told[0].contains("not touched by that"), "{told:?}");
    assert_eq!(shop.evidence("RO-1").exit_code(), 1, "a row about this one is in that file");
    fs::remove_dir_all(shop.path("journal/bay-2")).unwrap();
    assert_eq!(of(&shop), (0, vec![]));
    fs::write(shop.path("journal/bay-1/2027-01.csv"), "no journal\n").unwrap();
    assert_eq!(of(&shop).0, 1, "the job is open: rows of it may have stood there");
    assert_eq!(shop.evidence("RO-1").exit_code(), 0, "its sum answers for all of its rows");
}

#[test]
fn a_job_in_a_copied_or_misplaced_file_is_not_called_intact() {
    let shop = Shop::tale();
    let own = shop.path("journal/bay-1/2026-11.csv");
    fs::copy(&own, shop.path("journal/bay-1/2026-11.2.csv")).unwrap();
    let told = evidence::text(&shop.evidence("RO-1"), &english(), 200);
    assert!(told.contains("bay-1/2026-11.2.csv is another station's file, or a copy"), "{told}");
    assert_eq!(shop.evidence("RO-1").exit_code(), 1);
    fs::remove_file(shop.path("journal/bay-1/2026-11.2.csv")).unwrap();
    fs::rename(shop.path("journal/bay-1"), shop.path("journal/bay-9")).unwrap();
    let moved = JobKey { station: station("bay-9"), ..key("RO-1") };
    let evidence = evidence::read(&shop.path("journal"), &moved).unwrap();
    assert_eq!(evidence.exit_code(), 1);
    assert!(evidence.damaged[0].is_displaced && evidence.damaged[0].place == "bay-9/2026-11.csv");
}

#[test]
fn a_bundle_verifies_with_its_receipt_and_no_other() {
    let shop = Shop::tale();
    let folder = shop.bundle("RO-1");
    let receipt = shop.evidence("RO-1").ending.unwrap().receipt;
    let options = Options { receipts: vec![receipt], ..Options::default() };
    let report = verify(std::slice::from_ref(&folder), &options);
    assert_eq!((report.exit_code(), report.receipts.len(), report.receipts[0].agrees()), (0, 1, Some(true)));
    let bundle = &report.bundles[0];
    assert_eq!(
        (bundle.job.as_str(), bundle.rows, bundle.rows_elsewhere, bundle.has_wording),
        ("bay-1/RO-1", 8, 1, true)
    );
    let other = Options { receipts: vec![Receipt::of(&Seal::of_bytes(b"another"))], ..Options::default() };
    assert_eq!(verify(&[folder], &other).exit_code(), 1);
}

/// The texts are the workshop's language, and whoever is handed them checks them without knowing it.
#[test]
fn a_bundle_speaks_a_language_and_its_words_are_held_against_its_rows() {
    let shop = Shop::tale();
    let folder = shop.path("german");
    for (name, bytes) in evidence::files(&shop.evidence("RO-1"), "de") {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let path = folder.join("evidence.txt");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("Nachweis zu Auftrag bay-1/RO-1\nKennzeichen   "), "{text}");
    assert!(text.contains("Auftrag begonnen: Batterie, Revision 1") && text.contains("12,60 V, getippt"), "{text}");
    let how = fs::read_to_string(folder.join("HOW-TO-CHECK.txt")).unwrap();
    assert!(
        how.contains("Vergleichen Sie ihn mit dem Papier") && how.lines().all(|it| it.chars().count() <= 80),
        "{how}"
    );
    let checked = || {
        let mut report = verify(std::slice::from_ref(&folder), &Options::default());
        evidence::compare_text(&mut report.bundles[0]);
        (report.exit_code(), report.bundles[0].unchecked.len())
    };
    assert_eq!(checked(), (0, 0));
    fs::write(&path, text.replacen("getippt", "gemessen", 1)).unwrap();
    assert_eq!(checked(), (1, 0));
}

#[test]
fn a_changed_bundle_is_refused() {
    let shop = Shop::tale();
    let folder = shop.bundle("RO-1");
    let rows = fs::read_to_string(folder.join("rows.txt")).unwrap();
    let lines: Vec<&str> = rows.lines().collect();
    let without = |from: usize, count: usize| {
        let mut lines = lines.clone();
        lines.drain(from..from + count);
        lines.join("\n") + "\n"
    };
    let mut swapped = lines.clone();
    swapped[4..10].rotate_left(3);
    let (swapped, end) = (swapped.join("\n") + "\n", lines.len() - 3);
    for (what, changed) in [
        ("an answer", rows.replace("card-seen", "card-said")),
        ("a row left out", without(4, 3)),
        ("the start left out", without(1, 3)),
        ("rows swapped", swapped),
        ("a line left out", without(5, 1)),
        ("another job's number", rows.replacen(" RO-1\n", " RO-2\n", 1)),
        ("another station", rows.replacen(" bay-1 RO-1\n", " bay-2 RO-1\n", 1)),
        ("a row told twice", format!("{rows}{}\n", lines[end..].join("\n"))),
        ("the last end", rows.trim_end().to_owned()),
        ("the head", rows.replacen("/1 ", "/2 ", 1)),
    ] {
        fs::write(folder.join("rows.txt"), &changed).unwrap();
        assert!(!codes(&folder).is_empty(), "{what} was not noticed");
        assert_eq!(verify(std::slice::from_ref(&folder), &Options::default()).exit_code(), 1, "{what}");
    }
    fs::write(folder.join("rows.txt"), &rows).unwrap();
    assert_eq!(codes(&folder), [""; 0]);
    let seals = fs::read_to_string(folder.join("seals.txt")).unwrap();
    fs::write(folder.join("seals.txt"), seals.replacen('a', "b", 1)).unwrap();
    assert_eq!(codes(&folder), ["bad-bundle"]);
    fs::remove_file(folder.join("seals.txt")).unwrap();
    assert_eq!(codes(&folder), ["unreadable"]);
}

/// A whole row can be put in by whoever has a computer; the job's sum is what it can't be put into.
#[test]
fn a_row_made_up_and_sealed_is_found_by_the_sum() {
    let shop = Shop::tale();
    let folder = shop.bundle("RO-1");
    let (mut bundle, _) = Bundle::parse(&fs::read(folder.join("rows.txt")).unwrap());
    let made_up = &mut bundle.rows[3];
    made_up.row.note = "never said".to_owned();
    made_up.seal = Seal::over(made_up.lead.as_bytes(), made_up.row.encode().unwrap().as_bytes());
    fs::write(folder.join("rows.txt"), bundle.rows_text()).unwrap();
    fs::write(folder.join("seals.txt"), bundle.seals_text()).unwrap();
    assert_eq!(codes(&folder), ["job-sum"]);
}

#[test]
fn hostile_words_do_not_reach_the_text_raw() {
    let mut shop = Shop::new();
    shop.begin("RO-1");
    shop.tell("bay-1", "RO-1", option("car", "j11"), "\u{1b}[2J\u{202e}evil\u{7}\n=cmd()");
    let evidence = shop.evidence("RO-1");
    let text = evidence::text(&evidence, &english(), 80);
    assert!(text.chars().all(|c| c == '\n' || !precheck::domain::text::is_unprintable(c)), "{text:?}");
    assert!(text.contains("evil"));
    let json: serde_json::Value = serde_json::from_slice(&evidence::json(&evidence).unwrap()).unwrap();
    assert_eq!(json["rows"][1]["note"], "\u{1b}[2J\u{202e}evil\u{7}\n=cmd()", "for programs it is what was written");
}

proptest! {
    #[test]
    fn no_bytes_make_reading_a_bundle_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0_usize..2000) {
        let _ = Bundle::parse(&bytes);
        let mut near = b"precheck.bundle/1 bay-1 RO-1\nbay-1 2026-11.csv 3\nunknown\n\
            1,2026-11-22T09:00:00.000+01:00,JRO-1,start,battery,rev 1 sha ab,Ana K.,,ab\n".to_vec();
        let at = at % near.len();
        near.splice(at..at, bytes);
        let (bundle, faults) = Bundle::parse(&near);
        prop_assert!(faults.is_empty() || bundle.rows.len() < 2);
    }
}
