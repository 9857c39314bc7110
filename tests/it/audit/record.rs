//! The record itself.

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;

use precheck::audit::{AuditRequest, FindingKind, collect};
use precheck::catalog::AuditThresholds;
use precheck::domain::{PausePoint, People};

use super::{Shop, Story, case, found, kinds, moment, sentence, today};

#[test]
fn corrected_after_completion() {
    let mut story = Story::battery("1", &[]);
    story.correct("radio-serial", "CL041239876543", "read the wrong label");
    assert_eq!(found(&story), ["corrected-after-end"]);
    let audit = Shop::with(&[story]).audit();
    assert_eq!(
        sentence(&audit, "1", FindingKind::CorrectedAfterEnd),
        "radio serial: from BP538971317615 to CL041239876543, 20 s after the end, by Ana K.: read the wrong label"
    );
    assert_eq!(case(&audit, "1").corrections_after_end, 1);
}

#[test]
fn a_correction_long_after_the_end_counts_like_any_other() {
    let day = moment("2026-11-02T06:00:00+01:00");
    let mut stories: Vec<Story> = (0..90)
        .map(|at| {
            let (plate, serial) = (format!("P{at}"), format!("BP{at:012}"));
            let start = day + chrono::Duration::hours(at);
            Story::battery(&format!("{at}"), &[("plate", &plate), ("radio-serial", &serial)]).moved(&start.to_rfc3339())
        })
        .collect();
    let late = |story: &mut Story| story.time = moment("2026-11-20T08:00:00+01:00");
    late(&mut stories[3]);
    stories[3].correct("radio-after", "locked", "the customer came back");
    late(&mut stories[4]);
    stories[4].hand_over();
    let audit = Shop::with(&stories).audit();
    let kinds = kinds(&audit, "3");
    assert!(kinds.starts_with(&["radio-locked", "corrected-after-end"]), "{kinds:?}");
    assert!(case(&audit, "3").receipt.is_some());
    let (_, time) = case(&audit, "4").handover.unwrap();
    assert_eq!(time.date_naive().to_string(), "2026-11-20");
}

#[test]
fn via_file_and_a_checklist_that_is_missing() {
    let mut story = Story::begin_via("battery", "1", true);
    story.pages(&PausePoint::ALL, &[]);
    story.finish();
    story.hand_over();
    assert_eq!(found(&story), ["via-file"]);
    let mut story = Story::battery("1", &[("radio-serial", "PN-1"), ("radio-after", "locked")]);
    story.change_sha();
    let kinds = found(&story);
    assert_eq!(kinds, ["radio-locked", "unusual-serial", "checklist-missing"], "what needs no wording is judged");
}

#[test]
fn a_broken_seal_is_tied_to_its_job() {
    let shop = Shop::with(&[Story::battery("1", &[]), Story::battery("2", &[]).moved("2026-11-22T12:00:00+01:00")]);
    shop.change(|text| text.replacen("text AB12 CDE", "text AB12 CDF", 1));
    let audit = shop.audit();
    assert_eq!(kinds(&audit, "1")[0], "broken");
    let told = sentence(&audit, "1", FindingKind::Broken);
    assert!(told.contains("bay-1/2026-11.csv:") && told.contains("changed after it was written"), "{told}");
    assert!(!kinds(&audit, "2").contains(&"broken"));
    shop.change(|text| {
        text.lines().filter(|line| !line.contains("radio-after")).map(|line| format!("{line}\n")).collect()
    });
    let audit = shop.audit();
    assert!(audit.record().iter().any(|it| it.sentence.to_string().contains("missing")), "{:?}", audit.record());
}

#[test]
fn what_happened_to_the_files() {
    let shop = Shop::with(&[Story::battery("1", &[])]);
    let of_record = |shop: &Shop| shop.audit().record().iter().map(|it| it.kind.id()).collect::<Vec<_>>();
    assert_eq!(of_record(&shop), [""; 0]);
    shop.change(|text| format!("\u{feff}{}", text.replace('\n', "\r\n")));
    assert_eq!(of_record(&shop), ["resaved"]);
    let shop = Shop::with(&[Story::battery("1", &[])]);
    shop.change(|text| text + "38,2026-11-22T1");
    assert_eq!(of_record(&shop), ["unfinished"]);
    let mut back = Story::battery("1", &[]);
    back.time = moment("2026-11-22T09:01:00+01:00");
    back.hand_over();
    let shop = Shop::with(&[back]);
    assert_eq!(of_record(&shop), ["clock-back"]);
}

#[test]
fn stations_that_saw_each_other_are_held_against_each_other_once() {
    let read = |name: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/vectors").join(name);
        let request = AuditRequest {
            paths: &[path],
            own: None,
            thresholds: AuditThresholds::default(),
            people: People::default(),
            from: None,
            now: today(),
            threads: None,
        };
        collect(&request, None, &AtomicU64::new(0))
    };
    for name in ["witnessed", "seconded", "remarked", "taken"] {
        let audit = read(name);
        assert!(!audit.findings.iter().any(|it| it.kind == FindingKind::Broken), "{name}: {:?}", audit.findings);
    }
    // a job that two stations worked on is one, with its end, and both are told
    let audit = read("taken");
    let job = &audit.jobs[0];
    assert_eq!((audit.jobs.len(), job.ended.is_some(), job.receipt.is_some()), (1, true, true));
    assert_eq!(job.people(), "Rosa M., Ana K.");
    let told = |kind: FindingKind| audit.findings.iter().filter(|it| it.kind == kind).count();
    assert_eq!((told(FindingKind::TakenOver), told(FindingKind::TwoStations)), (3, 1));
}
