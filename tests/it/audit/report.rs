//! The reports that a workshop hands out: what stands in them, in both languages and in all forms.

use std::collections::BTreeSet;
use std::fs;

use precheck::app::Event;
use precheck::app::audit::{ReportOrder, Selection};
use precheck::audit::evidence;
use precheck::audit::{Audit, Filter, Finding, FindingKind, findings_table};
use precheck::catalog::Paper;
use precheck::domain::{
    Answer, JobKey, JobNumber, MeasuredBy, Measurement, PausePoint, Spot, Station, Volts, WatchRow, What,
};
use precheck::runner::saver::{Task, save};
use precheck::sheet::{
    ChartForm, EvidenceRequest, Letterhead, Part, ReportRequest, Sheet, evidence_report, html, month_report, pdf, text,
};
use std::sync::Arc;

use super::{Shop, Story, id, today};
use crate::car::{VIN, codes_read};

/// Two months, a radio that lost its memory, a second source that was passed over.
fn shop() -> Shop {
    let mut passed = Story::begin("battery", "2");
    passed.pages(&[precheck::domain::PausePoint::A], &[("customer-code", ""), ("plate", "XY99 ZZZ")]);
    passed.override_("customer-code", None, "the customer wants it all the same");
    Shop::with(&[
        Story::battery("1", &[("radio-after", "asks-code")]).moved("2026-10-02T09:00:00+02:00"),
        passed,
        Story::battery("3", &[]),
    ])
}

fn letterhead() -> Letterhead {
    Letterhead { name: Some("Garage Łukasz".to_owned()), ..Letterhead::default() }
}

fn month(audit: &Audit, language: &str) -> Sheet {
    let (letterhead, filter) = (letterhead(), Filter::default());
    let words = &letterhead.words(language);
    month_report(&ReportRequest { audit, filter: &filter, filter_words: "", letterhead: &letterhead, words })
}

fn key(number: &str) -> JobKey {
    JobKey { station: Station::new("bay-1").unwrap(), number: JobNumber::new(number).unwrap() }
}

fn evidence_of(shop: &Shop, number: &str, language: &str) -> Sheet {
    let (audit, letterhead) = (shop.audit(), letterhead());
    let evidence = &evidence::read(&shop.path("exports/journal"), &key(number)).unwrap();
    let job = audit.jobs.iter().find(|job| job.key == key(number)).unwrap();
    let words = &letterhead.words(language);
    let audited = Some((&audit, job));
    evidence_report(&EvidenceRequest { evidence, audited, letterhead: &letterhead, words, now: today() })
}

fn value<'a>(sheet: &'a Sheet, name: &str) -> &'a str {
    &sheet.facts.iter().find(|pair| pair.name == name).unwrap_or_else(|| panic!("{name}: {:?}", sheet.facts)).value
}

fn charts(sheet: &Sheet) -> Vec<&precheck::sheet::Chart> {
    let parts = sheet.sections.iter().flat_map(|section| &section.parts);
    parts.flat_map(|part| if let Part::Charts(charts) = part { &charts[..] } else { &[] }).collect()
}

#[test]
fn every_finding_is_told_in_every_language() {
    for (language, _) in precheck::words::LANGUAGES {
        let words = letterhead().words(language);
        for kind in FindingKind::ALL {
            for end in ["", "-means", "-next"] {
                let id = format!("finding-{}{end}", kind.id());
                assert_ne!(words.get(&id), id, "{language}");
            }
        }
    }
}

/// The ids of messages in the program's text.
fn messages_said(folder: &std::path::Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            messages_said(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&entry).unwrap();
            let quoted = text.split('"').filter(|part| part.starts_with("says-") && part.len() > "says-".len());
            found.extend(quoted.map(str::to_owned));
        }
    }
}

#[test]
fn every_sentence_of_a_finding_is_said_in_every_language() {
    let mut said = BTreeSet::new();
    messages_said(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut said);
    assert!(said.len() > 90, "{said:?}");
    for (language, text) in precheck::words::LANGUAGES {
        let ids = text.lines().filter_map(|line| line.split_once(" =").map(|(id, _)| id));
        let known: BTreeSet<String> = ids.filter(|id| id.starts_with("says-")).map(str::to_owned).collect();
        assert_eq!(said, known, "{language}");
        assert_eq!(precheck::words::faults(language, text), [], "{language}");
    }
}

#[test]
fn a_finding_speaks_the_workshops_language() {
    let shop = shop();
    let audit = shop.audit();
    let words = letterhead().words("de").plain();
    let told: Vec<String> = audit.findings.iter().map(|finding| finding.sentence.in_words(&words)).collect();
    let lost = "danach: verlangt seinen Code; bei der Ankunft spielte es; Stützspannung: zweite Batterie, 12,61 V bei";
    assert!(told.iter().any(|sentence| sentence.starts_with(lost)), "{told:#?}");
    let overridden = "Code des Kunden, übergangen von Ana K. + Bo L.: the customer wants it all the same";
    assert!(told.iter().any(|sentence| sentence == overridden), "{told:#?}");
    let findings: Vec<&Finding> = audit.findings.iter().collect();
    let table = findings_table::in_words(&audit, &findings, &letterhead().words("de").plain());
    let cells: Vec<String> = table.rows.iter().flatten().map(|cell| format!("{cell:?}")).collect();
    assert!(cells.iter().any(|cell| cell.contains("Stützspannung: ")), "{cells:#?}");
}

#[test]
fn a_month_says_on_its_first_page_what_it_counts_and_whether_the_record_is_intact() {
    let sheet = month(&shop().audit(), "en");
    assert_eq!(sheet.letterhead, ["Garage Łukasz"]);
    assert_eq!(value(&sheet, "Record"), "intact: every seal fits");
    assert_eq!(value(&sheet, "Period"), "2 October 2026 – 22 November 2026");
    assert_eq!(value(&sheet, "Selection"), "all jobs");
    assert_eq!(value(&sheet, "Jobs"), "3 of 3");
    let told = sheet.texts().join("\n");
    assert!(told.contains("1 of 2 that played on arrival (50 %)"), "{told}");
    assert!(told.contains("▲ radio asks for its code afterwards"), "{told}");
    let words = ["Card or paper seen", "card-seen", "second-battery"].map(|word| told.contains(word));
    assert_eq!(words, [true, false, false], "words, not ids: {told}");
}

#[test]
fn a_course_has_a_bar_and_a_number_for_each_month() {
    let sheet = month(&shop().audit(), "de");
    let courses: Vec<_> = charts(&sheet).into_iter().filter(|chart| chart.form == ChartForm::Course).collect();
    assert_eq!(courses.len(), 4);
    let lost: Vec<_> = courses[3].points.iter().map(|point| (point.value, &*point.figure, &*point.n)).collect();
    assert_eq!(lost, [(Some(1000), "100 %", "n 1"), (Some(0), "0 %", "n 1")]);
}

#[test]
fn all_forms_have_every_word_of_a_report() {
    let shop = shop();
    for language in ["en", "de"] {
        for sheet in [month(&shop.audit(), language), evidence_of(&shop, "1", language)] {
            let (page, plain) = (html(&sheet, Paper::A4), text(&sheet, 200));
            for told in sheet.texts().into_iter().flat_map(|text| text.split('\n')) {
                let escaped = told.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;");
                assert!(page.contains(&escaped), "{told}");
                let first = told.split(' ').next().unwrap_or_default();
                assert!(plain.contains(first.split('-').next().unwrap_or_default()), "{told}");
            }
            assert!(pdf(&sheet, Paper::Letter).unwrap().starts_with(b"%PDF"));
        }
    }
}

/// Where a phone has no room for the columns, a figure alone would say nothing.
#[test]
fn a_figure_of_a_wide_table_bears_its_heading() {
    let shop = shop();
    let page = html(&month(&shop.audit(), "en"), Paper::A4);
    assert!(page.contains("<table class=\"grid wide\">") && page.contains(" data-name=\"Finished\">"), "{page}");
    let evidence = html(&evidence_of(&shop, "1", "en"), Paper::A4);
    assert!(evidence.contains("<table class=\"grid\">") && !evidence.contains(" data-name=\""), "{evidence}");
}

#[test]
fn a_month_says_what_was_seen_of_the_supply_and_where_its_figure_is_from() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A, PausePoint::B], &[]);
    let began = WatchRow::Began { at: Spot::Leads, floor: Volts(11_000) };
    for row in [began, WatchRow::Dipped { seconds: 9, lowest: Volts(8_100) }] {
        story.tell(What::Watched { instrument: id("bench"), row }, "");
    }
    let measured = MeasuredBy { by: id("bench"), at: Spot::Leads };
    let figure = Measurement::parse("12.46", "V").unwrap().measured_by(measured);
    story.pages(&[PausePoint::C], &[]);
    story.tell(What::Answered { item: id("car-volts"), answer: Answer::Number(figure) }, "");
    story.pages(&[PausePoint::D], &[("radio-after", "asks-code")]);
    story.finish();
    let audit = Shop::with(&[story]).audit();
    for (language, told) in [
        (
            "en",
            [
                "Supply watched while the battery was off",
                "in part",
                "below 9 V",
                "Volts between the car's leads",
                "measured",
            ],
        ),
        (
            "de",
            [
                "Versorgung überwacht, während die Batterie ab war",
                "zum Teil",
                "unter 9 V",
                "Spannung zwischen den Klemmen",
                "gemessen",
            ],
        ),
    ] {
        let sheet = month(&audit, language);
        let spaced = |page: String| page.replace('\u{a0}', " ").replace("&#39;", "'");
        let (text, html) = (spaced(text(&sheet, 200)), spaced(html(&sheet, Paper::A4)));
        for words in told {
            assert!(text.contains(words), "{words}: {text}");
            assert!(html.contains(words), "{words}: {html}");
        }
    }
    let plain = month(&Shop::with(&[Story::battery("1", &[])]).audit(), "en");
    assert!(!text(&plain, 200).contains("Supply watched"), "nothing is told where nothing was watched");
}

#[test]
fn evidence_tells_first_what_happened() {
    let shop = shop();
    let sheet = evidence_of(&shop, "1", "de");
    let account = sheet.sections.first().unwrap();
    assert_eq!(account.heading, "Was geschah");
    let told = sheet.texts().join("\n");
    assert!(told.contains("Radio danach: "), "{told}");
    assert!(
        sheet
            .closing
            .iter()
            .any(|part| matches!(part, Part::Proof(proof) if proof.qr.starts_with("precheck.receipt/1 bay-1 1 ")))
    );
    let open = evidence_of(&shop, "2", "en").texts().join("\n");
    assert!(open.contains("PASSED OVER: ") && open.contains("Bo L."), "{open}");
    assert!(open.contains("it has no receipt yet"));
}

#[test]
fn evidence_tells_the_codes_of_the_car_and_what_became_of_them() {
    let mut story = Story::of_now("battery", "1");
    story.answer("plate", "AB12 CDE");
    story.tell(codes_read("lamps", Some(VIN), Some(&[0x0133, 0x0420]), Some(&[])), "");
    story.call(PausePoint::A);
    story.call(PausePoint::B);
    story.tell(codes_read("lamps-after", Some(VIN), Some(&[0x0420]), Some(&[0x0562])), "");
    story.finish();
    let shop = Shop::with(&[story]);
    for (language, before, change) in [
        (
            "en",
            "VIN SJNFBAJ11U1234567 · stored: P0133 P0420 · pending: none · permanent: not told",
            "; beside those before the work: new: P0562 · gone: P0133 · the same: P0420",
        ),
        (
            "de",
            "FIN SJNFBAJ11U1234567 · gespeichert: P0133 P0420 · vorläufig: keine · dauerhaft: nicht mitgeteilt",
            "; neben denen vor der Arbeit: neu: P0562 · nicht mehr da: P0133 · wie vorher: P0420",
        ),
    ] {
        let told = evidence_of(&shop, "1", language).texts().join("\n");
        for words in [before, change] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }
}

#[test]
fn a_changed_record_is_told_before_everything_and_has_no_receipt() {
    let shop = shop();
    for entry in fs::read_dir(shop.path("exports/journal/bay-1")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read_to_string(&path).unwrap();
        if bytes.contains("asks-code") {
            fs::write(&path, bytes.replace("asks-code", "plays")).unwrap();
        }
    }
    let sheet = month(&shop.audit(), "en");
    assert_eq!(sheet.stamp.as_deref(), Some("THE RECORD IS NOT INTACT"));
    assert!(matches!(sheet.sections[0].parts[0], Part::Alarm { .. }));
    let evidence = evidence_of(&shop, "1", "en");
    assert!(matches!(evidence.sections[0].parts[0], Part::Alarm { .. }));
    assert!(!evidence.closing.iter().any(|part| matches!(part, Part::Proof(_))));
}

#[test]
fn a_report_is_saved_beside_the_other_things_that_were() {
    let (shop, folder) = (shop(), tempfile::tempdir().unwrap());
    let selection = Selection { audit: Arc::new(shop.audit()), filter: Filter::default() };
    let journal = shop.path("exports/journal");
    for (job, name) in
        [(None, "report-2026-11-23-080000.pdf"), (Some((key("1"), journal)), "bay-1-1-2026-11-23-080000.pdf")]
    {
        let letterhead = Arc::new(letterhead());
        let order = ReportOrder { selection: selection.clone(), words: String::new(), letterhead, job };
        let saved = save(folder.path(), &Task::Report(Box::new(order)), today());
        assert!(matches!(saved, Event::Info(_)), "{saved:?}");
        assert!(fs::read(folder.path().join("audit").join(name)).unwrap().starts_with(b"%PDF"));
    }
}
