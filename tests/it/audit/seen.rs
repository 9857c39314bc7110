//! What a manager has seen: shown as such, at the end, and no matter for the exit code.

use precheck::audit::{Audit, Filter, Finding, FindingKind, listing};
use precheck::domain::{PausePoint, What};

use super::{Shop, Story, case, id, moment};

fn review(story: &mut Story, finding: &str, remark: &str) {
    review_of(story, finding, None, remark);
}

fn review_of(story: &mut Story, finding: &str, item: Option<&str>, remark: &str) {
    story.who = "Mo M.".to_owned();
    story.tell(What::Reviewed { finding: id(finding), item: item.map(id), journal: None, observed: None }, remark);
}

#[test]
fn a_finding_that_was_seen_comes_last_and_does_not_count() {
    let mut seen = Story::battery("1", &[("car-volts", "9.8"), ("radio-after", "locked")]);
    let at = seen.time;
    review(&mut seen, "radio-locked", "called the customer");
    let audit = Shop::with(&[seen.clone()]).audit();
    let filter = Filter::default();
    let findings = audit.list(&filter);
    let listed: Vec<(&str, bool)> = findings.iter().map(|it| (it.kind.id(), it.is_seen())).collect();
    assert_eq!(listed, [("volts-low", false), ("radio-locked", true)]);
    assert_eq!(audit.count(&filter).exit_code, 1);
    let text = listing::lines(&audit, &findings, &precheck::words::PlainWords::default(), 80, true).join("\n");
    assert!(text.contains("■ grave: radio locked afterwards (1, seen)"), "{text}");
    assert!(text.contains("seen by Mo M. on 2026-11-22 09:"), "{text}");
    assert!(text.contains("called the customer"), "{text}");
    review(&mut seen, "volts-low", "saver replaced");
    let audit = Shop::with(&[seen]).audit();
    assert_eq!(audit.count(&filter).exit_code, 0);
    assert_eq!(case(&audit, "1").technician(), "Ana K.", "a manager is no technician of the job");
    assert!(at < audit.now);
}

#[test]
fn a_review_covers_what_was_there_and_nothing_newer() {
    let mut story = Story::battery("1", &[]);
    story.correct("clock", "kept", "looked again");
    review(&mut story, "corrected-after-end", "all right");
    story.who = "Ana K.".to_owned();
    story.correct("clock", "left", "and again");
    let audit = Shop::with(&[story]).audit();
    let filter = Filter::parse("finding:unseen", moment("2026-11-23T08:00:00+01:00").date_naive()).unwrap();
    let unseen: Vec<String> = audit.list(&filter).iter().map(|it| it.sentence.to_string()).collect();
    assert!(unseen.len() == 1 && unseen[0].contains("and again"), "{unseen:?}");
}

#[test]
fn a_broken_proof_is_never_seen_off() {
    let mut story = Story::battery("1", &[]);
    review(&mut story, "broken", "never mind");
    let shop = Shop::with(&[story]);
    shop.change(|text| text.replacen("text AB12 CDE", "text AB12 CDF", 1));
    let audit = shop.audit();
    let filter = Filter::default();
    let findings = audit.list(&filter);
    assert!(findings.iter().any(|it| it.kind == FindingKind::Broken && !it.is_seen()));
    let elsewhere = Filter::parse("technician:nobody", moment("2026-11-23T08:00:00+01:00").date_naive()).unwrap();
    let hidden: Vec<&Finding> = audit.list(&elsewhere);
    assert!(hidden.is_empty() && audit.count(&elsewhere).exit_code == 1, "no filter hides it from the exit code");
}

#[test]
fn of_two_findings_of_a_kind_one_can_be_seen() {
    let mut story = Story::begin("battery", "1");
    story.pages(&[PausePoint::A], &[("radio-serial", "")]);
    story.override_("radio-serial", None, "label torn off");
    story.override_("backup-power", Some("none"), "saver broken");
    let audit = Shop::with(&[story.clone()]).audit();
    let says = |audit: &Audit| {
        let of_kind = audit.findings.iter().filter(|finding| finding.kind == FindingKind::HoldOverridden);
        let said = of_kind.map(|finding| (audit.item_to_say(finding).unwrap().to_owned(), finding.is_seen()));
        said.collect::<std::collections::BTreeMap<String, bool>>()
    };
    let both = [("backup-power".to_owned(), false), ("radio-serial".to_owned(), false)];
    assert_eq!(says(&audit), both.clone().into());
    review_of(&mut story, "hold-overridden", Some("backup-power"), "talked it over");
    let audit = Shop::with(&[story.clone()]).audit();
    assert_eq!(says(&audit), [("backup-power".to_owned(), true), ("radio-serial".to_owned(), false)].into());
    assert_eq!(&*case(&audit, "1").reviews[0].remark, "talked it over");
    // a row without an item, as older versions wrote it, is about all of them
    review(&mut story, "hold-overridden", "both were right");
    let audit = Shop::with(&[story]).audit();
    assert!(says(&audit).values().all(|is_seen| *is_seen));
}
